"""What a play adds up to: chances instead of dice, wherever dice decide nothing else. Device code."""

from __future__ import annotations

from math import inf

from opendome.arrays import Floats, Integers
from opendome.compiled import device
from opendome.engagement.state import (
    BUSY,
    COMMON,
    COUNTS,
    FAILED,
    FIRST_MEETING,
    FIRST_SHOT,
    GONE,
    LAYER_COUNT,
    LOOKS,
    MINE,
    NONE_LEFT,
    OPEN,
    PLAY_LAYERS,
    SHOTS,
    STOPPED_AT,
    STOPPED_BY,
    SUM_ARRIVES,
    SUM_DECIDED,
    SUM_SHOTS,
    SUM_STOPPED,
    THING,
    WARHEAD,
    WHY,
)
from opendome.records.engagements import CHANNEL_BUSY, COMMON_MODE, DECOY, MISSED, NO_INVENTORY, STOPPED

MOST_OPEN = 4
"""Kinds of interceptors whose common fault is taken both ways; that of further kinds as it was rolled."""

IMPOSSIBLE = 1e-40
"""What has less chance is not followed: added to one it changes no digit."""


@device
def miss_of(thing: Floats, kind: int, failed: Floats) -> float:
    """Chance that all open shots of one kind at a thing miss, given which kinds have failed."""
    return 1.0 if failed[kind] > 0.0 else thing[THING + kind]


@device
def past_layers(thing: Floats, kinds: Floats, failed: Floats, stops: Floats) -> float:
    """Chance that a thing gets past every layer; `stops` (4,) receives what each stops."""
    stops[:] = 0.0
    if thing[GONE] > 0.0:
        stops[int(thing[STOPPED_BY])] = 1.0
        return 0.0
    left = 1.0
    for layer in range(LAYER_COUNT):
        miss = 1.0
        for kind in range(len(kinds)):
            if kinds[kind, MINE] == layer:
                miss *= miss_of(thing, kind, failed)
        stops[layer] = left * (1.0 - miss)
        left *= miss
    return left


@device
def reason_of(thing: Floats, kinds: Floats, failed: Floats, why: int, at_decoys: float) -> int:
    """What decided that a thing got through.

    Args:
        thing, kinds: See `state`.
        failed: 1 for kinds of interceptors that a common fault stops (K,).
        why: What kept all shooters from it, if they never could.
        at_decoys: Shots that were fired at decoys.
    """
    if thing[SHOTS] > 0.0:
        for kind in range(len(kinds)):
            if thing[THING + len(kinds) + kind] > 0.0 and failed[kind] < 1.0:
                return MISSED
        return COMMON_MODE
    if thing[NONE_LEFT] > 0.0:
        return DECOY if at_decoys > 0.0 else NO_INVENTORY
    return CHANNEL_BUSY if thing[BUSY] > 0.0 else why


@device
def fault_states(kinds: Floats, open_kinds: Integers) -> int:
    """List kinds whose common fault changed nothing yet and may or may not be there; how many."""
    count = 0
    for kind in range(len(kinds)):
        if kinds[kind, OPEN] > 0.0 and 0.0 < kinds[kind, COMMON] < 1.0 and count < MOST_OPEN:
            open_kinds[count] = kind
            count += 1
    return count


@device
def weigh(kinds: Floats, open_kinds: Integers, count: int, state: int, failed: Floats) -> float:
    """Chance of one state of the open faults; `failed` (K,) receives which kinds it stops."""
    for kind in range(len(kinds)):
        failed[kind] = kinds[kind, FAILED]
    weight = 1.0
    for place in range(count):
        kind = open_kinds[place]
        there = (state >> place) & 1
        failed[kind] = 1.0 * there
        weight *= kinds[kind, COMMON] if there else 1.0 - kinds[kind, COMMON]
    return weight


@device
def add_threat(
    things: Floats, begin: int, end: int, kinds: Floats, failed: Floats, weight: float, threat: Floats,
    at_decoys: float, stops: Floats, first_stops: Floats, sums: Floats, of_play: Floats,
) -> float:  # fmt: skip
    """Add one threat in one state of faults; the chance that it gets through to its aim.

    A threat of several warheads counts for the layer that stops the first of them.

    Args:
        things, begin, end: Which of them are the threat's.
        kinds, failed: Kinds of interceptors, and which a fault stops.
        weight: Chance of this state.
        threat: See `state`.
        at_decoys: Shots that were fired at decoys.
        stops, first_stops: Work (4,).
        sums, of_play: Receive chances, see `state`.
    """
    none, of_first = 1.0, 0.0
    for place in range(begin, end):
        thing = things[place]
        if thing[WARHEAD] < 1.0:
            continue
        if place > begin:
            left = past_layers(thing, kinds, failed, stops)
        else:
            left = past_layers(thing, kinds, failed, first_stops)
            of_first = 1.0 - left
        leaks = weight * none * left * threat[COUNTS]
        if leaks > 0.0:
            # the first warhead that gets through decides
            sums[SUM_DECIDED + reason_of(thing, kinds, failed, int(threat[WHY]), at_decoys)] += leaks
        none *= 1.0 - left
    for layer in range(LAYER_COUNT if of_first > 0.0 else 0):
        share = weight * none * first_stops[layer] / of_first
        sums[SUM_STOPPED + layer] += share
        of_play[PLAY_LAYERS + 3 * layer + 2] += share
    leak = (1.0 - none) * threat[COUNTS]
    sums[SUM_ARRIVES] += weight * leak
    sums[SUM_DECIDED + STOPPED] += weight * none
    return leak


@device
def convolve(chance: float, least: int, most: int, shares: Floats) -> tuple[int, int]:
    """Let one more threat get through with this chance; the least and largest number that can, now.

    Numbers at both ends that are as good as impossible are left out: of thousands of threats only some
    hundreds of numbers are not.

    Args:
        chance: That it gets through.
        least, most: The least and the largest number so far.
        shares: Chance of each number from `least` to `most` (N + 1,).
    """
    if chance <= 0.0:
        return least, most
    shares[most + 1] = 0.0
    for number in range(most + 1, least, -1):
        shares[number] = shares[number] * (1.0 - chance) + shares[number - 1] * chance
    shares[least] *= 1.0 - chance
    most += 1
    while least < most and shares[least] < IMPOSSIBLE:
        least += 1
    while least < most and shares[most] < IMPOSSIBLE:
        most -= 1
    return least, most


@device
def add_counts(things: Floats, begin: int, end: int, sums: Floats, of_play: Floats) -> None:
    """Add shots, looks and times of one threat; see `state`."""
    shots, first, meets = 0.0, inf, inf
    for place in range(begin, end):
        shots += things[place, SHOTS]
        first, meets = min(first, things[place, FIRST_SHOT]), min(meets, things[place, FIRST_MEETING])
    for layer in range(LAYER_COUNT):
        looks = 0.0
        for place in range(begin, end):
            looks = max(looks, things[place, LOOKS + layer])
        sums[SUM_SHOTS + 1] += looks
        of_play[PLAY_LAYERS + 3 * layer] += 1.0 if looks > 0.0 else 0.0
    sums[SUM_SHOTS] += shots
    if shots > 0.0:
        sums[SUM_SHOTS + 2] += 1.0
        sums[SUM_SHOTS + 3] += first
        sums[SUM_SHOTS + 4] += meets


@device
def rolled(
    things: Floats, begin: int, end: int, kinds: Floats, failed: Floats, why: int, at_decoys: float
) -> tuple[int, int]:
    """What became of one threat as it was rolled: the layer that stopped it, 4 for none; what decided."""
    past = LAYER_COUNT
    for place in range(begin, end):
        thing = things[place]
        if thing[WARHEAD] < 1.0:
            continue
        if thing[STOPPED_AT] == inf:
            return LAYER_COUNT, reason_of(thing, kinds, failed, why, at_decoys)
        if place == begin:
            past = int(thing[STOPPED_BY])
    return past, STOPPED
