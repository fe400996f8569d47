"""A flight at any time inside kernels: the scalar twin of `physics.interpolate`. Device code."""

from __future__ import annotations

from opendome.arrays import Floats
from opendome.compiled import device
from opendome.physics.nodes import AFTER, BEFORE, PLACE, TIME, VELOCITY


@device
def step_at(nodes: Floats, count: int, time: float, guess: int) -> int:
    """The node of a flight (K, COLUMNS) that opens the step in which a time lies, from a guess near it."""
    step = min(max(guess, 0), count - 2)
    while step < count - 2 and nodes[step + 1, TIME] <= time:
        step += 1
    while step > 0 and nodes[step, TIME] > time:
        step -= 1
    return step


@device
def axis_at(nodes: Floats, step: int, s: float, h: float, axis: int) -> float:
    """One component [m] of the quintic through nodes (K, COLUMNS), at share `s` of a step of `h` [s]."""
    p0, p1 = nodes[step, PLACE + axis], nodes[step + 1, PLACE + axis]
    v0, v1 = nodes[step, VELOCITY + axis] * h, nodes[step + 1, VELOCITY + axis] * h
    a0, a1 = nodes[step, AFTER + axis] * h * h, nodes[step + 1, BEFORE + axis] * h * h
    c3 = 10.0 * (p1 - p0) - 6.0 * v0 - 4.0 * v1 - 1.5 * a0 + 0.5 * a1
    c4 = -15.0 * (p1 - p0) + 8.0 * v0 + 7.0 * v1 + 1.5 * a0 - a1
    c5 = 6.0 * (p1 - p0) - 3.0 * (v0 + v1) + 0.5 * (a1 - a0)
    return p0 + s * (v0 + s * (0.5 * a0 + s * (c3 + s * (c4 + s * c5))))


@device
def velocity_at(nodes: Floats, step: int, time: float) -> tuple[float, float, float]:
    """Velocity at a time inside a step, linear between nodes (K, COLUMNS): for directions."""
    h = nodes[step + 1, TIME] - nodes[step, TIME]
    s = (time - nodes[step, TIME]) / h if h > 0.0 else 0.0
    v = VELOCITY
    return (
        nodes[step, v] + s * (nodes[step + 1, v] - nodes[step, v]),
        nodes[step, v + 1] + s * (nodes[step + 1, v + 1] - nodes[step, v + 1]),
        nodes[step, v + 2] + s * (nodes[step + 1, v + 2] - nodes[step, v + 2]),
    )


@device
def place_at(nodes: Floats, step: int, time: float) -> tuple[float, float, float]:
    """Place at a time inside a step.

    Args:
        nodes: Of one flight (K, COLUMNS).
        step: From `step_at`.
        time: [s].
    """
    h = nodes[step + 1, TIME] - nodes[step, TIME]
    s = (time - nodes[step, TIME]) / h if h > 0.0 else 0.0
    return axis_at(nodes, step, s, h, 0), axis_at(nodes, step, s, h, 1), axis_at(nodes, step, s, h, 2)
