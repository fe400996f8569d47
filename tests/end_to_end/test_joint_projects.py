"""`cost --gains`: what joint research brought, found by a raid without it."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from opendome.cli import main

FEW = ("--draws", "100", "--json")

PROJECT = """
opendome: 1
kind: project
name: Shots that always hit
cost_million_usd: {{value: 100, low: 50, high: 200, source: assumed}}
price_year: 2026
{said}
"""


def _projects(capsys: pytest.CaptureFixture[str], *words: str) -> dict[str, dict[str, Any]]:
    assert main(["cost", "japan-under-aegis", *FEW, *words]) == 0
    return {row["id"]: row for row in json.loads(capsys.readouterr().out)["projects"]}


def test_what_it_brought_is_missed_and_what_it_would_change_helps(
    capsys: pytest.CaptureFixture[str], tmp_path: Path
) -> None:
    folder = tmp_path / "projects"
    folder.mkdir()
    change = "changes: {library.pac-3-mse.kill_probability_given_launch: 0.999}"
    (folder / "sure.yaml").write_text(PROJECT.format(said=change), encoding="utf8")
    names = '["sm-3-block-iia", "glide-phase-interceptor", "sure"]'
    found = _projects(
        capsys, "--gains", "--library", str(tmp_path), "--set", f"programme.projects={names}"
    )  # fmt: skip
    brought, sure, gap = found["sm-3-block-iia"], found["sure"], found["glide-phase-interceptor"]
    assert brought["gain_probability"] > 2.0 * brought["gain_sampling_error_probability"] > 0.0
    assert sure["gain_probability"] > 2.0 * sure["gain_sampling_error_probability"] > 0.0
    assert gap["gain_probability"] is None
    assert "nobody said" in gap["why"]
    # most gain for a dollar first, gaps last
    assert list(found) == ["sure", "sm-3-block-iia", "glide-phase-interceptor"]


def test_without_raids_a_gain_is_a_gap_with_the_way_out(capsys: pytest.CaptureFixture[str]) -> None:
    row = _projects(capsys)["sm-3-block-iia"]
    assert row["gain_probability"] is None
    assert "--gains" in row["why"]


@pytest.mark.parametrize(
    ("said", "word"),
    [
        ("brings: [sm-3-iib]", "Did you mean sm-3-iia?"),
        ("brings: [gbi]\nchanges: {raid.0.count: 1}", "one of both"),
    ],
)
def test_a_wrong_project_is_refused_with_its_line(
    said: str, word: str, capsys: pytest.CaptureFixture[str], tmp_path: Path
) -> None:
    (tmp_path / "projects").mkdir()
    (tmp_path / "projects" / "mine.yaml").write_text(PROJECT.format(said=said), encoding="utf8")
    setting = 'programme.projects=["mine"]'
    assert main(["cost", "japan-under-aegis", "--library", str(tmp_path), "--set", setting]) == 2
    told = " ".join(capsys.readouterr().err.split())
    assert word in told
    assert "line 7" in told


@pytest.mark.parametrize(
    ("changes", "word"),
    [("library.sm-3-iia.nonsense: 3", "nonsense"), ("raid.0.count: -1", "-1"), ("nowhere.0: 1", "nowhere")],
)
def test_changes_that_no_scenario_can_have_are_refused_with_their_project(
    changes: str, word: str, capsys: pytest.CaptureFixture[str], tmp_path: Path
) -> None:
    (tmp_path / "projects").mkdir()
    said = f"changes: {{{changes}}}"
    (tmp_path / "projects" / "mine.yaml").write_text(PROJECT.format(said=said), encoding="utf8")
    words = ("--library", str(tmp_path), "--set", 'programme.projects=["mine"]', "--draws", "100", "--gains")
    assert main(["cost", "japan-under-aegis", *words]) == 2
    told = " ".join(capsys.readouterr().err.split())
    assert "project mine" in told
    assert word in told
