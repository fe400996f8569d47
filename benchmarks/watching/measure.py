"""How long seeing and tracking take: `python benchmarks/watching/measure.py`.

Flies raids of the flagship's missiles, sees and tracks each raid with the flagship's sensors, and writes what
it took into `docs/performance.json`, from which `docs/generate.py` makes the page Performance.
"""

from __future__ import annotations

import json
import os
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

ROOT = Path(__file__).resolve().parents[2]

# what the benchmarks share lies beside their folders
sys.path.append(str(Path(__file__).resolve().parents[1]))

from clock import best  # noqa: E402 - it is found by the line above

PAGE = ROOT / "docs" / "performance.json"
SIZES = (10, 100, 1_000, 10_000)
BESIDE = (10, 100, 1_000)
"""Raids of which two worlds are run at the same time as well."""

WORLDS = 4
"""Worlds of which a world beside another is measured."""

REPEATS = {10: 15, 100: 15, 1_000: 4, 10_000: 1}


def size(count: int) -> dict[str, float]:
    """One raid of so many missiles, two seconds apart."""
    from opendome import outcomes, threats
    from opendome.records.case import Plays
    from opendome.scenario.library import Library
    from opendome.scenario.loading import load_scenario
    from opendome.scenario.settle import settle
    from opendome.simulate import follow

    library = Library()
    settings = (f"raid.0.count={count}", "raid.0.spacing_s=2")
    case = settle(load_scenario("limited-raid", library, settings), library)
    world = case.reference_world(Plays(1))
    flights = threats.fly(world)
    seen, tracks = follow(world, flights)
    found: dict[str, float] = {
        "threats_count": count,
        "sensors_count": len(case.sensors),
        "detections_count": len(seen.rows),
        "nodes_count": len(tracks.time),
    }
    for threads in (1, 2):
        os.environ["OPENDOME_THREADS"] = str(threads)
        found[f"see_and_track_{threads}_s"] = best(lambda: follow(world, flights), REPEATS[count])
    if count in BESIDE:
        whole = best(lambda: two_beside(lambda: follow(world, flights)), REPEATS[count])
        found["two_worlds_at_once_s"] = whole / WORLDS
    found["score_s"] = best(lambda: outcomes.know(world, flights, seen.sightings, tracks), REPEATS[count])
    return found


def two_beside(work: Callable[[], Any]) -> None:
    """Worlds, two at a time and each on a thread of its own, as a run of a small raid has them."""
    from opendome.compiled import ahead

    for _ in ahead(lambda _: work(), range(WORLDS), 2):
        pass


def spinning() -> float:
    """How much of a second processor there is: two loops side by side, in times one alone."""
    import subprocess

    program = (
        "import time\nt=time.perf_counter()\nfor _ in range(6_000_000): pass\nprint(time.perf_counter()-t)"
    )

    def run(several: int) -> float:
        running = [
            subprocess.Popen([sys.executable, "-c", program], stdout=subprocess.PIPE) for _ in range(several)
        ]
        return max(float(one.communicate()[0]) for one in running)

    alone = min(run(1) for _ in range(3))
    return min(run(2) for _ in range(3)) / alone


def main() -> None:
    """Measure, and write beside what other benchmarks wrote."""
    whole = json.loads(PAGE.read_text("utf8")) if PAGE.exists() else {}
    whole["watching"] = {"rows": [size(count) for count in SIZES], "two_loops_over_one": spinning()}
    PAGE.write_text(json.dumps(whole, indent=1, ensure_ascii=False) + "\n", encoding="utf8", newline="\n")
    print(json.dumps(whole["watching"], indent=1))


if __name__ == "__main__":
    main()
