"""The sensors of a case: one row each, however they are written down, and who may cue whom."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from opendome.arrays import Integers
from opendome.physics.radiation import WAVEBANDS

# What a sensor is (codes of `POST["kind"]`).
INFRARED, RADAR = range(2)
SENSOR_KINDS = ("infrared", "radar")

# How it stands or moves (codes of `POST["standing"]`).
ON_SITE, GEOSTATIONARY, ELLIPTIC, CIRCULAR = range(4)

BANDS = ("vhf", "uhf", "l", "s", "c", "x", "ku", "ka")
"""Radar bands (codes of `POST["band"]` of a radar)."""

INFRARED_BANDS = tuple(WAVEBANDS)
"""Infrared bands (codes of `POST["band"]` of a satellite)."""

SENSOR_FIELDS = (
    # where a satellite is: one of longitude (geostationary), the ellipse, or the height of a circle
    "longitude",  # [rad]
    "apogee_altitude",  # [m]
    "perigee_altitude",  # [m]
    "inclination",  # [rad]
    "argument_of_perigee",  # [rad]
    "node",  # right ascension at the epoch [rad]
    "mean_anomaly",  # at the epoch [rad]
    "circle_altitude",  # [m]
    # infrared
    "nadir_cone",  # full angle [rad]; absent: to the limb
    "revisit",  # between two looks at one place [s]
    "noise_equivalent_irradiance",  # [W/m2]
    "detection_ratio",  # signal to noise asked for [-]
    "cloud_top_altitude",  # [m]
    # radar
    "frequency",  # [Hz]
    "average_power",  # [W]
    "aperture",  # effective [m2]
    "loss",  # [dB]
    "system_temperature",  # [K]
    "dwell",  # [s]
    "search_volume",  # [sr]; absent: it looks where it is told
    "search_time",  # [s]
    "detection_level",  # signal to noise asked for [dB]
    "false_alarm",  # [-]
    "azimuth_from",  # [rad]
    "azimuth_to",  # [rad]
    "elevation_minimum",  # [rad]
    "elevation_maximum",  # [rad]
    "face_elevation",  # where the middle of a face looks [rad]; absent: no loss off the middle
    "range_error",  # [m]
    "report_interval",  # between two measurements in track [s]
    # both
    "confirm",  # from the first detection to a report [s]
    "angle_error",  # that no signal takes away [rad]
)

POST = np.dtype(
    [
        ("kind", np.int64),
        ("standing", np.int64),
        ("latitude", np.float64),  # of a site [rad]
        ("longitude", np.float64),  # [rad]
        ("altitude", np.float64),  # [m]
        ("azimuth_from", np.float64),  # that a scenario asks for, instead of the entry's; NaN: none [rad]
        ("azimuth_to", np.float64),
        ("plane", np.int64),  # of a circular constellation
        ("planes", np.int64),
        ("slot", np.int64),
        ("satellites", np.int64),
        ("phasing", np.int64),
        ("star", np.int64),
        ("band", np.int64),  # code of BANDS, or of INFRARED_BANDS
        ("faces", np.int64),
        ("swerling", np.int64),
        ("tracks_maximum", np.int64),  # 0: as many as its dwells leave time for
    ]
)
"""One row a sensor: what is plain choice and count, not a figure."""


@dataclass(frozen=True)
class Sensors:
    """All sensors of a case, S of them.

    Attributes:
        id: As `uewr-clear` or `opir-geo-3`, (S,).
        system: What is bought, or left out, as one: all satellites of an entry, or one radar, (S,).
        system_name: The same in words, (S,).
        posts: Rows of `POST`, (S,).
        places: Places of `SENSOR_FIELDS` in the table of figures, (S,).
        cues: Whether sensor j may tell sensor i where to look, (S, S).
        tier: Sensors of a tier are cued by earlier tiers only, (S,).
    """

    id: tuple[str, ...]
    system: tuple[str, ...]
    system_name: tuple[str, ...]
    posts: NDArray[np.void]
    places: NDArray[np.void]
    cues: NDArray[np.bool_]
    tier: Integers

    def __len__(self) -> int:
        return len(self.id)

    @property
    def tiers(self) -> range:
        """Numbers of the tiers, in the order in which they look."""
        return range(int(self.tier.max(initial=-1)) + 1)

    @property
    def infrared_bands(self) -> tuple[str, ...]:
        """Infrared bands in which somebody looks, in the order of `INFRARED_BANDS`."""
        codes = self.posts["band"][self.posts["kind"] == INFRARED]
        return tuple(band for code, band in enumerate(INFRARED_BANDS) if code in codes)

    @property
    def systems(self) -> tuple[str, ...]:
        """Each system once, in the order of the scenario."""
        return tuple(dict.fromkeys(self.system))
