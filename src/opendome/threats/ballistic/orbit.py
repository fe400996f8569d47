"""Fractional orbit: into a low orbit, along it as far as wanted, and braked out of it before the aim."""

from __future__ import annotations

from dataclasses import dataclass, replace
from math import exp, log, pi

import numpy as np

from opendome.arrays import Floats
from opendome.physics.constants import EARTH_MU, EARTH_RATE
from opendome.physics.interpolate import at_times
from opendome.physics.nodes import AFTER, BEFORE, COLUMNS, EVENT, PLACE, TIME, VELOCITY
from opendome.records import trajectories as flown
from opendome.records.case import FLY_PROGRAMME, HIT_PLACE, HIT_WITH_APOGEE
from opendome.threats.ballistic import segments as cut
from opendome.threats.ballistic import wishes
from opendome.threats.ballistic.aim import ENOUGH, SAME_HEIGHT
from opendome.threats.ballistic.deployment import node_between
from opendome.threats.ballistic.flight import DAY
from opendome.threats.ballistic.notes import COUNT, HIGHEST, IMPACT, STATUS, SUMMARY
from opendome.threats.ballistic.search import LEAST_KICK, MOST_KICK

NODES = 1024
"""Most nodes a flight may have."""

TURNS = 20
"""How often the moment of braking and the direction are corrected."""

CLOSE = 1.0
"""They are good enough when the miss is below this [m]."""

RADIUS = 6.4e6
"""Of the Earth, to tell angles as lengths [m]."""

FIRST_AND_LAST = 0.55
"""Climb and descent cover about this much [rad] …"""

ORBIT_TURN = 835.0
"""… and in orbit a radian takes about so long [s]: where the search starts."""

LEAST_COAST = 1.0
"""It stays in orbit for at least this long [s]."""

NO_ORBIT_KICK = 5e-3
"""Pitch-over of the flight that is shown where the missile cannot come into orbit [rad]."""


@dataclass(frozen=True)
class Ascent:
    """A climb that ends level and as fast as a circular orbit is there.

    Attributes:
        azimuth, kick: Of the launch, and of the pitch-over [rad].
        ends: When the last main stage is cut off, after launch [s].
    """

    azimuth: float
    kick: float
    ends: float


@dataclass(frozen=True)
class Launch:
    """One launch as the kernel takes it: see `kernels.aim_and_fly`."""

    given: Floats
    missile: cut.Missile
    wish: Floats

    def fly(self, rows: Floats, azimuth: float, kick: float) -> tuple[Floats, Floats]:
        """Fly these segments; the nodes (K, COLUMNS) and the summary (SUMMARY,)."""
        from opendome.threats.ballistic.kernels import aim_and_fly

        drag = np.stack((self.missile.drag_mach, self.missile.drag_coefficient))[None]
        asked = self.wish.copy()
        asked[wishes.TASK] = FLY_PROGRAMME  # as it stands in the controls
        nodes, summary = np.empty((1, NODES, COLUMNS)), np.zeros((1, SUMMARY))
        aim_and_fly(
            self.given[None], np.zeros(1, dtype=np.int64),
            np.array([[0, len(rows), drag.shape[2]]], dtype=np.int64), np.ascontiguousarray(rows),
            np.ascontiguousarray(drag), asked[None], np.array([[azimuth, kick, 1.0]]),
            np.zeros(1, dtype=np.int64), nodes, summary,
        )  # fmt: skip
        return nodes[0, : int(summary[0, COUNT])], summary[0]


def climbs(one: Launch, azimuth: float, near: float | None = None) -> Ascent | None:
    """The climb that ends in a circular orbit, or None where there is none.

    Each pitch-over gives one time at which speed is that of a circular orbit; the pitch-over is sought whose
    path is level then, by halving in its logarithm.
    """
    low, high = log(LEAST_KICK), log(MOST_KICK)
    if near is not None:
        low, high = log(near) - 0.02, log(near) + 0.02
        if _level(one, azimuth, exp(low))[0] < 0.0 or _level(one, azimuth, exp(high))[0] > 0.0:
            low, high = log(LEAST_KICK), log(MOST_KICK)
    best = None
    while high - low > 1e-10:
        middle = 0.5 * (low + high)
        up, ends = _level(one, azimuth, exp(middle))
        if np.isfinite(ends):
            best = Ascent(azimuth, exp(middle), ends)
        low, high = (middle, high) if up > 0.0 else (low, middle)
    if best is None or abs(_level(one, azimuth, best.kick)[0]) > 1e-4:
        return None
    return best


def _level(one: Launch, azimuth: float, kick: float) -> tuple[float, float]:
    """Upward share of the velocity when it is that of a circular orbit, and when that is [s].

    Where it never becomes so fast, plus one if it still climbs in the end; minus one if it comes down again.
    """
    rows = _main(one.missile)
    nodes, summary = one.fly(rows, azimuth, kick)
    if summary[STATUS] != flown.OK:
        return -1.0, np.nan
    place, velocity = nodes[:, PLACE : PLACE + 3], nodes[:, VELOCITY : VELOCITY + 3]
    over = _excess(one, place, velocity)
    start = float(nodes[-1, TIME]) - float(rows[rows[:, cut.TUNED] == 1.0, cut.DURATION].sum())
    late = nodes[:, TIME] > start
    if not (over[late] > 0.0).any():
        return float(np.sign(place[-1] @ velocity[-1])), np.nan
    after = int(np.flatnonzero(late & (over > 0.0))[0])
    early, end = float(nodes[after - 1, TIME]), float(nodes[after, TIME])
    for _ in range(5):
        times = np.linspace(early, end, 33)
        fast = _excess(one, *_at(nodes, times)) > 0.0
        first = max(int(np.argmax(fast)), 1)
        early, end = float(times[first - 1]), float(times[first])
    place, velocity = _at(nodes, np.array([end]))
    speed = _inertial(one, place, velocity)[0]
    up = float(place[0] @ speed) / float(np.linalg.norm(place[0]) * np.linalg.norm(speed))
    return up, end


def _at(nodes: Floats, times: Floats) -> tuple[Floats, Floats]:
    return at_times(
        nodes[:, TIME], nodes[:, PLACE : PLACE + 3], nodes[:, VELOCITY : VELOCITY + 3],
        nodes[:, AFTER : AFTER + 3], nodes[:, BEFORE : BEFORE + 3], times,
    )  # fmt: skip


def _inertial(one: Launch, place: Floats, velocity: Floats) -> Floats:
    rate = one.given[EARTH_RATE]
    return velocity + rate * np.stack((-place[:, 1], place[:, 0], np.zeros(len(place))), axis=-1)


def _excess(one: Launch, place: Floats, velocity: Floats) -> Floats:
    """Kinetic energy over that of a circular orbit, less one (n,)."""
    speed = _inertial(one, place, velocity)
    return np.asarray((speed**2).sum(axis=1) * np.linalg.norm(place, axis=1) / one.given[EARTH_MU] - 1.0)


def _main(missile: cut.Missile) -> Floats:
    """Segments of the main stages."""
    last = int(np.flatnonzero(missile.segments[:, cut.TUNED] == 1.0)[-1])
    return missile.segments[: last + 1]


def path(one: Launch, ascent: Ascent, coast: float, brake: float) -> Floats:
    """Segments of the whole flight (segment, COLUMNS): climb, orbit, braking by the bus, fall.

    Args:
        one: The launch.
        ascent: How it climbs.
        coast: Time in orbit [s].
        brake: Speed that braking takes away [m/s].
    """
    rows, clock, kept = _main(one.missile), 0.0, []
    for row in rows:
        left = ascent.ends - clock
        if left <= 1e-9:
            break
        part = row.copy()
        part[cut.DURATION] = min(row[cut.DURATION], left)
        clock += part[cut.DURATION]
        kept.append(part)
    kept[-1][cut.EVENT] = flown.BURNOUT
    bus = one.missile.segments[one.missile.segments[:, cut.PHASE] == flown.BUS][0]
    exhaust = bus[cut.THRUST] / bus[cut.FLOW]
    orbit, burn = bus.copy(), bus.copy()
    orbit[[cut.FLOW, cut.THRUST, cut.EXIT_AREA]] = 0.0
    orbit[cut.DURATION], orbit[cut.PHASE], orbit[cut.EVENT] = coast, flown.COAST, flown.DEORBIT
    burn[cut.DURATION] = bus[cut.MASS] * (1.0 - exp(-brake / exhaust)) / bus[cut.FLOW]
    burn[cut.RULE], burn[cut.AMOUNT], burn[cut.EVENT] = cut.BELOW_VELOCITY, pi, flown.BUS_END
    orbit[cut.RULE] = cut.ALONG_VELOCITY
    return np.array([*kept, orbit, burn, one.missile.segments[-1]])


@dataclass(frozen=True)
class Round:
    """A flight through orbit.

    Attributes:
        nodes: (K, COLUMNS).
        status: Code of `records.trajectories.STATUSES`.
        azimuth, kick: Of the launch, and of the pitch-over [rad].
        energy: Share of the last main stage's burn that was used.
    """

    nodes: Floats
    status: int
    azimuth: float
    kick: float
    energy: float


def fly(one: Launch, azimuth: float, kick: float | None, brake: float, spherical: bool) -> Round:
    """Fly one launch through orbit to its aim; without one, into orbit for good.

    Args:
        one: The launch.
        azimuth: Where it is launched to, or where the search for that starts [rad].
        kick: Pitch-over of a flight nearby [rad], or None.
        brake: Speed that braking takes away [m/s].
        spherical: Over the sphere instead of WGS84.
    """
    ascent = climbs(one, azimuth, kick)
    if ascent is None:
        nodes, _ = one.fly(one.missile.segments, azimuth, kick or NO_ORBIT_KICK)
        return Round(nodes, flown.NOT_SOLVED, azimuth, kick or NO_ORBIT_KICK, 1.0)
    task = one.wish[wishes.TASK]
    coast, solved = 2.0 * DAY, flown.OK
    if task in (HIT_PLACE, HIT_WITH_APOGEE):
        ascent, coast, solved = _aimed(one, ascent, brake)
    nodes, summary = one.fly(path(one, ascent, coast, brake), ascent.azimuth, ascent.kick)
    status = int(summary[STATUS]) if summary[STATUS] != flown.OK else solved
    asked = one.wish[wishes.PEAK]
    if task == HIT_WITH_APOGEE and status == flown.OK and abs(asked - summary[HIGHEST]) > SAME_HEIGHT:
        status = flown.APOGEE_TOO_HIGH if asked > summary[HIGHEST] else flown.APOGEE_TOO_LOW
    burnt = int(np.flatnonzero(nodes[:, EVENT] == flown.BURNOUT)[0])
    row = node_between(nodes, burnt, float(nodes[burnt, TIME]), flown.ORBIT_START, spherical)
    rows = _main(one.missile)
    whole = float(rows[rows[:, cut.TUNED] == 1.0, cut.DURATION].sum())
    used = (ascent.ends - float(rows[:, cut.DURATION].sum()) + whole) / whole
    return Round(np.insert(nodes, burnt + 1, row, axis=0), status, ascent.azimuth, ascent.kick, used)


def _aimed(one: Launch, ascent: Ascent, brake: float) -> tuple[Ascent, float, int]:
    """When to brake and where to launch to, by Newton's rule; the climb, time in orbit [s], status."""
    coast = max((one.wish[wishes.DISTANCE] - FIRST_AND_LAST) * ORBIT_TURN, 1.0)
    for _ in range(TURNS):
        off = _off(one, ascent, coast, brake)
        if np.linalg.norm(off) * RADIUS < CLOSE:
            return ascent, coast, flown.OK
        longer = _off(one, ascent, coast + 1.0, brake) - off
        turned = (_off(one, replace(ascent, azimuth=ascent.azimuth + 1e-4), coast, brake) - off) / 1e-4
        rest, turn = np.linalg.solve(np.column_stack((longer, turned)), -off)
        turn = float(np.clip(turn, -0.2, 0.2))
        if coast <= LEAST_COAST and rest < 0.0:
            return ascent, coast, flown.TOO_NEAR
        coast = max(coast + float(np.clip(rest, -600.0, 600.0)), LEAST_COAST)
        if abs(turn) > 0.01:
            ascent = climbs(one, ascent.azimuth + turn, ascent.kick) or ascent
        else:
            ascent = replace(ascent, azimuth=ascent.azimuth + turn)
    missed = float(np.linalg.norm(_off(one, ascent, coast, brake))) * RADIUS
    return ascent, coast, flown.OK if missed < ENOUGH else flown.NOT_SOLVED


def _off(one: Launch, ascent: Ascent, coast: float, brake: float) -> Floats:
    """How far past the aim and how far right of it a flight comes down [rad], (2,)."""
    _, summary = one.fly(path(one, ascent, coast, brake), ascent.azimuth, ascent.kick)
    place, wish = summary[IMPACT : IMPACT + 3], one.wish
    ahead, right, out = (
        float(place @ wish[axis : axis + 3]) for axis in (wishes.AHEAD, wishes.RIGHT, wishes.OUT)
    )
    along = np.arctan2(ahead, out) - wish[wishes.DISTANCE]
    past = (along + pi) % (2.0 * pi) - pi
    return np.array([past, np.arcsin(right / float(np.linalg.norm(place)))])
