"""`by_sensor` of `run`: what each system of sensors saw in the reference world, and what it buys."""

from __future__ import annotations

from collections import Counter
from dataclasses import replace
from typing import TYPE_CHECKING

from opendome.contract.sensors import MemberRow, SensorRow
from opendome.watch import SILENT, Watch

if TYPE_CHECKING:
    from opendome.arrays import Floats
    from opendome.records.case import Case, Plays, World
    from opendome.records.sightings import Sightings
    from opendome.records.trajectories import Trajectories

MOST_COMPARED = 100
"""So many missiles are seen again without each system: the first of each course comes first."""


def sensor_rows(
    case: Case, plays: Plays, flights: Trajectories, sightings: Sightings, watch: Watch = SILENT
) -> list[SensorRow]:
    """Rows of all systems, in the order of the scenario.

    Args:
        case, plays: What is run.
        flights, sightings: Of the reference world.
        watch: Told after each system.
    """
    from opendome.compiled import ahead, threads

    systems = case.sensors.systems
    if not systems:
        return []
    world, some = _compared(case.reference_world(plays), flights)
    with_all = _first_tracked(world, some, "", watch)
    rows = []
    each = ahead(lambda system: _first_tracked(world, some, system, watch), systems, threads())
    for done, (system, without) in enumerate(zip(systems, each, strict=True), start=1):
        rows.append(_row(case, sightings, system, with_all, without))
        watch.step("what each sensor buys", done, len(systems))
    return rows


def _compared(world: World, flights: Trajectories) -> tuple[World, Trajectories]:
    """The raid, or of a large one as many missiles as are compared."""
    import numpy as np

    if len(flights) <= MOST_COMPARED:
        return world, flights
    first = world.case.courses[1]
    rest = np.setdiff1d(np.arange(len(flights)), first)
    rows = np.sort(np.concatenate((first, rest))[:MOST_COMPARED])
    case = replace(
        world.case,
        launches=world.case.launches[rows],
        threat_id=tuple(world.case.threat_id[row] for row in rows),
        launch_name=tuple(world.case.launch_name[row] for row in rows),
        aim_name=tuple(world.case.aim_name[row] for row in rows),
    )
    return replace(world, case=case), flights.only(rows)


def _first_tracked(world: World, flights: Trajectories, without: str, watch: Watch) -> Floats:
    from opendome import outcomes
    from opendome.simulate import follow

    seen, tracks = follow(world, flights, without, watch)
    return outcomes.know(world, flights, seen.sightings, tracks).first_tracked


def _row(case: Case, sightings: Sightings, system: str, with_all: Floats, without: Floats) -> SensorRow:
    import numpy as np

    from opendome.records.sensors import SENSOR_KINDS
    from opendome.records.sightings import LIMITS

    mine = [place for place, name in enumerate(case.sensors.system) if name == system]
    seen = sightings.detections_count[:, mine] > 0
    first = sightings.first_detected[:, mine]
    both = np.isfinite(with_all) & np.isfinite(without)
    lost = np.isfinite(with_all) & ~np.isfinite(without)
    members = [_member(sightings, place) for place in mine]
    limit = "none" if seen.any() else Counter(member.limit for member in members).most_common(1)[0][0]
    return SensorRow(
        sensor=system,
        name=case.sensors.system_name[mine[0]],
        kind=SENSOR_KINDS[int(case.sensors.posts["kind"][mine[0]])],
        threats_seen_count=int(seen.any(axis=1).sum()),
        first_detected_s=float(np.nanmin(first)) if seen.any() else None,
        gain_s=float((without - with_all)[both].mean()) if both.any() else None,
        tracks_lost_count=int(lost.sum()),
        compared_count=len(with_all),
        limit=limit,
        why=LIMITS[limit],
        members=members,
    )


def _member(sightings: Sightings, place: int) -> MemberRow:
    from opendome.records.sightings import LIMITS

    codes = sightings.limit[:, place]
    seen = sightings.detections_count[:, place] > 0
    limit = "none" if seen.any() else list(LIMITS)[Counter(codes.tolist()).most_common(1)[0][0]]
    return MemberRow(sensor=sightings.sensor_id[place], threats_seen_count=int(seen.sum()), limit=limit)
