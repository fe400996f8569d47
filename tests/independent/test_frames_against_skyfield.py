"""Places, turning and local directions against Skyfield."""

from __future__ import annotations

from datetime import UTC, datetime
from functools import cache
from math import pi

import numpy as np
import pytest
from skyfield.api import load, wgs84
from skyfield.earthlib import earth_rotation_angle
from skyfield.framelib import itrs
from skyfield.timelib import Time, Timescale

from opendome.arrays import Floats
from opendome.physics import earth, frames


@cache
def timescale() -> Timescale:
    return load.timescale(builtin=True)


@cache
def places() -> tuple[Floats, Floats, Floats]:
    """Latitude and longitude [deg] and height [m] of places all over the Earth and above it."""
    random = np.random.default_rng(2)
    latitude = np.degrees(np.arcsin(random.uniform(-1.0, 1.0, 200)))
    return latitude, random.uniform(-180.0, 180.0, 200), random.uniform(-400.0, 4e6, 200)


@cache
def theirs() -> Floats:
    """Skyfield's Earth-fixed vectors [m]."""
    return np.array([wgs84.latlon(b, l_, h).itrs_xyz.m for b, l_, h in zip(*places(), strict=True)])


def test_places_on_the_ellipsoid() -> None:
    latitude, longitude, height = places()
    ours = earth.ecef_from_geodetic(np.radians(latitude), np.radians(longitude), height)
    assert np.abs(ours - theirs()).max() < 1e-6


def test_places_back_again() -> None:
    latitude, longitude, height = places()
    found = earth.geodetic_from_ecef(theirs())
    assert np.abs(found[2] - height).max() < 1e-6
    assert np.abs(found[0] - np.radians(latitude)).max() < 1e-8  # 6 cm on the ground, from 4,000 km up
    assert np.abs(found[1] - np.radians(longitude)).max() < 1e-12


def _at(epoch: str) -> Time:
    """The moment whose UT1 is this text."""
    since = datetime.fromisoformat(epoch).replace(tzinfo=UTC) - datetime(2000, 1, 1, 12, tzinfo=UTC)
    return timescale().ut1_jd(2_451_545.0 + since.total_seconds() / 86_400.0)


@pytest.mark.parametrize(
    "epoch", ["2000-01-01T12:00:00", "1999-05-01T00:00:00", "2026-03-04T05:06:07", "2040-12-31T23:59:59.5"]
)
def test_earth_rotation_angle(epoch: str) -> None:
    time = _at(epoch)
    angle = 2.0 * pi * earth_rotation_angle(time.whole, time.ut1_fraction)
    ours = frames.earth_rotation_angle(epoch + "Z", np.array(0.0))
    assert abs((ours - angle + pi) % (2.0 * pi) - pi) < 1e-8  # a Julian date holds no more


def test_earth_rotation_angle_goes_on() -> None:
    """A day after the epoch by seconds is the next day's epoch."""
    days = np.arange(0.0, 40.0)
    by_seconds = frames.earth_rotation_angle("2026-01-01T00:00:00Z", days * 86_400.0)
    by_epoch = [
        float(frames.earth_rotation_angle(f"2026-01-{day:02d}T00:00:00Z", np.array(0.0)))
        for day in (1, 16, 31)
    ]
    assert by_seconds[[0, 15, 30]] == pytest.approx(by_epoch, abs=1e-8)


@pytest.mark.parametrize(
    ("latitude", "longitude"), [(52.0, 13.0), (-33.9, 151.2), (0.0, 0.0), (71.3, -156.8)]
)
def test_local_directions(latitude: float, longitude: float) -> None:
    time = _at("2026-03-04T05:06:07")
    place = wgs84.latlon(latitude, longitude)
    north, east, up = place.rotation_at(time) @ itrs.rotation_at(time).T
    ours = frames.enu_axes(np.radians(latitude), np.radians(longitude))
    assert np.abs(ours - np.array([east, north, up])).max() < 1e-6  # Skyfield's poles move a little


def test_altitude_and_azimuth_of_a_satellite() -> None:
    """Where a thing high above one place stands in the sky of another."""
    time = _at("2026-03-04T05:06:07")
    here, there = wgs84.latlon(50.0, 10.0), wgs84.latlon(44.0, 23.0, 900_000.0)
    altitude, azimuth, distance = (there - here).at(time).altaz()
    ours = [
        earth.ecef_from_geodetic(np.radians(b), np.radians(l_), h)
        for b, l_, h in ((50.0, 10.0, 0.0), (44.0, 23.0, 900_000.0))
    ]
    east, north, up = frames.enu_axes(np.radians(50.0), np.radians(10.0)) @ (ours[1] - ours[0])
    size = np.linalg.norm(ours[1] - ours[0])
    assert size == pytest.approx(distance.m, rel=1e-9)
    assert np.arcsin(up / size) == pytest.approx(altitude.radians, abs=1e-6)
    assert np.arctan2(east, north) % (2.0 * pi) == pytest.approx(azimuth.radians, abs=1e-6)
