"""The same flights to meet, and the same shots, without Numba: compiling changes no digit."""

from __future__ import annotations

import os
import pickle
import subprocess
import sys
from dataclasses import fields
from functools import cache
from typing import Any

import numpy as np
import pytest

from opendome.interception import flyouts
from opendome.records.case import World
from opendome.records.engagements import Engagements
from opendome.records.opportunities import Opportunities
from opendome.records.reach import FLY_TIME, Flyouts
from shooting import (
    CHANNELS,
    COMMON,
    KILL,
    SPACING,
    TELLS,
    case_of,
    chances_of,
    flown,
    fought,
    rule,
    world_of,
)

pytestmark = pytest.mark.xdist_group("interpreted")  # one worker: both answers are worked out once

_PROGRAM = """
import pickle, sys, types, warnings
from opendome.engagement import engage
from opendome.engagement.kernels import engage as play
from opendome.interception import flyouts
from opendome.interception.kernels import fly_out

assert isinstance(play, types.FunctionType) and isinstance(fly_out, types.FunctionType)
warnings.simplefilter("ignore", RuntimeWarning)  # words of a generator wrap around
tabled, world, flights, chances = pickle.load(sys.stdin.buffer)
sys.stdout.buffer.write(pickle.dumps((flyouts(tabled), engage(world, flights, chances))))
"""

RULES = {
    "midcourse": rule(2, 2, 1, taken_for_stopped_probability=0.1, taken_for_flying_probability=0.1),
    "terminal": rule(1, 2, assess_time_s=3),
}


def _asked() -> tuple[World, World, Any, Opportunities]:
    """A world with one kind that flies through air, and one with everything that shooting knows."""
    tabled = world_of(case_of((("thaad", 1),), 1, thaad={"ballistic_coefficient_kg_per_m2": 8_000}))
    case = case_of(
        (("gbi", 9), ("thaad", 4)), 3, RULES, decoys=1, reliability=0.8,
        gbi={COMMON: 0.2, TELLS: 0.3, SPACING: 4}, thaad={KILL: 0.8, CHANNELS: 1},
    )  # fmt: skip
    world = world_of(case, 24)
    flight = np.linspace(40.0, 20.0, 8)
    flight[3] = np.nan
    first = np.array([[100.0, 300.0], [110.0, 300.0], [110.0, 320.0]])
    return tabled, world, flown(world), chances_of(world, first, first + 90.0, flight)


@cache
def both() -> tuple[tuple[Flyouts, Engagements], tuple[Flyouts, Engagements]]:
    """Compiled, and interpreted in a process of its own."""
    given = _asked()
    compiled = flyouts(given[0]), fought(given[1], given[3])
    bare = [World(one.case, one.index, one.seed, one.plays, one.numbers) for one in given[:2]]
    answer = subprocess.run(
        [sys.executable, "-c", _PROGRAM], input=pickle.dumps((*bare, *given[2:])), capture_output=True,
        env=os.environ | {"NUMBA_DISABLE_JIT": "1"}, check=True,
    )  # fmt: skip
    return compiled, pickle.loads(answer.stdout)


def test_there_is_something_to_compare() -> None:
    made, shots = both()[0]
    assert np.isfinite(made.table[..., FLY_TIME]).sum() > 1_000
    assert len(shots.shots) > 50
    assert len(np.unique(shots.past)) >= 4
    assert len(np.unique(shots.reason)) >= 3


def test_fly_out_tables() -> None:
    (one, _), (other, _) = both()
    assert one.table.tobytes() == other.table.tobytes()


def test_shots() -> None:
    (_, one), (_, other) = both()
    arrays = [field.name for field in fields(one) if isinstance(getattr(one, field.name), np.ndarray)]
    assert [name for name in arrays if getattr(one, name).tobytes() != getattr(other, name).tobytes()] == []
