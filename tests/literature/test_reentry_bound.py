"""A body that falls into the air, tracked by one radar: the bound, and how near the filter comes to it.

The problem of A. Farina, B. Ristic and D. Benvenuti, IEEE Trans. AES 38 (2002), with parameters as recalled.
Its equations are written out below and are its definition: a flat Earth, and air in two exponentials. The
truth that a bound belongs to follows them, and a flight of OpenDome is another one: over a round Earth, in
the standard's air. The covariance and the state are carried by the tracker's own steps.
"""

from __future__ import annotations

from functools import cache
from math import asin, atan2, cos, degrees, exp, hypot, radians, sin, sqrt

import numpy as np
import pytest

import flights
from flights import Flight
from literature.record import OURS, TRACKING, Claim, Waiting, check
from opendome.arrays import Floats
from opendome.physics.constants import MEAN_RADIUS
from opendome.physics.interpolate import at_times
from opendome.tracking.filter import grow, take, take_direction, take_range

STAGE = TRACKING

FALL = "Farina, Ristic and Benvenuti 2002, the body that falls: 40,000 kg/m/s2, from 88 km at 2,290 m/s"
BOUND = "Farina, Ristic and Benvenuti 2002, the bound, worked out independently"
NEAR = "What a good extended filter should reach on it"

DIGITS = "Half of the last digit."

STEP, PULL, BODY = 2.0, 9.81, 40_000.0
"""Time between looks [s]; gravity [m/s2]; weight over drag area [kg/m/s2]."""

RANGE_ERROR, ANGLE_ERROR = 100.0, 0.017
"""One sigma of distance [m] and elevation [rad]."""

START_DOUBT = (1_000.0, 100.0)
"""One sigma of place [m] and velocity [m/s] in each axis at first."""

DRAWS, SEED = 600, 1
"""How often the filter is run, and with which dice."""


def air(height: float) -> tuple[float, float]:
    """Density [kg/m3], and how fast it falls with height, as a share [1/m]."""
    ground, rate = (1.227, 1.093e-4) if height < 9_144.0 else (1.754, 1.49e-4)
    return ground * exp(-rate * height), rate


def moved(body: Floats) -> Floats:
    """The body a step later: (x, y, z, and their speeds), z to the side and idle."""
    density, _ = air(body[1])
    slows = -0.5 * PULL / BODY * density * hypot(body[3], body[4])
    push = np.array([slows * body[3], slows * body[4] - PULL, 0.0])
    return np.concatenate((body[:3] + STEP * body[3:] + 0.5 * STEP**2 * push, body[3:] + STEP * push))


def transition(body: Floats) -> Floats:
    """How that changes with the body (6, 6)."""
    density, rate = air(body[1])
    u, v = body[3], body[4]
    speed, c = hypot(u, v), -0.5 * PULL / BODY * density
    slope = np.zeros((3, 6))
    slope[:2, 1] = -rate * c * speed * u, -rate * c * speed * v
    slope[:2, 3] = c * (speed + u * u / speed), c * u * v / speed
    slope[:2, 4] = c * u * v / speed, c * (speed + v * v / speed)
    whole = np.eye(6)
    whole[:3, 3:] = STEP * np.eye(3)
    whole[:3] += 0.5 * STEP**2 * slope
    whole[3:] += STEP * slope
    return whole


@cache
def truth() -> list[Floats]:
    """The body without noise, every two seconds."""
    angle = radians(190.0)
    bodies = [np.array([232e3, 88e3, 0.0, 2_290.0 * cos(angle), 2_290.0 * sin(angle), 0.0])]
    for _ in range(40):
        bodies.append(moved(bodies[-1]))
    return bodies


def doubt() -> Floats:
    """The covariance at first."""
    place, velocity = START_DOUBT
    return np.diag([place**2] * 3 + [velocity**2] * 3)


def noise(density: float) -> tuple[float, float, float]:
    """Variance of place, covariance, and variance of velocity that a step adds; density in m2/s3."""
    return density * STEP**3 / 3.0, density * STEP**2 / 2.0, density * STEP


def _sizes(p: Floats) -> tuple[float, float]:
    return sqrt(p[0, 0] + p[1, 1]), sqrt(p[3, 3] + p[4, 4])


@cache
def bound(density: float) -> list[tuple[float, float]]:
    """The least error of place [m] and velocity [m/s] along the truth: a covariance carried along it."""
    p, work = doubt(), np.empty((6, 6))
    found = [_sizes(p)]
    for body, after in zip(truth(), truth()[1:], strict=False):
        grow(p, transition(body), *noise(density), work)
        away = hypot(after[0], after[1])
        x, y = after[0] / away, after[1] / away
        take(np.zeros(6), p, x, y, 0.0, 0.0, RANGE_ERROR**2)
        take(np.zeros(6), p, -y / away, x / away, 0.0, 0.0, ANGLE_ERROR**2)
        found.append(_sizes(p))
    return found


@cache
def errors(density: float) -> Floats:
    """Root mean square error of the filter in place [m] and velocity [m/s] at each look (41, 2)."""
    dice = np.random.default_rng(SEED)
    squares = np.zeros((len(truth()), 2))
    added = np.array(noise(density))
    shake = np.linalg.cholesky(added[[[0, 1], [1, 2]]]) if density else np.zeros((2, 2))
    work, site = np.empty((6, 6)), np.zeros(3)
    for _ in range(DRAWS):
        body, p = truth()[0], doubt()
        state = body + np.sqrt(np.diag(p)) * dice.standard_normal(6)
        state[[2, 5]] = 0.0
        for look in range(1, len(truth())):
            place, velocity = shake @ dice.standard_normal((2, 2))
            body = moved(body) + np.array([*place, 0.0, *velocity, 0.0])
            grow(p, transition(state), *added, work)
            state = moved(state)
            elevation = atan2(body[1], body[0]) + ANGLE_ERROR * dice.standard_normal()
            away = hypot(body[0], body[1]) + RANGE_ERROR * dice.standard_normal()
            take_direction(state, p, site, np.array([cos(elevation), sin(elevation), 0.0]), ANGLE_ERROR)
            take_range(state, p, site, away, RANGE_ERROR)
            wrong = (state - body) ** 2
            squares[look] += wrong[:2].sum(), wrong[3:5].sum()
    return np.asarray(np.sqrt(squares / DRAWS))


@cache
def flown() -> Flight:
    """The same body, flown by OpenDome: it falls towards a radar at 0 N 0 E, along the equator."""
    x, y, _, u, v, _ = truth()[0]
    arc = atan2(x, MEAN_RADIUS + y)
    speed = hypot(u, v)
    climbs = degrees(asin((u * sin(arc) + v * cos(arc)) / speed))
    falls = [{"count": 1, "mass_kg": 1_000.0, "ballistic_coefficient_kg_per_m2": BODY / PULL}]
    body = flights.kicked(speed, climbs, reentry_vehicles=falls)
    case = flights.case_of(
        body, (0.0, degrees(arc)), model=flights.SPHERE, azimuth_deg=270, maximum_range=True
    )
    height = hypot(x, MEAN_RADIUS + y) - MEAN_RADIUS
    return flights.flights(flights.many(case, [{"altitude": height}]))[0]


def flown_at(time: float) -> tuple[float, float, float]:
    """Along the ground and up from the radar, on its flat horizon [km], and speed [m/s]."""
    names = ("position", "velocity", "acceleration", "acceleration_before")
    parts = [flown().numbers(name) for name in names]
    place, velocity = at_times(flown().time, *parts, np.array([time]))
    return (
        float(place[0, 1]) / 1e3,
        (float(place[0, 0]) - MEAN_RADIUS) / 1e3,
        float(np.linalg.norm(velocity[0])),
    )


ROUND = (
    "Published for a flat Earth with 9.81 m/s2 at every height and air in two exponentials. OpenDome flies "
    "over a round one, with weaker gravity at 88 km and the air of the standard of 1976."
)


def _fall_claims(time: int, numbers: tuple[float, ...], gaps: tuple[tuple[float, float], ...]) -> list[Claim]:
    quantities = (("place along the ground", "km", 5e-4), ("height", "km", 5e-4), ("speed", "m/s", 0.05))
    return [
        Claim(FALL, f"{what} at {time} s", unit, number, lambda part=part: flown_at(time)[part], DIGITS,
              apart=room, gap=gap, cause=ROUND)
        for part, ((what, unit, room), number, gap) in enumerate(zip(quantities, numbers, gaps, strict=True))
    ]  # fmt: skip


def _bound_claims(density: float, time: int, place: float, velocity: float) -> list[Claim]:
    of = f"at {time} s, noise of {density:g} m²/s³"
    why = f"{DIGITS} The tracker's own steps along the published truth."
    return [
        Claim(BOUND, f"least error of place {of}", "m", place, lambda: bound(density)[time // 2][0], why,
              apart=5e-3),
        Claim(BOUND, f"least error of velocity {of}", "m/s", velocity, lambda: bound(density)[time // 2][1],
              why, apart=5e-4 if time else 5e-3),
    ]  # fmt: skip


def _near_claims(density: float, time: int) -> list[Claim]:
    def ratio(part: int) -> float:
        return float(errors(density)[time // 2, part]) / bound(density)[time // 2][part]

    of = f"over the bound at {time} s, noise of {density:g} m²/s³"
    why = f"Three sigma of {DRAWS} draws."
    return [
        Claim(NEAR, f"error of place {of}", "times", (1.0, 1.3), lambda: ratio(0), why, apart=0.09),
        Claim(NEAR, f"error of velocity {of}", "times", (1.0, 1.3), lambda: ratio(1), why, apart=0.09),
    ]


CLAIMS = [
    *_fall_claims(40, (141.798, 64.248, 2_388.9), ((141.4, 141.7), (64.3, 64.6), (2_394.0, 2_398.0))),
    *_fall_claims(80, (52.533, 25.232, 2_389.2), ((51.4, 52.0), (25.6, 26.2), (2_402.0, 2_409.0))),
    *_bound_claims(0.0, 0, 1_414.21, 141.42),
    *_bound_claims(0.0, 40, 1_061.26, 35.905),
    *_bound_claims(0.0, 80, 399.79, 12.108),
    *_bound_claims(1.0, 0, 1_414.21, 141.42),
    *_bound_claims(1.0, 40, 1_067.74, 36.632),
    *_bound_claims(1.0, 80, 409.40, 13.729),
    *(claim for density in (0.0, 1.0) for time in (40, 80) for claim in _near_claims(density, time)),
]

UNKNOWN = "The tracker takes the ballistic coefficient as given, with its doubt, and does not estimate it. {}"
ONE_MODEL = "One model at a time here: no interacting multiple models. {}"
UNREAD = "Its figures were not read."
WAITING = [
    Waiting("Athans, Wishner and Bertolini 1968", "error on a body that falls straight down from 300,000 ft",
            "", "curves, recalled", UNKNOWN.format("The curves were not read again."), OURS),
    Waiting("Moon, Kim and Song 2012", "error of several models in parallel on a falling body", "",
            "not read", ONE_MODEL.format(f"Nor is the ballistic coefficient estimated. {UNREAD}"), OURS),
    Waiting("Dodin, Minvielle and Le Cadre 2005", "bound of re-entry with an unknown ballistic coefficient",
            "", "not read", UNKNOWN.format(UNREAD), OURS),
    Waiting("Sensors 17 (2017) 1374", "error of several models in parallel", "", "not read",
            ONE_MODEL.format(UNREAD), OURS),
    Waiting("Open text", "accuracy of tracks of gliders, with complete inputs", "", "not found",
            "No such table was found. Gliders fly here and are seen; the tracker expects engines or free "
            "fall, and a glider's lift surprises it."),
]  # fmt: skip


@pytest.mark.parametrize("claim", CLAIMS, ids=lambda claim: claim.quantity)
@pytest.mark.xdist_group("reentry bound")
def test_as_published(claim: Claim) -> None:
    check(claim)


@pytest.mark.parametrize(
    ("time", "x", "y", "speed"),
    [(0, 232.0, 88.0, 2_290.0), (40, 141.798, 64.248, 2_388.9), (80, 52.533, 25.232, 2_389.2)],
)
def test_the_truth_is_the_published_one(time: int, x: float, y: float, speed: float) -> None:
    """The equations as written here, which the bound belongs to."""
    body = truth()[time // 2]
    assert (body[0] / 1e3, body[1] / 1e3) == pytest.approx((x, y), abs=5e-4)
    assert hypot(body[3], body[4]) == pytest.approx(speed, abs=0.05)


def test_the_bound_begins_at_what_is_known_first() -> None:
    assert bound(0.0)[0] == bound(1.0)[0] == pytest.approx((1_414.21, 141.42), abs=5e-3)


def test_transition_is_the_slope_of_the_motion() -> None:
    for body in truth()[::10]:
        for part, nudge in enumerate((1.0, 1.0, 1.0, 0.01, 0.01, 0.01)):
            push = nudge * np.eye(6)[part]
            slope = (moved(body + push) - moved(body - push)) / (2.0 * nudge)
            assert transition(body)[:, part] == pytest.approx(slope, abs=1e-6)


def test_forgetting_the_air_in_the_covariance_misses_the_bound() -> None:
    """A covariance carried on as if the body flew straight on is another one, by half a per cent or more."""
    p, work = doubt(), np.empty((6, 6))
    straight = np.eye(6)
    straight[:3, 3:] = STEP * np.eye(3)
    for after in truth()[1:]:
        grow(p, straight, 0.0, 0.0, 0.0, work)
        away = hypot(after[0], after[1])
        x, y = after[0] / away, after[1] / away
        take(np.zeros(6), p, x, y, 0.0, 0.0, RANGE_ERROR**2)
        take(np.zeros(6), p, -y / away, x / away, 0.0, 0.0, ANGLE_ERROR**2)
    assert abs(_sizes(p)[1] / bound(0.0)[-1][1] - 1.0) > 0.005
