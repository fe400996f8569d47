"""Mutants: files of the library, damaged in a way that their number alone decides."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from pathlib import Path
from random import Random

import mutated_text
import mutated_values

ROOT = Path(__file__).resolve().parents[2]
LIBRARY = ROOT / "src" / "opendome" / "library"
EXAMPLES = ROOT / "examples"
SHARES = {"scenarios": 0.40, "threats": 0.14, "sensors": 0.11, "interceptors": 0.10, "costs": 0.10,
          "paths": 0.04, "budgets": 0.03, "totals": 0.02, "projects": 0.01, "sites": 0.05}  # fmt: skip
"""How often each kind of file is taken; within a kind all files alike."""

VALUES_SHARE = 0.5
"""How often a change is one of values; the others are of text."""


@dataclass(frozen=True)
class Mutant:
    """One damaged file.

    Attributes:
        number: What makes it again.
        start: The file it was.
        kind: Folder of the library that it belongs to.
        ways: What was done to it, in order.
        raw: Its bytes.
    """

    number: int
    start: Path
    kind: str
    ways: tuple[str, ...]
    raw: bytes


@cache
def starts() -> dict[str, tuple[Path, ...]]:
    """By kind, every file of the library and of the examples."""
    found = {kind: sorted((LIBRARY / kind).glob("*.yaml")) for kind in SHARES}
    found["scenarios"] += sorted(EXAMPLES.glob("*.yaml"))
    for kind in ("threats", "sensors", "interceptors", "costs", "budgets"):
        found[kind] += sorted((EXAMPLES / "equipment" / kind).glob("*.yaml"))
    return {kind: tuple(files) for kind, files in found.items()}


@cache
def _text(file: Path) -> str:
    return file.read_text(encoding="utf8")


@cache
def _weights(table: str) -> tuple[tuple[str, ...], tuple[float, ...]]:
    names = tuple(mutated_values.WAYS if table == "values" else mutated_text.WAYS)
    return names, tuple(0.2 if name in mutated_text.RARE else 1.0 for name in names)


def mutant(number: int) -> Mutant:
    """The mutant of this number; the same one each time while library and ways stay as they are."""
    lot = Random(f"mutant {number}")
    (kind,) = lot.choices(tuple(SHARES), tuple(SHARES.values()))
    start = lot.choice(starts()[kind])
    made: str | bytes = _text(start)
    ways: list[str] = []
    for _ in range(lot.choices((1, 2, 3, 5), (0.6, 0.25, 0.1, 0.05))[0]):
        if isinstance(made, bytes):
            break  # no text any more
        table = "values" if lot.random() < VALUES_SHARE else "text"
        (name,) = lot.choices(*_weights(table))
        way = mutated_values.WAYS[name] if table == "values" else mutated_text.WAYS[name]
        made = way(made, lot)
        ways.append(name)
    raw = made if isinstance(made, bytes) else made.encode("utf8", "surrogatepass")
    return Mutant(number, start, kind, tuple(ways), raw)
