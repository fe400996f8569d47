"""How many interceptors in orbit are in reach, moment by moment, against numbers worked out independently.

The radius of the orbit is 6,378.137 km and its altitude; reach is an arc at that height.
"""

from __future__ import annotations

from math import radians

import pytest

from literature.record import SHOOTING, Claim, check
from opendome.choices.constellation.assured import in_reach
from opendome.choices.constellation.shells import Shell

STAGE = SHOOTING

ASSURED = "Shells of interceptors at 60 degrees and 300 km, worked out independently"
DIGITS = "Half of the last digit."
REACH = 597.6e3
SMALL = Shell(500, 20, 1, radians(60.0), 300e3)
LARGE = Shell(4_970, 70, 1, radians(60.0), 300e3)
"""For ten shots by the published convention, with one of its divisions into planes."""

NORTH = radians(40.0)

CLAIMS = [
    Claim(
        ASSURED, "500/20/1, reach 597.6 km, launch at 40 N: satellites in reach on average", "", 1.10,
        lambda: in_reach(SMALL, NORTH, REACH).mean, DIGITS, apart=0.005,
    ),
    Claim(
        ASSURED, "the same: chance that none is in reach", "", 0.12,
        lambda: in_reach(SMALL, NORTH, REACH).none, DIGITS, apart=0.005,
    ),
    Claim(
        ASSURED, "about 4,970 satellites (4970/70/1), launch at 40 N: in reach on average", "", 11.0,
        lambda: in_reach(LARGE, NORTH, REACH).mean, DIGITS, apart=0.05,
    ),
    Claim(
        ASSURED, "the same at 40 N: chance of at least ten", "", 0.84,
        lambda: in_reach(LARGE, NORTH, REACH).chance(10), DIGITS, apart=0.005,
    ),
    Claim(
        ASSURED, "the same over the equator: in reach on average", "", 7.3,
        lambda: in_reach(LARGE, 0.0, REACH).mean, DIGITS, apart=0.05,
    ),
    Claim(
        ASSURED, "the same over the equator: chance of at least ten", "", 0.01,
        lambda: in_reach(LARGE, 0.0, REACH).chance(10), DIGITS, apart=0.005,
    ),
]  # fmt: skip


@pytest.mark.parametrize("claim", CLAIMS, ids=lambda claim: claim.quantity)
def test_published_values(claim: Claim) -> None:
    check(claim)


def test_a_guess_by_the_mean_alone_is_wrong() -> None:
    """Satellites keep their distances: a Poisson guess from the mean says 0.33 for none, not 0.12."""
    from math import exp

    found = in_reach(SMALL, NORTH, REACH)
    assert exp(-found.mean) == pytest.approx(0.33, abs=0.005)
    assert found.none < 0.4 * exp(-found.mean)
