"""100,000 draws of sixty elements, and one changed figure: `python benchmarks/programme/costs.py`."""

from __future__ import annotations

import resource
import sys
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

sys.path.insert(0, str(Path(__file__).resolve().parent.parent.parent / "tests"))

from opendome.programme import cost
from programmes import programme_of

ELEMENTS, YEARS = 60, 25
GROWTH = {"development_factor": (1.16, 1.46, 2.26), "procurement_factor": (1.16, 1.4, 1.65),
          "variation_fraction": (0.2, 0.3, 0.5), "correlation_fraction": (0.0, 0.3, 0.6)}  # fmt: skip


def element(number: int) -> dict[str, Any]:
    """A satellite, an interceptor with a learning line, or a site, in turn; every figure with a range."""
    size = 1.0 + number % 7
    shared = {"development_usd": (800.0, 1_000.0 * size, 9_000.0), "development_year": (3.0, 5.0, 8.0),
              "operations_usd_per_year": (0.05, 0.1, 0.3), "lead_year": (1.0, 2.0, 3.0),
              "spare_fraction": (0.0, 0.05, 0.1), "disposal_usd": (0.0, 0.1, 0.2)}  # fmt: skip
    if number % 3 == 0:
        return {**shared, "unit_usd": (18.0, 22.0, 30.0), "life_year": (4.0, 5.0, 7.0),
                "quantity_count": 130.0 * size, "launch_mass_kg": (1_500.0, 1_900.0, 2_500.0),
                "launch_usd_per_kg": (500.0, 780.0, 1_500.0)}  # fmt: skip
    if number % 3 == 1:
        return {**shared, "unit_usd": (10.0, 12.4, 15.0), "theory": "unit",
                "slope_fraction": (0.85, 0.92, 0.98), "quoted_for_count": 192.0,
                "quantity_count": 90.0 * size, "produced_per_year_count": (32.0, 96.0, 200.0),
                "attrition_per_year_fraction": (0.0, 0.01, 0.03),
                "line_usd_per_year": (10.0, 50.0, 100.0)}  # fmt: skip
    return {**shared, "unit_usd": (300.0, 900.0, 1_200.0), "construction_usd": (500.0, 3_000.0, 4_000.0),
            "quantity_count": size, "operations_fixed_usd_per_year": (100.0, 270.0, 400.0)}  # fmt: skip


def timed(work: Callable[[], object]) -> tuple[float, float]:
    """Wall and processor seconds."""
    before, begin = resource.getrusage(resource.RUSAGE_SELF), time.perf_counter()
    work()
    wall, after = time.perf_counter() - begin, resource.getrusage(resource.RUSAGE_SELF)
    spent = after.ru_utime - before.ru_utime + after.ru_stime - before.ru_stime
    return wall, spent


def main() -> None:
    """Print what each size takes."""
    programme = programme_of(*(element(number) for number in range(ELEMENTS)), years=YEARS, growth=GROWTH)
    print(f"{ELEMENTS} elements, {len(programme.figures)} figures, {YEARS} years")
    cost.drawn(programme, 1, 100)
    for name, work in (
        ("one changed figure, 2,000 draws", lambda: cost.drawn(programme, 1, 2_000)),
        ("point and movers", lambda: (cost.point(programme), cost.movers(programme))),
        ("10,000 draws", lambda: cost.drawn(programme, 1, 10_000)),
        ("100,000 draws", lambda: cost.drawn(programme, 1, 100_000)),
    ):
        wall, spent = timed(work)
        print(f"{name:34} {wall:7.3f} s, processor {spent:7.3f} s")


if __name__ == "__main__":
    main()
