"""What moves the total: one bar a figure, from the low to the high end of its range."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from textwrap import wrap
from typing import TYPE_CHECKING, Any

from opendome.reports import cost_sheet, cost_words, style
from opendome.reports.charts import Story
from opendome.reports.cost_sheet import SIZE, Priced
from opendome.reports.plates import Data, Plate

if TYPE_CHECKING:
    from matplotlib.axes import Axes

NAME = "what-moves-the-cost"
QUESTION = "What moves the cost?"
MOST = 10
"""Bars that are drawn."""

_LEFT, _RIGHT, _TOP, _ROW, _BELOW = 288.0, 40.0, 52.0, 42.0, 56.0
_BAR, _NAME_LETTERS = 0.5, 34
_ROOM = 0.2


@dataclass(frozen=True)
class Moved:
    """One figure.

    Attributes:
        name: What readers see.
        ends: Its low and high value, in words with their unit.
        at: Total with it there [dollars].
    """

    name: str
    ends: tuple[str, str]
    at: tuple[float, float]

    @property
    def swing(self) -> float:
        """How far apart the two totals are [dollars]."""
        return abs(self.at[1] - self.at[0])


def draw(
    movers: Sequence[Moved], reference: float, mean: float | None, made: Priced, folder: Path,
    used: tuple[str, ...] = (),
) -> Plate | None:  # fmt: skip
    """Write `what-moves-the-cost.svg` and `.png`; None where no figure moves it.

    Args:
        movers: Figures, the one that moves most first.
        reference: Total with every figure at its value, without growth [dollars].
        mean: Of the draws, with growth [dollars]; None: not shown.
        made: What it was made from.
        folder: Where to write.
        used: Paths of the figures.
    """
    shown = [one for one in movers if one.swing > 0.0][:MOST]
    if not shown:
        return None
    story = _story(shown, reference, mean, made, used)
    names = ["\n".join(wrap(one.name, _NAME_LETTERS, break_on_hyphens=False)) for one in shown]
    high = max(_ROW, cost_sheet.rows_of(names)) * len(shown)
    with cost_sheet.styled():
        whole, head = cost_sheet.sheet(story, made, _TOP + high + _BELOW)
        axes = cost_sheet.panel(whole, _LEFT, head + _TOP, style.WIDTH - _LEFT - _RIGHT, high)
        held = [reference, *(end for one in shown for end in one.at), *([] if mean is None else [mean])]
        room = _ROOM * (max(held) - min(held))
        axes.set_xlim(min(held) - room, max(held) + room)
        axes.set_ylim(len(shown) - 0.5, -0.5)
        unit = cost_sheet.money(axes.xaxis, *axes.get_xlim())
        axes.set_xlabel(f"Total [{unit} {made.dollars.kind}]", fontsize=SIZE)
        axes.spines["left"].set_visible(False)
        axes.set_yticks(range(len(shown)), names)
        axes.tick_params(axis="y", labelcolor=style.TEXT, pad=10)
        axes.grid(visible=False, axis="y")
        for row, one in enumerate(shown):
            _bar(axes, row, one)
        _lines(axes, reference, mean)
        return cost_sheet.saved(whole, story, head, folder)


def _bar(axes: Axes, row: int, one: Moved) -> None:
    """One figure; at each end of the bar stands the figure's value there."""
    axes.barh(row, one.swing, _BAR, min(one.at), color=style.TRACKED, linewidth=0.0, zorder=3)
    for place, words in enumerate(one.ends):
        here, other = one.at[place], one.at[1 - place]
        right = here > other
        axes.annotate(
            words, (here, row), xytext=(5 if right else -5, 0), textcoords="offset points",
            ha="left" if right else "right", va="center", fontsize=SIZE - 0.5, color=style.TEXT, zorder=6,
            annotation_clip=False, bbox=style.halo(style.PAGE) | {"alpha": 0.9},
        )  # fmt: skip


def _lines(axes: Axes, reference: float, mean: float | None) -> None:
    """Where all figures have their value, and the mean of the draws; their words above, in two rows."""
    low, high = axes.get_xlim()
    said: list[tuple[float, str, Any, str, float]] = [
        (reference, f"all at their values: {cost_words.amount(reference)}", (0, (2, 2)), "normal", 5.0)
    ]
    if mean is not None:
        said.append(
            (mean, f"mean of the draws, with growth: {cost_words.amount(mean)}", "solid", "semibold", 21.0)
        )
    for usd, words, dash, weight, above in said:
        axes.plot((usd, usd), (0.0, 1.0), transform=axes.get_xaxis_transform(), color=style.TEXT,
                  linewidth=1.2, linestyle=dash, zorder=5, clip_on=False)  # fmt: skip
        share = (usd - low) / (high - low)
        side = "left" if share < 0.3 else "right" if share > 0.7 else "center"
        axes.annotate(
            words, (usd, 1.0), xycoords=("data", "axes fraction"), xytext=(0, above), ha=side, va="bottom",
            textcoords="offset points", fontsize=SIZE, fontweight=weight, annotation_clip=False,
        )  # fmt: skip


def _story(
    shown: Sequence[Moved], reference: float, mean: float | None, made: Priced, used: tuple[str, ...]
) -> Story:
    top = shown[0]
    first, second = (cost_words.amount(end) for end in top.at)
    name = f"{top.name[:1].lower()}{top.name[1:]}"
    finding = f"Most: {name}, {first} at {top.ends[0]} and {second} at {top.ends[1]} ({made.dollars.words})."
    drawn = f"With all figures at their values it is {cost_words.amount(reference)}"
    drawn += "." if mean is None else f"; the mean of the draws is {cost_words.amount(mean)}."
    kind = made.dollars.kind
    return Story(
        name=NAME,
        question=QUESTION,
        finding=finding,
        reading="Each bar changes one figure alone, to the ends of its range, without growth.",
        drawn_by=drawn,
        used=used,
        data=Data(
            (
                "Figure",
                "Low end",
                "High end",
                f"Total at the low end [{kind}]",
                f"Total at the high end [{kind}]",
            ),
            tuple((one.name, *one.ends, *(round(end) for end in one.at)) for one in shown),
        ),
    )  # fmt: skip
