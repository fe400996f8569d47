"""The entries that Python calls.

The arrays that device code here hands on, by name; a function says itself what differs.

Arrays:
    posts, post: Shooters as `state` names the columns, (S, POST + channels), and one of them.
    layers, rule: Layers, (LAYER_COUNT, ONE_LAYER), and one of them.
    kinds: Kinds of interceptors, (K, ONE_KIND).
    things, thing: What flies, (things, THING + 2 K), and one of them.
    threats, threat: Threats, (N, ONE_THREAT), and one of them.
    tells: 1 where a kind of interceptor has told that a thing is a decoy, (K,).
    chances, chance: Opportunities against one threat, (S, CHANCE), and one of them.
    limits: Their codes, (S,).
    key, threat_keys: The words that a threat's name is hashed to, (2,), and those of all, (N, 2).
    kind_keys: The same of kinds of interceptors, (K, 2).
    failed: 1 for kinds of interceptors that a common fault stops, (K,).
    open_kinds: Kinds whose fault may or may not be there, (MOST_OPEN,).
    sums: What plays add up to for one threat, (SUMS,).
    of_play: What a play adds up to, (PLAY + S,).
    shots: Room for shots that are kept, (room, SHOT).
    used: How many there are, (1,).
    times, numbers: The heap of events: when [s], and which, (events,).
    span, meeting: Meetings of one stretch, (SAMPLES, MEETING), and of all, (SPANS, SAMPLES, MEETING).
    time, good: Nodes of tracks [s], and whether they are good enough to shoot on, (K,).
"""

from __future__ import annotations

from math import inf

import numpy as np

from opendome.arrays import Codes, Floats, Integers
from opendome.compiled import kernel, ready
from opendome.engagement.chances import MOST_OPEN
from opendome.engagement.plays import add_chances, add_rolled, begin_play
from opendome.engagement.shooting import shoot_all
from opendome.engagement.state import LAYER_COUNT
from opendome.engagement.windows import Flags, find
from opendome.records.opportunities import NOT_SEEN
from opendome.records.reach import REACHES


@kernel(
    "void(i8[:,::1], f8[:,:,:,::1], i8[:,::1], f8[::1], f8[::1], b1[:,::1], i8[::1], f8[::1], i8[::1],"
    " f8[::1], f8[::1], i8, i8, f8[:,:,::1], i8[:,::1])"
)
def opportunities(
    row: Integers,
    meeting: Floats,
    reaches: Integers,
    launched: Floats,
    time: Floats,
    good: Flags,
    first: Integers,
    reported: Floats,
    kind: Integers,
    delay: Floats,
    reaction: Floats,
    begin: int,
    end: int,
    chance: Floats,
    limit: Integers,
) -> None:
    """Find who may shoot at threats `begin` to `end`, without `end`.

    Args:
        row, meeting, reaches: As `Reach` holds them (N, S), (M, …), (N, S).
        launched: Launch of each threat [s] (N,).
        time, good: Nodes of tracks, and whether they are good enough, by kind (K,), (kinds, K).
        first: First node of each threat (N + 1,).
        reported: When others may first know of each threat [s], infinity for never (N,).
        kind: Of each shooter (S,).
        delay, reaction: Of each shooter: to confirm and decide, and to launch [s] (S,).
        begin, end: Which threats.
        chance: NaN; receives opportunities (N, S, CHANCE).
        limit: Receives codes of `CHANCE_LIMITS` (N, S).
    """
    for threat in range(begin, end):
        for one in range(len(kind)):
            found = reaches[threat, one]
            if found != REACHES:
                limit[threat, one] = found
            elif reported[threat] == inf:
                limit[threat, one] = NOT_SEEN
            else:
                limit[threat, one] = find(
                    meeting[row[threat, one]], launched[threat], time, good[kind[one]], first[threat],
                    first[threat + 1], reported[threat], delay[one], reaction[one], chance[threat, one],
                )  # fmt: skip


@kernel(
    "void(i8[::1], i8[::1], f8[:,::1], f8[:,::1], f8[:,::1], f8[:,::1], i8[::1], f8[:,::1], f8[:,:,::1],"
    " i8[:,::1], i8[:,::1], i8[:,::1], i8, i8, f8[:,::1], i1[:,:,::1], f8[:,::1], f8[::1], f8[:,:,::1],"
    " i8[::1])"
)
def engage(
    plays: Integers,
    kept: Integers,
    posts: Floats,
    layers: Floats,
    kinds: Floats,
    things: Floats,
    first: Integers,
    threats: Floats,
    chances: Floats,
    limits: Integers,
    threat_keys: Integers,
    kind_keys: Integers,
    begin: int,
    end: int,
    sums: Floats,
    codes: Codes,
    per_play: Floats,
    shares: Floats,
    shots: Floats,
    used: Integers,
) -> None:
    """Play plays `begin` to `end`, without `end`, of one world.

    Args:
        plays: Their numbers (P,).
        kept: Row of `shots` that a play's shots go to, -1 for none (P,).
        posts, layers, kinds, things, threats: See `state`; as a play begins, not changed.
        first: First thing of each threat (N + 1,).
        chances, limits: Opportunities (N, S, CHANCE), (N, S).
        threat_keys, kind_keys: Words that names are hashed to (N, 2), (K, 2).
        begin, end: Which plays.
        sums, shares: Zero; receive sums over these plays (N, SUMS), (N + 1,).
        codes, per_play: Receive what was rolled (P, N, 2), and zero; what each adds up to (P, PLAY + S).
        shots, used: Receive kept shots (rows, room, SHOT), (rows,).
    """
    many, size = len(things), len(threats)
    things, threats = things.copy(), threats.copy()
    times, numbers = np.empty(LAYER_COUNT * many + 1), np.empty(LAYER_COUNT * many + 1, dtype=np.int64)
    tells, failed = np.empty((many, len(kinds))), np.empty(len(kinds))
    stops, counts, mine = np.empty((2, LAYER_COUNT)), np.empty(size + 1), np.empty(size)
    open_kinds, nothing = np.empty(MOST_OPEN, dtype=np.int64), np.zeros(1, dtype=np.int64)
    for row in range(begin, end):
        post, layer, kind = posts.copy(), layers.copy(), kinds.copy()
        begin_play(plays[row], kind, things, threats, threat_keys, kind_keys)
        into, keep = max(kept[row], 0), kept[row] >= 0
        shoot_all(
            plays[row], post, layer, kind, things, threats, chances, limits, threat_keys, kind_keys, times,
            numbers, tells, shots[into], used[into : into + 1] if keep else nothing, keep,
        )  # fmt: skip
        decoys = add_rolled(post, kind, things, first, threats, failed, sums, codes[row], per_play[row])
        add_chances(
            kind, things, first, threats, failed, decoys, open_kinds, stops, counts, mine, sums,
            per_play[row], shares,
        )  # fmt: skip


ready(__name__)
