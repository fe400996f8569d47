"""Missiles: from their entries to tables of places."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from math import nan
from typing import Any

import numpy as np

from opendome.records import case as cases
from opendome.records.case import Table
from opendome.records.sensors import BANDS
from opendome.scenario.cruise import Cruise
from opendome.scenario.figures import Figure, Path
from opendome.scenario.gliders import Booster, Glide
from opendome.scenario.kinds import Threat
from opendome.scenario.settle.bodies import fill_flight
from opendome.scenario.settle.rows import Rows
from opendome.scenario.settle.signatures import Watched, fill_infrared, fill_radar
from opendome.scenario.threats import (
    DEFAULT_DEPLOYMENT_END,
    DEFAULT_DRAG,
    DEFAULT_SPREAD,
    DEFAULT_THRUST_LOSS,
    Ballistic,
    Deployment,
    PitchEntry,
    Stage,
)

_NOT_GIVEN = "not given: taken as 1"

Kind = tuple[str, Threat, str]
"""A missile in one way of flying: its id, its entry, its energy mode, "" where it has none."""


@dataclass(frozen=True)
class _Rocket:
    """The stages of an entry, and what belongs to them, with where that stands in its file.

    Attributes:
        at: Path of what holds them.
        parts: The entry itself, or its booster; None for what has no rocket.
        stages: Main stages and a bus after them, with their paths.
        has_bus: Whether the last of them is a bus.
        payload: What they carry, with its path.
    """

    at: Path
    parts: Ballistic | Booster | None
    stages: list[tuple[Path, Stage]]
    has_bus: bool
    payload: tuple[Path, Figure | None]

    @property
    def turns(self) -> tuple[PitchEntry, ...]:
        """The pitch programme."""
        return self.parts.pitch_programme if self.parts else ()

    @property
    def drag(self) -> tuple[tuple[float, float], ...]:
        """The drag table given, or the default."""
        table = self.parts.drag_coefficient_by_mach if self.parts else None
        return DEFAULT_DRAG if table is None else table.points


def _rocket(spec: Threat) -> _Rocket:
    if isinstance(spec, Ballistic):
        stages: list[tuple[Path, Stage]] = [(("stages", place), one) for place, one in enumerate(spec.stages)]
        if spec.bus is not None:
            stages.append((("bus",), spec.bus))
        return _Rocket((), spec, stages, spec.bus is not None, (("payload_mass_kg",), spec.payload_mass_kg))
    carried = (("mass_kg",), spec.mass_kg)
    booster = spec.booster if isinstance(spec, Glide) else None
    if booster is None:
        return _Rocket((), None, [], False, carried)
    below: list[tuple[Path, Stage]] = [
        (("booster", "stages", place), one) for place, one in enumerate(booster.stages)
    ]
    return _Rocket(("booster",), booster, below, False, carried)


def missiles(kinds: Sequence[Kind], rows: Rows, watched: Watched) -> dict[str, Any]:
    """The parts of a `Case` that its missiles fill.

    Args:
        kinds: Missiles, each in one way of flying.
        rows: The table of figures being filled.
        watched: Signatures are settled for sensors that are there, and no others.
    """
    rockets = [_rocket(spec) for _, spec, _ in kinds]
    parts = _of_rockets(kinds, rockets, rows)
    missile_table = parts["missiles"]
    cross_sections = _absent(len(kinds), len(BANDS), fields=cases.CROSS_SECTION_FIELDS)
    signatures = _absent(len(kinds), fields=cases.SIGNATURE_FIELDS)
    for row, (threat_id, spec, _) in enumerate(kinds):
        fill_flight(rows, parts["gliders"][row], parts["cruisers"][row], threat_id, spec)
    for row, (threat_id, spec, _) in enumerate(kinds):
        fill_infrared(rows, missile_table[row], signatures[row], threat_id, spec, watched)
        fill_radar(rows, cross_sections[row], threat_id, spec, watched)
    return parts | {
        "missile_id": tuple(threat_id for threat_id, _, _ in kinds),
        "missile_class": tuple(spec.class_ for _, spec, _ in kinds),
        "kind": np.array([cases.THREAT_KINDS.index(spec.kind) for _, spec, _ in kinds], dtype=np.int64),
        "steering": np.array(
            [cases.STEERING.index(spec.steering) if isinstance(spec, Glide) else -1 for _, spec, _ in kinds],
            dtype=np.int64,
        ),
        "energy": np.array(
            [cases.ENERGY_MODES.index(mode or "full_burn_waste") for _, _, mode in kinds], dtype=np.int64
        ),
        "reentry_count": np.array([_reentry_count(spec) for _, spec, _ in kinds], dtype=np.int64),
        "decoy_count": np.array([_decoy_count(spec) for _, spec, _ in kinds], dtype=np.int64),
        "signatures": signatures,
        "cross_sections": cross_sections,
    }


def _absent(*shape: int, fields: tuple[str, ...]) -> Table:
    return np.full(shape, cases.ABSENT, dtype=cases.places_of(fields))


def _of_rockets(kinds: Sequence[Kind], rockets: list[_Rocket], rows: Rows) -> dict[str, Any]:
    """Masses, stages, programmes and drag."""
    count = np.array([len(each.stages) for each in rockets], dtype=np.int64)
    missile_table = _absent(len(kinds), fields=cases.MISSILE_FIELDS)
    stage_table = _absent(len(kinds), int(count.max()), fields=cases.STAGE_FIELDS)
    turns = max(len(each.turns) for each in rockets)
    pitch = _absent(len(kinds), turns, fields=cases.PITCH_FIELDS)
    rules = np.full((len(kinds), turns), -1, dtype=np.int64)
    drag = np.full((2, len(kinds), max(len(each.drag) for each in rockets)), nan)
    for row, ((threat_id, spec, _), rocket) in enumerate(zip(kinds, rockets, strict=True)):
        _fill_missile(rows, missile_table[row], threat_id, spec, rocket)
        for place, (path, stage) in enumerate(rocket.stages):
            _fill_stage(rows, stage_table[row, place], threat_id, spec, path, stage)
        for place, entry in enumerate(rocket.turns):
            path = (*rocket.at, "pitch_programme", place)
            for column, key in zip(cases.PITCH_FIELDS, ("from_s", "to_s", entry.rule), strict=True):
                pitch[row, place][column] = rows.of_entry(threat_id, spec, (*path, key), getattr(entry, key))
            rules[row, place] = cases.PITCH_RULES.index(entry.rule)
        drag[:, row, : len(rocket.drag)] = np.array(rocket.drag, dtype=np.float64).T
    return {
        "missiles": missile_table,
        "gliders": _absent(len(kinds), fields=cases.GLIDER_FIELDS),
        "cruisers": _absent(len(kinds), fields=cases.CRUISE_FIELDS),
        "stages": stage_table,
        "stage_count": count,
        "has_bus": np.array([each.has_bus for each in rockets]),
        "pitch": pitch,
        "pitch_rule": rules,
        "drag_mach": drag[0],
        "drag_coefficient": drag[1],
    }


def _fill_missile(rows: Rows, row: Any, threat_id: str, spec: Threat, rocket: _Rocket) -> None:
    at, parts = rocket.at, rocket.parts
    fairing = parts.fairing if parts else None
    launched = spec if isinstance(spec, Cruise) else parts
    air = launched.air_launch if launched else None
    reliability = spec.launch_reliability_probability or Figure(value=1.0, where=_NOT_GIVEN)
    given: dict[str, tuple[Path, Figure | None]] = {
        "payload_mass": rocket.payload,
        "residual_mass": ((*at, "residual_mass_kg"), parts.residual_mass_kg if parts else None),
        "fairing_mass": ((*at, "fairing", "mass_kg"), fairing.mass_kg if fairing else None),
        "fairing_drop_altitude": (
            (*at, "fairing", "drop_altitude_km"),
            fairing.drop_altitude_km if fairing else None,
        ),
        "launch_reliability": (("launch_reliability_probability",), reliability),
        **_falling(spec),
        **_let_go(spec),
        "deorbit_speed": (
            ("orbit", "deorbit_delta_v_m_per_s"),
            spec.orbit.deorbit_delta_v_m_per_s if isinstance(spec, Ballistic) and spec.orbit else None,
        ),
        "drag_factor": ((*at, "drag_factor"), parts.drag_factor if parts else None),
        "air_launch_altitude": ((*at, "air_launch", "altitude_km"), air.altitude_km if air else None),
        "air_launch_speed": ((*at, "air_launch", "speed_km_per_s"), air.speed_km_per_s if air else None),
    }
    for name, (path, figure) in given.items():
        row[name] = rows.of_entry(threat_id, spec, path, figure)


def _falling(spec: Threat) -> dict[str, tuple[Path, Figure | None]]:
    """What comes down without thrust."""
    if isinstance(spec, Ballistic):
        falls = spec.reentry_vehicles[0] if spec.reentry_vehicles else None
        at: Path = ("reentry_vehicles", 0)
        mass, coefficient = (falls.mass_kg, falls.ballistic_coefficient_kg_per_m2) if falls else (None, None)
    else:
        at, mass = (), spec.mass_kg
        coefficient = spec.ballistic_coefficient_kg_per_m2 if isinstance(spec, Glide) else None
    return {
        "reentry_mass": ((*at, "mass_kg"), mass),
        "reentry_ballistic_coefficient": ((*at, "ballistic_coefficient_kg_per_m2"), coefficient),
    }


def _let_go(spec: Threat) -> dict[str, tuple[Path, Figure | None]]:
    """How several objects part; nothing of a missile that has one warhead and no decoys."""
    if not isinstance(spec, Ballistic) or _reentry_count(spec) + _decoy_count(spec) < 2:
        return dict.fromkeys(
            ("decoy_ballistic_coefficient", "deployment_start", "deployment_end", "deployment_spread"),
            ((), None),
        )
    given = spec.deployment or Deployment()
    decoy = spec.decoys.ballistic_coefficient_kg_per_m2 if spec.decoys else None
    return {
        "decoy_ballistic_coefficient": (("decoys", "ballistic_coefficient_kg_per_m2"), decoy),
        "deployment_start": (("deployment", "start_s"), given.start_s),
        "deployment_end": (("deployment", "end_s"), given.end_s or DEFAULT_DEPLOYMENT_END),
        "deployment_spread": (("deployment", "spread_m_per_s"), given.spread_m_per_s or DEFAULT_SPREAD),
    }


def _fill_stage(rows: Rows, row: Any, threat_id: str, spec: Threat, path: Path, stage: Stage) -> None:
    loss = stage.sea_level_thrust_loss_fraction
    if stage.nozzle_exit_area_m2 is not None:
        loss = None  # the area says it better
    elif loss is None:
        loss = DEFAULT_THRUST_LOSS
    given = {
        "dry_mass": ("dry_mass_kg", stage.dry_mass_kg),
        "propellant_mass": ("propellant_mass_kg", stage.propellant_mass_kg),
        "specific_impulse": ("specific_impulse_vacuum_s", stage.specific_impulse_vacuum_s),
        "burn_time": ("burn_time_s", stage.burn_time_s),
        "diameter": ("diameter_m", stage.diameter_m),
        "nozzle_exit_area": ("nozzle_exit_area_m2", stage.nozzle_exit_area_m2),
        "sea_level_thrust_loss": ("sea_level_thrust_loss_fraction", loss),
        "coast_before": ("coast_before_s", stage.coast_before_s),
    }
    for name in cases.STAGE_FIELDS:
        key, figure = given[name]
        row[name] = rows.of_entry(threat_id, spec, (*path, key), figure)


def _reentry_count(spec: Threat) -> int:
    return sum(group.count for group in spec.reentry_vehicles) or 1 if isinstance(spec, Ballistic) else 1


def _decoy_count(spec: Threat) -> int:
    return spec.decoys.count if isinstance(spec, Ballistic) and spec.decoys else 0
