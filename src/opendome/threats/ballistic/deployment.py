"""When a missile lets several objects go, noted among the nodes of its flight."""

from __future__ import annotations

import numpy as np

from opendome.arrays import Floats, Integers
from opendome.physics import earth as figure
from opendome.physics.interpolate import at_times
from opendome.physics.nodes import AFTER, BEFORE, EVENT, HEIGHT, PLACE, TIME, VELOCITY
from opendome.records.case import World
from opendome.records.trajectories import (
    BURNOUT,
    BUS_END,
    DEPLOYMENT_END,
    DEPLOYMENT_START,
)


def span(world: World, missile: int, stops: float) -> tuple[float, float] | None:
    """When the first and the last object are let go, or None where a missile carries one warhead alone.

    Args:
        world: One draw of every figure.
        missile: Row of the missile table.
        stops: When its last engine stops [s].
    """
    given = world.missiles[missile]
    last = float(given["deployment_end"])
    if np.isnan(last):
        return None
    first = float(np.nan_to_num(given["deployment_start"]))
    return stops + first, stops + max(first, last)  # in a draw the two may cross


def engines_stop(times: Floats, events: Floats | Integers) -> float:
    """When the last engine of a flight stops [s]; NaN where it never comes to that.

    Args:
        times: Of its nodes [s], (K,).
        events: Codes of `records.trajectories.EVENTS` there, (K,).
    """
    ends = np.flatnonzero(np.isin(events, (BURNOUT, BUS_END)))
    return float(times[ends[-1]]) if len(ends) else float("nan")


def noted(world: World, missile: int, nodes: Floats) -> Floats:
    """The nodes of a flight (K, COLUMNS) with those at which letting go begins and ends, if it does."""
    stops = engines_stop(nodes[:, TIME], nodes[:, EVENT])
    between = span(world, missile, stops)
    if between is None or not np.isfinite(stops):
        return nodes
    for time, event in zip(between, (DEPLOYMENT_START, DEPLOYMENT_END), strict=True):
        if time < nodes[-1, TIME]:
            place = int(np.searchsorted(nodes[:, TIME], time, side="right"))
            row = node_between(nodes, place - 1, time, event, world.case.earth.spherical)
            nodes = np.insert(nodes, place, row, axis=0)
    return nodes


def node_between(nodes: Floats, here: int, time: float, event: int, spherical: bool) -> Floats:
    """A node (COLUMNS,) between two of `nodes` (K, COLUMNS) where no engine burns, on the quintic between."""
    row = nodes[here].copy()
    pair = nodes[here : here + 2]
    place, velocity = at_times(
        pair[:, TIME], pair[:, PLACE : PLACE + 3], pair[:, VELOCITY : VELOCITY + 3],
        pair[:, AFTER : AFTER + 3], pair[:, BEFORE : BEFORE + 3], np.array([time]),
    )  # fmt: skip
    row[TIME], row[EVENT] = time, event
    row[PLACE : PLACE + 3], row[VELOCITY : VELOCITY + 3] = place[0], velocity[0]
    row[AFTER : AFTER + 3] = row[BEFORE : BEFORE + 3] = _acceleration(pair, time)
    row[HEIGHT] = figure.geodetic_from_ecef(place[0], spherical)[2]
    return row


def _acceleration(pair: Floats, time: float) -> Floats:
    """Second derivative of the quintic between two nodes (2, COLUMNS)."""
    h = pair[1, TIME] - pair[0, TIME]
    s = (time - pair[0, TIME]) / h
    ends = pair[0, AFTER : AFTER + 3], pair[1, BEFORE : BEFORE + 3]
    way = (pair[1, PLACE : PLACE + 3] - pair[0, PLACE : PLACE + 3]) / h**2
    v0, v1 = pair[0, VELOCITY : VELOCITY + 3] / h, pair[1, VELOCITY : VELOCITY + 3] / h
    c3 = 10.0 * way - 6.0 * v0 - 4.0 * v1 - 1.5 * ends[0] + 0.5 * ends[1]
    c4 = -15.0 * way + 8.0 * v0 + 7.0 * v1 + 1.5 * ends[0] - ends[1]
    c5 = 6.0 * way - 3.0 * (v0 + v1) + 0.5 * (ends[1] - ends[0])
    return np.asarray(ends[0] + s * (6.0 * c3 + s * (12.0 * c4 + s * 20.0 * c5)))
