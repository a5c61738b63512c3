"""Hostile texts through every verb and format: shown harmless, nothing added to a file, no line forged."""

import collections
import csv
import html.parser
import io
import json
import re
import tomllib
import unittest
import xml.etree.ElementTree as ElementTree

from hostile import NO_UTF8, PRINTABLE, REFUSED, obeyed, toml
from program import BUSY_SHOP, FAILURE, GAPS, INVALID, OK, SLOWNESS, Case, silowalk, verbs

# Every text that people may write stands here as TEXT.
COMPANY = BUSY_SHOP.replace('name = "Corner shop"', "name = NAME\nabout = TEXT\ncurrency = TEXT").replace(
    "[segment.regular]", "[segment.regular]\ntitle = TEXT\nsource = TEXT").replace(
    "[silo.sales]", "[silo.sales]\ntitle = TEXT\nsource = TEXT").replace(
    "[touchpoint.counter]", "[touchpoint.counter]\ntitle = TEXT\nsource = TEXT\nstage = TEXT").replace(
    "months  = 12", "months  = 6").replace("customers = 300", "customers = 60").replace(
    "[silo.sales]", '[silo.sales]\nbudget = "12000 per year"') + "".join(f"""
[initiative.{name}]
title    = TEXT
source   = TEXT
sponsor  = TEXT
owner    = "sales"
duration = "2 months"
cost     = {{ once = 1000 }}
effects  = [ {{ on = "touchpoint.counter.success", log_odds = 0.4 }} ]
""" for name in ("train", "paint", "badge")) + """
[goal.keep]
title  = TEXT
owner  = TEXT
target = { output = "churn_rate", below = 0.3 }

[organisation]
rule       = "enterprise"
planning   = { cycle = "3 months" }
priorities = [ { level = TEXT, order = ["keep"] } ]
"""

LEVERS = "name = TEXT\nabout = TEXT\n[lever.a]\ntitle = TEXT\nsource = TEXT\nset = { \"silo.sales.agents\" = 3 }\n"
OBJECTIVES = "[objective.board]\ntitle = TEXT\nsource = TEXT\nsum = \"margin - 500*lost\"\n"

REPORT = ("text", "md", "html", "json", "csv")
FEW = ["--replications", 2]
PLAN = ["--set", "organisation.rule=plan", "--set", "initiative.train.start=month 0"]

# Verb, arguments, formats. In capitals: files; A and B are the scenarios of RESULTS.
COMMANDS = [
    ("check", ["COMPANY"], REPORT),
    ("audit", ["COMPANY"], REPORT),
    ("audit", ["COMPANY", "--card", "all"], REPORT),
    ("print", ["COMPANY"], ("toml",)),
    ("print", ["RESULTS", "--scenario", "A", "--as-written"], ("toml",)),
    ("graph", ["COMPANY"], ("dot", "graphml")),
    ("graph", ["COMPANY", "--flat"], ("graphml",)),
    ("show", ["RESULTS"], REPORT),
    ("show", ["RESULTS", "--by", "touchpoint"], REPORT),
    ("show", ["RESULTS", "--goals"], REPORT),
    ("show", ["RESULTS", "--commitments"], REPORT),
    ("show", ["RESULTS", "--funnel"], REPORT),
    ("show", ["RESULTS", "--scorecard"], REPORT),
    ("show", ["RESULTS", "--scores"], REPORT),
    ("show", ["RESULTS", "--promises"], REPORT),
    ("compare", ["RESULTS"], REPORT),
    ("compare", ["RESULTS", "--one-page"], REPORT),
    ("compare", ["RESULTS", "--by", "silo"], REPORT),
    ("compare", ["RESULTS", "--objective", "OBJECTIVES"], REPORT),
    ("walk", ["RESULTS", "--scenario", "A"], REPORT),
    ("twins", ["RESULTS", "A", "B"], REPORT),
    ("twins", ["RESULTS", "A", "B", "--pick", "typical"], REPORT),
    ("log", ["RESULTS", "--scenario", "A"], ("xes", "csv")),
    ("verify", ["RESULTS"], REPORT),
    ("attribute", ["COMPANY", *FEW, "-q"], REPORT),
    ("attribute", ["COMPANY", "--levers", "LEVERS", *FEW, "-q"], REPORT),
    ("money", ["COMPANY", *FEW, "-q"], REPORT),
    ("null", ["COMPANY", "--plans", 3, *FEW, "-q", *PLAN], REPORT),
    ("run", ["COMPANY", "-o", "NEW", *FEW, "-q"], ("text",)),
]
WITHOUT_NAMES = {"new", "schema"}  # they print texts of the program only


class Elements(html.parser.HTMLParser):
    """{(element, its attributes)} of a page, and its text."""

    def __init__(self, page):
        super().__init__()
        self.found, self.text = set(), ""
        self.feed(page)
        self.close()

    def handle_starttag(self, tag, attributes):
        self.found.add((tag, tuple(sorted(name for name, _ in attributes))))

    def handle_data(self, data):
        self.text += data


def elements_of_xml(text):
    return {(each.tag, tuple(sorted(each.attrib))) for each in ElementTree.fromstring(text).iter()}


def formulas(text):
    """The cells that a spreadsheet would compute, with commas or semicolons between cells."""
    for mark in ",;":
        for row in csv.reader(io.StringIO(text), delimiter=mark):
            for cell in row:
                if re.match(r"\s*([=@]|[+-](?!$|[\d.][\w.,% ]*( \.\. [+-]?\d[\w.,% ]*)?$))", cell):
                    yield cell


def cells_of_markdown(text):
    """The number of cells in each row of each table of Markdown."""
    for table in re.findall(r"(?:^\|.*\n?)+", text, re.MULTILINE):
        yield [len(re.findall(r"(?<!\\)(?:\\\\)*\|", row)) for row in table.splitlines()]


class Hostile(Case):
    def prepare(self, text):
        """Writes a company full of the text, runs it, and returns the files by their words in COMMANDS."""
        self.folder.joinpath("new.h5").unlink(missing_ok=True)
        written = toml(text)
        company = COMPANY.replace("NAME", written).replace("TEXT", written)
        files = {
            "COMPANY": self.write("company.toml", company),
            "LEVERS": self.write("levers.toml", LEVERS.replace("TEXT", written)),
            "OBJECTIVES": self.write("objectives.toml", OBJECTIVES.replace("TEXT", written)),
            "RESULTS": self.folder / "o.h5",
            "NEW": self.folder / "new.h5",
        }
        other = self.write("other.toml", 'extends = "company.toml"\nname = ' + toml(text + " 2") + "\nsilo.sales.agents = 3\n")
        self.clean(self.run_ok("run", files["COMPANY"], other, "-o", files["RESULTS"], *FEW, "-q", "--force"))
        return files

    def clean(self, result):
        """Nothing in what a command writes is obeyed by a terminal."""
        self.assertEqual(obeyed(result.stdout, "\n\r"), set(), result.args)
        self.assertEqual(obeyed(result.stderr), set(), result.args)
        return result

    def answers(self, files):
        """(verb, format, what it prints) of every command."""
        for verb, arguments, formats in COMMANDS:
            for form in formats:
                files["NEW"].unlink(missing_ok=True)
                words = [files.get(word, word) for word in arguments]
                more = [] if verb == "run" else ["--format", form]
                result = silowalk(verb, *words, *more, encoding="utf-8")
                self.assertIn(result.returncode, (OK, GAPS), f"{result.args}\n{result.stderr[-2000:]}")
                yield " ".join([verb, *map(str, arguments)]), form, self.clean(result).stdout

    def well_formed(self, form, text):
        """The text is what its format says, for the parsers of Python."""
        if form == "json":
            json.loads(text)
        elif form == "csv":
            self.assertEqual(list(formulas(text)), [])
            for table in text.replace("\r\n", "\n").split("\n\n"):
                self.assertEqual(len({len(row) for row in csv.reader(io.StringIO(table), strict=True)}), 1, table[:500])
        elif form == "md":
            self.assertNotRegex(re.sub("<br>", "", text), "[<>]")
            self.assertNotRegex(text, r"(?<!\\)(?:\\\\)*[`\[\]~]")
            for table in cells_of_markdown(text):
                self.assertEqual(len(set(table)), 1, text[:500])
        elif form == "dot":
            outside = re.sub(r'"(?:\\.|[^"\\\n])*"', "", text)
            self.assertNotRegex(outside, r'"|\\|evil')
        elif form == "toml":
            tomllib.loads(text)

    def shape(self, form, text):
        """What a name must not add to."""
        if form == "html":
            ElementTree.fromstring(text.split("\n", 1)[1])
            return Elements(text).found
        return elements_of_xml(text) if form in ("graphml", "xes") else set()

    def test_every_verb_is_here(self):
        self.assertEqual({verb for verb, _, _ in COMMANDS} | WITHOUT_NAMES, set(verbs()))

    def test_names_stay_texts_in_every_format(self):
        plain = collections.defaultdict(set)
        for text in ("Two words", PRINTABLE["a long one"]):  # a long title has elements of its own in pictures
            for command, form, answer in self.answers(self.prepare(text)):
                self.well_formed(form, answer)
                plain[command, form] |= self.shape(form, answer)
        everything = " ".join(text for text in PRINTABLE.values() if len(text) < 1000)
        rest = ("a formula", "a list of Markdown") if SLOWNESS == 1 else ()
        for text in (everything, *(PRINTABLE[each] for each in rest)):
            for command, form, answer in self.answers(self.prepare(text)):
                with self.subTest(text=text[:60], command=command, form=form):
                    self.well_formed(form, answer)
                    self.assertEqual(self.shape(form, answer) - plain[command, form], set())

    def test_what_is_written_reads_back(self):
        for text in PRINTABLE.values():
            files = self.prepare(text)
            printed = self.run_ok("print", files["COMPANY"], encoding="utf-8").stdout
            self.assertEqual(tomllib.loads(printed)["name"], text)
            found = json.loads(self.run_ok("verify", files["RESULTS"], "--json").stdout)
            self.assertEqual(found["scenarios"][0]["name"], text)

    def test_no_line_of_verify_is_forged(self):
        for text in PRINTABLE.values():
            with self.subTest(text=text[:60]):
                said = self.run_ok("verify", self.prepare(text)["RESULTS"], encoding="utf-8").stdout
                self.assertEqual(len(re.findall(r"^[0-9a-f]{32}  ", said, re.MULTILINE)), 3, said)
                self.assertEqual(len(re.findall(r"^\S.*matches$", said, re.MULTILINE)), 4, said)

    def test_every_text_is_refused_where_it_stands(self):
        for what, text in REFUSED.items():
            for kept, line in enumerate(COMPANY.splitlines(), 1):
                if "TEXT" not in line and "NAME" not in line:
                    continue
                if re.match("about|source", line) and what in ("a forged line", "a line that is written over", "a tab"):
                    continue  # prose may have lines
                with self.subTest(text=what, line=line):
                    lines = COMPANY.splitlines()
                    lines[kept - 1] = re.sub("TEXT|NAME", lambda _: toml(text), line)
                    path = self.write("hostile.toml", re.sub("TEXT|NAME", '"x"', "\n".join(lines)) + "\n")
                    result = self.clean(self.assertExit(silowalk("check", path), INVALID))
                    self.assertRegex(result.stderr, rf"hostile\.toml:{kept}:\d+: error: ")
                    self.assertRegex(result.stderr, r"has (the control character U\+00|a line break|the control character U\+202)")

    def test_prose_may_have_lines(self):
        path = self.write("prose.toml", COMPANY.replace("NAME", '"x"').replace("about = TEXT", 'about = """a\n\tb\n"""').replace(
            "source = TEXT", 'source = "a\\r\\nb"').replace("TEXT", '"x"'))
        self.run_ok("check", path)

    def test_other_ways_in_are_guarded_too(self):
        company = self.prepare("x")["COMPANY"]
        for text in REFUSED.values():
            written = toml(text)
            table = self.write("levers.toml", LEVERS.replace("name = TEXT", "name = " + written).replace("TEXT", '"x"'))
            objective = self.write("objectives.toml", OBJECTIVES.replace("title = TEXT", "title = " + written).replace("TEXT", '"x"'))
            extends = self.write("extends.toml", f"extends = {written}\n")
            routes = self.write("routes.toml", COMPANY.replace("NAME", '"x"').replace("TEXT", '"x"') + f"[routes]\ncsv = {written}\n")
            for command in (["check", company, "--set", f"name={written}"], ["check", company, "--set", f"silo.sales.title={written}"],
                            ["attribute", company, "--levers", table, *FEW], ["check", extends], ["check", routes],
                            ["compare", self.folder / "o.h5", "--objective", objective]):
                self.assertIn("error: ", self.clean(self.assertExit(silowalk(*command), INVALID)).stderr)

    def test_bytes_that_are_no_text(self):
        for data in NO_UTF8:
            path = self.write_bytes("bytes.toml", b'name = "' + data + b'"\n')
            self.clean(self.assertExit(silowalk("check", path), INVALID))
            csv_file = self.write_bytes("bytes.csv", b"after,share\n" + data + b",1\n")
            table = self.write("table.toml", COMPANY.replace("NAME", '"x"').replace("TEXT", '"x"').replace(
                'mean = "9 days" }', 'mean = "9 days" }', 1) + f"[routes]\ncsv = \"{csv_file.name}\"\n")
            self.clean(self.assertExit(silowalk("check", table), INVALID))

    def test_a_wrong_value_is_not_shown_whole(self):
        long = "9" * 5_000_000 + " \x1b[31m"
        table = self.write("long.csv", "from,outcome,to,share\ncounter,success,gone," + long + "\n")
        self.write("long.toml", COMPANY.replace("NAME", '"x"').replace("TEXT", '"x"') + f"[routes]\ncsv = \"{table.name}\"\n")
        result = self.clean(self.assertExit(silowalk("check", self.folder / "long.toml"), INVALID))
        self.assertLess(len(result.stderr), 8_000)

    def test_names_of_files_are_shown_harmless(self):
        for number, text in enumerate([each for each in REFUSED.values() if "\0" not in each and "/" not in each]):
            path = self.folder / f"{number}{text}.toml"
            for command in (["check", path], ["run", path, "-o", self.folder / "x.h5", *FEW, "-q"], ["show", path], ["verify", path],
                            ["attribute", self.write("c.toml", BUSY_SHOP), "--levers", path, *FEW]):
                missing = silowalk(*command)
                self.assertIn(missing.returncode, (FAILURE, INVALID))
                self.assertEqual(obeyed(missing.stderr), set(), command)
                self.assertEqual(len(missing.stderr.splitlines()), 1, missing.stderr)
            path.write_text(BUSY_SHOP.replace('name = "Corner shop"\n', ""))
            out = self.folder / f"{number}.h5"
            for command in (["check", path], ["run", path, "-o", out, *FEW, "-q"], ["show", out], ["verify", out], ["print", path]):
                self.clean(self.run_ok(*command, encoding="utf-8"))


if __name__ == "__main__":
    unittest.main()
