"""Launches: what is asked of each missile, from a raid or from one request."""

from __future__ import annotations

from dataclasses import dataclass, field
from math import nan
from typing import Any

import numpy as np

from opendome.arrays import Floats
from opendome.errors import InputError, Problem
from opendome.records import case as cases
from opendome.scenario.document import RaidItem
from opendome.scenario.figures import ELEVATION
from opendome.scenario.kinds import Threat, energy_mode
from opendome.scenario.library import Library
from opendome.scenario.places import Place, place_of
from opendome.scenario.settle.missiles import Kind
from opendome.units import UNITS

_DEG = UNITS["deg"].factor


@dataclass(frozen=True)
class FlightRequest:
    """One launch as `fly` asks for it: a place to hit, or a direction.

    Attributes:
        from_place: Where it starts.
        to_place: Where it is aimed, or None.
        azimuth_deg: Direction of launch, clockwise from north [deg], where there is no aim.
        maximum_range: Fly as far as it goes in that direction.
        apogee_km: Asked-for greatest height of a flight to a place [km].
        loft_deg: Elevation that thrust turns down to and holds [deg].
        pitch_rate_deg_per_s: How fast it turns down from the vertical [deg/s].
        way_points: Places it flies over on the way.
    """

    from_place: Place
    to_place: Place | None = None
    azimuth_deg: float | None = None
    maximum_range: bool = False
    apogee_km: float | None = None
    loft_deg: float | None = None
    pitch_rate_deg_per_s: float | None = None
    way_points: tuple[Place, ...] = ()


@dataclass
class Launches:
    """Collects launches, and the missiles that fly them."""

    kinds: list[Kind] = field(default_factory=list)
    rows: list[tuple[Any, ...]] = field(default_factory=list)
    routes: list[tuple[Place, ...]] = field(default_factory=list)
    threat_ids: list[str] = field(default_factory=list)
    launch_names: list[str] = field(default_factory=list)
    aim_names: list[str] = field(default_factory=list)

    def missile(self, name: str, spec: Threat, energy: str) -> int:
        """Row of a missile in one way of flying; figures are shared between ways."""
        for row, (known, _, mode) in enumerate(self.kinds):
            if (known, mode) == (name, energy):
                return row
        self.kinds.append((name, spec, energy))
        return len(self.kinds) - 1

    def launch(
        self,
        threat_id: str,
        row: int,
        time_s: float,
        start: Place,
        task: int,
        aim: Place | None,
        way_points: tuple[Place, ...] = (),
        **asked: Any,
    ) -> None:
        """Add one launch; angles in degrees and heights in kilometres become SI here."""
        given = {name: nan if asked.get(name) is None else float(asked[name]) for name in _ASKED}
        self.rows.append(
            (
                row,
                time_s,
                start.lat_deg * _DEG,
                _turn(start.lon_deg) * _DEG,
                start.altitude_km * UNITS["km"].factor,
                task,
                nan if aim is None else aim.lat_deg * _DEG,
                nan if aim is None else _turn(aim.lon_deg) * _DEG,
                given["azimuth_deg"] * _DEG,
                given["apogee_km"] * UNITS["km"].factor,
                given["loft_deg"] * _DEG,
                given["pitch_rate_deg_per_s"] * UNITS["deg_per_s"].factor,
            )
        )
        self.routes.append(way_points)
        self.threat_ids.append(threat_id)
        self.launch_names.append(start.name)
        self.aim_names.append("" if aim is None else aim.name)

    def parts(self) -> dict[str, Any]:
        """The parts of a `Case` that launches fill."""
        return {
            "launches": np.array(self.rows, dtype=cases.LAUNCH),
            "routes": self._routes(),
            "threat_id": tuple(self.threat_ids),
            "launch_name": tuple(self.launch_names),
            "aim_name": tuple(self.aim_names),
        }

    def _routes(self) -> Floats:
        """Way-points of every launch, padded with NaN (N, W, 2) [rad]."""
        most = max(map(len, self.routes), default=0)
        table = np.full((len(self.routes), most, 2), nan)
        for row, places in zip(table, self.routes, strict=True):
            for point, place in zip(row, places, strict=False):
                point[:] = place.lat_deg * _DEG, _turn(place.lon_deg) * _DEG
        return table


_ASKED = ("azimuth_deg", "apogee_km", "loft_deg", "pitch_rate_deg_per_s")


def add_request(built: Launches, threat_id: str, spec: Threat, flight: FlightRequest) -> None:
    """Add the one launch that `fly` asks for.

    Raises:
        InputError: The request says nothing to do, or two things at once.
    """
    built.launch(
        f"{threat_id}-1",
        built.missile(threat_id, spec, energy_mode(spec)),
        0.0,
        flight.from_place,
        _task(flight),
        flight.to_place,
        flight.way_points,
        azimuth_deg=flight.azimuth_deg,
        apogee_km=flight.apogee_km,
        loft_deg=flight.loft_deg,
        pitch_rate_deg_per_s=flight.pitch_rate_deg_per_s,
    )


def add_item(built: Launches, item: RaidItem, ids: list[str], spec: Threat, library: Library) -> None:
    """Add the launches of one item of a raid."""
    row = built.missile(item.threat, spec, item.energy or energy_mode(spec))
    start = place_of(item.launch, library)
    aims = [place_of(aim, library) for aim in item.aim]
    route = tuple(place_of(point, library) for point in item.way_points)
    task = cases.HIT_PLACE if item.apogee_km is None else cases.HIT_WITH_APOGEE
    for number, threat_id in enumerate(ids):
        time_s = item.start_s + number * item.spacing_s
        aim = aims[number % len(aims)]
        built.launch(threat_id, row, time_s, start, task, aim, route, apogee_km=item.apogee_km)


def _task(flight: FlightRequest) -> int:
    """What a request asks for, in a code of `cases.TASKS`."""
    programme = flight.loft_deg is not None or flight.pitch_rate_deg_per_s is not None
    if flight.to_place is not None:
        if flight.azimuth_deg is not None or flight.maximum_range or programme:
            raise _asks("A flight has a place to hit, or a direction, not both.")
        if flight.apogee_km is None:
            return cases.HIT_PLACE
        _check("apogee_km", flight.apogee_km, flight.apogee_km > 0, "An apogee is more than zero.")
        return cases.HIT_WITH_APOGEE
    if flight.azimuth_deg is None:
        raise _asks("A flight needs a place to hit, or a direction.")
    _check(
        "azimuth_deg",
        flight.azimuth_deg,
        -360 <= flight.azimuth_deg <= 360,
        "An azimuth lies between 0 and 360 degrees.",
    )
    if flight.apogee_km is not None:
        raise _asks("An apogee goes with a place to hit.")
    if flight.maximum_range == programme:
        raise _asks("A direction goes with one of maximum range, and loft with pitch rate.")
    if flight.maximum_range:
        return cases.GO_FAR
    if flight.loft_deg is None or flight.pitch_rate_deg_per_s is None:
        raise _asks("Loft and pitch rate go together.")
    _check("loft_deg", flight.loft_deg, ELEVATION.holds(flight.loft_deg), ELEVATION.says)
    rate = flight.pitch_rate_deg_per_s
    _check(
        "pitch_rate_deg_per_s",
        rate,
        0 < rate <= 90,
        "A pitch rate is more than 0 and at most 90 degrees a second.",
    )
    return cases.FLY_PROGRAMME


def _check(key: str, value: float, holds: bool, says: str) -> None:
    if not holds:  # a NaN holds nothing
        raise InputError(Problem("out_of_range", says, key=key, value=f"{value:g}"))


def _asks(message: str) -> InputError:
    remedy = (
        "Give --to PLACE, or --azimuth-deg with --maximum-range, "
        "or with --loft-deg and --pitch-rate-deg-per-s."
    )
    return InputError(Problem("flight_request", message, remedy))


def _turn(lon_deg: float) -> float:
    """A longitude between -180 and 180 degrees."""
    return lon_deg - 360.0 if lon_deg > 180.0 else lon_deg
