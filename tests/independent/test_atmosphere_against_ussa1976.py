"""The air against the package ussa1976, and against the standard's own printed tables."""

from __future__ import annotations

from functools import cache
from typing import Any

import numpy as np
import pytest
import ussa1976

from opendome.arrays import Floats
from opendome.physics.atmosphere import air

HEIGHTS = np.arange(0.0, 1_000e3, 500.0)


@cache
def theirs() -> Any:
    return ussa1976.compute(z=HEIGHTS, variables=["rho", "p", "cs"])


@cache
def ours() -> Floats:
    """Density, pressure and speed of sound, (height, 3)."""
    return np.array([air(height) for height in HEIGHTS])


def test_layers_below_86_km() -> None:
    low = HEIGHTS < 86e3
    assert np.abs(ours()[low, 0] / theirs()["rho"].values[low] - 1.0).max() < 1e-5
    assert np.abs(ours()[low, 2] / theirs()["cs"].values[low] - 1.0).max() < 1e-6
    # its gas constant is another one in the seventh digit, and eleven scale heights add up
    assert np.abs(ours()[low, 1] / theirs()["p"].values[low] - 1.0).max() < 2e-5


def test_density_above_86_km() -> None:
    """Within 6 % to 400 km and 7 % to 1,000: the package integrates, and leaves the printed table by that
    much around 450 km; the project follows the table, and no missile notices air up there."""
    away = np.abs(ours()[:, 0] / theirs()["rho"].values - 1.0)
    assert away[(HEIGHTS >= 86e3) & (HEIGHTS <= 130e3)].max() < 0.02
    assert away[(HEIGHTS >= 86e3) & (HEIGHTS <= 380e3)].max() < 0.06
    assert away[HEIGHTS >= 86e3].max() < 0.07


@pytest.mark.parametrize(
    ("height", "density"),
    [
        (0, 1.2250),
        (11e3, 0.36480),
        (100e3, 5.604e-7),
        (200e3, 2.541e-10),
        (500e3, 5.215e-13),
        (1000e3 - 1e-6, 3.561e-15),
    ],
)
def test_printed_tables(height: float, density: float) -> None:
    """US Standard Atmosphere 1976, tables I and VIII."""
    assert air(height)[0] == pytest.approx(density, rel=3e-4)


def test_air_thins_without_a_jump() -> None:
    """No step where two descriptions meet: adaptive steps would stumble over it."""
    density = ours()[:, 0]
    assert np.all(np.diff(density) < 0.0)
    for seam in (11e3, 20e3, 47e3, 86e3, 100e3, 500e3):
        below, above = air(seam - 1e-3)[0], air(seam + 1e-3)[0]
        assert above == pytest.approx(below, rel=1e-4)


def test_none_above_1000_km() -> None:
    assert air(1_000e3)[:2] == (0.0, 0.0)
    assert air(4_000e3)[:2] == (0.0, 0.0)


def test_below_the_ground_the_air_goes_on() -> None:
    """A launcher below the ellipsoid breathes too."""
    assert air(-400.0)[0] == pytest.approx(1.2725, rel=2e-3)
