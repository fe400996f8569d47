"""Arcs of a plane from which a missile is reached, tabulated by where it flies under the plane. Device code.

A missile is reached from a satellite if at any of its points the satellite, flying on freely, would be near
enough. Seen from one plane all points of a missile hang on one number, the *turn*: how far the launch lies
east of the plane's node. So each missile gets a table over the turn, in even cells. A cell holds two
stretches of the plane, in spacings of satellites: outside the first nothing reaches, inside the second
everything does, whatever the turn within the cell. Satellites in the second are counted by arithmetic; those
between the two are tried one by one. So the count is exact however coarse the table is.

Why the stretches hold: within a cell a point moves by no more than half the cell times the cosine of its
latitude. A cap that is so much wider holds every cap of the cell, and one so much narrower lies in all.
"""

from __future__ import annotations

from math import acos, atan2, ceil, cos, floor, pi, sin, sqrt

from opendome.arrays import Floats, Integers
from opendome.compiled import device

COS_COS, SIN_COS, ONE_COS, COS_SIN, SIN_SIN, ONE_SIN = range(6)
FORM = 6
"""Rows of a missile's form: what stands before cosine and sine of the turn and 1, each times cosine and sine
of the satellite's argument of latitude, in the cosine of the angle between satellite and point."""

EDGE, ANGLE, SWAY = range(3)
CAP = 3
"""Rows of a missile's caps: cosine of the reach as an angle, the angle [rad] (-1: cannot be met), and how far
the point moves when the turn does by 1."""

OUT_LOW, OUT_HIGH, IN_LOW, IN_HIGH = range(4)
CELL = 4
"""Columns of a cell, in spacings of satellites from the node; high below low where there is nothing."""

GUARD = 1e-7
"""Caps are made so much wider, and narrower, for rounding: near 1 an arc cosine has half the digits [rad]."""

SLIGHT = 1e-9
"""So much of a spacing is left to trying, for rounding."""


@device
def widened(edge: float, nearest: float) -> float:
    """Half the arc within a cap [rad]; -1 where the plane passes by it.

    Args:
        edge: Cosine of the cap's angle.
        nearest: Cosine of the smallest angle between plane and point.
    """
    if nearest < edge:
        return -1.0
    return pi if edge <= -nearest else acos(edge / nearest)


@device
def fill_cell(
    form: Floats, caps: Floats, turn: float, half: float, scale: float, work: Floats, cell: Floats
) -> bool:
    """Fill the stretches of one cell.

    Args:
        form, caps: Of a missile (FORM, K), (CAP, K).
        turn: Middle of the cell [rad].
        half: Half its width [rad].
        scale: Spacings of satellites in a radian.
        work: Middle of the arc and half its length, widened and narrowed (K, 3).
        cell: Receives stretches (CELL,).

    Returns:
        Whether anything reaches.
    """
    cosine, sine = cos(turn), sin(turn)
    widest, surest = -1, -1
    for point in range(caps.shape[1]):
        work[point, 1] = work[point, 2] = -1.0
        angle = caps[ANGLE, point]
        if angle < 0.0:
            continue
        along = form[COS_COS, point] * cosine + form[SIN_COS, point] * sine + form[ONE_COS, point]
        across = form[COS_SIN, point] * cosine + form[SIN_SIN, point] * sine + form[ONE_SIN, point]
        more = caps[SWAY, point] * half + GUARD
        nearest = sqrt(along * along + across * across)
        if angle + more < pi and nearest < cos(angle + more):
            continue
        work[point, 0] = atan2(across, along)
        work[point, 1] = widened(cos(min(angle + more, pi)), nearest)
        if angle > more:
            work[point, 2] = widened(cos(angle - more), nearest)
        if widest < 0 or work[point, 1] > work[widest, 1]:
            widest = point
        if work[point, 2] >= 0.0 and (surest < 0 or work[point, 2] > work[surest, 2]):
            surest = point
    cell[OUT_LOW], cell[OUT_HIGH], cell[IN_LOW], cell[IN_HIGH] = 1.0, 0.0, 1.0, 0.0
    if widest < 0:
        return False
    stretch(work, widest, surest, scale, cell)
    return True


@device
def stretch(work: Floats, widest: int, surest: int, scale: float, cell: Floats) -> None:
    """Join the arcs of all points of a missile: one stretch that holds all, one without a gap within them.

    Args:
        work: As `fill_cell` leaves it (K, 3).
        widest, surest: Rows of the widest arc, and of the widest narrowed one or -1.
        scale: Spacings of satellites in a radian.
        cell: Receives stretches (CELL,).
    """
    middle = work[widest, 0]
    low, high = middle - work[widest, 1], middle + work[widest, 1]
    for point in range(work.shape[0]):
        if work[point, 1] >= 0.0:
            # the turn in which an arc is written does not matter: the nearest one
            work[point, 0] -= 2.0 * pi * floor((work[point, 0] - middle) / (2.0 * pi) + 0.5)
            low = min(low, work[point, 0] - work[point, 1])
            high = max(high, work[point, 0] + work[point, 1])
    cell[OUT_LOW], cell[OUT_HIGH] = low * scale, high * scale
    if surest < 0:
        return
    low, high = work[surest, 0] - work[surest, 2], work[surest, 0] + work[surest, 2]
    count = work.shape[0]
    for step in range(2 * count):
        point = step if step < count else 2 * count - 1 - step
        reach = work[point, 2]
        if reach >= 0.0 and work[point, 0] - reach <= high and work[point, 0] + reach >= low:
            low, high = min(low, work[point, 0] - reach), max(high, work[point, 0] + reach)
    cell[IN_LOW], cell[IN_HIGH] = low * scale, high * scale


@device
def reaches(
    form: Floats, caps: Floats, cos_turn: float, sin_turn: float, cos_along: float, sin_along: float
) -> bool:
    """Whether a satellite reaches any point of a missile; the one test that decides.

    Args:
        form, caps: Of a missile (FORM, K), (CAP, K).
        cos_turn, sin_turn: Of the turn.
        cos_along, sin_along: Of the satellite's argument of latitude at the launch.
    """
    first, second = cos_turn * cos_along, sin_turn * cos_along
    third, fourth = cos_turn * sin_along, sin_turn * sin_along
    hits = 0
    for point in range(caps.shape[1]):
        near = (
            form[COS_COS, point] * first
            + form[SIN_COS, point] * second
            + form[ONE_COS, point] * cos_along
            + form[COS_SIN, point] * third
            + form[SIN_SIN, point] * fourth
            + form[ONE_SIN, point] * sin_along
        )
        hits += near >= caps[EDGE, point]
    return hits > 0


@device
def count_plane(
    form: Floats, caps: Floats, cell: Floats, sizes: Integers, plane: int, base: float, turn: Floats,
    along: Floats, circle: Floats, found: Integers,
) -> int:  # fmt: skip
    """How many satellites of one plane reach a missile.

    Args:
        form, caps: Of the missile (FORM, K), (CAP, K).
        cell: Stretches (CELL,).
        sizes: Satellites in all, planes, satellites in a plane, Walker's F (4,).
        plane: Which.
        base: Where its first satellite is, in spacings.
        turn: Cosine and sine of the turn (2,).
        along: Cosine and sine of what all satellites have gone along their planes (2,).
        circle: Cosine and sine of every step of Walker's units (T, 2).
        found: Receives the satellites, if it has room (N,).
    """
    whole, planes, slots, phasing = sizes[0], sizes[1], sizes[2], sizes[3]
    first = ceil(cell[OUT_LOW] - base - SLIGHT)
    last = floor(cell[OUT_HIGH] - base + SLIGHT)
    sure, end = first, first - 1
    if cell[IN_HIGH] >= cell[IN_LOW]:
        begin = ceil(cell[IN_LOW] - base + SLIGHT)
        stop = floor(cell[IN_HIGH] - base - SLIGHT)
        if stop >= begin:
            sure, end = begin, stop
    if end - sure + 1 >= slots:
        last, first, end = sure + slots - 1, sure, sure + slots - 1
    elif last - first + 1 > slots:
        # all of the plane: each satellite once, those that are sure first
        if end < sure:
            sure, end = first, first - 1
        first, last = sure, sure + slots - 1
    count = 0
    if len(found) == 0 and end >= sure:
        count = end - sure + 1
    slot = first
    while slot <= last:
        if sure <= slot <= end:
            if len(found) == 0:
                slot = end + 1
                continue
            hit = True
        else:
            unit = (slot * planes + phasing * plane) % whole
            cosine = circle[unit, 0] * along[0] - circle[unit, 1] * along[1]
            sine = circle[unit, 1] * along[0] + circle[unit, 0] * along[1]
            hit = reaches(form, caps, turn[0], turn[1], cosine, sine)
        if hit:
            if count < len(found):
                found[count] = plane * slots + slot % slots
            count += 1
        slot += 1
    return count


@device
def fill_table(form: Floats, caps: Floats, scale: float, work: Floats, table: Floats, runs: Integers) -> int:
    """Fill the stretches of every cell of a missile, and the runs of those from which anything reaches.

    Args:
        form, caps: Of the missile (FORM, K), (CAP, K).
        scale: Spacings of satellites in a radian.
        work: Work space (K, 3).
        table: Receives stretches (C, CELL).
        runs: Receives first and last cells (C, 2).

    Returns:
        How many runs.
    """
    cells = len(table)
    width = 2.0 * pi / cells
    number, is_open = 0, False
    for at in range(cells):
        if fill_cell(form, caps, (at + 0.5) * width, 0.5 * width, scale, work, table[at]):
            if not is_open:
                runs[number, 0] = at
                number += 1
            runs[number - 1, 1] = at
            is_open = True
        else:
            is_open = False
    return number


@device
def count_moment(
    form: Floats, caps: Floats, table: Floats, runs: Integers, number: int, sizes: Integers, turn_planes: int,
    nodes: Floats, away: float, gone: float, moment: Floats, turn: Floats, circle: Floats, found: Integers,
) -> int:  # fmt: skip
    """How many satellites reach a missile that is launched at one moment.

    Args:
        form, caps: Of the missile (FORM, K), (CAP, K).
        table, runs, number: From `fill_table`.
        sizes: Satellites in all, planes, satellites in a plane, Walker's F (4,).
        turn_planes: So many steps from plane to plane are a whole turn.
        nodes: Cosine and sine of each plane's node after the first (P, 2).
        away: From the first plane's node to the meridian of longitude 0 [rad].
        gone: What all satellites have gone along their planes, in spacings.
        moment: Cosine and sine of both (4,).
        turn: Work space (2,).
        circle: Cosine and sine of every step of Walker's units (T, 2).
        found: Receives the satellites, if it has room (N,).
    """
    total, cells, planes = 0, len(table), sizes[1]
    width, step = 2.0 * pi / cells, 2.0 * pi / turn_planes
    for run in range(number):
        # One place more at both ends, for rounding; the cell of a plane says whose it is.
        first = floor((away - (runs[run, 1] + 1) * width) / step)
        last = ceil((away - runs[run, 0] * width) / step)
        for place in range(first, min(last, first + turn_planes - 1) + 1):
            plane = place % turn_planes
            if plane >= planes:
                continue
            far = away - plane * step
            at = min(int((far - 2.0 * pi * floor(far / (2.0 * pi))) / width), cells - 1)
            if at < runs[run, 0] or at > runs[run, 1]:
                continue
            turn[0] = moment[0] * nodes[plane, 0] + moment[1] * nodes[plane, 1]
            turn[1] = moment[1] * nodes[plane, 0] - moment[0] * nodes[plane, 1]
            base = gone + sizes[3] * plane / planes
            total += count_plane(
                form, caps, table[at], sizes, plane, base, turn, moment[2:], circle, found[total:]
            )
    return total
