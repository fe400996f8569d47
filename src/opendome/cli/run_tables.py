"""Tables of `opendome run`: missiles, layers, sensors."""

from __future__ import annotations

from collections.abc import Callable

from opendome.answers.question import Band
from opendome.answers.run import Answer
from opendome.answers.sensor_rows import SensorRow
from opendome.answers.threat_rows import ThreatRow
from opendome.cli.page import Page
from opendome.cli.wrapping import wrap
from opendome.reports import numbers

MOST_ROWS = 12
WORST = 5

Column = tuple[str, bool, Callable[[ThreatRow], str]]


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
UNWATCHED = {"Seen", "Tracked", "First shot", "Shots"}
"""Columns of raids that nobody watches."""

WATCHED = {"Burnout", "Highest", "Range"}
"""Columns that give way to those."""

DROPPED = ("Burnout", "Range", "Highest", "Launched", "Lands", "Shots", "Seen")
"""Columns that give way where the screen is narrow, in this order."""


def missiles(page: Page, answer: Answer) -> None:
    """One row a missile; a large raid by class and aim, with those that get through most."""
    rows = answer.by_threat
    first = min((row.launch_s for row in rows), default=0.0)
    moved = [row.model_copy(update={"launch_s": row.launch_s - first}) for row in rows]
    if len(rows) > MOST_ROWS:
        _groups(page, rows)
        page.line()
        moved = sorted(moved, key=lambda row: (-(row.leak_probability.value or 0.0), row.launch_s))[:WORST]
        page.line(f"  The {numbers.word(WORST)} that get through most:")
    left_out = set(WATCHED) if answer.sensors_count else set(UNWATCHED)
    if not answer.interceptors_count:
        left_out = (left_out | {"First shot", "Shots"}) - {"Highest", "Range"}
    if all(row.leak_probability.value == 1.0 for row in rows):
        left_out.add("Gets through")
    columns = [column for column in COLUMNS if column[0] not in left_out]
    for name in DROPPED:
        if page.fits(*_cells(columns, moved)):
            break
        columns = [column for column in columns if column[0] != name]
    page.table(*_cells(columns, moved), [column[1] for column in columns])
    if len(rows) > MOST_ROWS:
        page.line(f"  … {len(rows) - WORST:,} more in {answer.run_folder}/answer.json")
    to_shoot = bool(answer.fire_control.interceptor)
    for part in wrap(_foot({column[0] for column in columns}, to_shoot), page.width - 4):
        page.line("  " + part)


def _foot(shown: set[str], to_shoot: bool) -> str:
    said = ["times in minutes after the first launch"]
    if "Burnout" in shown:
        said.append("burnout after its own")
    if "Tracked" in shown:
        said.append("tracked: known " + ("well enough to shoot at" if to_shoot else "to 10 km"))
    if "Shots" in shown:
        said.append("shots where shot at")
    if "Gets through" in shown:
        said.append("90 % range in brackets")
    return "; ".join(said)


def _cells(columns: list[Column], rows: list[ThreatRow]) -> tuple[list[str], list[list[str]]]:
    return [column[0] for column in columns], [[column[2](row) for column in columns] for row in rows]


def _groups(page: Page, rows: list[ThreatRow]) -> None:
    """How many of each class go where, when they land, and how many get through."""
    groups: dict[tuple[str, str], list[ThreatRow]] = {}
    for row in rows:
        groups.setdefault((row.threat_class, row.aim), []).append(row)
    cells = []
    for (kind, aim), members in groups.items():
        times = [row.impact_s for row in members if row.impact_s is not None]
        lands = f"{numbers.clock(min(times))}–{numbers.clock(max(times))}" if times else numbers.MISSING
        mean = sum(row.fate_probability.leaked for row in members)
        cells.append([kind, aim, f"{len(members):,}", lands, numbers.significant(mean)])
    page.table(
        ("Class", "Aimed at", "Missiles", "Lands", "Get through"), cells, (False, False, True, True, True)
    )


def layers(page: Page, answer: Answer) -> None:
    """What each layer shot at and stopped, on average of one raid."""
    cells = [
        [
            row.layer,
            numbers.significant(row.engaged_count),
            numbers.significant(row.shots_count),
            numbers.significant(row.intercepted_count),
        ]
        for row in answer.by_layer
    ]
    page.table(("Layer", "Shot at", "Shots", "Stopped"), cells, (False, True, True, True))


def sensors(page: Page, answer: Answer) -> None:
    """What each system of sensors saw, and what is lost without it."""
    first = min((row.launch_s for row in answer.by_threat), default=0.0)
    cells = []
    for row in answer.by_sensor[:MOST_ROWS]:
        seen = f"{row.threats_seen_count:,} of {answer.threats_count:,}"
        at = None if row.first_detected_s is None else row.first_detected_s - first
        cells.append([row.name, seen, numbers.clock(at), _without(row)])
    rest = 2 + sum(2 + max(len(row[place]) for row in cells) for place in (1, 2, 3))
    cells = [[_clipped(row[0], page.width - rest), *row[1:]] for row in cells]
    page.table(("Sensor", "Sees", "From", "Without it"), cells, (False, True, True, False))
    if len(answer.by_sensor) > MOST_ROWS:
        page.line(f"  … {len(answer.by_sensor) - MOST_ROWS:,} more in {answer.run_folder}/answer.json")


def _clipped(name: str, most: int) -> str:
    return name if len(name) <= most else name[: max(most - 1, 8)] + "…"


def _without(row: SensorRow) -> str:
    """What a system buys, or why it saw nothing."""
    if not row.threats_seen_count:
        return SHORT_WHY[row.limit]
    said = []
    if row.tracks_lost_count:
        said.append(f"{row.tracks_lost_count:,} never tracked")
    if row.gain_s is not None and abs(row.gain_s) >= 5.0:
        later = numbers.duration(abs(row.gain_s)) + (" later" if row.gain_s > 0.0 else " earlier")
        said.append(f"tracked {later}")
    return ", ".join(said) or "tracked as soon"


SHORT_WHY = {
    "none": "",
    "horizon": "(the Earth is in the way)",
    "cloud": "(burnt out below the clouds)",
    "field": "(outside its field of regard)",
    "range": "(too weak at that distance)",
    "never_cued": "(not told in time where to look)",
    "chance": "(no look happened to see it)",
    "load": "(busy with others)",
}
"""Why a system saw nothing, in few words, by code of `LIMITS`."""
