"""What stands where: the top of the repository, CMake's lists, the style of the text."""

import re
import shutil
import subprocess
import unittest

from sources import ROOT, read, sources

TOP = {"CMakeLists.txt", "CMakePresets.json", "README.md", "LICENSE", "CHANGELOG.md"}
TOP_FOLDERS = {"engine", "scenarios", "tools", "results", "tests", ".ci"}


class Layout(unittest.TestCase):
    def test_nothing_else_stands_at_the_top(self):
        surprises = [
            entry.name
            for entry in ROOT.iterdir()
            if not (entry.name in TOP and entry.is_file() or entry.name in TOP_FOLDERS and entry.is_dir())
            and not entry.name.startswith((".", "build"))
        ]
        self.assertEqual(surprises, [])

    def test_every_source_is_in_a_list(self):
        lists = {path.parent.relative_to(ROOT): path.read_text() for path in ROOT.glob("[a-z]*/**/CMakeLists.txt")}
        forgotten = []
        for path in sources("engine", "tools", "tests"):
            # CMake takes every source of tools/verbs; a test below holds them against the table of verbs.
            if path.suffix != ".cpp" or str(path).startswith(("tests/install/user/", "tools/verbs/")):
                continue
            listed = any(
                re.search(rf"(^|[\s(/\"]){re.escape(str(path.relative_to(folder)))}([\s)\"]|$)", text)
                for folder, text in lists.items()
                if path.is_relative_to(folder)
            )
            # Standing alone on purpose: the digest's probe is compiled by architecture.portable_digest.
            if not listed and path.name != "portable_probe.cpp":
                forgotten.append(str(path))
        self.assertEqual(forgotten, [])

    def test_every_verb_has_a_row(self):
        """tools/verbs/NAME.cpp and a row in tools/verbs.cpp: without the row nobody can call it."""
        rows = re.findall(r'^\s*\{"(\w+)",', read("tools/verbs.cpp"), re.MULTILINE)
        self.assertEqual(sorted(path.stem for path in sources("tools/verbs")), sorted(rows))

    def test_text_is_plain(self):
        """UTF-8, line feeds, a line feed at the end, no tab in C++."""
        for path in sources("engine", "tools", "tests"):
            data = (ROOT / path).read_bytes()
            data.decode("utf-8")
            self.assertNotIn(b"\r", data, path)
            self.assertNotIn(b"\t", data, path)
            self.assertTrue(data.endswith(b"\n") and not data.endswith(b"\n\n"), f"{path}: how it ends")

    @unittest.skipUnless(shutil.which("clang-format"), "clang-format is not installed")
    def test_is_as_clang_format_wants_it(self):
        files = [str(path) for path in sources("engine", "tools", "tests")]
        result = subprocess.run(
            ["clang-format", "--dry-run", "-Werror", *files], cwd=ROOT, capture_output=True, text=True, check=False
        )
        self.assertEqual(result.returncode, 0, result.stderr[:4000])


if __name__ == "__main__":
    unittest.main()
