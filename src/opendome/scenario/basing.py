"""Missiles that stand on land are not launched at sea, nor those of ships and submarines far inland."""

from __future__ import annotations

from opendome.errors import InputError, Problem
from opendome.scenario.kinds import Threat
from opendome.scenario.library import Library
from opendome.scenario.places import Place

CHECKED = ("land", "sea")
"""Kinds of basing that say where a missile cannot be launched."""


def out_of_place(basing: str, lat_deg: float, lon_deg: float, library: Library) -> str:
    """What is wrong with a place of launch: `at_sea`, `on_land`, or "" where nothing is.

    A place near a coast suits both; so does any place for a library without coastlines.
    """
    file = library.coastline_file
    if file is None or basing not in CHECKED:
        return ""
    from opendome.scenario.coast import far_inland, on_land

    if basing == "land":
        return "" if on_land(file, lat_deg, lon_deg) else "at_sea"
    return "on_land" if far_inland(file, lat_deg, lon_deg) else ""


def words(wrong: str, name: str) -> str:
    """What is wrong, for a missile of this name."""
    from opendome.scenario.coast import TOLERANCE_KM

    far = f"more than {TOLERANCE_KM:g} km from a coast"
    if wrong == "at_sea":
        return f"{name} stands on land; this place lies at sea, {far}."
    return f"{name} is launched at sea; this place lies on land, {far}."


def check_basing(threat_id: str, spec: Threat, start: Place, library: Library, option: str) -> None:
    """Refuse to launch a missile of the land at sea, or one of the sea far inland.

    Args:
        threat_id: What the missile is called.
        spec: The missile.
        start: Where it is launched.
        library: Holds the coastlines.
        option: What named the place, for the message.

    Raises:
        InputError: It cannot be launched there.
    """
    wrong = out_of_place(spec.basing, start.lat_deg, start.lon_deg, library)
    if wrong:
        remedy = (
            f"Check latitude and longitude (east is positive), or add --set library.{threat_id}.basing=any"
        )
        raise InputError(
            Problem(wrong, words(wrong, threat_id), remedy, key=option, value=start.name or None)
        )
