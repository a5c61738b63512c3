"""`silowalk audit` from outside: what it answers, to people and to scripts."""

import json
import unittest

from program import BUSY_SHOP, GAPS, INVALID, OK, SHOP, USAGE, Case, silowalk

STRATEGY = """
[initiative.train]
owner    = "sales"
sponsor  = "owner"
start    = "month 1"
duration = "2 months"
effects  = [ { on = "touchpoint.counter.success", log_odds = 0.4 } ]

[goal.keep]
owner       = "owner"
target      = { output = "churn_rate", below = 0.3 }
initiatives = ["train"]

[goal.please]
owner  = "owner"
parent = "keep"
target = { output = "touchpoint.counter.survey_mean", above = 5 }
initiatives = ["train"]

[organisation]
priorities = [ { level = "owner", order = ["keep", "please", "train"] }, { level = "till", order = ["keep", "please", "train"] },
               { level = "store", order = ["keep", "please", "train"] } ]
"""


class Audit(Case):
    def audit(self, text, *arguments):
        return silowalk("audit", self.write("shop.toml", text), *arguments)

    def test_a_strategy_is_exit_code_0(self):
        result = self.assertExit(self.audit(SHOP + STRATEGY), OK)
        self.assertIn("it has a strategy", result.stdout)
        self.assertIn("No gaps.", result.stdout)

    def test_gaps_are_exit_code_5(self):
        result = self.assertExit(self.audit(SHOP), GAPS)
        self.assertIn("operations without a strategy", result.stdout)

    def test_json_says_the_same(self):
        result = self.assertExit(self.audit(BUSY_SHOP + STRATEGY.replace('start    = "month 1"\n', ""), "--json"), GAPS)
        found = json.loads(result.stdout)
        self.assertFalse(found["strategy"])
        self.assertEqual(found["planned"], 0)
        self.assertEqual([gap["kind"] for gap in found["gaps"]], ["work-never-begins"])
        self.assertEqual(found["gaps"][0]["subjects"], ["train"])
        self.assertEqual(found["coverage"]["company"]["all"]["touchpoints"], 1)
        whole = json.loads(self.assertExit(self.audit(BUSY_SHOP + STRATEGY, "--json"), OK).stdout)
        self.assertTrue(whole["strategy"])
        self.assertEqual(whole["gaps"], [])
        self.assertEqual(whole["priorities"]["w"], 1)
        self.assertAlmostEqual(whole["priorities"]["p"], 1 / 36)
        self.assertEqual(whole["priorities"]["p_by"], "exact")

    def test_its_rules_are_the_users(self):
        apart = STRATEGY.replace('"till", order = ["keep", "please", "train"]', '"till", order = ["train", "please", "keep"]')
        self.assertExit(self.audit(SHOP + apart), GAPS)
        self.assertExit(self.audit(SHOP + apart, "--level", "0.95"), OK)
        strict = self.assertExit(self.audit(SHOP + STRATEGY, "--level", "0.01"), OK)  # 1 / 36 at best
        self.assertIn("too few to tell: even", strict.stdout)
        self.assertExit(self.audit(SHOP + STRATEGY, "--per-sponsor", "0"), GAPS)
        self.assertExit(self.audit(SHOP + STRATEGY, "--coverage", "1"), OK)
        self.assertExit(self.audit(SHOP, "--coverage", "1.5"), USAGE)
        self.assertExit(self.audit(SHOP, "--per-sponsor", "-1"), USAGE)

    def test_an_unsound_scenario_is_exit_code_3(self):
        self.assertExit(self.audit(SHOP.replace('to = "gone"', 'to = "gine"')), INVALID)
        self.assertExit(self.audit(SHOP, "--set", "horizon.months=nine"), INVALID)

    def test_a_silos_card_is_one_screen_and_not_an_audit(self):
        result = self.assertExit(self.audit(SHOP + STRATEGY, "--card", "sales"), OK)
        for line in ("Its priorities", "train", "Its guardrails", "Its touchpoints", "Its seams"):
            self.assertIn(line, result.stdout)
        self.assertLess(len(result.stdout.splitlines()), 40)
        cards = json.loads(self.assertExit(self.audit(SHOP + STRATEGY, "--card", "all", "--json"), OK).stdout)["cards"]
        self.assertEqual([card["silo"] for card in cards], ["sales"])
        self.assertEqual(cards[0]["initiatives"][0]["goals"], ["keep", "please"])
        self.assertEqual(cards[0]["at_stake"], 1)
        refused = self.assertExit(self.audit(SHOP, "--card", "sale"), INVALID)
        self.assertIn("did you mean 'sales'", refused.stderr)

    def test_same_file_same_bytes(self):
        self.assertEqual(self.audit(SHOP, "--json").stdout, self.audit(SHOP, "--json").stdout)


if __name__ == "__main__":
    unittest.main()
