"""An interceptor that starts from a satellite: how long it flies, and who is near enough. Device code.

The pull of the Earth turns satellite and interceptor alike, so that the interceptor moves straight away from
where its satellite goes on to be: `a t²/2` while it burns, at an even speed after that. What the pull differs
by over the distance is left out; it displaces by about (n t)²/6 of the distance, n being the rate of the
orbit: 0.3 per cent after 120 s, 2 per cent after 300 s.
"""

from __future__ import annotations

from math import acos, atan2, ceil, cos, floor, inf, pi, sin, sqrt

from opendome.arrays import Codes, Floats
from opendome.compiled import device
from opendome.physics.constants import EARTH_RATE
from opendome.physics.nodes import TIME
from opendome.physics.path import place_at, step_at

# Columns of a shooter that is a satellite, behind those that every shooter has (see `meeting.SHOOTER`).
RADIUS, INCLINATION, NODE, ARGUMENT, NODE_RATE, RATE, PUSH, FAST, LEAST, MOST = range(7, 17)
"""Radius of its circular orbit [m], 0 for what stands on the ground; inclination; angle from the Earth's own
x axis to the node, and from the node to the satellite, as the threat is launched [rad], and how fast both
move [rad/s]; acceleration [m/s2] and speed [m/s] of the interceptor; its shortest and longest flight [s]."""

CLOSEST = 17e3
"""Nothing nears a satellite faster than this [m/s]: twice the speed of a low orbit, and some more."""

SLICE, SLICES = 10.0, 120
"""Time in which a satellite's neighbourhood is looked for at once [s], and the most of such times."""


@device
def satellite_at(shooter: Floats, now: float) -> tuple[float, float, float]:
    """Earth-fixed place of a satellite, `now` after the threat's launch [m]."""
    u, node = shooter[ARGUMENT] + shooter[RATE] * now, shooter[NODE] + shooter[NODE_RATE] * now
    along, level = shooter[RADIUS] * cos(u), shooter[RADIUS] * sin(u) * cos(shooter[INCLINATION])
    return (
        along * cos(node) - level * sin(node),
        along * sin(node) + level * cos(node),
        shooter[RADIUS] * sin(u) * sin(shooter[INCLINATION]),
    )


@device
def flown_in(time: float, push: float, fast: float) -> float:
    """How far an interceptor comes from its satellite in a time [m]."""
    burn = fast / push
    if time <= burn:
        return 0.5 * push * time * time
    return fast * (time - 0.5 * burn)


@device
def time_for(distance: float, push: float, fast: float) -> float:
    """How long an interceptor flies to a distance from its satellite [s]."""
    burnt = 0.5 * fast * fast / push
    if distance <= burnt:
        return sqrt(2.0 * distance / push)
    return distance / fast + 0.5 * fast / push


@device
def from_orbit(x: float, y: float, z: float, now: float, shooter: Floats) -> float:
    """How long an interceptor flies that meets a threat at a place and time; infinity if it cannot [s].

    It starts after the threat: what comes from a satellite that would have had to shoot before is no meeting.

    Args:
        x, y, z: Earth-fixed place of the threat [m].
        now: After the threat's launch [s].
        shooter: A satellite.
    """
    sx, sy, sz = satellite_at(shooter, now)
    distance = sqrt((x - sx) ** 2 + (y - sy) ** 2 + (z - sz) ** 2)
    time = max(time_for(distance, shooter[PUSH], shooter[FAST]), shooter[LEAST])
    return time if time <= min(shooter[MOST], now) else inf


@device
def closing_from_orbit(
    flight: Floats, step: int, now: float, time: float, shooter: Floats, earth: Floats
) -> float:
    """Speed between an interceptor from a satellite and its threat as they meet [m/s]."""
    rate, span = earth[EARTH_RATE], 0.05
    x, y, z = place_at(flight, step, now)
    x0, y0, z0 = place_at(flight, step, now - span)
    x1, y1, z1 = place_at(flight, step, now + span)
    sx, sy, sz = satellite_at(shooter, now)
    p0, q0, r0 = satellite_at(shooter, now - span)
    p1, q1, r1 = satellite_at(shooter, now + span)
    speed = min(shooter[PUSH] * time, shooter[FAST])
    far = sqrt((x - sx) ** 2 + (y - sy) ** 2 + (z - sz) ** 2)
    far = far if far > 1e-3 else 1e-3
    # of the interceptor less that of the threat, in axes that do not turn
    u = (p1 - p0 - x1 + x0) / (2.0 * span) - rate * (sy - y) + speed * (x - sx) / far
    v = (q1 - q0 - y1 + y0) / (2.0 * span) + rate * (sx - x) + speed * (y - sy) / far
    w = (r1 - r0 - z1 + z0) / (2.0 * span) + speed * (z - sz) / far
    return sqrt(u * u + v * v + w * w)


@device
def mark_near(
    flight: Floats, count: int, begin: float, end: float, nodes: Floats, arguments: Floats, shell: Floats,
    each: int, marks: Codes,
) -> None:  # fmt: skip
    """Mark the satellites of a constellation that come near enough to one flight to be worth a closer look.

    Time is cut in slices. In each the flight stands still, and the interceptor's reach is longer by what both
    move in half of it. Of a circular orbit the part within that reach is an arc, so that satellites evenly
    spaced on it are counted out, and not searched.

    Args:
        flight, count: Nodes of a flight, times after its launch, and how many.
        begin, end: When meetings begin and end [s].
        nodes, arguments: As `NODE`, and as `ARGUMENT` of the first satellite, of each plane (P,).
        shell: A row as of a satellite; its own two angles are not asked for.
        each: Satellites of a plane.
        marks: Zero; receives 1 for those that come near (P * each,).
    """
    begin, end = max(begin, 0.0), min(end, flight[count - 1, TIME])
    if not begin < end:
        return
    slices = min(ceil((end - begin) / SLICE), SLICES)
    half = 0.5 * (end - begin) / slices
    a, tilt, apart, step = shell[RADIUS], shell[INCLINATION], 2.0 * pi / each, 0
    for number in range(slices):
        now = begin + half * (2.0 * number + 1.0)
        step = step_at(flight, count, now, step)
        x, y, z = place_at(flight, step, now)
        reach = flown_in(min(now + half, shell[MOST]), shell[PUSH], shell[FAST]) + CLOSEST * half
        square = x * x + y * y + z * z
        for plane in range(len(nodes)):
            node = nodes[plane] + shell[NODE_RATE] * now
            along = x * cos(node) + y * sin(node)
            across = (y * cos(node) - x * sin(node)) * cos(tilt) + z * sin(tilt)
            inside = sqrt(along * along + across * across)
            cosine = (a * a + square - reach * reach) / (2.0 * a * max(inside, 1.0))
            if cosine > 1.0:
                continue
            spread = acos(max(cosine, -1.0))
            middle = atan2(across, along) - arguments[plane] - shell[RATE] * now
            first = ceil((middle - spread) / apart)
            last = min(floor((middle + spread) / apart), first + each - 1)
            for slot in range(first, last + 1):
                marks[plane * each + slot % each] = 1
