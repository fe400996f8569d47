"""What is refused in entries of cruise missiles, in their routes, and where they may be launched."""

from __future__ import annotations

from pathlib import Path

import pytest

from opendome.errors import InputError
from opendome.scenario.basing import check_basing, out_of_place
from opendome.scenario.coast import far_inland, on_land
from opendome.scenario.library import Library
from opendome.scenario.loading import load_threat
from opendome.scenario.places import Place
from unit.scenario.small import only, problems_of, under_caret

ENTRY = """\
kind: cruise
name: Small cruise missile
class: lacm
basing: any
source: book1999
mass_kg: 1500
cruise_speed_km_per_s: 0.24
cruise_altitude_km: 0.1
range_km: 2000
"""
AIRCRAFT = "air_launch: {altitude_km: 8, speed_km_per_s: 0.2}\n"
RAID = """\
opendome: 1
name: Small raid
epoch: 2026-01-01T00:00:00Z
raid:
  - threat: kalibr-class
    launch: {lat_deg: 42.5, lon_deg: 51.0}
    way_points:
      - {lat_deg: 38.0, lon_deg: 45.0}
      - {lat_deg: 37.0, lon_deg: 42.0}
    aim: {lat_deg: 35.5, lon_deg: 39.0}
"""


def entry(old: str, new: str) -> str:
    assert old in ENTRY
    return ENTRY.replace(old, new, 1)


def raid(old: str, new: str) -> str:
    assert old in RAID
    return RAID.replace(old, new, 1)


def test_good_files_have_no_problems(library: Library, tmp_path: Path) -> None:
    for text in (ENTRY, entry("basing: any", "basing: air") + AIRCRAFT):
        assert problems_of(text, library, tmp_path) == []
    assert problems_of(RAID, Library(), tmp_path) == []


@pytest.mark.parametrize(
    ("old", "new", "kind", "caret", "says"),
    [
        ("0.24", "0.5", "class_speed", "0.5", "A lacm flies at 0.05 to 0.34 km/s."),
        ("0.24", "30", "out_of_range", "30", "between 0.02 and 3 km/s"),
        ("cruise_altitude_km: 0.1", "cruise_altitude_km: 0", "out_of_range", "0", "between 0.01 and 35 km"),
        ("cruise_altitude_km: 0.1", "cruise_altitude_km: -1", "out_of_range", "-1", "above the ground"),
        ("range_km: 2000", "range_km: 0.5", "out_of_range", "0.5", "between 1 and 40,000 km"),
        ("range_km: 2000", "range_km: 90000", "out_of_range", "90000", "between 1 and 40,000 km"),
        ("0.1\nrange_km: 2000", "12\nrange_km: 70", "short_range", "70", "they take 70 km"),
        ("basing: any", f"basing: land\n{AIRCRAFT}", "air_launch", "land", "`basing: air`"),
        ("basing: any", f"basing: sea\n{AIRCRAFT}", "air_launch", "sea", "`basing: air`"),
        ("mass_kg", "climb_angle_deg: 90\nmass_kg", "out_of_range", "90", "between 1 and 80"),
        ("mass_kg", "launch_acceleration_g: 0\nmass_kg", "out_of_range", "0", "between 0.02 and 60"),
    ],
)  # fmt: skip
def test_entries_that_cannot_be(
    library: Library, tmp_path: Path, old: str, new: str, kind: str, caret: str, says: str
) -> None:
    problem = only(problems_of(entry(old, new), library, tmp_path))
    assert (problem.kind, under_caret(problem)) == (kind, caret)
    assert says in problem.message
    assert problem.line is not None


@pytest.mark.parametrize(
    ("old", "new", "kind", "key"),
    [
        ("{lat_deg: 37.0, lon_deg: 42.0}", "{lat_deg: 38.0, lon_deg: 45.0}", "same_place",
         "raid[0].way_points[1]"),
        ("{lat_deg: 38.0, lon_deg: 45.0}", "{lat_deg: 42.5, lon_deg: 411.0}", "out_of_range",
         "raid[0].way_points[0].lon_deg"),
        ("{lat_deg: 38.0, lon_deg: 45.0}", "{lat_deg: 42.5, lon_deg: 51.0}", "same_place",
         "raid[0].way_points[0]"),
        ("{lat_deg: 37.0, lon_deg: 42.0}", "{lat_deg: 35.5, lon_deg: 39.0}", "same_place", "raid[0].aim"),
        ("{lat_deg: 38.0, lon_deg: 45.0}", "{lat_deg: 38.0, lon_deg: 45.0, altitude_km: 1}", "wrong_kind",
         "raid[0].way_points[0].altitude_km"),
        ("    aim:", "    apogee_km: 100\n    aim:", "wrong_kind", "raid[0].apogee_km"),
        ("    aim:", "    energy: cutoff\n    aim:", "wrong_kind", "raid[0].energy"),
        ("threat: kalibr-class", "threat: scud-b", "wrong_kind", "raid[0].way_points"),
    ],
)  # fmt: skip
def test_routes_that_cannot_be(tmp_path: Path, old: str, new: str, kind: str, key: str) -> None:
    problem = problems_of(raid(old, new), Library(), tmp_path)[-1]
    assert (problem.kind, problem.key) == (kind, key)
    assert problem.remedy or kind == "out_of_range"


@pytest.mark.parametrize("name", ["kalibr-class", "df-17-class"])
def test_a_wrong_change_hides_nothing_that_the_raid_asks(tmp_path: Path, name: str) -> None:
    asked = raid("{lat_deg: 37.0, lon_deg: 42.0}", "{lat_deg: 38.0, lon_deg: 45.0}")
    asked = asked.replace("    aim:", "    apogee_km: 100\n    aim:").replace("kalibr-class", name)
    asked = asked.replace("{lat_deg: 42.5, lon_deg: 51.0}", "{lat_deg: 55.7, lon_deg: 37.6}")
    changed = asked + f"library: {{{name}: {{mass_kg: -1}}}}\n"
    found = problems_of(changed, Library(), tmp_path)
    assert ("out_of_range", f"library.{name}.mass_kg") in [(one.kind, one.key) for one in found]
    others = [one for one in found if not (one.key or "").startswith("library")]
    assert others == problems_of(asked, Library(), tmp_path)
    kinds = [("wrong_kind", "raid[0].apogee_km"), ("same_place", "raid[0].way_points[1]")]
    assert all(kind in [(one.kind, one.key) for one in others] for kind in kinds)
    assert ("on_land" in [one.kind for one in others]) == (name == "kalibr-class")


def test_a_change_of_kind_is_asked_as_that_kind(tmp_path: Path) -> None:
    found = problems_of(RAID + "library: {kalibr-class: {kind: ballistic}}\n", Library(), tmp_path)
    assert ("wrong_kind", "raid[0].way_points") in [(one.kind, one.key) for one in found]
    unknown = problems_of(RAID + "library: {kalibr-class: {kind: [cruise]}}\n", Library(), tmp_path)
    assert [one.kind for one in unknown] == ["unknown_kind"]


@pytest.mark.parametrize(
    "launch", ["{lat_deg: 55.7, lon_deg: 37.6}", "{city: Denver}", "{lat_deg: 39.0, lon_deg: 265.4}"]
)
def test_a_missile_of_the_sea_far_inland(tmp_path: Path, launch: str) -> None:
    problem = only(problems_of(raid("{lat_deg: 42.5, lon_deg: 51.0}", launch), Library(), tmp_path))
    assert (problem.kind, problem.key) == ("on_land", "raid[0].launch")
    assert problem.message == (
        "kalibr-class is launched at sea; this place lies on land, more than 25 km from a coast."
    )
    anywhere = raid("{lat_deg: 42.5, lon_deg: 51.0}", launch) + "library: {kalibr-class: {basing: any}}\n"
    assert problems_of(anywhere, Library(), tmp_path) == []


@pytest.mark.parametrize(
    ("name", "place", "wrong"),
    [
        ("Caspian Sea", (42.5, 51.0), False), ("Black Sea", (43.0, 34.0), False),
        ("Sevastopol", (44.6, 33.5), False), ("Saint Petersburg", (59.9, 30.2), False),
        ("Moscow", (55.7, 37.6), True), ("Tehran", (35.7, 51.4), True),
        ("the other turn", (55.7, 397.6), True),
    ],
)  # fmt: skip
def test_seas_and_coasts(name: str, place: tuple[float, float], wrong: bool) -> None:
    library = Library()
    assert (out_of_place("sea", *place, library) == "on_land") is wrong
    assert out_of_place("any", *place, library) == out_of_place("air", *place, library) == ""
    file = library.coastline_file
    assert file is not None
    assert far_inland(file, *place) is wrong
    assert not wrong or on_land(file, *place, tolerance_km=0.0)


def test_fly_refuses_it_too() -> None:
    library = Library()
    name, spec = load_threat("kalibr-class", library)
    with pytest.raises(InputError, match="lies on land") as caught:
        check_basing(name, spec, Place("", 55.7, 37.6), library, "--from")
    assert caught.value.problems()[0].remedy is not None
    check_basing(name, spec, Place("", 42.5, 51.0), library, "--from")
