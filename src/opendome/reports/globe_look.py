"""How the globe looks: colours for dark ground, and what every part of the document is told."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property

import numpy as np
from numpy.typing import NDArray

from opendome.arrays import Floats, Integers
from opendome.records.case import Case, World
from opendome.records.defence import BOOST, GLIDE, MIDCOURSE, TERMINAL
from opendome.records.trajectories import Trajectories, comes_to_aim
from opendome.reports import numbers
from opendome.reports.czml import Clock, Packet, by_span, label
from opendome.reports.lanes import aim
from opendome.reports.raid_shown import FAILS, RaidShown

SPACE, TEXT, SOFT = "#05080e", "#dbe6f3", "#8fa3bf"
BALLISTIC, BURNING = "#ff5f63", "#ffc27a"
INFRARED, RADAR = "#c9ccd1", "#f2f04a"
INTERCEPTORS = {BOOST: "#8ff2a5", MIDCOURSE: "#86c8fa", GLIDE: "#86c8fa", TERMINAL: "#a77cff"}
"""By layer. Each stands out from dark ground, and from the others for readers who see colours differently."""

PALE = 0.35
"""Strength of what is still to come, or would have been."""

FEW = 40
"""Up to so many missiles the whole way that each has come stays drawn; of more, that of the last minutes."""

RECENT = 180.0
"""How long the way of one of many missiles stays drawn [s]."""

MOST_NAMED = 12
"""So many missiles or marks of a kind have words that can be read from far away."""

APART = 0.03
"""Marks nearer to one another than this share of the raid's width have their words at the first of them."""

FAR, MIDDLE, NEAR = 8.0, 0.8, 0.3
"""Words of more and of less weight show up to so many times the raid's own width away."""

SHRINKS = (1.2, 3.0)
"""From so many times the raid's width on words are smaller, until they are smallest."""


@dataclass(frozen=True)
class Scene:
    """What is shown, as all parts of the document are given it. Times since the epoch [s].

    Attributes:
        world: The reference world.
        flights: Its flights.
        raid: Its one play; None where nothing can shoot.
        shown: Rows of the missiles that are shown, ascending (M,).
        start, end: Of the clock.
        wide: How far the raid spreads over the Earth [m].
        until: When each flight is over, stopped, on the ground, or no longer shown (N,).
    """

    world: World
    flights: Trajectories
    raid: RaidShown | None
    shown: Integers
    start: float
    end: float
    wide: float
    until: Floats

    @property
    def case(self) -> Case:
        """The scenario settled."""
        return self.world.case

    @property
    def clock(self) -> Clock:
        """Seconds as moments."""
        return Clock(self.case.epoch)

    @property
    def few(self) -> bool:
        """Whether whole ways may stay drawn."""
        return len(self.shown) <= FEW

    @cached_property
    def firsts(self) -> list[int]:
        """The first missile of each course that is shown."""
        _, first = np.unique(self.case.courses[0][self.shown], return_index=True)
        return [int(row) for row in self.shown[np.sort(first)]]

    @cached_property
    def named(self) -> frozenset[int]:
        """Missiles whose labels show from far away."""
        return frozenset(self.firsts if len(self.firsts) <= MOST_NAMED else ())

    @cached_property
    def _aims(self) -> dict[str, int]:
        """How many of the missiles shown have each aim."""
        aims = [aim(self.case, threat) for threat in self.shown.tolist()]
        return {goal: aims.count(goal) for goal in set(aims)}

    @cached_property
    def _comes(self) -> NDArray[np.bool_]:
        return comes_to_aim(self.flights)

    def since(self, time: float) -> float:
        """A time as readers count it: after the first launch [s]."""
        return time - self.start

    def ends(self, threat: int) -> float:
        """When a missile's flight would be over if nobody shot."""
        return float(self.flights.ends[threat])

    def lands(self, threat: int) -> bool:
        """Whether a missile comes down, and nobody stops it before."""
        down = bool(self.flights.lands[threat])
        return down and self.until[threat] >= self.ends(threat)

    def strays(self, threat: int) -> bool:
        """Whether it would come down away from its aim."""
        return not self._comes[threat]

    def fails(self, threat: int) -> bool:
        """Whether it fails by itself."""
        return self.raid is not None and bool(self.raid.fate[threat] == FAILS)

    def words(
        self,
        text: str | list[Packet],
        code: str,
        weight: float,
        right: float = 11.0,
        up: float = 0.0,
        size: float = 13.0,
        side: str = "LEFT",
    ) -> Packet:
        """A label as the globe has them: `weight` is one of FAR, MIDDLE and NEAR, the rest as of `label`."""
        shrinks = (SHRINKS[0] * self.wide, SHRINKS[1] * self.wide)
        return label(text, code, SPACE, weight * self.wide, shrinks, right, up, size, side)

    def told(self, times: Sequence[float], single: str, several: str, sign: str = "") -> list[Packet]:
        """Words of a mark at which more and more happens: `stopped 4:38`, then `2 stopped 4:38–4:48`.

        Args:
            times: When, ascending, since the epoch [s].
            single, several: What happens to one, and to more.
            sign: Stands before the words.
        """
        spans = []
        for number, (begin, end) in enumerate(zip(times, [*times[1:], self.end], strict=True), start=1):
            first, last = (numbers.clock(self.since(time)) for time in (times[0], begin))
            when = first if first == last else f"{first}–{last}"
            said = f"{single} {when}" if number == 1 else f"{number:,} {several} {when}"
            if end > begin:
                spans.append((begin, end, {"string": f"{sign} {said}".strip()}))
        return by_span(self.clock, spans)

    def called(self, threat: int) -> str:
        """The words beside it: its aim where no other missile has it, else its own name."""
        goal, own = aim(self.case, threat), self.case.threat_id[threat]
        return own if goal == own or self._aims[goal] > 1 else f"to {goal}"
