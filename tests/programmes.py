"""Programmes made by hand, for tests of what they cost."""

from __future__ import annotations

from typing import Any

import numpy as np

from opendome.records import figures
from opendome.records.programme import FIGURES, FIXED, GROWTH, THEORIES, Elements, Programme

PLAIN = {"price_factor": 1.0, "quantity_count": 1.0, "owned_count": 0.0, "theory": "flat",
         "quoted_for_count": 1.0, "goes_on": 0.0, "quoted_rate_per_year_count": np.nan,
         "deliver_from_year": np.nan, "develop_from_year": np.nan, "included_count": 0.0,
         "developed": 0.0, "serve_from_year": np.nan}  # fmt: skip

PATHS = {"usd": "million_usd", "usd_per_year": "million_usd_per_year"}


def programme_of(
    *elements: dict[str, Any], years: int = 20, index: Any = None, growth: dict[str, Any] | None = None
) -> Programme:
    """A programme of these elements; keys are those of FIGURES (money in millions) and FIXED.

    A figure is a number, or (low, value, high).
    """
    rows: list[figures.Row] = []

    def place(name: str, given: Any) -> int:
        low, value, high = given if isinstance(given, tuple) else (given, given, given)
        rows.append((name, value, low, high, "triangular", "", "", ""))
        return len(rows) - 1

    table = np.full((len(elements), len(FIGURES)), -1, dtype=np.int64)
    fixed = np.zeros((len(elements), len(FIXED)))
    for at, element in enumerate(elements):
        for column, name in enumerate(FIGURES):
            if name in element and name != "quantity_count":
                table[at, column] = place(f"element.{at}.{_written(name)}", element[name])
        values = {**PLAIN, **{key: element[key] for key in PLAIN if key in element}}
        values["theory"] = THEORIES.index(str(values["theory"]))
        fixed[at] = [values[name] for name in FIXED]
    grown = [place(f"growth.{name}", growth[name]) if growth else -1 for name in GROWTH]
    names = tuple(element.get("name", f"element-{at}") for at, element in enumerate(elements))
    same = tuple("" for _ in names)
    return Programme(
        name="by hand",
        start_year=2026,
        price_year=2026,
        index=np.ones(years) if index is None else np.asarray(index, dtype=np.float64),
        index_edition="none",
        beyond_years=(),
        elements=Elements(
            names, names, same, tuple("other" for _ in names), tuple("programme" for _ in names), same, same,
            same,
            tuple(100 for _ in names), tuple(False for _ in names), tuple(2026 for _ in names), table, fixed,
        ),
        growth=np.array(grown, dtype=np.int64),
        figures=figures.of(rows),
    )  # fmt: skip


def _written(name: str) -> str:
    """The name as a file has it: money in millions."""
    for ending in ("usd_per_year", "usd"):
        if name.endswith(ending) and not name.endswith("usd_per_kg"):
            return name.removesuffix(ending) + PATHS[ending]
    return name
