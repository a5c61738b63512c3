"""Shares of a difference among levers: they add up, they do not depend on how they were come by, mistakes are located."""

import csv
import decimal
import json
import signal
import unittest

from program import BUSY_SHOP, FAILURE, INTERRUPTED, INVALID, USAGE, Case, silowalk, start, stop, wait_until

LEVERS = """\
name = "What the shop could do"

[lever.staff]
title = "A third till"
set   = { "silo.sales.agents" = 3 }

[lever.quality]
set = { "touchpoint.counter.success" = 0.95 }

[lever.sign]
title = "Another name on the door"
set   = { "touchpoint.counter.title" = "The counter" }
"""

# More levers than can be counted in all orders in good time.
MANY = "".join(f'[lever.l{i:02}]\nset = {{ "touchpoint.counter.trust.{key}" = {value} }}\n' for i, (key, value) in enumerate(
    [("gain", 0.2), ("loss", 0.4), ("abandon", 0.5), ("handoff", 0.1)])) + """\
[lever.success]
set = { touchpoint.counter.success = 0.95 }
[lever.rework]
set = { touchpoint.counter.rework = 1.5 }
[lever.agents]
set = { silo.sales.agents = 3 }
[lever.cost]
set = { silo.sales.cost = "2500 per month" }
[lever.revenue]
set = { segment.regular.revenue = "10 per month" }
[lever.trust]
set = { segment.regular.trust = 0.6 }
[lever.rate]
set = { segment.regular.churn.rate = "0.02 per month" }
[lever.arrivals]
set = { segment.regular.arrivals = "3 per day" }
[lever.visit]
set = { touchpoint.counter.cost = 0.5 }
"""


class Attribute(Case):
    def setUp(self):
        super().setUp()
        self.shop = self.write("busy.toml", BUSY_SHOP)
        self.levers = self.write("levers.toml", LEVERS)
        self.command = ["attribute", self.shop, "--levers", self.levers, "--replications", 8]

    def answer(self, *more, **options):
        return json.loads(self.run_ok(*self.command, "--json", *more, **options).stdout)

    def assertAddsUp(self, found):
        for name, output in found["outputs"].items():
            told = sum(decimal.Decimal(share["told"]) for share in output["shares"].values())
            self.assertEqual(told, decimal.Decimal(output["total"]["told"]), name)
            self.assertAlmostEqual(float(told), output["total"]["mean"], delta=0.0051)

    def test_shares_add_up_to_the_last_cent(self):
        found = self.answer("--measure", "value_at_close", "--measure", "lost", "--measure", "revenue")
        self.assertEqual(found["coalitions"], 8)
        self.assertEqual(found["method"], "all orders")
        self.assertAddsUp(found)
        for output in found["outputs"].values():
            self.assertEqual(list(output["shares"]), ["staff", "quality", "sign"])
            self.assertEqual(output["shares"]["sign"]["mean"], 0)
            self.assertEqual(output["shares"]["sign"]["told"], "0.00")
            self.assertLess(output["shares"]["quality"]["low"], output["shares"]["quality"]["high"])
            self.assertEqual(len(output["interactions"]), 3)

    def test_one_lever_is_a_paired_difference(self):
        found = self.answer("--lever", "quality", "--measure", "lost")["outputs"]["lost"]
        self.assertEqual(found["shares"]["quality"]["mean"], found["total"]["mean"])
        self.assertAlmostEqual(found["total"]["mean"], found["all"]["mean"] - found["none"]["mean"], places=9)
        self.assertEqual(found["shares"]["quality"]["alone"], found["shares"]["quality"]["last"])

    def test_the_same_with_a_file_without_one_and_with_any_threads(self):
        plain = self.run_ok(*self.command, "--json").stdout
        output = self.folder / "bill.h5"
        self.assertEqual(plain, self.run_ok(*self.command, "--json", "--keep", output, "--threads", 1).stdout)
        kept = output.stat().st_mtime_ns
        self.assertEqual(plain, self.run_ok(*self.command, "--json", "--keep", output).stdout)
        self.assertEqual(kept, output.stat().st_mtime_ns, "what is there is not run again")
        shown = json.loads(self.run_ok("show", output, "--json", "--measure", "lost").stdout)["scenarios"]
        self.assertIn("staff + quality", shown)
        self.assertEqual(shown["(none)"]["lost"]["mean"], json.loads(plain)["outputs"]["lost"]["none"]["mean"])

    def test_interrupted_and_continued(self):
        long = ["--replications", 120, "--json", "--measure", "lost", "--lever", "staff", "--lever", "quality"]
        output = self.folder / "bill.h5"
        process = start(*self.command[:-2], *long, "--keep", output)
        wait_until(lambda: list(self.folder.rglob("*.part")) or process.poll() is not None)
        self.assertIsNone(process.poll(), "the run was over before it could be interrupted")
        code, said = stop(process, signal.SIGTERM)
        self.assertEqual(code, INTERRUPTED, said)
        self.assertIn("same command", said)
        again = self.run_ok(*self.command[:-2], *long, "--keep", output).stdout
        self.assertEqual(again, self.run_ok(*self.command[:-2], *long).stdout)

    def test_more_than_twelve_levers_are_sampled_and_say_how_well(self):
        many = self.write("many.toml", MANY)
        command = ["attribute", self.shop, "--levers", many, "--replications", 3, "--json", "--measure", "value"]
        found = json.loads(self.run_ok(*command, "--orders", 2).stdout)
        self.assertEqual(found["method"], "sampled orders")
        self.assertEqual(found["orders"], 4)
        self.assertEqual(len(found["levers"]), 13)
        self.assertAddsUp(found)
        for share in found["outputs"]["value"]["shares"].values():
            self.assertIsNotNone(share["sampling_error"])
            self.assertLessEqual(share["both"]["low"], share["mean"])

    def test_a_table_for_people(self):
        shown = self.run_ok(*self.command)
        self.assertEqual(shown.stderr, "")
        self.assertIn("8 scenarios (4 different companies) x 8", shown.stdout, "a sign on the door changes no history")
        for word in ("A third till", "value_at_close (EUR)", "lost (head)", "95 % interval", "all together", "staff", "of chance only"):
            self.assertIn(word, shown.stdout)
        self.assertEqual(shown.stdout, self.run_ok(*self.command).stdout)

    def test_without_levers_the_counterfactual_stands_beside_the_books(self):
        shown = self.run_ok("attribute", self.shop, "--replications", 8)
        for word in ("attributed", "would have stayed", "all silos at once", "no silo", "accounting rule"):
            self.assertIn(word, shown.stdout)
        found = json.loads(self.run_ok("attribute", self.shop, "--replications", 8, "--json").stdout)["counterfactual"]
        self.assertEqual(list(found["silos"]), ["sales"])
        self.assertEqual(found["silos"]["sales"], found["all_silos"], "there is only one silo")
        self.assertGreater(found["all_silos"]["stayed"]["mean"], 0)
        both = self.answer("--silos", "--measure", "lost")
        self.assertEqual(both["counterfactual"], found)
        self.assertEqual(list(both["outputs"]), ["lost"])

    def test_every_format(self):
        command = [*self.command, "--lever", "staff", "--measure", "lost"]
        self.assertFormats([*command, "--keep", self.folder / "kept.h5"])
        table = list(csv.DictReader(self.run_ok(*command, "--format", "csv").stdout.splitlines()))
        self.assertEqual([row["lost"] for row in table], ["staff", "all together"])
        share = json.loads(self.run_ok(*command, "--json").stdout)["outputs"]["lost"]["shares"]["staff"]
        self.assertEqual(float(table[0]["share (head)"]), share["mean"])
        self.assertEqual(float(table[0]["share (head) low"]), share["low"])

    def test_earlier_names_of_options_are_read(self):
        now = self.run_ok(*self.command, "--measure", "lost", "--json").stdout
        kept = self.folder / "bill.h5"
        self.assertEqual(now, self.run_ok(*self.command, "-o", kept, "--output", "lost", "--json").stdout)
        self.assertTrue(kept.is_file())

    def test_force_for_the_report_keeps_the_simulations(self):
        kept, report = self.folder / "bill.h5", self.folder / "bill.md"
        command = [*self.command, "--keep", kept, "-o", report]
        self.run_ok(*command)
        written = kept.stat().st_mtime_ns
        self.assertIn("--force", self.assertExit(silowalk(*command), FAILURE).stderr)
        self.run_ok(*command, "--force")
        self.assertEqual(written, kept.stat().st_mtime_ns)
        self.run_ok(*command, "--force", "--seed", 5)
        self.assertNotEqual(written, kept.stat().st_mtime_ns, "of another run")

    def test_mistakes(self):
        self.assertIn("--levers", self.assertExit(silowalk("attribute", self.shop, "--lever", "staff"), USAGE).stderr)
        for change, words in (
            (("silo.sales.agents", "silo.sale.agents"), ("levers.toml:5:", "silo.sales.agents")),
            (("touchpoint.counter.title", "silo.sales.agents"), ("levers.toml:12:", "overridden by lever.staff already")),
            (("= 3 }", "= 2 }"), ("levers.toml:5:", "overrides nothing", "optional = true")),
            (("set   = { \"silo.sales.agents\" = 3 }", "set = {}"), ("levers.toml:3:", "overrides nothing")),
            (("title", "titel"), ("levers.toml:4:", "did you mean 'title'?")),
        ):
            with self.subTest(change=change):
                self.write("levers.toml", LEVERS.replace(*change, 1))
                result = self.assertExit(silowalk(*self.command), INVALID)
                self.assertEqual(result.stdout, "")
                for word in words:
                    self.assertIn(word, result.stderr)
        self.write("levers.toml", LEVERS)
        for option, word in (("--lever=staf", "staff"), ("--measure=lots", "lost"), ("--measure=silo.sale.load", "silo.sales.load")):
            self.assertIn(word, self.assertExit(silowalk(*self.command, option), INVALID).stderr)
        for option in ("--orders=0", "--replications=1", "--orders=-2", "--levers"):
            self.assertExit(silowalk(*self.command, option), USAGE)


if __name__ == "__main__":
    unittest.main()
