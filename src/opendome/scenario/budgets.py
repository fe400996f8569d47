"""Budgets, ceilings, tables of outlay rates, published totals and joint projects, as files of the library."""

from __future__ import annotations

from typing import Annotated, Any, Literal

from pydantic import Field, model_validator
from pydantic_core import PydanticCustomError

from opendome.scenario.equipment import Equipment, Text
from opendome.scenario.figures import CountOfNone, Figure, NonNegative, Positive, Share, Spec, Whole, between
from opendome.scenario.programme.costs import FiscalYear
from opendome.scenario.programme.plan import Partner

Stage = Literal["requested", "enacted", "passed_by_house", "bill", "planned", "announced"]
"""How far an amount of a budget has come."""

ReadinessLevel = Annotated[Whole, between(1, 9)]

_WHOLE = 1e-6


class AuthorityParts(Spec):
    """How an amount is split by appropriation."""

    rdte_million_usd: NonNegative | None = Field(
        None, description="Research, development, test and evaluation."
    )
    procurement_million_usd: NonNegative | None = Field(None, description="Procurement.")
    milcon_million_usd: NonNegative | None = Field(None, description="Military construction.")
    operations_million_usd: NonNegative | None = Field(None, description="Operation and maintenance.")


class BudgetLine(Spec):
    """One published amount of one fiscal year, in dollars of that year."""

    fiscal_year: FiscalYear = Field(description="Fiscal year that the money is for.")
    name: Text = Field(description="What it is called.")
    stage: Stage = Field(description="How far it has come.")
    authority_million_usd: NonNegative = Field(description="Budget authority, in dollars of that year.")
    covers: Text = Field(description="What it pays for and what it leaves out, in words.")
    adds: bool = Field(
        True, description="Whether it counts into its year; false: a part or another count of such money."
    )
    parts: AuthorityParts | None = Field(None, description="How it is split by appropriation.")


class Ceiling(Spec):
    """The most that a fiscal year may give."""

    fiscal_year: FiscalYear = Field(description="Fiscal year.")
    authority_million_usd: NonNegative = Field(description="The most, in dollars of that year.")


class Budget(Equipment):
    """Published requests, laws and ceilings by fiscal year, that a programme is held against."""

    kind: Literal["budget"] = Field(description="What the file describes.")
    lines: tuple[BudgetLine, ...] = Field((), description="Published amounts.")
    ceilings: tuple[Ceiling, ...] = Field(
        (), description="Ceilings by fiscal year; a year without one has no ceiling."
    )
    total_million_usd: Positive | None = Field(
        None, description="Ceiling over all years together; absent: there is none."
    )
    gaps: tuple[Text, ...] = Field((), description="What was published and cannot be used, and why.")

    @model_validator(mode="after")
    def _years_once(self) -> Budget:
        seen: set[int] = set()
        for place, one in enumerate(self.ceilings):
            if one.fiscal_year in seen:
                raise PydanticCustomError(
                    "year_order",
                    f"FY {one.fiscal_year} has two ceilings here.",
                    {"part": ("ceilings", place, "fiscal_year")},
                )
            seen.add(one.fiscal_year)
        return self


class OutlayRates(Equipment):
    """The share of a year's authority that is paid in that year, the next, and so on; by appropriation."""

    kind: Literal["outlay_rates"] = Field(description="What the file describes.")
    rdte_fraction: tuple[Share, ...] = Field((), description="Research, development, test and evaluation.")
    procurement_fraction: tuple[Share, ...] = Field((), description="Procurement.")
    milcon_fraction: tuple[Share, ...] = Field((), description="Military construction.")
    operations_fraction: tuple[Share, ...] = Field((), description="Operation and maintenance.")
    unallocated_fraction: tuple[Share, ...] = Field((), description="Totals that nobody split.")

    @model_validator(mode="after")
    def _at_most_one(self) -> OutlayRates:
        for name, shares in self.rates.items():
            whole = sum(shares)
            if whole > 1.0 + _WHOLE:
                raise PydanticCustomError(
                    "shares",
                    f"Shares of {name} add up to {whole:g}: more is paid than was given.",
                    {"part": f"{name}_fraction"},
                )
        return self

    @model_validator(mode="after")
    def _is_cited(self) -> OutlayRates:
        if not self.source:
            raise PydanticCustomError(
                "no_source", "A table of outlay rates says where it comes from: add source and where."
            )
        return self

    @property
    def rates(self) -> dict[str, tuple[float, ...]]:
        """Shares by year, by appropriation; only of those that the table has."""
        return {
            name: tuple(float(one.value) for one in shares)
            for name in ("rdte", "procurement", "milcon", "operations", "unallocated")
            if (shares := getattr(self, f"{name}_fraction"))
        }


class TotalPart(Spec):
    """A part of a published total."""

    name: Text = Field(description="What it is.")
    total_million_usd: NonNegative = Field(description="Its cost, counted as the total is.")


class Total(Equipment):
    """What somebody published that a whole shield costs, and what that counts."""

    kind: Literal["total"] = Field(description="What the file describes.")
    total_million_usd: Positive = Field(description="The total; low and high where a range was published.")
    price_year: FiscalYear | None = Field(
        None, description="Fiscal year of those dollars; absent: nobody said."
    )
    horizon_year_count: Annotated[Whole, between(1, 60)] | None = Field(
        None, description="Years counted; absent: nobody said."
    )
    published_year: FiscalYear = Field(description="Calendar year in which it was published.")
    counts: Text = Field(description="What it counts, in words.")
    leaves_out: str = Field("", description="What it leaves out, in words.")
    parts: tuple[TotalPart, ...] = Field((), description="How it is split; what is left over nobody split.")
    orbit_interceptors_count: CountOfNone | None = Field(
        None, description="Interceptors in orbit that it counts; absent: nobody said."
    )
    life_duration_year: Positive | None = Field(None, description="Of a satellite.")
    unit_million_usd: Positive | None = Field(None, description="Of an interceptor in orbit.")
    launch_usd_per_kg: Positive | None = Field(None, description="Price of launch that it assumes.")

    @model_validator(mode="after")
    def _parts_fit(self) -> Total:
        whole = sum(float(part.total_million_usd.value) for part in self.parts)
        if whole > float(self.total_million_usd.value) * (1.0 + 1e-3):
            raise PydanticCustomError(
                "shares",
                f"Its parts add up to {whole:,.0f}, more than the total.",
                {"part": "parts"},
            )
        return self


class JointProject(Equipment):
    """Research done with others, with public figures."""

    kind: Literal["project"] = Field(description="What the file describes.")
    partners: tuple[Partner, ...] = Field((), description="Who pays for which share; the rest nobody said.")
    readiness_from_count: ReadinessLevel | None = Field(
        None, description="Technology readiness level at the start, 1 to 9."
    )
    readiness_to_count: ReadinessLevel | None = Field(
        None, description="Technology readiness level at the end, 1 to 9."
    )
    cost_million_usd: NonNegative | None = Field(None, description="Cost of all partners together.")
    price_year: FiscalYear | None = Field(None, description="Fiscal year of those dollars.")
    from_year: FiscalYear | None = Field(None, description="Year in which it begins.")
    until_year: FiscalYear | None = Field(None, description="Year in which its result can be used.")
    changes: dict[str, Any] = Field(
        {}, description="What its result would change in a scenario: {library.gbi.…: value}; absent: a gap."
    )
    brings: tuple[str, ...] = Field(
        (),
        description="Ids of equipment that is there through it; its gain is found by a raid without them.",
    )

    @model_validator(mode="after")
    def _holds_together(self) -> JointProject:
        if self.cost_million_usd is not None and self.price_year is None:
            raise PydanticCustomError(
                "price_year",
                "A price says nothing without its year: add price_year, the fiscal year of these dollars.",
                {"part": "cost_million_usd"},
            )
        whole = sum(float(partner.share_fraction.value) for partner in self.partners)
        if whole > 1.0 + 1e-9:
            raise PydanticCustomError(
                "shares", f"Shares of the partners add up to {whole:g}, more than 1.", {"part": "partners"}
            )
        if self.from_year is not None and self.until_year is not None and self.until_year < self.from_year:
            raise PydanticCustomError("year_order", "It ends before it begins.", {"part": "until_year"})
        if self.changes and self.brings:
            raise PydanticCustomError(
                "gain_twice",
                "What it changes is added to a scenario, what it brings is taken from one: give one of both.",
                {"part": "brings"},
            )
        return self


def million(figure: Figure) -> float:
    """A figure of millions in dollars."""
    return 1e6 * float(figure.value)
