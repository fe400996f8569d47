"""Changes to library entries in a scenario, and `--set`."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from opendome.scenario.changes import apply_settings, merged, read_setting
from opendome.scenario.library import Library
from opendome.scenario.loading import load_scenario, load_threat
from opendome.scenario.settle import settle, threat_of
from unit.scenario.small import SCENARIO, only, problems_of, refused, under_caret


@pytest.mark.parametrize(
    ("base", "change", "result"),
    [
        ({"a": 1, "b": 2}, {"b": 3}, {"a": 1, "b": 3}),
        ({"a": {"b": 1, "c": 2}}, {"a": {"b": 5}}, {"a": {"b": 5, "c": 2}}),
        ({"a": [1, 2]}, {"a": [3]}, {"a": [3]}),
        ({"a": [{"b": 1}, {"b": 2}]}, {"a": {"1": {"b": 5}}}, {"a": [{"b": 1}, {"b": 5}]}),
        ({"a": {"value": 1, "source": "book"}}, {"a": {"value": 2}}, {"a": {"value": 2}}),
        ({"a": {"value": 1, "source": "book"}}, {"a": 2}, {"a": 2}),
        ({"a": 1}, {"a": {"low": 0, "high": 2}}, {"a": {"value": 1, "low": 0, "high": 2}}),
        ({}, {"a": {"b": 1}}, {"a": {"b": 1}}),
    ],
)
def test_merged(base: Any, change: Any, result: Any) -> None:
    assert merged(base, change) == result


@pytest.mark.parametrize(
    ("setting", "path", "value"),
    [
        ("raid.0.count=8", ("raid", 0, "count"), 8),
        ("raid[0].count=8", ("raid", 0, "count"), 8),
        ("library.gbi.burnout_speed_km_per_s=7", ("library", "gbi", "burnout_speed_km_per_s"), 7),
        ("raid.0.aim={city: Seattle}", ("raid", 0, "aim"), {"city": "Seattle"}),
        ("name=a = b", ("name",), "a = b"),
        ("name=", ("name",), None),
    ],
)
def test_read_setting(setting: str, path: tuple[str | int, ...], value: Any) -> None:
    assert read_setting(setting) == (path, value)


def test_settings_leave_the_data_alone() -> None:
    data = {"raid": [{"count": 1}]}
    assert apply_settings(data, ["raid.0.count=2"])[0] == {"raid": [{"count": 2}]}
    assert data == {"raid": [{"count": 1}]}


def test_settings_are_applied_before_checks(library: Library) -> None:
    settings = ["raid[0].count=7", "raid.0.aim={city: Seattle}", "doctrine.midcourse.reserve_count=3"]
    scenario = load_scenario("small-raid", library, settings)
    assert scenario.raid[0].count == 7
    assert scenario.raid[0].aim[0].city == "Seattle"
    assert scenario.doctrine.midcourse is not None
    assert scenario.doctrine.midcourse.reserve_count == 3


@pytest.mark.parametrize(
    ("setting", "kind", "caret", "says"),
    [
        ("raid.0.count=x", "not_a_number", "x", "number"),
        ("raid.0.cout=3", "unknown_key", "raid.0.cout", "count?"),
        ("raid.7.count=3", "unknown_key", "raid.7.count", "1 item"),
        ("raid.count=3", "unknown_key", "raid.count", "list"),
        ("raid.0.threat.x=3", "unknown_key", "raid.0.threat.x", "no mapping"),
        ("raid.0.launch.lat_deg=400", "out_of_range", "400", "latitude"),
        ("raid.0.aim.city=Chicgo", "unknown_name", "Chicgo", "Chicago?"),
        ("raid.0.aim.0.city=Chicgo", "unknown_name", "Chicgo", "Chicago?"),
        ("architecture.interceptors.0.inventory_count=-4", "out_of_range", "-4", "negative"),
        ("library.small.stages.0.burn_time_s=0", "out_of_range", "0", "more than zero"),
        (
            "library.small.stages.9.burn_time_s=1",
            "unknown_key",
            "library.small.stages.9.burn_time_s",
            "no item",
        ),
        (
            "library.catcher.burnout_sped_km_per_s=7",
            "unknown_key",
            "library.catcher.burnout_sped_km_per_s",
            "speed",
        ),
        ("library.smal.payload_mass_kg=7", "unknown_name", "library.smal.payload_mass_kg", "small?"),
        ("count", "setting", "count", "PATH=VALUE"),
        ("=3", "setting", "3", "PATH=VALUE"),
        ("name=[", "not_yaml", "[", "YAML"),
    ],
)
def test_settings_that_are_wrong(
    library: Library, tmp_path: Path, setting: str, kind: str, caret: str, says: str
) -> None:
    problem = only(problems_of(SCENARIO, library, tmp_path, setting))
    assert (problem.kind, problem.file, problem.line) == (kind, None, None)
    assert problem.text == f"--set {setting}"
    assert under_caret(problem) == caret
    assert says in problem.message


def test_all_wrong_settings_at_once(library: Library, tmp_path: Path) -> None:
    found = problems_of(SCENARIO, library, tmp_path, "raid.0.count=x", "foo", "raid.0.cout=3")
    assert sorted(problem.kind for problem in found) == ["not_a_number", "setting", "unknown_key"]


def test_a_change_in_a_scenario_points_at_the_change(library: Library, tmp_path: Path) -> None:
    text = (
        SCENARIO
        + "library:\n  small:\n    payload_mass_kg: -5\n    stages: {0: {burn_time_s: 0}}\n  smal: {}\n"
    )
    found = problems_of(text, library, tmp_path)
    assert [(p.line, p.key) for p in found] == [
        (19, "library.small.payload_mass_kg"),
        (20, "library.small.stages[0].burn_time_s"),
        (21, "library.smal"),
    ]


def test_a_change_does_not_inherit_the_entrys_source(library: Library) -> None:
    scenario = load_scenario("small-raid", library, ["library.small.stages.0.burn_time_s=60"])
    spec = threat_of(scenario, "small", library)
    stage = spec.stages[0]
    assert stage.burn_time_s.value == 60
    assert spec.source_of(("stages", 0, "burn_time_s"), stage.burn_time_s) == ("", "")
    assert spec.source_of(("stages", 0, "dry_mass_kg"), stage.dry_mass_kg)[0] == "book1999"
    figures = settle(scenario, library).figures
    by_path = dict(zip(figures.path, figures.source, strict=True))
    assert by_path["library.small.stages.0.burn_time_s"] == ""
    assert by_path["library.small.stages.0.dry_mass_kg"] == "book1999"


@pytest.mark.parametrize("path", ["stages.0.burn_time_s", "library.small.stages.0.burn_time_s"])
def test_settings_of_a_threat(library: Library, path: str) -> None:
    name, spec = load_threat("small", library, [f"{path}=60"])
    assert (name, spec.stages[0].burn_time_s.value) == ("small", 60)
    assert spec.source_of(("stages", 0, "burn_time_s"), spec.stages[0].burn_time_s) == ("", "")
    problem = refused(load_threat, "small", library, [f"{path}=-1"])
    assert problem.text == f"--set {path}=-1"
    assert problem.line is None
