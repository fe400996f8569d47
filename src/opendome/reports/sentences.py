"""The one composer of sentences: terminal, pictures and files say the same words."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from opendome.reports import numbers


@dataclass(frozen=True)
class Flight:
    """What the sentence of one flight needs; numbers that do not exist are None.

    Attributes:
        start, aim: Names of places; the aim is "" where a direction was asked for.
        azimuth_deg, range_km, time_s, apogee_km: Of the flight.
        status: A code of `trajectories.STATUSES`.
        shortfall_km: How far short of the aim it comes down.
        routed: Whether it goes over way-points: then it comes down so far from its aim, not short of it.
    """

    start: str
    aim: str
    azimuth_deg: float
    range_km: float | None
    time_s: float | None
    apogee_km: float | None
    status: str
    shortfall_km: float | None
    routed: bool = False


@dataclass(frozen=True)
class Raid:
    """What the sentences of a raid need.

    Attributes:
        starts: Names of launch areas, each once.
        aims: Names of aims, each once.
        launched: How many missiles.
        landing_s: First and last landing after the first launch; None where none lands.
        fails: How many fail by themselves, on average.
        astray: How many cannot do what was asked.
    """

    starts: Sequence[str]
    aims: Sequence[str]
    launched: int
    landing_s: tuple[float, float] | None
    fails: float
    astray: int


@dataclass(frozen=True)
class Watched:
    """What the sentence about seeing and tracking needs.

    Attributes:
        missiles: How many.
        seen_s: Mean time from launch to the first detection.
        seen_share: Share of missiles and worlds in which there is one.
        tracked_s: Mean, low and high of the time from launch to a track good enough to shoot on.
        tracked_share: Share in which there is one.
        to_shoot: Whether good enough means so to an interceptor; otherwise it means known to 10 km.
    """

    missiles: int
    seen_s: float
    seen_share: float
    tracked_s: tuple[float, float, float]
    tracked_share: float
    to_shoot: bool = True


@dataclass(frozen=True)
class Shown:
    """What the sentences about the one raid of a picture need.

    Attributes:
        missiles: How many.
        stopped, fail, arrive, astray: How many are stopped, fail by themselves, come down at their aim, or
            elsewhere.
        shots: How many interceptors are fired.
    """

    missiles: int
    stopped: int
    fail: int
    arrive: int
    astray: int
    shots: int


def shown(one: Shown, first_s: float | None) -> str:
    """When the first shot of the raid shown leaves, and how it ends.

    Args:
        one: The raid.
        first_s: The first shot after the first launch; None where there is none.
    """
    if first_s is None:
        return f"In the raid shown no shot is fired: {_ends(one)}."
    when = numbers.duration(first_s)
    return f"In the raid shown the first shot leaves {when} after the first launch; {_ends(one)}."


def met(one: Shown, height_km: tuple[float, float] | None, time_s: tuple[float, float] | None) -> str:
    """How one raid ends, and how high and when its missiles are met.

    Args:
        one: The raid.
        height_km, time_s: The lowest and highest meeting; the first and last, after the first launch. None
            where there is none.
    """
    said = f"In one raid of the reference world, where every figure has its value, {_ends(one)}."
    if height_km is None or time_s is None:
        return f"{said} No interceptor is fired."
    low, high = (numbers.length_km(height) for height in height_km)
    where = high if low == high else f"{low.removesuffix(' km')} to {high}"
    shots = numbers.count(one.shots, "shot")
    if one.missiles == 1:
        who = f"{shots.capitalize()} {'meets' if one.shots == 1 else 'meet'} it"
    else:
        who = f"Its {shots} {'meets its target' if one.shots == 1 else 'meet their targets'}"
    return f"{said} {who} {where} up, {numbers.minutes(*time_s)} after the first launch."


def _ends(one: Shown) -> str:
    """What becomes of the missiles of one raid: `three of four missiles are stopped and one gets through`."""
    fates = (
        (one.stopped, "is stopped", "are stopped"),
        (one.fail, "fails by itself", "fail by themselves"),
        (one.astray, "comes down elsewhere than at its aim", "come down elsewhere than at their aims"),
        (one.arrive, "gets through", "get through"),
    )
    said: list[str] = []
    for number, single, several in fates:
        if not number:
            continue
        who = numbers.word(number)
        if one.missiles == 1:
            who = "the missile"
        elif number == one.missiles:
            who = f"all {who} missiles"
        elif not said:
            who = f"{who} of {numbers.word(one.missiles)} missiles"
        said.append(f"{who} {single if number == 1 else several}")
    return numbers.listing(said)


def watched(one: Watched) -> str:
    """One sentence: when missiles are first seen, and when well enough to shoot at."""
    if one.seen_share == 0.0:
        return "No sensor of the scenario sees " + ("it." if one.missiles == 1 else "any of them.")
    who = "It" if one.missiles == 1 else "On average a missile"
    seen = f"{who} is first seen {numbers.duration(one.seen_s)} after its launch"
    if one.seen_share < 0.995:
        seen += f" (in {numbers.of_100(one.seen_share)} cases)"
    enough = "well enough to shoot at" if one.to_shoot else "to 10 km"
    if one.tracked_share == 0.0:
        return f"{seen}, and never known {enough}."
    value, low, high = (numbers.duration(each) for each in one.tracked_s)
    known = f"{seen}, and known {enough} after {value}"
    known += f" ({low} to {high})" if low != high else ""
    return known + ("." if one.tracked_share > 0.995 else f", in {numbers.of_100(one.tracked_share)} cases.")


def flight(one: Flight) -> str:
    """One sentence about one flight: whence, whither, how far, how long, how high."""
    way = f"to {one.aim}" if one.aim else f"towards {numbers.heading(one.azimuth_deg)}"
    opening = f"From {one.start} {way}: "
    if one.status == "never_lands":
        return opening + "it does not come down within a day."
    if one.range_km is None or one.time_s is None:
        return opening + "it does not fly."
    if one.status == "falls_back":
        return opening + f"it falls back after {numbers.duration(one.time_s)}, before its engines are done."
    course = f"{numbers.length_km(one.range_km)} in {numbers.duration(one.time_s)}"
    course += f", up to {numbers.height_km(one.apogee_km)}"
    if one.status == "out_of_reach":
        off = "from" if one.routed else "short of"
        short = f" comes down {numbers.length_km(one.shortfall_km)} {off} it" if one.shortfall_km else ""
        return opening + f"out of reach. Flown as far as it goes, it{short or ' comes down'} after {course}."
    return opening + course + "."


def raid(one: Raid) -> str:
    """Where and when the missiles would land if nobody shot, and how many fail by themselves."""
    said = [_landing(one)]
    if one.astray == one.launched:
        said.append("None of them reaches its aim.")
    elif one.astray:
        verb = "does" if one.astray == 1 else "do"
        said.append(f"{numbers.word(one.astray).capitalize()} of them {verb} not reach the aim.")
    if one.fails > 0.0 and one.astray < one.launched:
        said.append(f"On average {numbers.significant(one.fails)} of {one.launched:,} fail by themselves.")
    return " ".join(said)


def _landing(one: Raid) -> str:
    missiles = numbers.count(one.launched, "missile").capitalize()
    starts = (
        numbers.listing(one.starts) if len(one.starts) <= 2 else f"{numbers.word(len(one.starts))} places"
    )
    if one.landing_s is None:
        return f"{missiles} from {starts} would not land anywhere within a day."
    many = len(one.aims) > 4
    where = f"{numbers.word(len(one.aims))} places" if many else numbers.listing(one.aims)
    goal = "for" if one.astray else "at"
    verb = "would be launched" if one.astray else "would land"
    when = numbers.minutes(*one.landing_s)
    if one.astray:
        return f"{missiles} from {starts} {verb} {goal} {where}; they land {when} after the first launch."
    return f"{missiles} from {starts} {verb} {goal} {where} {when} after the first launch."
