"""Prints the measures of the code's structure as a Markdown table: one column for each checkout, then the aim.

python3 tests/architecture/measures.py [FOLDER...]     the checkouts; default: the one that holds this script

Only `engine/` and `tools/` count as code. A module is a header with its source. The length of a function runs from the
first line of its head to its closing brace. A comment is a `//` anywhere on a line; a line of code is one that is
neither empty nor a comment alone."""

import collections
import pathlib
import re
import statistics
import sys

import sources


class Measure:
    """One row: its name, the value as shown, the aim, and where the value comes from."""

    def __init__(self, name, value, aim, where=""):
        self.name, self.value, self.aim, self.where = name, value, aim, where


def second_level_folders():
    """Folders of the second level that hold something under version control: engine/base, tests/unit, ..."""
    return sorted(
        folder
        for top in ("engine", "scenarios", "tests", "tools")
        for folder in (sources.ROOT / top).glob("*/")
        if folder.is_dir() and not folder.name.startswith((".", "__", "build"))
    )


def folders_without_page():
    return [
        str(folder.relative_to(sources.ROOT))
        for folder in second_level_folders()
        if not (folder / "README.md").is_file()
    ]


def largest(counts, how_many=3):
    """The largest entries of {name: number}, as "name number, name number"."""
    return ", ".join(f"{name} {number}" for name, number in collections.Counter(counts).most_common(how_many))


def structure(texts):
    """Measures of files, folders and modules. `texts`: {path: content}."""
    lines = {str(path): text.count("\n") for path, text in texts.items()}
    tools = {path: number for path, number in lines.items() if path.startswith("tools/")}
    verbs = {path: number for path, number in tools.items() if path.startswith("tools/verbs/")}
    per_folder = collections.Counter(str(path.parent) for path in texts)
    ring = next(iter(sources.rings(sources.module_graph())), [])
    yield Measure("largest ring of modules", len(ring) or 1, "1", ", ".join(ring[:3]))
    yield Measure("median length of a file", int(statistics.median(lines.values())), "")
    yield Measure("longest file", max(lines.values()), "400", largest(lines))
    yield Measure("most files in a folder", max(per_folder.values()), "30", largest(per_folder))
    yield Measure("lines of tools/", f"{sum(tools.values()):,}", "3,000")
    yield Measure("longest verb", max(verbs.values(), default=0), "100", largest(verbs))


def function_lengths(texts):
    """Measures of functions."""
    found = {
        f"{path}:{line}": length for path, text in texts.items() for line, length, _ in sources.functions(text)
    }
    over = {place: length for place, length in found.items() if length > 60}
    share = f"{100 * len(over) / len(found):.2f} % ({len(over)} of {len(found):,})"
    yield Measure("functions over 60 lines", share, "0.11 %", largest(over))
    yield Measure("median length of a function", int(statistics.median(found.values())), "")
    yield Measure("longest function", max(found.values()), "60", largest(found, 1))


def words(texts):
    """Measures of comments and documents."""
    comments = code = 0
    for text in texts.values():
        for line in text.splitlines():
            comments += "//" in line
            code += bool(line.strip()) and not line.lstrip().startswith("//")
    page = sources.ROOT / "README.md"
    bare = folders_without_page()
    yield Measure("comments per line of code", f"{comments / code:.2f}", "0.25")
    yield Measure("words of README.md", f"{len(page.read_text().split()) if page.is_file() else 0:,}", "1,500")
    yield Measure("folders of the second level without README.md", len(bare), "0", ", ".join(bare[:4]))


def measures_of(root):
    """All measures of one checkout."""
    sources.ROOT = pathlib.Path(root).resolve()
    texts = {path: sources.read(path) for path in sources.sources("engine", "tools")}
    return [*structure(texts), *function_lengths(texts), *words(texts)]


def table(roots):
    """The Markdown table of the measures of each of the checkouts."""
    columns = [measures_of(root) for root in roots]
    heads = [pathlib.Path(root).resolve().name for root in roots] if len(roots) > 1 else ["value"]
    lines = ["| measure | " + " | ".join(heads) + " | aim | where |", "| --- |" + " ---: |" * (len(roots) + 1) + " --- |"]
    for row in zip(*columns):
        cells = [str(measure.value) for measure in row]
        lines.append(f"| {row[0].name} | " + " | ".join(cells) + f" | {row[-1].aim} | {row[-1].where} |")
    return "\n".join(lines)


if __name__ == "__main__":
    print(table(sys.argv[1:] or [sources.ROOT]))
