"""Chances of detection against SciPy's own distributions and against integrals over them."""

from __future__ import annotations

from itertools import pairwise
from math import exp, log, sqrt

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from scipy.integrate import quad
from scipy.special import chndtr
from scipy.stats import norm

from opendome.sensing import detection

strengths = st.floats(0.0, 300.0)
false_alarms = st.floats(-10.0, -2.0).map(lambda power: 10.0**power)
STEADY, EVEN, ONE_LARGE = 0, 1, 3


def theirs(snr: float, false_alarm: float) -> float:
    """Marcum's Q as the upper tail of a chi-square that is not central."""
    return float(1.0 - chndtr(-2.0 * log(false_alarm), 2.0, 2.0 * snr))


@given(strengths, false_alarms)
def test_steady(snr: float, false_alarm: float) -> None:
    ours = detection.radar_look(snr, false_alarm, STEADY)
    assert ours == pytest.approx(theirs(snr, false_alarm), abs=1e-9)


@pytest.mark.parametrize("false_alarm", [1e-2, 1e-6, 1e-10])
def test_steady_does_not_jump_where_it_is_called_sure(false_alarm: float) -> None:
    for snr in (390.0, np.nextafter(400.0, 0.0), 400.0, 1e9):
        assert detection.radar_look(float(snr), false_alarm, STEADY) == pytest.approx(1.0, abs=1e-12)


def _mean_over(density: str, snr: float, false_alarm: float) -> float:
    """The steady chance in the mean of a fluctuating target; its strength in parts of the mean one."""

    def part(strength: float) -> float:
        weight = exp(-strength) if density == "exponential" else 4.0 * strength * exp(-2.0 * strength)
        return weight * theirs(snr * strength, false_alarm)

    turning = min(-log(false_alarm) / snr, 30.0)
    # one piece after another, so that no rise falls between two points of a wide one
    ends = sorted(
        {
            0.0,
            *(turning * part for part in (0.5, 1.0, 2.0, 4.0)),
            *(turning * 4.0 + end for end in (1.0, 5.0, 40.0)),
        }
    )
    return sum(quad(part, a, b, epsabs=1e-12, epsrel=1e-10, limit=200)[0] for a, b in pairwise(ends))


@given(st.floats(0.1, 300.0), false_alarms)
def test_many_equal_scatterers(snr: float, false_alarm: float) -> None:
    """Swerling 1 is the steady curve in the mean of an exponential."""
    mean = _mean_over("exponential", snr, false_alarm)
    assert detection.radar_look(snr, false_alarm, EVEN) == pytest.approx(mean, abs=1e-9)


@given(st.floats(0.1, 300.0), false_alarms)
def test_one_large_scatterer_and_many_small(snr: float, false_alarm: float) -> None:
    """Swerling 3 is the steady curve in the mean of a chi-square with four degrees of freedom."""
    mean = _mean_over("chi-square", snr, false_alarm)
    assert detection.radar_look(snr, false_alarm, ONE_LARGE) == pytest.approx(mean, abs=1e-9)


@given(strengths, st.floats(0.0, 3.0), false_alarms, st.integers(0, 4))
def test_more_signal_is_seen_more(snr: float, more: float, false_alarm: float, swerling: int) -> None:
    weak, strong = (detection.radar_look(s, false_alarm, swerling) for s in (snr, snr + more))
    assert false_alarm * (1.0 - 1e-9) <= weak <= strong + 1e-12 <= 1.0 + 2e-12


@given(false_alarms, st.integers(0, 4))
def test_nothing_is_seen_as_often_as_noise_alone(false_alarm: float, swerling: int) -> None:
    assert detection.radar_look(0.0, false_alarm, swerling) == pytest.approx(false_alarm, rel=1e-12)


@given(strengths, false_alarms)
def test_one_look_knows_three_cases(snr: float, false_alarm: float) -> None:
    """With one look a target that moves between looks is like one that moves between scans."""
    look = [detection.radar_look(snr, false_alarm, swerling) for swerling in range(5)]
    assert look[1] == look[2]
    assert look[3] == look[4]


@given(st.floats(-5.0, 30.0), st.floats(0.0, 10.0))
def test_infrared(snr: float, threshold: float) -> None:
    ours = detection.infrared_look(snr, threshold)
    assert ours == pytest.approx(float(norm.sf(threshold, loc=snr)), abs=1e-14, rel=1e-9)


def test_strong_signals_are_close_to_a_gaussian() -> None:
    """Far above the noise an envelope is Gaussian: a check that owes nothing to the other curve."""
    snr, false_alarm = 100.0, exp(-100.0)
    near = float(norm.sf(sqrt(200.0), loc=sqrt(2.0 * snr + 1.0)))
    assert detection.radar_look(snr, false_alarm, STEADY) == pytest.approx(near, abs=1e-3)
