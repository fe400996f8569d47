"""How big a raid can be stopped: the same worlds and dice, with fewer and with more missiles.

The largest raid is flown, seen and tracked once a world. Every smaller one is a part of it and is only played
again: what is known of a missile does not depend on how many others come, unless a radar has more to follow
than it can. Where one has, the raid of that size is seen and tracked by itself. The scenario's own size is
not done again: there the curve is the run itself.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from opendome.answers.run_files import shoots
from opendome.watch import SILENT, Watch, check

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    import numpy as np
    from numpy.typing import NDArray

    from opendome.answers.finished_run import Run
    from opendome.answers.raid_mix import Mix
    from opendome.arrays import Floats, Integers
    from opendome.records.case import Case, Plays, World
    from opendome.records.engagements import Engagements
    from opendome.records.opportunities import Opportunities
    from opendome.records.raid_sizes import RaidSizes
    from opendome.records.sightings import Sightings
    from opendome.records.trajectories import Trajectories

MOST_RUNS = 1_000
"""Plays of each size at most: those of the run itself, where it has no more."""

FLOWN = 1_500
"""Missiles flown, all worlds together, at least; a couple of seconds' worth."""

SHARE_OF_RUN = 0.5
"""And at most so many of what the run itself flew, where that is more."""

PLAYED = 2_500_000
"""Missiles played, all sizes and plays together."""

FEWEST = 2
"""Worlds flown at least."""


@dataclass(frozen=True)
class _Task:
    """What every world needs to know."""

    own: int
    mix: Mix
    sizes: list[int]
    parts: list[Case]
    plays: Plays
    near: Trajectories
    drawn: Floats
    at_shots: Integers


@dataclass(frozen=True)
class _Flown:
    """What one flown world came to: Z sizes and Y of them without the own one, P plays, S shooters.

    Attributes:
        world: Draw of each play (P,).
        leakers, no_leak: Of each play (Y, P).
        used: Interceptors fired (Y, P, S).
        unopposed: How many would get through if nobody shot (draw, Z).
        crowded: Whether some radar had more to follow than it can (Z,).
    """

    world: Integers
    leakers: Floats
    no_leak: Floats
    used: Floats
    unopposed: Floats
    crowded: NDArray[np.bool_]


@dataclass(frozen=True)
class _Plays:
    """All plays of one size: draw of each (P,), what got through (P,), and what was fired (P, S)."""

    world: Integers
    leakers: Floats
    no_leak: Floats
    used: Floats


def raid_sizes(run: Run, watch: Watch = SILENT) -> RaidSizes | None:
    """How many get through of raids from one missile to beyond what can be stopped.

    Args:
        run: A finished run; its worlds and dice are used again.
        watch: Told after each world, asked before it.

    Returns:
        The record, or None where nobody can shoot at anything.

    Raises:
        Stopped: The watch asked to stop.
    """
    if not shoots(run.answer):
        return None
    from opendome.compiled import ahead, threads
    from opendome.simulate import FEW

    what = "raids of other sizes"
    watch.step(what, 0, 1)
    task, flown = _task(run, watch)
    watch.step(what, 1, flown + 1)
    at_once = threads() if len(task.mix.case.threat_id) <= FEW else 1
    numbers = task.mix.case.figures.draw(task.plays.seed, flown)

    def one(row: int) -> _Flown:
        check(watch)
        return _world(task, row, flown, numbers[row])

    done = []
    for played in ahead(one, range(flown), at_once):
        done.append(played)
        watch.step(what, len(done) + 1, flown + 1)
    return _record(run, task, done)


def _task(run: Run, watch: Watch) -> tuple[_Task, int]:
    """The largest raid and which sizes; and how many worlds are flown."""
    import numpy as np

    from opendome import threats
    from opendome.answers.raid_mix import mix_of, part_of, sizes_of, top_of

    own, limit = len(run.case.threat_id), run.answer.raid_limit_count
    top = top_of(own, limit)
    mix = mix_of(run.scenario, run.library, run.case, top)
    reference = mix.case.reference_world(run.plays)
    if (mix.same >= 0).all():
        near = run.flights.only(mix.same)
        flights = threats.fly(reference, watch, near=near)
    else:
        near = flights = threats.fly(reference, watch)
    plays = replace(run.plays, runs_count=min(run.plays.runs_count, MOST_RUNS))
    frees = _frees(mix, reference, flights, plays, watch)
    sizes = sizes_of(own, limit, top, min(frees))
    others = [size for size in sizes if size != own]
    plays = replace(plays, runs_count=max(1, min(plays.runs_count, PLAYED // sum(others))))
    each = top + sum(size for free in frees for size in others if size > free) / len(frees)
    wanted = max(FLOWN, SHARE_OF_RUN * own * run.plays.worlds_count) / each
    flown = min(plays.worlds_count, max(FEWEST, int(wanted)))
    parts = [part_of(mix.case, mix.members(size)) for size in sizes]
    drawn = mix.case.figures.draw(plays.seed, plays.worlds_count)
    return _Task(own, mix, sizes, parts, plays, near, drawn, np.array(_at_shots(mix.case))), flown


def _frees(mix: Mix, reference: World, flights: Trajectories, plays: Plays, watch: Watch) -> list[int]:
    """The largest raid in which no radar has more to follow than it can, by draw; as the reference flies."""
    from opendome import sensing
    from opendome.simulate import follow

    seen, _ = follow(reference, flights, watch=watch, unlimited=True)
    numbers = mix.case.figures.draw(plays.seed, plays.worlds_count)
    return [
        _free(mix, seen.sightings, sensing.followed_at_once(replace(reference, numbers=row)))
        for row in numbers
    ]


def _free(mix: Mix, sightings: Sightings, most: Integers) -> int:
    """The largest raid in which no radar has more to follow than it can."""
    from opendome import sensing

    def fits(size: int) -> bool:
        return not sensing.crowded(sightings, mix.members(size), most)

    return _largest(len(mix.order), fits)


def _largest(most: int, holds: Callable[[int], bool]) -> int:
    """The largest number up to `most` for which something holds that holds for all smaller ones."""
    if holds(most):
        return most
    low, high = 0, most
    while high - low > 1:
        middle = (low + high) // 2
        if holds(middle):
            low = middle
        else:
            high = middle
    return low


def _at_shots(case: Case) -> list[int]:
    """Figures that decide about shots alone, and move with no other."""
    from opendome.answers.replay import PLAYS, stages_of

    since, groups = stages_of(case), case.figures.moves_with
    tied = {groups[place] for place, stage in since.items() if stage != PLAYS} - {""}
    return sorted(place for place, stage in since.items() if stage == PLAYS and groups[place] not in tied)


def _world(task: _Task, row: int, flown: int, numbers: Floats) -> _Flown:
    """Fly the largest raid in one world, and play every size with every draw that belongs to it."""
    import numpy as np

    from opendome import engagement, interception, sensing, threats
    from opendome.records.case import World
    from opendome.simulate import follow

    mix, plays = task.mix, task.plays
    world = World(mix.case, row + 1, plays.seed, plays.in_world(row + 1), numbers)
    flights = threats.fly(world, near=task.near)
    reach = interception.reach(world, flights)
    seen, tracks = follow(world, flights, unlimited=True)
    chances = engagement.opportunities(world, seen.sightings, tracks, reach)
    free = _free(mix, seen.sightings, sensing.followed_at_once(world))
    mine = range(row, plays.worlds_count, flown)
    found, crowded = [], []
    for size, part in zip(task.sizes, task.parts, strict=True):
        crowded.append(size > free)
        if size == task.own:
            continue
        members = mix.members(size)
        here, part_flights = replace(world, case=part), flights.only(members)
        if size <= free:
            part_chances = _chances_of(chances, part, members)
        else:
            part_seen, part_tracks = follow(here, part_flights)
            part_reach = replace(reach, row=reach.row[members], limit=reach.limit[members])
            part_chances = engagement.opportunities(here, part_seen.sightings, part_tracks, part_reach)
        found.append([_play(task, here, part_flights, part_chances, other) for other in mine])
    worlds = [np.full(len(plays.in_world(other + 1)), other + 1) for other in mine]
    return _Flown(
        world=np.concatenate(worlds),
        leakers=np.array([np.concatenate([one.leakers for one in row]) for row in found]),
        no_leak=np.array([np.concatenate([one.no_leak for one in row]) for row in found]),
        used=np.array([np.concatenate([one.used for one in row]) for row in found]),
        unopposed=_unopposed(task, world, flights, mine),
        crowded=np.array(crowded),
    )


def _chances_of(chances: Opportunities, part: Case, members: Integers) -> Opportunities:
    """Who may shoot at these threats alone."""
    return replace(
        chances, threat_id=part.threat_id, table=chances.table[members], limit=chances.limit[members]
    )


def _mixed(task: _Task, world: World, other: int) -> World:
    """A world with the plays of another draw, and with its figures about shots."""
    numbers = world.numbers.copy()
    numbers[task.at_shots] = task.drawn[other, task.at_shots]
    return replace(world, plays=task.plays.in_world(other + 1), numbers=numbers)


def _play(
    task: _Task, world: World, flights: Trajectories, chances: Opportunities, other: int
) -> Engagements:
    """All plays of one size, with the figures about shots as another draw has them."""
    from opendome import engagement

    here = _mixed(task, world, other)
    mine = replace(chances, kill_probability=engagement.chance_to_hit(here, chances.place))
    return engagement.engage(here, flights, mine, keep=-1)


def _unopposed(task: _Task, world: World, flights: Trajectories, mine: range) -> Floats:
    """How many would get through if nobody shot: those that fly and come to their aim (draw, Z)."""
    import numpy as np

    from opendome.records.trajectories import comes_to_aim

    missile, comes = world.case.launches["missile"], comes_to_aim(flights)
    found = []
    for other in mine:
        works = _mixed(task, world, other).missiles["launch_reliability"][missile]
        each = np.where(comes, np.nan_to_num(works, nan=1.0), 0.0)[task.mix.order]
        found.append(np.cumsum(each)[np.array(task.sizes) - 1])
    return np.array(found)


def _record(run: Run, task: _Task, done: list[_Flown]) -> RaidSizes:
    """Means and bands over the draws, size after size."""
    import numpy as np

    from opendome.records.raid_sizes import RaidSizes

    rows = [_row(one, run.case.defence.shooters["inventory"]) for one in _by_size(run, task, done)]
    columns = {name: np.array([row[name] for row in rows]) for name in rows[0]}
    return RaidSizes(
        missiles=np.array(task.sizes),
        unopposed=np.concatenate([one.unopposed for one in done]).mean(axis=0),
        shooter_id=run.case.defence.shooter_id,
        crowded=np.any([one.crowded for one in done], axis=0),
        worlds_count=task.plays.worlds_count,
        flown_count=len(done),
        **columns,
    )


def _by_size(run: Run, task: _Task, done: list[_Flown]) -> Iterator[_Plays]:
    """All plays of every size in order of the draws; of the own size the run's own."""
    import numpy as np

    world = np.concatenate([one.world for one in done])
    order = np.argsort(world, kind="stable")
    joined = {
        name: np.concatenate([getattr(one, name) for one in done], axis=1)[:, order]
        for name in ("leakers", "no_leak", "used")
    }
    place = 0
    for size in task.sizes:
        if size == task.own:
            fought = run.outcomes.fought
            yield _Plays(run.outcomes.world, fought.leakers, fought.no_leak, fought.used)
        else:
            yield _Plays(world[order], *(joined[name][place] for name in ("leakers", "no_leak", "used")))
            place += 1


def _row(one: _Plays, stock: Integers) -> dict[str, Floats | float]:
    """One size: columns of the record."""
    import numpy as np

    from opendome.outcomes.bands import Band, band, by_world

    def of(values: Floats) -> Band:
        return band(*by_world(one.world, values))

    through, fired = of(one.leakers), of(one.used.sum(axis=1))
    left = [of(stock[place] - one.used[:, place]) for place in range(len(stock))]
    return {
        "leakers": through.value, "leakers_low": through.low, "leakers_high": through.high,
        "no_leak": of(one.no_leak).value,
        "used": fired.value, "used_low": fired.low, "used_high": fired.high,
        "left": np.array([each.value for each in left]),
        "left_low": np.array([each.low for each in left]),
        "left_high": np.array([each.high for each in left]),
        "empty": np.asarray((one.used >= stock).mean(axis=0)),
    }  # fmt: skip
