"""What `silowalk show` says of a results file beside its outputs: the funnel and the scorecard."""

import csv
import io
import json
import unittest

from program import BUSY_SHOP, FAILURE, INVALID, SHOP, USAGE, Case, silowalk

WORK = """
[initiative.train]
owner    = "sales"
duration = "2 months"
cost     = { once = 1000 }
effects  = [ { on = "touchpoint.counter.success", log_odds = 0.4 } ]

[organisation]
rule     = "enterprise"
planning = { cycle = "3 months" }
"""


class Views(Case):
    def results(self, *texts, replications=4):
        files = []
        for number, text in enumerate(texts):
            text = text.replace('name = "Corner shop"', f'name = "Shop {number}"')
            files.append(self.write(f"shop{number}.toml", text))
        self.run_ok("run", *files, "-o", self.folder / "out.h5", "--replications", replications, "-q")
        return self.folder / "out.h5"

    def json_of(self, *arguments):
        return json.loads(self.run_ok("show", *arguments, "--json").stdout)["scenarios"]

    def test_a_funnel_loses_what_nobody_pays_for(self):
        rich = (SHOP + WORK).replace("[silo.sales]\n", '[silo.sales]\nbudget = "12000 per year"\n')
        out = self.results(SHOP + WORK, rich)
        self.assertIn("prioritised", self.run_ok("show", out, "--funnel").stdout)
        found = self.json_of(out, "--funnel")
        steps = {step["step"]: step["initiatives"]["mean"] for step in found["Shop 0"]["steps"]}
        self.assertEqual(steps, {"listed": 1, "approved": 1, "funded": 0, "prioritised": 0, "moving": 0, "live": 0})
        live = found["Shop 1"]["steps"][-1]
        self.assertEqual(live["initiatives"]["mean"], 1)
        self.assertEqual(live["value"], found["Shop 1"]["steps"][0]["value"])
        self.assertIn("no [initiative]", self.run_ok("show", self.empty(), "--funnel").stdout)

    def empty(self):
        path = self.folder / "empty.h5"
        self.run_ok("run", self.write("empty.toml", SHOP), "-o", path, "--replications", 2, "-q")
        return path

    def test_a_scorecard_has_three_legs(self):
        busy = BUSY_SHOP.replace("handling = {", "# more to do for each\nhandling = {").replace('"15 min"', '"25 min"')
        out = self.results(BUSY_SHOP, busy)
        text = self.run_ok("show", out, "--scorecard").stdout
        self.assertIn("stewardship", text)
        found = self.json_of(out, "--scorecard", "--baseline", "Shop 0")
        self.assertEqual(list(found), ["Shop 0", "Shop 1"])
        self.assertIsNone(found["Shop 0"])
        people = found["Shop 1"]["silos"]["sales"]["legs"]["people"]
        self.assertEqual(people["breaks"]["times"], 4)
        self.assertGreater(people["change"]["low"], 0)
        self.assertAlmostEqual(people["change"]["mean"], people["after"]["mean"] - people["before"]["mean"])

    def test_scores_of_the_journey_beside_those_of_touchpoints(self):
        out = self.results(SHOP, replications=3)
        self.assertIn("which score predicts", self.run_ok("show", out, "--scores", "--over", 2).stdout)
        found = self.json_of(out, "--scores")["Shop 0"]
        self.assertEqual(found["replications"], 3)
        self.assertEqual(found["landmarks"], 3)
        for voice in ("felt", "heard"):
            # With one touchpoint, the journey's score is that of the touchpoint, and nobody is better.
            row = found[voice][0]
            self.assertEqual(row["concordance"]["touchpoint"], row["concordance"]["journey"])
            journey = row["ahead_of_touchpoint"]["journey"]
        self.assertEqual([journey[key] for key in ("mean", "low", "high")], [0, 0, 0])
        self.assertNotIn("  journey\n", self.run_ok("show", out, "--scores").stdout)

    def test_promises_and_what_came_of_them(self):
        out = self.results(BUSY_SHOP, replications=3)
        self.assertIn("promise less delivery", self.run_ok("show", out, "--promises").stdout)
        hole = self.json_of(out, "--promises")["Shop 0"]["holes"][0]
        self.assertAlmostEqual(hole["not_done_as_written"], 0.1)
        self.assertGreater(hole["not_done"]["mean"], 0.1)  # the impatient add to it
        self.assertEqual(hole["not_known"]["mean"], 0)

    def test_it_refuses_what_makes_no_sense(self):
        out = self.empty()
        self.assertExit(silowalk("show", out, "--funnel", "--scorecard"), USAGE)
        self.assertExit(silowalk("show", out, "--funnel", "--measure", "lost"), USAGE)
        self.assertExit(silowalk("show", out, "--baseline", "Corner shop"), USAGE)
        self.assertExit(silowalk("show", out, "--scorecard", "--tolerance", "2"), USAGE)
        self.assertExit(silowalk("show", out, "--goals", "--over", "2"), USAGE)
        self.assertExit(silowalk("show", out, "--promises", "--months", "2"), USAGE)
        self.assertExit(silowalk("show", out, "--scores", "--over", "0"), USAGE)
        self.assertExit(silowalk("show", out, "--scores", "--months", "7"), INVALID)
        self.assertExit(silowalk("show", out, "--scorecard", "--baseline", "Corner shoe"), INVALID)
        short = self.folder / "short.h5"
        self.run_ok("run", self.folder / "empty.toml", "--set", "horizon.months=5", "-o", short, "--replications", 2, "-q")
        self.assertExit(silowalk("show", short, "--scorecard"), INVALID)


class Formats(Case):
    """Every page of show in every format, to standard output and to a file."""

    PAGES = ([], ["--by", "silo"], ["--goals"], ["--commitments"], ["--funnel"], ["--scorecard"], ["--scores"], ["--promises"])

    def setUp(self):
        super().setUp()
        shop = BUSY_SHOP + WORK + '\n[goal.keep]\ntarget = { output = "lost", below = 100 }\n'
        self.out = self.folder / "out.h5"
        files = [self.write(f"{name}.toml", shop.replace('name = "Corner shop"', f'name = "{name}"')) for name in ("A", "B")]
        self.run_ok("run", *files, "-o", self.out, "--replications", 3, "-q")

    def test_every_page_has_every_format(self):
        for page in self.PAGES:
            for format in ("text", "md", "html", "json", "csv"):
                with self.subTest(page=page, format=format):
                    said = self.run_ok("show", self.out, *page, "--format", format).stdout
                    self.assertTrue(said.endswith("\n") and said.strip())
                    if format == "json":
                        self.assertEqual(list(json.loads(said)["scenarios"]), ["A", "B"])

    def test_csv_is_numbers_with_their_scenario(self):
        for page in self.PAGES:
            with self.subTest(page=page):
                said = self.run_ok("show", self.out, *page, "--format", "csv").stdout
                for table in said.split("\n\n"):
                    rows = list(csv.DictReader(io.StringIO(table)))
                    self.assertEqual({row["scenario"] for row in rows}, {"A", "B"}, table)
        rows = list(csv.DictReader(io.StringIO(self.run_ok("show", self.out, "--measure", "lost", "--format", "csv").stdout)))
        exact = json.loads(self.run_ok("show", self.out, "--measure", "lost", "--json").stdout)["scenarios"]["A"]["lost"]
        self.assertEqual([float(rows[0][key]) for key in ("mean", "mean low", "mean high")], [exact[key] for key in ("mean", "low", "high")])
        self.assertEqual((rows[0]["output"], rows[0]["unit"]), ("lost", exact["unit"]))

    def test_a_page_is_at_most_a_hundred_columns_wide(self):
        for page in self.PAGES:
            for line in self.run_ok("show", self.out, *page).stdout.splitlines():
                self.assertLessEqual(len(line), 100, line)

    def test_a_file_has_the_format_of_its_ending(self):
        page = self.folder / "page.md"
        self.run_ok("show", self.out, "--funnel", "-o", page)
        self.assertTrue(page.read_text(encoding="utf-8").startswith("# "))
        self.assertExit(silowalk("show", self.out, "-o", page), FAILURE)  # it exists
        self.run_ok("show", self.out, "--output", page, "--force")
        self.assertExit(silowalk("show", self.out, "-o", self.folder / "page.docx"), USAGE)
        self.assertExit(silowalk("show", self.out, "-o", self.out, "--force"), USAGE)  # what is read

    def test_an_output_is_named_by_measure(self):
        for arguments in (["--output", "churn_rate"], ["--output=churn_rate"], ["--by", "silo", "--output", "load"]):
            with self.subTest(arguments=arguments):  # as earlier versions named it
                now = [each.replace("--output", "--measure") for each in arguments]
                self.assertEqual(self.run_ok("show", self.out, *now).stdout, self.run_ok("show", self.out, *arguments).stdout)


if __name__ == "__main__":
    unittest.main()
