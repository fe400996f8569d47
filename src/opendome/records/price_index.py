"""A price index: what a dollar of one fiscal year is in dollars of another."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from opendome.arrays import Floats, Integers


@dataclass(frozen=True)
class PriceIndex:
    """A table of prices by fiscal year, in one edition.

    Editions of one index differ: in that of 2022 prices grow by 28 % from 2012 to 2026, in that of 2025 by
    40 %. So the edition is part of every result in dollars.

    Attributes:
        id: Of the index.
        edition: Which index and which edition of it, as it is printed.
        years: Fiscal years, rising by one (Y,), at least two.
        values: Price of each year; only ratios count (Y,).
        estimated_from_year: From here on the publisher estimates; None where nothing is estimated.
        source, where: Who published it, and where in it.
    """

    id: str
    edition: str
    years: Integers
    values: Floats
    estimated_from_year: int | None = None
    source: str = ""
    where: str = ""

    def price(self, years: int | Sequence[int] | Integers) -> Floats:
        """Price of years, in the measure of the table, shape of `years`.

        Beyond the table prices go on growing as in its last year, before it as in its first.
        """
        wanted = np.asarray(years, dtype=np.float64)
        logs = np.log(self.values)
        inside = np.interp(wanted, self.years, logs)
        after = np.maximum(wanted - self.years[-1], 0.0) * (logs[-1] - logs[-2])
        before = np.minimum(wanted - self.years[0], 0.0) * (logs[1] - logs[0])
        return np.asarray(np.exp(inside + after + before))

    def factor(
        self, from_year: int | Sequence[int] | Integers, to_year: int | Sequence[int] | Integers
    ) -> Floats:
        """What a dollar of `from_year` is in dollars of `to_year`; both broadcast (...)."""
        return np.asarray(self.price(to_year) / self.price(from_year))

    def beyond(self, years: Sequence[int] | Integers) -> tuple[int, ...]:
        """Those of these years that the table does not have, so that their prices are carried on; rising."""
        first, last = int(self.years[0]), int(self.years[-1])
        return tuple(sorted({int(year) for year in years if not first <= year <= last}))

    @property
    def growth(self) -> float:
        """Yearly growth at which prices are carried on after the table, as 0.021."""
        return float(self.values[-1] / self.values[-2] - 1.0)
