"""Where interceptors can be, and when each shooter could meet each threat."""

from __future__ import annotations

from math import inf, pi

import numpy as np

from opendome.arrays import Floats, Integers
from opendome.compiled import over, wait_for
from opendome.interception.flyout import GIVEN
from opendome.interception.meeting import BEGIN, CEILING, END, FLOOR, SHOOTER, SITE
from opendome.interception.tables import ANGLES, HEIGHTS
from opendome.physics.constants import EQUATORIAL_RADIUS, FLATTENING, MEAN_RADIUS
from opendome.physics.constants import earth as earth_of
from opendome.physics.earth import ecef_from_geodetic
from opendome.physics.nodes import TIME
from opendome.records.case import World
from opendome.records.defence import BOOST
from opendome.records.reach import FLY, FLY_TIME, MEETING, OUT_OF_REACH, SAMPLES, SPANS, Flyouts, Reach
from opendome.records.trajectories import BURNOUT, Trajectories
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
    case, defence = world.case, world.case.defence
    course, first = case.courses
    made = flyouts(world)
    shape = (len(first), len(defence), SPANS, SAMPLES, MEETING)
    meeting, limit = np.full(shape, np.nan), np.full(shape[:2], OUT_OF_REACH, dtype=np.int64)
    found = Reach(course, meeting, limit, made)
    if not len(defence):
        return found
    from opendome.interception.kernels import meet

    starts = case.launches["time"][first]
    courses = flights.only(first)
    table = courses.nodes
    table[:, TIME] -= np.repeat(starts, courses.count)
    shooters = _shooters(world, flights, first)
    kind = np.ascontiguousarray(defence.shooters["kind"])
    steps = np.stack((made.along_step, made.up_step), axis=1)
    earth = earth_of(case.earth.rotating, case.earth.spherical)

    def work(begin: int, end: int) -> None:
        meet(table, courses.first, shooters, kind, steps, made.table, earth, begin, end, meeting, limit)

    over(work, len(first), CHUNK, watch)
    return found


def flyouts(world: World) -> Flyouts:
    """The table of every kind of interceptor in one world."""
    defence, kinds = world.case.defence, world.kinds
    count = len(kinds)
    table = np.zeros((count, ANGLES, HEIGHTS, FLY))
    table[..., FLY_TIME] = inf
    along, up = np.ones(count), np.ones(count)
    if count:
        wait_for(KERNELS)
        from opendome.interception.kernels import fly_out
    for row in range(count):
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


def _shooters(world: World, flights: Trajectories, first: Integers) -> Floats:
    """Shooters as `meeting` names their columns, for every course (C, S, SHOOTER)."""
    case, defence = world.case, world.case.defence
    posts, kinds = defence.shooters, world.kinds
    rows = np.empty((len(first), len(posts), SHOOTER))
    place = ecef_from_geodetic(posts["latitude"], posts["longitude"], posts["altitude"], case.earth.spherical)
    keep_out = np.nan_to_num(world.doctrine["keep_out"][posts["layer"]], nan=0.0)
    rows[:, :, SITE : SITE + 3] = place
    rows[:, :, FLOOR] = np.maximum(kinds["altitude_minimum"][posts["kind"]], keep_out)
    rows[:, :, CEILING] = kinds["altitude_maximum"][posts["kind"]]
    for course, threat in enumerate(first):
        burnt = flights.nodes_of(int(threat), BURNOUT)
        burnout = flights.time[burnt[0]] - flights.begins[threat] if len(burnt) else 0.0
        early = posts["layer"] == BOOST
        rows[course, :, BEGIN] = np.where(early, 0.0, burnout)
        rows[course, :, END] = np.where(early, burnout, inf)
    return rows
