"""The command that makes a kept run again."""

from __future__ import annotations

import json
from collections.abc import Iterator, Sequence
from typing import Any

MOST_SETTINGS = 6
"""A scenario that differs from the library's in more places than that is better kept as a file."""


def command_of(manifest: dict[str, Any], settings: Sequence[str] = (), scenario: str = "") -> str:
    """The command, from what the run followed from.

    Args:
        manifest: Of its folder.
        settings: What `settings_of` found.
        scenario: What the scenario is named by; "" takes the name in the manifest.
    """
    from shlex import quote

    words = ["opendome", "run", quote(scenario or str(manifest.get("scenario", "SCENARIO")))]
    for key in ("runs", "seed", "require", "solve"):
        if key in manifest:
            words += [f"--{key}", quote(str(manifest[key]))]
    for setting in (*settings, *manifest.get("library_settings", ())):
        words += ["--set", quote(str(setting))]
    return " ".join(words)


def settings_of(manifest: dict[str, Any]) -> list[str] | None:
    """Settings that make the library's scenario of this name the one that was run; none if it is the same.

    Args:
        manifest: Of the run's folder.

    Returns:
        Texts as `raid.0.count=8`; None where no few settings do, or the library has no such scenario.
    """
    from opendome import storage
    from opendome.errors import OpenDomeError
    from opendome.scenario.library import Library
    from opendome.scenario.loading import load_scenario

    name, library = str(manifest.get("scenario", "")), Library()
    if name not in library.ids("scenarios"):
        return None
    wanted = manifest.get("description")
    try:
        found = list(_differences(storage.plain(load_scenario(name, library).as_written()), wanted))
        if len(found) > MOST_SETTINGS:
            return None
        made = storage.plain(load_scenario(name, library, tuple(found)).as_written())
    except OpenDomeError:
        return None
    return found if made == wanted else None


def _differences(one: Any, other: Any, path: str = "") -> Iterator[str]:
    """Settings for every place in which the other has another value; what it lacks cannot be set."""
    if isinstance(one, dict) and isinstance(other, dict):
        for key, value in other.items():
            yield from _differences(one.get(key), value, f"{path}.{key}" if path else str(key))
    elif isinstance(one, list) and isinstance(other, list) and len(one) == len(other):
        for place, pair in enumerate(zip(one, other, strict=True)):
            yield from _differences(*pair, f"{path}.{place}")
    elif one != other:
        yield f"{path}={json.dumps(other, ensure_ascii=False)}"
