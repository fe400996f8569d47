"""Moments of a flight as answers give them: one set of keys for burnout, stages, crossings and impact."""

from __future__ import annotations

from math import degrees
from typing import TYPE_CHECKING

from opendome.contract.parts import Impact, Moment, Part

if TYPE_CHECKING:
    from opendome.outcomes.milestones import Milestone


class Crossings(Part):
    """Crossing 100 km, on the way up and on the way down."""

    up: Moment | None
    down: Moment | None


def moment(milestone: Milestone | None) -> Moment | None:
    """A milestone in the units of answers, or None."""
    if milestone is None:
        return None
    return Moment(
        time_s=milestone.time,
        speed_km_per_s=milestone.speed / 1e3,
        inertial_speed_km_per_s=milestone.inertial_speed / 1e3,
        altitude_km=milestone.altitude / 1e3,
        flight_path_angle_deg=degrees(milestone.flight_path_angle),
    )


def burnout(found: list[Milestone]) -> Moment | None:
    """The end of the last main stage, cut off or because the propellant is spent."""
    from opendome.outcomes.milestones import first
    from opendome.records.trajectories import BURNOUT

    return moment(first(found, BURNOUT))


def stages(found: list[Milestone]) -> list[Moment]:
    """The end of each main stage, in order."""
    from opendome.records.trajectories import BURNOUT, STAGE_END

    ends = (STAGE_END, BURNOUT)
    moments = [moment(milestone) for milestone in found if milestone.event in ends]
    return [one for one in moments if one is not None]


def deployment(found: list[Milestone]) -> tuple[float | None, float | None]:
    """When the first and the last of several objects are let go [s]; None where nothing is."""
    from opendome.outcomes.milestones import first
    from opendome.records.trajectories import DEPLOYMENT_END, DEPLOYMENT_START

    start, end = (first(found, event) for event in (DEPLOYMENT_START, DEPLOYMENT_END))
    return (None if start is None else start.time), (None if end is None else end.time)


def crossings(found: list[Milestone]) -> Crossings:
    """Where it crosses 100 km: the first time up, the last time down."""
    from opendome.outcomes.milestones import first
    from opendome.records.trajectories import CROSS_100_KM_DOWN, CROSS_100_KM_UP

    downs = [milestone for milestone in found if milestone.event == CROSS_100_KM_DOWN]
    return Crossings(
        up=moment(first(found, CROSS_100_KM_UP)),
        down=moment(downs[-1] if downs else None),
    )


def impact(found: list[Milestone]) -> Impact | None:
    """Where it comes down, or None if it never does."""
    from opendome.outcomes.milestones import first
    from opendome.records.trajectories import IMPACT

    milestone = first(found, IMPACT)
    if milestone is None:
        return None
    return Impact(
        lat_deg=degrees(milestone.latitude),
        lon_deg=degrees(milestone.longitude),
        speed_km_per_s=milestone.speed / 1e3,
        flight_path_angle_deg=degrees(milestone.flight_path_angle),
    )
