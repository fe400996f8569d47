"""Under a ceiling without a solver: what the linear programme is held against."""

from __future__ import annotations

import numpy as np

from opendome.arrays import Floats
from opendome.choices.ceiling import Asked


def in_order(asked: Asked) -> Floats:
    """Money by element and year where each year's room goes to the most important element that waits.

    The best schedule where elements have no limit of their own and there is no ceiling on the total: what the
    linear programme is held against.

    Returns:
        Shape (element, year) [constant dollars].
    """
    spent = np.zeros(asked.planned.shape)
    waiting = np.zeros(len(asked.names))
    for year in range(len(asked.years)):
        waiting += asked.planned[:, year]
        room = float(asked.ceiling[year] / asked.price[year])
        for row in range(len(asked.names)):
            spent[row, year] = min(waiting[row], room)
            room -= spent[row, year]
        waiting -= spent[:, year]
    return spent
