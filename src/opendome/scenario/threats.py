"""Threats: the ballistic missile, as a file describes it."""

from __future__ import annotations

from itertools import pairwise
from typing import Annotated, Any, Literal

from pydantic import Field, model_serializer, model_validator
from pydantic_core import PydanticCustomError

from opendome.scenario.equipment import Equipment
from opendome.scenario.figures import (
    Bounds,
    CountOfNone,
    CountOfOne,
    Elevation,
    Figure,
    NonNegative,
    NonNegativeNumber,
    Positive,
    Share,
    SomeShare,
    Spec,
    between,
)
from opendome.scenario.signatures import Signature

EnergyMode = Literal["cutoff", "full_burn_loft", "full_burn_depress", "full_burn_waste"]
MissileClass = Literal["crbm", "srbm", "mrbm", "irbm", "icbm", "slbm"]
Basing = Literal["land", "sea", "air", "any"]

DEFAULT_DRAG = ((0.0, 0.20), (0.85, 0.20), (1.0, 0.27), (1.2, 0.27), (2.0, 0.20))
"""Drag coefficient by Mach number where a file gives none (Forden 2007)."""

DEFAULT_THRUST_LOSS = Figure(
    value=0.02,
    low=0.0,
    high=0.12,
    source="assumed",
    where="not given: share of vacuum thrust lost at sea level",
)
"""Where a stage gives neither its nozzle exit area nor a loss of thrust."""


class Stage(Spec):
    """One stage, or the bus that burns after the last main stage."""

    dry_mass_kg: Positive = Field(description="Mass of this stage alone, without propellant and payload.")
    propellant_mass_kg: Positive = Field(description="Propellant burnt by this stage.")
    specific_impulse_vacuum_s: Positive = Field(description="Specific impulse in vacuum.")
    burn_time_s: Positive = Field(description="How long the stage burns.")
    diameter_m: Positive = Field(description="Diameter of the stage, for its drag.")
    nozzle_exit_area_m2: Positive | None = Field(
        None, description="Area of all nozzle exits; gives the thrust lost to air pressure."
    )
    sea_level_thrust_loss_fraction: Share | None = Field(
        None,
        description="Share of vacuum thrust lost at sea level, where the nozzle exit area is not known; "
        "both absent: assumed 0.02, between 0 and 0.12.",
    )
    coast_before_s: NonNegative | None = Field(
        None, description="Unpowered time between the end of the stage before and this ignition; absent: 0."
    )


class Fairing(Spec):
    """A cover that is dropped on the way up."""

    mass_kg: Positive = Field(description="Mass of the fairing.")
    drop_altitude_km: Positive = Field(description="Height above the ellipsoid at which it is dropped.")


class AirLaunch(Spec):
    """How an aircraft lets a missile go: level, in the direction of its flight."""

    altitude_km: Annotated[Figure, Bounds(0.5, 30, "An aircraft flies between 0.5 and 30 km high.")] = Field(
        description="Height above the ellipsoid."
    )
    speed_km_per_s: Annotated[Figure, Bounds(0.05, 1.2, "An aircraft flies at 0.05 to 1.2 km/s.")] = Field(
        description="Speed of the aircraft relative to the turning Earth."
    )


class PitchEntry(Spec):
    """How thrust points during one span of time; exactly one of the three rules."""

    from_s: NonNegative = Field(description="Start, in seconds after launch.")
    to_s: Positive = Field(description="End, in seconds after launch.")
    below_velocity_deg: Annotated[Figure, between(-90, 90)] | None = Field(
        None, description="Thrust points this far below the velocity."
    )
    rate_deg_per_s: Annotated[Figure, between(-90, 90)] | None = Field(
        None, description="Thrust turns down from the vertical at this rate."
    )
    hold_elevation_deg: Elevation | None = Field(
        None, description="Thrust is held at this elevation above the local horizontal."
    )

    @property
    def rule(self) -> str:
        """Name of the rule that is given."""
        return next(name for name in PITCH_RULES if getattr(self, name) is not None)

    @model_validator(mode="after")
    def _one_rule(self) -> PitchEntry:
        if sum(getattr(self, name) is not None for name in PITCH_RULES) != 1:
            raise PydanticCustomError(
                "pitch_rule",
                "Exactly one of below_velocity_deg, rate_deg_per_s and hold_elevation_deg belongs here.",
            )
        if self.to_s.value <= self.from_s.value:
            raise PydanticCustomError(
                "time_order",
                "This span ends before it starts: to_s must be more than from_s.",
                {"part": "to_s"},
            )
        return self


PITCH_RULES = ("below_velocity_deg", "rate_deg_per_s", "hold_elevation_deg")


class DragTable(Spec):
    """Drag coefficient by Mach number, linear between points, flat outside them."""

    points: tuple[tuple[NonNegativeNumber, NonNegativeNumber], ...] = Field(
        min_length=2, description="Pairs of Mach number and drag coefficient, Mach rising."
    )
    source: str = Field("", description="A key of sources.bib, or `assumed`.")
    where: str = Field("", description="Page, figure or table in the source.")

    @model_validator(mode="before")
    @classmethod
    def _list_or_mapping(cls, given: Any) -> Any:
        return {"points": given} if isinstance(given, (list, tuple)) else given

    @model_validator(mode="after")
    def _rising(self) -> DragTable:
        machs = [mach for mach, _ in self.points]
        if any(after <= before for before, after in pairwise(machs)):
            raise PydanticCustomError("mach_order", "Mach numbers rise from one point to the next.")
        return self

    @model_serializer(mode="plain")
    def _bare_again(self) -> Any:
        points = [list(pair) for pair in self.points]
        if self.model_fields_set == {"points"}:
            return points
        return {"points": points} | {
            key: getattr(self, key) for key in ("source", "where") if key in self.model_fields_set
        }


class ReentryVehicles(Spec):
    """Re-entry vehicles of one kind."""

    count: CountOfOne = Field(description="How many.")
    mass_kg: Positive = Field(description="Mass of one.")
    ballistic_coefficient_kg_per_m2: Positive = Field(
        description="Mass over drag coefficient times area, m/(Cd A), as it falls."
    )


class Decoys(Spec):
    """Objects that the sensors of a scenario cannot tell from a warhead; a number, not a design."""

    count: CountOfNone = Field(description="How many each missile carries.")
    mass_kg: Positive | None = Field(None, description="Mass of one.")
    ballistic_coefficient_kg_per_m2: Positive | None = Field(
        None, description="Mass over drag coefficient times area, m/(Cd A): in the air it gives them away."
    )


DEFAULT_DEPLOYMENT_END = Figure(
    value=60, low=0, high=300, source="assumed", where="not given: when the last object is let go"
)
"""Where a missile lets several objects go and its file does not say how long that takes."""

DEFAULT_SPREAD = Figure(
    value=3, low=0.5, high=10, source="assumed", where="not given: speed at which objects leave one another"
)
"""Where a missile lets several objects go and its file does not say how they spread."""


class Deployment(Spec):
    """When and how a missile lets its re-entry vehicles and decoys go, where it carries several."""

    start_s: NonNegative | None = Field(
        None,
        description="When the first is let go, in seconds after its last engine stops (the bus, or the last "
        "main stage); absent: at once.",
    )
    end_s: NonNegative | None = Field(
        None, description="When the last is let go, likewise; absent: assumed 60, between 0 and 300."
    )
    spread_m_per_s: NonNegative | None = Field(
        None,
        description="Speed at which each leaves the path of the missile, in any direction; "
        "absent: assumed 3, between 0.5 and 10.",
    )

    @model_validator(mode="after")
    def _in_order(self) -> Deployment:
        start = 0.0 if self.start_s is None else self.start_s.value
        end = DEFAULT_DEPLOYMENT_END.value if self.end_s is None else self.end_s.value
        if end < start:
            raise PydanticCustomError(
                "time_order",
                "Letting go ends before it starts: end_s (60 where it is absent) must be at least start_s.",
                {"part": "end_s" if self.end_s is not None else "start_s"},
            )
        return self


class Orbit(Spec):
    """A low orbit that a missile goes into, and brakes out of before its aim."""

    deorbit_delta_v_m_per_s: Positive = Field(
        description="Speed that the bus takes away to come down; its engine and propellant must be able to."
    )


class Ballistic(Equipment):
    """A ballistic missile: stages from the bottom up, payload, and how it is steered."""

    kind: Literal["ballistic"] = Field(description="What the file describes.")
    class_: MissileClass = Field(alias="class", description="Class by range, or by where it is launched.")
    propellant: Literal["liquid", "solid"] = Field(description="Propellant of the main stages.")
    energy: EnergyMode | None = Field(
        None,
        description="What is done with more speed than a range needs; absent: liquid cuts off, "
        "solid burns out and wastes the rest.",
    )
    basing: Basing = Field(
        "any", description="Where it can be launched from; a land missile launched at sea is refused."
    )
    payload_mass_kg: Positive = Field(
        description="All that the last stage carries and lets go, without residual mass."
    )
    launch_reliability_probability: SomeShare | None = Field(
        None, description="Chance that a missile launched flies as planned; absent: 1, and said so."
    )
    stages: tuple[Stage, ...] = Field(min_length=1, description="Main stages, the first to burn first.")
    bus: Stage | None = Field(
        None, description="A last small stage that burns after the main stages, with the keys of a stage."
    )
    fairing: Fairing | None = Field(None, description="A cover dropped on the way up.")
    residual_mass_kg: NonNegative | None = Field(
        None, description="Structure that stays with the payload until burnout."
    )
    pitch_programme: tuple[PitchEntry, ...] = Field(
        (), description="How thrust is pointed, in order of time; absent: a gravity turn, solved."
    )
    drag_coefficient_by_mach: DragTable | None = Field(
        None, description="Pairs of Mach number and drag coefficient; absent: Forden's table."
    )
    drag_factor: Positive | None = Field(
        None, description="Multiplies every drag coefficient: doubt about the whole table; absent: 1."
    )
    air_launch: AirLaunch | None = Field(
        None, description="Let go by an aircraft; absent: from the ground or from the sea."
    )
    reentry_vehicles: tuple[ReentryVehicles, ...] = Field(
        (), description="What falls in the end; absent: the last stage falls whole, with the payload."
    )
    decoys: Decoys | None = Field(None, description="Decoys that each missile carries.")
    deployment: Deployment | None = Field(
        None, description="When several re-entry vehicles or decoys are let go; of one warhead nothing is."
    )
    orbit: Orbit | None = Field(
        None, description="Goes through a low orbit and is braked out of it by its bus; absent: it does not."
    )
    signature: Signature | None = Field(
        None, description="What sensors see of it; absent: assumed by its class."
    )
    typical_range_km: Positive | None = Field(
        None, description="Range it is usually credited with, where nothing better is known."
    )

    @property
    def energy_mode(self) -> str:
        """The mode given, or the default of the propellant."""
        return self.energy or ("cutoff" if self.propellant == "liquid" else "full_burn_waste")

    @property
    def drag(self) -> tuple[tuple[float, float], ...]:
        """The drag table given, or the default."""
        return DEFAULT_DRAG if self.drag_coefficient_by_mach is None else self.drag_coefficient_by_mach.points

    @model_validator(mode="after")
    def _steered_from_the_air(self) -> Ballistic:
        if self.air_launch is not None and not self.pitch_programme:
            raise PydanticCustomError(
                "air_launch",
                "A missile let go by an aircraft needs a pitch_programme: nothing is solved for it.",
                {"part": "air_launch"},
            )
        return self

    @model_validator(mode="after")
    def _orbit_can_be_flown(self) -> Ballistic:
        if self.orbit is not None and (
            self.bus is None
            or self.pitch_programme
            or not self.reentry_vehicles
            or self.energy_mode != "cutoff"
        ):
            raise PydanticCustomError(
                "orbit",
                "A way through orbit needs a bus that brakes and reentry_vehicles that fall, energy cutoff, "
                "and no pitch_programme: the climb is solved.",
                {"part": "orbit"},
            )
        return self

    @model_validator(mode="after")
    def _pitch_in_order(self) -> Ballistic:
        entries = self.pitch_programme
        for place, (before, after) in enumerate(pairwise(entries), start=1):
            if after.from_s.value < before.to_s.value:
                raise PydanticCustomError(
                    "pitch_order",
                    "Spans of a pitch programme follow one another; this one starts before the last ends.",
                    {"part": ("pitch_programme", place, "from_s")},
                )
        return self
