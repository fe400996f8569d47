"""The picture to share of `size`: interceptors in orbit against seconds left to fly, studies as points."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

import opendome
from opendome.reports import numbers, share_card, style
from opendome.reports.share_card import EDGE, GRID, HIGH, PAGE, SOFT, WIDE

if TYPE_CHECKING:
    from matplotlib.axes import Axes
    from matplotlib.figure import Figure

    from opendome.contract.size import StudyRow

NAME = "interceptors-in-orbit"
QUESTION = "How many interceptors in orbit?"

ORBIT, OTHER, POINT = "#34d6a6", "#8fa3bd", "#f2f5fa"
ROOM = 3.0
"""So many times as much as the greatest count shown is on the axis at least."""

_LEFT, _RIGHT = 128.0, 216.0
_TOP = 40.0
_SIZE = 13.0
_SPOTS = ((0, 19), (0, -19), (14, 0), (-14, 0), (12, 17), (-12, 17), (12, -17), (-12, -17), (0, 36), (0, -36))
"""Where a label may stand from its mark [points], the best first."""


@dataclass(frozen=True)
class Line:
    """The count against seconds left to fly.

    Attributes:
        name: What stands at its end.
        times: [s], rising.
        counts: Interceptors in orbit.
        own: Whether it is that of the question.
    """

    name: str
    times: tuple[float, ...]
    counts: tuple[float, ...]
    own: bool


@dataclass(frozen=True)
class Shown:
    """What the picture shows.

    Attributes:
        title: Sentences above it.
        foot: What the lines stand on.
        lines: Counts against time; none where no time that is shown is enough.
        last: The last time shown [s].
        time: Seconds left in the question; 0 or less where there are none.
        count: Interceptors in orbit there.
        studies: Published counts.
    """

    title: tuple[str, ...]
    foot: str
    lines: tuple[Line, ...]
    last: float
    time: float
    count: float
    studies: tuple[StudyRow, ...]


def draw(one: Shown, folder: Path) -> None:
    """Write `interceptors-in-orbit.svg` and `.png`, 1200 by 675 pixels."""
    with style.styled():
        whole = share_card.page()
        top = share_card.title(whole, list(one.title), _TOP)
        foot = share_card.foot(whole, one.foot, f"OpenDome {opendome.__version__}")
        share_card.words(whole, "Interceptors in orbit", EDGE, top, _SIZE, SOFT)
        axes = _axes(whole, one, top + 40.0, foot - 74.0)
        middle = _LEFT + 0.5 * (WIDE - _LEFT - _RIGHT)
        said = "Time left to fly [s]"
        share_card.words(whole, said, middle, foot - 36.0, _SIZE, SOFT, ha="center")
        _draw_lines(axes, one)
        taken = _Taken(axes, one)
        _draw_own(axes, one, taken)
        for study in one.studies:
            _draw_study(axes, study, taken)
        style.save(whole, folder, NAME, QUESTION, " ".join(one.title), True)


def _axes(whole: Figure, one: Shown, upper: float, lower: float) -> Axes:
    axes: Axes = whole.add_axes(
        (_LEFT / WIDE, 1.0 - lower / HIGH, (WIDE - _LEFT - _RIGHT) / WIDE, (lower - upper) / HIGH)
    )
    axes.set_facecolor(PAGE)
    axes.set_yscale("log")
    axes.set_xlim(0.0, one.last)
    low, high = _limits(one)
    axes.set_ylim(low, high)
    powers = [10.0**power for power in range(-3, 9) if low <= 10.0**power <= high]
    axes.set_yticks(powers, [numbers.rounded(power, 0 if power >= 1.0 else 3) for power in powers])
    axes.minorticks_off()
    axes.spines["left"].set_visible(False)
    axes.spines["bottom"].set_color(SOFT)
    axes.grid(visible=False, axis="x")
    axes.grid(visible=True, axis="y", color=GRID, linewidth=1.0)
    axes.tick_params(pad=8, labelsize=_SIZE, labelcolor=SOFT)
    return axes


def _limits(one: Shown) -> tuple[float, float]:
    """Whole powers of ten around what is at stake: the question, the studies, the ends of the lines."""
    from math import ceil, floor, isfinite, log10

    held = [study.constellation_count for study in one.studies]
    held += [line.counts[-1] for line in one.lines] + ([one.count] if isfinite(one.count) else [])
    held = held or [1.0]  # nothing to show: axes alone
    low, high = floor(log10(min(held)) + 1e-9), ceil(log10(ROOM * max(held)))
    return 10.0**low, 10.0 ** max(high, low + 1)


def _draw_lines(axes: Axes, one: Shown) -> None:
    """Each line with its name at its right end, apart from one another."""
    low, high = axes.get_ylim()
    for line in one.lines:
        look: dict[str, Any] = (
            {"color": ORBIT, "linewidth": 3.4, "zorder": 4}
            if line.own
            else {"color": OTHER, "linewidth": 1.8, "linestyle": (0, (4, 3)), "zorder": 3}
        )
        axes.plot(line.times, line.counts, **look)
        axes.annotate(
            line.name, (line.times[-1], min(max(line.counts[-1], low), high)), xytext=(10, 0),
            textcoords="offset points", va="center", fontsize=_SIZE, annotation_clip=False,
            color=ORBIT if line.own else OTHER, fontweight="semibold" if line.own else "normal",
        )  # fmt: skip


def _draw_own(axes: Axes, one: Shown, taken: _Taken) -> None:
    """The question itself."""
    if one.time <= 0.0 or not one.count < float("inf"):
        return
    axes.plot([one.time], [one.count], "o", markersize=13, color=ORBIT, markeredgecolor=PAGE,
              markeredgewidth=2.0, zorder=7)  # fmt: skip
    taken.mark(one.time, one.count)
    said = f"{numbers.significant(one.count)} at {numbers.rounded(one.time, 0)} s"
    taken.label(said, one.time, one.count, ORBIT, "semibold")


def _draw_study(axes: Axes, study: StudyRow, taken: _Taken) -> None:
    """A published count: a ring, a bar where its time is a range, a tick at the edge where it has none."""
    count, name = study.constellation_count, f"{study.name}: {study.constellation_count:,.0f}"
    if study.missiles_count is not None:
        name += f" for {numbers.word(study.missiles_count)}"
    low, high = study.window_low_s, study.window_high_s
    if low is None or high is None:
        edge = axes.get_xlim()[1]
        axes.plot([edge * 0.985, edge], [count] * 2, color=POINT, linewidth=2.2, zorder=6)
        taken.mark(edge * 0.985, count)
        taken.label(f"{name}, no time said", edge * 0.985, count, POINT, "normal")
        return
    middle = 0.5 * (low + high)
    if low < high:
        axes.plot([low, high], [count] * 2, color=POINT, linewidth=2.2, zorder=6, solid_capstyle="butt")
        for end in (low, high):
            axes.plot([end], [count], "|", markersize=11, markeredgewidth=2.2, color=POINT, zorder=6)
            taken.mark(end, count)
    else:
        axes.plot([middle], [count], "o", markersize=10, color=PAGE, markeredgecolor=POINT,
                  markeredgewidth=2.4, zorder=6)  # fmt: skip
    taken.mark(middle, count)
    taken.label(name, middle, count, POINT, "normal", right_end=high)


class _Taken:
    """What labels may not cover: marks, lines, and other labels, in pixels."""

    def __init__(self, axes: Axes, one: Shown) -> None:
        self._axes = axes
        self._boxes: list[tuple[float, float, float, float]] = []
        self._points: list[tuple[float, float]] = []
        for study in one.studies:
            low, high = study.window_low_s, study.window_high_s
            if low is not None and high is not None:
                steps = [low + (high - low) * step / 12.0 for step in range(13)]
                self._points += [self._pixels(time, study.constellation_count) for time in steps]
        for line in one.lines:
            self._points += [self._pixels(*point) for point in zip(line.times, line.counts, strict=True)]

    def _pixels(self, time: float, count: float) -> tuple[float, float]:
        x, y = self._axes.transData.transform((time, count))
        return float(x), float(y)

    def mark(self, time: float, count: float) -> None:
        """A mark stands here."""
        x, y = self._pixels(time, count)
        self._boxes.append((x - 9.0, y - 9.0, x + 9.0, y + 9.0))

    def label(
        self, text: str, time: float, count: float, colour: str, weight: str, right_end: float | None = None
    ) -> None:
        """Write a label beside its mark, where it covers least; a bar has a right end of its own."""
        best: tuple[float, Any, tuple[float, float, float, float]] | None = None
        for place, (right, up) in enumerate(_SPOTS):
            side = "center" if right == 0 else "left" if right > 0 else "right"
            beside = right_end if right_end and right and not up else time
            made = self._axes.annotate(
                text, (beside, count), xytext=(right, up), textcoords="offset points", ha=side, va="center",
                fontsize=_SIZE, color=colour, fontweight=weight, zorder=8, annotation_clip=False,
            )  # fmt: skip
            box = made.get_window_extent()
            spot = (float(box.x0) - 3.0, float(box.y0) - 2.0, float(box.x1) + 3.0, float(box.y1) + 2.0)
            cost = self._covers(spot) + 0.1 * place
            if best is None or cost < best[0]:
                if best is not None:
                    best[1].remove()
                best = cost, made, spot
            else:
                made.remove()
        if best is not None:
            self._boxes.append(best[2])

    def _covers(self, box: Sequence[float]) -> float:
        """How much a label here would cover, or stand outside."""
        left, low, right, high = box
        cost = 6.0 * sum(
            left < other[2] and other[0] < right and low < other[3] and other[1] < high
            for other in self._boxes
        )
        cost += min(sum(left < x < right and low < y < high for x, y in self._points), 8) * 0.5
        whole = self._axes.bbox
        outside = left < whole.x0 or right > WIDE - 30.0 or low < whole.y0 or high > whole.y1 + 4.0
        return cost + 8.0 * float(outside)
