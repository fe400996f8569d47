"""Records as tables: one row a thing, every name with its unit. The only record module that knows polars."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from opendome.records.figures import Figures
from opendome.records.outcomes import FATES, Outcomes
from opendome.records.trajectories import EVENTS, PHASES, STATUSES, Trajectories

if TYPE_CHECKING:
    import polars

AXES = ("x", "y", "z")


def trajectories_frame(flights: Trajectories) -> polars.DataFrame:
    """One row a node of each flight, in order of threat and time."""
    import polars

    threat, node = np.nonzero(flights.valid)
    status = np.array(list(STATUSES))[flights.status[threat]]
    columns: dict[str, object] = {
        "threat_id": np.array(flights.threat_id)[threat],
        "node": node.astype(np.int32),
        "time_s": flights.time[threat, node],
        "event": np.array(EVENTS)[flights.event[threat, node]],
        "phase": np.array(PHASES)[flights.phase[threat, node]],
        "altitude_m": flights.altitude[threat, node],
        "mass_kg": flights.mass[threat, node],
    }
    for name, unit, values in (
        ("position_ecef", "m", flights.position),
        ("velocity_ecef", "m_per_s", flights.velocity),
        ("acceleration_ecef", "m_per_s2", flights.acceleration),
        ("acceleration_before_ecef", "m_per_s2", flights.acceleration_before),
    ):
        for axis, letter in enumerate(AXES):
            columns[f"{name}_{letter}_{unit}"] = values[threat, node, axis]
    columns["status"] = status
    return polars.DataFrame(columns)


def figures_frame(figures: Figures) -> polars.DataFrame:
    """One row a figure, in order of settling; numbers as written, in the unit of the column `unit`."""
    import polars

    texts = ("path", "unit", "shape", "moves_with", "source", "where")
    columns: dict[str, object] = {"path": figures.path}
    columns |= {name: getattr(figures, name) for name in ("value", "low", "high")}
    columns |= {name: getattr(figures, name) for name in texts[1:]}
    return polars.DataFrame(columns, schema_overrides=dict.fromkeys(texts, polars.String))


def outcomes_frame(outcomes: Outcomes) -> polars.DataFrame:
    """One row a play and threat, in order of world, play and threat."""
    import polars

    plays, threats = outcomes.fate.shape
    return polars.DataFrame(
        {
            "world": np.repeat(outcomes.world, threats),
            "play": np.repeat(outcomes.play, threats),
            "threat_id": np.tile(np.array(outcomes.threat_id, dtype=object), plays).tolist(),
            "fate": np.array(FATES)[outcomes.fate.ravel()],
        },
        schema_overrides={"threat_id": polars.String, "fate": polars.String},
    )
