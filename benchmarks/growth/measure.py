"""How time and memory grow: `python benchmarks/growth/measure.py`.

Whole runs of the flagship, each in a process of its own that has everything compiled: raids of 10 to 10,000
missiles, and 10 to 100,000 runs of its own four missiles. Writes `docs/performance.json`, from which
`docs/generate.py` makes the page Performance and, with `--pictures`, its picture.
"""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path
from typing import Any

PAGE = Path(__file__).resolve().parents[2] / "docs" / "performance.json"
RAIDS = {10: (20, 3), 100: (20, 3), 1_000: (20, 2), 10_000: (2, 1)}
"""Missiles: how many runs, over how many worlds half as many, and how often it is measured."""

RUNS = {10: 3, 100: 3, 1_000: 3, 10_000: 1, 100_000: 1}
"""Runs of the flagship, and how often they are measured."""

PROGRAM = """
import json, resource, sys, time
from opendome.answers import finished_run
from opendome.answers.run import Question
from opendome.watch import SILENT

class Stages:
    # what the run says of its progress, with the time at which it says it
    def __init__(self): self.seen = []
    def step(self, what, done, of): self.seen.append((what, done, time.perf_counter()))
    def stopping(self): return False

count, runs = int(sys.argv[1]), int(sys.argv[2])
settings = () if count == 4 else (
    f"raid.0.count={count}", "raid.0.spacing_s=2", f"architecture.interceptors.0.inventory_count={4 * count}")
question = Question(scenario="limited-raid", runs=runs, settings=settings)
import opendome.threats.ballistic.kernels, opendome.interception.kernels, opendome.sensing.kernels
import opendome.tracking.kernels, opendome.engagement.kernels
asked = finished_run.settled(question)
watch = Stages()
from opendome.storage import Unfinished
begin = time.perf_counter()
made = finished_run.finished(asked, watch, Unfinished(None))
end = time.perf_counter()
worlds = [at for what, _, at in watch.seen if what == "worlds"]
scale = 1e6 if sys.platform == "darwin" else 1e3
print(json.dumps({
    "missiles_count": made.answer.threats_count, "runs_count": runs, "worlds_count": made.plays.worlds_count,
    "reference_world_s": worlds[1] - worlds[0], "all_worlds_s": made.durations["worlds"],
    "answer_s": end - begin, "memory_MB": resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / scale,
}))
"""


def run(missiles: int, runs: int, times: int) -> dict[str, Any]:
    """The quickest of several runs: on a shared machine all that is longer is somebody else's."""
    found = []
    for _ in range(times):
        command = [sys.executable, "-c", PROGRAM, str(missiles), str(runs)]
        said = subprocess.run(command, check=True, stdout=subprocess.PIPE, text=True).stdout
        found.append(json.loads(said))
        print(found[-1], flush=True)
    return min(found, key=lambda one: one["answer_s"])


def main() -> None:
    """Measure, and write beside what other benchmarks wrote."""
    run(4, 10, 1)  # whatever is not compiled yet is compiled here
    raids = [run(missiles, runs, times) for missiles, (runs, times) in RAIDS.items()]
    found = {"raids": raids, "runs": [run(4, runs, times) for runs, times in RUNS.items()]}
    whole = json.loads(PAGE.read_text("utf8")) if PAGE.exists() else {}
    whole["growth"] = found
    PAGE.write_text(json.dumps(whole, indent=1, ensure_ascii=False) + "\n", encoding="utf8", newline="\n")


if __name__ == "__main__":
    main()
