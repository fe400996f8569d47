"""The Validation page, from the rows that the tests against the literature write."""

from __future__ import annotations

import json
from collections.abc import Iterable
from itertools import groupby
from pathlib import Path
from typing import Any

from makers.tables import MADE, number, table

HEAD = """# Validation

What was published, what OpenDome computes from the same inputs, and how far apart the two may be. Each row
is a test that runs with all others. Its tolerance was set before, for a correct and simple model, and is not
widened to pass. No row is left out because it misses: a row outside its tolerance is a gap, and the gaps come
first. What nothing here can be held against yet is listed too, with what is missing.

"""

GAPS = "The gaps, and why"
GAPS_HEAD = """
Every row that is not met.

"""
WAITS = "Published, and not computed yet"
WAITS_HEAD = """
Published results that wait, and for what. Some wait for OpenDome, which cannot compute them yet. Some wait
for a source, because it was not found, its inputs are missing, it was recalled and not read again, or sources
contradict each other. None of them counts as met.

"""
WAITED_FOR = ("OpenDome", "a source")

Row = dict[str, Any]


def page(file: Path) -> str:
    """The page, from rows of stage, source, quantity, published, computed, tolerance, inside, why and cause.

    `inside` is null, and so is `computed`, where a row waits.
    """
    rows: list[Row] = json.loads(file.read_text("utf8")) if file.exists() else []
    text = MADE + HEAD
    if not rows:
        return text + "No row yet.\n"
    held = [row for row in rows if row["inside"] is not None]
    met = sum(bool(row["inside"]) for row in held)
    waiting = len(rows) - len(held)
    text += f"**{met:,} of {len(held):,} published values are met, {len(held) - met:,} are not**,"
    text += f" and {waiting:,} more wait: for OpenDome, or for a source.\n\n"
    text += _contents(rows)
    text += f"\n## {GAPS}\n{GAPS_HEAD}" + _gaps(held)
    text += f"\n## {WAITS}\n{WAITS_HEAD}" + _waits(row for row in rows if row["inside"] is None)
    for stage, group in groupby(held, key=lambda row: str(row["stage"])):
        text += f"\n## {stage}\n"
        for source, of_source in groupby(group, key=lambda row: str(row["source"])):
            text += f"\n### {source}\n\n"
            text += table(
                ("quantity", "published", "computed", "may differ by", "met", "note"), map(_row, of_source)
            )
    return text


def _contents(rows: list[Row]) -> str:
    """How many of how many are met, and how many wait, by stage."""
    lines = []
    for stage, group in groupby(rows, key=lambda row: str(row["stage"])):
        of_stage = list(group)
        states = [row["inside"] for row in of_stage]
        met, missed = states.count(True), states.count(False)
        ours, theirs = (sum(row.get("waits_for") == whom for row in of_stage) for whom in WAITED_FOR)
        link = f"[{stage}](#{_anchor(stage)})"
        lines.append((link, f"{met} of {met + missed}", f"{missed}", f"{ours}", f"{theirs}"))
    gaps = f"[not met](#{_anchor(GAPS)})"
    waits = [f"[wait for {whom}](#{_anchor(WAITS)})" for whom in WAITED_FOR]
    return table(("part of the story", "met", gaps, *waits), lines)


def _gaps(held: list[Row]) -> str:
    return table(
        ("part", "who, and what", "published", "computed", "may differ by", "why it misses"),
        (
            [row["stage"], _named(row), _written(row["published"]), _written(row["computed"]),
             str(row["tolerance"]), str(row["cause"])]
            for row in held
            if not row["inside"]
        ),
    )  # fmt: skip


def _waits(rows: Iterable[Row]) -> str:
    return table(
        ("part", "who, and what", "published", "waits for", "what is missing"),
        (
            [row["stage"], _named(row), str(row["published"]), str(row["waits_for"]), str(row["why"])]
            for row in sorted(rows, key=lambda row: WAITED_FOR.index(row["waits_for"]))
        ),
    )


def _row(row: Row) -> list[str]:
    return [
        str(row["quantity"]),
        _written(row["published"]),
        _written(row["computed"]),
        str(row["tolerance"]),
        "yes" if row["inside"] else "**no**",
        f"{row['why']} {row['cause']}".strip(),
    ]


def _named(row: Row) -> str:
    return f"{row['source']}: {row['quantity']}"


def _anchor(heading: str) -> str:
    """As GitHub and MyST name the anchor of a heading."""
    return "".join(letter for letter in heading.lower() if letter.isalnum() or letter in " -").replace(
        " ", "-"
    )


def _written(value: Any) -> str:
    return number(value) if isinstance(value, float) else str(value)
