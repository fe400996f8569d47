"""Names for the arrays that every layer hands on. Components last; leading axes are world, object, time."""

import numpy as np
from numpy.typing import NDArray

Floats = NDArray[np.float64]
"""Numbers; SI inside, in the unit of the name at the edges."""

Integers = NDArray[np.int64]
"""Counts, places in tables, codes."""

Codes = NDArray[np.int8]
"""Codes of which a run keeps many, one a play and threat."""
