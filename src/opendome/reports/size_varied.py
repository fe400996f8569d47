"""What `size --vary` shows: the count against each option that is varied, as a table and as a picture."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from opendome import units
from opendome.reports import numbers, size_words, style

if TYPE_CHECKING:
    from matplotlib.axes import Axes

    from opendome.contract.size import Curve

NAME = "count-as-options-vary"
QUESTION = "How does the count change?"

COLUMNS = (7, 4, 3)
"""Points of a curve in the table on screen, both ends among them: as many as there is room for."""

_LEFT, _BETWEEN, _PANEL, _OVER, _UNDER = 86.0, 92.0, 220.0, 34.0, 58.0
_LETTERS = 118
NONE = "none is enough"

HIGHEST = 1e4
"""A picture ends at so many times its smallest count: with no time left counts grow beyond all bounds."""


def told(curve: Curve, columns: int = COLUMNS[0]) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """A curve as two rows: values of the option, and counts at them, at so many of its points.

    >>> from opendome.contract.size import Curve, CurvePoint
    >>> points = [CurvePoint(value=0.8, constellation_in_orbit_count=1250.0)]
    >>> told(Curve(option="works_probability", value=1.0, points=points))
    (('Chance that one works', '80 %'), ('In orbit', '1,200'))
    """
    last, steps = len(curve.points) - 1, min(columns, len(curve.points))
    some = [curve.points[round(last * step / max(steps - 1, 1))] for step in range(steps)]
    values = (_value(curve.option, point.value) for point in some)
    counts = (
        "none" if point.constellation_in_orbit_count is None
        else numbers.significant(point.constellation_in_orbit_count)
        for point in some
    )  # fmt: skip
    return (size_words.option_words(curve.option), *values), ("In orbit", *counts)


def draw(curves: Sequence[Curve], count: float, said: str, folder: Path) -> None:
    """Write `count-as-options-vary.svg` and `.png`: a panel an option, two in a row.

    Args:
        curves: Options and counts.
        count: In orbit, as asked.
        said: What the count stands on, for the foot.
        folder: Where to write.
    """
    finding = " ".join(map(_finding, curves))
    reading = "One option changes at a time; a ring is the question as asked."
    with style.styled():
        caption = style.lines(f"{finding} {reading}", _LETTERS)
        head = 62.0 + 19.0 * len(caption)
        columns = min(2, len(curves))
        rows = -(-len(curves) // columns)
        each = _OVER + _PANEL + _UNDER
        whole = style.figure(head + each * rows + style.FOOT)
        style.heading(whole, QUESTION, caption)
        style.foot(whole, said)
        room = style.WIDTH - _LEFT - style.EDGE
        wide = room if columns == 1 else 0.5 * (room - _BETWEEN)
        for place, curve in enumerate(curves):
            row, column = divmod(place, columns)
            left = _LEFT + column * (wide + _BETWEEN)
            axes = style.panel(whole, left, head + row * each + _OVER, wide, _PANEL)
            _panel(axes, curve, count)
        style.save(whole, folder, NAME, QUESTION, finding)


def _value(option: str, value: float) -> str:
    """A value of an option with its unit; whole numbers bare."""
    if option in ("missiles", "shots"):
        return f"{value:,.0f}"
    if option.endswith("probability"):
        return f"{100.0 * value:.0f} %"
    text = numbers.significant(value, 3)
    text = text.rstrip("0").rstrip(".") if "." in text else text
    return f"{text} {units.symbol(option)}"


def _finding(curve: Curve) -> str:
    first, last = curve.points[0], curve.points[-1]
    ends = [
        NONE if end.constellation_in_orbit_count is None
        else f"{numbers.significant(end.constellation_in_orbit_count)} in orbit"
        for end in (first, last)
    ]  # fmt: skip
    at = [_value(curve.option, end.value) for end in (first, last)]
    return f"{size_words.option_words(curve.option)}: {ends[0]} at {at[0]}, {ends[1]} at {at[1]}."


def _panel(axes: Axes, curve: Curve, count: float) -> None:
    """One option: its curve, where none is enough, and the question itself."""
    known = [
        (point.value, point.constellation_in_orbit_count)
        for point in curve.points
        if point.constellation_in_orbit_count is not None
    ]
    low, high = curve.points[0].value, curve.points[-1].value
    axes.set_xlim(low, high)
    counts = [one for _, one in known]
    if known:
        axes.plot(*zip(*known, strict=True), color=style.ORBIT, linewidth=2.2, zorder=4)
    if curve.value is not None and low <= curve.value <= high and count < float("inf"):
        axes.plot(
            [curve.value], [count], "o", markersize=8, color=style.PAGE, markeredgecolor=style.TEXT,
            markeredgewidth=1.8, zorder=6, clip_on=False,
        )  # fmt: skip
        counts.append(count)
    _scale(axes, counts)
    _without(axes, curve, [value for value, _ in known])
    _name(axes, curve.option)


def _name(axes: Axes, option: str) -> None:
    """Titles and ticks."""
    from matplotlib.ticker import FuncFormatter, MaxNLocator

    share = option.endswith("probability")
    name, symbol = size_words.option_words(option), "%" if share else units.symbol(option)
    axes.set_xlabel(f"{name} [{symbol}]" if symbol else name)
    axes.xaxis.set_major_locator(MaxNLocator(6, integer=option in ("missiles", "shots")))
    axes.xaxis.set_major_formatter(FuncFormatter(lambda tick, _: f"{100.0 * tick if share else tick:,.6g}"))
    axes.set_title("Interceptors in orbit", loc="left", fontsize=8.5, color=style.SOFT, pad=9)


def _scale(axes: Axes, counts: Sequence[float]) -> None:
    """Counts on an even scale from 0; over powers of ten where they differ by more than thirty."""
    from matplotlib.ticker import FuncFormatter, LogLocator

    if not counts:
        axes.set_yticks([])
        return
    low, high = min(counts), max(counts)
    if low > 0.0 and high > 30.0 * low:
        axes.set_yscale("log")
        axes.set_ylim(0.7 * low, min(1.5 * high, HIGHEST * low))
        axes.yaxis.set_major_locator(LogLocator())
        axes.minorticks_off()
    else:
        axes.set_ylim(0.0, 1.08 * high)
    axes.yaxis.set_major_formatter(FuncFormatter(lambda tick, _: _tick(tick)))


def _tick(count: float) -> str:
    """A count beside an axis."""
    if count >= 1e6:
        return f"{count / 1e6:,.6g} million"
    return numbers.rounded(count, 0 if count >= 1.0 or count == 0.0 else 2)


def _without(axes: Axes, curve: Curve, known: Sequence[float]) -> None:
    """Where no number is enough."""
    low, high = curve.points[0].value, curve.points[-1].value
    if len(known) == len(curve.points):
        return
    gaps = [(low, high)] if not known else [(low, known[0]), (known[-1], high)]
    for left, right in gaps:
        if right > left:
            axes.axvspan(left, right, color=style.OCEAN, linewidth=0.0, zorder=1)
            turned = 90.0 if right - left < 0.3 * (high - low) else 0.0
            axes.text(
                0.5 * (left + right), 0.5, NONE, transform=axes.get_xaxis_transform(), ha="center",
                va="center", fontsize=8, color=style.SOFT, rotation=turned,
            )  # fmt: skip
