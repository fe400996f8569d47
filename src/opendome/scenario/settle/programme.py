"""Settling a programme: quantities of the architecture, prices of the library, years from the first on."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

import numpy as np

from opendome.arrays import Integers
from opendome.errors import InputError, Problem
from opendome.records.case import ABSENT
from opendome.records.programme import FIGURES, FIXED, GROWTH, THEORIES, Elements, Programme
from opendome.scenario import deflators, growth
from opendome.scenario.document import Scenario
from opendome.scenario.figures import Figure, Path
from opendome.scenario.library import Library
from opendome.scenario.programme import plan
from opendome.scenario.programme.costs import Cost
from opendome.scenario.settle.entries import entry_of
from opendome.scenario.settle.quantities import OWN_UNITS, Asked, quantities
from opendome.scenario.settle.rows import Rows

OF_COST = {
    "development_usd": "development_million_usd",
    "development_year": "development_duration_year",
    "unit_usd": "unit_million_usd",
    "line_usd_per_year": "line_million_usd_per_year",
    "rate_slope_fraction": "rate_slope_fraction",
    "produced_per_year_count": "produced_per_year_count",
    "lead_year": "lead_duration_year",
    "launch_mass_kg": "launch_mass_kg",
    "launch_usd_per_kg": "launch_usd_per_kg",
    "construction_usd": "construction_million_usd",
    "operations_usd_per_year": "operations_million_usd_per_year",
    "operations_fixed_usd_per_year": "operations_fixed_million_usd_per_year",
    "life_year": "life_duration_year",
    "spare_fraction": "spare_fraction",
    "attrition_per_year_fraction": "attrition_per_year_fraction",
    "test_assets_count": "test_assets_count",
    "disposal_usd": "disposal_million_usd",
    "unallocated_usd": "unallocated_million_usd",
}
"""By column of `records.programme.FIGURES`, the key of a cost entry."""

OF_ELEMENT = {
    "quantity_count": "quantity_count",
    "deliver_year": "deliver_year_count",
    "spare_fraction": "spare_fraction",
    "attrition_per_year_fraction": "attrition_per_year_fraction",
    "test_assets_count": "test_assets_count",
}
"""The same of what a programme says itself; it comes before the cost entry."""

COUNTS = frozenset({"quantity_count", "spare_fraction", "attrition_per_year_fraction", "test_assets_count"})
"""What holds for the equipment's own unit alone where an element does not say per what."""


@dataclass
class Bought:
    """A cost entry with how many of it are asked for, and what the programme says of it."""

    id: str
    spec: Cost
    asked: Asked | None
    count: float
    said: list[tuple[int, plan.ElementSpec]] = field(default_factory=list)
    """Elements of the programme that concern it, with their places."""
    included: float = 0.0
    """So many come inside other prices."""

    @property
    def is_own_unit(self) -> bool:
        """Whether it prices the equipment itself, not its batteries or sites."""
        return self.asked is None or self.spec.per in OWN_UNITS

    def key(self, key: str) -> tuple[Path, Figure] | None:
        """A figure that the programme says of it, with its path; what is said last holds."""
        for place, spec in reversed(self.said):
            figure = getattr(spec, key)
            if figure is None or (key in COUNTS and not self._holds(spec)):
                continue
            return ("programme", "elements", place, key), figure
        return None

    def plain(self, key: str, absent: float) -> float:
        """A plain number that the programme says of it."""
        for _, spec in reversed(self.said):
            given = getattr(spec, key) if key in spec.model_fields_set else None
            if given is not None and (key != "owned_count" or self._holds(spec)):
                return float(given)
        return absent

    def _holds(self, spec: plan.ElementSpec) -> bool:
        return self.is_own_unit or spec.per is not None


def settle_programme(scenario: Scenario, library: Library) -> Programme:
    """The programme that a checked scenario means.

    Raises:
        InputError: Prices that cannot be told apart, or a price index that is not there.
    """
    said = scenario.programme or plan.Programme()
    asked = quantities(scenario, library)
    bought = list(_priced(asked, said, scenario, library))
    bought += _further(said, scenario, library)
    _include(bought)
    return _programme(scenario, library, asked, bought)


def settle_other_prices(scenario: Scenario, library: Library) -> Programme:
    """The same quantities at the prices that were not taken, each an element of its own.

    Raises:
        InputError: As `settle_programme`.
    """
    said = scenario.programme or plan.Programme()
    asked = quantities(scenario, library)
    taken = list(_priced(asked, said, scenario, library))
    _include(taken)
    names = {item.id for item in taken}
    others = [
        _bought(name, _cost(scenario, name, library), item.asked, said)
        for item in taken
        if item.asked is not None
        for name in library.costs_of(item.asked.use)
        if name not in names
    ]
    inside = {(item.spec.prices, item.spec.per): item.included for item in taken}
    found = {item.id: item for item in others if (item.spec.prices, item.spec.per) in inside}
    for item in found.values():
        item.included = inside[item.spec.prices, item.spec.per]
    return _programme(scenario, library, asked, list(found.values()))


def _programme(
    scenario: Scenario, library: Library, asked: Sequence[Asked], bought: Sequence[Bought]
) -> Programme:
    """A programme that buys these."""
    said = scenario.programme or plan.Programme()
    rows = Rows()
    index, edition, beyond = deflators.index_of(said.deflator, library, said.price_year, _years(said))
    of_prices = (item.spec.price_year or said.price_year for item in bought)
    early = deflators.before(said.deflator, library, [said.price_year, *_years(said), *of_prices])
    factor = {
        item.id: 1.0
        if item.spec.price_year is None
        else deflators.factor_of(said.deflator, library, item.spec.price_year, said.price_year)
        for item in bought
    }
    return Programme(
        name=scenario.name,
        start_year=said.start_year,
        price_year=said.price_year,
        index=index,
        index_edition=edition,
        beyond_years=tuple(year for year in beyond if year not in early),
        early_years=early,
        elements=_elements(bought, said, factor, rows),
        growth=_growth(said, rows),
        figures=rows.table(),
        unpriced=tuple(item.use for item in asked if not any(one.spec.prices == item.use for one in bought)),
    )


def _years(said: plan.Programme) -> tuple[int, ...]:
    return tuple(range(said.start_year, said.start_year + said.horizon_year_count))


def _priced(
    asked: Sequence[Asked], said: plan.Programme, scenario: Scenario, library: Library
) -> Iterator[Bought]:
    """What the architecture asks for, at the prices that are chosen or preferred."""
    for item in asked:
        for name in said.prices.get(item.use) or _preferred(item.use, library):
            yield _bought(name, _cost(scenario, name, library), item, said)


def _bought(name: str, spec: Cost, asked: Asked, said: plan.Programme) -> Bought:
    """Equipment of the architecture at one price, with what the programme says of it."""
    concerns = [
        (place, element)
        for place, element in enumerate(said.elements)
        if element.use == asked.use and element.per in (None, spec.per)
    ]
    count = 1.0 if spec.per == "programme" else asked.counts.get(spec.per, 0.0)
    return Bought(name, spec, asked, count, concerns)


def _further(said: plan.Programme, scenario: Scenario, library: Library) -> Iterator[Bought]:
    """What the programme buys beside the architecture."""
    for place, element in enumerate(said.elements):
        if element.cost:
            yield Bought(element.cost, _cost(scenario, element.cost, library), None, 1.0, [(place, element)])


def _preferred(use: str, library: Library) -> list[str]:
    """The prices of a piece of equipment that are taken where nobody chooses: one per unit.

    Raises:
        InputError: Two prices per the same thing, and none or both of them preferred.
    """
    by_per: dict[str, list[tuple[str, Cost]]] = {}
    for name in library.costs_of(use):
        spec = library.entry("costs", name)
        if isinstance(spec, Cost):
            by_per.setdefault(spec.per, []).append((name, spec))
    found = []
    for per, entries in by_per.items():
        taken = [name for name, spec in entries if spec.preferred] if len(entries) > 1 else [entries[0][0]]
        if len(taken) != 1:
            names = ", ".join(taken or [name for name, _ in entries])
            raise InputError(
                Problem(
                    "several_prices",
                    f"{use} has several prices per {per}: {names}.",
                    f"Choose in the scenario (programme: prices: {use}: …), or let one be preferred: true.",
                    value=use,
                )
            )
        found += taken
    return found


def _cost(scenario: Scenario, name: str, library: Library) -> Cost:
    spec = entry_of(scenario, "costs", name, library)
    if not isinstance(spec, Cost):
        raise InputError(library.unknown("costs", name))
    return spec


def _include(bought: Sequence[Bought]) -> None:
    """Interceptors inside the price of a battery are not bought again, nor is the radar beside it."""
    for item in bought:
        inside = item.spec.included_interceptors_count
        batteries = max(0.0, item.count - item.plain("owned_count", 0.0))
        for other in bought if inside and item.asked is not None else ():
            if other.asked is item.asked and other.spec.per == "interceptor":
                other.included += inside * batteries
        for other in bought if item.spec.included_equipment else ():
            radar = other.asked if other.spec.per == "radar" else None
            if item.asked is not None and radar is not None and radar.use in item.spec.included_equipment:
                other.included += min(item.asked.beside(radar), batteries)


def _elements(
    bought: Sequence[Bought], said: plan.Programme, factor: dict[str, float], rows: Rows
) -> Elements:
    figure = np.full((len(bought), len(FIGURES)), ABSENT, dtype=np.int64)
    fixed = np.full((len(bought), len(FIXED)), np.nan)
    known: set[str] = set()
    for at, item in enumerate(bought):
        for column, name in enumerate(FIGURES):
            figure[at, column] = _place(item, name, rows)
        fixed[at] = _fixed(item, said, factor[item.id])
        if item.id in known:  # a thing is developed once, however many elements buy it
            fixed[at, FIXED.index("developed")] = 1.0
        known.add(item.id)
    return Elements(
        name=_names(bought),
        cost=tuple(item.id for item in bought),
        use=tuple(item.asked.use if item.asked is not None else "" for item in bought),
        category=tuple(_category(item) for item in bought),
        per=tuple(item.spec.per for item in bought),
        includes=tuple(item.spec.includes for item in bought),
        work_breakdown=tuple(item.spec.work_breakdown for item in bought),
        path=tuple(item.spec.path for item in bought),
        priority=tuple(int(item.plain("priority_count", 100.0)) for item in bought),
        committed=tuple(item.plain("committed", 0.0) > 0.0 for item in bought),
        price_year=tuple(item.spec.price_year or said.price_year for item in bought),
        figure=figure,
        fixed=fixed,
    )


def _place(item: Bought, name: str, rows: Rows) -> int:
    """Place of one of an element's figures in the table, or ABSENT."""
    own = item.key(OF_ELEMENT[name]) if name in OF_ELEMENT else None
    if own is not None:
        return rows.of_scenario(*own)
    if name == "slope_fraction":
        return rows.of_entry(item.id, item.spec, ("learning", name), item.spec.learning.slope_fraction)
    if name in OF_COST:
        return rows.of_entry(item.id, item.spec, (OF_COST[name],), getattr(item.spec, OF_COST[name]))
    return ABSENT


def _fixed(item: Bought, said: plan.Programme, factor: float) -> list[float]:
    """Plain numbers of an element, in the order of FIXED."""
    learning = item.spec.learning
    year = {
        key: item.plain(key, np.nan) - said.start_year for key in ("deliver_from_year", "develop_from_year")
    }
    values = {
        "price_factor": factor,
        "quantity_count": item.count,
        "owned_count": item.plain("owned_count", 0.0),
        "theory": float(THEORIES.index(learning.theory)),
        "quoted_for_count": float(learning.quoted_for_count),
        "goes_on": float(learning.goes_on),
        "quoted_rate_per_year_count": float(item.spec.quoted_rate_per_year_count or np.nan),
        "included_count": item.included,
        "developed": item.plain("developed", 0.0),
        "serve_from_year": np.nan,  # as it is delivered; a schedule may say otherwise
        **year,
    }
    return [values[name] for name in FIXED]


def _names(bought: Sequence[Bought]) -> tuple[str, ...]:
    """What elements are called, each name once."""
    found: list[str] = []
    for item in bought:
        said = next((spec.name for _, spec in reversed(item.said) if spec.name), None)
        if said is not None and item.asked is not None and not item.is_own_unit:
            said = None  # a name for the equipment is not one for its sites
        name, number = said or item.spec.name, 2
        while name in found:
            name, number = f"{said or item.spec.name} {number}", number + 1
        found.append(name)
    return tuple(found)


def _category(item: Bought) -> str:
    said = next((spec.category for _, spec in reversed(item.said) if spec.category), None)
    return said or item.spec.category or (item.asked.category if item.asked is not None else "other")


def _growth(said: plan.Programme, rows: Rows) -> Integers:
    """Places of the figures of cost growth; ABSENT where the prices include it."""
    places = np.full(len(GROWTH), ABSENT, dtype=np.int64)
    if said.cost_growth == "included":
        return places
    own = isinstance(said.cost_growth, plan.GrowthSpec)
    historical = growth.historical()
    for column, name in enumerate(GROWTH):
        figure = getattr(said.cost_growth, name) if own else None
        if figure is not None:
            places[column] = rows.of_scenario(("programme", "cost_growth", name), figure)
        else:
            places[column] = rows.of_scenario(("growth", "historical", name), historical[name])
    return places
