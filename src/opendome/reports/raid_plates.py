"""What a report says around the pictures of the raid: the map, the lanes, how well each missile was known."""

from __future__ import annotations

from collections.abc import Sequence
from math import isfinite

import numpy as np

from opendome.arrays import Floats
from opendome.records.case import Case
from opendome.records.trajectories import Trajectories
from opendome.reports import numbers
from opendome.reports.lanes import Lane, aim
from opendome.reports.plates import Cell, Data, Plate
from opendome.reports.raid_shown import ARRIVES, ASTRAY, FAILS, STOPPED, RaidShown

MOST_ROWS = 60
"""A table under a picture has so many rows; a larger raid's are in the records."""

EVERY_MIN = 2.0
"""Time between two rows of the table of errors [min]."""

ENDS = {
    STOPPED: "stopped",
    FAILS: "fails by itself",
    ARRIVES: "gets through",
    ASTRAY: "comes down elsewhere",
}
SHOOTING = ("library.*.burnout_speed_km_per_s", "doctrine.*")
WATCHING = ("library.*.position_error_km", "library.*.velocity_error_m_per_s")


def of_map(
    name: str,
    question: str,
    finding: str,
    head: float,
    case: Case,
    flights: Trajectories,
    raid: RaidShown | None,
) -> Plate:
    """The map, with what becomes of each missile in its table."""
    zero = float(case.launches["time"].min())
    down = flights.lands
    rows: list[tuple[Cell, ...]] = []
    for threat in range(min(len(flights), MOST_ROWS)):
        lands = bool(down[threat])
        when = float(flights.ends[threat]) if lands else np.nan
        ends, shots = "lands" if lands else "does not land", 0
        if raid is not None:
            ends, shots = ENDS[int(raid.fate[threat])], len(raid.at(threat))
            when = float(raid.until[threat]) if isfinite(raid.until[threat]) else when
        who = (case.threat_id[threat], aim(case, threat))
        start = numbers.clock(float(case.launches["time"][threat]) - zero)
        rows.append((*who, start, ends, numbers.clock(when - zero), *((shots,) if raid is not None else ())))
    fired = ("Interceptors fired",) if raid is not None else ()
    columns = ("Missile", "Aimed at", "Launched [min:s]", "In the raid shown it", "at [min:s]", *fired)
    reading = (
        "The map keeps areas and is centred on the raid. It shows one raid of the reference world, in which "
        "every figure has its value; times count from the first launch."
    )
    counts = f"{len(flights):,} missiles"
    if raid is not None:
        one = raid.summary()
        counts += f", {one.stopped:,} stopped, {len(raid.shots):,} interceptors fired"
    drawn = f"Drawn: {counts}."
    return Plate(name, question, finding, reading, drawn, head, SHOOTING, Data(columns, tuple(rows)))


def of_lanes(name: str, question: str, said: tuple[str, str], head: float, drawn: Sequence[Lane]) -> Plate:
    """The lanes, with their moments in the table; `said` is the finding and how to read it."""

    def first(spans: Floats) -> str:
        return numbers.clock(float(spans[0, 0]) if len(spans) else None)

    rows = []
    for lane in drawn:
        seen = [float(spans[0, 0]) for spans in lane.seen.values() if len(spans)]
        shots = [block.first for block in lane.blocks]
        rows.append(
            (
                lane.name, numbers.clock(lane.start),
                numbers.clock(float(lane.burns[-1, 1]) if len(lane.burns) else None),
                numbers.clock(min(seen, default=None)), numbers.clock(lane.reported), first(lane.tracked),
                numbers.clock(min(shots, default=None)), lane.fate or "lands",
            )
        )  # fmt: skip
    columns = (
        "Missile at", "Launched [min:s]", "Burnt out [min:s]", "Seen from [min:s]", "Reported [min:s]",
        "Tracked from [min:s]", "First shot [min:s]", "It is",
    )  # fmt: skip
    counted = f"Drawn: {numbers.count(len(rows), 'lane')}."
    if rows:
        counted = (
            f"Drawn: {numbers.count(len(rows), 'lane')}; the first missile is seen from {rows[0][3]} and "
            f"tracked from {rows[0][5]} on."
        )
    return Plate(name, question, *said, counted, head, (*WATCHING, *SHOOTING), Data(columns, tuple(rows)))


def of_knowledge(
    name: str,
    question: str,
    said: tuple[str, str],
    head: float,
    curves: Sequence[tuple[str, Floats, Floats, Floats, Floats]],
) -> Plate:
    """Errors over time; each curve is a missile's name, minutes, and low, middle, high error [km] (G,)."""
    steps = round(max((float(one[1][np.isfinite(one[3])].max(initial=0.0)) for one in curves), default=0.0))
    times = np.arange(EVERY_MIN, steps + EVERY_MIN, EVERY_MIN)
    rows = []
    for time in times:
        cells: list[Cell] = [float(time)]
        for _, minutes, *errors in curves:
            place = int(np.argmin(np.abs(minutes - time)))
            cells += [_kilometres(float(error[place])) for error in (errors[1], errors[0], errors[2])]
        rows.append(tuple(cells))
    columns = ["After its own launch [min]"]
    for missile, *_ in curves:
        columns += [f"{missile}: error [km]", f"{missile}: low [km]", f"{missile}: high [km]"]
    best = [float(np.nanmin(one[3])) for one in curves if np.isfinite(one[3]).any()]
    drawn = f"Drawn: {numbers.count(len(curves), 'missile')}"
    drawn += (
        f"; the smallest error is {numbers.significant(min(best))} km." if best else ", none of them tracked."
    )
    return Plate(name, question, *said, drawn, head, WATCHING, Data(tuple(columns), tuple(rows)))


def _kilometres(error: float) -> Cell:
    return numbers.significant(error) if isfinite(error) else None
