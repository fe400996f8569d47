"""Budgets: costs by kind and fiscal year become authority by appropriation, and outlays.

Budget *authority* is the leave to sign contracts, given for a fiscal year; *outlays* are the payments that
follow over the years after. Amounts are whole cents inside, so that sums over years and appropriations equal
the total exactly: what rounding leaves over goes to the largest remainders.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from math import fsum

import numpy as np

from opendome.arrays import Floats, Integers

APPROPRIATIONS = ("rdte", "procurement", "milcon", "operations", "unallocated")
"""Research and development, test and evaluation; procurement; military construction; operation and
maintenance; and what a published total leaves unsplit."""

APPROPRIATION_OF = {
    "development": "rdte",  # with test assets and prototypes
    "procurement": "procurement",  # interceptors, batteries, radars, satellites, and their spares
    "launch": "procurement",  # launch services of satellites that are bought
    "construction": "milcon",  # sites, silos, shelters
    "replacement": "procurement",  # bought again as it was bought, launch included
    "operations": "operations",
    "disposal": "operations",  # the end of a unit's life is paid as its upkeep is
    "unallocated": "unallocated",
}
"""The appropriation that pays each kind of cost. Satellites and their launch are bought, not developed."""

CENT = 100.0
"""Cents in a dollar."""

_WHOLE = 1e-6
"""Shares of outlays may exceed one by this much: tables are printed to three digits."""


@dataclass(frozen=True)
class Outlays:
    """Payments that follow from authority.

    Attributes:
        years: Fiscal years, shape (year,); they run on after the last year of authority.
        cents: Then-year, shape (appropriation, year); zero where nothing is known.
        known: Whether the table has rates for it or it has no authority, shape (appropriation,).
        never_spent: Authority that the table says lapses [cents], shape (appropriation,).
    """

    years: Integers
    cents: Integers
    known: tuple[bool, ...]
    never_spent: Integers

    @property
    def whole(self) -> bool:
        """Whether outlays of every appropriation are known."""
        return all(self.known)

    @property
    def missing(self) -> tuple[str, ...]:
        """Appropriations with authority but without rates."""
        return tuple(name for name, known in zip(APPROPRIATIONS, self.known, strict=True) if not known)

    @property
    def by_year(self) -> Integers | None:
        """Payments of each year [cents], shape (year,); None where some appropriation is not known."""
        return self.cents.sum(axis=0) if self.whole else None


@dataclass(frozen=True)
class Budget:
    """Authority by fiscal year and appropriation, and what is paid when.

    Attributes:
        years: Fiscal years of authority, shape (year,).
        then_year: Authority [cents], shape (appropriation, year), dollars of each year.
        constant: The same in dollars of the answer's year.
        outlays: Payments; None without a table of rates.
    """

    years: Integers
    then_year: Integers
    constant: Integers
    outlays: Outlays | None = None

    def over(self, count: int, constant: bool = True) -> int | None:
        """Authority of the first so many years [cents]; None where the horizon is shorter."""
        return first_years(self.constant if constant else self.then_year, count)


def in_cents(amounts: Floats, total_usd: float | None = None) -> Integers:
    """Amounts as whole cents that add up to the total's cents.

    Each amount is rounded down; cents that are left over go to the largest remainders, the first of equal
    ones, so no amount is more than a cent from what it was.

    Args:
        amounts: [dollars], any shape.
        total_usd: What they add up to; absent: their sum.

    Returns:
        Of the same shape.

    Raises:
        ValueError: The total is not that of the amounts.

    >>> in_cents(np.array([1 / 3, 1 / 3, 1 / 3])).tolist()
    [34, 33, 33]
    """
    flat = CENT * np.asarray(amounts, dtype=np.float64).ravel()
    total = round(float(flat.sum()) if total_usd is None else CENT * total_usd)
    # sums of floats wander; snapping keeps an amount of whole cents from losing one
    near = np.round(flat)
    flat = np.where(np.abs(flat - near) < 1e-4, near, flat)
    whole = np.floor(flat)
    left = total - int(whole.sum())
    if not 0 <= left <= len(flat):
        # a total that was summed in another order may be a cent or two away
        if abs(total - float(flat.sum())) > 1.0 + 1e-9 * abs(float(np.abs(flat).sum())):
            raise ValueError(f"amounts add up to {flat.sum() / CENT!r}, not {total / CENT!r}")
        return _spread(whole.astype(np.int64), left).reshape(np.shape(amounts))
    order = np.argsort(whole - flat, kind="stable")
    cents = whole.astype(np.int64)
    cents[order[:left]] += 1
    return cents.reshape(np.shape(amounts))


def _spread(cents: Integers, left: int) -> Integers:
    """Cents that many years or a negative rest leave over, to the largest amounts."""
    order = np.argsort(-np.abs(cents), kind="stable")
    each, rest = divmod(abs(left), len(cents))
    sign = 1 if left > 0 else -1
    cents = cents + sign * each
    cents[order[:rest]] += sign
    return cents


def authority(by_kind_usd: Floats, kinds: Sequence[str], total_usd: float | None = None) -> Integers:
    """Authority by appropriation and year.

    Args:
        by_kind_usd: Costs in the year in which they are contracted, shape (kind, year).
        kinds: Names of the kinds, keys of `APPROPRIATION_OF`.
        total_usd: What all add up to; absent: their sum.

    Returns:
        [cents], shape (appropriation, year).
    """
    found = np.zeros((len(APPROPRIATIONS), by_kind_usd.shape[1]))
    for kind, amounts in zip(kinds, by_kind_usd, strict=True):
        found[APPROPRIATIONS.index(APPROPRIATION_OF[kind])] += amounts
    # added exactly: sums of floats in another order are cents apart where amounts are trillions
    return in_cents(found, fsum(by_kind_usd.ravel().tolist()) if total_usd is None else total_usd)


def outlays(years: Integers, granted: Integers, rates: Mapping[str, Sequence[float]]) -> Outlays:
    """What is paid when, of authority.

    Args:
        years: Fiscal years of authority, shape (year,).
        granted: Authority [cents], shape (appropriation, year), then-year.
        rates: By appropriation, the share of a year's authority that is paid in that year, the next, and so
            on. Shares may add up to less than one: the rest lapses.

    Returns:
        Payments; every cent of authority is either paid in some year or never.

    Raises:
        ValueError: Shares are negative or add up to more than one.
    """
    longest = max((len(shares) for shares in rates.values()), default=1)
    count = len(years) + longest - 1
    cents = np.zeros((len(APPROPRIATIONS), count), dtype=np.int64)
    never = np.zeros(len(APPROPRIATIONS), dtype=np.int64)
    known = []
    for place, name in enumerate(APPROPRIATIONS):
        shares = rates.get(name)
        known.append(shares is not None or not granted[place].any())
        if shares is None:
            continue
        parts = _shares(name, shares)
        for year, amount in enumerate(granted[place]):
            split = in_cents(parts * (float(amount) / CENT), float(amount) / CENT)
            cents[place, year : year + len(shares)] += split[:-1]
            never[place] += split[-1]
    return Outlays(int(years[0]) + np.arange(count, dtype=np.int64), cents, tuple(known), never)


def _shares(name: str, shares: Sequence[float]) -> Floats:
    """Shares by year, and behind them the share that lapses."""
    held = np.asarray(shares, dtype=np.float64)
    if (held < 0.0).any() or held.sum() > 1.0 + _WHOLE:
        raise ValueError(f"outlay rates of {name} are negative or add up to more than one")
    lapses = max(1.0 - float(held.sum()), 0.0)
    lapses = 0.0 if lapses < _WHOLE else lapses
    parts = np.append(held, lapses)
    whole: Floats = parts / parts.sum()
    return whole


def outlay_draws(
    by_year_usd: Floats, granted: Integers, rates: Mapping[str, Sequence[float]]
) -> Floats | None:
    """Payments of each draw: each year's authority is paid out by the mean mix of its appropriations.

    The mean over draws is exact; the spread is that of authority, with its mix held.

    Args:
        by_year_usd: Authority of each draw, then-year, shape (draw, year).
        granted: Mean authority [cents], shape (appropriation, year).
        rates: As in `outlays`.

    Returns:
        Shape (draw, year) [dollars], within the years of authority; None where an appropriation has no rates.
    """
    count = by_year_usd.shape[1]
    paid = np.zeros_like(by_year_usd)
    totals = granted.sum(axis=0)
    for place, name in enumerate(APPROPRIATIONS):
        if not granted[place].any():
            continue
        if name not in rates:
            return None
        mix = np.divide(granted[place], totals, out=np.zeros(count), where=totals != 0)
        for lag, share in enumerate(rates[name][:count]):
            paid[:, lag:] += share * (by_year_usd * mix)[:, : count - lag]
    return paid


def first_years(amounts: Integers, count: int) -> int | None:
    """Sum over the first so many years [cents]; None where there are fewer.

    Args:
        amounts: [cents], any shape with years last (..., year).
        count: Years.
    """
    return int(amounts[..., :count].sum()) if amounts.shape[-1] >= count else None


def drawn_first_years(by_year_usd: Floats, count: int) -> Floats | None:
    """Sum of each draw over the first so many years, shape (draw,); None where there are fewer."""
    return by_year_usd[:, :count].sum(axis=1) if by_year_usd.shape[1] >= count else None


def plan(
    years: Integers,
    kinds: Sequence[str],
    then_year_usd: Floats,
    constant_usd: Floats,
    rates: Mapping[str, Sequence[float]] | None = None,
) -> Budget:
    """The budget of a programme.

    Args:
        years: Fiscal years, one after another, shape (year,).
        kinds: Names of the kinds of cost.
        then_year_usd, constant_usd: Costs in the year in which they are contracted, shape (kind, year).
        rates: Table of outlay rates; None: there is none, and no outlays.
    """
    granted = authority(then_year_usd, kinds)
    paid = None if rates is None else outlays(years, granted, rates)
    return Budget(years, granted, authority(constant_usd, kinds), paid)
