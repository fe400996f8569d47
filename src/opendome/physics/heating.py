"""How hot the air makes what flies through it.

Source: Sutton and Graves, NASA TR R-376 (1971): the nose of a body much faster than sound. White, Viscous
Fluid Flow: a wall that gives off no heat, under a turbulent layer, takes on all but a tenth of what the air
has lost in speed (the recovery factor is the cube root of the Prandtl number).
"""

from __future__ import annotations

import numpy as np

from opendome.arrays import Floats
from opendome.physics.atmosphere import GAS_CONSTANT, HEAT_RATIO
from opendome.physics.radiation import STEFAN_BOLTZMANN

SUTTON_GRAVES = 1.7415e-4
"""Of air [kg0.5/m]."""

RECOVERY = 0.71 ** (1.0 / 3.0)
"""Recovery factor of a turbulent layer: the cube root of the Prandtl number of air, 0.71."""

CAPACITY = GAS_CONSTANT * HEAT_RATIO / (HEAT_RATIO - 1.0)
"""Specific heat of air at constant pressure [J/(kg K)]."""


def stagnation_heating(density: Floats, speed: Floats, nose_radius: Floats | float) -> Floats:
    """Heat that flows into a cold nose [W/m2].

    Args:
        density: Of the air [kg/m3] (...).
        speed: Relative to the air [m/s] (...).
        nose_radius: [m] (...).

    Returns:
        One a place, (...).

    Valid for: speeds above some 2 km/s in air that flows as a continuum.
    """
    return np.asarray(SUTTON_GRAVES * np.sqrt(density / nose_radius) * speed**3)


def radiating_temperature(heating: Floats, emissivity: Floats | float) -> Floats:
    """Temperature at which a wall gives off by radiation all that flows into it [K].

    Args:
        heating: [W/m2] (...).
        emissivity: 0 to 1 (...).

    Returns:
        One a heating, (...).
    """
    return np.asarray((heating / (emissivity * STEFAN_BOLTZMANN)) ** 0.25)


def recovery_temperature(air_temperature: Floats, speed: Floats) -> Floats:
    """Temperature of a wall that gives off no heat [K].

    Args:
        air_temperature: [K] (...).
        speed: Relative to the air [m/s] (...).

    Returns:
        One a place, (...).

    Valid for: air of constant specific heat, up to some five times the speed of sound.
    """
    return np.asarray(air_temperature + RECOVERY * speed**2 / (2.0 * CAPACITY))
