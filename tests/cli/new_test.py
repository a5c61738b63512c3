"""`silowalk new`: every template is a company that passes its check without a warning, runs, and leaves something to decide."""

import json
import shlex
import subprocess
import unittest

from program import FAILURE, OK, PROGRAM, ROOT, USAGE, Case, silowalk


def templates():
    return json.loads(silowalk("new", "--list", "--json").stdout)["templates"]


class Templates(Case):
    def test_every_folder_of_templates_is_listed(self):
        folders = {path.name for path in (ROOT / "scenarios/templates").iterdir() if path.is_dir()}
        self.assertEqual({each["name"] for each in templates()}, folders)
        self.assertLessEqual({"call-centre", "subscription", "shop", "bank-branch"}, folders)
        self.assertEqual([each["name"] for each in templates() if each["usual"]], ["subscription"])
        for each in templates():
            self.assertTrue(each["company"] and each["about"])
            self.assertIn(each["name"], self.run_ok("new", "--list").stdout)

    def test_new_check_run_show(self):
        for each in templates():
            with self.subTest(template=each["name"]):
                folder = self.folder / each["name"]
                self.run_ok("new", folder, "--from", each["name"])
                company = folder / "company.toml"
                self.assertEqual(company.read_text(), (ROOT / "scenarios/templates" / each["name"] / "company.toml").read_text())
                self.assertEqual(self.run_ok("check", company).stderr, "")
                self.run_ok("run", company, "-o", folder / "company.h5", "--replications", 2, "--quiet")
                shown = json.loads(self.run_ok("show", folder / "company.h5", "--measure", "churn_rate", "--json").stdout)
                self.assertIn("churn_rate", json.dumps(shown))

    def test_there_is_something_to_decide(self):
        """At least two silos, a queue with customers who give up or wait, churn, an initiative; and every source is assumed."""
        for each in templates():
            with self.subTest(template=each["name"]):
                text = (ROOT / "scenarios/templates" / each["name"] / "company.toml").read_text()
                self.assertGreaterEqual(text.count("\n[silo."), 2)
                self.assertIn("\nagents", text)
                self.assertIn("\npatience", text)
                self.assertIn("\nchurn", text)
                self.assertIn("\n[initiative.", text)
                tables = sum(text.count(f"\n[{kind}.") for kind in ("segment", "silo", "touchpoint", "initiative"))
                self.assertEqual(text.count('= "assumed"'), tables)
                self.assertGreaterEqual(text.count("REPLACE"), tables)


class New(Case):
    def test_the_next_commands_work_as_they_are_printed(self):
        answer = json.loads(self.run_ok("new", "my company", "--json", cwd=self.folder).stdout)
        self.assertEqual(answer["template"], "subscription")
        self.assertEqual(answer["file"], "my company/company.toml")
        self.assertEqual([shlex.split(command)[1] for command in answer["next"]], ["check", "run", "show"])
        printed = self.run_ok("new", "my company", "--force", cwd=self.folder).stdout
        for command in answer["next"]:
            self.assertIn(command, printed)
            words = [PROGRAM, *shlex.split(command)[1:]]
            short = ["--replications", "2"] if words[1] == "run" else []
            done = subprocess.run([*words, *short], cwd=self.folder, capture_output=True, text=True, check=False)
            self.assertEqual(done.returncode, OK, done.stderr)

    def test_nothing_is_overwritten_without_force(self):
        mine = self.write("company.toml", "mine")
        said = self.assertExit(silowalk("new", self.folder), FAILURE).stderr
        self.assertIn("--force", said)
        self.assertEqual(mine.read_text(), "mine")
        self.assertIn("is a file", self.assertExit(silowalk("new", mine, "--force"), FAILURE).stderr)
        self.run_ok("new", self.folder, "--force")
        self.assertIn("Subscription business", mine.read_text())

    def test_an_empty_folder_is_filled_and_a_missing_one_created(self):
        (self.folder / "empty").mkdir()
        for folder in ("empty/", "some/where/deep"):
            self.run_ok("new", self.folder / folder, "--from", "shop")
            self.assertTrue((self.folder / folder / "company.toml").is_file())

    def test_mistakes(self):
        self.assertIn("did you mean 'shop'", self.assertExit(silowalk("new", self.folder / "a", "--from", "shp"), USAGE).stderr)
        self.assertFalse((self.folder / "a").exists())
        self.assertIn("DIR", self.assertExit(silowalk("new"), USAGE).stderr)
        self.assertExit(silowalk("new", ""), FAILURE)
        self.assertExit(silowalk("new", self.folder / "a", "--list"), USAGE)


if __name__ == "__main__":
    unittest.main()
