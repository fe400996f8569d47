"""How many satellites of a shell are in reach of a launch: propagated, against closed forms and AEI 2025.

The closed forms take a sphere of 6,378.137 km, the height on top of it, and a cap about a point at the height
of the orbits: its angle is the reach over the orbits' radius. The gain by latitude is that of a point.
"""

from __future__ import annotations

from functools import cache
from math import cos, pi, radians, sin, sqrt

import numpy as np
import pytest

from flights import world_of
from literature.record import SHOOTING, Claim, check
from opendome.answers import holes
from opendome.interception.orbiting import flown_in
from opendome.interception.satellites import constellation
from opendome.physics.constants import EQUATORIAL_RADIUS
from shells import case_under, walker

STAGE = SHOOTING

AEI = "Harrison, Build Your Own Golden Dome, AEI 2025, Table 3: 6 km/s, 15 g, 120 s, 300 km"
COUNTED = "Worked out independently: 500/20/1 at 60 degrees and 300 km, reach 597.6 km, over 40 N"
CAP = "Closed form of a cap with the gain by latitude: 480/24/1 at 60 degrees and 300 km, reach 597.6 km"
ORBIT = EQUATORIAL_RADIUS + 300e3
REACH = 597.6e3


@cache
def counts(satellites: int, planes: int, latitude_deg: float) -> np.ndarray:
    """How many are in reach of a place at the height of the orbits, minute by minute of a day."""
    world = world_of(case_under(walker(satellites, planes, altitude_km=300)))
    shell = constellation(world, 0)
    level = radians(latitude_deg)
    place = ORBIT * np.array([[cos(level), 0.0, sin(level)]])
    straight = 2.0 * ORBIT * sin(0.5 * REACH / ORBIT)
    _, before, _ = holes._in_reach(shell, place, straight, 0.0, np.zeros(satellites, dtype=np.bool_))
    return np.asarray(before)


def gain(latitude_deg: float, inclination_deg: float = 60.0) -> float:
    """How many times as many satellites there are over a latitude as if they were spread evenly."""
    return 2.0 / (pi * sqrt(sin(radians(inclination_deg)) ** 2 - sin(radians(latitude_deg)) ** 2))


def expected(satellites: int, latitude_deg: float) -> float:
    return satellites * 0.5 * (1.0 - cos(REACH / ORBIT)) * gain(latitude_deg)


CLAIMS = [
    Claim(AEI, "powered fly-out in 120 s", "km", 597.6, lambda: flown_in(120.0, 15 * 9.80665, 6e3) / 1e3,
          "Half of the last digit.", apart=0.05),
    Claim(COUNTED, "mean number in reach", "satellites", 1.10, lambda: float(counts(500, 20, 40.0).mean()),
          "A day in steps of a minute.", share=0.03),
    Claim(COUNTED, "chance that none is", "", 0.12, lambda: float((counts(500, 20, 40.0) == 0).mean()),
          "A day in steps of a minute.", apart=0.03),
    Claim(CAP, "mean number in reach at 40 N", "satellites", expected(480, 40.0),
          lambda: float(counts(480, 24, 40.0).mean()), "Away from the edge of the orbits.", share=0.05),
    Claim(CAP, "mean number in reach at 20 N", "satellites", expected(480, 20.0),
          lambda: float(counts(480, 24, 20.0).mean()), "Away from the edge of the orbits.", share=0.05),
]  # fmt: skip
WAITING = []


@pytest.mark.parametrize("claim", CLAIMS, ids=lambda claim: claim.quantity)
def test_against_published(claim: Claim) -> None:
    check(claim)


def test_a_mean_is_no_assurance() -> None:
    """Fewer than the mean are in reach for much of the time; the shares are not those of a Poisson law."""
    found = counts(500, 20, 40.0)
    assert float((found < found.mean()).mean()) > 0.3
    assert float((found == 0).mean()) < 0.5 * np.exp(-found.mean())
