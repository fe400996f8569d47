"""Columns of a node, as every kind of flight writes them."""

from __future__ import annotations

# Vectors are ECEF and relative to the turning Earth; three columns each.
TIME, PLACE, VELOCITY, AFTER, BEFORE, HEIGHT, MASS, PHASE, EVENT = 0, 1, 4, 7, 10, 13, 14, 15, 16
COLUMNS = 17
