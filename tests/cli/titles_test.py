"""People read titles, programs read names: no page shows the name of a part that has a title."""

import re
import unittest

from program import GAPS, OK, Case, silowalk

# Every part that can have a title has one. Names are no words of any report.
COMPANY = """
name = "Corner shop"

[horizon]
months  = 12
warm_up = "1 month"

[segment.seg1]
title     = "Regular customers"
customers = 300
arrivals  = "2 per day"
entry     = "tp1"
revenue   = "9 per month"
churn     = { rate = "0.03 per month", sensitivity = 0.5, frailty_cv = 0.5 }

[segment.seg2]
title     = "Passers-by"
customers = 100
arrivals  = "1 per day"
entry     = "tp2"
revenue   = "5 per month"
churn     = { rate = "0.05 per month", sensitivity = 0.5, frailty_cv = 0.5 }

[silo.unit1]
title  = "Sales floor"
agents = 2
shifts = "mon-fri 09:00-17:00"
cost   = "3000 per month"
budget = "12000 per year"

[silo.unit2]
title  = "Repair shop"
agents = 1
shifts = "mon-fri 09:00-17:00"
cost   = "3000 per month"
budget = "9000 per year"

[touchpoint.tp1]
title    = "Buy at the counter"
silo     = "unit1"
success  = 0.9
handling = { distribution = "lognormal", mean = "15 min", cv = 0.8 }
patience = { distribution = "exponential", mean = "20 min" }
trust    = { gain = 0.1, loss = 0.5, wait = 0.2, tolerance = "30 min" }
survey   = { response = 0.4 }
next.success   = [ { to = "tp2", after = { distribution = "exponential", mean = "9 days" }, handoff = 0.3 } ]
next.failure   = [ { to = "tp2", share = 0.9, after = "5 days", handoff = 0.3 }, { to = "gone", share = 0.1 } ]
next.abandoned = [ { to = "tp1", after = "1 day" } ]

[touchpoint.tp2]
title    = "Bring something back"
silo     = "unit2"
success  = 0.7
handling = { distribution = "lognormal", mean = "10 min", cv = 0.8 }
patience = { distribution = "exponential", mean = "20 min" }
trust    = { gain = 0.1, loss = 0.8 }
next.success   = [ { to = "tp1", after = { distribution = "exponential", mean = "6 days" }, handoff = 0.2 } ]
next.failure   = [ { to = "tp1", share = 0.9, after = "5 days" }, { to = "gone", share = 0.1 } ]
next.abandoned = [ { to = "tp2", after = "1 day" } ]

[exit.gone]
kind = "churn"

[initiative.job1]
title    = "Train everybody"
owner    = "unit1"
sponsor  = "unit2"
duration = "2 months"
cost     = { once = 1000, running = "100 per month" }
effort   = { unit1 = 0.5, unit2 = 0.2 }
effects  = [ { on = "touchpoint.tp1.success", log_odds = 0.4 } ]

[initiative.job2]
title    = "Better tools"
owner    = "unit2"
duration = "1 month"
cost     = { once = 20000 }
effects  = [ { on = "touchpoint.tp2.success", log_odds = 0.8 }, { on = "silo.unit1.agents", times = 0.5 } ]

[initiative.job3]
title    = "A new sign"
owner    = "unit2"
duration = "1 month"
cost     = { once = 200 }
effects  = [ { on = "touchpoint.tp2.success", log_odds = 0.1 } ]

[goal.aim1]
title       = "Fewer customers lost"
target      = { output = "lost", below = 200 }
owner       = "unit1"
initiatives = [ "job1" ]

[goal.aim2]
title       = "Of the regulars"
target      = { output = "segment.seg1.lost", below = 100 }
parent      = "aim1"
owner       = "unit2"

[guardrail.waits]
output = "touchpoint.tp1.wait_mean"
below  = "1 hour"

[guardrail.purse]
silo  = "unit1"
spend = "12000 per year"

[organisation]
rule       = "enterprise"
planning   = { cycle = "3 months" }
priorities = [ { level = "board", order = [ "job2", "aim1", "job1" ] }, { level = "unit1", order = [ "job1", "job2" ] } ]
seams      = [ { from = "unit1", to = "unit2", owner = "unit1" } ]
"""
NAMES = ["seg1", "seg2", "unit1", "unit2", "tp1", "tp2", "job1", "job2", "job3", "aim1", "aim2"]
TYPED = re.compile(r"Identifier: [\w:-]+\.")  # what --customer takes is on the page once

SHOWN = [
    [], ["--by", "silo"], ["--by", "segment"], ["--by", "touchpoint"], ["--goals"], ["--commitments"], ["--funnel"],
    ["--scorecard"], ["--scores", "--over", 1, "--months", 3], ["--promises", "--over", 1],
]  # fmt: skip


def named(text):
    return [name for name in NAMES if re.search(rf"\b{name}\b", TYPED.sub("", text))]


class Titles(Case):
    def check(self, *command):
        """Pages have no name in any format; programs get no title."""
        for form in ("text", "md", "html"):
            done = silowalk(*command, "--format", form)
            self.assertIn(done.returncode, (OK, GAPS), f"{command}: {done.stderr}")
            self.assertEqual(named(done.stdout), [], f"{command} as {form}:\n{done.stdout}")
        for form in ("json", "csv"):
            text = silowalk(*command, "--format", form).stdout
            if form == "json" and command[0] != "show":
                self.assertTrue(named(text), command)
            for title in ("Sales floor", "Bring something back", "Regular customers", "Train everybody"):
                self.assertNotIn(title, text, f"{command} as {form}")

    def results(self):
        other = self.write("other.toml", 'extends = "shop.toml"\nname = "Quick shop"\n[touchpoint.tp2]\nsuccess = 0.8\n[silo.unit2]\nagents = 2\n')
        out = self.folder / "out.h5"
        self.run_ok("run", self.company, other, "-o", out, "--replications", 4, "-q")
        return out

    def setUp(self):
        super().setUp()
        self.company = self.write("shop.toml", COMPANY)

    def test_of_a_scenario(self):
        self.check("check", self.company)
        self.check("audit", self.company)
        for form in ("text", "md", "html"):
            card = self.run_ok("audit", self.company, "--card", "all", "--format", form).stdout
            self.assertEqual(named(card), [], card)
            self.assertIn("Sales floor", card)
        self.assertNotIn("Sales floor", self.run_ok("audit", self.company, "--card", "all", "--format", "csv").stdout)

    def test_of_a_results_file(self):
        out = self.results()
        for page in SHOWN:
            self.check("show", out, *page)
        self.check("compare", out)

    def test_of_customers(self):
        out = self.results()
        for pick in ("typical", "random"):
            self.check("walk", out, "--scenario", "Corner shop", "--pick", pick)
        self.check("twins", out, "Corner shop", "Quick shop")
        self.check("twins", out, "Corner shop", "Quick shop", "--pick", "random")

    def test_of_whatif_questions(self):
        self.check("attribute", self.company, "--silos", "--replications", 2)
        self.check("money", self.company, "--replications", 2)


if __name__ == "__main__":
    unittest.main()
