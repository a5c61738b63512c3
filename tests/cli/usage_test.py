"""The program as its user meets it: help, exit codes, complaints."""

import json
import os
import re
import signal
import subprocess
import unittest

from program import FAILURE, INVALID, OK, ROOT, SHOP, USAGE, Case, silowalk, start, stop, verbs, wait_until


class Help(Case):
    def test_overview_names_every_verb_and_exit_code(self):
        for arguments in (["--help"], ["-h"], ["help"]):
            shown = self.run_ok(*arguments)
            self.assertEqual(shown.stderr, "")
            for word in ("usage: silowalk", "print", "Exit codes", "75"):
                self.assertIn(word, shown.stdout)

    def test_overview_lists_every_verb_under_its_step_of_the_workflow(self):
        steps = ["write", "run", "look", "ask", "trust"]
        table = json.loads(self.run_ok("help", "--json").stdout)["verbs"]
        self.assertEqual({each["group"] for each in table}, set(steps))
        shown = self.run_ok("help").stdout
        self.assertEqual(shown, self.run_ok("--help").stdout)
        self.assertNotIn("\u2026", shown, "a summary is cut")
        rows = re.findall(rf"^({'|'.join(steps)}) +(\w+)  +\S", shown, re.MULTILINE)
        self.assertEqual(sorted(rows), sorted((each["group"], each["name"]) for each in table))
        self.assertEqual([step for step, _ in rows], sorted((step for step, _ in rows), key=steps.index))
        for step in steps:
            self.assertRegex(shown, rf"(?m)^- {step}: \w")

    def test_without_a_verb_the_overview_is_an_error(self):
        result = self.assertExit(silowalk(), USAGE)
        self.assertEqual(result.stdout, "")
        self.assertIn(self.run_ok("help").stdout, result.stderr)

    def test_the_overview_in_every_format(self):
        self.assertFormats(["help"])
        self.assertExit(silowalk("help", "prnt"), USAGE)
        self.assertEqual(self.run_ok("help", "help").stdout, self.run_ok("help", "--help").stdout)
        self.assertExit(silowalk("help", "print", "--json"), USAGE)

    def test_every_verb_describes_all_its_options(self):
        for each in json.loads(self.run_ok("help", "--json").stdout)["verbs"]:
            shown = self.run_ok(each["name"], "--help").stdout
            self.assertIn(each["synopsis"], shown)
            written = set(re.findall(r"^  (?:-\w \[ )?--([\w-]+)", shown, re.MULTILINE))
            self.assertEqual({option["name"] for option in each["options"]}, written, each["name"])
            for option in each["options"]:
                self.assertTrue(option["about"], option)

    def test_every_verb_explains_itself(self):
        self.assertGreaterEqual(len(verbs()), 1)
        for verb in verbs():
            shown = self.run_ok(verb, "--help")
            self.assertIn(f"silowalk {verb}", shown.stdout)
            self.assertEqual(shown.stderr, "")
            self.assertEqual(shown.stdout, self.run_ok("help", verb).stdout)

    def test_version(self):
        self.assertRegex(self.run_ok("--version").stdout, r"^silowalk \d+\.\d+\.\d+")

    def test_a_full_standard_output_is_a_failure(self):
        with open("/dev/full", "w") as full:
            self.assertEqual(silowalk("--help", stdout=full).returncode, FAILURE)
            scenario = self.write("shop.toml", SHOP)
            self.assertEqual(silowalk("print", scenario, stdout=full).returncode, FAILURE)


class Quickstart(Case):
    def test_it_says_how_to_put_the_program_on_the_path(self):
        script = ROOT / "tools/quickstart"
        subprocess.run(["bash", "-n", script], check=True)
        self.assertIn("cmake --install build-release --prefix ~/.local", script.read_text())


class WrongFiles(Case):
    """The wrong file in the wrong place: what it is, and nothing is lost."""

    def setUp(self):
        super().setUp()
        self.shop = self.write("shop.toml", SHOP)
        self.results = self.folder / "out.h5"
        self.run_ok("run", self.shop, "-o", self.results, "--replications", 2, "-q")

    def test_results_are_no_scenario_and_a_scenario_is_no_results(self):
        for verb in ("check", "audit", "money", "null", "print", "graph"):
            with self.subTest(verb=verb):
                self.assertIn("it is an HDF5 file", self.assertExit(silowalk(verb, self.results), INVALID).stderr)
        for verb in ("show", "compare", "verify", "walk"):
            with self.subTest(verb=verb):
                said = self.assertExit(silowalk(verb, self.shop), FAILURE).stderr
                self.assertIn(f"`silowalk run {self.shop} -o OUT.h5` makes one", said)
                self.assertIn("is a folder", self.assertExit(silowalk(verb, self.folder), FAILURE).stderr)

    def test_a_slip_of_the_finger_is_guessed(self):
        self.assertIn(f"did you mean '{self.shop}'?", self.assertExit(silowalk("check", self.folder / "shp.toml"), FAILURE).stderr)
        self.assertIn(f"did you mean '{self.results}'?", self.assertExit(silowalk("show", self.folder / "ou.h5"), FAILURE).stderr)
        self.assertNotIn("did you mean", silowalk("show", self.folder / "no such folder" / "out.h5").stderr)

    def test_what_is_read_is_never_overwritten(self):
        for verb, option in (("run", "-o"), ("money", "--keep"), ("null", "--keep"), ("attribute", "--keep")):
            with self.subTest(verb=verb):
                command = [verb, self.shop, option, self.shop, "--replications", 2, "--force"]
                said = self.assertExit(silowalk(*command), USAGE).stderr
                self.assertIn("is an input and would be overwritten", said)
                self.assertEqual(self.shop.read_text(), SHOP)

    def test_results_need_a_place_before_anything_is_simulated(self):
        device = self.folder / "pipe.h5"
        os.mkfifo(device)
        for output, word in ((self.folder, "is a folder"), (device, "no ordinary file"), (self.folder / "none" / "o.h5", "there is no folder")):
            for force in ([], ["--force"]):
                with self.subTest(output=output, force=force):
                    said = self.assertExit(silowalk("run", self.shop, "-o", output, "--replications", 2, *force), FAILURE)
                    self.assertIn(word, said.stderr)
                    self.assertEqual(said.stdout, "")
        pipe = self.folder / "pipe.csv"
        os.mkfifo(pipe)
        log = self.assertExit(silowalk("log", self.results, "-o", pipe, "--force"), FAILURE)
        self.assertIn("no ordinary file", log.stderr)
        self.assertTrue(device.is_fifo() and pipe.is_fifo())


class Usage(Case):
    def test_mistakes_of_the_command_line(self):
        scenario = self.write("shop.toml", SHOP)
        for arguments, word in (
            ([], "usage"),
            (["prnt", scenario], "print"),
            (["print"], ""),
            (["print", scenario, "--sets", "a=1"], "--set"),
            (["print", scenario, scenario], ""),
            (["print", scenario, "--set"], ""),
        ):
            with self.subTest(arguments=arguments):
                result = self.assertExit(silowalk(*arguments), USAGE)
                self.assertEqual(result.stdout, "")
                self.assertIn(word, result.stderr)

    def test_numbers_are_not_wrapped_or_rounded(self):
        if "run" not in verbs():
            self.skipTest("no verb run")
        scenario = self.write("shop.toml", SHOP)
        for option in ("--replications", "--threads"):
            for number in ("-1", "1e3", "0x10", "many", "", "1.5", "99999999999999999999999"):
                with self.subTest(option=option, number=number):
                    self.assertExit(silowalk("run", scenario, "-o", self.folder / "o.h5", f"{option}={number}"), USAGE)
        self.assertEqual(list(self.folder.iterdir()), [scenario])


    def test_numbers_are_explained_with_an_example(self):
        scenario, results = self.write("shop.toml", SHOP), self.folder / "o.h5"
        for number in ("ten", "1e3", ""):
            said = self.assertExit(silowalk("run", scenario, "-o", results, "--replications", number), USAGE).stderr
            self.assertIn(f"--replications {number}: it is a whole number, for example --replications 12\n", said)
        said = self.assertExit(silowalk("run", scenario, "-o", results, "--replications", "1.000"), USAGE).stderr
        self.assertIn("for example --replications 1000\n", said)
        self.run_ok("run", scenario, "-o", results, "--replications", 2, "-q")
        said = self.assertExit(silowalk("show", results, "--from", "2026-05"), USAGE).stderr
        self.assertIn("--from 2026-05: it is a month, counted from 0 at the start of the horizon, for example --from 12\n", said)

    def test_a_window_is_the_mistake_of_its_two_options(self):
        scenario, results = self.write("shop.toml", SHOP), self.folder / "o.h5"
        twin = self.write("twin.toml", SHOP.replace("Corner shop", "Twin"))
        self.run_ok("run", scenario, twin, "-o", results, "--replications", 2, "-q")
        for verb in ("show", "compare"):
            said = self.assertExit(silowalk(verb, results, "--from", 9, "--to", 6), INVALID).stderr
            self.assertIn("--from, --to: error: there are no months from 9 to 6", said)
            said = self.assertExit(silowalk(verb, results, "--to", 60), INVALID).stderr
            self.assertIn("the horizon has 12 months, counted from 0", said)

    def test_the_beginning_of_a_scenario_s_name_is_completed(self):
        self.run_ok("run", self.write("shop.toml", SHOP), "-o", self.folder / "o.h5", "--replications", 2, "-q")
        said = self.assertExit(silowalk("show", self.folder / "o.h5", "--scenario", "Cor"), INVALID).stderr
        self.assertIn("did you mean 'Corner shop'?", said)


class Input(Case):
    def test_every_mistake_at_once_with_its_place(self):
        wrong = (
            SHOP.replace("arrivals ", "arivals ")
            .replace("success = 0.9\n", "success = 1.9\n")
            .replace('silo    = "sales"', 'silo = "sails"')
        )
        path = self.write("wrong.toml", wrong)
        lines = wrong.splitlines()
        result = self.assertExit(silowalk("print", path), INVALID)
        self.assertEqual(result.stdout, "")
        for word, guess in (("arivals", "arrivals"), ("1.9", ""), ("sails", "sales")):
            line = next(number for number, text in enumerate(lines, 1) if word in text)
            self.assertRegex(result.stderr, rf"wrong\.toml:{line}:\d+: error: ")
            self.assertIn(word, result.stderr)
            self.assertIn(guess, result.stderr)
        self.assertIn("^", result.stderr)

    def test_overrides_are_checked_like_the_file(self):
        path = self.write("shop.toml", SHOP)
        for override in ("silo.sails.agents=3", "silo.sales.agents=-3", "silo.sales.agents=lots", "nonsense"):
            with self.subTest(override=override):
                result = silowalk("print", path, "--set", override)
                self.assertIn(result.returncode, (USAGE, INVALID), result.stderr)
                self.assertIn("error", result.stderr)

    def test_files_that_are_none(self):
        self.assertExit(silowalk("print", self.folder / "absent.toml"), FAILURE)
        self.assertExit(silowalk("print", self.folder), FAILURE)
        if os.geteuid() != 0:
            locked = self.write("locked.toml", SHOP)
            locked.chmod(0)
            self.assertExit(silowalk("print", locked), FAILURE)

    def test_files_of_rubbish(self):
        for name, data in (
            ("empty.toml", b""),
            ("binary.toml", bytes(range(256)) * 40),
            ("cut.toml", SHOP.encode()[: len(SHOP) // 2]),
            ("latin.toml", SHOP.replace("Corner", "Caf\u00e9").encode("latin-1")),
            ("deep.toml", b"a = " + b"[" * 100000),
            ("nul.toml", SHOP.encode().replace(b"shop", b"sh\0p")),
            ("broken.toml", SHOP.encode().replace(b"shop", b"sh\xf0\x9fop\xff" + b"\x80" * 2_000_000)),
            ("long.toml", b'name = "' + b"x" * 30_000_000 + b'"\nsilo = 3\n'),
        ):
            with self.subTest(name=name):
                path = self.folder / name
                path.write_bytes(data)
                result = self.assertExit(silowalk("print", path), INVALID)
                self.assertIn(name, result.stderr)
                self.assertLess(len(result.stderr), 100_000)
                self.assertFalse(any(ord(letter) < 32 and letter not in "\n\t" for letter in result.stderr), "garbles a terminal")


class Print(Case):
    def test_reads_back_to_itself(self):
        once = self.run_ok("print", self.write("shop.toml", SHOP)).stdout
        again = self.run_ok("print", self.write("again.toml", once)).stdout
        self.assertEqual(once, again)

    def test_applies_overrides(self):
        path = self.write("shop.toml", SHOP)
        changed = self.run_ok("print", path, "--set", "silo.sales.agents=30", "--set", "horizon.months = 5").stdout
        self.assertRegex(changed, r"(?m)^agents *= *30$")
        self.assertRegex(changed, r"(?m)^months *= *5$")


class Check(Case):
    def setUp(self):
        super().setUp()
        if "check" not in verbs():
            self.skipTest("no verb check")

    def test_a_sound_company(self):
        shown = self.run_ok("check", self.write("shop.toml", SHOP))
        self.assertIn("counter", shown.stdout)

    def test_every_warning_is_counted_once(self):
        odd = SHOP.replace("customers = 300\narrivals  = \"2 per day\"\n", "customers = 0\n")
        odd = odd.replace("success = 0.9\n", 'success = 0.9\npatience = "3 min"\nnext.abandoned = [ { to = "gone" } ]\n')
        shown = self.run_ok("check", self.write("odd.toml", odd + "[exit.unused]\n"))
        warnings = shown.stderr.count("warning: ")
        self.assertEqual(warnings, 3, shown.stderr)  # nobody in it, patience, and an exit that nothing leads to
        self.assertIn(f"sound, with {warnings} warnings\n", shown.stdout)

    def test_a_trap_is_invalid(self):
        """A touchpoint that only leads to itself, and nobody churns quietly: no exit can be reached."""
        trap = SHOP.replace('churn     = { rate = "0.03 per month", sensitivity = 0.5, frailty_cv = 0.5 }\n', "")
        trap = trap.replace(', { to = "gone", share = 0.1 }', "").replace("share = 0.9, ", "")
        self.assertExit(silowalk("check", self.write("trap.toml", trap)), INVALID)

    def test_json_parses(self):
        shown = silowalk("check", self.write("shop.toml", SHOP), "--json")
        if shown.returncode == USAGE:
            self.skipTest("check has no --json")
        self.assertExit(shown, OK)
        json.loads(shown.stdout)


    def test_watch_checks_again_after_every_save(self):
        base = self.write("shop.toml", SHOP)
        plan = self.write("plan.toml", 'extends = "shop.toml"\nname = "Plan"\n')
        pages = self.folder / "pages.txt"

        def count():
            return len(re.findall(r"^\d\d:\d\d:\d\d  .*plan.toml$", pages.read_text(), re.MULTILINE))

        with pages.open("w") as out:
            process = start("check", plan, "--watch", stdout=out, stderr=subprocess.STDOUT)
            try:
                wait_until(lambda: pages.read_text().count("sound") == 1)
                self.assertEqual(count(), 1)
                plan.write_text(plan.read_text() + "sede = 3\n")
                wait_until(lambda: "did you mean 'seed'" in pages.read_text())
                plan.write_text(plan.read_text().replace("sede", "seed"))
                wait_until(lambda: pages.read_text().count("sound") == 2)
                base.write_text(SHOP + "# saved again\n")
                wait_until(lambda: pages.read_text().count("sound") == 3)
                self.assertEqual(count(), 4)
            finally:
                code, _ = stop(process, signal.SIGINT)
        self.assertEqual(code, OK)

    def test_watch_is_for_the_terminal(self):
        shop = self.write("shop.toml", SHOP)
        for arguments in (["--json"], ["-o", self.folder / "page.txt"]):
            self.assertExit(silowalk("check", shop, "--watch", *arguments), USAGE)


class Graph(Case):
    def setUp(self):
        super().setUp()
        if "graph" not in verbs():
            self.skipTest("no verb graph")

    def test_dot_is_the_default(self):
        self.assertIn("digraph", self.run_ok("graph", self.write("shop.toml", SHOP)).stdout)


if __name__ == "__main__":
    unittest.main()
