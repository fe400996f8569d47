"""What stands on a map: ground tracks with ticks of time, launch areas, landings, names."""

from __future__ import annotations

from math import inf
from typing import TYPE_CHECKING

import numpy as np
from numpy.typing import NDArray

from opendome.reports import style
from opendome.reports.courses import Course, at
from opendome.reports.maps import View, inside_runs

if TYPE_CHECKING:
    from matplotlib.axes import Axes

    from opendome.reports.labels import Labels

Floats = NDArray[np.float64]

TICK_STEPS_S = (30.0, 60.0, 120.0, 300.0, 600.0, 1200.0, 3600.0)


def draw_track(
    axes: Axes, view: View, one: Course, wide: float, strength: float = 1.0, until: float = inf
) -> None:
    """A ground track: powered flight at twice the width, pale where nothing of its course flies any more.

    Args:
        axes, view: The map.
        one: The course.
        wide: Width of the line [point].
        strength: Opacity.
        until: When the last missile of the course is stopped, after its own launch [s]; infinity for never,
            minus infinity if none flies.
    """
    flies = one.time <= until
    # the sample before a stop belongs to both parts, so that they meet
    rest = np.concatenate((~flies[1:], [bool(until < one.time[-1])]))
    for part, share in ((flies, 1.0), (rest, style.PALE)):
        for which, width in ((part, wide), (part & one.powered, 2.2 * wide)):
            line = one.direction[which]
            for run in inside_runs(view, line) if len(line) > 1 else []:
                axes.plot(
                    run[:, 0], run[:, 1], color=style.BALLISTIC, linewidth=width, alpha=strength * share,
                    solid_capstyle="butt" if share < 1.0 else "round", zorder=4,
                )  # fmt: skip


def tick_step(longest_s: float) -> float:
    """How far apart ticks of time stand: five minutes for the flights that this is about."""
    if 900.0 <= longest_s <= 3600.0:
        return 300.0
    return next((step for step in TICK_STEPS_S if longest_s / step <= 8.0), TICK_STEPS_S[-1])


def draw_ticks(
    axes: Axes, view: View, one: Course, step: float, until: float = inf
) -> list[tuple[float, Floats, Floats]]:
    """Short strokes across the track, pale after `until`; of each time, place and direction across (2,)."""
    found: list[tuple[float, Floats, Floats]] = []
    long = 0.006 * (view.right - view.left)
    course = np.hypot(*np.diff(view.project(one.direction), axis=0).T).sum()
    if course < 8.0 * long * one.time[-1] / step:
        return found  # they would stand too close to be told apart
    for number in range(1, int(one.time[-1] // step) + 1):
        time = number * step
        if one.time[-1] - time < 0.15 * step:
            continue
        here, there = view.project(np.stack((at(one, time), at(one, min(time + 1.0, one.time[-1])))))
        along = there - here
        length = float(np.hypot(*along))
        if length <= 0.0:
            continue
        across = np.array([-along[1], along[0]]) / length
        strength = 1.0 if time <= until else style.PALE
        ends = np.stack((here - long * across, here + long * across))
        axes.plot(ends[:, 0], ends[:, 1], color=style.BALLISTIC, linewidth=1.0, alpha=strength, zorder=4)
        found.append((time, here, across))
    return found


def label_ticks(
    labels: Labels, view: View, ticks: list[tuple[float, Floats, Floats]], side: float, step: float
) -> None:
    """Minutes beside ticks of one track, as `draw_ticks` returns them with places (2,), on one side of it."""
    far = 0.019 * (view.right - view.left)
    unit, size = ("min", 60.0) if step >= 60.0 else ("s", 1.0)
    ending = f" {unit}"
    for time, here, across in ticks:
        spot = here + side * far * across
        text = f"{time / size:g}{ending}"
        if labels.centre(text, float(spot[0]), float(spot[1]), 6.8, style.SOFT, style.LAND):
            ending = ""


def draw_launch(axes: Axes, x: float, y: float) -> None:
    """A launch area: a filled dot with a rim."""
    axes.plot(x, y, marker="o", markersize=6, color=style.TEXT, markeredgecolor=style.PAGE, zorder=7)


def draw_aim(axes: Axes, x: float, y: float) -> None:
    """A place aimed at and not reached: a hollow diamond."""
    axes.plot(x, y, marker="D", markersize=5, color=style.PAGE, markeredgecolor=style.TEXT, zorder=7)


def keep_off(labels: Labels, view: View, one: Course) -> None:
    """Let labels avoid a track."""
    for run in inside_runs(view, one.direction):
        labels.keep_off(run[:, 0], run[:, 1])
