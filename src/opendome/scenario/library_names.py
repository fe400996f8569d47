"""Names in an entry of the library that are no names of the library."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from opendome.errors import Problem
from opendome.scenario.budgets import JointProject
from opendome.scenario.equipment import Equipment
from opendome.scenario.naming import did_you_mean
from opendome.scenario.origin import Origin
from opendome.scenario.programme.costs import Cost
from opendome.scenario.sensors import Radar

if TYPE_CHECKING:
    from opendome.scenario.library import Library


def unknown_names(spec: Equipment, origin: Origin, library: Library) -> Iterator[Problem]:
    """Places of a radar that are no sites, prices of what is no equipment, what a project cannot bring."""
    named: list[tuple[tuple[str | int, ...], str]] = []
    if isinstance(spec, Cost) and spec.per == "missile":
        yield from _threat_of(spec, origin, library)
    elif isinstance(spec, Cost) and spec.prices:
        named.append((("prices",), spec.prices))
    if isinstance(spec, JointProject):
        named += [(("brings", place), name) for place, name in enumerate(spec.brings)]
    for path, name in named:
        if library.folder_of(name) not in ("sensors", "interceptors"):
            known = [*library.ids("sensors"), *library.ids("interceptors")]
            message = f"The library has no equipment of this name.{did_you_mean(name, known)}"
            yield origin.problem("unknown_name", path, message, "All names: opendome list interceptors")
    for place, name in enumerate(spec.included_equipment if isinstance(spec, Cost) else ()):
        if library.folder_of(name) != "sensors":
            words = library.unknown_words("sensors", name)
            yield origin.problem("unknown_name", ("included_equipment", place), *words)
    for place, stands in enumerate(spec.sites if isinstance(spec, Radar) else ()):
        if library.site(stands.site) is None:
            words = library.unknown_words("sites", stands.site)
            yield origin.problem("unknown_name", ("sites", place, "site"), *words)


def _threat_of(spec: Cost, origin: Origin, library: Library) -> Iterator[Problem]:
    """A price per missile is that of a threat, for one unit."""
    if not spec.prices:
        message = "A price per missile says of which threat."
        yield origin.problem("missing_key", ("per",), message, "Write prices: and the id of a threat.")
    elif library.folder_of(spec.prices) != "threats":
        yield origin.problem("unknown_name", ("prices",), *library.unknown_words("threats", spec.prices))
    if spec.unit_million_usd is None:
        message = "A price per missile is what one costs."
        yield origin.problem("missing_key", ("per",), message, "Write unit_million_usd.")
