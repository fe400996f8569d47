"""Totals side by side, and the bridge from one to another: ordered steps that add up to the cent.

Two totals differ because they count other things. A bridge starts from the inputs of the first, exchanges
them group by group for those of the second, and asks for the cost after each exchange. What the costs so
computed leave between themselves and the published totals is a step that nobody published. The order of the
groups is part of the answer: what two of them do together falls to the later one.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np

from opendome.programme.budget import CENT

UNEXPLAINED = "unexplained"
"""A step that nobody published."""

OTHER = "other"
"""What no group names."""


@dataclass(frozen=True)
class Group:
    """Inputs that are exchanged together.

    Attributes:
        kind: A short, stable word: one of `KINDS_OF_STEPS`.
        name: What readers see.
        keys: Inputs of the group; a key that ends in `.` stands for all that begin so.
    """

    kind: str
    name: str
    keys: tuple[str, ...]

    def holds(self, key: str) -> bool:
        """Whether an input belongs to the group."""
        return any(key == own or (own.endswith(".") and key.startswith(own)) for own in self.keys)


KINDS_OF_STEPS = (
    "years", "price_year", "orbit_quantity", "other_quantity", "life", "unit_price", "launch_price",
    "development", "operations", "elements", OTHER, UNEXPLAINED,
)  # fmt: skip
"""What a step can be, in the order in which steps are taken."""


@dataclass(frozen=True)
class Step:
    """One step of a bridge.

    Attributes:
        kind: One of `KINDS_OF_STEPS`.
        name: What readers see.
        from_cent, to_cent: Total before and after.
        changed: Inputs that it exchanges.
    """

    kind: str
    name: str
    from_cent: int
    to_cent: int
    changed: tuple[str, ...] = ()

    @property
    def usd(self) -> float:
        """What it adds; negative where it takes away."""
        return (self.to_cent - self.from_cent) / CENT

    @property
    def published(self) -> bool:
        """Whether inputs explain it; what nobody published is hatched."""
        return self.kind != UNEXPLAINED


@dataclass(frozen=True)
class Bridge:
    """From one total to another.

    Attributes:
        before, after: Names of both.
        from_cent, to_cent: Both totals.
        steps: In order; they add up to the difference exactly.
    """

    before: str
    after: str
    from_cent: int
    to_cent: int
    steps: tuple[Step, ...]

    @property
    def unexplained_usd(self) -> float:
        """What inputs do not explain."""
        return sum(step.usd for step in self.steps if not step.published)


def bridge(
    names: tuple[str, str],
    inputs: tuple[Mapping[str, Any], Mapping[str, Any]],
    groups: Sequence[Group],
    cost_at: Callable[[Mapping[str, Any]], float],
    totals: tuple[float | None, float | None] = (None, None),
) -> Bridge:
    """The bridge from one programme to another, by exchanging inputs group by group.

    Args:
        names: Of both.
        inputs: Of both; a key that one of them lacks is exchanged for nothing.
        groups: In the order in which they are exchanged. Inputs that no group holds are exchanged last.
        cost_at: Total of given inputs [dollars]; called once a step.
        totals: As published [dollars]; None: as computed. A published total that the inputs do not give
            begins or ends with a step that nobody published.

    Returns:
        Steps without those that exchange nothing; where something is exchanged and the total stays, it shows.
    """
    before, after = (dict(one) for one in inputs)
    here = _cents(cost_at(before))
    start = here if totals[0] is None else _cents(totals[0])
    steps = [] if start == here else [Step(UNEXPLAINED, f"Not explained in {names[0]}", start, here)]
    now, left = before, _differing(before, after)
    for group in [*groups, Group(OTHER, "Everything else", tuple(left))]:
        changed = [key for key in left if group.holds(key)]
        if not changed:
            continue
        left = [key for key in left if key not in changed]
        now = _exchanged(now, after, changed)
        there = _cents(cost_at(now))
        steps.append(Step(group.kind, group.name, here, there, tuple(changed)))
        here = there
    end = here if totals[1] is None else _cents(totals[1])
    if end != here:
        steps.append(Step(UNEXPLAINED, f"Not explained in {names[1]}", here, end))
    return Bridge(names[0], names[1], start, end, tuple(steps))


def between(
    names: tuple[str, str], totals: tuple[float, float], known: Sequence[tuple[str, str, float]] = ()
) -> Bridge:
    """The bridge between two published totals that nobody broke down.

    Args:
        names: Of both.
        totals: Of both [dollars].
        known: Steps that were published all the same: kind, name, dollars. The rest is one hatched step.
    """
    here, end = (_cents(total) for total in totals)
    start, steps = here, []
    for kind, name, usd in known:
        steps.append(Step(kind, name, here, here + _cents(usd)))
        here += _cents(usd)
    if here != end:
        steps.append(Step(UNEXPLAINED, "Nobody published what lies between", here, end))
    return Bridge(names[0], names[1], start, end, tuple(steps))


def _cents(usd: float) -> int:
    return round(CENT * usd)


def _differing(before: Mapping[str, Any], after: Mapping[str, Any]) -> list[str]:
    """Keys that are not the same on both sides, in the order of the first and then of the second."""
    keys = dict.fromkeys([*before, *after])
    return [
        key for key in keys if key not in before or key not in after or not _same(before[key], after[key])
    ]


def _same(one: Any, other: Any) -> bool:
    if isinstance(one, np.ndarray) or isinstance(other, np.ndarray):
        return bool(np.array_equal(one, other))
    return bool(one == other)


def _exchanged(now: Mapping[str, Any], after: Mapping[str, Any], keys: Sequence[str]) -> dict[str, Any]:
    """Inputs with some of them taken from the other side."""
    held = {key: value for key, value in now.items() if key not in keys}
    return held | {key: after[key] for key in keys if key in after}


@dataclass(frozen=True)
class Counted:
    """A total and what it counts, computed or published.

    Attributes:
        name: Of the programme or study.
        total_usd: In dollars of `price_year`.
        low_usd, high_usd: Ends; None where there are none.
        price_year: Fiscal year of its dollars; None where nobody said.
        horizon_year_count: Years counted; None where nobody said.
        parts: Name and dollars of each part.
    """

    name: str
    total_usd: float
    low_usd: float | None
    high_usd: float | None
    price_year: int | None
    horizon_year_count: int | None
    parts: tuple[tuple[str, float], ...] = ()

    @property
    def unsplit_usd(self) -> float:
        """What no part names."""
        return self.total_usd - sum(usd for _, usd in self.parts)


@dataclass(frozen=True)
class Alike:
    """A total in dollars of a common year.

    Attributes:
        counted: The total as it stands.
        total_usd, low_usd, high_usd: In dollars of the common year; None where its own year is not known.
        per_year_usd: Of each year counted; None where that or the dollars are not known.
    """

    counted: Counted
    total_usd: float | None
    low_usd: float | None
    high_usd: float | None
    per_year_usd: float | None


def alike(totals: Sequence[Counted], index: Mapping[int, float], price_year: int) -> tuple[Alike, ...]:
    """Totals in dollars of one year, in the order given; the years that they count stay as they are.

    Args:
        totals: Computed or published.
        index: Price index by fiscal year; any base.
        price_year: The common year; it must be in the index.
    """
    found = []
    for one in totals:
        known = one.price_year is not None and one.price_year in index
        factor = index[price_year] / index[one.price_year] if known and one.price_year is not None else None
        usd = _times(one.total_usd, factor)
        years = one.horizon_year_count
        found.append(
            Alike(
                one, usd, _times(one.low_usd, factor), _times(one.high_usd, factor),
                None if usd is None or not years else usd / years,
            )
        )  # fmt: skip
    return tuple(found)


def _times(usd: float | None, factor: float | None) -> float | None:
    return None if usd is None or factor is None else usd * factor
