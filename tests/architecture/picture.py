"""Draws the architecture of the sources: engine/architecture.svg, from nothing but the includes.

python3 tests/architecture/picture.py          writes engine/architecture.svg
python3 tests/architecture/picture.py --check  fails where the file is not what would be written (a test does this)

A row is a layer, the highest first. It shows the folders of the layer, the layer's subject (the first heading of its
README.md), the third-party libraries that it includes, and a dot under each layer whose headers it includes. No dot lies
to the left of the diagonal: includes go down only. Folders further to the right may include those to their left."""

import re
import sys
from html import escape

import sources

PICTURE = "engine/architecture.svg"
LIBRARIES = {
    r"xxh(ash|3)": "xxHash",
    r"toml": "toml++",
    r"boost/(graph|property_map|pending)": "Boost.Graph",
    r"boost/math": "Boost.Math",
    r"(tbb|oneapi)/": "oneTBB",
    r"hdf5|H5\w*\.h": "HDF5",
    r"boost/(program_options|any)": "Boost.Program_options",
}
ROW, BOX, LEFT, BOXES, DOTS, CELL, NAMES = 30, 24, 16, 110, 690, 22, 930


def layer_name(path):
    return "tools" if path.parts[0] == "tools" else path.parts[1]


def layers():
    """Names of the layers that exist, the highest first."""
    there = {layer_name(path) for path in sources.sources("engine", "tools")}
    numbers = dict(sources.LAYERS, tools=sources.TOOLS)
    return sorted(there, key=lambda name: (-numbers[name], name))


def includes_by_layer():
    """({(from, to)} of layers, {layer: names of third-party libraries})."""
    arrows, libraries = set(), {}
    for path in sources.sources("engine", "tools"):
        for _, mark, what in sources.includes(sources.read(path)):
            here = layer_name(path)
            if mark == '"' and what.startswith(("engine/", "tools/")):
                arrows.add((here, layer_name(sources.pathlib.PurePosixPath(what))))
            for pattern, name in LIBRARIES.items():
                if mark == "<" and re.match(pattern, what):
                    libraries.setdefault(here, set()).add(name)
    return arrows, libraries


def columns_of(layer):
    """The folders of a layer in columns: a column may include those before it."""
    order = {"verbs": 0} if layer == "tools" else sources.FOLDERS.get(layer, {})
    root = sources.ROOT / ("tools" if layer == "tools" else f"engine/{layer}")
    found = {}
    for name, number in order.items():
        if (root / name).is_dir():
            found.setdefault(number, []).append(name)
    return [sorted(found[number]) for number in sorted(found)]


def subject_of(layer):
    """What follows the colon in the first heading of the layer's page."""
    page = sources.ROOT / ("tools" if layer == "tools" else f"engine/{layer}") / "README.md"
    heading = page.read_text(encoding="utf-8").splitlines()[0] if page.is_file() else ""
    return heading.partition(": ")[2]


def text(x, y, content, size=13, extra=""):
    return f'<text x="{x}" y="{y}" font-size="{size}"{extra}>{escape(content)}</text>'


def row_of(layer, top, height):
    """The band of one layer: name, subject, folders."""
    drawn = [f'<rect class="band" x="{LEFT}" y="{top}" width="1118" height="{height - 6}" rx="5"/>']
    drawn.append(text(LEFT + 10, top + 20, layer, 14, ' font-weight="bold"'))
    drawn.append(text(LEFT + BOXES + 4, top + 20, subject_of(layer), 12, ' class="faint"'))
    x = LEFT + BOXES
    for column in columns_of(layer):
        width = 16 + max(8 * len(name) for name in column)
        for place, name in enumerate(column):
            y = top + ROW - 2 + place * BOX
            drawn.append(f'<rect class="box" x="{x}" y="{y}" width="{width}" height="{BOX - 4}" rx="3"/>')
            drawn.append(text(x + 8, y + 14, name, 12))
        x += width + 10
    return drawn


def draw():
    """The SVG of the architecture, as text. The same sources give the same bytes."""
    names = layers()
    arrows, libraries = includes_by_layer()
    drawn, top, tops = [], 90, {}
    for layer in names:
        height = ROW + BOX * max((len(column) for column in columns_of(layer)), default=0) + 6
        tops[layer] = top
        drawn += row_of(layer, top, height)
        drawn.append(text(NAMES, top + 20, ", ".join(sorted(libraries.get(layer, ()))), 12))
        top += height
    for column, below in enumerate(names):
        x = DOTS + column * CELL
        drawn.append(text(0, 0, below, 12, f' transform="translate({x + 3} 84) rotate(-50)"'))
        for above in names:
            if above == below:
                drawn.append(f'<circle class="own" cx="{x}" cy="{tops[above] + 15}" r="4"/>')
            elif (above, below) in arrows:
                drawn.append(f'<circle class="dot" cx="{x}" cy="{tops[above] + 15}" r="5"/>')
    head = [
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 1150 {top + 10}" font-family="system-ui, sans-serif">',
        "<style>.band{fill:#eef2f7}.box{fill:#fff;stroke:#8aa0b8}.dot{fill:#1f5fa8}.own{fill:none;stroke:#8aa0b8}"
        ".faint{fill:#51606f}</style>",
        f'<rect width="1150" height="{top + 10}" fill="#fff"/>',
        text(LEFT + 10, 64, "layer", 12, ' class="faint"'),
        text(LEFT + BOXES + 4, 64, "subject; folders: right may include left, stacked ones do not include each other", 12, ' class="faint"'),
        text(DOTS - 70, 84, "includes", 12, ' class="faint"'),
        text(NAMES, 64, "third-party libraries", 12, ' class="faint"'),
    ]
    return "\n".join([*head, *drawn, "</svg>"]) + "\n"


if __name__ == "__main__":
    file = sources.ROOT / PICTURE
    if "--check" in sys.argv:
        if not file.is_file() or file.read_text(encoding="utf-8") != draw():
            sys.exit(f"{PICTURE} is out of date: run python3 tests/architecture/picture.py")
    else:
        file.write_text(draw(), encoding="utf-8")
