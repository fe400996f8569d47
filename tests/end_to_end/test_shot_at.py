"""Reached, shot at, and what gets through: `opendome run` as a user meets it."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import polars
import pytest

import opendome as od
from lighter import unwritten
from opendome.cli import main
from opendome.records.engagements import REASONS
from opendome.records.opportunities import CHANCE_LIMITS

RELIABLE = (
    "--set", "library.gbi.common_failure_probability=0",
    "--set", "library.notional-solid-icbm.launch_reliability_probability=1",
)  # fmt: skip
"""Nothing but the chance of one shot is left to decide."""

pytestmark = pytest.mark.xdist_group("shot")

FIXED = ("--set", "library.gbi.kill_probability_given_launch=0.5714285714285714")


@pytest.fixture
def here(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(tmp_path)
    return tmp_path


def answer(capsys: pytest.CaptureFixture[str], *words: str) -> dict[str, Any]:
    """What is printed; files take longer than runs, and are the business of other tests."""
    with unwritten():
        assert main([*words, "--json", "--quiet"]) == 0
    found: dict[str, Any] = json.loads(capsys.readouterr().out)
    return found


def refused(capsys: pytest.CaptureFixture[str], *words: str) -> list[dict[str, Any]]:
    assert main([*words, "--json", "--quiet"]) == 2
    found: list[dict[str, Any]] = json.loads(capsys.readouterr().out)["errors"]
    return found


def test_the_flagship(here: Path, capsys: pytest.CaptureFixture[str]) -> None:
    found = answer(capsys, "run", "--runs", "200", *RELIABLE)
    assert found["interceptors_count"] == 44
    assert found["raid_limit_count"] == 11
    assert found["interceptors_used_count"]["value"] == pytest.approx(16.0, abs=0.5)
    assert found["no_leak_probability"]["value"] == pytest.approx(0.834, abs=0.04)
    assert found["drivers"][0]["figure"] == "library.gbi.kill_probability_given_launch"
    assert found["drivers"][0]["low"] == pytest.approx(0.394, abs=1e-3)
    (layer,) = found["by_layer"]
    assert layer["layer"] == "midcourse"
    assert layer["shots_count"] == pytest.approx(found["interceptors_used_count"]["value"])
    assert [row["site"] for row in found["by_site"]] == ["fort-greely", "vandenberg"]
    assert [row["battery"] for row in found["by_site"]] == ["gbi-fort-greely", "gbi-vandenberg"]
    for row in found["by_threat"]:
        assert sum(row["fate_probability"].values()) == pytest.approx(1.0)
        # every flight here comes to its aim
        assert sum(row["decided_by_probability"].values()) == pytest.approx(1.0)
        assert set(row["decided_by_probability"]) == set(REASONS)
        assert row["shots_count"]["value"] == pytest.approx(4.0, abs=0.4)
        assert row["first_detected_s"]["value"] < row["first_shot_s"]["value"]
        assert row["first_shot_s"]["value"] < row["first_intercept_s"]["value"]
        flight_s = row["first_intercept_s"]["value"] - row["first_shot_s"]["value"]
        assert 360.0 <= flight_s <= 1080.0, "published: six to eighteen minutes"
        assert 5.5 <= row["intercept"]["closing_speed_km_per_s"] <= 12.0
        assert row["intercept"]["altitude_km"] > 200.0


def test_a_fixed_chance_leaves_nothing_unknown(here: Path, capsys: pytest.CaptureFixture[str]) -> None:
    quick = ("--set", "doctrine.midcourse.confirm_time_s=0", "--set", "doctrine.midcourse.decide_time_s=0")
    easy = ("--set", "library.gbi.fire_control={position_error_km: 1000, velocity_error_m_per_s: 100000}")
    found = answer(capsys, "run", "--runs", "200", *RELIABLE, *FIXED, *quick, *easy)
    chance = found["no_leak_probability"]
    assert chance["value"] == pytest.approx(0.872, abs=5e-4)
    assert chance["high"] - chance["low"] <= 1e-9
    assert found["leak_probability"]["value"] == pytest.approx(0.0337, abs=1e-4)
    drawn = answer(capsys, "run", "--runs", "1000", *RELIABLE, *quick, *easy)
    assert drawn["no_leak_probability"]["value"] == pytest.approx(0.834, abs=0.004)
    assert drawn["no_leak_probability"]["low"] == pytest.approx(0.561, abs=0.02)
    assert drawn["no_leak_probability"]["high"] == pytest.approx(0.980, abs=0.01)
    assert drawn["leak_probability"]["value"] == pytest.approx(0.047, abs=0.002)


def test_records_of_shots(here: Path) -> None:
    run = od.simulate("regional-two-batteries", runs=40, seed=1)
    shots = run.engagements.to_frame()
    assert set(shots["play"]) <= set(range(41))
    assert (shots["intercept_s"] > shots["launch_s"]).all()
    chances = run.opportunities.to_frame()
    assert len(chances) == 12 * 2
    assert set(chances["limit"]) <= set(CHANCE_LIMITS)
    flown = run.reach.flyouts.to_frame()
    assert set(flown["interceptor_id"]) == {"thaad", "pac-3-mse"}
    assert flown.filter(polars.col("interceptor_id") == "thaad")["height_m"].max() <= 160_000


@pytest.mark.parametrize(
    ("name", "missiles", "interceptors"),
    [("two-shot-salvo", 1, 2), ("regional-two-batteries", 12, 96), ("limited-raid-iran", 3, 44)],
)
def test_nothing_is_wired_to_the_flagship(
    here: Path, capsys: pytest.CaptureFixture[str], name: str, missiles: int, interceptors: int
) -> None:
    with unwritten():
        assert main(["run", name, "--runs", "40", "--quiet"]) == 0
    said = capsys.readouterr().out
    assert f"{missiles} missile" in said.splitlines()[0]
    assert f"{interceptors} interceptors" in said.splitlines()[0]
    assert "nothing gets through" in said
    assert "First shot" in said
    assert "\x1b" not in said


def test_what_would_have_to_be_true(here: Path, capsys: pytest.CaptureFixture[str]) -> None:
    ten = ("run", "--runs", "40", "--set", "raid.0.count=10", *RELIABLE)
    easy = ("--set", "library.gbi.fire_control={position_error_km: 1000, velocity_error_m_per_s: 100000}")
    goal = ("--require", "no_leak_probability=0.9", "--solve")
    found = answer(capsys, *ten, *easy, *goal, "kill_probability")
    assert found["needed"]["name"] == "kill_probability"
    assert found["needed"]["value"] == pytest.approx(0.680, abs=2e-3)
    assert found["published"]["band"] == "published"
    assert found["inside_published"] is True
    assert "68 %" in found["sentence"]
    plain = answer(capsys, *ten, *easy)
    assert "needed" not in plain
    assert not any("needed" in warning or "inside_published" in warning for warning in plain["warnings"])
    sure = (*ten, *easy, "--set", "library.gbi.kill_probability_given_launch=0.8")
    many = answer(capsys, *sure, *goal, "inventory")
    assert many["needed"]["name"] == "inventory_count"
    assert 20 <= many["needed"]["value"] <= 40
    late = answer(capsys, *sure, *goal, "decide_time")
    assert late["needed"]["name"] == "decide_time_s"
    assert late["needed"]["value"] > 60.0


def test_a_search_without_an_answer(here: Path, capsys: pytest.CaptureFixture[str]) -> None:
    near = ("--set", "library.gbi.range_km=100")
    goal = ("--require", "no_leak_probability=0.9", "--solve", "kill_probability")
    found = answer(capsys, "run", "--runs", "20", *near, *goal)
    assert found["needed"]["value"] is None
    assert found["inside_published"] is False
    assert "no chance per shot up to 1 is enough, because 4 of 4 are never in reach" in found["sentence"]


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (("--require", "no_leak_probability=0.9"), "--solve is missing"),
        (("--solve", "inventory"), "--require is missing"),
        (("--require", "leaks=0.9", "--solve", "inventory"), "cannot be required"),
        (("--require", "no_leak_probability=1.5", "--solve", "inventory"), "cannot be required"),
        (("--require", "no_leak_probability=0.9", "--solve", "satellites"), "No satellite shoots"),
        (("--set", "architecture.sensors=[]"), "no track source"),
        (("--set", "architecture.interceptors.0.inventory_count=-1"), "negative"),
        (("--set", "doctrine.terminal={shots_per_look_count: 2}"), "terminal layer"),
        (("--set", "doctrine.midcourse.reserve_count=45"), "larger than what the layer has: 44"),
        (("--set", "doctrine.midcourse.shots_per_look_count=0"), "at least 1"),
        (("--set", "doctrine.midcourse.decide_time_s={value: 3, source: nobody}"), "no source of this key"),
        (("--set", "doctrine.midcourse.decide_time_s={value: 3, source: assumed}"), "needs a range"),
    ],
)
def test_what_is_refused(
    here: Path, capsys: pytest.CaptureFixture[str], words: tuple[str, ...], said: str
) -> None:
    problems = refused(capsys, "run", "--runs", "20", *words)
    assert any(said in problem["message"] for problem in problems), problems
    assert all(problem["remedy"] or problem["key"] for problem in problems)
    assert not Path("runs").exists()


def test_who_can_shoot_in_some_draws_only_is_not_said_to_be_unable(
    here: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """With every figure at its value nobody decides in time; in other draws somebody does, and shoots."""
    late = "doctrine.terminal.decide_time_s={value: 1000, low: 0, high: 1000, shape: uniform}"
    found = answer(capsys, "run", "regional-two-batteries", "--runs", "60", "--set", late)
    assert found["interceptors_used_count"]["value"] > 0.0
    assert "such raids nothing gets through" in found["sentence"]
    assert "No interceptor can be fired" not in found["sentence"]
