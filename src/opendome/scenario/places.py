"""Places by name: `LAT,LON`, a site of the library, or a city."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

from opendome.errors import InputError, Problem
from opendome.scenario.figures import LATITUDE, LONGITUDE
from opendome.scenario.naming import several_near

if TYPE_CHECKING:
    from opendome.scenario.document import PlaceSpec
    from opendome.scenario.library import Library
    from opendome.scenario.sites import City

_PAIR = re.compile(r"\s*([-+]?[0-9.]+)\s*[,; ]\s*([-+]?[0-9.]+)\s*\Z")


@dataclass(frozen=True)
class Place:
    """A place on the Earth.

    Attributes:
        name: As the library names it; "" where it has no name.
        lat_deg, lon_deg: Geodetic [deg].
        altitude_km: Above the ellipsoid [km].
    """

    name: str
    lat_deg: float
    lon_deg: float
    altitude_km: float = 0.0


def find_place(text: str, library: Library) -> Place:
    """The place that a text on the command line names.

    Raises:
        InputError: No place has this name, or two cities share it.
    """
    pair = _PAIR.match(text)
    if pair:
        return _numbers(text, pair[1], pair[2])
    name = text.strip()
    city = None if library.has("sites", name) else find_city(name, library)
    if city is not None and not isinstance(city, tuple):
        return Place(city.name, city.lat_deg, city.lon_deg)
    site = library.site(name)  # by its name: reads all sites, so cities come first
    if site is not None:
        return Place(site.name, site.lat_deg, site.lon_deg, site.altitude_km)
    message, remedy = city or ("", "")
    if message.startswith("There is no"):
        message = f"There is no place of this name.{_meant(several_near(name, library.places))}"
        remedy = "A place is LAT,LON, a site or a city: opendome list sites, opendome list cities"
    raise InputError(Problem("unknown_place", message, remedy, value=text))


def find_city(text: str, library: Library) -> City | tuple[str, str]:
    """The city of this name, or what is wrong with the name and the way out."""
    name, _, country = (part.strip() for part in text.partition(","))
    same = [city for city in library.cities if city.name.casefold() == name.casefold()]
    if not same:
        known = several_near(name, dict.fromkeys(city.name for city in library.cities))
        return f"There is no city of this name.{_meant(known)}", "All names: opendome list cities"
    there = [city for city in same if not country or city.country.casefold() == country.casefold()]
    countries = sorted({city.country for city in same})
    if not there:
        return (
            f"{same[0].name} is known in {' and '.join(countries)}, not in {country}.",
            f"Write {same[0].name}, {countries[0]}.",
        )
    if len({city.country for city in there}) > 1:
        ways = " or ".join(f"{same[0].name}, {country}" for country in countries)
        return f"{' and '.join(countries)} each have a city of this name.", f"Write {ways}."
    return max(there, key=lambda city: city.population_count)


def place_of(spec: PlaceSpec, library: Library) -> Place:
    """The place that a scenario names.

    Raises:
        InputError: The city or site is not known.
    """
    if spec.site is not None:
        site = library.site(spec.site)
        if site is None:
            raise InputError(library.unknown("sites", spec.site))
        altitude = site.altitude_km if spec.altitude_km is None else spec.altitude_km
        return Place(site.name, site.lat_deg, site.lon_deg, altitude)
    altitude = spec.altitude_km or 0.0
    if spec.city is not None:
        found = find_city(spec.city, library)
        if isinstance(found, tuple):
            raise InputError(Problem("unknown_name", *found, value=spec.city))
        return Place(found.name, found.lat_deg, found.lon_deg, altitude)
    if spec.lat_deg is None or spec.lon_deg is None:
        raise ValueError("a place has both numbers once it is checked")
    return Place("", spec.lat_deg, spec.lon_deg, altitude)


def _numbers(text: str, latitude: str, longitude: str) -> Place:
    found = []
    try:
        lat_deg, lon_deg = float(latitude), float(longitude)
    except ValueError:
        raise InputError(
            Problem("not_a_number", "A place by numbers is LAT,LON in degrees, as 40.0,127.0.", value=text)
        ) from None
    if not LATITUDE.holds(lat_deg):
        found.append(
            Problem("out_of_range", LATITUDE.says, "A place is LAT,LON, latitude first.", value=text)
        )
    if not LONGITUDE.holds(lon_deg):
        found.append(
            Problem("out_of_range", LONGITUDE.says, "A place is LAT,LON, latitude first.", value=text)
        )
    if found:
        raise InputError(*found)
    return Place("", lat_deg, lon_deg)


def _meant(known: list[str]) -> str:
    return f" Did you mean {' or '.join(known)}?" if known else ""
