"""What free flight keeps, and what more speed does."""

from __future__ import annotations

import numpy as np
from hypothesis import given
from hypothesis import strategies as st

import flights
from flights import Flight
from independent import equations
from opendome.arrays import Floats
from opendome.physics.constants import MU

latitudes = st.floats(-89.0, 89.0)
longitudes = st.floats(-180.0, 180.0)
azimuths = st.floats(0.0, 360.0)
speeds = st.floats(300.0, 7_300.0)
elevations = st.floats(15.0, 88.0)


def _falling(flight: Flight) -> tuple[Floats, Floats, Floats]:
    """Time, place and velocity of the nodes of free flight."""
    free = flight.time >= 0.001 - 1e-12
    return flight.time[free], flight.numbers("position")[free], flight.numbers("velocity")[free]


@given(latitudes, longitudes, azimuths, speeds, elevations)
def test_energy_and_angular_momentum(
    latitude: float, longitude: float, azimuth: float, speed: float, elevation: float
) -> None:
    """Over a sphere that does not turn both stay to 1e-9, the one of mu / r, the other of its own size."""
    flight = flights.fly(
        flights.kicked(speed, elevation), (latitude, longitude), model=flights.SPHERE, azimuth_deg=azimuth,
        maximum_range=True,
    )  # fmt: skip
    _, position, velocity = _falling(flight)
    assert len(position) > 3
    r = np.linalg.norm(position, axis=1)
    energy = 0.5 * (velocity**2).sum(axis=1) - MU / r
    assert np.abs(energy - energy[0]).max() < 1e-9 * MU / r[0]
    momentum = np.cross(position, velocity)
    assert np.abs(momentum - momentum[0]).max() < 1e-9 * r[0] * speed


@given(latitudes, longitudes, azimuths, speeds, elevations)
def test_what_the_turning_ellipsoid_keeps(
    latitude: float, longitude: float, azimuth: float, speed: float, elevation: float
) -> None:
    """With J2 the energy in its potential stays, and the angular momentum about the axis."""
    flight = flights.fly(
        flights.kicked(speed, elevation), (latitude, longitude), azimuth_deg=azimuth, maximum_range=True
    )
    nodes = zip(*_falling(flight), strict=True)
    states = np.array([equations.inertial(*node) for node in nodes])
    x, y, z = states[:, 0], states[:, 1], states[:, 2]
    r = np.linalg.norm(states[:, :3], axis=1)
    bulge = 0.5 * equations.MU * equations.J2 * equations.RADIUS**2 * (3.0 * z**2 / r**5 - 1.0 / r**3)
    energy = 0.5 * (states[:, 3:] ** 2).sum(axis=1) - equations.MU / r + bulge
    assert np.abs(energy - energy[0]).max() < 1e-9 * equations.MU / r[0]
    about_axis = x * states[:, 4] - y * states[:, 3]
    assert np.abs(about_axis - about_axis[0]).max() < 1e-9 * r[0] * 7.9e3


@given(speeds, st.floats(1.002, 1.2), elevations, azimuths)
def test_range_grows_with_burnout_speed(speed: float, more: float, elevation: float, azimuth: float) -> None:
    """Short of half way round, where the distance shrinks again."""
    slow, fast = (
        flights.fly(
            flights.kicked(v, elevation),
            (0, 0),
            model=flights.SPHERE,
            azimuth_deg=azimuth,
            maximum_range=True,
        )
        for v in (speed, min(speed * more, 7_400.0))
    )
    assert fast.status == slow.status == "ok"
    assert fast.range_km > slow.range_km
    assert fast.apogee_km > slow.apogee_km
    assert fast.duration_min > slow.duration_min


@given(st.floats(200.0, 1_500.0), st.floats(10.0, 500.0), azimuths)
def test_range_grows_as_payload_shrinks(payload: float, less: float, azimuth: float) -> None:
    """The whole tool: a lighter payload burns out faster and goes farther."""
    heavy, light = (
        flights.fly(flights.missile(flights.SCUD, mass), (35, 53), azimuth_deg=azimuth, maximum_range=True)
        for mass in (payload + less, payload)
    )
    assert light.burnout().speed_km_per_s > heavy.burnout().speed_km_per_s
    assert light.range_km > heavy.range_km


@given(st.floats(60.0, 260.0), st.floats(1.0, 30.0), azimuths)
def test_a_farther_place_takes_more_energy(distance: float, more: float, azimuth: float) -> None:
    """Of one missile, aimed: the share of energy used grows with the distance."""
    near, far = (
        flights.fly(flights.missile(flights.SCUD), (35, 53), flights.towards((35, 53), azimuth, km))
        for km in (distance, min(distance + more, 265.0))
    )
    assert near.status == far.status == "ok"
    assert far.all.energy[0] > near.all.energy[0]
    assert far.all.surplus_speed[0] < near.all.surplus_speed[0]
