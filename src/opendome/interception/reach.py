"""Where interceptors can be, and when each shooter could meet each threat."""

from __future__ import annotations

from math import inf, pi

import numpy as np

from opendome.arrays import Floats, Integers
from opendome.compiled import wait_for
from opendome.interception.flyout import GIVEN
from opendome.interception.meeting import BEGIN, CEILING, END, FLOOR, SHOOTER, SITE
from opendome.interception.paths import Part, Paths, heights, joined
from opendome.interception.satellites import from_orbit
from opendome.interception.tables import ANGLES, HEIGHTS
from opendome.physics.constants import EQUATORIAL_RADIUS, FLATTENING, MEAN_RADIUS
from opendome.physics.constants import earth as earth_of
from opendome.physics.earth import ecef_from_geodetic
from opendome.records.case import World
from opendome.records.defence import BOOST, GLIDE, OTHERS, UNTIL_DEPLOYED
from opendome.records.reach import FLY, FLY_TIME, MEETING, OUT_OF_REACH, SAMPLES, SPANS, Flyouts, Reach
from opendome.records.trajectories import BURNOUT, DEPLOYMENT_END, GLIDING, Trajectories
from opendome.watch import SILENT, Watch

KERNELS = "opendome.interception.kernels"
"""What is compiled for it."""

CHUNK = 4
"""Courses a thread takes at a time."""

LONGEST = 1_800.0
"""Longest flight of an interceptor that has no range and says nothing of it [s]."""

FARTHEST = 0.6 * pi
"""A table ends at this angle over the ground [rad]."""


def reach(world: World, flights: Trajectories, watch: Watch = SILENT) -> Reach:
    """Hold every flight against every shooter.

    Args:
        world: One draw of every figure.
        flights: What is to be met.
        watch: Asked between chunks.

    Raises:
        Stopped: The watch asked to stop.
    """
    defence, made = world.case.defence, flyouts(world)
    parts = [_from_ground(world, flights, made, watch)]
    above = np.flatnonzero(defence.in_orbit)
    if len(above):
        paths = Paths.of(flights, world.case.launches["time"])
        for place in above.tolist():
            spans = windows(world, flights, np.arange(len(flights)), np.array([place]))[:, 0]
            parts.append(from_orbit(world, paths, spans, place, made, watch))
    return joined(parts, made)


def _from_ground(world: World, flights: Trajectories, made: Flyouts, watch: Watch) -> Part:
    """Batteries against courses."""
    case, defence = world.case, world.case.defence
    course, first = case.courses
    posts = np.flatnonzero(~defence.in_orbit)
    pairs = (len(first), len(posts))
    meeting = np.full((len(first) * len(posts), SPANS, SAMPLES, MEETING), np.nan)
    limit = np.full(len(meeting), OUT_OF_REACH, dtype=np.int64)
    if len(posts):
        paths = Paths.of(flights, case.launches["time"], first)
        shooters = _batteries(world, flights, first, posts).reshape(-1, SHOOTER)
        flight, column = (each.ravel() for each in np.indices(pairs))
        kind = np.ascontiguousarray(defence.shooters["kind"][posts][column])
        paths.hold(flight, shooters, kind, made, world, CHUNK * len(posts), meeting, limit, watch)
    row = course[:, None] * len(posts) + np.arange(len(posts))
    return Part(posts, np.full(len(posts), OTHERS), row, meeting, limit.reshape(pairs)[course])


def flyouts(world: World) -> Flyouts:
    """The table of every kind of interceptor in one world; what waits in orbit has no table."""
    defence, kinds = world.case.defence, world.kinds
    count = len(kinds)
    table = np.zeros((count, ANGLES, HEIGHTS, FLY))
    table[..., FLY_TIME] = inf
    along, up = np.ones(count), np.ones(count)
    if count:
        wait_for(KERNELS)
        from opendome.interception.kernels import fly_out
    on_ground = set(defence.shooters["kind"][~defence.in_orbit].tolist())
    for row in sorted(on_ground):
        one = kinds[row]
        given, farthest = _given(world, row)
        along[row] = farthest / (ANGLES - 1)
        # the table counts heights from the launch place, which stands on an ellipsoid
        bulge = EQUATORIAL_RADIUS * FLATTENING * min(farthest, 1.0)
        up[row] = (one["altitude_maximum"] + bulge) / (HEIGHTS - 1)
        fly_out(one["burnout_speed"], given, np.array([along[row], up[row]]), table[row])
    return Flyouts(defence.kind_id, along, up, table)


def _given(world: World, row: int) -> tuple[Floats, float]:
    """How one kind flies, as `flyout.GIVEN`, and the farthest angle of its table [rad]."""
    one = world.kinds[row]
    mine = world.case.defence.shooters["kind"] == row
    height = float(world.case.defence.shooters["altitude"][mine].mean())
    burn, speed = float(one["burn_time"]), float(one["burnout_speed"])
    radius = MEAN_RADIUS
    longest = float(one["flight_time_maximum"])
    if not np.isfinite(longest):
        far = float(np.hypot(one["range"], one["altitude_maximum"]))
        longest = burn + 4.0 * far / speed if np.isfinite(far) else LONGEST
    least = one["flight_time_minimum"]
    given = np.empty(GIVEN)
    given[:] = (
        burn, burn if np.isnan(least) else least, max(longest, 1.01 * burn),
        inf if np.isnan(one["ballistic_coefficient"]) else one["ballistic_coefficient"],
        earth_of()[0], radius + height, height,
    )  # fmt: skip
    farthest = one["range"] / radius if np.isfinite(one["range"]) else 1.2 * speed * longest / radius
    return given, float(min(farthest, FARTHEST))


def _batteries(world: World, flights: Trajectories, first: Integers, posts: Integers) -> Floats:
    """Batteries as `meeting` names their columns, for every course (C, S, SHOOTER)."""
    case, shooters = world.case, world.case.defence.shooters[posts]
    rows = np.zeros((len(first), len(posts), SHOOTER))
    rows[:, :, SITE : SITE + 3] = ecef_from_geodetic(
        shooters["latitude"], shooters["longitude"], shooters["altitude"], case.earth.spherical
    )
    rows[:, :, FLOOR : CEILING + 1] = [heights(world, place) for place in posts.tolist()]
    rows[:, :, BEGIN : END + 1] = windows(world, flights, first, posts)
    return rows


def windows(world: World, flights: Trajectories, threats: Integers, places: Integers) -> Floats:
    """From when to when each of some threats may be met by shooters at some places, by their layers.

    Args:
        world: For doctrine and figures.
        flights: Of all threats.
        threats: Which of them (n,).
        places: Rows of `Defence.shooters` (S,).

    Returns:
        After each threat's own launch [s] (n, S, 2).
    """
    defence = world.case.defence
    posts = defence.shooters[places]
    layer, kind = posts["layer"], posts["kind"]
    margin = np.nan_to_num(world.kinds["burnout_margin"][kind], nan=0.0)
    glides = (layer == GLIDE) & defence.in_orbit[places]
    spans = np.empty((len(threats), len(places), 2))
    for row, threat in enumerate(threats.tolist()):
        burnout, deployed, begins, ends = _parts_of(flights, threat)
        early = np.where(defence.until[kind] == UNTIL_DEPLOYED, deployed, burnout) - margin
        spans[row, :, 0] = np.where(layer == BOOST, 0.0, np.where(glides, begins, burnout))
        spans[row, :, 1] = np.where(layer == BOOST, early, np.where(glides, ends, inf))
    return spans


def _parts_of(flights: Trajectories, threat: int) -> tuple[float, float, float, float]:
    """Burnout, the last warhead let go, begin and end of a glide, after the launch [s].

    What has no engine burns out at once; what lets nothing go has done so at burnout; what does not glide
    begins to after the end of all times.
    """
    mine, start = flights.of(threat), flights.begins[threat]
    burnt = flights.nodes_of(threat, BURNOUT)
    burnout = float(flights.time[burnt[0]] - start) if len(burnt) else 0.0
    let_go = flights.nodes_of(threat, DEPLOYMENT_END)
    deployed = float(flights.time[let_go[-1]] - start) if len(let_go) else burnout
    level = np.flatnonzero(flights.phase[mine] == GLIDING) + mine.start
    if not len(level):
        return burnout, deployed, inf, -inf
    begin, end = int(level[0]), min(int(level[-1]) + 1, mine.stop - 1)
    return burnout, deployed, float(flights.time[begin] - start), float(flights.time[end] - start)
