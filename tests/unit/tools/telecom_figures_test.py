"""tools/telecom-figures: Kaplan-Meier worked by hand on a tiny table, and the published figures of the real one."""
import importlib.machinery
import importlib.util
import math
import os
import subprocess
import sys
import tempfile
import unittest

ROOT = os.path.dirname(os.path.dirname(os.path.dirname(os.path.dirname(os.path.abspath(__file__)))))
TOOL = os.path.join(ROOT, "tools", "telecom-figures")
DATA = os.path.join(ROOT, "..", "shared", "data", "telco_churn.csv")

sys.dont_write_bytecode = True
loader = importlib.machinery.SourceFileLoader("telecom_figures", TOOL)
tool = importlib.util.module_from_spec(importlib.util.spec_from_loader("telecom_figures", loader))
loader.exec_module(tool)


class KaplanMeierByHand(unittest.TestCase):
    # Ten customers: one censored at 0; lost at 1; lost and censored at 2 (the loss comes first); censored at 3; lost
    # twice at 4; three censored at 5.
    TABLE = [(0, False), (1, True), (2, True), (2, False), (3, False), (4, True), (4, True),
             (5, False), (5, False), (5, False)]

    def test_survival_and_risk_sets(self):
        table = tool.kaplan_meier(self.TABLE)
        self.assertEqual([table[t][2] for t in range(6)], [10, 9, 8, 6, 5, 3])
        expected = [1, 8 / 9, 8 / 9 * 7 / 8, 7 / 9, 7 / 9 * 3 / 5, 7 / 15]
        for month, survival in enumerate(expected):
            self.assertAlmostEqual(table[month][0], survival, places=14)

    def test_greenwood(self):
        table = tool.kaplan_meier(self.TABLE)
        by_hand = 7 / 15 * math.sqrt(1 / (9 * 8) + 1 / (8 * 7) + 2 / (5 * 3))
        self.assertAlmostEqual(table[5][1], by_hand, places=14)

    def test_without_censoring_it_is_the_share_still_there(self):
        table = tool.kaplan_meier([(t, True) for t in (1, 1, 2, 3)] + [(4, False)] * 4)
        self.assertAlmostEqual(table[4][0], 0.5, places=14)
        self.assertAlmostEqual(table[4][1], math.sqrt(0.5 * 0.5 / 8), places=14)  # the binomial one


class Steps(unittest.TestCase):
    def table(self, losses, heads=1000):
        rows = [(t, True) for t, n in losses.items() for _ in range(n)]
        return tool.kaplan_meier(rows + [(72, False)] * (heads - len(rows)))

    def test_thin_steps_join_but_not_across_a_control_month(self):
        table = self.table({1: 9, 5: 2, 10: 2, 20: 1, 30: 6, 70: 1})
        # 1-12 holds only 4 losses: it joins 0-1 on its left. 24-36 holds six; 36-48 none, so it joins 24-36.
        self.assertEqual(tool.join_thin_steps(table), [0, 12, 24, 48, 72])
        table = self.table({1: 9, 5: 5, 10: 5, 40: 5, 70: 5})
        self.assertEqual(tool.join_thin_steps(table), [0, 1, 6, 12, 24, 48, 72])

    def test_survival_at_every_edge_is_met_with_and_without_frailty(self):
        table = self.table({2: 100, 15: 40, 30: 60, 50: 80, 71: 200})
        for spread in (0.0, 0.5, 1.0):
            total = 0.0
            for a, b, hazard in tool.hazard_steps(table, spread):
                total += hazard * (b - a)
                crowd = (1 + spread ** 2 * total) ** (-1 / spread ** 2) if spread else math.exp(-total)
                self.assertAlmostEqual(crowd, table[b][0], places=12)

    def test_quantiles(self):
        self.assertEqual(tool.quantiles([5, 1, 3], parts=4), [1, 2, 3, 4, 5])


class RefusesWhatItCannotRead(unittest.TestCase):
    def run_tool(self, path):
        return subprocess.run([sys.executable, TOOL, path], capture_output=True, text=True)

    def test_absent_and_wrong_files(self):
        self.assertIn("cannot use", self.run_tool("/nowhere/telco.csv").stderr)
        with tempfile.NamedTemporaryFile("w", suffix=".csv") as file:
            file.write("a,b\n1,2\n")
            file.flush()
            wrong = self.run_tool(file.name)
            self.assertEqual(wrong.returncode, 1)
            self.assertIn("cannot use", wrong.stderr)


@unittest.skipUnless(os.path.exists(DATA), f"no {os.path.normpath(DATA)}: the published figures are not checked")
class PublishedFigures(unittest.TestCase):
    PUBLISHED = {"Month-to-month": (.703, .586, .397, .129), "One year": (.991, .978, .917, .568),
                 "Two year": (1, 1, .996, .936)}
    CHURNED = {"Month-to-month": .4271, "One year": .1127, "Two year": .0283}

    @classmethod
    def setUpClass(cls):
        import csv
        with open(DATA, newline="", encoding="utf-8") as file:
            cls.report = tool.figures(list(csv.DictReader(file)))

    def test_heads_and_churn(self):
        self.assertEqual(sum(f["heads"] for f in self.report), 7043)
        self.assertAlmostEqual(sum(f["churned"] for f in self.report) / 7043, .26537, places=5)
        for f in self.report:
            self.assertAlmostEqual(f["churned"] / f["heads"], self.CHURNED[f["contract"]], places=4)

    def test_survival(self):
        for f in self.report:
            for row, published in zip(f["survival"], self.PUBLISHED[f["contract"]]):
                self.assertAlmostEqual(row["survival"], published, delta=.0005)

    def scenario(self, name):
        path = os.path.join(ROOT, "scenarios", "telecom", name)
        with open(path, encoding="utf-8") as file:
            return " ".join(file.read().split())

    def test_the_scenario_says_what_the_tool_says(self):
        import csv
        with open(DATA, newline="", encoding="utf-8") as file:
            report = tool.figures(list(csv.DictReader(file)), frailty_cv=0.5)
        whole, survival = self.scenario("telecom.toml"), self.scenario("survival.toml")
        for f in report:
            rate = f["rate_per_month"]
            self.assertIn(f'customers = {f["heads"] * 10} ', whole)
            self.assertIn(f'revenue = "{f["price_per_month"]:.2f} per month"', whole)
            self.assertIn(f'rate = "{rate:.6g} per month"', survival)
            steps = ", ".join(f'{{ from = "{h["from"]} months", times = {h["per_month"] / rate:.5g} }}' for h in f["hazard"])
            self.assertIn(steps, whole)
            self.assertIn(steps, survival)
            still_there = ", ".join(f'"{q:g} months"' for q in f["tenure_of_those_still_there"])
            self.assertIn(f"quantiles = [{still_there}]", whole)


if __name__ == "__main__":
    unittest.main()
