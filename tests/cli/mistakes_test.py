"""What the program prints about the mistakes of a newcomer: where, why, and what was meant.

The mistakes stand in mistakes/mistakes.toml, the messages in mistakes/expected.txt, the table in mistakes/README.md.
SILOWALK_REGENERATE=1 rewrites the messages and the table: read the difference before you commit it."""

import fcntl
import os
import pathlib
import re
import shutil
import tempfile
import tomllib
import unittest

from program import INVALID, OK, ROOT, silowalk

HERE = ROOT / "tests/cli/mistakes"
BEGIN, END = "<!-- mistakes: begin -->", "<!-- mistakes: end -->"
PLACE = re.compile(r"^(?:\S+\.toml|--set):\d+:\d+: (?:error|warning): ", re.MULTILINE)
CARET = re.compile(r"^ *\^$", re.MULTILINE)


def mistakes():
    return tomllib.loads((HERE / "mistakes.toml").read_text(encoding="utf-8"))["mistake"]


def company_of(mistake):
    """The scenario with the mistake, as bytes."""
    text = mistake.get("text", (HERE / "company.toml").read_text(encoding="utf-8"))
    for old, new in mistake.get("change", []):
        if old not in text:
            raise ValueError(f"{mistake['name']}: company.toml has no {old}")
        text = text.replace(old, new, 1)
    text += mistake.get("append", "")
    if "cut" in mistake:
        text = text[: text.index(mistake["cut"]) + len(mistake["cut"])]
    return ("\ufeff" + text.replace("\n", "\r\n") if mistake.get("windows") else text).encode("utf-8")


def score(mistake, message):
    """One point each for the place, the reason and what was meant."""
    if "where" in mistake:
        where = mistake["where"] in message
    else:
        where = PLACE.search(message) is not None and CARET.search(message) is not None
    return int(where) + int(mistake["why"] in message) + int(mistake["meant"] in message)


def first_line(message):
    line = message.splitlines()[0] if message else ""
    return re.sub(r"^silowalk: (?:error: )?", "", line).replace("|", "\\|")


def table(messages):
    lines = ["| mistake | message (first line) | score at first | score |", "| --- | --- | ---: | ---: |"]
    for mistake, message in zip(mistakes(), messages):
        lines.append(f"| {mistake['name']} | `{first_line(message)}` | {mistake['before']} | {score(mistake, message)} |")
    return "\n".join(lines)


class Mistakes(unittest.TestCase):
    maxDiff = None

    @classmethod
    def setUpClass(cls):
        folder = tempfile.TemporaryDirectory(prefix="silowalk-mistakes.")
        cls.addClassCleanup(folder.cleanup)
        cls.folder = pathlib.Path(folder.name)
        plain = cls.folder / "plain"
        plain.mkdir()
        text = (HERE / "company.toml").read_text(encoding="utf-8")
        (plain / "company.toml").write_text(text, encoding="utf-8")
        (plain / "more.toml").write_text('extends = "company.toml"\nname = "More agents"\nsilo.branch.agents = 3\n', encoding="utf-8")
        made = silowalk("run", "company.toml", "more.toml", "-o", "bank.h5", "--replications", "4", "-q", cwd=plain)
        if made.returncode != OK:
            raise RuntimeError(made.stderr)
        cls.codes = {}
        cls.messages = [cls.message(number, mistake) for number, mistake in enumerate(mistakes())]
        if os.environ.get("SILOWALK_REGENERATE"):
            cls.write()

    @classmethod
    def message(cls, number, mistake):
        """What is printed: standard error or, where that is empty, the first paragraph of the report."""
        here = cls.folder / str(number)
        shutil.copytree(cls.folder / "plain", here)
        (here / "company.toml").write_bytes(company_of(mistake))
        for name, text in mistake.get("files", {}).items():
            (here / name).write_text(text, encoding="utf-8")
        command = mistake.get("command", ["check", "company.toml"])
        if not mistake.get("locked"):
            return cls.said(command, here, mistake)
        (here / "new.h5.parts").mkdir()
        with open(here / "new.h5.parts/.lock", "w", encoding="utf-8") as lock:
            fcntl.flock(lock, fcntl.LOCK_EX)
            return cls.said(command, here, mistake)

    @classmethod
    def said(cls, command, here, mistake):
        result = silowalk(*command, cwd=here)
        cls.codes[mistake["name"]] = result.returncode
        return result.stderr or result.stdout.split("\n\n")[0] + "\n"

    @classmethod
    def write(cls):
        (HERE / "expected.txt").write_text(cls.listing(), encoding="utf-8")
        page = (HERE / "README.md").read_text(encoding="utf-8")
        before, after = page.split(BEGIN)[0], page.split(END)[1]
        (HERE / "README.md").write_text(f"{before}{BEGIN}\n{table(cls.messages)}\n{END}{after}", encoding="utf-8")

    @classmethod
    def listing(cls):
        return "\n".join(f"=== {each['name']}\n{message}" for each, message in zip(mistakes(), cls.messages))

    def test_messages_are_as_written_down(self):
        self.assertEqual(self.listing(), (HERE / "expected.txt").read_text(encoding="utf-8"))

    def test_exit_codes(self):
        self.assertEqual(self.codes, {each["name"]: each.get("code", INVALID) for each in mistakes()})

    def test_each_says_where_why_and_what_was_meant(self):
        for mistake, message in zip(mistakes(), self.messages):
            with self.subTest(mistake["name"]):
                self.assertEqual(score(mistake, message), 3, message)

    def test_the_table_is_up_to_date(self):
        page = (HERE / "README.md").read_text(encoding="utf-8")
        self.assertIn(f"{BEGIN}\n{table(self.messages)}\n{END}", page, "SILOWALK_REGENERATE=1 python3 tests/cli/mistakes_test.py")

    def test_none_is_lost(self):
        before = [mistake["before"] for mistake in mistakes()]
        self.assertEqual([before.count(points) for points in (3, 2, 1, 0)], [33, 9, 7, 7])


if __name__ == "__main__":
    unittest.main()
