"""A three-stage solid ICBM from 40 N 127 E: what a naive code gets wrong.

The ranges belong to a flight of least energy over the turning ellipsoid, with a boost of three minutes that
ends some 250 km up.
"""

from __future__ import annotations

from functools import cache

import pytest

import flights
from flights import Flight
from literature.record import FLIGHT, Claim, check
from opendome.records import trajectories as flown
from opendome.records.case import EarthModel

STAGE = FLIGHT

THREAT = "notional-solid-icbm"
CHICAGO = (41.88, -87.63)
SOURCE = "Expected of a flight from 40 N 127 E to Chicago at least energy"
EAST_WEST = "Expected of flights over 8,000 km from 40 N, due east and due west"
WINDOW = "The range holds what three-stage missiles do."
LESS = "Speed over the turning Earth, at some 250 km; the missile's own burnout height moves it."


@cache
def to_chicago() -> Flight:
    return flights.fly(THREAT, to=CHICAGO)


@cache
def along(azimuth: float, model: EarthModel = flights.TURNING) -> Flight:
    return flights.fly(THREAT, to=flights.towards(flights.KOREA, azimuth, 8_000, model), model=model)


def _pierce() -> flights.Moment:
    return to_chicago().at(flown.CROSS_100_KM_DOWN)


CLAIMS = [
    Claim(SOURCE, "range", "km", (10_250, 10_300), lambda: to_chicago().range_km, WINDOW, 0.0),
    Claim(SOURCE, "apogee", "km", (1_300, 1_550), lambda: to_chicago().apogee_km, WINDOW, 0.0),
    Claim(SOURCE, "time of flight", "min", (34, 38), lambda: to_chicago().duration_min, WINDOW, 0.0),
    Claim(SOURCE, "burnout speed", "km/s", (6.6, 7.0), lambda: to_chicago().burnout().speed_km_per_s, WINDOW,
          0.0),
    Claim(SOURCE, "burnout angle", "degrees", (20, 23), lambda: to_chicago().burnout().angle_deg, WINDOW,
          0.0),
    Claim(SOURCE, "speed when falling through 100 km", "km/s", (6.9, 7.2), lambda: _pierce().speed_km_per_s,
          WINDOW, 0.0),
    Claim(SOURCE, "angle when falling through 100 km", "degrees", (-23, -20), lambda: _pierce().angle_deg,
          WINDOW, 0.0),
    Claim(EAST_WEST, "burnout speed due east", "km/s", 6.29, lambda: along(90).burnout().speed_km_per_s, LESS,
          apart=0.05),
    Claim(EAST_WEST, "burnout speed due west", "km/s", 6.64, lambda: along(270).burnout().speed_km_per_s,
          LESS, apart=0.05),
    Claim(EAST_WEST, "east less west without rotation", "km/s", 0.0,
          lambda: (along(90, flights.STILL).burnout().speed_km_per_s
                   - along(270, flights.STILL).burnout().speed_km_per_s),
          "Nothing tells east from west but the turning.", apart=1e-3),
]  # fmt: skip


@pytest.mark.parametrize("claim", CLAIMS, ids=lambda claim: claim.quantity)
def test_published(claim: Claim) -> None:
    check(claim)


def test_it_hits() -> None:
    for flight in (to_chicago(), along(90), along(270)):
        assert flight.status == "ok"
        assert flight.miss_m < 1_000.0


def test_the_liquid_one_flies_there_too() -> None:
    """It burns 330 s and ends 420 km up: another apogee, the same place."""
    flight = flights.fly("notional-liquid-icbm", to=CHICAGO)
    assert flight.status == "ok"
    assert flight.miss_m < 1_000.0
    assert flight.range_km == pytest.approx(to_chicago().range_km, abs=1.0)
    assert flight.apogee_km > to_chicago().apogee_km
