"""Reads the sources for the architecture tests: files, includes, and text without comments and strings."""

import os
import pathlib
import re

ROOT = pathlib.Path(os.environ.get("SILOWALK_SOURCE_DIR") or pathlib.Path(__file__).resolve().parents[2])

LAYERS = {
    "base": 0,
    "scenario": 1,
    "journey": 2,
    "simulation": 3,
    "statistics": 4,
    "archive": 5,
    "experiment": 6,
    "mining": 6,
    "analysis": 7,
    "report": 8,
}
TOOLS = 9

# Order of the folders inside a layer, where a layer has folders. Folders of one number do not know each other.
FOLDERS = {
    "simulation": {"model": 0, "rules": 1, "customer": 2, "queues": 2, "ledger": 3, "decisions": 4, "compile": 5, "walk": 6},
    "scenario": {"language": 0, "checks": 1},
    "analysis": {"results": 0, "replay": 0, "audit": 0, "whatif": 0},
    "report": {"writers": 0, "help": 1, "replay": 1, "scenario": 1, "strategy": 2, "results": 3, "comparison": 3, "whatif": 4},
}


def sources(*folders):
    """All .h and .cpp files below these folders, as paths relative to the root."""
    return sorted(
        path.relative_to(ROOT)
        for folder in folders
        for path in (ROOT / folder).rglob("*")
        if path.suffix in (".h", ".cpp") and path.is_file()
    )


def read(path):
    return (ROOT / path).read_text(encoding="utf-8")


def layer_of(path):
    """The number of the layer of engine/<layer>/... or tools/...; includes go to lower or equal numbers."""
    if path.parts[0] == "tools":
        return TOOLS
    return LAYERS.get(path.parts[1]) if path.parts[0] == "engine" and len(path.parts) > 2 else None


def folder_of(path):
    """(layer, folder) of engine/<layer>/<folder>/..., else None."""
    return (path.parts[1], path.parts[2]) if path.parts[0] == "engine" and len(path.parts) > 3 else None


def module_of(path):
    """A header and its source are one module: the path without its ending."""
    return str(path)[: -len(path.suffix)]


def module_graph():
    """{module: modules it includes}, over engine/ and tools/."""
    graph = {}
    for path in sources("engine", "tools"):
        found = graph.setdefault(module_of(path), set())
        for _, _, what in includes(read(path)):
            target = pathlib.PurePosixPath(what)
            if target.parts[0] in ("engine", "tools") and module_of(target) != module_of(path):
                found.add(module_of(target))
    return graph


def rings(graph):
    """Strongly connected components of more than one node (Tarjan 1972, iterative), the largest first."""
    index, low, stack, on_stack, found = {}, {}, [], set(), []
    for root in sorted(graph):
        work = [(root, iter(sorted(graph[root])))] if root not in index else []
        while work:
            node, targets = work[-1]
            if node not in index:
                index[node] = low[node] = len(index)
                stack.append(node)
                on_stack.add(node)
            target = next((t for t in targets if t in graph and (t not in index or t in on_stack)), None)
            if target is None:
                work.pop()
                if work:
                    low[work[-1][0]] = min(low[work[-1][0]], low[node])
                if low[node] == index[node]:
                    ring = []
                    while not ring or ring[-1] != node:
                        ring.append(stack.pop())
                        on_stack.discard(ring[-1])
                    found.append(sorted(ring))
            elif target in index:
                low[node] = min(low[node], index[target])
            else:
                work.append((target, iter(sorted(graph[target]))))
    return sorted((ring for ring in found if len(ring) > 1), key=len, reverse=True)


INCLUDE = re.compile(r'^[ \t]*#[ \t]*include[ \t]*([<"])([^>"]+)[>"]', re.MULTILINE)


def includes(text):
    """[(line, '"' or '<', what)]"""
    return [(text.count("\n", 0, m.start()) + 1, m.group(1), m.group(2)) for m in INCLUDE.finditer(text)]


TOKENS = re.compile(
    r'R"(?P<tag>[^()\s\\]{0,16})\((?:.|\n)*?\)(?P=tag)"'  # raw string
    r'|"(?:\\.|[^"\\\n])*"'  # string
    r"|(?<![0-9a-fA-F])'(?:\\.|[^'\\\n])+'"  # character, not a digit separator
    r"|//[^\n]*"
    r"|/\*(?:.|\n)*?\*/"
)


def code_only(text):
    """The text with comments, strings and characters blanked, line for line."""

    def blank(match):
        kept = "".join("\n" if c == "\n" else " " for c in match.group())
        return kept if match.group().startswith("/") else '"' + kept[1:-1] + '"'

    return TOKENS.sub(blank, text)


def kind_of_brace(before):
    """What a brace opens, from the statement before it: "namespace", "type", "function" or "value"."""
    words = before.strip()
    if before.count("(") > before.count(")"):
        return "value"
    if re.match(r"(inline\s+)?namespace\b|extern\s*\"", words):
        return "namespace"
    outside = words
    while re.search(r"\([^()]*\)", outside):
        outside = re.sub(r"\([^()]*\)", " ", outside)
    if re.search(r"(?<![=!<>])=(?!=)", outside) and "operator" not in outside or outside.startswith("return"):
        return "value"
    if re.search(r"\b(struct|class|union|enum)\b", outside) and "(" not in words:
        return "type"
    if "(" in words or words == "" or re.search(r"\b(do|else|try)$", words):
        return "function"
    return "value"


def end_of_brace(code, position):
    """The position of the brace that closes the one at `position`."""
    depth = 0
    while position < len(code):
        depth += {"{": 1, "}": -1}.get(code[position], 0)
        if depth == 0:
            return position
        position += 1
    return position


MEMBER_INITIALISER = re.compile(r"\)[^()]*(?<!:)(?::(?!:)|,)\s*\w+(<[^<>]*>)?\s*$")  # S() : a{1}, b{2}


def functions(text):
    """[(line of the first word, lines from there to the closing brace, head)] of every function body in a C++ text.

    Bodies inside a function (lambdas, local types) count with the function that holds them."""
    code = re.sub(r"^[ \t]*#(?:[^\n\\]|\\.|\\\n)*", lambda m: re.sub(r"[^\n]", " ", m.group()), code_only(text), flags=re.MULTILINE)
    found, statement, start, position = [], "", 0, 0
    while position < len(code):
        letter = code[position]
        if letter == "{":
            kind = kind_of_brace(statement)
            if MEMBER_INITIALISER.search(statement):
                kind = "value"
            if kind in ("value", "function"):
                end = end_of_brace(code, position)
                if kind == "function" and "(" in statement:
                    first = code.count("\n", 0, start) + 1
                    found.append((first, code.count("\n", 0, end) + 2 - first, " ".join(statement.split())))
                position = end
            # What follows an initialiser of a member (`: a{1}, b{2} {`) still belongs to the same head.
            statement = statement + "{}" if kind == "value" else ""
        elif letter in "};" and statement.count("(") == statement.count(")"):
            statement = ""
        else:
            if not statement.strip() and not letter.isspace():
                start = position
            statement += letter
        position += 1
    return found
