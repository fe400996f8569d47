"""What is noted of one sensor and one threat: views into a sighting, detections into rows. Device code."""

from __future__ import annotations

from opendome.arrays import Floats, Integers
from opendome.compiled import device
from opendome.records.sightings import CHANCE, HORIZON
from opendome.sensing.looks import SENSOR, THREAT, TIME

# Columns of a sighting.
FIRST_VIEW, LAST_VIEW, FIRST_DETECTABLE, FIRST_DETECTED, LAST_DETECTED, BEST_SNR, COUNT = range(7)
SIGHTING = 7

PHASE_NUMBER = 0xFFFFFFFF
"""The number under which a pair draws when its looks fall."""


@device
def note(seen: Floats, time: float, out: Floats, used: Integers, sensor: int, threat: int) -> int:
    """Count a detection, and give the row to write it to: the last one where there is no room."""
    if seen[COUNT] == 0.0:
        seen[FIRST_DETECTED] = time
    seen[LAST_DETECTED] = time
    seen[COUNT] += 1.0
    row = min(used[0], len(out) - 1)
    used[0] += 1
    out[row, SENSOR], out[row, THREAT], out[row, TIME] = sensor, threat, time
    return row


@device
def view(seen: Floats, time: float, code: int, snr: float) -> None:
    """Take a look's geometry into the sighting."""
    if code != HORIZON:
        if seen[FIRST_VIEW] != seen[FIRST_VIEW]:
            seen[FIRST_VIEW] = time
        seen[LAST_VIEW] = time
    if code == CHANCE and seen[FIRST_DETECTABLE] != seen[FIRST_DETECTABLE]:
        seen[FIRST_DETECTABLE] = time
    seen[BEST_SNR] = max(seen[BEST_SNR], snr)
