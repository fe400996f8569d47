"""The seconds that an interceptor in orbit has to fly, and how far it comes in them.

Closed forms of the open literature: a straight line at full thrust and then at one speed, as if nothing
pulled.
`choices.constellation.powered` flies the same with gravity.
"""

from __future__ import annotations

from math import acos, pi


def boost(burn: float, detect: float, confirm: float, decide: float, margin: float) -> float:
    """Seconds left to fly while the engines burn; negative where there are none [s].

    Args:
        burn: From launch to burnout [s].
        detect: From launch until the missile is seen and its course is good enough to shoot at [s].
        confirm, decide: Until it is confirmed, and until somebody has decided [s].
        margin: The missile is to be met so long before burnout [s].

    Source: APS 2003 and the scaling laws built on it.
    """
    return burn - detect - confirm - decide - margin


def after_boost(
    flight: float, burn: float, detect: float, confirm: float, decide: float, margin: float
) -> float:
    """Seconds left to fly where the missile is met after burnout and before its flight ends [s].

    An interceptor leaves once somebody has decided, and not before burnout: until then nobody knows where the
    missile will go.

    Args:
        flight: From launch to the end of what can be met: re-entry, or the end of the glide [s].
        burn, detect, confirm, decide: As for `boost`.
        margin: The missile is to be met so long before that end [s].
    """
    return flight - margin - max(burn, detect + confirm + decide)


def straight(speed: float, acceleration: float, time: float) -> float:
    """How far an interceptor flies in a straight line [m].

    v T - v^2 / (2 a), or a T^2 / 2 while it still speeds up.

    Args:
        speed: That it can give itself [m/s].
        acceleration: Even, until it has that speed [m/s2].
        time: To fly [s]; no distance where it is negative.

    Valid for: minutes. Gravity pulls satellite and interceptor alike, so over 120 s it changes reach by about
    one part in a hundred; over 900 s by more than a tenth.

    Source: Harrison, AEI Working Paper 2025-20, appendix B.
    """
    if time <= 0.0:
        return 0.0
    if time * acceleration <= speed:
        return 0.5 * acceleration * time * time
    return speed * time - speed * speed / (2.0 * acceleration)


def angle(distance: float, orbit: float, meeting: float | None = None) -> float:
    """Central angle that a distance flown reaches [rad], at most half a turn.

    Args:
        distance: Flown [m].
        orbit: Radius of the orbit [m].
        meeting: Radius at which the missile is met [m]; None as in the literature, where it is met at the
            height of the orbit and the distance is taken as an arc.

    Returns:
        0 where the difference in height alone is more than the distance.
    """
    if meeting is None:
        return min(distance / orbit, pi)
    if distance <= abs(orbit - meeting):
        return 0.0
    cosine = (orbit * orbit + meeting * meeting - distance * distance) / (2.0 * orbit * meeting)
    return acos(max(cosine, -1.0))
