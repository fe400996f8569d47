"""What a reader of the globe is told when a missile is clicked on, and about the whole."""

from __future__ import annotations

from math import degrees, isfinite

import numpy as np

from opendome.records.engagements import REASONS
from opendome.records.sightings import Sightings
from opendome.records.trajectories import OK, STATUSES
from opendome.reports import numbers
from opendome.reports.courses import powered_until
from opendome.reports.globe_look import Scene
from opendome.reports.lanes import aim
from opendome.reports.raid_shown import ARRIVES, STOPPED

DRAWN = (
    "The run keeps when and where an interceptor leaves and meets its target. The way between them is drawn, "
    "as the model flies interceptors but without air: a thrust that points one way while it burns, then free "
    "fall."
)
"""What is not known of the ways of interceptors."""

DRAWN_SHORTLY = (
    "When and where it leaves and meets its target are of the run; the way between is drawn, without air."
)


def about(scene: Scene, sentence: str, run: str) -> list[str]:
    """Paragraphs about the whole document.

    Args:
        scene: What is shown.
        sentence: The finding.
        run: How many runs and which seed.
    """
    launched = len(scene.flights)
    left_out = launched - len(scene.shown)
    said = [
        sentence,
        "This is one raid, the reference play: every figure has its value, and the dice are rolled once. It "
        f"is no average, and it is not one of the runs that count ({run}).",
        f"Times count from the first launch, {scene.clock.moment(scene.start)}.",
    ]
    if left_out:
        said.append(
            f"Of {numbers.missiles(launched)} {len(scene.shown):,} are shown, the first of each course "
            f"before others, and the shots at them; {left_out:,} are left out."
        )
    if scene.raid is not None:
        said.append(DRAWN)
    return said


def missile(scene: Scene, threat: int, sightings: Sightings) -> list[str]:
    """A missile in sentences.

    Args:
        scene: What is shown.
        threat: Which missile.
        sightings: Of the reference world.
    """
    case, flights = scene.case, scene.flights
    row = case.launches[threat]
    start = case.launch_name[threat] or numbers.place(degrees(row["latitude"]), degrees(row["longitude"]))
    goal = aim(case, threat)
    aimed = f"; aimed at {goal}" if goal != case.threat_id[threat] else ""
    begins = float(flights.begins[threat])
    burns = powered_until(flights, threat) - begins
    high = numbers.length_km(float(flights.highest[threat]) / 1e3)
    said = [
        f"Launched at {numbers.clock(scene.since(begins))} from {start}{aimed}.",
        f"Its engines burn for {numbers.duration(burns)}; left alone it rises to {high}.",
        seen(scene, threat, sightings),
        ending(scene, threat),
    ]
    if flights.status[threat] != OK:
        said.append(list(STATUSES.values())[int(flights.status[threat])])
    return [part for part in said if part]


def seen(scene: Scene, threat: int, sightings: Sightings) -> str:
    """Who sees it first."""
    if not len(scene.case.sensors) or scene.fails(threat):
        return ""
    first = sightings.first_detected[threat]
    if not np.isfinite(first).any():
        return "No sensor sees it."
    by = int(np.nanargmin(first))
    when = numbers.clock(scene.since(float(first[by])))
    return f"First seen at {when} by {scene.case.sensors.system_name[by]}."


def ending(scene: Scene, threat: int) -> str:
    """What becomes of it."""
    raid, flights = scene.raid, scene.flights
    end = float(flights.ends[threat])
    when = numbers.clock(scene.since(end))
    lands = bool(flights.lands[threat])
    if scene.fails(threat):
        return "It fails by itself."
    shots = len(raid.at(threat)) if raid is not None else 0
    fired = f" {numbers.count(shots, 'shot is', 'shots are').capitalize()} fired at it." if shots else ""
    if raid is not None and raid.fate[threat] == STOPPED:
        return f"It is stopped at {numbers.clock(scene.since(float(raid.until[threat])))}.{fired}"
    if not lands:
        return "It does not come down."
    if raid is not None and raid.fate[threat] == ARRIVES:
        return (
            f"It gets through and lands at {when}.{fired} {list(REASONS.values())[int(raid.reason[threat])]}"
        )
    miss = float(flights.miss[threat])
    away = f", {numbers.length_km(miss / 1e3)} from its aim" if isfinite(miss) and miss > 1e3 else ""
    return f"It comes down at {when}{away}.{fired}"
