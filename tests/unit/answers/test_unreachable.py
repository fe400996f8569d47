"""A raid that cannot be flown as asked is refused, whatever the status."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from house.tree import ROOT
from opendome.answers.unreachable import OF_THE_ROUTE, REMEDIES
from opendome.cli import main
from opendome.records.trajectories import STATUSES

RAID = ROOT / "examples" / "mixed-raid.yaml"
OWN = ("--library", str(ROOT / "examples" / "equipment"))


def test_every_status_that_is_refused_has_a_way_out() -> None:
    assert set(REMEDIES) == set(STATUSES) - {"ok", "not_solved"}
    assert set(OF_THE_ROUTE) < set(REMEDIES)


@pytest.mark.xdist_group("runs")
def test_a_way_point_that_is_missed_is_bad_input(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    far = ("--set", "raid.0.way_points.0.lat_deg=30.5", "--set", "raid.0.way_points.0.lon_deg=124")
    assert main(["run", str(RAID), *OWN, *far, "--runs", "1", "--json", "--quiet"]) == 2
    (problem,) = json.loads(capsys.readouterr().out)["errors"]
    assert problem["kind"] == "way_point_missed"
    assert problem["key"] == "raid[0].way_points"
    assert problem["line"] == 7
