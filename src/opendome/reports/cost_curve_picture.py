"""The S-curve: for each budget, in how many of 100 futures it is enough."""

from __future__ import annotations

from collections.abc import Sequence
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

NAME = "how-much-is-enough"
QUESTION = "How much money is enough?"
LEVELS = (0.5, 0.7, 0.8)
"""Confidence levels that are marked."""

_LEFT, _RIGHT, _TOP, _HIGH, _BELOW = 76.0, 44.0, 16.0, 330.0, 56.0
_POINTS = 400
"""Points that a curve is drawn through."""


@dataclass(frozen=True)
class Curve:
    """What the picture shows.

    Attributes:
        totals: Of the draws [dollars], shape (draw,).
        point: With every figure at its value and without growth [dollars]; None: not shown.
        published: Names and dollars of published totals in the same dollars; they stand as lines.
    """

    totals: Floats
    point: float | None = None
    published: Sequence[tuple[str, float]] = ()

    def at(self, probability: float) -> float:
        """The budget that is enough with this chance [dollars]."""
        return float(np.quantile(self.totals, probability))

    @property
    def figures(self) -> int:
        """As many figures as it takes to tell the levels apart."""
        return cost_words.apart([self.at(level) for level in LEVELS])

    def enough(self, usd: float) -> float:
        """The chance that a budget is enough."""
        return float(np.mean(self.totals <= usd))


def draw(one: Curve, made: Priced, folder: Path, used: tuple[str, ...] = ()) -> Plate:
    """Write `how-much-is-enough.svg` and `.png`.

    Args:
        one: What is shown.
        made: What it was made from.
        folder: Where to write.
        used: Paths of the figures that decide most.
    """
    story = _story(one, made, used)
    with cost_sheet.styled():
        whole, head = cost_sheet.sheet(story, made, _TOP + _HIGH + _BELOW)
        axes = cost_sheet.panel(whole, _LEFT, head + _TOP, style.WIDTH - _LEFT - _RIGHT, _HIGH)
        unit = _frame(axes, one)
        axes.set_xlabel(f"Total [{unit} {made.dollars.kind}]", fontsize=SIZE)
        axes.set_ylabel("Enough in [of 100 futures]", fontsize=SIZE)
        _lines(axes, one)
        return cost_sheet.saved(whole, story, head, folder)


def _frame(axes: Axes, one: Curve) -> str:
    held = [*np.quantile(one.totals, (0.002, 0.995)).tolist(), *(usd for _, usd in one.published)]
    held += [] if one.point is None else [one.point]
    room = 0.04 * max(max(held) - min(held), 0.05 * max(held))
    low, high = max(min(held) - room, 0.0), max(held) + room
    axes.set_xlim(low, high)
    axes.set_ylim(0.0, 100.0)
    axes.set_yticks([0, 20, 40, 50, 60, 70, 80, 100])
    axes.grid(visible=False, axis="x")
    return cost_sheet.money(axes.xaxis, low, high)


def _lines(axes: Axes, one: Curve) -> None:
    shares = np.linspace(0.0, 1.0, _POINTS)
    budgets = np.quantile(one.totals, shares)
    axes.plot(budgets, 100.0 * shares, color=style.MIDCOURSE, linewidth=2.4, zorder=5)
    labels = Labels(axes)
    labels.keep_off(budgets, 100.0 * shares)
    left = axes.get_xlim()[0]
    for probability in LEVELS:
        usd = one.at(probability)
        axes.plot((left, usd, usd), (100.0 * probability,) * 2 + (0.0,), color=style.SOFT, linewidth=0.9,
                  linestyle=(0, (2, 2)), zorder=3)  # fmt: skip
        axes.plot(usd, 100.0 * probability, "o", markersize=8, color=style.PAGE, zorder=7,
                  markeredgecolor=style.MIDCOURSE, markeredgewidth=2.0)  # fmt: skip
        labels.keep_off(np.array([left, usd]), np.full(2, 100.0 * probability))
        labels.keep_off(np.full(2, usd), np.array([0.0, 100.0 * probability]))
        labels.keep_off_box(usd, 100.0 * probability, 7.0)
    for _, usd in one.published:
        axes.axvline(usd, color=style.TEXT, linewidth=1.1, linestyle=(0, (5, 2)), zorder=2)
        labels.keep_off(np.full(2, usd), np.array([0.0, 100.0]))
    if one.point is not None:
        axes.axvline(one.point, color=style.SOFT, linewidth=1.1, linestyle=(0, (1, 1.5)), zorder=2)
        labels.keep_off(np.full(2, one.point), np.array([0.0, 100.0]))
    for probability in LEVELS:
        strong = probability == LEVELS[1]
        labels.place(
            cost_words.level(probability, one.at(probability), one.figures), one.at(probability),
            100.0 * probability, SIZE, weight="semibold" if strong else "normal", first=(1, -1),
            halo=style.PAGE,
        )  # fmt: skip
    if one.point is not None:
        words = f"every figure at its value,\nno growth: {cost_words.amount(one.point, one.figures)}"
        _beside(labels, one, one.point, words, style.SOFT)
    for name, usd in one.published:
        _beside(labels, one, usd, f"{name}:\n{cost_words.published(usd)}", style.TEXT)


def _beside(labels: Labels, one: Curve, usd: float, words: str, colour: str) -> None:
    """Words beside an upright line, on the side of the curve that is empty."""
    left = one.enough(usd) < 0.5
    height, side = (92.0, (-1, 0)) if left else (14.0, (1, 0))
    labels.place(words, usd, height, SIZE, colour, first=side, halo=style.PAGE)


def _story(one: Curve, made: Priced, used: tuple[str, ...]) -> Story:
    said = {level: cost_words.amount(one.at(level), one.figures) for level in LEVELS}
    finding = (
        f"{cost_words.told(one.at(0.7), made.dollars, one.figures)} is enough in 70 of 100 futures; 50 "
        f"of 100 need {said[0.5]} or less, 80 of 100 {said[0.8]} or less."
    )
    if one.point is not None:
        share = numbers.of_100(one.enough(one.point))
        said_of = (
            f"{cost_words.amount(one.point, one.figures)}, with every figure at its value and no growth,"
        )
        finding += f" {said_of} is enough in {share}."
    shares = (0.05, 0.1, 0.2, 0.3, 0.4, 0.5, 0.6, 0.7, 0.8, 0.9, 0.95)
    return Story(
        name=NAME,
        question=QUESTION,
        finding=finding,
        reading="Go up from a budget to the curve: so many of 100 futures cost no more.",
        drawn_by=f"50, 70 and 80 of 100: {numbers.listing(list(said.values()))}.",
        used=used,
        data=Data(
            ("Enough in [of 100]", f"Total [{made.dollars.kind}]"),
            tuple((round(100.0 * share), round(one.at(share))) for share in shares),
        ),
    )
