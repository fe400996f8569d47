"""Columns of a node: how a flight of any kind stands at one moment, as it is flown, kept and read."""

from __future__ import annotations

# Vectors are ECEF and relative to the turning Earth; three columns each. Acceleration is that after the node
# and that before it. The last two columns are codes of `records.trajectories`.
TIME, PLACE, VELOCITY, AFTER, BEFORE, HEIGHT, MASS, PHASE, EVENT = 0, 1, 4, 7, 10, 13, 14, 15, 16
COLUMNS = 17
