"""What charts of a report share: heading and finding above, foot below, labels that keep apart."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from opendome.reports import style
from opendome.reports.plates import Data, Plate

if TYPE_CHECKING:
    from matplotlib.axes import Axes
    from matplotlib.figure import Figure

FEW = 100
"""A figure from fewer runs says so in its frame."""

_LETTERS = 118
"""In a line of the caption."""

_TICK_STEPS = (1, 2, 5, 10, 20, 25, 50, 100, 200, 250, 500, 1_000, 2_000, 2_500)


@dataclass(frozen=True)
class Made:
    """What a picture was made from: the scenario's name, how many runs, and which seed."""

    scenario: str
    runs: int
    seed: int

    @property
    def foot(self) -> str:
        """The line at the bottom."""
        return f"{self.scenario} · {self.runs:,} run{'' if self.runs == 1 else 's'} · seed {self.seed}"


@dataclass(frozen=True)
class Story:
    """What stands above a chart and what a report says beside it; see `Plate`."""

    name: str
    question: str
    finding: str
    reading: str
    drawn_by: str
    used: tuple[str, ...]
    data: Data

    def plate(self, head: float) -> Plate:
        """The plate of its picture, whose drawing begins so many pixels from the top."""
        return Plate(
            self.name, self.question, self.finding, self.reading, self.drawn_by, head, self.used, self.data
        )


def sheet(story: Story, made: Made, height: float) -> tuple[Figure, float]:
    """An empty picture with heading, caption and foot, and so many pixels for the drawing.

    Returns:
        The picture, and where the drawing begins [pixels from the top].
    """
    caption = style.lines(f"{story.finding} {story.reading}", _LETTERS)
    head = 66.0 + 19.0 * len(caption)
    whole = style.figure(head + height + style.FOOT)
    style.heading(whole, story.question, caption)
    style.foot(whole, made.foot)
    return whole, head


def few_runs(whole: Figure, made: Made, top: float) -> None:
    """Say in the frame that a figure stands on few runs."""
    if made.runs < FEW:
        said = f"from {made.runs:,} run{'' if made.runs == 1 else 's'}: rough"
        style.words(whole, said, style.WIDTH - style.EDGE, top, 7.5, style.SOFT, ha="right")


def save(whole: Figure, story: Story, folder: Path) -> None:
    """Write the picture under its name."""
    style.save(whole, folder, story.name, story.question, story.finding)


def ticks(top: float, most: int = 8) -> list[int]:
    """Whole numbers from zero up to `top`, evenly apart, no more than so many."""
    step = next((step for step in _TICK_STEPS if top / step <= most), int(top / most) + 1)
    return list(range(0, int(top) + 1, step))


def scale(axes: Axes, x: float, y: float) -> None:
    """Both axes from zero, with ticks at whole numbers."""
    axes.set_xlim(0.0, x)
    axes.set_ylim(0.0, y)
    for ruler, found in ((axes.xaxis, ticks(x)), (axes.yaxis, ticks(y, 6))):
        ruler.set_ticks(found, [f"{tick:,}" for tick in found])


def apart(places: Sequence[float], least: float, low: float, high: float) -> list[float]:
    """Places moved as little as it takes to lie at least so far apart, in their order, between two ends.

    >>> apart([10.0, 12.0, 40.0], 10.0, 0.0, 100.0)
    [6.0, 16.0, 40.0]
    """
    order = sorted(range(len(places)), key=lambda place: (places[place], place))
    groups: list[tuple[float, int]] = []  # mean of the places wanted, and how many

    def middle(mean: float, count: int) -> float:
        half = 0.5 * least * (count - 1)
        return max(low + half, min(high - half, mean))

    for place in order:
        groups.append((places[place], 1))
        while len(groups) > 1:
            (one, few), (other, more) = groups[-2:]
            if middle(other, more) - middle(one, few) >= 0.5 * least * (few + more):
                break
            groups[-2:] = [((one * few + other * more) / (few + more), few + more)]
    found = [0.0] * len(places)
    begin = 0
    for mean, count in groups:
        first = middle(mean, count) - 0.5 * least * (count - 1)
        for number in range(count):
            found[order[begin + number]] = first + least * number
        begin += count
    return found


def at_ends(
    axes: Axes, labels: Sequence[tuple[float, str, str, str]], size: float = 8.5, gap: float = 8.0
) -> None:
    """Labels at the right end of lines, pushed apart with hair lines where they would meet.

    Args:
        axes: Its limits must stand.
        labels: Of each the height in units of the data, the words, their colour and weight.
        size: Of the letters [points].
        gap: From the end of the line [points].
    """
    box = axes.get_window_extent()
    rows = [axes.transData.transform((0.0, height))[1] for height, *_ in labels]
    scale = style.DPI / 72.0
    lines = [words.count("\n") + 1 for _, words, *_ in labels]
    moved = apart(rows, 1.45 * size * scale * max(lines), box.y0, box.y1 + size * scale)
    for (_, words, colour, weight), row, place in zip(labels, rows, moved, strict=True):
        shift = (place - row) / scale
        end = (1.0, (row - box.y0) / box.height)
        axes.annotate(
            words, end, xycoords="axes fraction", xytext=(gap + (6.0 if abs(shift) > 1.0 else 0.0), shift),
            textcoords="offset points", va="center", fontsize=size, color=colour, fontweight=weight,
            annotation_clip=False, linespacing=1.15,
        )  # fmt: skip
        if abs(shift) > 1.0:
            axes.annotate(
                "", end, xycoords="axes fraction", xytext=(gap + 4.0, shift), textcoords="offset points",
                arrowprops={"arrowstyle": "-", "color": colour, "linewidth": 0.6, "shrinkA": 0, "shrinkB": 2},
                annotation_clip=False,
            )  # fmt: skip
