"""The picture of one flight: its ground track, its height and its speed, with what happens marked."""

from __future__ import annotations

from math import degrees, isfinite
from pathlib import Path
from typing import TYPE_CHECKING

import numpy as np
from numpy.typing import NDArray

from opendome.outcomes.milestones import Milestone, milestones
from opendome.records import trajectories as flown
from opendome.records.case import Case
from opendome.records.objects import Objects
from opendome.records.trajectories import ARRIVES_WITHIN, Trajectories
from opendome.reports import events, map_marks, marks, numbers, spent_marks, style
from opendome.reports.courses import Course, course
from opendome.reports.labels import Labels
from opendome.reports.maps import draw_land, fit, unit_vectors
from opendome.reports.spent_marks import Spent, fallen

if TYPE_CHECKING:
    from matplotlib.axes import Axes
    from matplotlib.figure import Figure

Floats = NDArray[np.float64]

TITLE = "Where does it fly, how high and how fast?"
NAME = "flight"
EDGE = 24.0
MAP_HEIGHT = 340.0
PANEL = 168.0
LEFT, GAP = 74.0, 56.0
BOOST_SHARE = 0.42
"""Share of the width that the powered part gets."""


def draw(case: Case, flights: Trajectories, objects: Objects, sentence: str, folder: Path) -> None:
    """Write `flight.svg` and `flight.png` of the first flight.

    Args:
        case: The launch settled.
        flights: The flight.
        objects: What is let go on the way.
        sentence: The finding, for the caption.
        folder: Where to write.
    """
    with style.styled():
        one = course(flights, 0, case.earth)
        found = milestones(flights, 0, case.earth)
        caption = style.lines(sentence, 118)
        top = 66.0 + 19.0 * len(caption)
        panels = top + MAP_HEIGHT + 44.0
        whole = style.figure(panels + 2 * PANEL + 20.0 + 92.0)
        style.heading(whole, TITLE, caption)
        _map(whole, top, case, flights, objects, one)
        _charts(whole, panels, one, found, fallen(objects, flights, case.earth))
        earth = "" if case.earth.rotating else " · an Earth that does not turn"
        earth += " · a spherical Earth" if case.earth.spherical else ""
        style.foot(
            whole, f"{case.missile_id[0]}{earth} · azimuthal equal-area map; coastlines: Natural Earth"
        )
        style.save(whole, folder, NAME, TITLE, sentence)


def _map(whole: Figure, top: float, case: Case, flights: Trajectories, objects: Objects, one: Course) -> None:
    axes = style.panel(whole, EDGE, top, style.WIDTH - 2 * EDGE, MAP_HEIGHT)
    row = case.launches[0]
    aimed = isfinite(row["aim_latitude"])
    aim = unit_vectors(row["aim_latitude"], row["aim_longitude"])
    seen = np.concatenate((one.direction, aim[None])) if aimed else one.direction
    view = fit(seen, (style.WIDTH - 2 * EDGE) / MAP_HEIGHT, pad=0.12)
    draw_land(axes, view)
    spent = fallen(objects, flights, case.earth)
    map_marks.draw_track(axes, view, one, 1.6)
    labels = Labels(axes)
    map_marks.keep_off(labels, view, one)
    step = map_marks.tick_step(float(one.time[-1]))
    start = view.project(unit_vectors(row["latitude"], row["longitude"]))
    end = view.project(one.direction[-1])
    named = [
        (case.launch_name[0] or numbers.place(degrees(row["latitude"]), degrees(row["longitude"])), start)
    ]
    map_marks.draw_launch(axes, float(start[0]), float(start[1]))
    if len(flights.nodes_of(0, flown.IMPACT)):
        marks.landing(axes, float(end[0]), float(end[1]))
        named.append((_landing_name(case, flights, one), end))
    if aimed and flights.miss[0] > ARRIVES_WITHIN:
        goal = view.project(aim)
        map_marks.draw_aim(axes, float(goal[0]), float(goal[1]))
        named.append((f"{_aim(case)} (not reached)", goal))
    for _, spot in named:
        labels.keep_off_box(float(spot[0]), float(spot[1]))
    middle = 0.5 * (view.left + view.right)
    for text, spot in named:
        side = (1, 0) if spot[0] > middle else (-1, 0)
        labels.place(
            text, float(spot[0]), float(spot[1]), 8.5, weight="semibold", first=side, halo=style.LAND
        )
    spent_marks.on_map(axes, view, labels, spent, end)
    ticks = map_marks.draw_ticks(axes, view, one, step)
    map_marks.label_ticks(labels, view, ticks, 1.0, step)
    axes.annotate(
        f"ticks every {numbers.duration(step)} after launch; thick while engines burn"
        f"{'; × where what is spent comes down' if spent else ''}", (0, 0),
        xycoords="axes fraction", xytext=(6, 6), textcoords="offset points", fontsize=7, color=style.SOFT,
        zorder=9, bbox=style.halo(style.OCEAN),
    )  # fmt: skip


def _aim(case: Case) -> str:
    row = case.launches[0]
    return case.aim_name[0] or numbers.place(degrees(row["aim_latitude"]), degrees(row["aim_longitude"]))


def _landing_name(case: Case, flights: Trajectories, one: Course) -> str:
    clock = numbers.clock(float(one.time[-1]))
    reached = isfinite(flights.miss[0]) and flights.miss[0] <= ARRIVES_WITHIN
    return f"{_aim(case)}  {clock}" if reached else f"lands  {clock}"


def _charts(whole: Figure, top: float, one: Course, found: list[Milestone], spent: list[Spent]) -> None:
    """Height above speed; the powered part in seconds at the left, the whole flight at the right."""
    wide = style.WIDTH - LEFT - EDGE - GAP
    split = wide * BOOST_SHARE
    if one.powered_until <= 0.0:  # what has no engine gets one column
        whole_flight = (
            "The whole flight",
            "Time after launch [min]",
            60.0,
            float(one.time[-1]),
            LEFT,
            wide + GAP,
        )
        _column(whole, top, one, (found, found, spent), whole_flight, first=True)
        return
    boost_end = min(float(one.time[-1]), max(1.18 * one.powered_until, 1.0))
    early = [milestone for milestone in found if milestone.time <= boost_end]
    late = [milestone for milestone in found if milestone.time > one.powered_until - 1e-6]
    columns = (
        ("While engines burn", "Time after launch [s]", 1.0, boost_end, LEFT, split, early),
        (
            "The whole flight",
            "Time after launch [min]",
            60.0,
            float(one.time[-1]),
            LEFT + split + GAP,
            wide - split,
            late,
        ),
    )
    for column, (title, label, unit, until, left, width, marked) in enumerate(columns):
        how = (title, label, unit, until, left, width)
        _column(whole, top, one, (found, marked, spent), how, first=column == 0)


def _column(
    whole: Figure,
    top: float,
    one: Course,
    shown: tuple[list[Milestone], list[Milestone], list[Spent]],
    how: tuple[str, str, float, float, float, float],
    first: bool,
) -> None:
    """Height above speed over one span of time.

    Args:
        whole, top, one: The figure, where the charts begin in it, the flight.
        shown: Its milestones, those that are marked here, and what is let go.
        how: Title, label of the time, its unit [s], its end [s], and left edge and width on the page.
        first: Whether the labels of the vertical axes stand here.
    """
    title, label, unit, until, left, width = how
    found, marked, spent = shown
    style.words(whole, title, left, top - 24, 10, weight="semibold")
    for row, (name, values) in enumerate((("Height [km]", one.altitude), ("Speed [km/s]", one.speed))):
        axes = style.panel(whole, left, top + row * (PANEL + 20.0), width, PANEL)
        _chart(axes, one, values, unit, until)
        if row == 0:
            axes.tick_params(labelbottom=False)
        else:
            axes.set_xlabel(label)
        if first:
            axes.set_ylabel(name)
            axes.yaxis.set_label_coords(-44.0 / width, 0.5)
        if row == 0:
            spent_marks.heights(axes, spent, unit, until)
        _mark(axes, marked, found, unit, height=row == 0)


def _chart(axes: Axes, one: Course, values: Floats, unit: float, until: float) -> None:
    """One line; thick while engines burn."""
    inside = one.time <= until + 1e-6
    highest = float(values[inside].max())
    axes.set_xlim(0.0, (1.03 if unit == 1.0 else 1.11) * until / unit)
    axes.set_ylim(0.0, max(1.22 * highest, 1e-3))
    axes.plot(one.time[inside] / unit, values[inside], color=style.BALLISTIC, linewidth=1.5, zorder=4)
    burning = one.powered & inside
    axes.plot(one.time[burning] / unit, values[burning], color=style.BALLISTIC, linewidth=3.0, zorder=4)
    axes.locator_params(axis="y", nbins=5)
    axes.yaxis.set_major_formatter(lambda value, _: f"{value:,.10g}")
    axes.locator_params(axis="x", nbins=8 if unit > 1.0 else 6)


def _mark(axes: Axes, marked: list[Milestone], found: list[Milestone], unit: float, height: bool) -> None:
    """Dots at moments; their names beside the height, their values beside the speed."""
    labels = Labels(axes)
    for line in axes.lines:
        labels.keep_off(np.asarray(line.get_xdata()), np.asarray(line.get_ydata()))
    names = dict(zip(map(id, found), events.words(found), strict=True))
    for milestone in marked:
        x, y = milestone.time / unit, (milestone.altitude if height else milestone.speed) / 1e3
        axes.plot(
            x,
            y,
            marker="o",
            markersize=4.5,
            color=style.PAGE,
            markeredgecolor=style.BALLISTIC,
            zorder=6,
            clip_on=False,
        )
        labels.keep_off_box(x, y, 4.0)
    for milestone in marked:
        if milestone.event == flown.LAUNCH:
            continue
        x, y = milestone.time / unit, (milestone.altitude if height else milestone.speed) / 1e3
        number = numbers.height_km(y) if height else numbers.speed_km_per_s(y)
        name = _short(milestone, names[id(milestone)])
        crossing = milestone.event in (flown.CROSS_100_KM_UP, flown.CROSS_100_KM_DOWN, flown.IMPACT)
        text = f"{name}, {number}" if height and not crossing else name if height else number
        side = _side(milestone.event, unit)
        labels.place(text, x, y, 7.5, first=side, must=False, halo=style.PAGE)


def _side(event: int, unit: float) -> tuple[int, int]:
    """Where a label is tried first: away from the line."""
    if event == flown.APOGEE:
        return 0, 1
    return (-1, 0) if unit == 1.0 else (1, 0)


def _short(milestone: Milestone, name: str) -> str:
    """A name short enough for a chart."""
    if milestone.event == flown.CROSS_100_KM_UP:
        return "100 km"
    if milestone.event == flown.CROSS_100_KM_DOWN:
        return "100 km"
    return name
