"""How long learning takes: `python benchmarks/programme/learning.py`.

What 60 elements cost in first units, in 100,000 draws of their slopes and quantities: by arrays, by the plain
numbers that kernels compile, and by adding up every unit. The loops go over a part of the draws, and are held
against the arrays there. It prints, and writes nothing.
"""

from __future__ import annotations

import sys
from math import log2
from pathlib import Path

import numpy as np

sys.path.insert(0, str(Path(__file__).resolve().parents[1]))

from clock import best

from opendome.arrays import Floats
from opendome.compiled import kernel
from opendome.programme.learning import sum_of_powers, units_worth
from opendome.randomness import uniforms

DRAWS, ELEMENTS = 100_000, 60
WALKED = 50
"""So many draws are added up unit by unit."""


@kernel("void(f8[:,::1], f8[:,::1], f8[:,::1])")
def fill(slope: Floats, quantity: Floats, totals: Floats) -> None:
    """Fill totals of the unit theory (draw, element)."""
    for draw in range(slope.shape[0]):
        for element in range(slope.shape[1]):
            totals[draw, element] = sum_of_powers(0.0, quantity[draw, element], np.log2(slope[draw, element]))


def drawn() -> tuple[Floats, Floats]:
    """Slopes of 80 to 95 %, and quantities from 10 to 10,000 by tens (draw, element)."""
    shares = uniforms(1, "benchmark", "learning", np.arange(DRAWS, dtype=np.int64), 2 * ELEMENTS)
    return 0.8 + 0.15 * shares[:, :ELEMENTS], np.floor(10.0 ** (1.0 + 3.0 * shares[:, ELEMENTS:]))


def walked(slope: Floats, quantity: Floats) -> Floats:
    """Every unit's price, added up in plain Python."""
    totals = np.empty(slope.shape)
    for at in np.ndindex(slope.shape):
        power = log2(slope[at])
        totals[at] = sum(unit**power for unit in range(1, int(quantity[at]) + 1))
    return totals


def main() -> int:
    """Measure, and hold all ways against each other."""
    slope, quantity = drawn()
    slope, quantity = np.ascontiguousarray(slope), np.ascontiguousarray(quantity)
    totals = np.empty(slope.shape)
    fill(slope, quantity, totals)
    arrays = units_worth("unit", slope, 0.0, quantity)
    some = slope[:WALKED], quantity[:WALKED]
    np.testing.assert_allclose(totals, arrays, rtol=1e-12)
    np.testing.assert_allclose(walked(*some), arrays[:WALKED], rtol=1e-9)
    whole = DRAWS / WALKED
    for words, seconds in (
        ("compiled plain numbers", best(lambda: fill(slope, quantity, totals), 3)),
        ("arrays", best(lambda: units_worth("unit", slope, 0.0, quantity), 3)),
        (f"every unit, of {WALKED} draws, times {whole:,.0f}", whole * best(lambda: walked(*some), 1)),
    ):
        print(f"{words:<40} {seconds:10.3f} s  {seconds / slope.size * 1e9:12,.0f} ns a total")
    return 0


if __name__ == "__main__":
    sys.exit(main())
