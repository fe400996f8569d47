"""One play from its beginning to what it adds up to. Device code."""

from __future__ import annotations

from math import floor, inf

from opendome.arrays import Codes, Floats, Integers
from opendome.compiled import device
from opendome.engagement.chances import add_counts, add_threat, convolve, fault_states, rolled, weigh
from opendome.engagement.shooting import FAILS, FAULT, TURNED
from opendome.engagement.state import (
    COMMON,
    FAILED,
    FIRED,
    FIRST_MEETING,
    FIRST_SHOT,
    FLIES,
    LAYER,
    MANY,
    OPEN,
    PENDING,
    PLAY,
    PLAY_LAYERS,
    PLAY_LEAKERS,
    PLAY_NO_LEAK,
    RELIABLE,
    SHOTS,
    STOPPED_AT,
    SUM_FLIES,
    SUM_SQUARES,
    THING,
    TURN,
    WARHEAD,
    WHY,
)
from opendome.randomness.device import pair
from opendome.records.engagements import NEVER_FLEW, STOPPED

STORY = 0
"""The play that tells the story is not counted, and every threat flies in it."""


@device
def begin_play(
    play: int, kinds: Floats, things: Floats, threats: Floats, threat_keys: Integers, kind_keys: Integers
) -> None:
    """Set all things back, and roll which threats fly and which kinds of interceptors fail."""
    for kind in range(len(kinds)):
        share = pair(0, FAULT, play, kind_keys[kind, 0], kind_keys[kind, 1])[0]
        kinds[kind, FAILED] = 1.0 if share < kinds[kind, COMMON] else 0.0
        kinds[kind, OPEN] = 1.0
    for threat in range(len(threats)):
        share = pair(0, FAILS, play, threat_keys[threat, 0], threat_keys[threat, 1])[0]
        flies = share < threats[threat, RELIABLE] or play == STORY
        threats[threat, FLIES] = 1.0 if flies else 0.0
        share = pair(0, TURNED, play, threat_keys[threat, 0], threat_keys[threat, 1])[0]
        threats[threat, TURN] = floor(share * threats[threat, MANY])
    for place in range(len(things)):
        thing = things[place]
        for column in range(SHOTS, THING + 2 * len(kinds)):
            thing[column] = 1.0 if THING <= column < THING + len(kinds) else 0.0
        thing[PENDING] = -inf
        thing[STOPPED_AT] = thing[FIRST_SHOT] = thing[FIRST_MEETING] = inf


@device
def add_rolled(
    posts: Floats, kinds: Floats, things: Floats, first: Integers, threats: Floats, failed: Floats,
    sums: Floats, codes: Codes, of_play: Floats,
) -> float:  # fmt: skip
    """Add what was fired, and note what was rolled; shots at decoys.

    Args:
        posts, kinds, things, threats: See `state`.
        first: First thing of each threat (N + 1,).
        failed: Work (K,).
        sums, of_play: Receive what adds up, see `state`.
        codes: Receives the layer that stopped each threat, and what decided (N, 2).
    """
    at_decoys = 0.0
    for place in range(len(things)):
        at_decoys += things[place, SHOTS] if things[place, WARHEAD] < 1.0 else 0.0
    for one in range(len(posts)):
        of_play[PLAY + one] = posts[one, FIRED]
        of_play[PLAY_LAYERS + 3 * int(posts[one, LAYER]) + 1] += posts[one, FIRED]
    for kind in range(len(kinds)):
        failed[kind] = kinds[kind, FAILED]
    for threat in range(len(threats)):
        if threats[threat, FLIES] < 1.0:
            codes[threat, 0], codes[threat, 1] = NEVER_FLEW, STOPPED
            continue
        mine, rest = first[threat], first[threat + 1]
        add_counts(things, mine, rest, sums[threat], of_play)
        sums[threat, SUM_FLIES] += 1.0
        layer, why = rolled(things, mine, rest, kinds, failed, int(threats[threat, WHY]), at_decoys)
        codes[threat, 0], codes[threat, 1] = layer, why
    return at_decoys


@device
def add_chances(
    kinds: Floats, things: Floats, first: Integers, threats: Floats, failed: Floats, at_decoys: float,
    open_kinds: Integers, stops: Floats, counts: Floats, mine: Floats, sums: Floats, of_play: Floats,
    shares: Floats,
) -> None:  # fmt: skip
    """Add the chances of every fate, over both states of every fault that changed nothing.

    Args:
        kinds, things, threats: See `state`.
        first: First thing of each threat (N + 1,).
        failed, open_kinds, stops, counts, mine: Work (K,), (MOST_OPEN,), (2, 4), (N + 1,), (N,).
        at_decoys: Shots that were fired at decoys.
        sums, of_play: Receive what adds up, see `state`.
        shares: Receives the chance of each number of leakers (N + 1,).
    """
    open_count = fault_states(kinds, open_kinds)
    mine[:] = 0.0
    for state in range(1 << open_count):
        weight = weigh(kinds, open_kinds, open_count, state, failed)
        none, least, most = 1.0, 0, 0
        counts[0] = 1.0
        for threat in range(len(threats)):
            if threats[threat, FLIES] < 1.0:
                continue
            leak = add_threat(
                things, first[threat], first[threat + 1], kinds, failed, weight, threats[threat], at_decoys,
                stops[0], stops[1], sums[threat], of_play,
            )  # fmt: skip
            of_play[PLAY_LEAKERS] += weight * leak
            mine[threat] += weight * leak
            none *= 1.0 - leak
            least, most = convolve(leak, least, most, counts)
        of_play[PLAY_NO_LEAK] += weight * none
        for number in range(least, most + 1):
            shares[number] += weight * counts[number]
    for threat in range(len(threats)):
        sums[threat, SUM_SQUARES] += mine[threat] * mine[threat]
