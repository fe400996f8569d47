"""A raid with an aim that no flight reaches is bad input, and said before anything is counted."""

from __future__ import annotations

from math import degrees
from typing import TYPE_CHECKING

from opendome.errors import InputError, Problem

if TYPE_CHECKING:
    from opendome.records.case import Case
    from opendome.records.trajectories import Trajectories
    from opendome.scenario.document import Scenario
    from opendome.scenario.origin import Origin

REMEDIES = {
    "out_of_reach": "Choose a nearer place, or another missile: opendome list threats",
    "too_near": "Choose a place farther away, or another way of flying: energy, or apogee_km",
    "apogee_too_high": "Ask for a lower apogee_km, or leave it out",
    "apogee_too_low": "Ask for a greater apogee_km, or leave it out",
    "falls_back": "Check the thrust of the first stage against the whole mass",
    "never_lands": "Choose a heavier payload, or another way of flying: energy",
    "no_glide": "Give it more lift_to_drag_ratio, a shallower fall, or a lower apogee_km of its booster",
    "way_point_missed": "Move the way-point nearer to the straight way or farther along it, or leave it out",
    "turn_too_tight": "Move way-points apart, or leave one out",
}
"""The way out of each status."""

OF_THE_ROUTE = ("way_point_missed", "turn_too_tight")
"""Statuses that way-points are to blame for, and not the aim."""


def refuse(case: Case, flights: Trajectories, scenario: Scenario, origin: Origin | None) -> None:
    """Raise if a flight of the reference world does not do what the scenario asks.

    Args:
        case: The settled scenario.
        flights: The reference world's.
        scenario: As it was loaded.
        origin: Where it was written; None: made in Python.

    Raises:
        InputError: One problem for each item and aim that cannot be flown.
    """
    from opendome.records.trajectories import NOT_SOLVED, OK

    found: dict[tuple[int, int], Problem] = {}
    threat = 0
    for number, item in enumerate(scenario.raid):
        for one in range(item.count):
            place = number, one % len(item.aim)
            if flights.status[threat] not in (OK, NOT_SOLVED) and place not in found:
                found[place] = _problem(case, flights, threat, place, len(item.aim) > 1, origin)
            threat += 1
    if found:
        raise InputError(*found.values())


def _problem(
    case: Case,
    flights: Trajectories,
    threat: int,
    place: tuple[int, int],
    several: bool,
    origin: Origin | None,
) -> Problem:
    from opendome.answers.place_names import place_name
    from opendome.contract.parts import Place
    from opendome.records.trajectories import STATUSES
    from opendome.reports import numbers
    from opendome.scenario.reading import key_text

    status = list(STATUSES)[int(flights.status[threat])]
    row = case.launches[threat]
    at = Place(lat_deg=degrees(row["aim_latitude"]), lon_deg=degrees(row["aim_longitude"]))
    name, aim = case.missile_id[int(row["missile"])], place_name(case.aim_name[threat], at)
    message = f"{name} cannot do this. {STATUSES[status]}"
    if status == "out_of_reach":
        short = numbers.length_km(float(flights.miss[threat]) / 1e3)
        message = f"{aim} is out of reach: {name} comes down {short} from it, flown as far as it goes."
    elif status == "too_near":
        message = f"{aim} is too near for {name} flown in this way."
    path = ("raid", place[0], "aim", place[1]) if several else ("raid", place[0], "aim")
    if status in OF_THE_ROUTE:
        path = ("raid", place[0], "way_points")
    if origin is None:
        return Problem(status, message, REMEDIES[status], key=key_text(path))
    return origin.problem(status, path, message, REMEDIES[status])
