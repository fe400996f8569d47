"""Flights for tests: of a missile of the library or of a stage table, and what they did."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cache
from typing import Any

import numpy as np

from opendome import threats
from opendome.arrays import Floats
from opendome.physics import earth
from opendome.records import trajectories as flown
from opendome.records.case import Case, EarthModel, Plays, World
from opendome.records.trajectories import STATUSES, Trajectories
from opendome.scenario.kinds import Threat
from opendome.scenario.library import Library
from opendome.scenario.loading import load_threat
from opendome.scenario.places import Place
from opendome.scenario.settle import FlightRequest, settle_flight
from opendome.scenario.threats import Ballistic

KOREA = (40.0, 127.0)
TURNING = EarthModel()
STILL = EarthModel(rotating=False)
SPHERE = EarthModel(rotating=False, spherical=True)
"""No rotation, a point mass, a sphere of 6,371 km: the Earth of the closed forms."""


@cache
def library() -> Library:
    """The packaged library, read once."""
    return Library()


def missile(
    stages: Sequence[Mapping[str, Any]], payload_mass_kg: float = 1000.0, airless: bool = False, **keys: Any
) -> Ballistic:
    """A missile from a stage table, with the keys that a file would give."""
    given: dict[str, Any] = {"kind": "ballistic", "name": "from a table", "class": "srbm"} | keys
    given |= {"propellant": keys.get("propellant", "liquid"), "payload_mass_kg": payload_mass_kg}
    given["stages"] = [dict(stage) for stage in stages]
    if airless:
        given["drag_coefficient_by_mach"] = [[0, 0], [30, 0]]
        for stage in given["stages"]:
            stage["sea_level_thrust_loss_fraction"] = 0.0
    return Ballistic.model_validate(given)


def stage(
    dry_mass_kg: float,
    propellant_mass_kg: float,
    specific_impulse_vacuum_s: float,
    burn_time_s: float,
    diameter_m: float,
    **keys: Any,
) -> dict[str, Any]:
    """One row of a stage table."""
    return {
        "dry_mass_kg": dry_mass_kg,
        "propellant_mass_kg": propellant_mass_kg,
        "specific_impulse_vacuum_s": specific_impulse_vacuum_s,
        "burn_time_s": burn_time_s,
        "diameter_m": diameter_m,
    } | keys


def case_of(
    threat: str | Threat,
    start: tuple[float, float] = KOREA,
    to: tuple[float, float] | None = None,
    model: EarthModel = TURNING,
    settings: Sequence[str] = (),
    **asked: Any,
) -> Case:
    """The case of one launch; places are latitude and longitude [deg]."""
    name, spec = load_threat(threat, library(), settings) if isinstance(threat, str) else ("made", threat)
    target = None if to is None else Place("", *to)
    return settle_flight(name, spec, FlightRequest(Place("", *start), target, **asked), model)


def many(case: Case, launches: Iterable[Mapping[str, Any]]) -> Case:
    """The same missile launched once for each of these changes to the launch; SI."""
    changes = list(launches)
    rows = np.repeat(case.launches[:1], len(changes))
    for row, change in zip(rows, changes, strict=True):
        for name, value in change.items():
            row[name] = value
    names = tuple(f"made-{number}" for number in range(len(changes)))
    blank = ("",) * len(changes)
    return replace(case, launches=rows, threat_id=names, launch_name=blank, aim_name=blank)


def world_of(case: Case) -> World:
    """Its reference world."""
    return case.reference_world(Plays(1))


@dataclass(frozen=True)
class Moment:
    """A node of a flight, in the units of the literature; motion relative to the turning Earth."""

    time_s: float
    altitude_km: float
    speed_km_per_s: float
    angle_deg: float
    mass_kg: float
    acceleration: Floats
    acceleration_before: Floats


@dataclass(frozen=True)
class Flight:
    """One row of `Trajectories`."""

    all: Trajectories
    row: int
    model: EarthModel

    @property
    def status(self) -> str:
        return list(STATUSES)[self.all.status[self.row]]

    def numbers(self, name: str) -> Floats:
        """An array of the record, this flight's part."""
        return np.asarray(getattr(self.all, name)[self.all.of(self.row)])

    @property
    def time(self) -> Floats:
        return self.numbers("time")

    @property
    def apogee_km(self) -> float:
        return float(self.numbers("altitude").max()) / 1e3

    @property
    def duration_min(self) -> float:
        return float(self.time[-1] - self.time[0]) / 60.0

    @property
    def range_km(self) -> float:
        """Shortest distance along the surface from launch to impact, on the turning Earth."""
        ends = earth.geodetic_from_ecef(self.numbers("position")[[0, -1]], self.model.spherical)
        latitude, longitude = ends[0], ends[1]
        apart = earth.surface_distance(
            latitude[0], longitude[0], latitude[1], longitude[1], self.model.spherical
        )
        return float(apart) / 1e3

    @property
    def miss_m(self) -> float:
        return float(self.all.miss[self.row])

    def at(self, event: int, which: int = 0) -> Moment:
        """What held at an event."""
        return self.node(int(self.all.nodes_of(self.row, event)[which] - self.all.first[self.row]))

    def node(self, node: int) -> Moment:
        """What held at a node."""
        position, velocity = self.numbers("position")[node], self.numbers("velocity")[node]
        latitude, longitude, _ = earth.geodetic_from_ecef(position, self.model.spherical)
        up = [np.cos(latitude) * np.cos(longitude), np.cos(latitude) * np.sin(longitude), np.sin(latitude)]
        speed = float(np.linalg.norm(velocity))
        sine = float(velocity @ np.array(up)) / max(speed, 1e-9)
        return Moment(
            time_s=float(self.time[node]),
            altitude_km=float(self.numbers("altitude")[node]) / 1e3,
            speed_km_per_s=speed / 1e3,
            angle_deg=float(np.degrees(np.arcsin(np.clip(sine, -1.0, 1.0)))),
            mass_kg=float(self.numbers("mass")[node]),
            acceleration=self.numbers("acceleration")[node],
            acceleration_before=self.numbers("acceleration_before")[node],
        )

    def burnout(self) -> Moment:
        return self.at(flown.BURNOUT)

    def events(self) -> list[int]:
        """Codes of the events, plain steps left out."""
        return [int(code) for code in self.numbers("event") if code != flown.NODE]


def flights(case: Case) -> list[Flight]:
    """Every launch of a case, flown in the reference world."""
    all_of_them = threats.fly(world_of(case))
    return [Flight(all_of_them, row, case.earth) for row in range(len(all_of_them))]


def fly(
    threat: str | Threat,
    start: tuple[float, float] = KOREA,
    to: tuple[float, float] | None = None,
    model: EarthModel = TURNING,
    settings: Sequence[str] = (),
    **asked: Any,
) -> Flight:
    """One launch, flown in the reference world."""
    return flights(case_of(threat, start, to, model, settings, **asked))[0]


def towards(
    start: tuple[float, float], azimuth_deg: float, distance_km: float, model: EarthModel = TURNING
) -> tuple[float, float]:
    """The place that lies so far away in that direction [deg]."""
    from geographiclib.geodesic import Geodesic

    shape = Geodesic(6_371_000.0, 0.0) if model.spherical else Geodesic.WGS84
    end = shape.Direct(*start, azimuth_deg, distance_km * 1e3)
    return end["lat2"], end["lon2"]


# One kick into free flight: a burn so short that it ends where it began, a speed and an elevation.
_EXHAUST_S = 1e6


def kicked(speed: float, elevation_deg: float, **keys: Any) -> Ballistic:
    """A missile without air that leaves the ground at this speed [m/s] and elevation within a millisecond.

    With re-entry vehicles among the keys what falls has air again.
    """
    ratio = float(np.exp(speed / (_EXHAUST_S * 9.80665)))
    first = stage(1.0, 1001.0 * (ratio - 1.0), _EXHAUST_S, 1e-3, 1.0)
    programme = [{"from_s": 0, "to_s": 1, "hold_elevation_deg": elevation_deg}]
    return missile([first], airless=True, pitch_programme=programme, **keys)


SCUD = (stage(1198, 3699, 230, 75, 0.84, sea_level_thrust_loss_fraction=0.02),)
"""A stage table as Forden 2007 packages it."""

THREE_STAGES = (
    stage(3620, 45370, 282, 56.4, 2.34, nozzle_exit_area_m2=1.7),
    stage(3180, 24490, 309, 60.7, 2.34),
    stage(640, 7070, 300, 72.0, 2.34),
)
"""Wright's table of 2015; with 1,500 kg on top it reaches any place on the Earth."""
