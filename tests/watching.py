"""What sensors make of flights, for tests: a case from plain data, its flights, and what is seen of them."""

from __future__ import annotations

import os
import pickle
import subprocess
import sys
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, fields, replace
from typing import Any

import numpy as np

from flights import library
from opendome import threats
from opendome.records.case import Case, Plays, World
from opendome.records.sightings import LIMITS, Detections, Sightings
from opendome.records.tracks import Tracks
from opendome.records.trajectories import Trajectories
from opendome.scenario.document import Scenario
from opendome.scenario.settle import settle
from opendome.simulate import follow

Use = str | Mapping[str, Any]
Raid = Sequence[Mapping[str, Any]]

CHICAGO: dict[str, Any] = {
    "threat": "notional-solid-icbm",
    "launch": {"lat_deg": 40.0, "lon_deg": 127.0},
    "aim": {"city": "Chicago"},
}
FLAGSHIP: list[dict[str, Any]] = [
    CHICAGO | {"aim": [{"city": name} for name in ("Chicago", "Los Angeles", "New York", "Seattle")]}
    | {"count": 4, "spacing_s": 30}
]  # fmt: skip
"""The raid of `limited-raid`."""

SBX = {"use": "sbx", "at": {"lat_deg": 45.0, "lon_deg": -170.0}}
"""A radar that searches nothing by itself."""

ALL = (
    "opir-geo", "opir-heo", {"use": "an-tpy-2", "site": "shariki"},
    {"use": "an-tpy-2", "site": "kyogamisaki"}, "uewr", "cobra-dane", "lrdr", SBX,
)  # fmt: skip
"""The sensors of `limited-raid`."""

DEAF_TO_SEARCH = {"search_volume_sr": None, "search_time_s": None}
"""A change to a radar's entry that leaves it no search."""


def case_of(sensors: Iterable[Use], raid: Raid = (CHICAGO,), **changes: Any) -> Case:
    """A case of these sensors; a name alone uses an entry at its own sites.

    Args:
        sensors: Items of an architecture.
        raid: Items of a raid.
        changes: What differs in entries of the library; `_` in a name stands for `-`.
    """
    uses = [{"use": each} if isinstance(each, str) else dict(each) for each in sensors]
    given = {
        "name": "watched",
        "raid": [dict(item) for item in raid],
        "architecture": {"sensors": uses},
        "library": {name.replace("_", "-"): change for name, change in changes.items()},
    }
    return settle(Scenario.model_validate(given), library())


def assumed(value: float) -> dict[str, Any]:
    """A figure of a test, as a library takes it."""
    return {"value": value, "low": 0.999 * value, "high": 1.001 * value, "source": "assumed"}


def reference(case: Case, index: int = 0) -> World:
    """The reference world; another index changes its noise alone."""
    world = case.reference_world(Plays(1))
    return World(case, index, world.seed, np.zeros(0, dtype=np.int64), world.numbers)


def scaled(world: World, path: str, factor: float) -> World:
    """The same world with one figure times a factor."""
    numbers = world.numbers.copy()
    numbers[world.case.figures.path.index(path)] *= factor
    return replace(world, numbers=numbers)


_FLOWN: dict[tuple[Any, ...], Trajectories] = {}


def flown(world: World) -> Trajectories:
    """The flights of a world; worked out once for each raid, but for how bright they are."""
    case = world.case
    key = (case.launches.tobytes(), case.threat_id, case.missile_id, world.stages.tobytes())
    if key not in _FLOWN:
        _FLOWN[key] = threats.fly(world)
    return threats.shine(world, _FLOWN[key])


@dataclass(frozen=True)
class Watched:
    """One world, watched."""

    world: World
    flights: Trajectories
    sightings: Sightings
    detections: Detections
    tracks: Tracks

    def sensor(self, name: str) -> int:
        """The number of a sensor."""
        return self.sightings.sensor_id.index(name)

    def limits(self, threat: int = 0) -> dict[str, str]:
        """What kept each sensor from seeing a threat, by its name."""
        words = list(LIMITS)
        codes = self.sightings.limit[threat]
        return {name: words[code] for name, code in zip(self.sightings.sensor_id, codes, strict=True)}


def watched(world: World, without: str = "") -> Watched:
    """What the sensors of a world see and know of its flights."""
    flights = flown(world)
    seen, tracks = follow(world, flights, without)
    return Watched(world, flights, seen.sightings, seen.detections, tracks)


def watch(sensors: Iterable[Use], raid: Raid = (CHICAGO,), **changes: Any) -> Watched:
    """The same, from plain data, in the reference world."""
    return watched(reference(case_of(sensors, raid, **changes)))


SIGHTING = (
    "first_view", "last_view", "first_detectable", "first_detected", "last_detected", "reported", "best_snr",
    "detections_count", "limit",
)  # fmt: skip
"""What is known of a pair of threat and sensor."""


def sighting_of(watched: Watched, sensor: str) -> dict[str, bytes]:
    """All that one sensor saw, byte for byte."""
    column = watched.sensor(sensor)
    return {name: getattr(watched.sightings, name)[:, column].tobytes() for name in SIGHTING}


def bytes_of(tracks: Tracks) -> dict[str, bytes]:
    """Every array of tracks, byte for byte."""
    arrays = {field.name: getattr(tracks, field.name) for field in fields(tracks)}
    return {name: array.tobytes() for name, array in arrays.items() if isinstance(array, np.ndarray)}


_INTERPRETED = """
import pickle, sys, types, warnings
from opendome.sensing.kernels import observe
from opendome.simulate import follow
from opendome.tracking import kernels

assert isinstance(observe, types.FunctionType) and isinstance(kernels.follow, types.FunctionType)
warnings.simplefilter("ignore", RuntimeWarning)  # words of a generator wrap around
given = pickle.load(sys.stdin.buffer)
sys.stdout.buffer.write(pickle.dumps(follow(*given)))
"""


def interpreted(watched: Watched) -> Watched:
    """The same flights watched without Numba, in a process of its own."""
    world = watched.world
    bare = World(world.case, world.index, world.seed, world.plays, world.numbers)
    environment = os.environ | {"NUMBA_DISABLE_JIT": "1"}
    program = [sys.executable, "-c", _INTERPRETED]
    given = pickle.dumps((bare, watched.flights))
    answer = subprocess.run(program, input=given, env=environment, capture_output=True, check=True)
    seen, tracks = pickle.loads(answer.stdout)
    return Watched(world, watched.flights, seen.sightings, seen.detections, tracks)
