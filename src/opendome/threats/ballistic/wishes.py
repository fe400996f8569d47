"""What each launch is asked, as the kernels take it."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from opendome.arrays import Floats
from opendome.physics import earth as figure
from opendome.records.case import Table

# Entries of a wish: the place (ECEF) [m], its angle from the launch [rad], the apogee [m], the energy mode,
# 1 where the pitch-over is free, the task; unit vectors at the launch, towards the place, to its right and
# straight out; the azimuth of the place [rad]; how well searches meet an angle [rad], set while aiming.
TARGET, DISTANCE, PEAK, MODE, FREE, TASK, AHEAD, RIGHT, OUT, BEARING = 0, 3, 4, 5, 6, 7, 8, 11, 14, 17
NEARNESS = 18
WISH = 19


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
    out = site / np.linalg.norm(site, axis=-1, keepdims=True)
    towards = target / np.linalg.norm(target, axis=-1, keepdims=True)
    level = towards - (towards * out).sum(axis=-1, keepdims=True) * out
    east, north = _compass(out)
    size = np.linalg.norm(level, axis=-1, keepdims=True)
    # a place at the launch itself, or none, has no direction: any will do
    ahead = np.where(size > 1e-12, level / np.where(size > 1e-12, size, 1.0), east)
    wish = np.zeros((len(launches), WISH))
    wish[:, TARGET : TARGET + 3] = target
    wish[:, DISTANCE] = np.arctan2(size[:, 0], (towards * out).sum(axis=-1))
    wish[:, PEAK] = launches["apogee"]
    wish[:, MODE] = energy
    wish[:, FREE] = solved
    wish[:, TASK] = launches["task"]
    wish[:, AHEAD : AHEAD + 3] = ahead
    wish[:, RIGHT : RIGHT + 3] = np.cross(ahead, out)
    wish[:, OUT : OUT + 3] = out
    wish[:, BEARING] = np.arctan2((ahead * east).sum(axis=-1), (ahead * north).sum(axis=-1))
    return wish


def _compass(out: Floats) -> tuple[Floats, Floats]:
    """East and north on the sphere at unit vectors (n, 3); at a pole, east is along y."""
    across = np.hypot(out[:, 0], out[:, 1])[:, None]
    flat = np.stack((-out[:, 1], out[:, 0], np.zeros(len(out))), axis=-1)
    east = np.where(across > 1e-12, flat / np.where(across > 1e-12, across, 1.0), [0.0, 1.0, 0.0])
    return east, np.cross(out, east)
