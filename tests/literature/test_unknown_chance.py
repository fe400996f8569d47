"""What a test record says of a kill probability, and what follows when nobody knows it better.

Worked out independently from Jeffreys' posterior of 12 hits in 21 tests; computed here by the shooting, the
scoring and the bands that a run uses.
"""

from __future__ import annotations

from collections.abc import Callable
from functools import cache
from typing import cast

import numpy as np
import pytest

from flights import library
from literature.record import SHOOTING, Claim, check
from one_unknown import MANY, RUNS, asked, outcomes
from opendome.answers.replay import Scene
from opendome.answers.required import Sought, solve_for
from opendome.outcomes import bands
from opendome.records.case import Case, Plays
from opendome.records.sampling import posterior
from opendome.scenario.loading import load_scenario
from opendome.scenario.settle import settle
from shooting import case_of, chances_of, flown, rule, world_of

STAGE = SHOOTING

RECORDED = "Test record of Ground-based Midcourse Defense: 12 of 21, with Jeffreys' prior"
TOGETHER = "One unknown kill probability for all shots, 12 of 21, worked out independently"
FIXED = "The same kill probability, fixed at 12/21"
BACKWARDS = "Ten missiles and no leak in nine of ten raids, worked out independently"
BLAIR = "Blair: at most 25 % a shot, at least four shots at each warhead, 44 interceptors"
THAAD = "Test record of THAAD: 16 of 16 (the sixteenth recalled, to be confirmed), with Jeffreys' prior"
STOCK = "Interceptors of Ground-based Midcourse Defense (CSIS Missile Threat)"
DIGITS = "Half of the last digit."
DRAWN = "One of the last digit: the worlds are drawn."


@cache
def flagship() -> Case:
    return settle(load_scenario("limited-raid", library()), library())


def stock(site: str) -> float:
    """Interceptors of the flagship scenario at a site; all of them where none is named."""
    defence = flagship().defence
    mine = [site in name for name in defence.shooter_id]
    return float(defence.shooters["inventory"][mine].sum())


def mean_of_record() -> float:
    """Kill probability in the reference world of a run."""
    return float(asked().reference_world(Plays(1)).kinds["kill_probability"][0])


def after(share: float, hits: int = 12, tests: int = 21) -> float:
    """A percentile of what a record leaves open."""
    return float(posterior(np.array([share]), hits, tests)[0])


def leak(shots: int, tested: bool = True) -> bands.Band:
    return bands.leak(outcomes(RUNS if not tested else MANY if shots == 4 else MANY // 10, shots, tested))


def none(tested: bool = True) -> bands.Band:
    return bands.no_leak(outcomes(MANY if tested else RUNS, 4, tested))


@cache
def needed(shots: int) -> float:
    """What `run --require no_leak_probability=0.9 --solve kill_probability` finds for ten missiles."""
    case = case_of((("gbi", 10_000),), 10, {"midcourse": rule(shots)})
    world = world_of(case)
    # only the plays are done anew, so the stages before them are not asked
    scene = cast(Scene, Scene(world, flown(world), *(None,) * 3, chances_of(world)))  # type: ignore[arg-type]
    value = solve_for(case, Sought("kill_probability", 0.9), [scene]).needed.value
    assert value is not None
    return float(value)


def engaged(shots: int) -> float:
    """Of 20 missiles, those at which 44 interceptors fire so many each."""
    from literature.test_leakage_algebra import engaged as counted
    from literature.test_leakage_algebra import short

    assert shots == 4
    return float(counted(short(20)))


def _band(of: Callable[[], bands.Band], what: str, value: float, low: float, high: float) -> list[Claim]:
    return [
        Claim(TOGETHER, f"four missiles, four shots each: {what}", "", value, lambda: of().value, DRAWN,
              apart=1e-3),
        Claim(TOGETHER, f"four missiles, four shots each: {what}, 5 %", "", low, lambda: of().low, DRAWN,
              apart=1e-3),
        Claim(TOGETHER, f"four missiles, four shots each: {what}, 95 %", "", high, lambda: of().high, DRAWN,
              apart=1e-3),
    ]  # fmt: skip


CLAIMS = [
    Claim(RECORDED, "mean", "", 0.568, mean_of_record, DIGITS, apart=5e-4),
    Claim(RECORDED, "5 %", "", 0.394, lambda: after(0.05), DIGITS, apart=5e-4),
    Claim(RECORDED, "95 %", "", 0.735, lambda: after(0.95), DIGITS, apart=5e-4),
    Claim(THAAD, "5 %", "", 0.889, lambda: after(0.05, 16, 16), DIGITS, apart=5e-4),
    *(Claim(TOGETHER, f"chance that {shots} shot{'' if shots == 1 else 's'} at one missile all miss", "",
            chance,
            lambda shots=shots: leak(shots).value, DRAWN, apart=1e-3)
      for shots, chance in ((1, 0.432), (2, 0.197), (4, 0.047))),
    *_band(lambda: leak(4), "one gets through", 0.047, 0.005, 0.135),
    *_band(none, "none gets through", 0.834, 0.561, 0.980),
    *(Claim(FIXED, f"chance that {shots} shot{'' if shots == 1 else 's'} at one missile all miss", "", chance,
            lambda shots=shots: leak(shots, False).value, DIGITS, apart=5e-4)
      for shots, chance in ((1, 0.429), (2, 0.184), (4, 0.034))),
    Claim(FIXED, "four missiles, four shots each: one gets through", "", 0.0337, lambda: leak(4, False).value,
          DIGITS,
          apart=5e-5),
    Claim(FIXED, "four missiles, four shots each: none gets through", "", 0.872, lambda: none(False).value,
          DIGITS,
          apart=5e-4),
    Claim(BACKWARDS, "kill probability needed at four shots each", "", 0.680, lambda: needed(4), DIGITS,
          apart=5e-4),
    Claim(BACKWARDS, "kill probability needed at two shots each", "", 0.898, lambda: needed(2), DIGITS,
          apart=5e-4),
    Claim(BLAIR, "missiles engaged", "", 11, lambda: engaged(4), "A count.", apart=0.0),
    Claim(STOCK, "in all", "", 44, lambda: stock("gbi"), "A count.", apart=0.0),
    Claim(STOCK, "at Fort Greely", "", 40, lambda: stock("fort-greely"), "A count.", apart=0.0),
    Claim(STOCK, "at Vandenberg", "", 4, lambda: stock("vandenberg"), "A count.", apart=0.0),
]  # fmt: skip


@pytest.mark.parametrize("claim", CLAIMS, ids=lambda claim: f"{claim.source[:12]} {claim.quantity}")
@pytest.mark.xdist_group("unknown chance")
def test_published(claim: Claim) -> None:
    check(claim)
