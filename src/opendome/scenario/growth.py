"""Published statistics of cost growth: data of the library that draws of growth are made from."""

from __future__ import annotations

from functools import cache
from pathlib import Path

from opendome.scenario.figures import Figure
from opendome.scenario.files import read_document

FILE = Path(__file__).parent.parent / "library" / "growth" / "historical.yaml"

FIGURES = ("total_factor", "development_factor", "procurement_factor", "variation_fraction",
           "correlation_fraction")  # fmt: skip
"""Mean growth of all cost, of development, of prices; its spread over its mean; how they move together."""


@cache
def historical() -> dict[str, Figure]:
    """The figures of the file, by the names of `FIGURES`; nobody may change the mapping."""
    data = read_document(FILE, "library/growth/historical.yaml").data
    return {name: Figure.model_validate(data[name]) for name in FIGURES}
