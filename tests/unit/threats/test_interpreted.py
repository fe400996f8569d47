"""The same flights without Numba: compiling changes nothing but the last digits."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from functools import cache
from pathlib import Path
from typing import Any

import numpy as np
import pytest

TESTS = Path(__file__).resolve().parents[2]

pytestmark = pytest.mark.xdist_group("interpreted")  # one worker: both answers are worked out once

PROGRAM = """
import json
import numpy as np
import flights
from opendome.physics.atmosphere import air
from opendome.physics.constants import J2, MU, earth
from opendome.physics.gravity import gravity
from opendome.threats.ballistic import missiles, motion
from opendome.threats.ballistic.flight import lift_off
from opendome.threats.ballistic.notes import steepness

two_stages = [
    flights.stage(400, 3000, 240, 60, 1.0),
    flights.stage(100, 800, 260, 40, 0.8, coast_before_s=2),
]
turns = [
    {"from_s": 5, "to_s": 20, "below_velocity_deg": 4},
    {"from_s": 30, "to_s": 50, "rate_deg_per_s": 0.4},
]
fairing = {"mass_kg": 20, "drop_altitude_km": 40}
programme = flights.missile(two_stages, 300, pitch_programme=turns, fairing=fairing)
scud = flights.missile(flights.SCUD)
answer = {"air": [air(h) for h in (-100.0, 5e3, 15e3, 30e3, 60e3, 85e3, 95e3, 300e3, 2e6)]}
answer["gravity"] = [gravity(4e6, -3e6, z, MU, J2, 6378137.0) for z in (-5e6, 0.0, 2e6)]
random = np.random.default_rng(4)
case = flights.case_of(programme, (35, 53), azimuth_deg=30, maximum_range=True)
batch = missiles._batch(flights.world_of(case), case.launches)
state, plane = np.empty(6), np.empty(3)
lift_off(0.7, batch.given[0], state, plane)
answer["lift_off"] = [state.tolist(), plane.tolist()]
slopes, result, found = np.zeros((7, 6)), np.zeros(6), []
for row in batch.segments:
    segment = np.concatenate((row, [900.0, 1.0, 1.2], plane))
    moving = state + np.concatenate((random.uniform(1e4, 5e4, 3), random.uniform(-900, 900, 3)))
    motion.slope(0, 3.0, moving, segment, batch.given[0], batch.drag[0], slopes)
    motion.advance(0.4, 3.0, moving, segment, batch.given[0], batch.drag[0], slopes, result)
    found += [slopes.tolist(), result.tolist(), motion.height_and_climb(moving, batch.given[0])]
answer["motion"] = found
answer["steepness"] = steepness(np.array([6.5e6, 0, 0, 3e3, 5e3, 0]), np.array([0, 6.4e6, 1e5]))
for name, flight in {
    "programme": flights.fly(programme, (35, 53), azimuth_deg=30, maximum_range=True),
    "aimed": flights.fly(scud, (35, 53), flights.towards((35, 53), 40, 200)),
    "lofted": flights.fly(scud, (35, 53), flights.towards((35, 53), 40, 200), apogee_km=90),
    "far": flights.fly(scud, (35, 53), flights.towards((35, 53), 40, 500)),
}.items():
    ends = flight.numbers("position")[[0, -1]].tolist()
    answer[name] = {
        "status": flight.status, "events": flight.events(), "ends": ends, "time": flight.time[-1],
        "apogee": flight.apogee_km, "miss": min(flight.miss_m, 1e9),
    }
print(json.dumps(answer))
"""


@cache
def answers(compiled: bool) -> Any:
    """What the program answers, compiled or interpreted."""
    environment = os.environ | {"PYTHONPATH": str(TESTS), "NUMBA_DISABLE_JIT": "0" if compiled else "1"}
    seen = subprocess.run(
        [sys.executable, "-c", PROGRAM], env=environment, capture_output=True, text=True, check=True
    )
    return json.loads(seen.stdout, parse_constant=lambda _: 1e99)


@pytest.mark.parametrize("part", ["air", "gravity", "lift_off", "motion", "steepness"])
def test_functions(part: str) -> None:
    """To 1e-12: powers and logarithms come from another library, and sums may be taken in another order."""
    one, other = (np.array(list(_numbers(answers(how)[part]))) for how in (True, False))
    assert len(one) > 0
    assert one == pytest.approx(other, rel=1e-12, abs=1e-12)


@pytest.mark.parametrize("name", ["programme", "aimed", "lofted", "far"])
def test_flights(name: str) -> None:
    """To a decimetre on the ground, or two metres where a place was sought: where the estimate of a step's
    error is mere rounding, the last digit decides the next step."""
    one, other = answers(True)[name], answers(False)[name]
    assert one["status"] == other["status"]
    assert one["events"] == other["events"]
    near = 0.1 if name == "programme" else 2.0
    assert np.abs(np.array(one["ends"]) - np.array(other["ends"])).max() < near
    assert one["time"] == pytest.approx(other["time"], abs=0.01)
    assert one["apogee"] == pytest.approx(other["apogee"], abs=0.02)


def _numbers(found: Any) -> Any:
    if isinstance(found, list):
        for part in found:
            yield from _numbers(part)
    else:
        yield float(found)
