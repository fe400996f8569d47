"""A programme's schedule, settled: what there is to do, how long it may take, what it brings into service.

Times are years after the start of the programme, as everybody says them; figures keep their written numbers.
"""

from __future__ import annotations

from dataclasses import dataclass

from opendome.arrays import Floats, Integers
from opendome.records.case import ABSENT
from opendome.records.figures import Figures
from opendome.records.network import Network

PRODUCTION, LAUNCH, MILESTONE = "production", "launch", "milestone"
"""Kinds of activities that are more than time that passes."""


@dataclass(frozen=True)
class Line:
    """Units that are made, or launched, one after another.

    Attributes:
        rate: Place of the figure of units or launches in a year, or of years, where `whole` is given.
        whole: Units that are made in that figure's years; 0: the figure is a rate.
        each: Place of the figure of units in one launch; ABSENT: `carried`.
        carried: Units in one launch.
        share: Of the launches of a year that this element has.
        ramp: Place of the figure of years until the rate is reached; ABSENT: it is there at once.
        learns: Whether the rate rises as an S; else evenly.
        most: Place of the figure of units made in a year at most, beside `whole`; ABSENT: no such limit.
    """

    rate: int
    whole: float = 0.0
    each: int = ABSENT
    carried: float = 1.0
    share: float = 1.0
    ramp: int = ABSENT
    learns: bool = False
    most: int = ABSENT


@dataclass(frozen=True)
class Element:
    """One thing that a programme brings into service.

    Attributes:
        name: What it is called, one of a kind.
        what: What its units are: interceptor, satellite, radar or other.
        quantity: Units that are to be in service.
        owned: Units that are there at the start.
        to_make: Units that are made for it first, spares and those for tests among them.
        life: Place of the figure of years that a unit serves; ABSENT: it lasts.
        attrition: Place of the figure of the share lost in a year; ABSENT: none.
        listed: The architecture's list that it stands in, `sensors` or `interceptors`; "" for neither.
        items: Places in that list, with the units that each holds.
        path: Id of the activities that it follows; "" where all of it is there.
        why: Whether the path was `said`, is that of its `cost`, or was taken by its `kind`; `there` where the
            element is in service today and nobody plans it.
    """

    name: str
    what: str
    quantity: float
    owned: float
    to_make: float
    life: int
    attrition: int
    listed: str
    items: tuple[tuple[int, float], ...]
    path: str
    why: str


@dataclass(frozen=True)
class Schedule:
    """Activities of all elements in one network. Tuples and arrays (A,) have one entry an activity.

    Attributes:
        network: What waits for what; names are `element/activity`.
        label: What each is called.
        kind: What each is, in the words of the language.
        element: Place of its element, ABSENT where it belongs to the programme as a whole (A,).
        duration: Place of its duration in the figures; ABSENT where it follows from its line (A,).
        line: Place of its line, ABSENT where it has none (A,).
        begins, ends: Units of the line done before it and after it (A,).
        readiness: Technology readiness at its start and its end; 0 where nothing is said (A, 2).
        promised: Fiscal year by whose end a milestone is promised; 0 where nothing is (A,).
        elements: What is brought into service.
        lines: What is made or launched.
        figures: Every duration, rate and life; numbers in the unit of their path.
        slow: 1 where more of a figure means later, -1 where it means sooner (F,).
        shared: Share of what is not known about durations that is common to all of them.
        start_year: First fiscal year; it begins on 1 October of the year before.
        horizon: Fiscal years that are looked at.
    """

    network: Network
    label: tuple[str, ...]
    kind: tuple[str, ...]
    element: Integers
    duration: Integers
    line: Integers
    begins: Floats
    ends: Floats
    readiness: Integers
    promised: Integers
    elements: tuple[Element, ...]
    lines: tuple[Line, ...]
    figures: Figures
    slow: Floats
    shared: float
    start_year: int
    horizon: int

    def places(self, *kinds: str) -> tuple[int, ...]:
        """Places of the activities of these kinds, in the order of the network."""
        return tuple(one for one in self.network.order if self.kind[one] in kinds)
