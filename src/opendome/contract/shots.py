"""What shooting came to, as keys of `run`: how many get through and why, by layer, by site, by aim."""

from __future__ import annotations

from opendome.contract.parts import Band, Estimate, Part


class LeakersShare(Part):
    """Chance that so many get through: luck, and what is not known."""

    leakers_count: int
    probability: float


class Leakers(Estimate):
    """How many get through; beside what is not known, what luck makes of one raid."""

    luck_low: float
    luck_high: float


class ReasonRow(Part):
    """Why missiles got through: one reason's share of all that did."""

    reason: str
    fraction: Band


class BindingLimit(Part):
    """A limit that binds: its share of all that get through, and how many missiles of one raid that is."""

    reason: str
    fraction: Band
    leakers_count: Band


class LayerRow(Part):
    """One layer: missiles it shot at, shots, missiles it stopped (means of one raid), and of all launched."""

    layer: str
    engaged_count: float
    shots_count: float
    intercepted_count: float
    shots_per_look_count: int
    looks_maximum_count: int
    reserve_count: int
    intercepted_fraction: Band


class SiteRow(Part):
    """One battery at its site; means of one raid. The limit is of its best chance in the reference world."""

    site: str
    battery: str
    name: str
    interceptor: str
    layer: str
    inventory_count: int
    fired_count: float
    left_count: float
    threats_in_reach_count: int
    limit: str


class AssetRow(Part):
    """One place aimed at."""

    asset: str
    aimed_count: int
    leak_probability: Band
