"""The smallest sure shells, against satellites placed one by one in every smaller shell; mixes of shells."""

from __future__ import annotations

from itertools import product
from math import cos, pi, radians, sin

import numpy as np
import pytest

from opendome.arrays import Floats
from opendome.choices.constellation.assured import LONGEST, Need, assured_count, in_reach
from opendome.choices.constellation.mixed import assured_mix, worst_chance
from opendome.choices.constellation.propagated import propagate
from opendome.choices.constellation.shells import Shell
from opendome.physics import orbits

ALTITUDE, FORTY = 500e3, radians(40.0)
PLACES, STEPS = 24, 60
"""Places between two planes, and positions of satellites along them, at which they are counted."""


def _counted(shell: Shell, need: Need) -> Floats:
    """How many are in reach, by place between planes and position along them (PLACES, STEPS)."""
    rows = orbits.walker(
        shell.satellites, shell.planes, shell.phasing, shell.star, shell.inclination, shell.altitude
    )
    slots = shell.satellites // shell.planes
    anomaly = rows[:, orbits.ANOMALY] + 2.0 * pi / slots * (np.arange(STEPS)[:, None] + 0.5) / STEPS
    x, y, z = orbits.place(
        np.zeros_like(anomaly), *(np.broadcast_to(rows[:, column], anomaly.shape) for column in range(5)),
        anomaly, *(np.broadcast_to(rows[:, column], anomaly.shape) for column in range(6, 9)),
    )  # fmt: skip
    turn = 2.0 * pi / shell.planes * (np.arange(PLACES) + 0.5) / PLACES
    up = (cos(need.latitude) * np.cos(turn), cos(need.latitude) * np.sin(turn))
    near = up[0][:, None, None] * x + up[1][:, None, None] * y + sin(need.latitude) * z
    return np.asarray(np.sum(near >= shell.radius * cos(need.reach / shell.radius), axis=2))


def _brute(shells: list[Shell], need: Need) -> float:
    """Chance of enough in reach at the worst places, all positions of shells to one another alike."""
    counted = [_counted(shell, need) for shell in shells]
    worst = 1.0
    for places in product(*counted):
        together = np.zeros(1)
        for one in places:
            together = (together[:, None] + one[None, :]).ravel()
        worst = min(worst, float(np.mean(together >= need.wanted)))
    return worst


def _shells(below: int, inclination: float) -> list[Shell]:
    """All shells of fewer satellites, of every F, that are as long and as wide as those that are tried."""
    found = []
    for satellites in range(1, below):
        for planes in (one for one in range(1, satellites + 1) if satellites % one == 0):
            if 1 / LONGEST <= satellites / planes**2 <= LONGEST:
                found += [Shell(satellites, planes, one, inclination, ALTITUDE) for one in range(planes)]
    return found


@pytest.mark.parametrize(
    ("inclination_deg", "reach", "wanted", "chance"),
    [(60.0, 2_500e3, 1, 0.9), (50.0, 3_000e3, 2, 0.75), (90.0, 2_500e3, 1, 0.6)],
)
def test_no_smaller_shell_does_when_all_are_counted_one_by_one(
    inclination_deg: float, reach: float, wanted: int, chance: float
) -> None:
    """The eight values of F that are tried are enough here: no other does with fewer satellites either."""
    need = Need(FORTY, reach, wanted)
    found = assured_count(need, chance, radians(inclination_deg), ALTITUDE)
    assert found is not None
    assert _brute([found.shell], need) >= chance
    smaller = _shells(found.satellites, radians(inclination_deg))
    assert len(smaller) > 100
    assert all(_brute([one], need) < chance for one in smaller)


@pytest.mark.parametrize(("planes", "slots", "phasing", "wanted"), [(4, 5, 1, 2), (3, 7, 2, 3), (5, 4, 0, 1)])
def test_a_mix_is_its_satellites_placed_one_by_one(
    planes: int, slots: int, phasing: int, wanted: int
) -> None:
    need = Need(FORTY, 2_600e3, wanted)
    shells = [Shell(planes * slots, planes, phasing, radians(one), ALTITUDE) for one in (40.0, 62.0)]
    error = 2.0 * (2 * planes + 1) / STEPS
    assert worst_chance(shells, need, PLACES) == pytest.approx(_brute(shells, need), abs=error)
    assert worst_chance(shells[:1], need, PLACES) == pytest.approx(_brute(shells[:1], need), abs=error)


def test_a_mix_of_three_is_that_of_all_places_together() -> None:
    """Rows that are left out because they are nowhere the worst are never the worst of the whole."""
    shells = [Shell(30, 5, 1, radians(one), ALTITUDE) for one in (40.0, 55.0, 70.0)]
    need = Need(FORTY, 2_000e3, 3)
    rows = [in_reach(one, need.latitude, need.reach, 8).at_least for one in shells]
    exactly = [one[:, :-1] - one[:, 1:] for one in rows]
    chances = []
    for first, second, third in product(*exactly):
        together = np.convolve(np.convolve(first, second), third)
        chances.append(together[need.wanted :].sum())
    assert len(chances) == 512
    assert worst_chance(shells, need, 8) == pytest.approx(min(chances), abs=1e-12)


def test_the_smallest_mix_is_the_first_of_its_sizes() -> None:
    need = Need(FORTY, 2_600e3, 1)
    angles = [radians(45.0), radians(60.0)]
    found = assured_mix([need, Need(radians(20.0), 2_600e3, 1)], 0.8, angles, ALTITUDE)
    assert found is not None
    assert [one.inclination for one in found.shells] == angles
    assert found.satellites == 2 * found.shells[0].satellites
    assert found.worst_chance >= 0.8
    alone = assured_mix(need, 0.8, angles, ALTITUDE)
    assert alone is not None
    assert alone.satellites <= found.satellites
    for one in _shells(alone.shells[0].satellites, angles[0]):
        pair = [one, Shell(one.satellites, one.planes, one.phasing, angles[1], ALTITUDE)]
        assert worst_chance(pair, need) < 0.8


def test_one_inclination_is_no_mix() -> None:
    need = Need(FORTY, 1_500e3, 2)
    mixed = assured_mix(need, 0.8, [radians(50.0)], ALTITUDE)
    single = assured_count(need, 0.8, radians(50.0), ALTITUDE)
    assert mixed is not None
    assert single is not None
    assert (mixed.shells, mixed.worst_chance) == (single.shells, single.worst_chance)


def test_a_mix_flown_for_weeks_meets_its_phases() -> None:
    shells = [Shell(60, 6, 1, radians(one), ALTITUDE) for one in (45.0, 60.0)]
    flown = propagate(shells, np.array([FORTY]), 1_500e3, duration=40 * 86_400.0, moments=4_000)
    assert flown.probability[0, :4] == pytest.approx(flown.by_phase[0, :4], abs=0.02)


def test_where_no_orbit_of_a_mix_passes_nothing_is_found() -> None:
    far = Need(radians(80.0), 600e3)
    assert assured_mix(far, 0.9, [radians(40.0), radians(60.0)], ALTITUDE) is None
    # planes of a star at 40 and 60 degrees leave longitudes out
    assert assured_mix(Need(FORTY, 600e3), 0.9, [radians(40.0), radians(60.0)], ALTITUDE, star=True) is None
    one_passes = assured_mix(Need(radians(58.0), 2_000e3), 0.5, [radians(20.0), radians(60.0)], ALTITUDE)
    assert one_passes is not None
    assert one_passes.worst_chance >= 0.5
