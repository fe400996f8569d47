"""Cost against date: which pairs of a budget and a date are both kept, and how often."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

import numpy as np

from opendome.arrays import Floats
from opendome.reports import cost_sheet, cost_words, numbers, style
from opendome.reports.charts import Story
from opendome.reports.cost_sheet import SIZE, Priced
from opendome.reports.labels import Labels
from opendome.reports.plates import Data, Plate

if TYPE_CHECKING:
    from matplotlib.axes import Axes

NAME = "cost-and-date-together"
QUESTION = "Which budget and date hold together?"

_LEFT, _RIGHT, _TOP, _HIGH, _BELOW = 76.0, 44.0, 30.0, 340.0, 56.0
_DOTS = 1_500
"""Draws that are shown as dots, the first of all."""


@dataclass(frozen=True)
class Joint:
    """What the picture shows.

    Attributes:
        dates: When it stands in each draw, as a year with its fraction, shape (draw,); NaN: not within sight.
        totals: What it costs in each draw [dollars], shape (draw,).
        curve_dates, curve_totals: Pairs both kept with the chance `level`, shape (pair,); dates rise.
        level: That chance.
        asked: A date and a budget to hold against it; None: the medians of both.
    """

    dates: Floats
    totals: Floats
    curve_dates: Floats
    curve_totals: Floats
    level: float = 0.7
    asked: tuple[float, float] | None = None

    @property
    def point(self) -> tuple[float, float]:
        """The date and the budget that are held against it."""
        if self.asked is not None:
            return self.asked
        # a date that is never reached lies behind all others
        dates = np.where(np.isnan(self.dates), np.inf, self.dates)
        return float(np.quantile(dates, 0.5, method="lower")), float(np.quantile(self.totals, 0.5))

    def kept(self, date: float, usd: float) -> float:
        """The chance that both are kept."""
        return float(np.mean((self.dates <= date) & (self.totals <= usd)))


def draw(one: Joint, stands: str, made: Priced, folder: Path, used: tuple[str, ...] = ()) -> Plate:
    """Write `cost-and-date-together.svg` and `.png`.

    Args:
        one: What is shown.
        stands: What the date is of, in words: "the goal is first passed".
        made: What it was made from.
        folder: Where to write.
        used: Paths of the figures that decide most.
    """
    story = _story(one, stands, made, used)
    with cost_sheet.styled():
        whole, head = cost_sheet.sheet(story, made, _TOP + _HIGH + _BELOW)
        axes = cost_sheet.panel(whole, _LEFT, head + _TOP, style.WIDTH - _LEFT - _RIGHT, _HIGH)
        unit = _frame(axes, one)
        style.words(whole, f"Total [{unit} {made.dollars.kind}]", style.EDGE, head + 4.0, SIZE, style.SOFT)
        axes.set_xlabel(f"Date: {stands} [calendar year]", fontsize=SIZE)
        _marks(axes, one)
        return cost_sheet.saved(whole, story, head, folder)


def _frame(axes: Axes, one: Joint) -> str:
    ends = (0.003, 0.99)
    known = one.dates[~np.isnan(one.dates)]
    dates = [*np.quantile(known, ends).tolist(), one.point[0], *one.curve_dates[:1].tolist()]
    totals = [*np.quantile(one.totals, ends).tolist(), one.point[1], *one.curve_totals[-1:].tolist()]
    for span, limits in ((dates, axes.set_xlim), (totals, axes.set_ylim)):
        room = 0.06 * max(max(span) - min(span), 1e-3 * max(span))
        limits(min(span) - room, max(span) + room)
    ticks = cost_sheet.steps_of(*axes.get_xlim(), 8)
    whole = [tick for tick in ticks if tick == round(tick)] or ticks
    axes.set_xticks(whole, [f"{tick:g}" for tick in whole])
    return cost_sheet.money(axes.yaxis, *axes.get_ylim(), 6)


def _marks(axes: Axes, one: Joint) -> None:
    axes.plot(one.dates[:_DOTS], one.totals[:_DOTS], "o", markersize=2.6, color="#8fa0b3", alpha=0.55,
              markeredgewidth=0.0, zorder=2)  # fmt: skip
    axes.plot(one.curve_dates, one.curve_totals, color=style.MIDCOURSE, linewidth=2.4, zorder=5)
    date, usd = one.point
    left, bottom = axes.get_xlim()[0], axes.get_ylim()[0]
    axes.plot((left, date, date), (usd, usd, bottom), color=style.TEXT, linewidth=1.1,
              linestyle=(0, (4, 2)), zorder=4)  # fmt: skip
    axes.plot(date, usd, "s", markersize=8, color=style.PAGE, markeredgecolor=style.TEXT,
              markeredgewidth=1.8, zorder=7)  # fmt: skip
    labels = Labels(axes)
    labels.keep_off(one.curve_dates, one.curve_totals)
    labels.keep_off(np.array([left, date]), np.full(2, usd))
    labels.keep_off(np.full(2, date), np.array([bottom, usd]))
    labels.keep_off_box(date, usd, 8.0)
    name = "asked for" if one.asked is not None else "half of all, each by itself"
    labels.place(
        f"{name}:\nboth kept in {numbers.of_100(one.kept(date, usd))}", date, usd, SIZE, first=(-1, -1),
        halo=style.PAGE,
    )  # fmt: skip
    middle = len(one.curve_dates) // 2
    if len(one.curve_dates):
        labels.place(
            f"both kept in {100.0 * one.level:.0f} of 100", float(one.curve_dates[middle]),
            float(one.curve_totals[middle]), SIZE, style.MIDCOURSE_TEXT, "semibold", first=(1, 1),
            halo=style.PAGE,
        )  # fmt: skip


def when(date: float) -> str:
    """A date to the quarter, in words.

    >>> when(2034.1), when(2034.9)
    ('early 2034', 'late 2034')
    """
    part = ("early", "spring", "summer", "late")[min(int(4.0 * (date % 1.0)), 3)]
    return f"{part} {int(date)}"


def _story(one: Joint, stands: str, made: Priced, used: tuple[str, ...]) -> Story:
    date, usd = one.point
    both = numbers.of_100(one.kept(date, usd))
    asked = "asked for" if one.asked is not None else "which half of all draws keep each by itself"
    finding = (
        f"{cost_words.told(usd, made.dollars)} and {when(date)}, {asked}, are both kept in {both} futures."
    )
    if len(one.curve_dates):
        middle = len(one.curve_dates) // 2
        day, total = float(one.curve_dates[middle]), float(one.curve_totals[middle])
        finding += (
            f" For {100.0 * one.level:.0f} of 100 it takes, for example, {cost_words.amount(total)} and "
            f"{when(day)}."
        )
    return Story(
        name=NAME,
        question=QUESTION,
        finding=finding,
        reading="Each dot is one future; the date says when " + stands + ". Right of and above the curve lie "
        f"pairs that are kept in more than {100.0 * one.level:.0f} of 100.",
        drawn_by=f"Both kept: {both} at {when(date)} and {cost_words.amount(usd)}.",
        used=used,
        data=Data(
            ("Date [calendar year]", f"Total that goes with it [{made.dollars.kind}]"),
            tuple(
                (round(float(day), 2), round(float(total)))
                for day, total in zip(one.curve_dates, one.curve_totals, strict=True)
            ),
        ),
    )
