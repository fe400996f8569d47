"""What is wrong with what a raid asks of a threat of some kind: way-points, heights, ways of flying.

These checks read plain data, as those of `raid_checks` do.
"""

from __future__ import annotations

from collections.abc import Iterator
from itertools import pairwise
from typing import Any

from opendome.errors import Problem
from opendome.scenario.figures import LATITUDE, LONGITUDE, Path
from opendome.scenario.origin import Origin

NEAREST_DEG = 1e-4
"""Two points of a route are the same place when both differences are below this [deg]."""

_BALLISTIC_ALONE = {
    "energy": "what is done with spare speed",
    "apogee_km": "a greatest height",
}
"""Keys of a raid that only ballistic missiles know, and what they ask for."""


def flight_problems(data: Any, name: str, kind: str, origin: Origin) -> Iterator[Problem]:
    """What a raid asks of this threat that its kind cannot do, and routes that lead nowhere.

    Of the entry only its kind is asked: a raid is checked beside an entry that is wrong itself.

    Args:
        data: The scenario's plain data.
        name: Id of the threat.
        kind: Of its entry: `ballistic`, `glide`, `cruise`.
        origin: Where the scenario was written.
    """
    for place, item in enumerate(data.get("raid", ())):
        if not isinstance(item, dict) or item.get("threat") != name:
            continue
        path: Path = ("raid", place)
        if kind == "ballistic":
            if item.get("way_points"):
                yield origin.problem(
                    "wrong_kind",
                    (*path, "way_points"),
                    f"{name} is a ballistic missile: it flies to its aim and turns nowhere.",
                    "Way-points belong to gliders and cruise missiles; delete this key.",
                    on_key=True,
                )
            continue
        for key, what in _BALLISTIC_ALONE.items():
            if item.get(key) is not None:
                yield origin.problem(
                    "wrong_kind",
                    (*path, key),
                    f"Only a ballistic missile can be asked for {what}; {name} is of the kind {kind}.",
                    "Delete this key.",
                    on_key=True,
                )
        yield from _repeated(item, path, origin)
        yield from _heights(item, path, name, origin)


def _heights(item: dict[str, Any], path: Path, name: str, origin: Origin) -> Iterator[Problem]:
    """Heights of way-points: nobody would fly them."""
    points = item.get("way_points")
    for place, point in enumerate(points if isinstance(points, list) else ()):
        if isinstance(point, dict) and point.get("altitude_km") is not None:
            yield origin.problem(
                "wrong_kind",
                (*path, "way_points", place, "altitude_km"),
                f"A way-point has no height of its own: how high {name} flies is said by its entry.",
                "Delete this key.",
                on_key=True,
            )


def _repeated(item: dict[str, Any], path: Path, origin: Origin) -> Iterator[Problem]:
    """Points of a route that stand twice in a row."""
    points = item.get("way_points")
    if not isinstance(points, list) or not points:
        return
    named = [((*path, "launch"), _at(item.get("launch")))]
    named += [((*path, "way_points", place), _at(point)) for place, point in enumerate(points)]
    aims = item.get("aim")
    aims = aims if isinstance(aims, list) else [aims]
    named += [((*path, "aim"), _at(aims[0] if len(aims) == 1 else None))]
    for (_, before), (where, after) in pairwise(named):
        if before is not None and after is not None and _same(before, after):
            yield origin.problem(
                "same_place",
                where,
                "This place and the one before it on the route are the same.",
                "Delete one of them: a route needs two different places for a leg.",
            )


def _at(place: Any) -> tuple[Any, ...] | None:
    """A place as something that can be compared: numbers, or a name; None where it cannot be told."""
    if not isinstance(place, dict):
        return None
    for key in ("city", "site"):
        if isinstance(place.get(key), str):
            return key, place[key].strip().casefold()
    lat_deg, lon_deg = place.get("lat_deg"), place.get("lon_deg")
    if _is_number(lat_deg, LATITUDE) and _is_number(lon_deg, LONGITUDE):
        return float(lat_deg), float(lon_deg) % 360.0  # type: ignore[arg-type]  # both are numbers by now
    return None


def _is_number(given: Any, bounds: Any) -> bool:
    return isinstance(given, (int, float)) and not isinstance(given, bool) and bounds.holds(given)


def _same(before: tuple[Any, ...], after: tuple[Any, ...]) -> bool:
    if isinstance(before[0], float) and isinstance(after[0], float):
        return all(abs(one - other) < NEAREST_DEG for one, other in zip(before, after, strict=True))
    return before == after
