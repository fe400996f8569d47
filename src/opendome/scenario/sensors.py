"""Sensors, as a file describes them: infrared satellites and surface radars.

A bare radar range is never stored: what a range means depends on the target, so the file gives what a range
follows from (power, aperture, losses, dwell, the ratio of signal to noise asked for).
"""

from __future__ import annotations

from typing import Annotated, Literal

from pydantic import Field, ValidationInfo, field_validator, model_validator
from pydantic_core import PydanticCustomError

from opendome.scenario.equipment import ONE_OR_MANY, Equipment, Text
from opendome.scenario.figures import (
    Azimuth,
    Bounds,
    CountOfNone,
    CountOfOne,
    Elevation,
    Figure,
    Longitude,
    NonNegative,
    Positive,
    Spec,
    between,
)

Band = Literal["vhf", "uhf", "l", "s", "c", "x", "ku", "ka"]
InfraredBand = Literal["swir", "mwir", "lwir"]
LOWEST_ORBIT_KM = 120
HIGHEST_APOGEE_KM = 110_000
"""With the lowest perigee an eccentricity of 0.9, up to which places are solved."""

ORBIT = Bounds(
    LOWEST_ORBIT_KM, None, f"An orbit lies above {LOWEST_ORBIT_KM} km: lower, the air ends it within a turn."
)
OrbitHeight = Annotated[Figure, ORBIT]
CONE = Bounds(0, 180, "A full cone angle is more than 0 and at most 180 degrees.", above=True)
LookTime = Annotated[Figure, Bounds(0.01, None, "Between two looks lies at least 0.01 s.")]
FalseAlarm = Annotated[Figure, Bounds(0, 0.1, "This is more than 0 and at most 0.1.", above=True)]
Inclination = Annotated[Figure, between(0, 180)]
Turn = Annotated[Figure, between(0, 360)]


def _assumed(value: float, low: float, high: float) -> Figure:
    return Figure(value=value, low=low, high=high, source="assumed", where="not given")


DEFAULTS = {
    "infrared": {"angle_error_urad": _assumed(30, 10, 100)},
    "radar": {
        "false_alarm_probability": _assumed(1e-6, 1e-8, 1e-5).model_copy(update={"shape": "log_uniform"}),
        "range_error_m": _assumed(50, 10, 200),
        "angle_error_urad": _assumed(500, 100, 2000),
        "confirm_s": _assumed(10, 3, 20),
        "report_interval_s": _assumed(5, 2, 10),
    },
}
"""What holds where a sensor does not say, by its kind and key."""


class GeoOrbit(Spec):
    """A place over the equator that turns with the Earth."""

    kind: Literal["geo"] = Field(description="Geostationary.")
    longitude_deg: Longitude = Field(description="Longitude under the satellite, east positive.")


class HeoOrbit(Spec):
    """A long ellipse, high over one hemisphere for most of its turn."""

    kind: Literal["heo"] = Field(description="Highly elliptical.")
    apogee_altitude_km: OrbitHeight = Field(description="Greatest height.")
    perigee_altitude_km: OrbitHeight = Field(description="Least height.")
    inclination_deg: Inclination = Field(description="Against the equator.")
    argument_of_perigee_deg: Turn = Field(description="From the ascending node to the perigee.")
    raan_deg: Turn = Field(description="Right ascension of the ascending node, at the epoch.")
    mean_anomaly_deg: Turn | None = Field(None, description="Mean anomaly at the epoch; absent: 0.")

    # of fields and not of the whole: other keys may be wrong as well, and all is told at once
    @field_validator("apogee_altitude_km")
    @classmethod
    def _apogee(cls, apogee: Figure) -> Figure:
        if apogee.ends[1] > HIGHEST_APOGEE_KM:
            raise PydanticCustomError(
                "orbit_height",
                f"An apogee above {HIGHEST_APOGEE_KM:,} km is too long an ellipse for this model.",
            )
        return apogee

    @field_validator("perigee_altitude_km")
    @classmethod
    def _perigee(cls, perigee: Figure, others: ValidationInfo) -> Figure:
        apogee = others.data.get("apogee_altitude_km")
        if apogee is not None and perigee.value > apogee.value:
            raise PydanticCustomError("orbit_order", "The perigee lies above the apogee.")
        return perigee


class WalkerOrbit(Spec):
    """Circular orbits in evenly spaced planes."""

    kind: Literal["walker"] = Field(description="A Walker constellation.")
    pattern: Literal["delta", "star"] = Field(
        "delta", description="Nodes spread over the full circle (delta) or half of it (star)."
    )
    satellites_count: CountOfOne = Field(description="Satellites in all.")
    planes_count: CountOfOne = Field(description="Planes; the satellites divide among them.")
    phasing_count: CountOfNone = Field(0, description="Walker's F: shift from plane to plane.")
    inclination_deg: Inclination = Field(description="Against the equator.")
    altitude_km: OrbitHeight = Field(description="Height of the circular orbits.")

    @field_validator("planes_count")
    @classmethod
    def _planes(cls, planes: int, others: ValidationInfo) -> int:
        if others.data.get("satellites_count", 0) % planes:
            raise PydanticCustomError("walker", "The satellites do not divide evenly among the planes.")
        return planes

    @field_validator("phasing_count")
    @classmethod
    def _phasing(cls, phasing: int, others: ValidationInfo) -> int:
        if phasing >= others.data.get("planes_count", phasing + 1):
            raise PydanticCustomError(
                "walker", "The phasing lies between 0 and the number of planes less one."
            )
        return phasing


Orbit = Annotated[GeoOrbit | HeoOrbit | WalkerOrbit, Field(discriminator="kind")]


class Infrared(Equipment):
    """Infrared satellites that see a missile by its flame or its heat."""

    kind: Literal["infrared"] = Field(description="What the file describes.")
    orbit: Annotated[tuple[Orbit, ...], Field(min_length=1), *ONE_OR_MANY] = Field(
        description="Orbit of the satellites, or a list of orbits."
    )
    nadir_cone_deg: Annotated[Figure, CONE] | None = Field(
        None, description="Full angle of the cone about the nadir that it sees; absent: to the limb."
    )
    band: InfraredBand = Field(
        "swir",
        description="Band in which it looks: swir, near 2.7 µm, for flames; mwir, 3 to 5 µm, for hot skin; "
        "lwir, 8 to 12 µm, for cold bodies.",
    )
    band_from_um: Positive | None = Field(None, description="Short end of its waveband.")
    band_to_um: Positive | None = Field(None, description="Long end of its waveband.")
    revisit_s: LookTime = Field(description="Time between two looks at one place.")
    confirm_s: NonNegative = Field(description="From first detection to a report that others may use.")
    noise_equivalent_irradiance_w_per_cm2: Positive = Field(
        description="Irradiance at the aperture that equals the noise."
    )
    detection_snr_ratio: Positive = Field(description="Ratio of signal to noise asked of a detection.")
    cloud_top_altitude_km: NonNegative | None = Field(
        None, description="Height above which a flame is seen; absent: the ground."
    )
    angle_error_urad: Positive | None = Field(
        None, description="Error of one direction, one sigma; absent: assumed 30, between 10 and 100."
    )
    cued_by: tuple[Text, ...] = Field((), description="Sensors that may tell it where to look.")

    @model_validator(mode="after")
    def _band(self) -> Infrared:
        if self.band_from_um and self.band_to_um and self.band_from_um.value >= self.band_to_um.value:
            raise PydanticCustomError(
                "band_order", "The waveband ends before it starts.", {"part": "band_to_um"}
            )
        return self


class RadarPlace(Spec):
    """One place that a kind of radar stands at, with its own field of regard."""

    site: Text = Field(description="Id or name of the site.")
    azimuth_from_deg: Azimuth | None = Field(None, description="Left edge of what this one sees.")
    azimuth_to_deg: Azimuth | None = Field(None, description="Right edge of what this one sees.")
    elevation_minimum_deg: Elevation | None = Field(None, description="Lowest elevation of this one.")
    elevation_maximum_deg: Elevation | None = Field(None, description="Greatest elevation of this one.")
    faces_count: CountOfOne | None = Field(None, description="Faces of this one.")


class Radar(Equipment):
    """A surface radar, by what its range follows from."""

    kind: Literal["radar"] = Field(description="What the file describes.")
    band: Band = Field(description="Radar band, as its letter or name.")
    frequency_ghz: Positive = Field(description="Carrier frequency.")
    average_power_kw: Positive = Field(description="Average power radiated by one face.")
    aperture_m2: Positive = Field(description="Effective receiving area of one face; gain follows from it.")
    loss_db: NonNegative = Field(description="All losses together.")
    system_temperature_k: Positive = Field(description="System noise temperature.")
    dwell_s: Positive = Field(description="Time on target that one detection integrates, in track.")
    search_volume_sr: Positive | None = Field(None, description="Solid angle searched without a cue.")
    search_time_s: LookTime | None = Field(None, description="Time to search that volume once.")
    detection_snr_db: Figure = Field(description="Ratio of signal to noise asked of a detection.")
    false_alarm_probability: FalseAlarm | None = Field(
        None, description="False alarms of one look; absent: assumed 1e-6."
    )
    swerling: Annotated[Literal[0, 1, 2, 3, 4], Field(description="Swerling case of the target's echo.")] = 1
    azimuth_from_deg: Azimuth = Field(description="Left edge of the field of regard, clockwise from north.")
    azimuth_to_deg: Azimuth = Field(description="Right edge; less than the left edge where it passes north.")
    elevation_minimum_deg: Elevation = Field(description="Lowest elevation.")
    elevation_maximum_deg: Elevation = Field(description="Greatest elevation.")
    faces_count: CountOfOne = Field(1, description="Faces that share the field of regard.")
    face_elevation_deg: Elevation | None = Field(
        None,
        description="Elevation of the middle of a face, where it is fixed; to its sides the beam weakens. "
        "Absent: as strong everywhere, as one that turns.",
    )
    range_error_m: Positive | None = Field(
        None, description="Error of one range, one sigma; absent: assumed 50, between 10 and 200."
    )
    angle_error_urad: Positive | None = Field(
        None,
        description="Error of one direction that no signal takes away, one sigma; what noise adds follows "
        "from beam and signal. Absent: assumed 500, between 100 and 2,000.",
    )
    confirm_s: NonNegative | None = Field(
        None,
        description="From first detection to a report that others may use; absent: assumed 10, between 3 "
        "and 20.",
    )
    report_interval_s: LookTime | None = Field(
        None, description="Time between two measurements in track; absent: assumed 5, between 2 and 10."
    )
    tracks_maximum_count: CountOfOne | None = Field(
        None,
        description="Objects it can follow at once; absent: as many dwells as fit between two measurements.",
    )
    sites: tuple[RadarPlace, ...] = Field(
        (), description="Places where radars of this kind stand; a scenario may use one or all."
    )
    cued_by: tuple[Text, ...] = Field((), description="Sensors that may tell it where to look.")

    @model_validator(mode="after")
    def _field(self) -> Radar:
        if self.elevation_minimum_deg.value >= self.elevation_maximum_deg.value:
            raise PydanticCustomError(
                "field_order",
                "The lowest elevation lies above the greatest.",
                {"part": "elevation_minimum_deg"},
            )
        if (self.search_volume_sr is None) != (self.search_time_s is None):
            raise PydanticCustomError(
                "half_search",
                "A search has a volume and a time: give both search_volume_sr and search_time_s, or neither.",
            )
        return self
