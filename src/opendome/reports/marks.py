"""Marks that mean the same in every picture: what each layer shoots with, and how a shot or a flight ends."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from opendome.records.defence import BOOST, GLIDE, MIDCOURSE, TERMINAL
from opendome.reports import style

if TYPE_CHECKING:
    from matplotlib.axes import Axes


@dataclass(frozen=True)
class Look:
    """How the interceptors of a layer look.

    Attributes:
        colour: Of paths, bars and sites.
        text: Of their names.
        dash: Of a path: the second cue, for a print in grey.
        site: The mark of where they stand.
    """

    colour: str
    text: str
    dash: Any
    site: str


LOOKS = {
    BOOST: Look(style.ORBIT, style.ORBIT_TEXT, (0, (5, 1.5)), "o"),
    MIDCOURSE: Look(style.MIDCOURSE, style.MIDCOURSE_TEXT, "solid", "s"),
    GLIDE: Look(style.MIDCOURSE, style.MIDCOURSE_TEXT, (0, (4, 1.2, 1, 1.2)), "h"),
    TERMINAL: Look(style.TERMINAL, style.TERMINAL_TEXT, (0, (1.3, 0.9)), "p"),
}
"""By layer."""


def ring(axes: Axes, x: float, y: float, size: float = 7.0, pale: bool = False) -> None:
    """A shot that hits: a ring."""
    axes.plot(
        x, y, marker="o", markersize=size, markerfacecolor=style.PAGE, markeredgecolor=style.TEXT,
        markeredgewidth=0.22 * size, alpha=style.PALE if pale else 1.0, linestyle="none", zorder=8,
        clip_on=False,
    )  # fmt: skip


def cross(axes: Axes, x: float, y: float, size: float = 7.0, pale: bool = False) -> None:
    """A shot that misses: a cross."""
    # a paler one beneath keeps it apart from a line of its own colour
    for colour, wide in ((style.PAGE, 0.5), (style.TEXT, 0.22)):
        axes.plot(
            x, y, marker="x", markersize=0.86 * size, color=colour, markeredgewidth=wide * size,
            alpha=style.PALE if pale else 1.0, linestyle="none", zorder=8, clip_on=False,
        )  # fmt: skip


def wasted(axes: Axes, x: float, y: float, size: float = 7.0, pale: bool = False) -> None:
    """A shot at a decoy: a hollow diamond."""
    axes.plot(
        x, y, marker="D", markersize=0.72 * size, markerfacecolor=style.PAGE, markeredgecolor=style.TEXT,
        markeredgewidth=0.14 * size, alpha=style.PALE if pale else 1.0, linestyle="none", zorder=8,
        clip_on=False,
    )  # fmt: skip


def landing(axes: Axes, x: float, y: float, size: float = 7.0, pale: bool = False) -> None:
    """A missile that comes down: a triangle that points down; hollow and pale if it would have."""
    axes.plot(
        x, y, marker="v", markersize=size, markerfacecolor=style.PAGE if pale else style.BALLISTIC,
        markeredgecolor=style.BALLISTIC if pale else style.PAGE, markeredgewidth=0.8,
        alpha=0.55 if pale else 1.0, linestyle="none", zorder=7, clip_on=False,
    )  # fmt: skip


def site(axes: Axes, x: float, y: float, layer: int, size: float = 7.0) -> None:
    """Where interceptors stand."""
    look = LOOKS[layer]
    axes.plot(
        x, y, marker=look.site, markersize=size + (1.5 if look.site == "p" else 0.0), color=look.colour,
        markeredgecolor=style.PAGE, markeredgewidth=0.8, linestyle="none", zorder=7, clip_on=False,
    )  # fmt: skip


def defended(axes: Axes, x: float, y: float) -> None:
    """A place that was aimed at, and where nothing comes down: a small diamond."""
    axes.plot(
        x, y, marker="D", markersize=4.5, color=style.TEXT, markeredgecolor=style.PAGE, linestyle="none",
        zorder=7, clip_on=False,
    )  # fmt: skip


def last_moment(axes: Axes, x: float, bottom: float, top: float) -> None:
    """The last moment to shoot: an upright line with a flag on top that points back at the time before."""
    # a paler one beneath keeps it apart from bars that it crosses
    for colour, wide in ((style.PAGE, 3.0), (style.TEXT, 1.1)):
        axes.vlines(x, bottom, top, color=colour, linewidth=wide, zorder=6)
    flag = [(0.0, 0.0), (0.0, -1.0), (-1.2, -0.5), (0.0, 0.0)]
    axes.plot(
        x, top, marker=flag, markersize=9.0, color=style.TEXT, markeredgewidth=0.0, linestyle="none",
        zorder=7, clip_on=False,
    )  # fmt: skip
