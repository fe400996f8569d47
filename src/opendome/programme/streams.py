"""Compiled: even streams of units through fiscal years. Times are years."""

from __future__ import annotations

from opendome.arrays import Floats
from opendome.compiled import device


@device
def reached(time: float, start: float, pace: float) -> float:
    """Share of an even stream that has passed by a time; `pace` of it passes in a year."""
    return min(1.0, max(0.0, (time - start) * pace))


@device
def waited(time: float, start: float, span: float, pace: float) -> float:
    """Integral of `reached` up to a time [year]; `pace` is one over `span`."""
    gone = max(0.0, time - start)
    return 0.5 * gone * gone * pace if gone < span else gone - 0.5 * span


@device
def stream(count: float, start: float, pace: float, units: Floats, row: int) -> None:
    """Add an even stream of units to the years that it flows in; the first takes what lies before it."""
    years = units.shape[1]
    if count <= 0.0 or start >= years:
        return
    year = max(0, int(start))
    before = 0.0
    while year < years and before < 1.0:
        now = reached(year + 1.0, start, pace)
        units[row, year] += count * (now - before)
        before = now
        year += 1
