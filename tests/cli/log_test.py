"""Event logs: valid XES, RFC 4180 CSV, the same events in both, and none lost against the results."""

import csv
import json
import shutil
import subprocess
import unittest
import xml.etree.ElementTree as ElementTree

from program import BUSY_SHOP, FAILURE, INVALID, ROOT, SHOP, USAGE, Case, silowalk

XES = "{http://www.xes-standard.org/}"


def traces(path):
    """[(trace attributes, [event attributes])]"""
    log = ElementTree.parse(path).getroot()
    values = lambda element: {each.get("key"): each.get("value") for each in element if each.tag != XES + "event"}
    return [(values(trace), [values(event) for event in trace.findall(XES + "event")]) for trace in log.findall(XES + "trace")]


def rows(path):
    with open(path, newline="", encoding="utf-8") as file:
        return list(csv.DictReader(file))


class Logged(Case):
    def setUp(self):
        super().setUp()
        self.out = self.folder / "o.h5"

    def log(self, name, *rest):
        path = self.folder / name
        self.run_ok("log", self.out, "-o", path, "--force", *rest)
        return path

    def run_shop(self, text):
        self.run_ok("run", self.write("shop.toml", text), "-o", self.out, "--replications", 2, "-q", "--force")

    def test_xes_and_csv_say_the_same_and_nothing_is_lost(self):
        for shop in (SHOP, BUSY_SHOP):
            self.run_shop(shop)
            from_xes = []
            for trace, events in traces(self.log("o.xes", "--replication", 1)):
                self.assertTrue(events)
                for event in events:
                    self.assertEqual(event["lifecycle:transition"], "complete")
                    from_xes.append({
                        "case": trace["concept:name"], "segment": trace["segment"], "activity": event["concept:name"],
                        "silo": event["org:group"], "arrived": event["arrived"], "completed": event["time:timestamp"],
                        "outcome": event["outcome"], "wait_minutes": event["wait_minutes"], "cost": event["cost"],
                        "revenue": event["revenue"], "survey_score": event.get("survey_score", ""),
                        "end": trace["end"], "ended": trace.get("ended", ""),
                    })
            from_csv = rows(self.log("o.csv", "--replication", 1))
            self.assertIn("(still there)", {each["end"] for each in from_csv})
            self.assertLess(1, len({each["end"] for each in from_csv}))
            self.assertEqual(from_xes, from_csv)
            self.assertEqual(len({each["case"] for each in from_csv}), len([1 for a, b in zip([None] + from_csv, from_csv) if a is None or a["case"] != b["case"]]))
            both = sum(len(rows(self.log(f"{r}.csv", "--replication", r))) for r in (0, 1))
            shown = json.loads(self.run_ok("show", self.out, "--measure", "touchpoint.counter.visits", "--json").stdout)
            self.assertAlmostEqual(shown["scenarios"]["Corner shop"]["touchpoint.counter.visits"]["mean"], both / 2)

    def test_slices_are_parts_of_the_whole(self):
        self.run_shop(BUSY_SHOP)
        key = lambda row: (row["case"], row["arrived"])
        whole = rows(self.log("whole.csv"))
        parts = rows(self.log("a.csv", "--to", 5)) + rows(self.log("b.csv", "--from", 5))
        self.assertEqual(sorted(map(key, parts)), sorted(map(key, whole)))
        self.assertEqual(rows(self.log("regular.csv", "--segment", "regular")), whole)

    @unittest.skipIf(shutil.which("xmllint") is None, "xmllint is not installed")
    def test_is_valid_to_the_schema(self):
        self.run_shop(BUSY_SHOP.replace('"Corner shop"', '"Corner <shop> & \\"co\\""'))
        path = self.log("o.xes")
        result = subprocess.run(["xmllint", "--noout", "--schema", str(ROOT / "tests/data/xes/xes.xsd"), str(path)], capture_output=True, text=True, check=False)
        self.assertEqual(result.returncode, 0, result.stderr[-2000:])

    def test_mistakes(self):
        self.run_shop(SHOP)
        self.assertTrue(self.run_ok("log", self.out).stdout.startswith("<?xml "))
        self.assertExit(silowalk("log", self.out, "-o", self.folder / "o.txt"), USAGE)
        self.assertExit(silowalk("log", self.out, "--format", "xls"), USAGE)
        self.assertExit(silowalk("log", self.out, "--format", "csv", "--from", 3, "--to", 3), USAGE)
        self.assertExit(silowalk("log", self.out, "--format", "csv", "--segment", "regulars"), INVALID)
        self.assertExit(silowalk("log", self.out, "--format", "csv", "--replication", 2), INVALID)
        taken = self.write("taken.csv", "mine")
        self.assertExit(silowalk("log", self.out, "-o", taken), FAILURE)
        self.assertEqual(taken.read_text(), "mine")
        self.assertExit(silowalk("log", self.out, "-o", self.folder / "no/such/folder.csv"), FAILURE)
        self.assertTrue(self.run_ok("log", self.out, "--format", "csv").stdout.startswith("case,segment,"))


if __name__ == "__main__":
    unittest.main()
