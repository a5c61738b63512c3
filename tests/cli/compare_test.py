"""Scenarios compared, goals answered: what a user sees of it."""

import json
import unittest

from program import FAILURE, INVALID, ROOT, SHOP, USAGE, Case, silowalk, verbs

GOALS = """
[goal.keep]
target = { output = "lost", below = 1000000 }

[goal.keep_regulars]
parent = "keep"
target = { output = "segment.regular.lost", below = 0.5 }

[guardrail.no_loss]
output = "churn_rate"
below  = 0.000001

[guardrail.thrift]
spend = "1000 per year"

[guardrail.quality]
parameter = "touchpoint.counter.success"
least     = 0.7
"""

# The shop with known inputs, but for its counter.
SOURCED = SHOP
for TABLE in ("[segment.regular]\n", "[silo.sales]\n"):
    SOURCED = SOURCED.replace(TABLE, TABLE + 'source = "till"\n')


class Compare(Case):
    @classmethod
    def setUpClass(cls):
        case = Case()
        case.setUp()
        cls.addClassCleanup(case.doCleanups)
        cls.base = case.folder
        scenarios = {
            "as_is": SHOP + GOALS,
            "twin": SHOP.replace("Corner shop", "Corner shop, its twin"),
            "better": SHOP.replace("Corner shop", "Corner shop, friendlier").replace("success = 0.9\n", "success = 0.97\n"),
        }
        paths = {name: case.write(f"{name}.toml", text) for name, text in scenarios.items()}
        cls.paths = paths
        cls.twins = case.folder / "twins.h5"
        cls.three = case.folder / "three.h5"
        case.run_ok("run", paths["as_is"], paths["twin"], "-o", cls.twins, "--replications", 8)
        case.run_ok("run", paths["as_is"], paths["twin"], paths["better"], "-o", cls.three, "--replications", 32)

    def compare(self, file, *arguments):
        return json.loads(self.run_ok("compare", file, "--json", *arguments).stdout)

    def test_identical_scenarios_differ_by_exactly_zero_and_nobody_wins(self):
        found = self.compare(self.twins)
        self.assertEqual(found["baseline"], "Corner shop")
        for name, output in found["outputs"].items():
            with self.subTest(output=name):
                self.assertIsNone(output["winner"])
                twin = output["differences"]["Corner shop, its twin"]
                self.assertEqual([twin["difference"][key] for key in ("mean", "low", "high")], [0, 0, 0])
                self.assertEqual(twin["finding"], "identical")
                self.assertEqual(set(output["probability_best"].values()), {0.5})
        self.assertEqual(found["side_effects"], [])
        said = self.run_ok("compare", self.twins).stdout
        self.assertIn("the scenarios do not differ at all", said)

    def test_a_clear_winner_is_named_unless_somebody_is_as_good(self):
        found = self.compare(self.three, "--measure", "churn_rate", "--measure", "revenue")
        self.assertEqual(found["decides"], "churn_rate")
        self.assertEqual(found["outputs"]["churn_rate"]["winner"], "Corner shop, friendlier")
        difference = found["outputs"]["churn_rate"]["differences"]["Corner shop, friendlier"]
        self.assertEqual(difference["finding"], "lower")
        self.assertLess(difference["difference"]["high"], 0)
        self.assertLess(difference["percent"]["high"], 0)
        self.assertEqual(difference["lower_in"]["of"], 32)
        self.assertEqual(found["scrutiny"]["outputs"]["comparisons"], 4)
        self.assertAlmostEqual(found["scrutiny"]["outputs"]["level_of_each"], 1 - 0.05 / 4)
        self.assertAlmostEqual(sum(found["outputs"]["churn_rate"]["probability_best"].values()), 1)
        said = self.run_ok("compare", self.three, "--measure", "churn_rate").stdout
        self.assertIn("C wins", said)

    def test_two_files_of_one_seed_are_paired(self):
        alone = self.folder / "better.h5"
        self.run_ok("run", self.paths["better"], "-o", alone, "--replications", 32)
        both = self.compare(self.twins, alone, "--measure", "churn_rate")
        self.assertEqual(both["scenarios"], ["Corner shop", "Corner shop, its twin", "Corner shop, friendlier"])
        self.assertEqual((both["independent"], both["replications"]), ([], 8))
        eight = self.folder / "eight.h5"
        self.run_ok("run", *self.paths.values(), "-o", eight, "--replications", 8)
        one = self.compare(eight, "--measure", "churn_rate")
        for part in ("outputs", "side_effects", "dashboards", "scrutiny"):
            self.assertEqual(both[part], one[part], part)

    def test_two_files_of_two_seeds_are_independent(self):
        other = self.folder / "other.h5"
        self.run_ok("run", self.paths["as_is"], "-o", other, "--replications", 32, "--seed", 9)
        found = self.compare(self.three, other)
        name = "Corner shop (other.h5)"
        self.assertEqual((found["scenarios"][-1], found["independent"]), (name, [name]))
        churn = found["outputs"]["churn_rate"]["differences"]
        wide, narrow = (churn[each]["difference"]["high"] - churn[each]["difference"]["low"] for each in (name, "Corner shop, friendlier"))
        self.assertGreater(wide, narrow)
        self.assertEqual(churn[name]["finding"], "undecided")
        said = self.run_ok("compare", self.three, other).stdout
        self.assertIn("4 scenarios compared: 32 replications each, months 0 to 12", said)
        self.assertIn("D has another seed than the baseline", said)
        self.assertIn("D: Corner shop (other.h5)", said)
        self.assertIn("A, B, C have another seed", " ".join(self.run_ok("compare", self.three, other, "--baseline", "D", "--objective", "-lost").stdout.split()))
        self.assertExit(silowalk("compare", self.three, other, "--invented", 2), USAGE)
        self.assertExit(silowalk("compare", self.three, self.folder / "none.h5"), FAILURE)

    def test_a_scenario_can_be_given_by_its_letter(self):
        by_letter = self.compare(self.three, "--baseline", "B")
        self.assertEqual(by_letter["baseline"], "Corner shop, its twin")
        self.assertEqual(by_letter, self.compare(self.three, "--baseline", "Corner shop, its twin"))
        shown = json.loads(self.run_ok("show", self.three, "--scenario", "C", "--json").stdout)["scenarios"]
        self.assertEqual(list(shown), ["Corner shop, friendlier"])
        for verb in (["twins", self.three, "A", "C", "--over", 1], ["walk", self.three, "A", "--scenario", "C", "--pick", "lost-only-in"]):
            names = [{"A": "Corner shop", "C": "Corner shop, friendlier"}.get(word, word) for word in verb]
            self.assertEqual(self.run_ok(*verb).stdout, self.run_ok(*names).stdout)
        # The name of a scenario comes before the letter of another.
        named = self.folder / "named.h5"
        self.run_ok("run", self.paths["as_is"], self.write("a.toml", SHOP.replace("Corner shop", "A")), "-o", named, "--replications", 2)
        self.assertEqual(list(json.loads(self.run_ok("show", named, "--scenario", "A", "--json").stdout)["scenarios"]), ["A"])

    def test_an_unknown_scenario_is_answered_with_all_and_a_guess(self):
        for word, guess in (("D", ""), ("b", ""), ("Corner shop, f", "Corner shop, friendlier"), ("Corner shop, its twn", "Corner shop, its twin")):
            said = self.assertExit(silowalk("compare", self.three, "--baseline", word), INVALID).stderr
            self.assertIn("it has A: Corner shop; B: Corner shop, its twin; C: Corner shop, friendlier", said)
            self.assertEqual(f"did you mean '{guess}'?" in said, bool(guess), said)
        self.assertIn("\n  B: Corner shop, its twin", self.assertExit(silowalk("walk", self.three), USAGE).stderr)

    def test_no_winner_below_what_matters(self):
        found = self.compare(self.three, "--measure", "churn_rate", "--smallest-that-matters", "90 %")
        self.assertIsNone(found["outputs"]["churn_rate"]["winner"])
        self.assertEqual(found["outputs"]["churn_rate"]["differences"]["Corner shop, friendlier"]["finding"], "negligible")
        self.assertIn("no scenario wins: no difference matters", self.run_ok("compare", self.three, "--smallest-that-matters", "1e12").stdout)

    def test_looking_again_has_a_price(self):
        once = self.compare(self.three)["scrutiny"]["outputs"]
        again = self.compare(self.three, "--first-look", 16)["scrutiny"]["outputs"]
        self.assertEqual((once["look"], again["look"]), (1, 2))
        self.assertGreater(again["level_of_each"], once["level_of_each"])
        stopped = self.folder / "stopped.h5"
        self.run_ok("run", self.paths["as_is"], self.paths["better"], "-o", stopped, "--precision", "2%", "--measure", "revenue")
        known = self.compare(stopped)
        self.assertEqual(known["scrutiny"]["outputs"]["first_look"], 16)  # a run by --precision says when it looked
        self.assertGreaterEqual(known["replications"], 16)

    def test_what_is_not_decided_says_how_many_more_would_decide(self):
        slightly = SHOP.replace("Corner shop", "Slightly better").replace("success = 0.9\n", "success = 0.9001\n")
        output = self.folder / "close.h5"
        self.run_ok("run", self.paths["as_is"], self.write("slightly.toml", slightly), "-o", output, "--replications", 8)
        found = self.compare(output, "--measure", "churn_rate")["outputs"]["churn_rate"]
        difference = found["differences"]["Slightly better"]
        self.assertEqual(difference["finding"], "undecided")
        self.assertLessEqual(difference["difference"]["low"], 0)
        self.assertGreaterEqual(difference["difference"]["high"], 0)
        self.assertIsNone(found["winner"])
        said = self.run_ok("compare", output, "--measure", "churn_rate").stdout
        self.assertIn("no scenario wins yet", said)
        self.assertIn("which contains zero", said)
        needed = difference["replications_to_decide"]
        self.assertGreater(needed, 8)
        self.assertIn(f"run with --replications {needed} ({needed - 8} more)", " ".join(said.split()))

    def test_windows_and_kinds(self):
        halves = [self.compare(self.three, "--measure", "revenue", "--from", a, "--to", b) for a, b in ((0, 6), (6, 12))]
        whole = self.compare(self.three, "--measure", "revenue")
        mean = lambda found: found["outputs"]["revenue"]["differences"]["Corner shop, friendlier"]["difference"]["mean"]
        self.assertAlmostEqual(mean(halves[0]) + mean(halves[1]), mean(whole), places=6)
        for by, name in (("segment", "segment.regular.lost"), ("silo", "silo.sales.survey_mean"), ("touchpoint", "touchpoint.counter.visits")):
            self.assertIn(name, self.compare(self.three, "--by", by)["outputs"])

    def test_the_asset_statement_balances(self):
        for statement in self.compare(self.three)["asset_statements"].values():
            self.assertTrue(statement["balances"])
            self.assertGreater(statement["rows_checked"], 0)
            for row in statement["rows"]:
                for part, revaluation in (("heads", 0), ("value", row["value"]["revaluation"]["mean"])):
                    mean = {line: each["mean"] for line, each in row[part].items()}
                    close = mean["open"] + mean["joined"] - mean["lost"] - mean["ended"] + revaluation
                    self.assertAlmostEqual(close, mean["close"], places=5)

    def test_goals_and_guardrails(self):
        shown = json.loads(self.run_ok("show", self.three, "--goals", "--json").stdout)["scenarios"]
        answered = shown["Corner shop"]
        keep, regulars = answered["goals"]
        self.assertEqual((keep["name"], keep["met"]["times"], keep["met"]["of"]), ("keep", 32, 32))
        self.assertEqual((regulars["parent"], regulars["met"]["times"]), ("keep", 0))
        self.assertAlmostEqual(regulars["met"]["high"], 1.959963984540054**2 / (32 + 1.959963984540054**2))  # Wilson at none
        self.assertEqual(answered["guardrails"][0]["breached"]["times"], 32)
        thrift, quality = answered["guardrails_on_decisions"]
        self.assertAlmostEqual(thrift["spend_per_day"] * 365.25, 1000)
        self.assertEqual((quality["parameter"], quality["least"], quality["most"]), ("touchpoint.counter.success", 0.7, None))
        said = self.run_ok("show", self.three, "--goals").stdout
        self.assertRegex(said, r"thrift +spend of the company: at most [A-Z]+ 1000 a year, cycle by cycle +none can")
        self.assertRegex(said, r"quality +touchpoint.counter.success: at least 0.7 \(base unit\) +none can")
        self.assertEqual(answered["sums"][0]["finding"], "adds up")  # the only segment; 0.5 is far below a million
        self.assertEqual(shown["Corner shop, its twin"]["goals"], [])
        self.assertEqual(self.compare(self.three)["goals"]["Corner shop"], answered)
        self.assertIn("keep_regulars", self.run_ok("show", self.three, "--goals").stdout)
        self.assertExit(silowalk("show", self.three, "--goals", "--by", "silo"), USAGE)

    def test_goals_alone_change_nothing(self):
        without = self.write("without.toml", SHOP)
        self.run_ok("run", without, "-o", self.folder / "o.h5", "--replications", 32)
        plain = json.loads(self.run_ok("show", self.folder / "o.h5", "--json").stdout)["scenarios"]["Corner shop"]
        self.assertEqual(plain, json.loads(self.run_ok("show", self.three, "--json").stdout)["scenarios"]["Corner shop"])

    def test_one_page_for_whoever_decides(self):
        page = self.run_ok("compare", self.three, "--one-page").stdout
        whole = self.run_ok("compare", self.three).stdout
        self.assertLess(len(page.splitlines()), 60)
        self.assertLess(len(page), len(whole))
        verdict = next(line for line in whole.splitlines() if line.startswith("value_at_close (more is better)"))
        self.assertIn(verdict, page)
        self.assertIn("keep_regulars", page)

    def test_the_same_runs_under_another_objective(self):
        found = self.compare(self.three, "--objective", "margin - 1..100*lost", "--objective", "cost")
        usual, ours, thrift = found["objectives"]
        self.assertEqual(usual["objective"], "value_at_close")
        self.assertEqual(ours["corners"], 2)
        self.assertEqual(ours["winner_throughout"], "Corner shop, friendlier")
        self.assertEqual(ours["corners_won"]["Corner shop, friendlier"], 2)
        plain = self.compare(self.three, "--measure", "margin")["outputs"]["margin"]["differences"]
        both = ours["differences"]["Corner shop, friendlier"]
        self.assertAlmostEqual(both["terms"][0]["mean"], plain["Corner shop, friendlier"]["difference"]["mean"])
        self.assertAlmostEqual(both["difference"]["mean"], sum(term["mean"] for term in both["terms"]))
        self.assertIsNone(thrift["winner"])  # nobody spends anything
        self.assertIn("for all weights", self.run_ok("compare", self.three, "--objective", "-1..2*lost").stdout)
        refused = self.assertExit(silowalk("compare", self.three, "--objective", "margin - 5*loss"), INVALID)
        self.assertIn("--objective:1:12", refused.stderr)
        self.assertIn("did you mean 'lost'", refused.stderr)
        self.assertExit(silowalk("compare", self.three, "--objective", "lost", "--by", "silo"), USAGE)

    def test_objectives_are_kept_in_a_file(self):
        path = self.write("objectives.toml", """\
[objective.board]
title  = "What the board weighs"
source = "board meeting, March"
sum    = "margin - 500..2000*lost"

[objective.care]
source = "care's scorecard"
sum    = "-lost"
""")
        found = self.compare(self.three, "--objective", path)["objectives"]
        self.assertEqual([each["name"] for each in found], [None, "What the board weighs", "care"])
        self.assertEqual([each["source"] for each in found], [None, "board meeting, March", "care's scorecard"])
        same = self.compare(self.three, "--objective", "margin - 500..2000*lost", "--objective=-lost")["objectives"]
        for one, other in zip(found, same, strict=True):
            self.assertEqual({**one, "name": None, "source": None}, other)
        said = self.run_ok("compare", self.three, "--objective", path).stdout
        self.assertIn("What the board weighs\n", said)
        self.assertIn("margin - 500..2000*lost (source: board meeting, March)", said)

    def test_mistakes_in_a_file_of_objectives_have_their_places(self):
        path = self.write("objectives.toml", """\
[objective.board]
sorce = "board meeting"
sum   = "margin - 500.."

[objective.care]
source = "care"
sum    = 7

[objectiv]
""")
        said = self.assertExit(silowalk("compare", self.three, "--objective", path), INVALID).stderr
        for words in (":1:", "[objective.board] has no source", ":2:1: error: unknown key 'sorce'", "did you mean 'source'?",
                      "an objective has: title, source, sum",
                      ":7:10: error: sum of [objective.care] must be a text", "unknown key 'objectiv'"):  # fmt: skip
            self.assertIn(words, said)
        for text, place, words in (
            ("margin - 500..", ":3:25:", "a range has no end"),
            ("margin - lsot", ":3:20:", "lost"),
        ):
            self.write("objectives.toml", f'[objective.board]\nsource = "board"\nsum    = "{text}"\n')
            said = self.assertExit(silowalk("compare", self.three, "--objective", path), INVALID).stderr
            self.assertIn(f"{path}{place} error: ", said)
            self.assertIn(words, said)
        self.write("objectives.toml", "")
        self.assertIn("there is no objective", self.assertExit(silowalk("compare", self.three, "--objective", path), INVALID).stderr)
        self.assertExit(silowalk("compare", self.three, "--objective", self.folder / "none.toml"), FAILURE)

    def test_what_is_invented_can_be_moved(self):
        known, measured = SOURCED.replace("[touchpoint.counter]\n", '[touchpoint.counter]\nsource = "till"\n'), self.folder / "known.h5"
        self.run_ok("run", self.write("known.toml", known), self.write("twin.toml", known.replace("shop", "shop, a twin")), "-o", measured, "--replications", 2)
        self.assertIn("no input is assumed", self.assertExit(silowalk("compare", measured, "--invented", 2), INVALID).stderr)
        self.assertExit(silowalk("compare", self.three, "--keep", self.folder / "kept.h5"), USAGE)
        self.assertEqual(self.compare(self.three, "--invented", 2)["invented"]["tables"], 3)  # no `source` at all
        marked = SOURCED.replace("[touchpoint.counter]\n", '[touchpoint.counter]\nsource = "invented: a guess"\n')
        better = marked.replace("Corner shop", "Friendlier").replace("success = 0.9\n", "success = 0.97\n")
        output = self.folder / "marked.h5"
        self.run_ok("run", self.write("marked.toml", marked), self.write("better.toml", better), "-o", output, "--replications", 6)
        plain = self.compare(output, "--measure", "churn_rate")
        self.assertIsNone(plain["invented"])
        found = self.compare(output, "--measure", "churn_rate", "--invented", 4)
        moves = found["invented"]["differences"]["Friendlier"]
        self.assertEqual((found["invented"]["tables"], found["invented"]["replications"]), (1, 4))
        means = {moves[way]["mean"] for way in ("as_they_are", "higher", "lower")}
        self.assertEqual(len(means), 3)
        kept = self.folder / "kept.h5"
        said = [self.run_ok("compare", output, "--invented", 4, "--keep", kept).stdout for _ in range(2)]
        self.assertEqual(said[0], said[1])
        self.assertIn("20 % higher", said[0])
        self.assertTrue(kept.exists())
        csv = self.run_ok("compare", output, "--measure", "churn_rate", "--invented", 4, "--format", "csv").stdout
        moved = next(line for line in csv.splitlines() if line.startswith("B - A,20 % higher,"))
        self.assertEqual(float(moved.split(",")[2]), moves["higher"]["mean"])

    def test_a_range_replaces_the_twenty_percent(self):
        known = SOURCED.replace("[touchpoint.counter]\n", '[touchpoint.counter]\nsource = "till"\nrange.success = [LOW, HIGH]\n')
        found = {}
        for name, low, high in ("narrow", 0.9, 0.9), ("wide", 0.7, 0.95):
            text = known.replace("LOW", str(low)).replace("HIGH", str(high))
            output, twin = self.folder / f"{name}.h5", text.replace("Corner shop", "Paid").replace("trust   = { gain", "revenue = 1\ntrust   = { gain")
            self.assertNotEqual(twin.replace("Paid", "Corner shop"), text)
            self.run_ok("run", self.write(f"{name}.toml", text), self.write(f"{name}_paid.toml", twin), "-o", output, "--replications", 4)
            found[name] = silowalk("compare", output, "--measure", "revenue", "--invented", 4, "--json")
        self.assertIn("no input is assumed", self.assertExit(found["narrow"], INVALID).stderr)
        moved = json.loads(self.assertExit(found["wide"], 0).stdout)["invented"]
        self.assertEqual((moved["tables"], moved["ranged_values"]), (1, 1))
        way = moved["differences"]["Paid"]
        self.assertLess(way["lower"]["mean"], way["as_they_are"]["mean"])
        self.assertLess(way["as_they_are"]["mean"], way["higher"]["mean"])
        shown = " ".join(self.run_ok("compare", self.folder / "wide.h5", "--invented", 2).stdout.split())
        self.assertIn("1 value is moved to the ends of its own `range`", shown)

    def test_which_invented_inputs_move_it_most(self):
        # The till's success differs between the two and decides; the storage silo is in neither's journey.
        self.assertExit(silowalk("compare", self.three, "--one-at-a-time"), USAGE)
        marked = SOURCED.replace("[touchpoint.counter]\n", '[touchpoint.counter]\nsource = "invented"\n')
        marked += '[silo.storage]\nsource = "invented"\nagents = 10\n'
        better = marked.replace("Corner shop", "Friendlier").replace("success = 0.9\n", "success = 0.97\n")
        output = self.folder / "alone.h5"
        self.run_ok("run", self.write("marked.toml", marked), self.write("better.toml", better), "-o", output, "--replications", 6)
        command = ["compare", output, "--measure", "churn_rate", "--invented", 4, "--one-at-a-time"]
        result = self.run_ok(*command)
        self.assertRegex(result.stderr, r"one at a time: 2 tables, 12 moved scenarios, 48 replications of about .*: .* or more on \d+ thread")
        self.assertRegex(result.stdout, r"Of 2 tables, those that move B - A most")
        found = json.loads(self.run_ok(*command, "--json").stdout)["invented"]["differences"]["Friendlier"]
        first, second = found["one_at_a_time"]
        self.assertEqual((first["table"], second["table"]), ("touchpoint.counter", "silo.storage"))
        self.assertTrue(first["clear_of_zero"])
        self.assertEqual([second[way][key] for way in ("higher", "lower") for key in ("mean", "low", "high")], [0] * 6)
        self.assertFalse(second["clear_of_zero"])
        moved = found["higher"]["mean"] - found["as_they_are"]["mean"]  # the storage moves nothing: all is the counter's
        self.assertAlmostEqual(first["higher"]["mean"], moved, places=12)

    def test_a_share_of_replications_has_a_score_interval(self):
        output = self.folder / "company.h5"
        self.run_ok("run", ROOT / "scenarios/example-company/company.toml", "-o", output, "--replications", 3, "--set", "horizon.months=13")
        name = "initiative.clear_first_bill.started_share"
        (shown,) = json.loads(self.run_ok("show", output, "--measure", name, "--json").stdout)["scenarios"].values()
        share = shown[name]
        p, n, z2 = share["mean"], 3, 1.959963984540054**2  # Wilson 1927
        self.assertIn(round(p * n, 9), (0, 1, 2, 3))
        width = 2 * (z2 * (p * (1 - p) / n + z2 / (4 * n * n))) ** 0.5 / (1 + z2 / n)
        self.assertAlmostEqual(share["high"] - share["low"], width)

    def test_the_same_twice_and_plain_in_a_pipe(self):
        once, again = (self.run_ok("compare", self.three) for _ in range(2))
        self.assertEqual(once.stdout, again.stdout)
        self.assertEqual(once.stderr, "")
        self.assertNotIn("\x1b", once.stdout)

    def test_every_format(self):
        found = self.compare(self.three)
        csv = self.run_ok("compare", self.three, "--format", "csv").stdout
        self.assertEqual(csv.splitlines()[0], "output,A,A low,A high,B,B low,B high,B - A,B - A low,B - A high,finding,doubt")
        rows = [line.split(",") for line in csv.splitlines() if line.startswith("churn_rate,")]
        friendlier = found["outputs"]["churn_rate"]["differences"]["Corner shop, friendlier"]["difference"]
        self.assertEqual([float(each) for each in rows[1][7:10]], [friendlier[key] for key in ("mean", "low", "high")])
        for arguments in ((), ("--one-page",), ("--objective", "margin - 1..2*lost")):
            for ending, start in (("txt", "3 scenarios"), ("md", "# 3 scenarios"), ("html", "<!DOCTYPE html>"), ("json", "{"), ("csv", "")):
                with self.subTest(arguments=arguments, ending=ending):
                    path = self.folder / f"{len(arguments)}.{ending}"
                    self.assertEqual(self.run_ok("compare", self.three, *arguments, "-o", path).stdout, "")
                    text = path.read_text()
                    self.assertTrue(text.startswith(start), text[:100])
                    shown = self.run_ok("compare", self.three, *arguments, "--format", "text" if ending == "txt" else ending).stdout
                    self.assertEqual(text, shown)
        page = self.run_ok("compare", self.three).stdout
        self.assertLessEqual(max(map(len, page.splitlines())), 100)
        self.assertExit(silowalk("compare", self.three, "-o", self.folder / "x.svg"), USAGE)
        self.assertIn("--keep", self.assertExit(silowalk("compare", self.three, "--output", "x.h5"), USAGE).stderr)
        for measure in ("churn_rate", "silo.sales.load"):  # as earlier versions named it
            now = self.run_ok("compare", self.three, "--measure", measure).stdout
            self.assertEqual(now, self.run_ok("compare", self.three, "--output", measure).stdout)
        self.assertExit(silowalk("compare", self.three, "--json", "--format", "md"), USAGE)
        self.assertExit(silowalk("compare", self.three, "-o", self.folder / "0.md"), FAILURE)  # there already
        self.run_ok("compare", self.three, "-o", self.folder / "0.md", "--force")

    def test_one_replication_names_nobody(self):
        output = self.folder / "one.h5"
        self.run_ok("run", self.paths["as_is"], self.paths["better"], "-o", output, "--replications", 1)
        found = self.compare(output)
        self.assertEqual({each["winner"] for each in found["outputs"].values()}, {None})
        self.assertIsNone(found["outputs"]["revenue"]["differences"]["Corner shop, friendlier"]["difference"]["low"])
        self.assertIn("run more", self.run_ok("compare", output).stdout)

    def test_what_cannot_be_compared(self):
        alone = self.folder / "alone.h5"
        self.run_ok("run", self.paths["twin"], "-o", alone, "--replications", 2)
        self.assertIn("only one scenario", self.assertExit(silowalk("compare", alone), INVALID).stderr)
        result = self.assertExit(silowalk("compare", self.three, "--baseline", "Corner shp"), INVALID)
        self.assertIn("did you mean 'Corner shop'", result.stderr)
        result = self.assertExit(silowalk("compare", self.three, "--measure", "churn_rte"), INVALID)
        self.assertIn("churn_rate", result.stderr)
        for amount in ("many", "-3", "5 apples"):
            self.assertExit(silowalk("compare", self.three, "--smallest-that-matters", amount), USAGE)
        self.assertExit(silowalk("compare", self.three, "--first-look", 1), USAGE)
        self.assertExit(silowalk("compare", self.three, "--from", 12), INVALID)


if __name__ == "__main__":
    if "compare" not in verbs():
        print("there is no verb compare: skipped")
        raise SystemExit(77)
    unittest.main()
