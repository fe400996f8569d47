"""What shoots: kinds of interceptors, where they stand, and the rules by which each layer shoots."""

from __future__ import annotations

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
    "burn_time",  # [s]
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
    ]
)
"""One row a battery or ship."""

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
    """What shoots, of K kinds at S places.

    Attributes:
        kind_id: Kinds of interceptors, (K,).
        kind_name: In words, (K,).
        kinds: Places of `INTERCEPTOR_FIELDS` in the table of figures, (K,).
        layer: Code of `LAYERS` of each kind, (K,).
        shooter_id: As `gbi-fort-greely`, (S,).
        shooter_name: In words, as `Ground-Based Interceptor, Fort Greely`, (S,).
        shooter_site: Id or name of the place that each stands at, (S,).
        shooters: Rows of `SHOOTER`, (S,).
        rules: Rows of `RULE`, one a layer, (4,).
        doctrine: Places of `DOCTRINE_FIELDS`, one a layer, (4,).
    """

    kind_id: tuple[str, ...]
    kind_name: tuple[str, ...]
    kinds: NDArray[np.void]
    layer: Integers
    shooter_id: tuple[str, ...]
    shooter_name: tuple[str, ...]
    shooter_site: tuple[str, ...]
    shooters: NDArray[np.void]
    rules: NDArray[np.void]
    doctrine: NDArray[np.void]

    def __len__(self) -> int:
        return len(self.shooter_id)

    @property
    def inventory_count(self) -> int:
        """Interceptors of all places together."""
        return int(self.shooters["inventory"].sum())

    @property
    def layers(self) -> list[int]:
        """Layers that somebody shoots in, in the order of a flight."""
        return sorted({int(code) for code in self.shooters["layer"]})
