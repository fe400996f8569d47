"""What was seen: of every sensor and threat, also why it was not; and every single detection."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from opendome.arrays import Floats, Integers

if TYPE_CHECKING:
    import polars

# What kept a sensor from seeing a threat (codes of `Sightings.limit`): how far the best look came.
(
    NO_LIMIT, HORIZON, CLOUD, FIELD, RANGE, NEVER_CUED, CHANCE, LOAD,
) = range(8)  # fmt: skip
LIMITS = {
    "none": "It saw the missile.",
    "horizon": "The Earth was in the way, as long as there was something to see.",
    "cloud": "While it was bright it stayed below the clouds.",
    "field": "The missile never flew through its field of regard.",
    "range": "Echo or flame was too weak at that distance.",
    "never_cued": "It finds nothing by itself at that distance, and nobody told it in time where to look.",
    "chance": "It could have seen the missile, and no look happened to.",
    "load": "It was following as many objects as it can.",
}
"""Limit by code, with what it means."""

# Columns of `Detections.measured`.
(
    MEASURED_TIME, MEASURED_SITE, MEASURED_DIRECTION, MEASURED_RANGE, MEASURED_ANGLE, MEASURED_DEPTH,
    MEASURED_INTERVAL, MEASURED_SNR, MEASURED_FLAME,
) = 0, 1, 4, 7, 8, 9, 10, 11, 12  # fmt: skip
MEASURED = 13


@dataclass(frozen=True)
class Sightings:
    """Every pair of N threats and S sensors of one world. Times count from the epoch [s], NaN for never.

    A pair that was never looked at, because its tier was left out, has NaN everywhere and `NO_LIMIT`.

    Attributes:
        threat_id: (N,).
        sensor_id: (S,).
        first_view, last_view: When the Earth is not in the way: of what shines in its band for an infrared
            satellite, of the body for a radar (N, S).
        first_detectable: When it is also in the field and strong enough (N, S).
        first_detected, last_detected: The first and the last look that detects (N, S).
        reported: When others may use it (N, S).
        best_snr: Largest signal to noise while in the field, a ratio (N, S).
        detections_count: (N, S).
        limit: Codes of `LIMITS` (N, S).
    """

    threat_id: tuple[str, ...]
    sensor_id: tuple[str, ...]
    first_view: Floats
    last_view: Floats
    first_detectable: Floats
    first_detected: Floats
    last_detected: Floats
    reported: Floats
    best_snr: Floats
    detections_count: Integers
    limit: Integers

    def to_frame(self) -> polars.DataFrame:
        """One row a pair."""
        from opendome.records.frames import sightings_frame

        return sightings_frame(self)


@dataclass(frozen=True)
class Detections:
    """Every detection of one world, D of them, in order of object and time.

    What a tracker may use stands apart from the truth: `object` is the number under which the sensors follow
    something, `threat` the missile that it is.

    Attributes:
        sensor_id: Names of the sensors.
        sensor: Which of them (D,).
        object: (D,).
        measured: What a tracker is given, as the columns that the properties below name (D, MEASURED).
        threat: The missile that it is, for scoring only (D,).
    """

    sensor_id: tuple[str, ...]
    sensor: Integers
    object: Integers
    measured: Floats
    threat: Integers

    @property
    def time(self) -> Floats:
        """[s] since the epoch (D,)."""
        return self.measured[:, MEASURED_TIME]

    @property
    def site(self) -> Floats:
        """Where the sensor was, ECEF [m] (D, 3)."""
        return self.measured[:, MEASURED_SITE : MEASURED_SITE + 3]

    @property
    def direction(self) -> Floats:
        """Measured line of sight, unit vector, ECEF (D, 3)."""
        return self.measured[:, MEASURED_DIRECTION : MEASURED_DIRECTION + 3]

    @property
    def range(self) -> Floats:
        """Measured distance [m], NaN for infrared (D,)."""
        return self.measured[:, MEASURED_RANGE]

    @property
    def angle_error(self) -> Floats:
        """One sigma in each of two directions across the line of sight [rad] (D,)."""
        return self.measured[:, MEASURED_ANGLE]

    @property
    def range_error(self) -> Floats:
        """One sigma of the distance [m], NaN for infrared (D,)."""
        return self.measured[:, MEASURED_DEPTH]

    @property
    def interval(self) -> Floats:
        """Time to the sensor's next look [s] (D,)."""
        return self.measured[:, MEASURED_INTERVAL]

    @property
    def snr(self) -> Floats:
        """Signal to noise, a ratio (D,)."""
        return self.measured[:, MEASURED_SNR]

    @property
    def flame(self) -> Floats:
        """1 where a satellite takes what it sees for a burning engine, by how bright it is; else 0 (D,)."""
        return self.measured[:, MEASURED_FLAME]

    def __len__(self) -> int:
        return len(self.time)

    def to_frame(self) -> polars.DataFrame:
        """One row a detection."""
        from opendome.records.frames import detections_frame

        return detections_frame(self)
