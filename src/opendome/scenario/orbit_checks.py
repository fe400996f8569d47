"""What is wrong with interceptors in orbit beyond the form of their keys: where they wait, and how low."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from opendome.errors import InputError, Problem
from opendome.scenario.interceptors import Interceptor
from opendome.scenario.library import Library
from opendome.scenario.origin import Origin

LOWEST_KM = 160
"""Below this height no satellite stays up for longer than days."""


def orbit_problems(uses: Any, origin: Origin, library: Library) -> Iterator[Problem]:
    """Everything wrong with the constellations of a scenario's data, and with who stands in none.

    Args:
        uses: What stands under `architecture.interceptors`.
        origin: Where that was written.
        library: What names mean.
    """
    for place, item in enumerate(uses if isinstance(uses, list) else ()):
        if not isinstance(item, dict):
            continue
        path = ("architecture", "interceptors", place)
        kind, above = interceptor_of(item.get("use"), library), item.get("constellation")
        basing = kind.basing if kind is not None else None
        if basing == "orbit" and above is None and ("site" in item or "at" in item):
            yield origin.problem(
                "not_in_orbit",
                (*path, "site" if "site" in item else "at"),
                f"{item['use']} waits in orbit: it does not stand at a place.",
                "Give constellation: {orbit: {kind: walker, …}} instead; see opendome show scenario "
                "one-missile-under-a-small-shell",
                on_key=True,
            )
        if basing == "ground" and above is not None:
            yield origin.problem(
                "not_in_orbit",
                (*path, "constellation"),
                f"{item['use']} stands on the Earth: no satellite carries it.",
                "Give site: NAME, or use an interceptor of basing orbit: opendome list interceptors",
                on_key=True,
            )
        yield from _height(above, (*path, "constellation", "orbit", "altitude_km"), origin)


def _height(above: Any, path: tuple[str | int, ...], origin: Origin) -> Iterator[Problem]:
    """An orbit so low that it ends within days."""
    orbit = above.get("orbit") if isinstance(above, dict) else None
    given = orbit.get("altitude_km") if isinstance(orbit, dict) else None
    ends = [given.get(key) for key in ("value", "low")] if isinstance(given, dict) else [given]
    numbers = [one for one in ends if isinstance(one, (int, float)) and not isinstance(one, bool)]
    if numbers and 120 <= min(numbers) < LOWEST_KM:
        yield origin.problem(
            "orbit_too_low",
            path,
            f"A satellite at {min(numbers):g} km comes down within days: no constellation waits below "
            f"{LOWEST_KM} km.",
            "Published studies take 300 to 500 km.",
        )


def interceptor_of(name: Any, library: Library) -> Interceptor | None:
    """An interceptor of the library, None where it cannot be told."""
    if not isinstance(name, str) or not library.has("interceptors", name):
        return None
    try:
        spec = library.entry("interceptors", name)
    except InputError:
        return None  # said where the entry is checked
    return spec if isinstance(spec, Interceptor) else None
