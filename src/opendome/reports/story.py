"""The story of one missile in one play: what happened to it, what did not, and why, in plain words."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from opendome.records.engagements import REASONS
from opendome.reports import numbers

WHAT = {
    "launch": "is launched",
    "burnout": "burns out",
    "highest": "is at its highest point",
    "in_view": "has it in view",
    "seen": "sees it for the first time",
    "told": "tells the others",
    "lost": "sees it for the last time",
    "tracked": "is good enough",
    "track_lost": "is no longer good enough",
    "can_shoot": "can shoot",
    "can_shoot_no_more": "can shoot no more",
    "fires": "fires",
    "misses": "misses",
    "meets_decoy": "meets a decoy",
    "hits": "hits",
    "too_late": "comes too late",
    "fails": "fails by itself",
    "stopped": "is stopped",
    "lands": "comes down",
    "parts_land": "falls in parts",
    "never_saw": "never saw it",
    "never_tracked": "was never good enough",
    "could_not_shoot": "could not shoot",
    "did_not_shoot": "did not shoot",
}
"""What may happen to a missile, as said of who does it; things of one moment follow in this order."""

MISSILE, SENSOR, SENSORS, TRACK, BATTERY = "missile", "sensor", "sensors", "track", "battery"
"""Who does it: the missile itself, one sensor, all sensors together, the track that they make, a battery."""


@dataclass(frozen=True)
class Event:
    """One thing that happens to a missile, or that does not.

    Attributes:
        time_s: After the scenario's epoch; None for what never happens, or of which no time is kept.
        kind: A key of `WHAT`.
        by: Id of the missile, sensor or battery.
        by_kind: One of those above.
        by_name: The same in words.
        detail: What is to be said besides; "" for nothing.
    """

    time_s: float | None
    kind: str
    by: str
    by_kind: str
    by_name: str
    detail: str

    @property
    def what(self) -> str:
        """What it does."""
        return WHAT[self.kind]


def in_order(events: Sequence[Event]) -> list[Event]:
    """Events in order of time, at one moment in that of `WHAT`; those without a time last."""
    kinds = list(WHAT)
    never = float("inf")
    return sorted(
        events, key=lambda one: (never if one.time_s is None else one.time_s, kinds.index(one.kind))
    )


@dataclass(frozen=True)
class Tale:
    """What the sentences about one missile need.

    Attributes:
        threat_id, aim: Its name, and that of the place it flies at, "" for none.
        play: 0 is the reference play.
        fate, decided_by: Codes of `FATES` and `REASONS`.
        end_s: When it is stopped or comes down, after the first launch; None where that is not known.
        miss_km: How far from its aim it comes down.
        shots: At it and its decoys; None where they are not kept.
        at_decoys: How many of them at decoys.
        hit: Which of them stops it, from 1; 0 for none.
        hit_by: Battery of that shot.
        height_km: At which it is stopped; None where that is not known.
        warheads: That it carries.
        warheads_hit: How many of them are hit.
        defended: Whether anything in the scenario can shoot.
        leak: Chance that it gets through: mean, low and high.
        fails: Chance that it fails by itself.
        decided: Chance of each reason, by code.
    """

    threat_id: str
    aim: str
    play: int
    fate: str
    decided_by: str
    end_s: float | None
    miss_km: float | None
    shots: int | None
    at_decoys: int
    hit: int
    hit_by: str
    height_km: float | None
    warheads: int
    warheads_hit: int
    defended: bool
    leak: tuple[float, float, float]
    fails: float
    decided: dict[str, float]


def lead(one: Tale) -> str:
    """What became of it and why, how often it gets through, and what decides that most often."""
    return " ".join(part for part in (_fate(one), _chance(one), _mostly(one)) if part)


def _fate(one: Tale) -> str:
    opening = "In the reference play" if one.play == 0 else f"In play {one.play:,}"
    who = f"{opening} {one.threat_id}" + (f", aimed at {one.aim}," if one.aim else "")
    if one.fate == "failed_by_itself":
        return f"{who} fails by itself."
    if one.fate.startswith("intercepted"):
        return f"{who} is stopped{_at(one)}: {_how(one)}."
    if one.fate == "missed_target":
        away = f"{numbers.length_km(one.miss_km)} from its aim" if numbers.known(one.miss_km) else "elsewhere"
        return f"{who} comes down {away}, and nothing stops it before."
    if one.warheads > 1:
        return f"{who} gets through with {_warheads(one)}{_down(one)}."
    return f"{who} gets through{_down(one)}: {_why(one)}."


def _warheads(one: Tale) -> str:
    """How many of its warheads get through, and why the first of them does."""
    several = numbers.word(one.warheads)
    if not one.defended:
        return f"all {several} warheads, because {_why(one)},"
    left = one.warheads - one.warheads_hit
    if one.shots is None:
        which = f"at least one of its {several} warheads"
    elif left == one.warheads:
        which = f"all {several} warheads"
    else:
        which = f"{numbers.word(left)} of its {several} warheads"
    first = "" if left == 1 else "the first "
    return f"{which} ({first}because {reason(one.decided_by)})"


def _at(one: Tale) -> str:
    return "" if one.end_s is None else f" at {numbers.clock(one.end_s)}"


def _down(one: Tale) -> str:
    return "" if one.end_s is None else f" and comes down at {numbers.clock(one.end_s)}"


def _how(one: Tale) -> str:
    """Which shot stops it, and where."""
    layer = one.fate.removeprefix("intercepted_")
    if one.shots is None or not one.hit:
        return f"a shot of the {layer} layer hits it"
    which = which_of(one.hit, one.shots)
    target = "hits" if one.warheads == 1 else f"hits the last of its {numbers.word(one.warheads)} warheads"
    height = "" if one.height_km is None else f", about {about_km(one.height_km)} up"
    return f"{which}, from {one.hit_by}, {target}{height}"


def _why(one: Tale) -> str:
    """Why it gets through in this play, without the stop at the end."""
    if not one.defended:
        return "nothing in this scenario can shoot"
    shots = (one.shots or 0) - one.at_decoys
    if shots < 1 or one.decided_by not in ("missed", "common_mode"):
        return reason(one.decided_by)
    every = (
        "the one shot" if shots == 1 else "both shots" if shots == 2 else f"all {numbers.word(shots)} shots"
    )
    said = f"{every} at it missed" if one.decided_by == "missed" else f"one fault stopped {every} at it"
    if not one.at_decoys:
        return said
    met = "a decoy" if one.at_decoys == 1 else "decoys"
    return f"{said}, and {numbers.word(one.at_decoys)} met {met}"


def reason(code: str) -> str:
    """What decided, as a part of a sentence: `no interceptor was left`."""
    said = REASONS[code].rstrip(".")
    return said[0].lower() + said[1:]


def _chance(one: Tale) -> str:
    value, low, high = one.leak
    if not one.defended:
        if one.fails < 0.005:
            return ""
        return f"In {numbers.of_100(value, 'such raids')} it gets through; in the others it fails by itself."
    said = f"In {numbers.of_100(value, 'such raids')} it gets through"
    if round(100.0 * low) != round(100.0 * high):
        ends = f"{numbers.hundredths(low)} and {numbers.hundredths(high)}"
        said += f"; what is not known leaves that between {ends}"
    return f"{said}."


def _mostly(one: Tale) -> str:
    """What decides most often where it gets through."""
    shares = {code: share for code, share in one.decided.items() if code != "stopped"}
    total = sum(shares.values())
    if not one.defended or one.leak[0] < 0.005 or total <= 0.0:
        return ""
    code = max(shares, key=lambda code: shares[code])
    share = shares[code] / total
    often = "nearly always" if share > 0.9 else "most often"
    return f"When it does, {often} {reason(code)} ({numbers.of_100(share, 'cases')})."


def about_km(km: float) -> str:
    """A height to two figures: `1,400 km`."""
    return f"{numbers.significant(km).removesuffix('.0')} km"


LAST_IN_WORDS = 12
"""Shots after this one are told by their number."""


def which_of(number: int, of: int) -> str:
    """Which of some shots, from 1: `the third of four shots`, `the one shot`, `shot 13 of 16`."""
    if of == 1:
        return "the one shot"
    if number <= LAST_IN_WORDS:
        return f"the {numbers.ordinal(number)} of {numbers.word(of)} shots"
    return f"shot {number:,} of {of:,}"
