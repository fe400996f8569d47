"""Rows of the answer of `cost`: a programme and its draws, as the contract's parts."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from opendome.contract import cost as contract

if TYPE_CHECKING:
    from opendome.answers.cost import Costed
    from opendome.arrays import Floats
    from opendome.programme.cost import Mover
    from opendome.records.programme import Costs, Programme
    from opendome.scenario.library import Library

CONFIDENCES = (0.05, *(0.1 * step for step in range(1, 10)), 0.95)
"""Chances at which the curve of confidence is told."""

DRIVERS = 12
"""So many figures that move the total are told."""

ENDS = (0.05, 0.5, 0.95)


def money(draws: Floats) -> contract.Money:
    """A band of draws [usd]."""
    import numpy as np

    low, median, high = np.quantile(draws, ENDS)
    return contract.Money(value=float(draws.mean()), median=float(median), low=float(low), high=float(high))


def totals(draws: Costs, years: int) -> dict[str, Any]:
    """Totals of a programme over its years, by the keys of the answer."""
    import numpy as np

    fifty, seventy, eighty = (float(one) for one in np.quantile(draws.total_usd, (0.5, 0.7, 0.8)))
    return {
        "total_usd": money(draws.total_usd),
        "total_p50_usd": fifty,
        "total_p70_usd": seventy,
        "total_p80_usd": eighty,
        "sampling_error_usd": float(draws.total_usd.std(ddof=1) / np.sqrt(len(draws.total_usd))),
        "total_then_year_usd": money(draws.then_year_usd),
        "total_10_year_usd": money(first_years(draws, 10)),
        "total_20_year_usd": money(first_years(draws, 20)) if years >= 20 else None,
        "acquisition_usd": money(draws.acquisition_usd),
        "operations_usd": money(draws.operations_usd),
        "unallocated_usd": float(draws.unallocated_usd.mean()),
    }


def elements(programme: Programme, point: Costs, costs: Costs) -> list[contract.ElementRow]:
    """One row an element, in the order of the programme."""
    from opendome.programme import cost
    from opendome.records.programme import FIXED, KINDS

    parts, owned = programme.elements, FIXED.index("owned_count")
    rows = []
    for at, name in enumerate(parts.name):
        by_kind = costs.mean_usd[at].sum(axis=1)
        rows.append(
            contract.ElementRow(
                name=name,
                category=parts.category[at],
                work_breakdown=parts.work_breakdown[at],
                cost=parts.cost[at],
                per=parts.per[at],
                quantity_count=cost.quantity(programme, at),
                owned_count=float(parts.fixed[at, owned]),
                bought_count=float(point.bought_count[at].sum()),
                includes=parts.includes[at],
                quoted_year=parts.price_year[at],
                total_usd=money(costs.by_element_usd[:, at]),
                point_usd=float(point.by_element_usd[0, at]),
                by_kind={kind: float(value) for kind, value in zip(KINDS, by_kind, strict=True) if value},
            )
        )
    return rows


def categories(programme: Programme, costs: Costs) -> list[contract.CategoryRow]:
    """One row a part of the programme that costs something, in the order in which they are told."""
    from opendome.records.programme import added
    from opendome.scenario.programme.costs import CATEGORIES

    rows = []
    for category in CATEGORIES:
        members = [at for at, name in enumerate(programme.elements.category) if name == category]
        if members:
            rows.append(
                contract.CategoryRow(
                    category=category, total_usd=money(added(costs.by_element_usd[:, members]))
                )
            )
    return rows


def kinds(point: Costs, costs: Costs) -> list[contract.KindRow]:
    """One row a kind of money that is spent."""
    from opendome.records.programme import KINDS

    return [
        contract.KindRow(
            kind=kind, total_usd=money(costs.by_kind_usd[:, at]), point_usd=float(point.by_kind_usd[0, at])
        )
        for at, kind in enumerate(KINDS)
        if costs.by_kind_usd[:, at].any()
    ]


def confidence(costs: Costs) -> list[contract.ConfidencePoint]:
    """The curve of confidence in constant dollars."""
    from opendome.programme import joint

    curve = joint.confidence(costs.total_usd, CONFIDENCES)
    return [
        contract.ConfidencePoint(
            probability=round(float(chance), 9), total_usd=float(total), sampling_error_usd=float(error)
        )
        for chance, total, error in zip(curve.probability, curve.value, curve.error, strict=True)
    ]


def drivers(programme: Programme, movers: list[Mover]) -> list[contract.CostDriver]:
    """The figures that move the total most."""
    from opendome.reports import cost_figures

    names = _paths(programme)
    return [
        contract.CostDriver(
            figure=one.path,
            what=cost_figures.name_of(one.path, names),
            low=one.low,
            value=one.value,
            high=one.high,
            low_total_usd=one.low_usd,
            high_total_usd=one.high_usd,
        )
        for one in movers[:DRIVERS]
        if one.swing_usd > 0.0
    ]


def _paths(programme: Programme) -> dict[str, str]:
    """What elements are called, by the paths of their figures without the key; of many their number."""
    members: dict[str, dict[str, str]] = {}
    for at, name in enumerate(programme.elements.name):
        for place in programme.elements.figure[at]:
            if place >= 0:
                path = programme.figures.path[place].rpartition(".")[0].removesuffix(".learning")
                members.setdefault(path, {})[name] = programme.elements.cost[at]
    return {
        path: next(iter(names))
        if len(names) == 1
        else f"{len(names)} elements at the price {next(iter(names.values()))}"
        for path, names in members.items()
    }


def compared(scenario: str, programme: Programme, point: Costs, costs: Costs) -> contract.ComparedRow:
    """One programme of a comparison."""
    import numpy as np

    return contract.ComparedRow(
        scenario=scenario,
        name=programme.name,
        price_year=programme.price_year,
        horizon_year_count=len(programme.index),
        point_usd=float(point.total_usd[0]),
        total_usd=money(costs.total_usd),
        total_p70_usd=float(np.quantile(costs.total_usd, 0.7)),
        acquisition_usd=money(costs.acquisition_usd),
        operations_usd=money(costs.operations_usd),
        unallocated_usd=float(costs.unallocated_usd.mean()),
        common_usd=None,
        common_per_year_usd=None,
        by_category={row.category: row.total_usd.value for row in categories(programme, costs)},
    )


def first_years(costs: Costs, count: int) -> Floats:
    """Totals of the first so many years, or of all there are (draw,)."""
    from opendome.programme import budget

    first = budget.drawn_first_years(costs.by_year_usd, count)
    return costs.total_usd if first is None else first


def other_prices(found: Costed, library: Library) -> list[contract.OtherPrice]:
    """Elements at the published prices that were not taken, those that differ most first."""
    from opendome.programme import cost
    from opendome.scenario.settle.programme import settle_other_prices

    taken = found.programme.elements
    totals = dict(zip(zip(taken.use, taken.per, strict=True), found.point.by_element_usd[0], strict=True))
    names = dict(zip(zip(taken.use, taken.per, strict=True), taken.name, strict=True))
    others = settle_other_prices(found.scenario, library)
    if not others.elements.name:
        return []
    point = cost.point(others).by_element_usd[0]
    rows = []
    for at, entry in enumerate(others.elements.cost):
        key = others.elements.use[at], others.elements.per[at]
        rows.append(
            contract.OtherPrice(
                name=names[key],
                cost=entry,
                includes=others.elements.includes[at],
                point_usd=float(point[at]),
                difference_usd=float(point[at] - totals[key]),
            )
        )
    return sorted(rows, key=lambda one: (-abs(one.difference_usd), one.cost))
