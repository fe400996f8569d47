"""The chance that one look detects, against values worked out independently and Albersheim 1981."""

from __future__ import annotations

from math import erfc, log, log10, sqrt

import pytest
from scipy.optimize import brentq

from literature.record import SENSING, Claim, check
from opendome.sensing import detection, range_equation

STAGE = SENSING

EXACT = "Marcum's Q and Swerling's closed form, one pulse, false alarm 1e-6"
NORTH = "North's approximation, as Stone Soup's radar has it, one pulse, false alarm 1e-6"
ALBERSHEIM = "Albersheim 1981, one pulse, false alarm 1e-6"
DIGITS = "Half of the last digit."
FALSE_ALARM = 1e-6

# Signal to noise [dB], steady, Swerling 1.
TABLE = [
    (10.0, 0.24805, 0.28480),
    (13.0, 0.87444, 0.51718),
    (13.2, 0.90212, 0.53203),
    (20.0, 1.00000, 0.87216),
]
NEARLY = [(10.0, 0.25017), (13.0, 0.87269), (13.2, 0.90053), (20.0, 1.00000)]
"""North's approximation to the second column, up to 0.002 off it."""
# Chance, Swerling case, signal to noise [dB] and how far it may be off
NEEDED = [(0.9, 0, 13.1835, 5e-5), (0.5, 0, 11.2426, 5e-5), (0.9, 1, 21.144, 5e-4), (0.5, 1, 12.772, 5e-4)]
KINDS = {0: "steady target", 1: "Swerling 1"}


def chance(level: float, swerling: int) -> float:
    return detection.radar_look(range_equation.ratio(level), FALSE_ALARM, swerling)


def needed(wanted: float, swerling: int) -> float:
    """Signal to noise that gives this chance [dB]."""
    snr = brentq(
        lambda snr: detection.radar_look(snr, FALSE_ALARM, swerling) - wanted, 1e-3, 390.0, xtol=1e-9
    )
    return 10.0 * log10(snr)


def _chance_claim(level: float, swerling: int, published: float) -> Claim:
    return Claim(EXACT, f"chance at {level:g} dB, {KINDS[swerling]}", "share", published,
                 lambda: chance(level, swerling), DIGITS, apart=5e-6)  # fmt: skip


def _north_claim(level: float, published: float) -> Claim:
    exact = {row[0]: row[1] for row in TABLE}[level]
    missed = abs(exact - published) > 5e-6
    return Claim(NORTH, f"chance at {level:g} dB, steady target", "share", published, lambda: chance(level,
                                                                                                     0),
                 DIGITS, apart=5e-6, gap=(exact - 1e-5, exact + 1e-5) if missed else None,
                 cause="OpenDome computes Marcum's Q itself, and the approximation is off it by this much."
                 if missed else "")  # fmt: skip


def _needed_claim(wanted: float, swerling: int, published: float, apart: float) -> Claim:
    return Claim(EXACT, f"signal to noise for {wanted:g}, {KINDS[swerling]}", "dB", published,
                 lambda: needed(wanted, swerling), DIGITS, apart=apart)  # fmt: skip


CLAIMS = [
    *(_chance_claim(level, 0, steady) for level, steady, _ in TABLE),
    *(_chance_claim(level, 1, moving) for level, _, moving in TABLE),
    *(_needed_claim(*row) for row in NEEDED),
    *(_north_claim(*row) for row in NEARLY),
    Claim(ALBERSHEIM, "signal to noise for 0.9, his formula", "dB", 13.136, lambda: needed(0.9, 0),
          "His formula is said to be good to 0.2 dB.", apart=0.2),
]  # fmt: skip


@pytest.mark.parametrize("claim", CLAIMS, ids=lambda claim: claim.quantity)
def test_published(claim: Claim) -> None:
    check(claim)


@pytest.mark.parametrize(("level", "north"), NEARLY[:3])
def test_the_steady_curve_is_not_norths_approximation(level: float, north: float) -> None:
    """The two differ by two thousandths, hundreds of times what is allowed above."""
    snr = range_equation.ratio(level)
    assert 0.5 * erfc(sqrt(-log(FALSE_ALARM)) - sqrt(snr + 0.5)) == pytest.approx(north, abs=5e-6)
    assert abs(chance(level, 0) - north) > 1e-3
