"""Place, velocity and acceleration on the track, on the turning Earth. Device code."""

from __future__ import annotations

from math import cos, sin, sqrt

from opendome.arrays import Floats
from opendome.compiled import device
from opendome.physics.nodes import BEFORE, HEIGHT, PLACE, TIME, VELOCITY
from opendome.physics.nodes import MASS as NODE_MASS
from opendome.threats.cruise.figures import ECCENTRICITY2, MASS, RADIUS
from opendome.threats.cruise.plan import RATE
from opendome.threats.cruise.profile import speed_at, time_at, upright
from opendome.threats.cruise.track import BEND, bending, locate


@device
def shape_of(frame: Floats, given: Floats) -> tuple[float, float, float, float, float]:
    """How the ellipsoid x² + y² + z²/(1-e²) = R² lies under a normal.

    Its point is A n / q with A = R² diag(1, 1, 1-e²) and q² = n·A n.

    Args:
        frame: Normal, direction of motion, and its change, (9,).
        given: The launch.

    Returns:
        The two entries of A, q, and along the track q q' and (q q')'.
    """
    a = given[RADIUS] * given[RADIUS]
    c = a * (1.0 - given[ECCENTRICITY2])
    nz, tz = frame[2], frame[5]
    q = sqrt(a + (c - a) * nz * nz)
    return a, c, q, (c - a) * nz * tz, (c - a) * (tz * tz + nz * frame[8])


@device
def pace(piece: Floats, u: float, height: float, given: Floats, frame: Floats) -> float:
    """Length over the ground, at a height, of one radian of track [m]."""
    locate(piece, u, frame)
    a, c, q, g, _ = shape_of(frame, given)
    total = 0.0
    for part in range(3):
        size = c if part == 2 else a
        total += (size * (frame[3 + part] / q - frame[part] * g / q**3) + height * frame[3 + part]) ** 2
    return sqrt(total)


@device
def onward(
    step: float, along: float, u: float, section: Floats, piece: Floats, given: Floats, frame: Floats
) -> float:
    """Where on the track one comes to [rad] over a step of the path [m], by Runge and Kutta's fourth order.

    Args:
        step: Length of the path [m].
        along: Length of the section already behind [m].
        u: Where it starts on the track [rad].
        section, piece: Of the profile and of the track, both followed beyond their ends if need be.
        given: The launch.
        frame: Room, (9,).
    """
    total, ahead = 0.0, 0.0
    for stage in range(4):
        part = 0.0 if stage == 0 else (1.0 if stage == 3 else 0.5)
        height, angle = upright(section, along + part * step)
        ahead = cos(angle) / pace(piece, u + part * step * ahead, height, given, frame)
        total += ahead if stage in (0, 3) else 2.0 * ahead
    return u + step * total / 6.0


@device
def accelerate(
    path: float, along: float, u: float, section: Floats, piece: Floats, given: Floats, frame: Floats,
    at: int, speed_up: float, node: Floats,
) -> None:  # fmt: skip
    """Write velocity, and acceleration into columns `at`, of what moves on this section and this piece.

    Args:
        path: Length of the path already behind [m].
        along: Length of the section already behind [m].
        u: Where on the track [rad].
        section, piece, given, frame: As `onward` takes them.
        at: First column of the acceleration, `nodes.AFTER` or `nodes.BEFORE`.
        speed_up: Acceleration along the path [m/s2].
        node: Receives them, (nodes.COLUMNS,).
    """
    height, angle = upright(section, along)
    scale = pace(piece, u, height, given, frame)
    bending(frame, piece[BEND])
    a, c, q, g, g_change = shape_of(frame, given)
    sine, cosine, speed = sin(angle), cos(angle), speed_at(given, path)
    ahead = cosine / scale
    # w: velocity over the ground for one radian of track a second, and its change along the path
    dot = 0.0
    for part in range(3):
        n, t, bend, size = frame[part], frame[3 + part], frame[6 + part], c if part == 2 else a
        w = size * (t / q - n * g / q**3) + height * t
        change = size * (bend / q - 2.0 * t * g / q**3 - n * (g_change / q**3 - 3.0 * g * g / q**5))
        change = (change + height * bend) * ahead + sine * t
        dot += w * change
        node[VELOCITY + part] = w / scale
        node[at + part] = change
    for part in range(3):
        n, level, change = frame[part], node[VELOCITY + part], node[at + part]
        turned = (change - level * dot / scale) / scale
        way = cosine * level + sine * n
        bent = section[RATE] * (cosine * n - sine * level) + cosine * turned + sine * ahead * frame[3 + part]
        node[VELOCITY + part] = speed * way
        node[at + part] = speed_up * way + speed * speed * bent


@device
def note(
    path: float, along: float, u: float, section: Floats, piece: Floats, given: Floats, frame: Floats,
    speed_up: float, node: Floats,
) -> None:  # fmt: skip
    """Write a node but for what holds after it; arguments as `accelerate` takes them."""
    accelerate(path, along, u, section, piece, given, frame, BEFORE, speed_up, node)
    height, _ = upright(section, along)
    a, c, q, _, _ = shape_of(frame, given)
    for part in range(3):
        node[PLACE + part] = ((c if part == 2 else a) / q + height) * frame[part]
    node[TIME] = time_at(given, path)
    node[HEIGHT] = height
    node[NODE_MASS] = given[MASS]
