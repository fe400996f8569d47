"""Sentences about what gets through: terminal, pictures and files say the same words."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from opendome.reports import numbers

if TYPE_CHECKING:
    from opendome.contract.run import FigureCounts

Ends = tuple[float, float, float]
"""A mean, and the low and high end of its band."""


@dataclass(frozen=True)
class Finding:
    """What the lead sentences of a run need.

    Attributes:
        missiles: How many are launched.
        no_leak: Chance that nothing gets through.
        leakers: How many get through.
        shot_at: Share of missiles that somebody could shoot at.
        interceptors: How many there are.
    """

    missiles: int
    no_leak: Ends
    leakers: Ends
    shot_at: float
    interceptors: int


def lead(one: Finding) -> str:
    """The finding: the chance that nothing gets through, its range, and how many do."""
    mean, low, high = one.leakers
    if one.shot_at == 0.0 or not one.interceptors:
        why = "Nothing can shoot" if not one.interceptors else "No interceptor can be fired at any of them"
        return f"{why}: {_all(one, mean, low, high)}."
    chance, least, most = one.no_leak
    said = f"In {numbers.of_100(chance, 'such raids')} nothing gets through."
    if round(100.0 * least) != round(100.0 * most):
        ends = f"{numbers.hundredths(least)} and {numbers.hundredths(most)}"
        said += f" What is not known about the figures leaves that between {ends}."
    return f"{said} On average {_count(mean, low, high)} of {one.missiles:,} get{_s(one)} through."


def _s(one: Finding) -> str:
    return "s" if one.missiles == 1 else ""


def _all(one: Finding, mean: float, low: float, high: float) -> str:
    if mean >= one.missiles * (1.0 - 1e-9):
        return "it gets through" if one.missiles == 1 else f"all {one.missiles:,} get through"
    return f"on average {_count(mean, low, high)} of {one.missiles:,} get{_s(one)} through"


def _count(mean: float, low: float, high: float) -> str:
    """A mean count, to the digits that its band supports; never none."""
    if mean < 0.005:
        return "fewer than 0.01"
    return numbers.banded(mean, low, high)[0]


REASON_WORDS = {
    "not_seen": "no sensor saw them",
    "seen_late": "known too late to shoot",
    "no_track": "no track good enough to shoot on",
    "out_of_reach": "out of reach of every interceptor",
    "no_inventory": "no interceptor left",
    "channel_busy": "every battery in reach busy",
    "missed": "every shot missed",
    "decoy": "interceptors spent on decoys",
    "common_mode": "one fault common to all interceptors",
}
"""Why missiles got through, in few words, by key of `engagements.REASONS`."""


def reasons(shares: Sequence[tuple[str, float]]) -> str:
    """Why they got through, the most frequent first; "" where nothing does."""
    told = sorted(((share, name) for name, share in shares if share >= 0.005), key=lambda one: -one[0])
    parts = [f"{REASON_WORDS[name]} {100.0 * share:.0f} %" for share, name in told]
    return f"Why they got through: {', '.join(parts)}." if parts else ""


LIMIT_WORDS = {
    "not_seen": "no sensor sees them",
    "seen_late": "they are known too late to shoot",
    "no_track": "no track of them is good enough to shoot on",
    "out_of_reach": "no interceptor reaches them",
    "no_inventory": "no interceptor in reach is left",
    "channel_busy": "every battery in reach is busy",
    "missed": "every shot at them misses",
    "decoy": "the interceptors go to decoys",
    "common_mode": "one fault stops every shot",
}
"""What stands in the way of a shield, as the end of a sentence, by key of `engagements.REASONS`."""

MOST_LIMITS = 3
LEAST_SHARE = 0.05
"""A reason for less of what gets through than this share does not bind; the greatest one is always told."""

FEW_LEAKERS = 2.0
"""Of fewer missiles than this a sentence gives no count: parts of one missile say little."""


def binding(
    limits: Sequence[tuple[str, Ends]], leakers: Ends, interceptors: tuple[Ends, int]
) -> tuple[list[str], str]:
    """The limits that bind most: their keys, the greatest first, and the sentence; none where nothing leaks.

    Args:
        limits: Each reason's share of what gets through, with its band.
        leakers: How many get through.
        interceptors: How many are fired, and how many there are.
    """
    ranked = sorted((one for one in limits if one[1][0] > 0.0), key=lambda one: -one[1][0])
    told = [one for one in ranked[:MOST_LIMITS] if one is ranked[0] or one[1][0] >= LEAST_SHARE]
    if not told:
        return [], ""
    many = f" ({_count(*leakers)} on average)" if leakers[0] >= FEW_LEAKERS else ""
    parts = []
    for place, (name, share) in enumerate(told):
        verb = "" if place else " do"
        parts.append(f"{numbers.percent(*share)}{verb} because {LIMIT_WORDS[name]}")
        if name == "no_inventory":
            fired, stock = interceptors
            parts[-1] += f" ({_count(*fired)} of {stock:,} are fired)"
    opening = "One limit binds" if len(told) == 1 else f"{numbers.word(len(told)).capitalize()} limits bind"
    said = f"{opening} most: of the missiles that get through{many}, {numbers.listing(parts)}."
    return [name for name, _ in told], said


FIGURE_WORDS = {
    "kill_probability_given_launch": "the chance that one shot hits",
    "common_failure_probability": "the chance of one fault common to all interceptors",
    "launch_reliability_probability": "the chance that a launch works",
    "discrimination_probability": "the chance to tell a warhead from a decoy",
    "burnout_speed_km_per_s": "the speed of the interceptor",
    "position_error_km": "how well a track must be known",
    "velocity_error_m_per_s": "how well a track's speed must be known",
    "decide_time_s": "the time to decide",
    "confirm_time_s": "the time to be sure of a track",
    "assess_time_s": "the time to see the result of a shot",
    "reaction_time_s": "the time from the order to the launch",
    "raan_deg": "the turn of the orbits at the epoch",
    "phase_deg": "the place of the satellites along their orbits at the epoch",
    "out_of_service_fraction": "the share of satellites out of service",
}
"""Figures in words, by the last part of their path."""


def figure(path: str) -> str:
    """What a figure is, in words, with the entry that it belongs to."""
    parts = path.split(".")
    key = parts[-1]
    words = FIGURE_WORDS.get(key)
    if words is None:
        words = "the " + numbers.without_unit(key).replace("_", " ")
    return f"{words} ({parts[1]})" if parts[0] in ("library", "doctrine") else words


def driver(path: str, low: float, high: float, at_low: float, at_high: float) -> str:
    """The figure that would change the answer most."""
    ends = numbers.figure_range(path.rsplit(".", 1)[-1], low, high)
    answers = f"{numbers.hundredths(at_low)} against {numbers.hundredths(at_high)} of 100 raids"
    return f"What would change the answer most: {figure(path)}, {ends}: {answers}."


def figures_counted(counts: FigureCounts) -> str:
    """How many figures were used, and how well founded they are."""
    total = counts.sourced + counts.assumed + counts.no_source
    said = [f"{counts.sourced:,} have a source", f"{counts.assumed:,} are assumed"]
    said += [f"{counts.no_source:,} come without one"] if counts.no_source else []
    return f"{numbers.count(total, 'figure').capitalize()} used: {numbers.listing(said)}."


def raid_limit(limit: int, shots: int, targets: float, stock: int, layer: str) -> str:
    """The raid that is too large, and what uses the interceptors up.

    Args:
        limit: The largest raid in which every missile can still be shot at.
        shots: At one target.
        targets: Of each missile, decoys among them.
        stock: Interceptors in reach.
        layer: Name of the layer, "" where there is one.
    """
    where = f" of the {layer} layer" if layer else ""
    each = f"{numbers.word(shots)} shot{'' if shots == 1 else 's'}"
    if targets > 1.0:
        each += f" at each of {targets:.3g} targets a missile"
        verb = "use"
    else:
        each, verb = f"{each} each", "uses" if shots == 1 else "use"
    held = "one interceptor" if stock == 1 else f"{stock:,} interceptors"
    if limit < 1:
        return f"{each.capitalize()} would take more than the {held}{where} in reach."
    spent = f"{each.capitalize()} {verb} up the {held}{where} in reach"
    return f"The limit: {numbers.missiles(limit)}. {spent}."


def needed_chance(goal: float, value: float | None, published: Ends, inside: bool) -> str:
    """What the chance of one shot would have to be."""
    wanted = f"For nothing to get through in {numbers.of_100(goal, 'such raids')}"
    if value is None:
        return f"{wanted}, no chance per shot up to 1 is enough"
    middle, low, high = (round(100.0 * one) for one in published)
    range_ = f"published: {middle} %" + (f", {low} to {high}" if low < high else "")
    place = "inside" if inside else "outside"
    needed = f"one shot would have to hit with {100.0 * value:.0f} % ({range_})"
    return f"{wanted}, {needed}: {place} the published range."


def needed_time(goal: float, value: float | None, longest: float, published: Ends) -> str:
    """How long a decision may take."""
    wanted = f"For nothing to get through in {numbers.of_100(goal, 'such raids')}"
    if value is None:
        return f"{wanted}, no time to decide is short enough"
    _, low, high = published
    ends = f"{numbers.duration(low)} to {numbers.duration(high)}"
    if value >= longest:
        return f"{wanted}, the decision may take an hour or more (here: {ends})."
    return f"{wanted}, the decision may take {numbers.duration(value)} at most (here: {ends})."


def needed_count(goal: float, value: int | None, present: int) -> str:
    """How many interceptors it would take."""
    wanted = f"For nothing to get through in {numbers.of_100(goal, 'such raids')}"
    if value is None:
        return f"{wanted}, no number of interceptors is enough"
    return f"{wanted}, {value:,} interceptors would be needed, shared out as now (there are {present:,})."
