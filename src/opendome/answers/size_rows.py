"""The rows of `size`: kinds of reach, latitudes, what moves the count, curves."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from math import asin, degrees, sqrt
from typing import TYPE_CHECKING, Any

from opendome.answers.question import wrong_options
from opendome.contract.size import Curve, CurvePoint, Flown, LatitudeRow, ReachRow, SizeDriverRow, StudyRow

if TYPE_CHECKING:
    from opendome.answers.size import Question
    from opendome.answers.size_flown import Found
    from opendome.choices.constellation.sizing import Asked, Sized

POINTS = 25
"""Of a curve."""

WHOLE = ("missiles", "shots")
"""Options that are whole numbers."""


@dataclass(frozen=True)
class Moved:
    """An option that moves the count, and the range that is looked at.

    Attributes:
        option: Its key, with its unit.
        low, high: Ends of the range, in that unit.
        why: Where the range is from.
    """

    option: str
    low: float
    high: float
    why: str


RANGES = (
    Moved("fly_out_time_s", 90.0, 150.0, "30 s to decide or none, as in APS 2003; assumed both ways"),
    Moved("burn_time_s", 170.0, 240.0, "solid and liquid missiles of APS 2003"),
    Moved("flight_time_s", 1500.0, 2100.0, "assumed"),
    Moved("detect_s", 45.0, 85.0, "assumed, around 65 s to a firing solution of APS 2003"),
    Moved("decide_s", 0.0, 30.0, "both cases of APS 2003"),
    Moved("delta_v_km_per_s", 4.0, 6.0, "APS 2003 and AEI 2025"),
    Moved("acceleration_g", 10.0, 15.0, "APS 2003 and AEI 2025"),
    Moved("altitude_km", 300.0, 500.0, "CBO 2026"),
    Moved("missiles", 1.0, 10.0, "one missile, and the salvo of CBO 2026"),
    Moved("shots", 1.0, 4.0, "assumed"),
    Moved("works_probability", 0.8, 1.0, "assumed"),
    Moved("spread_s", 0.0, 300.0, "assumed"),
)
"""Every option that moves the count; a value outside its range widens it."""

AROUND_S = 30.0
"""Seconds to fly are looked at so many less and more than asked, and a flight time a fifth less and more."""


def by_reach(layer: Asked, sized: Sized, flown: Found | None = None) -> list[ReachRow]:
    """Kinds of reach side by side, each with the count of the published convention."""
    from opendome.choices.constellation import closed
    from opendome.choices.constellation.powered import powered

    meeting = layer.meeting_radius or layer.orbit
    with_gravity = powered(layer.speed, layer.acceleration, layer.time, layer.orbit, meeting)
    rows = [
        reach_row("straight_flat", layer, sized, sized.reach, closed.flat_fraction(sized.reach)),
        reach_row("straight_cap", layer, sized, sized.reach, sized.fraction),
        reach_row("powered", layer, sized, with_gravity.angle, with_gravity.fraction),
    ]
    if flown is not None:
        rows.append(reach_row("flown", layer, sized, 2.0 * asin(sqrt(flown.even)), flown.even))
    return rows


def without_reach(rows: list[ReachRow]) -> list[str]:
    """Why powered flight has no reach, where it has none."""
    if all(row.reach != "powered" or row.reach_km is not None for row in rows):
        return []
    return [
        "Powered flight is left out: in so long a time an interceptor has several ways to the same height, "
        "and one is looked for."
    ]


def flown_row(layer: Asked, flown: Found) -> Flown:
    """What reaches the missile as it flies."""
    from opendome.choices.constellation import closed

    fraction = flown.even if flown.inclined is None else flown.inclined
    return Flown(
        in_reach_fraction=fraction,
        constellation_count=closed.constellation(layer.missiles * layer.shots, fraction),
        points_count=flown.points,
    )


WHAT = {
    "straight_flat": "straight line, flat disc",
    "straight_cap": "straight line, exact cap",
    "powered": "powered flight with gravity",
    "flown": "against the missile as flown",
}
"""Kinds of reach in words."""


def reach_row(reach: Any, layer: Asked, sized: Sized, angle: float, fraction: float) -> ReachRow:
    """One kind of reach.

    Args:
        reach: Its key.
        layer, sized: What is asked, and its straight line.
        angle: Reach angle [rad].
        fraction: Of the sphere.
    """
    from opendome.choices.constellation import closed

    ratio = closed.absentee_ratio(fraction)
    return ReachRow(
        reach=reach,
        what=WHAT[reach],
        reach_km=angle * layer.orbit / 1e3,
        in_reach_fraction=fraction,
        absentee_ratio=ratio,
        constellation_count=ratio * layer.missiles * layer.shots,
        compared_ratio=ratio * sized.fraction if sized.fraction else None,
    )


def by_latitude(sized: Sized, assured: dict[float, int]) -> list[LatitudeRow]:
    """What each latitude needs; `assured` holds assured counts by latitude [rad], where they are known."""
    return [
        LatitudeRow(
            latitude_deg=degrees(row.latitude),
            latitude_gain_ratio=row.gain,
            latitude_gain_cap_ratio=row.gain_cap,
            in_reach_fraction=row.fraction or None,
            constellation_latitude_count=row.count,
            constellation_assured_count=assured.get(row.latitude),
        )
        for row in sized.by_latitude
    ]


def published() -> list[StudyRow]:
    """Published counts, each at its own inputs."""
    from opendome.scenario.studies import orbital_studies

    return [
        StudyRow(
            study=one.id, name=one.name, missiles_count=one.missiles_count,
            window_low_s=one.fly_out_low_s, window_high_s=one.fly_out_high_s, window_where=one.fly_out_where,
            constellation_count=one.constellation_count, source=one.source, where=one.where, note=one.note,
        )
        for one in orbital_studies()
    ]  # fmt: skip


def with_option(question: Question, option: str, value: float) -> Question:
    """The question with one option changed."""
    return question.model_copy(update={option: round(value) if option in WHOLE else value})


def in_orbit(question: Question) -> float:
    """Interceptors in orbit that a question asks for; infinite where none is ever in reach."""
    from opendome.answers.size_options import layer_of
    from opendome.choices.constellation import sizing

    return sizing.size(layer_of(question)).in_orbit


def drivers(question: Question) -> list[SizeDriverRow]:
    """What moves the count, the option that moves it most first; where none is possible, last."""
    from math import inf, isfinite, log

    from opendome.answers.size_options import PUBLISHED_FLY_OUT_S

    rows = []
    for moved in _ranges(question):
        given = getattr(question, moved.option)
        value = PUBLISHED_FLY_OUT_S if given is None else float(given)
        low, high = moved.low, moved.high
        ends = [in_orbit(with_option(question, moved.option, end)) for end in (low, high)]
        if ends[0] == ends[1]:
            continue
        finite = all(map(isfinite, ends)) and min(ends) > 0.0
        size = abs(log(ends[1] / ends[0])) if finite else inf
        row = SizeDriverRow(
            option=moved.option, value=value, low=low, high=high, why=moved.why,
            constellation_in_orbit_count_at_low=ends[0], constellation_in_orbit_count_at_high=ends[1],
        )  # fmt: skip
        rows.append((size, row))
    return [row for _, row in sorted(rows, key=lambda pair: -pair[0])]


def _ranges(question: Question) -> Iterator[Moved]:
    """The options that are used here, each with its range around what is asked."""
    timed = question.burn_time_s is not None or question.flight_time_s is not None
    for moved in RANGES:
        if moved.option in ("detect_s", "decide_s") and not timed:
            continue
        if moved.option == "fly_out_time_s" and timed:
            continue
        if moved.option == "spread_s" and question.missiles == 1:
            continue
        if moved.option in ("burn_time_s", "flight_time_s") and getattr(question, moved.option) is None:
            continue
        yield _around(question, moved)


def _around(question: Question, moved: Moved) -> Moved:
    """An option with its range around what is asked of it."""
    value = getattr(question, moved.option)
    if value is None:
        return moved
    if moved.option == "flight_time_s":
        return Moved(moved.option, 0.8 * value, 1.2 * value, "assumed, a fifth less and more")
    if moved.option == "fly_out_time_s":
        return Moved(moved.option, max(value - AROUND_S, min(value, 0.0)), value + AROUND_S, moved.why)
    return replace(moved, low=min(moved.low, value), high=max(moved.high, value))


def curves(question: Question) -> list[Curve]:
    """The count against each option that is to be varied.

    Raises:
        InputError: An option cannot be varied, or its range is not one.
    """
    return [_curve(question, text) for text in question.vary]


def _curve(question: Question, text: str) -> Curve:
    from opendome.answers.size_options import PUBLISHED_FLY_OUT_S

    name, _, given = text.partition("=")
    option = name.strip().lstrip("-").replace("-", "_")
    known = {moved.option: moved for moved in RANGES}
    if option not in known:
        raise wrong_options(
            f"{name} cannot be varied.",
            f"One of: {', '.join(sorted(known))}; as delta_v_km_per_s=3:9.",
            "--vary",
        )
    moved = _around(question, known[option])
    low, high = _range(text, given) if given else (moved.low, moved.high)
    _check_counts(question, option)
    _check_allowed(question, option, (low, high), text)
    values = [low + (high - low) * step / (POINTS - 1) for step in range(POINTS)]
    if option in WHOLE:
        values = sorted({float(max(round(value), 1)) for value in values})
    points = []
    for value in values:
        count = in_orbit(with_option(question, option, value))
        points.append(CurvePoint(value=value, constellation_in_orbit_count=count))
    value = getattr(question, option)
    if option == "fly_out_time_s" and value is None and question.burn_time_s is None:
        value = PUBLISHED_FLY_OUT_S
    return Curve(option=option, value=value, points=points)


def _check_counts(question: Question, option: str) -> None:
    """Refuse to vary what changes nothing here."""
    if option not in ("burn_time_s", "detect_s", "decide_s", "flight_time_s"):
        return
    timed = question.burn_time_s is not None or question.flight_time_s is not None or option == "burn_time_s"
    if (
        not timed
        or question.fly_out_time_s is not None
        or (option, question.kind) == ("flight_time_s", "boost")
    ):
        raise wrong_options(
            f"Seconds to fly do not follow from {option} here, so it changes nothing.",
            "Give --burn-time-s or, for glide and midcourse, --flight-time-s; and not --fly-out-time-s.",
            "--vary",
        )


def _check_allowed(question: Question, option: str, ends: tuple[float, float], text: str) -> None:
    """Refuse a range whose ends the option itself would refuse."""
    from pydantic import ValidationError

    for end in ends:
        try:
            value = round(end) if option in WHOLE else end
            type(question).model_validate({**question.model_dump(by_alias=True), option: value})
        except ValidationError:
            raise wrong_options(
                f"{text} goes beyond what --{option.replace('_', '-')} can be.",
                "Give a smaller range.",
                "--vary",
            ) from None


def _range(text: str, given: str) -> tuple[float, float]:
    low, _, high = given.partition(":")
    try:
        ends = float(low), float(high)
    except ValueError:
        ends = 0.0, 0.0
    if not 0.0 <= ends[0] < ends[1] < 1e9:
        raise wrong_options(
            f"{text} has no range.", "A range is LOW:HIGH, as in --vary delta_v_km_per_s=3:9.", "--vary"
        )
    return ends
