"""`--search` of `size`: the shell of fewest satellites, over inclinations, altitudes, planes and phasing."""

from __future__ import annotations

from dataclasses import replace
from math import ceil, degrees
from typing import TYPE_CHECKING

from opendome.answers.question import wrong_options
from opendome.contract.size import SearchedShell, SearchFound

if TYPE_CHECKING:
    from opendome.answers.size import Question
    from opendome.choices.constellation.search import Candidate, Search
    from opendome.choices.constellation.sizing import Asked
    from opendome.watch import Watch

HIGHEST_ABOVE_KM = 300.0
"""Altitudes are searched from the lowest to so much above it."""

LEAST_LIFE_DAY = 365.0
"""An orbit lasts at least so long at the most active Sun, where nobody says; assumed: a year of grace."""

FLOOR_STEP_KM = 10.0
"""The lowest altitude that lasts so long is rounded up to a multiple of this."""

MOST_WANTED = 500
"""Satellites in reach that a shell is searched for."""


def check(question: Question) -> None:
    """Refuse a search that lacks what it is for.

    Raises:
        InputError: It does.
    """
    if question.least_life_day is not None and (question.search is None or _is_height_given(question)):
        raise wrong_options(
            "How long an orbit lasts sets the lowest altitude of a search.",
            "Give --search regions as well, and leave --altitude-km out.",
            "--least-life-day",
        )
    if question.search is None:
        return
    if not question.latitude_deg or question.assurance is None:
        raise wrong_options(
            "A search is for launch latitudes and a chance.",
            f"As in: opendome size {question.kind} --search regions --latitude-deg 40 --assurance 0.9",
            "--search",
        )
    if question.missiles * question.shots > MOST_WANTED:
        raise wrong_options(
            f"Missiles times shots are more than {MOST_WANTED:,}: a search would take minutes.",
            "Search for a smaller salvo; counts grow nearly in proportion.",
            "--missiles",
        )


def searched(question: Question, layer: Asked, watch: Watch) -> SearchFound | None:
    """Search, where it was asked for and anything is in reach.

    Args:
        question: What is asked.
        layer: The same in SI.
        watch: Hears of it.
    """
    if question.search is None or layer.time <= 0.0:
        return None
    from opendome.choices.constellation.search import Region, search, search_globe

    def reach_at(altitude: float) -> float:
        there = replace(layer, altitude=altitude)
        return max(there.reach, 0.0) * there.orbit

    wanted = ceil(layer.missiles_at_once * layer.shots - 1e-9)
    life_day = None if _is_height_given(question) else question.least_life_day or LEAST_LIFE_DAY
    lowest = layer.altitude if life_day is None else _floor(life_day)
    altitudes = (lowest, lowest + 1e3 * HIGHEST_ABOVE_KM)
    chance = question.assurance or 0.0
    regions = [Region(f"{degrees(one):g}", one, wanted) for one in layer.latitudes]
    watch.step("search", 0, 1)
    found = search(regions, chance, reach_at, altitudes)
    whole = None
    if question.search == "globe":
        whole = search_globe(wanted, chance, reach_at, (lowest, lowest)).best
    watch.step("search", 1, 1)
    return _told(found, whole, life_day)


def _is_height_given(question: Question) -> bool:
    return "altitude_km" in question.model_fields_set


def _floor(life_day: float) -> float:
    """The lowest altitude that lasts so many days [m]."""
    from opendome.choices.constellation.upkeep import lowest_lasting
    from opendome.units import DAY_S

    step = 1e3 * FLOOR_STEP_KM
    return step * ceil(lowest_lasting(life_day * DAY_S) / step)


def _told(found: Search, globe: Candidate | None, life_day: float | None) -> SearchFound:
    from opendome.choices.constellation.upkeep import BALLISTIC_COEFFICIENT

    best = found.best
    low, high, step = found.inclinations
    lowest, highest, rise = found.altitudes
    ratio = globe.found.shell.satellites / best.found.shell.satellites if globe and best else None
    return SearchFound(
        best=_shell(best) if best else None,
        runners_up=[_shell(one) for one in found.runners_up],
        globe=_shell(globe) if globe else None,
        globe_ratio=ratio,
        candidates_count=found.candidates_count,
        bounded_count=found.bounded_count,
        never_in_reach_count=found.passed_by_count,
        shells_count=found.shells_count,
        inclination_low_deg=degrees(low),
        inclination_high_deg=degrees(high),
        inclination_step_deg=degrees(step),
        inclination_fine_step_deg=degrees(found.fine_step),
        altitude_low_km=lowest / 1e3,
        altitude_high_km=highest / 1e3,
        altitude_step_km=rise / 1e3,
        least_life_day=life_day,
        ballistic_coefficient_kg_per_m2=BALLISTIC_COEFFICIENT.value if life_day is not None else None,
    )


def _shell(one: Candidate) -> SearchedShell:
    shell = one.found.shell
    return SearchedShell(
        walker=shell.name,
        pattern="star" if shell.star else "delta",
        inclination_deg=degrees(shell.inclination),
        altitude_km=shell.altitude / 1e3,
        satellites_count=shell.satellites,
        enough_worst_probability=one.found.worst_chance,
        in_reach_mean_count=one.found.mean,
    )
