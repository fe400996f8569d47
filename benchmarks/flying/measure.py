"""How flights of each class grow with their number: 1,000, 10,000 and 100,000, none like another.

`python benchmarks/flying/measure.py` flies aimed ballistic missiles, aimed gliders, cruise missiles over
routes of their own, and what missiles with a bus let go, each number in a process of its own. It writes its
part of `docs/performance.json`. Some ten minutes, and up to 6 GB. Named classes alone: `… measure.py glide`.
"""

from __future__ import annotations

import json
import resource
import subprocess
import sys
import time
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from typing import Any

import numpy as np

sys.path.insert(0, str(Path(__file__).resolve().parents[1]))
sys.path.insert(0, str(Path(__file__).resolve().parents[1] / "trajectories"))

import missiles
from cruise.measure import world as cruising
from gliding.measure import aimed as gliding

from opendome import threats
from opendome.physics import nodes
from opendome.records.case import World
from opendome.records.trajectories import OK, Trajectories

PAGE = Path(__file__).resolve().parents[2] / "docs" / "performance.json"
COUNTS = (1_000, 10_000, 100_000)
BUS = "notional-liquid-icbm-bus"


def falling(world: World) -> World:
    """The same launches of a missile with a bus."""
    case = missiles.a_case(BUS)
    rows = world.case.launches.copy()
    rows["missile"] = case.launches["missile"][0]
    many = replace(case, launches=rows, routes=world.case.routes, threat_id=world.case.threat_id,
                   launch_name=world.case.launch_name, aim_name=world.case.aim_name)  # fmt: skip
    return missiles.world_of(many)


def objects(count: int) -> Callable[[], Trajectories]:
    """What flies so many objects; their missiles have been flown before."""
    few = falling(ballistic(10))
    each = len(threats.objects(few, threats.fly(few))) // 10
    world = falling(ballistic(-(-count // each)))
    flown = threats.fly(world)
    return lambda: threats.objects(world, flown, most=count).flights


def ballistic(count: int) -> World:
    """Launches from places of their own to places of their own."""
    return missiles.distinct_launches(count)


def raid(world: World) -> Callable[[], Trajectories]:
    """What flies a world."""
    return lambda: threats.fly(world)


CLASSES: dict[str, Callable[[int], Callable[[], Trajectories]]] = {
    "ballistic": lambda count: raid(ballistic(count)),
    "glide": lambda count: raid(gliding(count)),
    "cruise": lambda count: raid(cruising(count)),
    "object": objects,
}


def once(kind: str, count: int) -> dict[str, Any]:
    """One class and number, in this process."""
    CLASSES[kind](10)()  # loads what is compiled
    fly = CLASSES[kind](count)
    scale = 1e6 if sys.platform == "darwin" else 1e3
    before = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / scale
    start, worked = time.perf_counter(), time.process_time()
    flown = fly()
    taken, work = time.perf_counter() - start, time.process_time() - worked
    return {
        "class": kind, "count": len(flown), "nodes_count": len(flown.nodes),
        "fly_s": round(taken, 3), "processor_s": round(work, 3),
        "ok_fraction": round(float(np.mean(flown.status == OK)), 4),
        "nodes_MB": round(len(flown.nodes) * nodes.COLUMNS * 8 / 1e6, 1), "before_MB": round(before, 1),
        "memory_MB": round(resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / scale, 1),
    }  # fmt: skip


def main() -> None:
    """Measure each in a process of its own, and write beside what other benchmarks wrote."""
    asked = sys.argv[1:]
    if len(asked) == 2 and asked[1].isdecimal():
        print(json.dumps(once(asked[0], int(asked[1]))))
        return
    for kind in asked or CLASSES:
        for count in COUNTS:
            command = [sys.executable, __file__, kind, str(count)]
            said = subprocess.run(command, check=True, stdout=subprocess.PIPE, text=True).stdout
            _write(json.loads(said))


def _write(row: dict[str, Any]) -> None:
    """Put one row in its place among those of its class."""
    print(row, flush=True)
    whole = json.loads(PAGE.read_text("utf8"))
    mine = (row["class"], row["count"])
    kept = [one for one in whole.get("flying", []) if (one["class"], one["count"]) != mine]
    order = list(CLASSES)
    whole["flying"] = sorted([*kept, row], key=lambda one: (order.index(one["class"]), one["count"]))
    PAGE.write_text(json.dumps(whole, indent=1, ensure_ascii=False) + "\n", encoding="utf8", newline="\n")


if __name__ == "__main__":
    main()
