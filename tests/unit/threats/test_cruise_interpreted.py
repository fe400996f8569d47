"""The same routes without Numba, and in small steps: what is compiled, and what lies between its nodes."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path
from typing import Any

import numpy as np
import pytest

import cruises
from cruises import cruiser
from flights import Flight

TESTS = Path(__file__).resolve().parents[2]
COLUMNS = (
    "time",
    "position",
    "velocity",
    "acceleration",
    "acceleration_before",
    "altitude",
    "event",
    "phase",
)

AIRCRAFT = {"altitude_km": 10.0, "speed_km_per_s": 0.25}
SUPERSONIC = {"class": "supersonic_cruise", "cruise_speed_km_per_s": 0.85, "cruise_altitude_km": 14.0}
HYPERSONIC = {"class": "hypersonic_cruise", "cruise_speed_km_per_s": 2.6, "cruise_altitude_km": 28.0}
DRONE = {"class": "drone", "cruise_speed_km_per_s": 0.05, "cruise_altitude_km": 2.0}

ROUTES: dict[str, tuple[dict[str, Any], tuple[cruises.Point, ...]]] = {
    "ground": ({}, ((50, 30), (53, 33), (51, 36), (52, 40))),
    "aircraft": ({"air_launch": AIRCRAFT}, ((50, 30), (53, 33), (51, 36), (52, 40))),
    "supersonic": (
        SUPERSONIC | {"launch_acceleration_g": 10.0},
        ((50, 30), (51.5, 31), (51, 33.5), (52, 36)),
    ),
    "hypersonic": (HYPERSONIC | {"range_km": 9_000.0}, ((50, 30), (53, 33), (51, 50), (60, 80))),
    "drone": (DRONE, ((80, 30), (86, 100), (85, -60))),
    "tight": ({}, ((50, 30), (50.05, 30.0), (50.05, 30.03), (50.4, 30.03), (51, 31))),
    "far": ({"range_km": 400.0}, ((50, 30), (53, 33), (51, 36), (52, 40))),
}

PROGRAM = """
import sys
import numpy as np
from unit.threats import test_cruise_interpreted as routes
from opendome.threats.cruise import missiles, walk

found = {}
for name in routes.ROUTES:
    found |= routes.columns(name, "twin")
missiles._CORNERS, walk.LONGEST, walk.WIDEST = 4_000, 20_000.0, 0.05
for name in routes.ROUTES:
    found |= routes.columns(name, "fine")
np.savez(sys.argv[1], **found)
"""

pytestmark = pytest.mark.xdist_group("interpreted")


def flight_of(name: str) -> Flight:
    """One of the routes, flown."""
    keys, points = ROUTES[name]
    return cruises.fly(cruiser(**keys), points[0], points[-1], points[1:-1])


def columns(name: str, how: str) -> dict[str, Any]:
    """The nodes of a route, by names of their own."""
    flight = flight_of(name)
    return {f"{name} {how} {column}": flight.numbers(column) for column in COLUMNS} | {
        f"{name} {how} status": np.array(flight.status)
    }


@pytest.fixture(scope="module")
def interpreted(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Any]:
    """All routes without Numba: as they are, and in small steps."""
    file = tmp_path_factory.mktemp("routes") / "found.npz"
    environment = os.environ | {"NUMBA_DISABLE_JIT": "1"}
    environment["PYTHONPATH"] = os.pathsep.join([str(TESTS), *filter(None, sys.path)])
    subprocess.run([sys.executable, "-c", PROGRAM, str(file)], env=environment, check=True)
    with np.load(file) as found:
        return dict(found)


@pytest.mark.parametrize("name", ROUTES)
def test_compiled_is_interpreted(interpreted: dict[str, Any], name: str) -> None:
    """To some micrometres: the same roots and sines, from another library."""
    flight = flight_of(name)
    assert flight.status == interpreted[f"{name} twin status"]
    for column in ("event", "phase"):
        assert np.array_equal(flight.numbers(column), interpreted[f"{name} twin {column}"])
    for column, near in (("time", 1e-7), ("position", 1e-4), ("velocity", 1e-6), ("acceleration", 1e-6)):
        apart = np.abs(flight.numbers(column) - interpreted[f"{name} twin {column}"]).max()
        assert apart < near, column


@pytest.mark.parametrize(
    ("name", "place", "speed"),
    [("ground", 0.05, 0.02), ("aircraft", 0.05, 0.02), ("supersonic", 0.1, 0.02), ("hypersonic", 1.5, 0.15),
     ("drone", 0.05, 0.02), ("tight", 0.05, 0.02), ("far", 0.05, 0.02)],
)  # fmt: skip
def test_few_nodes_tell_the_path_between_them(
    interpreted: dict[str, Any], name: str, place: float, speed: float
) -> None:
    """Quintics between few nodes against the same path in small steps: [m] and [m/s]."""
    flight = flight_of(name)
    times = interpreted[f"{name} fine time"]
    assert len(times) > 3 * len(flight.time)
    inside = times < flight.time[-1]
    where, velocity = cruises.moves(flight, times[inside])
    assert np.linalg.norm(where - interpreted[f"{name} fine position"][inside], axis=-1).max() < place
    assert np.linalg.norm(velocity - interpreted[f"{name} fine velocity"][inside], axis=-1).max() < speed
    assert flight.time[-1] == pytest.approx(times[-1], abs=1e-3)
