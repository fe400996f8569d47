"""What a user waits for: aiming, starting, and memory."""

from __future__ import annotations

import os
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Sequence
from pathlib import Path

# what the benchmarks share lies beside their folders
sys.path.append(str(Path(__file__).resolve().parents[1]))

import missiles
from clock import keep_bytecode

from opendome import compiled, threats
from opendome.records.case import Plays
from opendome.records.trajectories import OK

HERE = Path(__file__).parent
Timed = Callable[[int], object]
InTurn = Callable[[dict[str, tuple[Timed, int]], int], dict[str, float]]


def aiming(count: int, in_turn: InTurn) -> dict[str, float]:
    """Launches aimed and flown, a second; afresh, and in another world that starts from the first."""
    world = missiles.distinct_launches(count)
    case = world.case
    flown = threats.fly(world)
    if (flown.status != OK).any():
        raise SystemExit(f"{int((flown.status != OK).sum())} of {count} launches were not solved")
    other = next(row for row in case.worlds(Plays(40, seed=3)) if row.index == 1)

    def afresh(threads: int) -> object:
        os.environ[compiled.THREADS_SETTING] = str(threads)
        return threats.fly(world)

    def again(threads: int) -> object:
        os.environ[compiled.THREADS_SETTING] = str(threads)
        return threats.fly(other, near=flown)

    methods: dict[str, tuple[Timed, int]] = {}
    for name, method in (("launches_per_s", afresh), ("launches_per_s_in_another_world", again)):
        for threads in (1, 2):
            methods[f"{name}, {threads} thread{'s' * (threads > 1)}"] = method, threads
    return {name: count / seconds for name, seconds in in_turn(methods, 3).items()}


def _wait(command: Sequence[str], times: int, **settings: str) -> float:
    seen = []
    for _ in range(times):
        begin = time.perf_counter()
        subprocess.run(command, check=True, stdout=subprocess.DEVNULL, env={**os.environ, **settings})
        seen.append(time.perf_counter() - begin)
    return statistics.median(seen)


def start() -> dict[str, float]:
    """Seconds until a command has answered, and until the kernels are there."""
    keep_bytecode()
    opendome = str(Path(sys.executable).with_name("opendome"))
    load = [sys.executable, "-c", "import opendome.threats.ballistic.kernels"]
    _wait([opendome, "list", "threats"], 1)
    bare = _wait([sys.executable, "-c", "import numba, numpy, platformdirs"], 3)
    with tempfile.TemporaryDirectory() as folder:
        first = _wait(load, 1, OPENDOME_CACHE_DIR=folder)
        warm = _wait(load, 3, OPENDOME_CACHE_DIR=folder)
    return {
        "help_s": _wait([opendome, "--help"], 5),
        "list_threats_s": _wait([opendome, "list", "threats"], 5),
        "first_compile_s": first,
        "kernels_from_disk_s": warm,
        "of_which_numba_itself_s": bare,
    }


PEAK = """
import resource, sys
sys.path.insert(0, sys.argv[1])
import missiles
from opendome import threats
import opendome.threats.ballistic.kernels
world = missiles.programmed_launches(int(sys.argv[2]))
threats.fly(missiles.programmed_launches(8))
before = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
threats.fly(world)
print(before, resource.getrusage(resource.RUSAGE_SELF).ru_maxrss)
"""


def memory() -> dict[str, float]:
    """Peak memory of a process that flies so many launches, none alike, and few [MB]."""
    unit = 1e6 if sys.platform == "darwin" else 1e3
    found = {}
    for count in (1_000, 10_000):
        command = [sys.executable, "-c", PEAK, str(HERE), str(count)]
        seen = subprocess.run(command, check=True, stdout=subprocess.PIPE, text=True).stdout.split()
        found["before_MB"] = float(seen[0]) / unit
        found[f"{count}_launches_MB"] = float(seen[1]) / unit
    return found
