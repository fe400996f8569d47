"""Dates by Monte Carlo: durations drawn together, the network passed for every draw, and what it says.

Each figure has a normal draw ``z = sqrt(s) Z + sqrt(1 - s) e``: ``Z`` is common to the whole programme, ``e``
the figure's own, ``s`` the share of what is not known that is common. So any two durations are correlated
by ``s`` (a Gaussian copula), while each keeps its own shape between its own ends. Rates fall where durations
rise.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache
from math import sqrt

import numpy as np

from opendome.arrays import Floats
from opendome.compiled import over
from opendome.programme import draws, ramps
from opendome.programme import network as passes
from opendome.records.case import ABSENT
from opendome.records.figures import Figures
from opendome.records.sampling import quantile
from opendome.records.schedule import LAUNCH, MILESTONE, Schedule
from opendome.watch import SILENT, Watch

BLOCK = 4_096
"""Draws that are passed through the network at a time: what they take stays near the processor."""

KEPT = 8_192
"""Draws of which every activity is kept, for the calendar and for what stands each year."""

FARTHEST, STEP = 8.0, 64
"""A shape is looked up by its normal draw: out to so many deviations, at so many points in each."""

SHARES = (0.2, 0.5, 0.8)
"""Chances at which dates are told."""


@dataclass(frozen=True)
class Dates:
    """What the draws say. Times are years after the start.

    Attributes:
        finish: Of every milestone in every draw, and in the last row of all (M + 1, D).
        milestones: Place of the activity of each row but the last.
        critical: How often an activity holds up the end (A,).
        sensitivity: Correlation of its duration with the end; 0 where it does not vary (A,).
        launch_held: For every launch, how often it ends when launching ends and not when making does (A,).
        starts, finishes: Of every activity in the first draws (A, K).
        drawn: Every figure in those draws (F, K).
    """

    finish: Floats
    milestones: tuple[int, ...]
    critical: Floats
    sensitivity: Floats
    launch_held: Floats
    starts: Floats
    finishes: Floats
    drawn: Floats


def figures(schedule: Schedule, seed: int, first: int, count: int) -> Floats:
    """Draws of every figure, in the unit that it is written in.

    Args:
        schedule: What is drawn.
        seed: Of the run.
        first: Number of the first draw.
        count: How many.

    Returns:
        Shape (F, count).
    """
    from scipy.special import ndtri

    table = schedule.figures
    together = sqrt(schedule.shared) * draws.common_factor(seed, first, count)
    drawn = np.repeat(table.value[:, None], count, axis=1)
    loose = np.flatnonzero(table.low < table.high)
    names = tuple(table.moves_with[place] or table.path[place] for place in loose)
    own = draws.shares(seed, names, first, count)
    for place, share in zip(loose.tolist(), own, strict=True):
        normal = ndtri(share, out=share)
        normal *= sqrt(1.0 - schedule.shared)
        normal += together
        normal *= schedule.slow[place]
        drawn[place] = shaped(table, place, normal)
    return drawn


def shaped(table: Figures, place: int, normal: Floats) -> Floats:
    """A figure where normal draws say (n,)."""
    low, value, high = float(table.low[place]), float(table.value[place]), float(table.high[place])
    if table.shape[place] == "log_uniform":
        return low * np.exp(np.log(high / low) * _looked_up(normal, "uniform", 0.5))
    found = _looked_up(normal, table.shape[place], (value - low) / (high - low))
    found *= high - low
    found += low
    return found


def _looked_up(normal: Floats, shape: str, peak: float) -> Floats:
    """Where a normal draw falls between the ends of a shape, from 0 to 1 (n,)."""
    values, steps = _knots(shape, peak)
    place = np.clip(normal, -FARTHEST, FARTHEST)
    place += FARTHEST
    place *= STEP
    left = place.astype(np.int32)
    place -= left
    place *= steps.take(left)
    place += values.take(left)
    return place


@lru_cache(maxsize=4_096)
def _knots(shape: str, peak: float) -> tuple[Floats, Floats]:
    """A shape between 0 and 1 at even steps of the normal draw, and the step to the next (K,), (K,)."""
    from scipy.special import ndtr

    at = np.arange(-FARTHEST * STEP, FARTHEST * STEP + 1.0) / STEP
    values = quantile(shape, np.asarray(ndtr(at)), 0.0, peak, 1.0)
    return values, np.append(np.diff(values), 0.0)


def durations(schedule: Schedule, drawn: Floats) -> Floats:
    """How long every activity takes [year] (A, n), from draws of the figures (F, n)."""
    found = np.zeros((len(schedule.network), drawn.shape[1]))
    for place in schedule.network.order:
        figure, number = int(schedule.duration[place]), int(schedule.line[place])
        if figure != ABSENT:
            found[place] = drawn[figure]
        if number != ABSENT:
            rate, ramp, learns = pace(schedule, number, drawn)
            until, since = (
                ramps.time_to_deliver(np.full(1, units), rate, ramp, learns)
                for units in (schedule.ends[place], schedule.begins[place])
            )
            np.maximum(found[place], until - since, out=found[place])
    return found


def pace(schedule: Schedule, number: int, drawn: Floats) -> tuple[Floats, Floats, bool]:
    """Units a year, years until then, and whether it rises as an S, of a line; (n,) and (n,).

    Args:
        schedule: What is drawn.
        number: Place of the line.
        drawn: Draws of every figure (F, n).
    """
    line = schedule.lines[number]
    rate = line.whole / drawn[line.rate] if line.whole else drawn[line.rate] * (line.share * line.carried)
    if line.each != ABSENT:
        rate = rate * drawn[line.each]
    if line.most != ABSENT:
        rate = np.minimum(rate, drawn[line.most])
    ramp = np.zeros(drawn.shape[1]) if line.ramp == ABSENT else drawn[line.ramp]
    return rate, ramp, line.learns


def at_value(schedule: Schedule) -> Floats:
    """How long every activity takes with every figure at its value [year] (A,)."""
    return durations(schedule, schedule.figures.value[:, None])[:, 0]


def by_pert(schedule: Schedule) -> tuple[Floats, Floats]:
    """Mean and variance of every duration by PERT's rule [year] and [year squared], (A,) and (A,).

    The rule is for figures; a line's time hangs on several, and has the variance of each of them alone.
    """
    table = schedule.figures
    mean, _ = passes.pert(table.low, table.value, table.high)
    many = len(table)
    alone = np.repeat(mean[:, None], 2 * many + 1, axis=1)
    places = np.arange(many)
    alone[places, places], alone[places, many + places] = table.low, table.high
    long = durations(schedule, alone)
    apart = (long[:, many : 2 * many] - long[:, :many]) / 6.0
    return long[:, -1], np.asarray((apart**2).sum(axis=1))


def dates(schedule: Schedule, seed: int, count: int, kept: int = KEPT, watch: Watch = SILENT) -> Dates:
    """Draw and pass the network.

    Args:
        schedule: What is drawn.
        seed: Of the run.
        count: How many draws.
        kept: Of how many of them everything is kept.
        watch: Asked whether to stop.

    Raises:
        Stopped: The watch asked to stop.
    """
    many, few = len(schedule.network), min(kept, count)
    milestones = schedule.places(MILESTONE)
    ending = np.empty((len(milestones) + 1, count))
    starts, finishes = np.empty((many, few)), np.empty((many, few))
    figured = np.empty((len(schedule.figures), few))
    zero = at_value(schedule)
    blocks = [_Sums(many)] * -(-count // BLOCK)

    def block(first: int, last: int) -> None:
        drawn = figures(schedule, seed, first, last - first)
        long = durations(schedule, drawn)
        start, finish = passes.forward(schedule.network, long)
        until = passes.end(finish)
        ending[:-1, first:last], ending[-1, first:last] = finish[list(milestones)], until
        blocks[first // BLOCK] = _summed(schedule, long, start, finish, zero)
        if first < few:
            inside, width = slice(first, min(last, few)), min(last, few) - first
            starts[:, inside], finishes[:, inside] = start[:, :width], finish[:, :width]
            figured[:, inside] = drawn[:, :width]

    over(block, count, BLOCK, watch)
    critical, sensitivity, held = _told(blocks, count)
    return Dates(ending, milestones, critical, sensitivity, held, starts, finishes, figured)


def at_shares(times: Floats) -> Floats:
    """Times at the chances of `SHARES` (A, 3), from those of every draw (A, D)."""
    count = times.shape[1]
    at = [min(int(share * count), count - 1) for share in SHARES]
    return np.array([np.partition(row, at)[at] for row in times], dtype=np.float64).reshape(-1, len(SHARES))


class _Sums:
    """What is added up over the draws of a block, an activity a row (A,); the end alone has one number."""

    def __init__(self, many: int) -> None:
        self.critical, self.held = np.zeros(many), np.zeros(many)
        self.own, self.square, self.product = np.zeros(many), np.zeros(many), np.zeros(many)
        self.last, self.last_square = 0.0, 0.0


def _summed(schedule: Schedule, long: Floats, start: Floats, finish: Floats, zero: Floats) -> _Sums:
    """Sums of a block: of durations, starts and finishes (A, n); durations count from `zero` (A,)."""
    sums = _Sums(len(long))
    spare = passes.slack(schedule.network, long, start, finish)
    sums.critical[:] = (spare <= passes.SAME).sum(axis=1)
    for place in schedule.places(LAUNCH):
        sums.held[place] = float((start[place] + long[place] >= finish[place] - passes.SAME).sum())
    # measured from the value, so that squares of small differences stay exact
    apart = long - zero[:, None]
    end = passes.end(finish) - float(passes.end(passes.forward(schedule.network, zero)[1]))
    sums.own[:], sums.square[:] = apart.sum(axis=1), np.einsum("ad,ad->a", apart, apart)
    sums.product[:] = np.einsum("ad,d->a", apart, end)
    sums.last, sums.last_square = float(end.sum()), float(np.einsum("d,d->", end, end))
    return sums


def _told(blocks: list[_Sums], count: int) -> tuple[Floats, Floats, Floats]:
    """How often critical, correlation with the end, how often launching holds up a launch; each (A,)."""

    def added(name: str) -> Floats:
        return np.asarray(sum(getattr(one, name) for one in blocks))

    own = np.maximum(added("square") - added("own") ** 2 / count, 0.0)
    end = np.maximum(added("last_square") - added("last") ** 2 / count, 0.0)
    both = added("product") - added("own") * added("last") / count
    size = np.sqrt(own * end)
    there = (own > 1e-18 * count) & (size > 0.0)
    found = np.where(there, both / np.where(size > 0.0, size, 1.0), 0.0)
    return added("critical") / count, np.clip(found, -1.0, 1.0), added("held") / count
