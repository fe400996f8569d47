"""Cruise missiles and one-way drones, as a file describes them: a speed, a height, and how they turn."""

from __future__ import annotations

from typing import Annotated, Literal

from pydantic import Field

from opendome.scenario.equipment import Equipment
from opendome.scenario.figures import Bounds, Figure, Positive, SomeShare, between
from opendome.scenario.signatures import Signature
from opendome.scenario.threats import AirLaunch, Basing

CruiseClass = Literal["lacm", "supersonic_cruise", "hypersonic_cruise", "drone"]

DEFAULT_CLIMB = Figure(
    value=15.0, low=5.0, high=40.0, source="assumed", where="not given: how steep it climbs after launch"
)
DEFAULT_DIVE = Figure(
    value=30.0, low=10.0, high=60.0, source="assumed", where="not given: how steep it comes down at its aim"
)
DEFAULT_TURN = Figure(
    value=2.0, low=1.0, high=4.0, source="assumed", where="not given: sideways acceleration in a turn"
)


class Cruise(Equipment):
    """A missile that flies through the air all the way: climb, cruise over way-points, dive."""

    kind: Literal["cruise"] = Field(description="What the file describes.")
    class_: CruiseClass = Field(
        alias="class",
        description="lacm: slower than sound; supersonic_cruise, hypersonic_cruise: by its speed; "
        "drone: a slow one-way drone.",
    )
    basing: Basing = Field("any", description="Where it can be launched from.")
    mass_kg: Positive = Field(description="Mass while it cruises.")
    cruise_speed_km_per_s: Annotated[
        Figure, Bounds(0.02, 3, "A cruise speed lies between 0.02 and 3 km/s.")
    ] = Field(description="Speed over the ground while it cruises.")
    cruise_altitude_km: Annotated[
        Figure, Bounds(0.01, 35, "A cruise missile flies between 0.01 and 35 km above the ground.")
    ] = Field(description="Height above the ellipsoid while it cruises; the ground is taken as flat.")
    range_km: Positive = Field(description="How far its fuel takes it, turns included.")
    climb_angle_deg: Annotated[Figure, between(1, 80)] | None = Field(
        None, description="How steep it climbs after launch; absent: assumed 15, between 5 and 40."
    )
    dive_angle_deg: Annotated[Figure, between(1, 80)] | None = Field(
        None, description="How steep it comes down at its aim; absent: assumed 30, between 10 and 60."
    )
    turn_acceleration_g: Annotated[Figure, between(0.1, 20)] | None = Field(
        None, description="Sideways acceleration in a turn; absent: assumed 2, between 1 and 4."
    )
    air_launch: AirLaunch | None = Field(
        None, description="Let go by an aircraft; absent: from the ground or from the sea."
    )
    launch_reliability_probability: SomeShare | None = Field(
        None, description="Chance that a missile launched flies as planned; absent: 1, and said so."
    )
    signature: Signature | None = Field(
        None, description="What sensors see of it; absent: assumed by its class."
    )

    @property
    def assumed(self) -> dict[str, Figure]:
        """Figures that the file need not give, by key."""
        return {
            "climb_angle_deg": self.climb_angle_deg or DEFAULT_CLIMB,
            "dive_angle_deg": self.dive_angle_deg or DEFAULT_DIVE,
            "turn_acceleration_g": self.turn_acceleration_g or DEFAULT_TURN,
        }
