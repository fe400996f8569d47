"""What is wrong with the shooters of a scenario beyond names and form: nobody tells them, nobody is there.

As the other checks of a scenario these read plain data, so that they speak even where another key is wrong.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from opendome.errors import Problem
from opendome.scenario.doctrine import LAYERS
from opendome.scenario.figures import ASSUMED
from opendome.scenario.library import Library
from opendome.scenario.naming import did_you_mean
from opendome.scenario.orbit_checks import interceptor_of, orbit_problems
from opendome.scenario.origin import Origin


def defence_problems(data: Any, origin: Origin, library: Library) -> Iterator[Problem]:
    """Everything wrong with the shooters and the doctrine of a scenario's data."""
    if not isinstance(data, dict):
        return
    architecture = data.get("architecture")
    batteries = _list(architecture, "interceptors")
    if batteries and not _list(architecture, "sensors"):
        yield origin.problem(
            "no_track_source",
            ("architecture", "interceptors"),
            "These batteries have no track source: no sensor of the architecture tells them where to shoot.",
            "Add sensors to the architecture: opendome list sensors",
            on_key=True,
        )
    if isinstance(architecture, dict):
        yield from orbit_problems(architecture.get("interceptors"), origin, library)
    doctrine = data.get("doctrine")
    if isinstance(doctrine, dict):
        yield from _layers_that_are_not_there(doctrine, _layers_of(batteries, library), origin)
        yield from _sources(doctrine, origin, library)
        yield from _reserves(doctrine, batteries, origin, library)


def _list(data: Any, key: str) -> list[dict[str, Any]]:
    found = data.get(key) if isinstance(data, dict) else None
    return [item for item in found if isinstance(item, dict)] if isinstance(found, list) else []


def _layer_of(name: Any, library: Library) -> str | None:
    """The layer of an interceptor of the library, None where it cannot be told."""
    kind = interceptor_of(name, library)
    return kind.layer if kind is not None else None


def _layers_of(batteries: list[dict[str, Any]], library: Library) -> set[str] | None:
    """Layers that somebody shoots in; None where one of them cannot be told."""
    found = {_layer_of(battery.get("use"), library) for battery in batteries}
    return None if None in found else {layer for layer in found if layer is not None}


def _layers_that_are_not_there(
    doctrine: dict[str, Any], there: set[str] | None, origin: Origin
) -> Iterator[Problem]:
    if there is None:
        return
    for layer in LAYERS:
        if doctrine.get(layer) is None or layer in there:
            continue
        names = ", ".join(name for name in LAYERS if name in there)
        yield origin.problem(
            "layer_not_there",
            ("doctrine", layer),
            f"No interceptor of this scenario shoots in the {layer} layer.",
            (f"Layers here: {names}. " if names else "")
            + "Leave it out, or add an interceptor: opendome list interceptors",
            on_key=True,
        )


def _sources(doctrine: dict[str, Any], origin: Origin, library: Library) -> Iterator[Problem]:
    """Figures of doctrine that name a source the library does not have, or are assumed without a range."""
    for layer in LAYERS:
        rules = doctrine.get(layer)
        for key, figure in rules.items() if isinstance(rules, dict) else ():
            if not isinstance(figure, dict):
                continue
            source = figure.get("source")
            path = ("doctrine", layer, key)
            if isinstance(source, str) and source and source != ASSUMED and source not in library.sources:
                known = [*library.sources, ASSUMED]
                yield origin.problem(
                    "unknown_source",
                    (*path, "source"),
                    f"There is no source of this key.{did_you_mean(source, known)}",
                    "All sources: opendome list sources",
                )
            if source == ASSUMED and figure.get("low") == figure.get("high"):
                yield origin.problem(
                    "assumed_without_range",
                    path,
                    "An assumed figure needs a range.",
                    f"Write it as {{value: {figure.get('value')}, low: …, high: …, source: assumed}}.",
                )


def _reserves(
    doctrine: dict[str, Any], batteries: list[dict[str, Any]], origin: Origin, library: Library
) -> Iterator[Problem]:
    """A reserve of more than there is."""
    for layer in LAYERS:
        rules = doctrine.get(layer)
        reserve = rules.get("reserve_count") if isinstance(rules, dict) else None
        mine = [one for one in batteries if _layer_of(one.get("use"), library) == layer]
        stocks = [_stock(one) for one in mine]
        there, kept = sum(stock for stock in stocks if stock is not None), _whole(reserve)
        if kept is not None and mine and None not in stocks and kept > there:
            yield origin.problem(
                "reserve_too_large",
                ("doctrine", layer, "reserve_count"),
                f"The reserve is larger than what the layer has: {there:,} interceptors.",
                "Keep back fewer, or add interceptors.",
            )


def _stock(item: dict[str, Any]) -> int | None:
    """Interceptors of one item, None where they cannot be counted."""
    above = item.get("constellation")
    if not isinstance(above, dict):
        return _whole(item.get("inventory_count"))
    orbit = above.get("orbit")
    satellites = _whole(orbit.get("satellites_count")) if isinstance(orbit, dict) else None
    each = _whole(above.get("interceptors_each_count", 1))
    return None if satellites is None or each is None else satellites * each


def _whole(given: Any) -> int | None:
    """A count, None where it is none."""
    return given if isinstance(given, int) and not isinstance(given, bool) and given >= 0 else None
