"""The program is linked and compiled so that misused memory ends it: seen in the file, by readelf."""

import os
import shutil
import subprocess
import unittest

PROGRAM = os.environ["SILOWALK_PROGRAM"]


def readelf(*options):
    return subprocess.run(["readelf", "--wide", *options, PROGRAM], check=True, capture_output=True, text=True).stdout


class Hardened(unittest.TestCase):
    def test_is_loaded_at_a_random_address(self):
        self.assertRegex(readelf("--file-header"), r"Type:\s+DYN")

    def test_resolves_all_functions_at_the_start_and_then_protects_their_table(self):
        self.assertIn("GNU_RELRO", readelf("--program-headers"))
        self.assertRegex(readelf("--dynamic"), r"BIND_NOW|Flags:.*NOW")

    def test_guards_its_stack_and_the_lengths_of_copies(self):
        symbols = readelf("--dyn-syms")
        self.assertIn("__stack_chk_fail", symbols)
        self.assertRegex(symbols, r"__\w+_chk@")
        self.assertIn("__glibcxx_assert_fail", symbols)


if __name__ == "__main__":
    if not shutil.which("readelf"):
        print("readelf is not there: skipped")
        raise SystemExit(77)
    unittest.main()
