"""The table of every figure used: value, range, source, where, and how much it moves the answer."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from fnmatch import fnmatchcase
from typing import TYPE_CHECKING, Any

from opendome import units
from opendome.reports import findings, numbers

if TYPE_CHECKING:
    from opendome.contract.run import DriverRow

ASSUMED = "assumed"
FIRST = 10
"""Of so many figures that move the answer most, assumed ones stand before all others."""

MOST_NAMED = 3
"""Figures that a picture names; the rest is a link to all."""


@dataclass(frozen=True)
class Assumption:
    """One figure as a row of the table; all as text.

    Attributes:
        anchor: Its name in the page.
        path, words: Where it stands in the scenario or library, and what it is.
        value, range: With the unit; the range is "" for a figure without one.
        effect: The answer at both ends of its range, a dash where that was not tried.
        assumed: Whether nobody published it.
        number: Of its source in the list of sources, 0 for none.
        where: The place in the source, and notes.
    """

    anchor: str
    path: str
    words: str
    value: str
    range: str
    effect: str
    assumed: bool
    number: int
    where: str


def assumptions(
    figures: Sequence[Mapping[str, Any]], drivers: Sequence[DriverRow], sources: Sequence[str]
) -> list[Assumption]:
    """Rows of the table, those first that move the answer most.

    Args:
        figures: Rows of `figures.parquet`: path, value, low, high, unit, moves_with, source, where.
        drivers: What was tried at both ends of its range, the strongest first.
        sources: Keys in the order of the list of sources.
    """
    groups = {row["path"]: row["moves_with"] or row["path"] for row in figures}
    effects = {groups.get(row.figure, row.figure): row for row in drivers}
    rank = {name: place for place, name in enumerate(effects)}

    def order(place: int) -> tuple[int, int]:
        row = figures[place]
        mine = rank.get(groups[row["path"]])
        if mine is None:
            return (2 + (row["low"] == row["high"]), place)
        return (0, mine)

    placed = sorted(range(len(figures)), key=order)
    made = [
        _row(place, figures[place], effects.get(groups[figures[place]["path"]]), sources) for place in placed
    ]
    top = sorted(made[:FIRST], key=lambda one: not (one.assumed and one.effect != numbers.MISSING))
    return _told_apart([*top, *made[FIRST:]])


def _row(
    place: int, figure: Mapping[str, Any], driver: DriverRow | None, sources: Sequence[str]
) -> Assumption:
    key = figure["path"].rsplit(".", 1)[-1]
    source = figure["source"] or ""
    effect = numbers.MISSING
    if driver is not None:
        ends = driver.no_leak_probability_at_low, driver.no_leak_probability_at_high
        effect = "–".join(numbers.hundredths(end) for end in ends)
    open_ended = figure["low"] < figure["high"]
    return Assumption(
        anchor=f"figure-of-{place + 1}",
        path=figure["path"],
        words=_words(figure["path"]),
        value=_with_unit(key, [figure["value"]]),
        range=_with_unit(key, [figure["low"], figure["high"]]) if open_ended else "",
        effect=effect,
        assumed=source == ASSUMED,
        number=sources.index(source) + 1 if source in sources else 0,
        where=figure["where"] or "",
    )


def _words(path: str) -> str:
    """What a figure is: with a capital and without its article."""
    words = findings.figure(path).removeprefix("the ")
    return words[:1].upper() + words[1:]


def _told_apart(rows: list[Assumption]) -> list[Assumption]:
    """Rows of the same words get the part of the path that tells them apart."""
    seen: dict[str, int] = {}
    for row in rows:
        seen[row.words] = seen.get(row.words, 0) + 1
    return [replace(row, words=_longer(row)) if seen[row.words] > 1 else row for row in rows]


def _longer(row: Assumption) -> str:
    parts = row.path.split(".")
    if parts[:2] == ["architecture", "interceptors"]:
        return f"{row.words}, interceptors {int(parts[2]) + 1}"
    between = [f"{part}" if not part.isdigit() else f"{int(part) + 1}" for part in parts[2:-1]]
    inner = re.sub(r"\bstages (\d+)", r"stage \1", " ".join(between).replace("_", " "))
    return f"{row.words}, {inner}" if inner else row.words


def _with_unit(key: str, values: Sequence[float]) -> str:
    """Values as they are written, with their unit once."""
    symbol = units.symbol(key)
    said = "–".join(f"{value:,.10g}" for value in values)
    return f"{said} {symbol}" if symbol else said


def used(rows: Sequence[Assumption], patterns: Sequence[str]) -> list[Assumption]:
    """The figures that a picture hangs on most, in the order of the table."""
    found = [row for row in rows if any(fnmatchcase(row.path, pattern) for pattern in patterns)]
    return found[:MOST_NAMED]
