"""Distances along the surface against values worked out by others."""

from __future__ import annotations

import numpy as np
import pytest

from opendome.physics import earth

# From and to [deg], distance [m]
KNOWN = [
    # C. Karney, J. Geodesy 87 (2013), table 2: the direct problem, 10,000 km
    (40.0, 0.0, 41.79331020506, 137.84490004377, 10_000_000.0),
    # the same, table 4: nearly opposite places
    (-30.0, 0.0, 29.9, 179.8, 19_989_832.827610),
    # a quarter of a meridian, and half of the shortest way round
    (0.0, 0.0, 90.0, 0.0, 10_001_965.729),
    (0.0, 0.0, 0.0, 180.0, 20_003_931.4586),
    # one degree along the equator
    (0.0, 0.0, 0.0, 1.0, 6_378_137.0 * np.pi / 180.0),
    # New York to London, from the documentation of GeographicLib
    (40.6, -73.8, 51.6, -0.5, 5_551_759.400),
]


@pytest.mark.parametrize(("latitude_1", "longitude_1", "latitude_2", "longitude_2", "distance"), KNOWN)
def test_known_distances(
    latitude_1: float, longitude_1: float, latitude_2: float, longitude_2: float, distance: float
) -> None:
    apart = earth.surface_distance(*np.radians([latitude_1, longitude_1, latitude_2, longitude_2]))
    assert apart == pytest.approx(distance, abs=2e-3)


def test_many_at_once() -> None:
    first, second = np.radians([40.6, 0.0]), np.radians([51.6, 90.0])
    west, east = np.radians([-73.8, 0.0]), np.radians([-0.5, 0.0])
    apart = earth.surface_distance(first, west, second, east)
    assert apart.shape == (2,)
    assert apart == pytest.approx([5_551_759.400, 10_001_965.729], abs=2e-3)


def test_sphere() -> None:
    half = earth.surface_distance(0.0, 0.0, 0.0, np.pi, spherical=True)
    assert half == pytest.approx(np.pi * 6_371_000.0)
    near = earth.surface_distance(0.3, 0.2, 0.3 + 1e-9, 0.2, spherical=True)
    assert near == pytest.approx(6.371e-3, rel=1e-6)


def test_what_is_no_place_has_no_distance() -> None:
    apart = earth.surface_distance(np.array([0.0, np.nan]), 0.0, 0.0, 0.1)
    assert np.isfinite(apart[0])
    assert np.isnan(apart[1])
