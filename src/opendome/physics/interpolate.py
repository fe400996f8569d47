"""A flight at any time, from its nodes."""

from __future__ import annotations

import numpy as np

from opendome.arrays import Floats, Integers


def at_times(
    nodes: Floats,
    position: Floats,
    velocity: Floats,
    acceleration: Floats,
    acceleration_before: Floats,
    times: Floats,
) -> tuple[Floats, Floats]:
    """Position and velocity between the nodes of one flight, as `of_many` gives them.

    Args:
        nodes: Times of the nodes, ascending [s], (node,); two nodes may share a time.
        position, velocity: At the nodes [m], [m/s], (node, 3).
        acceleration: What holds after each node [m/s2], (node, 3).
        acceleration_before: What held before it, (node, 3).
        times: When is asked [s], (time,).

    Returns:
        Position and velocity, (time, 3) each; NaN before the first and after the last node.
    """
    flight = np.zeros(len(times), dtype=np.int64)
    parts = (position, velocity, acceleration, acceleration_before)
    return of_many(nodes, np.array([0, len(nodes)]), *parts, flight, times)


def of_many(
    nodes: Floats,
    first: Integers,
    position: Floats,
    velocity: Floats,
    acceleration: Floats,
    acceleration_before: Floats,
    flight: Integers,
    times: Floats,
) -> tuple[Floats, Floats]:
    """Position and velocity of several flights, each at times of its own.

    Between nodes runs the quintic that meets place, speed and acceleration. Its error is of the sixth order
    in the step, no larger than that of the fifth-order integrator whose accepted steps the nodes are.

    Args:
        nodes: Times of the nodes [s], (node,), flight after flight and ascending in each.
        first: Where the nodes of each flight begin, and where the last one's end (N + 1,).
        position, velocity, acceleration, acceleration_before: At the nodes (node, 3).
        flight: Which flight is asked for, in ascending order (time,).
        times: When [s], (time,).

    Returns:
        Position and velocity, (time, 3) each; NaN before the first and after the last node of the flight.
    """
    here = np.empty(len(times), dtype=np.int64)
    ends = np.searchsorted(flight, np.arange(len(first)))
    for one in np.flatnonzero(np.diff(ends)):
        mine = slice(ends[one], ends[one + 1])
        found = np.searchsorted(nodes[first[one] : first[one + 1]], times[mine], side="right") - 1
        here[mine] = first[one] + np.clip(found, 0, first[one + 1] - first[one] - 2)
    there = here + 1
    width = nodes[there] - nodes[here]
    s = ((times - nodes[here]) / np.where(width > 0.0, width, 1.0))[:, None]
    h = width[:, None]
    p0, p1 = position[here], position[there]
    v0, v1 = velocity[here] * h, velocity[there] * h
    a0, a1 = acceleration[here] * h * h, acceleration_before[there] * h * h
    c3 = 10.0 * (p1 - p0) - 6.0 * v0 - 4.0 * v1 - 1.5 * a0 + 0.5 * a1
    c4 = -15.0 * (p1 - p0) + 8.0 * v0 + 7.0 * v1 + 1.5 * a0 - a1
    c5 = 6.0 * (p1 - p0) - 3.0 * (v0 + v1) + 0.5 * (a1 - a0)
    place = p0 + s * (v0 + s * (0.5 * a0 + s * (c3 + s * (c4 + s * c5))))
    speed = v0 + s * (a0 + s * (3.0 * c3 + s * (4.0 * c4 + s * 5.0 * c5)))
    speed = speed / np.where(h > 0.0, h, 1.0)
    begins, ends_at = nodes[first[flight]], nodes[first[flight + 1] - 1]
    outside = (times < begins) | (times > ends_at) | ~np.isfinite(times)
    place[outside] = np.nan
    speed[outside] = np.nan
    return place, speed
