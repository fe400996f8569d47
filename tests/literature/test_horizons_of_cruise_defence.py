"""How far sensors see what flies low, and how many of them stand along a border, as CBO counts them.

A radar's rays are bent by the air: it sees as over an Earth a third larger. Heights of the sensors are those
usually given for their kind (60,000 and 30,000 feet, towers of 500 and 700 feet); the study's own tables were
not read. Miles are statute miles.
"""

from __future__ import annotations

import pytest

from literature.record import OURS, SENSING, Claim, Waiting, check
from literature.test_sight_and_cones import GRID84, REFRACTION, from_mast, horizon_arc
from opendome.physics.constants import MEAN_RADIUS

STAGE = SENSING

CBO = "CBO 2021, sensors around the contiguous United States against a missile at 300 ft"
HORIZON = "Horizon to a missile at 300 ft, rays bent as by 4/3 of the Earth, worked out independently"
PEACE = "Peace and others 2018 (AIAA 2018-5254), a radar on the ground and gliders at 120,000 to 140,000 ft"
FOOT, MILE = 0.3048, 1_609.344
LOW = 300.0 * FOOT
HALE, AEW, TOWER, TALL = (height * FOOT for height in (60_000.0, 30_000.0, 500.0, 700.0))
DIGITS = "Half of the last digit, and one part in a thousand that the flat formula leaves out."
FIXED = "The same border, and as many sensors as horizons fit into it."
TOWERS = "The height of its towers was not read: 500 and 700 ft differ by a tenth."
MILES = "Written to ten miles. Rays are straight; bent as a radar's they would see 60 miles farther."


def sees(height: float, target: float = LOW, refraction: float = REFRACTION) -> float:
    """Distance over the ground at which a sensor and a target see each other [km]."""
    sphere = refraction * MEAN_RADIUS
    return sphere * horizon_arc(height, target, sphere) / 1e3


def instead(count: float, height: float, other: float) -> float:
    """How many sensors at another height see as much of a border as so many at a height."""
    return count * sees(height) / sees(other)


CLAIMS = [
    *(Claim(HORIZON, f"from {name}", "km", published, lambda height=height: sees(height), DIGITS, apart=room)
      for name, height, published, room in (
          ("60,000 ft, an aircraft without a crew", HALE, 597.0, 1.1),
          ("30,000 ft, an aircraft with a radar", AEW, 434.0, 0.9), ("a tower of 500 ft", TOWER, 90.0, 0.6),
          ("a tower of 700 ft", TALL, 100.0, 0.6))),
    Claim(CBO, "orbits of aircraft at 60,000 ft that see as much as 31 at 30,000 ft", "", 23.0,
          lambda: instead(31.0, AEW, HALE), FIXED, apart=1.0),
    Claim(CBO, "orbits of aircraft at 30,000 ft that see as much as 23 at 60,000 ft", "", 31.0,
          lambda: instead(23.0, HALE, AEW), FIXED, apart=2.0),
    Claim(CBO, "radars on towers of 500 ft that see as much as 23 aircraft at 60,000 ft", "", 150.0,
          lambda: instead(23.0, HALE, TOWER), TOWERS, share=0.1),
    Claim(CBO, "radars on towers of 700 ft that see as much as 23 aircraft at 60,000 ft", "", 150.0,
          lambda: instead(23.0, HALE, TALL), TOWERS, share=0.1),
    Claim(PEACE, "horizon to a glider at 120,000 ft", "miles", 420.0,
          lambda: sees(0.0, 120_000.0 * FOOT, 1.0) * 1e3 / MILE, MILES, apart=5.0),
    Claim(PEACE, "horizon to a glider at 140,000 ft", "miles", 460.0,
          lambda: sees(0.0, 140_000.0 * FOOT, 1.0) * 1e3 / MILE, MILES, apart=5.0),
    Claim(GRID84, "time before a warhead from an apogee of 1,000 km comes, at 3 km/s", "min", 20.0,
          lambda: from_mast(1_000e3) / 3.0 / 60.0, "Said to be about that.", share=0.05, gap=(18.4, 18.9),
          cause="As the distance: reckoned there by the flat formula, 6 % too long so high up."),
    Claim(GRID84, "time before a glider at 40 km comes, at 3 km/s", "min", 4.0,
          lambda: from_mast(40e3) / 3.0 / 60.0, "Said to be about that.", share=0.05),
]  # fmt: skip

WAITING = [
    Waiting(CBO, "orbits of aircraft at 60,000 ft, at 30,000 ft, or radars on the ground, without a gap", "",
            "23, 31, or 150", "Nothing here lays sensors along a border: one number gives the others, and "
            "none comes from the border itself.", OURS),
    Waiting(CBO, "aircraft, sites, interceptors and time of warning of each architecture", "", "not read",
            "Only the three counts above were found, in somebody's account of the study."),
    Waiting("CSIS 2022, North America Is a Region, Too", "defence against cruise missiles in phases", "",
            "not read", "Only that it exists was seen."),
    Waiting(PEACE, "radius defended by an interceptor of one stage at Mach 6, about 60 s to the target", "km",
            "about 7", "How the glider dives, and when the interceptor leaves, was not read."),
]  # fmt: skip


@pytest.mark.parametrize("claim", CLAIMS, ids=lambda claim: claim.quantity)
def test_published(claim: Claim) -> None:
    check(claim)


def test_number_times_horizon_is_the_same_for_both_aircraft() -> None:
    assert 23.0 * sees(HALE) == pytest.approx(31.0 * sees(AEW), rel=0.03)
