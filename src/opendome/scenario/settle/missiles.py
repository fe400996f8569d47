"""Missiles: from their entries to tables of places."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from math import nan
from typing import Any

import numpy as np

from opendome.records import case as cases
from opendome.records.sensors import BANDS
from opendome.scenario.figures import Figure, Path
from opendome.scenario.settle.rows import Rows
from opendome.scenario.signatures import DEFAULT_PLUME, default_cross_section
from opendome.scenario.threats import DEFAULT_THRUST_LOSS, Ballistic, Stage

_NOT_GIVEN = "not given: taken as 1"

Kind = tuple[str, Ballistic, str]
"""A missile in one way of flying: its id, its entry, its energy mode."""


@dataclass(frozen=True)
class Watched:
    """What is looked for: whether infrared satellites look, and in which bands radars do."""

    infrared: bool = False
    bands: frozenset[str] = frozenset()


def missiles(kinds: Sequence[Kind], rows: Rows, watched: Watched) -> dict[str, Any]:
    """The parts of a `Case` that its missiles fill.

    Args:
        kinds: Missiles, each in one way of flying.
        rows: The table of figures being filled.
        watched: Signatures are settled for sensors that are there, and no others.
    """
    stages = [_stages(spec) for _, spec, _ in kinds]
    count = np.array([len(each) for each in stages], dtype=np.int64)
    missile_table = np.full(len(kinds), cases.ABSENT, dtype=cases.places_of(cases.MISSILE_FIELDS))
    stage_table = np.full((len(kinds), count.max()), cases.ABSENT, dtype=cases.places_of(cases.STAGE_FIELDS))
    turns = max(len(spec.pitch_programme) for _, spec, _ in kinds)
    pitch = np.full((len(kinds), turns), cases.ABSENT, dtype=cases.places_of(cases.PITCH_FIELDS))
    rules = np.full((len(kinds), turns), -1, dtype=np.int64)
    drag = np.full((2, len(kinds), max(len(spec.drag) for _, spec, _ in kinds)), nan)
    for row, (threat_id, spec, _) in enumerate(kinds):
        _fill_missile(rows, missile_table[row], threat_id, spec)
        for place, (path, stage) in enumerate(stages[row]):
            _fill_stage(rows, stage_table[row, place], threat_id, spec, path, stage)
        for place, entry in enumerate(spec.pitch_programme):
            path = ("pitch_programme", place)
            for column, key in zip(cases.PITCH_FIELDS, ("from_s", "to_s", entry.rule), strict=True):
                pitch[row, place][column] = rows.of_entry(threat_id, spec, (*path, key), getattr(entry, key))
            rules[row, place] = cases.PITCH_RULES.index(entry.rule)
        drag[:, row, : len(spec.drag)] = np.array(spec.drag, dtype=np.float64).T
    cross_sections = np.full(
        (len(kinds), len(BANDS)), cases.ABSENT, dtype=cases.places_of(cases.CROSS_SECTION_FIELDS)
    )
    for row, (threat_id, spec, _) in enumerate(kinds):
        _fill_signature(rows, missile_table[row], cross_sections[row], threat_id, spec, watched)
    return {
        "missile_id": tuple(threat_id for threat_id, _, _ in kinds),
        "missile_class": tuple(spec.class_ for _, spec, _ in kinds),
        "missiles": missile_table,
        "stages": stage_table,
        "stage_count": count,
        "has_bus": np.array([spec.bus is not None for _, spec, _ in kinds]),
        "pitch": pitch,
        "pitch_rule": rules,
        "drag_mach": drag[0],
        "drag_coefficient": drag[1],
        "energy": np.array([cases.ENERGY_MODES.index(mode) for _, _, mode in kinds], dtype=np.int64),
        "reentry_count": np.array([_reentry_count(spec) for _, spec, _ in kinds], dtype=np.int64),
        "decoy_count": np.array(
            [spec.decoys.count if spec.decoys else 0 for _, spec, _ in kinds], dtype=np.int64
        ),
        "cross_sections": cross_sections,
    }


def _stages(spec: Ballistic) -> list[tuple[Path, Stage]]:
    """Main stages and the bus after them, with their paths."""
    stages: list[tuple[Path, Stage]] = [(("stages", place), stage) for place, stage in enumerate(spec.stages)]
    if spec.bus is not None:
        stages.append((("bus",), spec.bus))
    return stages


def _fill_missile(rows: Rows, row: Any, threat_id: str, spec: Ballistic) -> None:
    fairing = spec.fairing
    falls = spec.reentry_vehicles[0] if spec.reentry_vehicles else None
    reliability = spec.launch_reliability_probability or Figure(value=1.0, where=_NOT_GIVEN)
    given: dict[str, tuple[Path, Figure | None]] = {
        "payload_mass": (("payload_mass_kg",), spec.payload_mass_kg),
        "residual_mass": (("residual_mass_kg",), spec.residual_mass_kg),
        "fairing_mass": (("fairing", "mass_kg"), fairing.mass_kg if fairing else None),
        "fairing_drop_altitude": (
            ("fairing", "drop_altitude_km"),
            fairing.drop_altitude_km if fairing else None,
        ),
        "launch_reliability": (("launch_reliability_probability",), reliability),
        "reentry_mass": (("reentry_vehicles", 0, "mass_kg"), falls.mass_kg if falls else None),
        "reentry_ballistic_coefficient": (
            ("reentry_vehicles", 0, "ballistic_coefficient_kg_per_m2"),
            falls.ballistic_coefficient_kg_per_m2 if falls else None,
        ),
        "drag_factor": (("drag_factor",), spec.drag_factor),
    }
    for name, (path, figure) in given.items():
        row[name] = rows.of_entry(threat_id, spec, path, figure)


def _fill_signature(
    rows: Rows, row: Any, bands: Any, threat_id: str, spec: Ballistic, watched: Watched
) -> None:
    given = spec.signature
    if watched.infrared:
        plume = given.plume_intensity_w_per_sr if given else None
        at: Path = ("signature", "plume_intensity_w_per_sr")
        row["plume_intensity"] = rows.of_entry(threat_id, spec, at, plume or DEFAULT_PLUME[spec.class_])
    for place, one in enumerate(given.radar_cross_sections if given else ()):
        for band in (band for band in one.bands if band in watched.bands):
            path: Path = ("signature", "radar_cross_sections", place)
            found = bands[BANDS.index(band)]
            found["warhead"] = rows.of_entry(threat_id, spec, (*path, "warhead_m2"), one.warhead_m2)
            found["missile"] = rows.of_entry(threat_id, spec, (*path, "missile_m2"), one.missile_m2)
    for place, name in enumerate(BANDS):
        if name in watched.bands and bands[place]["warhead"] == cases.ABSENT:
            warhead, missile = default_cross_section(name)
            path = ("signature", name)
            bands[place]["warhead"] = rows.of_entry(threat_id, spec, (*path, "warhead_m2"), warhead)
            bands[place]["missile"] = rows.of_entry(threat_id, spec, (*path, "missile_m2"), missile)


def _fill_stage(rows: Rows, row: Any, threat_id: str, spec: Ballistic, path: Path, stage: Stage) -> None:
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


def _reentry_count(spec: Ballistic) -> int:
    return sum(group.count for group in spec.reentry_vehicles) or 1
