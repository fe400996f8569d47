"""Dormand and Prince's pair of orders 5 and 4 (J. Comp. Appl. Math. 6, 1980), as tables for kernels.

The last stage of a step is the first of the next, so an accepted step costs six slopes.
"""

from __future__ import annotations

import numpy as np

STAGES = 7

NODES = np.array([0.0, 1 / 5, 3 / 10, 4 / 5, 8 / 9, 1.0, 1.0])
"""Where in the step each stage is taken."""

WEIGHTS = np.array(
    [
        [0, 0, 0, 0, 0, 0],
        [1 / 5, 0, 0, 0, 0, 0],
        [3 / 40, 9 / 40, 0, 0, 0, 0],
        [44 / 45, -56 / 15, 32 / 9, 0, 0, 0],
        [19372 / 6561, -25360 / 2187, 64448 / 6561, -212 / 729, 0, 0],
        [9017 / 3168, -355 / 33, 46732 / 5247, 49 / 176, -5103 / 18656, 0],
        [35 / 384, 0, 500 / 1113, 125 / 192, -2187 / 6784, 11 / 84],
    ]
)
"""How earlier slopes make up each stage; the last row is the fifth-order result itself."""

ERROR = np.array([71 / 57600, 0.0, -71 / 16695, 71 / 1920, -17253 / 339200, 22 / 525, -1 / 40])
"""Fifth order less fourth."""
