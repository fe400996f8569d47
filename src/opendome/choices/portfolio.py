"""Joint research as a portfolio: what it costs whom in which year, what it brings, and what is dominated."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import Any

import numpy as np

from opendome.arrays import Floats, Integers

NOT_SAID = "not said"
"""The partner that pays what no share covers."""

BILLION = 1e9

_WHOLE = 1e-6


@dataclass(frozen=True)
class Project:
    """A joint project.

    Attributes:
        id, name: Of the project.
        partners: Name and share of its cost; what is left over nobody said.
        cost_usd: Of all partners together, in dollars of `price_year`; None where nobody said.
        price_year: Fiscal year of those dollars; None where nobody said.
        from_year, until_year: First and last year of its cost; None where nobody said.
        readiness_from, readiness_to: Technology readiness levels; None where nobody said.
        changes: What its result changes in a scenario, by dotted path; empty: nobody said.
        brings: Ids of equipment that is there through it; empty: nobody said.
        source: Key of the bibliography.
    """

    id: str
    name: str
    partners: tuple[tuple[str, float], ...] = ()
    cost_usd: float | None = None
    price_year: int | None = None
    from_year: int | None = None
    until_year: int | None = None
    readiness_from: int | None = None
    readiness_to: int | None = None
    changes: Mapping[str, Any] = field(default_factory=dict)
    brings: tuple[str, ...] = ()
    source: str = ""


@dataclass(frozen=True)
class Gained:
    """What a project brings, in the measure of the one who asks; more is better.

    Attributes:
        value: What it brings.
        sampling_error: One sigma of it, from how few raids were flown.
    """

    value: float
    sampling_error: float = 0.0


Gain = Callable[[Project], Gained | None]
"""Says what a project brings; None where a scenario has nothing of what it brings."""


@dataclass(frozen=True)
class Weighed:
    """A project with what it costs and brings.

    Attributes:
        project: The project.
        cost_usd: In dollars of the common year; None where cost or its dollars are not known.
        by_partner_usd: Name and dollars of each partner; `NOT_SAID` last.
        gain: What it brings; None where nothing can say.
        sampling_error: One sigma of that; None where nothing can say.
        why_no_gain: Reason of that, in words.
        dominated_by: Id of a project that brings no less for no more; "" where there is none.
    """

    project: Project
    cost_usd: float | None
    by_partner_usd: tuple[tuple[str, float], ...]
    gain: float | None
    sampling_error: float | None
    why_no_gain: str
    dominated_by: str = ""

    @property
    def gain_per_billion_usd(self) -> float | None:
        """Gain for each billion dollars; None where gain or cost is not known or nothing."""
        if self.gain is None or not self.cost_usd:
            return None
        return self.gain / (self.cost_usd / BILLION)


@dataclass(frozen=True)
class Portfolio:
    """All projects.

    Attributes:
        years: Calendar years that costs fall in, shape (year,).
        partners: Names, those who pay most first.
        paid_usd: Shape (partner, year), dollars of the common year.
        ranked: Most gain for a billion first; those without gain behind, in the order given.
        undated: Ids of projects with a cost but without years: in no column of `paid_usd`.
    """

    years: Integers
    partners: tuple[str, ...]
    paid_usd: Floats
    ranked: tuple[Weighed, ...]
    undated: tuple[str, ...]


def weigh(
    projects: Sequence[Project], index: Mapping[int, float], price_year: int, gain: Gain | None = None
) -> Portfolio:
    """Weigh projects against one another.

    Args:
        projects: To weigh.
        index: Price index by fiscal year, any base.
        price_year: Fiscal year of the dollars that are answered.
        gain: Says what a project brings; None: nothing can, and every gain is a gap.
    """
    weighed = [_weighed(one, index, price_year, gain) for one in projects]
    weighed = [_dominated(one, weighed) for one in weighed]
    order = sorted(range(len(weighed)), key=lambda place: (_rank(weighed[place]), place))
    years, partners, paid = _table(weighed)
    undated = tuple(
        one.project.id for one in weighed if one.cost_usd is not None and _span(one.project) is None
    )
    return Portfolio(years, partners, paid, tuple(weighed[place] for place in order), undated)


def _weighed(one: Project, index: Mapping[int, float], price_year: int, gain: Gain | None) -> Weighed:
    cost = None
    if one.cost_usd is not None and one.price_year is not None and one.price_year in index:
        cost = one.cost_usd * index[price_year] / index[one.price_year]
    shares = list(one.partners)
    left = 1.0 - sum(share for _, share in shares)
    if left > _WHOLE:
        shares.append((NOT_SAID, left))
    paid = () if cost is None else tuple((name, share * cost) for name, share in shares)
    if not one.changes and not one.brings:
        return Weighed(one, cost, paid, None, None, "nobody said what its result would change")
    if gain is None:
        return Weighed(one, cost, paid, None, None, "no raid was flown with its result: --gains flies them")
    found = gain(one)
    if found is None:
        return Weighed(
            one, cost, paid, None, None, f"nothing here uses what it brings: {', '.join(one.brings)}"
        )
    return Weighed(one, cost, paid, found.value, found.sampling_error, "")


def _dominated(one: Weighed, others: Sequence[Weighed]) -> Weighed:
    """With the id of the first project that brings no less for no more, and is better in one of both."""
    if one.gain is None or one.cost_usd is None:
        return one
    for other in others:
        if other is one or other.gain is None or other.cost_usd is None:
            continue
        no_worse = other.gain >= one.gain and other.cost_usd <= one.cost_usd
        if no_worse and (other.gain > one.gain or other.cost_usd < one.cost_usd):
            return replace(one, dominated_by=other.project.id)
    return one


def _rank(one: Weighed) -> tuple[int, float]:
    """The most gain for a dollar first; what costs nothing and brings something before all."""
    each = one.gain_per_billion_usd
    if each is not None:
        return 1, -each
    if one.gain is not None and one.gain > 0.0 and one.cost_usd == 0.0:
        return 0, -one.gain
    return 2, 0.0


def _span(one: Project) -> tuple[int, int] | None:
    """First and last year; the one that is known stands for both."""
    known = [year for year in (one.from_year, one.until_year) if year is not None]
    return (known[0], known[-1]) if known else None


def _table(weighed: Sequence[Weighed]) -> tuple[Integers, tuple[str, ...], Floats]:
    """Years, partners, and dollars by both; costs are spread evenly over a project's years."""
    spans = [span for one in weighed if one.cost_usd is not None and (span := _span(one.project))]
    totals: dict[str, float] = {}
    for one in weighed:
        for name, usd in one.by_partner_usd:
            totals[name] = totals.get(name, 0.0) + usd
    partners = tuple(sorted(totals, key=lambda name: (name == NOT_SAID, -totals[name], name)))
    if not spans:
        return np.zeros(0, dtype=np.int64), partners, np.zeros((len(partners), 0))
    first, last = min(low for low, _ in spans), max(high for _, high in spans)
    years = np.arange(first, last + 1)
    paid = np.zeros((len(partners), len(years)))
    for one in weighed:
        span = _span(one.project)
        if one.cost_usd is None or span is None:
            continue
        count = span[1] - span[0] + 1
        for name, usd in one.by_partner_usd:
            paid[partners.index(name), span[0] - first : span[1] - first + 1] += usd / count
    return years, partners, paid
