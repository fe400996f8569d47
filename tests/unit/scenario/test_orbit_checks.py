"""What is wrong with interceptors in orbit, and what is said of it."""

from __future__ import annotations

from pathlib import Path

import pytest

from flights import library
from opendome.answers.orbit_warnings import orbit_warnings
from opendome.answers.size import Question, answer
from opendome.scenario.loading import check_file
from shells import case_under, walker

TEXT = """\
name: under a shell
raid:
  - {threat: notional-solid-icbm, launch: {lat_deg: 40.0, lon_deg: 127.0}, aim: {city: Chicago}}
architecture:
  sensors: [{use: opir-geo}]
  interceptors:
    - use: USE
      PLACE
"""
ORBIT = "{kind: walker, satellites_count: 60, planes_count: PLANES, inclination_deg: 60, altitude_km: HEIGHT}"


def problems(folder: Path, use: str, place: str) -> list[tuple[str, int | None, str]]:
    file = folder / "shell.yaml"
    file.write_text(TEXT.replace("USE", use).replace("PLACE", place), encoding="utf-8")
    return [(one.kind, one.line, one.message) for one in check_file(str(file), library())]


def orbit(height: float = 500, planes: int = 6) -> str:
    written = ORBIT.replace("HEIGHT", f"{height:g}").replace("PLANES", str(planes))
    return f"constellation: {{orbit: {written}}}"


def test_a_constellation_is_right(tmp_path: Path) -> None:
    assert problems(tmp_path, "sbi-notional-boost", orbit()) == []


@pytest.mark.parametrize(
    ("use", "place", "kind", "said"),
    [
        (
            "sbi-notional-boost",
            "site: fort-greely\n      inventory_count: 4",
            "not_in_orbit",
            "waits in orbit",
        ),
        ("gbi", orbit(), "not_in_orbit", "stands on the Earth"),
        ("sbi-notional-boost", orbit(height=150), "orbit_too_low", "comes down within days"),
        ("sbi-notional-boost", orbit(planes=7), "walker", "do not divide evenly"),
        (
            "sbi-notional-boost",
            f"{orbit()}\n      inventory_count: 4",
            "battery_stock",
            "counted by satellites",
        ),
        ("sbi-notional-boost", "inventory_count: 4", "battery_place", "stands at one place"),
        ("gbi", "site: fort-greely", "battery_stock", "inventory_count is missing"),
    ],
)
def test_each_mistake_is_said_where_it_is(tmp_path: Path, use: str, place: str, kind: str, said: str) -> None:
    found = problems(tmp_path, use, place)
    assert [one[0] for one in found] == [kind]
    assert said in found[0][2]
    assert found[0][1] is not None
    assert found[0][1] >= 7


@pytest.mark.parametrize(
    ("planes", "phasing", "said"),
    [(7, 1, "do not divide evenly"), (6, 6, "between 0 and the number of planes less one")],
)
def test_planes_are_told_beside_a_misspelt_key_of_the_same_orbit(
    tmp_path: Path, planes: int, phasing: int, said: str
) -> None:
    place = orbit(planes=planes).replace("inclination_deg", f"phasing_count: {phasing}, inclinaton_deg")
    found = problems(tmp_path, "sbi-notional-boost", place)
    assert [one[0] for one in found] == ["walker", "unknown_key"]
    assert said in found[0][2]


def test_planes_that_are_no_number_are_told_alone(tmp_path: Path) -> None:
    place = orbit().replace("planes_count: 6", "planes_count: 0, phasing_count: 4")
    assert [one[0] for one in problems(tmp_path, "sbi-notional-boost", place)] == ["out_of_range"]


def test_both_ends_of_an_ellipse_are_told_with_what_else_is_wrong(tmp_path: Path) -> None:
    file = tmp_path / "heo.yaml"
    ellipse = "{kind: heo, apogee_altitude_km: 500, perigee_altitude_km: 900, inclinaton_deg: 63, "
    ellipse += "argument_of_perigee_deg: 270, raan_deg: 0}"
    file.write_text(f"opendome: 1\nkind: infrared\nname: One\norbit: {ellipse}\n", encoding="utf-8")
    kinds = [one.kind for one in check_file(str(file), library())]
    assert {"orbit_order", "unknown_key"} <= set(kinds)


def test_warnings_of_orbits_that_fall_or_pass_elsewhere() -> None:
    assert orbit_warnings(case_under(walker(60, 6), kind={})) == []
    low = orbit_warnings(case_under(walker(60, 6, altitude_km=200), kind={}))
    assert ["at 200 km a satellite that nobody holds up falls in about 2 days" in one for one in low] == [
        True
    ]
    usual = orbit_warnings(case_under(walker(60, 6, altitude_km=300), kind={}))
    alone = answer(Question(kind="boost", altitude_km=300.0)).warnings
    assert [one.partition(": at 300 km")[2] for one in usual] == [alone[-1].partition("At 300 km")[2]]
    flat = orbit_warnings(case_under(walker(60, 6, inclination_deg=30), kind={}))
    assert ["never pass over the launches at 40° latitude" in one for one in flat] == [True]
    slow = orbit_warnings(case_under(walker(60, 6), kind={"flight_time_maximum_s": 900}))
    assert ["straight ahead" in one for one in slow] == [True]
