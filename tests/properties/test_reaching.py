"""The fast count of who reaches a missile is that of every satellite held against every point."""

from __future__ import annotations

from math import pi

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from opendome.arrays import Floats, Integers
from opendome.choices.constellation.reaching.arcs import CAP, EDGE, FORM
from opendome.choices.constellation.reaching.reached import (
    Boosts,
    count_reached,
    satellites_reaching,
    seen_from_planes,
)
from opendome.choices.constellation.shells import Shell
from opendome.physics import orbits
from opendome.physics.constants import MEAN_RADIUS, ROTATION_RATE
from opendome.physics.earth import ecef_from_geodetic
from opendome.physics.frames import turned

NEAR = 1e-3
"""Nearer to the edge of reach than this, another order of sums may decide otherwise [m]."""


def _one_by_one(shell: Shell, boosts: Boosts, moments: Floats, angle: float) -> tuple[Floats, Floats]:
    """Which satellites reach, by missile and moment (L, N, S), and how near an edge [m] (L, N, S).

    Satellites are placed by their orbits, points turned with the Earth: nothing is shared with the fast way.
    """
    rows = orbits.walker(
        shell.satellites, shell.planes, shell.phasing, shell.star, shell.inclination, shell.altitude
    )
    hits = np.zeros((len(boosts.time), len(moments), len(rows)), dtype=bool)
    edge = np.full(hits.shape, np.inf)
    for missile, points in enumerate(boosts.position):
        for at, moment in enumerate(moments):
            for point, place in enumerate(points):
                now = float(moment + boosts.time[missile, point])
                satellites = np.stack(orbits.place(np.full(len(rows), now), *rows.T), axis=-1)
                inertial = turned(place, np.array(-(angle + ROTATION_RATE * now)))
                room = boosts.reach[missile, point] - np.linalg.norm(satellites - inertial, axis=-1)
                if boosts.reach[missile, point] > 0.0:
                    hits[missile, at] |= room >= 0.0
                    edge[missile, at] = np.minimum(edge[missile, at], np.abs(room))
    return hits, edge


def _boosts(seed: int, missiles: int, points: int, longest: float) -> Boosts:
    """Points anywhere, in no order that a missile would have: the count must not hang on one."""
    draw = np.random.default_rng(seed)
    latitude = draw.uniform(-0.5 * pi, 0.5 * pi, (missiles, 1)) + draw.normal(0.0, 0.05, (missiles, points))
    longitude = draw.uniform(-pi, pi, (missiles, 1)) + draw.normal(0.0, 0.05, (missiles, points))
    height = draw.uniform(0.0, 400e3, (missiles, points))
    reach = draw.uniform(-0.3 * longest, longest, (missiles, points))
    reach[draw.uniform(size=reach.shape) < 0.1] = np.nan
    place = ecef_from_geodetic(np.clip(latitude, -0.5 * pi, 0.5 * pi), longitude, height)
    return Boosts(place, draw.uniform(0.0, 400.0, reach.shape), reach)


@settings(max_examples=60, deadline=None)
@given(
    planes=st.integers(1, 9),
    slots=st.integers(1, 12),
    phasing=st.integers(0, 9),
    star=st.booleans(),
    inclination=st.floats(0.0, pi),
    altitude=st.floats(200e3, 1_500e3),
    longest=st.sampled_from((50e3, 400e3, 1_500e3, 6_000e3, 15_000e3)),
    cells=st.sampled_from((None, 1, 3, 64, 700)),
    seed=st.integers(0, 10_000),
)
def test_counts_are_those_one_by_one(
    planes: int, slots: int, phasing: int, star: bool, inclination: float, altitude: float, longest: float,
    cells: int | None, seed: int,
) -> None:  # fmt: skip
    shell = Shell(planes * slots, planes, phasing % planes, inclination, altitude, star)
    boosts = _boosts(seed, 2, 5, longest)
    moments = np.random.default_rng(seed).uniform(0.0, 2 * 86_400.0, 3)
    hits, edge = _one_by_one(shell, boosts, moments, 1.234)
    counts = count_reached(shell, boosts, moments, 1.234, cells=cells)
    clear = (edge > NEAR).all(axis=-1)
    assert np.array_equal(counts[clear], hits.sum(axis=-1)[clear])
    for missile in range(2):
        who = satellites_reaching(shell, boosts, missile, moments, 1.234)
        for at in range(3):
            assert len(who[at]) == counts[missile, at]
            if clear[missile, at]:
                assert np.array_equal(who[at], np.flatnonzero(hits[missile, at]))


def _same_test_without_arcs(shell: Shell, boosts: Boosts, moments: Floats) -> Integers:
    """The test that decides, in the same order of sums, for every satellite (L, N)."""
    forms, caps = seen_from_planes(shell, boosts)
    assert forms.shape[1:2] + caps.shape[1:2] == (FORM, CAP)
    row = orbits.elements(shell.altitude, shell.altitude, shell.inclination, 0.0, 0.0, 0.0)
    turns = (ROTATION_RATE - row[orbits.NODE_RATE]) * moments % (2.0 * pi)
    alongs = (row[orbits.MOTION] + row[orbits.PERIGEE_RATE]) * moments % (2.0 * pi)
    steps = 2 * shell.planes if shell.star else shell.planes
    plane, slot = np.divmod(np.arange(shell.satellites), shell.satellites // shell.planes)
    unit = (slot * shell.planes + shell.phasing * plane) % shell.satellites
    node, place = 2.0 * pi * plane / steps, 2.0 * pi * unit / shell.satellites
    counts = np.zeros((len(forms), len(moments)), dtype=np.int64)
    for at in range(len(moments)):
        ct = np.cos(turns[at]) * np.cos(node) + np.sin(turns[at]) * np.sin(node)
        st_ = np.sin(turns[at]) * np.cos(node) - np.cos(turns[at]) * np.sin(node)
        ca = np.cos(place) * np.cos(alongs[at]) - np.sin(place) * np.sin(alongs[at])
        sa = np.sin(place) * np.cos(alongs[at]) + np.cos(place) * np.sin(alongs[at])
        for missile, form in enumerate(forms):
            f = form[:, :, None]
            near = f[0] * (ct * ca) + f[1] * (st_ * ca) + f[2] * ca
            near = near + f[3] * (ct * sa) + f[4] * (st_ * sa) + f[5] * sa
            counts[missile, at] = np.sum(np.any(near >= caps[missile, EDGE][:, None], axis=0))
    return counts


def test_satellites_on_the_edge_are_told_by_the_test_alone() -> None:
    """Reach ends exactly at satellites: the arcs leave them to the one test, and so count what it says."""
    shell = Shell(60, 6, 1, 1.0, 400e3)
    rows = orbits.walker(60, 6, 1, False, 1.0, 400e3)
    moments = np.array([0.0])
    placed = np.stack(orbits.place(np.zeros(60), *rows.T), axis=-1)
    draw = np.random.default_rng(3)
    up = draw.normal(size=(60, 1, 3))
    point = MEAN_RADIUS * up / np.linalg.norm(up, axis=-1, keepdims=True)
    distance = np.linalg.norm(placed[:, None] - point, axis=-1)
    for nudge in (-1e-9, 0.0, 1e-9):
        boosts = Boosts(point, np.zeros((60, 1)), distance * (1.0 + nudge))
        wanted = _same_test_without_arcs(shell, boosts, moments)
        for cells in (1, 16, 500):
            assert np.array_equal(count_reached(shell, boosts, moments, cells=cells), wanted)


@pytest.mark.parametrize("count", [1, 2, 3])
def test_planes_on_the_seam_are_counted_once(count: int) -> None:
    """Where turns pass zero, a cell of the last and one of the first meet, and planes lie on both."""
    shell = Shell(12 * count, 12, 0, 0.9, 500e3)
    position = np.tile(ecef_from_geodetic(np.array(0.0), np.array(0.0), np.array(0.0)), (1, 1, 1))
    boosts = Boosts(position, np.zeros((1, 1)), np.full((1, 1), 20_000e3))
    row = orbits.elements(500e3, 500e3, 0.9, 0.0, 0.0, 0.0)
    step = 2.0 * pi / 12 / (ROTATION_RATE - row[orbits.NODE_RATE])
    moments = step * np.arange(40)
    for cells in (1, 12, 24, 128):
        assert np.all(count_reached(shell, boosts, moments, cells=cells) == 12 * count)


def test_below_the_floor_nothing_is_met() -> None:
    position = ecef_from_geodetic(np.zeros((1, 3)), np.zeros((1, 3)), np.array([[50e3, 100e3, 150e3]]))
    boosts = Boosts(position, np.zeros((1, 3)), np.array([[900e3, 500e3, 500e3]]))
    assert np.array_equal(np.isnan(boosts.above(100e3 - 1e-3).reach), [[True, False, False]])
    moments = np.arange(50) * 300.0
    shell = Shell(400, 20, 1, 0.5, 500e3)
    high, all_of_it = (count_reached(shell, boosts.above(floor), moments) for floor in (140e3, 0.0))
    assert np.all(high <= all_of_it)
    assert high.sum() < all_of_it.sum()
    assert count_reached(shell, boosts.above(200e3), moments).sum() == 0


def test_threads_and_cells_change_nothing(monkeypatch: pytest.MonkeyPatch) -> None:
    boosts, moments = _boosts(7, 20, 8, 1_500e3), np.arange(30) * 600.0
    shell = Shell(240, 12, 5, 1.1, 600e3, star=True)
    wanted = count_reached(shell, boosts, moments)
    for threads in ("1", "2", "5"):
        monkeypatch.setenv("OPENDOME_THREADS", threads)
        assert np.array_equal(count_reached(shell, boosts, moments, cells=50), wanted)
