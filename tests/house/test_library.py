"""The packaged library: a source for every figure, places where their countries are, nothing left over."""

from __future__ import annotations

import csv
import json
import re
from collections.abc import Iterator
from functools import cache
from pathlib import Path

import pytest

from opendome.scenario.equipment import Equipment
from opendome.scenario.figures import ASSUMED, Figure, walk
from opendome.scenario.kinds import Threat
from opendome.scenario.library import PACKAGED, Library
from opendome.scenario.programme.costs import Cost
from opendome.scenario.reading import parse
from opendome.scenario.sites import Site
from opendome.scenario.threats import Ballistic

EQUIPMENT = ("threats", "sensors", "interceptors", "sites", "costs")

# Latitude from and to, longitude from and to; where a country crosses the date line, from is more than to.
COUNTRIES = {
    "AE": (22, 27, 51, 57), "AU": (-44, -9, 112, 154), "BE": (49, 52, 2, 7), "BH": (25, 27, 50, 51),
    "CA": (41, 84, -142, -52), "CN": (18, 54, 73, 135), "CZ": (48, 52, 12, 19), "DE": (47, 56, 5, 16),
    "DK": (54, 58, 8, 16), "EE": (57, 60, 21, 29), "ES": (27, 44, -19, 5), "FI": (59, 71, 19, 32),
    "FR": (41, 52, -6, 10), "GB": (49, 61, -9, 2), "GL": (59, 84, -74, -10), "GR": (34, 42, 19, 30),
    "GU": (13, 14, 144, 145), "IL": (29, 34, 34, 36), "IN": (6, 36, 68, 98), "IQ": (29, 38, 38, 49),
    "IR": (25, 40, 44, 64), "IS": (63, 67, -25, -13), "IT": (35, 48, 6, 19), "JP": (20, 46, 122, 154),
    "KP": (37, 44, 124, 131), "KR": (33, 39, 124, 132), "KW": (28, 31, 46, 49), "LT": (53, 57, 20, 27),
    "LV": (55, 59, 20, 29), "MH": (4, 15, 160, 173), "NL": (50, 54, 3, 8), "NO": (57, 72, 4, 32),
    "NZ": (-48, -34, 166, 179), "PH": (4, 22, 116, 127), "PL": (49, 55, 14, 25), "PR": (17, 19, -68, -65),
    "QA": (24, 27, 50, 52), "RO": (43, 49, 20, 30), "RU": (41, 82, 19, -168), "SA": (16, 33, 34, 56),
    "SE": (55, 70, 10, 25), "SG": (1, 2, 103, 105), "TR": (35, 43, 25, 45), "TW": (21, 26, 119, 123),
    "UA": (44, 53, 22, 41), "US": (18, 72, 172, -66),
}  # fmt: skip

RAID_CITIES = {
    "Chicago", "New York", "Los Angeles", "Seattle", "Washington", "Houston", "San Francisco", "Honolulu",
    "Anchorage", "Miami", "Denver", "Boston", "Atlanta", "Dallas", "Norfolk", "San Diego", "Tokyo", "Seoul",
    "Paris", "Berlin", "Warsaw", "Tel Aviv", "Riyadh", "Abu Dhabi", "Canberra", "Kyiv", "Taipei", "Ottawa",
}  # fmt: skip


@cache
def library() -> Library:
    return Library()


def entries() -> list[tuple[str, str]]:
    return [(kind, name) for kind in EQUIPMENT for name in library().ids(kind)]


def sourced(entry: Equipment) -> Iterator[tuple[str, Figure, str, str]]:
    for path, figure in walk(entry):
        yield ".".join(str(step) for step in path), figure, *entry.source_of(path, figure)


@cache
def written() -> str:
    """Everything that may name a source: all files of the library but the bibliography itself."""
    return "\n".join(
        file.read_text(encoding="utf8")
        for file in sorted(PACKAGED.rglob("*"))
        if file.suffix in {".yaml", ".md"}
    )


def rows() -> list[dict[str, str]]:
    with (PACKAGED / "cities.csv").open(encoding="utf8", newline="") as lines:
        return list(csv.DictReader(lines))


def within(country: str, latitude: float, longitude: float) -> bool:
    south, north, west, east = COUNTRIES[country]
    if not south <= latitude <= north:
        return False
    return west <= longitude <= east if west <= east else longitude >= west or longitude <= east


@pytest.mark.parametrize(("kind", "name"), entries())
def test_every_figure_has_a_source_or_a_range(kind: str, name: str) -> None:
    wrong = []
    for path, figure, source, _ in sourced(library().entry(kind, name)):
        low, high = figure.ends
        if source == ASSUMED:
            if not low < high:
                wrong.append(f"{path}: assumed without a range")
        elif source not in library().sources:
            wrong.append(f"{path}: source {source!r}")
    assert wrong == []


@pytest.mark.parametrize(("kind", "name"), entries())
def test_a_source_comes_with_its_place(kind: str, name: str) -> None:
    entry = library().entry(kind, name)
    bare = [path for path, _, source, where in sourced(entry) if source != ASSUMED and not where]
    assert bare == []
    if isinstance(entry, Site):
        assert entry.source in library().sources
        assert entry.where
    if isinstance(entry, Ballistic):
        table = entry.drag_coefficient_by_mach
        assert table is not None
        assert table.where
        # a table cannot carry a range of its own, so the doubt about an assumed one stands in its factor
        if table.source == ASSUMED:
            assert entry.drag_factor is not None
            assert entry.drag_factor.low != entry.drag_factor.high
        else:
            assert table.source in library().sources


@pytest.mark.parametrize(("kind", "name"), entries())
def test_what_was_recalled_says_so(kind: str, name: str) -> None:
    """A recalled figure carries a range unless it is only a place, and never pretends to have been read."""
    loose = [
        path
        for path, figure, source, where in sourced(library().entry(kind, name))
        if source != ASSUMED and "recalled" in where and figure.ends[0] == figure.ends[1]
    ]
    assert loose == []
    words = re.findall(r"recalled[^\"\n]*", (PACKAGED / kind / f"{name}.yaml").read_text(encoding="utf8"))
    assert [found for found in words if not found.startswith("recalled, to be confirmed")] == []


def test_every_source_is_used() -> None:
    unused = [key for key in library().sources if not re.search(rf"(?<![\w-]){key}(?![\w-])", written())]
    assert unused == []


def test_every_source_says_what_it_is() -> None:
    text = (PACKAGED / "sources.bib").read_text(encoding="utf8")
    records = re.split(r"^@", text, flags=re.MULTILINE)[1:]
    assert len(records) == len(library().sources)
    for record in records:
        key = record.split("{")[1].split(",")[0]
        assert {"author", "title", "year"} <= set(re.findall(r"^  (\w+) =", record, re.MULTILINE)), key


def test_ids_are_kebab_case() -> None:
    names = [name for kind in (*EQUIPMENT, "scenarios") for name in library().ids(kind)]
    names += [row["id"] for row in rows()]
    assert [name for name in names if not re.fullmatch(r"[a-z0-9]+(-[a-z0-9]+)*", name)] == []


def test_cities() -> None:
    table = rows()
    assert len(table) >= 60
    assert sum(row["country"] == "US" for row in table) >= 35
    assert len({row["id"] for row in table}) == len(table)
    assert len({(row["name"], row["country"]) for row in table}) == len(table)
    assert {row["name"] for row in table} >= RAID_CITIES
    outside = [
        row["id"] for row in table if not within(row["country"], float(row["lat_deg"]), float(row["lon_deg"]))
    ]
    assert outside == []
    assert all(int(row["population_count"]) > 0 for row in table)


def test_some_names_are_shared_by_countries() -> None:
    names = [row["name"] for row in rows()]
    assert {name for name in names if names.count(name) > 1} >= {"London", "Birmingham"}


def test_sites_lie_in_their_countries() -> None:
    outside = []
    for name in library().ids("sites"):
        site = library().entry("sites", name)
        assert isinstance(site, Site)
        if not within(site.country, site.lat_deg, site.lon_deg):
            outside.append(name)
        assert site.role
    assert outside == []


def test_both_intercontinental_missiles_are_there() -> None:
    solid = library().entry("threats", "notional-solid-icbm")
    liquid = library().entry("threats", "notional-liquid-icbm")
    assert isinstance(solid, Ballistic)
    assert isinstance(liquid, Ballistic)
    assert (solid.propellant, len(solid.stages), solid.energy_mode) == ("solid", 3, "full_burn_waste")
    assert (liquid.propellant, len(liquid.stages), liquid.energy_mode) == ("liquid", 2, "cutoff")
    assert 170 <= sum(stage.burn_time_s.value for stage in solid.stages) <= 190
    for missile in (solid, liquid):
        assert sum(vehicles.count for vehicles in missile.reentry_vehicles) == 1
        assert missile.reentry_vehicles[0].mass_kg.value == missile.payload_mass_kg.value


@pytest.mark.parametrize("name", library().ids("threats"))
def test_every_missile_says_how_reliable_it_is(name: str) -> None:
    entry = library().entry("threats", name)
    assert isinstance(entry, Threat)
    assert entry.launch_reliability_probability is not None
    if isinstance(entry, Ballistic):
        assert entry.basing == ("sea" if entry.class_ == "slbm" else "land")
    assert entry.note


def test_radar_sites_are_sites() -> None:
    for name in library().ids("sensors"):
        for place in getattr(library().entry("sensors", name), "sites", ()):
            assert library().has("sites", place.site), place.site


@pytest.mark.parametrize("name", ["land-50m.json", "land-110m.json"])
def test_coastlines_are_there(name: str) -> None:
    read = json.loads((PACKAGED / "coastlines" / name).read_text(encoding="utf8"))
    assert read["type"] == "Topology"
    assert set(read["objects"]) == {"land"}
    assert len(read["arcs"]) > 100


@pytest.mark.parametrize("weight", ["Regular", "SemiBold"])
def test_fonts_hold_the_signs_that_pictures_use(weight: str) -> None:
    from matplotlib.ft2font import FT2Font

    signs = set("°²³µ·–−×→◇≥≤τγ±½′○△▲●□")
    font = FT2Font(str(PACKAGED / "fonts" / f"Inter-{weight}.ttf"))
    assert font.family_name.startswith("Inter")
    assert signs - {chr(code) for code in font.get_charmap()} == set()


@pytest.mark.parametrize("folder", ["", "coastlines", "fonts"])
def test_licences_are_there(folder: str) -> None:
    named = {
        "": "Creative Commons Attribution 4.0",
        "coastlines": "Permission to use",
        "fonts": "SIL OPEN FONT LICENSE",
    }
    text = Path(PACKAGED / folder / "LICENSE").read_text(encoding="utf8")
    assert named[folder] in text


UNPRICED = {"cobra-dane", "sbx"}
"""Equipment of which no price was read, and none is made up."""


def costs() -> dict[str, Cost]:
    found = {name: library().entry("costs", name) for name in library().ids("costs")}
    return {name: spec for name, spec in found.items() if isinstance(spec, Cost)}


def test_all_equipment_has_a_price_or_is_known_to_have_none() -> None:
    ids = {*library().ids("sensors"), *library().ids("interceptors")}
    assert ids - {spec.prices for spec in costs().values()} == UNPRICED


def test_of_several_prices_one_is_preferred() -> None:
    by_thing: dict[tuple[str, str], list[bool]] = {}
    for spec in costs().values():
        if spec.prices:
            by_thing.setdefault((spec.prices, spec.per), []).append(spec.preferred)
    assert [thing for thing, marks in by_thing.items() if len(marks) > 1 and sum(marks) != 1] == []


def test_a_price_says_where_it_stands_in_the_work_breakdown() -> None:
    known = parse((PACKAGED / "work-breakdown.yaml").read_text("utf8"), None).data
    assert known["source"] in library().sources
    ids = {one["id"] for one in known["appendices"]}
    unsplit = {name for name, spec in costs().items() if spec.unallocated_million_usd is not None}
    launched = {name for name, spec in costs().items() if spec.per == "missile"}  # at us, not by us
    assert {name for name, spec in costs().items() if spec.work_breakdown not in ids} == unsplit | launched
    assert ids == {spec.work_breakdown for spec in costs().values()} - {""}


def test_a_battery_says_how_many_missiles_are_inside() -> None:
    """48, 96 and 192 have all been called a battery; the words say what the number says."""
    inside = {spec.included_interceptors_count for spec in costs().values() if spec.prices == "thaad"}
    assert inside == {0, 48, 96, 192}
    for spec in costs().values():
        if spec.prices == "thaad" and spec.per == "battery":
            assert f"{spec.included_interceptors_count} interceptors" in spec.includes
