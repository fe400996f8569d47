"""The picture of a raid: where each missile flies, where it is met or lands, and how high it is when."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from math import degrees, inf
from pathlib import Path
from typing import TYPE_CHECKING

import numpy as np

from opendome.arrays import Floats
from opendome.records.case import Case
from opendome.records.defence import LAYERS
from opendome.records.trajectories import ARRIVES_WITHIN, IMPACT, Trajectories
from opendome.reports import (
    height_lanes,
    keys,
    map_marks,
    map_shots,
    marks,
    meetings,
    numbers,
    raid_plates,
    style,
)
from opendome.reports.courses import Course, course
from opendome.reports.labels import Labels
from opendome.reports.lanes import aim
from opendome.reports.map_shots import Site
from opendome.reports.maps import View, draw_land, unit_vectors
from opendome.reports.meetings import Meeting, Spot
from opendome.reports.plates import Plate
from opendome.reports.raid_shown import FAILS, RaidShown

if TYPE_CHECKING:
    from matplotlib.axes import Axes
    from matplotlib.figure import Figure

TITLE = "Where would they land, and when?"
TITLE_MET = "Where is it met?"
NAME = "where-they-land"
MOST_TRACKS = 400
"""More ground tracks than this are not drawn: one each of equal course is enough."""

FEW = 12
"""Up to so many tracks have ticks of time, and words at every meeting."""

EDGE = 24.0
MAP_HEIGHT = 460.0
_ASPECT = (style.WIDTH - 2 * EDGE) / MAP_HEIGHT


@dataclass(frozen=True)
class _Scene:
    """What the map shows.

    Attributes:
        case, flights, raid: As they are given.
        tracks: One sampled flight for each different course, by the threat that flies it first.
        until: When the last missile of each of them is stopped, after its own launch [s].
        found: Where interceptors meet their targets.
        stand: Where interceptors stand.
        view: The window.
        spots: Meetings as marks.
    """

    case: Case
    flights: Trajectories
    raid: RaidShown | None
    tracks: dict[int, Course]
    until: dict[int, float]
    found: list[Meeting]
    stand: list[Site]
    view: View
    spots: list[Spot]

    @property
    def few(self) -> bool:
        """Whether there is room for words at every mark."""
        return len(self.tracks) <= FEW


def draw(
    case: Case, flights: Trajectories, sentence: str, run: str, folder: Path, raid: RaidShown | None = None
) -> Plate:
    """Write `where-they-land.svg` and `.png`; what a report says around it.

    Args:
        case: The scenario settled.
        flights: The reference world's flights.
        sentence: The finding, for the caption.
        run: How many runs and which seed, for the foot.
        folder: Where to write.
        raid: The one raid whose shots are shown; None where nothing can shoot.
    """
    title = TITLE if raid is None else TITLE_MET
    with style.styled():
        scene = _scene(case, flights, raid)
        lanes = height_lanes.height_lanes(case, flights, scene.tracks, raid)
        caption = style.lines(sentence, 118)
        key = keys.rows(_key(scene), style.WIDTH - 2.0 * EDGE)
        key_top = 66.0 + 19.0 * len(caption)
        top = key_top + keys.ROW * len(key) + 8.0
        lanes_top = top + MAP_HEIGHT + 50.0
        whole = style.figure(lanes_top + height_lanes.LANE * len(lanes) + 92.0)
        style.heading(whole, title, caption)
        keys.draw(whole, EDGE, key_top, key)
        _map(whole, top, scene)
        height_lanes.draw(whole, lanes_top, lanes, len(flights), raid)
        style.foot(whole, f"{case.name} · {run} · azimuthal equal-area map; coastlines: Natural Earth")
        style.save(whole, folder, NAME, title, sentence)
    return raid_plates.of_map(NAME, title, sentence, key_top - 10.0, case, flights, raid)


def caption(case: Case, flights: Trajectories, raid: RaidShown | None, landing: str) -> str:
    """The finding: where missiles are met, or where they would land where nothing can shoot."""
    return landing if raid is None else meetings.sentence(case, flights, raid)


def _scene(case: Case, flights: Trajectories, raid: RaidShown | None) -> _Scene:
    courses = case.courses[1][:MOST_TRACKS].tolist()
    tracks = {threat: course(flights, threat, case.earth) for threat in courses}
    until = dict.fromkeys(courses, inf)
    if raid is not None:
        stops = raid.until - case.launches["time"]
        until = {one: float(stops[case.courses[0] == place].max()) for place, one in enumerate(courses)}
    aimed = np.isfinite(case.launches["aim_latitude"])
    aims = unit_vectors(case.launches["aim_latitude"][aimed], case.launches["aim_longitude"][aimed])
    seen = np.concatenate([one.direction for one in tracks.values()] + [aims])
    stand = map_shots.sites(case, raid) if raid is not None else []
    view = map_shots.view_with(seen, stand, _ASPECT)
    found = meetings.meetings(case, flights, raid) if raid is not None else []
    return _Scene(case, flights, raid, tracks, until, found, stand, view, meetings.spots(found, view))


def _key(scene: _Scene) -> list[keys.Entry]:
    """What lines and marks mean."""
    said = [
        keys.Entry("launch area", map_marks.draw_launch, 9.0),
        keys.Entry("missile, thick while its engines burn", keys.line(style.BALLISTIC, 1.5)),
    ]
    if any(until < inf for until in scene.until.values()):
        said.append(
            keys.Entry("as it would have gone on", keys.line(style.BALLISTIC, 1.5, strength=style.PALE))
        )
    layers = scene.case.defence.layers if scene.raid is not None else []
    defence = scene.case.defence
    ground = {int(code) for code in defence.shooters["layer"][~defence.in_orbit]}
    said += [
        keys.Entry(_stands(layer, len(layers), layer in ground), _way_of(layer, layer in ground), 24.0)
        for layer in layers
    ]
    if any(one.shot.late for one in meetings.alone(scene.found)):
        late = keys.line(style.MIDCOURSE, 1.1, strength=style.PALE)
        said.append(keys.Entry("interceptor that comes after the stop", late))
    for word, mark, some in (
        ("stopped", marks.ring, any(spot.stops for spot in scene.spots)),
        ("shot missed", marks.cross, any(spot.misses and not spot.stops for spot in scene.spots)),
        ("met a decoy", marks.wasted, any(spot.only_wasted for spot in scene.spots)),
    ):
        said += [keys.Entry(word, mark, 9.0)] if some else []
    if any(until < inf for until in scene.until.values()):
        said.append(keys.Entry("aimed at", marks.defended, 9.0))
    if scene.raid is None or any(until == inf for until in scene.until.values()):
        said.append(keys.Entry("lands" if scene.raid is None else "gets through", marks.landing, 9.0))
    clock = "Times count from the first launch"
    if scene.few:
        step = numbers.duration(_step(scene))
        clock = f"{clock}; ticks every {step} after a missile's own launch"
    return [*said, keys.Entry(clock)]


def _stands(layer: int, layers: int, ground: bool) -> str:
    where = "and where it stands" if ground else "from orbit"
    return f"{LAYERS[layer] + ' ' if layers > 1 else ''}interceptor {where}"


def _way_of(layer: int, ground: bool) -> keys.Sample:
    look = marks.LOOKS[layer]

    def sample(axes: Axes, x: float, y: float) -> None:
        axes.plot((x - 6.0, x + 12.0), (y, y), color=look.colour, linewidth=1.1, linestyle=look.dash)
        if ground:
            marks.site(axes, x - 8.0, y, layer, 6.5)

    return sample


def _step(scene: _Scene) -> float:
    return map_marks.tick_step(max(float(one.time[-1]) for one in scene.tracks.values()))


def _map(whole: Figure, top: float, scene: _Scene) -> None:
    """Land, tracks, interceptors, then all words, the most needed first."""
    axes = style.panel(whole, EDGE, top, style.WIDTH - 2 * EDGE, MAP_HEIGHT)
    view = scene.view
    draw_land(axes, view)
    labels = Labels(axes)
    for threat, one in scene.tracks.items():
        wide, strength = (1.5, 1.0) if scene.few else (0.9, 0.55)
        map_marks.draw_track(axes, view, one, wide, strength, scene.until[threat])
        map_marks.keep_off(labels, view, one)
    named = _marks(scene, view)
    _draw_marks(axes, labels, named)
    map_shots.draw_paths(axes, view, labels, scene.case, scene.found)
    met = map_shots.draw_spots(axes, view, labels, scene.spots)
    taken = [spot for group in named.groups for _, spot in group.named] + [np.array(at) for _, at in met]
    shooters = map_shots.draw_sites(axes, view, labels, scene.stand, taken)
    middle = 0.5 * (view.left + view.right)
    _names(labels, named, middle)
    places = [text for group in named.groups for text, _ in group.named]
    map_shots.label_sites(labels, shooters, places, middle)
    if len(met) <= FEW:
        map_shots.label_spots(labels, met, float(scene.case.launches["time"].min()))
    if scene.few:
        _ticks(axes, view, labels, scene)


def _ticks(axes: Axes, view: View, labels: Labels, scene: _Scene) -> None:
    """Ticks on every track; minutes on the outermost, on its outer side."""
    step = _step(scene)
    tracks = list(scene.tracks.values())
    every = [
        map_marks.draw_ticks(axes, view, one, step, scene.until[threat])
        for threat, one in scene.tracks.items()
    ]
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
class _Group:
    """Marks of one kind with their text and place."""

    draw: Callable[[Axes, float, float], None]
    must: bool
    colour: str = style.TEXT
    named: list[tuple[str, Floats]] = field(default_factory=list)


@dataclass(frozen=True)
class _Marks:
    """What has a name on the map: launch areas, landings, aims not reached, aims where nothing comes down."""

    groups: tuple[_Group, ...]


def _marks(scene: _Scene, view: View) -> _Marks:
    """Each launch area, each landing, each aim not reached or spared, once."""
    case, flights = scene.case, scene.flights
    starts: dict[tuple[float, float], tuple[str, Floats]] = {}
    ends: dict[str, tuple[str, Floats]] = {}
    missed: dict[str, tuple[str, Floats]] = {}
    spared: dict[str, tuple[str, Floats]] = {}
    for threat, one in scene.tracks.items():
        row = case.launches[threat]
        at = (round(float(row["latitude"]), 6), round(float(row["longitude"]), 6))
        name = case.launch_name[threat] or numbers.place(degrees(row["latitude"]), degrees(row["longitude"]))
        starts.setdefault(at, (name, view.project(unit_vectors(row["latitude"], row["longitude"]))))
        if not len(flights.nodes_of(threat, IMPACT)):
            continue
        goal, spot = _named_aim(case, threat), view.project(one.direction[-1])
        if scene.until[threat] < inf:
            spared.setdefault(goal or str(threat), (f"{goal}{_why_spared(scene, threat)}", spot))
            continue
        when = _landing(scene, threat, one)
        if flights.miss[threat] > ARRIVES_WITHIN:
            there = view.project(unit_vectors(row["aim_latitude"], row["aim_longitude"]))
            missed.setdefault(goal, (f"{goal} (not reached)", there))
            ends.setdefault(f"short of {goal}", (when, spot))
        else:
            ends.setdefault(goal or str(threat), (f"{goal}  {when}".strip(), spot))
    for goal in ends:
        spared.pop(goal, None)
    few = len(ends) + len(spared) < 30
    return _Marks(
        (
            _Group(map_marks.draw_launch, must=True, named=list(starts.values())),
            _Group(marks.landing, must=few, named=list(ends.values())),
            _Group(map_marks.draw_aim, must=len(missed) < 30, named=list(missed.values())),
            _Group(marks.defended, must=few, colour=style.SOFT, named=list(spared.values())),
        )
    )


def _named_aim(case: Case, threat: int) -> str:
    """Its aim as a map names it; "" where it has none, or no name and no place."""
    return "" if (named := aim(case, threat)) == case.threat_id[threat] else named


def _why_spared(scene: _Scene, threat: int) -> str:
    """Said where nothing of a course ever flew: no mark on the way says why."""
    return " (it fails by itself)" if scene.until[threat] == -inf else ""


def _landing(scene: _Scene, threat: int, one: Course) -> str:
    """When a course ends on the ground; of several missiles at its aim how many do, on whatever course."""
    launch = scene.case.launches["time"]
    if scene.raid is None:
        return numbers.clock(float(launch[threat] - launch.min() + one.time[-1]))
    aims = scene.case.launches[["aim_latitude", "aim_longitude"]]
    alike = (aims == aims[threat]) | (scene.case.courses[0] == scene.case.courses[0][threat])
    through = alike & np.isposinf(scene.raid.until) & (scene.raid.fate != FAILS)
    ends = scene.flights.ends
    clock = numbers.clock(float(ends[through].min() - launch.min()))
    return clock if through.sum() == 1 else f"{through.sum():,} get through from {clock}"


def _draw_marks(axes: Axes, labels: Labels, found: _Marks) -> None:
    for group in found.groups:
        for _, spot in group.named:
            group.draw(axes, float(spot[0]), float(spot[1]))
            labels.keep_off_box(float(spot[0]), float(spot[1]))


def _names(labels: Labels, found: _Marks, middle: float) -> None:
    """The names of all marks, where nothing else is, the outermost first."""
    for group in found.groups:
        for text, spot in sorted(group.named, key=lambda one: -abs(float(one[1][0]) - middle)):
            side = (1, 0) if spot[0] > middle else (-1, 0)
            labels.place(
                text, float(spot[0]), float(spot[1]), 8.5, group.colour, "semibold", group.must, side,
                style.LAND,
            )  # fmt: skip
