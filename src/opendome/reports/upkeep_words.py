"""What upkeep says: how often it is all bought again, and in how many days an orbit falls."""

from __future__ import annotations

from math import isfinite
from typing import TYPE_CHECKING

from opendome.reports import numbers
from opendome.units import DAY_S, YEAR_S

if TYPE_CHECKING:
    from opendome.choices.constellation.upkeep import Upkeep

_TIMES = ("once", "twice", "three times", "four times", "five times", "six times")


def sentence(kept: Upkeep) -> str:
    """How many are built over the horizon, and why so many."""
    asked = kept.asked
    years = f"{asked.horizon / YEAR_S:g} years"
    whole = numbers.count(asked.satellites + kept.spares, "satellite")
    one = asked.satellites + kept.spares == 1
    if not kept.replacements:
        return f"Over {years} {whole} {'is' if one else 'are'} built, once."
    return (
        f"Over {years} {whole} {'is' if one else 'are'} bought {_times(kept.sets)}, because each lasts "
        f"{asked.design_life / YEAR_S:g} years: {kept.built:,} are built."
    )


def _times(count: int) -> str:
    return _TIMES[count - 1] if count <= len(_TIMES) else f"{count} times"


def orbit_warning(kept: Upkeep) -> str | None:
    """In how many days the orbit falls, where it may fall within a month; None elsewhere."""
    if not kept.falls_within_a_month:
        return None
    life, height = kept.orbit_life, numbers.length_km(kept.asked.altitude / 1e3)
    if life.high < DAY_S:
        return f"There is no orbit at {height}: the air ends it within a day. Choose 200 km or more."
    speed = kept.holding
    return (
        f"At {height} a satellite that nobody holds up falls in about {_days(life.value)}: in "
        f"{_days(life.low)} with an active Sun, in {_days(life.high)} with a quiet one. Holding it takes "
        f"{numbers.significant(speed.value * YEAR_S, 2)} m/s a year "
        f"({numbers.significant(speed.low * YEAR_S, 2)} to {numbers.significant(speed.high * YEAR_S, 2)})."
    )


def _days(seconds: float) -> str:
    days = seconds / DAY_S
    if not isfinite(days):
        return "thousands of years"
    if days < 1.5:
        return "a day"
    if days > 3.0 * YEAR_S / DAY_S:
        return f"{numbers.significant(seconds / YEAR_S, 2)} years"
    return f"{days:,.0f} days" if days < 100.0 else f"{numbers.significant(days, 2)} days"
