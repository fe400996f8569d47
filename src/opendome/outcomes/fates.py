"""Fates: which missiles fail by themselves, are stopped, fly past their place, or get through."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import fields, replace

import numpy as np

from opendome.arrays import Floats
from opendome.physics.earth import geodetic_from_ecef
from opendome.records.case import World
from opendome.records.defence import LAYERS
from opendome.records.engagements import NEVER_FLEW, NO_LAYER, SHOT_LAUNCH, SHOT_PLAY, Engagements
from opendome.records.opportunities import Opportunities
from opendome.records.outcomes import (
    FAILED_BY_ITSELF,
    FATES,
    LEAKED,
    MISSED_TARGET,
    Flown,
    Fought,
    Known,
    Outcomes,
    WorldOutcome,
)
from opendome.records.trajectories import Trajectories, comes_to_aim


def score(
    world: World,
    flights: Trajectories,
    known: Known | None,
    chances: Opportunities,
    shots: Engagements,
) -> WorldOutcome:
    """The fate of each threat in each play of one world.

    A missile fails by itself, or is stopped by a layer, or its flight comes down elsewhere than at its aim,
    or it gets through.

    Args:
        world: One draw of every figure, and its plays.
        flights: As they would be without a shot.
        known: How early and how well they were known.
        chances: Who could shoot at what.
        shots: What came of it.
    """
    flown_here = summarise(flights, world.case.earth.spherical)
    comes = comes_to_aim(flights)
    through = np.where(comes, LEAKED, MISSED_TARGET).astype(np.int8)
    fate = np.where(
        shots.past == NO_LAYER, through, np.where(shots.past == NEVER_FLEW, FAILED_BY_ITSELF, shots.past)
    )
    chance = np.zeros((len(flights), len(FATES)), dtype=np.float64)
    chance[:, : len(LAYERS)] = shots.stopped
    chance[:, LEAKED] = shots.arrives
    chance[:, FAILED_BY_ITSELF] = shots.fails
    rest = 1.0 - shots.stopped.sum(axis=1) - shots.fails
    chance[:, MISSED_TARGET] = np.where(comes, 0.0, np.maximum(rest, 0.0))
    fought = _fought(world, chances, shots)
    return WorldOutcome(world.index, world.plays, fate.astype(np.int8), chance, flown_here, known, fought)


def _fought(world: World, chances: Opportunities, shots: Engagements) -> Fought:
    """What shooting came to, with times from each threat's own launch."""
    launched = world.case.launches["time"]
    by_threat = shots.by_threat.copy()
    by_threat[:, 3:] -= launched[:, None]
    last = _greatest(chances.last_launch)
    return Fought(
        reason=shots.reason,
        no_leak=shots.no_leak,
        leakers=shots.leakers,
        used=shots.used,
        by_layer=shots.by_layer,
        luck=shots.luck,
        decided=shots.decided,
        histogram=shots.histogram,
        by_threat=by_threat,
        last_launch=last - launched,
        margin=last + _greatest(-chances.first_launch),
    )


def _greatest(times: Floats) -> Floats:
    """The greatest of each row that exists (N,), NaN where none does."""
    found = np.where(np.isfinite(times), times, -np.inf).max(axis=1, initial=-np.inf)
    return np.where(np.isfinite(found), found, np.nan)


def summarise(flights: Trajectories, spherical: bool) -> Flown:
    """Each flight in a few numbers."""
    lands = flights.lands
    time = np.where(lands, flights.ends - flights.begins, np.nan)
    place = np.where(lands[:, None], flights.position[flights.last], np.nan)
    latitude, longitude, _ = geodetic_from_ecef(place, spherical)
    return Flown(time, flights.highest, latitude, longitude, flights.miss, flights.status)


def join(threat_id: tuple[str, ...], worlds: Sequence[WorldOutcome]) -> Outcomes:
    """The counted worlds as one record, in order of worlds; the reference world is left out."""
    counted = [one for one in sorted(worlds, key=lambda one: one.world) if one.world > 0]
    return Outcomes(
        threat_id=threat_id,
        world=np.concatenate([np.full(len(one.plays), one.world) for one in counted]),
        play=np.concatenate([one.plays for one in counted]),
        fate=np.concatenate([one.fate for one in counted]),
        chance=np.stack([one.chance for one in counted]),
        flight_time=np.stack([one.flown.flight_time for one in counted]),
        apogee=np.stack([one.flown.apogee for one in counted]),
        impact_latitude=np.stack([one.flown.impact_latitude for one in counted]),
        impact_longitude=np.stack([one.flown.impact_longitude for one in counted]),
        miss=np.stack([one.flown.miss for one in counted]),
        known=_join_known([one.known for one in counted if one.known is not None]),
        fought=_join_fought([one.fought for one in counted]),
    )


OF_PLAYS = ("reason", "no_leak", "leakers", "used", "by_layer")
"""Parts of `Fought` with a row a play."""


def _join_fought(worlds: Sequence[Fought]) -> Fought:
    """What shooting came to: rows of plays below one another, the rest world by world."""
    return Fought(
        **{
            field.name: (np.concatenate if field.name in OF_PLAYS else np.stack)(
                [getattr(one, field.name) for one in worlds]
            )
            for field in fields(Fought)
        }
    )


def _join_known(worlds: Sequence[Known]) -> Known | None:
    """What was known, world by world."""
    if not worlds:
        return None
    parts = {
        field.name: np.stack([getattr(one, field.name) for one in worlds])
        for field in fields(Known)
        if field.name not in ("threat_id", "shown")
    }
    return Known(threat_id=worlds[0].threat_id, shown=worlds[0].shown, **parts)


def join_shots(worlds: Sequence[Engagements]) -> Engagements:
    """Shots that were kept in any world, by play; what plays add up to is the first world's."""
    shots = np.concatenate([one.shots for one in worlds])
    order = np.lexsort((shots[:, SHOT_LAUNCH], shots[:, SHOT_PLAY]))
    return replace(worlds[0], shots=shots[order])
