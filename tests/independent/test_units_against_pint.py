"""Our factors between units and SI, against those of pint."""

from __future__ import annotations

import pint
import pytest

from opendome import units

REGISTRY: pint.UnitRegistry = pint.UnitRegistry(system="SI")
REGISTRY.define("usd = [currency]")


@pytest.mark.parametrize("unit", units.UNITS.values(), ids=list(units.UNITS))
def test_factor_against_pint(unit: units.Unit) -> None:
    assert unit.factor == pytest.approx(
        REGISTRY.Quantity(1.0, unit.pint).to_base_units().magnitude, rel=1e-12
    )


@pytest.mark.parametrize("ending", [*units.UNITS, *units.DIMENSIONLESS])
def test_longest_ending_wins(ending: str) -> None:
    """A name that ends in km_per_s is not one that ends in s."""
    assert units.ending_of(f"some_thing_{ending}") == ending
    assert units.ending_of(ending) == ending
