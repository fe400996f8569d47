"""When a shooter could meet a flight: where interceptors can be against where it is. Device code."""

from __future__ import annotations

from math import acos, cos, inf, sin, sqrt

from opendome.arrays import Floats
from opendome.compiled import device
from opendome.interception.orbiting import MOST, RADIUS, closing_from_orbit, from_orbit
from opendome.interception.tables import flight_to
from opendome.physics.constants import EARTH_ECCENTRICITY2, EARTH_MU, EARTH_RADIUS, EARTH_RATE
from opendome.physics.directions import geodetic_up
from opendome.physics.nodes import HEIGHT, TIME
from opendome.physics.path import place_at, step_at
from opendome.records.reach import (
    BELOW_FLOOR,
    MEET_ALTITUDE,
    MEET_CLOSING,
    MEET_FLIGHT,
    MEET_TIME,
    OUT_OF_REACH,
    REACHES,
    SAMPLES,
    SPANS,
)

# Columns of a shooter.
SITE, FLOOR, CEILING, BEGIN, END = 0, 3, 4, 5, 6
SHOOTER = MOST + 1
"""Place, Earth-fixed [m]; lowest and greatest height of an intercept [m]; when meetings begin and end [s]. Of
a satellite, what `orbiting` names stands behind these, and its place is not asked for."""

MOST_POINTS = 1_024
COARSE = 96
"""A flight is looked at this often at least."""

NARROWING = 12
"""Halvings of a stretch in which reach begins or ends."""

BELOW = 12
"""Looks below the floor, to say whether it is the floor that forbids."""


@device
def height_at(flight: Floats, step: int, now: float, earth: Floats) -> float:
    """Height of the threat at a time inside a step [m]."""
    x, y, z = place_at(flight, step, now)
    return geodetic_up(x, y, z, earth[EARTH_RADIUS], earth[EARTH_ECCENTRICITY2])[0]


@device
def meets(
    x: float, y: float, z: float, shooter: Floats, steps: Floats, table: Floats, earth: Floats, guess: float
) -> tuple[float, float, float]:
    """The shortest flight to a place where the threat is when the interceptor arrives.

    The Earth turns under the flight: the place turns with it while the interceptor flies, and the interceptor
    starts with the speed of its launch place. That speed carries it by t at first, and less and less because
    the pull of the Earth turns back what moves sideways: by sin(wt)/w, w being the rate of a circular orbit.

    Args:
        x, y, z: Earth-fixed place [m].
        shooter: See `SHOOTER`.
        steps, table: Of its kind, as `tables.fill` makes it.
        earth: `constants.earth()`.
        guess: A flight time to begin with [s].

    Returns:
        Flight time [s], infinity where there is none; the interceptor's speeds along and up [m/s].
    """
    sx, sy, sz = shooter[SITE], shooter[SITE + 1], shooter[SITE + 2]
    rate = earth[EARTH_RATE]
    home = sqrt(sx * sx + sy * sy + sz * sz)
    middle = 0.5 * (home + sqrt(x * x + y * y + z * z))
    swing = sqrt(earth[EARTH_MU] / (middle * middle * middle))
    time, fast, rise = guess, 0.0, 0.0
    for _ in range(8):
        s, c = sin(rate * time), cos(rate * time)
        carried = sin(swing * time) / swing
        px = c * x - s * y + rate * sy * carried
        py = s * x + c * y - rate * sx * carried
        far = sqrt(px * px + py * py + z * z)
        cosine = (px * sx + py * sy + z * sz) / (far * home)
        along, up = acos(min(max(cosine, -1.0), 1.0)), far - home
        found, fast, rise = flight_to(table, along, up, steps)
        if found == inf:
            return inf, 0.0, 0.0
        if abs(found - time) < 1e-3:
            return found, fast, rise
        time = found
    return time, fast, rise


@device
def closing_speed(
    flight: Floats,
    step: int,
    now: float,
    time: float,
    shooter: Floats,
    fast: float,
    rise: float,
    earth: Floats,
) -> float:
    """Speed between interceptor and threat as they meet [m/s].

    Args:
        flight, step, now: The threat's flight, the step that holds the meeting, and when that is.
        time: How long the interceptor has flown [s].
        shooter: See `SHOOTER`.
        fast, rise: The interceptor's speeds along and up, from the table [m/s].
        earth: `constants.earth()`.
    """
    rate, span = earth[EARTH_RATE], 0.05
    x, y, z = place_at(flight, step, now)
    x0, y0, z0 = place_at(flight, step, now - span)
    x1, y1, z1 = place_at(flight, step, now + span)
    vx, vy, vz = (
        (x1 - x0) / (2.0 * span) - rate * y,
        (y1 - y0) / (2.0 * span) + rate * x,
        (z1 - z0) / (2.0 * span),
    )
    s, c = sin(rate * time), cos(rate * time)
    px, py = c * x - s * y, s * x + c * y
    wx, wy = c * vx - s * vy, s * vx + c * vy
    sx, sy, sz = shooter[SITE], shooter[SITE + 1], shooter[SITE + 2]
    far, home = sqrt(px * px + py * py + z * z), sqrt(sx * sx + sy * sy + sz * sz)
    ux, uy, uz = px / far, py / far, z / far
    # level, away from the launch place
    level = (ux * sx + uy * sy + uz * sz) / home
    ax, ay, az = level * ux - sx / home, level * uy - sy / home, level * uz - sz / home
    size = sqrt(ax * ax + ay * ay + az * az)
    size = size if size > 1e-12 else 1.0
    ix, iy, iz = (
        fast * ax / size + rise * ux - rate * sy,
        fast * ay / size + rise * uy + rate * sx,
        fast * az / size + rise * uz,
    )
    return sqrt((wx - ix) ** 2 + (wy - iy) ** 2 + (vz - iz) ** 2)


@device
def flight_time(
    flight: Floats, count: int, now: float, shooter: Floats, steps: Floats, table: Floats, earth: Floats
) -> float:
    """Flight time to where the threat is at a time, infinity where it cannot be met there [s]."""
    x, y, z = place_at(flight, step_at(flight, count, now, 0), now)
    if shooter[RADIUS] > 0.0:
        return from_orbit(x, y, z, now, shooter)
    return meets(x, y, z, shooter, steps, table, earth, 300.0)[0]


@device
def inside(flight: Floats, count: int, shooter: Floats, earth: Floats, points: Floats) -> int:
    """Times at which the threat is between floor and ceiling, as a list with breaks.

    Args:
        flight, count: Nodes of a flight, and how many.
        shooter: See `SHOOTER`.
        earth: `constants.earth()`.
        points: Receives the time, and the number of the run that it belongs to (MOST_POINTS, 2).

    Returns:
        How many points there are.
    """
    begin, end = max(shooter[BEGIN], flight[0, TIME]), min(shooter[END], flight[count - 1, TIME])
    used, run, open_run = 0, 0, False
    spacing = max((end - begin) / COARSE, 1e-3)
    for step in range(count - 1):
        t0, t1 = max(flight[step, TIME], begin), min(flight[step + 1, TIME], end)
        if t1 <= t0:
            continue
        parts = int((t1 - t0) / spacing) + 1
        for part in range(parts):
            ta, tb = t0 + (t1 - t0) * part / parts, t0 + (t1 - t0) * (part + 1) / parts
            ha, hb = height_at(flight, step, ta, earth), height_at(flight, step, tb, earth)
            first, last = 0.0, 1.0
            for edge, side in ((shooter[FLOOR], 1.0), (shooter[CEILING], -1.0)):
                over_a, over_b = side * (ha - edge), side * (hb - edge)
                if over_a < 0.0 and over_b < 0.0:
                    first, last = 1.0, 0.0
                elif over_a < 0.0:
                    first = max(first, over_a / (over_a - over_b))
                elif over_b < 0.0:
                    last = min(last, over_a / (over_a - over_b))
            if first >= last:
                open_run = False
                continue
            if first > 0.0 or not open_run:
                run += 1
                points[used, 0], points[used, 1] = ta + first * (tb - ta), run
                used += 1
            points[used, 0], points[used, 1] = ta + last * (tb - ta), run
            used += 1
            open_run = last >= 1.0
            if used > MOST_POINTS - 3:
                return used
    return used


@device
def edge_between(
    out: float,
    in_: float,
    flight: Floats,
    count: int,
    shooter: Floats,
    steps: Floats,
    table: Floats,
    earth: Floats,
) -> float:
    """The last time with a meeting between one without and one with [s]."""
    for _ in range(NARROWING):
        middle = 0.5 * (out + in_)
        if flight_time(flight, count, middle, shooter, steps, table, earth) < inf:
            in_ = middle
        else:
            out = middle
    return in_


@device
def stretches(
    flight: Floats, count: int, shooter: Floats, steps: Floats, table: Floats, earth: Floats,
    points: Floats, found: Floats,
) -> int:  # fmt: skip
    """Find the stretches of a flight in which it can be met.

    Args:
        flight, count: Nodes of a flight, and how many.
        shooter: See `SHOOTER`.
        steps, table, earth: As `meets` takes them.
        points: Work (MOST_POINTS, 2).
        found: NaN; receives meetings (SPANS, SAMPLES, MEETING).

    Returns:
        A code of `REACH_LIMITS`.
    """
    used = inside(flight, count, shooter, earth, points)
    spans, begin, before = 0, 0.0, inf
    for point in range(used + 1):
        time = inf
        same = point < used and point > 0 and points[point, 1] == points[point - 1, 1]
        if point < used:
            time = flight_time(flight, count, points[point, 0], shooter, steps, table, earth)
        if before < inf and (time == inf or not same):
            last = points[point - 1, 0]
            if same:
                last = edge_between(points[point, 0], last, flight, count, shooter, steps, table, earth)
            if spans < SPANS and last > begin:
                sample(flight, count, shooter, steps, table, earth, begin, last, found[spans])
                spans += 1
        if time < inf and (before == inf or not same):
            begin = points[point, 0]
            if same:
                begin = edge_between(points[point - 1, 0], begin, flight, count, shooter, steps, table, earth)
        before = time
    if spans > 0:
        return REACHES
    end = min(shooter[END], flight[count - 1, TIME])
    top = end
    for step in range(count):
        if flight[step, HEIGHT] > shooter[FLOOR] and flight[step, TIME] <= end:
            top = flight[step, TIME]
    for look in range(BELOW):
        now = top + (end - top) * (look + 1.0) / (BELOW + 1.0)
        if flight_time(flight, count, now, shooter, steps, table, earth) < inf:
            return BELOW_FLOOR
    return OUT_OF_REACH


@device
def sample(
    flight: Floats, count: int, shooter: Floats, steps: Floats, table: Floats, earth: Floats, begin: float,
    last: float, found: Floats,
) -> None:  # fmt: skip
    """Meetings at even times of one stretch, into `found` (SAMPLES, MEETING)."""
    step, guess = 0, 300.0
    for number in range(SAMPLES):
        now = begin + (last - begin) * number / (SAMPLES - 1.0)
        step = step_at(flight, count, now, step)
        x, y, z = place_at(flight, step, now)
        fast, rise, orbits = 0.0, 0.0, shooter[RADIUS] > 0.0
        if orbits:
            time = from_orbit(x, y, z, now, shooter)
        else:
            time, fast, rise = meets(x, y, z, shooter, steps, table, earth, guess)
        if time == inf:
            continue  # a gap inside a stretch, or its very edge
        guess = time
        found[number, MEET_TIME] = now
        found[number, MEET_FLIGHT] = time
        if orbits:
            found[number, MEET_CLOSING] = closing_from_orbit(flight, step, now, time, shooter, earth)
        else:
            found[number, MEET_CLOSING] = closing_speed(flight, step, now, time, shooter, fast, rise, earth)
        found[number, MEET_ALTITUDE] = height_at(flight, step, now, earth)
