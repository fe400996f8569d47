"""Settling: from the language to a `Case`. The one place where units convert.

Figures keep their written numbers and their unit in the path, and convert in `records.Figures`; the plain
numbers of launches and sites convert here.
"""

from __future__ import annotations

from datetime import UTC, datetime

from opendome.errors import InputError
from opendome.records.case import Case, EarthModel
from opendome.scenario.doctrine import Doctrine
from opendome.scenario.document import DEFAULT_EPOCH, Scenario
from opendome.scenario.kinds import Threat
from opendome.scenario.library import Library
from opendome.scenario.settle import raid
from opendome.scenario.settle.climb import climb_profile
from opendome.scenario.settle.defence import armed, defence
from opendome.scenario.settle.entries import entry_of
from opendome.scenario.settle.missiles import missiles
from opendome.scenario.settle.raid import FlightRequest, Launches
from opendome.scenario.settle.rows import Rows
from opendome.scenario.settle.sensors import posted_sensors, sensors, watched
from opendome.scenario.settle.signatures import Watched

__all__ = ["FlightRequest", "settle", "settle_flight", "threat_of"]


def settle(scenario: Scenario, library: Library, earth: EarthModel | None = None) -> Case:
    """The case that a checked scenario means.

    Args:
        scenario: As `loading.load_scenario` returns it.
        library: What its names mean.
        earth: Which Earth is flown over; absent: rotating WGS84.

    Raises:
        InputError: A name or an entry has a problem after all.
    """
    built = Launches()
    for item, ids in zip(scenario.raid, scenario.threat_ids(), strict=True):
        raid.add_item(built, item, ids, threat_of(scenario, item.threat, library), library)
    rows = Rows()
    posted = posted_sensors(scenario, library)
    parts = missiles(built.kinds, rows, watched(posted))
    return Case(
        name=scenario.name,
        epoch=_utc(scenario.epoch),
        **parts,
        **built.parts(),
        sensors=sensors(posted, rows),
        defence=defence(armed(scenario, library), scenario.doctrine, library, rows),
        climb=climb_profile(),
        earth=earth or EarthModel(),
        figures=rows.table(),
    )


def settle_flight(
    threat_id: str,
    spec: Threat,
    flight: FlightRequest,
    earth: EarthModel | None = None,
) -> Case:
    """The case of one launch, which nobody watches.

    Args:
        threat_id: Id of the threat.
        spec: As `loading.load_threat` returns it.
        flight: What the launch is asked to do.
        earth: Which Earth is flown over; absent: rotating WGS84.

    Raises:
        InputError: The request says nothing to do, or two things at once.
    """
    built, rows = Launches(), Rows()
    raid.add_request(built, threat_id, spec, flight)
    parts = missiles(built.kinds, rows, Watched())
    return Case(
        name=spec.name,
        epoch=_utc(DEFAULT_EPOCH),
        **parts,
        **built.parts(),
        sensors=sensors([], rows),
        defence=defence([], Doctrine(), Library(), rows),
        climb=climb_profile(),
        earth=earth or EarthModel(),
        figures=rows.table(),
    )


def threat_of(scenario: Scenario, name: str, library: Library) -> Threat:
    """A threat of the library as a scenario changes it.

    Raises:
        InputError: There is none of this name, or it has problems.
    """
    spec = entry_of(scenario, "threats", name, library)
    if not isinstance(spec, Threat):
        raise InputError(library.unknown("threats", name))
    return spec


def _utc(epoch: str) -> str:
    read = datetime.fromisoformat(epoch)
    stamp = (read if read.tzinfo else read.replace(tzinfo=UTC)).isoformat()
    return stamp.replace("+00:00", "Z")
