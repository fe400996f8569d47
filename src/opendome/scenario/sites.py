"""Sites: places that equipment stands at, and cities that a raid aims at."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Annotated, Literal

from pydantic import Field

from opendome.scenario.equipment import Equipment, Text
from opendome.scenario.figures import Bounds, LatitudeNumber, LongitudeNumber, Number

ALTITUDE = Bounds(-1, 30, "A place lies between -1 and 30 km above the ellipsoid.")


class Site(Equipment):
    """A place that can stand in a scenario by its id or its name."""

    kind: Literal["site"] = Field(description="What the file describes.")
    lat_deg: LatitudeNumber = Field(description="Geodetic latitude, north positive.")
    lon_deg: LongitudeNumber = Field(description="Longitude, east positive.")
    altitude_km: Annotated[Number, ALTITUDE] = Field(0, description="Height above the ellipsoid.")
    country: Text = Field(description="Country, as two letters.")
    role: str = Field("", description="What stands there, in words.")


@dataclass(frozen=True)
class City:
    """One row of the table of cities.

    Attributes:
        name: As the source names it.
        country: Two letters.
        lat_deg, lon_deg: Geodetic [deg].
        population_count: People.
    """

    name: str
    country: str
    lat_deg: float
    lon_deg: float
    population_count: int
