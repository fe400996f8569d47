"""Raids against interceptors whose one kill probability is known only from a test record."""

from __future__ import annotations

from functools import cache

from opendome.engagement import engage
from opendome.outcomes.fates import join, score
from opendome.records.case import Case, Plays
from opendome.records.outcomes import Outcomes
from shooting import KILL, RECORD, case_of, chances_of, rule
from unit.outcomes.small import arcs

TESTED = {"test_record": {"hits_count": 12, "tests_count": 21, "source": "grid84"}}
RUNS = 400
MANY = 100 * RUNS


def asked(shots: int = 4, tested: bool = True, missiles: int = 4) -> Case:
    """Missiles, so many shots at each, with the record or with its plain share as a fixed chance."""
    rules = {"midcourse": rule(shots)}
    return case_of((("gbi", 99),), missiles, rules, gbi=TESTED if tested else {KILL: RECORD})


def outcomes(runs: int, shots: int, tested: bool = True) -> Outcomes:
    """Counted worlds, shot at and scored; everything can always be shot at."""
    return _outcomes(runs, shots, tested)


@cache
def _outcomes(runs: int, shots: int, tested: bool) -> Outcomes:
    case = asked(shots, tested)
    flights = arcs(case.threat_id, (0.0,) * len(case.threat_id))
    found = []
    for world in case.worlds(Plays(runs)):
        chances = chances_of(world)
        found.append(score(world, flights, None, chances, engage(world, flights, chances)))
    return join(case.threat_id, found)
