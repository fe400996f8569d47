"""One row a missile: the same columns and words in the terminal and in the report."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING

from opendome.reports import numbers

if TYPE_CHECKING:
    from opendome.contract.parts import Band
    from opendome.contract.run import Answer
    from opendome.contract.threats import ThreatRow

Column = tuple[str, bool, Callable[["ThreatRow"], str]]
"""Heading, whether its cells stand to the right, and a missile's cell."""


def chance(band: Band) -> str:
    """A chance with its band."""
    if band.value is None or band.low is None or band.high is None:
        return numbers.MISSING
    return numbers.percent(band.value, band.low, band.high)


def _after(row: ThreatRow, time: Band, share: float) -> str:
    """A moment after the first launch, and in which share of the worlds there is one."""
    if time.value is None:
        return numbers.MISSING
    told = "" if share > 0.985 else f" in {100 * share:.0f} %"
    return numbers.clock(row.launch_s + time.value) + told


def _shot_at(row: ThreatRow) -> float:
    """Share of the cases in which it flies that somebody shoots at it in."""
    return row.shot_at_probability / max(1.0 - row.fate_probability.failed_by_itself, 1e-9)


def _shots(row: ThreatRow) -> str:
    """Shots where it is shot at."""
    if not row.shots_count.value or not row.shot_at_probability:
        return numbers.MISSING
    return f"{row.shots_count.value / row.shot_at_probability:.1f}"


COLUMNS: tuple[Column, ...] = (
    ("Missile", False, lambda row: row.threat_id),
    ("Aimed at", False, lambda row: row.aim),
    ("Launched", True, lambda row: numbers.clock(row.launch_s)),
    ("Burnout", True, lambda row: numbers.clock(row.burnout.time_s if row.burnout else None)),
    ("Seen", True, lambda row: _after(row, row.first_detected_s, 1.0)),
    ("Tracked", True, lambda row: _after(row, row.first_tracked_s, row.tracked_probability)),
    ("First shot", True, lambda row: _after(row, row.first_shot_s, _shot_at(row))),
    ("Shots", True, _shots),
    ("Highest", True, lambda row: numbers.length_km(row.apogee_km.value)),
    ("Lands", True, lambda row: numbers.clock(row.impact_s)),
    ("Range", True, lambda row: numbers.length_km(row.range_km)),
    ("Gets through", False, lambda row: chance(row.leak_probability)),
)
_UNWATCHED = {"Seen", "Tracked", "First shot", "Shots"}
"""Columns of raids that nobody watches."""

_WATCHED = {"Burnout", "Highest", "Range"}
"""Columns that give way to those."""


def columns(answer: Answer) -> list[Column]:
    """The columns that say something of this raid."""
    left_out = set(_WATCHED) if answer.sensors_count else set(_UNWATCHED)
    if not answer.interceptors_count:
        left_out = (left_out | {"First shot", "Shots"}) - {"Highest", "Range"}
    if all(row.leak_probability.value == 1.0 for row in answer.by_threat):
        left_out.add("Gets through")
    return [column for column in COLUMNS if column[0] not in left_out]


def since_first(rows: Sequence[ThreatRow]) -> list[ThreatRow]:
    """The rows with launches counted from the first one."""
    first = min((row.launch_s for row in rows), default=0.0)
    return [row.model_copy(update={"launch_s": row.launch_s - first}) for row in rows]


def cells(shown: Sequence[Column], rows: Sequence[ThreatRow]) -> tuple[list[str], list[list[str]]]:
    """Headings, and the cells of every row."""
    return [column[0] for column in shown], [[column[2](row) for column in shown] for row in rows]


def foot(shown: Sequence[Column], to_shoot: bool) -> str:
    """What the columns count, in one line.

    Args:
        shown: The columns.
        to_shoot: Whether tracked means so to an interceptor.
    """
    names = {column[0] for column in shown}
    said = ["times in minutes after the first launch"]
    if "Burnout" in names:
        said.append("burnout after its own")
    if "Tracked" in names:
        said.append("tracked: known " + ("well enough to shoot at" if to_shoot else "to 10 km"))
    if "Shots" in names:
        said.append("shots where shot at")
    if "Gets through" in names:
        said.append("90 % range in brackets")
    return "; ".join(said)


GROUP_HEAD = ("Class", "Aimed at", "Missiles", "Lands", "Get through")
GROUP_RIGHT = (False, False, True, True, True)


def groups(rows: Sequence[ThreatRow]) -> list[list[str]]:
    """How many of each class go where, when they land, and how many get through on average."""
    found: dict[tuple[str, str], list[ThreatRow]] = {}
    for row in rows:
        found.setdefault((row.threat_class, row.aim), []).append(row)
    made = []
    for (kind, aim), members in found.items():
        times = [row.impact_s for row in members if row.impact_s is not None]
        lands = f"{numbers.clock(min(times))}–{numbers.clock(max(times))}" if times else numbers.MISSING
        mean = sum(row.fate_probability.leaked for row in members)
        made.append([kind, aim, f"{len(members):,}", lands, numbers.significant(mean)])
    return made


def worst(rows: Sequence[ThreatRow], most: int) -> list[ThreatRow]:
    """Those that get through most, the first launched first among equals."""
    return sorted(rows, key=lambda row: (-(row.leak_probability.value or 0.0), row.launch_s))[:most]
