"""Checks the rules of engine/README.md that the text of the sources can break."""

import pathlib
import re
import unittest

from sources import (
    FOLDERS,
    LAYERS,
    ROOT,
    code_only,
    end_of_brace,
    folder_of,
    includes,
    kind_of_brace,
    layer_of,
    module_graph,
    read,
    rings,
    sources,
)

# Which folders may name a third-party library: a pattern over what stands between the <> or "" of an include.
DEPENDENCIES = {
    r"xxh(ash|3)": {"engine/base"},
    r"toml\+\+|toml": {"engine/scenario"},
    r"boost/(graph|property_map|pending)": {"engine/journey"},
    r"boost/math": {"engine/statistics"},
    r"tbb/|oneapi/": {"engine/experiment"},
    r"hdf5|H5\w*\.h": {"engine/archive"},
    r"boost/(program_options|any)": {"tools"},
    r"Random123": set(),  # the tests' oracle
    r"gtest|gmock": set(),
}
KNOWN_BOOST = re.compile(r"boost/(graph|property_map|pending|math|program_options|any\b)")

PRINTS_OR_EXITS = re.compile(
    r"std::(cout|cerr|clog|cin)\b"
    r"|\b(?:std::)?(?:printf|fprintf|puts|fputs|putchar|perror)\s*\("
    r"|\bfmt::print\b"
    r"|\b(?:std::)?(?:exit|_exit|quick_exit|abort|terminate|atexit|signal|raise)\s*\("
    r"|\b(?:std::)?(?:getenv|secure_getenv|setenv|system|setlocale|srand|rand)\s*\("
    r"|\b(?:argv|argc|environ|__argv)\b"
    r"|std::locale::global"
)

# file: why it may read the environment
ENVIRONMENT_ALLOWED = {
    "engine/scenario/confined.cpp": "which files may be opened is a matter of the whole process, and changes no result",
}

# Layers where a double can reach a tally, and the functions that libm may answer differently on another CPU.
HOT_LAYERS = ("engine/base", "engine/journey", "engine/simulation")
LIBM = re.compile(
    r"\bstd::(log|log2|log10|log1p|exp|exp2|expm1|pow|sin|cos|tan|tanh|sinh|cosh|atan|atan2|erf|erfc|tgamma|lgamma|cbrt|hypot|fma)\s*\("
    r"|(?<![\w:.>])(log|log2|log10|log1p|exp|exp2|expm1|pow|tgamma|lgamma|cbrt|fma)\s*\("
)
# file: why it may
LIBM_ALLOWED = {
    "engine/journey/closed_forms.cpp": "only reports read it",
    "engine/journey/dwell.cpp": "only the closed forms read it",
    "engine/journey/queueing.cpp": "only reports read it",
}

# Lengths of time have names in engine/base/calendar.h: a year, a day in seconds and smaller units, a day and a week in
# minutes, a month as a decimal number.
CALENDAR = "engine/base/calendar.h"
LENGTHS_OF_TIME = re.compile(
    r"(?<![\w.])(?:365\.25|30\.437\d*|86'?400(?:e\d+)?|8\.64e\d+|1'?440|10'?080|604'?800)(?:\.0+)?(?![\w.])"
    r"|(?<![\w.])24(?:\.0)? \* 60\b|(?<![\w.])60(?:\.0)? \* 24\b"
)

FLOATING_SUM_ORDER = re.compile(r"std::(reduce|transform_reduce)\b|std::execution\b")


def line_of(text, position):
    return text.count("\n", 0, position) + 1


class Includes(unittest.TestCase):
    def test_every_folder_is_a_known_layer(self):
        layers = {path.parts[1] for path in sources("engine") if len(path.parts) > 2}
        self.assertLessEqual(layers, set(LAYERS))
        self.assertTrue(layers, "no sources found")

    def test_go_down_only(self):
        wrong = []
        for path in sources("engine", "tools"):
            for line, mark, what in includes(read(path)):
                target = pathlib.PurePosixPath(what)
                if target.parts[0] not in ("engine", "tools", "tests"):
                    continue
                layer = layer_of(target) if target.parts[0] != "tests" else None
                if mark == "<" or layer is None or layer > layer_of(path):
                    wrong.append(f"{path}:{line}: includes {what}, which is not in its layer or below")
        self.assertEqual(wrong, [], "\n" + "\n".join(wrong))

    def test_go_down_only_inside_a_layer(self):
        wrong = []
        for path in sources("engine"):
            here = folder_of(path)
            if here is None or here[0] not in FOLDERS:
                continue
            order = FOLDERS[here[0]]
            self.assertIn(here[1], order, f"{path}: the folder is not in FOLDERS of sources.py")
            for line, _, what in includes(read(path)):
                there = folder_of(pathlib.PurePosixPath(what))
                if there is None or there[0] != here[0] or there == here:
                    continue
                if order[there[1]] >= order[here[1]]:
                    wrong.append(f"{path}:{line}: includes {what}, which is not below {'/'.join(here)}")
        self.assertEqual(wrong, [], "\n" + "\n".join(wrong))

    def test_are_addresses_that_exist(self):
        wrong = []
        for path in sources("engine", "tools"):
            for line, mark, what in includes(read(path)):
                if mark == '"' and not ((ROOT / what).is_file() and what.startswith(("engine/", "tools/"))):
                    wrong.append(f'{path}:{line}: "{what}" is no address from the root')
        self.assertEqual(wrong, [], "\n" + "\n".join(wrong))

    def test_have_no_ring(self):
        graph = {
            str(path): [what for _, _, what in includes(read(path)) if what.startswith(("engine/", "tools/"))]
            for path in sources("engine", "tools")
        }
        done, ring = set(), []

        def visit(file, way):
            if file in way:
                ring.append(" -> ".join(way[way.index(file) :] + [file]))
            elif file not in done:
                for further in graph.get(file, []):
                    visit(further, way + [file])
                done.add(file)

        for file in graph:
            visit(file, [])
        self.assertEqual(ring, [])

    def test_have_no_ring_of_modules(self):
        """A header and its source count as one: no module needs itself through others."""
        self.assertEqual(rings(module_graph()), [])

    def test_the_search_for_rings_finds_them(self):
        graph = {"a": {"b"}, "b": {"c"}, "c": {"b", "d"}, "d": {"e"}, "e": {"d", "f"}, "f": {"e"}, "g": {"a"}}
        self.assertEqual(rings(graph), [["d", "e", "f"], ["b", "c"]])

    def test_one_layer_per_dependency(self):
        wrong = []
        for path in sources("engine", "tools"):
            layer = "/".join(path.parts[: 2 if path.parts[0] == "engine" else 1])
            for line, _, what in includes(read(path)):
                for pattern, layers in DEPENDENCIES.items():
                    if re.match(pattern, what) and layer not in layers:
                        wrong.append(f"{path}:{line}: {what} belongs in {sorted(layers) or 'the tests'}")
                if what.startswith("boost/") and not KNOWN_BOOST.match(what):
                    wrong.append(f"{path}:{line}: no layer is named for {what}")
                if what.startswith("fmt/") and path.suffix == ".h" and path.parts[0] == "engine":
                    wrong.append(f"{path}:{line}: fmt stays out of headers")
        self.assertEqual(wrong, [], "\n" + "\n".join(wrong))

    def test_headers_are_included_once(self):
        for path in sources("engine", "tools", "tests"):
            if path.suffix == ".h":
                self.assertIn("#pragma once", code_only(read(path)), path)


class Names(unittest.TestCase):
    def test_a_layer_is_a_namespace(self):
        """engine/<layer>/ declares in silowalk::<layer>, tools/ in silowalk::tools; both are inline namespaces."""
        wrong = []
        for path in sources("engine", "tools"):
            layer = path.parts[1] if path.parts[0] == "engine" else "tools"
            for match in re.finditer(r"^namespace (silowalk[\w: ]*)\{", code_only(read(path)), re.MULTILINE):
                if not re.fullmatch(rf"silowalk::inline {layer}(::\w+)*", match.group(1).strip()):
                    wrong.append(f"{path}: {match.group(1).strip()} is not silowalk::inline {layer}")
        self.assertEqual(wrong, [], "\n" + "\n".join(wrong))

    def test_no_two_headers_define_one_type(self):
        """The layers' namespaces are inline: a name defined in two of them would be ambiguous for users."""
        places = {}
        for path in sources("engine", "tools"):
            if path.suffix != ".h":
                continue
            text = code_only(read(path))
            for match in re.finditer(r"^(?:struct|class|enum class) (\w+)[^;{]*\{", text, re.MULTILINE):
                places.setdefault(match.group(1), []).append(f"{path}:{line_of(text, match.start())}")
        twice = {name: where for name, where in places.items() if len(where) > 1}
        self.assertEqual(twice, {})


class Engine(unittest.TestCase):
    def find(self, pattern, folders, allowed=()):
        found = []
        for path in sources(*folders):
            if str(path) in allowed:
                continue
            text = code_only(read(path))
            lines = text.splitlines()
            for match in pattern.finditer(text):
                line = line_of(text, match.start())
                found.append(f"{path}:{line}: {lines[line - 1].strip()}")
        return found

    def test_neither_prints_nor_exits_nor_reads_its_surroundings(self):
        found = self.find(PRINTS_OR_EXITS, ["engine"], ENVIRONMENT_ALLOWED)
        self.assertEqual(found, [], "\n" + "\n".join(found))

    def test_hot_layers_use_portable_mathematics_only(self):
        found = self.find(LIBM, HOT_LAYERS, LIBM_ALLOWED)
        self.assertEqual(found, [], "\n" + "\n".join(found))

    def test_leaves_no_order_of_summation_open(self):
        found = self.find(FLOATING_SUM_ORDER, ["engine"])
        self.assertEqual(found, [], "\n" + "\n".join(found))

    def test_names_each_length_of_time_once(self):
        found = self.find(LENGTHS_OF_TIME, ["engine", "tools"], {CALENDAR})
        self.assertEqual(found, [], f"\nwrite the name of {CALENDAR}:\n" + "\n".join(found))

    def test_the_search_for_lengths_of_time_finds_them(self):
        planted = """
double a = x * 365.25 / 12;
double b = 1 / 86400.0;
double c = 86400e6;
int d = 24 * 60;
double e = 1 / 1440.0;  // not 86400
int fine = 14400;
double also_fine = 0.1440 + x365.25f();
"""
        text = code_only(planted)
        lines = [line_of(text, match.start()) for match in LENGTHS_OF_TIME.finditer(text)]
        self.assertEqual(lines, [2, 3, 4, 5, 6])

    def test_has_no_mutable_global(self):
        found = []
        for path in sources("engine", "tools"):
            found += [f"{path}:{line}: {text}" for line, text in mutable_globals(read(path))]
        self.assertEqual(found, [], "\n" + "\n".join(found))

    def test_the_search_for_globals_finds_what_it_should(self):
        planted = """
namespace a {
int counter = 0;
constexpr int fine = 1;
static double last;
std::vector<int> cache;
char const* const name = "x;";
struct S { int member = 0; };
int f(int x) { int local = x; static int calls = 0; static int const table[] = {1, 2}; return local + calls; }
int declared(int);
inline std::atomic<bool> stop{false};
extern thread_local int seen;
}
"""
        self.assertEqual([line for line, _ in mutable_globals(planted)], [3, 5, 6, 9, 11, 12])


NOT_A_VARIABLE = re.compile(
    r"(?:__extension__\s+)?(using|typedef|namespace|template|struct|class|enum|union|friend|static_assert|public|private|protected|return|case|goto)\b"
)
A_VARIABLE = re.compile(r"[\w:]+(<.*>)?([\s&*]+[\w:<>]+)*[\s&*]+\w+(\[.*\])?$", re.DOTALL)


def mutable_globals(text):
    """Variables at namespace scope, and static ones anywhere, that are not constant: [(line, text)].

    A text check: it walks the braces and judges each statement that stands directly in namespaces, and every static one."""
    code = re.sub(r"^[ \t]*#(?:[^\n\\]|\\.|\\\n)*", lambda m: "\n" * m.group().count("\n"), code_only(text), flags=re.MULTILINE)
    found, scopes = [], []

    def judge(statement, position):
        words = statement.strip()
        name = re.split(r"[={(]", words, maxsplit=1)[0].strip()
        if not words or NOT_A_VARIABLE.match(words) or re.search(r"\b(const|constexpr|operator)\b", words):
            return
        is_static = re.match(r"(inline\s+)?(static|thread_local)\b", words)
        if not is_static and any(kind != "namespace" for kind in scopes):
            return
        if re.match(re.escape(name) + r"\s*\(", words) or not A_VARIABLE.match(name):
            return  # a function, or nothing that we know
        found.append((line_of(code, position), words.split("\n")[0]))

    statement, start, position = "", 0, 0
    while position < len(code):
        letter = code[position]
        if letter == "{":
            kind = kind_of_brace(statement)
            if kind == "value":
                position = end_of_brace(code, position)
                statement += "{}"
            else:
                scopes.append(kind)
                statement = ""
        elif letter == "}":
            if scopes:
                scopes.pop()
            statement = ""
        elif letter == ";" and statement.count("(") == statement.count(")"):
            judge(statement, start)
            statement = ""
        else:
            if not statement.strip() and not letter.isspace():
                start = position
            statement += letter
        position += 1
    return found


if __name__ == "__main__":
    unittest.main()
