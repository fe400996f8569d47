"""Hypersonic gliders, as a file describes them: a body with lift, and what brings it up."""

from __future__ import annotations

from typing import Annotated, Literal

from pydantic import Field, model_validator
from pydantic_core import PydanticCustomError

from opendome.scenario.equipment import Equipment
from opendome.scenario.figures import Bounds, Figure, NonNegative, Positive, SomeShare, Spec, between
from opendome.scenario.signatures import Signature
from opendome.scenario.threats import AirLaunch, Basing, DragTable, Fairing, PitchEntry, Stage

GliderClass = Literal["hgv", "aeroballistic"]
Steering = Literal["equilibrium", "constant_lift"]

LIFT_TO_DRAG = Bounds(
    0.05, 10.0, "A lift-to-drag ratio lies between 0.05 and 10: no body flies better at hypersonic speed."
)
DEFAULT_BANK = Figure(
    value=60.0, low=45.0, high=75.0, source="assumed", where="not given: steepest bank in a turn"
)
DEFAULT_DIVE = Figure(
    value=50.0, low=30.0, high=80.0, source="assumed", where="not given: how steep the last dive is"
)
DEFAULT_NOSE = Figure(
    value=0.034, low=0.02, high=0.1, source="assumed", where="not given: radius of the nose"
)
DEFAULT_EMISSIVITY = Figure(
    value=0.85, low=0.7, high=0.95, source="assumed", where="not given: emissivity of the skin"
)
DEFAULT_SKIN = Figure(
    value=4.0, low=2.0, high=8.0, source="assumed", where="not given: hot skin that one side shows"
)


class Release(Spec):
    """The state in which a glider is let go, where no booster is described."""

    altitude_km: Annotated[Figure, Bounds(1, 500, "A release lies between 1 and 500 km high.")] = Field(
        description="Height above the ellipsoid."
    )
    speed_km_per_s: Annotated[Figure, Bounds(0.3, 8.5, "A release speed lies between 0.3 and 8.5 km/s.")] = (
        Field(description="Speed relative to the turning Earth.")
    )
    flight_path_angle_deg: Annotated[Figure, between(-60, 60)] = Field(
        description="Upward from the local horizontal; negative on the way down."
    )


class GlideEnd(Spec):
    """Where the glide ends and the dive begins; exactly one of the two."""

    altitude_km: Annotated[Figure, Bounds(1, 80, "A glide ends between 1 and 80 km high.")] | None = Field(
        None, description="At this height on the way down."
    )
    speed_km_per_s: Annotated[Figure, between(0.2, 8)] | None = Field(
        None, description="When it is no faster than this."
    )

    @model_validator(mode="after")
    def _one_end(self) -> GlideEnd:
        if (self.altitude_km is None) == (self.speed_km_per_s is None):
            raise PydanticCustomError("glide_end", "A glide ends at one of altitude_km and speed_km_per_s.")
        return self


class Booster(Spec):
    """The rocket that brings a glider to its glide: stages from the bottom up."""

    stages: tuple[Stage, ...] = Field(min_length=1, description="Stages, the first to burn first.")
    apogee_km: Positive | None = Field(
        None,
        description="Greatest height of the climb, were there no lift: the pitch-over is solved for it. "
        "Needed where no pitch_programme is given.",
    )
    residual_mass_kg: NonNegative | None = Field(
        None, description="Structure that stays with the last stage until burnout."
    )
    fairing: Fairing | None = Field(None, description="A cover dropped on the way up.")
    pitch_programme: tuple[PitchEntry, ...] = Field(
        (), description="How thrust is pointed, in order of time."
    )
    drag_coefficient_by_mach: DragTable | None = Field(
        None, description="Pairs of Mach number and drag coefficient; absent: Forden's table."
    )
    drag_factor: Positive | None = Field(
        None, description="Multiplies every drag coefficient: doubt about the whole table; absent: 1."
    )
    air_launch: AirLaunch | None = Field(
        None, description="Let go by an aircraft instead of from the ground."
    )

    @model_validator(mode="after")
    def _one_climb(self) -> Booster:
        if (self.apogee_km is None) == (not self.pitch_programme):
            raise PydanticCustomError(
                "booster_climb", "A booster climbs by one of apogee_km and pitch_programme."
            )
        if self.air_launch is not None and not self.pitch_programme:
            raise PydanticCustomError(
                "air_launch",
                "A booster let go by an aircraft needs a pitch_programme: nothing is solved for it.",
                {"part": "air_launch"},
            )
        return self


class Glide(Equipment):
    """A hypersonic glider: it falls into the air, pulls up, and glides on its lift."""

    kind: Literal["glide"] = Field(description="What the file describes.")
    class_: GliderClass = Field(
        alias="class", description="hgv glides far; aeroballistic stays low and short."
    )
    basing: Basing = Field("any", description="Where it can be launched from.")
    mass_kg: Positive = Field(description="Mass of the gliding body.")
    ballistic_coefficient_kg_per_m2: Positive = Field(
        description="Mass over drag coefficient times area, m/(Cd A), while it glides."
    )
    lift_to_drag_ratio: Annotated[Figure, LIFT_TO_DRAG] = Field(description="Most lift over drag.")
    steering: Steering = Field(
        "equilibrium",
        description="equilibrium: lift is used so that it neither climbs nor falls more than speed asks; "
        "constant_lift: all lift, always, so that it skips.",
    )
    bank_maximum_deg: Annotated[Figure, between(0, 85)] | None = Field(
        None, description="Steepest bank in a turn; absent: assumed 60, between 45 and 75."
    )
    bank_deg: Annotated[Figure, between(-85, 85)] | None = Field(
        None, description="Bank that is held where there is no place to fly to; right is positive; absent: 0."
    )
    dive_angle_deg: Annotated[Figure, between(5, 90)] | None = Field(
        None, description="How steep the dive after the glide is; absent: assumed 50, between 30 and 80."
    )
    release: Release | None = Field(None, description="State in which it is let go.")
    booster: Booster | None = Field(None, description="Rocket that brings it up, instead of a release.")
    glide_end: GlideEnd = Field(description="Where the glide ends and the dive begins.")
    nose_radius_m: Positive | None = Field(
        None, description="Radius of the nose, for its heating; absent: assumed 0.034, between 0.02 and 0.1."
    )
    skin_emissivity_fraction: SomeShare | None = Field(
        None, description="Emissivity of the skin; absent: assumed 0.85, between 0.7 and 0.95."
    )
    skin_area_m2: Positive | None = Field(
        None, description="Hot skin that a sensor sees from one side; absent: assumed 4, between 2 and 8."
    )
    launch_reliability_probability: SomeShare | None = Field(
        None, description="Chance that a missile launched flies as planned; absent: 1, and said so."
    )
    signature: Signature | None = Field(
        None, description="What sensors see of it; absent: assumed by its class."
    )
    typical_range_km: Positive | None = Field(
        None, description="Range it is usually credited with, where nothing better is known."
    )

    @model_validator(mode="after")
    def _one_start(self) -> Glide:
        if (self.release is None) == (self.booster is None):
            raise PydanticCustomError("glide_start", "A glider starts from one of release and booster.")
        return self

    @property
    def assumed(self) -> dict[str, Figure]:
        """Figures that the file need not give, by key."""
        return {
            "bank_maximum_deg": self.bank_maximum_deg or DEFAULT_BANK,
            "dive_angle_deg": self.dive_angle_deg or DEFAULT_DIVE,
            "nose_radius_m": self.nose_radius_m or DEFAULT_NOSE,
            "skin_emissivity_fraction": self.skin_emissivity_fraction or DEFAULT_EMISSIVITY,
            "skin_area_m2": self.skin_area_m2 or DEFAULT_SKIN,
        }
