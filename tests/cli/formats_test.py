"""Every verb that prints writes all of its formats, by --format and by the ending of a file."""

import csv
import io
import json
import tomllib
import unittest
import xml.etree.ElementTree as ElementTree

from program import BUSY_SHOP, FAILURE, GAPS, OK, SHOP, USAGE, Case, silowalk

REPORT = ("text", "md", "html", "json", "csv")
ENDINGS = {"text": "txt"}  # of the formats whose name is not their ending

# Verb, arguments, formats (the default first), exit code. SCENARIO and RESULTS stand for files.
# A verb that prints has a row here for each of its reports.
VERBS = [
    ("check", ["SCENARIO"], REPORT, OK),
    ("audit", ["SCENARIO"], REPORT, GAPS),
    ("audit", ["SCENARIO", "--card", "all"], REPORT, OK),
    ("verify", ["RESULTS"], REPORT, OK),
    ("walk", ["RESULTS", "--scenario", "Corner shop"], REPORT, OK),
    ("twins", ["RESULTS", "Corner shop", "Busy shop"], REPORT, OK),
    ("twins", ["RESULTS", "Corner shop", "Busy shop", "--pick", "churned"], REPORT, OK),
    ("graph", ["SCENARIO"], ("dot", "graphml"), OK),
    ("log", ["RESULTS", "--scenario", "Corner shop"], ("xes", "csv"), OK),
    ("print", ["SCENARIO"], ("toml",), OK),
    ("schema", [], ("json", "md"), OK),
    ("schema", ["--levers"], ("json", "md"), OK),
]


def is_csv(text):
    rows = list(csv.reader(io.StringIO(text)))
    return len(rows) > 1 and len(rows[0]) > 1


LOOKS_LIKE = {
    "text": lambda text: bool(text.strip()) and "\x1b" not in text,
    "md": lambda text: text.startswith(("# ", "#", "\n#")),
    "html": lambda text: text.startswith("<!DOCTYPE html>") and text.rstrip().endswith("</html>"),
    "json": lambda text: isinstance(json.loads(text), dict),
    "csv": is_csv,
    "dot": lambda text: text.startswith("digraph"),
    "graphml": lambda text: ElementTree.fromstring(text).tag.endswith("graphml"),
    "xes": lambda text: ElementTree.fromstring(text).tag.endswith("log"),
    "toml": lambda text: bool(tomllib.loads(text)),
}


class Formats(Case):
    def setUp(self):
        super().setUp()
        self.files = {"SCENARIO": self.write("shop.toml", SHOP), "RESULTS": self.folder / "out.h5"}
        busy = self.write("busy.toml", BUSY_SHOP.replace("Corner shop", "Busy shop"))
        self.run_ok("run", self.files["SCENARIO"], busy, "-o", self.files["RESULTS"], "--replications", 2, "-q")

    def answers(self):
        """Each row of the table, with a function that runs it with more arguments."""
        for verb, arguments, formats, code in VERBS:
            words = [self.files.get(word, word) for word in arguments]
            yield verb, formats, code, lambda *more, verb=verb, words=words: silowalk(verb, *words, *more)

    def test_every_format_is_written(self):
        for verb, formats, code, run in self.answers():
            for form in formats:
                text = self.assertExit(run("--format", form), code).stdout
                self.assertTrue(LOOKS_LIKE[form](text), f"{verb} --format {form}: {text[:300]}")

    def test_the_first_format_is_the_default(self):
        for _, formats, code, run in self.answers():
            self.assertEqual(self.assertExit(run(), code).stdout, run("--format", formats[0]).stdout)

    def test_the_ending_of_a_file_is_its_format(self):
        for verb, formats, code, run in self.answers():
            for form in formats:
                path = self.folder / f"{verb}.{ENDINGS.get(form, form)}"
                self.assertExit(run("-o", path, "--force"), code)
                with open(path, newline="", encoding="utf-8") as file:
                    written = file.read()
                self.assertTrue(LOOKS_LIKE[form](written), f"{path}: {written[:300]}")

    def test_a_wrong_ending_is_a_usage_error(self):
        for verb, formats, _, run in self.answers():
            for ending in {"pdf", "html", "csv", "json"} - set(formats):
                path = self.folder / f"wrong-{verb}.{ending}"
                self.assertExit(run("-o", path), USAGE)
                self.assertFalse(path.exists())
            self.assertExit(run("--format", "pdf"), USAGE)
            if len(formats) > 1:
                path = self.folder / f"wrong-{verb}.{ENDINGS.get(formats[0], formats[0])}"
                self.assertExit(run("--format", formats[1], "-o", path), USAGE)

    def test_json_is_the_format_json(self):
        for _, formats, code, run in self.answers():
            if "json" not in formats:
                self.assertExit(run("--json"), USAGE)
                continue
            self.assertEqual(self.assertExit(run("--json"), code).stdout, run("--format", "json").stdout)

    def test_a_file_is_overwritten_only_by_force(self):
        for verb, formats, code, run in self.answers():
            path = self.folder / f"taken-{verb}.{ENDINGS.get(formats[0], formats[0])}"
            path.write_text("mine")
            self.assertExit(run("-o", path), FAILURE)
            self.assertEqual(path.read_text(), "mine")
            self.assertExit(run("-o", path, "--force"), code)
            self.assertNotEqual(path.read_text(), "mine")


class Graphs(Case):
    def test_flat_graphs_have_no_graph_inside(self):
        shop = self.write("shop.toml", SHOP)
        nested, flat, older = (self.run_ok("graph", shop, *more).stdout for more in
                               (["--format", "graphml"], ["--format", "graphml", "--flat"], ["--format", "graphml-flat"]))
        self.assertEqual((nested.count("<graph "), flat.count("<graph ")), (2, 1))
        self.assertEqual(flat, older)
        self.assertExit(silowalk("graph", shop, "--flat"), USAGE)

    def test_pictures_are_made_by_graphviz(self):
        said = self.assertExit(silowalk("graph", self.write("shop.toml", SHOP), "-o", self.folder / "shop.svg"), USAGE)
        self.assertIn("dot -Tsvg", said.stderr)


class Unsound(Case):
    def test_an_unsound_scenario_is_reported_in_every_format(self):
        shop = self.write("shop.toml", SHOP.replace('to = "gone"', 'to = "gine"'))
        for form in ("md", "html", "json", "csv"):
            result = silowalk("check", shop, "--format", form)
            self.assertEqual(result.returncode, 3, result.stderr)
            self.assertIn("gine", result.stdout)
            self.assertEqual(result.stderr, "")
        as_text = silowalk("check", shop)
        self.assertEqual((as_text.returncode, as_text.stdout), (3, ""))
        self.assertIn("did you mean 'gone'", as_text.stderr)


if __name__ == "__main__":
    unittest.main()
