"""How long satellites stay up that nobody holds, against what King-Hele's method is quoted to give.

The quotation names no satellite and no year of the Sun. A satellite here has the mass over frontal area that
`opendome size` assumes, and the Sun is at its mean; the ends of that assumption stand beside it.
"""

from __future__ import annotations

import pytest

from literature.record import SENSING, Claim, check
from opendome.choices.constellation.upkeep import BALLISTIC_COEFFICIENT
from opendome.physics import decay
from opendome.units import YEAR_S

STAGE = SENSING

CSIS = "Dahlgren and Karako, Getting on Track, CSIS 2023"
TWO = "A factor of 2 downwards, half as much again upwards: neither the satellite nor the Sun is named there."


def years(altitude_km: float, mass_per_area: float) -> float:
    """Life in orbit with the Sun at its mean."""
    return decay.lifetime(1e3 * altitude_km, mass_per_area) / YEAR_S


def _life(altitude_km: int, mass_per_area: float) -> str:
    return f"life in orbit at {altitude_km} km after King-Hele, here with {mass_per_area:g} kg/m2"


USUAL, LIGHT = BALLISTIC_COEFFICIENT.value, BALLISTIC_COEFFICIENT.low

CLAIMS = [
    Claim(CSIS, _life(600, USUAL), "years", 15.0, lambda: years(600, USUAL), TWO, share=0.5,
          gap=(36.5, 37.3),
          cause="Fifteen years belong to a lighter satellite or to a more active Sun: 18 with 50 kg/m2, and "
          "9 with 100 kg/m2 and the Sun at its highest. Which one is meant was not read."),
    Claim(CSIS, _life(600, LIGHT), "years", 15.0, lambda: years(600, LIGHT), TWO, share=0.5),
    Claim(CSIS, _life(400, USUAL), "years", (0.0, 1.0), lambda: years(400, USUAL), TWO, share=0.5),
    Claim(CSIS, _life(400, LIGHT), "years", (0.0, 1.0), lambda: years(400, LIGHT), TWO, share=0.5),
]  # fmt: skip


@pytest.mark.parametrize("claim", CLAIMS, ids=lambda claim: claim.quantity)
def test_published(claim: Claim) -> None:
    check(claim)


@pytest.mark.parametrize(("altitude_km", "published"), [(600, 15.0), (400, 1.0)])
def test_what_is_published_lies_inside_what_the_sun_does(altitude_km: int, published: float) -> None:
    """Ends of the assumed satellite and of the Sun hold it between them."""
    ends = BALLISTIC_COEFFICIENT.low, BALLISTIC_COEFFICIENT.high
    lives = [decay.lifetime(1e3 * altitude_km, one, sun) / YEAR_S for one in ends for sun in ("low", "high")]
    assert min(lives) < published < max(lives)
