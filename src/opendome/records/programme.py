"""The programme: what is bought of what, settled; and what it costs, as draws.

Times here are years after the begin of the first fiscal year, because money is counted by fiscal years;
prices are dollars of the year that the record names.
"""

from __future__ import annotations

from dataclasses import dataclass, field

import numpy as np

from opendome.arrays import Floats, Integers
from opendome.records.figures import Figures

FIGURES = (
    "quantity_count", "development_usd", "development_year", "unit_usd", "slope_fraction",
    "line_usd_per_year",
    "rate_slope_fraction", "produced_per_year_count", "lead_year", "launch_mass_kg", "launch_usd_per_kg",
    "construction_usd", "operations_usd_per_year", "operations_fixed_usd_per_year", "life_year",
    "spare_fraction", "attrition_per_year_fraction", "test_assets_count", "disposal_usd", "unallocated_usd",
    "deliver_year",
)  # fmt: skip
"""What of an element is a figure, in the order of the columns of `Elements.figure`."""

FIXED = (
    "price_factor", "quantity_count", "owned_count", "theory", "quoted_for_count", "goes_on",
    "quoted_rate_per_year_count",
    "deliver_from_year", "develop_from_year", "included_count", "developed", "serve_from_year",
)  # fmt: skip
"""What of an element is a plain number, in the order of the columns of `Elements.fixed`; NaN: not given."""

THEORIES = ("flat", "unit", "cumulative_average")

KINDS = (
    "development", "procurement", "launch", "construction", "replacement", "operations", "disposal",
    "unallocated",
)  # fmt: skip
"""Kinds of money, in the order of arrays."""

ACQUISITION = KINDS[:5]
"""Kinds that are bought; the others run what was bought."""

GROWTH = ("development_factor", "procurement_factor", "variation_fraction", "correlation_fraction")


@dataclass(frozen=True)
class Elements:
    """What is bought, one row a cost entry.

    Attributes:
        name: Unique, as it is told.
        cost: Id of the cost entry.
        use: Id of the equipment of the architecture that it prices, or "".
        category: Part of the programme.
        per: What one unit is.
        includes: What the price covers, in words.
        work_breakdown: Number in the standard work breakdown, or "".
        path: Id of its typical activities, or "".
        priority: Order in which they are paid under a ceiling; small first.
        committed: Whether their money cannot slip.
        price_year: Fiscal year of its own dollars.
        figure: Places of its figures in the table, -1 for none (element, FIGURES).
        fixed: Plain numbers (element, FIXED).
    """

    name: tuple[str, ...]
    cost: tuple[str, ...]
    use: tuple[str, ...]
    category: tuple[str, ...]
    per: tuple[str, ...]
    includes: tuple[str, ...]
    work_breakdown: tuple[str, ...]
    path: tuple[str, ...]
    priority: tuple[int, ...]
    committed: tuple[bool, ...]
    price_year: tuple[int, ...]
    figure: Integers
    fixed: Floats

    def __len__(self) -> int:
        return len(self.name)


@dataclass(frozen=True)
class Programme:
    """A scenario's programme, settled.

    Attributes:
        name: Of the scenario.
        start_year: First fiscal year.
        price_year: Fiscal year of the dollars of all results.
        index: Price of each fiscal year over that of `price_year` (year,).
        index_edition: Which index, and its edition.
        beyond_years: Years behind the end of the index, to which its prices are carried on.
        elements: What is bought.
        growth: Places of the figures of cost growth in the table, -1 for none (GROWTH,).
        figures: All figures.
        unpriced: Ids of equipment of the architecture that nothing prices.
        early_years: Years of prices or of the horizon before the index begins: prices are carried back.
    """

    name: str
    start_year: int
    price_year: int
    index: Floats
    index_edition: str
    beyond_years: tuple[int, ...]
    elements: Elements
    growth: Integers
    figures: Figures
    unpriced: tuple[str, ...] = ()
    early_years: tuple[int, ...] = ()

    @property
    def years(self) -> tuple[int, ...]:
        """Fiscal years of the horizon."""
        return tuple(range(self.start_year, self.start_year + len(self.index)))


@dataclass(frozen=True)
class Costs:
    """What a programme costs, as draws; dollars of `Programme.price_year` unless they are then-year dollars.

    Attributes:
        years: Fiscal years (Y).
        names: Elements (E).
        by_element_usd: (draw, element).
        by_year_usd: (draw, year).
        by_year_then_usd: In each year's own dollars (draw, year).
        by_kind_usd: (draw, kind).
        mean_usd: Mean over draws (element, kind, year).
        delivered_count: Mean of what is delivered of the first set (element, year).
        in_service_count: Mean of what is in service over the year (element, year).
        bought_count: Mean of what is ordered in the year, of the first set and again (element, year).
    """

    years: tuple[int, ...]
    names: tuple[str, ...]
    by_element_usd: Floats
    by_year_usd: Floats
    by_year_then_usd: Floats
    by_kind_usd: Floats
    mean_usd: Floats
    delivered_count: Floats
    in_service_count: Floats
    bought_count: Floats
    total_usd: Floats = field(init=False)
    then_year_usd: Floats = field(init=False)

    def __post_init__(self) -> None:
        # added column by column, in one order: parts add up to the same total everywhere
        object.__setattr__(self, "total_usd", added(self.by_element_usd))
        object.__setattr__(self, "then_year_usd", added(self.by_year_then_usd))

    @property
    def acquisition_usd(self) -> Floats:
        """What is developed, bought, launched, built and bought again (draw,)."""
        return added(self.by_kind_usd[:, : len(ACQUISITION)])

    @property
    def operations_usd(self) -> Floats:
        """What is run and disposed of (draw,)."""
        return added(self.by_kind_usd[:, len(ACQUISITION) : -1])

    @property
    def unallocated_usd(self) -> Floats:
        """What nobody split (draw,)."""
        return self.by_kind_usd[:, -1]


def added(columns: Floats) -> Floats:
    """Sums over columns (draw,), one column after another."""
    total = np.zeros(len(columns))
    for column in columns.T:
        total += column
    return total
