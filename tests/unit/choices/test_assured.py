"""How many satellites are in reach by phase, against satellites placed one by one; the smallest shells."""

from __future__ import annotations

from math import asin, cos, pi, radians, sin

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from opendome.arrays import Floats
from opendome.choices.constellation.assured import (
    LONGEST,
    Need,
    assured_count,
    in_reach,
    share_in_reach,
)
from opendome.choices.constellation.shells import Shell
from opendome.physics import orbits

SIXTY, REACH, ALTITUDE = radians(60.0), 597.6e3, 300e3


def _placed(shell: Shell, latitude: float, reach: float, longitude: float, along: Floats) -> Floats:
    """How many are in reach of a place when all satellites are so far along, counted one by one."""
    rows = orbits.walker(
        shell.satellites, shell.planes, shell.phasing, shell.star, shell.inclination, shell.altitude
    )
    anomaly = rows[:, orbits.ANOMALY] + along[:, None]
    x, y, z = orbits.place(
        np.zeros_like(anomaly), *(np.broadcast_to(rows[:, column], anomaly.shape) for column in range(5)),
        anomaly, *(np.broadcast_to(rows[:, column], anomaly.shape) for column in range(6, 9)),
    )  # fmt: skip
    up = (cos(latitude) * cos(longitude), cos(latitude) * sin(longitude), sin(latitude))
    near = (x * up[0] + y * up[1] + z * up[2]) / shell.radius
    return np.asarray(np.sum(near >= cos(reach / shell.radius), axis=1))


@settings(max_examples=40, deadline=None)
@given(
    planes=st.integers(1, 12),
    slots=st.integers(1, 14),
    phasing=st.integers(0, 11),
    star=st.booleans(),
    inclination=st.floats(0.0, pi),
    latitude=st.floats(-0.5 * pi, 0.5 * pi),
    reach=st.floats(0.01, 3.1),
)
def test_chances_are_those_of_satellites_placed_one_by_one(
    planes: int, slots: int, phasing: int, star: bool, inclination: float, latitude: float, reach: float
) -> None:
    shell = Shell(planes * slots, planes, phasing, inclination, 500e3, star)
    found = in_reach(shell, latitude, reach * shell.radius, samples=2)
    steps = 400
    along = 2.0 * pi / slots * (np.arange(steps) + 0.5) / steps
    number = len(found.at_least)
    for at in {0, number - 1}:
        place = (at + 0.5) / number * (2.0 * pi if star else 2.0 * pi / planes)
        counted = _placed(shell, latitude, reach * shell.radius, place, along)
        for least, share in enumerate(found.at_least[at]):
            # each plane's arc begins and ends once within a spacing: two steps may be cut
            assert abs(share - np.mean(counted >= least)) <= (2 * planes + 1) / steps


def test_as_many_as_there_are() -> None:
    whole = in_reach(Shell(24, 4, 1, SIXTY, ALTITUDE), 0.3, pi * 6_678_137.0)
    assert whole.fewest == whole.most == 24
    assert whole.mean == pytest.approx(24.0)
    assert whole.none == pytest.approx(0.0)
    nowhere = in_reach(Shell(24, 4, 1, radians(20.0), ALTITUDE), radians(60.0), REACH)
    assert (nowhere.mean, nowhere.none, nowhere.fewest, nowhere.most) == (0.0, 1.0, 0, 0)


@given(latitude=st.floats(-1.4, 1.4), inclination=st.floats(0.05, 3.0), reach=st.floats(1e5, 5e6))
@settings(max_examples=15, deadline=None)
def test_the_mean_does_not_hang_on_planes(latitude: float, inclination: float, reach: float) -> None:
    need = Need(latitude, reach)
    share = share_in_reach(need, inclination, ALTITUDE)
    for planes, phasing in ((6, 1), (24, 7), (60, 0)):
        found = in_reach(Shell(240, planes, phasing, inclination, ALTITUDE), latitude, reach, samples=200)
        assert found.mean == pytest.approx(240 * share, rel=2e-3, abs=0.02)
        assert found.probability.sum() == pytest.approx(1.0)
        assert found.probability @ np.arange(len(found.probability)) == pytest.approx(found.mean)


def test_over_a_pole_all_planes_are_alike() -> None:
    """A polar orbit passes the pole in a share of reach over pi of its time."""
    shell = Shell(60, 6, 0, 0.5 * pi, ALTITUDE)
    assert in_reach(shell, 0.5 * pi, REACH).mean == pytest.approx(60 * REACH / shell.radius / pi, rel=1e-9)


def test_a_place_on_the_orbit_is_the_easiest() -> None:
    """Over the equator an orbit along it stays within reach for twice the reach of a whole turn."""
    shell = Shell(40, 1, 0, 0.0, ALTITUDE)
    assert in_reach(shell, 0.0, REACH).mean == pytest.approx(40 * REACH / shell.radius / pi, rel=1e-9)
    off = asin(sin(REACH / shell.radius))
    assert in_reach(shell, 1.001 * off, REACH).mean == 0.0


@pytest.mark.parametrize("star", [False, True])
@pytest.mark.parametrize("worst", [False, True])
def test_the_smallest_shell_is_as_sure_as_asked(star: bool, worst: bool) -> None:
    needs = [Need(0.0, REACH, 3), Need(radians(20.0), REACH, 2)]
    found = assured_count(needs, 0.8, SIXTY if not star else radians(86.0), ALTITUDE, star, worst)
    assert found is not None
    seen = [in_reach(found.shell, one.latitude, one.reach) for one in needs]
    chances = [
        one.worst_chance(need.wanted) if worst else one.chance(need.wanted)
        for one, need in zip(seen, needs, strict=True)
    ]
    assert min(chances) >= 0.8 - 1e-9
    assert (found.worst_chance if worst else found.chance) == min(chances)
    assert found.fewest_planes <= found.shell.planes <= found.most_planes
    each = found.shell.satellites // found.shell.planes
    assert 1 / LONGEST <= each / found.shell.planes <= LONGEST


def test_no_smaller_shell_of_those_tried_would_do() -> None:
    """Every smaller shell with as many planes, and every F that is tried, is looked at again one by one."""
    need = Need(radians(40.0), REACH, 2)
    found = assured_count(need, 0.9, SIXTY, ALTITUDE)
    assert found is not None
    planes = found.shell.planes
    for slots in range(max(1, planes // LONGEST), found.shell.satellites // planes):
        for part in range(8):
            other = Shell(planes * slots, planes, part * 125 * planes // 1000, SIXTY, ALTITUDE)
            assert in_reach(other, need.latitude, need.reach).worst_chance(2) < 0.9


def test_more_is_asked_more_is_needed() -> None:
    def count(wanted: int, chance: float, worst: bool) -> int:
        found = assured_count(Need(radians(40.0), REACH, wanted), chance, SIXTY, ALTITUDE, False, worst)
        assert found is not None
        return found.shell.satellites

    assert count(1, 0.5, False) < count(1, 0.9, False) < count(1, 1.0, False)
    assert count(1, 0.9, False) < count(1, 0.9, True)
    assert count(1, 0.9, True) < count(4, 0.9, True) < count(10, 0.9, True)


def test_where_no_orbit_passes_nothing_is_found() -> None:
    assert assured_count(Need(radians(70.0), REACH), 0.9, SIXTY, ALTITUDE) is None
    # planes of a star at 60 degrees leave longitudes out
    assert assured_count(Need(radians(40.0), REACH), 0.9, SIXTY, ALTITUDE, star=True) is None
