"""Measure flights against C++ and NumPy: `python benchmarks/trajectories/measure.py`.

Prints a table and writes docs/performance.json, from which the page Performance is made. Everything that is
compared is measured in one process, in turn, so that a busy machine slows all alike.
"""

from __future__ import annotations

import json
import os
import platform
import statistics
import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

import compilers
import given
import missiles
import numba
import numpy as np
import numpy_flight
import uses

from opendome import compiled
from opendome.arrays import Floats
from opendome.physics.frames import carried, turned
from opendome.threats.ballistic import notes as noted
from opendome.threats.ballistic.aim import FINE

COUNT = 1_000
THREADS = (1, 2)
ROUGHLY = "OpenDome, as exact as steps of 1 s"
TURNS = 7
"""How often everything is measured."""

TRUTH = 1e-13
"""Tolerance of the flights that the others' errors are measured against."""

SAME_KM = 0.001
"""The benchmark fails when two that take the same steps differ by more, at the end of 2,000 s …"""

AGREE_KM = 0.05
"""… or when the package differs by more from steps of an eighth of a second."""

SHORT = 0.125
"""Steps whose error is about that of the package [s]."""

TOLERANCES = (1e-4, 3e-5, 1e-5, 3e-6, 1e-6, 3e-7, 1e-7, 3e-8, 1e-8, 3e-9, 1e-9, 3e-10, 1e-10)
PAGE = Path(__file__).resolve().parents[2] / "docs" / "performance.json"

Timed = Callable[[int], object]
"""Takes the number of threads."""


def kernel_flight(asked: missiles.Flights, tolerance: float, rows: int) -> Callable[[int], Floats]:
    """The package's flight: from threads to the summaries, or with room for nodes to the end states, ECEF."""
    launches, steered = asked.given(), np.stack((asked.azimuth, asked.kick, np.ones(len(asked))), axis=-1)

    def fly(threads: int) -> Floats:
        summary, end = np.zeros((len(asked), noted.SUMMARY)), np.zeros((len(asked), 6))

        def work(first: int, last: int) -> None:
            part = slice(first, last)
            given.fly_given(
                launches[part], asked.segments, asked.drag, steered[part], tolerance, rows,
                summary[part], end[part], given.scratch(rows),
            )  # fmt: skip

        os.environ[compiled.THREADS_SETTING] = str(threads)
        compiled.over(work, len(asked), 8)
        return end if rows else summary[:, noted.IMPACT : noted.IMPACT + 3]

    return fly


def ecef(state: Floats, asked: missiles.Flights) -> Floats:
    """Places and velocities of the references, turned into the axes of the Earth, (flight, 6)."""
    angle = np.full(len(state), asked.earth[4] * missiles.SECONDS)
    place = turned(state[:, :3], angle)
    return np.concatenate((place, turned(state[:, 3:], angle) - carried(place)), axis=-1)


def apart(states: Floats, other: Floats) -> Floats:
    """Distance between two methods' places at the end [km], (flight,)."""
    return np.asarray(np.linalg.norm(states[:, :3] - other[:, :3], axis=-1) / 1e3)


def in_turn(methods: dict[str, tuple[Timed, int]], turns: int) -> dict[str, float]:
    """Median seconds of each method, all measured once before any is measured again."""
    seen: dict[str, list[float]] = {name: [] for name in methods}
    for _ in range(turns):
        for name, (method, threads) in methods.items():
            begin = time.perf_counter()
            method(threads)
            seen[name].append(time.perf_counter() - begin)
    return {name: statistics.median(times) for name, times in seen.items()}


def as_good_as(error: float, asked: missiles.Flights, truth: Floats) -> float:
    """The loosest tolerance whose median error is no larger than this [km]."""
    for tolerance in TOLERANCES:
        if np.median(apart(kernel_flight(asked, tolerance, 2048)(1), truth)) <= error:
            return tolerance
    return TOLERANCES[-1]


def trajectories(folder: Path) -> dict[str, Any]:
    """The flights by every method: times, ratios and how far apart their ends are."""
    asked = missiles.flights(COUNT)
    truth = kernel_flight(asked, TRUTH, 8192)(2)
    ends = {
        "NumPy, 1 s": ecef(numpy_flight.fly(asked, 1.0), asked),
        "OpenDome": kernel_flight(asked, FINE, 2048)(2),
    }
    methods: dict[str, tuple[Timed, int]] = {}
    for name, source, options in compilers.REFERENCES if compilers.compiler() else ():
        library = compilers.build(folder, source, options)
        for step in (1.0, SHORT):
            fly = compilers.flown_by(library, asked, step)
            ends[f"{name}, {step:g} s"] = ecef(fly(2), asked)
            for threads in THREADS:
                methods[f"{name}, {step:g} s, {threads} thread{'s' * (threads > 1)}"] = fly, threads
    matched = as_good_as(float(np.median(apart(ends["NumPy, 1 s"], truth))), asked, truth)
    ends[ROUGHLY] = kernel_flight(asked, matched, 2048)(2)
    for name, tolerance in (("OpenDome", FINE), (ROUGHLY, matched)):
        fly = kernel_flight(asked, tolerance, 0)
        for threads in THREADS:
            methods[f"{name}, {threads} thread{'s' * (threads > 1)}"] = fly, threads
    seconds = in_turn(methods, TURNS)
    slow = in_turn({"NumPy, 1 s, 1 thread": (lambda _: numpy_flight.fly(asked, 1.0), 1)}, 3)
    return {
        "seconds": slow | seconds,
        "tolerance": FINE,
        "matched_tolerance": matched,
        "disagreements": disagreements(ends),
        "error_km": {name: _spread(apart(end, truth)) for name, end in ends.items()},
    }


def disagreements(ends: dict[str, Floats]) -> list[str]:
    """Pairs of methods that should land on one another, and do not."""
    few = missiles.flights(60)
    short = ecef(numpy_flight.fly(few, SHORT), few)
    pairs = [("NumPy, short steps", "OpenDome", apart(short, kernel_flight(few, FINE, 2048)(1)), AGREE_KM)]
    for step in (1.0, SHORT):
        same = [name for name in ends if name.endswith(f", {step:g} s")]
        pairs += [(same[0], name, apart(ends[same[0]], ends[name]), SAME_KM) for name in same[1:]]
        if step == SHORT:
            pairs += [(name, "OpenDome", apart(ends[name], ends["OpenDome"]), AGREE_KM) for name in same]
    return [
        f"{one} and {other} differ by {off.max():.3g} km; {limit} km are allowed."
        for one, other, off, limit in pairs
        if not off.max() <= limit  # not a number is a disagreement too
    ]


def _spread(errors: Floats) -> dict[str, float]:
    return {"median": float(f"{np.median(errors):.2g}"), "largest": float(f"{errors.max():.2g}")}


def machine() -> dict[str, Any]:
    """What it was measured on."""
    names = [line.split(":")[1].strip() for line in _lines("/proc/cpuinfo") if line.startswith("model name")]
    return {
        "processor": names[0] if names else platform.processor() or platform.machine(),
        "processors_count": os.cpu_count() or 1,
        "load_before": round(os.getloadavg()[0], 2) if hasattr(os, "getloadavg") else None,
        "python": platform.python_version(),
        "numba": numba.__version__,
        "numpy": np.__version__,
    }


def _lines(file: str) -> list[str]:
    path = Path(file)
    return path.read_text("utf8").splitlines() if path.exists() else []


def main() -> int:
    """Measure, print and write; 1 when the methods disagree."""
    found: dict[str, Any] = {"machine": machine()}
    with tempfile.TemporaryDirectory() as folder:
        found["trajectories"] = trajectories(Path(folder))
    found["aiming"] = uses.aiming(COUNT, in_turn)
    found["start"] = uses.start()
    found["memory"] = uses.memory()
    show(found)
    wrong = found["trajectories"].pop("disagreements")
    if wrong:
        print(*wrong, "Nothing was written.", sep="\n")
        return 1
    others = json.loads(PAGE.read_text("utf8")) if PAGE.exists() else {}
    text = json.dumps(others | _rounded(found), indent=1) + "\n"
    PAGE.write_text(text, encoding="utf8", newline="\n")
    print(f"wrote {PAGE.relative_to(PAGE.parents[1])}; now run: python docs/generate.py")
    return 0


def show(found: dict[str, Any]) -> None:
    """Print what was found."""
    flown = found["trajectories"]
    best = flown["seconds"]["OpenDome, 2 threads"]
    print(f"{COUNT:,} three-stage flights over 2,000 s")
    for name, value in flown["seconds"].items():
        print(f"  {name:46} {value:8.3f} s  {value / best:7.2f} times OpenDome on 2 threads")
    for name, error in flown["error_km"].items():
        print(f"  {name:46} {error['median']:8.2g} km off, at most {error['largest']:.2g} km")
    for group in ("aiming", "start", "memory"):
        print(group)
        for name, value in found[group].items():
            print(f"  {name:46} {value:10.3g}")


def _rounded(value: Any) -> Any:
    if isinstance(value, dict):
        return {key: _rounded(each) for key, each in value.items()}
    return float(f"{value:.3g}") if isinstance(value, float) else value


if __name__ == "__main__":
    sys.exit(main())
