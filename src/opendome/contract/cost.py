"""The answer of `cost`, whole."""

from __future__ import annotations

from pydantic import Field

from opendome.contract.envelope import Envelope
from opendome.contract.parts import Maybe, Part


class Money(Part):
    """A mean over draws, the median, and the 5th and 95th percentile; dollars of the key's year."""

    value: float
    median: float
    low: float
    high: float


class ElementRow(Part):
    """What one element of the programme costs."""

    name: str
    category: str
    work_breakdown: str = Field(description="number in MIL-STD-881, or empty")
    cost: str = Field(description="id of the cost entry")
    per: str = Field(description="what one unit is")
    quantity_count: float = Field(description="to be in service")
    owned_count: float = Field(description="there already")
    bought_count: float = Field(description="bought over the horizon, replacements and spares among them")
    includes: str
    quoted_year: int = Field(description="fiscal year of its price in the library")
    total_usd: Money
    point_usd: float = Field(description="with every figure at its value, without growth")
    by_kind: dict[str, float] = Field(description="mean by kind of money [usd]")


class CategoryRow(Part):
    """What one part of the programme costs."""

    category: str
    total_usd: Money


class KindRow(Part):
    """What one kind of money comes to."""

    kind: str
    total_usd: Money
    point_usd: float


class CostYearRow(Part):
    """One fiscal year; then-year dollars unless the key says constant."""

    year: int
    budget_authority_usd: Money
    outlay_usd: Money | None = Field(description="absent without a table of outlay rates")
    budget_authority_constant_usd: Money
    outlay_constant_usd: Money | None


class AppropriationRow(Part):
    """What one appropriation pays: means, rounded so that all add up to the total."""

    appropriation: str
    total_usd: float
    total_then_year_usd: float
    by_year: list[float] = Field(description="authority of each year, then-year [usd]")


class ConfidencePoint(Part):
    """A budget, and the chance that it is enough."""

    probability: float
    total_usd: float
    sampling_error_usd: float = Field(description="one sigma, from how few draws there are")


class JointPoint(Part):
    """A budget and a date, and the chance that both are kept."""

    date: str
    total_usd: float
    probability: float


class CostDriver(Part):
    """What one figure does to the total, all others at their values and without growth."""

    figure: str
    what: str = Field(description="the figure in words")
    low: float
    value: float
    high: float
    low_total_usd: float
    high_total_usd: float


class OtherPrice(Part):
    """The same element at another published price."""

    name: str = Field(description="of the element")
    cost: str = Field(description="id of the other cost entry")
    includes: str
    point_usd: float = Field(description="of the element at that price")
    difference_usd: float


class PublishedRow(Part):
    """A year's authority beside what was asked for or given."""

    year: int
    name: str
    published_usd: Maybe
    budget_authority_usd: Maybe
    difference_usd: Maybe
    source: str
    why: str


class SlippedRow(Part):
    """What a ceiling does to one element."""

    name: str
    late_year_count: Maybe = Field(description="mean delay of its money [years]")
    delayed_fraction: float
    never_usd: float = Field(description="what does not fit into the horizon")


class PartnerShare(Part):
    """Who pays which share of a project."""

    name: str
    share_fraction: float
    cost_usd: Maybe


class ProjectRow(Part):
    """One project of joint research."""

    id: str
    name: str
    partners: list[PartnerShare]
    readiness_from_count: int | None
    readiness_to_count: int | None
    from_year: int | None
    until_year: int | None
    cost_usd: Maybe
    gain_probability: Maybe = Field(description="what it adds to the chance that nothing gets through")
    gain_sampling_error_probability: Maybe = Field(description="one sigma of that, from how few raids fly")
    why: str


class ComparedRow(Part):
    """One programme of a comparison."""

    scenario: str = Field(description="scenario, or id of a published total")
    name: str
    price_year: int | None
    horizon_year_count: int | None
    point_usd: float
    total_usd: Money = Field(description="of a published total: its own range")
    total_p70_usd: Maybe
    acquisition_usd: Money | None
    operations_usd: Money | None
    unallocated_usd: float
    common_usd: Maybe = Field(
        description="the total in dollars of the answer's year; absent: its own are not said"
    )
    common_per_year_usd: Maybe = Field(description="of that, a year that is counted")
    by_category: dict[str, float] = Field(description="mean by part of the programme, or published [usd]")


class BridgeRow(Part):
    """One step from one total to another."""

    step: str
    kind: str
    change_usd: float
    total_usd: float = Field(description="after the step")
    published: bool = Field(description="false: nobody published this step")


class Answer(Envelope):
    """What `cost` finds."""

    scenario: str
    name: str
    price_year: int
    start_year: int
    horizon_year_count: int
    index: str = Field(description="price index and edition")
    draws_count: int
    complete: bool
    unpriced: list[str] = Field(description="equipment that nothing prices")
    point_usd: float
    total_usd: Money
    total_p50_usd: float
    total_p70_usd: float
    total_p80_usd: float
    sampling_error_usd: float = Field(description="one sigma of the mean")
    total_then_year_usd: Money
    total_10_year_usd: Money
    total_20_year_usd: Money | None
    acquisition_usd: Money
    operations_usd: Money
    unallocated_usd: float
    by_element: list[ElementRow]
    by_category: list[CategoryRow]
    by_kind: list[KindRow]
    by_year: list[CostYearRow]
    by_appropriation: list[AppropriationRow]
    confidence_curve: list[ConfidencePoint]
    joint_confidence: list[JointPoint]
    drivers: list[CostDriver]
    other_prices: list[OtherPrice]
    published: list[PublishedRow]
    slipped: list[SlippedRow]
    projects: list[ProjectRow]
    compared: list[ComparedRow]
    bridge: list[BridgeRow]
    files: list[str]
