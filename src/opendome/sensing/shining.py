"""One infrared satellite and one threat, as long as it shines in the satellite's band. Device code."""

from __future__ import annotations

from math import ceil, sqrt

import numpy as np

from opendome.arrays import Floats, Integers
from opendome.compiled import device
from opendome.physics.constants import EARTH_ECCENTRICITY2, EARTH_RADIUS
from opendome.physics.path import place_at, step_at
from opendome.randomness.device import Word, pair
from opendome.records.sightings import CHANCE, HORIZON, NO_LIMIT
from opendome.records.trajectories import BOOST
from opendome.sensing import detection
from opendome.sensing.instruments import ASKED, BAND, REVISIT
from opendome.sensing.looks import clearance, infrared_look, measure, sensor_place, tell_flame
from opendome.sensing.noting import COUNT, FIRST_DETECTED, PHASE_NUMBER, note, view

_FASTEST = 15e3
"""No line of sight moves faster than this past the Earth [m/s]: its ends do not."""


@device
def shines(bright: Floats, band: int, flight: Floats, phase: Integers, step: int, time: float) -> float:
    """Infrared intensity at a time inside a step of a flight [W/sr], as `Trajectories` says."""
    now = bright[step, band]
    if phase[step] == BOOST or phase[step + 1] == BOOST:
        return now
    h = flight[step + 1, 0] - flight[step, 0]
    return now + (time - flight[step, 0]) / h * (bright[step + 1, band] - now) if h > 0.0 else now


@device
def hidden_looks(sensor: Floats, site: Floats, x: float, y: float, z: float, earth: Floats) -> int:
    """For how many looks more the Earth stays in the way, at the least, of one that it was in the way of."""
    radius = earth[EARTH_RADIUS]
    axis = radius * sqrt(1.0 - earth[EARTH_ECCENTRICITY2])
    deep = -clearance(site[0], site[1], site[2], x, y, z, radius, axis) * axis
    return int(deep / (_FASTEST * sensor[REVISIT]))


@device
def watch_infrared(
    sensor: Floats,
    places: tuple[int, int],
    flight: Floats,
    phase: Integers,
    count: int,
    bright: Floats,
    draw: tuple[Word, Word, int],
    angle: float,
    earth: Floats,
    seen: Floats,
    out: Floats,
    used: Integers,
) -> int:
    """Every look of an infrared satellite at a missile that shines in its band; the limit that stopped it."""
    end, band = flight[0, 0], int(sensor[BAND])
    for node in range(count - 1):
        if bright[node, band] + bright[node + 1, band] > 0.0:
            end = flight[node + 1, 0]
    revisit = sensor[REVISIT]
    start, _ = pair(PHASE_NUMBER, 0, draw[2], draw[0], draw[1])
    number = ceil((flight[0, 0] - start * revisit) / revisit)
    site = np.empty(3)
    step, best, most = 0, HORIZON, 0.0
    while (number + start) * revisit <= end:
        time = (number + start) * revisit
        step = step_at(flight, count, time, step)
        shining = shines(bright, band, flight, phase, step, time)
        if shining > 0.0:
            x, y, z = place_at(flight, step, time)
            site[0], site[1], site[2] = sensor_place(sensor, time, angle, earth)
            code, snr = infrared_look(sensor, site, x, y, z, shining, earth)
            view(seen, time, code, snr)
            best = max(best, code)
            if code == HORIZON:
                number += hidden_looks(sensor, site, x, y, z, earth)
            elif code == CHANCE:
                look = number & PHASE_NUMBER
                draw_1, _ = pair(look, 0, draw[2], draw[0], draw[1])
                if draw_1 < detection.infrared_look(snr, sensor[ASKED]):
                    row = note(seen, time, out, used, places[0], places[1])
                    measure(sensor, site, x, y, z, snr, look, draw, out[row])
                    most = tell_flame(sensor, most, seen[FIRST_DETECTED], earth, out[row])
        number += 1
    return NO_LIMIT if seen[COUNT] > 0.0 else best
