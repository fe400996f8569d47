"""Who shoots at a target now: the one planner of all layers. Device code."""

from __future__ import annotations

from math import inf

from opendome.arrays import Floats, Integers
from opendome.compiled import device
from opendome.engagement.state import (
    CHANNELS,
    HITS,
    KIND,
    LAYER,
    LEFT,
    NEXT,
    POST,
    STOCK,
    WANTED,
)
from opendome.records.opportunities import FIRST, FLIGHT, LAST, LAUNCHES, MAY_SHOOT

NOBODY = -1

# Why nobody shoots (bits of what `decide` says).
EMPTY, TAKEN = 1, 2


@device
def may_shoot(post: Floats, layer: int, limit: int, tells: Floats) -> bool:
    """Whether a shooter may ever be asked to shoot at a target in a layer.

    Args:
        post: The shooter, see `state`.
        layer: Which layer shoots.
        limit: The code of its opportunity against this target.
        tells: 1 where a kind of interceptor has told that the target is a decoy (K,).
    """
    return post[LAYER] == layer and limit == MAY_SHOOT and tells[int(post[KIND])] < 1.0


@device
def flight_at(chance: Floats, launch: float) -> float:
    """How long an interceptor launched at a time flies [s], NaN where it cannot meet its target then."""
    first, last = chance[FIRST], chance[LAST]
    if last <= first:
        return chance[FLIGHT]
    place = (launch - first) / (last - first) * (LAUNCHES - 1.0)
    row = min(max(int(place), 0), LAUNCHES - 2)
    share = min(max(place - row, 0.0), 1.0)
    if share == 0.0:
        return chance[FLIGHT + row]
    if share == 1.0:
        return chance[FLIGHT + row + 1]
    return chance[FLIGHT + row] + share * (chance[FLIGHT + row + 1] - chance[FLIGHT + row])


@device
def free_channel(post: Floats) -> tuple[int, float]:
    """The channel of a shooter that is free first, and when; -1 and no wait where any number is guided."""
    if post[CHANNELS] <= 0.0:
        return -1, -inf
    best = POST
    for channel in range(POST, POST + int(post[CHANNELS])):
        if post[channel] < post[best]:
            best = channel
    return best, post[best]


@device
def decide(
    posts: Floats, layers: Floats, chances: Floats, limits: Integers, tells: Floats, layer: int, now: float
) -> tuple[int, float, float, int]:
    """Which shooter of a layer fires the next shot at a target, and when.

    The one with the best chance to hit, times the share of what its targets may yet ask that it has left;
    then the one of which less is asked, the earlier launch, the lower number.

    Args:
        posts: Shooters, see `state` (S, …).
        layers: Layers, see `state` (4, …).
        chances, limits: Opportunities against this target, as `Opportunities` holds them (S, …).
        tells: 1 where a kind of interceptor has told that the target is a decoy (K,).
        layer: Which layer shoots.
        now: [s].

    Returns:
        The shooter or `NOBODY`; its launch [s]; when to ask again [s], infinity for never; bits of `EMPTY`
        and `TAKEN`.
    """
    best, launch, again, why = NOBODY, inf, inf, 0
    found = (0.0, 0.0, 0.0)
    for one in range(len(posts)):
        post = posts[one]
        if not may_shoot(post, layer, limits[one], tells):
            continue
        first, last = chances[one, FIRST], chances[one, LAST]
        if last < now:
            continue
        if post[STOCK] < 1.0 or layers[layer, LEFT] < 1.0:
            why |= EMPTY
            continue
        if first > now:
            again = min(again, first)
            continue
        _, free = free_channel(post)
        time = max(now, post[NEXT], free)
        if time > last:
            why |= TAKEN
            continue
        if free > now:
            why |= TAKEN
            again = min(again, free)
            continue
        flight = flight_at(chances[one], time)
        if flight != flight:
            step = (last - first) / (LAUNCHES - 1.0)
            later = first + step * (int((time - first) / step + 1e-9) + 1.0)
            if time < later <= last:
                again = min(again, later)
            continue
        asked = post[WANTED] / post[STOCK]
        mine = (post[HITS] / max(asked, 1.0), -asked, -time)
        if best == NOBODY or mine > found:
            best, launch, found = one, time, mine
    return best, launch, again, why
