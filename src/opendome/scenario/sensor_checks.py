"""What is wrong with the sensors of an architecture beyond names and form: who cues whom, where they stand.

As the other checks of a scenario these read plain data, so that they speak even where another key is wrong.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Any

from opendome.errors import InputError, Problem
from opendome.scenario.changes import merged
from opendome.scenario.cueing import circle
from opendome.scenario.figures import Path
from opendome.scenario.library import Library
from opendome.scenario.naming import did_you_mean
from opendome.scenario.origin import Changed, Origin, Written

LOWEST_GROUND_KM = -0.45
"""The shore of the Dead Sea lies at -0.43 km: below that there is no open ground."""

CIRCLE_REMEDY = "Take one of them out of a cued_by: somebody has to look first."


def circle_words(members: Sequence[str]) -> str:
    """What to say about a circle of cues."""
    if len(members) == 1:
        return f"{members[0]} is cued by itself."
    chain = [f"{one} by {other}" for one, other in zip(members, (*members[1:], members[0]), strict=True)]
    return f"Cues run in a circle: {chain[0].replace(' by ', ' is cued by ', 1)}, {', '.join(chain[1:])}."


def sensor_problems(data: Any, origin: Origin, library: Library) -> Iterator[Problem]:
    """Everything wrong with the sensors of a scenario's data."""
    uses = list(_uses(data))
    yield from _under_ground(uses, origin)
    named = {str(item.get("name")) for _, item in uses if item.get("name")}
    cued_by: dict[str, list[str]] = {}
    where: dict[str, tuple[Origin, Path]] = {}
    for _, item in uses:
        name = item.get("use")
        if not isinstance(name, str) or name in cued_by or not library.has("sensors", name):
            continue
        found = _cues_of(name, data, origin, library)
        if found is None:
            continue
        cues, place = found
        cued_by[name], where[name] = cues, (place, ("cued_by",))
        known = {*library.ids("sensors"), *named}
        for number, other in enumerate(cues):
            if other not in known:
                words = f"There is no sensor of this name.{did_you_mean(other, sorted(known))}"
                yield place.problem(
                    "unknown_name", ("cued_by", number), words, "All names: opendome list sensors"
                )
    members = circle(_by_entry(cued_by, uses))
    if members:
        place, path = where[members[0]]
        yield place.problem("cue_circle", path, circle_words(members), CIRCLE_REMEDY)


def _uses(data: Any) -> Iterator[tuple[Path, dict[str, Any]]]:
    """Items of the architecture that name a sensor, with their paths."""
    architecture = data.get("architecture") if isinstance(data, dict) else None
    sensors = architecture.get("sensors") if isinstance(architecture, dict) else None
    for place, item in enumerate(sensors if isinstance(sensors, list) else ()):
        if isinstance(item, dict):
            yield ("architecture", "sensors", place), item


def _under_ground(uses: list[tuple[Path, dict[str, Any]]], origin: Origin) -> Iterator[Problem]:
    for path, item in uses:
        at = item.get("at")
        height = at.get("altitude_km") if isinstance(at, dict) else None
        if (
            isinstance(height, (int, float))
            and not isinstance(height, bool)
            and -1 <= height < LOWEST_GROUND_KM
        ):
            yield origin.problem(
                "under_ground",
                (*path, "at", "altitude_km"),
                f"A sensor at {height:g} km stands under the ground: no open land lies below "
                f"{LOWEST_GROUND_KM:g} km.",
                "Leave altitude_km out, or give the height of the place above the ellipsoid.",
            )


def _cues_of(name: str, data: Any, origin: Origin, library: Library) -> tuple[list[str], Origin] | None:
    """Who may cue a sensor of the library, as the scenario changes it, and where that was written."""
    try:
        document = library.document(library.find("sensors", name))
    except InputError:
        return None  # said where the entry is checked
    changes = data.get("library") if isinstance(data, dict) else None
    change = changes.get(name) if isinstance(changes, dict) else None
    entry = merged(document.data, change) if isinstance(change, dict) else document.data
    given = entry.get("cued_by", ()) if isinstance(entry, dict) else ()
    if not isinstance(given, (list, tuple)):
        return None
    place: Origin = Written(document)
    if isinstance(change, dict):
        place = Changed(Written(document), document.data, origin, change, ("library", name))
    return [other for other in given if isinstance(other, str)], place


def _by_entry(cued_by: dict[str, list[str]], uses: list[tuple[Path, dict[str, Any]]]) -> dict[str, list[str]]:
    """Cues between entries: a name given in this scenario stands for the entry that has it."""
    entry_of = {str(item["name"]): str(item.get("use")) for _, item in uses if item.get("name")}
    return {
        name: list(dict.fromkeys(entry_of.get(other, other) for other in cues))
        for name, cues in cued_by.items()
    }
