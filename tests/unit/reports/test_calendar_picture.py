"""The calendar at its edges: one bar, a milestone at the start, names of eighty letters."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from opendome.cli import main
from unit.reports.pictured import texts

LONG = "A name that has eighty letters, which is long, and longer than any of the columns"
SCENARIO = """
name: Small
raid:
  - {threat: scud-b, launch: {lat_deg: 40, lon_deg: 127}, aim: {lat_deg: 38, lon_deg: 127}}
architecture:
  sensors:
    - {use: an-tpy-2, at: {lat_deg: 38, lon_deg: 127}}
programme:
"""


def calendar(folder: Path, programme: str) -> str:
    file = folder / "small.yaml"
    file.write_text(SCENARIO + programme, encoding="utf-8")
    words = ["schedule", str(file), "--draws", "200", "--out", str(folder / "out"), "--quiet"]
    assert main(words) == 0
    [made] = (folder / "out").rglob("calendar.svg")
    return texts(made)


def test_one_bar_of_no_length(tmp_path: Path, wholes: list[Any], capsys: pytest.CaptureFixture[str]) -> None:
    shown = calendar(tmp_path, "  activities: [{id: x, name: Begun, kind: test, duration_year: 0}]\n")
    assert "Begun" in shown
    assert len(wholes) == 1  # no two of its texts meet
    assert "PERT" not in capsys.readouterr().out  # where nothing varies PERT has the one date, too


@pytest.mark.parametrize("promised", [2026, 2027, 2035])
def test_long_names_and_a_milestone_at_the_start(promised: int, tmp_path: Path, wholes: list[Any]) -> None:
    shown = calendar(
        tmp_path,
        f"  elements: [{{cost: gpi-2024, name: {LONG!r}}}]\n"
        "  activities:\n"
        f"    - {{id: x, name: {LONG!r}, kind: test, duration_year: 0}}\n"
        f"    - {{id: y, name: Begun, kind: milestone, after: x, promised_year: {promised}}}\n"
        "    - {id: z, name: Long after, kind: test, duration_year: 9, after: y}\n",
    )
    assert "late 2025" in shown
    assert "…" in shown
    assert len(wholes) == 1


@pytest.mark.parametrize(("elements", "rows"), [(12, 24), (80, 70)])
def test_of_very_many_milestones_stand_alone(
    elements: int, rows: int, tmp_path: Path, wholes: list[Any]
) -> None:
    made = ", ".join(f"{{cost: ngi-cape-2021, name: Thing {number}}}" for number in range(elements))
    shown = calendar(tmp_path, f"  elements: [{made}]\n")
    assert shown.count("All in service") == min(elements, 70)
    assert "may begin earlier" not in shown
    assert f"{9 * elements - rows:,} further rows" in " ".join(shown.split())
    assert len(wholes) == 1
