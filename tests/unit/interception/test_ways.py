"""Ways found again are those that the model of interceptors flies: held against its own climbs."""

from __future__ import annotations

from math import cos, inf, pi, radians, sin

import numpy as np
import pytest

from opendome.interception import flyout
from opendome.interception.ways import BURNING, FALLING, ways
from opendome.physics.constants import MEAN_RADIUS, MU, ROTATION_RATE
from opendome.physics.earth import ecef_from_geodetic, geodetic_from_ecef

BURN, LONGEST, GAIN = 180.0, 1_500.0, 8_400.0


def _climb(elevation_deg: float) -> np.ndarray:
    """Angle over the ground [rad] and height [m] of a climb without air, at all its points."""
    given = np.array([BURN, BURN, LONGEST, inf, MU, MEAN_RADIUS, 0.0])
    points = np.full((flyout.STEPS + 1, flyout.POINT), np.nan)
    flyout.climb(radians(elevation_deg), GAIN, given, flyout.STEPS, np.zeros(4), points)
    return points


@pytest.mark.parametrize("elevation_deg", [30.0, 45.0, 70.0, 89.0])
def test_a_way_is_a_climb_of_the_model(elevation_deg: float) -> None:
    """Over an Earth that does not turn the launch place gives no speed, and a climb lies in one plane."""
    points = _climb(elevation_deg)
    last = flyout.BURN_STEPS + 60

    def place(step: int) -> np.ndarray:
        along, far = points[step, flyout.ALONG], MEAN_RADIUS + points[step, flyout.UP]
        return far * np.array([cos(along), sin(along), 0.0])

    given = np.array([BURN, BURN, LONGEST, inf, MU, MEAN_RADIUS, 0.0])
    flight = round(flyout.time_of(last, given), 1)
    end = place(last) + (flight - flyout.time_of(last, given)) * (place(last + 1) - place(last)) / (
        flyout.time_of(last + 1, given) - flyout.time_of(last, given)
    )
    times, places, found = ways(place(0)[None], end[None], np.array([flight]), np.array([BURN]), rate=0.0)
    assert found.all()
    model_times = np.array([flyout.time_of(step, given) for step in range(last + 1)])
    model = np.array([place(step) for step in range(last + 1)])
    for axis in range(3):
        # the model's points lie some ten seconds apart: straight lines between them are good to a kilometre
        assert places[0, :, axis] == pytest.approx(
            np.interp(times[0], model_times, model[:, axis]), abs=1_500.0
        )
    assert np.linalg.norm(places[0, -1] - end) < 1.0


def test_a_way_turns_with_the_earth() -> None:
    """What rises stays behind, to the west: a way to the place above its site leans to the east at first."""
    start = ecef_from_geodetic(np.zeros(1), np.zeros(1), np.zeros(1))
    up = ecef_from_geodetic(np.zeros(1), np.zeros(1), np.full(1, 1_000e3))
    flight, burn = np.array([300.0]), np.array([100.0])
    times, places, found = ways(start, up, flight, burn, ROTATION_RATE)
    assert found.all()
    _, longitude, height = geodetic_from_ecef(places[0])
    assert np.linalg.norm(places[0, -1] - up[0]) < 1.0
    assert np.all(np.diff(height) > 0.0)
    assert longitude[BURNING] > 1e-4
    _, still, _ = ways(start, up, flight, burn, 0.0)
    assert np.abs(geodetic_from_ecef(still[0])[1]).max() < 1e-9
    assert times.shape == (1, BURNING + FALLING + 1)


def test_many_are_found_as_each_alone() -> None:
    azimuth = np.linspace(0.0, 2.0 * pi, 12, endpoint=False)
    start = ecef_from_geodetic(np.full(12, 1.1), np.full(12, -2.5), np.zeros(12))
    end = ecef_from_geodetic(
        1.1 + 0.15 * np.cos(azimuth), -2.5 + 0.3 * np.sin(azimuth), np.linspace(100e3, 1_500e3, 12)
    )
    flight, burn = np.full(12, 500.0), np.full(12, 180.0)
    times, places, found = ways(start, end, flight, burn, ROTATION_RATE)
    assert found.all()
    for one in range(12):
        mine = slice(one, one + 1)
        alone = ways(start[mine], end[mine], flight[mine], burn[mine], ROTATION_RATE)
        assert np.allclose(alone[1][0], places[one], atol=1e-3)
        assert np.array_equal(alone[0][0], times[one])


def test_no_time_to_burn_out_is_a_way_too() -> None:
    start = ecef_from_geodetic(np.zeros(2), np.zeros(2), np.zeros(2))
    end = ecef_from_geodetic(np.full(2, 0.001), np.zeros(2), np.full(2, 12e3))
    _, places, found = ways(start, end, np.array([9.0, 9.0]), np.array([12.0, 9.0]), ROTATION_RATE)
    assert found.all()
    assert np.isfinite(places).all()
    assert np.allclose(places[0, -1], end[0], atol=1.0)
