"""What figures of a programme are called, and how their values are told with their units."""

from __future__ import annotations

from collections.abc import Mapping

from opendome import units
from opendome.reports import cost_words, numbers

WHAT = {
    "unit_million_usd": "Price of one",
    "development_million_usd": "Development",
    "development_duration_year": "Years of development",
    "operations_million_usd_per_year": "Running one for a year",
    "operations_fixed_million_usd_per_year": "Running all for a year",
    "life_duration_year": "Life of one",
    "lead_duration_year": "From order to delivery",
    "launch_usd_per_kg": "Price of launch",
    "launch_mass_kg": "Mass that is launched",
    "construction_million_usd": "Building a site",
    "line_million_usd_per_year": "Keeping the line for a year",
    "slope_fraction": "Slope of learning",
    "rate_slope_fraction": "Slope of the yearly rate",
    "produced_per_year_count": "Made in a year at most",
    "spare_fraction": "Spares",
    "attrition_per_year_fraction": "Lost in a year",
    "test_assets_count": "Bought for tests",
    "disposal_million_usd": "Disposal of one",
    "unallocated_million_usd": "What nobody split",
    "quantity_count": "How many",
    "deliver_year_count": "Years of deliveries",
}
"""By the key of a file, words."""


def name_of(path: str, names: Mapping[str, str]) -> str:
    """A figure in words: `Price of one: Interceptors in orbit`.

    Args:
        path: Of the figure, as `library.cbo-sbi-2026.unit_million_usd`.
        names: What elements are called, by the path before the key.

    >>> name_of("library.x.life_duration_year", {"library.x": "Satellites"}), name_of("group", {})
    ('Life of one: Satellites', 'group')
    """
    above, _, key = path.rpartition(".")
    what = WHAT.get(key)
    if what is None:
        return path
    whose = names.get(above) or names.get(above.removesuffix(".learning"))
    return f"{what}: {whose}" if whose else what


def value_of(path: str, value: float) -> str:
    """A value with its unit: `$22 million`, `5 years`, `0.85`.

    >>> value_of("a.unit_million_usd", 16.5), value_of("a.life_duration_year", 4.0)
    ('$16.5 million', '4 years')
    >>> value_of("a.slope_fraction", 0.85), value_of("a.quantity_count", 13_773.0)
    ('0.85', '13,773')
    """
    ending = units.ending_of(path.rpartition(".")[2])
    plain = f"{value:,.4g}" if abs(value) < 10_000 else f"{value:,.0f}"
    if ending in ("million_usd", "million_usd_per_year", "usd"):
        return cost_words.published(value * units.UNITS[ending].factor)
    if ending == "usd_per_kg":
        return f"${plain} per kg"
    if ending == "year":
        return f"{plain} years"
    symbol = units.symbol(path.rpartition(".")[2])
    return f"{plain} {symbol}" if symbol else numbers.MISSING if value != value else plain
