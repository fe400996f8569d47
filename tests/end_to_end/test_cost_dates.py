"""When money comes against when things stand."""

from __future__ import annotations

import json
from datetime import date
from pathlib import Path

import pytest

from opendome.cli import main

FEW = ("--draws", "500")


def _json(capsys: pytest.CaptureFixture[str], *words: str) -> dict:
    assert main(["cost", *words, "--json", "--quiet"]) == 0
    return json.loads(capsys.readouterr().out)


def test_deliveries_that_come_sooner_than_their_activities_are_told_and_can_follow_them(
    capsys: pytest.CaptureFixture[str],
) -> None:
    """CBO's bill begins with the programme; its satellites are developed and made first."""

    def bought(found: dict) -> float:
        return next(
            row["bought_count"] for row in found["by_element"] if row["name"] == "Interceptors in orbit"
        )

    asked = _json(capsys, "cbo-2026", *FEW)
    follows = _json(capsys, "cbo-2026", *FEW, "--by-schedule")
    assert any("Interceptors in orbit, FY 2027 against FY 20" in said for said in asked["warnings"])
    assert not any("--by-schedule" in said for said in follows["warnings"])
    # what comes later is replaced less often within the same twenty years
    assert follows["total_usd"]["value"] < asked["total_usd"]["value"]
    assert bought(follows) < bought(asked) == 4 * 7_800
    first = next(row for row in asked["by_year"] if row["year"] == 2027)
    later = next(row for row in follows["by_year"] if row["year"] == 2027)
    assert later["budget_authority_constant_usd"]["value"] < first["budget_authority_constant_usd"]["value"]


BATTERY = """\
opendome: 1
name: One battery asked for 2028
raid:
  - {threat: nodong-a, launch: {lat_deg: 40, lon_deg: 127}, aim: {city: Seoul}}
architecture:
  sensors: [{use: opir-geo}]
  interceptors: [{use: thaad, site: seongju, inventory_count: 48}]
programme:
  start_year: 2026
  elements: [{use: thaad, deliver_from_year: 2028}]
"""


def test_a_battery_that_is_made_before_its_site_stands_waits_for_it(
    capsys: pytest.CaptureFixture[str], tmp_path: Path
) -> None:
    """Its missiles could be made by 2028; its site is cleared and built until later."""
    file = tmp_path / "battery.yaml"
    file.write_text(BATTERY, encoding="utf8")
    asked = _json(capsys, str(file), *FEW)
    follows = _json(capsys, str(file), *FEW, "--by-schedule")
    (told,) = [said for said in asked["warnings"] if "--by-schedule" in said]
    year = int(told.split("THAAD battery of six launchers, FY 2028 against FY ")[1][:4])
    assert not any("--by-schedule" in said for said in follows["warnings"])
    assert main(["schedule", str(file), "--quiet", "--json"]) == 0
    first = next(row for row in json.loads(capsys.readouterr().out)["milestones"] if "/first" in row["name"])
    stands = date.fromisoformat(first["date_p50"])
    assert year == stands.year + (stands.month > 9)  # fiscal years begin in October
    running = [found["operations_usd"]["value"] for found in (asked, follows)]
    assert running[1] < running[0]
