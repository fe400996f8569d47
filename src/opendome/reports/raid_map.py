"""The picture of a raid: where each missile flies and lands, and how high it is when."""

from __future__ import annotations

from dataclasses import dataclass
from math import degrees, isfinite
from pathlib import Path
from typing import TYPE_CHECKING

import numpy as np
from numpy.typing import NDArray

from opendome.outcomes.fates import ARRIVES_WITHIN
from opendome.outcomes.knowledge import first_of_each_course
from opendome.records.case import Case
from opendome.records.trajectories import IMPACT, Trajectories
from opendome.reports import map_marks, minutes, numbers, style
from opendome.reports.courses import Course, course
from opendome.reports.labels import Labels
from opendome.reports.maps import View, draw_land, fit, unit_vectors

if TYPE_CHECKING:
    from matplotlib.axes import Axes
    from matplotlib.figure import Figure

Floats = NDArray[np.float64]

TITLE = "Where would they land, and when?"
NAME = "where-they-land"
MOST_LANES = 8
MOST_TRACKS = 400
"""More ground tracks than this are not drawn: one each of equal course is enough."""

EDGE = 24.0
LANE = 44.0
MAP_HEIGHT = 460.0


@dataclass(frozen=True)
class _Lane:
    """One missile beside the map."""

    name: str
    start: float
    flight: Course
    lands: float | None


def draw(case: Case, flights: Trajectories, sentence: str, run: str, folder: Path) -> None:
    """Write `where-they-land.svg` and `.png`.

    Args:
        case: The scenario settled.
        flights: The reference world's flights.
        sentence: The finding, for the caption.
        run: How many runs and which seed, for the foot.
        folder: Where to write.
    """
    with style.styled():
        tracks = _tracks(case, flights)
        lanes = _lanes(case, flights, tracks)
        caption = style.lines(sentence, 118)
        top = 66.0 + 19.0 * len(caption)
        lanes_top = top + MAP_HEIGHT + 50.0
        height = lanes_top + LANE * len(lanes) + 92.0
        whole = style.figure(height)
        style.words(whole, TITLE, EDGE, 22, 15, weight="semibold")
        style.words(whole, "\n".join(caption), EDGE, 54, 9.5, style.SOFT, linespacing=1.35)
        _map(whole, top, case, flights, tracks)
        _lane_panel(whole, lanes_top, lanes, len(flights))
        style.foot(whole, f"{case.name} · {run} · azimuthal equal-area map; coastlines: Natural Earth")
        style.save(whole, folder, NAME, TITLE, sentence)


def _tracks(case: Case, flights: Trajectories) -> dict[int, Course]:
    """One sampled flight for each different course, by the threat that flies it first."""
    courses = first_of_each_course(case)[:MOST_TRACKS].tolist()
    return {threat: course(flights, threat, case.earth) for threat in courses}


def _lanes(case: Case, flights: Trajectories, tracks: dict[int, Course]) -> list[_Lane]:
    """The missiles shown minute by minute: all of a small raid, the first to each place of a large one."""
    start = case.launches["time"] - case.launches["time"].min()
    found: list[_Lane] = []
    for threat in range(len(flights)) if len(flights) <= MOST_LANES else tracks:
        flight = tracks.get(threat) or course(flights, threat, case.earth)
        ends = flights.nodes_of(threat, IMPACT)
        lands = float(start[threat] + flight.time[-1]) if len(ends) else None
        found.append(_Lane(_aim(case, threat) or case.threat_id[threat], float(start[threat]), flight, lands))
    found.sort(key=lambda lane: (lane.lands is None, lane.lands or 0.0))
    return found[:MOST_LANES]


def _aim(case: Case, threat: int) -> str:
    row = case.launches[threat]
    if case.aim_name[threat]:
        return case.aim_name[threat]
    if not isfinite(row["aim_latitude"]):
        return ""
    return numbers.place(degrees(row["aim_latitude"]), degrees(row["aim_longitude"]))


def _map(whole: Figure, top: float, case: Case, flights: Trajectories, tracks: dict[int, Course]) -> None:
    axes = style.panel(whole, EDGE, top, style.WIDTH - 2 * EDGE, MAP_HEIGHT)
    aimed = np.isfinite(case.launches["aim_latitude"])
    aims = unit_vectors(case.launches["aim_latitude"][aimed], case.launches["aim_longitude"][aimed])
    seen = np.concatenate([one.direction for one in tracks.values()] + [aims])
    view = fit(seen, (style.WIDTH - 2 * EDGE) / MAP_HEIGHT)
    draw_land(axes, view)
    labels = Labels(axes)
    few = len(tracks) <= 12
    for one in tracks.values():
        map_marks.draw_track(axes, view, one, 1.5 if few else 0.9, 1.0 if few else 0.55)
        map_marks.keep_off(labels, view, one)
    step = map_marks.tick_step(max(float(one.time[-1]) for one in tracks.values()))
    key = "thick while engines burn; times at landings count from the first launch"
    if few:
        key = f"ticks every {numbers.duration(step)} after its own launch; {key}"
    axes.annotate(
        key, (0, 0), xycoords="axes fraction", xytext=(6, 6), textcoords="offset points", fontsize=7,
        color=style.SOFT, zorder=9, bbox=style.halo(style.OCEAN),
    )  # fmt: skip
    _names(axes, view, labels, _marks(case, flights, view, tracks))
    if few:
        _ticks(axes, view, labels, list(tracks.values()), step)


def _ticks(axes: Axes, view: View, labels: Labels, tracks: list[Course], step: float) -> None:
    """Ticks on every track; minutes on the outermost, on its outer side."""
    every = [map_marks.draw_ticks(axes, view, one, step) for one in tracks]
    middles = np.array([view.project(one.direction[len(one.direction) // 2]) for one in tracks])
    centre = middles.mean(axis=0)
    apart = np.hypot(*(middles - centre).T) if len(tracks) > 1 else np.zeros(1)
    outer = int(np.argmax(apart + 1e-9 * middles[:, 1]))
    if not every[outer]:
        return
    _, here, across = every[outer][len(every[outer]) // 2]
    outward = here - centre if len(tracks) > 1 else np.array([0.0, 1.0])
    side = 1.0 if float(outward @ across) >= 0.0 else -1.0
    map_marks.label_ticks(labels, view, every[outer], side, step)


@dataclass(frozen=True)
class _Marks:
    """What has a name on the map: text and place of launch areas, landings, and aims not reached."""

    starts: list[tuple[str, Floats]]
    ends: list[tuple[str, Floats]]
    missed: list[tuple[str, Floats]]


def _marks(case: Case, flights: Trajectories, view: View, tracks: dict[int, Course]) -> _Marks:
    """Each launch area, each landing and each aim not reached, once."""
    starts: dict[tuple[float, float], tuple[str, Floats]] = {}
    ends: dict[str, tuple[str, Floats]] = {}
    missed: dict[str, tuple[str, Floats]] = {}
    first = float(case.launches["time"].min())
    for threat, one in tracks.items():
        row = case.launches[threat]
        at = (round(float(row["latitude"]), 6), round(float(row["longitude"]), 6))
        name = case.launch_name[threat] or numbers.place(degrees(row["latitude"]), degrees(row["longitude"]))
        starts.setdefault(at, (name, view.project(unit_vectors(row["latitude"], row["longitude"]))))
        if not len(flights.nodes_of(threat, IMPACT)):
            continue
        aim, spot = _aim(case, threat), view.project(one.direction[-1])
        clock = numbers.clock(float(row["time"]) - first + float(one.time[-1]))
        if flights.miss[threat] > ARRIVES_WITHIN:
            goal = view.project(unit_vectors(row["aim_latitude"], row["aim_longitude"]))
            missed.setdefault(aim, (f"{aim} (not reached)", goal))
            ends.setdefault(f"short of {aim}", (clock, spot))
        else:
            ends.setdefault(aim or str(threat), (f"{aim}  {clock}".strip(), spot))
    return _Marks(list(starts.values()), list(ends.values()), list(missed.values()))


def _names(axes: Axes, view: View, labels: Labels, marks: _Marks) -> None:
    """Draw the marks, and write their names where nothing else is."""
    middle = 0.5 * (view.left + view.right)
    whole = (
        (marks.starts, map_marks.draw_launch, True),
        (marks.ends, map_marks.draw_landing, len(marks.ends) < 30),
        (marks.missed, map_marks.draw_aim, len(marks.missed) < 30),
    )
    for named, draw_mark, _ in whole:
        for _, spot in named:
            draw_mark(axes, spot)
            labels.keep_off_box(float(spot[0]), float(spot[1]))
    for named, _, must in whole:
        for text, spot in sorted(named, key=lambda one: -abs(float(one[1][0]) - middle)):
            side = (1, 0) if spot[0] > middle else (-1, 0)
            labels.place(
                text,
                float(spot[0]),
                float(spot[1]),
                8.5,
                weight="semibold",
                must=must,
                first=side,
                halo=style.LAND,
            )


def _lane_panel(whole: Figure, top: float, lanes: list[_Lane], launched: int) -> None:
    """One lane a missile: its height against the time since the first launch, all on one scale."""
    shown = "the first missile of each course" if launched > len(lanes) else "on one scale"
    style.words(whole, "How high is each, minute by minute?", EDGE, top - 36, 10, weight="semibold")
    style.words(whole, f"Height, {shown}; thick while engines burn", EDGE + 254, top - 34, 8.5, style.SOFT)
    left = 132.0
    axes = style.panel(whole, left, top, style.WIDTH - left - 78.0, LANE * len(lanes))
    last = max((lane.lands or lane.start + float(lane.flight.time[-1])) for lane in lanes) / 60.0
    highest = max(float(lane.flight.altitude.max()) for lane in lanes)
    minutes.axis(axes, last, float(len(lanes)))
    for place, lane in enumerate(lanes):
        _draw_lane(axes, lane, len(lanes) - 1.0 - place, highest)
    minutes.beside(axes, "lands at", 1.0, float(len(lanes)) + 0.1, "left", 7.5, color=style.SOFT)


def _draw_lane(axes: Axes, lane: _Lane, floor: float, highest: float) -> None:
    even = np.linspace(0.0, float(lane.flight.time[-1]), 241)
    height = np.interp(even, lane.flight.time, lane.flight.altitude)
    shown = (lane.start + even) / 60.0
    line = floor + 0.74 * height / max(highest, 1e-9)
    axes.fill_between(shown, floor, line, color=style.BALLISTIC, alpha=0.10, linewidth=0)
    axes.plot(shown, line, color=style.BALLISTIC, linewidth=1.2)
    burning = even <= lane.flight.powered_until
    axes.plot(shown[burning], line[burning], color=style.BALLISTIC, linewidth=3.0)
    axes.axhline(floor, color=style.LINE, linewidth=0.8, zorder=1)
    top_at = int(np.argmax(height))
    text = numbers.length_km(float(lane.flight.altitude.max()))
    axes.text(
        shown[top_at],
        line[top_at] - 0.1,
        text,
        ha="center",
        va="top",
        fontsize=7.5,
        color=style.BALLISTIC_TEXT,
    )
    minutes.beside(axes, lane.name, 0.0, floor + 0.26, "right", 8.5)
    if lane.lands is not None:
        axes.plot(
            lane.lands / 60.0, floor, marker="v", markersize=6, color=style.BALLISTIC, clip_on=False, zorder=6
        )
        minutes.beside(axes, numbers.clock(lane.lands), 1.0, floor + 0.26, "left", 8.5, weight="semibold")
