"""Sentences about raids of other sizes: up to where the shield holds, and what runs out."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from opendome.arrays import Floats
from opendome.records.raid_sizes import RaidSizes
from opendome.reports import numbers
from opendome.reports.findings import Ends

HOPELESS, NOTHING = 0.9, 0.995
"""From which share on of those that fly hardly any further missile is stopped; and none at all."""

STEADY = 0.75
"""Shares that differ by less are the same share."""

MOSTLY = 0.5
"""A site counts as empty from the size on at which more raids than this leave nothing there."""


@dataclass(frozen=True)
class Bend:
    """What the curve of a raid's size comes to.

    Attributes:
        first: Where the first part of the curve ends [missiles].
        share: The largest share of a raid that gets through up to there.
        steady: Whether it is about the same share all along.
        hopeless: From this missile on hardly any further one is stopped; 0 where there is none.
        nothing: Whether none at all is stopped from there on.
        after: Share of further missiles that get through beyond the first part.
        top: The largest raid.
    """

    first: int
    share: float
    steady: bool
    hopeless: int
    nothing: bool
    after: float
    top: int


def bend(found: RaidSizes, limit: int) -> Bend:
    """What the curve says before and after a limit; from its own numbers alone.

    Args:
        found: The curve.
        limit: The largest raid with interceptors for every missile.
    """
    sizes, through, unopposed = (
        np.concatenate(([0.0], one)) for one in (found.missiles, found.leakers, found.unopposed)
    )
    top, begins = int(sizes[-1]), _hopeless(through, unopposed)
    start = top if begins < 0 else int(sizes[begins])
    first = max(1, min(limit, start) if limit else start)
    shares = found.leakers[found.missiles <= first] / found.missiles[found.missiles <= first]
    at = float(np.interp(first, sizes, through))
    return Bend(
        first=first,
        share=float(shares.max(initial=0.0)),
        steady=bool(shares.min(initial=1.0) >= STEADY * shares.max(initial=0.0)),
        hopeless=start + 1 if start < top else 0,
        nothing=0 <= begins < len(sizes) - 1 and _all_of(through, unopposed, begins),
        after=float(through[-1] - at) / (top - first) if first < top else 0.0,
        top=top,
    )


def _all_of(through: Floats, unopposed: Floats, begins: int) -> bool:
    """Whether all that fly get through beyond a size, at once and to the end."""
    return all(
        bool(through[end] - through[begins] >= NOTHING * (unopposed[end] - unopposed[begins]))
        for end in (begins + 1, -1)
    )


def _hopeless(through: Floats, unopposed: Floats) -> int:
    """The first size beyond which hardly any further missile is stopped, at once and to the end; -1: none."""
    rises = np.diff(through) >= HOPELESS * np.diff(unopposed)
    tail = (through[-1] - through[:-1]) >= HOPELESS * (unopposed[-1] - unopposed[:-1])
    found = np.flatnonzero(rises & tail)
    return int(found[0]) if len(found) else -1


def how_big(one: Bend) -> tuple[str, str]:
    """The finding in two clauses, of which the second may be empty: before the bend, and after it."""
    none = "no further one" if one.nothing else "hardly any further one"
    if one.hopeless == 1:
        return f"{'None' if one.nothing else 'Hardly any'} of the missiles is stopped, however few come", ""
    before = _up_to(one.first, one.share, one.steady)
    if one.hopeless:
        return before, f"from the {numbers.ordinal(one.hopeless)} on, {none} is stopped"
    if one.first >= one.top:
        return before, ""
    if STEADY * one.after <= one.share:
        return _up_to(one.top, max(one.share, one.after), one.steady), ""
    share, several = numbers.one_in(one.after)
    return before, f"of those beyond, {share} {'do' if several else 'does'}"


def _up_to(size: int, share: float, steady: bool) -> str:
    """Which share gets through of raids of up to so many."""
    words, several = numbers.one_in(share)
    if size == 1:
        return f"A single missile gets through in {words} raids".replace("half raids", "half of all raids")
    most = "" if steady else "no more than "
    return f"Up to {size:,} missiles, {most}{words} {'get' if several else 'gets'} through"


def sentence(clauses: tuple[str, str]) -> str:
    """Two clauses as one sentence."""
    return "; ".join(clause for clause in clauses if clause) + "."


def how_big_read(found: RaidSizes) -> str:
    """How to read the line and its band, and what is dotted."""
    share = float(found.unopposed[-1] / found.missiles[-1])
    dotted = "Dotted: if nobody shot"
    if share < NOTHING:
        dotted += f" ({100.0 * (1.0 - share):.0f} of 100 do not come to their aim by themselves)"
    said = [
        f"The line is the mean, the band holds 90 of 100 draws of what is not known{_draws(found)}; luck "
        "spreads single raids wider.",
        f"{dotted}.",
    ]
    if found.crowded.any():
        size = int(found.missiles[found.crowded][0])
        said.append(f"From {size:,} missiles on, some radar may have more to follow than it can.")
    return " ".join(said)


def _draws(found: RaidSizes) -> str:
    """How many draws a band stands on."""
    flown = ""
    if found.flown_count < found.worlds_count:
        flown = f"; of flights and tracks {found.flown_count:,}"
    return f" ({found.worlds_count:,} draws{flown})"


@dataclass(frozen=True)
class Kind:
    """A kind of interceptor: its name, and the chance that one shot hits with the ends of its range."""

    name: str
    hits: Ends


@dataclass(frozen=True)
class Rule:
    """How one layer shoots: shots a look, looks, and with what."""

    layer: str
    shots: int
    looks: int
    kinds: tuple[Kind, ...]


def doctrine(rules: Sequence[Rule]) -> str:
    """By which rule is shot, and how often one shot hits: the bend belongs to both.

    >>> doctrine([Rule("midcourse", 4, 1, (Kind("GBI", (0.57, 0.39, 0.73)),))])
    'Four shots each; one shot hits in 57 of 100 (39–73)'
    """
    shots = {(rule.shots, rule.looks) for rule in rules}
    if len(shots) == 1:
        fired = _salvo(*shots.pop())
    else:
        fired = ", ".join(f"{rule.layer}: {_salvo(rule.shots, rule.looks).lower()}" for rule in rules)
        fired = fired[:1].upper() + fired[1:]
    kinds = list(dict.fromkeys(kind for rule in rules for kind in rule.kinds))
    chances = {kind.hits for kind in kinds}
    if len(chances) == 1:
        return f"{fired}; one shot hits in {_of_100(chances.pop())}"
    told = " and ".join(f"{kind.name} in {_of_100(kind.hits)}" for kind in kinds[:2])
    more = f", {numbers.word(len(kinds) - 2)} more kinds" if len(kinds) > 2 else ""
    return f"{fired}; one shot hits: {told}{more}"


def _salvo(shots: int, looks: int) -> str:
    said = numbers.count(shots, "shot").capitalize()
    if looks == 1:
        return f"{said} each"
    more = "once more" if looks == 2 else f"up to {numbers.word(looks - 1)} times more"
    return f"{said} each, {more} after a look"


def _of_100(ends: Ends) -> str:
    value, low, high = (f"{100.0 * end:.0f}" for end in ends)
    return f"{value} of 100" + (f" ({low}–{high})" if low != high else "")


@dataclass(frozen=True)
class Site:
    """One battery: where it stands, how many interceptors it has, and whether any missile is in its reach."""

    name: str
    stock: int
    reaches: bool


def first_empty(found: RaidSizes) -> list[int]:
    """The size of raid from which on each site is empty after most raids; 0 for none (S,).

    Between two sizes that were worked out the share of such raids is taken to rise evenly.
    """
    sizes = np.concatenate(([0], found.missiles)).astype(np.float64)
    every = np.arange(1, int(found.missiles[-1]) + 1)
    first = []
    for share in found.empty.T:
        mostly = np.interp(every, sizes, np.concatenate(([0.0], share))) > MOSTLY
        first.append(int(every[mostly.argmax()]) if mostly.any() else 0)
    return first


def in_steps(found: RaidSizes) -> bool:
    """Whether every size was worked out."""
    return bool((np.diff(found.missiles, prepend=0) == 1).all())


def runs_out(found: RaidSizes, sites: Sequence[Site]) -> str:
    """Which site is empty first, or that none is."""
    able = [place for place, site in enumerate(sites) if site.reaches and site.stock]
    empty = first_empty(found)
    gone = sorted((empty[place], place) for place in able if empty[place])
    top = int(found.missiles[-1])
    if not gone:
        least = min(able, key=lambda place: found.left[-1, place] / sites[place].stock)
        kept, stock = found.left[-1, least], sites[least].stock
        said = f"{left_of(float(kept))} of {stock:,}"
        return f"No site runs out in raids of up to {top:,} missiles; {sites[least].name} keeps {said}."
    first = gone[0][0]
    names = [sites[place].name for size, place in gone if size == first]
    verb = "is" if len(names) == 1 else "are"
    said = f"From {numbers.missiles(first)} on, {numbers.listing(names)} {verb} empty after most raids"
    later = [f"{sites[place].name} from {size:,} on" for size, place in gone if size > first]
    if later:
        said += f"; {numbers.listing(later[:2])}" + (f", {len(later) - 2:,} more later" if later[2:] else "")
    keeps = [place for place in able if not empty[place]]
    if keeps and not later:
        kept = left_of(float(found.left[-1, keeps[0]]))
        said += f"; {sites[keeps[0]].name} keeps {kept} of {sites[keeps[0]].stock:,} after {top:,}"
    return f"{said}."


def left_of(count: float) -> str:
    """Interceptors left, as a mean: of many all are told, for those that are gone are few of them."""
    return numbers.significant(count) if count < 10.0 else numbers.rounded(count, 0)


def runs_out_read(found: RaidSizes, sites: Sequence[Site]) -> str:
    """How to read the steps, and who is out of reach."""
    lines = "Steps are means" if in_steps(found) else f"Lines are means at {len(found)} sizes"
    said = [f"{lines}, bands hold 90 of 100 draws of what is not known{_draws(found)}."]
    far = [site for site in sites if not site.reaches and site.stock]
    if far:
        names = numbers.listing([site.name for site in far])
        verb, keep = ("is", "keeps its") if len(far) == 1 else ("are", "keep their")
        stock = " and ".join(f"{site.stock:,}" for site in far)
        said.append(f"{names} {verb} out of reach of every missile of this raid and {keep} {stock}.")
    return " ".join(said)


def site_names(names: Sequence[str]) -> list[str]:
    """Names of batteries by what tells them apart: their places, else their kinds, else both.

    >>> site_names(["GBI, Fort Greely", "GBI, Vandenberg"])
    ['Fort Greely', 'Vandenberg']
    >>> site_names(["THAAD, Al Udeid", "Patriot, Al Udeid"])
    ['THAAD', 'Patriot']
    """
    parts = [name.partition(", ")[::2] for name in names]
    for side in (1, 0):
        short = [part[side] for part in parts]
        if all(short) and len(set(short)) == len(names):
            return short
    return list(names)
