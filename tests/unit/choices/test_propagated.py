"""Shells flown for a day, against satellites placed one by one and against the count by phase."""

from __future__ import annotations

from math import cos, radians, sin

import numpy as np
import pytest

from opendome.choices.constellation.propagated import by_phase, even, propagate
from opendome.choices.constellation.shells import Shell
from opendome.physics import orbits
from opendome.physics.constants import ROTATION_RATE

REACH = 597.6e3
NORTH = np.array([radians(40.0)])


def test_a_flown_shell_is_its_satellites_placed_one_by_one() -> None:
    shell = Shell(60, 5, 2, 1.1, 500e3)
    flown = propagate(shell, np.array([0.0, 0.7]), 2_000e3, moments=20, longitudes=3)
    rows = orbits.walker(60, 5, 2, False, 1.1, 500e3)
    for row, latitude in enumerate(flown.latitude):
        counts = []
        for step in range(20):
            now = 86_400.0 * (step + 0.5) / 20
            placed = np.stack(orbits.place(np.full(60, now), *rows.T), axis=-1)
            for part in range(3):
                east = 2.0 * np.pi * part / 3 + ROTATION_RATE * now
                up = (cos(latitude) * cos(east), cos(latitude) * sin(east), sin(latitude))
                near = placed @ np.array(up) / shell.radius
                counts.append(int(np.sum(near >= cos(2_000e3 / shell.radius))))
        assert flown.mean[row] == pytest.approx(np.mean(counts))
        assert flown.fewest[row] == min(counts)
        assert flown.chance(3)[row] == pytest.approx(np.mean(np.array(counts) >= 3))


def test_flown_shells_come_near_the_closed_form_as_they_grow() -> None:
    """The largest error of the mean falls; at 40 degrees north it is below 0.4 % from 500 satellites on."""
    latitude, errors = np.radians([0.0, 20.0, 40.0]), []
    for satellites, planes in ((12, 3), (100, 10), (500, 20), (4_970, 70)):
        shell = Shell(satellites, planes, 1, radians(60.0), 300e3)
        flown = propagate(shell, latitude, REACH, moments=720)
        errors.append(np.abs(flown.mean / flown.mean_by_phase - 1.0))
    assert max(errors[-1]) < max(errors[0])
    assert errors[-2][2] < 0.004
    assert max(errors[-1]) < 0.002


def test_chances_of_a_day_are_those_by_phase() -> None:
    flown = propagate(Shell(500, 20, 1, radians(60.0), 300e3), NORTH, REACH)
    assert flown.probability[0, 0] == pytest.approx(flown.by_phase[0, 0], abs=0.01)
    assert flown.chance(1)[0] == pytest.approx(0.88, abs=0.01)


def test_shares_add_up() -> None:
    flown = propagate(even(300, 500e3, 4), np.radians([0.0, 50.0]), 1_000e3, moments=100)
    assert flown.probability.sum(axis=1) == pytest.approx([1.0, 1.0])
    assert flown.by_phase.sum(axis=1) == pytest.approx([1.0, 1.0])


def test_even_shells_stand_evenly() -> None:
    """Over every latitude the share of a sphere that lies within reach; near the equator some are missing."""
    shells = even(4_000, 300e3)
    total = sum(shell.satellites for shell in shells)
    assert 4_000 <= total < 4_400
    wanted = total * sin(0.5 * REACH / shells[0].radius) ** 2
    flown = propagate(shells, np.radians([0.0, 20.0, 40.0, 60.0]), REACH, moments=360)
    for mean in (flown.mean, flown.mean_by_phase):
        assert mean[1:] == pytest.approx(wanted, rel=0.02)
        assert mean[0] == pytest.approx(0.95 * wanted, rel=0.01)


def test_shells_together_add_up() -> None:
    two = [Shell(300, 15, 1, radians(60.0), 300e3), Shell(200, 10, 1, radians(45.0), 400e3)]
    alone = [propagate(shell, NORTH, REACH, moments=360).mean[0] for shell in two]
    both = propagate(two, NORTH, REACH, moments=360)
    assert both.mean[0] == pytest.approx(sum(alone), rel=0.01)
    assert both.mean_by_phase[0] == pytest.approx(
        sum(by_phase([shell], NORTH[0], REACH) @ np.arange(len(by_phase([shell], NORTH[0], REACH)))
            for shell in two)
    )  # fmt: skip
