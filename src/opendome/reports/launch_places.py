"""Where shots are launched from: a battery stands still, a satellite has gone on."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np

from opendome.arrays import Floats
from opendome.interception.satellites import constellation, places_of
from opendome.physics.constants import earth as earth_of
from opendome.physics.earth import ecef_from_geodetic
from opendome.physics.frames import carried
from opendome.records.case import Case, Plays, World
from opendome.records.defence import OTHERS, member_words
from opendome.reports.raid_shown import Shot


def starts(world: World, shots: Sequence[Shot], launch: Floats) -> tuple[Floats, Floats]:
    """Where each shot is launched, and how fast its launch place moves.

    Args:
        world: The reference world.
        shots: What was fired.
        launch: When, as it is drawn [s] (n,).

    Returns:
        ECEF [m], and the velocity in axes that lie as the Earth's then and do not turn [m/s], (n, 3) each.
    """
    case = world.case
    place = np.array([shot.shooter for shot in shots], dtype=np.int64)
    rows = case.defence.shooters[place]
    start = ecef_from_geodetic(rows["latitude"], rows["longitude"], rows["altitude"], case.earth.spherical)
    speed = carried(start, float(earth_of(case.earth.rotating, case.earth.spherical)[-2]))
    number = np.array([shot.satellite for shot in shots], dtype=np.int64)
    for one in sorted(set(place[number != OTHERS].tolist())):
        mine = np.flatnonzero((place == one) & (number != OTHERS))
        start[mine], speed[mine] = places_of(constellation(world, one), number[mine] - 1, launch[mine])
    return start, speed


def directions(case: Case, shots: Sequence[Shot]) -> Floats:
    """Direction of each launch place from the middle of the Earth, (n, 3)."""
    launch = np.array([shot.launch for shot in shots], dtype=np.float64)
    start, _ = starts(case.reference_world(Plays(1)), shots, launch)
    return np.asarray(start / np.linalg.norm(start, axis=-1, keepdims=True))


def shooter_words(case: Case, shot: Shot) -> str:
    """Who fires a shot from orbit, as `satellite 0417 of CBO-class boost layer`."""
    return member_words(case.defence.shooter_name[shot.shooter], shot.satellite)
