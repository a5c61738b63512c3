"""Following the money: what is worth how much where, the reallocation, and work that harms the company."""

import json
import unittest

from program import BUSY_SHOP, USAGE, Case, silowalk

# A second silo with agents to spare, and a piece of work.
TWO_DESKS = BUSY_SHOP.replace("[exit.gone]", """\
[silo.office]
agents = 6
cost   = "3000 per month"

[touchpoint.letter]
silo     = "office"
handling = { distribution = "exponential", mean = "10 min" }
success  = 0.9
next     = [ { to = "counter", after = "3 days" } ]

[initiative.smile]
owner   = "sales"
effects = [ { on = "touchpoint.counter.success", log_odds = 0.4 } ]

[exit.gone]""").replace('{ to = "counter", share = 0.9, after = "5 days" }', '{ to = "letter", share = 0.9, after = "1 day" }').replace(
    'next.success = [ { to = "counter", after', 'next.success = [ { to = "counter", share = 0.99, after').replace(
    'mean = "9 days" } } ]', 'mean = "9 days" } }, { to = "letter", share = 0.01 } ]')


class Money(Case):
    def setUp(self):
        super().setUp()
        self.shop = self.write("desks.toml", TWO_DESKS)
        self.command = ["money", self.shop, "--replications", 6, "--set", "silo.sales.agents=1"]

    def test_answers_for_every_place(self):
        found = json.loads(self.run_ok(*self.command, "--json").stdout)
        self.assertEqual(found["output"], "value_at_close")
        self.assertEqual([each.get("touchpoint", each.get("silo")) for each in found["quality"]], ["counter", "letter", "sales", "office"])
        agents = {each["silo"]: each for each in found["agents"]}
        self.assertIsNone(agents["sales"]["less"], "its last agent")
        self.assertLess(agents["office"]["more"]["high"], 0, "one more only costs")
        self.assertGreater(agents["office"]["less"]["low"], 0)
        self.assertEqual(found["reallocation"]["moves"], [{"from": "office", "to": "sales"}])
        self.assertIsNotNone(found["reallocation"]["simulated"]["low"])
        self.assertEqual([each["initiative"] for each in found["initiatives"]], ["smile"])

    def test_the_same_from_a_file(self):
        plain = self.run_ok(*self.command, "--json").stdout
        output = self.folder / "money.h5"
        self.assertEqual(plain, self.run_ok(*self.command, "--json", "--keep", output).stdout)
        self.assertTrue((self.folder / "money-reallocation.h5").exists())
        self.assertEqual(plain, self.run_ok(*self.command, "--json", "--keep", output).stdout)

    def test_a_table_for_people(self):
        shown = self.run_ok(*self.command).stdout
        for word in ("a unit of quality", "one agent", "one from office to sales", "predicted", "simulated", "Good for their owner"):
            self.assertIn(word, shown)

    def test_every_format(self):
        self.assertFormats([*self.command, "--keep", self.folder / "kept.h5"])
        tables = self.run_ok(*self.command, "--format", "csv").stdout.split("\n\n")
        self.assertEqual([table.split(",")[0] for table in tables], ["a unit of quality", "one agent", "reallocation", "initiative"])

    def test_no_time_leaves_two_replications(self):
        plain = json.loads(self.run_ok(*self.command[:2], "--replications", 2, *self.command[4:], "--json").stdout)
        for threads in 1, 2:
            found = json.loads(self.run_ok(*self.command, "--time", "0.001 s", "--threads", threads, "--json").stdout)
            self.assertEqual((found.pop("replications"), found.pop("replications_planned")), (2, 6))
            for key in "as_it_is", "quality", "agents", "initiatives":
                self.assertEqual(found[key], plain[key])
        shown = " ".join(self.run_ok(*self.command, "--time", "0.001 s").stdout.split())
        self.assertIn("x 2 of 6 replications, seed 1. Stopped after 0.001 s", shown)
        self.assertIn("with --keep FILE.h5 the same command continues", shown)
        self.assertNotIn("Stopped", self.run_ok(*self.command, "--time", "1h").stdout)

    def test_what_is_kept_continues(self):
        plain = self.run_ok(*self.command, "--json").stdout
        command = [*self.command, "--json", "--keep", self.folder / "money.h5"]
        found = json.loads(self.run_ok(*command, "--time", "0.001 s").stdout)
        self.assertEqual(found["replications"], 4, "a block of the file")
        self.assertEqual(plain, self.run_ok(*command).stdout)
        self.assertEqual(plain, self.run_ok(*command, "--time", "0.001 s").stdout, "nothing is left to simulate")

    def test_a_time_needs_a_unit(self):
        self.assertIn("--time 10", self.assertExit(silowalk(*self.command, "--time", "10"), USAGE).stderr)
        self.assertIn("more than 0", self.assertExit(silowalk(*self.command, "--time", "0 s"), USAGE).stderr)
        self.assertIn("default: 5 min", " ".join(self.run_ok("money", "--help").stdout.split()))

    def test_the_measure_is_one_of_which_more_is_better(self):
        result = self.assertExit(silowalk(*self.command, "--measure", "lost"), USAGE)
        self.assertIn("more is better", result.stderr)
        self.assertIn("did you mean 'margin'", self.assertExit(silowalk(*self.command, "--measure", "margn"), USAGE).stderr)


if __name__ == "__main__":
    unittest.main()
