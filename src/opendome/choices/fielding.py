"""Capability by year: what stands in a year, flown against the raid of that year.

The scenario is changed as its programme would have it: interceptors that are there are shared over their
sites, satellites that are not up yet count as out of service, a sensor works once all of it stands. What is
left of the scenario is flown as any other.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any

import numpy as np

from opendome import engagement
from opendome.arrays import Floats
from opendome.errors import InputError
from opendome.outcomes.bands import Band, band, by_world
from opendome.records.case import Case, Plays
from opendome.records.schedule import Element
from opendome.records.trajectories import Trajectories
from opendome.scenario.changes import apply_settings
from opendome.scenario.document import Scenario
from opendome.scenario.library import Library
from opendome.scenario.settle import settle
from opendome.simulate import WorldRun, simulate
from opendome.watch import SILENT, Watch

STEPS = 20
"""A constellation that is being filled is flown to the nearest twentieth of its satellites."""

Inventory = tuple[float, ...]
"""Units of every element that stand."""


@dataclass(frozen=True)
class Flown:
    """What one inventory does against one raid."""

    no_leak: Band
    leak: Band


def rounded(elements: Sequence[Element], standing: Floats) -> Inventory:
    """What is flown of units that stand (E,): whole ones, twentieths of a constellation, a sensor or none."""
    found = []
    for element, units in zip(elements, standing, strict=True):
        count = float(np.floor(units + 1e-6))
        if element.listed == "sensors":
            count = element.quantity if units >= element.quantity - 0.5 else 0.0
        elif element.what == "satellite":
            count = round(STEPS * _share(element, units)) / STEPS * element.quantity
        found.append(min(count, element.quantity))
    return tuple(found)


def with_all_on_the_ground(elements: Sequence[Element], inventory: Inventory) -> Inventory:
    """The same with every interceptor on the ground in place: what is flown once for all of their numbers."""
    return tuple(
        element.quantity if element.what == "interceptor" else units
        for element, units in zip(elements, inventory, strict=True)
    )


@dataclass(frozen=True)
class Raid:
    """A raid that was flown, seen and followed, with every interceptor on the ground in place.

    How many there are changes no flight, no look and no meeting: of another number the plays are done anew.

    Attributes:
        worlds: The counted worlds.
        places: Place in the architecture's list of each row of shooters.
        elements: What the programme brings into service.
    """

    worlds: tuple[WorldRun, ...]
    places: tuple[int, ...]
    elements: tuple[Element, ...]

    def against(self, inventory: Inventory, watch: Watch = SILENT) -> Flown:
        """What so many interceptors on the ground stop.

        Raises:
            Stopped: The watch asked to stop.
        """
        held = {place: share for element, units in zip(self.elements, inventory, strict=True)
                if element.listed == "interceptors" and element.what == "interceptor"
                for place, share in _shared(element, units)}  # fmt: skip
        numbers, clean, through, missiles = [], [], [], 1
        for one in self.worlds:
            defence = one.world.case.defence
            shooters = defence.shooters.copy()
            for row, place in enumerate(self.places):
                if place in held:
                    shooters["inventory"][row] = int(held[place])
            case = replace(one.world.case, defence=replace(defence, shooters=shooters))
            shots = engagement.engage(replace(one.world, case=case), one.flights, one.chances, watch, keep=-1)
            numbers.append(np.full(len(shots.no_leak), one.world.index, dtype=np.int64))
            clean.append(shots.no_leak)
            through.append(shots.leakers)
            missiles = len(case.threat_id)
        world = np.concatenate(numbers)
        mean, luck = by_world(world, np.concatenate(through))
        return Flown(band(*by_world(world, np.concatenate(clean))), band(mean / missiles, luck / missiles**2))


def fly(
    scenario: Scenario,
    library: Library,
    elements: tuple[Element, ...],
    inventory: Inventory,
    raid: Mapping[str, Any],
    plays: Plays,
    look: Callable[[Case, Trajectories], None],
    watch: Watch = SILENT,
) -> Flown:
    """Fly the raid of a year against what stands in it; its arguments are those of `flown`.

    Raises:
        InputError: The changed scenario cannot be used.
        Stopped: The watch asked to stop.
    """
    whole = with_all_on_the_ground(elements, inventory)
    return flown(scenario, library, elements, whole, raid, plays, look, watch).against(inventory, watch)


def flown(
    scenario: Scenario,
    library: Library,
    elements: tuple[Element, ...],
    inventory: Inventory,
    raid: Mapping[str, Any],
    plays: Plays,
    look: Callable[[Case, Trajectories], None],
    watch: Watch = SILENT,
) -> Raid:
    """Fly the raid of a year against the satellites and sensors that stand in it.

    Args:
        scenario: As it will be when all stands.
        library: What its names mean.
        elements: What the programme brings into service.
        inventory: From `with_all_on_the_ground`.
        raid: Changes to the scenario in that year, by path.
        plays: How many rolls of the dice.
        look: Asked with the flights of the reference world; may refuse.
        watch: Asked whether to stop.

    Raises:
        InputError: The changed scenario cannot be used.
        Stopped: The watch asked to stop.
    """
    written = json.loads(json.dumps(scenario.as_written()))  # lists, as a file has them
    settings = [f"{path}={json.dumps(value)}" for path, value in raid.items()]
    data, _, problems = apply_settings(stood(written, elements, inventory), settings)
    if problems:
        raise InputError(*problems)
    case = settle(Scenario.model_validate(data), library)
    runs = simulate(case, plays, watch)
    look(case, next(runs).flights)
    kept = _kept(written, elements, inventory)["interceptors"]
    return Raid(tuple(runs), tuple(sorted(kept)), tuple(elements))


def stood(written: dict[str, Any], elements: Sequence[Element], inventory: Inventory) -> dict[str, Any]:
    """A scenario's plain data with no more in them than stands."""
    items = _kept(written, elements, inventory)
    made = {key: [items[key][place] for place in sorted(items[key])] for key in items}
    return {**written, "architecture": {**written.get("architecture", {}), **made}}


def _kept(
    written: dict[str, Any], elements: Sequence[Element], inventory: Inventory
) -> dict[str, dict[int, Any]]:
    """Items of both lists of an architecture by their places, with no more in them than stands."""
    architecture = written.get("architecture", {})
    lists: dict[str, dict[int, Any]] = {
        key: dict(enumerate(architecture.get(key, ()))) for key in ("sensors", "interceptors")
    }
    for element, units in zip(elements, inventory, strict=True):
        if not element.listed:
            continue
        items = lists[element.listed]
        for place, share in _shared(element, units):
            there = items.get(place)
            if there is None or share >= dict(element.items)[place]:
                continue
            if share <= 0.0 or element.listed == "sensors":
                del items[place]
            elif "constellation" in there:
                items[place] = _filled(there, share / dict(element.items)[place])
            else:
                items[place] = {**there, "inventory_count": int(share)}
    return lists


def _shared(element: Element, units: float) -> list[tuple[int, float]]:
    """Units over the places of an element, in the proportions that it will have."""
    whole = sum(held for _, held in element.items) or 1.0
    exact = [_share(element, units) * held for _, held in element.items]
    if element.what != "interceptor":
        return [(place, share) for (place, _), share in zip(element.items, exact, strict=True)]
    floor = [float(np.floor(share + 1e-9)) for share in exact]
    left = round(_share(element, units) * whole - sum(floor))
    order = sorted(range(len(exact)), key=lambda number: (floor[number] - exact[number], number))
    for number in order[:left]:
        floor[number] += 1.0
    return [(place, share) for (place, _), share in zip(element.items, floor, strict=True)]


def _share(element: Element, units: float) -> float:
    """Share of what is to be in service that is; none where none is to be."""
    return min(float(units) / element.quantity, 1.0) if element.quantity > 0.0 else 0.0


def _filled(item: dict[str, Any], share: float) -> dict[str, Any]:
    """A constellation of which only a share of the satellites are up."""
    shell = item["constellation"]
    out = shell.get("out_of_service_fraction", 0.0)
    if isinstance(out, Mapping):
        ends = {
            key: 1.0 - (1.0 - float(value)) * share
            for key, value in out.items()
            if key in ("value", "low", "high")
        }
        out = {**out, **ends}
    else:
        out = 1.0 - (1.0 - float(out)) * share
    return {**item, "constellation": {**shell, "out_of_service_fraction": out}}
