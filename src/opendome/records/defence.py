"""What shoots: kinds of interceptors, where they stand, and the rules by which each layer shoots."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from opendome.arrays import Integers

# The part of a flight in which something is met (codes of `Defence.layer`), in the order of a flight.
BOOST, MIDCOURSE, GLIDE, TERMINAL = range(4)
LAYERS = ("boost", "midcourse", "glide", "terminal")

INTERCEPTOR_FIELDS = (
    # how well a track must be known before a shot
    "position_error",  # one sigma [m]
    "velocity_error",  # [m/s]; absent: not asked
    # how it flies
    "burnout_speed",  # [m/s]
    "burn_time",  # [s]; absent: it accelerates evenly, as below
    "acceleration",  # until it has its speed, of what waits in orbit [m/s2]; absent: by its burn time
    "burnout_margin",  # before the end of the boost, by which it must meet [s]; absent: 0
    "ballistic_coefficient",  # [kg/m2]; absent: no drag
    "range",  # over the ground [m]; absent: as far as it flies
    "altitude_minimum",  # of an intercept [m]
    "altitude_maximum",  # [m]
    "flight_time_minimum",  # [s]; absent: its burn time
    "flight_time_maximum",  # [s]; absent: as long as it flies
    # how it fares
    "kill_probability",  # given launch [-]
    "reliability",  # that it flies [-]; absent: 1, or counted in a test record
    "common_failure",  # that one fault stops every shot of its kind [-]; absent: 0
    "discrimination",  # chance to tell the warhead from one decoy [-]; absent: 0
    # how it is fired
    "reaction_time",  # from the order to the launch [s]; absent: 0
    "launch_spacing",  # between two launches from one site [s]; absent: 0
)

DOCTRINE_FIELDS = (
    "confirm",  # from a track good enough to shoot on, to being sure of it [s]
    "decide",  # from being sure to the order to shoot [s]
    "assess",  # from an intercept to knowing whether it stopped the target [s]
    "keep_out",  # height below which no intercept is wanted [m]; absent: none
    "taken_for_stopped",  # chance that a target that flies on is taken for stopped [-]; absent: 0
    "taken_for_flying",  # chance that a stopped target is taken for one that flies on [-]; absent: 0
)

SHOOTER = np.dtype(
    [
        ("kind", np.int64),  # row of the interceptors
        ("layer", np.int64),  # code of LAYERS
        ("latitude", np.float64),  # [rad]
        ("longitude", np.float64),  # [rad]
        ("altitude", np.float64),  # above the ellipsoid [m]
        ("inventory", np.int64),  # interceptors ready to fire
        ("channels", np.int64),  # intercepts that it can guide at the same time; 0: any number
        ("orbit", np.int64),  # row of the constellations; `ON_GROUND` for what stands on the Earth
    ]
)
"""One row a battery, ship or constellation; a constellation has no latitude and longitude (NaN)."""

ON_GROUND = -1
"""What `SHOOTER["orbit"]` says of a battery or ship."""

IN_ORBIT = "orbit"
"""Where a constellation stands, in `Defence.shooter_site`."""

OTHERS = 0
"""Satellites count from 1; this stands for a battery on the ground, or all satellites that meet nothing."""


def member_id(place: str, satellite: int) -> str:
    """Id of a battery, or of one satellite of a constellation, as `cbo-boost-sbi/0417`.

    Args:
        place: Id of the battery or constellation.
        satellite: Its number from 1, or `OTHERS`.
    """
    return place if satellite == OTHERS else f"{place}/{satellite:04d}"


def member_of(shooter: str, places: Collection[str]) -> tuple[str, int]:
    """Battery or constellation, and satellite, of an id that `member_id` made."""
    if shooter in places:
        return shooter, OTHERS
    place, _, number = shooter.rpartition("/")
    return place, int(number)


def member_words(place: str, satellite: int) -> str:
    """The same in words, as `satellite 0417 of CBO-class boost layer`."""
    return place if satellite == OTHERS else f"satellite {satellite:04d} of {place}"


ORBIT = np.dtype(
    [
        ("satellites", np.int64),
        ("planes", np.int64),
        ("phasing", np.int64),
        ("star", np.int64),
        ("each", np.int64),  # interceptors of one satellite
    ]
)
"""One row a constellation of interceptors: what is plain choice and count."""

ORBIT_FIELDS = (
    "inclination",  # [rad]
    "circle_altitude",  # above the equatorial radius [m]
    "node",  # by how much all planes are turned at the epoch [rad]
    "phase",  # by how much all satellites are moved along their orbits at the epoch [rad]
    "out_of_service",  # share of the satellites that cannot shoot [-]; absent: 0
)

# Until when an interceptor of the boost layer may meet (codes of `Defence.until`).
UNTIL_BURNOUT, UNTIL_DEPLOYED = range(2)
BOOST_ENDS = ("burnout", "deployment_end")

RULE = np.dtype(
    [
        ("shots", np.int64),  # fired together at one target before looking
        ("looks", np.int64),  # how many times a layer may shoot and look at one target
        ("reserve", np.int64),  # interceptors of the layer that are kept back
    ]
)
"""Doctrine of one layer: what is plain choice and count, not a figure."""


@dataclass(frozen=True)
class Defence:
    """What shoots, of K kinds at S places; a constellation counts as a place, G of them do.

    Attributes:
        kind_id: Kinds of interceptors, (K,).
        kind_name: In words, (K,).
        kinds: Places of `INTERCEPTOR_FIELDS` in the table of figures, (K,).
        layer: Code of `LAYERS` of each kind, (K,).
        until: Code of `BOOST_ENDS` of each kind, (K,).
        shooter_id: As `gbi-fort-greely`, (S,).
        shooter_name: In words, as `Ground-Based Interceptor, Fort Greely`, (S,).
        shooter_site: Id or name of the place that each stands at, (S,).
        shooters: Rows of `SHOOTER`, (S,).
        orbits: Rows of `ORBIT`, (G,).
        orbit_places: Places of `ORBIT_FIELDS` in the table of figures, (G,).
        rules: Rows of `RULE`, one a layer, (4,).
        doctrine: Places of `DOCTRINE_FIELDS`, one a layer, (4,).
    """

    kind_id: tuple[str, ...]
    kind_name: tuple[str, ...]
    kinds: NDArray[np.void]
    layer: Integers
    until: Integers
    shooter_id: tuple[str, ...]
    shooter_name: tuple[str, ...]
    shooter_site: tuple[str, ...]
    shooters: NDArray[np.void]
    orbits: NDArray[np.void]
    orbit_places: NDArray[np.void]
    rules: NDArray[np.void]
    doctrine: NDArray[np.void]

    def __len__(self) -> int:
        return len(self.shooter_id)

    @property
    def inventory_count(self) -> int:
        """Interceptors of all places together."""
        return int(self.shooters["inventory"].sum())

    @property
    def in_orbit(self) -> NDArray[np.bool_]:
        """Which places are constellations (S,)."""
        return np.asarray(self.shooters["orbit"] != ON_GROUND)

    def stock_of(self, place: Integers, satellite: Integers) -> Integers:
        """Interceptors ready to fire at batteries, and on single satellites; none on `OTHERS` (n,)."""
        orbit = self.shooters["orbit"][place]
        stock = self.shooters["inventory"][place]
        if not len(self.orbits):
            return np.asarray(stock)
        each = np.where(satellite == OTHERS, 0, self.orbits["each"][orbit])
        return np.where(orbit == ON_GROUND, stock, each)

    @property
    def layers(self) -> list[int]:
        """Layers that somebody shoots in, in the order of a flight."""
        return sorted({int(code) for code in self.shooters["layer"]})
