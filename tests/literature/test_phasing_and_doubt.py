"""Rules and closed forms: phasing of development, growth of cost, cost and date together."""

from __future__ import annotations

from math import log, sqrt

import pytest

from literature.record import PROGRAMME, Claim, check
from opendome.programme import growth, joint, phasing

STAGE = PROGRAMME

RULE = "Rule of thumb of OSD's cost analysis group, as in Journal of Cost Analysis 2015"
RAYLEIGH = "Norden and Rayleigh in closed form, cut at 97 %"
RAND = "RAND TR-343: mean growth of 46 %, as a lognormal"
SHEPPARD = "Sheppard's quadrant"
NORMAL = "Two normals in closed form"
DIGITS = "Half of the last digit."

PEAK = 1.0 / sqrt(-2.0 * log(0.03))
"""Share of the time at which Rayleigh's curve rises most."""

YEARS = (0.0712, 0.1854, 0.2329, 0.2133, 0.1558, 0.0939, 0.0475)
"""Shares of a development of seven years."""


def grown(variation: float, probability: float) -> float:
    return float(growth.percentile(1.46, variation, probability))


def spent(passed: float) -> float:
    return float(phasing.spent(passed))


def year(number: int) -> float:
    return float(phasing.yearly_shares(0.0, 7.0, 0, 7)[number])


CLAIMS = (
    Claim(RULE, "Spent at half of the time", "", 0.60, lambda: spent(0.5), "A rule of thumb.", apart=0.005),
    Claim(RAYLEIGH, "Spent at half of the time", "", 0.6019, lambda: spent(0.5), DIGITS, apart=5e-5),
    Claim(RAYLEIGH, "Spent when spending peaks, at 0.3776 of the time", "", 0.406, lambda: spent(PEAK),
          DIGITS, apart=5e-4),
    *(
        Claim(RAYLEIGH, f"Share of year {number + 1} of seven", "", published,
              lambda number=number: year(number), DIGITS, apart=5e-5)
        for number, published in enumerate(YEARS)
    ),
    Claim(RAND, "Median growth, variation 0.3", "", 1.398, lambda: grown(0.3, 0.5), DIGITS, apart=1e-3),
    Claim(RAND, "Growth at 70 %, variation 0.3", "", 1.631, lambda: grown(0.3, 0.7), DIGITS, apart=1e-3),
    Claim(RAND, "Chance that nothing grows, variation 0.3", "", 0.127,
          lambda: float(growth.probability_within(1.46, 0.3)), DIGITS, apart=1e-3),
    Claim(RAND, "Median growth, variation 0.5", "", 1.306, lambda: grown(0.5, 0.5), DIGITS, apart=1e-3),
    Claim(RAND, "Growth at 70 %, variation 0.5", "", 1.673, lambda: grown(0.5, 0.7), DIGITS, apart=1e-3),
    Claim(RAND, "Chance that nothing grows, variation 0.5", "", 0.286,
          lambda: float(growth.probability_within(1.46, 0.5)), DIGITS, apart=1e-3),
    Claim(SHEPPARD, "Cost and date both below their medians, correlation 0", "", 0.25,
          lambda: joint.both_at(0.5, 0.5, 0.0), "Exact.", apart=1e-6),
    Claim(SHEPPARD, "Cost and date both below their medians, correlation 0.5", "", 0.333333,
          lambda: joint.both_at(0.5, 0.5, 0.5), "Exact.", apart=1e-6),
    *(
        Claim(NORMAL, f"Cost and date at 70 % each, both kept, correlation {correlation:g}", "", published,
              lambda correlation=correlation: joint.both_at(0.7, 0.7, correlation), DIGITS, apart=1e-4)
        for correlation, published in ((0.0, 0.4900), (0.3, 0.5281), (0.5, 0.5568))
    ),
)  # fmt: skip


@pytest.mark.parametrize("claim", CLAIMS, ids=lambda claim: f"{claim.source}: {claim.quantity}")
def test_claim(claim: Claim) -> None:
    check(claim)


def test_spending_peaks_where_it_should() -> None:
    rate = [spent(PEAK + step) - spent(PEAK + step - 0.002) for step in (-0.05, 0.001, 0.05)]
    assert rate[1] > max(rate[0], rate[2])
    assert pytest.approx(0.3776, abs=5e-5) == PEAK
