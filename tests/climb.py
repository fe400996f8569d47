"""How the missiles of the library climb, on average: what a tracker knows before it measures.

`python tests/climb.py` flies every ballistic missile of the library as far as it goes, and writes
`src/opendome/library/climb.csv`. A test flies them again and compares.
"""

from __future__ import annotations

import sys
from pathlib import Path

import numpy as np

sys.path.insert(0, str(Path(__file__).resolve().parent))

import flights
from opendome.physics.constants import earth as earth_of
from opendome.physics.earth import geodetic_from_ecef
from opendome.physics.frames import enu_axes
from opendome.physics.interpolate import at_times
from opendome.records.trajectories import BOOST
from opendome.scenario.settle.climb import COLUMNS, FILE

AZIMUTH_DEG = 40.0
CLOUDS_KM = 10.0
EVERY_S = 5.0
LEAST_MISSILES = 3
"""The profile ends where fewer still burn: a spread needs several."""

HEAD = f"""# How ballistic missiles climb: mean and spread (one sigma) over those that still burn.
# Each is flown as far as it goes, from 40 N 127 E towards {AZIMUTH_DEG:g} degrees. Times count from
# {CLOUDS_KM:g} km, where a flame comes out of the clouds. Written by tests/climb.py.
"""

LEFT_OUT = {
    "notional-liquid-icbm-bus": "climbs on the stages of notional-liquid-icbm, which would count twice",
    "notional-fractional-orbital": "climbs on the stages of notional-liquid-icbm, the second burning longer",
    "notional-slbm": "its stage table is assumed as a whole; the profile is that of published tables",
}
"""Missiles of the library that add nothing to the profile, and why."""

Rows = list[list[float]]


def climbs() -> dict[str, np.ndarray]:
    """By missile, rows of height, climb, level speed and thrust acceleration, one every `EVERY_S`."""
    library = flights.library()
    names = [name for name in library.ids("threats") if library.entry("threats", name).kind == "ballistic"]
    return {name: climb_of(name) for name in names if name not in LEFT_OUT}


def climb_of(name: str) -> np.ndarray:
    """One missile from the clouds to burnout, SI, (time, 4)."""
    one = flights.fly(name, azimuth_deg=AZIMUTH_DEG, maximum_range=True)
    altitude, time = one.numbers("altitude"), one.time
    node = int(np.argmax(altitude > CLOUDS_KM * 1e3))
    start = float(np.interp(CLOUDS_KM * 1e3, altitude[node - 1 : node + 1], time[node - 1 : node + 1]))
    burning = np.flatnonzero(one.numbers("phase")[:-1] == BOOST)
    end = float(time[burning[-1] + 1])
    times = np.arange(start, end, EVERY_S)
    parts = [one.numbers(part) for part in ("position", "velocity", "acceleration", "acceleration_before")]
    place, velocity = at_times(time, *parts, times)
    latitude, longitude, height = geodetic_from_ecef(place)
    up = enu_axes(latitude, longitude)[:, 2]
    climb = (velocity * up).sum(axis=1)
    level = np.linalg.norm(velocity - climb[:, None] * up, axis=1)
    return np.column_stack((height, climb, level, _thrust(place, velocity, times, time, parts)))


def _thrust(
    place: np.ndarray, velocity: np.ndarray, times: np.ndarray, nodes: np.ndarray, parts: list
) -> np.ndarray:
    """Acceleration by the engines, less drag: all of it, less gravity and the turning of the Earth."""
    from opendome.physics.gravity import gravity

    step = 0.01
    _, later = at_times(nodes, *parts, times + step)
    gained = (later - velocity) / step
    mu, j2, _, _, rate, radius = earth_of()
    found = []
    for (x, y, z), (vx, vy, _), whole in zip(place, velocity, gained, strict=True):
        pull = np.array(gravity.py_func(x, y, z, mu, j2, radius))
        turning = np.array([rate * (rate * x + 2 * vy), rate * (rate * y - 2 * vx), 0.0])
        found.append(float(np.linalg.norm(whole - pull - turning)))
    return np.array(found)


def profile() -> Rows:
    """Rows of the file, in its units."""
    every = list(climbs().values())
    rows: Rows = []
    while True:
        burning = np.array([one[len(rows)] for one in every if len(one) > len(rows)])
        if len(burning) < LEAST_MISSILES:
            return rows
        mean, spread = burning.mean(axis=0), burning.std(axis=0, ddof=1)
        pairs = [number for both in zip(mean, spread, strict=True) for number in both]
        rows.append([EVERY_S * len(rows), pairs[0] / 1e3, pairs[1] / 1e3, *pairs[2:]])


def text() -> str:
    """The file."""
    lines = [",".join(f"{number:.4g}" for number in row) for row in profile()]
    return HEAD + ",".join(COLUMNS.values()) + "\n" + "\n".join(lines) + "\n"


if __name__ == "__main__":
    FILE.write_text(text(), encoding="utf8", newline="\n")
    print(FILE.read_text(encoding="utf8"))
