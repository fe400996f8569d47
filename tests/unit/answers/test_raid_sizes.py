"""The curve of raid sizes is what runs of these sizes come to."""

from __future__ import annotations

from functools import cache
from pathlib import Path
from typing import Any

import numpy as np
import pytest

import opendome as od
from opendome import units
from opendome.answers import raid_sizes as sizes
from opendome.answers.finished_run import Run
from opendome.records.raid_sizes import RaidSizes
from opendome.scenario.library import Library
from opendome.scenario.loading import load_scenario

RUNS = 100
"""Plays of ten worlds: as many as are flown for the curve."""

pytestmark = pytest.mark.xdist_group("raid sizes")


@cache
def _run(name: str, *settings: str) -> Run:
    return od.simulate(load_scenario(name, Library(), list(settings)), runs=RUNS)


@cache
def _curve(name: str, *settings: str) -> RaidSizes:
    found = sizes.raid_sizes(_run(name, *settings))
    assert found is not None
    return found


def _at(found: RaidSizes, size: int) -> int:
    return int(np.flatnonzero(found.missiles == size)[0])


def _agrees(found: RaidSizes, run: Run, size: int) -> None:
    """One size of the curve is the run of that size."""
    place, answer = _at(found, size), run.answer
    assert answer.threats_count == size
    assert found.leakers[place] == pytest.approx(answer.leakers_count.value, rel=1e-6)
    assert found.leakers_low[place] == pytest.approx(answer.leakers_count.low, rel=1e-6)
    assert found.leakers_high[place] == pytest.approx(answer.leakers_count.high, rel=1e-6)
    assert found.no_leak[place] == pytest.approx(answer.no_leak_probability.value, rel=1e-6)
    assert found.used[place] == pytest.approx(answer.interceptors_used_count.value, rel=1e-6)
    assert found.left[place] == pytest.approx([row.left_count for row in answer.by_site], rel=1e-6)


def test_every_size_is_the_run_of_that_size() -> None:
    found = _curve("limited-raid")
    _agrees(found, _run("limited-raid"), 4)
    for size in (1, 6, 14):
        _agrees(found, _run("limited-raid", f"raid.0.count={size}"), size)
    assert found.flown_count == found.worlds_count == 10


def test_a_smaller_raid_has_the_same_curve() -> None:
    """Launches to aims that the own raid has not are flown for the first time."""
    whole, small = _curve("limited-raid"), _curve("limited-raid", "raid.0.count=2")
    assert list(whole.missiles) == list(small.missiles)
    assert small.leakers == pytest.approx(whole.leakers, rel=1e-4)


def test_the_limit_of_the_flagship_is_where_the_curve_bends() -> None:
    found = _curve("limited-raid")
    limit = _run("limited-raid").answer.raid_limit_count
    assert limit == 11
    rises, flies = np.diff(found.leakers, prepend=0.0), np.diff(found.unopposed, prepend=0.0)
    up_to = found.missiles <= limit
    assert (rises[up_to] < 0.2).all()
    # some fail by themselves, and what was not fired at them is fired at later ones: the bend is soft
    beyond = found.missiles > 2 * limit
    assert rises[beyond].mean() == pytest.approx(flies[beyond].mean(), rel=0.05)
    assert found.used[-1] == pytest.approx(44.0)


@pytest.mark.parametrize("settings", [(), ("raid.0.count=2",)])
def test_what_holds_for_every_curve(settings: tuple[str, ...]) -> None:
    found = _curve("limited-raid", *settings)
    assert (np.diff(found.missiles) > 0).all()
    assert (found.leakers >= 0.0).all()
    assert (found.leakers <= found.missiles).all()
    assert (found.leakers_low <= found.leakers + 1e-9).all()
    assert (found.leakers <= found.leakers_high + 1e-9).all()
    assert (found.unopposed <= found.missiles).all()
    assert (np.diff(found.no_leak) <= 1e-9).all()
    stock = _run("limited-raid", *settings).case.defence.shooters["inventory"]
    assert found.left.sum(axis=1) + found.used == pytest.approx(np.full(len(found), stock.sum()))
    assert ((found.empty >= 0.0) & (found.empty <= 1.0)).all()
    assert not found.crowded[found.missiles <= 20].any()


ARITHMETIC = """
opendome: 1
kind: scenario
name: A salvo each
raid:
  - threat: notional-solid-icbm
    launch: {lat_deg: 40.0, lon_deg: 127.0}
    aim: {city: Los Angeles}
    count: 3
    spacing_s: 20
architecture:
  sensors:
    - {use: opir-geo}
    - {use: cobra-dane}
    - {use: lrdr}
    - {use: an-tpy-2, site: shariki}
  interceptors:
    - {use: gbi, site: fort-greely, inventory_count: 10}
doctrine:
  midcourse: {shots_per_look_count: 4, looks_maximum_count: 1}
library:
  notional-solid-icbm: {launch_reliability_probability: 1.0}
  gbi: {test_record: null, kill_probability_given_launch: 0.5, common_failure_probability: null}
"""


def test_a_salvo_each_until_none_is_left(tmp_path: Path) -> None:
    """Ten interceptors, four at each missile, each hits in half of all cases: two salvos, one of two shots.

    Leakage algebra: n / 16 up to two missiles; a third leaks in a quarter of all cases, then all do.
    """
    file = tmp_path / "salvo.yaml"
    file.write_text(ARITHMETIC, encoding="utf-8")
    run = od.simulate(str(file), runs=RUNS)
    assert (run.opportunities.limit == 0).all()  # all may be shot at
    found = sizes.raid_sizes(run)
    assert found is not None
    n = found.missiles
    wanted = np.minimum(n, 2) / 16.0 + np.where(n >= 3, 0.25, 0.0) + np.maximum(n - 3, 0)
    assert found.leakers == pytest.approx(wanted)
    assert found.unopposed == pytest.approx(n)
    assert found.used == pytest.approx(np.minimum(4.0 * n, 10.0))
    assert found.left[:, 0] == pytest.approx(10.0 - np.minimum(4.0 * n, 10.0))
    assert found.empty[:, 0] == pytest.approx((n >= 3).astype(float))
    assert found.no_leak == pytest.approx(
        np.where(n <= 2, (15 / 16) ** n, np.where(n == 3, (15 / 16) ** 2 * 0.75, 0.0))
    )


BUSY = "library.an-tpy-2.tracks_maximum_count=3"


def test_where_a_radar_is_busy_the_size_is_seen_by_itself(monkeypatch: pytest.MonkeyPatch) -> None:
    """The one radar follows three at a time; the curve knows from which size on that matters, and agrees."""
    monkeypatch.setattr(sizes, "FLOWN", 10_000)
    found = sizes.raid_sizes(_run("regional-two-batteries", BUSY))
    assert found is not None
    assert found.flown_count == found.worlds_count
    assert found.crowded[_at(found, int(found.missiles[-1]))]
    assert not found.crowded[0]
    busy = found.missiles[found.crowded]
    beyond = int(next(size for size in busy if size != 12))
    _agrees(found, _run("regional-two-batteries", BUSY, f"raid.0.count={beyond}"), beyond)
    free = _run(
        "regional-two-batteries", "library.an-tpy-2.tracks_maximum_count=28", f"raid.0.count={beyond}"
    )
    assert free.answer.interceptors_used_count.value != pytest.approx(
        found.used[_at(found, beyond)], rel=1e-3
    )


def test_fewer_worlds_flown_agree_within_their_error(monkeypatch: pytest.MonkeyPatch) -> None:
    """Each flown world is played with several draws of what decides about shots alone."""
    monkeypatch.setattr(sizes, "FLOWN", 84)
    monkeypatch.setattr(sizes, "SHARE_OF_RUN", 0.0)
    found = sizes.raid_sizes(_run("limited-raid"))
    assert found is not None
    assert (found.flown_count, found.worlds_count) == (3, 10)
    for size in (1, 6, 14):
        answer = _run("limited-raid", f"raid.0.count={size}").answer
        error = 5.0 * float(answer.leakers_count.sampling_error or 0.0)
        assert found.leakers[_at(found, size)] == pytest.approx(answer.leakers_count.value, abs=error)
    _agrees(found, _run("limited-raid"), 4)


def test_the_same_for_any_number_of_threads(monkeypatch: pytest.MonkeyPatch) -> None:
    whole = _curve("limited-raid")
    monkeypatch.setenv("OPENDOME_THREADS", "1")
    again = sizes.raid_sizes(_run("limited-raid"))
    assert again is not None
    assert again.to_frame().equals(whole.to_frame())


def test_where_nobody_can_shoot_there_is_no_curve() -> None:
    far: Any = _run("limited-raid", "architecture.interceptors.0.inventory_count=0",
                    "architecture.interceptors.1.inventory_count=0")  # fmt: skip
    assert sizes.raid_sizes(far) is None


def test_columns_name_every_battery() -> None:
    table = _curve("limited-raid").to_frame()
    assert all(units.ending_of(name) for name, kind in table.schema.items() if kind.is_float())
    columns = table.columns
    assert "leakers_count" in columns
    for battery in ("gbi-fort-greely", "gbi-vandenberg"):
        assert f"{battery}_left_count" in columns
        assert f"{battery}_empty_probability" in columns
