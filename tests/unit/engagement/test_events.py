"""The heap of events: everything comes out in order of time, and of number where times are equal."""

from __future__ import annotations

import heapq
from math import inf

import numpy as np
from hypothesis import given
from hypothesis import strategies as st

from opendome.engagement.events import pop, push

times = st.one_of(st.integers(-3, 3).map(float), st.floats(-1e6, 1e6), st.just(-inf))
events = st.lists(st.tuples(times, st.integers(0, 40)), max_size=60)
Event = tuple[float, int]


class Heap:
    """The heap as kernels hold it: two arrays and a count."""

    def __init__(self, room: int) -> None:
        self.times, self.numbers, self.count = np.empty(room), np.empty(room, dtype=np.int64), 0

    def push(self, event: Event) -> None:
        self.count = push(self.times, self.numbers, self.count, *event)

    def pop(self) -> Event:
        time, number = pop(self.times, self.numbers, self.count)
        self.count -= 1
        return time, number


@given(events)
def test_in_order(given: list[Event]) -> None:
    heap = Heap(len(given))
    for event in given:
        heap.push(event)
    assert heap.count == len(given)
    assert [heap.pop() for _ in given] == sorted(given)


@given(st.lists(st.one_of(st.tuples(times, st.integers(0, 40)), st.none()), max_size=100))
def test_pushed_and_popped_in_any_order(given: list[Event | None]) -> None:
    """None takes the next event off."""
    heap, wanted = Heap(len(given)), []
    for event in given:
        if event is not None:
            heap.push(event)
            heapq.heappush(wanted, event)
        elif wanted:
            assert heap.pop() == heapq.heappop(wanted)
    assert [heap.pop() for _ in range(heap.count)] == sorted(wanted)


def test_ties_by_number() -> None:
    heap = Heap(5)
    for number in (3, 0, 4, 1, 2):
        heap.push((7.0, number))
    assert [heap.pop()[1] for _ in range(5)] == [0, 1, 2, 3, 4]


def test_one_event() -> None:
    heap = Heap(1)
    heap.push((2.0, 9))
    assert heap.pop() == (2.0, 9)
    assert heap.count == 0
