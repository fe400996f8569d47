"""What a launch is to the kernels: one row of numbers, and what a flight answers."""

from __future__ import annotations

# Entries of a launch, SI.
(
    RADIUS,  # of the equator [m]
    ECCENTRICITY2,  # squared, of the ellipsoid
    AZIMUTH,  # of a flight without an aim, at its last way-point or its launch [rad]; NaN: it has an aim
    START_HEIGHT,  # [m]
    START_SPEED,  # [m/s]
    BOOSTED,  # 1: a booster brings it to its speed, and burns as long
    LAUNCH_ACCELERATION,  # until it has its speed; negative where it slows down [m/s2]
    SPEED_UP,  # length of the path on which it gains its speed [m]
    HEIGHT,  # while it cruises [m]
    SPEED,  # while it cruises [m/s]
    RANGE,  # longest path [m]
    CLIMB,  # angle [rad]
    DIVE,  # angle, downward [rad]
    TURN_RADIUS,  # of every bend, level or upright [m]
    MASS,  # [kg]
) = range(15)
GIVEN = 15

# Entries of a summary.
COUNT, STATUS, COURSE = 0, 1, 2  # nodes, code of `records.trajectories.STATUSES`, azimuth of launch [rad]
SUMMARY = 3

LONGEST = 200_000.0
"""Longest step between two nodes [m]."""

WIDEST = 0.5
"""Widest level bend between two nodes [rad]."""
