"""A programme's authority by year beside what was asked for, enacted and allowed."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from opendome.arrays import Floats, Integers
from opendome.scenario.budgets import Budget, BudgetLine, million


@dataclass(frozen=True)
class YearAgainst:
    """One fiscal year.

    Attributes:
        year: Fiscal year.
        asked_usd: What the programme needs [dollars of that year]; None outside its horizon.
        published_usd: What was published, parts and other counts left out; None where nothing was seen.
        low_usd, high_usd: Ends of what was published; the same where one figure was.
        stages: How far the money has come: `enacted`, `requested` …
        names: What the amounts are called.
        sources: Keys of the bibliography.
        others: Parts and other counts of such money: name and amount [dollars].
    """

    year: int
    asked_usd: float | None
    published_usd: float | None
    low_usd: float | None
    high_usd: float | None
    stages: tuple[str, ...]
    names: tuple[str, ...]
    sources: tuple[str, ...]
    others: tuple[tuple[str, float], ...]

    @property
    def gap_usd(self) -> float | None:
        """What the programme needs beyond what was published; negative where it needs less; None unknown."""
        if self.asked_usd is None or self.published_usd is None:
            return None
        return self.asked_usd - self.published_usd


def against(years: Integers, asked_usd: Floats, budget: Budget) -> tuple[YearAgainst, ...]:
    """Every fiscal year of the programme or of the published budget, in order.

    Args:
        years: Fiscal years of the programme, shape (year,).
        asked_usd: Its authority, shape (year,) [dollars of each year].
        budget: Published amounts.
    """
    asked = dict(zip(years.tolist(), asked_usd.tolist(), strict=True))
    seen = sorted(set(asked) | {line.fiscal_year for line in budget.lines})
    return tuple(
        _year(year, asked.get(year), [line for line in budget.lines if line.fiscal_year == year], budget)
        for year in seen
    )


def _year(year: int, asked: float | None, lines: Sequence[BudgetLine], budget: Budget) -> YearAgainst:
    adds = [line for line in lines if line.adds]
    ends = [line.authority_million_usd.ends for line in adds]
    return YearAgainst(
        year=year,
        asked_usd=asked,
        published_usd=sum(million(line.authority_million_usd) for line in adds) if adds else None,
        low_usd=1e6 * sum(float(low) for low, _ in ends) if adds else None,
        high_usd=1e6 * sum(float(high) for _, high in ends) if adds else None,
        stages=tuple(dict.fromkeys(line.stage for line in adds)),
        names=tuple(line.name for line in adds),
        sources=tuple(
            dict.fromkeys(line.authority_million_usd.source or budget.source for line in (*adds, *lines))
        ),
        others=tuple((line.name, million(line.authority_million_usd)) for line in lines if not line.adds),
    )


def ceilings(years: Integers, budget: Budget) -> Floats:
    """The ceiling of each fiscal year, shape (year,) [dollars of that year]; infinite where there is none."""
    by_year = {one.fiscal_year: million(one.authority_million_usd) for one in budget.ceilings}
    return np.array([by_year.get(year, np.inf) for year in years.tolist()])


def ceiling_of_total(budget: Budget) -> float:
    """The ceiling over all years [dollars of each year]; infinite where there is none."""
    return np.inf if budget.total_million_usd is None else million(budget.total_million_usd)
