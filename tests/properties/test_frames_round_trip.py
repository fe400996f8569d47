"""Frames and places there and back."""

from __future__ import annotations

import numpy as np
from hypothesis import given
from hypothesis import strategies as st
from hypothesis.extra import numpy as arrays

from opendome.arrays import Floats
from opendome.physics import earth, frames

vectors = arrays.arrays(np.float64, (3,), elements=st.floats(-1e7, 1e7))
angles = st.floats(-10.0, 10.0)
latitudes = st.floats(-np.pi / 2, np.pi / 2)
longitudes = st.floats(-np.pi, np.pi)
heights = st.floats(-5e3, 2e7)


@given(vectors, angles)
def test_a_place_at_rest_is_carried_round(position: Floats, angle: float) -> None:
    """What the turning Earth gives it is the derivative of its place in axes that do not turn."""
    small = 1e-4
    now, later, before = (
        frames.turned(position, np.array(-turn)) for turn in (angle, angle + small, angle - small)
    )
    rate = (later - before) / (2.0 * small) * frames.ROTATION_RATE
    wrong = np.abs(rate - frames.carried(now)).max()
    assert wrong < 1e-5 + 1e-8 * np.linalg.norm(position) * frames.ROTATION_RATE
    assert np.abs(np.linalg.norm(now) - np.linalg.norm(position)) < 1e-8


@given(latitudes, longitudes, heights, st.booleans())
def test_places_and_back(latitude: float, longitude: float, height: float, spherical: bool) -> None:
    there = earth.ecef_from_geodetic(latitude, longitude, height, spherical)
    back = earth.geodetic_from_ecef(there, spherical)
    again = earth.ecef_from_geodetic(*back, spherical)
    assert abs(back[2] - height) < 1e-6
    assert abs(back[0] - latitude) < 2e-8  # 15 cm; within 1e-11 below 100 km
    assert np.abs(again - there).max() < 0.5
    if height < 1e5:
        assert np.abs(again - there).max() < 1e-3


@given(latitudes, longitudes)
def test_local_axes_are_a_rotation(latitude: float, longitude: float) -> None:
    axes = frames.enu_axes(np.array(latitude), np.array(longitude))
    assert np.abs(axes @ axes.T - np.eye(3)).max() < 1e-15
    assert np.abs(np.cross(axes[0], axes[1]) - axes[2]).max() < 1e-15


@given(latitudes, longitudes, latitudes, longitudes)
def test_distance_is_the_same_both_ways(b1: float, l1: float, b2: float, l2: float) -> None:
    for spherical in (False, True):
        there = earth.surface_distance(b1, l1, b2, l2, spherical)
        back = earth.surface_distance(b2, l2, b1, l1, spherical)
        assert abs(there - back) < 1e-5
        assert 0.0 <= there <= 20_020_000.0


@given(latitudes, longitudes, angles)
def test_turning_keeps_lengths(latitude: float, longitude: float, angle: float) -> None:
    place = earth.ecef_from_geodetic(latitude, longitude, 0.0)
    turned = frames.turned(place, np.array(angle))
    assert abs(np.linalg.norm(turned) - np.linalg.norm(place)) < 1e-8
    assert np.abs(frames.turned(turned, np.array(-angle)) - place).max() < 1e-8
