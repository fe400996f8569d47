"""Interceptors in orbit: where their satellites are, which of them serve, and which could meet a threat."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from opendome.arrays import Floats, Integers
from opendome.compiled import over, wait_for
from opendome.interception.meeting import BEGIN, CEILING, END, FLOOR, SHOOTER
from opendome.interception.orbiting import (
    ARGUMENT,
    FAST,
    INCLINATION,
    LEAST,
    MOST,
    NODE,
    NODE_RATE,
    PUSH,
    RADIUS,
    RATE,
)
from opendome.interception.paths import Part, Paths, heights
from opendome.physics import orbits
from opendome.physics.constants import EARTH_RATE
from opendome.physics.constants import earth as earth_of
from opendome.physics.frames import earth_rotation_angle
from opendome.randomness import uniforms
from opendome.records.case import World
from opendome.records.defence import OTHERS
from opendome.records.reach import MEETING, OUT_OF_REACH, REACHES, SAMPLES, SPANS, Flyouts
from opendome.watch import Watch

KERNELS = "opendome.interception.kernels"

CHUNK = 16
"""Threats, or pairs, that a thread takes at a time."""

PAIRS = 16_384
"""Pairs that are looked at together: what their meetings take is some 25 MB."""

LONGEST = 600.0
"""Longest flight of an interceptor that says nothing of it [s]; a straight way is off by 8 % then."""


@dataclass(frozen=True)
class Shell:
    """One constellation in one world, T satellites.

    Attributes:
        common: What all satellites share, as a row of `meeting.SHOOTER`, (SHOOTER,).
        node: From the Earth's own x axis to each satellite's node at the epoch [rad] (T,).
        argument: From the node to the satellite at the epoch [rad] (T,).
        each: Satellites of a plane.
        serves: Which can shoot (T,).
    """

    common: Floats
    node: Floats
    argument: Floats
    each: int
    serves: NDArray[np.bool_]

    def rows(self, satellite: Integers, launched: Floats) -> Floats:
        """Satellites as shooters, as they stand when threats are launched.

        Args:
            satellite: Places from 0 (n,).
            launched: When [s] (n,).

        Returns:
            Rows of `meeting.SHOOTER`; when meetings begin and end is left open (n, SHOOTER).
        """
        rows = np.repeat(self.common[None], len(satellite), axis=0)
        rows[:, NODE] = self.node[satellite] + self.common[NODE_RATE] * launched
        rows[:, ARGUMENT] = self.argument[satellite] + self.common[RATE] * launched
        return rows


def constellation(world: World, place: int) -> Shell:
    """A constellation as it is in one world.

    Args:
        world: One draw of every figure.
        place: Its row of `Defence.shooters`.
    """
    case, defence = world.case, world.case.defence
    number = int(defence.shooters["orbit"][place])
    post, given = defence.orbits[number], world.orbits[number]
    kind = world.kinds[defence.shooters["kind"][place]]
    altitude, tilt = float(given["circle_altitude"]), float(given["inclination"])
    one = orbits.elements(altitude, altitude, tilt, 0.0, 0.0, 0.0)
    rate = earth_of(case.earth.rotating, case.earth.spherical)[EARTH_RATE]
    common = np.zeros(SHOOTER)
    common[FLOOR], common[CEILING] = heights(world, place)
    common[RADIUS], common[INCLINATION] = one[orbits.SEMI_MAJOR], tilt
    common[NODE_RATE] = one[orbits.NODE_RATE] - rate
    common[RATE] = one[orbits.MOTION] + one[orbits.PERIGEE_RATE]
    common[PUSH], common[FAST] = kind["acceleration"], kind["burnout_speed"]
    common[LEAST] = np.nan_to_num(kind["flight_time_minimum"], nan=0.0)
    common[MOST] = np.nan_to_num(kind["flight_time_maximum"], nan=LONGEST)
    satellites, planes = int(post["satellites"]), int(post["planes"])
    node, argument = orbits.walker_angles(satellites, planes, int(post["phasing"]), bool(post["star"]))
    turned = float(earth_rotation_angle(case.epoch, np.asarray(0.0)))
    lacking = round(float(np.nan_to_num(given["out_of_service"], nan=0.0)) * satellites)
    return Shell(
        common=common,
        node=node + float(given["node"]) - turned,
        argument=argument + float(given["phase"]),
        each=satellites // planes,
        serves=_serving(world, defence.shooter_id[place], satellites, lacking),
    )


def places_of(shell: Shell, satellite: Integers, times: Floats) -> tuple[Floats, Floats]:
    """Where satellites are, and how fast, in axes that lie as the Earth's just then and do not turn.

    Args:
        shell: Their constellation.
        satellite: Places from 0 (n,).
        times: Since the epoch [s] (n,).

    Returns:
        [m] and [m/s], (n, 3) each.
    """
    rows = shell.rows(satellite, times)
    tilt, node, u = rows[:, INCLINATION], rows[:, NODE], rows[:, ARGUMENT]
    ahead = np.stack((np.cos(node), np.sin(node), np.zeros_like(node)), axis=-1)
    aside = np.stack((-np.sin(node) * np.cos(tilt), np.cos(node) * np.cos(tilt), np.sin(tilt)), axis=-1)
    sine, cosine = np.sin(u)[:, None], np.cos(u)[:, None]
    radius = shell.common[RADIUS]
    return radius * (cosine * ahead + sine * aside), radius * shell.common[RATE] * (
        cosine * aside - sine * ahead
    )


def _serving(world: World, name: str, satellites: int, lacking: int) -> NDArray[np.bool_]:
    """All satellites but so many, which are drawn anew in every world (T,)."""
    serves = np.ones(satellites, dtype=np.bool_)
    if lacking:
        order = uniforms(world.seed, "out of service", name, np.array([world.index]), satellites)[0]
        serves[np.argsort(order, kind="stable")[:lacking]] = False
    return serves


def from_orbit(world: World, paths: Paths, spans: Floats, place: int, made: Flyouts, watch: Watch) -> Part:
    """Hold every threat against the satellites of one constellation.

    Args:
        world: One draw of every figure.
        paths: All threats.
        spans: From when to when each may be met, after its own launch [s] (N, 2).
        place: The constellation's row of `Defence.shooters`.
        made: Tables of the kinds of interceptors; those in orbit need none.
        watch: Asked between chunks.

    Raises:
        Stopped: The watch asked to stop.
    """
    wait_for(KERNELS)
    shell = constellation(world, place)
    threat, satellite = _near(paths, spans, shell, watch)
    limit = np.full(len(threat), OUT_OF_REACH, dtype=np.int64)
    kept = []
    for begin in range(0, len(threat), PAIRS):
        some = slice(begin, begin + PAIRS)
        meeting = np.full((len(threat[some]), SPANS, SAMPLES, MEETING), np.nan)
        rows = shell.rows(satellite[some], paths.launched[threat[some]])
        rows[:, BEGIN : END + 1] = spans[threat[some]]
        kind = np.full(len(rows), world.case.defence.shooters["kind"][place], dtype=np.int64)
        paths.hold(threat[some], rows, kind, made, world, CHUNK, meeting, limit[some], watch)
        kept.append(meeting[limit[some] == REACHES])
    none = np.empty((0, SPANS, SAMPLES, MEETING))
    return _part(place, len(paths.launched), threat, satellite, limit, np.concatenate([none, *kept]))


def _near(paths: Paths, spans: Floats, shell: Shell, watch: Watch) -> tuple[Integers, Integers]:
    """Pairs of a threat and a satellite in service that may be near enough, in order (M,) each."""
    from opendome.interception.kernels import near

    spans = np.ascontiguousarray(spans)
    nodes, arguments = (np.ascontiguousarray(each[:: shell.each]) for each in (shell.node, shell.argument))
    marks = np.zeros((len(paths.launched), len(shell.node)), dtype=np.int8)

    def work(begin: int, end: int) -> None:
        near(
            paths.nodes, paths.first, spans, paths.launched, nodes, arguments, shell.common, shell.each,
            begin, end, marks,
        )  # fmt: skip

    over(work, len(marks), CHUNK, watch)
    marks[:, ~shell.serves] = 0
    threat, satellite = np.nonzero(marks)
    return threat.astype(np.int64), satellite.astype(np.int64)


def _part(
    place: int, threats: int, threat: Integers, satellite: Integers, limit: Integers, meeting: Floats
) -> Part:
    """Satellites that could meet somebody, behind a first shooter that stands for all the others.

    Args:
        place: Of the constellation.
        threats: How many there are.
        threat, satellite, limit: Of each pair that was looked at (M,).
        meeting: Of those pairs that meet, in the same order.
    """
    meets = limit == REACHES
    able = np.unique(satellite[meets])
    row = np.full((threats, 1 + len(able)), -1, dtype=np.int64)
    codes = np.full(row.shape, OUT_OF_REACH, dtype=np.int64)
    np.maximum.at(codes[:, 0], threat[~meets], limit[~meets])
    inside = np.isin(satellite, able)
    column = 1 + np.searchsorted(able, satellite[inside])
    codes[threat[inside], column] = limit[inside]
    row[threat[meets], 1 + np.searchsorted(able, satellite[meets])] = np.arange(len(meeting))
    return Part(
        place=np.full(1 + len(able), place),
        satellite=np.concatenate(([OTHERS], able + 1)),
        row=row,
        meeting=meeting,
        limit=codes,
    )
