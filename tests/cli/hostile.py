"""Texts that try to leave the place where they are shown: one corpus for all formats."""

# A reader accepts these: they are printable, and a company may be called so.
PRINTABLE = {
    "a script": "<script>alert(1)</script>",
    "an attribute": "\"><img src=x onerror=alert(1)>' onload='x",
    "ends of XML": "]]> --> --} ?> </svg></text></title></style> <!ENTITY x 'y'> &x; &lt; &#27;",
    "an end of DOT": "\"]; evil [label=\"x\\\"]; } \\N \\",
    "a formula": "=cmd|' /C calc'!A0",
    "a formula with a sign": "-2+3+cmd|' /C calc'!A0",
    "a function": "@SUM(1+1)*cmd|' /C calc'!A0",
    "a formula behind a semicolon": "x;=HYPERLINK(\"http://x\",\"y\")",
    "Markdown": "| a | `b` | [c](javascript:alert(1)) ![d](e) **f** ~~g~~ \\",
    "a list of Markdown": "- # 1. > x\\",
    "formats of printf": "%s%n%p {} {0} $(id) `id` ${HOME}",
    "turned writing": "a\u202egnp.\u202d \u2066b\u2069 \u200f\u200e\u061c",
    "a forged line": "x" + " " * 90 + "0" * 32 + "  o.h5: matches",
    "wide characters": "Größe 会社 😀 e\u0301 \u200b",
    "a long one": "LONG " * 800,
}

# A reader refuses these, and shows none of it in the complaint.
REFUSED = {
    "a null": "a\0b",
    "colours": "\x1b[2J\x1b[31mred\x1b[0m",
    "a title of the terminal": "\x1b]0;owned\x07",
    "an answer of the terminal": "\x1b[6n\x1bP$q\x1b\\",
    "C1": "\x9b2J\x9d0;owned\x9c\x85",
    "delete": "a\x7f\x7f\x08\x08b",
    "a forged line": "x\n" + "0" * 32 + "  o.h5: matches",
    "a line that is written over": "x\ro.h5: matches",
    "a tab": "\t=1+1",
    "line separators": "a\u2028b\u2029c",
}

# Bytes that are no UTF-8: C1 as a byte, overlong, a surrogate, a character cut short.
NO_UTF8 = [b"\x9b2J", b"\xc0\x80", b"\xed\xa0\x80", b"\xe2\x82", b"\xff\xfe"]

TURNING = set("\u061c\u200e\u200f\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069\u2028\u2029")


def obeyed(text, allowed="\n"):
    """The characters of a text that a terminal would obey, or that turn the direction of writing."""
    return {c for c in text if c not in allowed and (ord(c) < 32 or 0x7F <= ord(c) < 0xA0 or c in TURNING)}


def toml(text):
    """A text as TOML writes it."""
    return '"' + "".join(f"\\U{ord(c):08X}" if c in '"\\' or not c.isprintable() else c for c in text) + '"'
