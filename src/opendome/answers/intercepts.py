"""Where the first shots of the reference world meet their threats."""

from __future__ import annotations

from math import degrees
from typing import TYPE_CHECKING

from opendome.contract.threats import Intercept

if TYPE_CHECKING:
    from opendome.arrays import Floats, Integers
    from opendome.records.case import Case
    from opendome.records.engagements import Engagements
    from opendome.records.opportunities import Opportunities
    from opendome.records.trajectories import Trajectories


def first_intercepts(
    case: Case, flights: Trajectories, chances: Opportunities, fought: Engagements
) -> dict[int, Intercept]:
    """The first intercept of every threat that is shot at in the play whose shots are kept.

    Args:
        case: For the Earth.
        flights, chances, fought: Of the reference world.
    """
    import numpy as np

    from opendome.physics.earth import geodetic_from_ecef
    from opendome.records import engagements as shot

    shots = fought.shots
    order = np.lexsort((shots[:, shot.SHOT_INTERCEPT], shots[:, shot.SHOT_THREAT]))
    threats, first = np.unique(shots[order, shot.SHOT_THREAT].astype(np.int64), return_index=True)
    chosen = shots[order[first]]
    place = places(flights, threats, chosen[:, shot.SHOT_INTERCEPT])
    latitude, longitude, altitude = geodetic_from_ecef(place, case.earth.spherical)
    found = {}
    for row, threat in enumerate(threats.tolist()):
        who = chosen[row, shot.SHOT_SHOOTER], chosen[row, shot.SHOT_SATELLITE]
        shooter = int(np.flatnonzero((chances.place == who[0]) & (chances.satellite == who[1]))[0])
        launch = float(chosen[row, shot.SHOT_LAUNCH])
        found[threat] = Intercept(
            lat_deg=degrees(latitude[row]),
            lon_deg=degrees(longitude[row]),
            altitude_km=float(altitude[row]) / 1e3,
            closing_speed_km_per_s=_closing(chances, threat, shooter, launch) / 1e3,
        )
    return found


def places(flights: Trajectories, threats: Integers, times: Floats) -> Floats:
    """Where threats, in ascending order, are at times [s], ECEF [m] (…, 3)."""
    place, _ = flights.at(threats, times)
    return place


def _closing(chances: Opportunities, threat: int, shooter: int, launch: float) -> float:
    """Closing speed of a shot [m/s], between the launches for which it was worked out."""
    import numpy as np

    from opendome.records.opportunities import LAUNCHES

    first, last = chances.first_launch[threat, shooter], chances.last_launch[threat, shooter]
    speeds = chances.closing_speed[threat, shooter]
    known = np.isfinite(speeds)
    if not known.any():
        return float("nan")
    return float(np.interp(launch, np.linspace(first, last, LAUNCHES)[known], speeds[known]))
