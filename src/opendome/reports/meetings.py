"""Where interceptors meet their targets on the map, and which of those places are one mark."""

from __future__ import annotations

from dataclasses import dataclass, field

import numpy as np

from opendome.arrays import Floats
from opendome.physics.earth import geodetic_from_ecef
from opendome.records.case import Case
from opendome.records.trajectories import Trajectories
from opendome.reports import numbers, sentences
from opendome.reports.maps import View, unit_vectors
from opendome.reports.raid_shown import RaidShown, Shot

NEAR = 9.0
"""Marks nearer than this to one another are one [pixel]."""


@dataclass(frozen=True)
class Meeting:
    """One shot and the place above which it ends.

    Attributes:
        shot: The shot.
        direction: Of the place below (3,).
        altitude: [km].
    """

    shot: Shot
    direction: Floats
    altitude: float


@dataclass
class Spot:
    """Meetings drawn as one mark.

    Attributes:
        direction: Where it is drawn (3,).
        pixel: The same on the picture (2,).
        stops: Meetings that stop something there.
        misses: Shots that miss there.
        wasted: Shots at decoys.
    """

    direction: Floats
    pixel: Floats
    stops: list[Meeting] = field(default_factory=list)
    misses: list[Meeting] = field(default_factory=list)
    wasted: list[Meeting] = field(default_factory=list)

    @property
    def only_wasted(self) -> bool:
        """Whether all that happens there is that decoys are met."""
        return not self.stops and not self.misses


def meetings(case: Case, flights: Trajectories, raid: RaidShown) -> list[Meeting]:
    """Every shot of a raid with its place, in order of time, but those after the end of a flight."""
    shots = sorted(raid.shots, key=lambda shot: shot.threat)
    if not shots:
        return []
    threats = np.array([shot.threat for shot in shots], dtype=np.int64)
    times = np.array([shot.meets for shot in shots])
    place, _ = flights.at(threats, times)
    latitude, longitude, altitude = geodetic_from_ecef(place, case.earth.spherical)
    found = [
        Meeting(shot, unit_vectors(latitude[row], longitude[row]), float(altitude[row]) / 1e3)
        for row, shot in enumerate(shots)
        if np.isfinite(altitude[row])
    ]
    return sorted(found, key=lambda one: (one.shot.meets, one.shot.threat))


def sentence(case: Case, flights: Trajectories, raid: RaidShown) -> str:
    """How the raid ends, and how high and when its missiles are met."""
    found = meetings(case, flights, raid)
    if not found:
        return sentences.met(raid.summary(), None, None)
    zero = float(case.launches["time"].min())
    heights = [one.altitude for one in found]
    return sentences.met(
        raid.summary(),
        (min(heights), max(heights)),
        (found[0].shot.meets - zero, found[-1].shot.meets - zero),
    )


def alone(found: list[Meeting]) -> list[Meeting]:
    """One meeting of each shooter with each target: the first, which counts if any does."""
    first: dict[tuple[int, int], Meeting] = {}
    for one in sorted(found, key=lambda one: one.shot.late):
        first.setdefault((one.shot.shooter, one.shot.threat), one)
    return list(first.values())


def pixel(view: View, direction: Floats) -> Floats:
    """A place on the picture, in its pixels (2,)."""
    return np.asarray(view.project(direction) / (2.0 * view.fine))


def spots(found: list[Meeting], view: View) -> list[Spot]:
    """Meetings as marks, without those that came after the stop: a stop takes in the misses beside it.

    Args:
        found: Every meeting.
        view: The map that they are drawn on.
    """
    count = [one for one in found if not one.shot.late]
    marks: list[Spot] = []
    for stop in (True, False):
        for one in count:
            if (one.shot.hits and not one.shot.decoy) != stop:
                continue
            here = pixel(view, one.direction)
            apart = [float(np.hypot(*(mark.pixel - here))) for mark in marks]
            place = int(np.argmin(apart)) if apart else -1
            if place < 0 or apart[place] > NEAR:
                marks.append(Spot(one.direction, here))
            near = marks[place if place >= 0 and apart[place] <= NEAR else -1]
            if stop:
                near.stops.append(one)
            elif one.shot.decoy:
                near.wasted.append(one)
            else:
                near.misses.append(one)
    return marks


def words(spot: Spot, zero: float) -> str:
    """What stands beside a mark, in lines; times count from the first launch, `zero` [s]."""
    misses = len(spot.misses)
    if len(spot.stops) == 1 and len({one.shot.threat for one in spot.stops + spot.misses}) == 1:
        said = [f"stopped {numbers.clock(spot.stops[0].shot.meets - zero)}"]
        if misses:
            said.append(f"after {numbers.word(misses)} miss{'' if misses == 1 else 'es'}")
    elif spot.stops:
        said = _counted(spot.stops, "stopped", "stopped", zero, " ")
        said += [f"{misses:,} {'shot' if misses == 1 else 'shots'} missed"] if misses else []
    else:
        said = _counted(spot.misses, "missed", "shots missed", zero)
    return "\n".join(said + _counted(spot.wasted, "met a decoy", "shots met decoys", zero))


def _counted(group: list[Meeting], single: str, several: str, zero: float, between: str = "\n") -> list[str]:
    """How many, and from when to when; nothing of none."""
    if not group:
        return []
    first, last = (numbers.clock(group[at].shot.meets - zero) for at in (0, -1))
    if len(group) == 1:
        return [f"{single} {first}"]
    return [f"{len(group):,} {several}{between}{first if first == last else f'{first}–{last}'}"]
