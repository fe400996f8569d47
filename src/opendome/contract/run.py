"""The answer of `run`, whole."""

from __future__ import annotations

from typing import Literal

from pydantic import Field

from opendome.contract.envelope import Envelope
from opendome.contract.parts import Estimate, Maybe, Part
from opendome.contract.sensors import SensorRow
from opendome.contract.shots import (
    AssetRow,
    BindingLimit,
    LayerRow,
    Leakers,
    LeakersShare,
    ReasonRow,
    SiteRow,
)
from opendome.contract.threats import ThreatRow


class DriverRow(Part):
    """One figure, in the unit it is written in, and the answer at both ends of its range."""

    figure: str
    low: float
    high: float
    no_leak_probability_at_low: float
    no_leak_probability_at_high: float


class Needed(Part):
    """What would have to be true; null where nothing is enough."""

    name: str
    value: Maybe


class Published(Part):
    """The published range that it is held against."""

    value: float
    low: float
    high: float
    band: Literal["published"] = "published"


class FireControl(Part):
    """How well a track must be known before a shot: as the least exacting interceptor asks."""

    interceptor: str
    position_error_km: float
    velocity_error_m_per_s: Maybe


class PriceRow(Part):
    """What one missile of the raid, or one interceptor, costs; null where nobody says."""

    name: str
    side: Literal["missile", "interceptor"]
    cost: str = Field(description="id of the cost entry that is taken; empty where there is none.")
    price_year: int
    unit_usd: Maybe
    unit_low_usd: Maybe
    unit_high_usd: Maybe


class FigureCounts(Part):
    """How well founded the figures used are."""

    sourced: int
    assumed: int
    no_source: int


class Answer(Envelope):
    """What `run` finds."""

    scenario_name: str
    threats_count: int
    objects_count: int
    warheads_count: int
    decoys_count: int
    runs_count: int
    worlds_count: int
    no_leak_probability: Estimate
    leak_probability: Estimate
    leakers_count: Leakers
    leakers_histogram: list[LeakersShare]
    interceptors_count: int
    interceptors_used_count: Estimate
    cost_exchange_ratio: Estimate = Field(
        description="money of the interceptors that are fired over money of the missiles launched, each at "
        "the price of one; null where something has no price."
    )
    prices: list[PriceRow]
    raid_limit_count: int
    leak_reasons: list[ReasonRow]
    binding: str = Field(description="the sentence on the limits that bind most; empty where nothing leaks.")
    binding_limits: list[BindingLimit] = Field(description="up to three reasons, the greatest first.")
    drivers: list[DriverRow]
    reference_no_leak_probability: float
    needed: Needed | None = None
    published: Published | None = None
    inside_published: bool | None = None
    landing: str
    watching: str
    why: list[str]
    first_impact_s: Maybe
    last_impact_s: Maybe
    sensors_count: int
    fire_control: FireControl
    figures_count: FigureCounts
    by_layer: list[LayerRow]
    by_site: list[SiteRow]
    by_sensor: list[SensorRow]
    by_asset: list[AssetRow]
    by_threat: list[ThreatRow]
    run_folder: str
    files: list[str]
    already_run: bool = Field(False, exclude=True)

    def left_out(self) -> set[str]:
        """What a search finds is there where one was asked for."""
        return set() if self.needed is not None else {"needed", "published", "inside_published"}
