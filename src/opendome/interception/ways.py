"""The ways of interceptors, found again for pictures from where and when each leaves and meets its target.

A run keeps launches and meetings, and not what lies between. An interceptor flies as `flyout` has it: a
thrust held in one direction while it burns, then free fall, under the pull of a point; its launch place
carries it along, whether it turns with the Earth or is a satellite. Only the air is left out. One thrust
brings it to that place at that time; it is searched.
"""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from opendome.arrays import Floats
from opendome.physics.constants import MU
from opendome.physics.frames import carried as carried_by_the_earth
from opendome.physics.frames import turned

BURNING, FALLING = 8, 24
"""Steps of a way."""

DECIMALS = 1
"""Nodes lie at such parts of a second, so that they can be written down as they are."""

PULLS = (0.0, 0.3, 0.6, 0.85, 1.0, 1.0, 1.0, 1.0)
"""The pull of the Earth is let in by shares: without it the thrust follows at once, and what a share asks for
is near what the one before asked for."""

NUDGE = 0.05
"""By so much a thrust is changed to see where it leads then [m/s2]."""

CLOSE = 500.0
"""A way counts that ends within this distance of the meeting [m]."""

LOWEST = 0.9
"""Nearer to the centre than this share of its launch place's distance nothing is followed."""


def ways(
    start: Floats,
    end: Floats,
    flight_time: Floats,
    burn_time: Floats,
    rate: float,
    speed: Floats | None = None,
) -> tuple[Floats, Floats, NDArray[np.bool_]]:
    """The ways of M interceptors.

    Args:
        start, end: Where each leaves and meets, ECEF [m] (M, 3).
        flight_time, burn_time: In tenths of a second [s] (M,).
        rate: Of the turning Earth [rad/s].
        speed: Of each launch place, in axes that lie as the Earth's then and do not turn; None where the
            Earth carries it [m/s] (M, 3).

    Returns:
        Times after launch [s] (M, node), places, ECEF [m] (M, node, 3), and which ways were found (M,).
    """
    burn = np.minimum(burn_time, flight_time)
    share = np.concatenate((np.arange(BURNING) / BURNING, np.ones(FALLING + 1)))
    rest = np.concatenate((np.zeros(BURNING), np.arange(FALLING + 1) / FALLING))
    times = np.round(burn[:, None] * share + (flight_time - burn)[:, None] * rest, DECIMALS)
    carried = carried_by_the_earth(start, rate) if speed is None else speed
    # axes that do not turn, and lie as those of the Earth when the interceptor leaves
    goal = turned(end, -rate * flight_time)
    thrust = (goal - start - carried * flight_time[:, None]) / _lever(burn, flight_time)[:, None]
    for pull in PULLS[1:]:
        thrust = _mended(start, carried, thrust, goal, times, pull)
    flown = _fly(start[None], carried[None], thrust[None], times, 1.0)[:, 0]
    found = np.linalg.norm(flown[-1] - goal, axis=-1) < CLOSE
    places = turned(np.swapaxes(flown, 0, 1), rate * times)
    return times, places, np.asarray(found)


def _lever(burn: Floats, flight_time: Floats) -> Floats:
    """How far a thrust of 1 m/s2 carries without a pull [m]."""
    return np.asarray(0.5 * burn * burn + burn * (flight_time - burn))


def _mended(start: Floats, speed: Floats, thrust: Floats, goal: Floats, times: Floats, pull: float) -> Floats:
    """The thrust after one step of Newton's method (M, 3)."""
    tried = np.concatenate((thrust[None], thrust[None] + NUDGE * np.eye(3)[:, None, :]))
    ends = _fly(start[None], speed[None], tried, times, pull)[-1]
    # columns: where the end moves with each component of the thrust
    leads = np.moveaxis((ends[1:] - ends[0]) / NUDGE, 0, -1)
    miss = goal - ends[0]
    usable = np.abs(np.linalg.det(leads)) > 1.0
    leads = np.where(usable[:, None, None], leads, np.eye(3))
    step = np.linalg.solve(leads, miss[..., None])[..., 0]
    return np.where(usable[:, None], thrust + step, thrust)


def _fly(start: Floats, speed: Floats, thrust: Floats, times: Floats, pull: float) -> Floats:
    """Places at all nodes (node, tried, M, 3) by Runge-Kutta steps of the fourth order."""
    shape = np.broadcast_shapes(start.shape, thrust.shape)
    r, v = np.broadcast_to(start, shape).copy(), np.broadcast_to(speed, shape).copy()
    least = LOWEST * np.linalg.norm(start, axis=-1, keepdims=True)
    found = [r.copy()]

    def slope(place: Floats, push: Floats) -> Floats:
        away = np.maximum(np.linalg.norm(place, axis=-1, keepdims=True), least)
        return np.asarray(push - pull * MU * place / away**3)

    for step in range(BURNING + FALLING):
        h = (times[:, step + 1] - times[:, step])[None, :, None]
        push = thrust if step < BURNING else np.zeros(3)
        a1 = slope(r, push)
        a2 = slope(r + 0.5 * h * v, push)
        a3 = slope(r + 0.5 * h * v + 0.25 * h * h * a1, push)
        a4 = slope(r + h * v + 0.5 * h * h * a2, push)
        r = r + h * v + h * h * (a1 + a2 + a3) / 6.0
        v = v + h * (a1 + 2.0 * a2 + 2.0 * a3 + a4) / 6.0
        found.append(r.copy())
    return np.stack(found)
