"""How a track starts, from one measurement and what is known beforehand. Device code.

A radar gives the place; velocity is anything a missile may have. One infrared satellite gives a direction:
how far along it the target is follows from the height at which a climbing missile is first seen, which the
climb profile of the library gives with its doubt. Nothing is taken from the missile itself.
"""

from __future__ import annotations

from math import sqrt

from opendome.arrays import Floats
from opendome.compiled import device
from opendome.physics.constants import EARTH_ECCENTRICITY2, EARTH_RADIUS
from opendome.physics.directions import distance_to_height, geodetic_up

# Columns of the climb profile as kernels take it, in the order of `records.case.CLIMB`.
TIME, HEIGHT, HEIGHT_SPREAD, CLIMB, CLIMB_SPREAD, LEVEL, LEVEL_SPREAD, THRUST, THRUST_SPREAD = range(9)

CLOUD_DOUBT = 3_000.0
"""How far the clouds may lie from where the profile starts, one sigma [m]; assumed, between 2 and 4 km."""

ANY_SPEED = 4_000.0
"""One sigma of each component of a velocity of which nothing is known [m/s]; assumed, 3 to 5 km/s."""

SKIN_HEIGHT, SKIN_SPREAD = 45_000.0, 20_000.0
"""Height at which a satellite is taken to see skin and no flame, and one sigma [m]; assumed, 20 to 80 km."""

_FLATTEST = 0.05
"""Sine of the flattest angle at which a ray is taken to cross a height."""


@device
def from_radar(
    site: Floats, direction: Floats, away: float, angle: float, depth: float, state: Floats, p: Floats
) -> None:
    """Start at a measured place."""
    for row in range(6):
        for column in range(6):
            p[row, column] = 0.0
    for axis in range(3):
        state[axis] = site[axis] + away * direction[axis]
        state[axis + 3] = 0.0
        p[axis + 3, axis + 3] = ANY_SPEED * ANY_SPEED
    spread(p, direction, depth, away * angle)


@device
def spread(p: Floats, direction: Floats, along: float, across: float) -> None:
    """Write a position covariance: one sigma along a direction, and one across it."""
    for row in range(3):
        for column in range(3):
            same = across * across if row == column else 0.0
            p[row, column] = same + (along * along - across * across) * direction[row] * direction[column]


@device
def from_infrared(
    site: Floats,
    direction: Floats,
    angle: float,
    interval: float,
    climb: Floats,
    earth: Floats,
    state: Floats,
    p: Floats,
) -> None:
    """Start where a ray comes down to the height at which climbing missiles are first seen.

    Args:
        site, direction: Of the satellite and its line of sight.
        angle: Error of the direction [rad].
        interval: Between two looks [s]: so much later than at the clouds it may be.
        climb: The profile (T, 9).
        earth: `constants.earth()`.
        state, p: Receive the state and its covariance.
    """
    row = climb_row(climb, 0.5 * interval)
    late = row[CLIMB] * interval / sqrt(12.0)
    doubt = sqrt(row[HEIGHT_SPREAD] ** 2 + CLOUD_DOUBT**2 + late * late)
    away = distance_to_height(site, direction, row[HEIGHT], earth)
    from_radar(site, direction, away, angle, doubt, state, p)
    _, ux, uy, uz = geodetic_up(state[0], state[1], state[2], earth[EARTH_RADIUS], earth[EARTH_ECCENTRICITY2])
    slant = max(abs(ux * direction[0] + uy * direction[1] + uz * direction[2]), _FLATTEST)
    spread(p, direction, doubt / slant, away * angle)
    level2 = 0.5 * (row[LEVEL] ** 2 + row[LEVEL_SPREAD] ** 2)
    upright = (ux, uy, uz)
    for one in range(3):
        state[one + 3] = row[CLIMB] * upright[one]
        for other in range(3):
            same = level2 if one == other else 0.0
            p[one + 3, other + 3] = same + (row[CLIMB_SPREAD] ** 2 - level2) * upright[one] * upright[other]


@device
def from_skin(site: Floats, direction: Floats, angle: float, earth: Floats, state: Floats, p: Floats) -> None:
    """Start where a ray comes down to the height of gliders; of the velocity nothing is known.

    Args:
        site, direction: Of the satellite and its line of sight.
        angle: Error of the direction [rad].
        earth: `constants.earth()`.
        state, p: Receive the state and its covariance.
    """
    away = distance_to_height(site, direction, SKIN_HEIGHT, earth)
    from_radar(site, direction, away, angle, SKIN_SPREAD, state, p)
    _, ux, uy, uz = geodetic_up(state[0], state[1], state[2], earth[EARTH_RADIUS], earth[EARTH_ECCENTRICITY2])
    slant = max(abs(ux * direction[0] + uy * direction[1] + uz * direction[2]), _FLATTEST)
    spread(p, direction, SKIN_SPREAD / slant, away * angle)


@device
def climb_row(climb: Floats, since: float) -> Floats:
    """The row of the profile at a time after the start [s]; the last one afterwards."""
    every = max(climb[1, TIME] - climb[0, TIME], 1e-9)
    return climb[int(min(max(since / every, 0.0), len(climb) - 1.0))]
