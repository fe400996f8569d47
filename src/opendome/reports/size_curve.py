"""The curve of figure 2 and of the picture to share: missiles that get through, by the size of the raid."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

from opendome.arrays import Floats
from opendome.records.raid_sizes import RaidSizes
from opendome.reports import charts, numbers

if TYPE_CHECKING:
    from matplotlib.axes import Axes


@dataclass(frozen=True)
class Curve:
    """All that the curve shows.

    Attributes:
        found: How many get through, by size.
        own: The scenario's own raid [missiles].
        limit: The largest raid with interceptors for every missile; 0 for none.
        interceptors: How many there are in all.
        doctrine: By which rule is shot, and how often one shot hits.
    """

    found: RaidSizes
    own: int
    limit: int
    interceptors: int
    doctrine: str

    @property
    def top(self) -> int:
        """The largest raid."""
        return int(self.found.missiles[-1])


@dataclass(frozen=True)
class Look:
    """How the curve is drawn: sizes in points, colours."""

    size: float
    line: float
    text: str
    soft: str
    curve: str
    page: str
    band: float
    edge: float


def draw(axes: Axes, one: Curve, look: Look) -> None:
    """Line, band, diagonal, and what is marked on them; the axes' place must stand."""
    found, top = one.found, float(one.top)
    x = np.concatenate(([0.0], found.missiles.astype(np.float64)))
    middle, low, high, unopposed = (
        np.concatenate(([0.0], values))
        for values in (found.leakers, found.leakers_low, found.leakers_high, found.unopposed)
    )
    axes.set_xlim(0.0, top)
    axes.set_ylim(0.0, top)
    axes.set_xticks(charts.ticks(top))
    axes.set_yticks(charts.ticks(top, 6))
    axes.tick_params(labelsize=look.size, labelcolor=look.soft)
    axes.plot(x, unopposed, color=look.soft, linewidth=0.8 * look.line, linestyle=(0, (1, 2)), zorder=3)
    axes.fill_between(x, low, high, color=look.curve, alpha=look.band, linewidth=0.0, zorder=4)
    for edge in (low, high):
        axes.plot(x, edge, color=look.curve, alpha=look.edge, linewidth=0.4 * look.line, zorder=5)
    axes.plot(x, middle, color=look.curve, linewidth=1.5 * look.line, zorder=6, clip_on=False)
    missiles = numbers.count(one.interceptors, "interceptor")
    charts.at_ends(
        axes,
        [(float(unopposed[-1]), "no defence", look.soft, "normal"),
         (float(middle[-1]), missiles, look.curve, "semibold")],
        look.size,
    )  # fmt: skip
    _marks(axes, one, look, x, middle, unopposed)


@dataclass(frozen=True)
class _Mark:
    """A size that is pointed out."""

    size: int
    words: str
    hollow: bool


def _marks(axes: Axes, one: Curve, look: Look, x: Floats, middle: Floats, unopposed: Floats) -> None:
    """Rings on the line, each with a hair line up to its words above the diagonal, where nothing is drawn."""
    marks = _marked(one)
    for mark, (corner, side) in zip(marks, _places(axes, marks, look, x, unopposed), strict=True):
        height = float(np.interp(mark.size, x, middle))
        axes.plot(
            mark.size, height, marker="o", markersize=0.85 * look.size, markeredgewidth=1.3 * look.line,
            markerfacecolor=look.page if mark.hollow else look.text, markeredgecolor=look.text,
            linestyle="none", zorder=8, clip_on=False,
        )  # fmt: skip
        axes.plot(
            (mark.size, mark.size), (height, corner), color=look.text, linewidth=0.5 * look.line, zorder=7
        )
        axes.annotate(
            mark.words, (mark.size, corner), xytext=(0.45 * look.size * (1 if side == "left" else -1), 0),
            textcoords="offset points", ha=side, va="top", fontsize=look.size, color=look.text,
            linespacing=1.25, zorder=9,
        )  # fmt: skip


def _marked(one: Curve) -> list[_Mark]:
    """The scenario's own raid and the last one with interceptors for all, as far as they are shown."""
    last = "the last raid with\ninterceptors for every missile"
    if one.limit == one.own:
        return [_Mark(one.own, f"this raid: {one.own:,}, {last}", hollow=True)]
    marks = [_Mark(one.own, f"this raid: {one.own:,}", hollow=False)]
    if 0 < one.limit < one.top:
        marks.append(_Mark(one.limit, f"{one.limit:,}: {last}", hollow=True))
    return sorted(marks, key=lambda mark: mark.size)


def _places(
    axes: Axes, marks: Sequence[_Mark], look: Look, x: Floats, unopposed: Floats
) -> list[tuple[float, str]]:
    """Upper end of each hair line in units of the data, and the side on which its words are aligned.

    Words to the left of their hair lines stand lower the further left they are, words to the right higher: so
    none is crossed by another's line. To the left is tried first; there the diagonal is low.
    """
    box, scale = axes.get_window_extent(), float(x[-1])
    sizes = [_extent(axes, mark.words, look) for mark in marks]
    gap = 0.9 * look.size * _dots(axes)
    pixel = scale / box.height
    room = [mark.size / scale * box.width - wide - gap for mark, (wide, _) in zip(marks, sizes, strict=True)]
    left = all(free > 0.0 for free in room)
    found: list[tuple[float, str]] = []
    floor = 0.0
    order = list(range(len(marks))) if left else list(range(len(marks)))[::-1]
    for place in order:
        wide, high = sizes[place]
        reach = 0.0 if left else (wide + gap) * scale / box.width
        over = float(np.interp(marks[place].size + reach, x, unopposed)) + gap * pixel
        bottom = max(floor, over)
        corner = min(bottom + high * pixel, scale)
        floor = corner + gap * pixel
        found.append((corner, "right" if left else "left"))
    return found if left else found[::-1]


def _extent(axes: Axes, words: str, look: Look) -> tuple[float, float]:
    shape = axes.text(0, 0, words, fontsize=look.size, linespacing=1.25)
    box = shape.get_window_extent()
    shape.remove()
    return float(box.width), float(box.height)


def _dots(axes: Axes) -> float:
    """Pixels of a point."""
    figure = axes.get_figure()
    assert figure is not None  # axes stand in a picture
    return float(figure.dpi) / 72.0
