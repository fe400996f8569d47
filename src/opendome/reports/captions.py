"""Sentences under the figures of a report: what each finds, and how to read it.

Every finding is one sentence with its number, made from the results.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from opendome.reports import findings, numbers
from opendome.reports.findings import Ends

SURE, NEVER = 0.995, 0.005
"""Beyond these a share is not told from all or none."""


@dataclass(frozen=True)
class HowMany:
    """How many get through of one raid.

    Attributes:
        missiles: How many are launched.
        shares: Chance that 0, 1, … all of them get through.
        usual: 5th and 95th percentile of that number.
    """

    missiles: int
    shares: tuple[float, ...]
    usual: tuple[int, int]


def how_many(one: HowMany) -> str:
    """In how many raids nothing gets through, and in how many much does."""
    none, every = one.shares[0], one.shares[-1]
    start = f"In {numbers.of_100(none, 'raids')} nothing gets through"
    if none > SURE:
        return f"{start}."
    if one.missiles == 1:
        return f"{start}; in {numbers.hundredths(every)} the missile does."
    if every > NEVER:
        return f"{start}; in {numbers.hundredths(every)} all {numbers.word(one.missiles)} do."
    low, high = one.usual
    of = f"of {numbers.word(one.missiles)}"
    if not high:
        some = [count for count, share in enumerate(one.shares) if count and share >= 5e-4]
        ends = _span(some[0], some[-1]) if some else "some"
        return f"{start}; in the others {ends} do."
    if not low:
        verb = "gets" if high == 1 else "get"
        return f"{start}; in 95 of 100 no more than {numbers.word(high)} {of} {verb} through."
    ends = f"{low:,}" if low == high else f"between {low:,} and {high:,}"
    return f"{start}; in 90 of 100, {ends} of the {one.missiles:,} get through."


def _span(low: int, high: int) -> str:
    return numbers.word(low) if low == high else f"{numbers.word(low)} to {numbers.word(high)}"


HOW_MANY_READ = "Each dot is one of 100 raids of this kind: luck and what is not known spread them."


@dataclass(frozen=True)
class Stage:
    """What takes missiles out of a raid, in the order of a flight.

    Attributes:
        name: As `midcourse layer`.
        share: What it takes, of all launched.
        layer: A code of `LAYERS`; -1 for those that fail by themselves, or come down elsewhere.
    """

    name: str
    share: Ends
    layer: int = -1


def hundred(stages: Sequence[Stage], through: Ends) -> list[int]:
    """Of 100 missiles what each stage takes, and what gets through: whole numbers that add up."""
    first, *rest = numbers.of_hundred([through[0], *(stage.share[0] for stage in stages)])
    return [*rest, first]


def layers(stages: Sequence[Stage], through: Ends) -> str:
    """What each layer stops of what is left to it."""
    *takes, last = hundred(stages, through)
    left, fails = 100, 0
    said: list[str] = []
    for stage, count in zip(stages, takes, strict=True):
        if stage.layer >= 0:
            verb, rest = ("", " that are left") if said else ("stops ", "")
            said.append(f"the {stage.name} {verb}{count or 'none'} of the {left}{rest}")
        else:
            fails += count
        left -= count
    opening = f"{fails} do not come to their aim by themselves, " if fails else ""
    ends = f"{numbers.hundredths(through[0])} get{'s' if last == 1 else ''} through"
    return f"Of 100 missiles {opening}{numbers.listing(said)}; {ends}."


LAYERS_READ = "Each bar is what one layer takes from those left to it; in brackets 90 % of what is not known."

BECAUSE = {
    "not_seen": "because no sensor saw them",
    "seen_late": "because they were known too late to shoot",
    "no_track": "because no track was good enough to shoot on",
    "out_of_reach": "because no interceptor could reach them",
    "no_inventory": "because no interceptor was left",
    "channel_busy": "because every battery in reach was busy",
    "missed": "because every shot missed",
    "decoy": "because interceptors were spent on decoys",
    "common_mode": "because of one fault common to all interceptors",
}
"""Why missiles got through, behind a number of them, by key of `engagements.REASONS`."""


def reasons(shares: Sequence[tuple[str, Ends]]) -> str:
    """The reason that decided most often."""
    name, share = max(shares, key=lambda one: one[1][0])
    missed = next((ends[0] for key, ends in shares if key == "missed"), 0.0)
    said = f"of 100 missiles that get through, {numbers.hundredths(share[0])} do {BECAUSE[name]}"
    if missed < 0.5 - NEVER and name != "missed":
        return f"Most leaks are not misses: {said}."
    return f"{said[0].upper()}{said[1:]}."


REASONS_READ = (
    "Each bar is one reason's share of all that get through; in brackets 90 % of what is not known."
)


@dataclass(frozen=True)
class Mover:
    """A figure at both ends of its range, in the unit of its path, and the answer there.

    Attributes:
        path: Of the figure.
        low, high: Ends of its range.
        at_low, at_high: Chance that nothing gets through, all other figures at their values.
    """

    path: str
    low: float
    high: float
    at_low: float
    at_high: float

    @property
    def ends(self) -> tuple[str, str]:
        """Both ends of the range with their unit."""
        return numbers.figure_ends(self.path.rsplit(".", 1)[-1], self.low, self.high)


def movers(found: Sequence[Mover]) -> str:
    """The figure that moves the answer most."""
    top = found[0]
    low, high = top.ends
    at_low, at_high = numbers.hundredths(top.at_low), numbers.hundredths(top.at_high)
    return (
        f"Knowing {findings.figure(top.path)} better would settle more than any other figure: nothing gets "
        f"through in {at_low} of 100 raids at {low}, in {at_high} at {high}."
    )


def movers_read(reference: float, luck: tuple[int, int]) -> str:
    """How to read the bars, and what the bar of luck is."""
    low, high = luck
    count = f"{low or 'none'}" if low == high else f"{low} to {high}" if low else f"up to {high}"
    let = "let" if high else "lets"
    return (
        "Each bar is one figure from end to end of its range, all others at their values (dotted line: "
        f"{numbers.hundredths(reference)}); the solid line is the answer over all draws. Hatched is luck: "
        f"with every figure at its value, {count} of 100 raids {let} nothing through, 90 times of 100."
    )
