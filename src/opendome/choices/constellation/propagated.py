"""Shells flown for a day, and how many satellites are in reach of launch places all the while.

Planes and satellites move as J2 lets them, launch places turn with the Earth. `assured` says the same with no
orbit flown, by taking every phase for equally likely. A day sees some phases more often than others,
and a shell of few satellites fewer of them: the two come together as satellites and moments grow. Shells
of one height that fly together keep their phases to each other for weeks, so a day shows one of many cases:
their means agree, their chances need not.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from math import acos, ceil, sin

import numpy as np

from opendome.arrays import Floats
from opendome.choices.constellation.assured import in_reach
from opendome.choices.constellation.reaching.reached import Boosts, count_reached
from opendome.choices.constellation.shells import Shell
from opendome.watch import SILENT, Watch

DAY = 86_400.0
MOMENTS, LONGITUDES = 1_440, 12
"""Moments in a day, and launch places on a circle of latitude."""

APART = (0.7548776662, 0.5698402910)
"""Multiples of these, less whole numbers, fill a square evenly: shares of a turn between shells. From the
real root of x^3 = x + 1."""

INCLINATIONS = 24
"""So many shells stand for satellites spread evenly over the sphere."""


@dataclass(frozen=True)
class Propagated:
    """How many satellites are in reach, by latitude of the launch.

    Attributes:
        latitude: [rad], (B,).
        probability: Share of all moments and longitudes with exactly 0, 1, 2, ... in reach (B, K).
        by_phase: The same where every phase is equally likely, with no orbit flown (B, K).
    """

    latitude: Floats
    probability: Floats
    by_phase: Floats

    @property
    def mean(self) -> Floats:
        """Satellites in reach on average (B,)."""
        return np.asarray(self.probability @ np.arange(self.probability.shape[1]))

    @property
    def mean_by_phase(self) -> Floats:
        """The same where every phase is equally likely (B,)."""
        return np.asarray(self.by_phase @ np.arange(self.by_phase.shape[1]))

    @property
    def fewest(self) -> Floats:
        """Satellites in reach at the worst moment seen (B,)."""
        return np.asarray(np.argmax(self.probability > 0.0, axis=1), dtype=np.float64)

    def chance(self, wanted: int) -> Floats:
        """Share of all moments and longitudes with at least so many in reach (B,)."""
        return np.asarray(self.probability[:, wanted:].sum(axis=1))


def propagate(
    shells: Shell | Sequence[Shell],
    latitude: Floats,
    reach: float,
    duration: float = DAY,
    moments: int = MOMENTS,
    longitudes: int = LONGITUDES,
    watch: Watch = SILENT,
) -> Propagated:
    """Fly shells, and count who is in reach of launch places.

    Args:
        shells: One, or several that fly together: mixed inclinations, or `even`.
        latitude: Of launch places, counted at the centre of the Earth [rad], (B,).
        reach: Arc at the height of the orbit, from over the launch to the satellite [m].
        duration: [s].
        moments: How many, evenly spread over the duration.
        longitudes: Launch places on each circle of latitude.
        watch: Asked between chunks.

    Raises:
        Stopped: The watch asked to stop.
    """
    flown = [shells] if isinstance(shells, Shell) else list(shells)
    times = duration * (np.arange(moments) + 0.5) / moments
    lat, lon = np.meshgrid(latitude, 2.0 * np.pi * np.arange(longitudes) / longitudes, indexing="ij")
    up = np.stack((np.cos(lat) * np.cos(lon), np.cos(lat) * np.sin(lon), np.sin(lat)), axis=-1).reshape(
        -1, 1, 3
    )
    counts = np.zeros((len(up), moments), dtype=np.int64)
    for number, shell in enumerate(flown):
        chord = 2.0 * shell.radius * sin(min(0.5 * reach / shell.radius, 0.5 * np.pi))
        still = np.zeros((len(up), 1))
        # where shells stand to one another at the epoch is nobody's choice: evenly spread, and not in step
        node, ahead = (2.0 * np.pi * (part * number % 1.0) for part in APART)
        points = Boosts(up * shell.radius, still, still + chord)
        counts += count_reached(shell, points, times, -node, ahead, watch=watch)
    closed = [by_phase(flown, float(one), reach) for one in latitude]
    rows = counts.reshape(len(latitude), -1)
    width = max(int(counts.max()) + 1, *map(len, closed))
    shares = np.stack([np.bincount(row, minlength=width) / rows.shape[1] for row in rows])
    return Propagated(latitude, shares, np.stack([np.pad(one, (0, width - len(one))) for one in closed]))


def by_phase(shells: Sequence[Shell], latitude: float, reach: float) -> Floats:
    """Chance of exactly 0, 1, 2, ... in reach of several shells whose phases are independent.

    Args:
        shells: Flown together.
        latitude: Of the launch [rad].
        reach: Arc at the height of the orbit [m].

    Returns:
        (K,).
    """
    whole = np.ones(1)
    for shell in shells:
        whole = np.convolve(whole, in_reach(shell, latitude, reach).probability)
    return whole


def even(satellites: int, altitude: float, inclinations: int = INCLINATIONS) -> list[Shell]:
    """Shells that together stand nearly evenly over the sphere: the cosines of inclinations evenly spread.

    Of 24, the lowest is at 12 degrees: over the equator satellites are some 5 % too few.

    Args:
        satellites: In all; each shell takes its share, rounded up to whole planes.
        altitude: [m].
        inclinations: How many shells.
    """
    each = satellites / inclinations
    slots = max(1, round(each**0.5))
    planes = max(1, ceil(each / slots - 1e-9))
    return [
        Shell(planes * slots, planes, 1 % planes, acos((one + 0.5) / inclinations), altitude)
        for one in range(inclinations)
    ]
