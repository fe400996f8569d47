"""The Earth's figure, its pull, and how kernels take it."""

from __future__ import annotations

import numpy as np
import pytest

from opendome.physics import constants, earth
from opendome.physics.gravity import gravity


def test_height_and_up_at_special_places() -> None:
    """Equator and pole in closed form; up at the pole is along the axis."""
    radius, e2 = constants.EQUATORIAL_RADIUS, constants.FLATTENING * (2.0 - constants.FLATTENING)
    polar = radius * (1.0 - constants.FLATTENING)
    assert earth.geodetic_up(radius + 5.0, 0.0, 0.0, radius, e2) == pytest.approx(
        (5.0, 1.0, 0.0, 0.0), abs=1e-8
    )
    assert earth.geodetic_up(0.0, 0.0, polar + 7.0, radius, e2) == pytest.approx(
        (7.0, 0.0, 0.0, 1.0), abs=1e-8
    )
    assert earth.geodetic_up(0.0, -3.0 * radius, 0.0, radius, e2)[0] == pytest.approx(2.0 * radius)


def test_sphere_is_the_ellipsoid_without_flattening() -> None:
    place = np.array([3e6, -2e6, 5.5e6])
    latitude, longitude, height = earth.geodetic_from_ecef(place, spherical=True)
    assert latitude == pytest.approx(np.arcsin(place[2] / np.linalg.norm(place)), abs=1e-12)
    assert longitude == pytest.approx(np.arctan2(-2e6, 3e6))
    assert height == pytest.approx(np.linalg.norm(place) - 6_371_000.0, abs=1e-6)


def test_gravity_of_a_point() -> None:
    """Without the bulge: mu over r squared, straight down."""
    pull = np.array(gravity(3e6, -4e6, 5e6, constants.MU, 0.0, constants.EQUATORIAL_RADIUS))
    place = np.array([3e6, -4e6, 5e6])
    assert np.linalg.norm(pull) == pytest.approx(constants.MU / (place @ place), rel=1e-14)
    assert np.linalg.norm(np.cross(pull, place)) < 1e-8


def test_gravity_of_the_bulge() -> None:
    """At the equator 1.5 J2 more, at the pole 3 J2 (R / r)^2 less; and what scales show there."""
    radius = constants.EQUATORIAL_RADIUS
    flat = gravity(radius, 0.0, 0.0, constants.MU, constants.J2, radius)
    assert flat[0] == pytest.approx(-constants.MU / radius**2 * (1.0 + 1.5 * constants.J2), rel=1e-14)
    assert -flat[0] - constants.ROTATION_RATE**2 * radius == pytest.approx(9.7803, abs=2e-4)
    polar = radius * (1.0 - constants.FLATTENING)
    up = gravity(0.0, 0.0, polar, constants.MU, constants.J2, radius)
    assert -up[2] == pytest.approx(9.8322, abs=2e-4)


def test_gravity_has_a_potential() -> None:
    """Pull is the slope of a potential, by differences of it."""
    mu, j2, radius = constants.MU, constants.J2, constants.EQUATORIAL_RADIUS

    def potential(place: np.ndarray) -> float:
        r, z = float(np.linalg.norm(place)), float(place[2])
        return mu / r * (1.0 - j2 * (radius / r) ** 2 * 0.5 * (3.0 * (z / r) ** 2 - 1.0))

    place = np.array([-2.1e6, 4.4e6, 4.9e6])
    slope = [(potential(place + 50.0 * axis) - potential(place - 50.0 * axis)) / 100.0 for axis in np.eye(3)]
    assert gravity(*place, mu, j2, radius) == pytest.approx(slope, rel=1e-7)


@pytest.mark.parametrize("rotating", [True, False])
@pytest.mark.parametrize("spherical", [True, False])
def test_earth_for_kernels(rotating: bool, spherical: bool) -> None:
    made = constants.earth(rotating, spherical)
    assert made[constants.EARTH_MU] == 3.986004418e14
    assert made[constants.EARTH_RATE] == (7.2921151467e-5 if rotating else 0.0)
    assert made[constants.EARTH_J2] == (0.0 if spherical else constants.J2)
    assert made[constants.EARTH_RADIUS] == (6_371_000.0 if spherical else 6_378_137.0)
    flattened = pytest.approx(0.0 if spherical else 6.69437999014e-3, rel=1e-11)
    assert made[constants.EARTH_ECCENTRICITY2] == flattened
