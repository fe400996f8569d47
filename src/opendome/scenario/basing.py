"""Missiles that stand on land are not launched at sea."""

from __future__ import annotations

from opendome.errors import InputError, Problem
from opendome.scenario.kinds import Threat
from opendome.scenario.library import Library
from opendome.scenario.places import Place


def at_sea(lat_deg: float, lon_deg: float, library: Library) -> bool:
    """Whether a place lies at sea, far from every coast; False for a library without coastlines."""
    file = library.coastline_file
    if file is None:
        return False
    from opendome.scenario.coast import on_land

    return not on_land(file, lat_deg, lon_deg)


def words(name: str) -> str:
    """What is wrong, for a missile of this name."""
    from opendome.scenario.coast import TOLERANCE_KM

    return f"{name} stands on land; this place lies at sea, more than {TOLERANCE_KM:g} km from a coast."


def check_basing(threat_id: str, spec: Threat, start: Place, library: Library, option: str) -> None:
    """Refuse to launch a missile that stands on land from a place at sea.

    Args:
        threat_id: What the missile is called.
        spec: The missile.
        start: Where it is launched.
        library: Holds the coastlines.
        option: What named the place, for the message.

    Raises:
        InputError: The place lies at sea.
    """
    if spec.basing == "land" and at_sea(start.lat_deg, start.lon_deg, library):
        remedy = (
            f"Check latitude and longitude (east is positive), or add --set library.{threat_id}.basing=any"
        )
        raise InputError(Problem("at_sea", words(threat_id), remedy, key=option, value=start.name or None))
