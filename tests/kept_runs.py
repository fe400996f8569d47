"""Runs for tests as a run folder holds them, in memory: fought by formula, without flying or drawing."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any, cast

import polars

from opendome.answers.kept import KeptRun
from opendome.answers.told import Told
from opendome.records.case import Case
from opendome.records.defence import LAYERS
from opendome.records.engagements import NEVER_FLEW, NO_LAYER, REASONS, Engagements
from opendome.records.frames import engagements_frame, opportunities_frame
from opendome.records.opportunities import Opportunities
from opendome.records.outcomes import FATES

LANDS = 3_000.0
"""When every missile comes down that nobody stops [s]."""


@dataclass(frozen=True)
class InMemory:
    """What a `KeptRun` offers, without a folder."""

    answer: dict[str, Any]
    tables: dict[str, polars.DataFrame]

    def table(self, name: str, **where: object) -> polars.DataFrame | None:
        """As `KeptRun.table`."""
        found = self.tables.get(name)
        if found is None:
            return None
        for column, value in where.items():
            found = found.filter(polars.col(column) == value)
        return found


def told(
    case: Case, chances: Opportunities, fights: Engagements, warheads: int = 1, decoys: int = 0
) -> list[Told]:
    """Every missile in every play of a world, as a run folder tells of it."""
    run = cast(KeptRun, InMemory(_answer(case, warheads, decoys), _tables(case, chances, fights)))
    found = []
    for row, play in enumerate(fights.plays.tolist()):
        for threat in range(len(case.threat_id)):
            past, why = int(fights.past[row, threat]), list(REASONS)[int(fights.reason[row, threat])]
            fate = "leaked" if past == NO_LAYER else "failed_by_itself" if past == NEVER_FLEW else FATES[past]
            found.append(Told(run, threat, play, 1, fate, why))
    return found


def _answer(case: Case, warheads: int, decoys: int) -> dict[str, Any]:
    """The keys of `answer.json` that a story needs."""
    defence = case.defence
    band = {"value": LANDS, "low": LANDS, "high": LANDS}
    return {
        "by_threat": [
            {
                "threat_id": name, "launch_s": 0.0, "launch_name": "here", "aim": "there", "miss_km": 0.0,
                "flight_time_s": band, "warheads_count": warheads, "decoys_count": decoys,
            }
            for name in case.threat_id
        ],
        "by_site": [
            {
                "battery": name, "name": f"Battery {name}",
                "layer": LAYERS[int(defence.shooters["layer"][row])],
                "inventory_count": int(defence.shooters["inventory"][row]),
            }
            for row, name in enumerate(defence.shooter_id)
        ],
        "by_layer": [
            {
                "layer": LAYERS[code], "shots_per_look_count": int(defence.rules["shots"][code]),
                "looks_maximum_count": int(defence.rules["looks"][code]),
                "reserve_count": int(defence.rules["reserve"][code]),
            }
            for code in defence.layers
        ],
        "by_sensor": [], "sensors_count": 0, "runs_count": 100,
        "fire_control": {"interceptor": "gbi", "position_error_km": 10.0},
    }  # fmt: skip


def _tables(case: Case, chances: Opportunities, fights: Engagements) -> dict[str, polars.DataFrame]:
    nodes = [("launch", 0.0, 0.0), ("burnout", 20.0, 1e5), ("apogee", 1_500.0, 1e6), ("impact", LANDS, 0.0)]
    flights = polars.DataFrame(
        [
            {"threat_id": name, "event": event, "time_s": time, "altitude_m": height}
            for name in case.threat_id
            for event, time, height in nodes
        ]
    )
    times = ("first_detected_s", "first_reported_s", "first_tracked_s")
    known = [{"world": 1, "threat_id": case.threat_id[0]} | dict.fromkeys(times, 10.0)]
    return {
        "trajectories": flights,
        "known": polars.DataFrame(known),
        "engagements": engagements_frame(fights),
        # the counted world is the second
        "opportunities": opportunities_frame([chances, chances]),
    }
