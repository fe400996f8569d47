"""What a hot surface radiates in a band of wavelengths: Planck's law, integrated.

With x = c2 / (wavelength temperature), the share of a black body's radiance on the short side of a wavelength
is 15/pi4 times the integral of t3 / (e^t - 1) from x on. Above x = 1 it is summed as a series in e^-nx, below
from the other end as a series in powers of x; both are exact to some 1e-14.

Valid for: a surface in its own light. Air that absorbs and the light of the Sun are left out.
Source: Chang and Rhee, Int. Comm. Heat Mass Transfer 11 (1984) 451-455; constants of CODATA 2018.
"""

from __future__ import annotations

import numpy as np

from opendome.arrays import Floats

STEFAN_BOLTZMANN = 5.670374419e-8
"""[W/(m2 K4)], CODATA 2018."""

SECOND_RADIATION = 1.438776877e-2
"""Second radiation constant, h c / k [m K], CODATA 2018."""

WAVEBANDS = {"swir": (2.69e-6, 2.95e-6), "mwir": (3.0e-6, 5.0e-6), "lwir": (8.0e-6, 12.0e-6)}
"""Ends of each infrared band [m]: that of early warning, the middle one, the long one."""

_WHOLE = np.pi**4 / 15.0
_TERMS = 34
_POWERS = np.array([1 / 3, -1 / 8, 1 / 60, 0, -1 / 5_040, 0, 1 / 272_160, 0, -1 / 13_305_600, 0,
                    1 / 622_702_080, 0, -691 / 19_615_115_520_000, 0, 1 / 1_270_312_243_200])  # fmt: skip
"""Of the integral of t3 / (e^t - 1) from 0 to x, over x3, in rising powers of x: Bernoulli's numbers."""


def share_below(wavelength: Floats | float, temperature: Floats | float) -> Floats:
    """Share of a black body's radiance that lies on the short side of a wavelength, 0 to 1.

    Args:
        wavelength: [m] (...).
        temperature: [K], more than 0 (...).

    Returns:
        One a pair, (...), the two broadcast.
    """
    x = np.atleast_1d(np.asarray(SECOND_RADIATION / (np.asarray(wavelength) * np.asarray(temperature))))
    found = np.zeros_like(x)
    small = x < 1.0
    near = x[small]
    found[small] = 1.0 - near**3 * np.polynomial.polynomial.polyval(near, _POWERS) / _WHOLE
    found[~small] = sum(_tail(x[~small], n) for n in range(1, _TERMS + 1)) / _WHOLE
    return found.reshape(np.broadcast(wavelength, temperature).shape)


def _tail(x: Floats, n: int) -> Floats:
    """Term n of the integral of t3 / (e^t - 1) from x on."""
    y = n * x
    return np.exp(-y) * (((y + 3.0) * y + 6.0) * y + 6.0) / n**4


def radiance(band: str, temperature: Floats | float) -> Floats:
    """Radiance of a black body in a band [W/(m2 sr)].

    Args:
        band: Name in `WAVEBANDS`.
        temperature: [K], more than 0 (...).

    Returns:
        One a temperature, (...).
    """
    low, high = WAVEBANDS[band]
    temperature = np.asarray(temperature, dtype=np.float64)
    share = share_below(high, temperature) - share_below(low, temperature)
    return np.asarray(share * STEFAN_BOLTZMANN * temperature**4 / np.pi)
