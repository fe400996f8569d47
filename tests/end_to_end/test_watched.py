"""What `opendome run` says about sensors: its keys, its words, its records, and what it refuses."""

from __future__ import annotations

import json
from pathlib import Path

import polars
import pytest

import opendome as od
from lighter import flagship, unwritten
from opendome.cli import main
from opendome.records.sightings import LIMITS

pytestmark = pytest.mark.xdist_group("runs")


@pytest.fixture
def here(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(tmp_path)
    return tmp_path


def answer(capsys: pytest.CaptureFixture[str], *words: str) -> dict:
    """What is printed; files are the business of other tests."""
    with unwritten():
        assert main([*words, "--json"]) == 0
    return json.loads(capsys.readouterr().out)


@pytest.fixture
def found() -> dict:
    """The answer of the flagship as its folder keeps it."""
    return json.loads((flagship().folder / "answer.json").read_text("utf8"))


def test_each_missile_is_seen_reported_and_tracked(found: dict) -> None:
    assert found["sensors_count"] == 18
    assert found["fire_control"]["interceptor"] == "gbi"
    for row in found["by_threat"]:
        seen, told, known = (row[f"first_{name}_s"]["value"] for name in ("detected", "reported", "tracked"))
        assert 30 < seen < 60
        assert seen < told < 120
        assert told < known < row["flight_time_s"]["value"]
        assert 0.9 < row["detected_probability"] <= 1.0
        assert 0.5 < row["tracked_probability"] <= 1.0
        assert row["tracked_fraction"]["value"] <= row["custody_fraction"]["value"] <= 1.0
        assert 0.0 < row["position_error_km"]["value"] < 10.0
        assert "opir-geo" in row["seen_by"]
        assert row["not_tracked_because"] == ""
    assert "first seen" in found["watching"]


def test_each_system_says_what_it_buys(found: dict) -> None:
    rows = {row["sensor"]: row for row in found["by_sensor"]}
    assert len(rows) == 12
    assert len(rows["opir-geo"]["members"]) == 6
    assert rows["cobra-dane"]["gain_s"] > 30.0
    assert rows["cobra-dane"]["first_detected_s"] > 340.0
    for row in rows.values():
        assert (row["limit"] == "none") == (row["threats_seen_count"] > 0)
        assert row["why"] == LIMITS[row["limit"]]
        assert row["compared_count"] == 4
    assert rows["uewr-fylingdales"]["limit"] == "horizon"


def test_words_and_records() -> None:
    said = flagship().text
    for words in ("Seen", "Tracked", "Without it", "Cobra Dane", "(the Earth is in the way)"):
        assert words in said
    folder = flagship().folder
    sightings = polars.read_parquet(folder / "sightings.parquet")
    assert len(sightings) == 4 * 18
    assert set(sightings["limit"]) <= set(LIMITS)
    detections = polars.read_parquet(folder / "detections.parquet")
    assert len(detections) == sightings["detections_count"].sum()
    tracks = polars.read_parquet(folder / "tracks.parquet")
    assert len(tracks) > len(detections)
    assert (~tracks["prediction"]).sum() == len(detections)
    assert len(polars.read_parquet(folder / "known.parquet")) == 4 * 10
    for name in ("minute-by-minute", "how-well-known"):
        assert (folder / "figures" / f"{name}.svg").stat().st_size > 10_000


def test_records_from_python() -> None:
    run = od.simulate("limited-raid", runs=20, seed=1)
    assert len(run.sightings.to_frame()) == 4 * 18
    assert len(run.detections.to_frame()) == len(run.detections)
    assert run.tracks.to_frame()["threat_id"].n_unique() == 4
    assert run.outcomes.known is not None
    assert len(run.outcomes.known.to_frame()) == 4 * 10


SCENARIO = """\
name: Mine
raid:
  - threat: notional-solid-icbm
    launch: {lat_deg: 40, lon_deg: 127}
    aim: {city: Chicago}
architecture:
  sensors:
"""


def test_a_missile_that_nobody_sees(here: Path, capsys: pytest.CaptureFixture[str]) -> None:
    Path("mine.yaml").write_text(SCENARIO + "    - {use: uewr, site: fylingdales}\n", encoding="utf-8")
    found = answer(capsys, "run", "mine.yaml", "--runs", "20", "--quiet")
    (row,) = found["by_threat"]
    assert row["first_detected_s"] == {"value": None, "low": None, "high": None}
    assert row["tracked_probability"] == 0.0
    assert row["seen_by"] == []
    assert row["not_tracked_because"].startswith("Nobody sees it.")
    assert found["sentence"].endswith("No sensor of the scenario sees it.")
    assert any("Nobody sees it" in warning for warning in found["warnings"])
    assert main(["run", "mine.yaml", "--runs", "20", "--quiet"]) == 0
    assert "–" in capsys.readouterr().out


@pytest.mark.parametrize(
    ("sensors", "kind", "words"),
    [
        ("    - {use: uewr, at: {lat_deg: 40, lon_deg: 127, altitude_km: -0.9}}\n", "under_ground", "ground"),
        ("    - {use: lrdr, site: clear, azimuth_from_deg: 0, azimuth_to_deg: 400}\n", "out_of_range", "360"),
        ("    - {use: opir-gea}\n", "unknown_name", "Did you mean opir-geo?"),
        ("    - {use: lrdr, site: clear, at: {lat_deg: 1, lon_deg: 1}}\n", "sensor_place", "one place"),
        ("    - {use: sbx}\n", "no_site", "needs a place"),
        (
            "    - {use: uewr}\n    - {use: sbx, at: {lat_deg: 45, lon_deg: -170}}\n"
            "library:\n  uewr: {cued_by: [sbx]}\n  sbx: {cued_by: [uewr]}\n",
            "cue_circle",
            "uewr",
        ),
        ("    - {use: uewr}\nlibrary:\n  uewr: {cued_by: [eyes]}\n", "unknown_name", "no sensor"),
        ("    - {use: uewr}\nlibrary:\n  uewr: {search_time_s: 0.001}\n", "out_of_range", "0.01 s"),
        (
            "    - {use: opir-geo}\nlibrary:\n"
            "  opir-geo: {nadir_cone_deg: {value: 400, low: 300, high: 400}}\n",
            "out_of_range",
            "180",
        ),
        (
            "    - {use: opir-geo}\nlibrary:\n  opir-geo: {orbit: [{kind: walker, satellites_count: 4, "
            "planes_count: 2, inclination_deg: 80, altitude_km: -5}]}\n",
            "out_of_range",
            "120 km",
        ),
    ],
)
def test_what_is_refused(
    here: Path, capsys: pytest.CaptureFixture[str], sensors: str, kind: str, words: str
) -> None:
    Path("mine.yaml").write_text(SCENARIO + sensors, encoding="utf-8")
    assert main(["run", "mine.yaml", "--json"]) == 2
    problems = json.loads(capsys.readouterr().out)["errors"]
    found = [problem for problem in problems if problem["kind"] == kind]
    assert found, problems
    assert any(words in problem["message"] + problem["remedy"] for problem in found)
    assert all(problem["line"] for problem in found)
    assert not Path("runs").exists()


def test_an_interceptor_that_asks_for_nothing(here: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """Then good enough means known to 10 km, and says so everywhere."""
    Path("mine").mkdir()
    Path("mine/catcher.yaml").write_text(
        "kind: interceptor\nname: Catcher\nlayer: midcourse\nburnout_speed_km_per_s: 6\nburn_time_s: 100\n"
        "altitude_minimum_km: 100\naltitude_maximum_km: 2000\nkill_probability_given_launch: 0.5\n",
        encoding="utf-8",
    )
    uses = "    - {use: opir-geo}\n  interceptors:\n"
    uses += "    - {use: catcher, site: fort-greely, inventory_count: 4}\n"
    Path("mine.yaml").write_text(SCENARIO + uses, encoding="utf-8")
    words = ("run", "mine.yaml", "--library", "mine", "--runs", "20", "--quiet")
    found = answer(capsys, *words)
    assert found["fire_control"]["interceptor"] == ""
    assert found["fire_control"]["position_error_km"] == 10.0
    assert "known to 10 km" in found["watching"]
    assert "to shoot" not in found["watching"]
    assert any("10 km is taken" in warning for warning in found["warnings"])
    assert main(words) == 0
    assert "tracked: known to 10 km" in capsys.readouterr().out
