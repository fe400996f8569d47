"""What each launch is asked, as the kernels take it."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from opendome.arrays import Floats
from opendome.physics import earth as figure
from opendome.records.case import Table

# Entries of a wish: the place (ECEF) [m], its angle from the launch [rad], the apogee [m], the energy mode,
# 1 where the pitch-over is free, the task.
TARGET, DISTANCE, PEAK, MODE, FREE, TASK = 0, 3, 4, 5, 6, 7
WISH = 8


def of(
    launches: Table,
    energy: NDArray[np.int64],
    site: Floats,
    solved: NDArray[np.bool_],
    spherical: bool,
) -> Floats:
    """Wishes of launches, (launch, WISH).

    Args:
        launches: Rows of `records.case.LAUNCH`, (launch,).
        energy: Codes of `records.case.ENERGY_MODES`, (launch,).
        site: Places of launch, ECEF [m], (launch, 3).
        solved: Whether the missile leaves its pitch-over to be solved, (launch,).
        spherical: Over the sphere instead of WGS84.
    """
    target = figure.ecef_from_geodetic(launches["aim_latitude"], launches["aim_longitude"], 0.0, spherical)
    sizes = np.linalg.norm(target, axis=-1) * np.linalg.norm(site, axis=-1)
    wish = np.zeros((len(launches), WISH))
    wish[:, TARGET : TARGET + 3] = target
    wish[:, DISTANCE] = np.arccos(np.clip((target * site).sum(axis=-1) / sizes, -1.0, 1.0))
    wish[:, PEAK] = launches["apogee"]
    wish[:, MODE] = energy
    wish[:, FREE] = solved
    wish[:, TASK] = launches["task"]
    return wish
