"""Signatures: what sensors of a case look for, from entries to tables of places.

Only what some sensor looks for is settled: a figure that nothing hangs on is not drawn.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from opendome.records import case as cases
from opendome.records.sensors import BANDS
from opendome.scenario.cruise import Cruise
from opendome.scenario.figures import Figure, Path
from opendome.scenario.gliders import Glide
from opendome.scenario.kinds import Threat
from opendome.scenario.settle.rows import Rows
from opendome.scenario.signatures import (
    DEFAULT_AREA,
    DEFAULT_EMISSIVITY,
    DEFAULT_KEPT,
    DEFAULT_NOSE,
    DEFAULT_PLUME,
    DEFAULT_RATIO,
    DEFAULT_SKIN_RATIO,
    DEFAULT_TEMPERATURE,
    Signature,
    default_cross_section,
    default_flier,
)
from opendome.scenario.threats import Ballistic

_FLAMES_ONLY = frozenset({"swir"})
"""Bands in which nothing of a ballistic missile is seen but its flame."""


@dataclass(frozen=True)
class Watched:
    """What is looked for: infrared bands in which satellites look, and bands of radars."""

    infrared: frozenset[str] = frozenset()
    radar: frozenset[str] = frozenset()


def fill_infrared(
    rows: Rows, missile: Any, signature: Any, threat_id: str, spec: Threat, watched: Watched
) -> None:
    """Fill what infrared sensors see of a threat.

    Args:
        rows: The table of figures being filled.
        missile, signature: Rows of places of `MISSILE_FIELDS` and `SIGNATURE_FIELDS`.
        threat_id: Id of the threat.
        spec: Its entry.
        watched: What is looked for.
    """
    if not watched.infrared:
        return
    given = spec.signature or Signature()
    at = "signature"
    burns = isinstance(spec, Ballistic) or (isinstance(spec, Glide) and spec.booster is not None)
    plume = given.plume_intensity_w_per_sr or (DEFAULT_PLUME[spec.class_] if burns else None)
    missile["plume_intensity"] = rows.of_entry(threat_id, spec, (at, "plume_intensity_w_per_sr"), plume)
    found: dict[str, tuple[Path, Figure | None]] = {}
    for band in sorted(watched.infrared & set(DEFAULT_RATIO)) if plume else ():
        ratio = getattr(given, f"plume_{band}_ratio") or DEFAULT_RATIO[band]
        found[f"plume_{band}"] = ((at, f"plume_{band}_ratio"), ratio)
    if not isinstance(spec, Ballistic) or watched.infrared - _FLAMES_ONLY:
        found |= _body(spec, given)
    for name, (path, figure) in found.items():
        signature[name] = rows.of_entry(threat_id, spec, path, figure)


def _body(spec: Threat, given: Signature) -> dict[str, tuple[Path, Figure | None]]:
    """Its skin: how large, how hot by itself, and how far the air heats it."""
    at = "signature"
    found: dict[str, tuple[Path, Figure | None]] = {}
    if isinstance(spec, Glide):
        found["emissivity"] = (("skin_emissivity_fraction",), spec.assumed["skin_emissivity_fraction"])
        found["area"] = (("skin_area_m2",), spec.assumed["skin_area_m2"])
        found["nose_radius"] = (("nose_radius_m",), spec.assumed["nose_radius_m"])
    else:
        if isinstance(spec, Cruise):
            area = DEFAULT_AREA[spec.class_]
        else:
            area = DEFAULT_AREA["warhead" if spec.reentry_vehicles else "whole"]
            found["nose_radius"] = ((at, "nose_radius_m"), given.nose_radius_m or DEFAULT_NOSE)
        found["emissivity"] = (
            (at, "body_emissivity_fraction"),
            given.body_emissivity_fraction or DEFAULT_EMISSIVITY,
        )
        found["area"] = ((at, "body_area_m2"), given.body_area_m2 or area)
    if not isinstance(spec, Cruise):
        found["temperature"] = (
            (at, "body_temperature_k"),
            given.body_temperature_k or DEFAULT_TEMPERATURE,
        )
    share = DEFAULT_KEPT if isinstance(spec, Cruise) else DEFAULT_SKIN_RATIO
    found["skin_temperature"] = (
        (at, "skin_temperature_ratio"),
        given.skin_temperature_ratio or share,
    )
    return found


def fill_radar(rows: Rows, bands: Any, threat_id: str, spec: Threat, watched: Watched) -> None:
    """Fill what radars see of a threat; `bands` are rows of places of `CROSS_SECTION_FIELDS` (B,)."""
    given = spec.signature or Signature()
    for place, one in enumerate(given.radar_cross_sections):
        for band in (band for band in one.bands if band in watched.radar):
            for name in cases.CROSS_SECTION_FIELDS:
                path: Path = ("signature", "radar_cross_sections", place, f"{name}_m2")
                bands[BANDS.index(band)][name] = rows.of_entry(
                    threat_id, spec, path, getattr(one, f"{name}_m2")
                )
    for place, other in enumerate(BANDS):
        if other in watched.radar and bands[place]["warhead"] == cases.ABSENT:
            for name, figure in _assumed(spec, other).items():
                path = ("signature", other, f"{name}_m2")
                bands[place][name] = rows.of_entry(threat_id, spec, path, figure)


def _assumed(spec: Threat, band: str) -> dict[str, Figure]:
    """Cross-sections where a file gives none in a band."""
    warhead, missile = default_cross_section(band)
    if isinstance(spec, Ballistic):
        return {"warhead": warhead, "missile": missile}
    front, side = default_flier(spec.class_)
    booster = {"missile": missile} if isinstance(spec, Glide) and spec.booster else {}
    return {"warhead": front, **booster, "warhead_side": side}
