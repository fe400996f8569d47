"""Fates: which missiles fail by themselves, which fly past their place, which arrive."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import fields

import numpy as np
from numpy.typing import NDArray

from opendome.outcomes.milestones import highest
from opendome.physics.earth import geodetic_from_ecef
from opendome.randomness import uniforms
from opendome.records import trajectories as flown
from opendome.records.case import World
from opendome.records.outcomes import (
    FAILED_BY_ITSELF,
    FATES,
    LEAKED,
    MISSED_TARGET,
    Flown,
    Known,
    Outcomes,
    WorldOutcome,
)
from opendome.records.trajectories import Trajectories

Floats = NDArray[np.float64]

ARRIVES_WITHIN = 10_000.0
"""A missile arrives if it comes down within this distance of its aim [m]."""


def score(world: World, flights: Trajectories, known: Known | None = None) -> WorldOutcome:
    """The fate of each threat in each play of one world.

    A missile fails by itself with one minus its launch reliability; one roll a missile and play. One that
    works arrives if this world's flight comes down within `ARRIVES_WITHIN` of the aim.

    Valid for: raids that nothing shoots at.
    """
    flown_here = summarise(flights, world.case.earth.spherical)
    threats = len(flights)
    missile = world.case.launches["missile"]
    reliability = np.nan_to_num(world.missiles["launch_reliability"][missile], nan=1.0)
    hits = (flown_here.status == flown.OK) & ~(flown_here.miss > ARRIVES_WITHIN)
    then = np.where(hits, LEAKED, MISSED_TARGET).astype(np.int8)
    fate = np.empty((len(world.plays), threats), dtype=np.int8)
    for threat, name in enumerate(flights.threat_id):
        roll = uniforms(world.seed, "threats", name, world.plays, 1)[:, 0]
        fate[:, threat] = np.where(roll < reliability[threat], then[threat], FAILED_BY_ITSELF)
    chance = np.zeros((threats, len(FATES)), dtype=np.float64)
    chance[:, FAILED_BY_ITSELF] = 1.0 - reliability
    chance[np.arange(threats), then] += reliability
    return WorldOutcome(world.index, world.plays, fate, chance, flown_here, known)


def summarise(flights: Trajectories, spherical: bool) -> Flown:
    """Each flight in a few numbers."""
    threats = len(flights)
    time, apogee = np.full(threats, np.nan), np.full(threats, np.nan)
    place = np.full((threats, 3), np.nan)
    for threat in range(threats):
        apogee[threat] = highest(flights, threat)
        ends = flights.nodes_of(threat, flown.IMPACT)
        if len(ends):
            time[threat] = flights.time[threat, ends[-1]] - flights.time[threat, 0]
            place[threat] = flights.position[threat, ends[-1]]
    latitude, longitude, _ = geodetic_from_ecef(place, spherical)
    return Flown(time, apogee, latitude, longitude, flights.miss, flights.status)


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
