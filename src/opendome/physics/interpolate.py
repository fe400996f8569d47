"""A flight at any time, from its nodes."""

from __future__ import annotations

import numpy as np

from opendome.arrays import Floats


def at_times(
    nodes: Floats,
    position: Floats,
    velocity: Floats,
    acceleration: Floats,
    acceleration_before: Floats,
    times: Floats,
) -> tuple[Floats, Floats]:
    """Position and velocity between nodes, by the quintic that meets place, speed and acceleration.

    Its error is of the sixth order in the step, no larger than that of the fifth-order integrator whose
    accepted steps the nodes are.

    Args:
        nodes: Times of the nodes, ascending [s], (node,); two nodes may share a time.
        position, velocity: At the nodes [m], [m/s], (node, 3).
        acceleration: What holds after each node [m/s2], (node, 3).
        acceleration_before: What held before it, (node, 3).
        times: When is asked [s], (time,).

    Returns:
        Position and velocity, (time, 3) each; NaN before the first and after the last node.
    """
    step = np.clip(np.searchsorted(nodes, times, side="right") - 1, 0, len(nodes) - 2)
    width = nodes[step + 1] - nodes[step]
    s = ((times - nodes[step]) / np.where(width > 0.0, width, 1.0))[:, None]
    h = width[:, None]
    p0, p1 = position[step], position[step + 1]
    v0, v1 = velocity[step] * h, velocity[step + 1] * h
    a0, a1 = acceleration[step] * h * h, acceleration_before[step + 1] * h * h
    c3 = 10.0 * (p1 - p0) - 6.0 * v0 - 4.0 * v1 - 1.5 * a0 + 0.5 * a1
    c4 = -15.0 * (p1 - p0) + 8.0 * v0 + 7.0 * v1 + 1.5 * a0 - a1
    c5 = 6.0 * (p1 - p0) - 3.0 * (v0 + v1) + 0.5 * (a1 - a0)
    place = p0 + s * (v0 + s * (0.5 * a0 + s * (c3 + s * (c4 + s * c5))))
    speed = v0 + s * (a0 + s * (3.0 * c3 + s * (4.0 * c4 + s * 5.0 * c5)))
    speed = speed / np.where(h > 0.0, h, 1.0)
    outside = (times < nodes[0]) | (times > nodes[-1]) | ~np.isfinite(times)
    place[outside] = np.nan
    speed[outside] = np.nan
    return place, speed
