"""One play: events in order of time, shots, looks, and what is believed. Device code."""

from __future__ import annotations

from math import inf

from opendome.arrays import Floats, Integers
from opendome.compiled import device
from opendome.engagement.events import pop, push
from opendome.engagement.planner import EMPTY, NOBODY, TAKEN, decide, flight_at, free_channel, may_shoot
from opendome.engagement.state import (
    ASSESS,
    BEGINS,
    BELIEVED,
    BUSY,
    DONE,
    FAILED,
    FIRED,
    FIRST_MEETING,
    FIRST_SHOT,
    FLIES,
    GONE,
    HITS,
    KIND,
    LAYER,
    LAYER_COUNT,
    LEFT,
    LOOKS,
    MANY,
    MOST_LOOKS,
    NEXT,
    NONE_LEFT,
    NUMBER,
    OPEN,
    OWED,
    PENDING,
    SALVO,
    SEEMS_FLYING,
    SEEMS_STOPPED,
    SHOTS,
    SPACING,
    STOCK,
    STOPPED_AT,
    STOPPED_BY,
    TELLS,
    THING,
    THREAT,
    TURN,
    WANTED,
    WARHEAD,
)
from opendome.randomness.device import pair, words
from opendome.records.engagements import (
    SHOT_DECOY,
    SHOT_HIT,
    SHOT_INTERCEPT,
    SHOT_LAUNCH,
    SHOT_LAYER,
    SHOT_LOOK,
    SHOT_OBJECT,
    SHOT_PLAY,
    SHOT_SHOOTER,
    SHOT_THREAT,
)
from opendome.records.opportunities import FIRST, LAST

# What a draw decides (blocks of the generator).
FAILS, TOLD, STRIKES, SEEMS, FAULT, TURNED = range(6)

MOST_SHOTS = 4_096
"""Shots at one thing whose draws do not meet those of the next."""


@device
def shoot_all(
    play: int, posts: Floats, layers: Floats, kinds: Floats, things: Floats, threats: Floats, chances: Floats,
    limits: Integers, threat_keys: Integers, kind_keys: Integers, times: Floats, numbers: Integers,
    tells: Floats, shots: Floats, used: Integers, keep: bool,
) -> None:  # fmt: skip
    """Play until nobody has anything left to decide.

    Args:
        play: Its number.
        posts, layers, kinds, things, threats: See `state`; they stand as a play begins, and are changed.
        chances, limits: Opportunities (N, S, CHANCE), (N, S).
        threat_keys, kind_keys: Words that names are hashed to (N, 2), (K, 2).
        times, numbers: Work of the heap (4 things,).
        tells: Work: 1 where a kind has told that a thing is a decoy (things, K).
        shots: Receives shots, if they are kept (room, SHOT).
        used: How many shots there are (1,).
        keep: Whether shots are kept.
    """
    count = 0
    for thing in range(len(things)):
        threat = int(things[thing, THREAT])
        if threats[threat, FLIES] < 1.0:
            continue
        told(play, things[thing], kinds, threat_keys[threat], kind_keys, tells[thing])
        for layer in range(LAYER_COUNT):
            opens = inf
            for one in range(len(posts)):
                post = posts[one]
                if may_shoot(post, layer, limits[threat, one], tells[thing]):
                    opens = min(opens, chances[threat, one, FIRST])
                    post[WANTED] += layers[layer, SALVO]
            if opens < inf:
                place = turned(threats[threat], thing, 1.0)
                count = push(times, numbers, count, opens, place * LAYER_COUNT + layer)
    while count > 0:
        now, number = pop(times, numbers, count)
        count -= 1
        place, layer = number // LAYER_COUNT, number % LAYER_COUNT
        threat = int(things[place, THREAT])
        thing = turned(threats[threat], place, -1.0)
        again = consider(
            play, now, layer, posts, layers, kinds, things[thing], chances[threat], limits[threat],
            threat_keys[threat], tells[thing], shots, used, keep,
        )  # fmt: skip
        if again < inf:
            count = push(times, numbers, count, again, number)


@device
def turned(threat: Floats, thing: int, way: float) -> int:
    """A thing's place among those of its threat as this play turns them, or back again."""
    number = thing - threat[BEGINS] + way * threat[TURN]
    return int(threat[BEGINS] + (number + threat[MANY]) % threat[MANY])


@device
def told(play: int, thing: Floats, kinds: Floats, key: Integers, kind_keys: Integers, tells: Floats) -> None:
    """Which kinds of interceptors tell that a thing is a decoy; a warhead is never taken for one."""
    for kind in range(len(kinds)):
        tells[kind] = 0.0
        if thing[WARHEAD] < 1.0 and kinds[kind, TELLS] > 0.0:
            k0, k1, _, _ = words(key[0], key[1], 0, 0, kind_keys[kind, 0], kind_keys[kind, 1])
            if pair(int(thing[NUMBER]), TOLD, play, k0, k1)[0] < kinds[kind, TELLS]:
                tells[kind] = 1.0


@device
def consider(
    play: int, now: float, layer: int, posts: Floats, layers: Floats, kinds: Floats, thing: Floats,
    chances: Floats, limits: Integers, key: Integers, tells: Floats, shots: Floats, used: Integers,
    keep: bool,
) -> float:  # fmt: skip
    """Let one layer shoot at one thing, if it should; when to ask it again, infinity for never [s]."""
    rule = layers[layer]
    if thing[BELIEVED] > 0.0:
        return close(posts, layer, rule, thing, limits, tells)
    if thing[OWED + layer] < 1.0:
        if thing[PENDING] > now:
            # shots are on their way: wait for their results, if there is time to shoot after that
            if latest(posts, layer, chances, limits, tells) >= thing[PENDING]:
                return thing[PENDING]
        elif thing[SHOTS] > 0.0 and thing[PENDING] > -inf:
            look(play, kinds, rule, thing, key)
            if thing[BELIEVED] > 0.0:
                return close(posts, layer, rule, thing, limits, tells)
        if thing[LOOKS + layer] >= rule[MOST_LOOKS]:
            return close(posts, layer, rule, thing, limits, tells)
        thing[OWED + layer] = rule[SALVO]
    fired = thing[OWED + layer] < rule[SALVO]  # a salvo that was begun and had to wait
    while thing[OWED + layer] > 0.0:
        one, launch, again, why = decide(posts, layers, chances, limits, tells, layer, now)
        if one == NOBODY:
            thing[NONE_LEFT] = max(thing[NONE_LEFT], 1.0 if why & EMPTY else 0.0)
            thing[BUSY] = max(thing[BUSY], 1.0 if why & TAKEN else 0.0)
            if again < inf:
                return again
            break
        fire(play, launch, posts[one], one, rule, kinds, thing, chances[one], key, shots, used, keep)
        thing[OWED + layer] -= 1.0
        fired = True
    thing[OWED + layer] = 0.0
    thing[LOOKS + layer] += 1.0 if fired else 0.0
    if not fired or thing[LOOKS + layer] >= rule[MOST_LOOKS]:
        return close(posts, layer, rule, thing, limits, tells)
    if latest(posts, layer, chances, limits, tells) >= thing[PENDING]:
        return thing[PENDING]
    return close(posts, layer, rule, thing, limits, tells)


@device
def close(posts: Floats, layer: int, rule: Floats, thing: Floats, limits: Integers, tells: Floats) -> float:
    """A layer is done with a thing: nothing more is asked of its shooters for it."""
    if thing[OWED + layer] >= 0.0:
        thing[OWED + layer] = DONE
        for one in range(len(posts)):
            if may_shoot(posts[one], layer, limits[one], tells):
                posts[one, WANTED] -= rule[SALVO]
    return inf


@device
def latest(posts: Floats, layer: int, chances: Floats, limits: Integers, tells: Floats) -> float:
    """The last moment at which somebody of a layer who has something left may launch [s]."""
    last = -inf
    for one in range(len(posts)):
        post = posts[one]
        if post[STOCK] > 0.0 and may_shoot(post, layer, limits[one], tells):
            last = max(last, chances[one, LAST])
    return last


@device
def look(play: int, kinds: Floats, rule: Floats, thing: Floats, key: Integers) -> None:
    """See what became of all shots so far. From here on their results are as they were rolled."""
    stopped = thing[STOPPED_AT] < inf
    for kind in range(len(kinds)):
        if thing[THING + kind] < 1.0:
            kinds[kind, OPEN] = 0.0
        thing[THING + kind] = 1.0
    wrong = rule[SEEMS_FLYING] if stopped else rule[SEEMS_STOPPED]
    number = int(thing[NUMBER]) * MOST_SHOTS + int(thing[SHOTS])
    errs = wrong > 0.0 and pair(number, SEEMS, play, key[0], key[1])[0] < wrong
    thing[GONE] = 1.0 if stopped else 0.0
    thing[BELIEVED] = 1.0 if stopped != errs else 0.0
    thing[PENDING] = -inf


@device
def fire(
    play: int, launch: float, post: Floats, one: int, rule: Floats, kinds: Floats, thing: Floats,
    chance: Floats, key: Integers, shots: Floats, used: Integers, keep: bool,
) -> None:  # fmt: skip
    """Fire one shot and roll its result."""
    meets = launch + flight_at(chance, launch)
    kind, layer = int(post[KIND]), int(post[LAYER])
    number = int(thing[NUMBER]) * MOST_SHOTS + int(thing[SHOTS])
    hit = kinds[kind, FAILED] < 1.0 and pair(number, STRIKES, play, key[0], key[1])[0] < post[HITS]
    if keep and used[0] < len(shots):
        row = shots[used[0]]
        row[SHOT_PLAY], row[SHOT_THREAT], row[SHOT_OBJECT] = play, thing[THREAT], thing[NUMBER]
        row[SHOT_DECOY], row[SHOT_SHOOTER], row[SHOT_LAYER] = 1.0 - thing[WARHEAD], one, layer
        row[SHOT_LOOK], row[SHOT_LAUNCH], row[SHOT_INTERCEPT] = thing[LOOKS + layer] + 1.0, launch, meets
        row[SHOT_HIT] = 1.0 if hit else 0.0
        used[0] += 1
    channel, _ = free_channel(post)
    if channel >= 0:
        post[channel] = meets
    post[STOCK] -= 1.0
    post[FIRED] += 1.0
    post[NEXT] = launch + post[SPACING]
    rule[LEFT] -= 1.0
    thing[SHOTS] += 1.0
    thing[THING + kind] *= 1.0 - post[HITS]
    thing[THING + len(kinds) + kind] += 1.0
    thing[PENDING] = max(thing[PENDING], meets + rule[ASSESS])
    thing[FIRST_SHOT] = min(thing[FIRST_SHOT], launch)
    thing[FIRST_MEETING] = min(thing[FIRST_MEETING], meets)
    if hit and meets < thing[STOPPED_AT]:
        thing[STOPPED_AT], thing[STOPPED_BY] = meets, layer
