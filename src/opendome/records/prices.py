"""What the missiles of a raid and the interceptors of a defence cost, one of each."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from opendome.arrays import Floats, Integers
from opendome.records.figures import Figures

PRICE_FIELDS = ("unit", "launch_mass", "launch_price")
"""What the price of one is made of: itself, and to orbit its mass times the price of a kilogram."""


@dataclass(frozen=True)
class Prices:
    """Prices of T things: the types of missiles of a case (M), then its kinds of interceptors (K).

    Attributes:
        name: Their ids, (T,).
        cost: Ids of the cost entries that price them; "" where none does, (T,).
        missiles_count: How many of them are missiles, M.
        year: Fiscal year of the dollars that `factor` brings them to.
        factor: What brings each from the dollars of its entry to those of `year`, (T,).
        places: Places of `PRICE_FIELDS` in the table of figures, -1 for none (T, 3).
        figures: Their figures.
    """

    name: tuple[str, ...]
    cost: tuple[str, ...]
    missiles_count: int
    year: int
    factor: Floats
    places: Integers
    figures: Figures

    @property
    def unpriced(self) -> tuple[str, ...]:
        """Ids of what nothing prices."""
        return tuple(name for name, cost in zip(self.name, self.cost, strict=True) if not cost)

    def of_one(self, numbers: Floats) -> Floats:
        """The price of one of each [usd], NaN where nothing prices it (world, T).

        Args:
            numbers: Figures in SI (world, figure).
        """
        columns = np.concatenate((numbers, np.full((len(numbers), 1), np.nan)), axis=1)
        unit, mass, kilogram = np.moveaxis(columns[:, self.places], -1, 0)
        lift = np.where(self.places[:, 1:].min(axis=1) < 0, 0.0, mass * kilogram)
        return np.asarray((unit + lift) * self.factor)
