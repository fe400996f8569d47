"""The key of a picture: a line or mark, and its word, one after another in rows."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from opendome.reports import style

if TYPE_CHECKING:
    from matplotlib.axes import Axes
    from matplotlib.figure import Figure

Sample = Callable[["Axes", float, float], None]
"""Draws a sample with its middle at a place in pixels."""

ROW = 17.0
_SIZE = 7.5
_SAMPLE, _GAP, _APART = 20.0, 5.0, 15.0


@dataclass(frozen=True)
class Entry:
    """One sample and what it means; without a sample, a remark."""

    word: str
    sample: Sample | None = None
    wide: float = _SAMPLE


def rows(entries: Sequence[Entry], width: float) -> list[list[tuple[float, Entry]]]:
    """Entries in rows no wider than this [pixel], each with how far from the left it begins."""
    scratch = style.figure(50.0)
    found: list[list[tuple[float, Entry]]] = []
    x = 0.0
    for entry in entries:
        shape = scratch.text(0.0, 0.0, entry.word, fontsize=_SIZE)
        long = float(shape.get_window_extent().width) + (entry.wide + _GAP if entry.sample else 0.0)
        if not found or x + long > width:
            found.append([])
            x = 0.0
        found[-1].append((x, entry))
        x += long + _APART
    return found


def draw(whole: Figure, left: float, top: float, shown: list[list[tuple[float, Entry]]]) -> None:
    """Rows of a key, their upper left corner at a place in pixels."""
    if not shown:
        return
    wide, high = style.WIDTH - left, ROW * len(shown)
    axes = style.panel(whole, left, top, wide, high)
    axes.set_xlim(0.0, wide)
    axes.set_ylim(0.0, high)
    axes.axis("off")
    for place, row in enumerate(shown):
        middle = high - ROW * (place + 0.5)
        for x, entry in row:
            after = 0.0
            if entry.sample is not None:
                entry.sample(axes, x + 0.5 * entry.wide, middle)
                after = entry.wide + _GAP
            axes.text(x + after, middle - 0.5, entry.word, va="center", fontsize=_SIZE, color=style.SOFT)


def line(colour: str, width: float, dash: Any = "solid", strength: float = 1.0) -> Sample:
    """A stroke."""

    def sample(axes: Axes, x: float, y: float) -> None:
        axes.plot(
            (x - 9.0, x + 9.0), (y, y), color=colour, linewidth=width, linestyle=dash, alpha=strength,
            solid_capstyle="butt", dash_capstyle="butt",
        )  # fmt: skip

    return sample


def bar(colour: str, height: float) -> Sample:
    """A bar so many pixels high."""

    def sample(axes: Axes, x: float, y: float) -> None:
        axes.broken_barh([(x - 9.0, 18.0)], (y - 0.5 * height, height), facecolor=colour, linewidth=0.0)

    return sample


def striped(face: str, stripes: str) -> Sample:
    """A striped box."""
    from matplotlib.patches import Rectangle

    def sample(axes: Axes, x: float, y: float) -> None:
        axes.add_patch(
            Rectangle(
                (x - 9.0, y - 5.0), 18.0, 10.0, facecolor=face, edgecolor=stripes, hatch="////",
                hatch_linewidth=0.5, linewidth=0.0,
            )
        )  # fmt: skip

    return sample
