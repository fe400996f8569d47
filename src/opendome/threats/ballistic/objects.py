"""What ballistic missiles let go: each object falls by itself from where it is let go."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from math import pi

import numpy as np

from opendome.arrays import Floats, Integers
from opendome.compiled import over
from opendome.physics.constants import EARTH_RATE
from opendome.physics.constants import earth as earth_of
from opendome.physics.nodes import COLUMNS, EVENT, MASS, TIME
from opendome.randomness import uniforms
from opendome.records import trajectories as flown
from opendome.records.case import World
from opendome.records.objects import BUS_STAGE, DECOY, FAIRING_SHELL, STAGE, WARHEAD
from opendome.records.trajectories import Trajectories
from opendome.threats.ballistic import segments as cut
from opendome.threats.ballistic.deployment import engines_stop, span
from opendome.watch import Watch

CHUNK = 8
"""Objects a thread takes at a time."""

NODES = 1024
"""Most nodes a fall may have."""

TUMBLING = 5.0
"""Drag area of what tumbles, as a multiple of its front: a cylinder four or five times as long as wide shows
a quarter of its surface on average, some five times its front, at a drag coefficient of about one."""


@dataclass(frozen=True)
class Released:
    """One object as it is let go.

    Attributes:
        threat: Which missile it belongs to.
        kind, number: As `records.objects` has them.
        time: When, since the epoch [s].
        coefficient: How it falls, m / (Cd A) [kg/m2].
        mass: [kg], NaN where it is not known.
        spread: Speed at which it leaves the missile's path [m/s].
        own: Whether it is the missile's own flight from here on.
    """

    threat: int
    kind: int
    number: int
    time: float
    coefficient: float
    mass: float
    spread: float = 0.0
    own: bool = False


def released(world: World, flights: Trajectories, threat: int) -> Iterator[Released]:
    """What one missile lets go before it comes down, stages first and its own warhead before the decoys."""
    mine = flights.of(threat)
    times, events = flights.time[mine], flights.event[mine]
    missile = int(world.case.launches["missile"][threat])
    stops = engines_stop(times, events)
    between = span(world, missile, stops)
    leaves = stops if between is None else between[1]
    for one in (*_spent(world, times, events, threat, leaves), *_payload(world, threat, stops, between)):
        if one.time < times[-1]:
            yield one


def _spent(world: World, times: Floats, events: Integers, threat: int, leaves: float) -> Iterator[Released]:
    """Stages, fairing and bus; what carried the payload stays with it until all is let go (`leaves`)."""
    missile = int(world.case.launches["missile"][threat])
    given, has_bus = world.missiles[missile], bool(world.case.has_bus[missile])
    stages = world.stages[missile, : world.case.stage_count[missile]]
    main = len(stages) - int(has_bus)
    whole = bool(np.isnan(given["reentry_mass"]))  # the last stage falls with its payload
    ends = times[np.isin(events, (flown.STAGE_END, flown.BURNOUT))]
    for place, time in enumerate(ends[:main]):
        carries = place == main - 1 and not has_bus
        if carries and whole:
            break
        rest = float(np.nan_to_num(given["residual_mass"])) if place == main - 1 else 0.0
        when = leaves if carries else float(time)
        yield _tumbling(
            threat, STAGE, place + 1, when, float(stages["dry_mass"][place]) + rest, stages[place]
        )
    dropped = times[events == flown.FAIRING]
    if len(dropped):
        widest = stages[int(np.argmax(stages["diameter"]))]
        yield _tumbling(threat, FAIRING_SHELL, 1, float(dropped[0]), float(given["fairing_mass"]), widest)
    if has_bus and not whole:
        bus = stages[-1]
        yield _tumbling(threat, BUS_STAGE, 1, leaves, float(bus["dry_mass"]), bus)


def _tumbling(threat: int, kind: int, number: int, time: float, mass: float, stage: np.void) -> Released:
    front = 0.25 * pi * float(stage["diameter"]) ** 2
    return Released(threat, kind, number, time, mass / (TUMBLING * front), mass)


def _payload(
    world: World, threat: int, stops: float, between: tuple[float, float] | None
) -> Iterator[Released]:
    """Warheads and decoys, evenly between the two times; warhead 1 is the missile's own, and goes last."""
    missile = int(world.case.launches["missile"][threat])
    given = world.missiles[missile]
    warheads, decoys = int(world.case.reentry_count[missile]), int(world.case.decoy_count[missile])
    first, last = (stops, stops) if between is None else between
    things = [(WARHEAD, number) for number in range(2, warheads + 1)]
    things += [(DECOY, number) for number in range(1, decoys + 1)]
    falls = float(given["reentry_ballistic_coefficient"])
    decoy = float(given["decoy_ballistic_coefficient"])
    when = np.linspace(first, last, len(things) + 1)
    yield Released(threat, WARHEAD, 1, float(when[-1]), falls, float(given["reentry_mass"]), own=True)
    spread = float(np.nan_to_num(given["deployment_spread"]))
    for (kind, number), time in zip(things, when[:-1], strict=True):
        coefficient = decoy if kind == DECOY and np.isfinite(decoy) else falls
        mass = float(given["reentry_mass"]) if kind == WARHEAD else float("nan")
        yield Released(threat, kind, number, float(time), coefficient, mass, spread)


def left_of(world: World, flights: Trajectories, threat: int, time: float) -> Iterator[Released]:
    """What is left of a missile that is hit while it climbs: its warhead, and the stage that burned then."""
    missile = int(world.case.launches["missile"][threat])
    given = world.missiles[missile]
    falls = float(given["reentry_ballistic_coefficient"])
    if np.isfinite(falls):
        yield Released(threat, WARHEAD, 1, time, falls, float(given["reentry_mass"]))
    ends = flights.time[flights.nodes_of(threat, flown.STAGE_END)]
    stages = world.stages[missile, : world.case.stage_count[missile]]
    place = min(int((ends <= time).sum()), len(stages) - 1)
    yield _tumbling(threat, STAGE, place + 1, time, float(stages["dry_mass"][place]), stages[place])


def aside(world: World, name: str) -> Floats:
    """Unit vector in which an object leaves the missile's path, any direction alike, (3,)."""
    up, turn = uniforms(world.seed, "threats", name, np.array([world.index]), 2)[0]
    z = 2.0 * up - 1.0
    level = np.sqrt(max(1.0 - z * z, 0.0))
    return np.array([level * np.cos(2.0 * pi * turn), level * np.sin(2.0 * pi * turn), z])


def fall(
    world: World, flights: Trajectories, things: list[Released], names: list[str], watch: Watch
) -> tuple[list[Floats], Integers]:
    """Nodes of each object since it is let go (K, COLUMNS), and statuses (O,); none of a missile's own.

    Raises:
        Stopped: The watch asked to stop.
    """
    given, start, segments = _starts(world, flights, things, names)
    found = np.zeros((len(things), 2), dtype=np.int64)
    nodes = [np.empty((0, COLUMNS))] * len(things)

    def work(begin: int, end: int) -> None:
        from opendome.threats.ballistic.kernels import fall as kernel

        part = slice(begin, end)
        scratch = np.empty((end - begin, NODES, COLUMNS))
        kernel(given[part], start[part], segments[part], scratch, found[part])
        for row in range(begin, end):
            nodes[row] = scratch[row - begin, : found[row, 1]].copy()
            nodes[row][0, EVENT] = flown.RELEASE
            nodes[row][:, TIME] += things[row].time
            nodes[row][:, MASS] = things[row].mass

    over(work, len(things), CHUNK, watch)
    return nodes, found[:, 0]


def _starts(
    world: World, flights: Trajectories, things: list[Released], names: list[str]
) -> tuple[Floats, Floats, Floats]:
    """What the kernel takes: Earth and site, place and velocity, segments; a row an object."""
    model = world.case.earth
    threat = np.array([thing.threat for thing in things], dtype=np.int64)
    place, velocity = flights.at(threat, np.array([thing.time for thing in things]))
    for row, thing in enumerate(things):
        velocity[row] += thing.spread * aside(world, names[row])
    given = np.zeros((len(things), cut.GIVEN))
    given[:, :6] = earth_of(model.rotating, model.spherical)
    given[:, cut.SITE : cut.SITE + 3] = place
    turns = given[:, [EARTH_RATE]] * np.stack((-place[:, 1], place[:, 0], np.zeros(len(things))), axis=-1)
    start = np.concatenate((place, velocity + turns), axis=1)
    segments = np.zeros((len(things), cut.FLOWN_COLUMNS))
    segments[:, cut.BALLISTIC] = [thing.coefficient for thing in things]
    segments[:, cut.DURATION] = np.inf
    segments[:, cut.DRAG_AREA] = np.nan
    segments[:, cut.RULE], segments[:, cut.TUNING] = cut.ALONG_VELOCITY, 1.0
    segments[:, cut.PHASE], segments[:, cut.EVENT] = flown.FREE_FLIGHT, flown.IMPACT
    segments[:, cut.START_MASS] = 1.0  # falls by its ballistic coefficient, whatever its mass
    return given, start, segments
