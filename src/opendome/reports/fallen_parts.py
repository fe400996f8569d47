"""The table of parts that come down of missiles hit on their way up."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from opendome.reports import numbers

HEAD = ("Missile", "Part", "Hit", "Comes down", "At", "From its aim")
RIGHT = (False, False, True, True, False, True)
PARTS = {"warhead": "falls as its warhead does", "stage": "tumbles as an empty stage"}
NOTE = (
    "In the reference play. Parts go on as the missile flew and fall; the hit pushes nothing aside. Places "
    "alone: what happens on the ground is not modelled."
)


def table(
    rows: Sequence[Mapping[str, Any]], ids: Sequence[str], first: float
) -> tuple[Sequence[str], list[list[str]], Sequence[bool], str]:
    """Head, rows, columns to the right, and a note.

    Args:
        rows: Of `remains.parquet`.
        ids: Of the missiles, in the order of the raid.
        first: The first launch [s].
    """
    return HEAD, [_row(row, ids, first) for row in rows], RIGHT, NOTE


def _row(row: Mapping[str, Any], ids: Sequence[str], first: float) -> list[str]:
    hit = [ids[int(row["threat"])], PARTS[row["part"]], numbers.clock(row["hit_s"] - first)]
    if row["impact_s"] is None:
        return [*hit, numbers.MISSING, numbers.MISSING, numbers.MISSING]
    at = numbers.place(row["impact_lat_deg"], row["impact_lon_deg"])
    away = numbers.length_km(row["distance_from_aim_m"] / 1e3)
    return [*hit, numbers.clock(row["impact_s"] - first), at, away]
