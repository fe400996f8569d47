"""Interceptors, as a file describes them."""

from __future__ import annotations

from typing import Literal

from pydantic import Field, model_validator
from pydantic_core import PydanticCustomError

from opendome.scenario.equipment import Equipment
from opendome.scenario.figures import (
    CountOfNone,
    CountOfOne,
    Life,
    NonNegative,
    Positive,
    Share,
    SomeShare,
    Spec,
)

Layer = Literal["boost", "midcourse", "glide", "terminal"]


class TestRecord(Spec):
    """Intercept tests, end to end: booster, kill vehicle, part of the sensors, and the target."""

    __test__ = False  # its name begins as a test's does; pytest must not collect it

    hits_count: CountOfNone = Field(description="Tests in which the target was stopped.")
    tests_count: CountOfOne = Field(description="Intercept tests in all.")
    source: str = Field("", description="A key of sources.bib, or `assumed`.")
    where: str = Field("", description="Page or table, and the date up to which tests are counted.")

    @model_validator(mode="after")
    def _hits_are_tests(self) -> TestRecord:
        if self.hits_count > self.tests_count:
            raise PydanticCustomError(
                "record_order", "More hits than tests cannot be.", {"part": "hits_count"}
            )
        return self


class FireControl(Spec):
    """How well a track must be known before an interceptor is sent to meet it."""

    position_error_km: Positive = Field(description="Largest position error, one sigma.")
    velocity_error_m_per_s: Positive | None = Field(None, description="Largest velocity error, one sigma.")


class Interceptor(Equipment):
    """What is fired to meet a threat."""

    kind: Literal["interceptor"] = Field(description="What the file describes.")
    layer: Layer = Field(description="The part of a flight in which it meets threats.")
    basing: Literal["ground", "orbit"] = Field(
        "ground", description="Where it waits: on land or a ship (ground), or on a satellite (orbit)."
    )
    mass_kg: Positive | None = Field(None, description="Mass at launch.")
    kill_vehicle_mass_kg: Positive | None = Field(None, description="Mass of what meets the target.")
    burnout_speed_km_per_s: Positive = Field(
        description="Speed when its last stage burns out: after a climb at 45 degrees, or in orbit as its "
        "satellite sees it."
    )
    burn_time_s: Positive | None = Field(
        None,
        description="How long its stages burn, coasts between them included; of basing `ground`, needed.",
    )
    acceleration_g: Positive | None = Field(
        None, description="Even acceleration until it has its speed; of basing `orbit`, needed."
    )
    margin_before_burnout_s: NonNegative | None = Field(
        None,
        description="Of layer `boost`: time before the end of the boost by which it must meet; absent: 0.",
    )
    boost_until: Literal["burnout", "deployment_end"] = Field(
        "burnout",
        description="Of layer `boost`: meet until the last engine burns out, or until the last warhead is "
        "let go.",
    )
    orbit_life_year: Life | None = Field(None, description="How long it serves in orbit.")
    ballistic_coefficient_kg_per_m2: Positive | None = Field(
        None, description="Mass over drag area on its flight; absent: no drag."
    )
    range_km: Positive | None = Field(None, description="Farthest surface distance of an intercept.")
    altitude_minimum_km: NonNegative = Field(description="Lowest height of an intercept.")
    altitude_maximum_km: Positive = Field(description="Greatest height of an intercept.")
    flight_time_minimum_s: NonNegative | None = Field(None, description="Shortest flight to an intercept.")
    flight_time_maximum_s: Positive | None = Field(
        None, description="Longest flight: seeker, battery, cooling."
    )
    kill_probability_given_launch: Share = Field(
        description="Chance that one interceptor, launched inside its reach on a fire-control track, "
        "destroys the object aimed at."
    )
    test_record: TestRecord | None = Field(
        None, description="Tests from which the kill probability is drawn instead; prior Jeffreys."
    )
    launch_reliability_probability: SomeShare | None = Field(
        None, description="Chance that it flies; leave it out where a test record already counts it."
    )
    common_failure_probability: Share | None = Field(
        None, description="Chance that one fault stops every shot of this kind."
    )
    discrimination_probability: Share | None = Field(
        None, description="Chance to tell the warhead from one decoy."
    )
    fire_control: FireControl | None = Field(
        None, description="How well a track must be known before a shot."
    )
    reaction_time_s: NonNegative | None = Field(None, description="From the order to the launch.")
    launch_spacing_s: NonNegative | None = Field(None, description="Between two launches from one site.")
    channels_count: CountOfOne | None = Field(
        None, description="Intercepts that one site can guide at the same time."
    )

    @model_validator(mode="after")
    def _flies(self) -> Interceptor:
        needed = {"ground": "burn_time_s", "orbit": "acceleration_g"}
        if getattr(self, needed[self.basing]) is None:
            raise PydanticCustomError(
                "basing_key",
                f"An interceptor of basing {self.basing} needs the key {needed[self.basing]}.",
                {"part": needed[self.basing]},
            )
        for key in ("burn_time_s", "ballistic_coefficient_kg_per_m2", "range_km"):
            if self.basing == "orbit" and getattr(self, key) is not None:
                raise PydanticCustomError(
                    "basing_key",
                    "This belongs to an interceptor on the ground: one in orbit flies without drag, as far "
                    "as its time allows.",
                    {"part": key},
                )
        return self

    @model_validator(mode="after")
    def _band(self) -> Interceptor:
        if self.altitude_minimum_km.value >= self.altitude_maximum_km.value:
            raise PydanticCustomError(
                "band_order",
                "The lowest height of an intercept lies above the greatest.",
                {"part": "altitude_minimum_km"},
            )
        return self
