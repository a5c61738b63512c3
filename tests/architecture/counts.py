"""Counts the tests by kind, from the sources, as the Markdown table that stands in tests/README.md.

python3 tests/architecture/counts.py           prints the table
python3 tests/architecture/counts.py --write   puts it into tests/README.md, between the markers"""

import re
import sys

import sources

PAGE = "tests/README.md"
BEGIN, END = "<!-- counts: begin -->", "<!-- counts: end -->"


def in_cpp(pattern):
    """Tests of GoogleTest in the sources that a pattern of paths names."""
    files = sources.ROOT.glob(pattern)
    return sum(len(re.findall(r"^TEST(?:_F|_P)?\(", file.read_text(encoding="utf-8"), re.MULTILINE)) for file in files)


def in_python(pattern):
    """Tests of unittest in the scripts that a pattern of paths names."""
    files = sources.ROOT.glob(pattern)
    return sum(len(re.findall(r"^    def test_", file.read_text(encoding="utf-8"), re.MULTILINE)) for file in files)


def folders(pattern):
    return sum(1 for folder in sources.ROOT.glob(pattern) if folder.is_dir() and not folder.name.startswith("__"))


def files(pattern):
    return sum(1 for file in sources.ROOT.glob(pattern) if file.is_file())


def counts():
    """[(kind, number, what one is, where)]"""
    return [
        ("unit", in_cpp("tests/unit/**/*.cpp") + in_python("tests/unit/**/*.py"), "tests of one module", "tests/unit"),
        ("oracle", in_cpp("tests/oracles/*.cpp"), "comparisons with an answer found without the engine", "tests/oracles"),
        ("program", in_python("tests/cli/*.py"), "tests of the program from outside", "tests/cli"),
        ("fault", in_python("tests/faults/*.py"), "loops over the program's calls, one of which goes wrong", "tests/faults"),
        ("complaint", folders("tests/complaints/*/"), "files with a mistake, and the whole message", "tests/complaints"),
        ("regression", folders("tests/regression/*/"), "runs with their digests", "tests/regression"),
        ("architecture", in_python("tests/architecture/*.py"), "rules read from the sources", "tests/architecture"),
        ("fuzzing", files("tests/fuzz/*_fuzzer.cpp"), "fuzzers", "tests/fuzz"),
        ("fuzzing", files("tests/fuzz/corpus/*/*"), "inputs replayed by every build", "tests/fuzz/corpus"),
        ("install", 1, "a user's program built against the installed package", "tests/install"),
    ]


def table():
    lines = ["| kind | number | of what | where |", "| --- | ---: | --- | --- |"]
    lines += [f"| {kind} | {number} | {what} | `{where}` |" for kind, number, what, where in counts()]
    return "\n".join(lines)


def written():
    """The table that stands in the page."""
    text = (sources.ROOT / PAGE).read_text(encoding="utf-8")
    return text[text.index(BEGIN) + len(BEGIN) : text.index(END)].strip()


if __name__ == "__main__":
    if "--write" in sys.argv:
        file = sources.ROOT / PAGE
        text = file.read_text(encoding="utf-8")
        file.write_text(text.replace(written(), table()), encoding="utf-8")
    else:
        print(table())
