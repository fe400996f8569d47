"""The picture of a hundred raids: how many missiles get through each."""

from __future__ import annotations

from dataclasses import dataclass
from math import ceil
from pathlib import Path
from typing import TYPE_CHECKING

from opendome.reports import captions, charts, numbers, style
from opendome.reports.captions import HowMany
from opendome.reports.charts import Made, Story
from opendome.reports.plates import Data, Plate

if TYPE_CHECKING:
    from matplotlib.axes import Axes

QUESTION = "How many get through?"
NAME = "how-many-get-through"

MOST_STACKS = 13
"""More numbers than this share stacks."""

LEAST = 5e-4
"""Numbers that get through less often are in no stack of their own."""

_ACROSS, _PITCH = 5, 13.0
"""Dots side by side in a stack, and from dot to dot [pixels]."""

_APART = 182.0
"""From stack to stack, at most [pixels]."""

_COUNT, _BELOW = 26.0, 58.0
_WIDTHS = (1, 2, 5, 10, 20, 50, 100, 200, 500, 1_000, 2_000)


@dataclass(frozen=True)
class Stack:
    """Raids through which this many get, from the first number to the last; how many of a hundred."""

    first: int
    last: int
    dots: int
    share: float

    @property
    def name(self) -> str:
        """As the axis says it."""
        return f"{self.first:,}" if self.first == self.last else f"{self.first:,}–{self.last:,}"

    @property
    def count(self) -> str:
        """How many of a hundred, without saying all or none."""
        told = numbers.hundredths(self.share)
        return told if self.first == 0 and not told.isdigit() else str(self.dots)


def stacks(one: HowMany) -> list[Stack]:
    """The stacks, that at zero first; of a large raid, numbers share the others."""
    spans = [(0, 0), *_spans(one)]
    shares = [sum(one.shares[first : last + 1]) for first, last in spans]
    dots = numbers.of_hundred(shares)
    return [
        Stack(first, last, count, share)
        for (first, last), count, share in zip(spans, dots, shares, strict=True)
    ]


def _spans(one: HowMany) -> list[tuple[int, int]]:
    """First and last number of each stack but that at zero."""
    if one.missiles < MOST_STACKS:
        return [(number, number) for number in range(1, one.missiles + 1)]
    there = [number for number, share in enumerate(one.shares) if number and share >= LEAST]
    low, high = (there[0], there[-1]) if there else (1, 1)
    width = next(each for each in _WIDTHS if (high - low) // each + 2 < MOST_STACKS)
    begin = (low - 1) // width * width + 1
    return [(first, min(first + width - 1, one.missiles)) for first in range(begin, high + 1, width)]


def draw(one: HowMany, used: tuple[str, ...], made: Made, folder: Path) -> Plate:
    """Write `how-many-get-through.svg` and `.png`.

    Args:
        one: How many get through.
        used: Paths of the figures that decide most.
        made: What it was made from.
        folder: Where to write.
    """
    shown = stacks(one)
    story = _story(one, shown, used)
    rows = max(ceil(max(stack.dots for stack in shown) / _ACROSS), 3)
    with style.styled():
        whole, head = charts.sheet(story, made, 14.0 + _COUNT + rows * _PITCH + _BELOW)
        charts.few_runs(whole, made, head + 2.0)
        wide = style.WIDTH - 2.0 * style.EDGE
        axes = style.panel(whole, style.EDGE, head + 14.0, wide, _COUNT + rows * _PITCH)
        axes.set_xlim(0.0, wide)
        axes.set_ylim(0.0, _COUNT + rows * _PITCH)
        _draw_stacks(axes, shown, wide, one.missiles)
        charts.save(whole, story, folder)
    return story.plate(head)


def _draw_stacks(axes: Axes, shown: list[Stack], wide: float, missiles: int) -> None:
    """Dots in columns; the stack at zero full, the others hollow."""
    axes.set_yticks([])
    axes.grid(visible=False)
    axes.spines["left"].set_visible(False)
    pitch = min(wide / len(shown), _APART)
    for place, stack in enumerate(shown):
        middle = (place + 0.5) * pitch
        across = min(_ACROSS, max(stack.dots, 1))
        x = [middle + (dot % across - 0.5 * (across - 1)) * _PITCH for dot in range(stack.dots)]
        y = [(dot // _ACROSS + 0.5) * _PITCH + 2.0 for dot in range(stack.dots)]
        full = stack.first == 0
        axes.plot(
            x, y, linestyle="none", marker="o", markersize=7.0, markeredgewidth=1.2,
            markerfacecolor=style.TRACKED if full else style.PAGE, markeredgecolor=style.TRACKED,
            zorder=4, clip_on=False,
        )  # fmt: skip
        if stack.dots or full:
            top = (ceil(stack.dots / _ACROSS)) * _PITCH + 6.0
            axes.text(
                middle, top, stack.count, ha="center", va="bottom", fontsize=11,
                fontweight="semibold" if full else "normal", color=style.TEXT,
            )  # fmt: skip
    axes.set_xticks([(place + 0.5) * pitch for place in range(len(shown))], [one.name for one in shown])
    axes.tick_params(labelsize=8.5)
    axes.set_xlabel(f"Get through of {missiles:,} [missiles]")
    axes.xaxis.set_label_coords(0.5 * pitch * len(shown) / wide, -32.0 / axes.get_window_extent().height)
    axes.spines["bottom"].set_bounds(0.0, pitch * len(shown))


def _story(one: HowMany, shown: list[Stack], used: tuple[str, ...]) -> Story:
    drawn = numbers.listing([f"{stack.count} let {stack.name if stack.first else 'none'}" for stack in shown
                             if stack.dots or not stack.first])  # fmt: skip
    rows = tuple((stack.name, stack.dots, round(stack.share, 4)) for stack in shown)
    return Story(
        name=NAME,
        question=QUESTION,
        finding=captions.how_many(one),
        reading=captions.HOW_MANY_READ,
        drawn_by=f"Of 100 raids, {drawn} through.",
        used=used,
        data=Data(("Get through [missiles]", "Raids [of 100]", "Chance [0 to 1]"), rows),
    )
