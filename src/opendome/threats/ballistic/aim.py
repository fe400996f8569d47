"""Finding the flight that does what was asked. Device code.

Three numbers steer a flight: azimuth, pitch-over, and the share of the last stage's energy that is used.
For each pitch-over one share reaches the distance of the target: the *effort*. One pitch-over starts the fall
on the ellipse of least energy to the target; smaller ones fly higher, larger ones flatter. Distance decides
pitch-over and effort; the azimuth and a last correction decide the place.
"""

from __future__ import annotations

from math import isnan

import numpy as np

from opendome.arrays import Floats
from opendome.compiled import device
from opendome.records.case import (
    CLIMB_TO_APOGEE,
    FULL_BURN_DEPRESS,
    FULL_BURN_LOFT,
    GO_FAR,
    HIT_WITH_APOGEE,
)
from opendome.records.trajectories import (
    APOGEE_TOO_HIGH,
    APOGEE_TOO_LOW,
    FALLS_BACK,
    NEVER_LANDS,
    NOT_SOLVED,
    OK,
    OUT_OF_REACH,
    TOO_NEAR,
)
from opendome.threats.ballistic.correction import correct, home_in, turn_to_target
from opendome.threats.ballistic.flight import AZIMUTH, ENERGY, PITCH_OVER
from opendome.threats.ballistic.notes import HIGHEST, STATUS
from opendome.threats.ballistic.search import (
    EFFORT,
    HIGH,
    LEAST_KICK,
    LOOSE,
    MOST_KICK,
    NEAR,
    PEAKS,
    ROUGH,
    STEEP,
    cost,
    easiest_kick,
    effort,
    kick_between,
    past,
)
from opendome.threats.ballistic.wishes import BEARING, DISTANCE, FREE, MODE, NEARNESS, PEAK, TASK

FINE = 1e-10
"""Tolerance of the flight that is kept."""

ENOUGH = 1_000.0
"""A place counts as hit when the miss is below this [m]."""

JUMP = 1e-3
"""A distance that is off by more after a search was jumped over, not passed through [rad]."""

NEAR_ANTIPODE = 3.0
"""Places farther than this from the launch may need more height than the ellipse of least energy [rad]."""

SAME_HEIGHT = 1_000.0
"""An apogee counts as reached within this [m]."""

ASTRAY = 0.02
"""A direction that is off by more is not settled yet [rad]."""

TURNS = 6
"""How often distance and direction are settled in turn."""


@device
def least_energy(
    given: Floats,
    segments: Floats,
    drag: Floats,
    controls: Floats,
    wish: Floats,
    bounds: Floats,
    summary: Floats,
) -> tuple[float, float]:
    """The pitch-over of the minimum-energy ellipse to the distance, and its effort.

    Looked for between the first two of `bounds`, and everywhere if it is not there.
    """
    kick = kick_between(bounds[0], bounds[1], STEEP, 0.0, given, segments, drag, controls, wish, summary)
    if isnan(kick):
        kick = kick_between(LEAST_KICK, MOST_KICK, STEEP, 0.0, given, segments, drag, controls, wish, summary)
    if isnan(kick):
        kick = LEAST_KICK
    bounds[0], bounds[1] = kick / 1.1, kick * 1.1
    controls[PITCH_OVER] = kick
    return kick, effort(given, segments, drag, controls, wish, summary)


@device
def hardest(
    kick: float,
    given: Floats,
    segments: Floats,
    drag: Floats,
    controls: Floats,
    wish: Floats,
    summary: Floats,
) -> tuple[int, float]:
    """A pitch-over that reaches where the one of least energy does not: gravity costs the flatter less."""
    easiest = easiest_kick(given, segments, drag, controls, wish, summary)
    if cost(easiest, given, segments, drag, controls, wish, summary) > 1.0:
        controls[PITCH_OVER], controls[ENERGY] = easiest, 1.0
        return OUT_OF_REACH, easiest
    found = kick_between(kick, easiest, EFFORT, 1.0, given, segments, drag, controls, wish, summary)
    controls[PITCH_OVER], controls[ENERGY] = easiest if isnan(found) else found, 1.0
    return OK, easiest


@device
def at_height(
    kick: float,
    value: float,
    given: Floats,
    segments: Floats,
    drag: Floats,
    controls: Floats,
    wish: Floats,
    summary: Floats,
) -> tuple[int, bool]:
    """Pitch-over and energy for the height asked, from those of least energy."""
    found = kick_between(LEAST_KICK, MOST_KICK, HIGH, 0.0, given, segments, drag, controls, wish, summary)
    if not isnan(found):
        controls[PITCH_OVER] = found
        value = effort(given, segments, drag, controls, wish, summary)
        if 0.0 <= value <= 1.0:
            return OK, False
    high = found < kick if not isnan(found) else wish[PEAK] > summary[HIGHEST]
    # the nearest that can be flown: full energy on that side
    end = LEAST_KICK if high else MOST_KICK
    near = kick_between(end, kick, EFFORT, 1.0, given, segments, drag, controls, wish, summary)
    controls[PITCH_OVER], controls[ENERGY] = kick if isnan(near) else near, 1.0
    return (APOGEE_TOO_HIGH if high else APOGEE_TOO_LOW), True


@device
def at_full_burn(
    given: Floats,
    segments: Floats,
    drag: Floats,
    controls: Floats,
    wish: Floats,
    summary: Floats,
) -> int:
    """Pitch-over with which all energy goes just to the distance: higher, or flatter, than the farthest."""
    farthest = easiest_kick(given, segments, drag, controls, wish, summary)
    controls[PITCH_OVER] = farthest
    if past(1.0, given, segments, drag, controls, wish, summary) < 0.0:
        return OUT_OF_REACH
    other = MOST_KICK if wish[MODE] == FULL_BURN_DEPRESS else LEAST_KICK
    found = kick_between(other, farthest, EFFORT, 1.0, given, segments, drag, controls, wish, summary)
    controls[PITCH_OVER] = other if isnan(found) else found
    if isnan(found):
        return TOO_NEAR
    # flatter than this it dips into the ground: distance jumps instead of passing through
    if abs(past(1.0, given, segments, drag, controls, wish, summary)) > JUMP:
        controls[PITCH_OVER] = found * (0.999 if wish[MODE] == FULL_BURN_DEPRESS else 1.0)
        return TOO_NEAR
    return OK


@device
def choose(
    given: Floats,
    segments: Floats,
    drag: Floats,
    controls: Floats,
    wish: Floats,
    bounds: Floats,
    summary: Floats,
) -> tuple[int, bool]:
    """Pitch-over and energy for the distance, at the azimuth that stands in `controls`.

    Returns:
        Status, and whether the last correction turns the pitch-over instead of the energy.
    """
    if wish[TASK] != HIT_WITH_APOGEE and wish[MODE] in (FULL_BURN_LOFT, FULL_BURN_DEPRESS):
        return at_full_burn(given, segments, drag, controls, wish, summary), True
    kick, value = least_energy(given, segments, drag, controls, wish, bounds, summary)
    if value > 1.0:
        status, kick = hardest(kick, given, segments, drag, controls, wish, summary)
        if status != OK or wish[TASK] != HIT_WITH_APOGEE:
            return status, True
    if wish[TASK] == HIT_WITH_APOGEE:
        return at_height(kick, value, given, segments, drag, controls, wish, summary)
    if value >= 0.0:
        return OK, False
    # more energy than the distance needs even at its least: the rest goes into height
    found = kick_between(LEAST_KICK, kick, EFFORT, 0.0, given, segments, drag, controls, wish, summary)
    controls[PITCH_OVER] = LEAST_KICK if isnan(found) else found
    controls[ENERGY] = 0.0
    return (TOO_NEAR if isnan(found) else OK), True


@device
def climb(
    given: Floats, segments: Floats, drag: Floats, controls: Floats, wish: Floats, summary: Floats
) -> int:
    """Pitch-over with which all energy goes just as high as was asked, in the direction that was."""
    found = kick_between(LEAST_KICK, MOST_KICK, PEAKS, 0.0, given, segments, drag, controls, wish, summary)
    controls[ENERGY] = 1.0
    if not isnan(found):
        controls[PITCH_OVER] = found
        return OK
    low = summary[HIGHEST] > wish[PEAK]  # the last flight was the flattest
    controls[PITCH_OVER] = MOST_KICK if low else LEAST_KICK
    return APOGEE_TOO_LOW if low else APOGEE_TOO_HIGH


@device
def loft_until_hit(
    given: Floats,
    segments: Floats,
    drag: Floats,
    controls: Floats,
    wish: Floats,
    summary: Floats,
) -> bool:
    """Fly higher, step by step, until the place is hit.

    Near the antipode the ellipse of least energy grazes the air, and no correction settles there.
    """
    controls[AZIMUTH], controls[ENERGY] = wish[BEARING], 0.9
    for _ in range(4):
        controls[PITCH_OVER] *= 0.85
        if effort(given, segments, drag, controls, wish, summary) > 1.0:
            return False
        turn_to_target(False, given, segments, drag, controls, wish, summary)
        if correct(False, given, segments, drag, controls, wish, FINE, summary) < ENOUGH:
            return True
    return False


@device
def quickly(
    warm: bool, given: Floats, segments: Floats, drag: Floats, controls: Floats, wish: Floats, summary: Floats
) -> bool:
    """Search loosely, or not at all where the search starts near (`warm`), and home in from there.

    Returns:
        Whether the place is hit. If not, the controls are as they were.
    """
    before = np.empty(3)
    for part in range(3):
        before[part] = controls[part]
    wish[NEARNESS], status, by_kick = LOOSE, OK, False
    if not warm:
        bounds = np.array([LEAST_KICK, MOST_KICK])
        status, by_kick = choose(given, segments, drag, controls, wish, bounds, summary)
        if status == OK and not by_kick:
            turn_to_target(False, given, segments, drag, controls, wish, summary)
    if (
        status == OK
        and not by_kick
        and home_in(given, segments, drag, controls, wish, summary)
        and correct(False, given, segments, drag, controls, wish, FINE, summary) < ENOUGH
    ):
        return True
    for part in range(3):
        controls[part] = before[part]
    return False


@device
def solve(
    given: Floats, segments: Floats, drag: Floats, wish: Floats, controls: Floats, summary: Floats
) -> int:
    """Find the controls that do what `wish` asks; returns the status.

    Args:
        given: The launch and its Earth, (segments.GIVEN,).
        segments: (segment, segments.COLUMNS).
        drag: The drag table, (2, K).
        wish: (WISH,).
        controls: Receives azimuth [rad], pitch-over [rad] and share of energy. The azimuth that stands there
            is kept for the longest flight; for a place the search starts from a pitch-over that stands there.
        summary: Room for a flight's answer.
    """
    bounds = np.array([LEAST_KICK, MOST_KICK])
    status, by_kick, warm = OK, False, controls[PITCH_OVER] > 0.0
    controls[ENERGY] = controls[ENERGY] if warm else 0.9
    wish[NEARNESS] = NEAR
    if wish[TASK] == GO_FAR:
        if wish[FREE] == 1.0:
            controls[PITCH_OVER] = easiest_kick(given, segments, drag, controls, wish, summary)
        controls[ENERGY] = 1.0
        return OK
    if wish[TASK] == CLIMB_TO_APOGEE:
        return climb(given, segments, drag, controls, wish, summary)
    if warm:
        bounds[0], bounds[1] = controls[PITCH_OVER] / 1.2, controls[PITCH_OVER] * 1.2
    else:
        controls[AZIMUTH] = wish[BEARING]
    full = wish[MODE] in (FULL_BURN_LOFT, FULL_BURN_DEPRESS)
    quick = wish[FREE] == 1.0 and (not full or wish[TASK] == HIT_WITH_APOGEE)
    if quick and quickly(warm, given, segments, drag, controls, wish, summary):
        return OK
    wish[NEARNESS] = NEAR
    for turn in range(TURNS):
        if wish[FREE] == 1.0:
            status, by_kick = choose(given, segments, drag, controls, wish, bounds, summary)
        else:
            value = effort(given, segments, drag, controls, wish, summary)
            status = OUT_OF_REACH if value > 1.0 else (TOO_NEAR if value < 0.0 else OK)
        off = turn_to_target(by_kick, given, segments, drag, controls, wish, summary)
        if abs(off) > ASTRAY and status == OK:
            correct(by_kick, given, segments, drag, controls, wish, ROUGH, summary)
        if turn == 0 or (abs(off) > ASTRAY and turn < TURNS - 1):
            continue
        if status == OUT_OF_REACH and wish[DISTANCE] > NEAR_ANTIPODE:
            break
        if status in (OUT_OF_REACH, TOO_NEAR):
            return status
        if correct(by_kick, given, segments, drag, controls, wish, FINE, summary) < ENOUGH:
            return status
    again = wish[FREE] == 1.0 and wish[TASK] != HIT_WITH_APOGEE
    again = again and (not by_kick or wish[DISTANCE] > NEAR_ANTIPODE)
    if again and loft_until_hit(given, segments, drag, controls, wish, summary):
        return OK
    return unsolved(status, by_kick, controls, summary)


@device
def unsolved(status: int, by_kick: bool, controls: Floats, summary: Floats) -> int:
    """The status where no correction settled; `by_kick` whether it turned the pitch-over."""
    if summary[STATUS] == FALLS_BACK or summary[STATUS] == NEVER_LANDS:
        return int(summary[STATUS])
    if status == OK:
        return OUT_OF_REACH if controls[ENERGY] > 0.99 and not by_kick else NOT_SOLVED
    return status


@device
def judge(solved: int, wish: Floats, summary: Floats) -> int:
    """The status of a flight, from that of its search and from how it was flown."""
    flown = int(summary[STATUS])
    if flown != OK and solved != TOO_NEAR:
        return flown
    if solved == OK and wish[TASK] == HIT_WITH_APOGEE and abs(summary[HIGHEST] - wish[PEAK]) > SAME_HEIGHT:
        return APOGEE_TOO_HIGH if summary[HIGHEST] < wish[PEAK] else APOGEE_TOO_LOW
    return solved
