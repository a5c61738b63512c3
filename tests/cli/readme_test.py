"""README.md and the guide quote what the program prints, word by word; the picture is the program's."""

import tempfile
import unittest

import guide
from program import ROOT, SLOWNESS


class Guide(unittest.TestCase):
    maxDiff = None

    @classmethod
    def setUpClass(cls):
        folder = tempfile.TemporaryDirectory(prefix="silowalk-guide.")
        cls.addClassCleanup(folder.cleanup)
        cls.session = guide.Session(folder.name)

    def test_quotes_are_what_the_program_prints(self):
        run = 0
        for page in guide.pages():
            text = page.read_text(encoding="utf-8")
            self.session.write_files(text)
            for block in guide.BLOCK.finditer(text):
                # A build with sanitizers runs the story of the twins only: all of them take minutes there.
                if block["mark"] or (SLOWNESS > 1 and "silowalk twins telecom.h5" not in block["text"]):
                    continue
                run += 1
                with self.subTest(page=page.name, block=block["text"].split("\n")[0].strip()):
                    self.assertEqual(self.session.mistakes(block["text"]), [], "run tests/cli/guide.py")
        self.assertGreater(run, 10 if SLOWNESS == 1 else 0)

    @unittest.skipIf(SLOWNESS > 1, "the same picture as in a plain build, in minutes")
    def test_the_picture_is_what_the_program_draws(self):
        self.assertEqual(self.session.picture(), (ROOT / guide.PICTURE).read_text(encoding="utf-8"))

    def test_the_front_door_is_short(self):
        self.assertLessEqual(len((ROOT / "README.md").read_text(encoding="utf-8").split()), 1500)


class Quotes(unittest.TestCase):
    """The comparison itself: a quote that is wrong is found."""

    LINES = ["a", "b", "c", "d"]

    def test_right_quotes(self):
        for quote in (["a", "b", "c", "d"], ["a", "...", "d"], ["...", "c", "d"], ["a", "b", "..."], ["...", "b", "..."]):
            self.assertIsNone(guide.mistake(quote, self.LINES), quote)

    def test_wrong_quotes(self):
        for quote in (["a", "b"], ["...", "c"], ["b", "..."], ["...", "c", "...", "b", "..."], ["...", "a", "c", "..."]):
            self.assertIsNotNone(guide.mistake(quote, self.LINES), quote)

    def test_a_renewed_quote_is_right(self):
        lines = ["head", "mean 3.2", "interval 1 .. 2", "note", "end"]
        for quote in (["Head", "..."], ["...", "mean 3.1", "...", "ends"], ["...", "interval 1 .. 3", "..."], ["heads"]):
            self.assertIsNotNone(guide.mistake(quote, lines), quote)
            self.assertIsNone(guide.mistake(guide.renewed(quote, lines), lines), quote)
        self.assertEqual(guide.renewed(["...", "interval 1 .. 3", "..."], lines), ["...", "interval 1 .. 2", "..."])

    def test_commands_and_their_output(self):
        text = "$ silowalk check \\\n    a.toml\nsound\n\n$ echo $?\n0\n"
        self.assertEqual(guide.exchanges(text), [("silowalk check a.toml", ["sound", ""]), ("echo $?", ["0"])])


if __name__ == "__main__":
    unittest.main()
