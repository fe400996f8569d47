"""What `fly` says of a glide."""

from __future__ import annotations

from typing import TYPE_CHECKING

from opendome.contract.parts import Maybe, Part

if TYPE_CHECKING:
    from opendome.outcomes.milestones import Milestone
    from opendome.records.case import Case
    from opendome.records.trajectories import Trajectories


class Glide(Part):
    """The glide of a glider: from 100 km, or its release where that is lower, to where its dive begins."""

    start_time_s: float
    start_speed_km_per_s: float
    start_altitude_km: float
    level_time_s: Maybe
    level_duration_s: Maybe
    level_distance_km: Maybe
    end_time_s: Maybe
    end_speed_km_per_s: Maybe
    end_altitude_km: Maybe
    duration_s: Maybe
    distance_km: Maybe
    equilibrium_duration_s: Maybe
    equilibrium_distance_km: Maybe
    lift_to_drag_used_ratio: Maybe


def glide_of(case: Case, flights: Trajectories, found: list[Milestone]) -> Glide | None:
    """What a glide comes to; None where nothing glides."""
    from opendome.outcomes.glides import glide
    from opendome.records.case import GLIDE, Plays

    if int(case.kind[0]) != GLIDE:
        return None
    used = float(case.reference_world(Plays(1)).gliders["lift_to_drag"][0] * flights.lift[0])
    one = glide(flights, 0, found, used, case.earth.spherical)
    if one is None:
        return None
    return Glide(
        start_time_s=one.start.time,
        start_speed_km_per_s=one.start.speed / 1e3,
        start_altitude_km=one.start.altitude / 1e3,
        level_time_s=one.level.time if one.level else None,
        level_duration_s=one.level_duration,
        level_distance_km=one.level_distance / 1e3,
        end_time_s=one.end.time if one.end else None,
        end_speed_km_per_s=one.end.speed / 1e3 if one.end else None,
        end_altitude_km=one.end.altitude / 1e3 if one.end else None,
        duration_s=one.duration,
        distance_km=one.distance / 1e3,
        equilibrium_duration_s=one.even_duration,
        equilibrium_distance_km=one.even_distance / 1e3,
        lift_to_drag_used_ratio=used,
    )
