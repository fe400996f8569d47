"""Cost exchange: money of the interceptors that are fired over money of the missiles that are launched.

It holds for one raid. What stands unused, sensors and crews are in neither.
"""

from __future__ import annotations

import numpy as np

from opendome.outcomes import bands
from opendome.records.case import Case, Plays
from opendome.records.outcomes import Outcomes
from opendome.records.prices import Prices


def exchange(case: Case, plays: Plays, prices: Prices, outcomes: Outcomes) -> bands.Band:
    """Interceptors fired over missiles launched, each at its price; all NaN where something has no price.

    Args:
        case, plays: What was run.
        prices: Of its missiles and interceptors.
        outcomes: What became of each, play by play.
    """
    if prices.unpriced or not len(case.defence):
        return bands.band(np.full(1, np.nan))
    each = prices.of_one(prices.figures.draw(plays.seed, plays.worlds_count))
    raid = np.bincount(case.launches["missile"], minlength=prices.missiles_count)
    launched = each[:, : prices.missiles_count] @ raid
    fired = each[:, prices.missiles_count :][:, case.defence.shooters["kind"]]
    world = outcomes.world - outcomes.world[0]
    with np.errstate(divide="ignore", invalid="ignore"):  # a raid that costs nothing has no ratio
        ratio = (outcomes.fought.used * fired[world]).sum(axis=1) / launched[world]
    return bands.band(*bands.over_plays(outcomes, ratio))
