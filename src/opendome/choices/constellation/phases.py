"""How many satellites of a shell are in reach of a place, by phase, with no orbit flown. Device code.

Two phases say where a shell stands over a place: how far the place lies between two planes (it changes in
hours, as the Earth turns), and how far the satellites are along their planes (it changes in minutes). A plane
in view has an arc from which the place is in reach. An arc of 3.4 spacings holds 3 satellites, and in 0.4 of
all positions along the plane a fourth. So the second phase needs no steps: arcs are added up.
"""

from __future__ import annotations

from math import acos, atan2, cos, floor, pi, sin, sqrt

from opendome.arrays import Floats, Integers
from opendome.compiled import device

CENTRE, HALF, PLANE = range(3)
ARC = 3
"""Columns of an arc: argument of latitude of its middle [rad], half its length [rad], number of its plane."""

LATITUDE, REACH, WANTED = range(3)
NEED = 3
"""Columns of a need: latitude of the launch [rad], reach as an angle [rad], satellites wanted in reach."""

ROUNDING = 1e-12
"""Sums of shares that should be 1 are so near it."""


@device
def arc_of(latitude: float, reach: float, inclination: float, turn: float) -> tuple[float, float]:
    """Middle and half the length of the arc of a plane from which a place is in reach [rad].

    Args:
        latitude: [rad].
        reach: [rad].
        inclination: [rad].
        turn: Longitude of the place after the ascending node of the plane [rad].

    Returns:
        Half the length is -1 where the plane is out of reach, pi where all of it is in reach.
    """
    along = cos(latitude) * cos(turn)
    across = cos(inclination) * cos(latitude) * sin(turn) + sin(inclination) * sin(latitude)
    nearest = sqrt(along * along + across * across)
    edge = cos(reach)
    if nearest < edge:
        return 0.0, -1.0
    if edge <= -nearest:
        return 0.0, pi
    return atan2(across, along), acos(edge / nearest)


@device
def arcs_over(need: Floats, inclination: float, star: bool, planes: int, share: float, arcs: Floats) -> int:
    """Fill the arcs of all planes in view of a place.

    Args:
        need: (NEED,).
        inclination: [rad].
        star: Nodes spread over half a turn.
        planes: How many.
        share: Where the place lies: between two planes of a delta, or in the whole turn of a star; 0 to 1.
        arcs: Receives rows (planes, ARC).

    Returns:
        How many rows.
    """
    spread = pi if star else 2.0 * pi
    place = share * (2.0 * pi if star else 2.0 * pi / planes)
    count = 0
    for plane in range(planes):
        turn = place - spread * plane / planes
        middle, half = arc_of(need[LATITUDE], need[REACH], inclination, turn)
        if half >= 0.0:
            arcs[count, CENTRE], arcs[count, HALF], arcs[count, PLANE] = middle, half, plane
            count += 1
    return count


@device
def put_in(values: Floats, count: int, value: float) -> None:
    """Put a value into its place among the first `count`, which are sorted.

    Args:
        values: With room for one more (N,).
        count: How many there are.
        value: The new one.
    """
    at = count
    while at > 0 and values[at - 1] > value:
        values[at] = values[at - 1]
        at -= 1
    values[at] = value


@device
def laid(arcs: Floats, count: int, slots: int, shift: float, ends: Floats) -> tuple[int, int, int]:
    """Lay the arcs of all planes over one spacing of satellites.

    Args:
        arcs: Rows (N, ARC).
        count: How many rows.
        slots: Satellites in a plane.
        shift: By which share of a spacing each plane is ahead of the one before.
        ends: Receives where a further satellite comes in reach, and where it leaves, as shares of a spacing,
            each sorted (2, N).

    Returns:
        Satellites that are in reach always, how many arcs are laid, and how many of them hold 0.
    """
    always, number, wrapped = 0, 0, 0
    for row in range(count):
        length = arcs[row, HALF] * slots / pi
        whole = floor(length)
        always += int(whole)
        if whole >= slots:
            continue
        start = arcs[row, CENTRE] * slots / (2.0 * pi) - 0.5 * length - shift * arcs[row, PLANE]
        begin = start - floor(start)
        end = begin + length - whole
        if end >= 1.0:
            end -= 1.0
            wrapped += 1
        put_in(ends[0], number, begin)
        put_in(ends[1], number, end)
        number += 1
    return always, number, wrapped


@device
def share_of_phases(ends: Floats, number: int, wrapped: int, least: int) -> float:
    """In which share of a spacing at least this many arcs lie over one another.

    Args:
        ends: Begins and ends of arcs, each sorted (2, N).
        number: How many arcs.
        wrapped: How many of them hold 0.
        least: How many; 1 or more.
    """
    depth, before, share = wrapped, 0.0, 0.0
    first, last = 0, 0
    while first < number or last < number:
        opens = first < number and (last >= number or ends[0, first] <= ends[1, last])
        now = ends[0, first] if opens else ends[1, last]
        if depth >= least:
            share += now - before
        before = now
        if opens:
            depth += 1
            first += 1
        else:
            depth -= 1
            last += 1
    return share + (1.0 - before) if depth >= least else share


@device
def chance_of(ends: Floats, always: int, number: int, wrapped: int, least: int) -> float:
    """Chance of at least so many in reach, over all positions of satellites along their planes.

    Args:
        ends, always, number, wrapped: From `laid`.
        least: How many.
    """
    if least <= always:
        return 1.0
    if least > always + number:
        return 0.0
    return share_of_phases(ends, number, wrapped, least - always)


@device
def holds(
    arcs: Floats, counts: Integers, needs: Floats, slots: int, shift: float, chance: float, worst: bool,
    ends: Floats, first: Integers,
) -> bool:  # fmt: skip
    """Whether a shell gives every need its chance.

    Args:
        arcs, counts: Rows and how many, by need and place between planes (N, S, P, ARC), (N, S).
        needs: (N, NEED).
        slots, shift: As in `laid`.
        chance: Asked for.
        worst: At the worst place between planes; otherwise on average over them.
        ends: Work space (2, P).
        first: Where to look first, by need; receives the place at which it failed (N,).
    """
    samples = counts.shape[1]
    for need in range(needs.shape[0]):
        least, total = int(needs[need, WANTED]), 0.0
        for step in range(samples):
            at = (first[need] + step) % samples
            always, number, wrapped = laid(arcs[need, at], counts[need, at], slots, shift, ends)
            found = chance_of(ends, always, number, wrapped, least)
            if worst and found < chance - ROUNDING:
                first[need] = at
                return False
            total += found
            if not worst and total + (samples - 1 - step) < (chance - ROUNDING) * samples:
                return False
    return True
