"""The closed list of units, and the only factors between them and SI.

Every name that a user sees (keys of files, columns of tables, options, axis labels) ends in one of these
units or in a dimensionless ending. Inside, all is SI; `scenario.settle` converts, nothing else does.
"""

from __future__ import annotations

from dataclasses import dataclass
from math import pi

STANDARD_GRAVITY_M_PER_S2 = 9.80665
DAY_S = 86_400.0
YEAR_S = 365.25 * DAY_S


@dataclass(frozen=True)
class Unit:
    """A unit of the list.

    Attributes:
        ending: How a name that carries it ends, without the underscore.
        factor: One such unit in SI.
        symbol: How it is printed beside a number or on an axis.
        pint: How the pint library spells it; a test checks every factor against it.
    """

    ending: str
    factor: float
    symbol: str
    pint: str


UNITS: dict[str, Unit] = {
    unit.ending: unit
    for unit in (
        Unit("m", 1.0, "m", "m"),
        Unit("km", 1e3, "km", "km"),
        Unit("um", 1e-6, "µm", "um"),
        Unit("m2", 1.0, "m²", "m**2"),
        Unit("km2", 1e6, "km²", "km**2"),
        Unit("m2_per_s", 1.0, "m²/s", "m**2/s"),
        Unit("m2_per_s2", 1.0, "m²/s²", "m**2/s**2"),
        Unit("m_per_s", 1.0, "m/s", "m/s"),
        Unit("km_per_s", 1e3, "km/s", "km/s"),
        Unit("m_per_s2", 1.0, "m/s²", "m/s**2"),
        Unit("g", STANDARD_GRAVITY_M_PER_S2, "g", "standard_gravity"),
        Unit("kg", 1.0, "kg", "kg"),
        Unit("kg_per_m2", 1.0, "kg/m²", "kg/m**2"),
        Unit("kg_per_m3", 1.0, "kg/m³", "kg/m**3"),
        Unit("n", 1.0, "N", "N"),
        Unit("kn", 1e3, "kN", "kN"),
        Unit("pa", 1.0, "Pa", "Pa"),
        Unit("k", 1.0, "K", "K"),
        Unit("deg", pi / 180.0, "°", "deg"),
        Unit("urad", 1e-6, "µrad", "urad"),
        Unit("sr", 1.0, "sr", "sr"),
        Unit("deg_per_s", pi / 180.0, "°/s", "deg/s"),
        Unit("s", 1.0, "s", "s"),
        Unit("ms", 1e-3, "ms", "ms"),
        Unit("min", 60.0, "min", "min"),
        Unit("hour", 3600.0, "h", "hour"),
        Unit("day", DAY_S, "d", "day"),
        Unit("year", YEAR_S, "a", "julian_year"),
        Unit("hz", 1.0, "Hz", "Hz"),
        Unit("mhz", 1e6, "MHz", "MHz"),
        Unit("ghz", 1e9, "GHz", "GHz"),
        Unit("w", 1.0, "W", "W"),
        Unit("kw", 1e3, "kW", "kW"),
        Unit("w_per_sr", 1.0, "W/sr", "W/sr"),
        Unit("w_per_m2", 1.0, "W/m²", "W/m**2"),
        Unit("w_per_cm2", 1e4, "W/cm²", "W/cm**2"),
        # a level stays in decibels, ten times the decimal logarithm of a ratio of powers: a logarithm has no
        # factor, so whoever reads one takes 10 ** (level / 10)
        Unit("db", 1.0, "dB", "dimensionless"),
        # money is dollars of a year that stands beside it; what is paid a year stays so, because fiscal years
        # are counted and not measured
        Unit("usd", 1.0, "US$", "usd"),
        Unit("million_usd", 1e6, "US$ million", "megausd"),
        Unit("million_usd_per_year", 1e6, "US$ million a year", "megausd"),
        Unit("usd_per_kg", 1.0, "US$/kg", "usd/kg"),
    )
}
"""Every unit, by the ending of the names that carry it."""

DIMENSIONLESS = ("ratio", "fraction", "probability", "count", "factor")
"""Endings of names whose number has no unit."""

BARE = frozenset({"value", "low", "high", "mean", "median", "nees", "reach", "opendome", "seed", "mach"})
"""Names that may stand without a unit (the contract lists them)."""

_LONGEST_FIRST = sorted((*UNITS, *DIMENSIONLESS), key=len, reverse=True)


def ending_of(name: str) -> str | None:
    """The unit or dimensionless ending that a name carries, or None.

    >>> ending_of("burnout_speed_km_per_s"), ending_of("dry_mass_kg"), ending_of("speed")
    ('km_per_s', 'kg', None)
    """
    for ending in _LONGEST_FIRST:
        if name == ending or name.endswith("_" + ending):
            return ending
    return None


def si_factor(name: str) -> float:
    """What a number under this name is multiplied by to become SI (1 where it has no unit)."""
    ending = ending_of(name)
    return UNITS[ending].factor if ending in UNITS else 1.0


def symbol(name: str) -> str:
    """How the unit of this name is printed; empty where it has none."""
    ending = ending_of(name)
    return UNITS[ending].symbol if ending in UNITS else ""
