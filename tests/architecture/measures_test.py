"""Checks measures.py: that it runs, and that it finds functions and their lengths."""

import subprocess
import sys
import unittest

import measures
import sources

PLANTED = """
namespace a {
int f(int x) { return x; }
struct S {
  S() : member{1} {
    member = 2;
  }
  int member = 0;
};
template <class T>
T g(T x)
{
  auto const twice = [&x] {
    return x + x;
  };
  return twice();
}
int declared(int);
std::vector<int> const list{1, 2};
}  // namespace a
"""


class Measures(unittest.TestCase):
    def test_functions_are_found_with_their_lengths(self):
        found = [(line, length) for line, length, _ in sources.functions(PLANTED)]
        self.assertEqual(found, [(3, 1), (5, 3), (10, 8)])

    def test_the_structure_keeps_its_limits(self):
        """What tools/ may hold, how long a verb and a function may be."""
        texts = {path: sources.read(path) for path in sources.sources("engine", "tools")}
        lines = {str(path): text.count("\n") for path, text in texts.items()}
        verbs = {path: number for path, number in lines.items() if path.startswith("tools/verbs/") and number > 100}
        self.assertEqual(verbs, {}, "a verb has at most 100 lines")
        self.assertLessEqual(sum(number for path, number in lines.items() if path.startswith("tools/")), 3000)
        lengths = [length for text in texts.values() for _, length, _ in sources.functions(text)]
        over = sum(length > 60 for length in lengths)
        self.assertLessEqual(over / len(lengths), 0.0011, "functions over 60 lines")

    def test_the_script_prints_a_table(self):
        script = str(sources.ROOT / "tests/architecture/measures.py")
        root = str(sources.ROOT)
        result = subprocess.run([sys.executable, "-B", script, root, root], capture_output=True, text=True, check=True)
        lines = result.stdout.splitlines()
        self.assertEqual({line.count("|") for line in lines}, {6})
        self.assertIn("largest ring of modules", lines[2])
        self.assertTrue(all(line.split("|")[2] == line.split("|")[3] for line in lines), "the same checkout twice")


if __name__ == "__main__":
    unittest.main()
