"""From climbs to a table: the shortest flight to every place of a grid. Device code."""

from __future__ import annotations

from math import ceil, floor, inf

from opendome.arrays import Floats
from opendome.compiled import device
from opendome.interception.flyout import (
    ALONG,
    LEAST,
    MIDDLE,
    MOST,
    SPEED_ALONG,
    SPEED_UP,
    STEPS,
    UP,
    climb,
    gain_of,
    time_of,
)
from opendome.records.reach import FLY_ALONG, FLY_TIME, FLY_UP

ELEVATIONS = 72
"""Climbs that a table is made of, evenly from straight up to level."""

ANGLES, HEIGHTS = 97, 65
"""Places of a table."""

SPARED, SHARE, FAR = 8, 0.06, 0.2
"""What flies farther than an angle [rad] may also gain less speed, in steps of a share, so that it comes down
to places below the horizon, over which its full speed would carry it."""

EDGE = 1e-9
"""A place on the edge of a triangle belongs to it, to this share."""


@device
def fill(burnout_speed: float, given: Floats, steps: Floats, work: Floats, table: Floats) -> None:
    """Fill the table of one kind of interceptor.

    Args:
        burnout_speed: [m/s].
        given: See `flyout.GIVEN`.
        steps: Between two angles [rad] and two heights [m] of the table (2,).
        work: Two climbs (2, STEPS + 1, POINT).
        table: Infinity in its times; receives time and speeds (ANGLES, HEIGHTS, FLY).
    """
    state = work[0, 0, :4].copy()
    gain = gain_of(burnout_speed, given, state, work[0])
    for spared in range(1 if ANGLES * steps[0] < FAR else SPARED):
        # what climbs steeply needs its full speed: only flat climbs spare some of it
        begin = 0 if spared == 0 else ELEVATIONS // 2
        for turn in range(begin, ELEVATIONS):
            elevation = 2.0 * MIDDLE * (1.0 - turn / ELEVATIONS)
            climb(elevation, gain * (1.0 - SHARE * spared), given, STEPS, state, work[turn % 2])
            if turn > begin:
                between(work[(turn + 1) % 2], work[turn % 2], given, steps, table)


@device
def between(steep: Floats, flat: Floats, given: Floats, steps: Floats, table: Floats) -> None:
    """Enter all places that lie between two neighbouring climbs, each (STEPS + 1, POINT)."""
    for step in range(STEPS):
        t0, t1 = time_of(step, given), time_of(step + 1, given)
        if t1 < given[LEAST]:
            continue
        enter(steep[step], t0, steep[step + 1], t1, flat[step], t0, given, steps, table)
        enter(flat[step], t0, steep[step + 1], t1, flat[step + 1], t1, given, steps, table)


@device
def enter(
    a: Floats,
    ta: float,
    b: Floats,
    tb: float,
    c: Floats,
    tc: float,
    given: Floats,
    steps: Floats,
    table: Floats,
) -> None:
    """Enter the places inside one triangle of points (POINT,), where it is faster than what stands there."""
    bx, by = b[ALONG] - a[ALONG], b[UP] - a[UP]
    cx, cy = c[ALONG] - a[ALONG], c[UP] - a[UP]
    area = bx * cy - by * cx
    if not abs(area) > 0.0:
        return  # flat, or a point under the ground
    west, east = min(a[ALONG], b[ALONG], c[ALONG]), max(a[ALONG], b[ALONG], c[ALONG])
    low, high = min(a[UP], b[UP], c[UP]), max(a[UP], b[UP], c[UP])
    for i in range(max(ceil(west / steps[0] - EDGE), 0), min(floor(east / steps[0] + EDGE), ANGLES - 1) + 1):
        for j in range(
            max(ceil(low / steps[1] - EDGE), 0), min(floor(high / steps[1] + EDGE), HEIGHTS - 1) + 1
        ):
            px, py = i * steps[0] - a[ALONG], j * steps[1] - a[UP]
            p, q = (px * cy - py * cx) / area, (bx * py - by * px) / area
            if p < -EDGE or q < -EDGE or p + q > 1.0 + EDGE:
                continue
            time = ta + p * (tb - ta) + q * (tc - ta)
            if given[LEAST] <= time <= given[MOST] and time < table[i, j, FLY_TIME]:
                table[i, j, FLY_TIME] = time
                for into, column in ((FLY_ALONG, SPEED_ALONG), (FLY_UP, SPEED_UP)):
                    table[i, j, into] = a[column] + p * (b[column] - a[column]) + q * (c[column] - a[column])


@device
def flight_to(table: Floats, along: float, up: float, steps: Floats) -> tuple[float, float, float]:
    """Shortest flight to a place [s], infinity where there is none, and speeds along and up on arrival."""
    x, y = along / steps[0], up / steps[1]
    i, j = int(x), int(y)
    if x < 0.0 or y < 0.0 or i >= ANGLES - 1 or j >= HEIGHTS - 1:
        if not (0.0 <= x <= ANGLES - 1.0 and 0.0 <= y <= HEIGHTS - 1.0):
            return inf, 0.0, 0.0
        i, j = min(i, ANGLES - 2), min(j, HEIGHTS - 2)
    p, q = x - i, y - j
    time = speed = climbing = 0.0
    for di in range(2):
        for dj in range(2):
            share = (p if di else 1.0 - p) * (q if dj else 1.0 - q)
            if share > 0.0:
                one = table[i + di, j + dj]
                time += share * one[FLY_TIME]
                speed += share * one[FLY_ALONG]
                climbing += share * one[FLY_UP]
    return time, speed, climbing
