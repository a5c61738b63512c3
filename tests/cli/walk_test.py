"""Stories of customers: what `walk` says, in every format, and what it refuses."""

import json
import re
import unittest
import xml.etree.ElementTree as ElementTree

from program import BUSY_SHOP, FAILURE, INVALID, SHOP, USAGE, Case, silowalk

try:
    import h5py
except ImportError:
    h5py = None

NASTY = "\\\"O'Neil\\\" <b>& \U0001F600"


class Walked(Case):
    def setUp(self):
        super().setUp()
        self.out = self.folder / "o.h5"

    def run_shop(self, *texts):
        files = [self.write(f"shop{i}.toml", text) for i, text in enumerate(texts)]
        self.run_ok("run", *files, "-o", self.out, "--replications", 3, "-q")

    def test_a_named_customer_in_every_format(self):
        for shop in (SHOP, BUSY_SHOP):
            self.run_shop(shop)
            said = json.loads(self.run_ok("walk", self.out, "--customer", "regular:7", "--replication", 2, "--json").stdout)["walks"][0]
            self.assertEqual((said["customer"], said["replication"]), ("regular:7", 2))
            self.assertTrue(said["visits"])
            if said["ending"]["lost"]:
                self.assertAlmostEqual(sum(said["ending"]["attributed"].values()), 1, places=12)
            text = self.run_ok("walk", self.out, "--customer", "regular:7", "--replication", 2).stdout
            self.assertLessEqual(max(map(len, text.splitlines())), 100)
            self.assertNotIn("\033", text)
            self.assertIn("How common such a story is", text)
            self.assertEqual(text, self.run_ok("walk", self.out, "--customer", "regular:7", "--replication", 2).stdout)
            self.assertTrue(self.run_ok("walk", self.out, "--customer", "regular:7", "--format", "markdown").stdout.startswith("# Customer regular:7"))
            page = self.run_ok("walk", self.out, "--customer", "regular:7", "--format", "html").stdout
            ElementTree.fromstring(page.replace("<!DOCTYPE html>", ""))
            self.assertFalse(re.search(r"<script|(?:src|href)\s*=|@import|url\(", page))
            self.out.unlink()

    def test_waits_have_the_clock_of_the_scenario(self):
        # One agent, who is busy all day: customers are left in the queue overnight.
        shop = self.write("shop.toml", BUSY_SHOP.replace("agents = 2", "agents = 1").replace('"20 min"', '"2 days"').replace('"15 min"', '"45 min"'))
        for arguments in (["--set", "name=Open"], ["--set", "name=Clock", "--set", "tolerance_by=clock", "--add"]):
            result = self.run_ok("run", shop, "-o", self.out, "--replications", 3, "-q", *arguments)
            # Two days of patience are 48 open hours, or two days.
            self.assertEqual("working days" in result.stderr, "name=Open" in arguments, result.stderr)
        waits, visits = {}, {}
        for name, note in (("Open", "Waits count open hours"), ("Clock", "Waits count all hours")):
            show = ["show", self.out, "--scenario", name, "--measure", "touchpoint.counter.wait_mean"]
            self.assertIn(note, self.run_ok(*show).stdout)
            waits[name] = json.loads(self.run_ok(*show, "--json").stdout)["scenarios"][name]["touchpoint.counter.wait_mean"]["mean"]
            walk = ["walk", self.out, "--scenario", name, "--pick", "longest-wait"]
            self.assertIn(note, self.run_ok(*walk).stdout)
            visits[name] = json.loads(self.run_ok(*walk, "--json").stdout)["walks"][0]["visits"]
        self.assertGreater(waits["Clock"], waits["Open"])
        self.assertTrue(all(each["wait"] == each["open_wait"] <= each["clock_wait"] + 1e-9 for each in visits["Open"]))
        self.assertTrue(all(each["wait"] - each["clock_wait"] < 1e-9 and each["open_wait"] <= each["wait"] + 1e-9 for each in visits["Clock"]))
        self.assertTrue(any(each["wait"] - each["open_wait"] > 0.5 for each in visits["Clock"]))
        compared = self.run_ok("compare", self.out, "--measure", "touchpoint.counter.wait_mean").stdout
        self.assertIn("the two do not compare", " ".join(compared.split()))
        twins = json.loads(self.run_ok("twins", self.out, "Open", "Clock", "--json").stdout)
        self.assertNotIn("untraced", [each["cause"] for each in twins["causes"]])

    def test_every_pick(self):
        self.run_shop(BUSY_SHOP, BUSY_SHOP.replace("Corner shop", "Nicer").replace("success = 0.9", "success = 0.97"))
        for pick in ("typical", "churned", "longest-wait", "most-valuable-lost", "random"):
            said = json.loads(self.run_ok("walk", self.out, "--scenario", "Nicer", "--pick", pick, "-n", 2, "--json").stdout)["walks"]
            self.assertEqual(len(said), 2, pick)
            for walk in said:
                self.assertTrue(all(0 <= each["low"] <= each["like"] / each["of"] <= each["high"] <= 1 for each in walk["common"]))
        # lost there and not here
        picked = json.loads(self.run_ok("walk", self.out, "--scenario", "Nicer", "--pick", "lost-only-in", "Corner shop", "--json").stdout)["walks"][0]
        self.assertFalse(picked["ending"]["lost"])
        other = json.loads(self.run_ok("walk", self.out, "--scenario", "Corner shop", "--customer", picked["customer"], "--json").stdout)["walks"][0]
        self.assertTrue(other["ending"]["lost"])
        # no handoff in this company
        self.assertIn("No customer of this replication matches", self.run_ok("walk", self.out, "--scenario", "Nicer", "--pick", "lost-at-handoff").stdout)

    def test_twins(self):
        self.run_shop(BUSY_SHOP, BUSY_SHOP.replace("Corner shop", "Nicer").replace("success = 0.9", "success = 0.97"))
        pair = ("twins", self.out, "Corner shop", "Nicer")
        twin = json.loads(self.run_ok(*pair, "--pick", "lost-only-in-A", "--json").stdout)["twins"][0]
        self.assertTrue(twin["a"]["ending"]["lost"])
        self.assertFalse(twin["b"]["ending"]["lost"])
        self.assertLessEqual(twin["a"]["ending"]["time"], (twin["b"]["ending"]["time"] - 30))
        self.assertIn(twin["first_difference"]["aspect"], ("beginning", "context", "wait", "served", "outcome", "handling", "trust", "survey", "onward"))
        twin = json.loads(self.run_ok(*pair, "--pick", "lost-only-in-B", "--json").stdout)["twins"]
        self.assertTrue(all(each["b"]["ending"]["lost"] and not each["a"]["ending"]["lost"] for each in twin))
        for form in ("text", "markdown", "html"):
            page = self.run_ok(*pair, "--customer", "regular:7", "--format", form).stdout
            self.assertIn("Side by side", page)
        ElementTree.fromstring(page.replace("<!DOCTYPE html>", ""))
        self.assertNotRegex(self.run_ok(*pair, "--over", 3).stdout, r"\(\s")
        counted = json.loads(self.run_ok(*pair, "--over", 3, "--json").stdout)
        self.assertEqual(counted["replications"], 3)
        self.assertEqual({each["cause"] for each in counted["causes"]} - {"direct", "spill-over"}, set())
        self.assertAlmostEqual(sum(each["lost"]["mean"] for each in counted["causes"]), counted["lost"]["mean"])
        shown = json.loads(self.run_ok("show", self.out, "--measure", "lost", "--json").stdout)["scenarios"]
        self.assertAlmostEqual(shown["Nicer"]["lost"]["mean"] - shown["Corner shop"]["lost"]["mean"], counted["lost"]["mean"])
        self.assertLessEqual(max(map(len, self.run_ok(*pair, "--over", 2).stdout.splitlines())), 100)
        same = self.run_ok("twins", self.out, "Nicer", "Nicer", "--customer", "regular:7").stdout
        self.assertIn("stories do not differ", same)
        self.assertExit(silowalk(*pair, "--pick", "lost-only-in"), USAGE)
        self.assertExit(silowalk(*pair, "--pick", "lost-only-in-C"), USAGE)
        self.assertExit(silowalk("twins", self.out, "Corner shop"), USAGE)
        self.assertExit(silowalk("twins", self.out, "Corner shop", "Nicest"), INVALID)

    def test_mistakes(self):
        self.run_shop(SHOP, SHOP.replace("Corner shop", "Other"))
        walk = lambda *rest: silowalk("walk", self.out, *rest)
        self.assertIn("Other", self.assertExit(walk(), USAGE).stderr)
        self.assertExit(walk("--scenario", "Othr"), INVALID)
        named = ("--scenario", "Other")
        self.assertIn("did you mean 'regular:1'", self.assertExit(walk(*named, "--customer", "regulars:1"), INVALID).stderr)
        self.assertIn("300 customers", self.assertExit(walk(*named, "--customer", "regular:300"), INVALID).stderr)
        self.assertExit(walk(*named, "--customer", "regular:new-99999"), INVALID)
        self.assertIn("3 of 'Other'", self.assertExit(walk(*named, "--replication", 3), INVALID).stderr)
        self.assertIn("did you mean 'churned'", self.assertExit(walk(*named, "--pick", "churn"), USAGE).stderr)
        self.assertExit(walk(*named, "--pick", "lost-only-in"), USAGE)
        self.assertExit(walk(*named, "Corner shop"), USAGE)
        self.assertExit(walk(*named, "--format", "pdf"), USAGE)
        self.assertExit(walk(*named, "--replication", "-1"), USAGE)
        self.assertExit(silowalk("walk", self.folder / "none.h5"), FAILURE)

    @unittest.skipIf(h5py is None, "h5py is not installed")
    def test_files_that_do_not_replay_are_refused(self):
        self.run_shop(BUSY_SHOP)
        with h5py.File(self.out, "r+") as file:
            group = next(each for each in file.values() if isinstance(each, h5py.Group))
            name = next(each for each in group if each.startswith("touchpoint_") and group[each].ndim == 3)
            group[name][0, 0, 0] += 1
        said = self.assertExit(silowalk("walk", self.out, "--customer", "regular:1"), FAILURE).stderr
        self.assertIn("the numbers do not match their digest", said)

    @unittest.skipIf(h5py is None, "h5py is not installed")
    def test_edited_scenarios_and_other_versions_are_refused(self):
        self.run_shop(SHOP)
        with h5py.File(self.out, "r+") as file:
            group = next(each for each in file.values() if isinstance(each, h5py.Group))
            text = group["scenario_text"]
            text[0] = b"\n"
        self.assertIn("does not match its digest", self.assertExit(silowalk("walk", self.out), FAILURE).stderr)
        self.out.unlink()
        self.run_shop(SHOP)
        with h5py.File(self.out, "r+") as file:
            name = next(each for each in file.attrs if "version" in each and isinstance(file.attrs[each], (str, bytes)))
            file.attrs.create(name, b"0.0.1", dtype="S5")
        self.assertIn("does not match its seal", self.assertExit(silowalk("walk", self.out), FAILURE).stderr)

    def test_texts_with_quotes_brackets_and_escape_sequences(self):
        text = SHOP.replace('name = "Corner shop"', f'name = "{NASTY}"')
        text = text.replace("[touchpoint.counter]", f'[touchpoint.counter]\ntitle = "{NASTY}"').replace("[segment.regular]", '[segment.regular]\ntitle = "<i>[31m"')
        self.run_shop(text)
        page = self.run_ok("walk", self.out, "--customer", "regular:3", "--format", "html").stdout
        self.assertNotIn("<b>", page)
        self.assertNotIn("<i>", page)
        tree = ElementTree.fromstring(page.replace("<!DOCTYPE html>", ""))
        self.assertIn("\"O'Neil\" <b>& \U0001F600", "".join(tree.itertext()))
        self.assertNotIn("\033", self.run_ok("walk", self.out, "--customer", "regular:3").stdout)
        self.assertNotIn("<b>", self.run_ok("walk", self.out, "--customer", "regular:3", "--format", "markdown").stdout)
        json.loads(self.run_ok("walk", self.out, "--customer", "regular:3", "--json").stdout)


if __name__ == "__main__":
    unittest.main()
