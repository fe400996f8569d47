"""The answer of `size`, whole."""

from __future__ import annotations

from typing import Literal

from pydantic import Field

from opendome.contract.envelope import Envelope
from opendome.contract.parts import Maybe, Part
from opendome.contract.upkeep import Upkeep

Reach = Literal["straight_flat", "straight_cap", "powered", "flown"]
"""The kinds of reach."""


class ReachRow(Part):
    """One kind of reach, and the count that it gives by the published convention."""

    reach: Reach
    what: str
    reach_km: Maybe
    in_reach_fraction: Maybe
    absentee_ratio: Maybe
    constellation_count: Maybe
    compared_ratio: Maybe = Field(description="its count over that of `straight_cap`")


class AssuredShell(Part):
    """The smallest shell found that has enough in reach of every latitude with the chance asked."""

    walker: str = Field(description="as T/P/F; where several inclinations were asked, of each share")
    pattern: str
    shells_count: int = Field(description="one for each inclination, all of a size")
    satellites_count: int = Field(description="of all shells together")
    enough_worst_probability: float
    enough_probability: float
    in_reach_mean_count: float
    tried_count: int
    fewest_planes_count: int
    most_planes_count: int


class PropagatedShell(Part):
    """A shell with as many satellites as the mean asks for, counted moment by moment."""

    walker: str = Field(description="as T/P/F; where several inclinations were asked, of each share")
    pattern: str
    shells_count: int = Field(description="one for each inclination, all of a size")
    satellites_count: int = Field(description="of all shells together")
    latitude_deg: float
    in_reach_mean_count: float
    enough_probability: float
    enough_worst_probability: float
    none_probability: float
    in_reach_day_mean_count: float = Field(description="flown for a day with J2 over 12 longitudes")
    in_reach_day_fewest_count: int
    none_day_probability: float


class SearchedShell(Part):
    """A shell that a search found, and how sure it is in the region that fares worst."""

    walker: str
    pattern: str
    inclination_deg: float
    altitude_km: float
    satellites_count: int
    enough_worst_probability: float
    in_reach_mean_count: float


class SearchFound(Part):
    """The shell of fewest satellites, and where it was looked for."""

    best: SearchedShell | None
    runners_up: list[SearchedShell]
    globe: SearchedShell | None = Field(
        description="as many in reach of every latitude, at `altitude_low_km`"
    )
    globe_ratio: Maybe = Field(description="satellites of `globe` over those of `best`")
    candidates_count: int = Field(description="inclinations times altitudes times patterns")
    bounded_count: int = Field(description="of these, those that need more by their means alone")
    never_in_reach_count: int
    shells_count: int = Field(description="shells looked at, with planes and phasing")
    inclination_low_deg: float
    inclination_high_deg: float
    inclination_step_deg: float
    inclination_fine_step_deg: float
    altitude_low_km: float
    altitude_high_km: float
    altitude_step_km: float
    least_life_day: Maybe = Field(
        description="what `altitude_low_km` lasts unheld at the most active Sun; null where it was given"
    )
    ballistic_coefficient_kg_per_m2: Maybe = Field(description="assumed for that")


class Flown(Part):
    """Satellites on the orbits asked that reach the missile as it flies; missiles times shots of them."""

    in_reach_fraction: Maybe
    constellation_count: Maybe
    points_count: int


class LatitudeRow(Part):
    """What one latitude of launch needs."""

    latitude_deg: float
    latitude_gain_ratio: Maybe
    latitude_gain_cap_ratio: Maybe
    in_reach_fraction: Maybe
    constellation_latitude_count: Maybe
    constellation_assured_count: int | None


class SizeDriverRow(Part):
    """One option in the unit it is given in, and the count at both ends of its range."""

    option: str
    value: Maybe
    low: float
    high: float
    constellation_in_orbit_count_at_low: Maybe
    constellation_in_orbit_count_at_high: Maybe
    why: str


class CurvePoint(Part):
    """The count in orbit with one option changed."""

    value: float
    constellation_in_orbit_count: Maybe


class Curve(Part):
    """The count against one option, in the unit it is given in."""

    option: str
    value: Maybe = Field(description="of the question; null where it was not given")
    points: list[CurvePoint]


class StudyRow(Part):
    """A published count at its own inputs; null where it was not published."""

    study: str
    name: str
    missiles_count: int | None
    window_low_s: Maybe
    window_high_s: Maybe
    window_where: str
    constellation_count: float
    source: str
    where: str
    note: str


class Answer(Envelope):
    """What `size` finds."""

    kind: str
    window_s: float
    reach_km: Maybe
    in_reach_fraction: Maybe
    absentee_ratio: Maybe
    constellation_count: Maybe
    latitude_gain_ratio: Maybe
    latitude_gain_cap_ratio: Maybe
    constellation_latitude_count: Maybe
    constellation_assured_count: int | None
    constellation_in_orbit_count: Maybe
    constellation_propagated_count: int | None
    upkeep: Upkeep | None
    upkeep_sentence: str
    assured: AssuredShell | None
    propagated: PropagatedShell | None
    search: SearchFound | None
    worst_latitude_deg: Maybe
    replaced_ratio: Maybe
    what_would_change_it: list[str]
    by_reach: list[ReachRow]
    flown: Flown | None
    by_latitude: list[LatitudeRow]
    drivers: list[SizeDriverRow]
    curves: list[Curve]
    published: list[StudyRow]
    files: list[str]

    def left_out(self) -> set[str]:
        """What propagation and a flight find is there where it was asked for."""
        asked = {"constellation_propagated_count": "propagate", "propagated": "propagate"}
        asked |= {"assured": "assurance", "flown": "threat", "search": "search"}
        return {key for key, option in asked.items() if not self.inputs.get(option)}
