"""Constellations and places of satellites."""

from __future__ import annotations

from math import pi, radians

import numpy as np
import pytest

from opendome.arrays import Floats
from opendome.physics import orbits
from opendome.physics.constants import EQUATORIAL_RADIUS, MU

# T, P, F, star or delta: patterns of Ballard 1980 and of Iridium
PATTERNS = [(5, 5, 1, False), (12, 3, 1, False), (15, 3, 1, False), (66, 6, 2, True), (135, 9, 0, False)]
INCLINATION, ALTITUDE = radians(53.0), 1_000e3


def made(satellites: int, planes: int, phasing: int, star: bool) -> Floats:
    return orbits.walker(satellites, planes, phasing, star, INCLINATION, ALTITUDE)


@pytest.mark.parametrize("pattern", PATTERNS)
def test_counts(pattern: tuple[int, int, int, bool]) -> None:
    rows = made(*pattern)
    assert rows.shape == (pattern[0], orbits.ELEMENTS)
    nodes, counts = np.unique(rows[:, orbits.NODE], return_counts=True)
    assert len(nodes) == pattern[1]
    assert set(counts) == {pattern[0] // pattern[1]}


@pytest.mark.parametrize("pattern", PATTERNS)
def test_planes_are_evenly_spread(pattern: tuple[int, int, int, bool]) -> None:
    """Over a whole turn, or over half of one for a star, with the last plane one step short of its end."""
    nodes = np.unique(made(*pattern)[:, orbits.NODE])
    spread = pi if pattern[3] else 2.0 * pi
    assert nodes == pytest.approx(np.arange(pattern[1]) * spread / pattern[1])


@pytest.mark.parametrize("pattern", PATTERNS)
def test_phasing(pattern: tuple[int, int, int, bool]) -> None:
    """Even steps along a plane; F / T of a turn from one plane to the next."""
    satellites, planes, phasing, _ = pattern
    anomaly = made(*pattern)[:, orbits.ANOMALY].reshape(planes, -1)
    assert np.diff(anomaly, axis=1) == pytest.approx(
        np.full((planes, satellites // planes - 1), 2.0 * pi * planes / satellites)
    )
    assert np.diff(anomaly[:, 0]) == pytest.approx(np.full(planes - 1, 2.0 * pi * phasing / satellites))


@pytest.mark.parametrize("pattern", [pattern for pattern in PATTERNS if not pattern[3]])
def test_a_delta_looks_alike_from_every_plane(pattern: tuple[int, int, int, bool]) -> None:
    """Turned from one plane to the next, and by F / T along the orbit, the pattern is itself again."""
    satellites, planes, phasing, _ = pattern
    rows = made(*pattern)
    turned = rows.copy()
    turned[:, orbits.NODE] += 2.0 * pi / planes
    turned[:, orbits.ANOMALY] += 2.0 * pi * phasing / satellites
    before, after = (np.stack(orbits.place(0.0, *each.T), axis=-1) for each in (rows, turned))
    nearest = np.linalg.norm(before[:, None] - after[None], axis=-1).min(axis=1)
    assert nearest.max() < 1.0


@pytest.mark.parametrize("pattern", PATTERNS)
def test_all_at_the_altitude(pattern: tuple[int, int, int, bool]) -> None:
    rows = made(*pattern)
    for time in (0.0, 1_234.0, 86_400.0):
        x, y, z = orbits.place(time, *rows.T)
        assert np.sqrt(x * x + y * y + z * z) == pytest.approx(np.full(len(rows), EQUATORIAL_RADIUS + 1e6))
        assert np.abs(z).max() <= (EQUATORIAL_RADIUS + 1e6) * np.sin(INCLINATION) * (1.0 + 1e-12)


def test_heights_of_perigee_and_apogee() -> None:
    """Lowest where the anomaly is nought, highest half a turn on."""
    row = orbits.elements(600e3, 39_750e3, 1.1, 0.3, 4.7, 0.0)
    low, high = (
        float(np.linalg.norm(orbits.place(0.0, *row[:5], anomaly, *row[6:]))) for anomaly in (0.0, pi)
    )
    assert low - EQUATORIAL_RADIUS == pytest.approx(600e3, abs=1e-3)
    assert high - EQUATORIAL_RADIUS == pytest.approx(39_750e3, abs=1e-3)


def test_where_a_satellite_starts() -> None:
    """At its ascending node, going north, and eastwards where the inclination is below a right angle."""
    row = orbits.elements(500e3, 500e3, radians(30.0), radians(40.0), 0.0, 0.0)
    start, later = (np.array(orbits.place(time, *row)) for time in (0.0, 1.0))
    assert np.degrees(np.arctan2(start[1], start[0])) == pytest.approx(40.0)
    assert start[2] == pytest.approx(0.0, abs=1e-6)
    way = later - start
    assert way[2] / np.linalg.norm(way) == pytest.approx(0.5, abs=1e-3)
    assert np.cross(start, later)[2] > 0.0


def test_arrays_and_scalars_alike() -> None:
    times, row = np.linspace(-5e4, 9e4, 11), orbits.elements(600e3, 39_750e3, 1.1, 0.3, 4.7, 2.0)
    together = np.stack(orbits.place(times, *row), axis=-1)
    one_by_one = [orbits.place(float(time), *(float(value) for value in row)) for time in times]
    assert together == pytest.approx(np.array(one_by_one), abs=1e-6)
    assert orbits.place(times[:, None], *np.stack((row, row)).T)[0].shape == (11, 2)


@pytest.mark.parametrize("eccentricity", [0.0, 0.1, 0.5, 0.74, 0.85, 0.9])
def test_keplers_equation(eccentricity: float) -> None:
    """What the place says of the eccentric anomaly gives the mean anomaly back, all round the ellipse."""
    mean = np.linspace(-pi, pi, 20_001)
    x, y, _ = orbits.place(0.0, 1.0, eccentricity, 0.0, 0.0, 0.0, mean, 0.0, 0.0, 0.0)
    eccentric = np.arctan2(y / np.sqrt(1.0 - eccentricity**2), x + eccentricity)
    wrong = eccentric - eccentricity * np.sin(eccentric) - mean
    assert np.abs((wrong + pi) % (2.0 * pi) - pi).max() < 1e-13


def test_period() -> None:
    """A circle without the bulge: at the start again after 2 pi sqrt(a3 / mu), across from it after half."""
    row = orbits.elements(1_000e3, 1_000e3, 1.0, 0.2, 0.0, 0.5)
    a = EQUATORIAL_RADIUS + 1_000e3
    row[orbits.MOTION], row[orbits.NODE_RATE], row[orbits.PERIGEE_RATE] = np.sqrt(MU / a**3), 0.0, 0.0
    period = 2.0 * pi * np.sqrt(a**3 / MU)
    assert period / 60.0 == pytest.approx(105.12, abs=0.01)
    start, half, whole = (np.array(orbits.place(time, *row)) for time in (0.0, 0.5 * period, period))
    assert whole == pytest.approx(start, abs=1e-5)
    assert half == pytest.approx(-start, abs=1e-5)


@pytest.mark.parametrize("inclination", [0.0, 0.5, 1.0, 1.5, 2.5])
def test_what_the_bulge_does(inclination: float) -> None:
    """The node goes west below a right angle and east above; the perigee east where the orbit lies flat."""
    row = orbits.elements(800e3, 900e3, inclination, 0.0, 0.0, 0.0)
    assert np.sign(row[orbits.NODE_RATE]) == -np.sign(np.cos(inclination))
    assert np.sign(row[orbits.PERIGEE_RATE]) == np.sign(5.0 * np.cos(inclination) ** 2 - 1.0)
