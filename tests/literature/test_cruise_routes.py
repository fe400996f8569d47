"""Cruise missiles against closed forms over a sphere of 6,371 km, and against two reported flights."""

from __future__ import annotations

from functools import cache
from math import radians, sin, tan

import numpy as np
import pytest

import cruises
from cruises import GRAVITY, cruiser
from flights import SPHERE, Flight, towards
from literature.record import FLIGHT, Claim, check
from opendome.records import trajectories as flown

STAGE = FLIGHT

FORMULA = "Closed forms of a route at constant speed, over a sphere of 6,371 km"
BUREVESTNIK = "RBC-Ukraine, 27 October 2025, on the test flight of a Burevestnik"
ZIRCON = "BTA, 7 October 2020, on the test flight of a Zircon, as the General Staff told it"
EXACT = "No table, no doubt."
FLAT = "The closed form is that of a flat Earth; the sphere bends away by some thousandths."
REPORTED = "Three reported figures that go together: only climb, dive and rounding are left."

SPEED, HEIGHT, PULL = 240.0, 10e3, 2.0 * GRAVITY
TURN_RADIUS = SPEED**2 / PULL
START, CORNER, END = (0.0, 10.0), (0.0, 13.0), (3.0, 13.0)
"""A corner of 90 degrees on the equator."""


@cache
def straight() -> Flight:
    return cruises.fly(cruiser(cruise_altitude_km=10.0, range_km=6_000), (0, 0), (0, 40), model=SPHERE)


@cache
def corner() -> Flight:
    return cruises.fly(cruiser(cruise_altitude_km=10.0), START, END, (CORNER,), model=SPHERE)


def _path(flight: Flight, event: int) -> float:
    """Length of the path until an event, from speeds and times alone [m]."""
    burnt = cruises.time_of(flight, flown.BURNOUT)
    return SPEED * (cruises.time_of(flight, event) - burnt) + 0.5 * SPEED * burnt


def _normal(flight: Flight, event: int) -> np.ndarray:  # type: ignore[type-arg]
    place = flight.numbers("position")[flight.all.nodes_of(0, event)[0]]
    return np.asarray(place / np.linalg.norm(place))


def _over_ground(flight: Flight, begin: int, end: int) -> float:
    """Distance over the ground between two events [m]."""
    apart = np.linalg.norm(_normal(flight, begin) - _normal(flight, end))
    return float(2.0 * cruises.RADIUS * np.arcsin(0.5 * apart))


def cruise_time() -> float:
    """Time of the level leg for each degree of arc that it takes [s]."""
    flight = straight()
    arc = np.degrees(_over_ground(flight, flown.CRUISE_START, flown.DIVE_START) / cruises.RADIUS)
    return float(
        (cruises.time_of(flight, flown.DIVE_START) - cruises.time_of(flight, flown.CRUISE_START)) / arc
    )


def turn_radius() -> float:
    """Of the circle through three places of the turn, in the plane of the three [m]."""
    flight = corner()
    middle = cruises.time_of(flight, flown.WAY_POINT)
    a, b, c = cruises.moves(flight, middle + np.array([-8.0, 0.0, 8.0]))[0]
    sides = [float(np.linalg.norm(side)) for side in (b - a, c - b, c - a)]
    area = 0.5 * float(np.linalg.norm(np.cross(b - a, c - a)))
    return sides[0] * sides[1] * sides[2] / (4.0 * area)


def saved() -> float:
    """What the turn saves against the corner [m]."""
    flight = corner()
    arc = radians(6.0) * (cruises.RADIUS + HEIGHT)
    ramps = sum(
        _ramp(ends) for ends in ((flown.LAUNCH, flown.CRUISE_START), (flown.DIVE_START, flown.IMPACT))
    )
    level = SPEED * (cruises.time_of(flight, flown.DIVE_START) - cruises.time_of(flight, flown.CRUISE_START))
    return arc - ramps * (cruises.RADIUS + HEIGHT) / cruises.RADIUS - level


def _ramp(ends: tuple[int, int]) -> float:
    return _over_ground(corner(), *ends)


def loss_of_time() -> float:
    """How much later a flight with a corner arrives than one over the same arc without [s]."""
    plain = cruises.fly(cruiser(cruise_altitude_km=10.0), START, (0.0, 16.0), model=SPHERE)
    return float(plain.time[-1] - corner().time[-1])


def reported(speed: float, height_km: float, distance_km: float, kind: str, **keys: float) -> float:
    """Time of a straight flight over this distance [min]."""
    spec = cruiser(
        **{"class": kind}, cruise_speed_km_per_s=speed, cruise_altitude_km=height_km, range_km=20_000, **keys
    )
    start = (73.0, 53.0)
    return cruises.fly(spec, start, towards(start, 300.0, distance_km)).duration_min


CLAIMS = [
    Claim(FORMULA, "level flight over one degree, 10 km high at 0.24 km/s", "s",
          round(radians(1.0) * (cruises.RADIUS + HEIGHT) / SPEED, 6), cruise_time, EXACT, share=1e-6),
    Claim(FORMULA, "radius of a turn at 2 g, v²/a", "km", round(TURN_RADIUS / 1e3, 6),
          lambda: turn_radius() / 1e3,
          EXACT, share=1e-4),
    Claim(FORMULA, "length that rounding a corner of 90 degrees saves, 2r(tan 45° - π/4)", "m",
          round(2.0 * TURN_RADIUS * (tan(radians(45)) - radians(45)), 2), saved, FLAT, share=5e-3),
    Claim(FORMULA, "time that it saves", "s",
          round(2.0 * TURN_RADIUS * (tan(radians(45)) - radians(45)) / SPEED, 4), loss_of_time, FLAT,
          share=5e-3),
    Claim(FORMULA, "path of a climb to 10 km at 15 degrees with its arc", "km",
          round((HEIGHT / sin(radians(15)) + TURN_RADIUS * (radians(15) - tan(radians(7.5)))) / 1e3, 6),
          lambda: _path(straight(), flown.CRUISE_START) / 1e3, EXACT, share=1e-6),
    Claim(FORMULA, "ground covered by that climb", "km",
          round((HEIGHT / tan(radians(15)) + TURN_RADIUS * tan(radians(7.5))) / 1e3, 4),
          lambda: _over_ground(straight(), flown.LAUNCH, flown.CRUISE_START) / 1e3, FLAT, share=2e-3),
    Claim(FORMULA, "ground covered by a dive from 10 km at 30 degrees with its arc", "km",
          round((HEIGHT / tan(radians(30)) + TURN_RADIUS * tan(radians(15))) / 1e3, 4),
          lambda: _over_ground(straight(), flown.DIVE_START, flown.IMPACT) / 1e3, FLAT, share=2e-3),
    Claim(FORMULA, "time of a boost at 3 g, v/a", "s", round(SPEED / (3.0 * GRAVITY), 6),
          lambda: cruises.time_of(straight(), flown.BURNOUT), EXACT, share=1e-6),
    Claim(BUREVESTNIK, "time for 14,000 km at about 933 km/h", "h", 15.0,
          lambda: reported(933.0 / 3_600.0, 0.1, 14_000.0, "lacm") / 60.0, REPORTED, share=0.01),
    Claim(ZIRCON, "time for 450 km at 28 km and more than Mach 8", "min", 4.5,
          lambda: reported(8.0 * 0.3, 28.0, 450.0, "hypersonic_cruise", launch_acceleration_g=10.0,
                           climb_angle_deg=60.0, dive_angle_deg=60.0),
          "The times of climb and dive are not known.", share=0.1, gap=(3.2, 4.0),
          cause="450 km in 4.5 minutes are 1.7 km/s on average: Mach 8 was its highest speed, and here a "
          "speed is held from the end of the boost to the ground."),
]  # fmt: skip


@pytest.mark.parametrize("claim", CLAIMS, ids=lambda claim: claim.quantity)
def test_claims(claim: Claim) -> None:
    check(claim)
