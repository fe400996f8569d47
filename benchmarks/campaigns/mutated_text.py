"""Ways to damage a file as text: lines, indents, bytes, and all that YAML can do."""

from __future__ import annotations

from collections.abc import Callable
from random import Random

Way = Callable[[str, Random], str | bytes]

ODD_MARKS = (
    "\ufeff", "\u200b", "\u2028", "\u2029", "\x85", "\xa0", "\u202e", "é", "ß", "\u0130", "\u0661",
    "\U0001f680",
    "a\u0301", "\u2212", "\uff1a", "“", "\t", "\x00", "\x07", "\x1b[31m", "\x7f", "\ufffe", "\x0b", "\x0c",
)  # fmt: skip
SYNTAX = (
    ":", " :", ": ", "- ", "-", "[", "]", "{", "}", ",", "#", " #", "&", "*", "!", "|", ">", "|-", ">+2",
    "'", '"',
    "%", "@", "`", "?", "? ", "---", "...", "%YAML 1.1\n---\n", "<<: ", "~", "\\",
    "!!python/object:os.system ",
)  # fmt: skip
RAW = (b"\xff", b"\xfe\xff", b"\xc0\xaf", b"\xed\xa0\x80", b"\x80", b"\xf4\x90\x80\x80", b"\x00\x00", b"\xe9")


def _lines(text: str) -> list[str]:
    return text.split("\n")


def _some(text: str, lot: Random) -> tuple[list[str], int]:
    """The lines, and one of them that is not empty."""
    lines = _lines(text)
    full = [place for place, line in enumerate(lines) if line.strip()] or [0]
    return lines, lot.choice(full)


def _at(text: str, lot: Random, put: str) -> str:
    place = lot.randint(0, len(text))
    return text[:place] + put + text[place:]


def delete_line(text: str, lot: Random) -> str:
    lines, place = _some(text, lot)
    del lines[place]
    return "\n".join(lines)


def repeat_line(text: str, lot: Random) -> str:
    lines, place = _some(text, lot)
    lines.insert(lot.choice((place, lot.randint(0, len(lines)))), lines[place])
    return "\n".join(lines)


def swap_lines(text: str, lot: Random) -> str:
    lines, place = _some(text, lot)
    other = lot.randrange(len(lines))
    lines[place], lines[other] = lines[other], lines[place]
    return "\n".join(lines)


def repeat_block(text: str, lot: Random) -> str:
    lines, place = _some(text, lot)
    end = min(len(lines), place + lot.randint(2, 9))
    return "\n".join(lines[:end] + lines[place:end] + lines[end:])


def indent(text: str, lot: Random) -> str:
    lines, place = _some(text, lot)
    for row in range(place, min(len(lines), place + lot.choice((1, 1, 1, 3, 99)))):
        lines[row] = " " * lot.choice((1, 2, 4)) + lines[row]
    return "\n".join(lines)


def dedent(text: str, lot: Random) -> str:
    lines, place = _some(text, lot)
    for row in range(place, min(len(lines), place + lot.choice((1, 1, 1, 3, 99)))):
        lines[row] = lines[row].removeprefix(" " * lot.choice((1, 2, 4)))
    return "\n".join(lines)


def tab(text: str, lot: Random) -> str:
    lines, place = _some(text, lot)
    lines[place] = lot.choice(
        ("\t" + lines[place].lstrip(), lines[place].replace(" ", "\t"), lines[place] + "\t")
    )
    return "\n".join(lines)


def cut(text: str, lot: Random) -> str:
    place = lot.randint(0, len(text))
    return lot.choice((text[:place], text[:place], text[place:]))


def delete_span(text: str, lot: Random) -> str:
    place = lot.randint(0, len(text))
    return text[:place] + text[place + lot.randint(1, 12) :]


def odd_mark(text: str, lot: Random) -> str:
    return _at(text, lot, lot.choice(ODD_MARKS) * lot.choice((1, 1, 3)))


def syntax(text: str, lot: Random) -> str:
    return _at(text, lot, lot.choice(SYNTAX))


def any_mark(text: str, lot: Random) -> str:
    put = "".join(
        chr(lot.choice((lot.randrange(128), lot.randrange(0xD7FF)))) for _ in range(lot.randint(1, 4))
    )
    return _at(text, lot, put)


def raw_bytes(text: str, lot: Random) -> bytes:
    held = text.encode("utf8", "replace")
    place = lot.randint(0, len(held))
    put = lot.choice((*RAW, bytes(lot.randrange(256) for _ in range(3))))
    return held[:place] + put + held[place:]


def byte_order_mark(text: str, lot: Random) -> str | bytes:
    return lot.choice(("\ufeff" + text, "\ufeff\ufeff" + text, text.encode("utf-16"), text.encode("utf-32")))


def line_ends(text: str, lot: Random) -> str:
    return text.replace("\n", lot.choice(("\r\n", "\r", "\n\n", "\r\r\n", "\u2028", "\x85", "\n\r")))


def long_line(text: str, lot: Random) -> str:
    lines, place = _some(text, lot)
    much = lot.choice((200, 5_000, 200_000))
    filling = lot.choice(
        ("x" * much, " " * much + "1", "9" * much, "a, " * (much // 3), "é" * much, "# " + "y" * much)
    )
    lines[place] = lines[place] + lot.choice(("", " ")) + filling
    return "\n".join(lines)


def long_key(text: str, lot: Random) -> str:
    lines, place = _some(text, lot)
    return "\n".join([*lines[:place], "k" * lot.choice((200, 1_100, 50_000)) + ": 1", *lines[place:]])


def deep(text: str, lot: Random) -> str:
    lines, place = _some(text, lot)
    depth = lot.choice((5, 45, 300, 3_000))
    made = lot.choice(
        (
            "deep: " + "[" * depth + "]" * depth,
            "deep: " + "[" * depth,
            "deep: " + "{a: " * depth + "1" + "}" * depth,
            "- " * depth + "1",
            "\n".join(" " * row + "a:" for row in range(min(depth, 400))),
        )
    )
    return "\n".join([*lines[:place], made, *lines[place:]])


def alias(text: str, lot: Random) -> str:
    lines, place = _some(text, lot)
    head, colon, rest = lines[place].partition(": ")
    if colon and rest:
        lines[place] = f"{head}: &one {rest}"
    other = lot.randrange(len(lines))
    head, colon, _ = lines[other].partition(": ")
    if colon:
        lines[other] = f"{head}: {lot.choice(('*one', '*one', '*two', '&one *one', '[*one, *one]'))}"
    return "\n".join(lines)


def alias_storm(text: str, lot: Random) -> str:
    rows = ["a0: &a0 [x, x, x, x, x, x, x, x, x]"]
    rows += [
        f"a{row}: &a{row} [{', '.join([f'*a{row - 1}'] * 9)}]" for row in range(1, lot.choice((3, 9, 30)))
    ]
    return "\n".join([*rows, text]) if lot.random() < 0.5 else "\n".join([text, *rows])


def merge_key(text: str, lot: Random) -> str:
    lines, place = _some(text, lot)
    gap = " " * (len(lines[place]) - len(lines[place].lstrip()))
    put = lot.choice(("<<: {a: 1}", "<<: *one", "<<: [*a, *b]", "<<: 3", "base: &one {count: 2}\n<<: *one"))
    return "\n".join([*lines[:place], gap + put, *lines[place:]])


def tag(text: str, lot: Random) -> str:
    lines, place = _some(text, lot)
    head, colon, rest = lines[place].partition(": ")
    name = lot.choice(
        ("!!str", "!!int", "!!float", "!!bool", "!!null", "!!binary", "!!set", "!!omap", "!!map", "!!seq",
        "!x", "!",
         "!!timestamp", "!<tag:yaml.org,2002:int>", "!e!x", "!!python/name:os.system")
    )  # fmt: skip
    lines[place] = f"{head}{colon or ' '}{name} {rest}"
    return "\n".join(lines)


def odd_quotes(text: str, lot: Random) -> str:
    lines, place = _some(text, lot)
    head, colon, rest = lines[place].partition(": ")
    new = lot.choice(
        (f"'{rest}'", f'"{rest}"', f"'{rest}", f'"{rest}', '"\\x00"', '"\\ud800"', '"\\q"', '"\\u12"',
        "|\n  a\n b",
         ">\n", "|\n", "''", '"\\n\\n"', '"a\\\n  b"')
    )  # fmt: skip
    lines[place] = head + (colon or ": ") + new
    return "\n".join(lines)


def marks_of_documents(text: str, lot: Random) -> str:
    put = lot.choice(
        ("---", "...", "--- x", "---\n---", "%YAML 1.2", "%YAML 9.9\n---", "%TAG ! tag:x,2000:\n---")
    )
    lines, place = _some(text, lot)
    place = lot.choice((0, place, len(lines)))
    return "\n".join([*lines[:place], put, *lines[place:]])


def comment_away(text: str, lot: Random) -> str:
    lines, place = _some(text, lot)
    lines[place] = lot.choice(
        ("# " + lines[place], lines[place].replace(" ", " #", 1), lines[place] + " # é")
    )
    return "\n".join(lines)


def only(_text: str, lot: Random) -> str | bytes:
    """A file that is hardly one."""
    return lot.choice(
        ("", " ", "\n", "\n\n\n", "#", "# only a comment\n", "~", "null", "[]", "{}", "0", "a", "- a",
        "---\n", "...",
         "\ufeff", "\t", "\r", b"\x00", b"\xff\xfe", "x" * 2_100_000, "- \n" * 120_000, "a: 1\n" * 3_000,
         ":", "- - - -",
         "kind: scenario", "kind: radar", "raid:", "raid: []", "? a\n: b", "? [a]\n: b", "? {a: b}", "[a]: b")
    )  # fmt: skip


WAYS: dict[str, Way] = {
    way.__name__.replace("_", " "): way
    for way in (
        delete_line, repeat_line, swap_lines, repeat_block, indent, dedent, tab, cut, delete_span, odd_mark,
        syntax,
        any_mark, raw_bytes, byte_order_mark, line_ends, long_line, long_key, deep, alias, alias_storm,
        merge_key, tag,
        odd_quotes, marks_of_documents, comment_away, only,
    )
}  # fmt: skip
"""By name, every way to damage a text."""

RARE = {"only", "alias storm", "byte order mark", "long line", "deep", "long key"}
"""Tried a fifth as often: there is little to them beyond the first few tries, and they are slow."""
