"""What moves a glider: gravity, drag, and lift that is turned by banking. Device code.

Motion is integrated in the axes of the turning Earth. Lift stands across the velocity; its size is chosen so
that the glider stays near the height at which its lift just carries it, or is all there is. That choice is a
description of published glides, not the law of any vehicle.

Drag follows a parabola: with all lift, at the best ratio of lift to drag, half of it is due to lift; with
less lift that half falls by the square.

Source: C. Tracy and D. Wright, Science & Global Security 28 (2020) 135-170, equations 1 to 7.
"""

from __future__ import annotations

from math import atan2, cos, log, sin, sqrt

from opendome.arrays import Floats
from opendome.compiled import device
from opendome.physics.atmosphere import air
from opendome.physics.constants import (
    EARTH_ECCENTRICITY2,
    EARTH_J2,
    EARTH_J2_RADIUS,
    EARTH_MU,
    EARTH_RADIUS,
    EARTH_RATE,
)
from opendome.physics.directions import geodetic_up
from opendome.physics.gravity import gravity
from opendome.threats.glide.bodies import (
    ALL_LIFT,
    BALLISTIC,
    BANK_HELD,
    BANK_MOST,
    DIVE,
    DIVES,
    GLIDES,
    LIFT_TO_DRAG,
    PULLS_UP,
    RISES,
)

LEVEL_TIME = 10.0
"""Time in which the flight path takes the slope it should have [s]; assumed, 5 to 20 s."""

HEIGHT_TIME = 40.0
"""Time in which the height comes to that of equilibrium [s]; assumed, four times the other: no overshoot."""

TURN_TIME = 30.0
"""Time in which the heading comes to the next point of the route [s]; assumed, 10 to 60 s."""

MOST_SLOPE = 0.08
"""The slope that is asked for differs from that of equilibrium by no more than this [rad]."""

LEAST_WEIGHT = 0.3
"""What lift must carry is taken for no less than this [m/s2]: at orbital speed it would be nothing."""


@device
def heading_error(
    x: float, y: float, z: float, fx: float, fy: float, fz: float, rx: float, ry: float, rz: float,
    point: Floats,
) -> float:  # fmt: skip
    """How far to the right of its heading a glider must turn for a point [rad].

    Args:
        x, y, z: Where it is [m].
        fx, fy, fz: Forward and level.
        rx, ry, rz: Right and level.
        point: ECEF [m], (3,).
    """
    dx, dy, dz = point[0] - x, point[1] - y, point[2] - z
    return atan2(dx * rx + dy * ry + dz * rz, dx * fx + dy * fy + dz * fz)


@device
def lift_wanted(
    part: int, body: Floats, most: float, weight: float, speed: float, slope: float, fall: float,
    pull: float, bank: float,
) -> float:  # fmt: skip
    """Size of the lift [m/s2]; negative where it pulls down into a dive.

    In equilibrium lift carries what flying round the Earth leaves of the weight, and the path sinks as speed
    is lost: its slope is -2 g H / ((L/D) v²), with the height H over which air thins out by e.

    Args:
        part: Of the flight.
        body: The glider.
        most: All lift there is [m/s2].
        weight: What lift must carry for the slope to stay [m/s2].
        speed: [m/s].
        slope: Of the path, upward [rad].
        fall: H [m].
        pull: Of gravity [m/s2].
        bank: [rad].
    """
    if part == DIVES:
        return min(max(weight + speed * (-body[DIVE] - slope) / LEVEL_TIME, -most), most)
    if body[ALL_LIFT] == 1.0:
        return most
    upright = max(most, 1e-12) * cos(bank)
    aim = glide_slope(body, speed, fall, pull, bank)
    off = fall * log(upright / max(weight, LEAST_WEIGHT)) / (speed * HEIGHT_TIME)
    aim += min(max(off, -MOST_SLOPE), MOST_SLOPE)
    asked = (weight + speed * (aim - slope) / LEVEL_TIME) / cos(bank)
    return min(max(asked, 0.0), most)


@device
def glide_slope(body: Floats, speed: float, fall: float, pull: float, bank: float) -> float:
    """Slope of the path of an equilibrium glide [rad]; arguments as of `lift_wanted`."""
    return -2.0 * pull * fall / (body[LIFT_TO_DRAG] * cos(bank) * speed * speed)


@device
def frame_of(
    state: Floats, ux: float, uy: float, uz: float
) -> tuple[float, float, float, float, float, float, float, float]:
    """Forward and right of a velocity, level unit vectors; then its upward and its level part [m/s]."""
    climb = state[3] * ux + state[4] * uy + state[5] * uz
    fx, fy, fz = state[3] - climb * ux, state[4] - climb * uy, state[5] - climb * uz
    level = sqrt(fx * fx + fy * fy + fz * fz) + 1e-9
    fx, fy, fz = fx / level, fy / level, fz / level
    return fx, fy, fz, fy * uz - fz * uy, fz * ux - fx * uz, fx * uy - fy * ux, climb, level


@device
def free_fall(state: Floats, earth: Floats) -> tuple[float, float, float]:
    """Acceleration by gravity and the Earth's turning, seen from the turning Earth [m/s2]."""
    x, y, z = state[0], state[1], state[2]
    px, py, pz = gravity(x, y, z, earth[EARTH_MU], earth[EARTH_J2], earth[EARTH_J2_RADIUS])
    rate = earth[EARTH_RATE]
    return px + rate * (rate * x + 2.0 * state[4]), py + rate * (rate * y - 2.0 * state[3]), pz


@device
def aloft(
    state: Floats, body: Floats, earth: Floats
) -> tuple[float, float, float, float, float, float, float, float, float, float, float, float]:
    """How a glider stands in the air.

    Returns:
        Height [m], slope of the path [rad], drag [m/s2], weight that lift must carry [m/s2], height over
        which air thins out by e [m], pull of gravity [m/s2]; upward, a unit vector of three; and what
        `free_fall` gives, three [m/s2].
    """
    height, ux, uy, uz = geodetic_up(
        state[0], state[1], state[2], earth[EARTH_RADIUS], earth[EARTH_ECCENTRICITY2]
    )
    density, _, sound = air(height)
    climb = state[3] * ux + state[4] * uy + state[5] * uz
    speed2 = state[3] * state[3] + state[4] * state[4] + state[5] * state[5]
    level = sqrt(max(speed2 - climb * climb, 0.0)) + 1e-9
    ax, ay, az = free_fall(state, earth)
    pull = -(ax * ux + ay * uy + az * uz)
    radius = sqrt(state[0] * state[0] + state[1] * state[1] + state[2] * state[2])
    slope = atan2(climb, level)
    weight = (pull - level * level / radius) * cos(slope)
    drag, fall = 0.5 * density * speed2 / body[BALLISTIC], sound * sound / (1.4 * pull)
    return height, slope, drag, weight, fall, pull, ux, uy, uz, ax, ay, az


@device
def slope(
    stage: int, part: int, leg: int, state: Floats, body: Floats, way: Floats, earth: Floats, out: Floats
) -> None:
    """Write velocity and acceleration at `state` into row `stage` of `out`.

    Args:
        stage: Row of `out`.
        part, leg: Part of the flight, and leg of the route.
        state: Place [m] and velocity [m/s] in the axes of the turning Earth, (6,).
        body: The glider, (BODY,); its lift-to-drag ratio is the share of it that is used.
        way: Points of the route with the aim at its end, ECEF [m], (W, 3); none: the bank is held.
        earth: `constants.earth()`.
        out: Receives the slope, (STAGES, 6).
    """
    x, y, z = state[0], state[1], state[2]
    _, path, drag, weight, fall, pull, ux, uy, uz, ax, ay, az = aloft(state, body, earth)
    fx, fy, fz, rx, ry, rz, climb, level = frame_of(state, ux, uy, uz)
    speed = sqrt(climb * climb + level * level)
    bank = 0.0
    if len(way) == 0:
        bank = body[BANK_HELD]
    elif part in (RISES, GLIDES):
        off = heading_error(x, y, z, fx, fy, fz, rx, ry, rz, way[leg])
        # what lies behind at the end is not turned back to
        if leg == len(way) - 1 and abs(off) > 1.5707963267948966:
            off = 0.0
        # what the Earth's turning pushes aside is held against, so that the track is a great circle
        aside = level * off / TURN_TIME - (ax * rx + ay * ry + az * rz)
        bank = atan2(aside, max(weight, LEAST_WEIGHT))
        bank = min(max(bank, -body[BANK_MOST]), body[BANK_MOST])
    if part in (PULLS_UP, DIVES):
        bank = 0.0  # wings are level while it falls, pulls up and dives
    most = body[LIFT_TO_DRAG] * drag
    lift = lift_wanted(part, body, most, weight, speed, path, fall, pull, bank)
    c, s = cos(path), sin(path)
    used = lift / max(most, 1e-12)
    upright, aside, slows = lift * cos(bank), lift * sin(bank), 0.5 * drag * (1.0 + used * used) / speed
    out[stage, 0], out[stage, 1], out[stage, 2] = state[3], state[4], state[5]
    out[stage, 3] = ax - slows * state[3] + upright * (c * ux - s * fx) + aside * rx
    out[stage, 4] = ay - slows * state[4] + upright * (c * uy - s * fy) + aside * ry
    out[stage, 5] = az - slows * state[5] + upright * (c * uz - s * fz) + aside * rz
