"""How the flight goes up and down: straight climbs and dives, with arcs between them and the level.

Written by the length of the path: over each section the angle above the horizontal changes evenly.
"""

from __future__ import annotations

import numpy as np

from opendome.arrays import Floats
from opendome.records import trajectories as flown
from opendome.threats.cruise.figures import (
    BOOSTED,
    CLIMB,
    DIVE,
    HEIGHT,
    RANGE,
    START_HEIGHT,
    TURN_RADIUS,
)

# Columns of a section: its length [m]; height [m] and angle above the horizontal [rad] at its start; change
# of the angle [rad/m]; phase that holds in it, and event at its end.
LENGTH, LOW, ANGLE, RATE, PHASE, EVENT = range(6)
SECTION = 6

# Rows: up (or down) to the height of the cruise, the cruise, and the dive.
CLIMBS, CRUISES, DIVES, SECTIONS = 0, 3, 4, 6

NOTHING = 1e-3
"""A straight dive shorter than this is none: the arc itself ends on the ground [m]."""


def sections(given: Floats) -> Floats:
    """The sections of flights; some of them may have no length.

    A missile from the ground climbs at once; one that comes level off an aircraft, or starts above its
    height, first bends down or up. Where two heights are too near to one another for the whole angle, it
    takes the angle that fits between the arcs.

    Args:
        given: Launches, (C, figures.GIVEN).

    Returns:
        (C, SECTIONS, SECTION).
    """
    radius, height = given[:, TURN_RADIUS], given[:, START_HEIGHT]
    change = given[:, HEIGHT] - height
    sign, level = np.where(change >= 0.0, 1.0, -1.0), (given[:, BOOSTED] == 0.0) | (change < 0.0)
    table = np.zeros((len(given), SECTIONS, SECTION))
    angle, straight = _fitted(given[:, CLIMB], radius, np.abs(change), np.where(level, 2.0, 1.0))
    table[:, 0, LENGTH] = np.where(level, radius * angle, 0.0)
    table[:, 1, LENGTH], table[:, 2, LENGTH] = straight, radius * angle
    table[:, 0, LOW] = height
    table[:, 1, LOW] = height + np.where(level, sign * radius * (1.0 - np.cos(angle)), 0.0)
    table[:, 2, LOW] = table[:, 1, LOW] + sign * straight * np.sin(angle)
    table[:, 1, ANGLE] = table[:, 2, ANGLE] = sign * angle
    table[:, 0, RATE], table[:, 2, RATE] = sign / radius, -sign / radius

    angle, straight = _fitted(given[:, DIVE], radius, given[:, HEIGHT], np.ones(len(given)))
    table[:, 4, LENGTH], table[:, 5, LENGTH] = radius * angle, straight
    table[:, 3, LOW] = table[:, 4, LOW] = given[:, HEIGHT]
    table[:, 5, LOW], table[:, 5, ANGLE] = straight * np.sin(angle), -angle
    table[:, 4, RATE] = -1.0 / radius
    table[:, CRUISES, LENGTH] = np.maximum(given[:, RANGE] - table[..., LENGTH].sum(axis=1), 0.0)

    table[..., PHASE] = 3 * [flown.CLIMB] + [flown.CRUISING] + 2 * [flown.DIVE]
    table[:, :4, EVENT] = flown.NODE, flown.NODE, flown.CRUISE_START, flown.DIVE_START
    short = straight == 0.0
    table[:, 4, EVENT] = np.where(short, flown.IMPACT, flown.NODE)
    table[:, 5, EVENT] = np.where(short, flown.NODE, flown.IMPACT)
    return table


def _fitted(wished: Floats, radius: Floats, change: Floats, arcs: Floats) -> tuple[Floats, Floats]:
    """The steepest angle whose arcs fit between two heights [rad], and the length between the arcs [m]."""
    angle = np.minimum(wished, np.arccos(np.maximum(1.0 - change / (arcs * radius), -1.0)))
    left = change - arcs * radius * (1.0 - np.cos(angle))
    straight = left / np.sin(np.maximum(angle, 1e-12))
    return angle, np.where(left > NOTHING, straight, 0.0)
