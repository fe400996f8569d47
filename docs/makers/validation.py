"""The Validation page, from the rows that the tests against the literature write."""

from __future__ import annotations

import json
from itertools import groupby
from pathlib import Path
from typing import Any

from makers.tables import MADE, number, table

HEAD = """# Validation

What was published, what OpenDome computes from the same inputs, and how far apart the two may be. Each row
is a test that runs with all others. Its tolerance was set before, for a correct and simple model, and is not
widened to pass. A row outside its tolerance stays here, as a gap, with what is known about it.

"""


def page(file: Path) -> str:
    """The page, from rows of source, quantity, published, computed, tolerance, inside and why."""
    rows: list[dict[str, Any]] = json.loads(file.read_text("utf8")) if file.exists() else []
    inside = sum(bool(row["inside"]) for row in rows)
    text = MADE + HEAD
    text += f"{inside} of {len(rows)} published values are met.\n" if rows else "No row yet.\n"
    for source, group in groupby(rows, key=lambda row: str(row["source"])):
        text += f"\n## {source}\n\n"
        text += table(("quantity", "published", "computed", "may differ by", "met", "note"), map(_row, group))
    return text


def _row(row: dict[str, Any]) -> list[str]:
    return [
        str(row["quantity"]),
        _written(row["published"]),
        _written(row["computed"]),
        _written(row["tolerance"]),
        "yes" if row["inside"] else "**no**",
        str(row["why"]),
    ]


def _written(value: Any) -> str:
    return number(float(f"{value:.4g}")) if isinstance(value, float) else str(value)
