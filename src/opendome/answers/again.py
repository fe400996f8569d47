"""The command that makes a kept run again."""

from __future__ import annotations

from typing import Any


def command_of(manifest: dict[str, Any], scenario: str = "") -> str:
    """The command, from what the run followed from.

    Args:
        manifest: Of its folder.
        scenario: What the scenario is named by; "" takes the name in the manifest.
    """
    from shlex import quote

    words = ["opendome", "run", quote(scenario or str(manifest.get("scenario", "SCENARIO")))]
    for key in ("runs", "seed", "require", "solve"):
        if key in manifest:
            words += [f"--{key}", quote(str(manifest[key]))]
    for setting in manifest.get("library_settings", ()):
        words += ["--set", quote(str(setting))]
    return " ".join(words)


def is_ready(manifest: dict[str, Any]) -> bool:
    """Whether the scenario that was run is that of its name in the library."""
    from opendome import storage
    from opendome.errors import OpenDomeError
    from opendome.scenario.library import Library
    from opendome.scenario.loading import load_scenario

    name, library = str(manifest.get("scenario", "")), Library()
    if name not in library.ids("scenarios"):
        return False
    try:
        written = load_scenario(name, library).as_written()
    except OpenDomeError:
        return False
    return bool(storage.plain(written) == manifest.get("description"))
