"""A glider as kernels take it."""

from __future__ import annotations

# Columns of a glider.
(
    LIFT_TO_DRAG,  # the most [-]
    BALLISTIC,  # mass over drag area [kg/m2]
    MASS,  # [kg]
    ALL_LIFT,  # 1: all lift, always; 0: as much as level flight asks
    BANK_MOST,  # in a turn [rad]
    BANK_HELD,  # where there is no place to fly to [rad]
    DIVE,  # downward, after the glide [rad]
    END_HEIGHT,  # of the glide [m]; NaN: by speed
    END_SPEED,  # of the glide [m/s]; NaN: by height
) = range(9)
BODY = 9

# Parts of a flight: until it flies level, until the rise after that is over, the glide, and after it.
PULLS_UP, RISES, GLIDES, DIVES = range(4)

# What is true so far, `flags`: the part, the leg of the route, whether it is above 100 km, whether it climbs
# to its highest point, how many way-points were passed too far off.
PART, LEG, IN_SPACE, CLIMBING, ASTRAY = range(5)

# What a flight answers, `summary`: how many nodes, the way that remains to the aim, how many way-points were
# missed, and how far from its aim it came down.
NODES, REMAINS, SLIPS, AWAY = range(4)
SUMMARY = 4
