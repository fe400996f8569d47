"""The programme of a scenario: what is bought beside the architecture, when, and how it is counted."""

from __future__ import annotations

from typing import Annotated, Any, Literal

from pydantic import Field, model_validator
from pydantic_core import PydanticCustomError

from opendome.scenario.equipment import ONE_OR_MANY, Text
from opendome.scenario.figures import (
    AT_LEAST_ONE,
    CountOfNone,
    Figure,
    NonNegative,
    Share,
    Spec,
    Whole,
    between,
)
from opendome.scenario.programme.activities import ActivityChange, ScheduleSpec
from opendome.scenario.programme.costs import Category, FiscalYear, Per

LONGEST_YEAR_COUNT = 60
"""Years that a programme may be counted over."""

DEFAULT_DEFLATOR = "omb-gdp-fy2025"
HorizonYears = Annotated[Whole, between(1, LONGEST_YEAR_COUNT)]
GrowthFactor = Annotated[Figure, between(0.5, 10)]
Names = Annotated[tuple[Text, ...], Field(min_length=1), *ONE_OR_MANY]


class ElementSpec(Spec):
    """Something that a programme buys: a change to what the architecture asks for, or a further thing."""

    use: str = Field("", description="Id of equipment of the architecture whose buying this changes.")
    cost: str = Field("", description="Id of a cost entry of the library.")
    per: Per | None = Field(
        None,
        description="With use: which of its prices; absent: counts are of the equipment itself, years "
        "hold for all of them.",
    )
    name: Text | None = Field(None, description="What it is called here; absent: as its cost entry.")
    category: Category | None = Field(None, description="The part of the programme it is told under.")
    quantity_count: Annotated[Figure, between(0, 1_000_000)] | None = Field(
        None, description="How many are to be in service; absent: what the architecture has, or 1."
    )
    owned_count: CountOfNone = Field(0, description="How many of them there are already: not bought first.")
    deliver_from_year: FiscalYear | None = Field(
        None, description="Fiscal year of the first delivery; absent: as soon as it is developed and made."
    )
    deliver_year_count: Annotated[Figure, between(0.25, LONGEST_YEAR_COUNT)] | None = Field(
        None,
        description="Years from the first delivery to the last of the first set; absent: 5.",
    )
    develop_from_year: FiscalYear | None = Field(
        None, description="Fiscal year in which development begins; absent: the first."
    )
    spare_fraction: NonNegative | None = Field(None, description="Instead of its cost entry's.")
    attrition_per_year_fraction: Share | None = Field(None, description="Instead of its cost entry's.")
    test_assets_count: NonNegative | None = Field(None, description="Instead of its cost entry's.")
    developed: bool = Field(False, description="Its development is paid for already: left out.")
    priority_count: Annotated[Whole, AT_LEAST_ONE] = Field(
        100, description="Under a ceiling small numbers are paid first."
    )
    committed: bool = Field(
        False, description="Its contracts are signed: under a ceiling its money cannot slip."
    )

    @model_validator(mode="after")
    def _one_way(self) -> ElementSpec:
        if bool(self.use) == bool(self.cost):
            raise PydanticCustomError(
                "element",
                "An element is one of the architecture (use: its id) or one of the library's costs (cost: "
                "its id).",
                {"part": "cost"} if self.use else {},
            )
        if self.per is not None and self.cost:
            raise PydanticCustomError("element", "A cost entry says itself what it is per.", {"part": "per"})
        return self


class GrowthSpec(Spec):
    """How prices have grown in programmes before, as chances."""

    development_factor: GrowthFactor | None = Field(None, description="Mean growth of development.")
    procurement_factor: GrowthFactor | None = Field(None, description="Mean growth of prices of units.")
    variation_fraction: Annotated[Figure, between(0, 2)] | None = Field(
        None, description="Standard deviation of growth over its mean."
    )
    correlation_fraction: Annotated[Figure, between(0, 1)] | None = Field(
        None, description="How much elements grow together: 0 apart, 1 all alike."
    )


class RaidOfYear(Spec):
    """How the raid differs from a year on."""

    from_year: FiscalYear = Field(description="Calendar year from which it holds.")
    set: dict[str, Any] = Field(description="Changes to the scenario: {raid.0.count: 8}.")
    source: str = Field("", description="A key of sources.bib, or `assumed`.")
    where: str = Field("", description="Page or table in the source, or how it was derived.")


class Partner(Spec):
    """Who shares in a project, and with how much of its cost."""

    name: Text = Field(description="Country or organisation.")
    share_fraction: Share = Field(description="Its share of the cost.")


class Goal(Spec):
    """What the architecture is to reach; it stands when the raid of the year passes it."""

    no_leak_probability: Annotated[Figure, between(0, 1)] = Field(
        description="Chance that nothing of the raid gets through."
    )


class Programme(Spec):
    """What the architecture costs and when it can stand."""

    price_year: FiscalYear = Field(
        2026, description="Fiscal year of the dollars that the answer is given in."
    )
    start_year: FiscalYear = Field(2026, description="First fiscal year in which money is spent.")
    horizon_year_count: HorizonYears = Field(20, description="Fiscal years that are counted.")
    deflator: str = Field(DEFAULT_DEFLATOR, description="Id of the price index of the library.")
    cost_growth: Literal["historical", "included"] | GrowthSpec = Field(
        "historical",
        description="How prices grow before they are paid: as in programmes before, included in the "
        "prices, or numbers of your own.",
    )
    prices: dict[str, Names] = Field(
        {},
        description="Cost entries to take for equipment, instead of the preferred ones: {gbi: gbi-aei-2025}.",
    )
    elements: tuple[ElementSpec, ...] = Field((), description="Changes and further things that are bought.")
    outlays: str = Field("", description="Id of a table of outlay rates; absent: outlays are not told.")
    ceilings: str = Field("", description="Id of published budgets and ceilings to hold it against.")
    activities: tuple[ActivityChange, ...] = Field(
        (), description="Further activities, and changes to those of paths."
    )
    schedule: ScheduleSpec = Field(ScheduleSpec(), description="What all elements share in their dates.")
    projects: tuple[Text, ...] = Field((), description="Ids of research done with others: list projects.")
    raids: tuple[RaidOfYear, ...] = Field((), description="The raid of later years, in order.")
    goal: Goal | None = Field(None, description="What it is to reach.")
    source: str = Field("", description="A key of sources.bib: where the programme is published.")
    where: str = Field("", description="Page or table in the source.")
