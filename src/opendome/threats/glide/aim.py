"""How much of its lift a glider uses, so that it comes down at its aim. Device code.

A glider that uses all its lift flies as far as it can. Where the aim is nearer it uses a smaller share of its
lift-to-drag ratio, and sinks sooner: one number, found by false position.
"""

from __future__ import annotations

import numpy as np

from opendome.arrays import Floats
from opendome.compiled import device
from opendome.records.trajectories import (
    NEVER_LANDS,
    NOT_SOLVED,
    OK,
    OUT_OF_REACH,
    TOO_NEAR,
    WAY_POINT_MISSED,
)
from opendome.threats.glide.bodies import AWAY, BODY, LIFT_TO_DRAG, REMAINS, SLIPS
from opendome.threats.glide.flight import fly_one
from opendome.threats.nodes import COLUMNS

FINE = 1e-8
"""Tolerance of flights."""

LEAST = 0.05
"""A smaller share of the lift is no glide."""

NEAR = 20.0
"""The search ends when the way that remains is below this [m]."""

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

    Args:
        known: A share near it, NaN where none is known.
        begins, start, body, way, earth, summary: As for `flight.fly_one`.
    """
    used = np.empty(BODY)
    high = 1.0
    at_high = left_over(high, begins, start, body, used, way, earth, FINE, summary)
    if at_high > 0.0:
        return (OK if at_high < NEAR else OUT_OF_REACH), 1.0
    low = 0.98 * known if known == known else 0.8
    at_low = left_over(low, begins, start, body, used, way, earth, FINE, summary)
    while at_low < 0.0:
        if low <= LEAST:
            return TOO_NEAR, LEAST
        high, at_high = low, at_low
        low = max(0.7 * low, LEAST)
        at_low = left_over(low, begins, start, body, used, way, earth, FINE, summary)
    share, side = low, 0
    for turn in range(50):
        share = (low * at_high - high * at_low) / (at_high - at_low)
        if turn % 8 == 7:
            share = 0.5 * (low + high)
        now = left_over(share, begins, start, body, used, way, earth, FINE, summary)
        if abs(now) < NEAR or high - low < 1e-12:
            break
        if now < 0.0:
            high, at_high = share, now
            at_low *= 0.5 if side == 1 else 1.0
            side = 1
        else:
            low, at_low = share, now
            at_high *= 0.5 if side == -1 else 1.0
            side = -1
    return OK, share


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
