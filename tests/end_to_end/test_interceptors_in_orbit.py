"""A small shell in a whole run: what is printed, kept, told of a missile, and drawn."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import numpy as np
import polars
import pytest

from opendome.answers import explain, run
from opendome.answers.kept import open_run
from opendome.records.defence import IN_ORBIT, member_of
from opendome.watch import SILENT

SCENARIO = "one-missile-under-a-small-shell"


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The folder of one run of the small scenario."""
    out = tmp_path_factory.mktemp("orbit")
    found = run.answer(run.Question(scenario=SCENARIO, runs=40, out=str(out)), SILENT)
    return Path(found.run_folder)


@pytest.fixture(scope="module")
def answer(folder: Path) -> dict[str, Any]:
    return dict(json.loads((folder / "answer.json").read_text(encoding="utf-8")))


def test_a_constellation_is_a_site(answer: dict[str, Any]) -> None:
    (site,) = answer["by_site"]
    assert site["site"] == IN_ORBIT
    assert site["layer"] == "boost"
    assert site["inventory_count"] == answer["interceptors_count"] == 480
    assert site["left_count"] == pytest.approx(480 - site["fired_count"])
    assert 0.2 < site["fired_count"] <= 2.0
    (layer,) = answer["by_layer"]
    assert layer["layer"] == "boost"
    assert layer["shots_count"] == pytest.approx(site["fired_count"])


def test_shots_name_satellites_that_could_reach(folder: Path, answer: dict[str, Any]) -> None:
    shots = polars.read_parquet(folder / "engagements.parquet")
    assert len(shots) > 0
    chances = polars.read_parquet(folder / "opportunities.parquet")
    able = set(chances.filter(polars.col("limit") == "none")["shooter_id"])
    assert set(shots["shooter_id"]) <= able
    sites = {row["battery"] for row in answer["by_site"]}
    for name in shots["shooter_id"]:
        site, number = member_of(name, sites)
        assert site in sites
        assert 1 <= number <= 480
    one_play = shots.group_by("play", "shooter_id").len()
    assert one_play["len"].max() == 1, "a satellite has one interceptor"


def test_a_world_stands_as_nobody_knows(folder: Path) -> None:
    """The shell stands anew in each world, so that other satellites are near."""
    chances = polars.read_parquet(folder / "opportunities.parquet")
    near = (
        chances.group_by("world", maintain_order=True).agg(polars.col("shooter_id"))["shooter_id"].to_list()
    )
    assert len({tuple(names) for names in near}) > 5


def test_what_is_left_is_told(folder: Path, answer: dict[str, Any]) -> None:
    planes = polars.read_parquet(folder / "holes.parquet")
    assert len(planes) == 24
    assert planes["satellites_count"].sum() == 480
    shots = polars.read_parquet(folder / "engagements.parquet").filter(polars.col("play") == 0)
    assert planes["used_count"].sum() == shots["shooter_id"].n_unique()
    assert (planes["in_reach_after_count"] <= planes["in_reach_before_count"]).all()
    said = [one for one in answer["why"] if "satellites in service" in one]
    assert len(said) == 1
    assert f"{480 - len(shots)} of 480" in said[0]


def test_explain_names_the_satellite(folder: Path) -> None:
    kept = open_run(str(folder)).table("engagements")
    assert kept is not None
    play, name = kept.row(0, named=True)["play"], kept.row(0, named=True)["shooter_id"]
    told = explain.answer(
        explain.Question(run_folder=str(folder), threat_id="1", play=play), SILENT
    ).model_dump()
    by = {event["by"] for event in told["events"] if event["kind"] == "fires"}
    assert f"satellite {name.rpartition('/')[2]} of Small shell" in by


def test_the_globe_draws_satellites_that_shoot_alone(folder: Path) -> None:
    packets = json.loads((folder / "globe.czml").read_text(encoding="utf-8"))
    drawn = [packet["id"] for packet in packets if packet["id"].startswith("satellite/")]
    shots = polars.read_parquet(folder / "engagements.parquet").filter(polars.col("play") == 0)
    assert drawn == [f"satellite/{name}" for name in dict.fromkeys(shots["shooter_id"])]


def test_the_report_tells_where_parts_come_down(tmp_path: Path) -> None:
    """With shots that always hit the reference play has a hit on the way up."""
    sure = [
        "library.sbi-notional-boost.kill_probability_given_launch=1",
        "library.sbi-notional-boost.common_failure_probability=0",
    ]
    found = run.answer(
        run.Question(scenario=SCENARIO, runs=20, out=str(tmp_path), settings=tuple(sure)), SILENT
    )
    folder = Path(found.run_folder)
    parts = polars.read_parquet(folder / "remains.parquet").to_dicts()
    assert [row["part"] for row in parts] == ["warhead", "stage"]
    for row in parts:
        assert row["impact_s"] > row["hit_s"] > 0.0
        assert 1_000e3 < row["distance_from_aim_m"] < 9_500e3, "it comes down far short of Chicago"
    dense, light = parts
    assert dense["distance_from_aim_m"] < light["distance_from_aim_m"], "the dense part flies on farther"
    assert "Where parts come down" in (folder / "report.html").read_text(encoding="utf-8")
    told = explain.answer(explain.Question(run_folder=str(folder), threat_id="1"), SILENT)
    fallen = [event for event in told.events if event.kind == "parts_land"]
    assert len(fallen) == 2


FROM_THE_LIBRARY = {
    # layer, kind, heights of an intercept [m]: ends of the kind's figures
    "one-missile-under-a-high-shell": ("midcourse", "sbi-notional-midcourse", 80e3, 3_500e3),
    "one-glider-under-a-shell": ("glide", "sbi-notional-glide", 30e3, 150e3),
}


@pytest.mark.parametrize("scenario", FROM_THE_LIBRARY)
def test_midcourse_and_glide_are_met_from_orbit_with_the_library_alone(scenario: str, tmp_path: Path) -> None:
    layer, used, lowest, highest = FROM_THE_LIBRARY[scenario]
    found = run.answer(run.Question(scenario=scenario, runs=40, out=str(tmp_path)), SILENT)
    folder = Path(found.run_folder)
    whole = json.loads((folder / "answer.json").read_text(encoding="utf-8"))
    (site,) = whole["by_site"]
    assert (site["site"], site["layer"], site["interceptor"]) == (IN_ORBIT, layer, used)
    assert site["fired_count"] > 0.0
    (threat,) = whole["by_threat"]
    fates = threat["fate_probability"]
    assert fates[f"intercepted_{layer}"] > 0.0
    # an interceptor's own 6 km/s and what both fly beside
    assert 1.0 < threat["intercept"]["closing_speed_km_per_s"] < 20.0
    assert lowest <= 1e3 * threat["intercept"]["altitude_km"] <= highest
    assert fates["intercepted_boost"] == fates["intercepted_terminal"] == 0.0
    chances = polars.read_parquet(folder / "opportunities.parquet").filter(polars.col("limit") == "none")
    heights = chances.select([f"altitude_{one}_m" for one in range(1, 9)]).to_numpy()
    assert len(heights) > 5
    assert np.nanmin(heights) >= lowest
    assert np.nanmax(heights) <= highest
    flight = polars.read_parquet(folder / "trajectories.parquet")
    (burnout,) = flight.filter(polars.col("event") == "burnout")["time_s"].to_list()[-1:]
    told = chances.filter(polars.col("world") == 0)
    first = told["first_launch_s"] + told["flight_time_1_s"]
    assert (first >= burnout - 1e-6).all()
