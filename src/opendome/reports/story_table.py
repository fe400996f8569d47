"""The story of one missile as a table for people: one line for what belongs together."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Protocol

from opendome.reports import numbers
from opendome.reports.story import BATTERY, MISSILE, SENSOR, SENSORS, TRACK

INSIDE = {"in_view", "can_shoot_no_more"}
"""Events that a line of another one tells already, or that tell a person little."""

MOST_NAMED = 8
"""So many things are named in a line; of more, how many they are."""


class Said(Protocol):
    """An event, as `story.Event` has it."""

    @property
    def time_s(self) -> float | None:
        """After the epoch."""

    @property
    def kind(self) -> str:
        """A key of `story.WHAT`."""

    @property
    def what(self) -> str:
        """In words."""

    @property
    def by(self) -> str:
        """Id of who does it."""

    @property
    def by_kind(self) -> str:
        """What that is."""

    @property
    def by_name(self) -> str:
        """In words."""

    @property
    def detail(self) -> str:
        """What is to be said besides."""


Line = tuple[str, str, str]
"""A time as a clock shows it, who, and what."""


def happened(events: Sequence[Said], zero: float) -> list[Line]:
    """Lines of what happened, in order of time.

    Args:
        events: In order of time.
        zero: The first launch [s].
    """
    ends = {one.time_s for one in events if one.kind == "stopped"}
    shown = [
        one
        for one in events
        if _has_place(one) and not _is_inside(one) and not (one.kind == "hits" and one.time_s in ends)
    ]
    return [_line(group, zero) for group in _groups(shown)]


def did_not_happen(events: Sequence[Said]) -> list[tuple[str, str]]:
    """Who did not act, those with one reason together, and that reason."""
    reasons: dict[tuple[str, str], list[Said]] = {}
    for one in events:
        if not _has_place(one):
            reasons.setdefault((one.what, one.detail), []).append(one)
    return [(_named([_who(one) for one in group]), _because(group[0])) for group in reasons.values()]


def _because(one: Said) -> str:
    if one.kind == "never_tracked":
        return f"{one.what} {one.detail}."
    return f"{one.what}: {_lower(one.detail)}"


def _has_place(one: Said) -> bool:
    """Whether it happened, also where its time is not kept."""
    return one.time_s is not None or one.by_kind == MISSILE


def _is_inside(one: Said) -> bool:
    return one.kind in INSIDE or (one.kind == "told" and one.by_kind == SENSOR)


def _groups(events: Sequence[Said]) -> list[list[Said]]:
    """Events that follow one another and belong in one line."""
    groups: list[list[Said]] = []
    for one in events:
        if groups and _belongs(groups[-1][-1], one):
            groups[-1].append(one)
        else:
            groups.append([one])
    return groups


def _belongs(before: Said, one: Said) -> bool:
    if before.kind != one.kind or before.by_kind != one.by_kind:
        return False
    if one.kind == "lost":
        return True
    if one.kind == "seen":
        return before.by_name == one.by_name
    return one.by_kind == BATTERY and before.by == one.by and one.kind != "can_shoot"


def _line(group: list[Said], zero: float) -> Line:
    first, last = group[0], group[-1]
    clock = _clock(first, zero)
    if len(group) == 1:
        return clock, _who(first), _single(first)
    until = _clock(last, zero)
    if first.kind == "lost":
        by = "" if clock == until else f", the last of them at {until}"
        names = _named([one.by for one in group])
        return clock, numbers.count(len(group), "sensor"), f"see it for the last time{by}: {names}"
    if first.kind == "seen":
        rest = [f"{one.by} ({_clock(one, zero)})" for one in group[1:]]
        then = numbers.listing(rest) if len(rest) < MOST_NAMED else f"{len(rest):,} more, to {until}"
        return clock, first.by, f"{_single(first)}; then {then}"
    span = "" if clock == until else f", the last at {until}"
    return clock, first.by, f"{_SEVERAL[first.kind].format(numbers.word(len(group)))}{span}"


def _single(one: Said) -> str:
    what = _SHORT.get(one.kind, one.what)
    between = "; " if one.time_s is None else _JOINED.get(one.kind, ", ")
    return f"{what}{between}{one.detail}" if one.detail else what


_SHORT = {"seen": "sees it"}
"""What need not be said in full where each sensor has one line."""

_JOINED = {
    "launch": " ", "fires": " ", "can_shoot": " ", "stopped": " ", "lands": " ", "tracked": " ",
    "misses": " with ",
    "hits": " with ", "meets_decoy": " with ", "too_late": " with ",
}  # fmt: skip
"""What stands between what happens and its detail."""


_SEVERAL = {
    "fires": "fires {} shots",
    "misses": "{} shots miss",
    "meets_decoy": "{} shots meet decoys",
    "hits": "{} shots hit",
    "too_late": "{} shots come too late",
}
"""What several shots of one battery do, one after the other."""


def _clock(one: Said, zero: float) -> str:
    return numbers.clock(None if one.time_s is None else one.time_s - zero)


def _who(one: Said) -> str:
    return _WHO.get(one.by_kind, one.by)


_WHO = {MISSILE: "the missile", TRACK: "its track", SENSORS: "a sensor"}


def _named(names: list[str]) -> str:
    if len(names) <= MOST_NAMED:
        return numbers.listing(names)
    return f"{', '.join(names[: MOST_NAMED - 1])} and {len(names) - MOST_NAMED + 1:,} more"


def _lower(text: str) -> str:
    """A sentence as it goes on after a colon; names of equipment keep their letters."""
    first = text.split(" ", 1)[0]
    return text if first[1:] != first[1:].lower() else text[0].lower() + text[1:]
