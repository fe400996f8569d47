"""Which satellites of a shell reach which missiles, at every moment of launch.

An interceptor that leaves a satellite keeps the satellite's own motion. So the satellite flies on freely, and
its interceptor can be anywhere within its reach of where the satellite would be. A missile is reached if that
holds at any of its points of boost, each with its own time left and so its own reach.
"""

from __future__ import annotations

from dataclasses import dataclass, replace

import numpy as np

from opendome.arrays import Floats, Integers
from opendome.choices.constellation.reaching.arcs import ANGLE, CAP, EDGE, FORM, SWAY
from opendome.choices.constellation.shells import Shell
from opendome.compiled import over
from opendome.physics import orbits
from opendome.physics.constants import ROTATION_RATE
from opendome.physics.earth import geodetic_from_ecef
from opendome.watch import SILENT, Watch

CHUNK = 8
"""Missiles a thread takes at a time."""

FEWEST_CELLS, MOST_CELLS = 128, 4_096


@dataclass(frozen=True)
class Boosts:
    """Boosts of missiles, as points at which they could be met.

    Attributes:
        position: Earth-fixed, each at its own time [m], (L, K, 3).
        time: After the missile's launch [s], (L, K).
        reach: How far from its satellite an interceptor can be by then [m], straight, (L, K); not above 0, or
            NaN: it cannot be met there.
    """

    position: Floats
    time: Floats
    reach: Floats

    def above(self, floor: float) -> Boosts:
        """The same, with nothing met below a height over the ellipsoid [m]."""
        height = geodetic_from_ecef(self.position)[2]
        return replace(self, reach=np.where(height >= floor, self.reach, np.nan))


def count_reached(
    shell: Shell,
    boosts: Boosts,
    moments: Floats,
    turned: float = 0.0,
    ahead: float = 0.0,
    cells: int | None = None,
    watch: Watch = SILENT,
) -> Integers:
    """How many satellites reach each missile, if it is launched at each moment.

    Args:
        shell: The satellites; the first plane's node on the first inertial axis and its first satellite on
            the node at the epoch.
        boosts: Every missile; it flies the same way whenever it is launched.
        moments: Of launch, after the epoch [s], (N,).
        turned: Earth rotation angle at the epoch [rad]; less the node of the first plane, if that is another.
        ahead: How far the first satellite is past its node at the epoch [rad].
        cells: Of the table of each missile; None chooses. The counts do not depend on it.
        watch: Asked between missiles.

    Returns:
        (L, N).

    Raises:
        Stopped: The watch asked to stop.
    """
    counts = np.zeros((len(boosts.time), len(moments)), dtype=np.int64)
    nothing = np.empty((len(moments), 0), dtype=np.int64)
    _count(shell, boosts, moments, (turned, ahead), cells, counts, nothing, watch)
    return counts


def satellites_reaching(
    shell: Shell, boosts: Boosts, missile: int, moments: Floats, turned: float = 0.0
) -> list[Integers]:
    """Which satellites reach one missile, by moment of launch.

    Args:
        shell, boosts, moments, turned: As in `count_reached`, (N,).
        missile: Which.

    Returns:
        Rows of `orbits.walker`, rising, (S,) for each moment.
    """
    one = Boosts(*(part[missile : missile + 1] for part in (boosts.position, boosts.time, boosts.reach)))
    counts = np.zeros((1, len(moments)), dtype=np.int64)
    found = np.empty((len(moments), shell.satellites), dtype=np.int64)
    _count(shell, one, moments, (turned, 0.0), None, counts, found, SILENT)
    return [np.sort(row[:count]) for row, count in zip(found, counts[0], strict=True)]


def _count(
    shell: Shell, boosts: Boosts, moments: Floats, start: tuple[float, float], cells: int | None,
    counts: Integers, found: Integers, watch: Watch,
) -> None:  # fmt: skip
    from opendome.choices.constellation.reaching.kernels import count_reaching

    forms, caps = seen_from_planes(shell, boosts)
    row = orbits.elements(shell.altitude, shell.altitude, shell.inclination, 0.0, 0.0, 0.0)
    turns = (start[0] + (ROTATION_RATE - row[orbits.NODE_RATE]) * moments) % (2.0 * np.pi)
    alongs = (start[1] + (row[orbits.MOTION] + row[orbits.PERIGEE_RATE]) * moments) % (2.0 * np.pi)
    table = np.stack((np.cos(turns), np.sin(turns), np.cos(alongs), np.sin(alongs)), axis=1)
    sizes = np.array([shell.satellites, shell.planes, shell.satellites // shell.planes, shell.phasing])
    turn_planes = 2 * shell.planes if shell.star else shell.planes
    nodes = _circle(turn_planes)[: shell.planes].copy()
    circle = _circle(shell.satellites)
    if cells is None:
        # as long for the tables as for what is tried because they are coarse
        work = np.sqrt(len(moments) * shell.satellites / max(1, boosts.time.shape[1]))
        cells = int(np.clip(work, FEWEST_CELLS, MOST_CELLS))

    def work_on(begin: int, end: int) -> None:
        count_reaching(
            forms, caps, sizes, turn_planes, nodes, circle, table, turns, alongs, cells, begin, end, counts,
            found,
        )  # fmt: skip

    over(work_on, len(forms), CHUNK, watch)


def _circle(count: int) -> Floats:
    angle = 2.0 * np.pi * np.arange(count) / count
    return np.stack((np.cos(angle), np.sin(angle)), axis=1)


def seen_from_planes(shell: Shell, boosts: Boosts) -> tuple[Floats, Floats]:
    """What the angle between any satellite and any point hangs on, as `arcs` names the rows.

    Args:
        shell: The satellites.
        boosts: Every missile.

    Returns:
        Forms (L, FORM, K) and caps (L, CAP, K).
    """
    row = orbits.elements(shell.altitude, shell.altitude, shell.inclination, 0.0, 0.0, 0.0)
    x, y, z = np.moveaxis(boosts.position, -1, 0)
    far = np.sqrt(x * x + y * y + z * z)
    level = np.hypot(x, y) / far
    # the Earth carries the point east while it flies, and the satellite goes on: both are put into the form
    east = np.arctan2(y, x) + (ROTATION_RATE - row[orbits.NODE_RATE]) * boosts.time
    gone = (row[orbits.MOTION] + row[orbits.PERIGEE_RATE]) * boosts.time
    cos_east, sin_east = level * np.cos(east), level * np.sin(east)
    cosine, sine = np.cos(gone), np.sin(gone)
    flat, steep = np.cos(shell.inclination), np.sin(shell.inclination) * z / far
    forms = np.empty((len(far), FORM, far.shape[1]))
    forms[:, 0] = cos_east * cosine + flat * sin_east * sine
    forms[:, 1] = flat * cos_east * sine - sin_east * cosine
    forms[:, 2] = steep * sine
    forms[:, 3] = flat * sin_east * cosine - cos_east * sine
    forms[:, 4] = flat * cos_east * cosine + sin_east * sine
    forms[:, 5] = steep * cosine
    caps = np.empty((len(far), CAP, far.shape[1]))
    edge = (far**2 + shell.radius**2 - boosts.reach**2) / (2.0 * far * shell.radius)
    can = (boosts.reach > 0.0) & (edge <= 1.0)
    caps[:, EDGE] = np.where(can, edge, 2.0)
    caps[:, ANGLE] = np.where(can, np.arccos(np.clip(np.where(can, edge, 1.0), -1.0, 1.0)), -1.0)
    caps[:, SWAY] = level
    return forms, caps
