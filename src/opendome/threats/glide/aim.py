"""How much of its lift a glider uses, so that it comes down at its aim. Device code.

A glider that uses all its lift flies as far as it can. Where the aim is nearer it uses a smaller share of its
lift-to-drag ratio, and sinks sooner: one number, found by the inverse parabola through a few flights.
"""

from __future__ import annotations

import numpy as np

from opendome.arrays import Floats
from opendome.compiled import device
from opendome.physics.nodes import COLUMNS
from opendome.records.trajectories import (
    NEVER_LANDS,
    NOT_SOLVED,
    OK,
    OUT_OF_REACH,
    TOO_NEAR,
    WAY_POINT_MISSED,
)
from opendome.threats.glide.bodies import AWAY, BODY, LIFT_TO_DRAG, REMAINS, SLIPS
from opendome.threats.glide.flight import fly_one, remaining

FINE = 1e-8
"""Tolerance of flights."""

LEAST = 0.05
"""A smaller share of the lift is no glide."""

NEAR = 20.0
"""The search ends when the way that remains is below this [m]."""

LARGEST_CUT = 0.7
"""While none has fallen short of the aim, the share is cut to no less than this at once."""

ENOUGH = 5_000.0
"""A place counts as reached when it comes down within this [m]."""


@device
def left_over(
    share: float, begins: float, start: Floats, body: Floats, used: Floats, way: Floats, earth: Floats,
    tolerance: float, summary: Floats,
) -> float:  # fmt: skip
    """Way that remains to the aim when a share of the lift is used [m].

    Args:
        share: Of the lift-to-drag ratio.
        begins, start, body, way, earth, tolerance, summary: As for `flight.fly_one`.
        used: Receives the glider as it is flown, (BODY,).
    """
    for column in range(BODY):
        used[column] = body[column]
    used[LIFT_TO_DRAG] = share * body[LIFT_TO_DRAG]
    status = fly_one(begins, start, used, way, earth, tolerance, np.empty((0, COLUMNS)), summary)
    # what never lands flies past every place
    return -4e7 if status == NEVER_LANDS else summary[REMAINS]


@device
def share_for(
    known: float, begins: float, start: Floats, body: Floats, way: Floats, earth: Floats, summary: Floats
) -> tuple[int, float]:
    """Share of the lift that ends at the aim, and how the search went.

    How far a glider flies is nearly proportional to the share. So one flight says where to look next, and
    after that the inverse parabola through the last three flights does; where it leads out of what is known
    to hold the answer, that is halved.

    Args:
        known: A share near it, NaN where none is known: then the search begins with all lift.
        begins, start, body, way, earth, summary: As for `flight.fly_one`.
    """
    used, flags = np.empty(BODY), np.zeros(5, dtype=np.int64)
    whole = remaining(start, flags, start, way)
    share = min(max(known, LEAST), 1.0) if known == known else 1.0
    low, high = 0.0, 2.0  # neither is flown yet
    s1 = s2 = at1 = at2 = 0.0  # the flights before this one
    for turn in range(60):
        now = left_over(share, begins, start, body, used, way, earth, FINE, summary)
        if abs(now) < NEAR:
            break
        if now > 0.0:
            if share >= 1.0:
                return OUT_OF_REACH, 1.0
            low = share
        else:
            if share <= LEAST:
                return TOO_NEAR, LEAST
            high = share
        if high - low < 1e-12:
            break
        following = (
            share * whole / (whole - now) if turn == 0 else parabola(share, now, s1, at1, s2, at2, turn)
        )
        if not (low < following < high) or turn % 8 == 7:
            following = 0.5 * (low + high)
        if low == 0.0:  # down to the first that falls short: far below, what does not glide lands there too
            following = max(following, LARGEST_CUT * share)
        share, s1, s2, at1, at2 = min(max(following, LEAST), 1.0), share, s1, now, at1
    return OK, share


@device
def parabola(s0: float, at0: float, s1: float, at1: float, s2: float, at2: float, flown: int) -> float:
    """Where nothing remains: by the inverse parabola through three flights, or the line through two.

    Args:
        s0, s1, s2: Shares of the last flights, the latest first.
        at0, at1, at2: Ways that remained [m].
        flown: How many were flown before the latest; with one there is no third.

    Returns:
        A share, NaN for none.
    """
    if at0 == at1:
        return np.nan
    if flown < 2 or at1 == at2 or at0 == at2:
        return s0 - at0 * (s0 - s1) / (at0 - at1)
    return (
        s0 * at1 * at2 / ((at0 - at1) * (at0 - at2))
        + s1 * at0 * at2 / ((at1 - at0) * (at1 - at2))
        + s2 * at0 * at1 / ((at2 - at0) * (at2 - at1))
    )


@device
def judge(solved: int, flown: int, summary: Floats) -> int:
    """The status of a flight, from that of its search and from how it went."""
    if flown != OK:
        return flown if solved == OK else solved
    if summary[SLIPS] > 0.0:
        return WAY_POINT_MISSED
    if solved == OK and summary[AWAY] > ENOUGH:
        return NOT_SOLVED if abs(summary[REMAINS]) > ENOUGH else WAY_POINT_MISSED
    return solved
