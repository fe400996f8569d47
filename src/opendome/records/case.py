"""The settled scenario: what every stage is given.

A `Case` is a scenario in SI, indexed, with its figures in one flat table. Its equipment holds *places in the
table of figures* instead of numbers, so that a `World`, one draw of every figure, is the same tables with
other numbers in them.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property

import numpy as np
from numpy.typing import NDArray

from opendome.arrays import Floats, Integers
from opendome.records.defence import Defence
from opendome.records.figures import Figures
from opendome.records.sensors import Sensors

Table = NDArray[np.void]

ABSENT = -1
"""The place of a figure that the scenario does not give; its number is NaN."""

# Kinds of threats (codes of `Case.kind`).
BALLISTIC, GLIDE, CRUISE = range(3)
THREAT_KINDS = ("ballistic", "glide", "cruise")

# How the energy of a flight is fitted to its range (codes of `Case.energy`).
CUTOFF, FULL_BURN_LOFT, FULL_BURN_DEPRESS, FULL_BURN_WASTE = range(4)
ENERGY_MODES = ("cutoff", "full_burn_loft", "full_burn_depress", "full_burn_waste")

# What a launch is asked to do (codes of `LAUNCH["task"]`): hit a place, hit it over a given apogee, go as far
# as it can in a direction, fly a given programme, or climb to a given apogee in a direction (the booster of a
# glider: nobody asks for it in a file).
HIT_PLACE, HIT_WITH_APOGEE, GO_FAR, FLY_PROGRAMME, CLIMB_TO_APOGEE = range(5)

# How a glider uses its lift (codes of `Case.steering`; -1: no glider).
EQUILIBRIUM, CONSTANT_LIFT = range(2)
STEERING = ("equilibrium", "constant_lift")

# How thrust is pointed during one entry of a pitch programme (codes of `Case.pitch_rule`; -1: no entry).
BELOW_VELOCITY, PITCH_RATE, HOLD_ELEVATION = range(3)
PITCH_RULES = ("below_velocity_deg", "rate_deg_per_s", "hold_elevation_deg")

MISSILE_FIELDS = (
    "payload_mass",  # carried by the last stage, without residual mass [kg]
    "residual_mass",  # structure that stays with the payload until burnout [kg]
    "fairing_mass",  # [kg]
    "fairing_drop_altitude",  # [m]
    "launch_reliability",  # [-]
    "reentry_mass",  # one re-entry vehicle [kg]; absent: the last stage falls whole
    "reentry_ballistic_coefficient",  # [kg/m2]
    "decoy_ballistic_coefficient",  # absent: that of a re-entry vehicle [kg/m2]
    "deployment_start",  # after the last engine stops; absent: at once, or nothing is let go [s]
    "deployment_end",  # absent: nothing is let go but one warhead [s]
    "deployment_spread",  # speed at which an object leaves the missile's path [m/s]
    "deorbit_speed",  # taken away by the bus to come down from orbit; absent: it goes into none [m/s]
    "drag_factor",  # multiplies the drag coefficient [-]
    "air_launch_altitude",  # where an aircraft lets it go; absent: from the ground or the sea [m]
    "air_launch_speed",  # level, in the direction of launch [m/s]
    "plume_intensity",  # of its flame, as early-warning satellites see it [W/sr]; absent: nobody looks for it
)
STAGE_FIELDS = (
    "dry_mass",  # without propellant and payload [kg]
    "propellant_mass",  # [kg]
    "specific_impulse",  # in vacuum [s]
    "burn_time",  # [s]
    "diameter",  # [m]
    "nozzle_exit_area",  # [m2]; absent: from the fraction below
    "sea_level_thrust_loss",  # share of vacuum thrust lost at sea level [-]
    "coast_before",  # unpowered time between the stage before and this one's ignition [s]
)
GLIDER_FIELDS = (
    "mass",  # [kg]
    "ballistic_coefficient",  # while it glides [kg/m2]
    "lift_to_drag",  # the most [-]
    "bank_maximum",  # in a turn [rad]
    "bank",  # held where there is no place to fly to; absent: 0 [rad]
    "dive_angle",  # after the glide, downward [rad]
    "release_altitude",  # absent where a booster brings it up [m]
    "release_speed",  # [m/s]
    "release_angle",  # upward [rad]
    "end_altitude",  # of the glide; absent: by speed [m]
    "end_speed",  # of the glide; absent: by altitude [m/s]
    "apogee",  # that the booster's climb is solved for; absent: it has a programme [m]
    "nose_radius",  # [m]
    "emissivity",  # of the skin [-]
    "skin_area",  # that a sensor sees from one side [m2]
)
CRUISE_FIELDS = (
    "mass",  # [kg]
    "speed",  # over the ground [m/s]
    "altitude",  # [m]
    "range",  # that its fuel allows [m]
    "climb_angle",  # after launch [rad]
    "dive_angle",  # at its aim, downward [rad]
    "turn_acceleration",  # sideways, and where it bends up or down [m/s2]
    "launch_acceleration",  # until it has its speed [m/s2]
)
CROSS_SECTION_FIELDS = (
    "warhead",  # as a radar sees it from the front after it has burnt out [m2]
    "missile",  # before that, and of what falls with its last stage [m2]
    "warhead_side",  # the same from the side; absent: as from the front [m2]
    "missile_side",
)
SIGNATURE_FIELDS = (  # each absent where no sensor looks for it
    "plume_mwir",  # intensity of the flame from 3 to 5 µm over that near 2.7 µm [-]
    "plume_lwir",  # from 8 to 12 µm [-]
    "temperature",  # of a skin that nothing heats [K]
    "emissivity",  # of that skin [-]
    "area",  # of it that one side shows [m2]
    "nose_radius",  # absent for what flies too slowly to heat one [m]
    "skin_temperature",  # over that of the nose [-]; of a cruise missile: share of the heating it keeps
)
PITCH_FIELDS = ("start", "end", "amount")  # [s], [s], [rad or rad/s]

LAUNCH = np.dtype(
    [
        ("missile", np.int64),  # row of the missile table
        ("time", np.float64),  # since the scenario's epoch [s]
        ("latitude", np.float64),  # geodetic [rad]
        ("longitude", np.float64),  # [rad]
        ("altitude", np.float64),  # above the ellipsoid [m]
        ("task", np.int64),  # one of the codes above
        ("aim_latitude", np.float64),  # NaN where the task has no place [rad]
        ("aim_longitude", np.float64),  # [rad]
        ("azimuth", np.float64),  # clockwise from north; NaN where solved [rad]
        ("apogee", np.float64),  # asked for; NaN otherwise [m]
        ("loft", np.float64),  # elevation that FLY_PROGRAMME holds in the end [rad]
        ("pitch_rate", np.float64),  # how fast FLY_PROGRAMME turns down to it [rad/s]
    ]
)
"""One row a missile launched; plain numbers, because a scenario's places and times are asked, not known."""

CLIMB = np.dtype(
    [
        ("time", np.float64),  # after it was first seen above the clouds [s]
        ("altitude", np.float64),  # mean over the missiles of the library [m]
        ("altitude_spread", np.float64),  # one sigma between them [m]
        ("climb", np.float64),  # upward speed [m/s]
        ("climb_spread", np.float64),
        ("level", np.float64),  # speed along the ground [m/s]
        ("level_spread", np.float64),
        ("thrust", np.float64),  # acceleration by the engines [m/s2]
        ("thrust_spread", np.float64),
    ]
)
"""One row a time of the climb profile, over those missiles that still burn then."""


def numbers_of(fields: tuple[str, ...]) -> np.dtype[np.void]:
    """The structured type that holds one float a field."""
    return np.dtype([(name, np.float64) for name in fields])


def places_of(fields: tuple[str, ...]) -> np.dtype[np.void]:
    """The structured type that holds one place in the table of figures a field."""
    return np.dtype([(name, np.int64) for name in fields])


@dataclass(frozen=True)
class EarthModel:
    """Which Earth is flown over. The closed forms of the literature need the simpler ones."""

    rotating: bool = True
    spherical: bool = False


@dataclass(frozen=True)
class Case:
    """A scenario settled.

    Shapes: M missile types, S stages (padded), P pitch entries (padded), K drag points (padded), N launches,
    B radar bands.

    Attributes:
        name: The scenario's own name.
        epoch: UTC, ISO 8601; all times count from it.
        figures: The flat table.
        missile_id: Library id of each missile type, (M,).
        missile_class: As `icbm`, (M,).
        kind: Codes of `THREAT_KINDS`, (M,).
        missiles: Places of `MISSILE_FIELDS`, (M,).
        gliders: Places of `GLIDER_FIELDS`, (M,); absent for other kinds.
        steering: Codes of `STEERING`, -1 for other kinds, (M,).
        cruisers: Places of `CRUISE_FIELDS`, (M,); absent for other kinds.
        stages: Places of `STAGE_FIELDS`, (M, S).
        stage_count: Stages of each missile, a bus included; 0 for what has no rocket, (M,).
        has_bus: Whether the last stage is a bus that burns after the last main stage, (M,).
        pitch: Places of `PITCH_FIELDS`, (M, P).
        pitch_rule: Codes of `PITCH_RULES`, -1 where there is no entry, (M, P).
        drag_mach, drag_coefficient: The drag table, padded with NaN, (M, K).
        energy: Codes of `ENERGY_MODES`, (M,).
        signatures: Places of `SIGNATURE_FIELDS`, (M,).
        cross_sections: Places of `CROSS_SECTION_FIELDS` by band, (M, B).
        reentry_count: Re-entry vehicles of each missile, (M,).
        decoy_count: Decoys of each missile, (M,).
        launches: Rows of `LAUNCH`, (N,).
        routes: Way-points between launch and aim, latitude and longitude, NaN where a launch has fewer,
            (N, W, 2) [rad].
        threat_id: One a launch, as `notional-solid-icbm-1`, (N,).
        launch_name: The place's name, "" where it has none, (N,).
        aim_name: The aim's name, "" where it has none, (N,).
        sensors: Who looks.
        defence: Who shoots.
        climb: What a tracker knows about climbing missiles before it measures: rows of `CLIMB` (time,).
        earth: Which Earth.
    """

    name: str
    epoch: str
    figures: Figures
    missile_id: tuple[str, ...]
    missile_class: tuple[str, ...]
    kind: Integers
    missiles: Table
    gliders: Table
    steering: Integers
    cruisers: Table
    stages: Table
    stage_count: Integers
    has_bus: NDArray[np.bool_]
    pitch: Table
    pitch_rule: Integers
    drag_mach: Floats
    drag_coefficient: Floats
    energy: Integers
    signatures: Table
    cross_sections: Table
    reentry_count: Integers
    decoy_count: Integers
    launches: Table
    routes: Floats
    threat_id: tuple[str, ...]
    launch_name: tuple[str, ...]
    aim_name: tuple[str, ...]
    sensors: Sensors
    defence: Defence
    climb: Table
    earth: EarthModel = EarthModel()

    @cached_property
    def courses(self) -> tuple[Integers, Integers]:
        """Launches alike but for their time: the course of each (N,), the first of each course (C,)."""
        alike = self.launches.copy()
        alike["time"] = 0.0
        asked = alike.view(np.uint8).reshape(len(alike), alike.dtype.itemsize)
        way = np.ascontiguousarray(self.routes).view(np.uint8).reshape(len(alike), -1)
        both = np.ascontiguousarray(np.concatenate((asked, way), axis=1))
        plain = both.view(np.dtype((np.void, both.shape[1])))[:, 0]
        _, first, course = np.unique(plain, return_index=True, return_inverse=True)
        order = np.argsort(first, kind="stable")
        rank = np.empty_like(order)
        rank[order] = np.arange(len(order))
        return rank[course].astype(np.int64), first[order].astype(np.int64)

    def worlds(self, plays: Plays) -> Iterator[World]:
        """The reference world, then every counted world in order."""
        yield self.reference_world(plays)
        for row, numbers in enumerate(self.figures.draw(plays.seed, plays.worlds_count)):
            yield World(self, row + 1, plays.seed, plays.in_world(row + 1), numbers)

    def reference_world(self, plays: Plays) -> World:
        """World 0: every figure at its value, one play that is not counted."""
        return World(self, 0, plays.seed, np.zeros(1, dtype=np.int64), self.figures.reference())


@dataclass(frozen=True)
class Plays:
    """How many rolls of the dice, over how many worlds.

    Attributes:
        runs_count: Plays in all.
        seed: The run's seed.
    """

    runs_count: int
    seed: int = 1

    @property
    def worlds_count(self) -> int:
        """Counted worlds: `min(N, max(10, N // 20))`, the reference world not among them."""
        return min(self.runs_count, max(10, self.runs_count // 20))

    def in_world(self, index: int) -> Integers:
        """Numbers of the plays that counted world `index` (from 1) holds."""
        return np.arange(index, self.runs_count + 1, self.worlds_count, dtype=np.int64)


@dataclass(frozen=True)
class World:
    """One draw of every figure, and the dice rolled in it.

    Attributes:
        case: What was asked.
        index: 0 is the reference world.
        seed: The run's seed.
        plays: Numbers of the plays rolled here.
        numbers: Every figure in SI, (figure,).
    """

    case: Case
    index: int
    seed: int
    plays: Integers
    numbers: Floats

    @cached_property
    def missiles(self) -> Table:
        """Numbers of `MISSILE_FIELDS`, (M,), NaN where absent."""
        return self._filled(self.case.missiles)

    @cached_property
    def gliders(self) -> Table:
        """Numbers of `GLIDER_FIELDS`, (M,), NaN where absent."""
        return self._filled(self.case.gliders)

    @cached_property
    def cruisers(self) -> Table:
        """Numbers of `CRUISE_FIELDS`, (M,), NaN where absent."""
        return self._filled(self.case.cruisers)

    @cached_property
    def stages(self) -> Table:
        """Numbers of `STAGE_FIELDS`, (M, S), NaN where absent."""
        return self._filled(self.case.stages)

    @cached_property
    def pitch(self) -> Table:
        """Numbers of `PITCH_FIELDS`, (M, P), NaN where absent."""
        return self._filled(self.case.pitch)

    @cached_property
    def signatures(self) -> Table:
        """Numbers of `SIGNATURE_FIELDS`, (M,), NaN where absent."""
        return self._filled(self.case.signatures)

    @cached_property
    def cross_sections(self) -> Table:
        """Numbers of `CROSS_SECTION_FIELDS` by band, (M, B), NaN where no radar needs them."""
        return self._filled(self.case.cross_sections)

    @cached_property
    def sensors(self) -> Table:
        """Numbers of `sensors.SENSOR_FIELDS`, (S,), NaN where absent."""
        return self._filled(self.case.sensors.places)

    @cached_property
    def kinds(self) -> Table:
        """Numbers of `defence.INTERCEPTOR_FIELDS`, (K,), NaN where absent."""
        return self._filled(self.case.defence.kinds)

    @cached_property
    def orbits(self) -> Table:
        """Numbers of `defence.ORBIT_FIELDS`, one a constellation of interceptors, NaN where absent."""
        return self._filled(self.case.defence.orbit_places)

    @cached_property
    def doctrine(self) -> Table:
        """Numbers of `defence.DOCTRINE_FIELDS`, one a layer (4,), NaN where absent."""
        return self._filled(self.case.defence.doctrine)

    def _filled(self, places: Table) -> Table:
        names = places.dtype.names or ()
        numbers = np.append(self.numbers, np.nan)  # the place ABSENT is the last one
        table = np.empty(places.shape, dtype=numbers_of(names))
        for name in names:
            table[name] = numbers[places[name]]
        return table
