"""Cruise missiles and one-way drones, as a file describes them: a speed, a height, and how they turn."""

from __future__ import annotations

from math import radians, sin
from typing import Annotated, Literal

from pydantic import Field, model_validator
from pydantic_core import PydanticCustomError

from opendome.scenario.equipment import Equipment
from opendome.scenario.figures import Bounds, Figure, Positive, SomeShare, between
from opendome.scenario.signatures import Signature
from opendome.scenario.threats import AirLaunch, Basing

CruiseClass = Literal["lacm", "supersonic_cruise", "hypersonic_cruise", "drone"]

FASTEST = {"lacm": 0.34, "drone": 0.34, "supersonic_cruise": 1.7, "hypersonic_cruise": 3.0}
SLOWEST = {"lacm": 0.05, "drone": 0.02, "supersonic_cruise": 0.3, "hypersonic_cruise": 1.4}
"""Speeds that a class may have [km/s]; sound has 0.34 at the ground and 0.30 high up."""

DEFAULT_CLIMB = Figure(
    value=15.0, low=5.0, high=40.0, source="assumed", where="not given: how steep it climbs after launch"
)
DEFAULT_DIVE = Figure(
    value=30.0, low=10.0, high=60.0, source="assumed", where="not given: how steep it comes down at its aim"
)
DEFAULT_TURN = Figure(
    value=2.0, low=1.0, high=4.0, source="assumed", where="not given: sideways acceleration in a turn"
)
DEFAULT_BOOST = Figure(
    value=3.0, low=1.5, high=8.0, source="assumed", where="not given: acceleration by its booster"
)
DEFAULT_GAIN = Figure(
    value=0.3,
    low=0.1,
    high=1.0,
    source="assumed",
    where="not given: acceleration from the speed of the aircraft to its own",
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
    range_km: Annotated[Figure, Bounds(1, 40_000, "A range lies between 1 and 40,000 km.")] = Field(
        description="Longest path that its fuel allows, with climb, turns and dive."
    )
    climb_angle_deg: Annotated[Figure, between(1, 80)] | None = Field(
        None, description="How steep it climbs after launch; absent: assumed 15, between 5 and 40."
    )
    dive_angle_deg: Annotated[Figure, between(1, 80)] | None = Field(
        None, description="How steep it comes down at its aim; absent: assumed 30, between 10 and 60."
    )
    turn_acceleration_g: Annotated[Figure, between(0.1, 20)] | None = Field(
        None,
        description="Acceleration in a turn, and in a bend up or down; absent: assumed 2, between 1 and 4.",
    )
    launch_acceleration_g: Annotated[Figure, between(0.02, 60)] | None = Field(
        None,
        description="Along the path until it has its speed. From the ground or the sea by a booster that "
        "burns as long, absent: assumed 3, between 1.5 and 8; from an aircraft by its own engine, absent: "
        "assumed 0.3, between 0.1 and 1.",
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

    @model_validator(mode="after")
    def _as_fast_as_its_class(self) -> Cruise:
        low, high = SLOWEST[self.class_], FASTEST[self.class_]
        if not low <= self.cruise_speed_km_per_s.value <= high:
            raise PydanticCustomError(
                "class_speed",
                f"A {self.class_} flies at {low:g} to {high:g} km/s.",
                {"part": "cruise_speed_km_per_s"},
            )
        return self

    @model_validator(mode="after")
    def _reaches_the_ground(self) -> Cruise:
        assumed, height = self.assumed, self.cruise_altitude_km.value
        climb = height if self.air_launch is None else abs(height - self.air_launch.altitude_km.value)
        least = climb / sin(radians(assumed["climb_angle_deg"].value))
        least += height / sin(radians(assumed["dive_angle_deg"].value))
        if self.range_km.value <= least:
            raise PydanticCustomError(
                "short_range",
                f"The fuel does not last for climb and dive alone: they take {least:.0f} km.",
                {"part": "range_km"},
            )
        return self

    @model_validator(mode="after")
    def _let_go_where_aircraft_fly(self) -> Cruise:
        if self.air_launch is not None and self.basing in ("land", "sea"):
            raise PydanticCustomError(
                "air_launch",
                "A missile let go by an aircraft is based in the air: write `basing: air`.",
                {"part": "basing"},
            )
        return self

    @property
    def assumed(self) -> dict[str, Figure]:
        """Figures that the file need not give, by key."""
        return {
            "climb_angle_deg": self.climb_angle_deg or DEFAULT_CLIMB,
            "dive_angle_deg": self.dive_angle_deg or DEFAULT_DIVE,
            "turn_acceleration_g": self.turn_acceleration_g or DEFAULT_TURN,
            "launch_acceleration_g": self.launch_acceleration_g
            or (DEFAULT_GAIN if self.air_launch else DEFAULT_BOOST),
        }
