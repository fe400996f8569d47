"""`opendome explain`: what it says of a missile is what the records of its run say."""

from __future__ import annotations

import json
from itertools import pairwise
from pathlib import Path
from typing import Any

import polars
import pytest

from lighter import undrawn
from opendome.answers import run_folder, story_events
from opendome.cli import main
from opendome.records.engagements import KEPT_PLAYS

pytestmark = pytest.mark.xdist_group("explain")

UNWATCHED = """\
name: Nobody watches
raid:
  - threat: scud-b
    launch: {lat_deg: 40, lon_deg: 127}
    aim: {lat_deg: 41, lon_deg: 127}
    count: 2
    spacing_s: 20
"""
WATCHED = UNWATCHED.replace("Nobody", "Somebody") + "architecture:\n  sensors:\n    - {use: opir-geo}\n"


@pytest.fixture(scope="module")
def folders(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Path]:
    """Runs of three scenarios: interceptors run out; sensors alone; nothing at all."""
    place = tmp_path_factory.mktemp("kept")
    found = {}
    for name, text in (("unwatched", UNWATCHED), ("watched", WATCHED)):
        (place / f"{name}.yaml").write_text(text, encoding="utf-8")
        found[name] = ran(place, name, str(place / f"{name}.yaml"), "--runs", "30")
    found["spent"] = ran(place, "spent", "limited-raid", "--set", "raid.0.count=14", "--runs", "130")
    return found


def ran(place: Path, name: str, *words: str) -> Path:
    with undrawn():  # no picture is read again
        assert main(["run", *words, "--quiet", "--json", "--out", str(place / name)]) == 0
    (folder,) = (place / name).iterdir()
    return folder


@pytest.fixture
def spent(folders: dict[str, Path]) -> Path:
    return folders["spent"]


def explained(capsys: pytest.CaptureFixture[str], folder: Path, threat: str, play: int = 0) -> dict[str, Any]:
    capsys.readouterr()
    assert main(["explain", str(folder), threat, "--play", str(play), "--json"]) == 0
    found: dict[str, Any] = json.loads(capsys.readouterr().out)
    return found


def said(capsys: pytest.CaptureFixture[str], folder: Path, threat: str, *words: str) -> str:
    capsys.readouterr()
    assert main(["explain", str(folder), threat, *words]) == 0
    return capsys.readouterr().out


def refused(capsys: pytest.CaptureFixture[str], *words: str) -> dict[str, Any]:
    capsys.readouterr()
    assert main(["explain", *words, "--json"]) == 2
    found = json.loads(capsys.readouterr().out)
    assert found["command"] == "explain"
    assert found["error"] == found["errors"][0]
    assert set(found["error"]) == {"kind", "message", "file", "line", "key", "value", "remedy"}
    error: dict[str, Any] = found["error"]
    return error


def of_kind(found: dict[str, Any], *kinds: str) -> list[dict[str, Any]]:
    return [event for event in found["events"] if event["kind"] in kinds]


def run_answer(folder: Path) -> dict[str, Any]:
    answer: dict[str, Any] = json.loads((folder / "answer.json").read_text(encoding="utf-8"))
    return answer


def shots_at(folder: Path, threat: str, play: int) -> polars.DataFrame:
    shots = polars.read_parquet(folder / "engagements.parquet")
    return shots.filter((polars.col("threat_id") == threat) & (polars.col("play") == play))


def test_the_keys_of_the_contract(spent: Path, capsys: pytest.CaptureFixture[str]) -> None:
    found = explained(capsys, spent, "1")
    assert {"fate", "sentence", "events", "threat_id", "play", "warnings", "sources"} <= set(found)
    for event in found["events"]:
        assert {"time_s", "what", "by", "detail"} <= set(event)
        assert event["what"]
        assert event["by"]
    assert found["inputs"]["threat_id"] == "1"
    assert found["threat_id"] == "notional-solid-icbm-1"
    named = explained(capsys, spent, "notional-solid-icbm-1")
    assert {**named, "inputs": None} == {**found, "inputs": None}


def test_every_missile_agrees_with_the_answer_of_its_run(
    spent: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    for row in run_answer(spent)["by_threat"]:
        found = explained(capsys, spent, row["threat_id"])
        assert (found["fate"], found["decided_by"]) == (row["reference_fate"], row["reference_decided_by"])
        assert found["leak_probability"] == row["leak_probability"]
        times = [event["time_s"] for event in found["events"]]
        happened = [time for time in times if time is not None]
        assert all(before <= after for before, after in pairwise(happened))
        assert all(time is None for time in times[len(happened) :])
        own = [event for event in found["events"] if event["by"] == row["threat_id"]]
        assert (own[0]["kind"], own[0]["time_s"]) == ("launch", row["launch_s"])
        end = own[-1]
        assert end["kind"] == ("lands" if row["reference_fate"] == "leaked" else "stopped")
        assert end["time_s"] == found["end_s"]
        if end["kind"] == "lands":
            assert end["time_s"] == pytest.approx(row["impact_s"] + found["first_launch_s"])
        (burnout,) = of_kind(found, "burnout")
        assert burnout["time_s"] - row["launch_s"] == pytest.approx(row["burnout"]["time_s"])


def test_sensors_say_what_was_seen(spent: Path, capsys: pytest.CaptureFixture[str]) -> None:
    sightings = polars.read_parquet(spent / "sightings.parquet")
    for threat in ("notional-solid-icbm-1", "notional-solid-icbm-13"):
        found = explained(capsys, spent, threat)
        rows = {row["sensor_id"]: row for row in sightings.filter(threat_id=threat).to_dicts()}
        seen = {event["by"]: event["time_s"] for event in of_kind(found, "seen")}
        silent = {event["by"]: event for event in of_kind(found, "never_saw")}
        assert set(seen) | set(silent) == set(rows)
        assert not set(seen) & set(silent)
        for name, time_s in seen.items():
            assert time_s == pytest.approx(rows[name]["first_detected_s"])
        for name, event in silent.items():
            later = rows[name]["first_detected_s"]
            assert event["time_s"] is None
            assert later is None or later > found["end_s"]
            assert event["detail"].endswith(".")
    told = {event["by"]: event["time_s"] for event in of_kind(found, "told")}
    assert told == {name: pytest.approx(rows[name]["reported_s"]) for name in seen}


def test_a_missile_that_is_stopped(spent: Path, capsys: pytest.CaptureFixture[str]) -> None:
    found = explained(capsys, spent, "1")
    shots = shots_at(spent, found["threat_id"], 0).sort("launch_s")
    assert [event["time_s"] for event in of_kind(found, "fires")] == pytest.approx(
        shots["launch_s"].to_list()
    )
    met = of_kind(found, "hits", "misses", "too_late", "meets_decoy")
    assert [event["time_s"] for event in met] == pytest.approx(sorted(shots["intercept_s"]))
    first_hit = shots.filter("hit")["intercept_s"].min()
    assert found["end_s"] == pytest.approx(first_hit)
    assert found["shots_count"] == len(shots) == 4
    assert all(event["time_s"] > found["end_s"] for event in of_kind(found, "too_late"))
    assert "is stopped at" in found["sentence"]
    (idle,) = of_kind(found, "did_not_shoot")
    assert idle["by"] == "gbi-vandenberg"
    assert "gbi-fort-greely fired four shots at the missile" in idle["detail"]
    (window,) = [event for event in of_kind(found, "can_shoot") if event["by"] == "gbi-vandenberg"]
    chances = polars.read_parquet(spent / "opportunities.parquet")
    mine = chances.filter(world=0, threat_id=found["threat_id"], shooter_id="gbi-vandenberg")
    assert window["time_s"] == pytest.approx(mine["first_launch_s"].item())


def test_a_missile_that_nobody_has_an_interceptor_for(
    spent: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    rows = [row for row in run_answer(spent)["by_threat"] if row["reference_decided_by"] == "no_inventory"]
    assert rows, "44 interceptors are enough for fourteen missiles now"
    found = explained(capsys, spent, rows[0]["threat_id"])
    assert "gets through and comes down at" in found["sentence"]
    assert ": no interceptor was left." in found["sentence"]
    silent = of_kind(found, "did_not_shoot")
    assert {event["by"] for event in silent} == {"gbi-fort-greely", "gbi-vandenberg"}
    assert all(event["detail"].startswith("No interceptor was left") for event in silent)
    text = said(capsys, spent, rows[0]["threat_id"])
    assert "What did not happen" in text
    assert "did not shoot: no interceptor was left" in " ".join(text.split())


def test_other_plays(spent: Path, capsys: pytest.CaptureFixture[str]) -> None:
    outcomes = polars.read_parquet(spent / "outcomes.parquet")
    known = polars.read_parquet(spent / "known.parquet")
    fates = set()
    for threat in ("notional-solid-icbm-1", "notional-solid-icbm-7"):
        for play in (1, 2, 5, 17):
            found = explained(capsys, spent, threat, play)
            row = outcomes.filter(threat_id=threat, play=play).to_dicts()[0]
            assert (found["fate"], found["world"]) == (row["fate"], row["world"])
            fates.add(found["fate"])
            if found["fate"] == "failed_by_itself":
                assert found["sentence"].split(". ")[0].endswith("fails by itself")
                assert [event["kind"] for event in found["events"][:2]] == ["launch", "fails"]
                continue
            shots = shots_at(spent, threat, play)
            assert found["shots_count"] == len(shots) == len(of_kind(found, "fires"))
            (seen,) = of_kind(found, "seen")
            first = known.filter(world=row["world"], threat_id=threat)["first_detected_s"].item()
            assert seen["time_s"] == pytest.approx(found["launch_s"] + first)
            assert any("kept of play 0 alone" in warning for warning in found["warnings"])
            own = [event for event in found["events"] if event["by"] == threat]
            assert own[-1]["kind"] == ("lands" if found["fate"] == "leaked" else "stopped")
    assert len(fates) == 3, fates


def test_a_play_of_which_no_shots_are_kept(spent: Path, capsys: pytest.CaptureFixture[str]) -> None:
    outcomes = polars.read_parquet(spent / "outcomes.parquet").filter(threat_id="notional-solid-icbm-1")
    beyond = outcomes.filter(polars.col("play") > KEPT_PLAYS, polars.col("fate") == "intercepted_midcourse")
    play = beyond["play"][0]
    found = explained(capsys, spent, "1", play)
    assert found["fate"] == "intercepted_midcourse"
    assert (found["end_s"], found["shots_count"]) == (None, None)
    assert f"Shots are kept of plays 0 to 100, and not of play {play}." in found["warnings"]
    assert of_kind(found, "stopped")[0]["time_s"] is None
    assert of_kind(found, "did_not_shoot", "fires", "highest", "can_shoot_no_more") == []
    assert "is stopped; when, and by which shot, is not kept" in " ".join(
        said(capsys, spent, "1", "--play", str(play)).split()
    )


def test_another_play_is_named_where_its_fate_is_another(
    spent: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    found = explained(capsys, spent, "1")
    assert found["another_fate"] == "leaked"
    other = explained(capsys, spent, "1", found["another_play"])
    assert other["fate"] == "leaked"
    assert other["another_fate"].startswith("intercepted")
    assert f"--play {found['another_play']}" in said(capsys, spent, "1")


def test_sensors_alone(folders: dict[str, Path], capsys: pytest.CaptureFixture[str]) -> None:
    found = explained(capsys, folders["watched"], "scud-b-2")
    assert found["fate"] == "leaked"
    assert "nothing in this scenario can shoot" in found["sentence"]
    assert of_kind(found, "seen")
    assert all("10 km" in event["detail"] for event in of_kind(found, "tracked"))
    assert not of_kind(found, "can_shoot", "could_not_shoot", "did_not_shoot")
    assert found["shots_count"] == 0


def test_nothing_at_all(folders: dict[str, Path], capsys: pytest.CaptureFixture[str]) -> None:
    found = explained(capsys, folders["unwatched"], "2")
    assert [event["kind"] for event in found["events"]] == ["launch", "burnout", "highest", "lands"]
    assert found["launch_s"] == 20.0
    assert "There is no sensor in this scenario." in found["warnings"]
    assert "Fewer than 100 runs: the ranges are rough." in found["warnings"]
    text = said(capsys, folders["unwatched"], "2")
    assert "What did not happen" not in text
    assert "0:20  the missile  is launched from 40.0° N 127.0° E" in text


def test_what_a_large_raid_does_not_keep(
    spent: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    assert of_kind(explained(capsys, spent, "5"), "tracked")
    for module in (run_folder, story_events):
        monkeypatch.setattr(module, "MOST_RECORDED", 4)
    found = explained(capsys, spent, "5")
    assert not of_kind(found, "tracked", "track_lost", "never_tracked")
    assert "How well it was tracked is kept of the first 4 missiles alone." in found["warnings"]
    assert of_kind(explained(capsys, spent, "4"), "tracked")


@pytest.mark.parametrize("columns", ["80", "96"])
def test_it_fits_the_screen(
    spent: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch, columns: str
) -> None:
    monkeypatch.setenv("COLUMNS", columns)
    for threat in ("1", "9", "13"):
        text = said(capsys, spent, threat)
        shown, commands = text.split("  Try next")
        assert all(len(line) <= int(columns) for line in shown.splitlines())
        assert "opendome explain" in commands
        assert "\x1b" not in text
        assert "times in minutes after the first launch of the raid" in text


def test_nothing_is_written(spent: Path, capsys: pytest.CaptureFixture[str]) -> None:
    before = {path: (path.stat().st_mtime_ns, path.stat().st_size) for path in spent.parent.rglob("*")}
    explained(capsys, spent, "3")
    assert {
        path: (path.stat().st_mtime_ns, path.stat().st_size) for path in spent.parent.rglob("*")
    } == before


@pytest.mark.parametrize(
    ("words", "kind", "says", "remedy"),
    [
        (("15",), "unknown_threat", "There is no missile 15 in", "notional-solid-icbm-1"),
        (("0",), "unknown_threat", "which has 14 missiles", "A number counts them"),
        (("notional-solid-icbm-99",), "unknown_threat", "icbm-99", "Did you mean notional-solid-icbm-9"),
        (("²",), "unknown_threat", "There is no missile ²", "A number counts them"),
        (("1", "--play", "131"), "out_of_range", "no play 131: it has plays 1 to 130, and 0", "--runs"),
        (("1", "--play", "-1"), "out_of_range", "--play must be at least 0, not -1", "--help"),
        (("1", "--play", "two"), "not_a_number", "a whole number, not two", "--help"),
        ((), "missing", "THREAT_ID is missing", "opendome explain"),
    ],
    ids=str,
)
def test_what_is_refused(
    spent: Path, capsys: pytest.CaptureFixture[str], words: tuple[str, ...], kind: str, says: str, remedy: str
) -> None:
    error = refused(capsys, str(spent), *words)
    assert error["kind"] == kind
    assert says in error["message"]
    assert remedy in error["remedy"]


def test_a_missing_folder_names_the_one_that_was_meant(
    spent: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    error = refused(capsys, str(spent)[:-1], "1")
    assert (error["kind"], error["remedy"]) == ("no_folder", f"Did you mean {spent.as_posix()}?")
    assert refused(capsys)["message"] == "RUN_FOLDER is missing."


def test_the_folder_of_a_flight(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.chdir(tmp_path)
    flight = ("fly", "scud-b", "--from", "40,127", "--to", "41,127", "--quiet")
    assert main(flight) == 0
    (folder,) = (tmp_path / "flights").iterdir()
    error = refused(capsys, f"flights/{folder.name}", "1")
    assert error["kind"] == "other_command"
    assert "holds what opendome fly wrote" in error["message"]
