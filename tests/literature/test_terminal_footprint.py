"""The terminal footprint by grid84's rule of thumb, and what of it the package's own flights give.

The rule: a body that re-enters at 3 km/s and 30 degrees is met between 150 and 40 km; an interceptor that
averages 2.8 km/s leaves when it enters that band; what it flies in that time is read as a radius. It is a
rule of thumb and no footprint: a flown one need not agree.
"""

from __future__ import annotations

from functools import cache
from math import cos, inf, sqrt

import numpy as np
import pytest
from scipy.optimize import brentq

import flights
from flights import Flight, library
from literature.record import SHOOTING, Claim, Waiting, check
from opendome.arrays import Floats
from opendome.interception.kernels import fly_out
from opendome.interception.tables import ANGLES, HEIGHTS, flight_to
from opendome.physics.constants import MEAN_RADIUS, MU
from opendome.physics.interpolate import at_times
from opendome.records.reach import FLY
from opendome.scenario.loading import load_scenario
from opendome.scenario.settle import settle

STAGE = SHOOTING

THUMB = "Rule of thumb of grid84 for a terminal footprint"
BATTERY = "Public accounts of a THAAD battery"
TOP, FLOOR, SPEED = 150e3, 40e3, 2_800.0
STRAIGHT = 110.0 / 1.5
"""Time in the band on a straight line without gravity [s]."""

WEAK = 1e-9
"""Share of the Earth's pull that is as good as none."""


@cache
def falling(speed: float) -> Flight:
    """A body without air that falls from 150 km at 30 degrees."""
    case = flights.case_of(
        flights.kicked(speed, -30.0), (10, 20), model=flights.SPHERE, azimuth_deg=70, maximum_range=True
    )
    return flights.flights(flights.many(case, [{"altitude": TOP}]))[0]


def in_band(speed: float = 3_000.0) -> float:
    """How long it takes to 40 km [s]."""
    body = falling(speed)
    parts = [body.numbers(part) for part in ("position", "velocity", "acceleration", "acceleration_before")]

    def above_floor(time: float) -> float:
        place, _ = at_times(body.time, *parts, np.array([time]))
        return float(np.linalg.norm(place[0])) - MEAN_RADIUS - FLOOR

    return float(brentq(above_floor, 0.01, float(body.time[-1]) - 0.01))


@cache
def table(pull: float) -> tuple[Floats, Floats]:
    """The fly-out table of an interceptor at 2.8 km/s from the start, and its steps."""
    steps = np.array([240e3 / MEAN_RADIUS / (ANGLES - 1), 160e3 / (HEIGHTS - 1)])
    given = np.array([1e-3, 1e-3, 150.0, inf, pull * MU, MEAN_RADIUS, 0.0])
    made = np.zeros((ANGLES, HEIGHTS, FLY))
    made[..., 0] = inf
    fly_out(SPEED, given, steps, made)
    return made, steps


def ground(time: float, pull: float = WEAK) -> float:
    """How far over the ground it comes in this time, at the floor of the band [km]."""
    made, steps = table(pull)

    def late(along: float) -> float:
        found = flight_to(made, along, FLOOR, steps)[0]
        return (found if found < inf else 1e3) - time

    return float(brentq(late, 1e3 / MEAN_RADIUS, 235e3 / MEAN_RADIUS)) * MEAN_RADIUS / 1e3


def slant(time: float, pull: float = WEAK) -> float:
    """The straight line to that place [km]."""
    high = MEAN_RADIUS + FLOOR
    arc = ground(time, pull) * 1e3 / MEAN_RADIUS
    return sqrt(high**2 + MEAN_RADIUS**2 - 2.0 * high * MEAN_RADIUS * cos(arc)) / 1e3


def battery() -> float:
    """Interceptors of the one THAAD battery of the regional scenario."""
    case = settle(load_scenario("regional-two-batteries", library()), library())
    defence = case.defence
    return float(defence.shooters["inventory"][defence.shooter_id.index("thaad-al-udeid")])


FALLS = (
    "The rule flies straight at 3 km/s. A body that falls gains speed and steepens on those 110 km, so that "
    "it leaves the band sooner; the rule is not a flight, and no flight is asked to agree."
)
CLAIMS = [
    Claim(THUMB, "time between 150 and 40 km at 3 km/s and 30 degrees", "s", 70, in_band,
          "Said to be about that.",
          apart=5.0, gap=(62.0, 63.0), cause=FALLS),
    Claim(THUMB, "the same, on a straight line", "s", 73.3, in_band, "The rule's own arithmetic.", share=0.01,
          gap=(62.0, 63.0), cause=FALLS),
    Claim(THUMB, "way of an interceptor of 2.8 km/s in 73.3 s, without gravity", "km", 205,
          lambda: slant(STRAIGHT), "A rule of thumb, held by itself. With gravity it is 199 km.", share=0.01),
    Claim(THUMB, "radius, over the ground at 40 km", "km", 200, lambda: ground(STRAIGHT),
          "Said to be about that; the rule reads the slant as the radius.", share=0.01),
    Claim(THUMB, "what a second of reaction costs", "km", 2.8,
          lambda: slant(STRAIGHT) - slant(STRAIGHT - 1.0),
          "A rule of thumb, held by itself.", share=0.01),
    Claim(BATTERY, "interceptors, six launchers of eight", "", 48, battery, "A count.", apart=0.0),
]  # fmt: skip

WAITING = [
    Waiting(THUMB, "radius of point defence", "km", "about 20",
            "The inputs that give it are not published beside it."),
    Waiting("Envelope of THAAD", "range and height", "km", "about 200, and about 150",
            "Recalled, and not read again: a value of the library with its range, and no test."),
]  # fmt: skip


@pytest.mark.parametrize("claim", CLAIMS, ids=lambda claim: claim.quantity)
def test_published(claim: Claim) -> None:
    check(claim)


def test_gravity_costs_the_interceptor_a_few_kilometres() -> None:
    assert slant(STRAIGHT, 1.0) == pytest.approx(198.5, abs=0.5)


@pytest.mark.parametrize("pull", [WEAK, 1.0])
def test_a_faster_threat_leaves_a_smaller_radius(pull: float) -> None:
    radii = [ground(in_band(speed), pull) for speed in (2_000.0, 3_000.0, 4_000.0, 5_000.0)]
    assert radii == sorted(radii, reverse=True)
    assert radii[0] > 1.5 * radii[-1]


@pytest.mark.parametrize("late", [5.0, 10.0, 20.0])
def test_reaction_costs_what_the_interceptor_flies(late: float) -> None:
    assert slant(STRAIGHT) - slant(STRAIGHT - late) == pytest.approx(2.8 * late, rel=0.02)
