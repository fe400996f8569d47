"""What many keys are made of: bands, numbers that may not exist, places, moments of a flight."""

from __future__ import annotations

import math
from typing import TYPE_CHECKING, Annotated, Any

from pydantic import BaseModel, BeforeValidator, ConfigDict

if TYPE_CHECKING:
    from opendome.outcomes.bands import Band as WorldBand


class Part(BaseModel):
    """A part of an answer."""

    model_config = ConfigDict(extra="forbid", frozen=True, populate_by_name=True)


def _exists(given: Any) -> Any:
    return None if isinstance(given, float) and not math.isfinite(given) else given


Maybe = Annotated[float | None, BeforeValidator(_exists)]
"""A number that may not exist; NaN and infinity become None."""


class Band(Part):
    """A mean over what is not known, and its 5th and 95th percentile."""

    value: Maybe
    low: Maybe
    high: Maybe

    @classmethod
    def of(cls, band: WorldBand, factor: float = 1.0) -> Band:
        """The band of numbers in SI, in the unit that is `1 / factor` SI."""
        return cls(value=band.value * factor, low=band.low * factor, high=band.high * factor)


class Estimate(Band):
    """A band, and one sigma of the Monte Carlo's own error of its mean."""

    sampling_error: Maybe

    @classmethod
    def of(cls, band: WorldBand, factor: float = 1.0) -> Estimate:
        """The estimate of numbers in SI, in the unit that is `1 / factor` SI."""
        ends = {name: getattr(band, name) * factor for name in ("value", "low", "high", "sampling_error")}
        return cls(**ends)


class Place(Part):
    """A place on the ground."""

    lat_deg: float
    lon_deg: float


class Moment(Part):
    """Motion at one moment; times count from the threat's own launch."""

    time_s: float
    speed_km_per_s: float
    inertial_speed_km_per_s: float
    altitude_km: float
    flight_path_angle_deg: float


class Impact(Part):
    """Where and how it comes down."""

    lat_deg: float
    lon_deg: float
    speed_km_per_s: float
    flight_path_angle_deg: float
