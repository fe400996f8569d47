"""When development is paid for: Norden's and Rayleigh's curve, Weibull's, and yearly shares.

People are added to a project while there is work that they can begin, and leave as it runs out. Norden
found that what has been done by time t follows 1 − exp(−a t²), Rayleigh's curve; Weibull's has a power of its
own instead of 2. Both go on for ever, so they are cut where `end` of the whole is done, and stretched to all.
Cut at 97 %, Rayleigh's has spent 60 % at half time, the rule of thumb of United States cost analysts.

A fiscal year Y goes from time Y to Y + 1, in years; how the calendar calls it does not matter here.

Valid for: development. Production is paid for lot by lot.

Source: P. V. Norden, Useful Tools for Project Management, in Operations Research in Research and Development
(1963); D. A. Lee, Norden-Rayleigh Analysis: A Useful Tool for EVM in Development Projects, The Measurable
News (2002), for the end at 97 %; T. W. Brown, Forecasting Research and Development Program Budgets Using the
Weibull Model, Air Force Institute of Technology (2002), scholar.afit.edu/etd/4389.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from opendome.arrays import Floats

RAYLEIGH = 2.0
"""Weibull's shape that is Rayleigh's curve."""

END = 0.97
"""Where a curve that has no end is cut: so much is done then."""

_AT_ONCE = 1e-9
"""What takes less time than this [year] falls at its start."""

_LEAST_END, _MOST_END = 1e-6, 1.0 - 1e-12


def spent(passed: float | Floats, shape: float | Floats = RAYLEIGH, end: float | Floats = END) -> Floats:
    """Share of the money that is spent when a share of the time has passed (...).

    Args:
        passed: Share of the time, any shape; before the start nothing is spent, after the end all.
        shape: Of Weibull's curve, over 0, any shape.
        end: Share of the endless curve that is done at the end, over 0 and under 1, any shape.

    Raises:
        ValueError: A shape or an end outside.
    """
    shape, end = np.asarray(shape, dtype=np.float64), np.asarray(end, dtype=np.float64)
    if not (np.all(shape > 0.0) and np.all((end > 0.0) & (end < 1.0))):
        raise ValueError("a curve has a shape over 0 and an end between 0 and 1")
    inside = np.clip(passed, 0.0, 1.0)
    return np.asarray(-np.expm1(np.log1p(-end) * inside**shape) / end)


def yearly_shares(
    start: float | Floats,
    duration: float | Floats,
    first_year: int,
    count: int,
    shape: float | Floats = RAYLEIGH,
    end: float | Floats = END,
) -> Floats:
    """Share of the money in each fiscal year (..., Y); they add up to 1 where the years cover the whole time.

    Args:
        start: When it begins, as 2027.25 [fiscal year], any shape.
        duration: How long it takes [year], at least 0, any shape; of none, all falls at the start.
        first_year: First fiscal year asked for.
        count: How many, Y.
        shape, end: As in `spent`, any shape that broadcasts with start and duration.
    """
    edges = first_year + np.arange(count + 1.0)
    since = edges - np.asarray(start, dtype=np.float64)[..., None]
    long = np.asarray(duration, dtype=np.float64)[..., None]
    at_once = (since > 0.0).astype(np.float64)
    passed = np.where(long > _AT_ONCE, since / np.maximum(long, _AT_ONCE), at_once)
    done = spent(passed, np.asarray(shape)[..., None], np.asarray(end)[..., None])
    return np.diff(done, axis=-1)


def spent_of_series(yearly: Floats, passed: float | Floats) -> Floats:
    """Share of a real series of years that was spent when a share of its time had passed (...).

    Within a year money is spent evenly.

    Args:
        yearly: Money of each year (Y,).
        passed: Share of the time, any shape.
    """
    done = np.concatenate([[0.0], np.cumsum(yearly)])
    years = np.clip(passed, 0.0, 1.0) * len(yearly)
    return np.asarray(np.interp(years, np.arange(len(done)), done / done[-1]))


@dataclass(frozen=True)
class Fit:
    """A curve through a real series.

    Attributes:
        shape, end: As in `spent`.
        residual: Root mean square of the differences in the share spent, at the ends of years.
        correlation: Between yearly shares of the series and of the curve.
    """

    shape: float
    end: float
    residual: float
    correlation: float


def fit(yearly: Floats, shape: float | None = None) -> Fit:
    """The curve nearest to a real series, by least squares on the share spent at the end of each year.

    Args:
        yearly: Money of each year from the first to the last (Y,), at least four, none negative.
        shape: Held at this, as `RAYLEIGH`; None to look for it.

    Raises:
        ValueError: A series too short, empty, or negative somewhere.
    """
    from scipy.optimize import least_squares

    money = np.asarray(yearly, dtype=np.float64)
    if money.ndim != 1 or len(money) < 4 or not np.all(money >= 0.0) or not money.sum() > 0.0:
        raise ValueError("a series has four years or more, none negative, and not all nothing")
    passed = np.arange(1.0, len(money)) / len(money)
    done = spent_of_series(money, passed)

    def of(unknown: Floats) -> tuple[float, float]:
        ended = float(np.clip(-np.expm1(-np.exp(unknown[0])), _LEAST_END, _MOST_END))
        return (float(np.exp(unknown[1])) if shape is None else shape), ended

    def apart(unknown: Floats) -> Floats:
        return spent(passed, *of(unknown)) - done

    # both unknowns are positive: the shape, and what stands in the exponent at the end
    begin = np.array([np.log(-np.log1p(-END)), *([np.log(RAYLEIGH)] if shape is None else [])])
    best = least_squares(apart, begin, xtol=1e-12, ftol=1e-12)
    found, end = of(best.x)
    curve = yearly_shares(0.0, len(money), 0, len(money), found, end)
    return Fit(
        shape=found,
        end=end,
        residual=float(np.sqrt(np.mean(best.fun**2))),
        correlation=float(np.corrcoef(curve, money)[0, 1]),
    )
