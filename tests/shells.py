"""Interceptors in orbit for tests: a case under a constellation, and flights that need not be flown."""

from __future__ import annotations

from typing import Any

from flights import library
from opendome.records.case import Case
from opendome.scenario.document import Scenario
from opendome.scenario.settle import settle

LONG = {"layer": "midcourse", "altitude_minimum_km": 100, "flight_time_maximum_s": 300}
"""An interceptor that meets missiles in free flight: what needs no burnout."""


def walker(satellites: int, planes: int, phasing: int = 1, **more: Any) -> dict[str, Any]:
    """Orbits in the language's words; 60 degrees and 500 km unless it says so."""
    counts = {"satellites_count": satellites, "planes_count": planes, "phasing_count": phasing}
    return {"kind": "walker", "inclination_deg": 60, "altitude_km": 500, **counts, **more}


def case_under(
    orbit: dict[str, Any],
    missiles: int = 2,
    spacing_s: float = 60.0,
    kind: dict[str, Any] | None = None,
    beside: tuple[dict[str, Any], ...] = (),
    **constellation: Any,
) -> Case:
    """A raid under one constellation.

    Args:
        orbit: As `walker` makes it.
        missiles, spacing_s: Of the raid.
        kind: What differs in the entry of the interceptor.
        beside: More items of the architecture's interceptors, before it.
        constellation: More keys of it; it stands at the epoch as written unless it says so.
    """
    stands = {"raan_deg": 0, "phase_deg": 0, **constellation, "orbit": orbit}
    use = {"use": "sbi-notional-boost", "name": "shell", "constellation": stands}
    scenario = {
        "name": "under a shell",
        "raid": [{"threat": "notional-solid-icbm", "launch": {"lat_deg": 40, "lon_deg": 127},
                  "aim": {"city": "Chicago"}, "count": missiles, "spacing_s": spacing_s}],
        "architecture": {"interceptors": [*beside, use]},
        "library": {"sbi-notional-boost": LONG if kind is None else kind},
    }  # fmt: skip
    return settle(Scenario.model_validate(scenario), library())
