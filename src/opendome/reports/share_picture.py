"""The picture to share: how big a raid can be stopped, dark, with all that it needs to stand alone."""

from __future__ import annotations

from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING

import opendome
from opendome.reports import charts, raid_captions, size_curve, style
from opendome.reports.charts import Made
from opendome.reports.size_curve import Curve, Look

if TYPE_CHECKING:
    from matplotlib.axes import Axes
    from matplotlib.figure import Figure

NAME = "how-big-a-raid"
WIDE, HIGH = 1200, 675
"""Pixels; what social networks show whole."""

PAGE, TEXT, SOFT, GRID, RULE = "#05080f", "#ffffff", "#93a1b8", "#1b2331", "#2a3446"
DARK = Look(size=14.0, line=2.0, text="#e8edf5", soft=SOFT, curve="#ff5f66", page=PAGE, band=0.2, edge=0.6)

SMALL = 12.4
"""The smallest letters [points]: 17 pixels, 7 where the picture is shown 500 wide."""

_EDGE, _LEFT, _RIGHT = 56.0, 116.0, 254.0
_TITLES = ((28.0, 2), (25.0, 2), (22.0, 3), (19.0, 3), (16.0, 4))
"""Sizes of the title [points], the largest first, and how many lines it may have there."""

_MONTHS = (
    "January", "February", "March", "April", "May", "June", "July", "August", "September", "October",
    "November", "December",
)  # fmt: skip


def draw(one: Curve, made: Made, epoch: str, folder: Path) -> None:
    """Write `how-big-a-raid.svg` and `.png`, 1200 by 675 pixels.

    Args:
        one: The curve and what is marked on it.
        made: What it was made from.
        epoch: When the scenario is set, UTC, ISO 8601.
        folder: Where to write.
    """
    clauses = raid_captions.how_big(raid_captions.bend(one.found, one.limit))
    title = [f"{clause[:1].upper()}{clause[1:]}." for clause in clauses if clause]
    with style.styled():
        whole = _page()
        date = f" · set on {_day(epoch)}"
        room = WIDE - 2.0 * _EDGE - _wide(whole, date, SMALL)
        name = _cut(whole, made.scenario, SMALL, room)
        _words(whole, f"{name}{date}", _EDGE, 32.0, SMALL, SOFT)
        size, lines = fitted(whole, title, WIDE - 2.0 * _EDGE)
        _words(whole, "\n".join(lines), _EDGE, 62.0, size, TEXT, weight="semibold", linespacing=1.22)
        foot = _foot(whole, one, made)
        top = 62.0 + len(lines) * size * 1.22 * style.DPI / 72.0 + 22.0
        _panel(whole, one, top, foot)
        style.save(whole, folder, NAME, "How big a raid can it stop?", " ".join(title), True)


def _page() -> Figure:
    from matplotlib.backends.backend_agg import FigureCanvasAgg
    from matplotlib.figure import Figure

    whole = Figure(figsize=(WIDE / style.DPI, HIGH / style.DPI), dpi=style.DPI, facecolor=PAGE)
    FigureCanvasAgg(whole)
    return whole


def _words(
    whole: Figure, text: str, left: float, top: float, size: float, colour: str, **more: object
) -> None:
    """Text whose upper edge is at a place in pixels."""
    look = {"va": "top", **more}
    whole.text(left / WIDE, 1.0 - top / HIGH, text, fontsize=size, color=colour, **look)  # type: ignore[arg-type]


def _wide(whole: Figure, text: str, size: float, weight: str = "normal") -> float:
    """Width of a text [pixels]."""
    shape = whole.text(0.0, 0.0, text, fontsize=size, fontweight=weight)
    width = float(shape.get_window_extent().width)
    shape.remove()
    return width


def fitted(whole: Figure, sentences: list[str], width: float) -> tuple[float, list[str]]:
    """The largest size at which a title fits, and its lines; each sentence begins one, if that is enough.

    Args:
        whole: The picture.
        sentences: Of the title.
        width: Of its lines [pixels].
    """
    size, most = _TITLES[-1]
    for size, most in _TITLES:
        apart = [line for sentence in sentences for line in _broken(whole, sentence, size, width)]
        if len(apart) <= most:
            return size, apart
        together = _broken(whole, " ".join(sentences), size, width)
        if len(together) <= most:
            return size, together
    return size, [*together[: most - 1], _cut(whole, " ".join(together[most - 1 :]), size, width, "semibold")]


def _broken(whole: Figure, text: str, size: float, width: float) -> list[str]:
    """A text in lines that are no wider than this."""
    lines = [""]
    for word in text.split():
        longer = f"{lines[-1]} {word}".strip()
        if lines[-1] and _wide(whole, longer, size, "semibold") > width:
            lines.append(word)
        else:
            lines[-1] = longer
    return lines


def _cut(whole: Figure, text: str, size: float, width: float, weight: str = "normal") -> str:
    """A text that is cut off where it would be too wide."""
    if _wide(whole, text, size, weight) <= width:
        return text
    while text and _wide(whole, f"{text.rstrip()}…", size, weight) > width:
        text = text[:-1]
    return f"{text.rstrip()}…"


def _foot(whole: Figure, one: Curve, made: Made) -> float:
    """Doctrine and doubt at the left, maker at the right; where the rule above them is [pixels]."""
    from matplotlib.lines import Line2D

    maker = f"OpenDome {opendome.__version__} · {made.runs:,} run{'' if made.runs == 1 else 's'}"
    maker += ": rough" if made.runs < charts.FEW else ""
    room = WIDE - 2.0 * _EDGE - _wide(whole, maker, SMALL) - 40.0
    said = f"{one.doctrine}; band: 90 % of what is not known"
    lines = _lines(whole, said, room)
    line = SMALL * 1.3 * style.DPI / 72.0
    rule = HIGH - 30.0 - line * len(lines) - 14.0
    whole.add_artist(
        Line2D(
            (_EDGE / WIDE, 1.0 - _EDGE / WIDE), (1.0 - rule / HIGH,) * 2, color=RULE, linewidth=1.0,
            transform=whole.transFigure,
        )
    )  # fmt: skip
    for row, text in enumerate(lines):
        _words(whole, text, _EDGE, rule + 29.0 + row * line, SMALL, SOFT, va="baseline")
    _words(whole, maker, WIDE - _EDGE, rule + 29.0, SMALL, SOFT, va="baseline", ha="right")
    return rule


def _lines(whole: Figure, text: str, width: float) -> list[str]:
    lines = [""]
    for word in text.split(" "):
        longer = f"{lines[-1]} {word}".strip()
        if lines[-1] and _wide(whole, longer, SMALL) > width:
            lines.append(word)
        else:
            lines[-1] = longer
    return lines


def _panel(whole: Figure, one: Curve, top: float, foot: float) -> None:
    """The curve between title and foot; its axes are named above it and below it."""
    _words(whole, "Get through [missiles]", _EDGE, top, DARK.size, SOFT)
    upper, lower = top + 40.0, foot - 76.0
    axes: Axes = whole.add_axes(
        (_LEFT / WIDE, 1.0 - lower / HIGH, (WIDE - _LEFT - _RIGHT) / WIDE, (lower - upper) / HIGH)
    )
    axes.set_facecolor(PAGE)
    axes.spines["left"].set_visible(False)
    axes.spines["bottom"].set_color(SOFT)
    axes.grid(visible=False, axis="x")
    axes.grid(visible=True, axis="y", color=GRID, linewidth=1.0)
    size_curve.draw(axes, one, DARK)
    axes.tick_params(pad=8)
    middle = _LEFT + 0.5 * (WIDE - _LEFT - _RIGHT)
    _words(whole, "Size of the raid [missiles]", middle, lower + 40.0, DARK.size, SOFT, ha="center")


def _day(epoch: str) -> str:
    """A day in prose: `1 January 2026`."""
    read = datetime.fromisoformat(epoch)
    return f"{read.day} {_MONTHS[read.month - 1]} {read.year}"
