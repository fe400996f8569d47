"""What a flight writes down: its nodes, and a summary of the whole. Device code."""

from __future__ import annotations

from math import acos, cos, pi, sin, sqrt

from opendome.arrays import Floats
from opendome.compiled import device
from opendome.physics.constants import EARTH_RATE
from opendome.physics.nodes import AFTER, BEFORE, EVENT, HEIGHT, MASS, PHASE, PLACE, TIME, VELOCITY
from opendome.records.trajectories import NEVER_LANDS
from opendome.threats.ballistic.motion import height_and_climb
from opendome.threats.ballistic.segments import SITE

# Entries of a summary. The place of impact is ECEF; the angle is that between launch and impact, past the
# antipode larger than pi. The steepness is how much steeper the fall starts than the minimum-energy ellipse
# through its two ends.
STATUS, IMPACT, HIGHEST, RANGE_ANGLE, COUNT, STEEPNESS = 0, 1, 4, 5, 6, 7
SUMMARY = 8


@device
def earth_fixed(x: float, y: float, z: float, angle: float, at: int, out: Floats, row: int) -> None:
    """Write a vector, seen from axes turned by `angle` about z, into a row of nodes `out`, (K, COLUMNS)."""
    c, s = cos(angle), sin(angle)
    out[row, at] = c * x + s * y
    out[row, at + 1] = c * y - s * x
    out[row, at + 2] = z


@device
def note_acceleration(
    time: float, state: Floats, slopes: Floats, last: int, given: Floats, at: int, out: Floats, row: int
) -> None:
    """Write the acceleration relative to the turning Earth into row `row` of nodes `out`, (K, COLUMNS)."""
    rate = given[EARTH_RATE]
    vx, vy = state[3] + rate * state[1], state[4] - rate * state[0]
    ax = slopes[last, 3] + 2.0 * rate * vy + rate * rate * state[0]
    ay = slopes[last, 4] - 2.0 * rate * vx + rate * rate * state[1]
    earth_fixed(ax, ay, slopes[last, 5], rate * time, at, out, row)


@device
def note(
    time: float,
    state: Floats,
    slopes: Floats,
    last: int,
    given: Floats,
    mass: float,
    phase: float,
    event: float,
    out: Floats,
    row: int,
) -> None:
    """Write row `row` of nodes `out`, (K, COLUMNS); `last` is the row of `slopes` that belongs to `state`."""
    rate = given[EARTH_RATE]
    out[row, TIME] = time
    earth_fixed(state[0], state[1], state[2], rate * time, PLACE, out, row)
    vx, vy = state[3] + rate * state[1], state[4] - rate * state[0]
    earth_fixed(vx, vy, state[5], rate * time, VELOCITY, out, row)
    note_acceleration(time, state, slopes, last, given, BEFORE, out, row)
    note_acceleration(time, state, slopes, last, given, AFTER, out, row)
    out[row, HEIGHT], _ = height_and_climb(state, given)
    out[row, MASS] = mass
    out[row, PHASE] = phase
    out[row, EVENT] = event


@device
def summarise(
    time: float,
    state: Floats,
    status: int,
    highest: float,
    beyond: int,
    given: Floats,
    count: int,
    out: Floats,
) -> None:
    """Write what a flight answers into `out`, (SUMMARY,)."""
    angle = given[EARTH_RATE] * time
    c, s = cos(angle), sin(angle)
    x, y, z = c * state[0] + s * state[1], c * state[1] - s * state[0], state[2]
    sx, sy, sz = given[SITE], given[SITE + 1], given[SITE + 2]
    size = sqrt((x * x + y * y + z * z) * (sx * sx + sy * sy + sz * sz))
    apart = acos(min(max((x * sx + y * sy + z * sz) / size, -1.0), 1.0))
    if status == NEVER_LANDS:
        apart = 2.0 * pi
    elif beyond == 1:
        apart = 2.0 * pi - apart
    out[STATUS] = status
    out[IMPACT] = x
    out[IMPACT + 1] = y
    out[IMPACT + 2] = z
    out[HIGHEST] = highest
    out[RANGE_ANGLE] = apart
    out[COUNT] = count


@device
def steepness(fall: Floats, end: Floats) -> float:
    """How much steeper a fall starts than the ellipse of least energy to where it ends [rad].

    The velocity of least energy between two places halves the angle between the upright and the chord
    (Battin, An Introduction to the Mathematics and Methods of Astrodynamics, section 6.3).

    Args:
        fall: Place and velocity at its start, not turning, (6,).
        end: Place at its end in the same axes, (3,) or more.
    """
    cx, cy, cz = end[0] - fall[0], end[1] - fall[1], end[2] - fall[2]
    r = sqrt(fall[0] * fall[0] + fall[1] * fall[1] + fall[2] * fall[2])
    v = sqrt(fall[3] * fall[3] + fall[4] * fall[4] + fall[5] * fall[5])
    chord = sqrt(cx * cx + cy * cy + cz * cz)
    to_chord = (fall[0] * cx + fall[1] * cy + fall[2] * cz) / (r * chord)
    to_speed = (fall[0] * fall[3] + fall[1] * fall[4] + fall[2] * fall[5]) / (r * v)
    half = 0.5 * acos(min(max(to_chord, -1.0), 1.0))
    return half - acos(min(max(to_speed, -1.0), 1.0))
