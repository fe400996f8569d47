"""How high each missile flies, minute by minute: one lane a missile, all on one scale."""

from __future__ import annotations

from dataclasses import dataclass
from math import inf
from typing import TYPE_CHECKING

import numpy as np

from opendome.arrays import Floats
from opendome.records.case import Case
from opendome.records.trajectories import IMPACT, Trajectories
from opendome.reports import marks, minutes, numbers, style
from opendome.reports.courses import Course, course
from opendome.reports.lanes import aim
from opendome.reports.raid_shown import FAILS, STOPPED, RaidShown

if TYPE_CHECKING:
    from matplotlib.axes import Axes
    from matplotlib.figure import Figure

MOST_LANES = 8
LANE = 44.0
_EDGE, _LEFT, _RIGHT, _HOURS = 24.0, 132.0, 78.0, 10.0
_SCALE = 0.74
"""Share of a lane that the highest flight fills."""

NAME_WIDE = 18
"""Letters of a name that fit beside a lane; a longer one is broken."""

LEVEL, LONG = 0.999, 0.1
"""What is as high as this share of the highest, for this share of a flight, has flown level."""


@dataclass(frozen=True)
class HeightLane:
    """One missile; times count from the first launch [s].

    Attributes:
        name: Of its aim, or its own.
        start: When it leaves.
        flight: Its course.
        lands: When it would land if nobody shot; None for never.
        until: When it is stopped; infinity for never, minus infinity if it never flies.
        fate: What stands at the right.
    """

    name: str
    start: float
    flight: Course
    lands: float | None
    until: float
    fate: str


def height_lanes(
    case: Case, flights: Trajectories, tracks: dict[int, Course], raid: RaidShown | None
) -> list[HeightLane]:
    """All missiles of a small raid, the first of each course of a large one, in order of landing."""
    zero = float(case.launches["time"].min())
    found: list[HeightLane] = []
    for threat in range(len(flights)) if len(flights) <= MOST_LANES else tracks:
        flight = tracks.get(threat) or course(flights, threat, case.earth)
        start = float(case.launches["time"][threat]) - zero
        lands = start + float(flight.time[-1]) if len(flights.nodes_of(threat, IMPACT)) else None
        until, fate = inf, numbers.clock(lands)
        if raid is not None:
            until = float(raid.until[threat]) - zero
            fate = _fate(raid, threat, until, fate)
        found.append(HeightLane(aim(case, threat), start, flight, lands, until, fate))
    found.sort(key=lambda lane: (lane.lands is None, lane.lands or 0.0))
    return found[:MOST_LANES]


def draw(whole: Figure, top: float, shown: list[HeightLane], launched: int, raid: RaidShown | None) -> None:
    """The panel of all lanes.

    Args:
        whole: The picture.
        top: Where the first lane begins, from the top [pixel].
        shown: The lanes.
        launched: How many missiles the raid has.
        raid: The one raid that is shown, if anything can shoot.
    """
    which = "the first missile of each course" if launched > len(shown) else "on one scale"
    style.words(whole, "How high is each, minute by minute?", _EDGE, top - 36, 10, weight="semibold")
    style.words(whole, f"Height, {which}; thick while engines burn", _EDGE + 264, top - 34, 8.5, style.SOFT)
    last = max((lane.lands or lane.start + float(lane.flight.time[-1])) for lane in shown) / 60.0
    right = _RIGHT + (_HOURS if last >= 60.0 else 0.0)
    axes = style.panel(whole, _LEFT, top, style.WIDTH - _LEFT - right, LANE * len(shown))
    highest = max(float(lane.flight.altitude.max()) for lane in shown)
    minutes.axis(axes, last, float(len(shown)))
    for place, lane in enumerate(shown):
        _draw_lane(axes, lane, len(shown) - 1.0 - place, highest)
    ends = "ends at" if raid is not None else "lands at"
    minutes.beside(axes, ends, 1.0, float(len(shown)) + 0.1, "left", 7.5, color=style.SOFT)


def _fate(raid: RaidShown, threat: int, until: float, lands: str) -> str:
    code = raid.fate[threat]
    if code == FAILS:
        return "fails"
    return numbers.clock(until) if code == STOPPED else lands


def _draw_lane(axes: Axes, lane: HeightLane, floor: float, highest: float) -> None:
    """The curve of one height, pale where the missile does not come any more."""
    even = np.linspace(0.0, float(lane.flight.time[-1]), 241)
    if -inf < lane.until < inf:
        even = np.union1d(even, [lane.until - lane.start])
    height = np.interp(even, lane.flight.time, lane.flight.altitude)
    time = lane.start + even
    line = floor + _SCALE * height / max(highest, 1e-9)
    burning = even <= lane.flight.powered_until
    for part, strength in ((time <= lane.until, 1.0), (time >= lane.until, style.PALE)):
        at = time[part] / 60.0
        axes.fill_between(at, floor, line[part], color=style.BALLISTIC, alpha=0.10 * strength, linewidth=0)
        axes.plot(at, line[part], color=style.BALLISTIC, linewidth=1.2, alpha=strength)
        axes.plot(
            time[part & burning] / 60.0, line[part & burning], color=style.BALLISTIC, linewidth=3.0,
            alpha=strength,
        )  # fmt: skip
    axes.axhline(floor, color=style.LINE, linewidth=0.8, zorder=1)
    _say_top(axes, lane, time / 60.0, line, floor)
    name = style.lines(lane.name, NAME_WIDE)
    minutes.beside(axes, "\n".join(name), 0.0, floor + 0.26 + 0.12 * (len(name) - 1), "right", 8.5)
    if -inf < lane.until < inf:
        marks.ring(axes, lane.until / 60.0, float(np.interp(lane.until, time, line)), 6.0)
    if lane.lands is not None:
        marks.landing(axes, lane.lands / 60.0, floor, 6.0, pale=lane.until < inf)
    minutes.beside(axes, lane.fate, 1.0, floor + 0.26, "left", 8.5, weight="semibold")


def _say_top(axes: Axes, lane: HeightLane, time: Floats, line: Floats, floor: float) -> None:
    """How high it comes: under the highest point, or above or beside a curve that leaves no room there."""
    top = _top(line - floor)
    text = axes.text(
        time[top], line[top] - 0.1, numbers.height_km(float(lane.flight.altitude.max())), ha="center",
        va="top", fontsize=7.5, color=style.BALLISTIC_TEXT,
    )  # fmt: skip
    box = text.get_window_extent().transformed(axes.transData.inverted())
    covered = np.interp((box.x0, box.x1), time, line, left=floor, right=floor)
    if box.y0 >= floor and covered.min() >= box.y1:
        return
    if line[top] + 0.06 + box.height <= floor + 1.0:
        text.set_position((time[top], line[top] + 0.06))
        text.set_verticalalignment("bottom")
        return
    height = floor + 0.7 * (line[top] - floor)
    crossed = time[line >= height]
    gap = 0.12 * box.width
    left = bool(crossed[0] - gap - box.width > 0.0)
    text.set_position((crossed[0] - gap if left else crossed[-1] + gap, height))
    text.set(horizontalalignment="right" if left else "left", verticalalignment="center")


def _top(height: Floats) -> int:
    """The highest point; of what flies level for long the middle of that."""
    level = np.flatnonzero(height >= LEVEL * height.max())
    return int(np.argmax(height)) if len(level) < LONG * len(height) else int(level[len(level) // 2])
