"""A missile as its flight sees it: a row of segments, each with one way to burn, to steer and to drag.

Built once a missile and world, from the tables of the case. Kernels know segments, not stages.
"""

from __future__ import annotations

from dataclasses import dataclass
from itertools import pairwise
from math import pi

import numpy as np

from opendome.arrays import Floats
from opendome.physics.atmosphere import SEA_LEVEL_PRESSURE
from opendome.physics.constants import STANDARD_GRAVITY
from opendome.records import case as settled
from opendome.records import trajectories as flown

# Columns of a table of segments.
(
    DURATION,  # [s]; infinite for the fall
    MASS,  # at its start, without the fairing [kg]; NaN: what the segment before left
    FLOW,  # propellant burnt [kg/s]
    THRUST,  # in vacuum [N]
    EXIT_AREA,  # of the nozzle [m2]
    DRAG_AREA,  # [m2]; NaN: by ballistic coefficient
    BALLISTIC,  # [kg/m2]; NaN: by drag area
    RULE,  # how thrust is pointed: one of the rules below
    AMOUNT,  # the rule's angle [rad] or rate [rad/s]
    TUNED,  # 1 where the energy of the flight is fitted: the last main stage
    PHASE,  # code of records.trajectories.PHASES
    EVENT,  # code of records.trajectories.EVENTS at its end
) = range(12)
COLUMNS = 12

# Columns that a flight adds to its copy of a segment.
(
    START_MASS,  # with the fairing [kg]
    TUNING,  # share of the thrust that is left
    START_ELEVATION,  # of the velocity when the segment began [rad]
    PLANE,  # unit normal of the plane of launch, forward cross up: three columns
) = range(COLUMNS, COLUMNS + 4)
FLOWN_COLUMNS = COLUMNS + 6

# A launch as kernels take it: the Earth of `physics.constants`, then these.
(
    FAIRING_MASS,  # [kg]
    FAIRING_ALTITUDE,  # where it is dropped [m]
    BY_CUTOFF,  # 1: energy is fitted by an early cut-off; 0: by a lower thrust at the same flow
    SITE,  # place of launch, ECEF [m]: three entries
) = range(6, 10)
START_SPEED = 12  # level, in the direction of launch, where an aircraft lets it go; else 0 [m/s]
GIVEN = 13

# How thrust is pointed.
VERTICAL, ALONG_VELOCITY, BELOW_VELOCITY, KICK, RATE, HOLD = range(6)

VERTICAL_UNTIL = 50.0
"""A solved flight rises straight until about this speed [m/s], then pitches over …"""

KICK_UNTIL = 100.0
"""… until about this one [m/s], and then follows its velocity."""


@dataclass(frozen=True)
class Missile:
    """One missile type of one world, ready for the kernels.

    Attributes:
        segments: (segment, COLUMNS).
        fairing: Mass [kg] and the height at which it is dropped [m].
        drag_mach, drag_coefficient: The drag table, factor included, (K,).
        cutoff: True: energy is fitted by an early cut-off; False: by a lower thrust at the same flow.
        solved: Whether the pitch-over is solved (False: the missile's own programme is flown).
        tuned_exhaust: Exhaust speed of the tuned stage [m/s].
        tuned_masses: Mass when it starts and when it ends [kg].
    """

    segments: Floats
    fairing: Floats
    drag_mach: Floats
    drag_coefficient: Floats
    cutoff: bool
    solved: bool
    tuned_exhaust: float
    tuned_masses: tuple[float, float]

    def surplus(self, energy: float) -> float:
        """Speed [m/s] that the tuned stage could have added besides, at this share of its energy."""
        start, end = self.tuned_masses
        if self.cutoff:
            return self.tuned_exhaust * float(np.log((start + (end - start) * energy) / end))
        return (1.0 - energy) * self.tuned_exhaust * float(np.log(start / end))


@dataclass(frozen=True)
class _Turn:
    """One entry of a pitch programme."""

    start: float
    end: float
    rule: int
    amount: float


def missile(world: settled.World, row: int, programme: tuple[float, float] | None = None) -> Missile:
    """The missile type `row` of a world as segments.

    Args:
        world: One draw of every figure.
        row: Row of the missile table.
        programme: Loft [rad] and pitch rate [rad/s] to fly instead of the missile's own programme:
            elevation falls at the rate from the vertical and stays at the loft.
    """
    case = world.case
    settings = world.missiles[row]
    count = int(case.stage_count[row])
    stages = world.stages[row, :count]
    main = count - int(case.has_bus[row])
    turns, solved = _turns(world, row, stages[0], _lift_off_mass(settings, stages), programme)
    rows = _powered(settings, stages, main, turns)
    rows.append(_fall(settings, stages))
    drag = case.drag_mach[row]
    known = np.isfinite(drag)
    exhaust = float(stages[main - 1]["specific_impulse"]) * STANDARD_GRAVITY
    above = sum(float(s["dry_mass"]) + float(s["propellant_mass"]) for s in stages[main:])
    end = above + float(stages[main - 1]["dry_mass"]) + _given(settings["payload_mass"])
    end += _given(settings["residual_mass"])
    return Missile(
        segments=np.array(rows, dtype=np.float64),
        fairing=np.array([_given(settings["fairing_mass"]), _given(settings["fairing_drop_altitude"])]),
        drag_mach=drag[known],
        drag_coefficient=case.drag_coefficient[row][known] * _given(settings["drag_factor"], 1.0),
        cutoff=int(case.energy[row]) == settled.CUTOFF,
        solved=solved,
        tuned_exhaust=exhaust,
        tuned_masses=(end + float(stages[main - 1]["propellant_mass"]), end),
    )


def _given(number: float, otherwise: float = 0.0) -> float:
    return otherwise if np.isnan(number) else float(number)


def _lift_off_mass(settings: np.void, stages: settled.Table) -> float:
    carried = ("payload_mass", "residual_mass", "fairing_mass")
    whole = sum(_given(settings[name]) for name in carried)
    return whole + float(stages["dry_mass"].sum() + stages["propellant_mass"].sum())


def _turns(
    world: settled.World,
    row: int,
    first: np.void,
    mass: float,
    programme: tuple[float, float] | None,
) -> tuple[list[_Turn], bool]:
    """The pitch programme, and whether its pitch-over is left to be solved."""
    if programme is not None:
        loft, rate = programme
        until = (pi / 2.0 - loft) / rate if rate > 0.0 else 0.0
        return [_Turn(0.0, until, RATE, rate), _Turn(until, np.inf, HOLD, loft)], False
    rules = world.case.pitch_rule[row]
    entries = world.pitch[row]
    by_code = {
        settled.BELOW_VELOCITY: BELOW_VELOCITY,
        settled.PITCH_RATE: RATE,
        settled.HOLD_ELEVATION: HOLD,
    }
    given = [
        _Turn(float(entry["start"]), float(entry["end"]), by_code[int(rule)], float(entry["amount"]))
        for entry, rule in zip(entries, rules, strict=True)
        if rule >= 0
    ]
    if given:
        before = [_Turn(0.0, given[0].start, VERTICAL, 0.0)] if given[0].start > 0.0 else []
        return before + given, False
    thrust = float(first["specific_impulse"]) * STANDARD_GRAVITY
    thrust *= float(first["propellant_mass"]) / float(first["burn_time"])
    net = max(thrust / mass - STANDARD_GRAVITY, 0.5)
    rise, end = VERTICAL_UNTIL / net, KICK_UNTIL / net
    burn = float(first["burn_time"])
    rise, end = min(rise, 0.2 * burn), min(end, 0.4 * burn)
    return [_Turn(0.0, rise, VERTICAL, 0.0), _Turn(rise, end, KICK, 0.0)], True


def _powered(settings: np.void, stages: settled.Table, main: int, turns: list[_Turn]) -> list[list[float]]:
    """Segments from lift-off to the end of the last burn."""
    rows: list[list[float]] = []
    clock = 0.0
    cuts = sorted({turn.start for turn in turns} | {turn.end for turn in turns})
    for number in range(len(stages)):
        stage = stages[number]
        coast = _given(stage["coast_before"])
        kept = ("payload_mass",) if number >= main else ("payload_mass", "residual_mass")
        mass = sum(_given(settings[name]) for name in kept)
        mass += float(stages["dry_mass"][number:].sum() + stages["propellant_mass"][number:].sum())
        area = 0.25 * pi * float(stages["diameter"][number:].max()) ** 2
        burn = float(stage["burn_time"])
        flow = float(stage["propellant_mass"]) / burn
        thrust = float(stage["specific_impulse"]) * STANDARD_GRAVITY * flow
        exit_area = float(stage["nozzle_exit_area"])
        if np.isnan(exit_area):
            exit_area = _given(stage["sea_level_thrust_loss"]) * thrust / SEA_LEVEL_PRESSURE
        tuned = 1.0 if number == main - 1 else 0.0
        for powered, length in ((False, coast), (True, burn)):
            for start, end in _cut(clock, clock + length, cuts):
                rule, amount = _rule_at(turns, 0.5 * (start + end))
                burnt = flow * (start - clock) if powered else 0.0
                rows.append(
                    [
                        end - start,
                        mass - burnt,
                        flow if powered else 0.0,
                        thrust if powered else 0.0,
                        exit_area if powered else 0.0,
                        area,
                        np.nan,
                        rule,
                        amount,
                        tuned if powered else 0.0,
                        (flown.BUS if number >= main else flown.BOOST) if powered else flown.COAST,
                        flown.PITCH,
                    ]
                )
            clock += length
        rows[-1][EVENT] = _end_event(number, main, len(stages))
    return rows


def _end_event(number: int, main: int, count: int) -> int:
    if number == main - 1:
        return flown.BURNOUT
    return flown.BUS_END if number == count - 1 else flown.STAGE_END


def _cut(start: float, end: float, cuts: list[float]) -> list[tuple[float, float]]:
    """The interval cut at the programme's times."""
    if end <= start:
        return []
    marks = [start, *(cut for cut in cuts if start + 1e-9 < cut < end - 1e-9), end]
    return list(pairwise(marks))


def _rule_at(turns: list[_Turn], time: float) -> tuple[float, float]:
    for turn in turns:
        if turn.start <= time < turn.end:
            return float(turn.rule), turn.amount
    return float(ALONG_VELOCITY), 0.0


def _fall(settings: np.void, stages: settled.Table) -> list[float]:
    """The last segment: free flight and re-entry."""
    coefficient = float(settings["reentry_ballistic_coefficient"])
    whole = np.isnan(coefficient)
    area = 0.25 * pi * float(stages["diameter"][-1]) ** 2
    row = [0.0] * COLUMNS
    row[DURATION] = np.inf
    row[MASS] = np.nan if whole else float(settings["reentry_mass"])
    row[DRAG_AREA] = area if whole else np.nan
    row[BALLISTIC] = coefficient
    row[RULE] = ALONG_VELOCITY
    row[PHASE] = flown.FREE_FLIGHT
    row[EVENT] = flown.IMPACT
    return row
