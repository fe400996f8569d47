"""Cost by fiscal year: the total with its band on top, then each layer by itself, all on one scale."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

import numpy as np

from opendome.arrays import Floats
from opendome.reports import cost_sheet, cost_words, numbers, style
from opendome.reports.charts import Story
from opendome.reports.cost_sheet import COLOURS, SIZE, Priced
from opendome.reports.plates import Data, Plate

if TYPE_CHECKING:
    from matplotlib.axes import Axes
    from matplotlib.figure import Figure

NAME = "what-each-year-costs"
QUESTION = "What does each year cost?"

_LEFT, _RIGHT, _TOP, _HIGH = 76.0, 30.0, 26.0, 220.0
_ACROSS, _GAP, _SMALL, _TITLE, _BELOW = 4, 26.0, 104.0, 64.0, 34.0
_SLOT = 0.8
"""Width of a bar [years]."""


@dataclass(frozen=True)
class Part:
    """One layer.

    Attributes:
        name: What readers see.
        category: A key of `COLOURS`.
        mean: Of each year [dollars], shape (year,).
    """

    name: str
    category: str
    mean: Floats


@dataclass(frozen=True)
class ByYear:
    """What the picture shows.

    Attributes:
        years: Fiscal years, shape (year,).
        mean, low, high: Of the total [dollars], shape (year,); low and high are the ends of the 90 % band.
        parts: Layers; their means add up to the total's.
    """

    years: Floats
    mean: Floats
    low: Floats
    high: Floats
    parts: Sequence[Part]


def draw(one: ByYear, made: Priced, folder: Path, used: tuple[str, ...] = ()) -> Plate:
    """Write `what-each-year-costs.svg` and `.png`.

    Args:
        one: What is shown.
        made: What it was made from.
        folder: Where to write.
        used: Paths of the figures that decide most.
    """
    story = _story(one, made, used)
    rows = -(-len(one.parts) // _ACROSS)
    small = rows * (_TITLE + _SMALL) + (_BELOW if rows else 0.0)
    with cost_sheet.styled():
        whole, head = cost_sheet.sheet(story, made, _TOP + _HIGH + 30.0 + small)
        axes = cost_sheet.panel(whole, _LEFT, head + _TOP, style.WIDTH - _LEFT - _RIGHT, _HIGH)
        unit = _total(axes, one)
        said = f"{unit[0].upper()}{unit[1:]} {made.dollars.kind}, each fiscal year"
        style.words(whole, said, style.EDGE, head, SIZE, style.SOFT)
        _small_ones(whole, one, head + _TOP + _HIGH + 30.0)
        return cost_sheet.saved(whole, story, head, folder)


def _frame(axes: Axes, years: Floats, most: float, ticks: int) -> str:
    axes.set_xlim(float(years[0]) - 0.6, float(years[-1]) + 0.6)
    axes.set_ylim(0.0, most)
    axes.grid(visible=False, axis="x")
    return cost_sheet.money(axes.yaxis, 0.0, most, ticks)


def _total(axes: Axes, one: ByYear) -> str:
    """Bars of the mean, and the band as a ribbon over them."""
    unit = _frame(axes, one.years, 1.06 * float(max(one.high.max(), one.mean.max(), 1.0)), 5)
    cost_sheet.fiscal_years(axes, one.years)
    axes.bar(one.years, one.mean, _SLOT, color="#aab4c0", linewidth=0.0, zorder=3)
    look: dict[str, Any] = {"color": style.TEXT, "linewidth": 1.3, "zorder": 5}
    axes.vlines(one.years, one.low, one.high, **look)
    for ends in (one.low, one.high):
        axes.hlines(ends, one.years - 0.18, one.years + 0.18, **look)
    return unit


def _small_ones(whole: Figure, one: ByYear, top: float) -> None:
    """A panel a layer; the height of a bar means the same in all of them."""
    if not one.parts:
        return
    most = 1.1 * max(float(part.mean.max()) for part in one.parts) or 1.0
    wide = (style.WIDTH - _LEFT - _RIGHT - (_ACROSS - 1) * _GAP) / _ACROSS
    rows = -(-len(one.parts) // _ACROSS)
    for place, part in enumerate(one.parts):
        row, column = divmod(place, _ACROSS)
        left = _LEFT + column * (wide + _GAP)
        high = top + row * (_SMALL + _TITLE) + _TITLE
        axes = cost_sheet.panel(whole, left, high, wide, _SMALL)
        _frame(axes, one.years, most, 3)
        colour, text = COLOURS[part.category]
        axes.bar(one.years, part.mean, _SLOT, color=colour, linewidth=0.0, zorder=3)
        axes.set_xticks(sorted({int(one.years[0]), int(one.years[-1])}))
        if len(one.years) > 1:
            first, last = axes.get_xticklabels()
            first.set_horizontalalignment("left")
            last.set_horizontalalignment("right")
        if column:
            axes.tick_params(axis="y", labelleft=False)
        if row < rows - 1 and place + _ACROSS < len(one.parts):
            axes.tick_params(axis="x", labelbottom=False)
        style.words(whole, part.name, left, high - 36.0, SIZE, text, weight="semibold")
        style.words(whole, cost_words.amount(float(part.mean.sum())), left, high - 19.0, SIZE, style.SOFT)


def _story(one: ByYear, made: Priced, used: tuple[str, ...]) -> Story:
    top = int(np.argmax(one.mean))
    year = int(one.years[top])
    peak = cost_words.banded(float(one.mean[top]), float(one.low[top]), float(one.high[top]))
    finding = f"The dearest year is FY {year}: {peak}, in {made.dollars.kind}."
    if one.parts:
        dearest = max(one.parts, key=lambda part: float(part.mean.sum()))
        share = float(dearest.mean.sum()) / max(float(one.mean.sum()), 1e-9)
        finding += f" {numbers.rounded(100.0 * share, 0)} % of all years together: {dearest.name.lower()}."
    columns = ["Fiscal year", f"Total [{made.dollars.kind}]", "5 of 100 draws below", "5 of 100 draws above"]
    columns += [f"{part.name} [{made.dollars.kind}]" for part in one.parts]
    held = (one.mean, one.low, one.high, *(part.mean for part in one.parts))
    rows = tuple(
        (int(year), *(round(float(amounts[place])) for amounts in held))
        for place, year in enumerate(one.years)
    )
    said = [f"{part.name} {cost_words.amount(float(part.mean.sum()))}" for part in one.parts]
    return Story(
        name=NAME,
        question=QUESTION,
        finding=finding,
        reading="Upright lines hold 90 of 100 draws. Below, each layer by itself, all on one scale.",
        drawn_by=f"All years: {cost_words.amount(float(one.mean.sum()))}"
        + (f"; {numbers.listing(said)}." if said else "."),
        used=used,
        data=Data(tuple(columns), rows),
    )
