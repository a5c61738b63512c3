"""Checks the documents: what they link to and name exists, every folder has a page, what is generated is up to date."""

import re
import unittest

import counts
import measures
import picture
import sources

FILE_NAME = re.compile(r"[\w./-]+\.(h|cpp|py|md|cmake|toml|svg|xsd|txt|json|dict)")
PLACE = re.compile(r"\.?\.?/?(engine|tests|tools|scenarios|results|\.ci)/[\w./-]*")
# Names in documents that stand for a file of the reader's, or one that a command writes.
EXAMPLES = {"CMakeLists.txt", "case.toml"}


def documents(*patterns):
    found = {path for pattern in patterns for path in sources.ROOT.glob(pattern)}
    return sorted(path for path in found if not any(part.startswith("build") for part in path.parts))


def all_files():
    tops = ("engine", "tests", "tools", "scenarios", "results", ".ci")
    inside = {str(path.relative_to(sources.ROOT)) for top in tops for path in (sources.ROOT / top).rglob("*")}
    return inside | {path.name for path in sources.ROOT.iterdir()}


def heading_anchor(heading):
    """The anchor that GitHub gives to a heading."""
    return re.sub(r"[^\w\- ]", "", heading.strip().lower()).replace(" ", "-")


def anchors(path):
    text = re.sub(r"^```.*?^```", "", path.read_text(encoding="utf-8"), flags=re.MULTILINE | re.DOTALL)
    named = set(re.findall(r'<a (?:id|name)="([^"]+)"', text))
    return named | {heading_anchor(match) for match in re.findall(r"^#+ (.*)$", text, re.MULTILINE)}


def links(text):
    """[(target, anchor)] of links to places in the repository."""
    found = re.findall(r"\]\(([^)#\s]*)(?:#([^)\s]*))?\)", text)
    return [(target, anchor) for target, anchor in found if "://" not in target and not target.startswith("mailto:")]


class Documents(unittest.TestCase):
    def test_links_lead_somewhere(self):
        wrong = []
        for page in documents("*.md", "engine/**/*.md", "tests/**/*.md", "tools/**/*.md", "scenarios/**/*.md", "results/*.md"):
            for target, anchor in links(page.read_text(encoding="utf-8")):
                there = (page.parent / target).resolve() if target else page
                if not there.exists():
                    wrong.append(f"{page.relative_to(sources.ROOT)}: no {target}")
                elif anchor and there.suffix == ".md" and anchor not in anchors(there):
                    wrong.append(f"{page.relative_to(sources.ROOT)}: no heading #{anchor} in {target or 'itself'}")
        self.assertEqual(wrong, [], "\n" + "\n".join(wrong))

    def test_files_that_are_named_exist(self):
        """In the developers' pages, what stands between backquotes and looks like a file is one."""
        wrong, known = [], all_files()
        for page in documents("engine/**/*.md", "tests/**/*.md", "tools/**/*.md"):
            text = re.sub(r"^```.*?^```", "", page.read_text(encoding="utf-8"), flags=re.MULTILINE | re.DOTALL)
            for word in re.findall(r"`([^`\n]+)`", text):
                if word in EXAMPLES or re.search(r"[*<>{}]|NAME|NNN", word):
                    continue
                place = word.strip("/")
                if FILE_NAME.fullmatch(word) or PLACE.fullmatch(word):
                    if not any(file == place or file.endswith("/" + place) for file in known):
                        wrong.append(f"{page.relative_to(sources.ROOT)}: there is no {word}")
        self.assertEqual(wrong, [], "\n" + "\n".join(wrong))

    def test_the_example_in_the_engines_page_is_the_one_that_is_built(self):
        page = sources.read("engine/README.md")
        program = {line.strip() for line in sources.read("tests/install/user/main.cpp").splitlines()}
        shown = re.search(r"^```cpp\n(.*?)^```", page, re.MULTILINE | re.DOTALL).group(1)
        self.assertEqual([line for line in shown.splitlines() if line.strip() not in program], [])

    def test_every_folder_of_the_second_level_has_a_page(self):
        self.assertEqual(measures.folders_without_page(), [])

    def test_readme_has_every_verb(self):
        """The table of verbs in README.md (or the guide that takes its place) names each verb of the program."""
        verbs = re.findall(r'^\s*\{"(\w+)",', sources.read("tools/verbs.cpp"), re.MULTILINE)
        pages = "".join(page.read_text(encoding="utf-8") for page in documents("README.md", "tools/**/*.md"))
        self.assertGreater(len(verbs), 10)
        self.assertEqual([verb for verb in verbs if not re.search(rf"^\| `{verb}[ `]", pages, re.MULTILINE)], [])

    def test_the_picture_is_up_to_date(self):
        drawn = (sources.ROOT / picture.PICTURE).read_text(encoding="utf-8")
        self.assertEqual(drawn, picture.draw(), "run python3 tests/architecture/picture.py")

    def test_the_counts_of_tests_are_right_within_a_fifth(self):
        """A new test need not touch the page; a page that has grown wrong fails."""
        numbers = [int(line.split("|")[2]) for line in counts.written().splitlines()[2:]]
        self.assertEqual(len(numbers), len(counts.counts()))
        for (kind, now, _, where), then in zip(counts.counts(), numbers):
            self.assertLessEqual(abs(now - then), max(5, now // 5), f"{kind} in {where}: run counts.py --write")


if __name__ == "__main__":
    unittest.main()
