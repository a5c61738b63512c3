"""The README's story of one customer in two companies is what the program prints, word by word."""

import re
import shlex
import unittest

from program import ROOT, Case, silowalk


def told():
    """The story's commands, and what stands below them: the indented lines up to the next text."""
    section = (ROOT / "tools/guide/walkthroughs.md").read_text(encoding="utf-8")
    block = re.search(r"\n((?:    .*\n|\n)+)", section)[1].rstrip("\n").split("\n")
    lines = [line[4:] for line in block if line.strip() or line == ""]
    commands = [line for line in lines if line.startswith("silowalk ")]
    output = lines[lines.index(commands[-1]) + 1 :]
    return commands, "\n".join(output).strip("\n") + "\n"


class Readme(Case):
    def test_the_twins_story(self):
        commands, output = told()
        self.assertEqual(len(commands), 2)
        for command in commands:
            words = shlex.split(command)[1:]
            words = [ROOT / word if word.startswith("scenarios/") else word for word in words]
            words = [self.folder / word if word == "telecom.h5" else word for word in words]
            said = self.assertExit(silowalk(*words), 0).stdout
        self.assertEqual(said, output)


if __name__ == "__main__":
    unittest.main()
