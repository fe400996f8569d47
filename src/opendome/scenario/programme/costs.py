"""What a thing costs, as a file of the library describes it."""

from __future__ import annotations

from typing import Annotated, Literal

from pydantic import Field, model_validator
from pydantic_core import PydanticCustomError

from opendome.scenario.equipment import ONE_OR_MANY, Equipment, Text
from opendome.scenario.figures import (
    AT_LEAST_ONE,
    COUNTABLE,
    Bounds,
    CountOfNone,
    Figure,
    Life,
    NonNegative,
    Positive,
    Share,
    Spec,
    Wait,
    Whole,
    between,
)

Per = Literal["interceptor", "satellite", "battery", "radar", "ship", "site", "programme"]
"""What a programme buys."""

OfOne = Literal["interceptor", "satellite", "battery", "radar", "ship", "site", "programme", "missile"]
"""What has a price: that, and a missile of a raid."""

Category = Literal["boost", "midcourse", "glide", "terminal", "sensing", "command", "other"]
CATEGORIES: tuple[str, ...] = ("sensing", "boost", "midcourse", "glide", "terminal", "command", "other")
"""Parts of a programme, in the order in which they are told."""

STEEPEST, LEVEL = 0.75, 1.0
SLOPE = Bounds(
    STEEPEST,
    LEVEL,
    "A slope is what the price falls to with each doubling: between 0.75 and 1. At 1 it does not fall.",
)
Slope = Annotated[Figure, SLOPE]
FiscalYear = Annotated[Whole, between(1950, 2199)]


class Learning(Spec):
    """How the price falls with the number that has been made."""

    theory: Literal["flat", "unit", "cumulative_average"] = Field(
        "flat",
        description="flat: every unit at one price; unit: the price of the unit itself falls (Crawford); "
        "cumulative_average: the average of all so far falls (Wright).",
    )
    slope_fraction: Slope | None = Field(None, description="What the price falls to with each doubling.")
    quoted_for_count: Annotated[Whole, AT_LEAST_ONE] = Field(
        1, description="unit_million_usd is the average of the first so many units."
    )
    goes_on: bool = Field(
        False,
        description="Replacements go down the curve too; else each costs what the one that it replaces did.",
    )

    @model_validator(mode="after")
    def _has_slope(self) -> Learning:
        if (self.theory == "flat") != (self.slope_fraction is None):
            raise PydanticCustomError(
                "learning",
                "A curve needs its slope_fraction; a flat price has none.",
                {"part": "theory" if self.theory == "flat" else ()},
            )
        return self


MONEY = (
    "development_million_usd", "unit_million_usd", "line_million_usd_per_year", "launch_usd_per_kg",
    "construction_million_usd", "operations_million_usd_per_year", "operations_fixed_million_usd_per_year",
    "disposal_million_usd", "unallocated_million_usd",
)  # fmt: skip
"""Keys that hold money."""


class Cost(Equipment):
    """What one thing costs to develop, buy, put in place, run, replace and dispose of."""

    kind: Literal["cost"] = Field(description="What the file describes.")
    prices: str = Field(
        "",
        description="Id of the equipment whose number is bought at this price, or of a threat that costs so "
        "much; absent: a programme names this entry.",
    )
    per: OfOne = Field(description="What one unit is; a missile is one of a raid.")
    preferred: bool = Field(
        False, description="Taken where several entries price the same equipment; true for one of them."
    )
    price_year: FiscalYear | None = Field(
        None, description="Fiscal year of all dollars in this file; needed wherever there is money."
    )
    includes: Text = Field(description="What the price covers and what it leaves out, in words.")
    method: str = Field(
        "", description="How the price was found, in words: a quotient, an estimate, a request."
    )
    included_interceptors_count: CountOfNone = Field(
        0, description="Of a battery: interceptors inside its price, which are not bought again."
    )
    included_equipment: Annotated[tuple[Text, ...], *ONE_OR_MANY] = Field(
        (), description="Of a battery: ids of radars inside its price, one each, which are not bought again "
        "where they stand within 25 km of it.",
    )  # fmt: skip
    category: Category | None = Field(
        None, description="The part of the programme it belongs to; absent: that of its equipment."
    )
    work_breakdown: str = Field("", description="Its number in the standard work breakdown (MIL-STD-881).")
    path: str = Field("", description="Id of the activities that are typical of such a thing: list paths.")
    development_million_usd: NonNegative | None = Field(None, description="To develop it, once.")
    development_duration_year: Positive | None = Field(
        None, description="How long development is paid for; absent: until the first order, at least 1."
    )
    unit_million_usd: NonNegative | None = Field(None, description="Price of one unit.")
    learning: Learning = Field(Learning(), description="How that price falls with the number made.")
    line_million_usd_per_year: NonNegative | None = Field(
        None, description="To keep the line open, in every year in which it makes something."
    )
    rate_slope_fraction: Slope | None = Field(
        None, description="What the price falls to with each doubling of the number made in a year."
    )
    quoted_rate_per_year_count: Annotated[Whole, AT_LEAST_ONE, COUNTABLE] | None = Field(
        None, description="The number a year at which unit_million_usd holds."
    )
    produced_per_year_count: Positive | None = Field(
        None, description="What the line makes in a year at most; absent: as many as are asked for."
    )
    lead_duration_year: Wait | None = Field(
        None, description="From the order, when its money is appropriated, to the delivery; absent: 0."
    )
    launch_mass_kg: NonNegative | None = Field(None, description="What is launched for each unit.")
    launch_usd_per_kg: NonNegative | None = Field(None, description="Price of a launch.")
    construction_million_usd: NonNegative | None = Field(None, description="To build its site, a unit.")
    operations_million_usd_per_year: NonNegative | None = Field(
        None, description="To run one unit that is in service, a year."
    )
    operations_fixed_million_usd_per_year: NonNegative | None = Field(
        None, description="To run all together, in every year in which one is in service."
    )
    life_duration_year: Life | None = Field(
        None, description="Replaced after so long in service; absent: it lasts."
    )
    spare_fraction: NonNegative | None = Field(None, description="Bought beyond those in service; absent: 0.")
    attrition_per_year_fraction: Share | None = Field(
        None, description="Lost or fired in tests in a year, and bought again; absent: 0."
    )
    test_assets_count: NonNegative | None = Field(None, description="Bought for tests beside; absent: 0.")
    disposal_million_usd: NonNegative | None = Field(None, description="To take one unit out of service.")
    unallocated_million_usd: NonNegative | None = Field(
        None,
        description="A published total that nobody split; it stands alone, spread evenly over the years.",
    )

    @model_validator(mode="after")
    def _has_a_year(self) -> Cost:
        money = [key for key in MONEY if getattr(self, key) is not None]
        if money and self.price_year is None:
            raise PydanticCustomError(
                "price_year",
                "A price says nothing without its year: add price_year, the fiscal year of these dollars.",
                {"part": money[0]},
            )
        if not money:
            raise PydanticCustomError(
                "no_price", "No price stands in this file: add unit_million_usd or another key of money."
            )
        return self

    @model_validator(mode="after")
    def _is_whole(self) -> Cost:
        pairs = (
            ("launch_mass_kg", "launch_usd_per_kg"),
            ("rate_slope_fraction", "quoted_rate_per_year_count"),
        )
        for first, second in pairs:
            if (getattr(self, first) is None) != (getattr(self, second) is None):
                there = second if getattr(self, first) is None else first
                raise PydanticCustomError(
                    "half_price", f"{first} and {second} belong together: give both or none.", {"part": there}
                )
        alone = [key for key in MONEY if getattr(self, key) is not None and key != "unallocated_million_usd"]
        if self.unallocated_million_usd is not None and alone:
            raise PydanticCustomError(
                "unallocated_price",
                "unallocated_million_usd is a total that nobody split: no other price stands beside it.",
                {"part": alone[0]},
            )
        if self.included_interceptors_count and self.per != "battery":
            raise PydanticCustomError(
                "included_interceptors",
                "Only the price of a battery holds interceptors.",
                {"part": "included_interceptors_count"},
            )
        if self.included_equipment and self.per != "battery":
            raise PydanticCustomError(
                "included_equipment",
                "Only the price of a battery holds a radar.",
                {"part": "included_equipment"},
            )
        return self
