"""`by_threat` of `run`: what is said of one missile."""

from __future__ import annotations

from pydantic import Field

from opendome.contract.parts import Band, Impact, Maybe, Moment, Part, Place


class Fates(Part):
    """Chance of each fate, over what is not known and the dice."""

    intercepted_boost: float
    intercepted_midcourse: float
    intercepted_glide: float
    intercepted_terminal: float
    leaked: float
    failed_by_itself: float
    missed_target: float


class Decided(Part):
    """Chance of each thing that decided its fate, where it flies to its aim."""

    not_seen: float
    seen_late: float
    no_track: float
    out_of_reach: float
    no_inventory: float
    channel_busy: float
    missed: float
    decoy: float
    common_mode: float
    stopped: float


class Intercept(Part):
    """Where the first shot at it meets it, in the reference world."""

    lat_deg: float
    lon_deg: float
    altitude_km: float
    closing_speed_km_per_s: Maybe


class ThreatRow(Part):
    """One missile."""

    threat_id: str
    threat_class: str = Field(alias="class")
    warheads_count: int
    decoys_count: int
    launch_s: float
    launch: Place
    launch_name: str
    aim: str
    azimuth_deg: Maybe
    range_km: Maybe
    flight_time_s: Band
    apogee_km: Band
    impact_s: Maybe
    impact: Impact | None
    burnout: Moment | None
    deployment_start_s: Maybe
    deployment_end_s: Maybe
    miss_km: Maybe
    status: str
    energy_mode: str
    surplus_speed_km_per_s: Maybe
    leak_probability: Band
    fate_probability: Fates
    decided_by_probability: Decided
    first_detected_s: Band
    first_reported_s: Band
    first_tracked_s: Band
    detected_probability: float
    tracked_probability: float
    tracked_fraction: Band
    custody_fraction: Band
    position_error_km: Band
    first_shot_s: Band
    last_launch_s: Band
    decision_margin_s: Band
    first_intercept_s: Band
    intercept: Intercept | None
    looks_count: Band
    shots_count: Band
    shot_at_probability: float
    reference_fate: str
    reference_decided_by: str
    seen_by: list[str]
    not_tracked_because: str
