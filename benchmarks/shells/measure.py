"""How long it takes to say who reaches whom, beside the same in C++.

`python benchmarks/shells/measure.py` counts, for 160 missiles of 40 points launched at each of 1,440 moments,
the satellites of a shell of 2,000 that reach them; then shells of 500 to 50,000. It fails when C++ does not
count the same. Some two minutes; `--write` puts the numbers into `docs/performance.json`.
"""

from __future__ import annotations

import ctypes
import json
import os
import shutil
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from math import pi, radians
from pathlib import Path
from typing import Any

import numpy as np

sys.path.insert(0, str(Path(__file__).resolve().parents[1]))

from clock import best

from opendome.arrays import Floats, Integers
from opendome.choices.constellation.reaching.arcs import EDGE
from opendome.choices.constellation.reaching.reached import Boosts, count_reached, seen_from_planes
from opendome.choices.constellation.shells import Shell
from opendome.physics import orbits
from opendome.physics.constants import MEAN_RADIUS, ROTATION_RATE
from opendome.physics.frames import enu_axes

HERE = Path(__file__).resolve().parent
PAGE = HERE.parents[1] / "docs" / "performance.json"
MISSILES, POINTS, MOMENTS = 160, 40, 1_440
SPEED, ACCELERATION, DECIDED, BURN = 6e3, 15 * 9.80665, 60.0, 180.0
"""Of an interceptor [m/s], [m/s2]; when it may leave, and when the missile has burnt out [s]."""

SHELL = Shell(2_000, 40, 1, radians(60.0), 500e3)
GROWN = tuple(
    Shell(planes * slots, planes, 1, radians(60.0), 500e3)
    for planes, slots in ((20, 25), (40, 50), (100, 80), (200, 250))
)
REPEATS = 5


def boosts(seed: int = 1) -> Boosts:
    """Missiles from anywhere up to 60 degrees in any direction, that rise to 250 km and go 400 km."""
    draw = np.random.default_rng(seed)
    axes = enu_axes(np.radians(draw.uniform(-60, 60, MISSILES)), draw.uniform(-pi, pi, MISSILES))
    course = draw.uniform(0.0, 2.0 * pi, MISSILES)[:, None]
    way = np.sin(course) * axes[:, 0] + np.cos(course) * axes[:, 1]
    times = np.linspace(20.0, BURN, POINTS)
    height, gone = 250e3 * (times / BURN) ** 2, 400e3 * (times / BURN) ** 2.5 / MEAN_RADIUS
    up = np.cos(gone)[:, None] * axes[:, None, 2] + np.sin(gone)[:, None] * way[:, None]
    left = np.maximum(times - DECIDED, 0.0)
    burn = SPEED / ACCELERATION
    reach = np.where(left > burn, SPEED * (left - 0.5 * burn), 0.5 * ACCELERATION * left**2)
    rows = (MISSILES, 1)
    return Boosts(up * (MEAN_RADIUS + height)[:, None], np.tile(times, rows), np.tile(reach, rows))


class Reference:
    """The C++, compiled."""

    def __init__(self, compiler: str) -> None:
        file = Path(tempfile.mkdtemp()) / "reference.so"
        flags = ["-O3", "-march=native", "-shared", "-fPIC", "-pthread"]
        subprocess.run([compiler, *flags, "-o", str(file), str(HERE / "reference.cpp")], check=True)
        self.code = ctypes.CDLL(str(file))

    def count(self, shell: Shell, given: Boosts, moments: Floats, threads: int) -> Integers:
        """The same counts, one satellite after the other."""
        row = orbits.elements(shell.altitude, shell.altitude, shell.inclination, 0.0, 0.0, 0.0)
        rate, turn = row[orbits.MOTION] + row[orbits.PERIGEE_RATE], ROTATION_RATE - row[orbits.NODE_RATE]
        east = turn * given.time
        x, y, z = np.moveaxis(given.position / np.linalg.norm(given.position, axis=-1)[..., None], -1, 0)
        direction = np.stack(
            (x * np.cos(east) - y * np.sin(east), x * np.sin(east) + y * np.cos(east), z), axis=-1
        )
        caps = seen_from_planes(shell, given)[1]
        edge, middle = np.ascontiguousarray(caps[:, EDGE]), given.time.shape[1] // 2
        away = np.arccos(np.clip(np.sum(direction * direction[:, middle : middle + 1], axis=-1), -1.0, 1.0))
        away += rate * np.abs(given.time - given.time[:, middle : middle + 1])
        reach = np.where(edge <= 1.0, np.arccos(np.clip(edge, -1.0, 1.0)) + away, -1.0)
        wide = np.where(reach.max(axis=1) >= 0.0, np.cos(np.minimum(reach.max(axis=1) + 1e-9, pi)), 2.0)
        counts = np.zeros((len(edge), len(moments)), dtype=np.int64)
        double, whole = ctypes.c_double, ctypes.c_int64
        kept = [direction, rate * given.time, edge, wide, turn * moments, rate * moments]
        arrays = [np.ascontiguousarray(one) for one in kept]
        sizes = (len(edge), edge.shape[1], len(moments), shell.planes, shell.satellites // shell.planes)
        self.code.reached(
            *map(whole, (*sizes, shell.phasing)), double(shell.inclination),
            double(pi if shell.star else 2.0 * pi),
            *(one.ctypes.data_as(ctypes.POINTER(double)) for one in arrays), whole(threads),
            counts.ctypes.data_as(ctypes.POINTER(whole)),
        )  # fmt: skip
        return counts


def ours(shell: Shell, given: Boosts, moments: Floats, threads: int) -> Integers:
    """The counts by OpenDome, on so many threads."""
    os.environ["OPENDOME_THREADS"] = str(threads)
    try:
        return count_reached(shell, given, moments)
    finally:
        del os.environ["OPENDOME_THREADS"]


def _busy(work: Callable[[], Any]) -> float:
    """Seconds that a processor is busy with it: the shortest of several times."""
    taken = []
    for _ in range(REPEATS):
        started = time.process_time()
        work()
        taken.append(time.process_time() - started)
    return min(taken)


def measure() -> dict[str, Any]:
    """All times, and that both count the same."""
    given = boosts().above(0.0)
    moments: Floats = np.arange(MOMENTS, dtype=np.float64) * 60.0
    compiler = shutil.which("g++") or shutil.which("clang++")
    reference = Reference(compiler) if compiler else None
    count_reached(GROWN[0], given, moments[:10])  # compiles
    seconds: dict[str, float] = {}
    for threads in (1, 2):
        words = f"{threads} thread{'s' if threads > 1 else ''}"
        if reference:
            same = reference.count(SHELL, given, moments, threads)
            assert np.array_equal(same, ours(SHELL, given, moments, threads)), "not the same counts"
            seconds[f"C++, {words}"] = best(
                lambda n=threads: reference.count(SHELL, given, moments, n),
                REPEATS,
            )
        seconds[f"OpenDome, {words}"] = best(
            lambda n=threads: ours(SHELL, given, moments, n),
            REPEATS,
        )
    busy = {"OpenDome, 1 thread": _busy(lambda: ours(SHELL, given, moments, 1))}
    if reference:
        busy["C++, 1 thread"] = _busy(lambda: reference.count(SHELL, given, moments, 1))
    rows = []
    for shell in GROWN:
        row = {
            "satellites_count": shell.satellites,
            "planes_count": shell.planes,
            "reached_count": float(ours(shell, given, moments, 2).mean()),
            "count_s": best(lambda one=shell: ours(one, given, moments, 2), 3),
        }
        if reference:
            row["reference_s"] = best(
                lambda one=shell: reference.count(one, given, moments, 2),
                1,
            )
        rows.append(row)
        print(row)
    return {"seconds": seconds, "processor_s": busy, "rows": rows}


def main() -> None:
    """Measure, print, and write where asked."""
    before = os.getloadavg()[0]
    found = measure() | {"load_before": round(before, 2)}
    print(json.dumps(found, indent=1))
    if "--write" in sys.argv[1:]:
        whole = json.loads(PAGE.read_text("utf8")) | {"shells": found}
        PAGE.write_text(json.dumps(whole, indent=1) + "\n", encoding="utf8", newline="\n")


if __name__ == "__main__":
    main()
