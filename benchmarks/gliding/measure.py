"""How long glides take beside the same glides in C++.

`python benchmarks/gliding/measure.py` flies two kinds of glides of the HTV-2, as far as they go: even ones,
whose steering keeps them near equilibrium, and skipping ones, all lift all the time. It flies them by the
package and by `reference.cpp`, and writes its part of `docs/performance.json`. Some half a minute. How many
can be flown is measured in `benchmarks/flying`.
"""

from __future__ import annotations

import ctypes
import json
import os
import shutil
import subprocess
import tempfile
import time
from collections.abc import Callable
from dataclasses import replace
from math import inf, radians
from pathlib import Path
from typing import Any

import numpy as np

from opendome import threats
from opendome.arrays import Floats
from opendome.physics.constants import MEAN_RADIUS
from opendome.records.case import Case, EarthModel, Plays, Table, World
from opendome.records.trajectories import GLIDE_END, Trajectories
from opendome.scenario.gliders import Glide
from opendome.scenario.library import Library
from opendome.scenario.places import Place
from opendome.scenario.settle import FlightRequest, settle_flight

HERE = Path(__file__).resolve().parent
PAGE = HERE.parents[1] / "docs" / "performance.json"
COUNT = 1_000
RELEASES = {"even": (57.0, 6.9, -0.1), "skipping": (80.0, 6.0, -1.0)}
"""Heights [km], speeds [km/s] and slopes [deg] at release, below what the two say differently of thin air."""

STEERING = {"even": "equilibrium", "skipping": "constant_lift"}
STEPS_S = (8.0, 4.0, 2.0, 1.0)
TRUTH_S = 0.01
TURNS = 5
END = 30_500.0
"""Height at which a glide ends [m]."""


def unaimed(kind: str, count: int) -> World:
    """As many directions as glides, so that none is like another."""
    height, speed, angle = RELEASES[kind]
    release = {"altitude_km": height, "speed_km_per_s": speed, "flight_path_angle_deg": angle}
    written = Library().entry("threats", "htv-2").as_written()
    written |= {"steering": STEERING[kind], "release": release}
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


def in_cpp(code: ctypes.CDLL, kind: str, count: int, step: float) -> Floats:
    """Radius, angle, speed and slope at the end of each glide, (count, 4)."""
    height, speed, angle = RELEASES[kind]
    start = np.tile([MEAN_RADIUS + 1e3 * height, 0.0, 1e3 * speed, radians(angle)], (count, 1))
    ratio, out = np.full(count, 2.6), np.empty((count, 4))
    pointer = ctypes.POINTER(ctypes.c_double)
    arrays = [array.ctypes.data_as(pointer) for array in (start, ratio, out)]
    code.glides(
        ctypes.c_int64(count), arrays[0], arrays[1], ctypes.c_double(13_000.0),
        ctypes.c_int64(kind == "even"), ctypes.c_double(END), ctypes.c_double(step), arrays[2],
    )  # fmt: skip
    return out


def flown_by(flights: Trajectories) -> float:
    """Distance over the ground from the release to the end of the first glide [m]."""
    end = flights.position[flights.nodes_of(0, GLIDE_END)[0]]
    start = flights.position[0]
    return MEAN_RADIUS * float(np.arctan2(np.linalg.norm(np.cross(start, end)), start @ end))


def beside(code: ctypes.CDLL | None) -> list[dict[str, Any]]:
    """Both on one thread, in turn, and how far from the truth each ends."""
    found = []
    for kind in RELEASES:
        world = unaimed(kind, COUNT)
        flights = threats.fly(world)
        truth = flown_by(flights) if code is None else MEAN_RADIUS * in_cpp(code, kind, 1, TRUTH_S)[0, 1]
        methods: dict[str, tuple[Callable[[], Any], float]] = {
            "OpenDome": (lambda world=world: threats.fly(world), flown_by(flights))  # type: ignore[misc]
        }
        for step in STEPS_S if code is not None else ():
            assert code is not None
            end = MEAN_RADIUS * in_cpp(code, kind, 1, step)[0, 1]
            methods[f"C++, plain, {step:g} s"] = (
                lambda kind=kind, step=step: in_cpp(code, kind, COUNT, step), end  # type: ignore[misc]
            )  # fmt: skip
        seconds = dict.fromkeys(methods, inf)
        for _ in range(TURNS):
            for name, (work, _) in methods.items():
                started = time.process_time()  # both run on one thread; other work does not count
                work()
                seconds[name] = min(seconds[name], time.process_time() - started)
        found += [
            {"kind": kind, "method": name, "seconds": round(seconds[name], 4),
             "truth_km": round(truth / 1e3, 3), "error_m": round(abs(end - truth), 3),
             "nodes_count": round(float(flights.count.mean()), 1)}
            for name, (_, end) in methods.items()
        ]  # fmt: skip
    return found


def main() -> None:
    """Measure, and write beside what other benchmarks wrote."""
    os.environ["OPENDOME_THREADS"] = "1"
    threats.fly(unaimed("even", 10))  # compiles
    rows = beside(reference())
    for row in rows:
        print(row)
    whole = json.loads(PAGE.read_text("utf8"))
    whole["gliding"] = {"count": COUNT, "rows": rows}
    PAGE.write_text(json.dumps(whole, indent=1, ensure_ascii=False) + "\n", encoding="utf8", newline="\n")


if __name__ == "__main__":
    main()
