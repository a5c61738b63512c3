"""Results files that are damaged or were edited: said, never used without a word, never made to look whole."""

import json
import signal
import subprocess
import unittest

from program import FAILURE, INCOMPLETE, INVALID, OK, PROGRAM, SHOP, USAGE, Case, silowalk, start, stop, verbs, wait_until

try:
    import h5py
except ImportError:
    h5py = None


@unittest.skipIf(h5py is None, "h5py is not there")
class DamagedResults(Case):
    def setUp(self):
        super().setUp()
        self.scenario = self.write("shop.toml", SHOP)
        self.other = self.write("other.toml", SHOP.replace("Corner shop", "Other shop").replace("success = 0.9", "success = 0.8"))
        self.output = self.folder / "o.h5"
        self.command = ["run", self.scenario, "-o", self.output, "--replications", 8, "--quiet"]
        self.run_ok(*self.command)
        self.whole = self.output.read_bytes()

    def change_a_number(self):
        """The checksums of HDF5 stay right; only the digest can tell."""
        with h5py.File(self.output, "r+") as file:
            next(iter(file.values()))["segment_lost"][...] += 5

    def test_a_changed_number_is_simulated_again_and_said(self):
        self.change_a_number()
        self.assertExit(silowalk("verify", self.output), FAILURE)
        again = self.run_ok(*self.command)
        self.assertIn("'Corner shop'", again.stderr)
        self.assertIn("is damaged", again.stderr)
        self.assertIn("simulated again", again.stderr)
        self.assertEqual(self.output.read_bytes(), self.whole)

    def test_what_is_added_or_extended_does_not_keep_the_damage(self):
        for more in (["--add"], ["--replications", 12]):
            with self.subTest(more=more):
                self.output.write_bytes(self.whole)
                self.change_a_number()
                files = [self.other] if more == ["--add"] else [self.scenario]
                result = self.run_ok("run", *files, "-o", self.output, "--quiet", *more)
                self.assertIn("is damaged", result.stderr)
                self.run_ok("verify", self.output)

    def test_a_changed_seed_is_another_run(self):
        with h5py.File(self.output, "r+") as file:
            file.attrs.modify("seed", file.attrs["seed"] + 1)
        changed = self.output.read_bytes()
        result = self.assertExit(silowalk(*self.command), FAILURE)
        self.assertIn("damaged", result.stderr)
        self.assertEqual(self.output.read_bytes(), changed)

    def test_parts_that_a_finished_run_left_are_removed(self):
        """As after a kill between the rename of the file and the removal of its parts."""
        parts, kept = self.folder / "o.h5.parts", {}
        longer = [*self.command[:-3], "--replications", 64, "--threads", 1, "--quiet"]
        process = start(*longer)
        wait_until(lambda: len(list(parts.glob("*.part"))) > 3 or process.poll() is not None)
        stop(process, signal.SIGKILL)
        kept = {path.name: path.read_bytes() for path in parts.iterdir()}
        self.assertTrue(kept, "the run was over before it could be killed")
        self.run_ok(*longer)
        self.assertFalse(parts.exists())
        whole = self.output.read_bytes()
        for command, words in ((longer, ""), (["run", self.other, "-o", self.output, "--add", "--quiet"], "")):
            parts.mkdir()
            for name, content in kept.items():
                (parts / name).write_bytes(content)
            self.assertEqual(self.run_ok(*command).stderr, words)
            self.assertFalse(parts.exists())
            if command == longer:
                self.assertEqual(self.output.read_bytes(), whole)
        self.run_ok("verify", self.output)


    def test_what_is_whole_is_saved_and_the_rest_can_be_simulated_again(self):
        self.run_ok("run", self.other, "-o", self.output, "--add", "--quiet")
        digests = self.digests(self.output)
        saved = self.folder / "saved.h5"

        def change_a_text(group):
            group["assumptions"][0] = b"?"

        def drop_numbers(group):
            del group["segment_lost"]

        def change_a_number(group):
            group["segment_lost"][...] += 5

        whole = self.output.read_bytes()
        for change in (change_a_number, change_a_text, drop_numbers):
            with self.subTest(change=change.__name__):
                self.output.write_bytes(whole)
                with h5py.File(self.output, "r+") as file:
                    change(file["Corner_shop"])
                damaged = self.output.read_bytes()
                result = self.assertExit(silowalk("verify", self.output, "--repair", "-o", saved, "--json"), INCOMPLETE)
                said = json.loads(result.stdout)
                self.assertEqual(said["saved"], ["Other shop"])
                self.assertEqual(len(said["lost"]), 1)
                self.assertEqual(self.digests(saved), {"Other shop": digests["Other shop"]})
                self.assertEqual(self.output.read_bytes(), damaged)
                command = said["lost"][0]["command"].replace("FILE.toml", str(self.scenario)).split()[1:]
                self.run_ok(*command, "--replications", 8, "--quiet") if "--replications" not in command else self.run_ok(*command, "--quiet")
                self.assertEqual(self.digests(saved), digests)
                self.assertExit(silowalk("verify", self.output, "--repair", "-o", saved), FAILURE)  # it exists
                saved.unlink()
        self.output.write_bytes(whole)
        self.run_ok("verify", self.output, "--repair", "-o", saved)
        self.assertEqual(self.digests(saved), digests)

    def test_a_repair_of_nothing_whole_writes_nothing(self):
        self.change_a_number()
        result = self.assertExit(silowalk("verify", self.output, "--repair", "-o", self.folder / "saved.h5"), FAILURE)
        self.assertIn("nothing can be saved", result.stderr)
        self.assertFalse((self.folder / "saved.h5").exists())
        self.assertIn("-o OUT.h5", self.assertExit(silowalk("verify", self.output, "--repair"), USAGE).stderr)


class StandardStreams(Case):
    def shell(self, script):
        return subprocess.run(["bash", "-c", script], capture_output=True, text=True, check=False, timeout=60)

    def test_a_full_or_closed_standard_error_is_no_crash(self):
        for stream in ("2>/dev/full", "2>&-", "2>&- >&- <&-"):
            with self.subTest(stream=stream):
                self.assertEqual(self.shell(f"'{PROGRAM}' show '{self.folder}/none.h5' {stream}").returncode, FAILURE)

    def test_a_closed_descriptor_is_not_given_to_a_results_file(self):
        scenario = self.write("shop.toml", SHOP)
        run = f"'{PROGRAM}' run '{scenario}' --replications 8"
        self.assertEqual(self.shell(f"{run} -o '{self.folder}/a.h5'").returncode, OK)
        self.assertEqual(self.shell(f"{run} -o '{self.folder}/b.h5' <&- >&- 2>&-").returncode, FAILURE)  # its page is lost
        self.assertEqual((self.folder / "a.h5").read_bytes(), (self.folder / "b.h5").read_bytes())

    def test_a_reader_that_ends_is_no_error_of_ours(self):
        result = self.shell(f"'{PROGRAM}' help | head -n 1; echo \"${{PIPESTATUS[0]}}\"")
        self.assertIn(result.stdout.splitlines()[-1], ("0", "141"))
        self.assertEqual(result.stderr, "")

    def test_an_empty_name_of_an_output_is_refused_before_the_work(self):
        scenario = self.write("shop.toml", SHOP)
        self.assertIn("empty", self.assertExit(silowalk("run", scenario, "-o", ""), FAILURE).stderr)

    def test_a_limit_on_file_sizes_is_an_ordinary_error(self):
        scenario = self.write("shop.toml", SHOP)
        result = self.shell(f"ulimit -f 4; '{PROGRAM}' run '{scenario}' -o '{self.folder}/o.h5' --replications 8")
        self.assertEqual(result.returncode, FAILURE, result.stderr)
        self.assertIn("File too large", result.stderr)


class OtherFiles(Case):
    """A scenario that somebody else wrote names files of the user."""

    SECRET = "root:$6$salt$hash:19000:0:99999:7:::\n"

    def refused(self, text):
        result = self.assertExit(silowalk("check", self.write("company.toml", text), timeout=20), INVALID)
        self.assertNotIn("salt", result.stdout + result.stderr)
        return result.stderr

    def test_no_line_of_another_file_is_shown(self):
        other = self.folder / "elsewhere"
        other.mkdir()
        (other / "shadow").write_text(self.SECRET)
        (other / "shadow.toml").write_text(self.SECRET)
        (other / "keys.toml").write_text('[server]\ntoken = "salt"\n')
        self.assertIn("does not end in .toml", self.refused(f'extends = "{other}/shadow"\n'))
        self.assertIn("is no scenario", self.refused(f'extends = "{other}/shadow.toml"\n'))
        self.assertIn("is no scenario", self.refused(f'extends = "{other}/keys.toml"\n'))
        csv = SHOP.replace("after = \"5 days\"", f'after = {{ distribution = "empirical", csv = "{other}/shadow" }}')
        self.assertNotEqual(csv, SHOP)
        self.assertIn("does not end in .csv", self.refused(csv))

    def test_a_confined_process_opens_nothing_outside(self):
        inside, outside = self.folder / "inside", self.folder / "outside"
        inside.mkdir()
        outside.mkdir()
        (outside / "base.toml").write_text(SHOP)
        (inside / "base.toml").write_text(SHOP)
        (inside / "link.toml").symlink_to(outside / "base.toml")
        for name, code in (("base.toml", OK), ("link.toml", FAILURE), ("../outside/base.toml", FAILURE)):
            with self.subTest(name=name):
                self.assertExit(silowalk("--confined", inside, "check", inside / name), code)
        (inside / "a.toml").write_text('extends = "base.toml"\nname = "A"\n')
        self.assertExit(silowalk("--confined", inside, "check", inside / "a.toml"), OK)
        for text in ('extends = "../outside/base.toml"\n', f'extends = "{outside}/base.toml"\n', 'extends = "link.toml"\n'):
            (inside / "a.toml").write_text(text)
            self.assertIn("is outside", self.assertExit(silowalk("--confined", inside, "check", inside / "a.toml"), INVALID).stderr)
        run = ["--confined", inside, "run", inside / "base.toml", "--replications", 4, "-o"]
        self.assertExit(silowalk(*run, outside / "o.h5"), FAILURE)
        self.assertExit(silowalk(*run, inside / "o.h5"), OK)
        self.assertExit(silowalk("--confined", inside, "show", inside / "o.h5", "-o", outside / "o.md"), FAILURE)
        self.assertEqual(sorted(path.name for path in outside.iterdir()), ["base.toml"])
        self.assertIn("no folder", self.assertExit(silowalk("--confined", self.folder / "none", "help"), FAILURE).stderr)


if __name__ == "__main__":
    if not {"run", "verify"} <= set(verbs()):
        print("run and verify are not there: skipped")
        raise SystemExit(77)
    unittest.main()
