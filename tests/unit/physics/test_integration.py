"""The pair of Dormand and Prince, and the interpolation between its steps."""

from __future__ import annotations

import numpy as np
import pytest
from scipy.integrate import RK45

from opendome.physics.integration import ERROR, NODES, STAGES, WEIGHTS
from opendome.physics.interpolate import at_times


def test_tables_are_scipys() -> None:
    assert np.array(RK45.A)[1:, :5] == pytest.approx(WEIGHTS[1:6, :5])
    assert np.array(RK45.B) == pytest.approx(WEIGHTS[6])
    assert np.array(RK45.C) == pytest.approx(NODES[:6])
    assert np.abs(np.array(RK45.E)) == pytest.approx(np.abs(ERROR))


def test_each_stage_is_taken_where_its_weights_say() -> None:
    assert WEIGHTS.sum(axis=1) == pytest.approx(NODES)
    assert ERROR.sum() == pytest.approx(0.0, abs=1e-15)


@pytest.mark.parametrize("power", range(5))
def test_fifth_order(power: int) -> None:
    """Powers up to the fourth are integrated exactly, and up to the third by the twin."""
    assert float(WEIGHTS[6] @ NODES[:6] ** power) == pytest.approx(1.0 / (power + 1), rel=1e-14)
    if power < 4:
        assert float(ERROR @ NODES**power) == pytest.approx(0.0, abs=1e-15)


def test_steps_shrink_the_error_as_the_fifth_power() -> None:
    """A harmonic swing, by hand from the tables."""

    def after(steps: int) -> float:
        state, h = np.array([1.0, 0.0]), 1.0 / steps
        for _ in range(steps):
            slopes = np.zeros((STAGES, 2))
            for stage in range(STAGES):
                at = state + h * (WEIGHTS[stage] @ slopes[:6])
                slopes[stage] = at[1], -at[0]
            state = state + h * (WEIGHTS[6] @ slopes[:6])
        return float(np.abs(state - [np.cos(1.0), -np.sin(1.0)]).max())

    assert np.log2(after(8) / after(16)) == pytest.approx(5.0, abs=0.4)


def _flight(times: np.ndarray) -> tuple[np.ndarray, np.ndarray, np.ndarray]:
    """A polynomial of the fifth order: place, velocity and acceleration."""
    shape = np.polynomial.Polynomial([1.0, -2.0, 0.5, 0.25, -0.125, 0.0625])
    place, velocity, acceleration = (
        np.stack([scale * part(times) for scale in (1.0, -3.0, 0.1)], axis=-1)
        for part in (shape, shape.deriv(), shape.deriv(2))
    )
    return place, velocity, acceleration


def test_fifth_order_paths_are_met_exactly() -> None:
    nodes, times = np.array([0.0, 1.0, 2.5]), np.linspace(0.0, 2.5, 41)
    position, velocity, acceleration = _flight(nodes)
    found = at_times(nodes, position, velocity, acceleration, acceleration, times)
    assert found[0] == pytest.approx(_flight(times)[0], abs=1e-12)
    assert found[1] == pytest.approx(_flight(times)[1], abs=1e-12)


def test_nodes_are_met() -> None:
    nodes = np.array([0.0, 1.0, 2.5])
    position, velocity, acceleration = _flight(nodes)
    found = at_times(nodes, position, velocity, acceleration, acceleration, nodes)
    assert found[0] == pytest.approx(position, abs=1e-12)
    assert found[1] == pytest.approx(velocity, abs=1e-12)


def test_a_jump_of_acceleration_stays_on_its_node() -> None:
    """Two parabolas with a corner between: each side keeps its own."""
    nodes = np.array([0.0, 1.0, 2.0])
    flat = np.zeros((3, 3))
    position, velocity, before, after = flat.copy(), flat.copy(), flat.copy(), flat.copy()
    before[1, 0], after[0, 0], before[2, 0], after[1, 0], after[2, 0] = 2.0, 2.0, -1.0, -1.0, -1.0
    position[:, 0], velocity[:, 0] = [0.0, 1.0, 2.5], [0.0, 2.0, 1.0]
    found, _ = at_times(nodes, position, velocity, after, before, np.array([0.5, 1.5]))
    assert found[:, 0] == pytest.approx([0.25, 1.0 + 1.0 - 0.125], abs=1e-12)


def test_outside_is_nan() -> None:
    nodes = np.array([0.0, 1.0])
    zero = np.zeros((2, 3))
    position, velocity = at_times(nodes, zero, zero, zero, zero, np.array([-0.1, 0.5, 1.1, np.nan]))
    assert np.isnan(position[:, 0]).tolist() == [True, False, True, True]
    assert np.isnan(velocity[:, 0]).tolist() == [True, False, True, True]


def test_two_nodes_at_one_time() -> None:
    """Nothing is divided by nothing."""
    nodes = np.array([0.0, 1.0, 1.0, 2.0])
    position = np.zeros((4, 3))
    position[:, 0] = nodes
    velocity = np.tile([1.0, 0.0, 0.0], (4, 1))
    found, speed = at_times(nodes, position, velocity, 0 * position, 0 * position, np.array([0.5, 1.0, 1.5]))
    assert found[:, 0] == pytest.approx([0.5, 1.0, 1.5])
    assert speed[:, 0] == pytest.approx([1.0, 1.0, 1.0])
