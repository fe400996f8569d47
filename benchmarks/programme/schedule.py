"""How long dates take: `python benchmarks/programme/schedule.py`.

A schedule of 200 activities in 100,000 draws, on one core and on all, and by its parts: draws of the figures,
and the two passes. It prints, and writes nothing.
"""

from __future__ import annotations

import sys
from pathlib import Path

import numpy as np

sys.path.insert(0, str(Path(__file__).resolve().parents[1]))
sys.path.insert(0, str(Path(__file__).resolve().parents[2] / "tests"))

from clock import best

from dating import schedule_of
from opendome.programme import dates
from opendome.programme import network as passes
from opendome.records.network import network
from opendome.records.schedule import Schedule
from some_threads import threads

ACTIVITIES, DRAWS = 200, 100_000


def two_hundred() -> Schedule:
    """Activities that each wait for one or two of the dozen before them; every tenth is a milestone."""
    chance = np.random.default_rng(3)
    names = [f"a{number}" for number in range(ACTIVITIES)]
    after = [
        [
            names[one]
            for one in sorted(set(chance.integers(max(0, place - 12), place, min(place, 2)).tolist()))
        ]
        if place
        else []
        for place in range(ACTIVITIES)
    ]
    kinds = ["milestone" if place % 10 == 9 else "development" for place in range(ACTIVITIES)]
    return schedule_of(network(names, after), [(1.0, 2.0, 4.0)] * ACTIVITIES, "triangular", 0.3, kinds)


def main() -> int:
    """Measure."""
    plan = two_hundred()
    block = dates.figures(plan, 1, 0, dates.BLOCK)
    long = dates.durations(plan, block)
    start, finish = passes.forward(plan.network, long)
    whole = DRAWS / dates.BLOCK
    parts = {
        "draws of the figures": lambda: dates.figures(plan, 1, 0, dates.BLOCK),
        "forward pass": lambda: passes.forward(plan.network, long),
        "backward pass": lambda: passes.slack(plan.network, long, start, finish),
    }
    for name, part in parts.items():
        print(f"{name:24} {whole * best(part, 5):6.2f} s for {DRAWS:,} draws, one core")
    with threads(1):
        print(f"{'all, one core':24} {best(lambda: dates.dates(plan, 1, DRAWS), 3):6.2f} s")
    print(f"{'all, all cores':24} {best(lambda: dates.dates(plan, 1, DRAWS), 3):6.2f} s")
    return 0


if __name__ == "__main__":
    sys.exit(main())
