"""What each system of sensors saw, and what is lost without it: the same words in terminal and report."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from opendome.reports import numbers

if TYPE_CHECKING:
    from opendome.contract.run import Answer
    from opendome.contract.sensors import SensorRow

COLUMNS = ("Sensor", "Sees", "From", "Without it")
RIGHT = (False, True, True, False)


def table(answer: Answer) -> tuple[Sequence[str], list[list[str]], Sequence[bool]]:
    """Headings, rows, and which columns stand to the right; times count from the first launch."""
    first = min((row.launch_s for row in answer.by_threat), default=0.0)
    rows = []
    for row in answer.by_sensor:
        seen = f"{row.threats_seen_count:,} of {answer.threats_count:,}"
        at = None if row.first_detected_s is None else row.first_detected_s - first
        rows.append([row.name, seen, numbers.clock(at), _without(row)])
    return COLUMNS, rows, RIGHT


def _without(row: SensorRow) -> str:
    """What a system buys, or why it saw nothing."""
    if not row.threats_seen_count:
        return SHORT_WHY[row.limit]
    said = []
    if row.tracks_lost_count:
        said.append(f"{row.tracks_lost_count:,} never tracked")
    if row.gain_s is not None and abs(row.gain_s) >= 5.0:
        later = numbers.duration(abs(row.gain_s)) + (" later" if row.gain_s > 0.0 else " earlier")
        said.append(f"tracked {later}")
    return ", ".join(said) or "tracked as soon"


SHORT_WHY = {
    "none": "",
    "horizon": "(the Earth is in the way)",
    "cloud": "(burnt out below the clouds)",
    "field": "(outside its field of regard)",
    "range": "(too weak at that distance)",
    "never_cued": "(not told in time where to look)",
    "chance": "(no look happened to see it)",
    "load": "(busy with others)",
}
"""Why a system saw nothing, in few words, by code of `LIMITS`."""
