"""`opendome schedule`, from words to numbers and files."""

from __future__ import annotations

import json
from datetime import date
from pathlib import Path

import pytest

from lighter import undrawn
from opendome.cli import main

PLANNED = """
name: A battery that is built
raid:
  - {threat: scud-b, launch: {lat_deg: 40, lon_deg: 127}, aim: {lat_deg: 38, lon_deg: 127}, count: 2}
architecture:
  sensors:
    - {use: an-tpy-2, at: {lat_deg: 38, lon_deg: 127}}
  interceptors:
    - {use: thaad, at: {lat_deg: 38, lon_deg: 127}, inventory_count: 48}
programme:
  start_year: 2027
  horizon_year_count: 14
  elements:
    - {use: thaad, owned_count: 8}
  activities:
    - {id: thaad/full, promised_year: 2032}
    - {id: thaad/produce-first, readiness_from_count: 5}
    - id: exercise
      name: All exercised
      kind: test
      duration_year: {value: 1, low: 0.5, high: 2}
      after: thaad/first
    - {id: ready, name: The shield is ready, kind: milestone, after: [exercise, thaad/full]}
  raids:
    - {from_year: 2027, set: {}}
    - {from_year: 2034, set: {raid.0.count: 6}}
  goal: {no_leak_probability: 0.3}
"""


@pytest.fixture
def planned(tmp_path: Path) -> str:
    file = tmp_path / "planned.yaml"
    file.write_text(PLANNED, "utf8")
    return str(file)


def _json(capsys: pytest.CaptureFixture[str], *words: str) -> dict:
    assert main(["schedule", *words, "--json", "--quiet"]) == 0
    seen = capsys.readouterr()
    assert seen.err == ""
    return json.loads(seen.out)


def test_keys_of_the_contract(planned: str, capsys: pytest.CaptureFixture[str]) -> None:
    found = _json(capsys, planned, "--draws", "4000")
    assert set(found) >= {"milestones", "critical_path", "capability_by_year"}
    names = [row["name"] for row in found["milestones"]]
    assert set(names) == {"thaad/first", "thaad/full", "ready"}
    for row in found["milestones"]:
        days = [date.fromisoformat(row[key]) for key in ("date_p20", "date_p50", "date_p80")]
        assert days == sorted(days)
        assert days[0] > date(2026, 10, 1)
        assert 0.0 <= row["critical_probability"] <= 1.0
    last = found["milestones"][-1]
    assert last["name"] == "ready"
    assert last["critical_probability"] == 1.0
    assert (last["date_p50"], found["date_p50"]) == (found["date_p50"], last["date_p50"])
    assert found["critical_path"][-1]["name"] == "ready"
    assert found["start_date"] == "2026-10-01"
    assert found["pert_date"] <= found["date_p80"]
    assert [row["year"] for row in found["capability_by_year"]] == list(range(2027, 2041))
    assert {"fr-2019-cis", "pac-3-framework-2026"} & set(found["sources"])
    promised = next(row for row in found["milestones"] if row["name"] == "thaad/full")
    assert promised["promised_year"] == 2032
    assert 0.0 <= promised["promised_probability"] <= 1.0


def test_what_stands_each_year(planned: str, capsys: pytest.CaptureFixture[str]) -> None:
    rows = _json(capsys, planned, "--draws", "4000")["capability_by_year"]
    medians = [row["inventory"]["median"] for row in rows]
    assert medians[0] == 8.0
    assert medians[-1] == 48.0
    assert medians == sorted(medians)
    for row in rows:
        assert row["late"]["inventory_count"] <= row["inventory"]["median"] <= row["early"]["inventory_count"]
        assert row["inventory"]["low"] <= row["inventory"]["median"] <= row["inventory"]["high"]
        assert row["no_leak_probability"] is None
        assert [one["element"] for one in row["by_element"]] == ["an-tpy-2", "thaad"]
    assert [row["raid"] for row in rows[6:8]] == ["raid of 2027", "raid of 2034"]


def test_what_is_told_to_stand_is_what_is_flown(capsys: pytest.CaptureFixture[str]) -> None:
    """Of two batteries that come by chance the sum's own median would be one that no schedule has."""
    rows = _json(capsys, "regional-two-batteries", "--draws", "4000")["capability_by_year"]
    for row in rows:
        held = {one["element"]: one["median_count"] for one in row["by_element"]}
        assert row["inventory"]["median"] == held["thaad"] + held["pac-3-mse"]


def test_words(planned: str, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["schedule", planned, "--draws", "4000", "--quiet"]) == 0
    said = " ".join(capsys.readouterr().out.split())
    assert "All that is planned stands by" in said
    assert "Programmes like this" in said
    assert "the Guam Defense System by its plan" in said
    assert "begins at technology readiness level 5" in said
    assert "is promised by the end of fiscal year 2032" in said
    assert "thaad (battery-at-a-site)" in said
    assert "in service today: an-tpy-2" in said
    assert "add --capability" in said


def test_what_is_priced_and_has_no_activities_is_told(capsys: pytest.CaptureFixture[str]) -> None:
    """A line of a request buys satellites that no path dates; a price with a path has one."""
    told = [said for said in _json(capsys, "programme-of-record")["warnings"] if "No date here" in said]
    assert len(told) == 1
    assert "Tracking satellites, third tranche; " in told[0]
    assert "Next Generation Interceptor" not in told[0]
    gpals = _json(capsys, "gpals-limited-strike")
    assert "Interceptors in orbit" in {row["name"] for row in gpals["elements"]}
    assert not any("No date here" in said for said in gpals["warnings"])


def test_same_seed_same_bytes_and_another_seed_others(
    planned: str, capsys: pytest.CaptureFixture[str]
) -> None:
    words = [planned, "--draws", "2000"]
    first = _json(capsys, *words)
    assert _json(capsys, *words) == first
    assert _json(capsys, *words, "--seed", "2")["milestones"] != first["milestones"]


@pytest.mark.xdist_group("runs")
def test_the_raid_of_each_year_is_flown(planned: str, capsys: pytest.CaptureFixture[str]) -> None:
    found = _json(capsys, planned, "--draws", "2000", "--capability", "--runs", "10")
    rows = found["capability_by_year"]
    for row in rows:
        assert row["no_leak_probability"]["low"] <= row["no_leak_probability"]["value"]
        assert 0.0 <= row["leak_probability"]["value"] <= 1.0
    # with six missiles nothing gets through less often than with two, at the same inventory
    assert rows[-1]["no_leak_probability"]["value"] <= rows[6]["no_leak_probability"]["value"] + 1e-9
    assert found["goal_no_leak_probability"] == 0.3
    assert found["goal_year"] == next(
        (row["year"] for row in rows if row["no_leak_probability"]["value"] >= 0.3), None
    )
    same = [
        row for row in rows if row["inventory"] == rows[-1]["inventory"] and row["raid"] == rows[-1]["raid"]
    ]
    assert all(row["no_leak_probability"] == rows[-1]["no_leak_probability"] for row in same)


def test_the_calendar_is_written_once(
    planned: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    words = [planned, "--draws", "500", "--out", str(tmp_path / "out")]
    files = _json(capsys, *words)["files"]
    assert sorted(Path(one).name for one in files) == ["calendar.png", "calendar.svg"]
    text = Path(files[0]).read_text("utf8")
    for word in ("The shield is ready", "All exercised", "thaad", "When does each part happen"):
        assert word in text
    before = [Path(one).read_bytes() for one in files]
    assert _json(capsys, *words)["files"] == files
    assert [Path(one).read_bytes() for one in files] == before


def test_all_there_is_an_answer(capsys: pytest.CaptureFixture[str], tmp_path: Path) -> None:
    with undrawn():
        found = _json(capsys, "limited-raid", "--draws", "100", "--out", str(tmp_path))
    assert found["milestones"] == found["critical_path"] == found["files"] == []
    assert found["date_p50"] is None
    assert "there already" in found["sentence"]
    assert {row["why"] for row in found["elements"]} == {"there"}
    assert found["capability_by_year"][0]["inventory"]["median"] == 44.0


def test_a_setting_moves_the_date(planned: str, capsys: pytest.CaptureFixture[str]) -> None:
    plain = _json(capsys, planned, "--draws", "1000")
    later = _json(
        capsys, planned, "--draws", "1000", "--set", "library.battery-at-a-site.activities.0.duration_year=9"
    )
    assert later["date_p50"] > plain["date_p50"]
    assert later["critical_path"][0]["name"] == "thaad/choose"


@pytest.mark.parametrize(
    ("setting", "kind", "said"),
    [
        ("programme.activities.0.after=ready", "activity_loop", "thaad/full waits for ready"),
        ("programme.activities.2.duration_year=-1", "out_of_range", "cannot be negative"),
        ("programme.activities.2.after=thaad/nothing", "unknown_name", "No activity is called thaad/nothing"),
        ("programme.activities.2.not_before_year=2020", "year_order", "before the programme begins"),
        ("programme.schedule.paths.thaad=nowhere", "unknown_name", "no path of this name"),
        ("programme.schedule.shared_doubt_fraction=1.5", "out_of_range", "between 0 and 1"),
    ],
)
def test_bad_input_is_named(
    planned: str, setting: str, kind: str, said: str, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["schedule", planned, "--set", setting, "--json"]) == 2
    error = json.loads(capsys.readouterr().out)["error"]
    assert (error["kind"], said in error["message"]) == (kind, True), error["message"]


def test_too_few_draws_are_refused(planned: str, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["schedule", planned, "--draws", "5", "--json"]) == 2
    assert "100" in json.loads(capsys.readouterr().out)["error"]["message"]


@pytest.mark.parametrize("owned", [0, 40])
def test_what_is_bought_by_its_price_is_launched_too(
    owned: int, planned: str, capsys: pytest.CaptureFixture[str]
) -> None:
    """Launches that are counted, and an element that no equipment of the architecture stands behind."""
    satellites = f"{{cost: sda-tracking-t3, name: Satellites, quantity_count: 36, owned_count: {owned}}}"
    found = _json(
        capsys, planned, "--draws", "2000", "--set", f"programme.elements=[{satellites}]",
        "--set", "library.sda-tracking-t3.path=new-satellite",
        "--set", "programme.schedule={launches_per_year_count: 2, lifted_mass_kg: 4000}",
    )  # fmt: skip
    named = [row["name"] for row in found["milestones"] if "Satellites" in row["name"]]
    assert bool(named) == (not owned)
