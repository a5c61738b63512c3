"""The quotes of README.md and tools/guide: what stands in a block ```console is what the program prints.

A block has commands ("$ silowalk ...", continued after a backslash) and, below each, its output. A line "..." leaves lines
out. "$ echo $?" quotes the exit code; without it the code is 0. A command without output below it only has to succeed.
All blocks share one folder, in which `scenarios` is that of the repository; a command that was run before is not run again.
A block ```toml whose first line is "# NAME.toml" is a file in that folder.
A comment on the line before a block, such as <!-- takes 5 min: not run by tests -->, keeps it from being run.

python3 tests/cli/guide.py          runs the commands and writes what they print into the pages, and the picture
python3 tests/cli/guide.py --all    the same, with the blocks that take minutes (half an hour in all)"""

import difflib
import pathlib
import re
import shlex
import sys
import tempfile
import textwrap

from program import ROOT, silowalk

PICTURE = "tools/guide/journey.svg"
PICTURE_RUN = (
    "silowalk run scenarios/example-company/company.toml scenarios/example-company/one-company.toml "
    "-o small.h5 --replications 8 -q"
)
PICTURE_COMMAND = ["walk", "small.h5", "--scenario", "Example internet provider", "--pick", "churned", "--format", "html"]
BLOCK = re.compile(
    r"^(?P<mark> *<!-- takes .*: not run by tests -->\n)?(?P<indent> *)```console\n(?P<text>.*?)^(?P=indent)```$",
    re.MULTILINE | re.DOTALL,
)
FILE = re.compile(r"^```toml\n# (?P<name>\w+\.toml)\n.*?^```$", re.MULTILINE | re.DOTALL)


def pages():
    return [ROOT / "README.md", *sorted((ROOT / "tools/guide").glob("*.md"))]


def exchanges(text):
    """[(command, [line])] of a block."""
    found, lines = [], textwrap.dedent(text).splitlines()
    while lines:
        line = lines.pop(0)
        if line.startswith("$ "):
            command = line[2:]
            while command.endswith("\\"):
                command = command[:-1] + lines.pop(0).strip()
            found.append((command, []))
        else:
            found[-1][1].append(line.rstrip())
    return found


def fragments(quote):
    """What stands between the lines that leave something out; empty at an end where the quote is open."""
    parts = [[]]
    for line in quote:
        if line == "...":
            parts.append([])
        else:
            parts[-1].append(line)
    return parts


def position(fragment, lines, start):
    """The first place from `start` on where the fragment stands in the lines, or None."""
    places = range(start, len(lines) - len(fragment) + 1)
    return next((place for place in places if lines[place : place + len(fragment)] == fragment), None)


def mistake(quote, lines):
    """What of the quote the program does not print, or None."""
    parts = fragments(quote)
    if len(parts) == 1:
        return None if quote == lines else "\n".join(difflib.unified_diff(quote, lines, "quoted", "printed", lineterm=""))
    start = 0
    for part in parts:
        place = position(part, lines, start)
        if place is None:
            return "not printed, or not here:\n" + "\n".join(part)
        start = place + len(part)
    first, last = parts[0], parts[-1]
    at_ends = lines[: len(first)] == first and lines[len(lines) - len(last) :] == last
    return None if at_ends else "the quote does not begin or end as the output does: a line '...' is missing"


def likeliest(part, lines, start):
    """The place from `start` on where the lines are most like the part."""
    places = range(start, max(start, len(lines) - len(part)) + 1)
    text = "\n".join(part)
    return max(places, key=lambda at: difflib.SequenceMatcher(None, text, "\n".join(lines[at : at + len(part)])).ratio())


def renewed(quote, lines):
    """The quote with each fragment taken anew from where the output is most like it."""
    parts = fragments(quote)
    if len(parts) == 1:
        return lines
    first, *middle, last = parts
    end = len(lines) - len(last)
    result, start = [lines[: len(first)]], len(first)
    for part in middle:
        place = likeliest(part, lines, start)
        result.append(lines[place : place + len(part)])
        start = place + len(part)
    return [line for part in [*result, lines[end:]] for line in [*part, "..."]][:-1]


def with_plain_colours(svg):
    """The picture in its light colours, without CSS variables: not every viewer knows them."""
    colours = dict(re.findall(r"(--[\w-]+): (#\w+)", svg[: svg.index("@media")]))
    svg = re.sub(r"\.journey \{.*?\}\n(@media.*?\} \}\n)?", "", svg, count=1, flags=re.DOTALL)
    return re.sub(r"var\((--[\w-]+)\)", lambda found: colours[found[1]], svg)


class Session:
    """Runs commands in one folder."""

    def __init__(self, folder):
        self.folder = pathlib.Path(folder)
        self.printed = {}
        (self.folder / "scenarios").symlink_to(ROOT / "scenarios")

    def write_files(self, page):
        """Writes the files that a page shows."""
        for block in FILE.finditer(page):
            text = "\n".join(block[0].splitlines()[1:-1]) + "\n"
            (self.folder / block["name"]).write_text(text, encoding="utf-8")

    def run(self, command):
        """(lines, exit code) of a command of a page."""
        if command not in self.printed:
            words = shlex.split(command)
            assert words[0] == "silowalk", f"not a command of the program: {command}"
            done = silowalk(*words[1:], cwd=self.folder, timeout=3600)
            text = done.stdout if done.stdout else done.stderr
            self.printed[command] = [line.rstrip() for line in text.splitlines()], done.returncode
        return self.printed[command]

    def picture(self):
        """The journey of a customer of the example company, out of the page that `walk` writes."""
        self.run(PICTURE_RUN)
        page = silowalk(*PICTURE_COMMAND, cwd=self.folder).stdout
        return with_plain_colours(re.search(r'<svg class="journey".*?</svg>', page, re.DOTALL)[0]) + "\n"

    def mistakes(self, text):
        """What a block quotes and the program does not print."""
        wrong, code = [], 0
        for command, quote in exchanges(text):
            if command == "echo $?":
                wrong += [] if quote == [str(code)] else [f"exit code {code}, quoted {quote}"]
                code = 0
                continue
            wrong += [f"unexpected exit code {code}"] if code else []
            lines, code = self.run(command)
            said = mistake(quote, lines) if quote else None
            wrong += [f"$ {command}\n{said}"] if said else []
        return wrong + ([f"unexpected exit code {code}"] if code else [])

    def renew(self, block, everything):
        """A block with the output of today."""
        if block["mark"] and not everything:
            return block[0]
        text = textwrap.dedent(block["text"])
        for command, quote in exchanges(text):
            if quote and command != "echo $?":
                before, after = "\n".join(quote), "\n".join(renewed(quote, self.run(command)[0]))
                text = text.replace(before, after)
            elif command != "echo $?":
                self.run(command)
        return (block["mark"] or "") + textwrap.indent(f"```console\n{text}```", block["indent"])


def main():
    everything = "--all" in sys.argv[1:]
    with tempfile.TemporaryDirectory(prefix="silowalk-guide.") as folder:
        session = Session(folder)
        for page in pages():
            text = page.read_text(encoding="utf-8")
            session.write_files(text)
            page.write_text(BLOCK.sub(lambda block: session.renew(block, everything), text), encoding="utf-8")
        (ROOT / PICTURE).write_text(session.picture(), encoding="utf-8")


if __name__ == "__main__":
    main()
