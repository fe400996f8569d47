"""What would change the answer most: one figure after another at both ends of its range."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from opendome.contract.run import DriverRow
from opendome.watch import SILENT, Watch, check

if TYPE_CHECKING:
    from opendome.answers.replay import Scene
    from opendome.arrays import Floats, Integers
    from opendome.records.case import Case, Plays, World
    from opendome.records.outcomes import Outcomes

PLAYS_EACH, LEAST_PLAYS = 200, 4
"""Plays of the reference world at each end of a figure; and at least, where a raid is large."""

PLAYED = 4_000
"""Missiles played at each end: of a large raid in fewer plays."""

MOST_SEARCHED = 6
"""Figures of flights, sensors and reach that are tried: those that go most with the answer."""

WORK = 600
"""Missiles times such figures, at most: of a large raid fewer are tried."""

MOST_SHOWN = 12
LEAST_EFFECT = 1e-3
"""A figure that moves the answer by less is left out."""


def drivers(
    case: Case, plays: Plays, scene: Scene, outcomes: Outcomes, watch: Watch = SILENT
) -> list[DriverRow]:
    """Figures by how much they move the chance that nothing gets through, the greatest first.

    All other figures stand at their values. Figures of the same group move together. What decides shots alone
    is always tried; of what decides flights, sensors and reach, those that go most with the answer over the
    worlds that were run.

    Args:
        case, plays: What was run.
        scene: The reference world.
        outcomes: Of all worlds.
        watch: Told after each figure.
    """
    from opendome.answers.replay import no_leak
    from opendome.compiled import ahead, threads

    if not case.defence.inventory_count:
        return []
    figures, world = case.figures, _with_plays(scene)
    chosen = _chosen(case, plays, outcomes)

    def at_ends(one: tuple[int, int]) -> list[float]:
        check(watch)
        ends = []
        for end in (figures.low, figures.high):
            numbers = world.numbers.copy()
            for place in _group(case, one[0]):
                numbers[place] = end[place] * figures.factor[place]
            ends.append(no_leak(scene, replace(world, numbers=numbers), one[1]))
        return ends

    rows = []
    found = ahead(at_ends, chosen, threads())
    for done, ((place, _), ends) in enumerate(zip(chosen, found, strict=True), start=1):
        watch.step("what moves the answer", done, len(chosen))
        if abs(ends[1] - ends[0]) >= LEAST_EFFECT:
            rows.append(_row(case, place, ends))
    rows.sort(key=lambda row: -abs(row.no_leak_probability_at_high - row.no_leak_probability_at_low))
    return rows[:MOST_SHOWN]


def at_values(scene: Scene) -> float:
    """Chance that nothing gets through where every figure has its value, from the same dice as the drivers.

    Args:
        scene: The reference world.
    """
    from opendome.answers.replay import PLAYS, no_leak

    return no_leak(scene, _with_plays(scene), PLAYS)


def _with_plays(scene: Scene) -> World:
    """The reference world with some plays that decide."""
    import numpy as np

    each = max(LEAST_PLAYS, min(PLAYS_EACH, PLAYED // len(scene.world.case.threat_id)))
    return replace(scene.world, plays=np.arange(1, each + 1))


def _row(case: Case, place: int, ends: list[float]) -> DriverRow:
    return DriverRow(
        figure=case.figures.path[place],
        low=float(case.figures.low[place]),
        high=float(case.figures.high[place]),
        no_leak_probability_at_low=ends[0],
        no_leak_probability_at_high=ends[1],
    )


def _group(case: Case, place: int) -> list[int]:
    """Figures that move with one, itself among them."""
    name = case.figures.moves_with[place]
    if not name:
        return [place]
    return [row for row, other in enumerate(case.figures.moves_with) if other == name]


def _chosen(case: Case, plays: Plays, outcomes: Outcomes) -> list[tuple[int, int]]:
    """Which figures are tried, with the first stage that each touches."""
    from opendome.answers.replay import CHANCES, stages_of

    since = stages_of(case)
    figures = case.figures
    open_ones = [place for place in since if figures.low[place] < figures.high[place]]
    groups = {figures.moves_with[place] or figures.path[place]: place for place in reversed(open_ones)}
    first = sorted(groups.values())
    cheap = [place for place in first if since[place] <= CHANCES]
    rest = [place for place in first if since[place] > CHANCES]
    most = min(MOST_SEARCHED, WORK // max(len(outcomes.threat_id), 1))
    goes_with = _correlation(case, plays, outcomes)
    rest.sort(key=lambda place: (-abs(goes_with[place]), place))
    return [(place, since[place]) for place in sorted([*cheap, *rest[:most]])]


def _correlation(case: Case, plays: Plays, outcomes: Outcomes) -> Floats:
    """Rank correlation of every figure with the answer over the worlds (figure,)."""
    import numpy as np

    from opendome.outcomes.bands import over_plays

    answer, _ = over_plays(outcomes, outcomes.fought.no_leak)
    drawn = case.figures.draw(plays.seed, plays.worlds_count)
    ranks = _ranks(answer[:, None])[:, 0]
    against = _ranks(drawn)
    with np.errstate(invalid="ignore", divide="ignore"):
        found = (ranks - ranks.mean()) @ (against - against.mean(axis=0))
        found = found / (np.std(ranks) * np.std(against, axis=0) * len(ranks))
    return np.asarray(np.nan_to_num(found, nan=0.0))


def _ranks(columns: Floats) -> Integers:
    """Places of the numbers of each column in their order."""
    import numpy as np

    order = np.argsort(columns, axis=0, kind="stable")
    ranks = np.empty_like(order)
    np.put_along_axis(ranks, order, np.arange(len(columns))[:, None], axis=0)
    return ranks
