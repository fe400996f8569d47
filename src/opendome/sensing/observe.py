"""Let the sensors of one tier look at every flight of a world."""

from __future__ import annotations

from dataclasses import dataclass, replace

import numpy as np
from numpy.typing import NDArray

from opendome.arrays import Floats, Integers
from opendome.compiled import joined, over, wait_for
from opendome.physics.constants import earth as earth_of
from opendome.physics.frames import earth_rotation_angle
from opendome.randomness.device import keys
from opendome.records.case import World
from opendome.records.sensors import INFRARED
from opendome.records.sightings import Detections, Sightings
from opendome.records.tracks import POSITION_PAIRS, Tracks
from opendome.records.trajectories import Trajectories
from opendome.sensing import instruments
from opendome.sensing.load import capacities, overload
from opendome.sensing.looks import DETECTION, SENSOR, THREAT, TIME
from opendome.sensing.noting import (
    BEST_SNR,
    COUNT,
    FIRST_DETECTABLE,
    FIRST_DETECTED,
    FIRST_VIEW,
    LAST_DETECTED,
    LAST_VIEW,
    SIGHTING,
)
from opendome.watch import SILENT, Watch

KERNELS = "opendome.sensing.kernels"
"""What is compiled for it."""

CHUNK = 8
"""Threats a thread takes at a time."""

_ROOM = 512
"""Detections a chunk has room for at first, a threat."""


@dataclass(frozen=True)
class Seen:
    """What a world's sensors have seen so far, all tiers together.

    Attributes:
        sightings: Every pair.
        rows: Every detection as kernels write it, by threat and time (D, columns of `looks`).
        fresh: When the last tier first detected each threat [s], infinity for never; minus infinity where it
            saw a flame, which tells of times before (N,).
    """

    sightings: Sightings
    rows: Floats
    fresh: Floats

    @property
    def detections(self) -> Detections:
        """Every detection; each missile is followed under one number."""
        return _detections(self.sightings.sensor_id, self.rows)

    @classmethod
    def nothing(cls, world: World) -> Seen:
        """Nobody has looked yet."""
        threats, sensors = world.case.threat_id, world.case.sensors.id
        never = np.full((len(threats), len(sensors)), np.nan)
        none = np.zeros((len(threats), len(sensors)), dtype=np.int64)
        columns = (never,) * 6
        sightings = Sightings(threats, sensors, *columns, np.zeros_like(never), none, none)
        return cls(sightings, np.empty((0, DETECTION)), np.full(len(threats), np.inf))


def observe(
    world: World,
    flights: Trajectories,
    tier: int,
    tracks: Tracks,
    before: Seen,
    without: str = "",
    watch: Watch = SILENT,
    unlimited: bool = False,
) -> Seen:
    """Sightings and detections after one more tier of sensors has looked.

    Args:
        world: One draw of every figure, and of the noise.
        flights: What there is to see.
        tier: Which tier looks.
        tracks: What earlier tiers know; cues are made of it.
        before: What earlier tiers saw.
        without: A system that is left out, or "".
        watch: Asked between chunks.
        unlimited: Let every radar follow any number of objects; each is then seen as if it were alone.

    Raises:
        Stopped: The watch asked to stop.
    """
    sensors = world.case.sensors
    looking = (sensors.tier == tier) & np.array(
        [system != without for system in sensors.system], dtype=np.bool_
    )
    if not looking.any() or not len(flights):
        return replace(before, fresh=np.full(len(flights), np.inf))
    table = instruments.rows(world, looking)
    cue = _cue_times(world, before.sightings)
    seen, limit, rows = _look(world, flights, looking, table, tracks, cue, before.rows, watch)
    if not unlimited:
        rows = overload(rows, seen, limit, sensors.posts, table, looking)
    confirm = world.sensors["confirm"]
    flames = sensors.posts["kind"] == INFRARED
    first = seen[..., FIRST_DETECTED]
    found = np.where(np.isfinite(first), np.where(flames, -np.inf, first), np.inf)
    fresh = found[:, looking].min(axis=1)
    return Seen(_sightings(before.sightings, seen, limit, looking, confirm), rows, fresh)


def followed_at_once(world: World) -> Integers:
    """How many objects each radar can follow at a time, 0 for what is no radar (S,)."""
    sensors = world.case.sensors
    return capacities(sensors.posts, instruments.rows(world, np.ones(len(sensors), dtype=np.bool_)))


def _cue_times(world: World, sightings: Sightings) -> Floats:
    """From when each sensor is told where each threat is: the first report of those that may cue it."""
    cues = world.case.sensors.cues
    told = np.where(np.isfinite(sightings.reported), sightings.reported, np.inf)
    found = np.full(told.shape, np.inf)
    for sensor in range(len(cues)):
        if cues[sensor].any():
            found[:, sensor] = told[:, cues[sensor]].min(axis=1)
    return found


def echoes(world: World) -> Floats:
    """What radars see after and before burnout, by band (N, 2, 2, B).

    Cross-sections from the front [m2], and the natural logarithm of how many times larger each is from the
    side.
    """
    sections = world.cross_sections
    whole = np.isnan(world.missiles["reentry_mass"])[:, None]  # falls with its last stage

    def both(ending: str) -> Floats:
        burning = sections[f"missile{ending}"]
        return np.stack((np.where(whole, burning, sections[f"warhead{ending}"]), burning), axis=1)

    front, side = both(""), both("_side")
    more = np.log(np.where(np.isnan(side), 1.0, side / front))
    echo = np.nan_to_num(np.stack((front, more), axis=2))
    return np.ascontiguousarray(echo[world.case.launches["missile"]])


def _look(
    world: World,
    flights: Trajectories,
    looking: NDArray[np.bool_],
    table: Floats,
    tracks: Tracks,
    cue: Floats,
    before: Floats,
    watch: Watch,
) -> tuple[Floats, Integers, Floats]:
    """Sightings (N, S, columns), limits (N, S), and all detections so far (D, columns) by threat and time."""
    wait_for(KERNELS)
    from opendome.sensing.kernels import observe as kernel

    threats, sensors = len(flights), len(world.case.sensors)
    bright, echo = np.ascontiguousarray(flights.intensity), echoes(world)
    seen = np.full((threats, sensors, SIGHTING), np.nan)
    limit = np.zeros((threats, sensors), dtype=np.int64)
    model = world.case.earth
    track = np.ascontiguousarray(np.column_stack((tracks.time, tracks.covariance[:, POSITION_PAIRS])))
    threat_keys = keys(world.seed, "sensing", flights.threat_id)
    sensor_keys = keys(world.seed, "sensing", world.case.sensors.id)
    angle = float(earth_rotation_angle(world.case.epoch, np.zeros(1))[0])
    earth = earth_of(model.rotating, model.spherical)
    first = np.searchsorted(before[:, THREAT], np.arange(threats + 1))
    parts: dict[int, Floats] = {}

    def work(begin: int, end: int) -> None:
        room = _ROOM * (end - begin)
        used = np.zeros(1, dtype=np.int64)
        while True:
            out = np.empty((room, DETECTION))
            used[0] = 0
            seen[begin:end] = np.nan
            kernel(
                table, looking, flights.first, flights.nodes, flights.phase, bright, echo, cue, track,
                tracks.first, threat_keys, sensor_keys, world.index, angle, earth, begin, end, seen, limit,
                out, used,
            )  # fmt: skip
            if used[0] <= room:
                break
            room = int(used[0])
        parts[begin] = _in_order(np.concatenate((before[first[begin] : first[end]], out[: used[0]])), begin)

    over(work, threats, CHUNK, watch)
    return seen, limit, joined(parts)


def _in_order(rows: Floats, begin: int) -> Floats:
    """Detections of the threats from `begin` on, by threat and time.

    Each sensor's stand in order of time already, and a chunk holds few threats: both sorts are fast
    where that is so.
    """
    by_time = np.argsort(rows[:, TIME], kind="stable")
    threat = (rows[by_time, THREAT] - begin).astype(np.uint8)
    return rows.take(by_time[np.argsort(threat, kind="stable")], axis=0)


def _sightings(
    before: Sightings, seen: Floats, limit: Integers, looking: NDArray[np.bool_], confirm: Floats
) -> Sightings:
    """Earlier sightings, with the columns of those who looked now."""

    def both(name: str, new: Floats) -> Floats:
        return np.where(looking[None, :], new, getattr(before, name))

    return Sightings(
        threat_id=before.threat_id,
        sensor_id=before.sensor_id,
        first_view=both("first_view", seen[..., FIRST_VIEW]),
        last_view=both("last_view", seen[..., LAST_VIEW]),
        first_detectable=both("first_detectable", seen[..., FIRST_DETECTABLE]),
        first_detected=both("first_detected", seen[..., FIRST_DETECTED]),
        last_detected=both("last_detected", seen[..., LAST_DETECTED]),
        reported=both("reported", seen[..., FIRST_DETECTED] + confirm[None, :]),
        best_snr=both("best_snr", seen[..., BEST_SNR]),
        detections_count=both("detections_count", np.nan_to_num(seen[..., COUNT])).astype(np.int64),
        limit=both("limit", limit.astype(np.float64)).astype(np.int64),
    )


def _detections(sensor_id: tuple[str, ...], rows: Floats) -> Detections:
    threat = rows[:, THREAT].astype(np.int64)
    return Detections(
        sensor_id=sensor_id,
        sensor=rows[:, SENSOR].astype(np.int64),
        object=threat.copy(),
        measured=rows[:, TIME:],
        threat=threat,
    )
