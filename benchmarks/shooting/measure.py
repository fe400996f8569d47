"""How long reaching and shooting take: `python benchmarks/shooting/measure.py`.

Times the stages of one world of the flagship with more missiles, and whole runs from the command line until
the answer stands, and writes both into `docs/performance.json`, from which `docs/generate.py` makes the page.
"""

from __future__ import annotations

import json
import subprocess
import sys
import tempfile
import time
from dataclasses import replace
from pathlib import Path

# what the benchmarks share lies beside their folders
sys.path.append(str(Path(__file__).resolve().parents[1]))

from clock import best, keep_bytecode

HERE = Path(__file__).resolve().parent
PAGE = HERE.parents[1] / "docs" / "performance.json"
SIZES = (10, 100, 1_000, 10_000)
REPEATS = {10: 9, 100: 9, 1_000: 5, 10_000: 2}
PLAYS = 64
RUNS = {
    "flagship": ["limited-raid"],
    "a hundred missiles at a dozen batteries": [str(HERE / "twelve-batteries.yaml")],
}
TIMES = 5


def size(count: int) -> dict[str, float]:
    """One world of a raid of so many missiles, two seconds apart, against all interceptors it asks for."""
    import numpy as np

    from opendome import engagement, interception, threats
    from opendome.records.case import Plays
    from opendome.scenario.library import Library
    from opendome.scenario.loading import load_scenario
    from opendome.scenario.settle import settle
    from opendome.simulate import follow

    library = Library()
    stock = f"architecture.interceptors.0.inventory_count={4 * count}"
    settings = (f"raid.0.count={count}", "raid.0.spacing_s=2", stock)
    case = settle(load_scenario("limited-raid", library, settings), library)
    world = replace(case.reference_world(Plays(1)), plays=np.arange(101, 101 + PLAYS))
    flights = threats.fly(world)
    seen, tracks = follow(world, flights)
    reach = interception.reach(world, flights)
    chances = engagement.opportunities(world, seen.sightings, tracks, reach)
    shots = engagement.engage(world, flights, chances)
    repeats = REPEATS[count]
    asked = (world, seen.sightings, tracks, reach)
    return {
        "threats_count": count,
        "shots_count": float(shots.used.sum() / PLAYS),
        "reach_s": best(lambda: interception.reach(world, flights), repeats),
        "opportunities_s": best(lambda: engagement.opportunities(*asked), repeats),
        "play_s": best(lambda: engagement.engage(world, flights, chances), repeats) / PLAYS,
    }


def whole(words: list[str]) -> dict[str, float]:
    """A run of 1,000 from a fresh process: until the answer stands, and until its files do [s]."""
    found = []
    for _ in range(TIMES):
        with tempfile.TemporaryDirectory() as folder:
            started = time.perf_counter()
            command = [sys.executable, "-c", "from opendome.cli import main; raise SystemExit(main())"]
            running = subprocess.Popen(
                [*command, "run", *words, "--out", folder, "--quiet"], stdout=subprocess.PIPE
            )
            assert running.stdout is not None
            running.stdout.readline()
            answered = time.perf_counter() - started
            running.stdout.read()
            assert running.wait() == 0
            found.append((answered, time.perf_counter() - started))
    return {"answer_s": min(one[0] for one in found), "all_files_s": min(one[1] for one in found)}


def main() -> None:
    """Measure, and write beside what other benchmarks wrote."""
    page = json.loads(PAGE.read_text("utf8")) if PAGE.exists() else {}
    keep_bytecode()
    whole(["limited-raid", "--runs", "20"])  # whatever is not compiled yet is compiled here
    page["shooting"] = {
        "rows": [size(count) for count in SIZES],
        "runs": {name: whole(words) for name, words in RUNS.items()},
    }
    PAGE.write_text(json.dumps(page, indent=1, ensure_ascii=False) + "\n", encoding="utf8", newline="\n")
    print(json.dumps(page["shooting"], indent=1))


if __name__ == "__main__":
    main()
