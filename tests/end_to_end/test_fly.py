"""`opendome fly`, from words to numbers and files."""

from __future__ import annotations

import json
import shlex
from pathlib import Path

import pytest

from house.tree import ROOT
from opendome.cli import main

CHICAGO = ("fly", "notional-solid-icbm", "--from", "40,127", "--to", "Chicago")


def _json(capsys: pytest.CaptureFixture[str], *words: str) -> dict:
    assert main([*words, "--json", "--quiet"]) == 0
    seen = capsys.readouterr()
    assert seen.err == ""
    return json.loads(seen.out)


@pytest.mark.xdist_group("flights")
def test_the_flight_that_a_naive_program_gets_wrong(capsys: pytest.CaptureFixture[str]) -> None:
    found = _json(capsys, *CHICAGO)
    assert 10_250 < found["range_km"] < 10_300
    assert 1_300 < found["apogee_km"] < 1_550
    assert 34 < found["flight_time_s"] / 60 < 38
    assert found["miss_km"] < 1.0
    assert found["status"] == "ok"
    assert found["stages"][-1] == found["burnout"]
    assert found["pierce_100_km"]["up"]["time_s"] < found["pierce_100_km"]["down"]["time_s"]
    assert found["events"][0]["event"] == "launch"
    assert found["events"][-1]["event"] == "impact"
    assert found["files"] == []
    assert found["sources"] == sorted(found["sources"])
    assert "10,2" in found["sentence"]


@pytest.mark.xdist_group("flights")
def test_keys_of_the_contract(capsys: pytest.CaptureFixture[str]) -> None:
    found = _json(capsys, "fly", "scud-b", "--from", "40,127", "--azimuth-deg", "40", "--maximum-range")
    promised = {
        "range_km", "flight_time_s", "apogee_km", "energy_mode", "surplus_speed_km_per_s", "burnout",
        "stages", "bus_end", "impact", "miss_km", "status",
    }  # fmt: skip
    assert promised <= set(found)
    assert set(found["burnout"]) == {
        "time_s", "speed_km_per_s", "inertial_speed_km_per_s", "altitude_km", "flight_path_angle_deg",
    }  # fmt: skip
    assert set(found["impact"]) == {"lat_deg", "lon_deg", "speed_km_per_s", "flight_path_angle_deg"}
    assert found["miss_km"] is None
    assert any("miss_km" in warning for warning in found["warnings"])
    assert found["inputs"]["azimuth_deg"] == 40.0


@pytest.mark.xdist_group("flights")
def test_without_rotation_both_speeds_are_equal(capsys: pytest.CaptureFixture[str]) -> None:
    found = _json(capsys, *CHICAGO, "--non-rotating", "--spherical")
    for moment in (found["burnout"], *found["stages"], found["pierce_100_km"]["down"]):
        assert moment["inertial_speed_km_per_s"] == pytest.approx(moment["speed_km_per_s"], rel=1e-8)
    turning = _json(capsys, *CHICAGO)["burnout"]
    assert turning["inertial_speed_km_per_s"] > turning["speed_km_per_s"]


@pytest.mark.xdist_group("flights")
def test_out_of_reach_is_an_answer(capsys: pytest.CaptureFixture[str]) -> None:
    found = _json(capsys, "fly", "scud-b", "--from", "40,127", "--to", "Chicago")
    assert found["status"] == "out_of_reach"
    assert found["shortfall_km"] == pytest.approx(found["distance_km"] - found["range_km"])
    assert "out of reach" in found["sentence"]
    assert "farther than the missile can fly" in found["warnings"][0]


@pytest.mark.xdist_group("flights")
def test_who_goes_round_and_does_not_arrive_is_said_how_far_off(capsys: pytest.CaptureFixture[str]) -> None:
    glider = "examples/equipment/threats/my-glider.yaml"
    round_ = ("--from", "40,127", "--via", "38,121", "--to", "26.35,127.77")
    found = _json(capsys, "fly", (ROOT / glider).as_posix(), *round_)
    assert found["status"] == "out_of_reach"
    assert found["range_km"] > found["distance_km"]  # it lands farther off than its aim lies
    assert found["shortfall_km"] == pytest.approx(found["miss_km"])
    assert "2,040 km from it" in found["sentence"]


@pytest.mark.xdist_group("flights")
def test_words_and_files(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.chdir(tmp_path)
    assert main([*CHICAGO, "--quiet"]) == 0
    said = capsys.readouterr().out
    for word in (
        "From 40.0° N 127.0° E to Chicago:",
        "burnout (stage 3)",
        "highest point",
        "impact",
        "Try next",
    ):
        assert word in said
    assert "\x1b" not in said
    assert all(len(line) <= 96 for line in said.splitlines())
    (folder,) = (tmp_path / "flights").iterdir()
    names = {file.name for file in folder.iterdir()}
    assert names == {"flight.png", "flight.svg", "trajectory.parquet", "manifest.json", "made.json"}
    assert main([*CHICAGO, "--quiet"]) == 0
    assert capsys.readouterr().out == said


@pytest.mark.xdist_group("flights")
def test_no_picture(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    assert main(["fly", "scud-b", "--from", "40,127", "--to", "41,128", "--no-picture", "--quiet"]) == 0
    assert list(tmp_path.iterdir()) == []


@pytest.mark.xdist_group("flights")
def test_a_missile_of_ones_own(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    own = tmp_path / "mine.yaml"
    own.write_text(
        "kind: ballistic\nname: Mine\nclass: srbm\npropellant: liquid\npayload_mass_kg: 1000\nstages:\n"
        "  - {dry_mass_kg: 1198, propellant_mass_kg: 3699, specific_impulse_vacuum_s: 230, burn_time_s: 75,"
        " diameter_m: 0.84}\n",
        encoding="utf-8",
    )
    found = _json(capsys, "fly", str(own), "--from", "40,127", "--azimuth-deg", "40", "--maximum-range")
    assert 250 < found["range_km"] < 330
    assert any("no source" in warning for warning in found["warnings"])


@pytest.mark.xdist_group("flights")
def test_what_never_leaves_the_ground(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.chdir(tmp_path)
    heavy = ("fly", "scud-b", "--from", "40,127", "--to", "41,127", "--set", "payload_mass_kg=1e6")
    assert main([*heavy, "--quiet"]) == 0
    said = capsys.readouterr().out
    assert "it does not fly" in said
    assert "does not lift off" in said
    assert "Picture" not in said
    found = _json(capsys, *heavy)
    assert found["status"] == "falls_back"
    assert found["range_km"] is None
    assert found["impact"] is None


@pytest.mark.xdist_group("flights")
def test_next_commands_keep_the_settings(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    """From the open sea, where this missile does not stand unless a setting says so; the map has no land."""
    monkeypatch.chdir(tmp_path)
    words = "fly scud-b --from -20,-110 --azimuth-deg 40 --maximum-range --set library.scud-b.basing=any"
    assert main(shlex.split(words)) == 0
    said = [line.partition("opendome ")[2] for line in capsys.readouterr().out.splitlines()]
    (again,) = [line for line in said if line.startswith("fly ")]
    assert "--set library.scud-b.basing=any" in again
    assert main(shlex.split(again)) == 0
