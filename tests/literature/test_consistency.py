"""Squared errors over the covariance of the filter on a body that moves as the filter believes.

For so many runs and states their mean lies inside published bounds in 95 of 100 cases. What the dice give
here is one case each; the seed was chosen before.
"""

from __future__ import annotations

from functools import cache
from math import sqrt

import numpy as np
import pytest

from literature.record import OURS, TRACKING, Claim, Waiting, check
from opendome.arrays import Floats
from opendome.tracking.filter import grow, take

STAGE = TRACKING

BOUNDS = "Bounds of a mean of chi-squares, 95 of 100, worked out independently"
BAR_SHALOM = "Bar-Shalom, Li and Kirubarajan 2001, consistency"
METRICS = "Metrics of sets of tracks, worked out by hand: three truths and four tracks, cut off at 20"
STONE_SOUP = "Stone Soup, its own tests of metrics"

STEPS, STEP, DENSITY, ERROR = 20, 1.0, 0.05, sqrt(5.0)
"""Steps, their length [s], density of acceleration [m2/s3] and one sigma of a measured axis [m]: as in Stone
Soup's linear case."""

START = (5.0, 10.0)
"""Variance of place [m2] and velocity [m2/s2] in each axis at first."""

SEED, RUNS = 1, 100

# Runs, states, and the bounds
TABLE = (
    (1, 4, 0.484, 11.143),
    (1, 6, 1.237, 14.449),
    (50, 2, 1.484, 2.591),
    (50, 4, 3.255, 4.821),
    (50, 6, 5.078, 6.997),
    (100, 3, 2.539, 3.499),
    (100, 6, 5.340, 6.698),
)
STATES = {
    2: (0, 3),
    3: (0, 1, 2),
    4: (0, 1, 3, 4),
    6: (0, 1, 2, 3, 4, 5),
}
"""Which of place and velocity are looked at: one axis, the place, two axes, all."""


@cache
def last_errors() -> tuple[Floats, Floats]:
    """Error of each run after the last step (RUNS, 6), and the covariance then, one for all (6, 6)."""
    dice = np.random.default_rng(SEED)
    f = np.eye(6)
    f[:3, 3:] = STEP * np.eye(3)
    added = DENSITY * np.array([[STEP**3 / 3.0, STEP**2 / 2.0], [STEP**2 / 2.0, STEP]])
    shake, first = np.linalg.cholesky(added), np.repeat(START, 3)
    errors, p, work = np.empty((RUNS, 6)), np.empty((6, 6)), np.empty((6, 6))
    for run in range(RUNS):
        p = np.diag(first)
        state = np.zeros(6)
        body = state + np.sqrt(first) * dice.standard_normal(6)
        for _ in range(STEPS):
            body = f @ body + (shake @ dice.standard_normal((2, 3))).ravel()
            grow(p, f, added[0, 0], added[0, 1], added[1, 1], work)
            state[:] = f @ state
            for axis in range(3):
                along = np.eye(3)[axis]
                measured = body[axis] + ERROR * dice.standard_normal()
                take(state, p, *along, measured - state[axis], ERROR**2)
        errors[run] = body - state
    return errors, p


def mean_squared(runs: int, states: int) -> float:
    """Mean over the first runs of the squared error over the covariance."""
    errors, p = last_errors()
    kept = list(STATES[states])
    wrong = errors[:runs, kept]
    return float(np.einsum("ri,ij,rj->r", wrong, np.linalg.inv(p[np.ix_(kept, kept)]), wrong).mean())


CLAIMS = [
    *(
        Claim(BOUNDS, f"squared error over covariance, straight flight, {runs} run{'s'[: runs - 1]}, "
              f"{states} states", "", (low, high),
              lambda runs=runs, states=states: mean_squared(runs, states),
              "The bounds are rounded to three decimals; they hold 95 of 100 cases.", apart=5e-4)
        for runs, states, low, high in TABLE
    ),
    Claim(BAR_SHALOM, "mean squared error over covariance, straight flight, 50 runs, 2 states", "",
          (1.5, 2.6), lambda: mean_squared(50, 2), "The bounds are rounded to one decimal.", apart=0.05),
]  # fmt: skip

ALONE = (
    "Every detection here belongs to the right missile, so that no track is doubled or false: metrics of "
    "sets of tracks come with association."
)
WAITING = [
    Waiting(METRICS, "GOSPA of first order: its distance, and its parts by place, missed and false", "",
            "41 = 11 + 10 + 20", ALONE, OURS),
    Waiting(METRICS, "OSPA of first order", "", "12.75", ALONE, OURS),
    Waiting(STONE_SOUP, "OSPA of five tracks, each off by 0.5", "", "0.5", ALONE, OURS),
    Waiting(STONE_SOUP, "GOSPA of five tracks, each off by 0.5", "", "2.5", ALONE, OURS),
    Waiting("Votruba 2001, as Stone Soup documents it", "completeness, ambiguity, spuriousness and breaks of "
            "a picture of the air", "", "definitions", ALONE, OURS),
]  # fmt: skip


@pytest.mark.parametrize("claim", CLAIMS, ids=lambda claim: claim.quantity)
def test_as_sure_as_it_is_right(claim: Claim) -> None:
    check(claim)
