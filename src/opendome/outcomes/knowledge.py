"""How early and how well each threat was known: reports and tracks held against the true flight."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from opendome.arrays import Floats
from opendome.records.case import World
from opendome.records.outcomes import CURVE_EVERY, CURVE_POINTS, Known
from opendome.records.sightings import Sightings
from opendome.records.tracks import CUSTODY, Tracks
from opendome.records.trajectories import Trajectories

MOST_SHOWN = 8
"""So many error curves are kept."""


def know(world: World, flights: Trajectories, sightings: Sightings, tracks: Tracks) -> Known:
    """What one world's sensors and tracker knew, and how wrong they were."""
    launch, flown = world.case.launches["time"], flights.ends
    detected = _earliest(sightings.first_detected, launch)
    reported = _earliest(sightings.reported, launch)
    good = good_enough(world, sightings, tracks)
    shown = world.case.courses[1][:MOST_SHOWN]
    wrong = np.full(len(tracks.time), np.nan)
    asked = good | np.isin(tracks.object, shown)
    wrong[asked] = errors(flights, tracks, asked)[0]
    tracked = np.full(len(flights), np.inf)
    np.minimum.at(tracked, tracks.object[good], tracks.time[good])
    span = _spans(tracks)
    held = np.zeros(len(flights))
    squares = np.zeros(len(flights))
    np.add.at(held, tracks.object[good], span[good])
    np.add.at(squares, tracks.object[good], np.where(np.isfinite(wrong), wrong, 0.0)[good] ** 2 * span[good])
    custody = np.zeros(len(flights))
    near = tracks.position_error <= CUSTODY
    np.add.at(custody, tracks.object[near], span[near])
    length = np.maximum(flown - launch, 1e-9)
    with np.errstate(invalid="ignore", divide="ignore"):
        error = np.where(held > 0.0, np.sqrt(squares / held), np.nan)
    return Known(
        threat_id=flights.threat_id,
        first_detected=detected,
        first_reported=reported,
        first_tracked=np.where(np.isfinite(tracked), tracked - launch, np.nan),
        tracked_fraction=np.minimum(held / length, 1.0),
        custody_fraction=np.minimum(custody / length, 1.0),
        position_error=error,
        shown=shown,
        curve=np.array([_curve(tracks, wrong, one, launch[one], flown[one]) for one in shown]),
    )


def good_enough(world: World, sightings: Sightings, tracks: Tracks) -> NDArray[np.bool_]:
    """At which nodes a track is good enough to shoot on, for any kind of interceptor that is there (K,).

    Not before a first report, for until then nobody else knows. Where there is no interceptor, or none asks
    for anything, custody stands for it.
    """
    reported = np.where(np.isfinite(sightings.reported), sightings.reported, np.inf)
    first = reported.min(axis=1, initial=np.inf)
    good: NDArray[np.bool_] = _known_well(world, tracks) & (tracks.time >= first[tracks.object])
    return good


def _known_well(world: World, tracks: Tracks) -> NDArray[np.bool_]:
    asks = world.kinds[np.isfinite(world.kinds["position_error"])]
    if not len(asks):
        return tracks.known_to(CUSTODY, np.nan)
    good = np.zeros(len(tracks.time), dtype=np.bool_)
    for one in asks:
        good |= tracks.known_to(one["position_error"], one["velocity_error"])
    return good


def errors(
    flights: Trajectories, tracks: Tracks, nodes: NDArray[np.bool_] | slice = slice(None)
) -> tuple[Floats, Floats]:
    """How far nodes are from the true place [m] and velocity [m/s], NaN after impact.

    Args:
        flights: The truth.
        tracks: What is known.
        nodes: Which of them (K,); absent: all.
    """
    place, velocity = flights.at(tracks.object[nodes], tracks.time[nodes])
    wrong = np.linalg.norm(place - tracks.position[nodes], axis=-1)
    return wrong, np.linalg.norm(velocity - tracks.velocity[nodes], axis=-1)


def mean_of_known(times: Floats) -> Floats:
    """World by world the mean over those threats that have a time (W,), NaN where none has."""
    known = np.isfinite(times)
    count = known.sum(axis=1)
    with np.errstate(invalid="ignore", divide="ignore"):
        return np.asarray(np.where(count > 0, np.where(known, times, 0.0).sum(axis=1) / count, np.nan))


def _earliest(times: Floats, launch: Floats) -> Floats:
    """The earliest of each row after launch, NaN where there is none."""
    there = np.where(np.isfinite(times), times, np.inf).min(axis=1, initial=np.inf)
    return np.where(np.isfinite(there), there - launch, np.nan)


def _spans(tracks: Tracks) -> Floats:
    """How long each node stands until the next of its object [s] (K,), 0 for the last."""
    span = np.zeros(len(tracks.time))
    if len(span) > 1:
        same = tracks.object[1:] == tracks.object[:-1]
        span[:-1] = np.where(same, np.diff(tracks.time), 0.0)
    return span


def _curve(tracks: Tracks, wrong: Floats, threat: int, launch: float, end: float) -> Floats:
    """True errors on the common grid of times after launch (G,)."""
    grid = launch + CURVE_EVERY * np.arange(CURVE_POINTS)
    mine = tracks.of(threat)
    time, error = tracks.time[mine], wrong[mine]
    known = np.isfinite(error)
    if known.sum() < 2:
        return np.full(CURVE_POINTS, np.nan)
    curve = np.interp(grid, time[known], error[known])
    curve[(grid < time[known][0]) | (grid > min(time[known][-1], end))] = np.nan
    return np.asarray(curve)
