"""The chance that one look detects. Device code, in plain algebra.

Source: P. Swerling, Probability of Detection for Fluctuating Targets, RAND RM-1217 (1954); J. I. Marcum, RAND
RM-754 (1947). One look is one pulse, or pulses joined coherently; cases 1 and 2, and cases 3 and 4, are then
the same.
"""

from __future__ import annotations

from math import erfc, exp, log, sqrt

from opendome.compiled import device

_SURE = 400.0
"""Signal to noise above which a steady target is always seen."""


@device
def steady(snr: float, threshold: float) -> float:
    """Marcum's Q for one look: chance that a steady target of this signal to noise crosses the threshold.

    A mixture: the number of photons, so to speak, is Poisson with mean `snr`, and each number n crosses with
    the upper tail of a gamma of order n + 1.
    """
    if snr >= _SURE:
        return 1.0
    poisson, power, tail = exp(-snr), exp(-threshold), exp(-threshold)
    found = poisson * tail
    number = 0
    while number < snr + 12.0 * sqrt(snr) + 40.0:
        number += 1
        poisson *= snr / number
        power *= threshold / number
        tail += power
        found += poisson * min(tail, 1.0)
    return min(found, 1.0)


@device
def radar_look(snr: float, false_alarm: float, swerling: int) -> float:
    """Chance that a radar look detects.

    Args:
        snr: Mean signal to noise, as a ratio.
        false_alarm: Chance that noise alone crosses the threshold.
        swerling: 0 steady; 1, 2 many equal scatterers; 3, 4 one large and many small.
    """
    threshold = -log(false_alarm)
    if swerling == 0:
        return steady(snr, threshold)
    if swerling <= 2:
        return exp(-threshold / (1.0 + snr))
    half = 0.5 * snr
    mean = 1.0 + half
    return exp(-threshold / mean) * (1.0 + threshold * half / (mean * mean))


@device
def infrared_look(snr: float, threshold: float) -> float:
    """Chance that an amplitude with Gaussian noise of one crosses a threshold, both in units of the noise."""
    return 0.5 * erfc((threshold - snr) / sqrt(2.0))
