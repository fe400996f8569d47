"""What a raid leaves of a constellation: how many could reach a launch region before it, and after.

One count is a mean over the day after the raid, over every launch place: satellites that are, as the engines
of the raid's missiles burn out, no farther from there than an interceptor flies in the time left for it.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    import numpy as np
    import polars
    from numpy.typing import NDArray

    from opendome.arrays import Floats, Integers
    from opendome.interception.satellites import Shell
    from opendome.records.case import World
    from opendome.records.engagements import Engagements
    from opendome.records.opportunities import Opportunities
    from opendome.records.trajectories import Trajectories

DAY_S, STEP_S = 86_400.0, 60.0

AT_ONCE = 120
"""Times that are worked out together."""


@dataclass(frozen=True)
class Hole:
    """One constellation before and after the reference play; P planes.

    Attributes:
        place: Its row of `Defence.shooters`.
        satellites: In service, by plane (P,).
        used: Of them with no interceptor left after the play, by plane (P,).
        reach: How far an interceptor flies in the time left [m].
        before, after: Mean number in reach of a launch, by plane (P,).
        least_before, least_after: The fewest that are in reach at any time of the day.
    """

    place: int
    satellites: Integers
    used: Integers
    reach: float
    before: Floats
    after: Floats
    least_before: int
    least_after: int


def holes(world: World, flights: Trajectories, chances: Opportunities, shots: Engagements) -> list[Hole]:
    """Every constellation of the reference world.

    Args:
        world, flights, chances: The reference world.
        shots: Of it, or of a whole run; the reference play is taken.
    """
    import numpy as np

    return [
        _hole(world, flights, chances, shots, place)
        for place in np.flatnonzero(world.case.defence.in_orbit).tolist()
    ]


def _hole(
    world: World, flights: Trajectories, chances: Opportunities, shots: Engagements, place: int
) -> Hole:
    import numpy as np

    from opendome.interception.orbiting import FAST, MOST, PUSH
    from opendome.interception.reach import windows
    from opendome.interception.satellites import constellation
    from opendome.interception.window import straight
    from opendome.records import engagements as fought

    shell = constellation(world, place)
    launched = world.case.launches["time"]
    ends = windows(world, flights, np.arange(len(flights)), np.array([place]))[:, 0, 1]
    mine = chances.place == place
    ready = np.where(mine, chances.ready, np.inf)
    ready = np.nan_to_num(ready, nan=np.inf).min(axis=1, initial=np.inf) - launched
    left = np.clip(np.where(np.isfinite(ready), ends - ready, 0.0), 0.0, shell.common[MOST])
    reach = straight(float(shell.common[FAST]), float(shell.common[PUSH]), float(left.max(initial=0.0)))
    each = int(world.case.defence.orbits["each"][world.case.defence.shooters["orbit"][place]])
    rows = shots.shots[shots.shots[:, fought.SHOT_PLAY] == 0]
    rows = rows[rows[:, fought.SHOT_SHOOTER] == place]
    fired = np.bincount(rows[:, fought.SHOT_SATELLITE].astype(np.int64), minlength=len(shell.node) + 1)[1:]
    gone = (fired >= each) & shell.serves
    plane = np.arange(len(shell.node)) // shell.each
    planes = len(shell.node) // shell.each
    counts = _in_reach(shell, _burnouts(world, flights), reach, float(launched.max()), gone)
    return Hole(
        place=place,
        satellites=np.bincount(plane, weights=shell.serves, minlength=planes).astype(np.int64),
        used=np.bincount(plane, weights=gone, minlength=planes).astype(np.int64),
        reach=reach,
        before=np.bincount(plane, weights=counts[0], minlength=planes).astype(float),
        after=np.bincount(plane, weights=np.where(gone, 0.0, counts[0]), minlength=planes).astype(float),
        least_before=int(counts[1].min()),
        least_after=int(counts[2].min()),
    )


def _in_reach(
    shell: Shell, places: Floats, reach: float, since: float, gone: NDArray[np.bool_]
) -> tuple[Floats, Integers, Integers]:
    """How long each satellite is in reach, and how many are, over the day after the raid.

    Args:
        shell: The constellation.
        places: Where missiles burn out, Earth-fixed [m] (L, 3).
        reach: [m].
        since: When the raid is over [s].
        gone: Satellites with nothing left (T,).

    Returns:
        Share of the day in which each satellite in service reaches a place, mean over the places (T,); how
        many reach at each place and time, before and after (L * times,) each.
    """
    import numpy as np

    from opendome.interception.orbiting import INCLINATION, NODE_RATE, RADIUS, RATE

    share, before, after = np.zeros(len(shell.node)), [], []
    times = since + np.arange(0.0, DAY_S, STEP_S)
    a, tilt = float(shell.common[RADIUS]), float(shell.common[INCLINATION])
    for begin in range(0, len(times), AT_ONCE):
        now = times[begin : begin + AT_ONCE, None]
        node, u = shell.node + shell.common[NODE_RATE] * now, shell.argument + shell.common[RATE] * now
        for x, y, z in places:
            ahead = x * np.cos(node) + y * np.sin(node)
            aside = (y * np.cos(node) - x * np.sin(node)) * np.cos(tilt) + z * np.sin(tilt)
            towards = a * (np.cos(u) * ahead + np.sin(u) * aside)
            near = (a * a + x * x + y * y + z * z - 2.0 * towards <= reach * reach) & shell.serves
            share += near.sum(axis=0) / (len(times) * len(places))
            before.append(near.sum(axis=1))
            after.append((near & ~gone).sum(axis=1))
    return share, np.concatenate(before), np.concatenate(after)


def _burnouts(world: World, flights: Trajectories) -> Floats:
    """Where the first missile of each launch place burns out, or comes down where it has no engine (L, 3)."""
    import numpy as np

    from opendome.records.trajectories import BURNOUT

    launches = world.case.launches
    both = np.stack((launches["latitude"], launches["longitude"]), axis=1)
    first = np.sort(np.unique(both, axis=0, return_index=True)[1])
    found = []
    for threat in first.tolist():
        burnt = flights.nodes_of(threat, BURNOUT)
        found.append(flights.position[burnt[0] if len(burnt) else flights.last[threat]])
    return np.array(found)


def frame(world: World, found: list[Hole]) -> polars.DataFrame:
    """One row a constellation and plane, planes from 1."""
    import numpy as np
    import polars

    ids = world.case.defence.shooter_id
    planes = [len(one.used) for one in found]
    parts = {
        name: [getattr(one, name) for one in found] for name in ("satellites", "used", "before", "after")
    }
    whole = {name: np.concatenate(each) if each else np.zeros(0) for name, each in parts.items()}
    return polars.DataFrame(
        {
            "constellation_id": [
                ids[one.place] for one, many in zip(found, planes, strict=True) for _ in range(many)
            ],
            "plane": [plane + 1 for many in planes for plane in range(many)],
            "satellites_count": whole["satellites"],
            "used_count": whole["used"],
            "in_reach_before_count": whole["before"],
            "in_reach_after_count": whole["after"],
        },
        schema_overrides={"constellation_id": polars.String},
    )


def said(world: World, found: list[Hole]) -> list[str]:
    """What is left, in sentences, one a constellation."""
    from opendome.reports import numbers

    lines = []
    for one in found:
        used, there = int(one.used.sum()), int(one.satellites.sum())
        name = world.case.defence.shooter_name[one.place]
        start = (
            f"{name}: {there - used:,} of {there:,} satellites in service have an interceptor left after the "
        )
        start += "reference play"
        if one.reach <= 0.0:
            lines.append(f"{start}.")
            continue
        before, after = (numbers.significant(float(each.sum()), 3) for each in (one.before, one.after))
        least = f"{one.least_before:,} and {one.least_after:,}"
        lines.append(
            f"{start}. Within {numbers.length_km(one.reach / 1e3)} of where missiles burn out there are "
            f"{before} on average over a day if none were used up, and {after} as it is; at the worst "
            f"moment {least}."
        )
    return lines
