"""The JSON Schema for editors accepts what the reader accepts, and underlines plain mistakes."""

import datetime
import json
import os
import pathlib
import sys
import tomllib
import unittest

try:
    import jsonschema
except ImportError:
    print("python3-jsonschema is not installed")
    sys.exit(77)

ROOT = pathlib.Path(os.environ["SILOWALK_SOURCE_DIR"])
SCHEMA = json.loads((ROOT / "scenarios/scenario.schema.json").read_text(encoding="utf-8"))
LEVERS = json.loads((ROOT / "scenarios/levers/levers.schema.json").read_text(encoding="utf-8"))


def plain(value):
    """TOML dates as JSON has them."""
    if isinstance(value, dict):
        return {key: plain(inner) for key, inner in value.items()}
    if isinstance(value, list):
        return [plain(inner) for inner in value]
    return value.isoformat() if isinstance(value, datetime.date) else value


def mistakes(path, schema=SCHEMA):
    scenario = plain(tomllib.loads(path.read_text(encoding="utf-8")))
    return [f"{list(e.path)}: {e.message}" for e in jsonschema.Draft7Validator(schema).iter_errors(scenario)]


class JsonSchema(unittest.TestCase):
    def test_is_draft_7(self):
        jsonschema.Draft7Validator.check_schema(SCHEMA)
        jsonschema.Draft7Validator.check_schema(LEVERS)

    def test_accepts_sound_scenarios(self):
        paths = [p for folder in ("scenarios", "tests/data") for p in (ROOT / folder).rglob("*.toml") if p.parent.name != "levers"]
        self.assertGreater(len(paths), 4)
        for path in paths:
            with self.subTest(path.name):
                self.assertEqual(mistakes(path), [])

    def test_accepts_the_levers_that_are_shipped(self):
        paths = sorted((ROOT / "scenarios/levers").glob("*.toml"))
        self.assertGreater(len(paths), 3)
        for path in paths:
            with self.subTest(path.name):
                self.assertEqual(mistakes(path, LEVERS), [])

    def test_underlines_plain_mistakes(self):
        for case in ("unknown_key", "missing_unit", "unknown_unit", "wrong_types", "choice", "negative_cost", "bad_names"):
            with self.subTest(case):
                self.assertNotEqual(mistakes(ROOT / "tests/complaints" / case / "scenario.toml"), [])


if __name__ == "__main__":
    unittest.main()
