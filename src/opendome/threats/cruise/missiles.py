"""Cruise missiles and one-way drones: the routes of a world, flown."""

from __future__ import annotations

from math import ceil, pi

import numpy as np

from opendome.arrays import Floats, Integers
from opendome.compiled import over
from opendome.physics.constants import EARTH_ECCENTRICITY2, EARTH_RADIUS
from opendome.physics.constants import earth as earth_of
from opendome.physics.nodes import COLUMNS
from opendome.records.case import GO_FAR, World
from opendome.threats.cruise import figures as given_by
from opendome.threats.cruise.plan import sections
from opendome.threats.flown import Flown, Steered
from opendome.watch import Watch

CHUNK = 64
"""Launches a thread takes at a time."""

_CORNERS = 80
"""Room for nodes at the bends of climb and dive, and where one phase ends and the next begins."""

_TURN = 24
"""Room for the nodes of one way-point: half a circle in thirds of `figures.WIDEST`, and those at its ends."""


def fly(world: World, rows: Integers, near: Steered | None, watch: Watch) -> Flown:
    """Fly cruise missiles over their routes.

    Args:
        world: One draw of every figure.
        rows: Launches to fly, none like another (C,).
        near: Not needed: a route is drawn, not searched for.
        watch: Asked between chunks.

    Raises:
        Stopped: The watch asked to stop.
    """
    from opendome.threats.cruise.kernels import fly_routes

    del near
    given, points = _given(world, rows), _points(world, rows)
    profiles = sections(given)
    longest = np.fmin(given[:, given_by.RANGE], pi * given[:, given_by.RADIUS] * points.shape[1])
    room = ceil(float(longest.max()) / given_by.LONGEST) + _CORNERS + _TURN * points.shape[1]
    count = len(rows)
    summary = np.zeros((count, given_by.SUMMARY))
    nodes = [np.empty((0, COLUMNS))] * count

    def work(begin: int, end: int) -> None:
        scratch = np.empty((end - begin, room, COLUMNS))
        part = slice(begin, end)
        fly_routes(given[part], profiles[part], points[part], scratch, summary[part])
        for row in range(begin, end):
            nodes[row] = scratch[row - begin, : int(summary[row, given_by.COUNT])].copy()

    over(work, count, CHUNK, watch)
    nothing = np.full(count, np.nan)
    steered = Steered(summary[:, given_by.COURSE].copy(), nothing, nothing, nothing)
    return Flown(nodes, summary[:, given_by.STATUS].astype(np.int64), steered, nothing)


def _given(world: World, rows: Integers) -> Floats:
    """The launches as kernels take them, (C, figures.GIVEN)."""
    launches = world.case.launches[rows]
    body, missile = world.cruisers[launches["missile"]], world.missiles[launches["missile"]]
    earth = earth_of(world.case.earth.rotating, world.case.earth.spherical)
    dropped = np.isfinite(missile["air_launch_speed"])
    start, speed = np.where(dropped, missile["air_launch_speed"], 0.0), body["speed"]
    gain = np.copysign(body["launch_acceleration"], speed - start)
    table = np.empty((len(rows), given_by.GIVEN))
    columns = {
        given_by.RADIUS: earth[EARTH_RADIUS],
        given_by.ECCENTRICITY2: earth[EARTH_ECCENTRICITY2],
        given_by.AZIMUTH: np.where(launches["task"] == GO_FAR, launches["azimuth"], np.nan),
        given_by.START_HEIGHT: np.where(dropped, missile["air_launch_altitude"], launches["altitude"]),
        given_by.START_SPEED: start,
        given_by.BOOSTED: ~dropped,
        given_by.LAUNCH_ACCELERATION: gain,
        given_by.SPEED_UP: (speed**2 - start**2) / (2.0 * gain),
        given_by.HEIGHT: body["altitude"],
        given_by.SPEED: speed,
        given_by.RANGE: body["range"],
        given_by.CLIMB: body["climb_angle"],
        given_by.DIVE: body["dive_angle"],
        given_by.TURN_RADIUS: np.maximum(speed, start) ** 2 / body["turn_acceleration"],
        given_by.MASS: body["mass"],
    }
    for column, values in columns.items():
        table[:, column] = values
    return table


def _points(world: World, rows: Integers) -> Floats:
    """Normals of launch, way-points and aim, NaN where a route has fewer, (C, P, 3)."""
    launches = world.case.launches[rows]
    ends = ("latitude", "longitude"), ("aim_latitude", "aim_longitude")
    first, last = (np.stack([launches[name] for name in pair], axis=-1)[:, None] for pair in ends)
    places = np.concatenate((first, world.case.routes[rows], last), axis=1)
    latitude, longitude = places[..., 0], places[..., 1]
    level = np.cos(latitude)
    return np.stack((level * np.cos(longitude), level * np.sin(longitude), np.sin(latitude)), axis=-1)
