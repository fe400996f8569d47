"""How long glides take, and how much that is beside the same glides in C++.

`python benchmarks/gliding/measure.py` prints both: skipping glides of the HTV-2 with lift-to-drag ratios of
their own, flown as far as they go, beside `reference.cpp`; then aimed even glides, 1,000 and 10,000, none
alike. Some two minutes.
"""

from __future__ import annotations

import ctypes
import os
import resource
import shutil
import subprocess
import sys
import tempfile
from dataclasses import replace
from math import radians
from pathlib import Path

import numpy as np

sys.path.insert(0, str(Path(__file__).resolve().parents[1]))

from clock import best

from opendome import threats
from opendome.physics.constants import MEAN_RADIUS
from opendome.records.case import Case, EarthModel, Plays, Table, World
from opendome.records.trajectories import OK
from opendome.scenario.gliders import Glide
from opendome.scenario.library import Library
from opendome.scenario.places import Place
from opendome.scenario.settle import FlightRequest, settle_flight

HERE = Path(__file__).resolve().parent
COUNT, SIZES = 1_000, (1_000, 10_000, 100_000)
STEPS_S = (1.0, 0.25)
END = 30_500.0


def skipping(count: int) -> World:
    """As many directions as glides, so that none is like another."""
    written = Library().entry("threats", "htv-2").as_written() | {"steering": "constant_lift"}
    case = settle_flight(
        "htv-2", Glide.model_validate(written),
        FlightRequest(Place("", 0.0, 0.0), azimuth_deg=90.0, maximum_range=True),
        EarthModel(rotating=False, spherical=True),
    )  # fmt: skip
    rows = np.repeat(case.launches[:1], count)
    rows["azimuth"] = np.linspace(0.0, 2.0 * np.pi, count, endpoint=False)
    return many(case, rows).reference_world(Plays(1))


def aimed(count: int, seed: int = 1) -> World:
    """Even glides from anywhere to some place within reach."""
    spec = Library().entry("threats", "htv-2")
    assert isinstance(spec, Glide)
    case = settle_flight("htv-2", spec, FlightRequest(Place("", 0.0, 0.0), Place("", 0.0, 35.0)))
    draw = np.random.default_rng(seed)
    rows = np.repeat(case.launches[:1], count)
    rows["latitude"] = np.radians(draw.uniform(-40.0, 40.0, count))
    rows["longitude"] = np.radians(draw.uniform(-180.0, 180.0, count))
    rows["aim_latitude"] = rows["latitude"] + np.radians(draw.uniform(-15.0, 15.0, count))
    rows["aim_longitude"] = rows["longitude"] + np.radians(draw.uniform(22.0, 32.0, count))
    return many(case, rows).reference_world(Plays(1))


def many(case: Case, rows: Table) -> Case:
    """The same case with other launches."""
    blank = ("",) * len(rows)
    names = tuple(f"launch-{row}" for row in range(len(rows)))
    routes = np.full((len(rows), 0, 2), np.nan)
    return replace(case, launches=rows, routes=routes, threat_id=names, launch_name=blank, aim_name=blank)


def reference() -> ctypes.CDLL | None:
    """The C++ compiled, or None where no compiler is."""
    compiler = shutil.which("g++") or shutil.which("clang++")
    if compiler is None:
        return None
    file = Path(tempfile.mkdtemp()) / "reference.so"
    flags = ["-O3", "-march=native", "-shared", "-fPIC"]
    subprocess.run([compiler, *flags, "-o", str(file), str(HERE / "reference.cpp")], check=True)
    return ctypes.CDLL(str(file))


def beside() -> None:
    """Print both, one thread each, and how far apart they end."""
    world = skipping(COUNT)
    os.environ["OPENDOME_THREADS"] = "1"
    flights = threats.fly(world)
    ours = best(lambda: threats.fly(world), 3)
    print(f"OpenDome, {COUNT:,} skipping glides, 1 thread: {ours:.3f} s")
    code = reference()
    if code is None:
        print("no C++ compiler here")
        return
    start = np.tile([MEAN_RADIUS + 100e3, 0.0, 6_010.0, radians(-5.03)], (COUNT, 1))
    lift, out = np.full(COUNT, 2.6), np.empty((COUNT, 4))
    pointer = ctypes.POINTER(ctypes.c_double)
    arrays = [array.ctypes.data_as(pointer) for array in (start, lift, out)]
    for step in STEPS_S:

        def run(step: float = step) -> None:
            code.glides(
                COUNT, arrays[0], arrays[1], ctypes.c_double(13_000.0), ctypes.c_double(END),
                ctypes.c_double(step), arrays[2],
            )  # fmt: skip

        taken = best(run, 3)
        print(f"C++, plain, {step:g} s, 1 thread: {taken:.3f} s; {taken / ours:.2f} times OpenDome")
    last = int(np.flatnonzero(flights.altitude[0, : flights.count[0]] >= END)[-1])
    speed = float(np.linalg.norm(flights.velocity[0, last]))
    print(f"speed at {END / 1e3:g} km: OpenDome {speed:,.1f} m/s, C++ {out[0, 2]:,.1f} m/s")
    del os.environ["OPENDOME_THREADS"]


def main() -> None:
    """Measure, and print."""
    threats.fly(aimed(10))  # compiles
    beside()
    for count in SIZES:
        world = aimed(count)
        flown = threats.fly(world)
        taken = best(lambda world=world: threats.fly(world), 1)  # type: ignore[misc]
        memory = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1e3
        print(
            f"{count:,} aimed glides: {taken:.2f} s, {1e3 * taken / count:.2f} ms each, "
            f"{flown.count.mean():.0f} nodes, {np.mean(flown.status == OK):.1%} ok, {memory:,.0f} MB"
        )
        del flown


if __name__ == "__main__":
    main()
