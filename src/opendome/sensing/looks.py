"""What one look meets: geometry, field of regard, signal to noise, and what it measures. Device code."""

from __future__ import annotations

from math import atan2, cos, exp, floor, pi, sin, sqrt

import numpy as np

from opendome.arrays import Floats
from opendome.compiled import device
from opendome.physics import orbits, sight
from opendome.physics.constants import EARTH_ECCENTRICITY2, EARTH_RADIUS, EARTH_RATE
from opendome.physics.directions import across_of, distance_to_height, geodetic_up
from opendome.randomness.device import Word, normals
from opendome.records.sensors import INFRARED
from opendome.records.sightings import (
    CHANCE,
    CLOUD,
    FIELD,
    HORIZON,
    MEASURED,
    MEASURED_ANGLE,
    MEASURED_DEPTH,
    MEASURED_DIRECTION,
    MEASURED_FLAME,
    MEASURED_INTERVAL,
    MEASURED_RANGE,
    MEASURED_SITE,
    MEASURED_SNR,
    RANGE,
)
from opendome.sensing.instruments import (
    ANGLE_ERROR,
    ASKED,
    AXES,
    AZIMUTH,
    BAND,
    CLOUDS,
    CONE,
    DIP,
    ELEMENTS,
    FACE_LEVEL,
    FACE_UP,
    FACES,
    FIXED,
    HIGHEST,
    KIND,
    LOWEST,
    NOISE,
    PLACE,
    RANGE_ERROR,
    REVISIT,
    SPAN,
    WIDTH,
)

orbit_place = device(orbits.place)
clearance = device(sight.clearance)

# Columns of a detection: who and what, then what is measured.
SENSOR, THREAT, TIME = 0, 1, 2
SITE, DIRECTION, DISTANCE = TIME + MEASURED_SITE, TIME + MEASURED_DIRECTION, TIME + MEASURED_RANGE
ANGLE, DEPTH, INTERVAL = TIME + MEASURED_ANGLE, TIME + MEASURED_DEPTH, TIME + MEASURED_INTERVAL
SNR, FLAME = TIME + MEASURED_SNR, TIME + MEASURED_FLAME
DETECTION = TIME + MEASURED

FLAME_HEIGHT = 60e3
"""Where a satellite takes a flame to be along its line of sight, to reckon how bright it is [m]."""

DIMMEST_FLAME = 1e3
"""What is dimmer than this is no flame [W/sr]; a tenth of the dimmest that the library assumes."""

FADED = 1.0 / 3.0
"""What is dimmer than this share of the brightest look at an object is no longer its flame."""

LONGEST_FLAME = 420.0
"""So long after it was first seen no engine burns any more [s]; main stages burn for six minutes at most."""

_SLOPE = 1.6
"""Slope of a monopulse antenna: error = beam width / (1.6 √(2 snr)) (Skolnik, chapter 5)."""


@device
def sensor_place(sensor: Floats, time: float, angle: float, earth: Floats) -> tuple[float, float, float]:
    """Where a sensor is, ECEF [m]; `angle` is the Earth's at the epoch [rad]."""
    if sensor[FIXED] == 1.0:
        return sensor[PLACE], sensor[PLACE + 1], sensor[PLACE + 2]
    e = ELEMENTS
    x, y, z = orbit_place(
        time, sensor[e], sensor[e + 1], sensor[e + 2], sensor[e + 3], sensor[e + 4], sensor[e + 5],
        sensor[e + 6], sensor[e + 7], sensor[e + 8],
    )  # fmt: skip
    turn = angle + earth[EARTH_RATE] * time
    c, s = cos(turn), sin(turn)
    return c * x + s * y, c * y - s * x, z


@device
def infrared_look(
    sensor: Floats, site: Floats, x: float, y: float, z: float, bright: float, earth: Floats
) -> tuple[int, float]:
    """How far a look from orbit at what shines comes, as a code of limits, and its signal to noise."""
    sx, sy, sz = site[0], site[1], site[2]
    radius = earth[EARTH_RADIUS]
    axis = radius * sqrt(1.0 - earth[EARTH_ECCENTRICITY2])
    if clearance(sx, sy, sz, x, y, z, radius, axis) < 0.0:
        return HORIZON, 0.0
    height, _, _, _ = geodetic_up(x, y, z, radius, earth[EARTH_ECCENTRICITY2])
    if height < sensor[CLOUDS]:
        return CLOUD, 0.0
    dx, dy, dz = x - sx, y - sy, z - sz
    away2 = dx * dx + dy * dy + dz * dz
    down = -(dx * sx + dy * sy + dz * sz) / sqrt(away2 * (sx * sx + sy * sy + sz * sz))
    if down < sensor[CONE]:
        return FIELD, 0.0
    snr = bright / (away2 * sensor[NOISE])
    return (RANGE if snr < sensor[ASKED] else CHANCE), snr


@device
def radar_look(sensor: Floats, x: float, y: float, z: float, echo: Floats) -> tuple[int, float, float]:
    """How far a radar's look comes; what stands for strength in its signal to noise; the distance [m].

    The second answer, times `TRACK` or `SEARCH`, is the signal to noise: cross-section over range to the
    fourth, less what is lost off the middle of a face. Strength is not yet asked about.

    Args:
        sensor: Its row.
        x, y, z: The target, ECEF [m].
        echo: Cross-section by band [m2].
    """
    dx, dy, dz = x - sensor[PLACE], y - sensor[PLACE + 1], z - sensor[PLACE + 2]
    away2 = dx * dx + dy * dy + dz * dz
    away = sqrt(away2)
    a = AXES
    up = (dx * sensor[a + 6] + dy * sensor[a + 7] + dz * sensor[a + 8]) / away
    if up < sensor[DIP]:
        return HORIZON, 0.0, away
    if up < sensor[LOWEST] or up > sensor[HIGHEST]:
        return FIELD, 0.0, away
    east = (dx * sensor[a] + dy * sensor[a + 1] + dz * sensor[a + 2]) / away
    north = (dx * sensor[a + 3] + dy * sensor[a + 4] + dz * sensor[a + 5]) / away
    turned = atan2(east, north) - sensor[AZIMUTH]
    turned -= 2.0 * pi * floor(turned / (2.0 * pi))
    if turned > sensor[SPAN]:
        return FIELD, 0.0, away
    strength = echo[int(sensor[BAND])] / (away2 * away2)
    if sensor[FACE_UP] == sensor[FACE_UP]:
        share = sensor[SPAN] / sensor[FACES]
        aside = turned - (min(floor(turned / share), sensor[FACES] - 1.0) + 0.5) * share
        level = sqrt(east * east + north * north)
        middle = sensor[FACE_LEVEL] * level * cos(aside) + sensor[FACE_UP] * up
        # a flat face shows less of itself to the side, once sending and once receiving
        strength *= max(middle, 0.0) ** 2
    return RANGE, strength, away


@device
def from_aside(
    sensor: Floats, x: float, y: float, z: float, vx: float, vy: float, vz: float, more: float
) -> float:
    """How many times stronger an echo is than from the front.

    The logarithm of the cross-section goes from front to side with the squared sine of the angle between the
    line of sight and the body, which flies nose first; the back is as the front.

    Args:
        sensor: Its row.
        x, y, z: The target, ECEF [m].
        vx, vy, vz: Its velocity, of any size.
        more: Natural logarithm of the cross-section from the side over that from the front.
    """
    dx, dy, dz = x - sensor[PLACE], y - sensor[PLACE + 1], z - sensor[PLACE + 2]
    along = dx * vx + dy * vy + dz * vz
    both = (dx * dx + dy * dy + dz * dz) * (vx * vx + vy * vy + vz * vz)
    return exp(more * (1.0 - along * along / both)) if both > 0.0 else 1.0


@device
def tell_flame(sensor: Floats, most: float, first: float, earth: Floats, row: Floats) -> float:
    """Write whether a satellite takes what it sees for a flame, by what it measures alone.

    Its intensity follows from the irradiance and from where the line of sight comes down to the height of
    flames.

    Args:
        sensor: Its row.
        most: Brightest look at this object before [W/sr].
        first: When it was first seen [s].
        earth: `constants.earth()`.
        row: The detection, its measurement written, (DETECTION,).

    Returns:
        The brightest look, this one among them [W/sr].
    """
    away = distance_to_height(row[SITE : SITE + 3], row[DIRECTION : DIRECTION + 3], FLAME_HEIGHT, earth)
    bright = row[SNR] * sensor[NOISE] * away * away
    most = max(most, bright)
    burns = bright >= max(FADED * most, DIMMEST_FLAME) and row[TIME] - first <= LONGEST_FLAME
    row[FLAME] = 1.0 if burns else 0.0
    return most


@device
def error_of(sensor: Floats, snr: float) -> float:
    """One sigma of a measured direction [rad]."""
    own = sensor[ANGLE_ERROR]
    if sensor[KIND] == INFRARED:
        return own
    noise = sensor[WIDTH] / (_SLOPE * sqrt(2.0 * snr))
    return sqrt(own * own + noise * noise)


@device
def measure(
    sensor: Floats,
    site: Floats,
    x: float,
    y: float,
    z: float,
    snr: float,
    number: int,
    draw: tuple[Word, Word, int],
    out: Floats,
) -> None:
    """Write the measurement of a look that detects: direction, distance and their errors."""
    dx, dy, dz = x - site[0], y - site[1], z - site[2]
    away = sqrt(dx * dx + dy * dy + dz * dz)
    ux, uy, uz = dx / away, dy / away, dz / away
    ax, ay, _, bx, by, bz = across_of(ux, uy, uz)
    error = error_of(sensor, snr)
    first, second = normals(number, 1, draw[2], draw[0], draw[1])
    ux += error * (first * ax + second * bx)
    uy += error * (first * ay + second * by)
    uz += error * second * bz
    size = sqrt(ux * ux + uy * uy + uz * uz)
    out[SITE], out[SITE + 1], out[SITE + 2] = site[0], site[1], site[2]
    out[DIRECTION], out[DIRECTION + 1], out[DIRECTION + 2] = ux / size, uy / size, uz / size
    out[DISTANCE], out[DEPTH] = np.nan, np.nan
    if sensor[KIND] != INFRARED:
        depth, _ = normals(number, 2, draw[2], draw[0], draw[1])
        out[DISTANCE], out[DEPTH] = away + sensor[RANGE_ERROR] * depth, sensor[RANGE_ERROR]
    out[ANGLE], out[INTERVAL], out[SNR], out[FLAME] = error, sensor[REVISIT], snr, 0.0
