"""How long a circular orbit lasts in thin air, and the speed that holds it.

The air is a published table of densities for low, mean and high solar activity, from 100 to 1,500 km, with an
exponential between neighbours. In its mean it stands for the whole globe, day and night. Plain numbers, no
arrays: the first screen asks for it.

Valid for: circular orbits, and activity that stays as it is. The Sun's cycle takes eleven years: of orbits
that last longer, the mean speaks; of shorter ones, low and high are the ends.

Source: J. R. Wertz and W. J. Larson (editors), Space Mission Analysis and Design, 3rd edition (1999), table
of the Earth's satellite parameters: densities of MSIS at solar minimum, mean and maximum. NRLMSISE-00,
averaged over the globe at radio fluxes of 70, 122 and 196 solar flux units, is within 5 % of it from 200 to
600 km; the strongest months of a strong cycle (250 units) are half as dense again at 300 km.
"""

from __future__ import annotations

from bisect import bisect_right
from math import ceil, exp, inf, log, sqrt
from typing import Literal

from opendome.physics.constants import EQUATORIAL_RADIUS, MU

Activity = Literal["low", "mean", "high"]
"""Of the Sun."""

ACTIVITIES: tuple[Activity, ...] = ("low", "mean", "high")

GROUND = 100e3
"""Below this an orbit is over [m]; the last revolution from here takes less than an hour."""

_STEP = 5e3
"""The orbit's speed is taken as constant while it sinks this far [m]."""

# Height [km]; density [kg/m3] at low, mean and high activity
_TABLE = (
    (100, 4.61e-7, 4.79e-7, 5.10e-7), (150, 1.65e-9, 1.81e-9, 2.04e-9), (200, 1.78e-10, 2.53e-10, 3.52e-10),
    (250, 3.35e-11, 6.24e-11, 1.06e-10), (300, 8.19e-12, 1.95e-11, 3.96e-11),
    (350, 2.34e-12, 6.98e-12, 1.66e-11), (400, 7.32e-13, 2.72e-12, 7.55e-12),
    (450, 2.47e-13, 1.13e-12, 3.61e-12), (500, 8.98e-14, 4.89e-13, 1.80e-12),
    (550, 3.63e-14, 2.21e-13, 9.25e-13), (600, 1.68e-14, 1.04e-13, 4.89e-13),
    (650, 9.14e-15, 5.15e-14, 2.64e-13), (700, 5.74e-15, 2.72e-14, 1.47e-13),
    (750, 3.99e-15, 1.55e-14, 8.37e-14), (800, 2.96e-15, 9.63e-15, 4.39e-14),
    (850, 2.28e-15, 6.47e-15, 3.00e-14), (900, 1.80e-15, 4.66e-15, 1.91e-14),
    (950, 1.44e-15, 3.54e-15, 1.27e-14), (1_000, 1.17e-15, 2.79e-15, 8.84e-15),
    (1_250, 4.67e-16, 1.11e-15, 2.59e-15), (1_500, 2.30e-16, 5.21e-16, 1.22e-15),
)  # fmt: skip
_HEIGHT = [1e3 * row[0] for row in _TABLE]
_LOG_DENSITY = {name: [log(row[1 + place]) for row in _TABLE] for place, name in enumerate(ACTIVITIES)}

TOP = _HEIGHT[-1]
"""Where the table ends [m]; an orbit above lasts for thousands of years."""


def density(altitude: float, activity: Activity = "mean") -> float:
    """Density of the air, mean over the globe [kg/m3].

    Args:
        altitude: Above the equatorial radius [m], at least `GROUND`.
        activity: Of the Sun.

    Raises:
        ValueError: The altitude lies below the table.
    """
    if altitude < GROUND:
        raise ValueError(f"the table begins at {GROUND:g} m")
    if altitude > TOP:
        return 0.0
    low = min(bisect_right(_HEIGHT, altitude), len(_HEIGHT) - 1) - 1
    logs = _LOG_DENSITY[activity]
    share = (altitude - _HEIGHT[low]) / (_HEIGHT[low + 1] - _HEIGHT[low])
    return exp(logs[low] + share * (logs[low + 1] - logs[low]))


def lifetime(altitude: float, ballistic_coefficient: float, activity: Activity = "mean") -> float:
    """How long a circular orbit lasts that nobody holds [s]; `inf` above the table.

    A circle of radius a shrinks by √(μ a) ρ / B a second: integrated over the exponentials of the table.

    Args:
        altitude: Above the equatorial radius [m].
        ballistic_coefficient: B, mass over drag coefficient and frontal area [kg/m2].
        activity: Of the Sun, for the whole time.

    Source: Space Mission Analysis and Design, equation 6-22, for the change a revolution.
    """
    if altitude <= GROUND:
        return 0.0
    if altitude > TOP:
        return inf
    passed = 0.0
    steps = ceil((altitude - GROUND) / _STEP)
    for step in range(steps):
        low, high = GROUND + step * _STEP, min(GROUND + (step + 1) * _STEP, altitude)
        radius = EQUATORIAL_RADIUS + 0.5 * (low + high)
        # the mean of 1/ρ over an exponential: the table's knots lie on the ends of steps
        below, above = 1.0 / density(low, activity), 1.0 / density(high, activity)
        grows = log(above / below)
        mean = (above - below) / grows if grows > 1e-9 else below
        passed += (high - low) * mean * ballistic_coefficient / sqrt(MU * radius)
    return passed


def holding_acceleration(altitude: float, ballistic_coefficient: float, activity: Activity = "mean") -> float:
    """Drag on a circular orbit: the speed that must be given back each second to hold it [m/s2].

    The air turns with the Earth, which is left out; it takes up to 12 % off at low inclination.

    Args:
        altitude: Above the equatorial radius [m], at least `GROUND`.
        ballistic_coefficient: Mass over drag coefficient and frontal area [kg/m2].
        activity: Of the Sun.

    Source: Space Mission Analysis and Design, equation 6-26, for the change a revolution.
    """
    speed_squared = MU / (EQUATORIAL_RADIUS + altitude)
    return 0.5 * density(altitude, activity) * speed_squared / ballistic_coefficient
