"""Cost growth: how much dearer things become than was said, as correlated draws.

Completed programmes cost 46 % more in the mean than was estimated when their development was approved. A
factor that is never negative and leans to the right is lognormal here, given by its mean and its coefficient
of variation. What makes one element dearer makes others dearer too (shared makers, pay, money that comes
late), so draws share a common factor (`programme.draws`): z = √ρ Z + √(1 − ρ) e, of standard normals Z, one a
draw, and e, one an element. Any two elements' logarithms then correlate by ρ. Without it sixty elements would
average their growth away.

Source: `rand-tr-343` for the mean; lognormal growth and its correlation as in P. R. Garvey, Probability
Methods for Cost Uncertainty Analysis (2000).
"""

from __future__ import annotations

import numpy as np

from opendome.arrays import Floats


def log_parameters(mean: float | Floats, variation: float | Floats) -> tuple[Floats, Floats]:
    """Mean and standard deviation of the factor's logarithm, both (...).

    Args:
        mean: Of the factor, over 0, any shape.
        variation: Its standard deviation over its mean, at least 0, any shape.

    Raises:
        ValueError: A mean of nothing, or a negative variation.
    """
    mean, variation = np.asarray(mean, dtype=np.float64), np.asarray(variation, dtype=np.float64)
    if not (np.all(mean > 0.0) and np.all(variation >= 0.0)):
        raise ValueError("mean growth is over 0, its variation at least 0")
    spread = np.sqrt(np.log1p(variation * variation))
    return np.log(mean) - 0.5 * spread * spread, spread


def percentile(mean: float | Floats, variation: float | Floats, probability: float | Floats) -> Floats:
    """The growth factor that is not exceeded with this probability (...).

    Args:
        mean, variation: As in `log_parameters`, any shape.
        probability: Over 0 and under 1, any shape.
    """
    from scipy.special import ndtri

    middle, spread = log_parameters(mean, variation)
    return np.asarray(np.exp(middle + spread * ndtri(probability)))


def probability_within(
    mean: float | Floats, variation: float | Floats, factor: float | Floats = 1.0
) -> Floats:
    """Chance that growth is at most `factor`; of 1, that nothing grows (...).

    Args:
        mean, variation: As in `log_parameters`, any shape; the variation over 0.
        factor: Over 0, any shape.
    """
    from scipy.special import ndtr

    middle, spread = log_parameters(mean, variation)
    return np.asarray(ndtr((np.log(factor) - middle) / spread))


def factors(normals: Floats, mean: float | Floats, variation: float | Floats) -> Floats:
    """Growth factors of standard normals (..., E).

    Args:
        normals: Standard, correlated as said above (..., E).
        mean, variation: As in `log_parameters`, any shape that broadcasts with the normals.
    """
    middle, spread = log_parameters(mean, variation)
    return np.asarray(np.exp(middle + spread * normals))
