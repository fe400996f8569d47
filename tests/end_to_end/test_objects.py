"""Missiles with several objects, from a command to keys, words and the file of a run."""

from __future__ import annotations

import json
from pathlib import Path

import polars
import pytest

from opendome.cli import main

BUS = ("fly", "notional-liquid-icbm-bus", "--from", "55,60", "--to", "Chicago", "--no-picture", "--quiet")


@pytest.mark.xdist_group("flights")
def test_fly_tells_every_object(capsys: pytest.CaptureFixture[str]) -> None:
    assert main([*BUS, "--json"]) == 0
    found = json.loads(capsys.readouterr().out)
    by_name = {one["object"]: one for one in found["objects"]}
    assert set(by_name) == {"stage 1", "stage 2", "bus 1"} | {f"warhead {n}" for n in (1, 2, 3)} | {
        f"decoy {n}" for n in range(1, 11)
    }
    own = by_name["warhead 1"]
    assert own["impact"] == found["impact"]
    assert own["impact_s"] == found["flight_time_s"]
    assert own["distance_from_aim_km"] == found["miss_km"] < 0.01
    start, end = found["deployment_start_s"], found["deployment_end_s"]
    assert start == pytest.approx(found["bus_end"]["time_s"] + 10)
    assert end == pytest.approx(found["bus_end"]["time_s"] + 190)
    assert {"deployment_start", "deployment_end"} <= {one["event"] for one in found["events"]}
    for name, one in by_name.items():
        if name.startswith("decoy"):
            assert start <= one["separated_s"] <= end
            assert 0.1 < one["distance_from_aim_km"] < 50
    assert by_name["stage 1"]["distance_from_aim_km"] > by_name["stage 2"]["distance_from_aim_km"] > 100


@pytest.mark.xdist_group("flights")
def test_fly_says_it_in_a_few_lines(capsys: pytest.CaptureFixture[str]) -> None:
    assert main([*BUS]) == 0
    said = capsys.readouterr().out
    for words in ("first object let go", "last object let go", "10 decoys", "3 warheads", "From the aim"):
        assert words in said
    assert all(len(line) <= 96 for line in said.splitlines())


@pytest.mark.xdist_group("flights")
def test_a_single_warhead_has_no_letting_go(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["fly", "scud-b", "--from", "40,127", "--to", "41,128", "--json", "--quiet"]) == 0
    found = json.loads(capsys.readouterr().out)
    assert found["deployment_start_s"] is None
    assert [one["object"] for one in found["objects"]] == ["warhead 1"]


@pytest.mark.xdist_group("flights")
def test_a_run_keeps_its_objects(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    raid = tmp_path / "raid.yaml"
    raid.write_text(
        "opendome: 1\nkind: scenario\nname: One missile with a bus\nepoch: 2026-01-01T00:00:00Z\nraid:\n"
        "  - {threat: notional-liquid-icbm-bus, launch: {lat_deg: 40, lon_deg: 127}, aim: {city: Seattle}}\n"
        "architecture:\n  sensors:\n    - {use: opir-geo}\n    - {use: cobra-dane}\n    - {use: uewr}\n",
        encoding="utf-8",
    )
    assert main(["run", str(raid), "--runs", "10", "--out", str(tmp_path / "out"), "--json", "--quiet"]) == 0
    found = json.loads(capsys.readouterr().out)
    (row,) = found["by_threat"]
    assert row["deployment_end_s"] == pytest.approx(row["deployment_start_s"] + 180)
    objects = polars.read_parquet(Path(found["run_folder"]) / "objects.parquet")
    assert objects["kind"].value_counts(sort=True).rows()[0] == ("decoy", 10)
    own = objects.filter(polars.col("object_id") == "notional-liquid-icbm-bus-1/warhead-1")
    assert own["impact_s"][0] == pytest.approx(row["impact_s"])
    seen = objects.filter(polars.col("kind") == "bus")
    assert seen["first_detected_by"][0] in ("cobra-dane", *(row["seen_by"]), "uewr-clear", "uewr-beale")
    assert (objects["first_detected_s"].drop_nulls() >= 0).all()
    late = objects.filter(polars.col("first_detected_s") < polars.col("separated_s"))
    assert late.is_empty()
