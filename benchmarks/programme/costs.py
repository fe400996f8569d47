"""What counting costs and dates takes: `python benchmarks/programme/costs.py`.

Sixty elements with every figure drawn, a schedule of 200 activities, both together, and one changed figure.
`--write` puts the numbers into `docs/performance.json`.
"""

from __future__ import annotations

import json
import os
import resource
import sys
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

sys.path.insert(0, str(Path(__file__).resolve().parent.parent.parent / "tests"))

from schedule import two_hundred

from opendome.programme import cost, dates
from programmes import programme_of

PAGE = Path(__file__).resolve().parents[2] / "docs" / "performance.json"
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


def timed(work: Callable[[], object]) -> dict[str, float]:
    """Wall and processor seconds, the shortest of three."""
    found = []
    for _ in range(3):
        before, begin = resource.getrusage(resource.RUSAGE_SELF), time.perf_counter()
        work()
        wall, after = time.perf_counter() - begin, resource.getrusage(resource.RUSAGE_SELF)
        found.append((wall, after.ru_utime - before.ru_utime + after.ru_stime - before.ru_stime))
    return {"wall_s": min(found)[0], "processor_s": min(one for _, one in found)}


def main() -> None:
    """Measure, print, and write where asked."""
    load = round(os.getloadavg()[0], 2)
    programme = programme_of(*(element(number) for number in range(ELEMENTS)), years=YEARS, growth=GROWTH)
    plan = two_hundred()
    cost.drawn(programme, 1, 100)

    def both() -> None:
        cost.drawn(programme, 1, 100_000)
        dates.dates(plan, 1, 100_000, kept=0)

    rows = {
        "one changed figure: the point, what moves it, 2,000 draws": lambda: (
            cost.point(programme), cost.movers(programme), cost.drawn(programme, 1, 2_000)
        ),
        "10,000 draws of 60 elements": lambda: cost.drawn(programme, 1, 10_000),
        "100,000 draws of 60 elements": lambda: cost.drawn(programme, 1, 100_000),
        "100,000 draws of 200 activities": lambda: dates.dates(plan, 1, 100_000, kept=0),
        "both of these": both,
    }  # fmt: skip
    found = {"load_before": load, "figures_count": len(programme.figures), "rows": {}}
    for name, work in rows.items():
        found["rows"][name] = timed(work)
        print(f"{name:58} {found['rows'][name]}")
    if "--write" in sys.argv[1:]:
        whole = json.loads(PAGE.read_text("utf8")) | {"programme": found}
        PAGE.write_text(json.dumps(whole, indent=1) + "\n", encoding="utf8", newline="\n")


if __name__ == "__main__":
    main()
