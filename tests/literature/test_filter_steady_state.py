"""The Kalman filter where it settles, and its covariance step by step, against published figures."""

from __future__ import annotations

from math import sqrt

import numpy as np
import pytest

from literature.record import TRACKING, Claim, check
from opendome.tracking.filter import grow, take

STAGE = TRACKING


def straight(step: float) -> np.ndarray:
    """How a body that moves straight on goes from place and velocity to place and velocity (6, 6)."""
    whole = np.eye(6)
    whole[:3, 3:] = step * np.eye(3)
    return whole


def settled(index: float, error: float = 1.0) -> tuple[float, float, float]:
    """Gains alpha and beta of a filter that has settled, and the variance of its place [m²].

    Args:
        index: Kalata's tracking index: sigma of acceleration × step² / sigma of the measurement.
        error: Sigma of the measurement [m].
    """
    p, work, state = np.eye(6) * 100.0 * error**2, np.empty((6, 6)), np.zeros(6)
    noise = (index * error) ** 2
    for _ in range(400):
        # acceleration constant over a step of 1 s
        grow(p, straight(1.0), noise / 4, noise / 2, noise, work)
        take(state, p, 1.0, 0.0, 0.0, 0.0, error**2)
    # the gain moves the state by its share of what was measured
    before = state.copy()
    grow(p, straight(1.0), noise / 4, noise / 2, noise, work)
    take(state, p, 1.0, 0.0, 0.0, 1.0, error**2)
    return state[0] - before[0], state[3] - before[3], p[0, 0]


def position_error(steps: int) -> float:
    """One sigma of the place in two axes after so many steps of Stone Soup's linear case [m].

    Constant velocity, density of acceleration 0.05 m²/s³, steps of 1 s, both axes measured with variance
    5 m², starting at diag(5, 10, 5, 10).
    """
    p, work, state = np.diag([5.0, 5.0, 5.0, 10.0, 10.0, 10.0]), np.empty((6, 6)), np.zeros(6)
    for _ in range(steps):
        grow(p, straight(1.0), 0.05 / 3, 0.05 / 2, 0.05, work)
        take(state, p, 1.0, 0.0, 0.0, 0.0, 5.0)
        take(state, p, 0.0, 1.0, 0.0, 0.0, 5.0)
    return sqrt(p[0, 0] + p[1, 1])


CLAIMS = (
    [
        Claim(
            source="Kalata 1984",
            quantity=f"variance of the place once settled, tracking index {index:g}, one sigma of 20 m",
            unit="m²",
            published=published,
            computed=lambda index=index: settled(index, 20.0)[2],
            apart=1e-3,
            why="Alpha times the variance of a measurement; six decimals of alpha.",
        )
        for index, published in ((0.1, 144.0), (1.0, 300.0))
    ]
    + [
        Claim(
            source="Kalata 1984",
            quantity=f"{name} where the filter has settled, tracking index {index:g}",
            unit="",
            published=published,
            computed=lambda index=index, place=place: settled(index)[place],
            apart=2e-6,
            why="Six decimals; the published values are exact solutions.",
        )
        for index, values in ((0.1, (0.36, 0.08)), (1.0, (0.75, 0.5)))
        for place, (name, published) in enumerate(zip(("alpha", "beta"), values, strict=True))
    ]
    + [
        Claim(
            source="Stone Soup, linear bound",
            quantity=f"one sigma of the place after {steps} step{'' if steps == 1 else 's'}",
            unit="m",
            published=published,
            computed=lambda steps=steps: position_error(steps),
            apart=1e-7,
            why="In a linear case filter and bound are one; eight decimals are published.",
        )
        for steps, published in (
            (0, 3.16227766),
            (1, 2.73899281),
            (2, 2.70945734),
            (5, 2.28452324),
            (10, 1.94170446),
            (20, 1.89934607),
        )
    ]
)


@pytest.mark.parametrize("claim", CLAIMS, ids=lambda claim: claim.quantity)
def test_as_published(claim: Claim) -> None:
    check(claim)
