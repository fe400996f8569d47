"""How time and memory grow with raid and runs: a part of the Performance page, and its picture."""

from __future__ import annotations

from math import ceil, floor, log10
from pathlib import Path
from shutil import copyfile
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING, Any

from makers.tables import table

if TYPE_CHECKING:
    from matplotlib.axes import Axes

NAME = "growth"
TITLE = "How long does a larger raid take, or a longer run?"

HEAD = """
## How it grows

Whole runs of the flagship from a scenario to its answer, each in a process of its own that has loaded what is
compiled; pictures and files are not in it. By `python benchmarks/growth/measure.py`. The last column of each
table is what tells: how many times the first row's time one missile, or one run, costs.

![Time and memory against the size of the raid, and time against the number of runs](pictures/{name}.png)

With the raid. Four interceptors for each missile, missiles two seconds apart. *A world* is the reference
world, alone on all threads: flights, sensors, tracks, opportunities and its play. *The answer* is all worlds,
and what changes it most.

"""

RUNS = """
With the runs: the flagship's four missiles. Every twentieth run is a new world, with flights of its own.

"""

MARKS = {"reference_world_s": ("one world", "#1d5d8f"), "answer_s": ("the answer", "#b92a35")}


def part(found: dict[str, Any]) -> str:
    """The section of the page."""
    first = found["raids"][0]
    raids = (
        [
            f"{row['missiles_count']:,}",
            f"{row['worlds_count']:,}",
            f"{row['reference_world_s']:.3g}",
            f"{row['answer_s']:.3g}",
            f"{row['memory_MB']:,.0f}",
            _times(row["reference_world_s"] / row["missiles_count"], first["reference_world_s"] / 10),
        ]
        for row in found["raids"]
    )
    begin = found["runs"][0]
    runs = (
        [
            f"{row['runs_count']:,}",
            f"{row['worlds_count']:,}",
            f"{row['answer_s']:.3g}",
            f"{row['memory_MB']:,.0f}",
            _times(row["answer_s"] / row["runs_count"], begin["answer_s"] / begin["runs_count"]),
        ]
        for row in found["runs"]
    )
    head = (
        "missiles",
        "worlds",
        "a world, s",
        "the answer, s",
        "most memory, MB",
        "a world a missile, times",
    )
    text = HEAD.format(name=NAME) + table(head, raids) + RUNS
    head = ("runs", "worlds", "the answer, s", "most memory, MB", "a run, times")
    return text + table(head, runs)


def _times(value: float, first: float) -> str:
    return f"{value / first:.2g}"


def draw(found: dict[str, Any], folder: Path) -> list[Path]:
    """Write the picture, on scales of tens."""
    from opendome.reports import style

    raids, runs = found["raids"], found["runs"]
    grown = raids[-1]["missiles_count"] / raids[0]["missiles_count"]
    longer = raids[-1]["reference_world_s"] / raids[0]["reference_world_s"]
    said = (
        f"{grown:,.0f} times the missiles take {longer:,.0f} times as long in one world. "
        f"{runs[-1]['runs_count'] / runs[0]['runs_count']:,.0f} times the runs take "
        f"{runs[-1]['answer_s'] / runs[0]['answer_s']:,.0f} times as long. All scales go by tens."
    )
    with style.styled():
        whole = style.figure(420.0)
        style.heading(whole, TITLE, style.lines(said, 118))
        left, middle, right = (
            style.panel(whole, 70.0 + 310.0 * place, 130.0, 225.0, 195.0) for place in range(3)
        )
        for key, (words, colour) in MARKS.items():
            _line(left, raids, "missiles_count", key, colour)
            end = raids[-1]
            left.annotate(
                words, (end["missiles_count"], end[key]), xytext=(-14, 2) if key == "answer_s" else (2, -38),
                textcoords="offset points", ha="right", color=colour,
            )  # fmt: skip
        _line(middle, raids, "missiles_count", "memory_MB", style.TRACKED)
        _line(right, runs, "runs_count", "answer_s", MARKS["answer_s"][1])
        for axes, title, below in (
            (left, "Time, s", "missiles in the raid"),
            (middle, "Most memory, MB", "missiles in the raid"),
            (right, "Time until the answer, s", "runs of four missiles"),
        ):
            axes.set_title(title, fontsize=9.5, loc="left", fontweight="semibold", pad=12)
            axes.set_xlabel(below, labelpad=8)
        style.foot(whole, "benchmarks/growth/measure.py")
        with TemporaryDirectory() as beside:
            style.save(whole, Path(beside), NAME, TITLE, said)
            return [Path(copyfile(Path(beside) / f"{NAME}.png", folder / f"{NAME}.png"))]


def _line(axes: Axes, rows: list[dict[str, Any]], x: str, y: str, colour: str) -> None:
    axes.loglog([row[x] for row in rows], [row[y] for row in rows], color=colour, marker="o", markersize=4)
    axes.set_xticks([row[x] for row in rows], [f"{row[x]:,}" for row in rows])
    both = (*axes.lines[0].get_ydata(), *(row[y] for row in rows))
    tens = range(floor(log10(min(both))), ceil(log10(max(both))) + 1)
    axes.set_ylim(10.0 ** tens[0], 10.0 ** tens[-1])
    axes.set_yticks([10.0**power for power in tens], [f"{10.0**power:,g}" for power in tens])
    axes.minorticks_off()
