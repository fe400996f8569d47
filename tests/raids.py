"""Raids by formula for tests: who may shoot at what from when to when, and all that a doctrine can say."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

import numpy as np
from hypothesis import strategies as st

from opendome.arrays import Floats
from opendome.records.case import Case
from opendome.records.opportunities import MAY_SHOOT, OUT_OF_REACH, Opportunities
from shooting import CHANNELS, COMMON, KILL, SPACING, TELLS, case_of, chances_of, rule, world_of

KINDS = ("gbi", "sm-3-iia", "thaad", "pac-3-mse")
kills = st.floats(0.0, 1.0)
shares = st.sampled_from([0.0, 0.1, 0.5])


@dataclass(frozen=True)
class Raid:
    """A raid by formula: who may shoot at what from when to when, and all that a doctrine can say."""

    kinds: dict[str, dict[str, Any]]
    stock: tuple[int, ...]
    missiles: int
    rules: dict[str, dict[str, Any]]
    more: dict[str, Any]
    first: Floats
    length: Floats
    flight: Floats
    limit: Any

    def case(self, order: tuple[int, ...] | None = None) -> Case:
        """Its case; the shooters in this order."""
        names = list(self.kinds)
        rows = range(len(names)) if order is None else order
        batteries = [(names[row], self.stock[row]) for row in rows]
        changes = {name.replace("-", "_"): change for name, change in self.kinds.items()}
        return case_of(batteries, self.missiles, self.rules, **self.more, **changes)

    def chances(self, case: Case, order: tuple[int, ...] | None = None) -> Opportunities:
        """Its opportunities; the shooters in this order."""
        rows = list(range(len(self.kinds)) if order is None else order)
        first, limit = self.first[:, rows], self.limit[:, rows]
        last = first + self.length[:, rows]
        return chances_of(world_of(case), first, last, self.flight[:, rows, None], limit)


def numbers(rows: int, columns: int, low: float, high: float) -> st.SearchStrategy[Floats]:
    """Whole numbers, so that events fall on one another now and then."""
    whole = st.integers(int(low), int(high)).map(float)
    row = st.lists(whole, min_size=columns, max_size=columns)
    return st.lists(row, min_size=rows, max_size=rows).map(np.array)


@st.composite
def raids(draw: Any, plain: bool = False, kinds: tuple[str, ...] = KINDS) -> Raid:
    """Raids; plain ones have one look, no faults, and nothing that keeps a shooter from shooting at once."""
    count, missiles = draw(st.integers(1, len(kinds))), draw(st.integers(1, 5))
    names = draw(st.permutations(kinds))[:count]
    hits = draw(st.lists(kills, min_size=count, max_size=count, unique=True))
    changes: dict[str, dict[str, Any]] = {name: {KILL: kill} for name, kill in zip(names, hits, strict=True)}
    rules = {
        layer: rule(
            draw(st.integers(1, 3)),
            1 if plain else draw(st.integers(1, 3)),
            0 if plain else draw(st.integers(0, 2)),
            assess_time_s=draw(st.integers(0, 20)),
            taken_for_stopped_probability=0.0 if plain else draw(shares),
            taken_for_flying_probability=0.0 if plain else draw(shares),
        )
        for layer in ("midcourse", "terminal")
    }
    more: dict[str, Any] = {}
    if not plain:
        more = {"decoys": draw(st.integers(0, 2)), "reliability": draw(st.sampled_from([None, 0.6]))}
        for change in changes.values():
            change |= {COMMON: draw(shares), TELLS: draw(shares), SPACING: draw(st.sampled_from([0, 3, 10]))}
            change |= {CHANNELS: draw(st.sampled_from([None, 1, 2]))}
    limit = numbers(missiles, count, 0, 3).map(lambda code: np.where(code > 0, MAY_SHOOT, OUT_OF_REACH))
    return Raid(
        changes, tuple(draw(st.integers(0, 6)) for _ in names), missiles, rules, more,
        draw(numbers(missiles, count, 100, 200)), draw(numbers(missiles, count, 0, 150)),
        draw(numbers(missiles, count, 10, 60)), draw(limit),
    )  # fmt: skip
