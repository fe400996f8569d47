"""The picture of what moves the answer: one bar a figure, from the low to the high end of its range."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from math import comb
from pathlib import Path
from textwrap import wrap
from typing import TYPE_CHECKING

from opendome.reports import captions, charts, findings, numbers, style
from opendome.reports.captions import Mover
from opendome.reports.charts import Made, Story
from opendome.reports.plates import Cell, Data, Plate

if TYPE_CHECKING:
    from matplotlib.axes import Axes

QUESTION = "What moves the answer?"
NAME = "what-moves-the-answer"

HUNDRED = 100
"""Raids whose luck is shown."""

_LEFT, _RIGHT, _TOP, _ROW, _BELOW = 330.0, 40.0, 52.0, 34.0, 52.0
_NAME_LETTERS = 46
_ROOM = 0.12
"""Beside the bars, for words at their ends; in parts of their reach."""

_BAR = 0.5


@dataclass(frozen=True)
class Movers:
    """What moves the answer.

    Attributes:
        found: Figures, the one that moves it most first.
        answer: Chance that nothing gets through, over all draws of all figures.
        reference: The same with every figure at its value.
    """

    found: tuple[Mover, ...]
    answer: float
    reference: float

    @property
    def luck(self) -> tuple[int, int]:
        """5th and 95th percentile of how many of 100 raids go well with every figure at its value."""
        return luck_of(self.reference)


def luck_of(chance: float) -> tuple[int, int]:
    """5th and 95th percentile of how many of 100 raids go well that each do with this chance."""
    rises, total = [], 0.0
    for count in range(HUNDRED + 1):
        total += comb(HUNDRED, count) * chance**count * (1.0 - chance) ** (HUNDRED - count)
        rises.append(total)
    low = next(count for count, share in enumerate(rises) if share >= 0.05 * total)
    high = next(count for count, share in enumerate(rises) if share >= 0.95 * total)
    return low, high


def draw(one: Movers, made: Made, folder: Path) -> Plate | None:
    """Write `what-moves-the-answer.svg` and `.png`; None where no figure moves it.

    Args:
        one: What moves it.
        made: What it was made from.
        folder: Where to write.
    """
    if not one.found:
        return None
    story = _story(one)
    rows = len(one.found) + 1
    high = _ROW * rows
    with style.styled():
        whole, head = charts.sheet(story, made, _TOP + high + _BELOW)
        charts.few_runs(whole, made, head)
        axes = style.panel(whole, _LEFT, head + _TOP, style.WIDTH - _LEFT - _RIGHT, high)
        low, end = _limits(one)
        axes.set_xlim(low, end)
        axes.set_ylim(rows - 0.5, -0.5)
        axes.set_xticks([tick for tick in range(0, 101, _step(end - low)) if low <= tick <= end])
        axes.spines["left"].set_visible(False)
        names = [_name(mover) for mover in one.found]
        axes.set_yticks(range(rows), [*names, "luck of 100 raids"])
        axes.tick_params(axis="y", labelcolor=style.TEXT, pad=10)
        axes.grid(visible=False, axis="y")
        axes.set_xlabel("Raids in which nothing gets through [of 100]")
        for row, mover in enumerate(one.found):
            _bar(axes, row, mover)
        _luck(axes, rows - 1, *one.luck)
        _lines(axes, one)
        charts.save(whole, story, folder)
    return story.plate(head)


def _limits(one: Movers) -> tuple[float, float]:
    """Around all bars, with room for the words at their ends."""
    ends = [100.0 * end for mover in one.found for end in (mover.at_low, mover.at_high)]
    ends += [100.0 * one.answer, 100.0 * one.reference, *map(float, one.luck)]
    room = _ROOM * max(max(ends) - min(ends), 10.0)
    return min(ends) - room, max(ends) + room


def _step(width: float) -> int:
    return next((step for step in (1, 2, 5, 10) if width / step <= 10.0), 20)


def _name(mover: Mover) -> str:
    return "\n".join(wrap(findings.figure(mover.path), _NAME_LETTERS, break_on_hyphens=False))


def _bar(axes: Axes, row: int, mover: Mover) -> None:
    """One figure; at each end of the bar stands the figure's value there."""
    at = 100.0 * mover.at_low, 100.0 * mover.at_high
    axes.barh(row, abs(at[1] - at[0]), _BAR, min(at), color=style.TRACKED, linewidth=0.0, zorder=3)
    for place, words in enumerate(mover.ends):
        here, other = at[place], at[1 - place]
        right = here > other or (here == other and place == 1)  # two words at one place stand on both sides
        axes.annotate(
            words, (here, row), xytext=(5 if right else -5, 0), textcoords="offset points",
            ha="left" if right else "right", va="center", fontsize=8, color=style.TEXT, zorder=6,
            annotation_clip=False, bbox=style.halo(style.PAGE) | {"alpha": 0.9},
        )  # fmt: skip


def _luck(axes: Axes, row: int, low: int, high: int) -> None:
    axes.barh(
        row, high - low, _BAR, low, facecolor=style.PAGE, edgecolor=style.TRACKED, linewidth=1.0,
        hatch="////", hatch_linewidth=0.6, zorder=3,
    )  # fmt: skip
    ends = ((low, "right"), (high, "left")) if low < high else ((high, "left"),)
    for here, side in ends:
        axes.annotate(
            str(here), (here, row), xytext=(5 if side == "left" else -5, 0), textcoords="offset points",
            ha=side, va="center", fontsize=8, color=style.TEXT, zorder=6, annotation_clip=False,
            bbox=style.halo(style.PAGE) | {"alpha": 0.9},
        )  # fmt: skip


def _lines(axes: Axes, one: Movers) -> None:
    """The answer, and where all figures have their value; their words above, in two rows."""
    low, high = axes.get_xlim()
    answer, still = (numbers.hundredths(share) for share in (one.answer, one.reference))
    said = (
        (100.0 * one.answer, f"the answer: {answer}", "solid", "semibold", 22.0),
        (100.0 * one.reference, f"all at their values: {still}", (0, (2, 2)), "normal", 6.0),
    )
    for place, words, dash, weight, above in said:
        axes.plot((place, place), (0.0, 1.0), transform=axes.get_xaxis_transform(), color=style.TEXT,
                  linewidth=1.2, linestyle=dash, zorder=5, clip_on=False)  # fmt: skip
        share = (place - low) / (high - low)
        side = "left" if share < 0.15 else "right" if share > 0.85 else "center"
        axes.annotate(
            words, (place, 1.0), xycoords=("data", "axes fraction"), xytext=(0, above),
            textcoords="offset points", ha=side, va="bottom", fontsize=8, color=style.TEXT,
            fontweight=weight, annotation_clip=False,
        )  # fmt: skip


def _story(one: Movers) -> Story:
    columns = (
        "Figure", "Low end", "High end", "Nothing gets through at the low end [of 100 raids]",
        "At the high end [of 100 raids]",
    )  # fmt: skip
    return Story(
        name=NAME,
        question=QUESTION,
        finding=captions.movers(one.found),
        reading=captions.movers_read(one.reference, one.luck),
        drawn_by=_drawn(one),
        used=tuple(mover.path for mover in one.found),
        data=Data(columns, tuple(_rows(one))),
    )


def _drawn(one: Movers) -> str:
    top = one.found[0]
    low, high = top.ends
    name = findings.figure(top.path)
    ends = f"{numbers.hundredths(top.at_low)} of 100 at {low}, {numbers.hundredths(top.at_high)} at {high}"
    return f"{name[:1].upper()}{name[1:]}: {ends}; the answer is {numbers.hundredths(one.answer)}."


def _rows(one: Movers) -> Iterator[tuple[Cell, ...]]:
    """One row a figure; the last is luck."""
    for mover in one.found:
        at = (round(100.0 * end, 1) for end in (mover.at_low, mover.at_high))
        yield (findings.figure(mover.path), *mover.ends, *at)
    yield "luck of 100 raids", None, None, *map(float, one.luck)
