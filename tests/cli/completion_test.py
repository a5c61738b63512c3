"""Manual pages and completions of shells: all verbs and options occur, and the tools that read them do not complain."""

import json
import re
import shutil
import subprocess
import unittest

from program import USAGE, Case, silowalk

SHELLS = ("bash", "zsh", "fish")


def table():
    return json.loads(silowalk("help", "--json").stdout)["verbs"]


def completed(script, *words):
    """What bash offers for the last word."""
    ask = (
        'source "$1"; shift; COMP_WORDS=("$@"); COMP_CWORD=$(($# - 1)); _silowalk; '
        'printf "%s\\n" "${COMPREPLY[@]}"'
    )
    result = subprocess.run(["bash", "-c", ask, "bash", script, *words], capture_output=True, text=True, check=True)
    return result.stdout.split()


class ManPages(Case):
    def test_all_verbs_and_options_occur(self):
        whole = self.run_ok("help", "--format", "man").stdout
        for verb in table():
            page = self.run_ok("help", verb["name"], "--format", "man").stdout
            self.assertIn(f"silowalk\\-{verb['name']} (1)", whole)
            for option in verb["options"]:
                self.assertIn("\\-\\-" + option["name"].replace("-", "\\-"), page, verb["name"])

    @unittest.skipUnless(shutil.which("groff"), "groff is not installed")
    def test_groff_has_no_warning(self):
        for verb in ([], *([each["name"]] for each in table())):
            page = self.run_ok("help", *verb, "--format", "man").stdout
            result = subprocess.run(
                ["groff", "-man", "-Tutf8", "-Kutf8", "-ww", "-P-c"], input=page, capture_output=True, text=True, check=False
            )
            self.assertEqual((result.returncode, result.stderr), (0, ""), verb)
            shown = re.sub(".\x08", "", result.stdout)  # bold and underlined letters are struck twice
            self.assertIn("EXIT STATUS", shown)
            self.assertIn("silowalk", shown)

    def test_the_ending_of_a_file_names_the_format(self):
        self.run_ok("help", "show", "-o", self.folder / "silowalk-show.1")
        self.assertTrue((self.folder / "silowalk-show.1").read_text().startswith(".TH "))
        self.assertExit(silowalk("help", "show", "--format", "bash"), USAGE)


class Completions(Case):
    def test_all_verbs_and_options_occur(self):
        for shell in SHELLS:
            script = self.run_ok("help", "--format", shell).stdout
            for verb in table():
                self.assertIn(verb["name"], script, shell)
                for option in verb["options"]:
                    written = f"-l {option['name']} " if shell == "fish" else f"--{option['name']}"
                    self.assertIn(written, script, f"{shell}: {verb['name']}")

    @unittest.skipUnless(shutil.which("bash"), "bash is not installed")
    def test_bash_completes(self):
        script = self.folder / "silowalk"
        self.run_ok("help", "--format", "bash", "-o", script)
        self.assertEqual(subprocess.run(["bash", "-n", script], capture_output=True, text=True, check=True).stderr, "")
        self.assertEqual(completed(script, "silowalk", "com"), ["compare"])
        self.assertEqual(set(completed(script, "silowalk", "")), {each["name"] for each in table()} | {"help", "--help", "--version", "--confined"})
        self.assertEqual(completed(script, "silowalk", "compare", "--obj"), ["--objective"])
        self.assertEqual(completed(script, "silowalk", "show", "out.h5", "--format", "h"), ["html"])
        self.assertEqual(completed(script, "silowalk", "help", "com"), ["compare"])
        self.assertEqual(completed(script, "silowalk", "check", "com"), [], "names of files are left to bash")
        for verb in table():
            typed = {f"--{each['name']}" for each in verb["options"]} | {f"-{each['letter']}" for each in verb["options"] if each["letter"]}
            self.assertEqual(set(completed(script, "silowalk", verb["name"], "-")), typed)

    def test_shells_that_are_installed_accept_their_scripts(self):
        for shell in SHELLS:
            if shutil.which(shell):
                script = self.folder / shell
                self.run_ok("help", "--format", shell, "-o", script)
                result = subprocess.run([shell, "-n", script], capture_output=True, text=True, check=False)
                self.assertEqual((result.returncode, result.stderr), (0, ""), shell)


if __name__ == "__main__":
    unittest.main()
