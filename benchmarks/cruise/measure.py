"""How long cruise missiles take to be flown: distinct routes from anywhere, with two way-points each.

`python benchmarks/cruise/measure.py` prints, for 1,000, 10,000 and 100,000 of them, the time of
`threats.fly`, the nodes of a flight and the memory of the process. Some half a minute, and 1.5 GB.
"""

from __future__ import annotations

import resource
import sys
from dataclasses import replace
from pathlib import Path

import numpy as np

sys.path.insert(0, str(Path(__file__).resolve().parents[1]))

from clock import best

from opendome import threats
from opendome.records.case import Plays, World
from opendome.records.trajectories import OK
from opendome.scenario.library import Library
from opendome.scenario.loading import load_threat
from opendome.scenario.places import Place
from opendome.scenario.settle import FlightRequest, settle_flight

COUNTS = (1_000, 10_000, 100_000)
MISSILE = "kalibr-class"
LEG_DEG = 5.0
"""Way-points and aim follow one another so far to the east, give or take three degrees each way."""


def world(count: int, seed: int = 1) -> World:
    """Launches from anywhere, no two alike."""
    name, spec = load_threat(MISSILE, Library(), [f"library.{MISSILE}.range_km=20000"])
    way = (Place("", 41.0, 56.0), Place("", 42.0, 61.0))
    case = settle_flight(
        name, spec, FlightRequest(Place("", 42.0, 51.0), Place("", 42.0, 66.0), way_points=way)
    )
    draw = np.random.default_rng(seed)
    rows = np.repeat(case.launches[:1], count)
    route = np.empty((count, 4, 2))
    route[:, 0] = np.stack((draw.uniform(-60.0, 70.0, count), draw.uniform(-180.0, 180.0, count)), axis=-1)
    for place in (1, 2, 3):
        east = np.stack((np.zeros(count), np.full(count, LEG_DEG)), axis=-1)
        route[:, place] = route[:, place - 1] + east + draw.uniform(-3.0, 3.0, (count, 2))
    route = np.radians(route)
    rows["latitude"], rows["longitude"] = route[:, 0].T
    rows["aim_latitude"], rows["aim_longitude"] = route[:, 3].T
    blank = ("",) * count
    many = replace(
        case, launches=rows, routes=np.ascontiguousarray(route[:, 1:3]), launch_name=blank, aim_name=blank,
        threat_id=tuple(f"launch-{row}" for row in range(count)),
    )  # fmt: skip
    return many.reference_world(Plays(1))


def main() -> None:
    """Measure, and print."""
    threats.fly(world(10))  # compiles
    for count in COUNTS:
        asked = world(count)
        flown = threats.fly(asked)
        taken = best(lambda asked=asked: threats.fly(asked), 2)  # type: ignore[misc]
        memory = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1e3
        print(
            f"{count:,} flights: {taken:.2f} s, {1e6 * taken / count:.0f} µs each, "
            f"{flown.count.mean():.0f} nodes, {np.mean(flown.status == OK):.1%} ok, {memory:,.0f} MB"
        )


if __name__ == "__main__":
    main()
