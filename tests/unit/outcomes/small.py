"""Flights written by formula: along the equator of a sphere, up and down in a parabola."""

from __future__ import annotations

import numpy as np

from opendome.physics.constants import MEAN_RADIUS
from opendome.physics.nodes import TIME
from opendome.records import trajectories as flown
from opendome.records.trajectories import Trajectories

EVENTS = (
    flown.LAUNCH, flown.STAGE_END, flown.BURNOUT, flown.CROSS_100_KM_UP, flown.APOGEE,
    flown.CROSS_100_KM_DOWN, flown.IMPACT,
)  # fmt: skip
TOP, HALF = 400_000.0, 600.0
"""Apogee [m] and half the time of flight [s]."""

RATE = 0.4 / (2 * HALF)
"""Longitude gained a second [rad/s]."""


def times() -> np.ndarray:
    """Times of the seven events [s]."""
    crossing = HALF - HALF * np.sqrt(1.0 - 100_000.0 / TOP)
    return np.array([0.0, 20.0, 60.0, crossing, HALF, 2 * HALF - crossing, 2 * HALF])


def arcs(names: tuple[str, ...] = ("a-1",), starts: tuple[float, ...] = (0.0,)) -> Trajectories:
    """One parabola a name, all alike, each from its own start."""
    time = times()
    longitude = RATE * time
    height = TOP * (1.0 - ((time - HALF) / HALF) ** 2)
    climb, sink = -2.0 * TOP * (time - HALF) / HALF**2, -2.0 * TOP / HALF**2
    radius = MEAN_RADIUS + height
    zero = np.zeros_like(time)
    out = np.stack((np.cos(longitude), np.sin(longitude), zero), axis=-1)
    along = np.stack((-np.sin(longitude), np.cos(longitude), zero), axis=-1)
    place = radius[:, None] * out
    velocity = climb[:, None] * out + (radius * RATE)[:, None] * along
    acceleration = (sink - radius * RATE**2)[:, None] * out + (2.0 * climb * RATE)[:, None] * along
    count = len(names)

    phase = np.array([flown.BOOST, flown.BOOST] + 5 * [flown.FREE_FLIGHT])
    mass = np.full(len(time), 1000.0)
    columns = (time, place, velocity, acceleration, acceleration, height, mass, phase, EVENTS)
    nodes = np.tile(np.column_stack(columns), (count, 1))
    nodes[:, TIME] += np.repeat(np.broadcast_to(starts, count), len(time))
    return Trajectories(
        threat_id=names,
        first=len(time) * np.arange(count + 1),
        nodes=nodes,
        status=np.zeros(count, dtype=np.int64),
        miss=np.full(count, 5.0),
        azimuth=np.full(count, np.pi / 2),
        kick=np.zeros(count),
        energy=np.ones(count),
        lift=np.full(count, np.nan),
        surplus_speed=np.zeros(count),
        infrared_band=(),
        intensity=np.zeros((len(nodes), 0)),
    )
