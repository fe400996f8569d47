"""Bodies that fly on lift: gliders and cruise missiles, from their entries to tables of places."""

from __future__ import annotations

from typing import Any

from opendome.scenario.cruise import Cruise
from opendome.scenario.figures import Figure, Path
from opendome.scenario.gliders import Glide
from opendome.scenario.kinds import Threat
from opendome.scenario.settle.rows import Rows

_CRUISE_KEYS = {
    "mass": "mass_kg",
    "speed": "cruise_speed_km_per_s",
    "altitude": "cruise_altitude_km",
    "range": "range_km",
}
"""Key of a cruise missile's entry, by field of the record."""


def fill_flight(rows: Rows, glider: Any, cruiser: Any, threat_id: str, spec: Threat) -> None:
    """Fill the row of the table that belongs to the kind of a threat; the other stays absent.

    Args:
        rows: The table of figures being filled.
        glider, cruiser: Rows of places of `GLIDER_FIELDS` and `CRUISE_FIELDS`.
        threat_id: Id of the threat.
        spec: Its entry.
    """
    if isinstance(spec, Glide):
        for name, (path, figure) in _of_glider(spec).items():
            glider[name] = rows.of_entry(threat_id, spec, path, figure)
    elif isinstance(spec, Cruise):
        for name, (path, figure) in _of_cruiser(spec).items():
            cruiser[name] = rows.of_entry(threat_id, spec, path, figure)


def _of_glider(spec: Glide) -> dict[str, tuple[Path, Figure | None]]:
    release, end, booster, assumed = spec.release, spec.glide_end, spec.booster, spec.assumed
    return {
        "mass": (("mass_kg",), spec.mass_kg),
        "ballistic_coefficient": (
            ("ballistic_coefficient_kg_per_m2",),
            spec.ballistic_coefficient_kg_per_m2,
        ),
        "lift_to_drag": (("lift_to_drag_ratio",), spec.lift_to_drag_ratio),
        "bank_maximum": (("bank_maximum_deg",), assumed["bank_maximum_deg"]),
        "bank": (("bank_deg",), spec.bank_deg),
        "dive_angle": (("dive_angle_deg",), assumed["dive_angle_deg"]),
        "release_altitude": (("release", "altitude_km"), release.altitude_km if release else None),
        "release_speed": (("release", "speed_km_per_s"), release.speed_km_per_s if release else None),
        "release_angle": (
            ("release", "flight_path_angle_deg"),
            release.flight_path_angle_deg if release else None,
        ),
        "end_altitude": (("glide_end", "altitude_km"), end.altitude_km),
        "end_speed": (("glide_end", "speed_km_per_s"), end.speed_km_per_s),
        "apogee": (("booster", "apogee_km"), booster.apogee_km if booster else None),
        "nose_radius": (("nose_radius_m",), assumed["nose_radius_m"]),
        "emissivity": (("skin_emissivity_fraction",), assumed["skin_emissivity_fraction"]),
        "skin_area": (("skin_area_m2",), assumed["skin_area_m2"]),
    }


def _of_cruiser(spec: Cruise) -> dict[str, tuple[Path, Figure | None]]:
    given: dict[str, tuple[Path, Figure | None]] = {
        field: ((key,), getattr(spec, key)) for field, key in _CRUISE_KEYS.items()
    }
    assumed = spec.assumed
    return given | {
        "climb_angle": (("climb_angle_deg",), assumed["climb_angle_deg"]),
        "dive_angle": (("dive_angle_deg",), assumed["dive_angle_deg"]),
        "turn_acceleration": (("turn_acceleration_g",), assumed["turn_acceleration_g"]),
        "launch_acceleration": (("launch_acceleration_g",), assumed["launch_acceleration_g"]),
    }
