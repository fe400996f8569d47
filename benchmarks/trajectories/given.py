"""The package's own flight, with given controls and at any tolerance. Compiled once, like all kernels."""

from __future__ import annotations

import numpy as np

from opendome.arrays import Floats
from opendome.compiled import kernel
from opendome.physics.nodes import COLUMNS, PLACE, VELOCITY
from opendome.threats.ballistic.flight import fly_one
from opendome.threats.ballistic.notes import COUNT


@kernel("void(f8[:,::1], f8[:,::1], f8[:,::1], f8[:,::1], f8, i8, f8[:,::1], f8[:,::1], f8[:,::1])")
def fly_given(
    given: Floats,
    segments: Floats,
    drag: Floats,
    controls: Floats,
    tolerance: float,
    rows: int,
    summary: Floats,
    end: Floats,
    scratch: Floats,
) -> None:
    """Fly launches as they are steered.

    Args:
        given: (launch, segments.GIVEN).
        segments: Of their one missile, (segment, segments.COLUMNS).
        drag: (2, K).
        controls: Azimuth, pitch-over, energy, (launch, 3).
        tolerance: Error of a step.
        rows: Room for nodes; 0: none are written, and `end` stays as it is.
        summary: Receives the flights' answers, (launch, nodes.SUMMARY).
        end: Receives place and velocity of the last node, ECEF, (launch, 6).
        scratch: Room for a flight's nodes, (rows, nodes.COLUMNS).
    """
    for launch in range(len(given)):
        fly_one(given[launch], segments, drag, controls[launch], tolerance, scratch[:rows], summary[launch])
        last = int(summary[launch, COUNT]) - 1
        if last >= 0:
            for part in range(3):
                end[launch, part] = scratch[last, PLACE + part]
                end[launch, 3 + part] = scratch[last, VELOCITY + part]


def scratch(rows: int) -> Floats:
    """Room for the nodes of one flight at a time."""
    return np.empty((rows, COLUMNS))
