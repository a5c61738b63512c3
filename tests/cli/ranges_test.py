"""What reports share: intervals that stay in the range of their quantity, scenarios in the order of the file, and every
place where the context can be lost."""

import json
import unittest

from program import SHOP, Case

# So few customers, so many replications without a loss, that Student's interval of the losses reaches below zero.
SMALL = SHOP.replace("customers = 300", "customers = 4").replace("2 per day", "0.01 per day").replace("months  = 12", "months  = 6")
GOALS = """
[goal.loyal]
target = { output = "lost", below = 1 }

[guardrail.few]
output = "churn_rate"
below  = 0.9
"""

# Differences have either sign, money too.
SIGNED = {"difference", "change", "percent", "ratio", "gap", "ahead", "cost", "revenue", "margin", "value",
          "financial", "per_unit", "at_stake", "score"}  # fmt: skip


def intervals(json_value, path=()):
    """[(path, low, high)] of all intervals in a JSON document."""
    if isinstance(json_value, list):
        for each in json_value:
            yield from intervals(each, path)
    elif isinstance(json_value, dict):
        if json_value.get("low") is not None and json_value.get("high") is not None:
            yield path, json_value["low"], json_value["high"]
        for key, each in json_value.items():
            yield from intervals(each, (*path, key))


class Ranges(Case):
    def results(self, *names):
        files = [self.write(f"{name}.toml", (SMALL + GOALS).replace('"Corner shop"', f'"{name}"')) for name in names]
        output = self.folder / "o.h5"
        self.run_ok("run", *files, "-o", output, "--replications", 4, "-q")
        return output

    def test_no_interval_of_a_count_or_share_leaves_its_range(self):
        output = self.results("p1", "p2")
        seen = 0
        for command in (["show"], ["show", "--measure", "lost"], ["show", "--goals"], ["show", "--scorecard"],
                        ["show", "--promises"], ["show", "--scores"], ["compare", "--measure", "lost"],
                        ["twins"]):  # fmt: skip
            scenarios = ["A", "B"] if command == ["twins"] else []
            shown = json.loads(self.run_ok(command[0], output, *scenarios, *command[1:], "--json").stdout)
            for path, low, high in intervals(shown):
                if SIGNED.intersection(path):
                    continue
                seen += 1
                with self.subTest(command=command, path=path):
                    self.assertGreaterEqual(low, 0)
                    if path[-1] in ("share", "hole", "months", "concordance"):
                        self.assertLessEqual(high, 1)
        self.assertGreater(seen, 20)

    def test_scenarios_stand_in_the_order_of_the_file(self):
        names = ["p1", "p2", "p10", "p12"]
        output = self.results(*names)
        for command in (["show", output], ["show", output, "--goals"], ["show", output, "--scorecard"],
                        ["show", output, "--promises"], ["show", output, "--commitments"], ["show", output, "--scores"],
                        ["compare", output], ["verify", output]):  # fmt: skip
            with self.subTest(command=command[2:] or command[0]):
                shown = self.run_ok(*command, "--json").stdout
                places = [shown.index(f'"{name}"') for name in names]
                self.assertEqual(places, sorted(places))


class Context(Case):
    """A route within a silo can lose the context as well: the run counts it, `check` lists it."""

    def test_a_loss_within_a_silo_is_listed(self):
        text = SHOP.replace('after = "5 days" }', 'after = "5 days", handoff = 0.4 }')
        path = self.write("a.toml", text)
        found = json.loads(self.run_ok("check", path, "--json").stdout)["handoffs"]
        self.assertEqual([(each["from"], each["to"], each["outcome"], each["context_lost"], each["between_silos"]) for each in found],
                         [("counter", "counter", "failure", 0.4, False)])  # fmt: skip
        shown = self.run_ok("check", path).stdout
        self.assertIn("and routes within a silo that lose the context", " ".join(shown.split()))
        lost = []
        for name, company in (("without", SHOP), ("with", text)):
            output = self.folder / f"{name}.h5"
            self.run_ok("run", self.write(f"{name}.toml", company), "-o", output, "--replications", 2, "-q")
            shown = self.run_ok("show", output, "--measure", "touchpoint.counter.trust_lost", "--json").stdout
            lost.append(next(intervals(json.loads(shown))))
        self.assertLess(lost[0][2], lost[1][1])

    def test_without_one_nothing_is_listed(self):
        self.assertNotIn("handoff", self.run_ok("check", self.write("a.toml", SHOP)).stdout)


if __name__ == "__main__":
    unittest.main()
