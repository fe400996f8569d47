"""Shooting for tests without flying: a case with chosen interceptors, and opportunities made by hand."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from types import SimpleNamespace
from typing import Any, cast

import numpy as np

from flights import library
from opendome.arrays import Floats, Integers
from opendome.engagement import engage
from opendome.records import opportunities as chance
from opendome.records.case import Case, World
from opendome.records.engagements import Engagements
from opendome.records.opportunities import CHANCE, LAUNCHES, Opportunities
from opendome.records.trajectories import OK, Trajectories
from opendome.scenario.document import Scenario
from opendome.scenario.settle import settle

RECORD = 12 / 21
"""Hits of Ground-based Midcourse Defense to December 2023, of its intercept tests."""

THREAT = "notional-solid-icbm"
AT = {"lat_deg": 64.0, "lon_deg": -146.0}
KILL, COMMON = "kill_probability_given_launch", "common_failure_probability"
TELLS, SPACING, CHANNELS = "discrimination_probability", "launch_spacing_s", "channels_count"

PLAIN: dict[str, Any] = {
    "test_record": None, KILL: RECORD, COMMON: None, TELLS: None, SPACING: None, CHANNELS: None,
    "launch_reliability_probability": None,
}  # fmt: skip
"""A kind of interceptor that does nothing but hit or miss."""

AT_ONCE = {"assess_time_s": 0}
"""A layer that knows results at once."""

OPENS, CLOSES, FLIES = 100.0, 1_100.0, 50.0
"""First and last launch, and flight time, where a test does not say [s]."""

Batteries = Sequence[tuple[str, int]]


def case_of(
    batteries: Batteries = (("gbi", 44),),
    missiles: int = 4,
    doctrine: Mapping[str, Mapping[str, Any]] | None = None,
    decoys: int = 0,
    warheads: int = 1,
    reliability: float | None = None,
    **kinds: Mapping[str, Any],
) -> Case:
    """A case whose interceptors are plain, but for what is asked.

    Args:
        batteries: Kind and stock of each; kinds of the library. The second of a kind is named after it.
        missiles: How many there are.
        doctrine: By layer; a layer that is not named has the defaults and knows results at once.
        decoys, warheads: Of each missile.
        reliability: That a missile flies; None for surely.
        kinds: What differs in entries of the library; `_` in a name stands for `-`.
    """
    changes: dict[str, Any] = {use: dict(PLAIN) for use, _ in batteries}
    for name, change in kinds.items():
        changes[name.replace("_", "-")] |= change
    changes[THREAT] = {
        "launch_reliability_probability": reliability,
        "reentry_vehicles": {"0": {"count": warheads, "mass_kg": 450 / warheads}},
        "decoys": {"count": decoys} if decoys else None,
    }
    layers = {"midcourse": AT_ONCE, "terminal": AT_ONCE, **(doctrine or {})}
    scenario = {
        "name": "shooting",
        "raid": [{"threat": THREAT, "launch": {"lat_deg": 40, "lon_deg": 127}, "aim": {"city": "Chicago"},
                  "count": missiles}],
        "architecture": {
            "interceptors": [{"use": use, "at": AT, "inventory_count": stock} for use, stock in batteries]
        },
        "doctrine": layers,
        "library": changes,
    }  # fmt: skip
    return settle(Scenario.model_validate(scenario), library())


def rule(shots: int = 1, looks: int = 1, reserve: int = 0, **more: float) -> dict[str, Any]:
    """Doctrine of a layer; results are known at once unless it says so."""
    counts = {"shots_per_look_count": shots, "looks_maximum_count": looks, "reserve_count": reserve}
    return AT_ONCE | counts | more


def world_of(case: Case, plays: int | Iterable[int] = 1, seed: int = 1) -> World:
    """The reference world with so many plays, or these."""
    numbers = np.arange(1, plays + 1) if isinstance(plays, int) else np.array(list(plays))
    return World(case, 0, seed, numbers.astype(np.int64), case.figures.reference())


def with_stock(case: Case, stock: Sequence[int]) -> Case:
    """The same case with other stocks."""
    shooters = case.defence.shooters.copy()
    shooters["inventory"] = stock
    return replace(case, defence=replace(case.defence, shooters=shooters))


def with_rule(case: Case, layer: int, **counts: int) -> Case:
    """The same case with other counts in the doctrine of a layer: `shots`, `looks`, `reserve`."""
    rules = case.defence.rules.copy()
    for name, count in counts.items():
        rules[name][layer] = count
    return replace(case, defence=replace(case.defence, rules=rules))


def with_number(world: World, value: float, *parts: str) -> World:
    """The same world with another number for the one figure whose path ends in these parts."""
    ending = ".".join(parts)
    rows = [row for row, path in enumerate(world.case.figures.path) if path.endswith(ending)]
    assert len(rows) == 1, f"{ending} is {len(rows)} figures"
    numbers = world.numbers.copy()
    numbers[rows[0]] = value * world.case.figures.factor[rows[0]]
    return World(world.case, world.index, world.seed, world.plays, numbers)


def chances_of(
    world: World,
    first: Any = OPENS,
    last: Any = CLOSES,
    flight: Any = FLIES,
    limit: Any = chance.MAY_SHOOT,
) -> Opportunities:
    """Opportunities made by hand.

    Args:
        world: For kill probabilities.
        first, last: Launches [s]; whatever can be spread over (threat, shooter).
        flight: Of the interceptor [s]; spread over (threat, shooter, LAUNCHES).
        limit: Codes of `CHANCE_LIMITS`; spread over (threat, shooter).
    """
    defence = world.case.defence
    shape = (len(world.case.threat_id), len(defence))
    limits: Integers = np.full(shape, limit, dtype=np.int64)
    table: Floats = np.full((*shape, CHANCE), np.nan)
    table[..., chance.READY] = table[..., chance.FIRST] = first
    table[..., chance.LAST] = last
    table[..., chance.FLIGHT : chance.CLOSING] = np.broadcast_to(flight, (*shape, LAUNCHES))
    table[..., chance.CLOSING : chance.ALTITUDE] = 10e3
    table[..., chance.ALTITUDE :] = 500e3
    table[limits != chance.MAY_SHOOT] = np.nan
    kill = world.kinds["kill_probability"] * np.nan_to_num(world.kinds["reliability"], nan=1.0)
    hits = kill[defence.shooters["kind"]]
    place = np.arange(len(defence))
    return Opportunities(
        world.case.threat_id, defence.shooter_id, table, hits, limits, place, np.zeros_like(place)
    )


def flown(world: World, comes: Sequence[bool] | None = None) -> Trajectories:
    """All of flights that shooting asks for: whether each comes to its aim."""
    count = len(world.case.threat_id)
    miss = np.zeros(count) if comes is None else np.where(comes, 0.0, 1e6)
    return cast(Trajectories, SimpleNamespace(status=np.full(count, OK), miss=miss))


def fought(world: World, chances: Opportunities | None = None, **more: Any) -> Engagements:
    """All plays of a world; without chances, everything can always be shot at."""
    return engage(world, flown(world), chances_of(world) if chances is None else chances, **more)


def fight(plays: int = 1, **asked: Any) -> Engagements:
    """The same from plain data, as `case_of` takes it."""
    return fought(world_of(case_of(**asked), plays))
