"""A plan among random plans of the same cost."""

import json
import unittest

from program import INVALID, SHOP, USAGE, Case, silowalk

# Two good pieces of work begun at once, among others that cost the same and do nothing or harm.
PLANNED = SHOP + """
[organisation]
rule = "plan"
""" + "".join(f"""
[initiative.{name}]
owner   = "sales"
cost    = {{ once = 1000 }}
effects = [ {{ on = "touchpoint.counter.success", log_odds = {effect} }} ]
{start}
""" for name, effect, start in (("mend", 1.5, 'start = "month 0"'), ("train", 1.0, 'start = "month 0"'), ("paint", 0.01, ""),
                                ("hurry", -0.8, ""), ("badge", 0.01, ""), ("forms", -0.5, "")))


class Null(Case):
    def setUp(self):
        super().setUp()
        self.shop = self.write("planned.toml", PLANNED)
        self.command = ["null", self.shop, "--plans", 25, "--replications", 6]

    def test_a_good_plan_stands_near_the_top(self):
        found = json.loads(self.run_ok(*self.command, "--json").stdout)
        self.assertEqual(found["cost"], 2000)
        self.assertTrue(all(abs(cost - 2000) <= 200 for cost in found["costs"]))
        self.assertGreater(found["percentile"]["share"], 0.9)
        self.assertLessEqual(found["percentile"]["low"], found["percentile"]["share"])
        self.assertGreaterEqual(found["percentile"]["high"], found["percentile"]["share"])
        self.assertEqual(found["worse"] + found["better"] + found["undecided"], 25)
        self.assertGreater(found["advantage"]["low"], 0)

    def test_the_same_from_a_file_and_in_words(self):
        plain = self.run_ok(*self.command).stdout
        self.assertEqual(plain, self.run_ok(*self.command, "--keep", self.folder / "null.h5").stdout)
        for word in ("percentile", "25 random plans", "cost", "Wilson"):
            self.assertIn(word, plain)

    def test_every_format(self):
        self.assertFormats([*self.command, "--keep", self.folder / "kept.h5"])

    def test_mistakes(self):
        refused = self.assertExit(silowalk(*self.command, "--set", "organisation.rule=enterprise"), INVALID)
        self.assertIn("organisation.rule=plan", refused.stderr)
        for option in ("--plans=0", "--tolerance=2", "--tolerance=ten", "--measure=lost"):
            self.assertExit(silowalk(*self.command, option), USAGE)


if __name__ == "__main__":
    unittest.main()
