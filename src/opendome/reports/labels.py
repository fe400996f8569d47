"""Labels that never meet: each tries places around its mark, then a leader line."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np
from numpy.typing import NDArray

from opendome.reports import style
from opendome.reports.style import TEXT

if TYPE_CHECKING:
    from matplotlib.axes import Axes

Floats = NDArray[np.float64]
Box = tuple[float, float, float, float]
"""Left, bottom, right, top [pixel]."""

_AROUND = ((1, 0), (-1, 0), (0, 1), (0, -1), (1, 1), (-1, 1), (1, -1), (-1, -1))
"""Where a label may sit: right, left, above, below, then the corners."""

_GAP = 9.0
_LEADERS, _LONG_LEADERS = (18.0, 30.0, 42.0, 56.0), (72.0, 90.0, 110.0, 132.0)
_MARGIN = 3.0
_CROSSING = 60
"""A leader across another mark or label is as bad as hiding so many points of lines."""


class Labels:
    """Labels of one panel, placed in pixels; the panel's limits must stand before."""

    def __init__(self, axes: Axes) -> None:
        self._axes = axes
        self._boxes: list[Box] = []
        self._points: list[Floats] = []
        frame = axes.get_window_extent()
        self._frame = (frame.x0 + 3, frame.y0 + 3, frame.x1 - 3, frame.y1 - 3)

    def keep_off(self, x: Floats, y: Floats, every: float = 4.0) -> None:
        """Let labels avoid a line through these points of the data."""
        line = self._axes.transData.transform(np.column_stack((x, y)))
        line = line[np.isfinite(line).all(axis=1)]
        if len(line) < 2:
            self._points.append(line)
            return
        steps = np.hypot(*np.diff(line, axis=0).T)
        along = np.concatenate(([0.0], np.cumsum(steps)))
        marks = np.arange(0.0, along[-1] + every, every)
        self._points.append(np.column_stack([np.interp(marks, along, line[:, axis]) for axis in (0, 1)]))

    def keep_off_box(self, x: float, y: float, radius: float = 5.0) -> None:
        """Let labels avoid a mark."""
        px, py = self._axes.transData.transform((x, y))
        self._boxes.append((px - radius, py - radius, px + radius, py + radius))

    def place(
        self,
        text: str,
        x: float,
        y: float,
        size: float = 8.5,
        colour: str = TEXT,
        weight: str = "normal",
        must: bool = True,
        first: tuple[int, int] | None = None,
        halo: str | None = None,
    ) -> bool:
        """Write a label near a point of the data.

        Args:
            text: What it says.
            x, y: The point.
            size, colour, weight: How it looks.
            must: Write it in the least bad place if none is free.
            first: The side to try first.
            halo: Colour behind the letters.

        Returns:
            Whether it was written.
        """
        wide, high = self._size(text, size, weight)
        px, py = self._axes.transData.transform((x, y))
        sides = ((first,) if first else ()) + tuple(side for side in _AROUND if side != first)
        best = self._best((px, py), (wide, high), sides)
        if best is not None:
            gap, box = best
            self._write(text, box, (px, py), gap > _GAP, size, colour, weight, halo)
            return True
        if must:
            box = self._inside(_box(px, py, wide, high, sides[0], _GAP))
            self._write(text, box, (px, py), False, size, colour, weight, halo)
        return must

    def centre(
        self, text: str, x: float, y: float, size: float, colour: str, halo: str | None = None
    ) -> bool:
        """Write a label right at a point of the data, if nothing is there yet; whether it was written."""
        wide, high = self._size(text, size, "normal")
        px, py = self._axes.transData.transform((x, y))
        box = (px - wide / 2, py - high / 2, px + wide / 2, py + high / 2)
        if not self._free(box) or self._hidden(box):
            return False
        self._write(text, box, (px, py), False, size, colour, "normal", halo)
        return True

    def _size(self, text: str, size: float, weight: str) -> tuple[float, float]:
        shape = self._axes.text(0, 0, text, fontsize=size, fontweight=weight)
        extent = shape.get_window_extent()
        shape.remove()
        return extent.width, extent.height

    def _inside(self, box: Box) -> Box:
        left, bottom, right, top = box
        dx = max(self._frame[0] - left, 0.0) - max(right - self._frame[2], 0.0)
        dy = max(self._frame[1] - bottom, 0.0) - max(top - self._frame[3], 0.0)
        return left + dx, bottom + dy, right + dx, top + dy

    def _best(
        self,
        at: tuple[float, float],
        size: tuple[float, float],
        sides: tuple[tuple[int, int], ...],
    ) -> tuple[float, Box] | None:
        """The first place that is free and off every line, else the one that hides least of them."""
        best, least = None, np.inf
        for gap in (_GAP, *_LEADERS, *_LONG_LEADERS):
            if gap > _LEADERS[-1] and best is not None:
                break
            for side in sides:
                box = _box(*at, *size, side, gap)
                if not self._free(box):
                    continue
                hidden = self._hidden(box) + (_CROSSING if gap > _GAP and self._crosses(at, box) else 0)
                if hidden < least:
                    best, least = (gap, box), hidden
                if not hidden:
                    return best
        return best

    def _free(self, box: Box) -> bool:
        """Whether a box lies in the frame, off every label and mark."""
        left, bottom, right, top = box
        frame = self._frame
        if left < frame[0] or bottom < frame[1] or right > frame[2] or top > frame[3]:
            return False
        for other in self._boxes:
            apart = right + _MARGIN < other[0] or other[2] + _MARGIN < left
            if not (apart or top + _MARGIN < other[1] or other[3] + _MARGIN < bottom):
                return False
        return True

    def _hidden(self, box: Box) -> int:
        """How many points of lines a box would hide."""
        left, bottom, right, top = box
        count = 0
        for line in self._points:
            inside = (line[:, 0] > left - 2) & (line[:, 0] < right + 2)
            count += int((inside & (line[:, 1] > bottom - 2) & (line[:, 1] < top + 2)).sum())
        return count

    def _crosses(self, at: tuple[float, float], box: Box) -> bool:
        """Whether a leader from a mark to a label meets another mark or label."""
        end = (np.clip(at[0], box[0], box[2]), np.clip(at[1], box[1], box[3]))
        x, y = np.linspace(at, end, 24).T
        for left, bottom, right, top in self._boxes:
            if left <= at[0] <= right and bottom <= at[1] <= top:
                continue  # its own mark
            if ((x > left) & (x < right) & (y > bottom) & (y < top)).any():
                return True
        return False

    def _write(
        self,
        text: str,
        box: Box,
        at: tuple[float, float],
        leader: bool,
        size: float,
        colour: str,
        weight: str,
        halo: str | None,
    ) -> None:
        left, bottom, right, top = box
        inverse = self._axes.transData.inverted()
        # letters are a little wider in one file than in another: what gives way is the side off the mark
        edge, side = (left, "left") if left >= at[0] else (right, "right")
        if left < at[0] < right:
            edge, side = 0.5 * (left + right), "center"
        x, y = inverse.transform((edge, 0.5 * (bottom + top)))
        shown = self._axes.text(
            x, y, text, fontsize=size, color=colour, fontweight=weight, ha=side, va="center", zorder=9
        )
        if halo:
            shown.set_bbox(style.halo(halo))
        if leader:
            end = (np.clip(at[0], left, right), np.clip(at[1], bottom, top))
            line = inverse.transform([at, end])
            self._axes.plot(line[:, 0], line[:, 1], color=colour, linewidth=0.6, zorder=8)
            self.keep_off(line[:, 0], line[:, 1])
        self._boxes.append(box)


def _box(px: float, py: float, wide: float, high: float, side: tuple[int, int], gap: float) -> Box:
    """The box of a label on one side of a point, `gap` pixels from it."""
    reach = gap if 0 in side else gap * 0.7
    left = px + side[0] * reach - wide * (0.5 - 0.5 * side[0])
    bottom = py + side[1] * reach - high * (0.5 - 0.5 * side[1])
    return left, bottom, left + wide, bottom + high
