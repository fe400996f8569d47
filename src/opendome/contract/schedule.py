"""The answer of `schedule`, whole."""

from __future__ import annotations

from typing import Any

from pydantic import Field

from opendome.contract.envelope import Envelope
from opendome.contract.parts import Band, Estimate, Maybe, Part


class MilestoneRow(Part):
    """When a milestone is reached: ISO dates by which it is in 20, 50 and 80 of 100 draws."""

    name: str = Field(description="ELEMENT/ACTIVITY")
    label: str
    element: str
    date_p20: str
    date_p50: str
    date_p80: str
    critical_probability: float = Field(description="how often it holds up the end")
    promised_year: int | None
    promised_probability: Maybe = Field(description="how often it is reached by the end of that fiscal year")


class CriticalStep(Part):
    """An activity that holds up the end where every figure has its value."""

    name: str
    label: str
    element: str
    start_date: str
    finish_date: str


class ActivityRow(Part):
    """One activity over all draws."""

    name: str
    label: str
    element: str
    kind: str
    start_p20: str
    start_p50: str
    finish_p50: str
    finish_p80: str
    critical_probability: float
    sensitivity_ratio: float = Field(description="correlation of its duration with the end")


class PlannedElement(Part):
    """What is brought into service, and how."""

    name: str
    path: str = Field(description="id of its activities; empty where all of it is there")
    why: str = Field(description="said, cost, kind: why this path; there: in service today")
    quantity_count: float
    owned_count: float
    made_count: float = Field(description="made first, with spares and units for tests")
    launch_held_probability: Maybe = Field(description="how often launching and not making ends it")


class InService(Part):
    """Units of an element in service at the end of a year: late, median and early schedule (20, 50, 80 %)."""

    element: str
    late_count: float
    median_count: float
    early_count: float


class Inventory(Band):
    """Interceptors, or satellites that carry them, in service at the end of a year."""

    median: Maybe = Field(description="each element at its own median: what is flown")


class OtherSchedule(Part):
    """What an early or a late schedule would stop: each element at what it has in 80 or 20 % of cases."""

    inventory_count: float
    no_leak_probability: Maybe
    leak_probability: Maybe


class CapabilityYear(Part):
    """What stands at the end of a fiscal year, and what it does against the raid of that year."""

    year: int
    raid: str
    inventory: Inventory
    leak_probability: Estimate | None = Field(description="with the median inventory")
    no_leak_probability: Estimate | None
    late: OtherSchedule
    early: OtherSchedule
    by_element: list[InService]


class ReferenceRow(Part):
    """How long a programme of its kind took, or how late it was."""

    id: str
    name: str
    whole_duration_year: Maybe
    late_duration_year: Maybe
    source: str
    where: str


class Keys(Part):
    """What follows from the dates alone."""

    start_date: str
    date_p20: str | None = Field(None, description="all of it stands")
    date_p50: str | None = None
    date_p80: str | None = None
    pert_date: str | None = Field(None, description="by PERT's rule along the critical path: early")
    pert_probability: Maybe = Field(None, description="what that rule gives to `date_p50`")
    deterministic_date: str | None = Field(None, description="with every figure at its value")
    milestones: list[MilestoneRow] = Field([])
    critical_path: list[CriticalStep] = Field([])
    activities: list[ActivityRow] = Field([])
    elements: list[PlannedElement]
    references: list[ReferenceRow]

    def parts(self) -> dict[str, Any]:
        """Every key with its value."""
        return {name: getattr(self, name) for name in type(self).model_fields}


class Answer(Envelope, Keys):
    """What `schedule` finds."""

    scenario_name: str
    draws_count: int
    shared_doubt_fraction: float
    goal_no_leak_probability: Maybe
    goal_year: int | None = Field(description="first fiscal year at whose end the goal is passed")
    capability_by_year: list[CapabilityYear]
    held_up_by: list[str] = Field(description="sentences")
    took: list[str] = Field(description="sentences: programmes like this")
    files: list[str]
