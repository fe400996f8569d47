"""What is wrong with a scenario beyond the form of its keys: names, changes to entries, places, size, times.

These checks read plain data, not specs, so that they speak even where another key is wrong: a user sees all
problems at once.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from math import inf
from typing import Any

from opendome.errors import InputError, Problem
from opendome.scenario.basing import CHECKED, out_of_place, words
from opendome.scenario.changes import merged
from opendome.scenario.defence_checks import defence_problems
from opendome.scenario.document import LAST_LAUNCH_S, RAID_LIMIT
from opendome.scenario.equipment import Equipment
from opendome.scenario.figures import LATITUDE, LONGITUDE, Path
from opendome.scenario.kinds import Threat
from opendome.scenario.library import EQUIPMENT, MODELS, Library
from opendome.scenario.naming import did_you_mean
from opendome.scenario.origin import Changed, Origin, Written
from opendome.scenario.places import find_city
from opendome.scenario.programme.checks import programme_problems
from opendome.scenario.route_checks import flight_problems
from opendome.scenario.sensor_checks import sensor_problems
from opendome.scenario.sensors import Radar

THREAT_KINDS = frozenset(kind for kind, (folder, _) in MODELS.items() if folder == "threats")


def scenario_problems(data: Any, origin: Origin, library: Library) -> list[Problem]:
    """Everything wrong with a scenario's names, places, changes and size."""
    found = list(_size(data, origin))
    found += _late(data, origin)
    found += _places(data, origin, library)
    found += _changes(data, origin, library)
    found += _uses(data, origin, library)
    found += sensor_problems(data, origin, library)
    found += defence_problems(data, origin, library)
    found += programme_problems(data, origin, library)
    return found


def changed_entry(
    library: Library, folder: str, name: str, change: Any, origin: Origin
) -> tuple[Equipment | None, list[Problem]]:
    """A library entry with a scenario's change laid over it.

    Args:
        library: Where the entry stands.
        folder: Its kind, as `threats`.
        name: Its id.
        change: What the scenario changes, or None.
        origin: Where the change was written.
    """
    try:
        if change is None:
            return library.entry(folder, name), []
        document = library.document(library.find(folder, name))
    except InputError as error:
        return None, error.problems()
    if not isinstance(change, Mapping):
        return None, []  # the form is refused where the changes are checked
    where = Changed(Written(document), document.data, origin, change, ("library", name))
    spec, found = library.check_entry(merged(document.data, change), where, folder)
    if spec is not None:
        spec._overrides = change
    return spec, found


def change_to(data: Any, name: str) -> Any:
    """What a scenario's data change in this entry, or None."""
    changes = data.get("library") if isinstance(data, Mapping) else None
    return changes.get(name) if isinstance(changes, Mapping) else None


def _items(data: Any, *keys: str) -> Iterator[tuple[Path, dict[str, Any]]]:
    """The mappings of a list inside plain data, with their paths."""
    for key in keys:
        data = data.get(key) if isinstance(data, dict) else None
    if isinstance(data, list):
        for place, item in enumerate(data):
            if isinstance(item, dict):
                yield (*keys, place), item


def _size(data: Any, origin: Origin) -> Iterator[Problem]:
    total = 0
    for path, item in _items(data, "raid"):
        count = item.get("count", 1)
        if isinstance(count, bool) or not isinstance(count, (int, float)) or not 0 < count < inf:
            continue
        total += int(count)
        if total > RAID_LIMIT:
            where = (*path, "count") if "count" in item else path
            yield origin.problem(
                "too_many",
                where,
                f"A raid has at most {RAID_LIMIT:,} missiles in all; here it passes that.",
                "Take fewer: what a small raid does to a shield says how much it can stop.",
            )
            return


def _late(data: Any, origin: Origin) -> Iterator[Problem]:
    for path, item in _items(data, "raid"):
        parts = [item.get("start_s", 0.0), item.get("count", 1), item.get("spacing_s", 0.0)]
        if any(isinstance(part, bool) or not isinstance(part, (int, float)) for part in parts):
            continue
        start, count, spacing = map(float, parts)
        if count <= RAID_LIMIT and LAST_LAUNCH_S < start + max(0.0, count - 1.0) * spacing < inf:
            key = "start_s" if start > LAST_LAUNCH_S else "spacing_s"
            yield origin.problem(
                "too_late",
                (*path, key),
                "The last of these is launched more than a year after the epoch.",
                "Launch them sooner, or give a later epoch: start_s and spacing_s are in seconds.",
            )


def _place_paths(data: Any) -> Iterator[tuple[Path, Any]]:
    for path, item in _items(data, "raid"):
        yield (*path, "launch"), item.get("launch")
        aims = item.get("aim")
        if isinstance(aims, list):
            yield from (((*path, "aim", place), aim) for place, aim in enumerate(aims))
        else:
            yield (*path, "aim"), aims
        points = item.get("way_points")
        for place, point in enumerate(points if isinstance(points, list) else ()):
            yield (*path, "way_points", place), point
    for kind in ("sensors", "interceptors"):
        for path, item in _items(data, "architecture", kind):
            yield (*path, "at"), item.get("at")
            yield path, {"site": item.get("site")}


def _places(data: Any, origin: Origin, library: Library) -> Iterator[Problem]:
    """Cities and sites that the library does not have."""
    known: dict[tuple[str, str], tuple[str, str] | None] = {}
    for path, place in _place_paths(data):
        if not isinstance(place, dict):
            continue
        for key in ("city", "site"):
            name = place.get(key)
            if not isinstance(name, str) or not name.strip():
                continue
            if (key, name) not in known:
                known[key, name] = _place_wrong(key, name, library)
            wrong = known[key, name]
            if wrong is not None:
                yield origin.problem("unknown_name", (*path, key), *wrong)


def _place_wrong(key: str, name: str, library: Library) -> tuple[str, str] | None:
    if key == "city":
        found = find_city(name, library)
        return found if isinstance(found, tuple) else None
    try:
        return None if library.site(name) is not None else library.unknown_words("sites", name)
    except InputError as error:
        first = error.problems()[0]
        message = f"This site cannot be read: {first.file}, line {first.line}: {first.message}"
        return message, first.remedy or f"Check it: opendome check {first.file}"


def _changes(data: Any, origin: Origin, library: Library) -> Iterator[Problem]:
    """Changes to entries that nothing else here uses, or that have no form."""
    changes = data.get("library") if isinstance(data, dict) else None
    if not isinstance(changes, dict):
        return
    names = [name for folder in EQUIPMENT for name in library.ids(folder)]
    used = {name for _, _, name in _named_uses(data)}
    for name, change in changes.items():
        folder = library.folder_of(name)
        path = ("library", name)
        if folder is None:
            message = f"The library has no equipment of this name.{did_you_mean(name, names)}"
            yield origin.problem(
                "unknown_name", path, message, "All names: opendome list threats", on_key=True
            )
        elif not isinstance(change, dict):
            yield origin.problem(
                "wrong_form", path, "A mapping is expected here: keys of the entry to change."
            )
        elif name not in used:
            yield from changed_entry(library, folder, name, change, origin)[1]


def _named_uses(data: Any) -> Iterator[tuple[Path, str, str]]:
    """Where a scenario names equipment: path, folder, id."""
    sources = (
        ("threats", "threat", ("raid",)),
        ("sensors", "use", ("architecture", "sensors")),
        ("interceptors", "use", ("architecture", "interceptors")),
    )
    for folder, key, keys in sources:
        for path, item in _items(data, *keys):
            name = item.get(key)
            if isinstance(name, str) and name.strip():
                yield (*path, key), folder, name


def _uses(data: Any, origin: Origin, library: Library) -> Iterator[Problem]:
    """Names that the library does not have, entries with problems, and where they stand."""
    specs: dict[tuple[str, str], Equipment | None] = {}
    for path, folder, name in _named_uses(data):
        if not library.has(folder, name):
            yield origin.problem("unknown_name", path, *library.unknown_words(folder, name))
            continue
        if (folder, name) not in specs:
            spec, found = changed_entry(library, folder, name, change_to(data, name), origin)
            specs[folder, name] = spec
            yield from found
        spec = specs[folder, name]
        item = _at(data, path[:-1])
        if isinstance(spec, Radar) and not spec.sites and not {"site", "at"} & set(item):
            yield origin.problem(
                "no_site", path, f"{name} needs a place to stand at.", "Give site: NAME, or at: with a place."
            )
    for (folder, name), spec in specs.items():
        if folder == "threats":
            kind, basing = _asked_of(library, name, change_to(data, name), spec)
            if kind in THREAT_KINDS:
                yield from flight_problems(data, name, kind, origin)
            if basing in CHECKED:
                yield from _out_of_place(data, name, basing, origin, library)


def _asked_of(library: Library, name: str, change: Any, spec: Equipment | None) -> tuple[str, str]:
    """Kind and basing of a threat; of one that is wrong itself as they are written, "" for what none can be.

    So what the raid asks of it is told beside what is wrong with it.
    """
    if isinstance(spec, Threat):
        return spec.kind, spec.basing
    try:
        data = library.document(library.find("threats", name)).data
    except InputError:
        return "", ""  # nothing in it can be read
    written = merged(data, change) if isinstance(change, Mapping) else data
    if not isinstance(written, Mapping):
        return "", ""
    kind, basing = written.get("kind"), written.get("basing")
    return kind if isinstance(kind, str) else "", basing if isinstance(basing, str) else ""


def _at(data: Any, path: Path) -> Any:
    for step in path:
        data = data[step]
    return data


def _out_of_place(data: Any, name: str, basing: str, origin: Origin, library: Library) -> Iterator[Problem]:
    """Launch places where a missile that stands on land would swim, or a ship would stand on land."""
    seen: dict[tuple[float, float], str] = {}
    for path, item in _items(data, "raid"):
        where = _numbers_of(item.get("launch"), library) if item.get("threat") == name else None
        if where is None:
            continue
        if where not in seen:
            seen[where] = out_of_place(basing, *where, library)
        if seen[where]:
            yield origin.problem(
                seen[where],
                (*path, "launch"),
                words(seen[where], name),
                "Check latitude and longitude (east is positive), or set `basing: any` for this missile.",
            )


def _numbers_of(place: Any, library: Library) -> tuple[float, float] | None:
    """Latitude and longitude of a place [deg], or None where it has none that can be told."""
    if not isinstance(place, dict):
        return None
    lat_deg, lon_deg = place.get("lat_deg"), place.get("lon_deg")
    if _is_number(lat_deg) and _is_number(lon_deg):
        where = (float(lat_deg), float(lon_deg))  # type: ignore[arg-type]  # both are numbers by now
        return where if LATITUDE.holds(where[0]) and LONGITUDE.holds(where[1]) else None
    name = place.get("city")
    found = find_city(name, library) if isinstance(name, str) else None
    return None if found is None or isinstance(found, tuple) else (found.lat_deg, found.lon_deg)


def _is_number(given: Any) -> bool:
    return isinstance(given, (int, float)) and not isinstance(given, bool)
