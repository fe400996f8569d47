"""What is known: each object's estimated motion, how sure, and from whom."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING

import numpy as np
from numpy.typing import NDArray

from opendome.arrays import Floats, Integers

if TYPE_CHECKING:
    import polars

# What holds at a node of a track (codes of `Tracks.phase`).
BURNING, FALLING = range(2)
TRACK_PHASES = ("burning", "falling")

PAIRS = tuple((row, column) for row in range(6) for column in range(row, 6))
"""Rows and columns of a symmetric 6 x 6 matrix, in the order in which its 21 numbers are stored."""

POSITION_PAIRS = tuple(place for place, pair in enumerate(PAIRS) if max(pair) < 3)
_POSITION_VARIANCES = [PAIRS.index((axis, axis)) for axis in range(3)]
_VELOCITY_VARIANCES = [PAIRS.index((axis, axis)) for axis in range(3, 6)]

CUSTODY = 10_000.0
"""A threat is in custody while its place is known to this, one sigma [m]; the contract's 10 km."""

NOBODY = -1
"""The sensor of a node that is a prediction."""

# Columns of `Tracks.nodes`; `NODE_DOUBT` is until when a tracker doubts that engines have stopped [s].
NODE_OBJECT, NODE_TIME, NODE_STATE, NODE_COVARIANCE = 0, 1, 2, 8
NODE_SENSOR, NODE_PHASE, NODE_DOUBT = 8 + len(PAIRS), 9 + len(PAIRS), 10 + len(PAIRS)
NODE = 11 + len(PAIRS)


@dataclass(frozen=True)
class Tracks:
    """All tracks of one world as one list of K nodes, object after object, each in order of time.

    A node stands at every detection used and, where none comes, at predictions not far apart.

    Attributes:
        object_id: What each object is called, (N,).
        object: The number under which the sensors follow it (K,).
        nodes: Everything else, as the columns that the properties below name (K, NODE).
        first: First node of each object; `first[n]` to `first[n + 1]` are object n's (N + 1,).
    """

    object_id: tuple[str, ...]
    object: Integers
    nodes: Floats
    first: Integers

    @classmethod
    def none(cls, object_id: tuple[str, ...]) -> Tracks:
        """No tracks of these objects."""
        first = np.zeros(len(object_id) + 1, dtype=np.int64)
        return cls(object_id, np.empty(0, dtype=np.int64), np.empty((0, NODE)), first)

    @property
    def time(self) -> Floats:
        """[s] since the epoch (K,)."""
        return self.nodes[:, NODE_TIME]

    @property
    def position(self) -> Floats:
        """Estimated, ECEF [m] (K, 3)."""
        return self.nodes[:, NODE_STATE : NODE_STATE + 3]

    @property
    def velocity(self) -> Floats:
        """Estimated, relative to the turning Earth, ECEF [m/s] (K, 3)."""
        return self.nodes[:, NODE_STATE + 3 : NODE_STATE + 6]

    @property
    def covariance(self) -> Floats:
        """The 21 numbers of `PAIRS` [m2, m2/s, m2/s2] (K, 21)."""
        return self.nodes[:, NODE_COVARIANCE : NODE_COVARIANCE + len(PAIRS)]

    @cached_property
    def sensor(self) -> Integers:
        """Who measured, or `NOBODY` (K,)."""
        return self.nodes[:, NODE_SENSOR].astype(np.int64)

    @cached_property
    def phase(self) -> Integers:
        """Codes of `TRACK_PHASES` (K,)."""
        return self.nodes[:, NODE_PHASE].astype(np.int64)

    def of(self, thing: int) -> slice:
        """The nodes of one object."""
        return slice(int(self.first[thing]), int(self.first[thing + 1]))

    @property
    def position_error(self) -> Floats:
        """One sigma of the place: root of the sum of the three variances [m] (K,)."""
        return np.asarray(np.sqrt(self.covariance[:, _POSITION_VARIANCES].sum(axis=1)))

    @property
    def velocity_error(self) -> Floats:
        """One sigma of the velocity, likewise [m/s] (K,)."""
        return np.asarray(np.sqrt(self.covariance[:, _VELOCITY_VARIANCES].sum(axis=1)))

    def known_to(self, position_error: float, velocity_error: float) -> NDArray[np.bool_]:
        """At which nodes place [m] and velocity [m/s] are known this well; NaN asks for nothing (K,)."""
        good = np.ones(len(self.time), dtype=np.bool_)
        if np.isfinite(position_error):
            good &= self.position_error <= position_error
        if np.isfinite(velocity_error):
            good &= self.velocity_error <= velocity_error
        return good

    def whole_covariance(self) -> Floats:
        """Covariances as matrices (K, 6, 6)."""
        whole = np.empty((len(self.time), 6, 6))
        for place, (row, column) in enumerate(PAIRS):
            whole[:, row, column] = whole[:, column, row] = self.covariance[:, place]
        return whole

    def to_frame(self) -> polars.DataFrame:
        """One row a node."""
        from opendome.records.frames import tracks_frame

        return tracks_frame(self)
