"""Gliders: bring each launch of a world to its release, then aim and fly its glide."""

from __future__ import annotations

import numpy as np

from opendome.arrays import Floats, Integers
from opendome.compiled import over
from opendome.physics import earth as figure
from opendome.physics import nodes as noted
from opendome.physics.constants import earth as earth_of
from opendome.records import trajectories as flown
from opendome.records.case import CLIMB_TO_APOGEE, CONSTANT_LIFT, GO_FAR, HIT_PLACE, Table, World
from opendome.threats.ballistic import missiles
from opendome.threats.flown import Flown, Steered
from opendome.threats.glide import bodies
from opendome.watch import Watch

CHUNK = 8
"""Gliders a thread takes at a time."""

NODES = 4096
"""Most nodes a glide may have; one that has more does not come down."""


def fly(world: World, rows: Integers, near: Steered | None, watch: Watch) -> Flown:
    """Aim and fly gliders.

    Args:
        world: One draw of every figure.
        rows: Launches to fly, none like another (C,).
        near: How they were steered in another world, or None.
        watch: Asked between chunks.

    Raises:
        Stopped: The watch asked to stop.
    """
    launches = world.case.launches[rows]
    way, points = _routes(world, rows)
    azimuth = _azimuths(world, launches, way, points)
    climbs = _climb(world, launches, azimuth, near, watch)
    begins, start = _releases(world, launches, azimuth, climbs)
    off = np.where((points > 0) & (begins > 0.0), _off_course(start, way[:, 0]), 0.0)
    if off.any():  # the Earth turned while it climbed: start so much to the other side
        azimuth = azimuth + off
        climbs = _climb(world, launches, azimuth, climbs.steered, watch)
        begins, start = _releases(world, launches, azimuth, climbs)
    share = np.full(len(rows), np.nan) if near is None else near.lift.copy()
    status, glides = _glide(world, launches, begins, start, (way, points), share, watch)
    whole, status = _joined(climbs, glides, status)
    steered = Steered(azimuth, climbs.steered.kick, climbs.steered.energy, share)
    return Flown(whole, status, steered, climbs.surplus)


def _routes(world: World, rows: Integers) -> tuple[Floats, Integers]:
    """Points of each route with its aim at the end, ECEF [m] (C, W, 3), and how many there are (C,)."""
    launches, spherical = world.case.launches[rows], world.case.earth.spherical
    given = world.case.routes[rows]
    count = np.isfinite(given[..., 0]).sum(axis=1)
    aimed = launches["task"] == HIT_PLACE
    way = np.zeros((len(rows), given.shape[1] + 1, 3))
    way[:, :-1] = np.nan_to_num(figure.ecef_from_geodetic(given[..., 0], given[..., 1], 0.0, spherical))
    aim = figure.ecef_from_geodetic(launches["aim_latitude"], launches["aim_longitude"], 0.0, spherical)
    way[np.arange(len(rows)), count] = np.nan_to_num(aim)
    return way, np.where(aimed, count + 1, 0).astype(np.int64)


def _azimuths(world: World, launches: Table, way: Floats, points: Integers) -> Floats:
    """Direction of each launch: as asked, or towards the first point of its route [rad] (C,)."""
    spherical = world.case.earth.spherical
    site = figure.ecef_from_geodetic(launches["latitude"], launches["longitude"], 0.0, spherical)
    east, north, _ = _compass(launches["latitude"], launches["longitude"])
    towards = way[:, 0] - site
    bearing = np.arctan2((towards * east).sum(axis=-1), (towards * north).sum(axis=-1))
    return np.where(points > 0, bearing, np.nan_to_num(launches["azimuth"]))


def _off_course(start: Floats, point: Floats) -> Floats:
    """How far to the right of its heading each must turn for a place [rad] (C,)."""
    up = start[:, :3] / np.maximum(np.linalg.norm(start[:, :3], axis=-1, keepdims=True), 1.0)
    ahead, towards = start[:, 3:], point - start[:, :3]
    across = (np.cross(towards, ahead) * up).sum(axis=-1)
    along = (towards * ahead).sum(axis=-1) - (towards * up).sum(axis=-1) * (ahead * up).sum(axis=-1)
    return np.arctan2(across, along)


def _compass(latitude: Floats, longitude: Floats) -> tuple[Floats, Floats, Floats]:
    """East, north and up, ECEF unit vectors (n, 3)."""
    s, c, sl, cl = np.sin(latitude), np.cos(latitude), np.sin(longitude), np.cos(longitude)
    zero = np.zeros_like(s)
    return (
        np.stack((-sl, cl, zero), axis=-1),
        np.stack((-s * cl, -s * sl, c), axis=-1),
        np.stack((c * cl, c * sl, s), axis=-1),
    )


def _climb(world: World, launches: Table, azimuth: Floats, near: Steered | None, watch: Watch) -> Flown:
    """Flights of the boosters as if nothing had lift; of what is let go without one, nothing."""
    count = len(launches)
    nodes = [np.empty((0, noted.COLUMNS))] * count
    status, steered = np.full(count, flown.OK), Steered.nothing(count)
    surplus = np.full(count, np.nan)
    missile = launches["missile"]
    boosted = np.flatnonzero(world.case.stage_count[missile] > 0)
    if len(boosted):
        asked = launches[boosted].copy()
        apogee = world.gliders["apogee"][missile[boosted]]
        asked["task"] = np.where(np.isfinite(apogee), CLIMB_TO_APOGEE, GO_FAR)
        asked["apogee"], asked["azimuth"] = apogee, azimuth[boosted]
        known = None
        if near is not None:
            known = Steered(azimuth[boosted], near.kick[boosted], near.energy[boosted], near.lift[boosted])
        climbs = missiles.fly_as(world, asked, known, watch)
        for row, flight in zip(boosted, climbs.nodes, strict=True):
            nodes[row] = flight
        status[boosted] = climbs.status
        steered.kick[boosted], steered.energy[boosted] = climbs.steered.kick, climbs.steered.energy
        surplus[boosted] = climbs.surplus
    return Flown(nodes, status, steered, surplus)


def _burnout(nodes: Floats) -> int:
    """The node at which the last engine stops; -1 where none does."""
    ends = np.flatnonzero(nodes[:, noted.EVENT] == flown.BURNOUT)
    return int(ends[-1]) if len(ends) else -1


def _releases(world: World, launches: Table, azimuth: Floats, climbs: Flown) -> tuple[Floats, Floats]:
    """When each is let go [s] (C,), and place and velocity then (C, 6), ECEF."""
    begins, start = np.zeros(len(launches)), np.zeros((len(launches), 6))
    bodies_now = world.gliders[launches["missile"]]
    east, north, up = _compass(launches["latitude"], launches["longitude"])
    high = np.nan_to_num(bodies_now["release_altitude"])
    start[:, :3] = figure.ecef_from_geodetic(
        launches["latitude"], launches["longitude"], high, world.case.earth.spherical
    )
    level = np.sin(azimuth)[:, None] * east + np.cos(azimuth)[:, None] * north
    angle, speed = bodies_now["release_angle"][:, None], bodies_now["release_speed"][:, None]
    start[:, 3:] = np.nan_to_num(speed * (np.cos(angle) * level + np.sin(angle) * up))
    for row, nodes in enumerate(climbs.nodes):
        last = _burnout(nodes) if len(nodes) else -1
        if last >= 0:
            begins[row] = nodes[last, noted.TIME]
            start[row, :3] = nodes[last, noted.PLACE : noted.PLACE + 3]
            start[row, 3:] = nodes[last, noted.VELOCITY : noted.VELOCITY + 3]
    return begins, start


def _table(world: World, launches: Table) -> Floats:
    """Gliders as kernels take them (C, BODY)."""
    given, table = world.gliders[launches["missile"]], np.zeros((len(launches), bodies.BODY))
    steering = world.case.steering[launches["missile"]]
    for column, name in (
        (bodies.LIFT_TO_DRAG, "lift_to_drag"),
        (bodies.BALLISTIC, "ballistic_coefficient"),
        (bodies.MASS, "mass"),
        (bodies.BANK_MOST, "bank_maximum"),
        (bodies.DIVE, "dive_angle"),
        (bodies.END_HEIGHT, "end_altitude"),
        (bodies.END_SPEED, "end_speed"),
    ):
        table[:, column] = given[name]
    table[:, bodies.BANK_HELD] = np.nan_to_num(given["bank"])
    table[:, bodies.ALL_LIFT] = steering == CONSTANT_LIFT
    return table


def _glide(
    world: World, launches: Table, begins: Floats, start: Floats, routes: tuple[Floats, Integers],
    share: Floats, watch: Watch,
) -> tuple[Integers, list[Floats]]:  # fmt: skip
    """Statuses (C,), and nodes from each release on; `share` receives the lift used."""
    from opendome.threats.glide.kernels import aim_and_glide

    model = world.case.earth
    earth, table = earth_of(model.rotating, model.spherical), _table(world, launches)
    way, points = routes
    status = np.zeros(len(launches), dtype=np.int64)
    nodes = [np.empty((0, noted.COLUMNS))] * len(launches)

    def work(begin: int, end: int) -> None:
        part = slice(begin, end)
        scratch = np.empty((end - begin, NODES, noted.COLUMNS))
        summary = np.zeros((end - begin, bodies.SUMMARY))
        aim_and_glide(
            earth, begins[part], start[part], table[part], way[part], points[part], share[part], status[part],
            scratch, summary,
        )  # fmt: skip
        for row in range(begin, end):
            nodes[row] = scratch[row - begin, : int(summary[row - begin, bodies.NODES])].copy()

    over(work, len(launches), CHUNK, watch)
    return status, nodes


def _joined(climbs: Flown, glides: list[Floats], status: Integers) -> tuple[list[Floats], Integers]:
    """Climb and glide as one flight; what never burns out has its climb alone."""
    whole, found = list(glides), status.copy()
    for row, climb in enumerate(climbs.nodes):
        if not len(climb):
            continue
        last = _burnout(climb)
        if last < 0:
            whole[row], found[row] = climb, climbs.status[row]
            continue
        joint = glides[row][:1].copy()
        joint[0, noted.BEFORE : noted.BEFORE + 3] = climb[last, noted.BEFORE : noted.BEFORE + 3]
        joint[0, noted.EVENT] = flown.BURNOUT
        whole[row] = np.concatenate((climb[:last], joint, glides[row][1:]))
        if climbs.status[row] != flown.OK:
            found[row] = climbs.status[row]
    return whole, found
