"""Headline numbers of the ready scenarios, each with a fixed seed and few plays, rounded.

`python tests/golden/headlines.py --write` computes them and writes `headlines.json` beside this file. A
number that moves is news: `docs/changes-of-results.md` says from what to what, and why.
"""

from __future__ import annotations

import json
import sys
from functools import cache
from pathlib import Path

from opendome import outcomes
from opendome.outcomes import bands
from opendome.outcomes.milestones import first
from opendome.records import trajectories as flown
from opendome.records.case import Case, Plays
from opendome.records.defence import LAYERS
from opendome.records.outcomes import Outcomes
from opendome.scenario.library import Library
from opendome.scenario.loading import load_scenario
from opendome.scenario.settle import settle
from opendome.simulate import WorldRun, simulate

FILE = Path(__file__).with_name("headlines.json")

RUNS, SEED = 20, 1
"""So few plays say little of a raid, and move as soon as a model does."""

DIGITS = 4
"""Significant digits that are written."""


@cache
def ready_run(scenario: str) -> tuple[WorldRun, Outcomes]:
    """The reference world of a ready scenario, and what became of its raid."""
    library = Library()
    case = settle(load_scenario(scenario, library), library)
    reference, *counted = simulate(case, Plays(RUNS, SEED))
    return reference, outcomes.join(case.threat_id, [one.outcome for one in counted])


def headlines() -> dict[str, dict[str, float | None]]:
    """The numbers of every ready scenario, by its name; None for what never happens."""
    return {name: _of(*ready_run(name)) for name in Library().ids("scenarios")}


def _of(reference: WorldRun, joined: Outcomes) -> dict[str, float | None]:
    case: Case = reference.world.case
    launched = case.launches["time"]
    known, fought = reference.outcome.known, reference.outcome.fought
    assert known is not None  # every ready scenario has sensors
    moments = outcomes.milestones(reference.flights, 0, case.earth)
    burnout = first(moments, flown.BURNOUT)
    assert burnout is not None
    found = {
        "missiles_count": float(len(case.threat_id)),
        "no_leak_probability": bands.no_leak(joined).value,
        "leakers_count": bands.leakers(joined).value,
        "interceptors_used_count": bands.used(joined).value,
        **{f"stopped_{LAYERS[layer]}_fraction": bands.stopped_by(joined, layer).value
           for layer in case.defence.layers},
        "first_detected_s": _earliest(launched + known.first_detected),
        "first_tracked_s": _earliest(launched + known.first_tracked),
        "first_shot_s": _earliest(launched + fought.by_threat[:, 3]),
        "last_launch_s": _earliest(launched + fought.last_launch),
        "detections_count": float(len(reference.detections)),
        "burnout_s": burnout.time,
        "burnout_speed_km_per_s": burnout.speed / 1e3,
        "apogee_km": float(reference.outcome.flown.apogee[0]) / 1e3,
        "flight_time_s": float(reference.outcome.flown.flight_time[0]),
    }  # fmt: skip
    return {key: rounded(value) for key, value in found.items()}


def _earliest(times: object) -> float:
    import numpy as np

    there = np.asarray(times, dtype=np.float64)
    return float(there[np.isfinite(there)].min(initial=np.inf))


def rounded(value: float) -> float | None:
    """The number as it is written."""
    return float(f"{value:.{DIGITS}g}") if abs(value) < float("inf") else None


def moved(written: float | None, now: float | None) -> bool:
    """Whether a number is another than was written; the last digit may be rounded otherwise elsewhere."""
    if written is None or now is None:
        return written is not now
    return abs(now - written) > 1.5 * 10.0 ** (1 - DIGITS) * 10.0 ** _order(written)


def _order(value: float) -> int:
    return int(f"{value:e}".partition("e")[2])


def read() -> dict[str, dict[str, float | None]]:
    """The numbers as they stand in the file."""
    found: dict[str, dict[str, float | None]] = json.loads(FILE.read_text("utf8"))
    return found


def main() -> int:
    """Write the numbers, or print them."""
    text = json.dumps(headlines(), indent=1) + "\n"
    if "--write" in sys.argv[1:]:
        FILE.write_text(text, encoding="utf8", newline="\n")
    else:
        print(text, end="")
    return 0


if __name__ == "__main__":
    sys.exit(main())
