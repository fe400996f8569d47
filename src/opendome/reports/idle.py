"""Why a battery that could have shot at a missile did not, as far as the shots of that play can tell."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from opendome.reports import numbers


@dataclass(frozen=True)
class Fired:
    """One shot of the play; times after the epoch [s].

    Attributes:
        battery, layer: Who fired it.
        threat: At which missile.
        thing: Number of the warhead or decoy among those of the missile.
        decoy: Whether that is a decoy.
        launch, meets: When it leaves, and when it comes to its target.
        hit: Whether it hits.
        satellite: Which of a constellation fired it, from 1; 0 for a battery on the ground.
    """

    battery: str
    layer: str
    threat: str
    thing: int
    decoy: bool
    launch: float
    meets: float
    hit: bool
    satellite: int = 0


@dataclass(frozen=True)
class Idle:
    """A battery that could have shot at a missile and did not; times after the epoch [s].

    Attributes:
        battery, layer: Which; the layer is "" where it is not kept.
        stock: Its interceptors as the play begins.
        first, last: Its first and last useful launch.
        stopped: When the missile is stopped; None for never.
        decided_by: What decided the missile's fate, a code of `REASONS`.
        at_it: All shots at this missile, in order of launch.
        own: All shots of this battery, in order of launch.
        shots_per_look, looks_maximum: Doctrine of its layer; 0 where it is not kept.
        warheads: Of the missile.
        reserved: Whether its layer had fired all but its reserve before the last useful launch.
        zero: The first launch of the raid.
    """

    battery: str
    layer: str
    stock: int
    first: float
    last: float
    stopped: float | None
    decided_by: str
    at_it: Sequence[Fired]
    own: Sequence[Fired]
    shots_per_look: int
    looks_maximum: int
    warheads: int
    reserved: bool
    zero: float

    def clock(self, time: float) -> str:
        """A time after the first launch, as a clock shows it."""
        return numbers.clock(time - self.zero)

    @property
    def same(self) -> list[Fired]:
        """Shots at it of batteries of the same layer; where that is not kept, of all."""
        return [shot for shot in self.at_it if self.layer in ("", shot.layer)]

    @property
    def others(self) -> list[Fired]:
        """Shots at it of other layers, that left before this battery's last chance."""
        return [shot for shot in self.at_it if shot not in self.same and shot.launch <= self.last]


def why(one: Idle) -> str:
    """The reason, in one or two sentences."""
    could = f"It could have shot from {one.clock(one.first)} to {one.clock(one.last)}."
    if one.stopped is not None and one.stopped <= one.first:
        return f"The missile was stopped at {one.clock(one.stopped)}, before this battery could shoot."
    if not one.stock:
        return "It has no interceptors."
    if _least_fired(one) >= max(one.shots_per_look, 1):
        return f"{could} {_others_shot(one)}"
    if _empty(one) is not None:
        return _none_left(one)
    if one.reserved:
        return f"{could} What was left to its layer by then is kept in reserve."
    if one.same and max(shot.launch for shot in one.same) > one.last:
        return f"{could} {_names(one.same)} fired later than that."
    if one.same:
        return f"{could} {_fired(one.same)}{_stop(one) or '; why this battery added none is not kept'}."
    if one.others:
        return f"{could} {_waited(one)}"
    if one.decided_by == "channel_busy":
        return f"{could} Until then it was busy with other missiles."
    return f"{could} Why it did not is not kept."


def _least_fired(one: Idle) -> int:
    """How many shots others of its layer fired at that warhead at which they fired least."""
    at: dict[int, int] = {}
    for shot in one.same:
        if not shot.decoy:
            at[shot.thing] = at.get(shot.thing, 0) + 1
    return min(at.values()) if len(at) >= one.warheads else 0


def _others_shot(one: Idle) -> str:
    """What the others of its layer fired, and why that was the end of it."""
    most = one.shots_per_look * one.looks_maximum
    if most and _least_fired(one) >= most:
        return f"{_fired(one.same)}, all that its layer fires at one."
    if one.stopped is not None or not one.looks_maximum:
        return f"{_fired(one.same)}{_stop(one)}."
    may = ["the missile was taken for stopped", "it was too late to look and shoot again"]
    empty = _empty(one)
    if empty is not None:
        may.append(f"no interceptor was left here (the last was fired at {one.clock(empty.launch)})")
    if one.reserved:
        may.append("what was left to its layer was kept in reserve")
    return f"{_fired(one.same)}. After that {', '.join(may[:-1])}, or {may[-1]}: which is not kept."


def _empty(one: Idle) -> Fired | None:
    """The shot with which it ran out before its last useful launch, or None."""
    if len(one.own) < one.stock or one.own[-1].launch > one.last:
        return None
    return one.own[-1]


def _none_left(one: Idle) -> str:
    last = one.own[-1]
    when = f"fired at {one.clock(last.launch)}, at {last.threat}"
    many = "Its one interceptor was" if one.stock == 1 else f"The last of its {one.stock:,} interceptors was"
    if last.launch <= one.first:
        return f"No interceptor was left. {many} {when}; it could have shot from {one.clock(one.first)}."
    span = f"from {one.clock(one.first)} to {one.clock(one.last)}"
    return f"No interceptor was left when its turn came. {many} {when}; it could have shot {span}."


def _waited(one: Idle) -> str:
    """That shots of another layer were on their way, or had been taken for hits."""
    if one.stopped is not None:
        return f"{_fired(one.others)}{_stop(one)}."
    return (
        f"{_fired(one.others)}. Its layer waited for the result, took the missile for stopped, or was busy: "
        "which is not kept."
    )


def _fired(shots: Sequence[Fired]) -> str:
    return f"{_names(shots)} fired {numbers.count(len(shots), 'shot')} at the missile"


def _stop(one: Idle) -> str:
    return "" if one.stopped is None else f", which was stopped at {one.clock(one.stopped)}"


def _names(shots: Sequence[Fired]) -> str:
    return numbers.listing(list(dict.fromkeys(shot.battery for shot in shots)))
