"""The curve of figure 2 and of the picture to share: missiles that get through, by the size of the raid."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import permutations, product
from typing import TYPE_CHECKING

import numpy as np

from opendome.arrays import Floats
from opendome.records.raid_sizes import RaidSizes
from opendome.reports import charts, numbers, style

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
    charts.scale(axes, top, top)
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
        look.size, 8.0 if one.own < one.top else 1.2 * look.size,
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
            linespacing=1.25, zorder=9, bbox=style.halo(look.page),
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


@dataclass(frozen=True)
class _Spot:
    """Where words stand: from left to right and from low to high, in units of the data."""

    left: float
    right: float
    low: float
    high: float

    def meets(self, other: _Spot) -> bool:
        """Whether two lie on one another."""
        beside = self.right <= other.left or other.right <= self.left
        return not beside and self.low < other.high and other.low < self.high

    def is_cut(self, x: float, top: float) -> bool:
        """Whether a line from below up to `top` goes through."""
        return self.left < x < self.right and self.low < top


def _places(
    axes: Axes, marks: Sequence[_Mark], look: Look, x: Floats, unopposed: Floats
) -> list[tuple[float, str]]:
    """Upper end of each hair line in units of the data, and the side on which its words are aligned.

    Words stand above the diagonal, to the left of their hair lines if they may, else to the right; of several
    ways the first in which no words meet others or their hair lines.
    """
    box, scale = axes.get_window_extent(), float(x[-1])
    gap = 0.9 * look.size * _dots(axes)
    wide = [_extent(axes, mark.words, look) for mark in marks]
    sizes = [((width + gap) * scale / box.width, high * scale / box.height) for width, high in wide]
    above = gap * scale / box.height
    best: list[tuple[float, str]] = []
    for sides in product(("right", "left"), repeat=len(marks)):
        for order in permutations(range(len(marks))):
            spots: dict[int, _Spot] = {}
            for place in order:
                at, (width, high) = marks[place].size, sizes[place]
                left, right = (at - width, at) if sides[place] == "right" else (at, at + width)
                floor = max((spot.high + above for spot in spots.values()), default=0.0)
                low = max(float(np.interp(right, x, unopposed)) + above, floor)
                corner = min(low + high, scale)
                spots[place] = _Spot(left, right, corner - high, corner)
            found = [(spots[place].high, sides[place]) for place in range(len(marks))]
            best = best or found
            if _clear(marks, spots, scale):
                return found
    return best


def _clear(marks: Sequence[_Mark], spots: dict[int, _Spot], scale: float) -> bool:
    """Whether all words lie in the frame, off each other and off each other's hair lines."""
    if any(spot.left < 0.0 or spot.right > scale for spot in spots.values()):
        return False
    return not any(
        spots[one].meets(spots[other]) or spots[one].is_cut(marks[other].size, spots[other].high)
        for one, other in permutations(spots, 2)
    )


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
