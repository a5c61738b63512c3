"""A results file keeps each scenario as its author wrote it: comments, human units, what it extends, its tables, --set.
It is documentation: it changes no digest and no result."""

import unittest

from program import OK, SHOP, USAGE, Case, silowalk, verbs

PLAN = """# A plan of March: the till gets a second hand
extends = "../base/shop.toml"   # what all plans start from
name = "Second hand"
"""
FEW = ("--replications", 4, "--quiet")


class AsWritten(Case):
    def setUp(self):
        super().setUp()
        for name in ("base", "plans"):
            (self.folder / name).mkdir()
        base = SHOP.replace('{ distribution = "exponential", mean = "9 days" }', '{ distribution = "empirical", csv = "gaps.csv", unit = "days" }')
        self.assertNotEqual(base, SHOP)
        self.write("base/shop.toml", "# measured in 2025\n" + base)
        self.write("base/gaps.csv", "gap\n8\n9\n10\n")
        self.plan = self.write("plans/plan.toml", PLAN)
        self.output = self.folder / "o.h5"
        self.simulate = ("run", self.plan, "-o", self.output, *FEW, "--set", "touchpoint.counter.success=0.8")

    def written(self, *more):
        return self.run_ok("print", self.output, "--as-written", *more).stdout

    def test_the_files_and_overrides_survive(self):
        self.run_ok(*self.simulate)
        text = self.written()
        for name in ("plan.toml", "../base/shop.toml", "../base/gaps.csv"):
            self.assertIn(f"# ===== {name} =====\n", text)
            self.assertIn((self.folder / "plans" / name).read_text(), text)
        self.assertTrue(text.endswith("# --set touchpoint.counter.success=0.8\n"), text[-200:])
        self.assertNotIn(str(self.folder), text)
        # In the order of reading; a file on disk is printed alike.
        self.assertLess(text.index("plan.toml ="), text.index("../base/shop.toml ="))
        self.assertEqual(self.run_ok("print", self.plan, "--as-written", *self.simulate[-2:]).stdout, text)

    def test_a_comment_changes_no_run_and_what_is_stored_stays(self):
        self.run_ok(*self.simulate)
        digest, text, data = self.digest(self.output), self.written(), self.output.read_bytes()
        self.plan.write_text(self.plan.read_text() + "# a word more\n")
        self.run_ok(*self.simulate)
        self.assertEqual(self.output.read_bytes(), data)
        self.run_ok("run", self.plan, "-o", self.output, "--replications", 8, "--quiet", *self.simulate[-2:])
        self.assertEqual(self.written(), text)
        self.run_ok(*self.simulate, "--force")
        self.assertIn("# a word more", self.written())
        self.assertEqual(self.digest(self.output), digest)

    def test_added_replaced_and_saved_scenarios_keep_theirs(self):
        self.run_ok(*self.simulate)
        text = self.written()
        other = self.write("other.toml", SHOP + "# other\n")
        self.run_ok("run", other, "-o", self.output, "--add", *FEW)
        self.assertEqual(self.written("--scenario", "A"), text)
        self.assertIn("# other\n", self.written("--scenario", "B"))
        self.assertIn("--scenario", self.assertExit(silowalk("print", self.output, "--as-written"), USAGE).stderr)
        another = self.write("another.toml", SHOP.replace("success = 0.9", "success = 0.7") + "# another\n")
        self.run_ok("run", another, "-o", self.output, "--replace", "B", *FEW)
        self.assertEqual(self.written("--scenario", "A"), text)
        self.assertIn("# another\n", self.written("--scenario", "B"))
        self.run_ok("run", another, "-o", self.output, "--add", "--replications", 8, "--quiet")
        saved = self.folder / "saved.h5"
        self.run_ok("verify", self.output, "--repair", "-o", saved)
        self.output = saved
        self.assertEqual(self.written("--scenario", "A"), text)

    def test_options_that_do_not_fit(self):
        self.run_ok(*self.simulate)
        for command in (("print", self.output, "--as-written", "--set", "seed=2"), ("print", self.plan, "--scenario", "A")):
            self.assertExit(silowalk(*command), USAGE)

    def test_what_is_too_long_is_not_stored(self):
        self.write("base/gaps.csv", "gap,note\n8," + "x" * (2 << 20) + "\n9,y\n")
        said = self.assertExit(silowalk(*self.simulate), OK).stderr
        self.assertIn("too long to be stored as it was written (4 MiB)", said)
        self.assertIn("was not stored", self.assertExit(silowalk("print", self.output, "--as-written"), USAGE).stderr)

    def test_control_characters_are_harmless(self):
        """TOML allows those of C1 and of direction in a comment; a terminal would obey them."""
        path = self.folder / "hostile.toml"
        path.write_text("# red \x9b31m, backwards \u202e.\r\n" + SHOP, encoding="utf-8", newline="")
        self.run_ok("run", path, "-o", self.output, *FEW)
        text = self.run_ok("print", self.output, "--as-written", encoding="utf-8").stdout
        self.assertIn("# red \ufffd31m, backwards \ufffd.\n", text)
        self.assertNotIn("\r", text)


if __name__ == "__main__":
    if not {"run", "print", "verify"} <= set(verbs()):
        print("run, print and verify are not all there: skipped")
        raise SystemExit(77)
    unittest.main()
