"""`by_threat` of `run`: one row a missile; the reference world tells the story, bands tell the doubt."""

from __future__ import annotations

from dataclasses import dataclass
from math import degrees, isfinite
from typing import TYPE_CHECKING, Any

from opendome.contract.parts import Band, Impact, Moment, Place
from opendome.contract.threats import Decided, Fates, Intercept, ThreatRow

if TYPE_CHECKING:
    from opendome.records.case import Case
    from opendome.records.outcomes import Outcomes
    from opendome.records.sightings import Sightings
    from opendome.records.trajectories import Trajectories
    from opendome.simulate import WorldRun


def threat_rows(case: Case, reference: WorldRun, outcomes: Outcomes) -> list[ThreatRow]:
    """Rows of all threats, in the order of the case."""
    import numpy as np

    from opendome.answers.intercepts import first_intercepts
    from opendome.physics.earth import surface_distance

    flights = reference.flights
    met = first_intercepts(case, flights, reference.chances, reference.shots)
    stories = [_story(case, flights, threat) for threat in range(len(flights))]
    ends = [story.impact for story in stories]
    to = [(np.nan, np.nan) if end is None else (end.lat_deg, end.lon_deg) for end in ends]
    latitude, longitude = np.radians(np.array(to, dtype=np.float64)).T
    ranges = surface_distance(
        case.launches["latitude"], case.launches["longitude"], latitude, longitude, case.earth.spherical
    )
    return [
        _row(case, reference, outcomes, threat, stories[threat], float(ranges[threat]) / 1e3, met.get(threat))
        for threat in range(len(flights))
    ]


@dataclass(frozen=True)
class _Story:
    """Moments of one missile in the reference world.

    The landing counts from the first launch [s], what it lets go from its own.
    """

    impact_s: float | None
    impact: Impact | None
    burnout: Moment | None
    deployment_s: tuple[float | None, float | None]


def _story(case: Case, flights: Trajectories, threat: int) -> _Story:
    from opendome.answers import moments
    from opendome.outcomes import milestones
    from opendome.outcomes.milestones import first
    from opendome.records.trajectories import IMPACT

    found = milestones(flights, threat, case.earth)
    end = first(found, IMPACT)
    earliest = float(case.launches["time"].min())
    after = float(case.launches["time"][threat]) - earliest
    return _Story(
        impact_s=None if end is None else after + end.time,
        impact=moments.impact(found),
        burnout=moments.burnout(found),
        deployment_s=moments.deployment(found),
    )


def _row(
    case: Case,
    reference: WorldRun,
    outcomes: Outcomes,
    threat: int,
    story: _Story,
    range_km: float,
    met: Intercept | None,
) -> ThreatRow:
    from opendome.answers.place_names import place_name
    from opendome.outcomes.bands import band, leak_of
    from opendome.records.case import ENERGY_MODES
    from opendome.records.engagements import REASONS
    from opendome.records.outcomes import FATES
    from opendome.records.trajectories import STATUSES

    flights, shown = reference.flights, reference.outcome
    launch = case.launches[threat]
    missile = int(launch["missile"])
    start = Place(lat_deg=degrees(launch["latitude"]), lon_deg=degrees(launch["longitude"]))
    aim = Place(lat_deg=degrees(launch["aim_latitude"]), lon_deg=degrees(launch["aim_longitude"]))
    chance = outcomes.chance[:, threat].mean(axis=0)
    return ThreatRow(
        threat_id=case.threat_id[threat],
        threat_class=case.missile_class[missile],
        warheads_count=max(int(case.reentry_count[missile]), 1),
        decoys_count=int(case.decoy_count[missile]),
        launch_s=float(launch["time"]),
        launch=start,
        launch_name=place_name(case.launch_name[threat], start),
        aim=place_name(case.aim_name[threat], aim) if isfinite(aim.lat_deg) else "",
        azimuth_deg=degrees(float(flights.azimuth[threat])),
        range_km=range_km,
        flight_time_s=Band.of(band(outcomes.flight_time[:, threat])),
        apogee_km=Band.of(band(outcomes.apogee[:, threat]), 1e-3),
        impact_s=story.impact_s,
        impact=story.impact,
        burnout=story.burnout,
        deployment_start_s=story.deployment_s[0],
        deployment_end_s=story.deployment_s[1],
        miss_km=float(flights.miss[threat]) / 1e3,
        status=list(STATUSES)[int(flights.status[threat])],
        energy_mode=ENERGY_MODES[int(case.energy[missile])],
        surplus_speed_km_per_s=float(flights.surplus_speed[threat]) / 1e3,
        leak_probability=Band.of(leak_of(outcomes, [threat])),
        fate_probability=Fates(**{name: float(share) for name, share in zip(FATES, chance, strict=True)}),
        intercept=met,
        reference_fate=FATES[int(shown.fate[0, threat])],
        reference_decided_by=list(REASONS)[int(shown.fought.reason[0, threat])],
        **_known(case, reference.sightings, outcomes, threat),
        **_shot_at(outcomes, threat),
    )


def _shot_at(outcomes: Outcomes, threat: int) -> dict[str, Any]:
    """When and how often one missile is shot at, and what decides its fate."""
    from opendome.outcomes.bands import band
    from opendome.records.engagements import REASONS

    fought = outcomes.fought
    shots, looks, share, first, meets = (fought.by_threat[:, threat, column] for column in range(5))
    decided = fought.decided[:, threat].mean(axis=0)
    return {
        "decided_by_probability": Decided(
            **{name: float(one) for name, one in zip(REASONS, decided, strict=True)}
        ),
        "first_shot_s": Band.of(band(first)),
        "last_launch_s": Band.of(band(fought.last_launch[:, threat])),
        "decision_margin_s": Band.of(band(fought.margin[:, threat])),
        "first_intercept_s": Band.of(band(meets)),
        "looks_count": Band.of(band(looks)),
        "shots_count": Band.of(band(shots)),
        "shot_at_probability": float(share.mean()),
    }


def _known(case: Case, sightings: Sightings, outcomes: Outcomes, threat: int) -> dict[str, Any]:
    """How early and how well one missile is known; nothing at all where there is no sensor."""
    import numpy as np

    from opendome.outcomes.bands import band

    known = outcomes.known
    never = np.full(1, np.nan)

    def of(name: str) -> Any:
        return never if known is None else getattr(known, name)[:, threat]

    found: dict[str, Any] = {
        f"{name}_s": Band.of(band(of(name))) for name in ("first_detected", "first_reported", "first_tracked")
    }
    for name in ("detected", "tracked"):
        found[f"{name}_probability"] = float(np.isfinite(of(f"first_{name}")).mean())
    for name in ("tracked_fraction", "custody_fraction"):
        found[name] = Band.of(band(of(name)))
    found["position_error_km"] = Band.of(band(of("position_error")), 1e-3)
    saw = sightings.detections_count[threat] > 0
    systems = [name for name, one in zip(case.sensors.system, saw, strict=True) if one]
    found["seen_by"] = list(dict.fromkeys(systems))
    found["not_tracked_because"] = _why_not(case, sightings, found, threat)
    return found


def _why_not(case: Case, sightings: Sightings, found: dict[str, Any], threat: int) -> str:
    """Why a missile is not known well enough in most worlds; "" where it is."""
    from opendome.records.sightings import LIMITS

    if not len(case.sensors):
        return "There is no sensor."
    if found["tracked_probability"] >= 0.5:
        return ""
    if found["seen_by"]:
        return "It is seen, but its motion does not become known well enough."
    # how far the best of them came
    best = int(sightings.limit[threat].max())
    return f"Nobody sees it. {list(LIMITS.values())[best]}"


def landings(rows: list[ThreatRow]) -> tuple[float | None, float | None]:
    """First and last landing after the first launch [s]; None where nothing lands."""
    times = [row.impact_s for row in rows if row.impact_s is not None]
    return (min(times), max(times)) if times else (None, None)
