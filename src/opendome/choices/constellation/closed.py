"""How many interceptors in orbit, in closed form: means over all moments, no assurance.

A satellite in reach is one within a *reach angle* of the launch, counted at the centre of the Earth. With so
many in reach on average as shots are wanted, there are fewer at some moments: `assured` asks for more.

The radius of the Earth does not stand in these functions: whoever turns a distance into an angle names it.
"""

from __future__ import annotations

from itertools import pairwise
from math import acos, asin, cos, inf, nan, pi, sin, sqrt

_STEPS = 96
"""Of the average over a cap: six digits."""


def cap_fraction(reach: float) -> float:
    """Share of a sphere within an angle of one of its points: (1 - cos) / 2.

    Args:
        reach: [rad].
    """
    return sin(0.5 * reach) ** 2  # the same, and exact for small angles


def flat_fraction(reach: float) -> float:
    """The same with the cap taken as a flat disc, as most studies do: reach squared over four.

    Args:
        reach: [rad].
    """
    return 0.25 * reach * reach


def absentee_ratio(fraction: float) -> float:
    """Satellites in orbit for each in reach; infinite where none ever is."""
    return 1.0 / fraction if fraction > 0.0 else inf


def latitude_gain(inclination: float, latitude: float) -> float:
    """How much denser satellites stand over a latitude than if they were spread evenly; the point formula.

    2 / (pi sqrt(sin^2 i - sin^2 latitude)): infinite at the highest latitude that the orbit passes, and 0
    beyond.

    Args:
        inclination: [rad], 0 to pi.
        latitude: [rad].

    Valid for: latitudes farther from the inclination than the reach angle; else take `latitude_gain_cap`.

    Source: standard; as in Wilkening and in APS 2003.
    """
    room = sin(min(inclination, pi - inclination)) ** 2 - sin(latitude) ** 2  # the sine of pi is not quite 0
    if room < 0.0:
        return 0.0
    return 2.0 / (pi * sqrt(room)) if room > 0.0 else inf


def passing_fraction(inclination: float, latitude: float, reach: float) -> float:
    """Share of the time that one satellite is in reach of a latitude, on an orbit of this inclination.

    The exact average over all positions in orbit and all nodes; no density is taken at a point.

    Args:
        inclination: [rad], 0 to pi.
        latitude: Of the launch [rad].
        reach: [rad].
    """
    height = min(inclination, pi - inclination)
    if height == 0.0:
        return _width(0.0, latitude, reach)
    low, high = max(latitude - reach, -height), min(latitude + reach, height)
    if latitude + reach > 0.5 * pi:
        high = height  # the cap holds the pole
    if latitude - reach < -0.5 * pi:
        low = -height
    if low >= high:
        return 0.0
    # Where the band of longitudes becomes all of them, there is a corner: parts end there.
    turns = (pi - latitude - reach, -pi - latitude + reach)
    cuts = [low, *sorted(cut for cut in turns if low < cut < high), high]
    return sum(_part(height, latitude, reach, *ends) for ends in pairwise(cuts))


def _part(height: float, latitude: float, reach: float, low: float, high: float) -> float:
    """What latitudes between two add to `passing_fraction`."""
    first, last = (asin(max(-1.0, min(1.0, sin(end) / sin(height)))) for end in (low, high))
    middle, half = 0.5 * (first + last), 0.5 * (last - first)
    total = 0.0
    for step in range(_STEPS):
        # the sine spreads places towards both ends, where widths rise like a square root
        turn = pi * ((step + 0.5) / _STEPS - 0.5)
        place = asin(sin(height) * sin(middle + half * sin(turn)))
        total += cos(turn) * _width(place, latitude, reach)
    return total * half / _STEPS


def _width(place: float, latitude: float, reach: float) -> float:
    """Share of a circle of latitude that lies within the reach of a place."""
    across = cos(latitude) * cos(place)
    rest = cos(reach) - sin(latitude) * sin(place)
    if across < 1e-12:
        return 1.0 if rest <= 0.0 else 0.0
    return acos(max(-1.0, min(1.0, rest / across))) / pi


def latitude_gain_cap(inclination: float, latitude: float, reach: float) -> float:
    """The latitude gain averaged over all places in reach: finite everywhere.

    Args:
        inclination: [rad], 0 to pi.
        latitude: [rad].
        reach: [rad].

    Returns:
        NaN where nothing is in reach.
    """
    if reach <= 0.0:
        return nan
    return passing_fraction(inclination, latitude, reach) / cap_fraction(reach)


def constellation(wanted: float, fraction: float) -> float:
    """Satellites in orbit, so that on average this many are in reach; infinite where none ever is."""
    return wanted * absentee_ratio(fraction)


def replaced_factor(spread: float, distance: float, speed: float) -> float:
    """Satellites that pass through reach while launches go on, over those in reach at one moment.

    A disc of radius R that satellites cross at one speed v sees, in a time D, those of its own area and those
    of the strip 2 R v D that flows in: 1 + 2 v D / (pi R). The mean crossing takes pi R / (2 v).

    Args:
        spread: From the first launch to the last [s].
        distance: Radius of reach as an arc at the height of the orbit [m].
        speed: Of the satellites over the launch [m/s].

    Valid for: launches spread evenly, from one place, and reach small against the Earth.
    """
    return 1.0 + 2.0 * speed * spread / (pi * distance)


def salvo_in_reach(missiles: float, shots: float, replaced: float) -> float:
    """Satellites that must be in reach at one moment for a salvo that is spread over time.

    Never fewer than one missile needs, however slowly the launches follow one another.

    Args:
        missiles: From one place; a mean where a salvo is shared by several.
        shots: At each, failures counted.
        replaced: From `replaced_factor`.
    """
    return shots * max(missiles / replaced, min(missiles, 1.0))
