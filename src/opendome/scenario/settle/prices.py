"""Settling prices: what one missile of a raid and one interceptor cost, in dollars of one year."""

from __future__ import annotations

import numpy as np

from opendome.errors import InputError
from opendome.records.case import ABSENT, Case
from opendome.records.prices import PRICE_FIELDS, Prices
from opendome.scenario import deflators
from opendome.scenario.document import Scenario
from opendome.scenario.library import Library
from opendome.scenario.programme import plan
from opendome.scenario.programme.costs import Cost
from opendome.scenario.settle.entries import entry_of
from opendome.scenario.settle.rows import Rows

KEYS = dict(zip(PRICE_FIELDS, ("unit_million_usd", "launch_mass_kg", "launch_usd_per_kg"), strict=True))
"""By field of a price, the key of a cost entry."""

OF_ONE = ("missile", "interceptor", "satellite")
"""What a price is per, where it is that of one thing which is launched or fired."""


def settle_prices(scenario: Scenario, library: Library, case: Case) -> Prices:
    """Prices of what a settled scenario launches and fires; interceptors only where all missiles have one.

    Raises:
        InputError: An entry has problems, or the price index is not there.
    """
    said = scenario.programme or plan.Programme()
    found = [_price(name, scenario, said, library) for name in case.missile_id]
    whole = all(found)
    found += [_price(name, scenario, said, library) if whole else None for name in case.defence.kind_id]
    rows, year = Rows(), said.start_year
    places = np.full((len(found), len(PRICE_FIELDS)), ABSENT, dtype=np.int64)
    factor = np.ones(len(found))
    for at, one in enumerate(found):
        if one is None:
            continue
        name, spec = one
        for column, key in enumerate(KEYS.values()):
            places[at, column] = rows.of_entry(name, spec, (key,), getattr(spec, key))
        factor[at] = deflators.factor_of(said.deflator, library, spec.price_year or year, year)
    return Prices(
        name=(*case.missile_id, *case.defence.kind_id),
        cost=tuple(one[0] if one else "" for one in found),
        missiles_count=len(case.missile_id),
        year=year,
        factor=factor,
        places=places,
        figures=rows.table(),
    )


def _price(name: str, scenario: Scenario, said: plan.Programme, library: Library) -> tuple[str, Cost] | None:
    """The price of one: the one that is chosen, or preferred, or the only one."""
    found = []
    for cost in said.prices.get(name) or library.costs_of(name):
        spec = entry_of(scenario, "costs", cost, library)
        if not isinstance(spec, Cost):
            raise InputError(library.unknown("costs", cost))
        if spec.per in OF_ONE and spec.unit_million_usd is not None:
            found.append((cost, spec))
    taken = [pair for pair in found if pair[1].preferred] if len(found) > 1 else found
    return taken[0] if taken else None
