"""What the tests of the house read: the sources, their includes, and their text without comments and strings."""

import os
import pathlib
import re

ROOT = pathlib.Path(os.environ.get("SILOWALK_SOURCE_DIR") or pathlib.Path(__file__).resolve().parents[2])

FLOORS = {
    "base": 0,
    "scenario": 1,
    "journey": 2,
    "simulation": 3,
    "statistics": 4,
    "experiment": 5,
    "archive": 6,
    "mining": 6,
    "evidence": 7,
    "report": 8,
}
TOOLS = 9


def sources(*folders):
    """All .h and .cpp files below these folders, as paths relative to the root."""
    return sorted(
        path.relative_to(ROOT)
        for folder in folders
        for path in (ROOT / folder).rglob("*")
        if path.suffix in (".h", ".cpp") and path.is_file()
    )


def read(path):
    return (ROOT / path).read_text(encoding="utf-8")


def floor_of(path):
    """The floor of a path as parts: engine/<room>/... or tools/..."""
    if path.parts[0] == "tools":
        return TOOLS
    return FLOORS.get(path.parts[1]) if path.parts[0] == "engine" and len(path.parts) > 2 else None


INCLUDE = re.compile(r'^[ \t]*#[ \t]*include[ \t]*([<"])([^>"]+)[>"]', re.MULTILINE)


def includes(text):
    """[(line, '"' or '<', what)]"""
    return [(text.count("\n", 0, m.start()) + 1, m.group(1), m.group(2)) for m in INCLUDE.finditer(text)]


TOKENS = re.compile(
    r'R"(?P<tag>[^()\s\\]{0,16})\((?:.|\n)*?\)(?P=tag)"'  # raw string
    r'|"(?:\\.|[^"\\\n])*"'  # string
    r"|(?<![0-9a-fA-F])'(?:\\.|[^'\\\n])+'"  # character, not a digit separator
    r"|//[^\n]*"
    r"|/\*(?:.|\n)*?\*/"
)


def code_only(text):
    """The text with comments, strings and characters blanked, line for line."""

    def blank(match):
        kept = "".join("\n" if c == "\n" else " " for c in match.group())
        return kept if match.group().startswith("/") else '"' + kept[1:-1] + '"'

    return TOKENS.sub(blank, text)
