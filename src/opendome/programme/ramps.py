"""Making and launching: how a line comes up to its rate, what it has made when, and what stands each year.

A line that comes up evenly makes ``r t² / 2T`` units in its first ``t`` of ``T`` years, and from then on
``r`` a year: as many as one that begins at full rate half a ramp later. A line that learns rises as an S,
slowly at both ends (``3 x² - 2 x³`` of the rate at the share ``x`` of the ramp), and has made as many by its
end.

Times are years, rates units a year.
"""

from __future__ import annotations

import numpy as np

from opendome.arrays import Floats

KNOTS = 4_097
"""Between which the time of an S is looked up; it is off by less than a ten-millionth of the ramp."""


def delivered(time: Floats, rate: Floats, ramp: Floats, learns: bool = False) -> Floats:
    """Units that a line has made, counted from its first day.

    Args:
        time: [year] (...); before the first day nothing is made.
        rate: Once it is up [units a year] (...).
        ramp: Until then [year] (...).
        learns: Whether it rises as an S; else evenly.

    Returns:
        [units] (...).
    """
    after = np.maximum(time - ramp, 0.0)
    with np.errstate(invalid="ignore", divide="ignore"):
        x = np.clip(np.where(ramp > 0.0, time / ramp, 1.0), 0.0, 1.0)
    rising = x**3 - 0.5 * x**4 if learns else 0.5 * x**2
    return np.asarray(np.where(time > 0.0, rate * (ramp * rising + after), 0.0))


def time_to_deliver(quantity: Floats, rate: Floats, ramp: Floats, learns: bool = False) -> Floats:
    """Years after its first day at which a line has made so many units.

    Args:
        quantity: [units] (...).
        rate: Once it is up [units a year] (...), more than 0.
        ramp: Until then [year] (...).
        learns: Whether it rises as an S; else evenly.

    Returns:
        [year] (...).
    """
    years = quantity / rate  # at full rate
    with np.errstate(invalid="ignore", divide="ignore"):
        share = np.clip(np.where(ramp > 0.0, years / ramp, 0.5), 0.0, 0.5)  # of the ramp's half at full rate
    x = _learning(share) if learns else np.sqrt(2.0 * share)
    return np.asarray(np.where(years > 0.5 * ramp, years + 0.5 * ramp, ramp * x))


def _learning(share: Floats) -> Floats:
    """The share x of the ramp at which x³ - x⁴/2 reaches `share` (...)."""
    x = np.linspace(0.0, 1.0, KNOTS)
    # near zero the S is a cube, so its root is what is even there
    found = np.interp(np.cbrt(share), np.cbrt(x**3 - 0.5 * x**4), x)
    for _ in range(2):
        slope = 3.0 * found**2 - 2.0 * found**3
        step = (found**3 - 0.5 * found**4 - share) / np.where(slope > 0.0, slope, 1.0)
        found = np.clip(found - np.where(slope > 0.0, step, 0.0), 0.0, 1.0)
    return np.asarray(found)


def by_year(reached: Floats) -> Floats:
    """What comes in each year (Y, ...), from what is reached before the first and after each (Y + 1, ...)."""
    return np.diff(reached, axis=0)


def in_service(
    first: Floats, capacity: Floats, quantity: float, life: Floats, lost: Floats, owned: float = 0.0
) -> Floats:
    """Units in service at the end of each year, where what is worn out or lost is made again.

    A year's losses are made good by what the line can still make in that year. So a line that is too slow
    for the life of what it makes never gets there: of units that serve five years it keeps up five years of
    its rate, and no more.

    Args:
        first: Of the first set, delivered in each year (Y, ...).
        capacity: What the line could make in each year (Y, ...), at least `first`.
        quantity: Units that are to be in service.
        life: [year] (...); infinite: they last.
        lost: Share lost in a year (...).
        owned: In service at the start, of no age.

    Returns:
        [units] (Y, ...).
    """
    shape = np.broadcast_shapes(first.shape[1:], np.shape(life), np.shape(lost))
    made: list[Floats] = []
    stands = np.zeros((len(first), *shape))
    for year in range(len(first)):
        kept = owned * (1.0 - lost) ** (year + 1.0) * (life >= year + 1.0)
        for since, cohort in zip(range(year, 0, -1), made, strict=True):
            # made evenly over a year, so they also go out of service evenly over one
            kept = kept + cohort * np.clip(life - since, 0.0, 1.0) * (1.0 - lost) ** (since + 0.5)
        more = np.clip(quantity - kept, 0.0, np.maximum(capacity[year], first[year]))
        made.append(np.broadcast_to(more, shape))
        stands[year] = kept + more
    return stands
