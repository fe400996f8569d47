"""Along the path, from node to node. Device code."""

from __future__ import annotations

from math import cos, inf

import numpy as np

from opendome.arrays import Floats
from opendome.compiled import device
from opendome.physics.nodes import AFTER
from opendome.physics.nodes import EVENT as NODE_EVENT
from opendome.physics.nodes import PHASE as NODE_PHASE
from opendome.records.trajectories import BOOST, BURNOUT, LAUNCH, NODE, OK, OUT_OF_REACH, TOO_NEAR
from opendome.threats.cruise.figures import BOOSTED, HEIGHT, LONGEST, RADIUS, SPEED_UP, WIDEST
from opendome.threats.cruise.motion import accelerate, note, onward, pace
from opendome.threats.cruise.plan import CRUISES, DIVES, EVENT, LENGTH, PHASE, RATE, SECTIONS
from opendome.threats.cruise.profile import burns_until, speeding, upright
from opendome.threats.cruise.track import BEND, END, piece_at
from opendome.threats.cruise.track import EVENT as PIECE_EVENT

# How a flight stands: path behind it [m], where on the track [rad], which piece of it, last node written.
_PATH, _U, _PIECE, _ROW = range(4)

_NEAR = 1e-6
"""A flight that ends so near before its aim has reached it [rad]."""


@device
def fly_one(
    given: Floats, sections: Floats, track: Floats, pieces: int, aim: float, nodes: Floats
) -> tuple[int, int]:
    """Fly one launch.

    The dive is flown first, to learn where it has to begin; then all of it in order.

    Args:
        given, sections, track: The launch.
        pieces: How many the track has.
        aim: Where the aim lies on the track [rad]; infinite: as far as the fuel lasts.
        nodes: Receives them, (K, nodes.COLUMNS).

    Returns:
        How many nodes, and the status.
    """
    frame, state = np.zeros(9), np.zeros(4)
    note(0.0, 0.0, 0.0, sections[0], track[0], given, frame, speeding(given, 0.0), nodes[0])
    nodes[0, NODE_EVENT] = LAUNCH
    for section in range(CRUISES):
        _along(section, inf, given, sections, track, state, nodes, frame)
    path, u, piece, row = state[_PATH], state[_U], state[_PIECE], state[_ROW]
    begin, length = aim, sections[DIVES, LENGTH] + sections[DIVES + 1, LENGTH]
    if aim < inf:
        begin -= length / pace(track[pieces - 1], aim, 0.0, given, frame)
        for _ in range(4):
            begin = max(begin, u)
            state[_PATH], state[_U], state[_PIECE] = path, begin, piece_at(track, pieces, begin)
            for section in range(DIVES, SECTIONS):
                _along(section, inf, given, sections, track, state, nodes, frame)
            begin += aim - state[_U]
            state[_ROW] = row
    state[_PATH], state[_U], state[_PIECE] = path, u, piece
    _along(CRUISES, max(begin, u), given, sections, track, state, nodes, frame)
    status = OK
    if aim < inf and begin < u - _NEAR:
        status = TOO_NEAR
    elif aim < inf and state[_U] < begin - _NEAR:
        status = OUT_OF_REACH
    for section in range(DIVES, SECTIONS):
        _along(section, inf, given, sections, track, state, nodes, frame)
    return int(state[_ROW]) + 1, status


@device
def _along(
    section: int, stop: float, given: Floats, sections: Floats, track: Floats, state: Floats, nodes: Floats,
    frame: Floats,
) -> None:  # fmt: skip
    """Fly one section of the profile, or the part of it that lies before a place on the track.

    Args:
        section: Which.
        stop: Where it ends at the latest [rad].
        given, sections, track, nodes, frame: Of the launch.
        state: Where the flight stands; changed to the section's end.
    """
    here, along, ended = sections[section], 0.0, False
    while not ended and state[_ROW] < len(nodes) - 1:
        path, u, piece = state[_PATH], state[_U], int(state[_PIECE])
        now, speed_up = track[piece], speeding(given, path)
        _set_off(path, along, u, here, now, given, frame, speed_up, nodes[int(state[_ROW])])
        step, gains, event = _longest(speed_up, here, now, given), False, NODE
        if here[LENGTH] - along <= step:
            step, ended, event = here[LENGTH] - along, True, int(here[EVENT])
        if speed_up != 0.0 and given[SPEED_UP] - path <= step:
            step, ended, gains, event = given[SPEED_UP] - path, False, True, NODE
            event = BURNOUT if given[BOOSTED] == 1.0 else NODE
        to = onward(step, along, u, here, now, given, frame)
        if to > stop or to > now[END]:
            goal = min(stop, now[END])
            step, to, gains = _until(goal, step, to, along, u, here, now, given, frame), goal, False
            ended = stop <= now[END]
            event = int(here[EVENT] if ended else now[PIECE_EVENT])
            state[_PIECE] = piece if ended else piece + 1
        along += step
        state[_U] = to
        state[_PATH] = given[SPEED_UP] if gains else path + step
        if step > 0.0 or event != NODE:
            state[_ROW] += 1
            row = int(state[_ROW])
            note(state[_PATH], along, to, here, now, given, frame, speed_up, nodes[row])
            nodes[row, NODE_EVENT] = event
            _set_off(state[_PATH], along, to, here, now, given, frame, speed_up, nodes[row])


@device
def _set_off(
    path: float, along: float, u: float, section: Floats, piece: Floats, given: Floats, frame: Floats,
    speed_up: float, node: Floats,
) -> None:  # fmt: skip
    """Write what holds after a node; arguments as `motion.accelerate` takes them."""
    accelerate(path, along, u, section, piece, given, frame, AFTER, speed_up, node)
    node[NODE_PHASE] = BOOST if path < burns_until(given) else section[PHASE]


@device
def _longest(speed_up: float, section: Floats, piece: Floats, given: Floats) -> float:
    """The longest step that the quintic between nodes follows [m].

    Upright bends are halved, because the distance over the ground is a quadrature there; and bends while
    speed changes are cut in three.
    """
    level = abs(piece[BEND]) / (given[RADIUS] + given[HEIGHT])
    widest = WIDEST if speed_up == 0.0 else WIDEST / 3.0
    return min(LONGEST, widest / (level + 2.0 * abs(section[RATE]) + 1e-12))


@device
def _until(
    goal: float, step: float, to: float, along: float, u: float, section: Floats, piece: Floats,
    given: Floats, frame: Floats,
) -> float:  # fmt: skip
    """The step that leads to a place on the track, by Newton's method from one that leads beyond it [m]."""
    for _ in range(5):
        height, angle = upright(section, along + step)
        step += (goal - to) * pace(piece, to, height, given, frame) / cos(angle)
        step = max(step, 0.0)
        to = onward(step, along, u, section, piece, given, frame)
    return step
