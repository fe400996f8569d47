"""The one list of files that a run's folder holds: read by what writes them and by what names them."""

from __future__ import annotations

from typing import TYPE_CHECKING

from opendome import storage
from opendome.records.defence import IN_ORBIT

if TYPE_CHECKING:
    from opendome.contract.run import Answer

FIGURES, OUTCOMES, TRAJECTORIES = "figures", "outcomes", "trajectories"
DETECTIONS, KNOWN, SIGHTINGS, TRACKS = "detections", "known", "sightings", "tracks"
ENGAGEMENTS, OPPORTUNITIES, REACH = "engagements", "opportunities", "reach"
OBJECTS, RAID_SIZES = "objects", "raid_sizes"
HOLES, REMAINS = "holes", "remains"
TABLES = (
    FIGURES, OUTCOMES, TRAJECTORIES, DETECTIONS, KNOWN, SIGHTINGS, TRACKS, ENGAGEMENTS, OPPORTUNITIES, REACH,
    OBJECTS, RAID_SIZES, HOLES, REMAINS,
)  # fmt: skip
"""Every record that a run may keep, by the stem of its Parquet file."""

REPORT = "report.html"
SOURCES = "sources.json"
"""A line to print for each source of the figures used."""

CAPTIONS = "figures/captions.json"
"""What stands around each picture."""

GLOBE = "globe.czml"


def shoots(answer: Answer) -> bool:
    """Whether anybody can shoot at anything, in the world where every figure has its value."""
    return any(row.threats_in_reach_count and row.inventory_count for row in answer.by_site)


def tables(answer: Answer) -> list[str]:
    """Records that a run keeps."""
    watched, defended = answer.sensors_count > 0, bool(answer.by_site)
    left_out = set() if watched else {DETECTIONS, KNOWN, SIGHTINGS, TRACKS}
    left_out |= set() if defended else {ENGAGEMENTS, OPPORTUNITIES, REACH}
    left_out |= set() if shoots(answer) else {RAID_SIZES}
    left_out |= set() if any(row.site == IN_ORBIT for row in answer.by_site) else {HOLES}
    left_out |= set() if any(row.layer == "boost" for row in answer.by_site) else {REMAINS}
    return [name for name in TABLES if name not in left_out]


def pictures(answer: Answer) -> list[str]:
    """Stems of a run's pictures, in the order in which they are drawn; none of what has no content."""
    shot, watched = shoots(answer), answer.sensors_count > 0
    there = {
        "where-they-land": True,
        "minute-by-minute": watched,
        "how-well-known": watched,
        "how-many-get-through": True,
        "how-big-a-raid-in-report": shot,
        "how-big-a-raid": shot,
        "what-each-layer-stopped": len(answer.by_layer) > 1,
        "why-they-got-through": bool(answer.interceptors_count and answer.leakers_count.value),
        "what-runs-out": shot,
        "what-moves-the-answer": bool(answer.drivers),
    }
    return [name for name, is_there in there.items() if is_there]


def files(answer: Answer) -> list[str]:
    """Names of all files but the manifest, relative to the folder."""
    drawn = [f"figures/{stem}.{kind}" for stem in pictures(answer) for kind in ("png", "svg")]
    records = [parquet(name) for name in tables(answer)]
    return sorted([*records, *drawn, storage.ANSWER, REPORT, CAPTIONS, SOURCES, GLOBE])


def parquet(table: str) -> str:
    """The file of a record."""
    return f"{table}.parquet"
