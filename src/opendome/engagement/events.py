"""What happens next in a play: a heap of events, by time and, where that is equal, number. Device code."""

from __future__ import annotations

from opendome.arrays import Floats, Integers
from opendome.compiled import device


@device
def before(times: Floats, numbers: Integers, a: int, b: int) -> bool:
    """Whether event a comes before event b."""
    return times[a] < times[b] or (times[a] == times[b] and numbers[a] < numbers[b])


@device
def swap(times: Floats, numbers: Integers, a: int, b: int) -> None:
    """Exchange two events."""
    times[a], times[b] = times[b], times[a]
    numbers[a], numbers[b] = numbers[b], numbers[a]


@device
def push(times: Floats, numbers: Integers, count: int, time: float, number: int) -> int:
    """Add an event; how many there are now."""
    times[count], numbers[count] = time, number
    place = count
    while place > 0 and before(times, numbers, place, (place - 1) // 2):
        swap(times, numbers, place, (place - 1) // 2)
        place = (place - 1) // 2
    return count + 1


@device
def pop(times: Floats, numbers: Integers, count: int) -> tuple[float, int]:
    """Take the first event off, leaving `count - 1`; its time and number."""
    time, number = times[0], numbers[0]
    last = count - 1
    times[0], numbers[0] = times[last], numbers[last]
    place = 0
    while True:
        first = place
        for below in (2 * place + 1, 2 * place + 2):
            if below < last and before(times, numbers, below, first):
                first = below
        if first == place:
            return time, number
        swap(times, numbers, place, first)
        place = first
