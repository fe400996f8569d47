"""Horizons, sight lines and what a cone sees of a shell, against closed forms and CSIS 2023.

Two radii are in use: the aircraft's sight line belongs to a sphere of 6,371.0 km, all else to 6,378.137 km.
With the other radius the cones differ in their second decimal. Horizon distances are straight lines, not
distances along the ground.
"""

from __future__ import annotations

from math import acos, cos, degrees, pi, radians

import numpy as np
import pytest
from hypothesis import assume, given
from hypothesis import strategies as st
from scipy.optimize import brentq

from literature.record import OURS, SENSING, Claim, Waiting, check
from literature.sight_lines import horizon_arc, horizon_nadir_angle, spans, straight
from opendome.arrays import Floats
from opendome.physics import orbits, sight
from opendome.physics.constants import EQUATORIAL_RADIUS, FLATTENING, MEAN_RADIUS

STAGE = SENSING

WIDE = "Cone about straight down from 1,000 km, worked out independently over a sphere of 6,378.137 km"
RISE = "Straight line that grazes a sphere of 6,378.137 km, worked out independently"
LINE = "Straight line that grazes a sphere of 6,371.0 km, worked out independently"
TATC = "TAT-C, its own tests: 705 km, a cone of 15 degrees"
LATER = "TAT-C, a later version of the same test"
GRID84 = "Guides of grid84: a mast of 10 m"
CSIS = "Dahlgren and Karako, Getting on Track, CSIS 2023"
DIGITS = "Half of the last digit."
ORBIT, SHELL, CLOUDS = 1_000e3, 20e3, 10e3
AXIS = EQUATORIAL_RADIUS * (1.0 - FLATTENING)
REFRACTION = 4.0 / 3.0
"""So much larger the Earth seems to a radar near the ground, whose rays the air bends."""


def _aircraft() -> float:
    return straight(15e3, SHELL, MEAN_RADIUS)


def _ground(refraction: float = 1.0) -> float:
    return straight(0.0, SHELL, MEAN_RADIUS, refraction)


def whole_cone() -> float:
    """The least full cone that sees all of the shell there is to see [degrees]."""
    low, high = 120.0, 121.0
    while high - low > 1e-6:
        middle = 0.5 * (low + high)
        low, high = (low, middle) if len(spans(middle)) == 1 else (middle, high)
    return high


def swath() -> float:
    """Ground that a cone of 15 degrees sees from 705 km, from edge to edge [m]."""
    return 2.0 * MEAN_RADIUS * radians(spans(15.0, 705e3, 0.0, MEAN_RADIUS)[0][1])


def cone_of(width: float) -> float:
    """The full cone that sees so much ground [m] from 705 km [degrees]."""

    def short_by(full_angle: float) -> float:
        return radians(spans(full_angle, 705e3, 0.0, MEAN_RADIUS)[0][1]) - 0.5 * width / MEAN_RADIUS

    return float(brentq(short_by, 1.0, 90.0, xtol=1e-9))


def edge_elevation() -> float:
    """Elevation of the satellite at the edge of what the cone sees [degrees]."""
    return 90.0 - 7.5 - degrees(0.5 * swath() / MEAN_RADIUS)


def pass_time() -> float:
    """How long a place right below its way sees the satellite inside the cone [s]."""
    motion = orbits.elements(705e3, 705e3, radians(98.0), 0.0, 0.0, 0.0)[orbits.MOTION]
    return float(swath() / MEAN_RADIUS / motion)


def from_mast(target: float) -> float:
    """Distance over the ground at which a mast of 10 m and a height see each other [km]."""
    return MEAN_RADIUS * horizon_arc(10.0, target, MEAN_RADIUS) / 1e3


def _cap_claim(full_angle: float, published: float) -> Claim:
    return Claim(WIDE, f"cap at 20 km seen within {full_angle:g} degrees", "degrees", published,
                 lambda: spans(full_angle)[0][1], DIGITS, apart=0.005)  # fmt: skip


def _rise_claim(target: int, published: float) -> Claim:
    return Claim(RISE, f"from the ground to a target at {target:,} km", "km", published,
                 lambda: straight(0.0, target * 1e3, EQUATORIAL_RADIUS), DIGITS, apart=0.5)  # fmt: skip


CLAIMS = [
    Claim(WIDE, "horizon from straight down", "degrees", 59.822,
          lambda: degrees(horizon_nadir_angle(ORBIT, EQUATORIAL_RADIUS)), DIGITS, apart=5e-4),
    Claim(WIDE, "farthest target at 20 km, central angle", "degrees", 34.71,
          lambda: degrees(horizon_arc(ORBIT, SHELL, EQUATORIAL_RADIUS)), DIGITS, apart=0.005),
    Claim(WIDE, "the satellite's own share of it, central angle", "degrees", 30.178,
          lambda: degrees(horizon_arc(ORBIT, 0.0, EQUATORIAL_RADIUS)), DIGITS, apart=5e-4),
    Claim(WIDE, "the target's share of it, central angle", "degrees", 4.533,
          lambda: degrees(horizon_arc(0.0, SHELL, EQUATORIAL_RADIUS)), DIGITS, apart=5e-4,
          gap=(4.531, 4.532),
          cause="The third decimal fits neither radius in use: 4.531 at 6,378.137 km, 4.534 at 6,371.0 km. "
          "The sum with the satellite's share, 34.71, is met."),
    Claim(WIDE, "full cone that just holds the Earth", "degrees", 119.643,
          lambda: degrees(2.0 * horizon_nadir_angle(ORBIT, EQUATORIAL_RADIUS)), DIGITS, apart=5e-4),
    Claim(WIDE, "full cone that just holds the shell at 20 km", "degrees", 120.264, whole_cone, DIGITS,
          apart=5e-4),
    *(_cap_claim(*row) for row in ((100, 12.05), (110, 15.84), (119.643, 25.65), (120, 27.05),
                                   (120.265, 34.71), (150, 34.71))),
    Claim(WIDE, "ring at 20 km seen within 120 degrees, from", "degrees", 32.95, lambda: spans(120)[1][0],
          DIGITS, apart=0.005),
    Claim(WIDE, "ring at 20 km seen within 120 degrees, to", "degrees", 34.71, lambda: spans(120)[1][1],
          DIGITS, apart=0.005),
    Claim(WIDE, "horizon of cloud tops at 10 km from straight down", "degrees", 59.976,
          lambda: degrees(horizon_nadir_angle(ORBIT - CLOUDS, EQUATORIAL_RADIUS + CLOUDS)), DIGITS,
          apart=5e-4),
    Claim(WIDE, "horizon of cloud tops at 10 km, central angle", "degrees", 30.024,
          lambda: degrees(horizon_arc(ORBIT - CLOUDS, 0.0, EQUATORIAL_RADIUS + CLOUDS)), DIGITS,
          apart=5e-4),
    *(_rise_claim(*row) for row in ((10, 357), (40, 715), (100, 1_134), (300, 1_979), (1_000, 3_709))),
    Claim(LINE, "from an aircraft at 15 km to a target at 20 km", "km", 942.7, _aircraft, DIGITS, apart=0.05),
    Claim(LINE, "from the ground to a target at 20 km", "km", 505, _ground, DIGITS, apart=0.5),
    Claim(LINE, "from a radar on the ground to a target at 20 km", "km", 583,
          lambda: _ground(REFRACTION), DIGITS, apart=0.5),
    Claim(LINE, "the aircraft's range in ranges from the ground", "times", 1.87,
          lambda: _aircraft() / _ground(),
          DIGITS, apart=0.005),
    Claim(LINE, "the aircraft's range in ranges of a radar on the ground", "times", 1.62,
          lambda: _aircraft() / _ground(REFRACTION), DIGITS, apart=0.005),
    Claim(TATC, "swath", "m", 185_815, swath, "Their own.", apart=1.0),
    Claim(TATC, "cone of a swath of 185,815 m", "degrees", 15.0, lambda: cone_of(185_815), "Their own.",
          apart=1e-3),
    Claim(TATC, "least elevation", "degrees", 81.66446, edge_elevation, "Their own.", apart=1e-3),
    Claim(TATC, "longest access", "s", 274.31828, pass_time, "Their own.", apart=1e-3, gap=(27.4, 27.7),
          cause="Ten times too long there: a satellite of 99 minutes crosses 1.67 degrees in 28 s, and a "
          "later version of the same test has 28 s."),
    Claim(LATER, "longest access", "s", 28, pass_time, "Their own.", apart=1.0),
    Claim(GRID84, "sees an apogee of 1,000 km from", "km", 3_600, lambda: from_mast(1_000e3),
          "Said to be about that.",
          share=0.05, gap=(3_350.0, 3_380.0),
          cause="Reckoned there by the flat formula, the root of twice radius times height: 6 % too long so "
          "high up."),
    Claim(GRID84, "sees a glider at 40 km from", "km", 700, lambda: from_mast(40e3), "Said to be about that.",
          share=0.05),
    Claim(CSIS, "aircraft at 15 km sees a target at 20 km from", "km", 950, _aircraft,
          "Written to two digits.", apart=10),
    Claim(CSIS, "that, in ranges of a radar on the ground", "times", 1.65,
          lambda: _aircraft() / _ground(REFRACTION),
          "Said to be rough; without refraction for the radar it is 1.87.", apart=0.05),
]  # fmt: skip

NO_AIRCRAFT = (
    "Infrared sensors are in orbit here, and radars on the ground or at sea: none flies on an aircraft yet. "
    "{} in what was read."
)
WAITING = [
    Waiting(CSIS, "an F-35's infrared sensors saw a launch from", "km", "1,481",
            NO_AIRCRAFT.format("Neither its height nor the missile's is"), OURS),
    Waiting(CSIS, "two MQ-9 at 12.8 km tracked missiles from", "km", "beyond 1,000",
            NO_AIRCRAFT.format("How bright the missiles were is not"), OURS),
]  # fmt: skip


@pytest.mark.parametrize("claim", CLAIMS, ids=lambda claim: claim.quantity)
def test_published(claim: Claim) -> None:
    check(claim)


@pytest.mark.parametrize("full_angle", [119.644, 119.9, 120.0, 120.2, 120.26])
def test_a_cone_a_little_wider_than_the_earth_sees_a_cap_and_a_ring(full_angle: float) -> None:
    """A tool that reports one radius is wrong here."""
    (start, near), (far, end) = spans(full_angle)
    assert start == 0.0
    assert near < far < end
    assert end == pytest.approx(34.71, abs=0.005)


@pytest.mark.parametrize("full_angle", [1.0, 119.643, 120.265, 180.0])
def test_any_other_cone_sees_one_cap(full_angle: float) -> None:
    assert len(spans(full_angle)) == 1


directions = st.tuples(*(st.floats(-1.0, 1.0),) * 3).filter(
    lambda v: v[0] ** 2 + v[1] ** 2 + v[2] ** 2 > 0.01
)
heights = st.floats(0.0, 40_000e3)


def _above(direction: tuple[float, float, float], height: float) -> Floats:
    """A place this high over a sphere that is then pressed flat to the ellipsoid."""
    way = np.array(direction) / np.linalg.norm(direction)
    return (EQUATORIAL_RADIUS + height) * way * (1.0, 1.0, AXIS / EQUATORIAL_RADIUS)


def _clearance(a: Floats, b: Floats) -> float:
    return float(sight.clearance(*a, *b, EQUATORIAL_RADIUS, AXIS))


@given(directions, directions, heights, heights)
def test_clearance_agrees_with_points_along_the_line(
    one: tuple[float, float, float], other: tuple[float, float, float], low: float, high: float
) -> None:
    """Ten thousand points, at most half a step from the lowest place of the line."""
    a, b = _above(one, low), _above(other, high)
    assume(np.linalg.norm(b - a) > 1.0)
    found = _clearance(a, b)
    points = a + np.linspace(0.0, 1.0, 10_001)[:, None] * (b - a)
    lowest = np.sqrt((points[:, :2] ** 2).sum(axis=1) / EQUATORIAL_RADIUS**2 + points[:, 2] ** 2 / AXIS**2)
    step = np.linalg.norm(b - a) / AXIS / 10_000
    assert found - 1e-12 <= lowest.min() - 1.0 <= found + 0.5 * step


@given(directions, directions, heights, heights)
def test_clearance_is_the_same_from_both_ends(
    one: tuple[float, float, float], other: tuple[float, float, float], low: float, high: float
) -> None:
    a, b = _above(one, low), _above(other, high)
    assume(np.linalg.norm(b - a) > 1.0)
    assert _clearance(a, b) == pytest.approx(_clearance(b, a), abs=1e-12)


@given(directions, directions, st.floats(1e3, 40_000e3), st.floats(1e3, 40_000e3), st.floats(1e-4, 0.05))
def test_clearance_is_nought_at_the_tangent(
    one: tuple[float, float, float], other: tuple[float, float, float], low: float, high: float, beyond: float
) -> None:
    """A little nearer and the line is clear, a little farther and the Earth is in the way."""
    start = np.array(one) / np.linalg.norm(one)
    side = np.array(other) - start * (start @ np.array(other))
    assume(np.linalg.norm(side) > 1e-3)
    side /= np.linalg.norm(side)
    # a closed form: the sum of what each end sees of the ground
    arc = acos(EQUATORIAL_RADIUS / (EQUATORIAL_RADIUS + low)) + acos(
        EQUATORIAL_RADIUS / (EQUATORIAL_RADIUS + high)
    )

    def at(angle: float) -> float:
        way = np.cos(angle) * start + np.sin(angle) * side
        return _clearance(_above(one, low), _above((way[0], way[1], way[2]), high))

    assert at(arc) == pytest.approx(0.0, abs=1e-12)
    assert at(arc * (1.0 - beyond)) > 0.0
    assert at(arc * (1.0 + beyond)) < 0.0


def test_what_is_seen_in_the_mean_of_time_is_the_share_of_the_cap() -> None:
    """Places count by their area: all places of a grid counted alike give 0.027 instead of 0.019."""
    row = orbits.elements(ORBIT, ORBIT, radians(81.0), 0.0, 0.0, 0.0)
    row[orbits.NODE_RATE] = 0.0  # the turning grid below goes past every longitude
    times = np.linspace(0.0, 2.0 * pi / row[orbits.MOTION], 720, endpoint=False)
    below = np.stack(orbits.place(times, *row), axis=-1) / (EQUATORIAL_RADIUS + ORBIT)
    latitude, longitude = np.radians(np.arange(-87.0, 90.0, 6.0)), np.radians(np.arange(0.0, 360.0, 6.0))
    level = np.cos(latitude)[:, None]
    up = np.broadcast_to(np.sin(latitude)[:, None], (len(latitude), len(longitude)))
    grid = np.stack((level * np.cos(longitude), level * np.sin(longitude), up), axis=-1)
    cap = radians(spans(110)[0][1])
    seen = (grid @ below.T >= cos(cap)).mean(axis=(1, 2))
    by_area = float((seen * level[:, 0]).sum() / level.sum())
    assert by_area == pytest.approx(0.5 * (1.0 - cos(cap)), rel=0.01)
    assert float(seen.mean()) == pytest.approx(0.0274, rel=0.03)
