"""Moments of a flight in words."""

from __future__ import annotations

from collections.abc import Sequence

from opendome.outcomes.milestones import Milestone
from opendome.records import trajectories as flown

_WORDS = {
    flown.LAUNCH: "launch",
    flown.FAIRING: "fairing dropped",
    flown.BUS_END: "bus burns out",
    flown.APOGEE: "highest point",
    flown.CROSS_100_KM_UP: "leaves the air (100 km)",
    flown.CROSS_100_KM_DOWN: "back in the air (100 km)",
    flown.IMPACT: "impact",
    flown.RELEASE: "let go",
    flown.PULL_UP_END: "level after the fall",
    flown.GLIDE_START: "glides evenly",
    flown.GLIDE_END: "glide ends, dive begins",
    flown.WAY_POINT: "passes a way-point",
    flown.CRUISE_START: "cruise begins",
    flown.DIVE_START: "dive begins",
    flown.DEPLOYMENT_START: "first object let go",
    flown.DEPLOYMENT_END: "last object let go",
    flown.ORBIT_START: "in orbit",
    flown.DEORBIT: "brakes out of orbit",
}


def words(found: Sequence[Milestone]) -> list[str]:
    """What each milestone is called; stages are numbered where there are several."""
    ends = (flown.STAGE_END, flown.BURNOUT)
    several = sum(milestone.event in ends for milestone in found) > 1
    return [_name(milestone, several) for milestone in found]


def _name(milestone: Milestone, several: bool) -> str:
    stage = f" (stage {milestone.stage})" if several else ""
    if milestone.event == flown.STAGE_END:
        return f"stage {milestone.stage} burns out"
    if milestone.event == flown.BURNOUT:
        return f"burnout{stage}"
    return _WORDS[milestone.event]
