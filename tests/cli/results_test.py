"""Results that are continued, made precise, verified; files of other formats."""

import importlib.util
import json
import re
import shutil
import subprocess
import sys
import unittest

from program import BUSY_SHOP, FAILURE, INCOMPLETE, INVALID, OK, ROOT, SHOP, USAGE, Case, silowalk, start, stop, verbs, wait_until

try:
    import h5py
except ImportError:
    h5py = None


class Continued(Case):
    def setUp(self):
        super().setUp()
        self.shop = self.write("shop.toml", SHOP)
        self.out = self.folder / "o.h5"

    def test_more_replications_on_a_finished_file_give_the_bytes_of_a_fresh_run(self):
        self.run_ok("run", self.shop, "-o", self.out, "--replications", 6, "-q")
        self.run_ok("run", self.shop, "-o", self.out, "--replications", 13, "-q")
        self.run_ok("run", self.shop, "-o", self.folder / "fresh.h5", "--replications", 13, "-q")
        self.assertEqual(self.out.read_bytes(), (self.folder / "fresh.h5").read_bytes())

    def test_the_same_run_again_is_nothing_to_do(self):
        self.run_ok("run", self.shop, "-o", self.out, "--replications", 6, "-q")
        before = self.out.stat().st_mtime_ns
        for replications in (6, 4):
            said = self.run_ok("run", self.shop, "-o", self.out, "--replications", replications)
            self.assertIn("nothing to do", said.stdout)
        self.assertEqual(self.out.stat().st_mtime_ns, before)

    def test_two_scenarios_in_one_file(self):
        other = self.write("other.toml", SHOP.replace("Corner shop", "Corner shop, dearer").replace("9 per month", "12 per month"))
        self.run_ok("run", self.shop, other, "-o", self.out, "--replications", 6, "-q")
        shown = json.loads(self.run_ok("show", self.out, "--json", "--measure", "churn_rate", "--measure", "revenue").stdout)["scenarios"]
        one, two = shown["Corner shop"], shown["Corner shop, dearer"]
        self.assertEqual(one["churn_rate"], two["churn_rate"])  # the same luck
        # Per month and customer 12 instead of 9, each month's sum rounded to a millionth.
        self.assertAlmostEqual(two["revenue"]["mean"] / one["revenue"]["mean"], 12 / 9, places=6)
        only = json.loads(self.run_ok("show", self.out, "--json", "--scenario", "Corner shop").stdout)["scenarios"]
        self.assertEqual(list(only), ["Corner shop"])
        self.assertExit(silowalk("show", self.out, "--scenario", "Cornershop"), INVALID)
        self.assertExit(silowalk("run", self.shop, self.shop, "-o", self.folder / "p.h5"), USAGE)

    def test_verify_says_what_an_unfinished_run_has(self):
        busy = self.write("busy.toml", BUSY_SHOP.replace("customers = 300", "customers = 3000").replace('"2 per day"', '"20 per day"'))
        process = start("run", busy, "-o", self.out, "--replications", 400)
        wait_until(lambda: list(self.folder.rglob("*.part")) or process.poll() is not None)
        code, said = stop(process)
        self.assertEqual(code, 75, said)
        result = self.assertExit(silowalk("verify", self.out), INCOMPLETE)
        self.assertIn("sound part", result.stdout)


class Precision(Case):
    def test_stops_at_a_look_and_says_which(self):
        shop, out = self.write("shop.toml", SHOP), self.folder / "o.h5"
        self.run_ok("run", shop, "-o", out, "--precision", "4%", "--measure", "churn_rate", "-q")
        shown = json.loads(self.run_ok("show", out, "--json").stdout)["scenarios"]["Corner shop"]
        self.assertIn(shown["churn_rate"]["replications"], [16, 32, 64, 128, 256, 512, 1000])
        # The interval shown is at 95 %, narrower than the one that the rule judged.
        self.assertLess(shown["churn_rate"]["high"] - shown["churn_rate"]["low"], 2 * 0.04 * shown["churn_rate"]["mean"])
        self.assertIn("nothing to do", self.run_ok("run", shop, "-o", out, "--precision", "4%", "--measure", "churn_rate").stdout)

    def test_what_cannot_be_known_so_well_ends_at_the_maximum_and_is_said(self):
        shop, out = self.write("shop.toml", SHOP), self.folder / "o.h5"
        result = self.run_ok("run", shop, "-o", out, "--precision", "0.0001%", "--max-replications", 21, "--measure", "revenue", "-q")
        self.assertIn("revenue does not have the requested precision", result.stderr)
        shown = json.loads(self.run_ok("show", out, "--json").stdout)["scenarios"]["Corner shop"]
        self.assertEqual(shown["revenue"]["replications"], 21)

    def test_mistakes(self):
        shop, out = self.write("shop.toml", SHOP), self.folder / "o.h5"
        for arguments in (
            ["--precision", "150%"],
            ["--precision", "soon"],
            ["--precision", "1%", "--replications", 5],
            ["--max-replications", 5],
            ["--replications", 0],
            ["--replications", -1],
            ["--threads", 0],
        ):
            with self.subTest(arguments=arguments):
                self.assertExit(silowalk("run", shop, "-o", out, *arguments), USAGE)
        self.assertExit(silowalk("run", shop), USAGE)
        unknown = self.assertExit(silowalk("run", shop, "-o", out, "--measure", "revenu"), INVALID)
        self.assertIn("'revenue'", unknown.stderr)
        self.assertEqual(list(self.folder.iterdir()), [shop])


@unittest.skipUnless(importlib.util.find_spec("xarray") and importlib.util.find_spec("h5netcdf"), "xarray is not installed")
class Page(Case):
    def test_the_example_on_the_page_works(self):
        code = "".join(re.findall(r"```python\n(.*?)```", (ROOT / "results/README.md").read_text(), re.DOTALL))
        self.assertIn("churn_rate_by_month", code)
        # The example, with so little room in care that customers are turned away: they are no part of the mean wait.
        text = (ROOT / "scenarios/example-company/company.toml").read_text()
        again = 'next.abandoned = [ { to = "care_call", after = "1 day" } ]'
        self.assertIn(again, text)
        company = self.write("company.toml", text.replace(again, again + "\n" + again.replace("abandoned", "turned_away")))
        self.run_ok("run", company, "--set", "silo.care.room=9", "-o", self.folder / "OUT.h5", "--replications", 3, "-q")
        ran = subprocess.run([sys.executable, "-c", code], cwd=self.folder, capture_output=True, text=True, check=False)
        self.assertEqual(ran.returncode, 0, ran.stderr)
        shown = self.run_ok("show", self.folder / "OUT.h5", "--measure", "touchpoint.care_call.wait_mean", "--json").stdout
        mean = next(iter(json.loads(shown)["scenarios"].values()))["touchpoint.care_call.wait_mean"]["mean"]
        by_hand = float(re.search(r"array\(([\d.e+-]+)\)", ran.stdout).group(1))
        self.assertAlmostEqual(by_hand, mean * 1440, places=6)
        shown = self.run_ok("show", self.folder / "OUT.h5", "--measure", "touchpoint.care_call.turned_away_rate", "--json").stdout
        self.assertGreater(next(iter(json.loads(shown)["scenarios"].values()))["touchpoint.care_call.turned_away_rate"]["mean"], 0)


@unittest.skipIf(h5py is None, "h5py is not installed")
class Formats(Case):
    def test_files_of_other_formats_are_refused(self):
        shop, out = self.write("shop.toml", SHOP), self.folder / "o.h5"
        self.run_ok("run", shop, "-o", out, "--replications", 2, "-q")
        for version, word in ((0, "run the scenario again"), (2, "run the scenario again"), (4, "a newer silowalk")):
            copy = self.folder / f"v{version}.h5"
            shutil.copy(out, copy)
            with h5py.File(copy, "r+") as file:
                file.attrs.modify("format_version", version)
            for verb in ("show", "verify"):
                result = self.assertExit(silowalk(verb, copy), FAILURE)
                self.assertIn(f"version {version}", result.stderr)
                self.assertIn(word, result.stderr)
        foreign = self.folder / "foreign.h5"
        with h5py.File(foreign, "w") as file:
            file["x"] = 1
        self.assertIn("not a results file", self.assertExit(silowalk("show", foreign), FAILURE).stderr)

    def test_a_changed_number_is_found(self):
        shop, out = self.write("shop.toml", SHOP), self.folder / "o.h5"
        self.run_ok("run", shop, "-o", out, "--replications", 2, "-q")
        self.assertExit(silowalk("verify", out), OK)
        with h5py.File(out, "r+") as file:
            file["Corner_shop/segment_lost"][1, 0, 0] += 1
        self.assertIn("DOES NOT MATCH", self.assertExit(silowalk("verify", out), FAILURE).stdout)

    def test_conservation_in_every_row(self):
        busy, out = self.write("busy.toml", BUSY_SHOP), self.folder / "o.h5"
        self.run_ok("run", busy, "-o", out, "--replications", 5, "-q")
        with h5py.File(out) as file:
            run = {name: data[()] for name, data in file["Corner_shop"].items() if data.ndim > 1}
        heads = run["segment_customers_open"] + run["segment_joined"] - run["segment_lost"] - run["segment_ended"]
        self.assertTrue((heads == run["segment_customers_close"]).all())
        self.assertTrue((run["segment_customers_open"][:, 1:] == run["segment_customers_close"][:, :-1]).all())
        micro = {name: (data * 1e6).round().astype("int64") for name, data in run.items() if "value" in name or "revenue" in name or "cost" in name}
        value = micro["segment_value_open"] + micro["segment_value_joined"] - micro["segment_value_lost"] - micro["segment_value_ended"]
        self.assertTrue((value + micro["segment_value_revaluation"] == micro["segment_value_close"]).all())
        for money in ("revenue", "cost", "revenue_discounted", "cost_discounted"):
            totals = [micro[f"{axis}_{money}"].sum(axis=2) for axis in ("touchpoint", "silo", "segment")]
            self.assertTrue((totals[0] == totals[1]).all() and (totals[1] == totals[2]).all(), money)
        self.assertTrue((run["segment_lost"].sum(axis=2) == run["touchpoint_churn_booked"].sum(axis=2)).all())


if __name__ == "__main__":
    if not {"run", "show", "verify"} <= set(verbs()):
        print("run, show and verify are not all there: skipped")
        raise SystemExit(77)
    unittest.main()
