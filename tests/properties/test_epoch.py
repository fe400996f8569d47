"""Another date turns the Earth under the stars, and nothing else."""

from __future__ import annotations

import dataclasses
from typing import Any

import numpy as np

from opendome.records.case import Plays
from opendome.scenario.library import Library
from opendome.scenario.loading import load_scenario
from opendome.scenario.settle import settle
from opendome.simulate import WorldRun, run_world

LIBRARY = Library()
TURNS_A_DAY = 1.00273781191135448
"""Of the Earth against the stars: IERS Conventions (2010), the Earth rotation angle."""


def _world(epoch: str, *settings: str) -> WorldRun:
    asked = ["raid.0.count=1", "raid.0.aim={city: Chicago}", f"epoch={epoch}", *settings]
    scenario = load_scenario("limited-raid", LIBRARY, asked)
    return run_world(settle(scenario, LIBRARY).reference_world(Plays(1)))


def _arrays(record: Any) -> dict[str, np.ndarray]:
    found = {field.name: np.asarray(getattr(record, field.name)) for field in dataclasses.fields(record)}
    return {name: array for name, array in found.items() if array.dtype.kind in "fib"}


def test_six_hours_later() -> None:
    now, later = _world("2026-01-01T00:00:00Z"), _world("2026-01-01T06:00:00Z")
    for record in ("flights", "reach"):
        first, second = _arrays(getattr(now, record)), _arrays(getattr(later, record))
        assert {name: array.tobytes() for name, array in first.items()} == {
            name: array.tobytes() for name, array in second.items()
        }
    names = list(now.world.case.sensors.id)
    geo = [place for place, name in enumerate(names) if name.startswith("opir-geo")]
    heo = [place for place, name in enumerate(names) if name.startswith("opir-heo")]
    assert len(geo) == 6
    assert len(heo) == 2
    seen, seen_later = now.sightings, later.sightings
    assert seen.first_detected[:, geo].tobytes() == seen_later.first_detected[:, geo].tobytes()
    assert seen.best_snr[:, heo].tobytes() != seen_later.best_snr[:, heo].tobytes()

    turn = 360.0 * TURNS_A_DAY / 4.0 % 360.0
    nodes = {0: (30.0, 0.0, 60.0), 1: (210.0, 180.0, 240.0)}
    by_hand = [
        f"library.opir-heo.orbit.{orbit}.raan_deg.{part}={end + turn!r}"
        for orbit, ends in nodes.items()
        for part, end in zip(("value", "low", "high"), ends, strict=True)
    ]
    turned = _arrays(_world("2026-01-01T06:00:00Z", *by_hand).sightings)
    for name, array in _arrays(seen).items():
        np.testing.assert_allclose(turned[name], array, rtol=1e-9, err_msg=name)
