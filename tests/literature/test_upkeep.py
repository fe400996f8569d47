"""Upkeep of constellations as published: what is built, replaced and brought to orbit."""

from __future__ import annotations

import pytest

from literature.record import SHOOTING, Claim, check
from opendome.choices.constellation.upkeep import Asked, Upkeep, upkeep
from opendome.units import YEAR_S

STAGE = SHOOTING


def of(satellites: int, altitude_km: float, life_year: float, mass_kg: float = 1_900.0) -> Upkeep:
    """Upkeep over 20 years."""
    return upkeep(
        Asked(satellites, 1e3 * altitude_km, design_life=life_year * YEAR_S, satellite_mass=mass_kg)
    )


WHOLE = "A whole number."
BUILT = "built in 20 years, 7,800 interceptors in orbit that last five"

CLAIMS = [
    Claim("CBO 2026: satellites built", BUILT, "satellites", 31_200.0, lambda: of(7_800, 400, 5).built, WHOLE,
          apart=0.5),
    Claim("AEI 2025", "replacements of an interceptor at 300 km in 20 years", "", 3.0,
          lambda: of(4_990, 300, 5).replacements, WHOLE, apart=0.5),
    Claim("AEI 2025", "replacements of an interceptor at 1,500 km in 20 years", "", 1.0,
          lambda: of(2_000, 1_500, 10).replacements, WHOLE, apart=0.5),
    Claim("APS 2003", "mass in orbit, 1,600 interceptors of 1,250 kg", "t", 2_000.0,
          lambda: 1e-3 * of(1_600, 300, 5, 1_250.0).first_mass,
          "About 2,000 t, one digit; the mass of one follows from it.", share=0.1),
]  # fmt: skip


@pytest.mark.parametrize("claim", CLAIMS, ids=lambda claim: claim.quantity)
def test_as_published(claim: Claim) -> None:
    check(claim)
