"""A run and what comes of it: same input, same bytes; nothing on a pipe but what was asked for; outputs kept safe."""

import json
import os
import pty
import subprocess
import unittest

from program import BUSY_SHOP, FAILURE, INVALID, OK, PROGRAM, SHOP, USAGE, Case, silowalk, verbs

NO_VECTOR_UNITS = {**os.environ, "GLIBC_TUNABLES": "glibc.cpu.hwcaps=-AVX512F,-AVX2,-FMA"}


class Run(Case):
    def setUp(self):
        super().setUp()
        self.shop = self.write("shop.toml", SHOP)
        self.busy = self.write("busy.toml", BUSY_SHOP)

    def bytes_of(self, scenario, name, *arguments, **options):
        self.run_ok("run", scenario, "-o", self.folder / name, *arguments, **options)
        return (self.folder / name).read_bytes()

    def test_same_input_same_bytes_whatever_the_threads(self):
        for scenario in (self.shop, self.busy):
            with self.subTest(scenario=scenario.name):
                one = self.bytes_of(scenario, "one.h5", "--replications", 12, "--threads", 1, "--force")
                for threads in (1, 2, 3):
                    again = self.bytes_of(scenario, f"again{threads}.h5", "--replications", 12, "--threads", threads, "--force")
                    self.assertEqual(one, again, f"{threads} threads")

    def test_same_digest_without_vector_units(self):
        for scenario in (self.shop, self.busy):
            with self.subTest(scenario=scenario.name):
                with_them = self.bytes_of(scenario, "with.h5", "--replications", 8, "--force")
                without = self.bytes_of(scenario, "without.h5", "--replications", 8, "--force", env=NO_VECTOR_UNITS)
                self.assertEqual(self.digest(self.folder / "with.h5"), self.digest(self.folder / "with.h5", env=NO_VECTOR_UNITS))
                for name in ("with.h5", "without.h5"):
                    (self.folder / name).rename(self.folder / "same.h5")
                    said = self.digest(self.folder / "same.h5")
                    if name == "with.h5":
                        expected = said
                self.assertEqual(expected, said)
                self.assertEqual(with_them, without)

    def test_another_seed_is_another_history(self):
        self.bytes_of(self.shop, "a.h5", "--replications", 4)
        self.bytes_of(self.shop, "b.h5", "--replications", 4, "--set", "seed=2")
        self.assertNotEqual(self.show("a.h5"), self.show("b.h5"))

    def show(self, name, *arguments):
        return json.loads(self.run_ok("show", self.folder / name, "--json", *arguments).stdout)

    def test_more_replications_go_on_from_fewer(self):
        """The first replications of a longer run are those of a shorter one."""
        self.bytes_of(self.shop, "few.h5", "--replications", 8)
        self.bytes_of(self.shop, "many.h5", "--replications", 16)
        few, many = self.show("few.h5"), self.show("many.h5")
        name = next(iter(few["scenarios"]))
        self.assertEqual({o["replications"] for o in few["scenarios"][name].values()}, {8})
        self.assertEqual({o["replications"] for o in many["scenarios"][name].values()}, {16})

    def test_an_output_that_exists_is_kept(self):
        first = self.bytes_of(self.shop, "o.h5", "--replications", 4)
        (self.folder / "o.h5").write_bytes(b"somebody's diary")
        refused = silowalk("run", self.shop, "-o", self.folder / "o.h5", "--replications", 4)
        self.assertIn(refused.returncode, (FAILURE, USAGE), refused.stderr)
        self.assertIn("--force", refused.stderr)
        self.assertEqual((self.folder / "o.h5").read_bytes(), b"somebody's diary")
        self.assertEqual(first, self.bytes_of(self.shop, "o.h5", "--replications", 4, "--force"))
        other = silowalk("run", self.shop, "-o", self.folder / "o.h5", "--replications", 4, "--set", "seed=9")
        self.assertIn(other.returncode, (FAILURE, USAGE), other.stderr)
        self.assertEqual(first, (self.folder / "o.h5").read_bytes())

    def test_a_further_scenario_joins_those_that_are_there(self):
        """What is there is not run again, and the file is the same as if all had been run at once."""
        other = self.write("other.toml", SHOP.replace("Corner shop", "Another shop").replace("success = 0.9\n", "success = 0.8\n"))
        at_once = self.folder / "at_once.h5"
        self.run_ok("run", self.shop, other, "-o", at_once, "--replications", 12)
        for name, command in (("both", ["run", self.shop, other]), ("add", ["run", other, "--add"])):
            with self.subTest(name=name):
                output = self.folder / f"{name}.h5"
                self.bytes_of(self.shop, output.name, "--replications", 12)
                added = self.run_ok(*command, "-o", output, "--replications", 12)
                self.assertIn("3 of 6 blocks of replications were there already", added.stdout)
                self.assertEqual(output.read_bytes(), at_once.read_bytes())
                again = self.run_ok(*command, "-o", output, "--replications", 12)
                self.assertIn("nothing to do", again.stdout)
        refused = silowalk("run", other, "-o", self.folder / "add.h5", "--replications", 12)
        self.assertEqual(refused.returncode, FAILURE)
        self.assertIn("Corner shop", refused.stderr)
        self.assertEqual((self.folder / "add.h5").read_bytes(), at_once.read_bytes())

    def test_what_is_added_to_is_not_read_again(self):
        """Groups that are there are copied byte for byte: not even damage in them is touched, and `verify` finds it."""
        other = self.write("other.toml", SHOP.replace("Corner shop", "Another shop").replace("success = 0.9\n", "success = 0.8\n"))
        whole = self.bytes_of(self.shop, "o.h5", "--replications", 12)
        self.run_ok("run", other, "--add", "-o", self.folder / "o.h5", "--replications", 12)
        both = (self.folder / "o.h5").read_bytes()
        self.assertGreater(len(both), len(whole))
        alone = self.digests(self.write_bytes("alone.h5", whole))
        self.assertEqual(self.digests(self.folder / "o.h5")["Corner shop"], alone["Corner shop"])
        place = max(range(0, len(whole) - 64, 64), key=lambda i: len(set(whole[i : i + 64])))  # packed numbers look random
        damaged = bytearray(whole)
        damaged[place + 32] ^= 16
        (self.folder / "d.h5").write_bytes(damaged)
        self.run_ok("run", other, "--add", "-o", self.folder / "d.h5", "--replications", 12, "--quiet")
        self.assertEqual((self.folder / "d.h5").read_bytes()[place + 32], damaged[place + 32])
        self.assertNotEqual(silowalk("verify", self.folder / "d.h5").returncode, OK)

    def test_the_answer_comes_in_every_format(self):
        self.bytes_of(self.shop, "o.h5", "--replications", 4)
        command = ["run", self.shop, "-o", self.folder / "o.h5", "--replications", 4]
        for name, start in (("text", "'"), ("md", "# '"), ("html", "<!DOCTYPE html>"), ("json", "{"), ("csv", "scenario,output,")):
            self.assertTrue(self.run_ok(*command, "--format", name).stdout.startswith(start), name)
        self.assertEqual(self.run_ok(*command, "--format", "json").stdout, self.run_ok(*command, "--json").stdout)
        for ending in ("txt", "html", "csv"):
            said = self.assertExit(silowalk("run", self.shop, "-o", self.folder / f"o.{ending}"), USAGE).stderr
            self.assertIn(f"such as {self.folder / 'o.h5'};", said)

    def test_what_is_there_is_never_dropped(self):
        other = self.write("other.toml", SHOP.replace("Corner shop", "Another shop"))
        for arguments in ([], ["--replications", 4], ["--precision", "50%"]):
            with self.subTest(arguments=arguments):
                self.bytes_of(self.shop, "o.h5", "--replications", 20, "--force")
                self.run_ok("run", other, "--add", "-o", self.folder / "o.h5", *arguments)
                shown = self.show("o.h5", "--measure", "revenue")["scenarios"]
                self.assertEqual({each["revenue"]["replications"] for each in shown.values()}, {20})

    def test_a_variant_is_named_after_its_overrides(self):
        output = self.folder / "o.h5"
        self.bytes_of(self.shop, "o.h5", "--replications", 4)
        variant = ["run", self.shop, "-o", output, "--add", "--set", "silo.sales.agents=3", "--set", "segment.regular.customers = 200"]
        self.run_ok(*variant)
        name = "Corner shop, silo.sales.agents=3, segment.regular.customers=200"
        self.assertEqual(list(self.digests(output)), ["Corner shop", name])
        self.assertIn("nothing to do", self.run_ok(*variant).stdout)
        self.assertIn("nothing to do", self.run_ok("run", self.shop, "-o", output, "--add").stdout)
        # The same as with the name written out.
        named = self.folder / "named.h5"
        self.run_ok("run", self.shop, "-o", named, "--replications", 4, *variant[5:], "--set", f"name={name}")
        self.assertEqual(self.digests(named)[name], self.digests(output)[name])
        self.assertIn(name, " ".join(self.run_ok("walk", output, "--scenario", "B").stdout.split()))

    def test_one_scenario_is_replaced_and_the_others_stay(self):
        other = self.write("other.toml", SHOP.replace("Corner shop", "Another shop").replace("success = 0.9\n", "success = 0.8\n"))
        edited = self.write("edited.toml", SHOP.replace("success = 0.9\n", "success = 0.95\n"))
        fresh, output = self.folder / "fresh.h5", self.folder / "o.h5"
        self.bytes_of(edited, fresh.name, "--replications", 8)
        for name in ("Corner shop", "A"):
            with self.subTest(name=name):
                self.run_ok("run", self.shop, other, "-o", output, "--replications", 8, "--force")
                before = self.digests(output)
                replaced = self.run_ok("run", edited, "-o", output, "--replace", name)
                self.assertIn("2 of 4 blocks of replications were there already", replaced.stdout)
                after = self.digests(output)
                self.assertEqual(list(after), ["Corner shop", "Another shop"])
                self.assertEqual(after["Another shop"], before["Another shop"])
                self.assertEqual(after["Corner shop"], self.digests(fresh)["Corner shop"])
                self.assertNotEqual(after["Corner shop"], before["Corner shop"])
                self.assertIn("nothing to do", self.run_ok("run", edited, "-o", output, "--replace", name).stdout)
        # Another name takes the place of the old one.
        self.run_ok("run", edited, "-o", output, "--replace", "A", "--set", "name=Third shop")
        self.assertEqual(list(self.digests(output)), ["Third shop", "Another shop"])

    def test_replacements_that_cannot_be(self):
        other = self.write("other.toml", SHOP.replace("Corner shop", "Another shop").replace("success = 0.9\n", "success = 0.8\n"))
        edited = self.write("edited.toml", SHOP.replace("success = 0.9\n", "success = 0.95\n"))
        output = self.folder / "o.h5"
        self.run_ok("run", self.shop, other, "-o", output, "--replications", 4)
        before = output.read_bytes()
        for arguments, code, words in (
            ([edited, "--add"], USAGE, ["'Corner shop'", "--replace 'Corner shop'"]),
            ([edited], FAILURE, ["--replace 'Corner shop'"]),
            ([edited, "--replace", "Corner shp"], INVALID, ["did you mean 'Corner shop'?", "A: Corner shop; B: Another shop"]),
            ([edited, "--replace", "B"], USAGE, ["'Corner shop'", "--replace 'Corner shop'"]),
            ([edited, "--replace", "A", "--add"], USAGE, ["exclude each other"]),
            ([edited, other, "--replace", "A"], USAGE, ["one FILE"]),
            ([edited, "--replace", "A", "--seed", 5], USAGE, ["seed 1"]),
        ):
            with self.subTest(arguments=arguments):
                result = self.assertExit(silowalk("run", *arguments, "-o", output), code)
                for word in words:
                    self.assertIn(word, result.stderr)
                self.assertEqual(output.read_bytes(), before)
        self.assertIn("there is no file", self.assertExit(silowalk("run", edited, "-o", self.folder / "no.h5", "--replace", "A"), FAILURE).stderr)

    def test_additions_that_cannot_be(self):
        self.bytes_of(self.shop, "o.h5", "--replications", 4)
        before = (self.folder / "o.h5").read_bytes()
        edited = self.write("edited.toml", SHOP.replace("customers = 300", "customers = 7"))
        for scenario, arguments, word in (
            (edited, [], "--set name"),
            (self.shop, ["--set", "name=Other", "--seed", "5"], "seed 1"),
        ):
            result = self.assertExit(silowalk("run", scenario, "--add", "-o", self.folder / "o.h5", *arguments), USAGE)
            self.assertIn(word, result.stderr)
        self.assertEqual((self.folder / "o.h5").read_bytes(), before)

    def test_places_that_cannot_be_written(self):
        for output in (self.folder / "no/such/folder/o.h5", "/proc/o.h5", self.folder):
            with self.subTest(output=output):
                result = silowalk("run", self.shop, "-o", output, "--replications", 2)
                self.assertIn(result.returncode, (FAILURE, USAGE), result.stderr)
                self.assertIn("error", result.stderr)

    def test_an_invalid_scenario_leaves_nothing_behind(self):
        wrong = self.write("wrong.toml", SHOP.replace("success = 0.9\n", "success = 1.9\n"))
        before = sorted(self.folder.iterdir())
        self.assertExit(silowalk("run", wrong, "-o", self.folder / "o.h5"), INVALID)
        self.assertEqual(sorted(self.folder.iterdir()), before)

    def test_nothing_else_is_left_beside_the_output(self):
        before = set(self.folder.iterdir())
        self.bytes_of(self.shop, "o.h5", "--replications", 6)
        self.assertEqual(set(self.folder.iterdir()) - before, {self.folder / "o.h5"})

    def test_no_progress_in_a_pipe(self):
        result = self.run_ok("run", self.busy, "-o", self.folder / "o.h5", "--replications", 8)
        for text in (result.stdout, result.stderr):
            self.assertNotIn("\r", text)
            self.assertNotIn("\x1b", text)
        self.assertNotIn("%", result.stderr)

    def test_progress_on_a_terminal(self):
        ours, theirs = pty.openpty()
        process = subprocess.Popen(
            [PROGRAM, "run", self.busy, "-o", self.folder / "o.h5", "--replications", "40", "--set", "segment.regular.customers=3000"],
            stdin=subprocess.DEVNULL, stdout=theirs, stderr=theirs, env={**os.environ, "TERM": "xterm"},
        )  # fmt: skip
        os.close(theirs)
        seen = b""
        try:
            while chunk := os.read(ours, 65536):
                seen += chunk
        except OSError:
            pass  # the other end was closed
        os.close(ours)
        self.assertEqual(process.wait(), OK, seen)
        self.assertIn(b"\r", seen.replace(b"\r\n", b"\n"))


class Show(Case):
    def setUp(self):
        super().setUp()
        self.file = self.folder / "o.h5"
        self.run_ok("run", self.write("shop.toml", SHOP), "-o", self.file, "--replications", 10)

    def test_json_has_the_promised_shape(self):
        shown = json.loads(self.run_ok("show", self.file, "--json").stdout)
        self.assertEqual(set(shown), {"scenarios"})
        self.assertEqual(list(shown["scenarios"]), ["Corner shop"])
        for output, estimate in shown["scenarios"]["Corner shop"].items():
            with self.subTest(output=output):
                self.assertLessEqual({"mean", "standard_error", "low", "high", "replications"}, set(estimate))
                self.assertEqual(estimate["replications"], 10)
                if estimate["mean"] is not None and estimate["low"] is not None:
                    self.assertLessEqual(estimate["low"], estimate["mean"])
                    self.assertLessEqual(estimate["mean"], estimate["high"])

    def test_named_outputs_and_windows(self):
        names = ["churn_rate", "segment.regular.revenue", "touchpoint.counter.visits"]
        arguments = [word for name in names for word in ("--measure", name)]
        shown = json.loads(self.run_ok("show", self.file, "--json", *arguments).stdout)["scenarios"]["Corner shop"]
        self.assertEqual(set(shown), set(names))
        half = [
            json.loads(self.run_ok("show", self.file, "--json", *arguments, "--from", a, "--to", b).stdout)["scenarios"]["Corner shop"]
            for a, b in ((0, 6), (6, 12))
        ]
        for name in names[1:]:
            self.assertAlmostEqual(half[0][name]["mean"] + half[1][name]["mean"], shown[name]["mean"], delta=1e-6 * shown[name]["mean"])

    def test_tables(self):
        for by, word in (("segment", "regular"), ("silo", "sales"), ("touchpoint", "counter")):
            self.assertIn(word, self.run_ok("show", self.file, "--by", by).stdout)

    def test_shows_the_same_twice_and_no_colour_in_a_pipe(self):
        once, again = (self.run_ok("show", self.file).stdout for _ in range(2))
        self.assertEqual(once, again)
        self.assertNotIn("\x1b", once)

    def test_what_cannot_be_shown(self):
        self.assertIn(silowalk("show", self.file, "--measure", "churn_rte").returncode, (USAGE, INVALID))
        self.assertIn("churn_rate", silowalk("show", self.file, "--measure", "churn_rte").stderr)
        self.assertIn(silowalk("show", self.file, "--from", "7", "--to", "3").returncode, (USAGE, INVALID))
        self.assertIn(silowalk("show", self.file, "--by", "planet").returncode, (USAGE, INVALID))

    def test_files_that_are_no_results(self):
        for verb in ("show", "verify"):
            self.assertExit(silowalk(verb, self.folder / "absent.h5"), FAILURE)
            for name, data in (("empty.h5", b""), ("text.h5", SHOP.encode()), ("cut.h5", self.file.read_bytes()[:5000])):
                with self.subTest(verb=verb, name=name):
                    (self.folder / name).write_bytes(data)
                    result = silowalk(verb, self.folder / name)
                    self.assertIn(result.returncode, (FAILURE, INVALID), result.stderr)
                    self.assertIn(name, result.stderr)
                    self.assertNotIn("HDF5-DIAG", result.stderr)


if __name__ == "__main__":
    if not {"run", "show", "verify"} <= set(verbs()):
        print("run, show and verify are not all there: skipped")
        raise SystemExit(77)
    unittest.main()
