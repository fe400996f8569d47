"""Shooters of an architecture: kinds of interceptors, batteries as rows, and doctrine by layer."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np

from opendome.errors import InputError
from opendome.records import case as cases
from opendome.records.defence import (
    BOOST_ENDS,
    DOCTRINE_FIELDS,
    IN_ORBIT,
    INTERCEPTOR_FIELDS,
    LAYERS,
    ON_GROUND,
    ORBIT,
    ORBIT_FIELDS,
    RULE,
    SHOOTER,
    Defence,
)
from opendome.scenario.constellations import ANYWHERE
from opendome.scenario.doctrine import DEFAULT_LOOKS, DEFAULT_SHOTS, DEFAULT_TIMES, Doctrine
from opendome.scenario.document import InterceptorUse, Scenario
from opendome.scenario.equipment import overridden
from opendome.scenario.figures import Figure, Path
from opendome.scenario.interceptors import Interceptor
from opendome.scenario.library import Library
from opendome.scenario.places import Place, place_of
from opendome.scenario.settle.entries import entry_of
from opendome.scenario.settle.rows import Rows
from opendome.scenario.settle.sensors import place_at_site, short, site_of, slug
from opendome.units import UNITS

_DEG = UNITS["deg"].factor

_KEYS = {
    "burnout_speed": "burnout_speed_km_per_s",
    "burn_time": "burn_time_s",
    "acceleration": "acceleration_g",
    "burnout_margin": "margin_before_burnout_s",
    "ballistic_coefficient": "ballistic_coefficient_kg_per_m2",
    "range": "range_km",
    "altitude_minimum": "altitude_minimum_km",
    "altitude_maximum": "altitude_maximum_km",
    "flight_time_minimum": "flight_time_minimum_s",
    "flight_time_maximum": "flight_time_maximum_s",
    "common_failure": "common_failure_probability",
    "discrimination": "discrimination_probability",
    "reaction_time": "reaction_time_s",
    "launch_spacing": "launch_spacing_s",
}
"""Key of an interceptor's entry, by field of the record."""

_DOCTRINE_KEYS = {
    "confirm": "confirm_time_s",
    "decide": "decide_time_s",
    "assess": "assess_time_s",
    "keep_out": "keep_out_altitude_km",
    "taken_for_stopped": "taken_for_stopped_probability",
    "taken_for_flying": "taken_for_flying_probability",
}
"""Key of a layer's doctrine, by field of the record."""

Armed = list[tuple[InterceptorUse, Interceptor]]


def armed(scenario: Scenario, library: Library) -> Armed:
    """Every battery of an architecture with its entry, in its order.

    Raises:
        InputError: An entry has a problem.
    """
    found: Armed = []
    for use in scenario.architecture.interceptors:
        spec = entry_of(scenario, "interceptors", use.use, library)
        if not isinstance(spec, Interceptor):
            raise InputError(library.unknown("interceptors", use.use))
        found.append((use, spec))
    return found


def defence(batteries: Armed, doctrine: Doctrine, library: Library, rows: Rows) -> Defence:
    """Shooters as records."""
    kinds = {use.use: spec for use, spec in batteries}
    names = list(kinds)
    layer = np.array([LAYERS.index(spec.layer) for spec in kinds.values()], dtype=np.int64)
    shooters = np.zeros(len(batteries), dtype=SHOOTER)
    ids: list[str] = []
    words: list[str] = []
    sites: list[str] = []
    above = [(place, use) for place, (use, _) in enumerate(batteries) if use.constellation is not None]
    for row, (use, spec) in zip(shooters, batteries, strict=True):
        row["kind"] = names.index(use.use)
        row["layer"] = LAYERS.index(spec.layer)
        row["inventory"], row["channels"] = use.inventory_count or 0, spec.channels_count or 0
        row["orbit"], site, label, called = ON_GROUND, IN_ORBIT, "", ""
        if use.constellation is None:
            place, label, called = _stands(use, library)
            row["latitude"], row["longitude"] = place.lat_deg * _DEG, place.lon_deg * _DEG
            row["altitude"] = place.altitude_km * UNITS["km"].factor
            site = use.site or place.name
        else:
            row["latitude"] = row["longitude"] = row["altitude"] = np.nan
            row["inventory"] = use.constellation.interceptors_count
        sites.append(site)
        ids.append(_unique(use.name or "-".join(part for part in (use.use, label) if part), ids))
        words.append(_unique(use.name or ", ".join(part for part in (spec.name, called) if part), words))
    shooters["orbit"][[place for place, _ in above]] = np.arange(len(above))
    orbits, orbit_places = _orbits(above, rows)
    return Defence(
        kind_id=tuple(names),
        kind_name=tuple(spec.name for spec in kinds.values()),
        kinds=_kinds(list(kinds.items()), rows),
        layer=layer,
        until=np.array([BOOST_ENDS.index(spec.boost_until) for spec in kinds.values()], dtype=np.int64),
        shooter_id=tuple(ids),
        shooter_name=tuple(words),
        shooter_site=tuple(sites),
        shooters=shooters,
        orbits=orbits,
        orbit_places=orbit_places,
        rules=_rules(doctrine),
        doctrine=_doctrine(doctrine, {spec.layer for spec in kinds.values()}, rows),
    )


def _stands(use: InterceptorUse, library: Library) -> tuple[Place, str, str]:
    """Where a battery stands, and what the place is called, in an id and in words."""
    if use.site is not None:
        site = site_of(use.site, library)
        return place_at_site(site), slug(use.site), short(site)
    assert use.at is not None  # the form asks for one of both
    place = place_of(use.at, library)
    name = place.name.split(",")[0]
    return place, slug(name), name


def _orbits(above: Sequence[tuple[int, InterceptorUse]], rows: Rows) -> tuple[np.ndarray, np.ndarray]:
    """Constellations as rows of `ORBIT`, and places of their figures; each with its item's number."""
    orbits = np.zeros(len(above), dtype=ORBIT)
    places = np.full(len(above), cases.ABSENT, dtype=cases.places_of(ORBIT_FIELDS))
    for number, (place, use) in enumerate(above):
        assert use.constellation is not None  # only those were chosen
        given, path = use.constellation, ("architecture", "interceptors", place, "constellation")
        walker = given.orbit
        orbits[number] = (
            walker.satellites_count, walker.planes_count, walker.phasing_count, walker.pattern == "star",
            given.interceptors_each_count,
        )  # fmt: skip
        for field, key, figure in (
            ("inclination", ("orbit", "inclination_deg"), walker.inclination_deg),
            ("circle_altitude", ("orbit", "altitude_km"), walker.altitude_km),
            ("node", ("raan_deg",), given.raan_deg or ANYWHERE),
            ("phase", ("phase_deg",), given.phase_deg or ANYWHERE),
            ("out_of_service", ("out_of_service_fraction",), given.out_of_service_fraction),
        ):
            places[number][field] = rows.of_scenario((*path, *key), figure)
    return orbits, places


def _unique(name: str, taken: Sequence[str]) -> str:
    turn, found = 1, name
    while found in taken:
        turn += 1
        found = f"{name} ({turn})" if " " in name else f"{name}-{turn}"
    return found


def _kinds(kinds: Sequence[tuple[str, Interceptor]], rows: Rows) -> np.ndarray:
    places = np.full(len(kinds), cases.ABSENT, dtype=cases.places_of(INTERCEPTOR_FIELDS))
    for row, (name, spec) in zip(places, kinds, strict=True):
        given: dict[str, tuple[Path, Figure | None]] = {
            field: ((key,), getattr(spec, key)) for field, key in _KEYS.items()
        }
        for field, key in (
            ("position_error", "position_error_km"),
            ("velocity_error", "velocity_error_m_per_s"),
        ):
            figure = getattr(spec.fire_control, key) if spec.fire_control else None
            given[field] = (("fire_control", key), figure)
        for field, (path, figure) in given.items():
            row[field] = rows.of_entry(name, spec, path, figure)
        _fill_chance(row, name, spec, rows)
    return places


def _fill_chance(row: np.void, name: str, spec: Interceptor, rows: Rows) -> None:
    """Kill probability and reliability: a test record counts both, unless the scenario sets the first."""
    path: Path = ("kill_probability_given_launch",)
    by_hand = overridden(spec._overrides, path) and "test_record" not in spec._overrides
    if spec.test_record is not None and not by_hand:
        row["kill_probability"] = rows.of_record(name, path, spec.test_record)
        return
    row["kill_probability"] = rows.of_entry(name, spec, path, spec.kill_probability_given_launch)
    reliability = spec.launch_reliability_probability
    row["reliability"] = rows.of_entry(name, spec, ("launch_reliability_probability",), reliability)


def _rules(doctrine: Doctrine) -> np.ndarray:
    rules = np.zeros(len(LAYERS), dtype=RULE)
    for row, name in zip(rules, LAYERS, strict=True):
        given = getattr(doctrine, name)
        row["shots"] = (given and given.shots_per_look_count) or DEFAULT_SHOTS
        row["looks"] = (given and given.looks_maximum_count) or DEFAULT_LOOKS
        row["reserve"] = (given and given.reserve_count) or 0
    return rules


def _doctrine(doctrine: Doctrine, present: set[str], rows: Rows) -> np.ndarray:
    """Places of the figures of doctrine; of layers that nobody shoots in, none."""
    places = np.full(len(LAYERS), cases.ABSENT, dtype=cases.places_of(DOCTRINE_FIELDS))
    for row, name in zip(places, LAYERS, strict=True):
        if name not in present:
            continue
        given = getattr(doctrine, name)
        for field, key in _DOCTRINE_KEYS.items():
            figure = (given and getattr(given, key)) or DEFAULT_TIMES[name].get(key)
            row[field] = rows.of_scenario(("doctrine", name, key), figure)
    return places
