"""The air: US Standard Atmosphere 1976, from the ground to 1,000 km.

Below 86 km the seven layers of the standard, exactly. Above, its tabulated densities with an exponential
between neighbours (at most 2 % from the standard's own values between them), and none above 1,000 km.
Above 86 km the temperature is held at 186.87 K and the pressure at none: they only set the speed of sound
and the back pressure on a nozzle (0.4 Pa) where there is hardly any air.

Source: U.S. Standard Atmosphere, 1976, NOAA-S/T 76-1562; tables 4 and VIII.
"""

from __future__ import annotations

from math import exp, log, sqrt

import numpy as np

from opendome.arrays import Floats
from opendome.compiled import device
from opendome.physics.constants import STANDARD_GRAVITY

SEA_LEVEL_PRESSURE = 101_325.0
"""[Pa]."""

GAS_CONSTANT = 8_314.32 / 28.9644
"""Of air, by mass [J/(kg K)], with the standard's own universal constant."""

HEAT_RATIO = 1.4
"""Of the specific heats of air [-]."""
_EARTH_RADIUS = 6_356_766.0
_LAYERS_TOP = 86_000.0
_COLD = 186.87

_BASE = np.array([0.0, 11e3, 20e3, 32e3, 47e3, 51e3, 71e3])  # geopotential [m]
_LAPSE = np.array([-6.5e-3, 0.0, 1e-3, 2.8e-3, 0.0, -2.8e-3, -2e-3])  # [K/m]

# Height [km] and density [kg/m3], table VIII
_HIGH = np.array([
    (86, 6.958e-6), (88, 4.875e-6), (90, 3.416e-6), (92, 2.393e-6), (94, 1.670e-6), (96, 1.163e-6),
    (98, 8.081e-7), (100, 5.604e-7), (105, 2.325e-7), (110, 9.708e-8), (115, 4.289e-8), (120, 2.222e-8),
    (125, 1.291e-8), (130, 8.152e-9), (140, 3.831e-9), (150, 2.076e-9), (160, 1.233e-9), (170, 7.815e-10),
    (180, 5.194e-10), (190, 3.581e-10), (200, 2.541e-10), (220, 1.367e-10), (240, 7.858e-11),
    (260, 4.742e-11), (280, 2.971e-11), (300, 1.916e-11), (350, 7.014e-12), (400, 2.803e-12),
    (450, 1.184e-12), (500, 5.215e-13), (550, 2.384e-13), (600, 1.137e-13), (650, 5.712e-14),
    (700, 3.070e-14), (750, 1.788e-14), (800, 1.136e-14), (850, 7.824e-15), (900, 5.759e-15),
    (950, 4.453e-15), (1000, 3.561e-15),
])  # fmt: skip
_HIGH_ALTITUDE = _HIGH[:, 0] * 1e3
_HIGH_LOG_DENSITY = np.log(_HIGH[:, 1])


def _bases() -> tuple[Floats, Floats]:
    """Temperature [K] and pressure [Pa] at the foot of each layer, (layer,)."""
    temperature, pressure = [288.15], [SEA_LEVEL_PRESSURE]
    for layer in range(len(_BASE) - 1):
        rise, lapse = _BASE[layer + 1] - _BASE[layer], _LAPSE[layer]
        here = temperature[-1]
        above = here + lapse * rise
        if lapse == 0.0:
            falls = exp(-STANDARD_GRAVITY * rise / (GAS_CONSTANT * here))
        else:
            falls = (here / above) ** (STANDARD_GRAVITY / (GAS_CONSTANT * lapse))
        temperature.append(above)
        pressure.append(pressure[-1] * falls)
    return np.array(temperature), np.array(pressure)


_TEMPERATURE, _PRESSURE = _bases()


@device
def air(altitude: float) -> tuple[float, float, float]:
    """Density [kg/m3], pressure [Pa] and speed of sound [m/s] at a height above the ellipsoid [m].

    Below the ground the lowest layer goes on; above 1,000 km there is no air.
    """
    if altitude >= _LAYERS_TOP:
        sound = sqrt(HEAT_RATIO * GAS_CONSTANT * _COLD)
        if altitude >= _HIGH_ALTITUDE[-1]:
            return 0.0, 0.0, sound
        low, high = 0, len(_HIGH_ALTITUDE) - 1
        while high - low > 1:
            middle = (low + high) // 2
            if _HIGH_ALTITUDE[middle] <= altitude:
                low = middle
            else:
                high = middle
        share = (altitude - _HIGH_ALTITUDE[low]) / (_HIGH_ALTITUDE[high] - _HIGH_ALTITUDE[low])
        density = exp(_HIGH_LOG_DENSITY[low] + share * (_HIGH_LOG_DENSITY[high] - _HIGH_LOG_DENSITY[low]))
        return density, 0.0, sound
    level = _EARTH_RADIUS * altitude / (_EARTH_RADIUS + altitude)
    layer = 0
    while layer < len(_BASE) - 1 and level >= _BASE[layer + 1]:
        layer += 1
    foot, lapse = _TEMPERATURE[layer], _LAPSE[layer]
    rise = level - _BASE[layer]
    temperature = foot + lapse * rise
    if lapse == 0.0:
        pressure = _PRESSURE[layer] * exp(-STANDARD_GRAVITY * rise / (GAS_CONSTANT * foot))
    else:
        power = STANDARD_GRAVITY / (GAS_CONSTANT * lapse)
        pressure = _PRESSURE[layer] * exp(power * log(foot / temperature))
    density = pressure / (GAS_CONSTANT * temperature)
    return density, pressure, sqrt(HEAT_RATIO * GAS_CONSTANT * temperature)


def air_along(altitude: Floats) -> tuple[Floats, Floats]:
    """The same air at many heights.

    Args:
        altitude: Above the ellipsoid [m] (...).

    Returns:
        Density [kg/m3] and temperature [K], (...).
    """
    high = altitude >= _LAYERS_TOP
    level = _EARTH_RADIUS * altitude / (_EARTH_RADIUS + altitude)
    layer = np.maximum(np.searchsorted(_BASE, level, side="right") - 1, 0)
    foot, lapse, rise = _TEMPERATURE[layer], _LAPSE[layer], level - _BASE[layer]
    temperature = np.where(high, _COLD, foot + lapse * rise)
    power = STANDARD_GRAVITY / GAS_CONSTANT
    even = lapse == 0.0
    falls = np.where(
        even, -power * rise / foot, power / np.where(even, 1.0, lapse) * np.log(foot / temperature)
    )
    low = _PRESSURE[layer] * np.exp(falls) / (GAS_CONSTANT * temperature)
    above = np.interp(altitude, _HIGH_ALTITUDE, _HIGH_LOG_DENSITY, right=-np.inf)
    return np.where(high, np.exp(above), low), temperature
