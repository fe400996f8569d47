"""What pictures of money share: sheet, foot, axes in dollars of a stated year, letters for a small screen."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

import numpy as np

from opendome.arrays import Floats
from opendome.reports import charts, cost_words, numbers, style
from opendome.reports.charts import Story
from opendome.reports.cost_words import Dollars
from opendome.reports.plates import Plate

if TYPE_CHECKING:
    from matplotlib.axes import Axes
    from matplotlib.axis import Axis
    from matplotlib.figure import Figure

SIZE = 10.0
"""Letters [points]: 14 pixels, 7 where the picture is shown 500 wide."""

_LETTERS = 124
_CAPTION = 10.0
_LINE, _BETWEEN = 17.0, 10.0
"""A line of a name beside a row, and what keeps two names apart [pixels]."""


@dataclass(frozen=True)
class Priced:
    """What a picture of money was made from.

    Attributes:
        scenario: Name of the scenario, or of all that are compared.
        dollars: Which dollars, counted over how many years.
        draws: How many futures were drawn; 0 where nothing was.
        seed: Of the draws.
    """

    scenario: str
    dollars: Dollars
    draws: int = 0
    seed: int = 1

    @property
    def foot(self) -> str:
        """The line at the bottom."""
        drawn = f" · {self.draws:,} draws · seed {self.seed}" if self.draws else ""
        return f"{self.scenario} · {self.dollars.words}{drawn}"


@contextmanager
def styled() -> Iterator[None]:
    """Draw inside this: our settings, and a dollar is a dollar, not the begin of a formula."""
    with style.styled():
        import matplotlib as mpl

        mpl.rcParams["text.parse_math"] = False
        yield


def sheet(story: Story, made: Priced, height: float) -> tuple[Figure, float]:
    """An empty picture with heading, caption and foot, and so many pixels for the drawing.

    Returns:
        The picture, and where the drawing begins [pixels from the top].
    """
    caption = style.lines(f"{story.finding} {story.reading}", _LETTERS)
    head = 66.0 + 20.0 * len(caption)
    whole = style.figure(head + height + style.FOOT)
    frame = f"{style.FRAME}-"
    style.words(whole, story.question, style.EDGE, 22, 16, weight="semibold", gid=f"{frame}title")
    style.words(
        whole, "\n".join(caption), style.EDGE, 56, _CAPTION, style.SOFT, linespacing=1.35,
        gid=f"{frame}caption",
    )  # fmt: skip
    style.foot(whole, made.foot)
    return whole, head


def saved(whole: Figure, story: Story, head: float, folder: Path) -> Plate:
    """Write the picture under its name; the plate that a report says around it."""
    charts.save(whole, story, folder)
    return story.plate(head)


def panel(whole: Figure, left: float, top: float, width: float, height: float) -> Axes:
    """Axes at a place in pixels, with letters of the size of these pictures."""
    axes = style.panel(whole, left, top, width, height)
    axes.tick_params(labelsize=SIZE)
    axes.xaxis.label.set_fontsize(SIZE)
    axes.yaxis.label.set_fontsize(SIZE)
    return axes


def steps_of(low: float, high: float, most: int = 7) -> list[float]:
    """Round numbers between two ends, evenly apart.

    >>> steps_of(0.0, 87.0)
    [0.0, 20.0, 40.0, 60.0, 80.0]
    """
    span = max(high - low, 1e-12)
    power = 10.0 ** np.floor(np.log10(span / most))
    step = next(power * one for one in (1.0, 2.0, 5.0, 10.0) if span / (power * one) <= most)
    first = np.ceil(low / step - 1e-9)
    return [float(step * number) for number in np.arange(first, np.floor(high / step + 1e-9) + 1)]


def money(ruler: Axis, low: float, high: float, most: int = 7) -> str:
    """Ticks of an axis of dollars between two ends; the unit that they are in.

    Args:
        ruler: The axis; its numbers are dollars.
        low, high: Ends [dollars].
        most: Ticks at most.
    """
    scale, name = cost_words.axis_unit(max(abs(low), abs(high)))
    ticks = steps_of(low / scale, high / scale, most)
    apart = ticks[1] - ticks[0] if len(ticks) > 1 else 1.0
    places = max(0, -int(np.floor(np.log10(apart) + 1e-9)))
    ruler.set_ticks([tick * scale for tick in ticks], [numbers.rounded(tick, places) for tick in ticks])
    return name


def rows_of(names: Sequence[str]) -> float:
    """Height of a row that has room for the longest of these names, wrapped as they are [pixels]."""
    return _LINE * max(name.count("\n") + 1 for name in names) + _BETWEEN


def fiscal_years(axes: Axes, years: Floats, most: int = 10) -> None:
    """Ticks at fiscal years (year,), no more than so many."""
    first, last = int(years[0]), int(years[-1])
    step = next(one for one in (1, 2, 3, 4, 5, 10, 20, 50) if (last - first + 1) / one <= most)
    axes.set_xticks(list(range(first, last + 1, step)))


COLOURS = {
    "boost": (style.ORBIT, style.ORBIT_TEXT),
    "midcourse": (style.MIDCOURSE, style.MIDCOURSE_TEXT),
    "glide": (style.MIDCOURSE, style.MIDCOURSE_TEXT),
    "terminal": (style.TERMINAL, style.TERMINAL_TEXT),
    "sensing": (style.INFRARED, "#5e5f70"),
    "command": (style.TRACKED, style.TRACKED),
    "other": ("#8b95a1", style.SOFT),
}
"""By category of an element: colour of its marks and of its words."""
