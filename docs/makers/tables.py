"""Tables in Markdown."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

MADE = "<!-- Made by docs/generate.py. Change the code it is made from, then run it again. -->\n"


def table(head: Sequence[str], rows: Iterable[Sequence[str]]) -> str:
    """A table, one line a row."""
    lines = [head, ["---"] * len(head), *rows]
    return "".join("| " + " | ".join(map(_cell, line)) + " |\n" for line in lines)


def _cell(text: str) -> str:
    return " ".join(text.replace("|", "\\|").split())


def number(value: float) -> str:
    """A number as people write it."""
    return f"{value:,.12g}" if abs(value) < 1e9 and (value == 0 or abs(value) >= 1e-4) else f"{value:g}"
