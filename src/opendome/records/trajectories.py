"""Flights, as every later stage reads them."""

from __future__ import annotations

from dataclasses import dataclass, fields, replace
from functools import cached_property
from typing import TYPE_CHECKING, Any

import numpy as np
from numpy.typing import NDArray

from opendome.arrays import Floats, Integers
from opendome.physics import nodes as columns
from opendome.physics.interpolate import of_many

if TYPE_CHECKING:
    import polars

# Phases of a flight (codes of `Trajectories.phase`): what holds from a node to the next. The last five belong
# to what flies on lift: falling into the air and pulling up, gliding, climbing, cruising, diving.
BOOST, COAST, BUS, FREE_FLIGHT, REENTRY, PULL_UP, GLIDING, CLIMB, CRUISING, DIVE = range(10)
PHASES = (
    "boost", "coast", "bus", "free_flight", "reentry", "pull_up", "glide", "climb", "cruise", "dive",
)  # fmt: skip

# What ends a step (codes of `Trajectories.event`); NODE is a plain step.
(
    NODE, LAUNCH, PITCH, STAGE_END, FAIRING, BURNOUT, BUS_END, APOGEE, CROSS_100_KM_UP, CROSS_100_KM_DOWN,
    IMPACT, RELEASE, GLIDE_START, GLIDE_END, WAY_POINT, CRUISE_START, DIVE_START, DEPLOYMENT_START,
    DEPLOYMENT_END, ORBIT_START, DEORBIT, PULL_UP_END,
) = range(22)  # fmt: skip
EVENTS = (
    "node", "launch", "pitch", "stage_end", "fairing", "burnout", "bus_end", "apogee", "cross_100_km_up",
    "cross_100_km_down", "impact", "release", "glide_start", "glide_end", "way_point", "cruise_start",
    "dive_start", "deployment_start", "deployment_end", "orbit_start", "deorbit",
    "pull_up_end",
)  # fmt: skip

# What became of a flight (codes of `Trajectories.status`).
(
    OK, OUT_OF_REACH, TOO_NEAR, APOGEE_TOO_HIGH, APOGEE_TOO_LOW, FALLS_BACK, NEVER_LANDS, NOT_SOLVED,
    NO_GLIDE, WAY_POINT_MISSED, TURN_TOO_TIGHT,
) = range(11)  # fmt: skip
STATUSES = {
    "ok": "It does what was asked.",
    "out_of_reach": "The place is farther than the missile can fly; flown as far as it goes towards it.",
    "too_near": "The place is nearer than this way of flying allows; flown as near to it as it goes.",
    "apogee_too_high": "The height asked for is above what the missile can reach on the way to the place.",
    "apogee_too_low": "The height asked for is below what a flight to the place can have.",
    "falls_back": "The missile does not lift off, or hits the ground while an engine still burns.",
    "never_lands": "The missile goes into orbit or leaves the Earth; the flight is cut after a day.",
    "not_solved": "No flight to the place was found, though it lies within reach.",
    "no_glide": "The glider has too little lift for its fall: it comes down before it flies level.",
    "way_point_missed": "A place of the route is passed too far off: the missile cannot turn that fast.",
    "turn_too_tight": "Two turns of the route are nearer to one another than the missile can fly them.",
}
"""Status by code, with what it means."""


@dataclass(frozen=True)
class Trajectories:
    """The flights of one world: N threats, and the nodes of all, K in number, flight after flight.

    Nodes are the integrator's accepted steps and every event; `physics.interpolate` gives any time between.
    Times count from the scenario's epoch. An event that changes the acceleration (staging, burnout) is one
    node at which the *next* acceleration holds; `acceleration_before` keeps the one that ended there.
    Every flight has a node at least, its launch.

    Attributes:
        threat_id: (N,).
        first: Where the nodes of each flight begin, and behind the last one where they end (N + 1,).
        nodes: As `physics.nodes` names the columns; the properties below read them (K, COLUMNS).
        status: Code of `STATUSES` (N,).
        miss: Distance from the aim to the impact over the ground [m], NaN without an aim (N,).
        azimuth: Launch azimuth used [rad] (N,).
        kick: Angle of the pitch-over used [rad] (N,).
        energy: Share of the last stage's energy used, 0 to 1 (N,).
        lift: Share of the lift-to-drag ratio used, 0 to 1; NaN for what does not glide (N,).
        surplus_speed: What the missile could have gained besides [m/s] (N,).
        infrared_band: Bands in which somebody looks, (B,).
        intensity: Infrared intensity in these bands from the node on [W/sr] (K, B).
            Linear to the next node, but held where an engine burns from either of the two nodes on.
    """

    threat_id: tuple[str, ...]
    first: Integers
    nodes: Floats
    status: Integers
    miss: Floats
    azimuth: Floats
    kick: Floats
    energy: Floats
    lift: Floats
    surplus_speed: Floats
    infrared_band: tuple[str, ...]
    intensity: Floats

    def __len__(self) -> int:
        return len(self.threat_id)

    @property
    def time(self) -> Floats:
        """[s] (K,)."""
        return self.nodes[:, columns.TIME]

    @property
    def position(self) -> Floats:
        """ECEF [m] (K, 3)."""
        return self.nodes[:, columns.PLACE : columns.PLACE + 3]

    @property
    def velocity(self) -> Floats:
        """Relative to the turning Earth, ECEF [m/s] (K, 3)."""
        return self.nodes[:, columns.VELOCITY : columns.VELOCITY + 3]

    @property
    def acceleration(self) -> Floats:
        """Likewise, after the node [m/s2] (K, 3)."""
        return self.nodes[:, columns.AFTER : columns.AFTER + 3]

    @property
    def acceleration_before(self) -> Floats:
        """Likewise, before the node [m/s2] (K, 3)."""
        return self.nodes[:, columns.BEFORE : columns.BEFORE + 3]

    @property
    def altitude(self) -> Floats:
        """Above the ellipsoid [m] (K,)."""
        return self.nodes[:, columns.HEIGHT]

    @property
    def mass(self) -> Floats:
        """[kg] (K,)."""
        return self.nodes[:, columns.MASS]

    @cached_property
    def phase(self) -> Integers:
        """Code of `PHASES` that holds after the node (K,)."""
        return self.nodes[:, columns.PHASE].astype(np.int64)

    @cached_property
    def event(self) -> Integers:
        """Code of `EVENTS` at the node (K,)."""
        return self.nodes[:, columns.EVENT].astype(np.int64)

    @cached_property
    def count(self) -> Integers:
        """Nodes of each flight (N,)."""
        return np.diff(self.first)

    @cached_property
    def last(self) -> Integers:
        """The last node of each flight, a number of all nodes (N,)."""
        return self.first[1:] - 1

    @cached_property
    def begins(self) -> Floats:
        """Time of the first node of each flight [s] (N,)."""
        return self.time[self.first[:-1]]

    @cached_property
    def ends(self) -> Floats:
        """Time of the last node of each flight [s] (N,)."""
        return self.time[self.last]

    @cached_property
    def highest(self) -> Floats:
        """The highest node of each flight, above the ellipsoid [m] (N,)."""
        return np.asarray(np.maximum.reduceat(self.altitude, self.first[:-1])) if len(self) else np.empty(0)

    @cached_property
    def lands(self) -> NDArray[np.bool_]:
        """Which flights end on the ground (N,)."""
        return np.asarray(self.nodes[self.last, columns.EVENT] == IMPACT)

    def of(self, threat: int) -> slice:
        """The nodes of one threat among all."""
        return slice(int(self.first[threat]), int(self.first[threat + 1]))

    def nodes_of(self, threat: int, event: int) -> Integers:
        """Nodes of one threat that carry this event, among all, in order of time."""
        mine = self.of(threat)
        return np.asarray(np.flatnonzero(self.nodes[mine, columns.EVENT] == event) + mine.start)

    def at(self, threats: Integers, times: Floats) -> tuple[Floats, Floats]:
        """Place [m] and velocity [m/s] of threats, in ascending order (n,), each at a time of its own (n,).

        Returns:
            ECEF and relative to the turning Earth, (n, 3) each; NaN before the first and after the last node.
        """
        return of_many(
            self.time, self.first, self.position, self.velocity, self.acceleration, self.acceleration_before,
            threats, times,
        )  # fmt: skip

    def only(self, rows: Integers) -> Trajectories:
        """Some of these flights, in the order of `rows` (n,)."""
        count = self.count[rows]
        first = np.concatenate(([0], np.cumsum(count)))
        chosen = np.repeat(self.first[:-1][rows] - first[:-1], count) + np.arange(first[-1])
        apart = {"threat_id", "first", "nodes", "infrared_band", "intensity"}
        names = [field.name for field in fields(self) if field.name not in apart]
        some: dict[str, Any] = {name: getattr(self, name)[rows] for name in names}
        return replace(
            self, threat_id=tuple(self.threat_id[row] for row in rows), first=first,
            nodes=self.nodes[chosen], intensity=self.intensity[chosen], **some,
        )  # fmt: skip

    def to_frame(self) -> polars.DataFrame:
        """One row a node, names with their units."""
        from opendome.records.frames import trajectories_frame

        return trajectories_frame(self)


ARRIVES_WITHIN = 10_000.0
"""A missile arrives if it comes down within this distance of its aim [m]."""


def comes_to_aim(flights: Trajectories) -> NDArray[np.bool_]:
    """Whether each flight, left alone, comes down at its aim, or has none to come to (N,)."""
    return np.asarray((flights.status == OK) & ~(flights.miss > ARRIVES_WITHIN))
