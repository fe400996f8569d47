"""What happens to each missile, as lanes show it: spans of time, and shots in rows."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from math import degrees, inf, isfinite, nan

import numpy as np
from numpy.typing import NDArray

from opendome.arrays import Floats
from opendome.records.case import Case, Plays
from opendome.records.engagements import REASONS
from opendome.records.sensors import INFRARED, RADAR
from opendome.records.sightings import Detections, Sightings
from opendome.records.tracks import CUSTODY, Tracks
from opendome.records.trajectories import BOOST, BUS, IMPACT, Trajectories
from opendome.reports import numbers
from opendome.reports.raid_shown import ARRIVES, FAILS, STOPPED, RaidShown, Shot

MOST_LANES = 12
MOST_ROWS = 8
"""Shots of one kind at one missile that fly at the same time are drawn apart up to so many."""

JOINED = 3.0
"""Looks that detect are one span where no more than this many looks in a row found nothing between them."""

APART = 0.014
"""Two shots share a row if this share of the picture's clock lies between them: room for a mark."""


@dataclass(frozen=True)
class Block:
    """The shots of one kind of interceptor at one missile.

    Attributes:
        name: Of the kind.
        layer: In which it shoots.
        first: When the first one leaves, after the first launch [s].
        rows: Shots that never meet on one row; times since the epoch.
        unseen: How many shots are left out.
    """

    name: str
    layer: int
    first: float
    rows: list[list[Shot]]
    unseen: int


@dataclass(frozen=True)
class Lane:
    """One missile; times count from the first launch [s], spans are (span, 2).

    Attributes:
        name: Of its aim, or its own.
        start, end: When its flight starts, and would end if nobody shot.
        lands: Whether it ends on the ground.
        burns: While its engines burn.
        seen: While a sensor of each kind detects it.
        unseen: While it flies and nobody detects it.
        tracked: While its track is good enough.
        reported: When others first hear of it, infinity for never.
        until: When it is stopped; infinity for never, minus infinity if it never flies.
        fate: How it ends, in words; "" where nothing shoots.
        blocks: Shots at it.
        unshot: Why nobody shoots at it; "" where somebody does, or nothing can.
        last_chance: The last moment to shoot, NaN for none.
    """

    name: str
    start: float
    end: float
    lands: bool
    burns: Floats
    seen: dict[int, Floats]
    unseen: Floats
    tracked: Floats
    reported: float
    until: float = inf
    fate: str = ""
    blocks: tuple[Block, ...] = ()
    unshot: str = ""
    last_chance: float = nan


@dataclass(frozen=True)
class Watching:
    """What was seen and tracked in the reference world.

    Attributes:
        sightings, detections, tracks: As they are recorded.
        good: At which nodes of the tracks they are good enough (K,).
    """

    sightings: Sightings
    detections: Detections
    tracks: Tracks
    good: NDArray[np.bool_]


def lanes(case: Case, flights: Trajectories, seen: Watching, raid: RaidShown | None) -> list[Lane]:
    """The lanes of the missiles that are shown."""
    threats = shown(case)
    zero = float(case.launches["time"].min())
    last = float(flights.ends[threats].max()) - zero
    return [_lane(case, flights, seen, raid, APART * last, threat) for threat in threats]


def shown(case: Case) -> list[int]:
    """All missiles of a small raid, the first of each course of a large one, in order of launch."""
    time = case.launches["time"]
    if len(time) <= MOST_LANES:
        return [int(threat) for threat in np.argsort(time, kind="stable")]
    courses = case.courses[1]
    return [int(threat) for threat in sorted(courses, key=lambda one: (time[one], one))][:MOST_LANES]


def asks(case: Case) -> bool:
    """Whether any kind of interceptor says how good a track must be before a shot."""
    asked = case.reference_world(Plays(1)).kinds["position_error"]
    return bool(np.isfinite(asked).any())


def enough(case: Case) -> str:
    """What holds while a track is good enough, in words."""
    if asks(case):
        return "its track is good enough to shoot on"
    # without interceptors `good_enough` takes custody for it
    return f"its place is known to {CUSTODY / 1e3:g} km"


def aim(case: Case, threat: int) -> str:
    """What a missile is called in pictures: the name or place of its aim, else its own."""
    row = case.launches[threat]
    if case.aim_name[threat] or not isfinite(row["aim_latitude"]):
        return case.aim_name[threat] or case.threat_id[threat]
    return numbers.place(degrees(row["aim_latitude"]), degrees(row["aim_longitude"]))


def seen_spans(detections: Detections, threat: int, sensors: NDArray[np.bool_]) -> Floats:
    """While any of these sensors detects a missile, [s] since the epoch (span, 2).

    Args:
        detections: Of one world.
        threat: The missile.
        sensors: Which of the sensors count (S,).
    """
    pieces = [np.empty((0, 2))]
    for sensor in np.flatnonzero(sensors):
        mine = (detections.threat == threat) & (detections.sensor == sensor)
        time, interval = detections.time[mine], detections.interval[mine]
        order = np.argsort(time, kind="stable")
        time, interval = time[order], interval[order]
        until = time + interval
        near = np.diff(time) <= JOINED * interval[:-1]
        until[:-1] = np.where(near, time[1:], until[:-1])
        pieces.append(np.column_stack((time, until)))
    return union(np.concatenate(pieces))


def union(pieces: Floats) -> Floats:
    """Spans that overlap or touch as one, in order (span, 2)."""
    if not len(pieces):
        return np.empty((0, 2))
    pieces = pieces[np.argsort(pieces[:, 0], kind="stable")]
    reach = np.maximum.accumulate(pieces[:, 1])
    first = np.flatnonzero(np.concatenate(([True], pieces[1:, 0] > reach[:-1])))
    last = np.append(first[1:], len(pieces)) - 1
    return np.column_stack((pieces[first, 0], reach[last]))


def within(spans: Floats, start: float, end: float) -> Floats:
    """The parts of spans, starts and ends (n, 2), between two times."""
    inside = spans[(spans[:, 1] > start) & (spans[:, 0] < end)]
    return np.asarray(np.clip(inside, start, end))


def in_rows(shots: Sequence[Shot], apart: float) -> list[list[Shot]]:
    """Shots in as few rows as keep them `apart` [s] from one another, the first launched on top."""
    rows: list[list[Shot]] = []
    for shot in sorted(shots, key=lambda one: (one.launch, one.meets)):
        free = next((row for row in rows if row[-1].meets + apart <= shot.launch), None)
        if free is None:
            rows.append([shot])
        else:
            free.append(shot)
    return rows


def _lane(
    case: Case, flights: Trajectories, watching: Watching, raid: RaidShown | None, apart: float, threat: int
) -> Lane:
    zero = float(case.launches["time"].min())
    mine = flights.of(threat)
    nodes = flights.time[mine]
    start, end = float(nodes[0]), float(nodes[-1])
    powered = np.isin(flights.phase[mine][:-1], (BOOST, BUS))
    kind = case.sensors.posts["kind"]
    seen = {
        one: within(seen_spans(watching.detections, threat, kind == one), start, end)
        for one in (INFRARED, RADAR)
    }
    edges = np.concatenate(([start], union(np.concatenate(tuple(seen.values()))).ravel(), [end]))
    unseen = edges.reshape(-1, 2)
    heard = watching.sightings.reported[threat]
    lands = len(flights.nodes_of(threat, IMPACT)) > 0
    ending: tuple[float, str, tuple[Block, ...], str, float] = (inf, "", (), "", nan)
    if raid is not None:
        ending = (
            float(raid.until[threat]) - zero,
            _fate(raid, threat, end - zero, zero),
            _blocks(case, raid.at(threat), zero, apart),
            _unshot(raid, threat),
            float(raid.last_chance[threat]) - zero,
        )
    return Lane(
        aim(case, threat),
        start - zero,
        end - zero,
        lands,
        union(np.column_stack((nodes[:-1], nodes[1:]))[powered]) - zero,
        {one: spans - zero for one, spans in seen.items()},
        unseen[unseen[:, 1] > unseen[:, 0] + 1e-6] - zero,
        within(_good_spans(watching, threat), start, end) - zero,
        float(np.min(heard[np.isfinite(heard)], initial=inf)) - zero,
        *ending,
    )


def _good_spans(watching: Watching, threat: int) -> Floats:
    """While a track is good enough: each node that is stands until the next."""
    mine = watching.tracks.of(threat)
    time, holds = watching.tracks.time[mine], watching.good[mine]
    return union(np.column_stack((time[:-1], time[1:]))[holds[:-1]])


def _fate(raid: RaidShown, threat: int, end: float, zero: float) -> str:
    code = raid.fate[threat]
    if code == FAILS:
        return "fails by itself"
    if code == STOPPED:
        return f"stopped {numbers.clock(float(raid.until[threat]) - zero)}"
    return f"{'gets through' if code == ARRIVES else 'comes down'} {numbers.clock(end)}"


def _unshot(raid: RaidShown, threat: int) -> str:
    """Why nobody shoots at a missile that flies."""
    if raid.fate[threat] == FAILS or raid.at(threat):
        return ""
    why = list(REASONS.values())[int(raid.reason[threat])].rstrip(".")
    return f"no shot: {why[0].lower()}{why[1:]}"


def _decides(shot: Shot) -> bool:
    return shot.hits and not shot.decoy and not shot.late


def _blocks(case: Case, shots: list[Shot], zero: float, apart: float) -> tuple[Block, ...]:
    """Shots by kind of interceptor, in the order in which the kinds first shoot."""
    kinds = case.defence.shooters["kind"]
    by_kind: dict[int, list[Shot]] = {}
    for shot in shots:
        by_kind.setdefault(int(kinds[shot.shooter]), []).append(shot)
    blocks = []
    for kind, mine in by_kind.items():
        rows = in_rows(mine, apart)
        # the shot that decides is always drawn
        decided = next((row for row in rows[MOST_ROWS:] if any(_decides(shot) for shot in row)), None)
        if decided is not None and not any(_decides(shot) for row in rows[:MOST_ROWS] for shot in row):
            rows.insert(MOST_ROWS - 1, rows.pop(rows.index(decided)))
        unseen = sum(len(row) for row in rows[MOST_ROWS:])
        name, layer = case.defence.kind_name[kind], int(case.defence.layer[kind])
        blocks.append(Block(name, layer, mine[0].launch - zero, rows[:MOST_ROWS], unseen))
    return tuple(blocks)
