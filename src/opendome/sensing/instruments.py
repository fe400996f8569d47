"""Sensors as kernels take them: one row of numbers each, with all that follows from their figures alone."""

from __future__ import annotations

from functools import lru_cache

import numpy as np
from numpy.typing import NDArray

from opendome.arrays import Floats
from opendome.physics import orbits
from opendome.physics.constants import EQUATORIAL_RADIUS
from opendome.physics.earth import ecef_from_geodetic
from opendome.physics.frames import enu_axes
from opendome.records import sensors as seen
from opendome.records.case import World
from opendome.sensing import range_equation as radar

# Columns of a row. A sensor that does not turn about the Earth by itself has its place; one that does, its
# elements.
KIND, FIXED, PLACE, AXES, ELEMENTS = 0, 1, 2, 5, 14
_NEXT = ELEMENTS + orbits.ELEMENTS
(
    CONE, REVISIT, NOISE, ASKED, CLOUDS, ANGLE_ERROR, RANGE_ERROR, TRACK, SEARCH, BEAM, WIDTH, DWELL,
    SEARCH_TIME, FALSE_ALARM, DIP, AZIMUTH, SPAN, LOWEST, HIGHEST, FACES, FACE_LEVEL, FACE_UP, SWERLING, BAND,
) = range(_NEXT, _NEXT + 24)  # fmt: skip
COLUMNS = _NEXT + 24


def rows(world: World, looking: NDArray[np.bool_]) -> Floats:
    """The sensors of a world, (S, COLUMNS); what does not apply, and who does not look, is NaN.

    `TRACK` and `SEARCH` are signal to noise on 1 m2 at 1 m: times cross-section, over range to the fourth.
    """
    sensors, numbers = world.case.sensors, world.sensors
    table = np.full((len(sensors), COLUMNS), np.nan)
    for row in np.flatnonzero(looking):
        post, given = sensors.posts[row], numbers[row]
        table[row, KIND] = post["kind"]
        table[row, ANGLE_ERROR] = given["angle_error"]
        table[row, FIXED] = float(post["standing"] in (seen.ON_SITE, seen.GEOSTATIONARY))
        if post["kind"] == seen.INFRARED:
            _infrared(table[row], post, given)
            name = seen.INFRARED_BANDS[int(post["band"])]
            table[row, BAND] = sensors.infrared_bands.index(name)
        else:
            _radar(table[row], post, given, world.case.earth.spherical)
    return table


def _infrared(row: Floats, post: np.void, given: np.void) -> None:
    standing = post["standing"]
    if standing == seen.GEOSTATIONARY:
        turn = float(given["longitude"])
        row[PLACE : PLACE + 3] = orbits.GEOSTATIONARY_RADIUS * np.array([np.cos(turn), np.sin(turn), 0.0])
    elif standing == seen.ELLIPTIC:
        # two ranges may cross in a draw: the lower height is the perigee
        low, high = sorted((float(given["perigee_altitude"]), float(given["apogee_altitude"])))
        row[ELEMENTS : ELEMENTS + orbits.ELEMENTS] = orbits.elements(
            low,
            high,
            inclination=float(given["inclination"]),
            node=float(given["node"]),
            perigee=float(given["argument_of_perigee"]),
            anomaly=float(np.nan_to_num(given["mean_anomaly"], nan=0.0)),
        )
    else:
        shell = orbits.walker(
            satellites=int(post["satellites"]),
            planes=int(post["planes"]),
            phasing=int(post["phasing"]),
            star=bool(post["star"]),
            inclination=float(given["inclination"]),
            altitude=float(given["circle_altitude"]),
        )
        each = int(post["satellites"]) // int(post["planes"])
        row[ELEMENTS : ELEMENTS + orbits.ELEMENTS] = shell[int(post["plane"]) * each + int(post["slot"])]
    row[CONE] = np.cos(0.5 * given["nadir_cone"]) if np.isfinite(given["nadir_cone"]) else -2.0
    row[REVISIT] = given["revisit"]
    row[NOISE] = given["noise_equivalent_irradiance"]
    row[ASKED] = given["detection_ratio"]
    row[CLOUDS] = np.nan_to_num(given["cloud_top_altitude"], nan=0.0)


@lru_cache(maxsize=1024)
def _standing(latitude: float, longitude: float, altitude: float, spherical: bool) -> Floats:
    """Place, and east, north and up, of a radar on the ground, (12,); the same in every world."""
    where = np.asarray(latitude), np.asarray(longitude)
    place = ecef_from_geodetic(*where, np.asarray(altitude), spherical)
    return np.concatenate((place, enu_axes(*where).ravel()))


def _radar(row: Floats, post: np.void, given: np.void, spherical: bool) -> None:
    site = float(post["latitude"]), float(post["longitude"]), float(post["altitude"])
    row[PLACE : AXES + 9] = _standing(*site, spherical)
    wavelength = radar.LIGHT / float(given["frequency"])
    power, aperture = float(given["average_power"]), float(given["aperture"])
    temperature, loss = float(given["system_temperature"]), radar.ratio(float(given["loss"]))
    dwell, volume = float(given["dwell"]), float(given["search_volume"])
    frame = float(given["search_time"])
    row[TRACK] = radar.track_strength(power, dwell, aperture, wavelength, temperature, loss)
    row[SEARCH] = 0.0
    if np.isfinite(volume):
        row[SEARCH] = radar.search_strength(power, aperture, frame, volume, temperature, loss)
    row[BEAM] = radar.beam_solid_angle(aperture, wavelength)
    row[WIDTH] = radar.beam_width(aperture, wavelength)
    row[DWELL], row[SEARCH_TIME] = dwell, frame
    row[REVISIT] = given["report_interval"]
    row[ASKED] = radar.ratio(float(given["detection_level"]))
    row[FALSE_ALARM] = given["false_alarm"]
    row[RANGE_ERROR] = given["range_error"]
    turn = 2.0 * np.pi
    asked = np.isfinite(post["azimuth_from"])  # a scenario may turn a radar
    left, right = (float((post if asked else given)[edge]) for edge in ("azimuth_from", "azimuth_to"))
    span = right - left
    row[AZIMUTH] = left
    row[SPAN] = turn if span == 0.0 or abs(span) >= turn - 1e-9 else span % turn
    # from a height the horizon lies lower: sine of minus the dip
    share = EQUATORIAL_RADIUS / (EQUATORIAL_RADIUS + max(float(post["altitude"]), 0.0))
    row[DIP] = -np.sqrt(1.0 - share * share)
    row[LOWEST], row[HIGHEST] = np.sin(given["elevation_minimum"]), np.sin(given["elevation_maximum"])
    row[FACES], row[SWERLING], row[BAND] = post["faces"], post["swerling"], post["band"]
    tilt = float(given["face_elevation"])
    row[FACE_LEVEL], row[FACE_UP] = np.cos(tilt), np.sin(tilt)
