"""The scenario: a raid, an architecture, a doctrine."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import Annotated, Any, Literal

from pydantic import Field, field_validator, model_validator
from pydantic_core import PydanticCustomError

from opendome.scenario.constellations import Constellation
from opendome.scenario.doctrine import Doctrine
from opendome.scenario.equipment import LANGUAGE, ONE_OR_MANY, Text, Version
from opendome.scenario.figures import (
    AT_LEAST_ONE,
    AzimuthNumber,
    CountOfNone,
    CountOfOne,
    LatitudeNumber,
    LongitudeNumber,
    NonNegativeNumber,
    Number,
    PositiveNumber,
    Spec,
    Whole,
)
from opendome.scenario.programme.plan import Programme
from opendome.scenario.sites import ALTITUDE
from opendome.scenario.threats import EnergyMode

DEFAULT_EPOCH = "2026-01-01T00:00:00Z"
FIRST_YEAR, LAST_YEAR = 1900, 2199
"""Years of an epoch: how the Earth turns is well known between them."""

RAID_LIMIT = 10_000
"""Missiles that one raid may have in all."""

LAST_LAUNCH_S = 366 * 86_400.0
"""No launch of a raid comes later after the epoch: a year is no raid, and dates have an end."""


class PlaceSpec(Spec):
    """A place: a latitude and longitude, a city, or a site."""

    lat_deg: LatitudeNumber | None = Field(None, description="Geodetic latitude, north positive.")
    lon_deg: LongitudeNumber | None = Field(None, description="Longitude, east positive.")
    altitude_km: Annotated[Number, ALTITUDE] | None = Field(
        None, description="Height above the ellipsoid; absent: 0, or the site's own."
    )
    city: Text | None = Field(None, description="Name of a city; with its country where two share it.")
    site: Text | None = Field(None, description="Id or name of a site of the library.")

    @model_validator(mode="before")
    @classmethod
    def _mapping(cls, given: Any) -> Any:
        if isinstance(given, str):
            raise PydanticCustomError(
                "place_form", "A place is {city: NAME}, {site: NAME} or {lat_deg: N, lon_deg: N}."
            )
        return given

    @model_validator(mode="after")
    def _one_form(self) -> PlaceSpec:
        by_numbers = self.lat_deg is not None or self.lon_deg is not None
        if by_numbers + (self.city is not None) + (self.site is not None) != 1:
            raise PydanticCustomError(
                "place_form", "A place is one of {city: NAME}, {site: NAME} and {lat_deg: N, lon_deg: N}."
            )
        if by_numbers and (self.lat_deg is None or self.lon_deg is None):
            lacking = "lat_deg" if self.lat_deg is None else "lon_deg"
            raise PydanticCustomError("place_form", f"The key {lacking} is missing here.")
        return self


class RaidItem(Spec):
    """Missiles of one kind launched from one place."""

    threat: Text = Field(description="Id of a threat of the library.")
    launch: PlaceSpec = Field(description="Where they are launched.")
    aim: Annotated[tuple[PlaceSpec, ...], Field(min_length=1), *ONE_OR_MANY] = Field(
        description="Where they are aimed: a place, or a list of places taken in turn."
    )
    way_points: tuple[PlaceSpec, ...] = Field(
        (), description="Places that gliders and cruise missiles fly over on the way, in order."
    )
    count: Annotated[Whole, AT_LEAST_ONE] = Field(1, description="How many missiles.")
    spacing_s: NonNegativeNumber = Field(0, description="Time between two launches.")
    start_s: NonNegativeNumber = Field(0, description="First launch, in seconds after the epoch.")
    name: Text | None = Field(None, description="What they are called, as wave-a; absent: the threat's id.")
    energy: EnergyMode | None = Field(None, description="How they are flown, instead of the threat's own.")
    apogee_km: PositiveNumber | None = Field(None, description="Asked-for greatest height of the flight.")


class SensorUse(Spec):
    """A sensor of the library put into the architecture."""

    use: Text = Field(description="Id of a sensor of the library.")
    site: Text | None = Field(None, description="Site it stands at; absent: where its entry says.")
    at: PlaceSpec | None = Field(None, description="Place it stands at, where that is no site.")
    azimuth_from_deg: AzimuthNumber | None = Field(
        None, description="Left edge of what a radar sees from there, instead of its entry's."
    )
    azimuth_to_deg: AzimuthNumber | None = Field(None, description="Right edge, likewise.")
    name: Text | None = Field(None, description="What it is called here.")
    count: CountOfOne = Field(1, description="How many of them stand there; of satellites: how many sets.")

    @model_validator(mode="after")
    def _whole_field(self) -> SensorUse:
        if self.site is not None and self.at is not None:
            raise PydanticCustomError(
                "sensor_place", "A sensor stands at one place: site or at, not both.", {"part": "at"}
            )
        if (self.azimuth_from_deg is None) != (self.azimuth_to_deg is None):
            raise PydanticCustomError(
                "half_field", "A field of regard has two edges: azimuth_from_deg and azimuth_to_deg."
            )
        return self


class InterceptorUse(Spec):
    """Interceptors of the library at one site, or in one constellation."""

    use: Text = Field(description="Id of an interceptor of the library.")
    site: Text | None = Field(None, description="Site they stand at.")
    at: PlaceSpec | None = Field(None, description="Place they stand at, where that is no site.")
    constellation: Constellation | None = Field(None, description="Satellites that carry them.")
    name: Text | None = Field(None, description="What the battery or constellation is called here.")
    inventory_count: CountOfNone | None = Field(
        None, description="Interceptors ready to fire; needed at a place, and counted by itself in orbit."
    )

    @model_validator(mode="after")
    def _somewhere(self) -> InterceptorUse:
        places = (self.site, self.at, self.constellation)
        if sum(place is not None for place in places) != 1:
            raise PydanticCustomError(
                "battery_place",
                "A battery stands at one place: give site: NAME, or at: with a place, or constellation: with "
                "an orbit.",
            )
        if self.constellation is None and self.inventory_count is None:
            raise PydanticCustomError(
                "battery_stock", "The key inventory_count is missing here.", {"part": "inventory_count"}
            )
        if self.constellation is not None and self.inventory_count is not None:
            raise PydanticCustomError(
                "battery_stock",
                "Interceptors in orbit are counted by satellites: give interceptors_each_count in the "
                "constellation.",
                {"part": "inventory_count"},
            )
        return self


class Architecture(Spec):
    """What defends."""

    sensors: tuple[SensorUse, ...] = Field((), description="Sensors.")
    interceptors: tuple[InterceptorUse, ...] = Field((), description="Interceptors, by site.")


class Scenario(Spec):
    """A raid against an architecture."""

    opendome: Version = Field(LANGUAGE, description="Version of the language this file is written in.")
    kind: Literal["scenario"] = Field("scenario", description="What the file describes.")
    name: Text = Field(description="What the scenario is called.")
    description: str = Field("", description="What it is for, in words.")
    epoch: str = Field(DEFAULT_EPOCH, description="UTC, ISO 8601; all times count from it.")
    raid: tuple[RaidItem, ...] = Field(min_length=1, description="What is launched.")
    architecture: Architecture = Field(Architecture(), description="What defends.")
    doctrine: Doctrine = Field(Doctrine(), description="How each layer shoots.")
    programme: Programme | None = Field(
        None, description="What it costs and when it can stand; absent: preferred prices, bought at once."
    )
    library: dict[str, Any] = Field(
        {}, description="Changes to entries of the library, for this scenario: {ID: {key: value}}."
    )

    @field_validator("epoch")
    @classmethod
    def _time(cls, given: str) -> str:
        try:
            read = datetime.fromisoformat(given)
        except ValueError:
            raise PydanticCustomError(
                "epoch", "A time is written as 2026-01-01T00:00:00Z (UTC, ISO 8601)."
            ) from None
        if read.tzinfo is not None and read.utcoffset() != UTC.utcoffset(None):
            raise PydanticCustomError("epoch", "The epoch is given in UTC: end it with Z.")
        if not FIRST_YEAR <= read.year <= LAST_YEAR:
            raise PydanticCustomError(
                "epoch", f"The year of an epoch lies between {FIRST_YEAR} and {LAST_YEAR}."
            )
        return given

    def threat_ids(self) -> list[list[str]]:
        """Ids of the missiles of each item: the entry's name and number, counting on over items."""
        last: dict[str, int] = {}
        ids = []
        for item in self.raid:
            label = item.name or item.threat
            first = last.get(label, 0) + 1
            last[label] = first + item.count - 1
            ids.append([f"{label}-{number}" for number in range(first, last[label] + 1)])
        return ids
