"""Curves of raid sizes written by hand."""

from __future__ import annotations

from typing import Any

import numpy as np

from opendome.records.raid_sizes import RaidSizes


def curve(missiles: Any, leakers: Any, flies: float) -> RaidSizes:
    """A curve with a band of a fifth to either side, and two sites of 40 and 4, of which half are left."""
    count = np.asarray(missiles)
    through = np.asarray(leakers, dtype=np.float64)
    left = np.tile([20.0, 2.0], (len(count), 1))
    return RaidSizes(
        missiles=count,
        unopposed=flies * count,
        leakers=through,
        leakers_low=0.8 * through,
        leakers_high=1.2 * through,
        no_leak=np.exp(-through),
        used=np.full(len(count), 22.0),
        used_low=np.full(len(count), 20.0),
        used_high=np.full(len(count), 24.0),
        shooter_id=("gbi-fort-greely", "gbi-vandenberg"),
        left=left,
        left_low=0.9 * left,
        left_high=1.1 * left,
        empty=np.zeros((len(count), 2)),
        crowded=np.zeros(len(count), dtype=np.bool_),
        worlds_count=50,
        flown_count=50,
    )


def bent(top: int, limit: int, before: float, after: float) -> RaidSizes:
    """A curve of two straight parts, for missiles that all fly."""
    count = np.arange(1, top + 1)
    return curve(count, before * np.minimum(count, limit) + after * np.maximum(count - limit, 0), 1.0)
