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
from opendome.programme import network as passes
from opendome.programme import ramps
from opendome.randomness import rows
from opendome.records.case import ABSENT
from opendome.records.sampling import quantile
from opendome.records.schedule import LAUNCH, MILESTONE, Schedule
from opendome.watch import SILENT, Watch, check

BLOCK = 8_192
"""Draws that are passed through the network at a time: what they take lies in the processor's cache."""

FARTHEST, STEP = 8.0, 64
"""A shape is looked up by its normal draw: out to so many deviations, at so many points in each."""

STAGE, COMMON = "programme", "common"
"""Address of the draw that all durations share, and cost growth with them."""

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


def common(seed: int, first: int, count: int) -> Floats:
    """The normal draw that everything in a programme shares (count,), from draw number `first` on."""
    from scipy.special import ndtri

    return np.asarray(ndtri(rows.row(seed, STAGE, COMMON, first, count)))


def figures(schedule: Schedule, seed: int, first: int, count: int) -> Floats:
    """Draws of every figure, in the unit that it is written in.

    Args:
        schedule: What is drawn.
        seed: Of the run.
        first: Number of the first draw, a multiple of four.
        count: How many.

    Returns:
        Shape (F, count).
    """
    from scipy.special import ndtri

    table = schedule.figures
    together = sqrt(schedule.shared) * common(seed, first, count)
    drawn = np.empty((len(table), count))
    for place, path in enumerate(table.path):
        low, value, high = float(table.low[place]), float(table.value[place]), float(table.high[place])
        if low == high:
            drawn[place] = value
            continue
        normal = ndtri(rows.row(seed, STAGE, table.moves_with[place] or path, first, count))
        normal *= sqrt(1.0 - schedule.shared)
        normal += together
        peak = (value - low) / (high - low)
        if table.shape[place] == "log_uniform":
            np.multiply(
                _looked_up(normal * schedule.slow[place], "uniform", 0.5), np.log(high / low), out=normal
            )
            np.multiply(np.exp(normal, out=normal), low, out=drawn[place])
        else:
            share = _looked_up(normal * schedule.slow[place], table.shape[place], peak)
            np.add(np.multiply(share, high - low, out=share), low, out=drawn[place])
    return drawn


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
        elif number != ABSENT:
            rate, ramp, learns = pace(schedule, number, drawn)
            until, since = (
                ramps.time_to_deliver(np.full(1, units), rate, ramp, learns)
                for units in (schedule.ends[place], schedule.begins[place])
            )
            found[place] = until - since
    return found


def pace(schedule: Schedule, number: int, drawn: Floats) -> tuple[Floats, Floats, bool]:
    """Units a year, years until then, and whether it rises as an S, of a line; (n,) and (n,).

    Args:
        schedule: What is drawn.
        number: Place of the line.
        drawn: Draws of every figure (F, n).
    """
    line = schedule.lines[number]
    rate = drawn[line.rate] * line.share
    if line.each != ABSENT:
        rate = rate * drawn[line.each]
    ramp = np.zeros(drawn.shape[1]) if line.ramp == ABSENT else drawn[line.ramp]
    return rate, ramp, line.learns


def at_value(schedule: Schedule) -> Floats:
    """How long every activity takes with every figure at its value [year] (A,)."""
    return durations(schedule, schedule.figures.value[:, None])[:, 0]


def dates(schedule: Schedule, seed: int, draws: int, kept: int = BLOCK, watch: Watch = SILENT) -> Dates:
    """Draw and pass the network.

    Args:
        schedule: What is drawn.
        seed: Of the run.
        draws: How many.
        kept: Of how many draws everything is kept.
        watch: Told how far it is, asked whether to stop.

    Raises:
        Stopped: The watch asked to stop.
    """
    net, many = schedule.network, len(schedule.network)
    milestones = schedule.places(MILESTONE)
    ending = np.empty((len(milestones) + 1, draws))
    sums = _Sums(schedule)
    few = min(kept, draws)
    starts, finishes = np.empty((many, few)), np.empty((many, few))
    figured = np.empty((len(schedule.figures), few))
    for first in range(0, draws, BLOCK):
        check(watch)
        watch.step("dates", first, draws)
        until = min(first + BLOCK, draws)
        drawn = figures(schedule, seed, first, until - first)
        long = durations(schedule, drawn)
        start, finish = passes.forward(net, long)
        last = passes.end(finish)
        ending[:-1, first:until], ending[-1, first:until] = finish[list(milestones)], last
        sums.add(long, start, finish, last)
        inside = slice(first, min(until, few))
        if first < few:
            width = inside.stop - first
            starts[:, inside], finishes[:, inside] = start[:, :width], finish[:, :width]
            figured[:, inside] = drawn[:, :width]
    watch.step("dates", draws, draws)
    critical, sensitivity, held = sums.told(draws)
    return Dates(ending, milestones, critical, sensitivity, held, starts, finishes, figured)


def at_shares(times: Floats) -> Floats:
    """Times at the chances of `SHARES` (A, 3), from those of every draw (A, D)."""
    count = times.shape[1]
    at = [min(int(share * count), count - 1) for share in SHARES]
    return np.array([np.partition(row, at)[at] for row in times], dtype=np.float64).reshape(-1, len(SHARES))


class _Sums:
    """What is added up over draws, so that no draw has to be kept."""

    def __init__(self, schedule: Schedule) -> None:
        self.schedule = schedule
        many = len(schedule.network)
        self.critical, self.held = np.zeros(many), np.zeros(many)
        # measured from the value, so that squares of small differences stay exact
        self.zero = at_value(schedule)
        self.end = float(passes.end(passes.forward(schedule.network, self.zero)[1]))
        self.own, self.square, self.product = np.zeros(many), np.zeros(many), np.zeros(many)
        self.last, self.last_square = 0.0, 0.0

    def add(self, long: Floats, start: Floats, finish: Floats, last: Floats) -> None:
        """Add a block: durations, starts, finishes (A, n), and the end (n,)."""
        spare = passes.slack(self.schedule.network, long, start, finish)
        self.critical += (spare <= passes.SAME).sum(axis=1)
        for place in self.schedule.places(LAUNCH):
            self.held[place] += float((start[place] + long[place] >= finish[place] - passes.SAME).sum())
        apart, end = long - self.zero[:, None], last - self.end
        self.own += apart.sum(axis=1)
        self.square += np.einsum("ad,ad->a", apart, apart)
        self.product += np.einsum("ad,d->a", apart, end)
        self.last += float(end.sum())
        self.last_square += float((end * end).sum())

    def told(self, draws: int) -> tuple[Floats, Floats, Floats]:
        """How often critical, correlation with the end, how often launching holds up a launch; each (A,)."""
        own = np.maximum(self.square - self.own**2 / draws, 0.0)
        end = max(self.last_square - self.last**2 / draws, 0.0)
        both = self.product - self.own * self.last / draws
        size = np.sqrt(own * end)
        varies = own > 1e-18 * draws
        found = np.where(varies & (size > 0.0), both / np.where(size > 0.0, size, 1.0), 0.0)
        return self.critical / draws, np.clip(found, -1.0, 1.0), self.held / draws
