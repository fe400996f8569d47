"""How many of what an architecture asks for, by equipment and by what a price may be per."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from math import radians

from opendome.physics.earth import surface_distance
from opendome.scenario.document import InterceptorUse, PlaceSpec, Scenario, SensorUse
from opendome.scenario.equipment import Equipment
from opendome.scenario.interceptors import Interceptor
from opendome.scenario.library import Library
from opendome.scenario.places import Place, place_of
from opendome.scenario.sensors import Infrared, Radar, WalkerOrbit
from opendome.scenario.settle.entries import entry_of
from opendome.scenario.settle.sensors import place_at_site, site_of

Spot = tuple[float, float]
"""Latitude and longitude of a place [deg]."""

BESIDE_KM = 25.0
"""A radar no farther than this from a battery is the one that belongs to it."""

OWN_UNITS = ("interceptor", "satellite", "radar")
"""What a price may be per that is the equipment itself, not its batteries or sites."""


def sensor_units(item: SensorUse, spec: Equipment) -> float:
    """Satellites of a sensor that an architecture uses, or radars: at one place, or at all of its entry's."""
    if isinstance(spec, Infrared):
        each = sum(orbit.satellites_count if isinstance(orbit, WalkerOrbit) else 1 for orbit in spec.orbit)
        return float(each * item.count)
    own = item.site is not None or item.at is not None
    return float((1 if own or not isinstance(spec, Radar) else len(spec.sites) or 1) * item.count)


def interceptor_units(item: InterceptorUse) -> float:
    """Interceptors that an architecture has at a place, or satellites that carry them."""
    if item.constellation is not None:
        return float(item.constellation.orbit.satellites_count)
    return float(item.inventory_count or 0)


@dataclass
class Asked:
    """What an architecture has of one piece of equipment.

    Attributes:
        use: Its id.
        category: The part of a programme it belongs to.
        unit: What one of it is, as a price says: satellite, interceptor or radar.
        counts: How many, by what a price may be per.
        places: How many stand at each place: batteries, or radars.
    """

    use: str
    category: str
    unit: str
    counts: dict[str, float] = field(default_factory=dict)
    places: dict[Spot, float] = field(default_factory=dict)

    def add(self, per: str, count: float) -> None:
        """So many more."""
        self.counts[per] = self.counts.get(per, 0.0) + count

    def stands(self, place: Place, count: float = 1.0) -> None:
        """So many more at a place; a place is one site, however it is named."""
        spot = round(place.lat_deg, 6), round(place.lon_deg, 6)
        self.places[spot] = self.places.get(spot, 0.0) + count
        self.counts["site"] = float(len(self.places))

    def beside(self, other: Asked) -> float:
        """How many of these have one of the other beside them; each of the other is beside one alone."""
        left, found = dict(other.places), 0.0
        for place, count in self.places.items():
            for spot in left:
                taken = min(count, left[spot]) if _apart(place, spot) <= BESIDE_KM else 0.0
                left[spot] -= taken
                count -= taken
                found += taken
        return found


def _apart(one: Spot, other: Spot) -> float:
    """Distance of two places [km]."""
    here, there = (tuple(map(radians, spot)) for spot in (one, other))
    return float(surface_distance(here[0], here[1], there[0], there[1])) / 1e3


def _place(site: str | None, at: PlaceSpec | None, library: Library) -> Place:
    """Where something stands that names a site or a place."""
    if at is not None:
        return place_of(at, library)
    return place_at_site(site_of(str(site), library))


def quantities(scenario: Scenario, library: Library) -> list[Asked]:
    """What the architecture of a scenario asks for, in its order; sensors come first."""
    found: dict[str, Asked] = {}
    for sensor in scenario.architecture.sensors:
        for asked in _of_sensor(sensor, scenario, library, found):
            found[sensor.use] = asked
    for battery in scenario.architecture.interceptors:
        for asked in _of_interceptors(battery, scenario, library, found):
            found[battery.use] = asked
    return list(found.values())


def _of_sensor(
    item: SensorUse, scenario: Scenario, library: Library, found: dict[str, Asked]
) -> Iterator[Asked]:
    spec = entry_of(scenario, "sensors", item.use, library)
    if isinstance(spec, Infrared):
        asked = found.get(item.use) or Asked(item.use, "sensing", "satellite")
        asked.add("satellite", sensor_units(item, spec))
        yield asked
    elif isinstance(spec, Radar):
        asked = found.get(item.use) or Asked(item.use, "sensing", "radar")
        own = item.site is not None or item.at is not None
        asked.add("radar", sensor_units(item, spec))
        if own:
            asked.stands(_place(item.site, item.at, library), item.count)
        for stands in () if own else spec.sites:
            asked.stands(_place(stands.site, None, library), item.count)
        yield asked


def _of_interceptors(
    item: InterceptorUse, scenario: Scenario, library: Library, found: dict[str, Asked]
) -> Iterator[Asked]:
    spec = entry_of(scenario, "interceptors", item.use, library)
    if not isinstance(spec, Interceptor):
        return
    unit = "satellite" if spec.basing == "orbit" else "interceptor"
    asked = found.get(item.use) or Asked(item.use, spec.layer, unit)
    if item.constellation is not None:
        asked.add("satellite", interceptor_units(item))
        asked.add("interceptor", float(item.constellation.interceptors_count))
    else:
        asked.add("interceptor", interceptor_units(item))
        asked.add("battery", 1.0)
        asked.add("ship", 1.0)
        asked.stands(_place(item.site, item.at, library))
    yield asked
