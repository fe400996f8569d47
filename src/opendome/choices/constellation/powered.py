"""Reach with gravity: a satellite thrusts evenly in one fixed direction, and then falls freely.

Kinematics alone: no steering, no staging, no seeker. For each direction sideways the climb of the thrust is
solved so that the interceptor is at the height of the meeting when the time is over. What counts is how far
over the Earth it then is from where its satellite would have been.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from opendome.arrays import Floats
from opendome.interception.window import straight
from opendome.physics.constants import EQUATORIAL_RADIUS, MU

_DEEPEST = 0.5 * EQUATORIAL_RADIUS
"""A way that comes nearer to the centre of the Earth is another solution than the one looked for [m]."""

_SIDES = 13
"""Directions of thrust from straight ahead to straight back; the other side is its mirror image."""

_STEPS_THRUST, _STEPS_FALL = 4, 8
_SOLVES = 12


@dataclass(frozen=True)
class PoweredReach:
    """How far an interceptor comes over the Earth from where its satellite would have been.

    Attributes:
        ahead, aside, behind: Central angles [rad]; 0 where the height of the meeting is out of reach.
        angle: Of the cap with as much area as all that it reaches [rad].
        fraction: Share of the sphere that it reaches.
    """

    ahead: float
    aside: float
    behind: float
    angle: float
    fraction: float


NOTHING = PoweredReach(0.0, 0.0, 0.0, 0.0, 0.0)
"""The height of the meeting is out of reach."""


def powered(speed: float, acceleration: float, time: float, orbit: float, meeting: float) -> PoweredReach:
    """Reach of an interceptor from a circular orbit, with the pull of a round Earth that does not turn.

    Args:
        speed: That it can give itself [m/s].
        acceleration: Even, until it has that speed [m/s2].
        time: To fly [s].
        orbit: Radius of the orbit [m].
        meeting: Radius at which the missile is met [m].

    Returns:
        Zeros where the height of the meeting is out of reach; NaN where one solution a direction is not
        enough: a straight flight would be longer than the radius of the orbit, or the solution found is a way
        through the middle of the Earth.

    Valid for: minutes. It may fly with less than its full speed, so everything inside the edge is reached
    too; the whole time is always used.

    Source: Newton's equations, by Runge and Kutta's fourth order.
    """
    distance = straight(speed, acceleration, time)
    if distance >= orbit:
        return PoweredReach(*[np.nan] * 5)
    if distance <= 0.0:
        return NOTHING
    side = np.linspace(0.0, np.pi, _SIDES)
    low, high = np.full(_SIDES, -0.5 * np.pi), np.full(_SIDES, 0.5 * np.pi)
    over = [_end(speed, acceleration, time, orbit, side, climb)[0] for climb in (low, high)]
    off = [np.linalg.norm(end, axis=-1) - meeting for end in over]
    if off[0].max() > 0.0 or off[1].min() < 0.0:
        return NOTHING
    place, lowest = _solved(speed, acceleration, time, orbit, meeting, side, low, high, off[0], off[1])
    if lowest < _DEEPEST:
        return PoweredReach(*[np.nan] * 5)
    turn = np.sqrt(MU / orbit**3) * time
    along = np.array([-np.sin(turn), np.cos(turn), 0.0])
    up = np.array([np.cos(turn), np.sin(turn), 0.0])
    towards = np.arctan2(place[:, 2], place @ along)
    arc = np.arccos(np.clip(place @ up / np.linalg.norm(place, axis=-1), -1.0, 1.0))
    # both halves: the mean over all directions of the share of the cap with this edge
    share = 0.5 * (1.0 - np.cos(arc))
    fraction = float(np.sum(0.5 * (share[1:] + share[:-1]) * np.diff(towards)) / np.pi)
    edge = 2.0 * float(np.arcsin(np.sqrt(fraction)))
    return PoweredReach(float(arc[0]), float(arc[_SIDES // 2]), float(arc[-1]), edge, fraction)


def _solved(
    speed: float, acceleration: float, time: float, orbit: float, meeting: float, side: Floats,
    low: Floats, high: Floats, under: Floats, over: Floats,
) -> tuple[Floats, float]:  # fmt: skip
    """Where the interceptor ends at the height of the meeting, by the rule of Illinois (side, 3).

    Also how near any of its ways comes to the centre of the Earth [m].
    """
    place, lowest = np.zeros((len(side), 3)), np.inf
    for _ in range(_SOLVES):
        climb = (low * over - high * under) / (over - under)
        place, lowest = _end(speed, acceleration, time, orbit, side, climb)
        off = np.linalg.norm(place, axis=-1) - meeting
        if np.abs(off).max() < 1.0:
            break
        above = off > 0.0
        under, over = np.where(above, 0.5 * under, off), np.where(above, off, 0.5 * over)
        low, high = np.where(above, low, climb), np.where(above, climb, high)
    return place, lowest


def _end(
    speed: float, acceleration: float, time: float, orbit: float, side: Floats, climb: Floats
) -> tuple[Floats, float]:
    """Where thrust in each direction leads to [m] (side, 3); the satellite starts on the first axis.

    Also how near any of these ways comes to the centre of the Earth [m].

    Args:
        speed, acceleration, time, orbit: As for `powered`.
        side: Of the thrust, from straight ahead to the left [rad] (side,).
        climb: Of the thrust above the horizon [rad] (side,).
    """
    level = np.cos(climb)
    thrust = np.stack((np.sin(climb), level * np.cos(side), level * np.sin(side)), axis=-1) * acceleration
    place = np.zeros((len(side), 3))
    place[:, 0] = orbit
    motion = np.zeros((len(side), 3))
    motion[:, 1] = np.sqrt(MU / orbit)
    burn = min(speed / acceleration, time)
    place, motion, lowest = _flown(place, motion, thrust, burn, _STEPS_THRUST)
    if time > burn:
        place, motion, later = _flown(place, motion, np.zeros_like(thrust), time - burn, _STEPS_FALL)
        lowest = min(lowest, later)
    return place, lowest


def _flown(
    place: Floats, motion: Floats, thrust: Floats, time: float, steps: int
) -> tuple[Floats, Floats, float]:
    """Place and motion after a time under thrust and gravity, and the least distance from the centre."""
    step, lowest = time / steps, np.inf
    for _ in range(steps):
        first = thrust + _pull(place)
        second = thrust + _pull(place + 0.5 * step * motion)
        third = thrust + _pull(place + 0.5 * step * motion + 0.25 * step * step * first)
        fourth = thrust + _pull(place + step * motion + 0.5 * step * step * second)
        place = place + step * motion + step * step / 6.0 * (first + second + third)
        motion = motion + step / 6.0 * (first + 2.0 * second + 2.0 * third + fourth)
        lowest = min(lowest, float(np.linalg.norm(place, axis=-1).min()))
    return place, motion, lowest


def _pull(place: Floats) -> Floats:
    """Gravity of a point [m/s2]."""
    square = np.einsum("ij,ij->i", place, place)
    return np.asarray(-MU / (square * np.sqrt(square)))[:, None] * place
