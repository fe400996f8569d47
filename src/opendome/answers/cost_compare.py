"""Totals side by side, and the bridge from the first to the second, step by step."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from opendome.contract.cost import BridgeRow, ComparedRow, Money

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from opendome.answers.cost import Costed
    from opendome.programme.bridge import Bridge, Group
    from opendome.scenario.budgets import Total
    from opendome.scenario.library import Library

SPLIT = {
    "life": ("life_year",),
    "unit_price": (
        "unit_usd", "slope_fraction", "line_usd_per_year", "rate_slope_fraction", "theory",
        "quoted_for_count", "goes_on", "quoted_rate_per_year_count", "construction_usd", "disposal_usd",
    ),
    "launch_price": ("launch_mass_kg", "launch_usd_per_kg"),
    "development": ("development_usd", "development_year", "develop_from_year", "developed"),
    "operations": ("operations_usd_per_year", "operations_fixed_usd_per_year"),
}  # fmt: skip
"""Columns of an element that both have, by the step that exchanges them; others are its quantity."""

NAMES = {
    "years": "Years that are counted",
    "price_year": "Year of the dollars",
    "orbit_quantity": "How many in orbit, and when",
    "other_quantity": "How many of the rest, and when",
    "life": "How long they last",
    "unit_price": "Prices of units and sites",
    "launch_price": "Launch",
    "development": "Development",
    "operations": "Running them",
}
"""Steps in their order, as readers see them."""

NOBODY = "What is counted, and at which prices: nobody published it"


def compared(found: Sequence[Costed | Published], first: Costed, library: Library) -> list[ComparedRow]:
    """One row a total, beside what it is in dollars of the answer's year."""
    from opendome.answers import cost_rows
    from opendome.programme import bridge as bridges
    from opendome.scenario import deflators
    from opendome.scenario.programme.plan import Programme

    rows = [
        one.row()
        if isinstance(one, Published)
        else cost_rows.compared(one.reference, one.programme, one.point, one.draws)
        for one in found
    ]
    year = first.programme.price_year
    name = (first.scenario.programme or Programme()).deflator
    index = {year: 1.0} | {
        row.price_year: deflators.factor_of(name, library, year, row.price_year)
        for row in rows
        if row.price_year is not None
    }
    counted = [
        bridges.Counted(
            row.name, row.total_usd.value, row.total_usd.low, row.total_usd.high, row.price_year,
            row.horizon_year_count,
        )
        for row in rows
    ]  # fmt: skip
    alike = bridges.alike(counted, index, year)
    return [
        row.model_copy(update={"common_usd": one.total_usd, "common_per_year_usd": one.per_year_usd})
        for row, one in zip(rows, alike, strict=True)
    ]


class Published:
    """A total that somebody published, in place of a programme."""

    def __init__(self, reference: str, total: Total) -> None:
        self.reference, self.total = reference, total

    @property
    def usd(self) -> float:
        """The total [usd], in the dollars that it was published in."""
        return 1e6 * float(self.total.total_million_usd.value)

    def row(self) -> ComparedRow:
        """Its row of the table: nothing is known of it but what was published."""
        low, high = (1e6 * float(end) for end in self.total.total_million_usd.ends)
        parts = {part.name: 1e6 * float(part.total_million_usd.value) for part in self.total.parts}
        return ComparedRow(
            scenario=self.reference,
            name=self.total.name,
            price_year=self.total.price_year,
            horizon_year_count=self.total.horizon_year_count,
            point_usd=self.usd,
            total_usd=Money(value=self.usd, median=self.usd, low=low, high=high),
            total_p70_usd=None,
            acquisition_usd=None,
            operations_usd=None,
            unallocated_usd=self.usd - sum(parts.values()),
            common_usd=None,
            common_per_year_usd=None,
            by_category=parts,
        )


def bridge(before: Costed | Published, after: Costed | Published, library: Library) -> list[BridgeRow]:
    """Steps from the first total to the second; points, without growth."""
    return [
        BridgeRow(
            step=one.name if one.published else NOBODY,
            kind=one.kind,
            change_usd=one.usd,
            total_usd=one.to_cent / 100.0,
            published=one.published,
        )
        for one in bridge_of(before, after, library).steps
    ]


def bridge_of(before: Costed | Published, after: Costed | Published, library: Library) -> Bridge:
    """The bridge from the first total to the second."""
    from opendome.programme import bridge as bridges

    if isinstance(before, Published):
        if isinstance(after, Published):
            return bridges.between((before.total.name, after.total.name), (before.usd, after.usd))
        return _from_published(before, after)
    if isinstance(after, Published):
        return _turned(_from_published(after, before))
    keys = _keys(before, after)
    sides = _inputs(before, keys[0]), _inputs(after, keys[1])
    names = before.programme.name, after.programme.name
    return bridges.bridge(names, sides, _groups(before, after, keys, sides), _Total(before, after, library))


def _from_published(total: Published, found: Costed) -> Bridge:
    """From a total that nobody split: every step is of a programme that its authors may not have had in mind.

    What its years would cost of the programme is computed; that it is the same thing nobody published.
    So the hatched step stands first, and the further years behind it.
    """
    from dataclasses import replace

    from opendome.programme import bridge as bridges
    from opendome.programme import cost

    whole, known = float(found.point.total_usd[0]), []
    years, counted = total.total.horizon_year_count, len(found.programme.index)
    if years is not None and years != counted:
        values, fixed = cost.as_numbers(found.programme)
        # a total that nobody split is spread over the years that it was published for
        short = sum(float(money) for money in found.point.by_year_usd[0][:years])
        short = cost.total(values, fixed, years) if years > counted else short
        known = [("years", f"Years of {found.programme.name}: {years} to {counted}", whole - short)]
    made = bridges.between((total.total.name, found.programme.name), (total.usd, whole), known)
    steps, here = [], made.from_cent
    for one in sorted(made.steps, key=lambda step: step.published):
        there = here + one.to_cent - one.from_cent
        steps.append(replace(one, from_cent=here, to_cent=there))
        here = there
    return replace(made, steps=tuple(steps))


def _turned(made: Bridge) -> Bridge:
    """The same bridge from its other end."""
    from dataclasses import replace

    steps = tuple(replace(one, from_cent=one.to_cent, to_cent=one.from_cent) for one in reversed(made.steps))
    return replace(
        made,
        before=made.after,
        after=made.before,
        from_cent=made.to_cent,
        to_cent=made.from_cent,
        steps=steps,
    )


def _key(found: Costed, at: int) -> str:
    """What makes an element of one programme the same as one of another."""
    elements = found.programme.elements
    return f"{elements.use[at]} per {elements.per[at]}" if elements.use[at] else elements.name[at]


def _keys(before: Costed, after: Costed) -> tuple[list[str], list[str]]:
    """The key of each element of both programmes; one key on both sides where they are the same thing.

    Two studies have their own interceptor each. Where each counts one thing alone of a layer and of a unit,
    as boost interceptors by the satellite, the two take each other's place: number, life and price differ.
    """
    sides = tuple([_key(one, at) for at in range(len(one.programme.elements))] for one in (before, after))
    alone: list[dict[str, list[int]]] = []
    for one, own, other in zip((before, after), sides, reversed(sides), strict=True):
        layers: dict[str, list[int]] = {}
        for at, key in enumerate(own):
            if key not in other:
                elements = one.programme.elements
                layers.setdefault(f"{elements.category[at]} per {elements.per[at]}", []).append(at)
        alone.append(layers)
    for layer in alone[0].keys() & alone[1].keys() - {"other per programme"}:
        if len(alone[0][layer]) == len(alone[1][layer]) == 1:
            for own, layers in zip(sides, alone, strict=True):
                own[layers[layer][0]] = layer
    return sides[0], sides[1]


def _inputs(found: Costed, keys: Sequence[str]) -> dict[str, Any]:
    """A programme as inputs that can be exchanged one by one."""
    from opendome.programme import cost
    from opendome.records.programme import FIGURES, FIXED

    values, fixed = cost.as_numbers(found.programme)
    said: dict[str, Any] = {"years": len(found.programme.index), "price_year": found.programme.price_year}
    for at in range(len(found.programme.elements)):
        row = dict(zip((*FIGURES, *FIXED), (*map(float, values[at]), *map(float, fixed[at])), strict=True))
        row["price_factor"] = float(found.programme.elements.price_year[at])
        key = keys[at]
        for group, columns in SPLIT.items():
            said[f"{group}.{key}"] = tuple(row.pop(name) for name in columns)
        year = row.pop("price_factor")
        said[f"unit_price.{key}"] = (*said[f"unit_price.{key}"], year)
        orbit = "orbit" if found.programme.elements.per[at] == "satellite" else "other"
        said[f"{orbit}_quantity.{key}"] = tuple(sorted(row.items()))
    return {name: _plain(value) for name, value in said.items()}


def _plain(value: Any) -> Any:
    """Not-a-numbers as None: one is never equal to another."""
    if isinstance(value, tuple):
        return tuple(_plain(item) for item in value)
    return None if isinstance(value, float) and value != value else value


def _groups(
    before: Costed,
    after: Costed,
    keys: tuple[Sequence[str], Sequence[str]],
    sides: tuple[Mapping[str, Any], Mapping[str, Any]],
) -> list[Group]:
    """Steps in their order.

    What the first counts alone leaves in one step; each element that the second counts alone comes in its
    own, with all that belongs to it.
    """
    from opendome.programme.bridge import Group

    ours = dict(zip(keys[0], before.programme.elements.name, strict=True))
    theirs = dict(zip(keys[1], after.programme.elements.name, strict=True))
    gone = tuple(key for key in sides[0] if key not in sides[1] and key.partition(".")[2] not in theirs)
    leaves = [Group("elements", f"Without what {before.programme.name} counts alone", gone)] if gone else []
    own = {
        key: tuple(one for one in sides[1] if one.partition(".")[2] == key)
        for key in theirs
        if key not in ours
    }
    free = {key for at, key in enumerate(keys[1]) if not after.point.by_element_usd[0, at]} & own.keys()
    comes = [Group("elements", f"With: {theirs[key]}", own[key]) for key in own if key not in free]
    if free:
        nothing = tuple(one for key in own if key in free for one in own[key])
        comes.append(Group("elements", f"With what costs {after.programme.name} nothing", nothing))
    later = [
        Group(kind, name, (kind,) if kind in ("years", "price_year") else (f"{kind}.",))
        for kind, name in NAMES.items()
    ]
    return [*later[:2], *leaves, *comes, *later[2:]]


class _Total:
    """The total of exchanged inputs."""

    def __init__(self, before: Costed, after: Costed, library: Library) -> None:
        self.library = library
        said = after.scenario.programme or before.scenario.programme
        from opendome.scenario.programme.plan import Programme

        self.deflator = (said or Programme()).deflator

    def __call__(self, inputs: Mapping[str, Any]) -> float:
        """The point of these inputs [usd]."""
        import numpy as np

        from opendome.programme import cost
        from opendome.records.programme import FIGURES, FIXED

        rows: dict[str, dict[str, float]] = {}
        for name, value in inputs.items():
            group, _, key = name.partition(".")
            if not key:
                continue
            row = rows.setdefault(key, {})
            if group.endswith("_quantity"):
                row |= dict(value)
            elif group == "unit_price":
                row |= dict(zip((*SPLIT[group], "price_year"), value, strict=True))
            else:
                row |= dict(zip(SPLIT[group], value, strict=True))
        table = [self._row(row, inputs["price_year"]) for row in rows.values()]
        values = np.array([[row[name] for name in FIGURES] for row in table], dtype=np.float64)
        fixed = np.array([[row[name] for name in FIXED] for row in table], dtype=np.float64)
        return cost.total(values.reshape(-1, len(FIGURES)), fixed.reshape(-1, len(FIXED)), inputs["years"])

    def _row(self, row: Mapping[str, float | None], price_year: int) -> dict[str, float]:
        from math import nan

        from opendome.scenario.deflators import factor_of

        full = {name: nan if value is None else value for name, value in row.items()}
        year = int(full.pop("price_year"))
        return full | {"price_factor": factor_of(self.deflator, self.library, year, price_year)}
