"""The picture of what runs out: interceptors left at each site, by the size of the raid."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

import numpy as np

from opendome.records.raid_sizes import RaidSizes
from opendome.reports import charts, numbers, raid_captions, style
from opendome.reports.charts import Made, Story
from opendome.reports.labels import Labels
from opendome.reports.marks import LOOKS
from opendome.reports.plates import Data, Plate
from opendome.reports.raid_captions import Site

if TYPE_CHECKING:
    from matplotlib.axes import Axes

QUESTION = "What runs out?"
NAME = "what-runs-out"

MOST_LINES, MOST_BANDS = 6, 3
"""Sites that have a line of their own; and bands, where there are no more sites."""

_DASHES: tuple[Any, ...] = ("solid", (0, (5, 1.6)), (0, (1.6, 1.2)), (0, (6, 1.4, 1.4, 1.4)))
_HATCHES = ("", "////", "\\\\\\\\")
"""Of bands: where they cross, the second and third are hatched."""

_LETTERS = 28
_LEFT, _RIGHT, _TOP, _HIGH, _BELOW = 72.0, 210.0, 30.0, 300.0, 50.0


@dataclass(frozen=True)
class Row:
    """One site and the layer of its interceptors (a code of `LAYERS`), and its column in the record."""

    site: Site
    layer: int
    column: int


def draw(
    found: RaidSizes, rows: Sequence[Row], own: int, used: tuple[str, ...], made: Made, folder: Path
) -> Plate:
    """Write `what-runs-out.svg` and `.png`.

    Args:
        found: What each site has left, by size.
        rows: Sites in the order of the record's columns.
        own: The scenario's own raid [missiles].
        used: Paths of the figures that decide most.
        made: What it was made from.
        folder: Where to write.
    """
    story = _story(found, rows, used)
    with style.styled():
        whole, head = charts.sheet(story, made, _TOP + _HIGH + _BELOW)
        charts.few_runs(whole, made, head + 2.0)
        axes = style.panel(whole, _LEFT, head + _TOP, style.WIDTH - _LEFT - _RIGHT, _HIGH)
        _draw_lines(axes, found, _shown(rows), own)
        axes.set_xlabel("Size of the raid [missiles]")
        axes.set_ylabel("Left after the raid [interceptors]")
        axes.yaxis.set_label_coords(-44.0 / (style.WIDTH - _LEFT - _RIGHT), 0.5)
        charts.save(whole, story, folder)
    return story.plate(head)


def _shown(rows: Sequence[Row]) -> list[Row]:
    """Sites that have a line: those with interceptors, the largest of them."""
    there = [row for row in rows if row.site.stock]
    there.sort(key=lambda row: (-row.site.stock, row.column))
    return there[:MOST_LINES]


def _draw_lines(axes: Axes, found: RaidSizes, rows: list[Row], own: int) -> None:
    """One line a site: in steps where every size is known, each from its size to the next; else straight."""
    stairs = raid_captions.in_steps(found)
    line = "steps-post" if stairs else "default"
    top = float(found.missiles[-1])
    most = max(row.site.stock for row in rows)
    charts.scale(axes, top, 1.06 * most)
    x = np.concatenate(([0.0], found.missiles.astype(np.float64)))
    labels: list[tuple[float, str, str, str]] = []
    for number, row in enumerate(rows):
        look, stock = LOOKS[row.layer], float(row.site.stock)
        left, low, high = (
            np.concatenate(([stock], values[:, row.column]))
            for values in (found.left, found.left_low, found.left_high)
        )
        if len(rows) <= MOST_BANDS and row.site.reaches:
            axes.fill_between(
                x, low, high, step="post" if stairs else None, color=look.colour, alpha=0.18, linewidth=0,
                hatch=_HATCHES[number], hatch_linewidth=0.8, zorder=3,
            )  # fmt: skip
        axes.plot(
            x, left, drawstyle=line, color=look.colour, linewidth=1.8, zorder=5,
            linestyle=_DASHES[number % len(_DASHES)], clip_on=False,
        )  # fmt: skip
        words = f"{row.site.name}: {_mean(float(left[-1]))} of {row.site.stock:,}"
        words = "\n".join(style.lines(words if row.site.reaches else f"{words}, out of reach", _LETTERS))
        labels.append((float(left[-1]), words, look.text, "normal"))
    charts.at_ends(axes, labels, 8.0)
    _point_out(axes, found, rows, own, x)


def _mean(left: float) -> str:
    """A mean of what is left, to a tenth where it is small; nothing only where it is nothing."""
    if 0.0 < left < 0.05:
        return "< 0.1"
    return numbers.rounded(left, 0 if left >= 10.0 or left == round(left) else 1)


def _point_out(axes: Axes, found: RaidSizes, rows: list[Row], own: int, x: Any) -> None:
    """The scenario's own raid, and the site that is empty first."""
    axes.axvline(own, color=style.TEXT, linewidth=0.8, linestyle=(0, (3, 2)), zorder=2)
    labels = Labels(axes)
    for row in rows:
        left = np.concatenate(([float(row.site.stock)], found.left[:, row.column]))
        labels.keep_off(np.repeat(x, 2)[1:], np.repeat(left, 2)[:-1])
    labels.keep_off(np.array([own, own], dtype=np.float64), np.array(axes.get_ylim()))
    empty = raid_captions.first_empty(found)
    gone = [(empty[row.column], row) for row in rows if empty[row.column] and row.site.reaches]
    if gone:
        first = min(size for size, _ in gone)
        names = [row.site.name for size, row in gone if size == first]
        height = max(
            float(np.interp(first, found.missiles, found.left[:, row.column]))
            for size, row in gone
            if size == first
        )
        labels.keep_off_box(first, height)
        axes.plot(
            first, height, marker="o", markersize=7, markerfacecolor=style.PAGE,
            markeredgecolor=style.TEXT, markeredgewidth=1.5, zorder=8, clip_on=False,
        )  # fmt: skip
        words = f"{first:,}: {numbers.listing(names[:2])} empty\nafter most raids"
        labels.place(words, float(first), height, first=(1, 1), halo=style.PAGE)
    axes.annotate(
        f"this raid: {own:,}", (own, 1.0), xycoords=("data", "axes fraction"), xytext=(0, 4),
        textcoords="offset points", ha="center", va="bottom", fontsize=8.5, annotation_clip=False,
    )  # fmt: skip


def _story(found: RaidSizes, rows: Sequence[Row], used: tuple[str, ...]) -> Story:
    sites = [row.site for row in rows]
    top = int(found.missiles[-1])
    left = [
        f"{site.name} {raid_captions.left_of(float(found.left[-1, place]))} of {site.stock:,}"
        for place, site in enumerate(sites)
    ]
    names = tuple(f"Left at {site.name} [interceptors]" for site in sites)
    rows_of = tuple(
        (int(size), *(round(float(value), 2) for value in found.left[place]))
        for place, size in enumerate(found.missiles)
    )
    return Story(
        name=NAME,
        question=QUESTION,
        finding=raid_captions.runs_out(found, sites),
        reading=raid_captions.runs_out_read(found, sites),
        drawn_by=f"Left after a raid of {top:,}: {numbers.listing(left)}.",
        used=used,
        data=Data(("Size of the raid [missiles]", *names), rows_of),
    )
