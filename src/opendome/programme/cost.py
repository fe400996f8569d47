"""What a programme costs: a point, draws of it, and what moves it.

Source: the parts of a life-cycle cost are those of the US Department of Defense's cost categories
(development, procurement, construction, operations, disposal); lots, learning and rate as in
`programme.learning`, development phased as in `programme.phasing`.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from opendome.arrays import Floats
from opendome.compiled import over
from opendome.programme import draws, kernels
from opendome.records.programme import FIGURES, FIXED, KINDS, Costs, Programme, added
from opendome.watch import SILENT, Watch

BLOCK = 1_016
"""Draws that are made at a time: few enough for a processor's cache, and no power of two, for then all
figures of a draw would fall into the same few lines of it."""


def point(programme: Programme, late: float = 0.0) -> Costs:
    """What it costs with every figure at its value and without growth, as one draw; late as in `drawn`."""
    filled = _Filled(programme, 1, counted=True)
    filled.fill(
        0, draws.reference(programme.figures), np.ones((2, len(programme.elements), 1)), np.full(1, late)
    )
    return filled.costs()


def drawn(programme: Programme, seed: int, count: int, late: float = 0.0, watch: Watch = SILENT) -> Costs:
    """What it costs in `count` draws of its figures and of cost growth.

    Args:
        programme: Settled.
        seed: The same seed gives the same bytes.
        count: How many draws.
        late: First deliveries come so much later than planned [year].
        watch: Asked between blocks.

    Raises:
        Stopped: The watch asked to stop.
    """
    filled = _Filled(programme, count)

    def block(first: int, last: int) -> None:
        figures = draws.drawn(programme.figures, seed, first, last - first)
        growth = draws.growth(programme, figures, seed, first)
        filled.fill(first, figures, growth, np.full(last - first, late))

    over(block, count, BLOCK, watch)
    return filled.costs()


@dataclass(frozen=True)
class Mover:
    """How far one figure moves the total.

    Attributes:
        path: The figure.
        low, value, high: As it is written.
        low_usd, high_usd: Total with it at its ends, all others at their values, without growth.
    """

    path: str
    low: float
    value: float
    high: float
    low_usd: float
    high_usd: float

    @property
    def swing_usd(self) -> float:
        """How far apart the two totals are."""
        return abs(self.high_usd - self.low_usd)


def movers(programme: Programme, late: float = 0.0) -> list[Mover]:
    """What each figure with a range does to the total, the strongest first.

    Figures that move together count as one; late as in `drawn`.
    """
    figures = programme.figures
    loose = [int(row) for row in np.flatnonzero(figures.low < figures.high) if row not in programme.growth]
    groups: dict[str, list[int]] = {}
    for row in loose:
        groups.setdefault(figures.moves_with[row] or figures.path[row], []).append(row)
    table = np.repeat(draws.reference(figures), 2 * len(groups), axis=1)
    factor = draws.in_columns(figures)
    for at, rows in enumerate(groups.values()):
        table[rows, 2 * at] = figures.low[rows] * factor[rows]
        table[rows, 2 * at + 1] = figures.high[rows] * factor[rows]
    totals = _totals(programme, table, late)
    found = [
        Mover(
            name, float(figures.low[rows[0]]), float(figures.value[rows[0]]), float(figures.high[rows[0]]),
            float(totals[2 * at]), float(totals[2 * at + 1]),
        )
        for at, (name, rows) in enumerate(groups.items())
    ]  # fmt: skip
    return sorted(found, key=lambda one: (-one.swing_usd, one.path))


def _totals(programme: Programme, figures: Floats, late: float) -> Floats:
    """Totals for given columns of figures, without growth (draw,)."""
    count = figures.shape[1]
    filled = _Filled(programme, count)
    if count:
        growth = np.ones((2, len(programme.elements), count))
        filled.fill(0, np.ascontiguousarray(figures), growth, np.full(count, late))
    return filled.costs().total_usd


class _Filled:
    """The arrays of `Costs` while blocks fill them; each block has its own slots, sums are made in order."""

    def __init__(self, programme: Programme, count: int, counted: bool = False) -> None:
        self.programme, self.counted = programme, counted
        years, elements = len(programme.index), len(programme.elements)
        self.by_element, self.by_year = np.zeros((count, elements)), np.zeros((count, years))
        self.by_kind = np.zeros((count, len(KINDS)))
        self.sums: dict[int, tuple[Floats, Floats]] = {}

    def fill(self, first: int, figures: Floats, growth: Floats, slip: Floats) -> None:
        """Fill the draws from `first` on."""
        elements, rows = self.programme.elements, slice(first, first + figures.shape[1])
        years = len(self.programme.index)
        mean = np.zeros((len(elements), len(KINDS), years))
        served = np.zeros((len(elements) if self.counted else 0, 3, years))
        kernels.fill_costs(
            figures, elements.figure, elements.fixed, growth, slip, self.by_element[rows], self.by_year[rows],
            self.by_kind[rows], mean, served,
        )  # fmt: skip
        self.sums[first] = mean, served

    def costs(self) -> Costs:
        """The record."""
        count = max(1, len(self.by_year))
        years, elements = len(self.programme.index), len(self.programme.elements)
        mean, served = np.zeros((elements, len(KINDS), years)), np.zeros((elements, 3, years))
        for first in sorted(self.sums):
            mean += self.sums[first][0]
            if self.counted:
                served += self.sums[first][1]
        return Costs(
            years=self.programme.years,
            names=self.programme.elements.name,
            by_element_usd=self.by_element,
            by_year_usd=self.by_year,
            by_year_then_usd=self.by_year * self.programme.index,
            by_kind_usd=self.by_kind,
            mean_usd=mean / count,
            in_service_count=served[:, 0] / count,
            delivered_count=served[:, 1] / count,
            bought_count=served[:, 2] / count,
        )


def quantity(programme: Programme, element: int) -> float:
    """How many of an element are to be in service, at its value."""
    place = programme.elements.figure[element, 0]
    if place >= 0:
        return float(programme.figures.value[place])
    return float(programme.elements.fixed[element, FIXED.index("quantity_count")])


def total(values: Floats, fixed: Floats, years: int) -> float:
    """The point of a programme that is given as plain numbers [usd].

    Args:
        values: Figures in the units of their columns, NaN for none (element, FIGURES).
        fixed: (element, FIXED).
        years: Fiscal years counted.
    """
    elements = len(values)
    if not elements:
        return 0.0
    places = np.where(np.isnan(values), -1, np.arange(values.size).reshape(values.shape)).astype(np.int64)
    by_element, by_year, by_kind = (np.zeros((1, count)) for count in (elements, years, len(KINDS)))
    kernels.fill_costs(
        np.ascontiguousarray(values.reshape(-1, 1)), places, np.ascontiguousarray(fixed),
        np.ones((2, elements, 1)), np.zeros(1), by_element, by_year, by_kind,
        np.zeros((elements, len(KINDS), years)), np.zeros((0, 3, years)),
    )  # fmt: skip
    return float(added(by_element)[0])


def as_numbers(programme: Programme) -> tuple[Floats, Floats]:
    """A programme's figures at their values, NaN for none (element, FIGURES), and its plain numbers.

    How many there are stands among the plain numbers, also where it is a figure.
    """
    column = draws.reference(programme.figures)[:, 0]
    places = programme.elements.figure
    safe = np.append(column, np.nan)
    values, fixed = safe[np.where(places < 0, len(column), places)], programme.elements.fixed.copy()
    number, plain = FIGURES.index("quantity_count"), FIXED.index("quantity_count")
    fixed[:, plain] = np.where(np.isnan(values[:, number]), fixed[:, plain], values[:, number])
    values[:, number] = np.nan
    return values, fixed
