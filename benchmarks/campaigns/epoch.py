"""Another date: the Earth stands otherwise under the stars, and nothing else changes."""

from __future__ import annotations

import argparse
import dataclasses
import json
import math
import tempfile
from pathlib import Path
from typing import Any

import numpy as np
import written
from calls import call, differing, digests, one_folder
from compared import apart

BASE = "2026-01-01T00:00:00Z"
LATER = "2026-01-01T06:00:00Z"
SIX_HOURS_S = 21_600.0
TURNS_A_DAY = 1.00273781191135448
"""Turns of the Earth against the stars in 86,400 s, by the IERS Conventions (2010)."""

PRINTED = 2e-8
"""Numbers of two answers may differ by this: one unit of the ninth digit, the last that is printed."""

NEAR = 1e-9
"""Times and directions of two records may differ by this, relatively."""

SCENARIO = "limited-raid"
INERTIAL = "opir-heo"
"""The only sensor of the scenario whose orbit is held among the stars."""

NODES = ((30.0, 0.0, 60.0), (210.0, 180.0, 240.0))
"""Its right ascensions of the ascending node, value, low and high, as its file says them [deg]."""

WITHOUT_INERTIAL = [
    "--set",
    "architecture.sensors.1.use=opir-geo",
    "--set",
    "architecture.sensors.1.name=more",
]
WRITINGS = {
    "2026-01-01T00:00:00Z": True, "2026-01-01T00:00:00+00:00": True, "2026-01-01T00:00:00": True,
    "2026-01-01": True,
    "20260101T000000Z": True, "2026-01-01 00:00Z": True, "2026-W01-4T00:00Z": True,
    "2026-01-01T02:00:00+02:00": False,
    "2025-12-31T19:00:00-05:00": False,
}  # fmt: skip
"""Ways to write one instant, and whether they are taken: an epoch is given in UTC."""

DATES = ("1975-01-01T00:00:00Z", "1999-12-31T23:59:59Z", "2016-12-31T23:59:59Z", "2017-01-01T00:00:00Z",
         "2024-02-29T12:00:00Z", "2050-06-15T18:30:00Z", "1900-01-01T00:00:00Z",
         "2199-12-31T23:00:00Z")  # fmt: skip
REFUSED = (
    "2016-12-31T23:59:60Z",
    "2025-02-29T00:00:00Z",
    "0001-01-01T00:00:00Z",
    "9999-12-31T23:59:59Z",
    "soon",
)


def add_options(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("--runs", type=int, default=40, help="plays of each run (40)")


def run(asked: argparse.Namespace) -> int:
    """Try them all; 1 where something changed that may not, or the other way round."""
    rows: list[dict[str, Any]] = []
    with tempfile.TemporaryDirectory(prefix="opendome-epoch-") as folder:
        _records(rows)
        _answers(rows, asked.runs, Path(folder))
        _writings(rows, asked.runs, Path(folder))
        _dates(rows, asked.runs, Path(folder))
    print(json.dumps(rows, indent=1))
    written.write("epoch", {"rows": rows, "runs_count": asked.runs})
    return 0 if all(row["holds"] for row in rows) else 1


def _row(rows: list[dict[str, Any]], what: str, holds: bool, found: str) -> None:
    rows.append({"what": what, "holds": bool(holds), "found": found})
    print("ok  " if holds else "BAD ", what, "|", found, flush=True)


def _world(epoch: str, *settings: str) -> Any:
    """The reference world at an epoch."""
    from opendome.records.case import Plays
    from opendome.scenario.library import Library
    from opendome.scenario.loading import load_scenario
    from opendome.scenario.settle import settle
    from opendome.simulate import run_world

    library = Library()
    scenario = load_scenario(SCENARIO, library, [f"epoch={epoch}", *settings])
    return run_world(settle(scenario, library).reference_world(Plays(1)))


def _same(one: Any, other: Any) -> list[str]:
    """Names of arrays of two records that are not the same bytes."""
    names = [field.name for field in dataclasses.fields(one)]
    pairs = ((name, np.asarray(getattr(one, name)), np.asarray(getattr(other, name))) for name in names)
    return [name for name, left, right in pairs if left.dtype != object and left.tobytes() != right.tobytes()]


def _records(rows: list[dict[str, Any]]) -> None:
    """Six hours later: flights, reach and what geostationary satellites see to the byte; others turn."""
    now, later = _world(BASE), _world(LATER)
    _row(rows, "flights six hours later", not (wrong := _same(now.flights, later.flights)), _differ(wrong))
    _row(rows, "reach six hours later", not (wrong := _same(now.reach, later.reach)), _differ(wrong))
    sensors = now.world.case.sensors
    ids = list(sensors.id)
    geo = [row for row, name in enumerate(ids) if name.startswith("opir-geo")]
    inertial = [row for row, name in enumerate(ids) if name.startswith(INERTIAL)]
    by_pair = {
        field.name: (getattr(now.sightings, field.name), getattr(later.sightings, field.name))
        for field in dataclasses.fields(now.sightings)
    }
    tables = {
        name: pair for name, pair in by_pair.items()
        if isinstance(pair[0], np.ndarray) and pair[0].ndim == 2 and pair[0].shape[1] == len(ids)
    }  # fmt: skip
    wrong = [name for name, (a, b) in tables.items() if a[:, geo].tobytes() != b[:, geo].tobytes()]
    _row(rows, "what geostationary satellites see six hours later", not wrong, _differ(wrong))
    moved = [name for name, (a, b) in tables.items() if a[:, inertial].tobytes() != b[:, inertial].tobytes()]
    _row(
        rows,
        "satellites held among the stars see otherwise",
        bool(moved),
        f"differ: {', '.join(moved) or 'nothing'}",
    )
    turned = _world(LATER, *_turned_by_hand(turned_deg(SIX_HOURS_S)))
    apart_by = {
        name: _relative(a, getattr(turned.sightings, name))
        for name, (a, _) in tables.items()
        if a.dtype.kind == "f"
    }
    worst = max(apart_by, key=lambda name: apart_by[name])
    what = "and the same once their orbits are turned by hand"
    _row(rows, what, apart_by[worst] < NEAR, f"largest relative difference {apart_by[worst]:.1e}, of {worst}")


def _differ(names: list[str]) -> str:
    return f"differ: {', '.join(names)}" if names else "the same bytes"


def turned_deg(seconds: float) -> float:
    """How far the Earth turns against the stars in so many seconds [deg]."""
    return math.fmod(360.0 * TURNS_A_DAY * seconds / 86_400.0, 360.0)


def _turned_by_hand(turn: float) -> list[str]:
    """Settings that turn every orbit held among the stars about the axis of the Earth."""
    return [
        f"library.{INERTIAL}.orbit.{number}.raan_deg.{name}={end + turn!r}"
        for number, ends in enumerate(NODES)
        for name, end in zip(("value", "low", "high"), ends, strict=True)
    ]


def _relative(one: np.ndarray, other: np.ndarray) -> float:
    """The largest relative difference of two arrays; infinite where NaN is at other places."""
    if not np.array_equal(np.isnan(one), np.isnan(other)):
        return math.inf
    there = np.isfinite(one)
    floor = np.maximum(np.maximum(np.abs(one[there]), np.abs(other[there])), 1e-6)
    return float(np.max(np.abs(one[there] - other[there]) / floor, initial=0.0))


def _answers(rows: list[dict[str, Any]], runs: int, folder: Path) -> None:
    """All satellites geostationary: the whole answer stays. Otherwise: once orbits are turned by hand."""
    still = _answer(BASE, runs, folder, *WITHOUT_INERTIAL)
    later = _answer(LATER, runs, folder, *WITHOUT_INERTIAL)
    by, changed = apart(still, later)
    what = "the whole answer six hours later, all satellites geostationary"
    _row(
        rows,
        what,
        by == 0 and not changed,
        f"{by:.1e}; {'; '.join(changed[:3]) or 'all words and counts equal'}",
    )
    turn = turned_deg(SIX_HOURS_S)
    by_hand = [word for setting in _turned_by_hand(turn) for word in ("--set", setting)]
    first, turned = _answer(BASE, runs, folder), _answer(LATER, runs, folder, *by_hand)
    by, changed = apart(_without_figures(first), _without_figures(turned))
    what = f"the answer six hours later, orbits turned by hand by {turn:.6f} degrees"
    _row(
        rows,
        what,
        by < PRINTED and not changed,
        f"{by:.1e}; {'; '.join(changed[:3]) or 'all words and counts equal'}",
    )
    by, changed = apart(_without_figures(first), _without_figures(_answer(LATER, runs, folder)))
    what = "the answer six hours later, orbits not turned, is another one"
    _row(rows, what, by > PRINTED or bool(changed), f"{by:.1e}; {len(changed)} words and counts differ")


def _without_figures(answer: dict[str, Any]) -> dict[str, Any]:
    """An answer without what names the figures themselves: orbits turned by hand have no source any more."""
    out = ("drivers", "figures_count", "warnings", "sources")
    return {key: value for key, value in answer.items() if key not in out}


def _answer(epoch: str, runs: int, folder: Path, *more: str) -> dict[str, Any]:
    said = call(_words(epoch, runs, folder, *more, "--json"))
    if said.status:
        raise RuntimeError(said.out + said.err)
    return dict(json.loads(said.out))


def _words(epoch: str, runs: int, folder: Path, *more: str) -> list[str]:
    out = folder / f"{abs(hash((epoch, runs, more)))}"
    return [
        "run",
        SCENARIO,
        "--runs",
        f"{runs}",
        "--quiet",
        "--set",
        f"epoch='{epoch}'",
        "--out",
        str(out),
        *more,
    ]


def _writings(rows: list[dict[str, Any]], runs: int, folder: Path) -> None:
    """One instant written in several ways: the same bytes, or a refusal that says how to write it."""
    first: dict[str, str] | None = None
    for text, taken in WRITINGS.items():
        words = _words(text, runs, folder)
        said = call(words)
        if not taken:
            told = " ".join(said.err.split())
            _row(rows, f"{text} is refused", said.status == 2 and "UTC" in told, _last(told))
            continue
        if said.status:
            _row(rows, f"{text} is the same instant", False, _last(said.err))
            continue
        made = digests(one_folder(Path(words[words.index("--out") + 1])))
        first = first or made
        wrong = [name for name in differing(first, made) if name not in ("manifest.json", "report.html")]
        _row(rows, f"{text} is the same instant", not wrong, _differ(wrong))


def _dates(rows: list[dict[str, Any]], runs: int, folder: Path) -> None:
    for text in DATES:
        said = call(_words(text, runs, folder))
        _row(
            rows,
            f"{text} runs",
            said.status == 0 and not said.traceback,
            said.err.strip()[-200:] or "an answer",
        )
    for text in REFUSED:
        said = call(_words(text, runs, folder))
        told = " ".join(said.err.split())
        _row(rows, f"{text} is refused", said.status == 2 and not said.traceback, _last(told))


def _last(told: str) -> str:
    return " ".join(told.split())[-200:]
