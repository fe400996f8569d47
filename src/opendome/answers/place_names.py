"""Places by their names: in a module of its own, because a run asks for no flight's options."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from opendome.contract.parts import Place


def place_name(name: str, at: Place) -> str:
    """A place's own name, or its degrees where it has none."""
    from opendome.reports.numbers import place

    return name if name and not name[0].isdigit() and name[0] not in "+-" else place(at.lat_deg, at.lon_deg)
