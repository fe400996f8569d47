"""What stands each year: units in service at the end of fiscal years, draw by draw."""

from __future__ import annotations

import numpy as np

from opendome.arrays import Floats
from opendome.programme import ramps
from opendome.programme.dates import Dates, pace
from opendome.records.case import ABSENT
from opendome.records.schedule import LAUNCH, MILESTONE, PRODUCTION, Schedule


def standing(schedule: Schedule, dates: Dates) -> Floats:
    """Units of every element in service at the end of each fiscal year (E, Y, K).

    Units come into service as they are launched, or made where nothing is launched, but none before the
    element's first milestone. What is worn out or lost is made again, as far as the line can.

    Args:
        schedule: Settled.
        dates: Its dates; K is how many draws they keep.
    """
    draws = dates.starts.shape[1]
    found = np.zeros((len(schedule.elements), schedule.horizon, draws))
    for number, element in enumerate(schedule.elements):
        mine = [place for place in schedule.network.order if schedule.element[place] == number]
        missing = element.quantity - element.owned
        if not mine or missing <= 0.0:
            found[number] = element.owned
            continue
        reached = _reached(schedule, dates, mine) * missing
        if element.life == ABSENT and element.attrition == ABSENT:
            found[number] = element.owned + reached[1:]
            continue
        first = ramps.by_year(reached)
        more = _capacity(schedule, dates, mine, first)
        life = np.inf if element.life == ABSENT else dates.drawn[element.life]
        lost = 0.0 if element.attrition == ABSENT else dates.drawn[element.attrition]
        found[number] = ramps.in_service(
            first,
            more,
            element.quantity,
            np.broadcast_to(life, draws),
            np.broadcast_to(lost, draws),
            element.owned,
        )
    return found


def _reached(schedule: Schedule, dates: Dates, mine: list[int]) -> Floats:
    """Share of an element's units in service at the ends of years, from before the first on (Y + 1, K)."""
    at = np.arange(schedule.horizon + 1.0)[:, None]
    milestones = [place for place in mine if schedule.kind[place] == MILESTONE]
    parts = _delivering(schedule, mine)
    if parts:
        whole = max(schedule.ends[place] for place in parts)
        share = sum((_part(schedule, dates, place, at) for place in parts), np.zeros(1)) / whole
    else:
        last = dates.finishes[milestones or mine].max(axis=0)
        share = (at >= last) * 1.0
    if milestones:
        share = np.where(at >= dates.finishes[milestones].min(axis=0), share, 0.0)
    return np.asarray(share)


def deliveries(schedule: Schedule, dates: Dates) -> tuple[Floats, Floats, Floats]:
    """When each element's deliveries begin and end, and when the first stands [year], three times (E, K).

    What is made serves from the element's first milestone on. Begin and end are NaN where nothing is
    delivered, all three where there is nothing to do.

    Args:
        schedule: Settled.
        dates: Its dates; K is how many draws they keep.
    """
    begin, end, stands = np.full((3, len(schedule.elements), dates.starts.shape[1]), np.nan)
    for number in range(len(schedule.elements)):
        mine = [place for place in schedule.network.order if schedule.element[place] == number]
        parts = _delivering(schedule, mine)
        if parts:
            begin[number], end[number] = dates.starts[parts].min(axis=0), dates.finishes[parts].max(axis=0)
        if milestones := [place for place in mine if schedule.kind[place] == MILESTONE]:
            stands[number] = np.fmax(begin[number], dates.finishes[milestones].min(axis=0))
        elif mine:
            stands[number] = begin[number] if parts else dates.finishes[mine].max(axis=0)
    return begin, end, stands


def _delivering(schedule: Schedule, mine: list[int]) -> list[int]:
    """Those of an element's activities that deliver units: launches, and where there are none, making."""
    kinds = [schedule.kind[place] for place in mine]
    kind = LAUNCH if LAUNCH in kinds else PRODUCTION
    return [place for place in mine
            if schedule.kind[place] == kind and schedule.ends[place] > schedule.begins[place]]  # fmt: skip


def _part(schedule: Schedule, dates: Dates, place: int, at: Floats) -> Floats:
    """Units that an activity has delivered at times (Y + 1, 1) [year]; (Y + 1, K)."""
    begins, ends = schedule.begins[place], schedule.ends[place]
    start, finish = dates.starts[place], dates.finishes[place]
    number = int(schedule.line[place])
    if schedule.kind[place] == PRODUCTION and number != ABSENT:
        rate, ramp, learns = pace(schedule, number, dates.drawn)
        # its line goes on where the part before it ended
        since = at - start + ramps.time_to_deliver(np.full(1, begins), rate, ramp, learns)
        made = np.clip(ramps.delivered(since, rate, ramp, learns), begins, ends) - begins
        return np.where(at >= start, made, 0.0)
    long = finish - start
    done = np.clip((at - start) / np.where(long > 0.0, long, 1.0), 0.0, 1.0)
    return np.where(long > 0.0, done, (at >= finish) * 1.0) * (ends - begins)


def _capacity(schedule: Schedule, dates: Dates, mine: list[int], first: Floats) -> Floats:
    """Units that could come into service in each year (Y, K): the first set, then what the line makes.

    What is worn out is made again once all of the first set is made and launched, and one stands at all.
    """
    parts = [place for place in mine if schedule.kind[place] == PRODUCTION and schedule.line[place] != ABSENT]
    launches = [place for place in mine if schedule.kind[place] == LAUNCH]
    stands = [place for place in mine if schedule.kind[place] == MILESTONE]
    over = dates.finishes[[*parts, *launches]].max(axis=0) if parts or launches else np.zeros(first.shape[1])
    if stands:
        over = np.maximum(over, dates.finishes[stands].min(axis=0))
    after = np.clip(np.arange(1.0, schedule.horizon + 1.0)[:, None] - over, 0.0, 1.0)
    if not parts:
        return np.where(after > 0.0, np.inf, first)
    rate, _, _ = pace(schedule, int(schedule.line[parts[0]]), dates.drawn)
    for place in launches:
        if schedule.line[place] != ABSENT:
            rate = np.minimum(rate, pace(schedule, int(schedule.line[place]), dates.drawn)[0])
    return first + rate * after
