"""Published counts of interceptors in orbit: data of the library that results are shown beside."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from pathlib import Path

from opendome.scenario.files import read_document

FILE = Path(__file__).parent.parent / "library" / "studies" / "orbital-interceptors.yaml"


@dataclass(frozen=True)
class OrbitalStudy:
    """One published count at its own inputs; None where nothing was published.

    Attributes:
        id, name: Of the study.
        constellation_count: Interceptors in orbit.
        source: A key of the bibliography.
        where: Its place in the source.
        note: What to mind.
        missiles_count: In the salvo that it is for.
        shots_count: At each missile.
        altitude_low_km, altitude_high_km: Of the orbits.
        delta_v_km_per_s, acceleration_g: Of an interceptor.
        fly_out_low_s, fly_out_high_s: Seconds left to fly.
        fly_out_where: Whether that was published or derived, and how.
    """

    id: str
    name: str
    constellation_count: float
    source: str
    where: str
    note: str = ""
    missiles_count: int | None = None
    shots_count: int | None = None
    altitude_low_km: float | None = None
    altitude_high_km: float | None = None
    delta_v_km_per_s: float | None = None
    acceleration_g: float | None = None
    fly_out_low_s: float | None = None
    fly_out_high_s: float | None = None
    fly_out_where: str = ""


@cache
def orbital_studies() -> tuple[OrbitalStudy, ...]:
    """Every published count of the library, in the order of the file."""
    data = read_document(FILE, "library/studies/orbital-interceptors.yaml").data
    return tuple(OrbitalStudy(**study) for study in data["studies"])
