"""What moves a missile, and one step of its motion. Device code: scalars and loops only.

Motion is integrated in the axes of the Earth at the moment of launch, held still. Seen from there the air
turns with the Earth, and a place of the turning Earth is found by turning back about z.
"""

from __future__ import annotations

from math import cos, sin, sqrt

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
from opendome.physics.integration import ERROR, NODES, STAGES, WEIGHTS
from opendome.threats.ballistic.segments import (
    AMOUNT,
    BALLISTIC,
    BELOW_VELOCITY,
    DRAG_AREA,
    EXIT_AREA,
    FLOW,
    HOLD,
    KICK,
    PLANE,
    RATE,
    RULE,
    START_ELEVATION,
    START_MASS,
    THRUST,
    TUNING,
    VERTICAL,
)

LENGTH = 6.4e6
"""Errors of place are measured against this [m] …"""

SPEED = 7.9e3
"""… and errors of velocity against this [m/s]."""


@device
def drag_coefficient(mach: float, drag_mach: Floats, drag_value: Floats) -> float:
    """Straight lines between the points of the table (K,), held at its ends."""
    last = len(drag_mach) - 1
    if mach <= drag_mach[0]:
        return drag_value[0]
    for point in range(last):
        if mach < drag_mach[point + 1]:
            share = (mach - drag_mach[point]) / (drag_mach[point + 1] - drag_mach[point])
            return drag_value[point] + share * (drag_value[point + 1] - drag_value[point])
    return drag_value[last]


@device
def pointing(
    segment: Floats,
    elapsed: float,
    ux: float,
    uy: float,
    uz: float,
    vx: float,
    vy: float,
    vz: float,
    speed: float,
) -> tuple[float, float, float]:
    """The unit vector of thrust.

    Args:
        segment: A segment as flown.
        elapsed: Time since it began [s].
        ux, uy, uz: Up.
        vx, vy, vz: Velocity relative to the air [m/s].
        speed: Its size [m/s].
    """
    rule, amount = segment[RULE], segment[AMOUNT]
    nx, ny, nz = segment[PLANE], segment[PLANE + 1], segment[PLANE + 2]
    if rule in (HOLD, RATE):
        elevation = amount if rule == HOLD else segment[START_ELEVATION] - amount * elapsed
        # forward is up cross the normal, level and in the plane
        fx, fy, fz = uy * nz - uz * ny, uz * nx - ux * nz, ux * ny - uy * nx
        size = sqrt(fx * fx + fy * fy + fz * fz)
        c, s = cos(elevation) / size, sin(elevation)
        return c * fx + s * ux, c * fy + s * uy, c * fz + s * uz
    if speed < 1.0:
        return ux, uy, uz
    dx, dy, dz = vx / speed, vy / speed, vz / speed
    if rule in (BELOW_VELOCITY, KICK):
        # turned from the velocity towards the ground, about the plane's normal
        c, s = cos(amount), sin(amount)
        aside = (1.0 - c) * (nx * dx + ny * dy + nz * dz)
        return (
            c * dx - s * (ny * dz - nz * dy) + aside * nx,
            c * dy - s * (nz * dx - nx * dz) + aside * ny,
            c * dz - s * (nx * dy - ny * dx) + aside * nz,
        )
    return dx, dy, dz


@device
def slope(
    stage: int, elapsed: float, state: Floats, segment: Floats, given: Floats, drag: Floats, out: Floats
) -> None:
    """Write velocity and acceleration at `state` into row `stage` of `out`.

    Args:
        stage: Row of `out`.
        elapsed: Time since the segment began [s].
        state: Place [m] and velocity [m/s], (6,).
        segment: A segment as flown, (FLOWN_COLUMNS,).
        given: The launch and its Earth, (GIVEN,).
        drag: The drag table, Mach numbers and coefficients, (2, K).
        out: Receives the slope, (STAGES, 6).
    """
    x, y, z = state[0], state[1], state[2]
    px, py, pz = gravity(x, y, z, given[EARTH_MU], given[EARTH_J2], given[EARTH_J2_RADIUS])
    ax, ay, az = px, py, pz
    height, ux, uy, uz = geodetic_up(x, y, z, given[EARTH_RADIUS], given[EARTH_ECCENTRICITY2])
    density, pressure, sound = air(height)
    powered = segment[THRUST] > 0.0
    if density > 0.0 or powered:
        rate = given[EARTH_RATE]
        vx, vy, vz = state[3] + rate * y, state[4] - rate * x, state[5]
        speed = sqrt(vx * vx + vy * vy + vz * vz)
        mass = segment[START_MASS] - segment[FLOW] * elapsed
        area = segment[DRAG_AREA]
        if area == area:
            factor = area * drag_coefficient(speed / sound, drag[0], drag[1]) / mass
        else:
            factor = 1.0 / segment[BALLISTIC]
        slows = -0.5 * density * speed * factor
        ax += slows * vx
        ay += slows * vy
        az += slows * vz
        if powered:
            push = max(segment[THRUST] - pressure * segment[EXIT_AREA], 0.0) * segment[TUNING] / mass
            if segment[RULE] == VERTICAL:
                # up is where a plumb line hangs from, so that a slow missile does not tip over by itself
                wx, wy, wz = px + rate * rate * x, py + rate * rate * y, pz
                size = -sqrt(wx * wx + wy * wy + wz * wz)
                tx, ty, tz = wx / size, wy / size, wz / size
            else:
                tx, ty, tz = pointing(segment, elapsed, ux, uy, uz, vx, vy, vz, speed)
            ax += push * tx
            ay += push * ty
            az += push * tz
    out[stage, 0] = state[3]
    out[stage, 1] = state[4]
    out[stage, 2] = state[5]
    out[stage, 3] = ax
    out[stage, 4] = ay
    out[stage, 5] = az


@device
def advance(
    h: float,
    elapsed: float,
    state: Floats,
    segment: Floats,
    given: Floats,
    drag: Floats,
    slopes: Floats,
    result: Floats,
) -> float:
    """One step of Dormand and Prince from `state`, whose slope stands in row 0 of `slopes`.

    Writes the fifth-order result into `result` and its slope into the last row of `slopes`.

    Returns:
        The error of the fourth-order twin, in LENGTH and SPEED.
    """
    for stage in range(1, STAGES):
        for part in range(6):
            total = 0.0
            for earlier in range(stage):
                total += WEIGHTS[stage, earlier] * slopes[earlier, part]
            result[part] = state[part] + h * total
        slope(stage, elapsed + NODES[stage] * h, result, segment, given, drag, slopes)
    worst = 0.0
    for part in range(6):
        total = 0.0
        for stage in range(STAGES):
            total += ERROR[stage] * slopes[stage, part]
        size = abs(h * total) / (LENGTH if part < 3 else SPEED)
        worst = max(worst, size)
    return worst


@device
def height_and_climb(state: Floats, given: Floats) -> tuple[float, float]:
    """Height above the ellipsoid [m] and how fast it grows [m/s]."""
    height, ux, uy, uz = geodetic_up(
        state[0], state[1], state[2], given[EARTH_RADIUS], given[EARTH_ECCENTRICITY2]
    )
    return height, state[3] * ux + state[4] * uy + state[5] * uz
