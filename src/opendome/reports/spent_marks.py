"""What a missile sheds, in the picture of its flight: where spent stages and fairings fall."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

from opendome.arrays import Floats
from opendome.records.case import EarthModel
from opendome.records.objects import OBJECT_KINDS, STAGE, WARHEAD, Objects
from opendome.records.trajectories import Trajectories
from opendome.reports import style
from opendome.reports.courses import Course, course
from opendome.reports.maps import View, inside_runs

if TYPE_CHECKING:
    from matplotlib.axes import Axes

    from opendome.reports.labels import Labels

BESIDE = 0.012
"""Two marks that are nearer than this share of the map's width hide one another."""


@dataclass(frozen=True)
class Spent:
    """One thing that falls, or many that fall together.

    Attributes:
        name: What it is called in the picture.
        start: When it is let go, after launch [s].
        path: Its way from there.
    """

    name: str
    start: float
    path: Course


def fallen(objects: Objects, flights: Trajectories, earth: EarthModel) -> list[Spent]:
    """Stages, fairing and bus of the first missile that come down; what flies on with it hides under it."""
    launch = float(flights.begins[0])
    found = []
    for row in range(len(objects)):
        kind = int(objects.kind[row])
        if objects.threat[row] == 0 and kind < WARHEAD and objects.lands[row]:
            name = f"stage {objects.number[row]}" if kind == STAGE else OBJECT_KINDS[kind]
            found.append(
                Spent(name, float(objects.separated[row]) - launch, course(objects.flights, row, earth))
            )
    return found


def on_map(axes: Axes, view: View, labels: Labels, spent: list[Spent], landing: Floats) -> None:
    """A thin pale track for each, and a small cross where it comes down.

    Args:
        axes, view, labels: The map.
        spent: What falls.
        landing: Where the missile comes down, on the map (2,); what falls beside it is left out.
    """
    near = BESIDE * (view.right - view.left)
    spent = [one for one in spent if np.hypot(*(view.project(one.path.direction[-1]) - landing)) > near]
    for one in spent:
        for run in inside_runs(view, one.path.direction):
            axes.plot(run[:, 0], run[:, 1], color=style.SOFT, linewidth=0.9, alpha=0.7, zorder=3)
        end = view.project(one.path.direction[-1])
        x, y = float(end[0]), float(end[1])
        axes.plot(x, y, marker="x", markersize=4.5, color=style.SOFT, zorder=5)
        labels.keep_off_box(x, y, 4.0)
    for one in spent:
        end = view.project(one.path.direction[-1])
        labels.place(one.name, float(end[0]), float(end[1]), 7.0, must=False, halo=style.LAND, first=(0, -1))


def heights(axes: Axes, spent: list[Spent], unit: float, until: float) -> None:
    """A thin pale line of height for each, as far as the panel goes."""
    for one in spent:
        time = one.path.time + one.start
        shown = time <= until + 1e-6
        axes.plot(
            time[shown] / unit, one.path.altitude[shown], color=style.SOFT, linewidth=0.9, alpha=0.7, zorder=3
        )
