"""`opendome run` in words."""

from __future__ import annotations

from collections.abc import Callable

from opendome.answers.question import Band
from opendome.answers.run import Answer, Question
from opendome.answers.sensor_rows import SensorRow
from opendome.answers.threat_rows import ThreatRow
from opendome.cli.page import Page
from opendome.cli.wrapping import wrap
from opendome.reports import numbers

MOST_ROWS = 12
EARLIEST = 5


def show(question: Question, answer: Answer) -> None:
    """Print the answer."""
    page = Page()
    page.line(_title(question, answer))
    page.line()
    page.lead(answer.sentence, r"\d[\d,]*( to [\d,]+)? minutes?")
    page.line()
    _table(page, answer)
    page.line()
    if answer.by_sensor:
        _sensors(page, answer)
        page.line()
    if answer.warnings:
        page.notes(answer.warnings)
        page.line()
    _files(page, question, answer)
    page.line()
    page.pair("Try next", _next(question, answer))


def _title(question: Question, answer: Answer) -> str:
    missiles = f"{answer.threats_count:,} missile" + ("s" if answer.threats_count != 1 else "")
    runs = f"{answer.runs_count:,} run" + ("s" if answer.runs_count != 1 else "")
    again = " · already run, shown from disk" if answer.already_run else ""
    return f"{answer.scenario_name} · {missiles} · {runs} · seed {question.seed}{again}"


Column = tuple[str, bool, Callable[[ThreatRow], str]]


def _chance(band: Band) -> str:
    if band.value is None or band.low is None or band.high is None:
        return numbers.MISSING
    return numbers.percent(band.value, band.low, band.high)


def _after(row: ThreatRow, time: Band, chance: float) -> str:
    """A moment after the first launch, and in which share of the worlds there is one."""
    if time.value is None:
        return numbers.MISSING
    share = "" if chance > 0.995 else f" in {100 * chance:.0f} %"
    return numbers.clock(row.launch_s + time.value) + share


COLUMNS: tuple[Column, ...] = (
    ("Missile", False, lambda row: row.threat_id),
    ("Aimed at", False, lambda row: row.aim),
    ("Launched", True, lambda row: numbers.clock(row.launch_s)),
    ("Burnout", True, lambda row: numbers.clock(row.burnout.time_s if row.burnout else None)),
    ("Seen", True, lambda row: _after(row, row.first_detected_s, 1.0)),
    ("Tracked", True, lambda row: _after(row, row.first_tracked_s, row.tracked_probability)),
    ("Highest", True, lambda row: numbers.length_km(row.apogee_km.value)),
    ("Lands", True, lambda row: numbers.clock(row.impact_s)),
    ("Range", True, lambda row: numbers.length_km(row.range_km)),
    ("Arrives", False, lambda row: _chance(row.arrive_probability)),
)
DROPPED = ("Burnout", "Range", "Highest", "Launched", "Arrives")
"""Columns that give way where the screen is narrow, in this order."""


def _table(page: Page, answer: Answer) -> None:
    """One row a missile; a large raid by class and aim, with its earliest missiles."""
    rows = answer.by_threat
    first = min((row.launch_s for row in rows), default=0.0)
    moved = [row.model_copy(update={"launch_s": row.launch_s - first}) for row in rows]
    if len(rows) > MOST_ROWS:
        _groups(page, rows)
        page.line()
        moved = sorted(moved, key=lambda row: (row.impact_s is None, row.impact_s or 0.0))[:EARLIEST]
        page.line(f"  The first {numbers.word(EARLIEST)} to land:")
    left_out = set() if _may_fail(rows) else {"Arrives"}
    left_out |= {"Burnout"} if answer.sensors_count else {"Seen", "Tracked"}
    columns = [column for column in COLUMNS if column[0] not in left_out]
    for name in DROPPED:
        if page.fits(*_cells(columns, moved)):
            break
        columns = [column for column in columns if column[0] != name]
    page.table(*_cells(columns, moved), [column[1] for column in columns])
    if len(rows) > MOST_ROWS:
        page.line(f"  … {len(rows) - EARLIEST:,} more in {answer.run_folder}/answer.json")
    to_shoot = bool(answer.fire_control.interceptor)
    for part in wrap(_foot({column[0] for column in columns}, to_shoot), page.width - 4):
        page.line("  " + part)


def _may_fail(rows: list[ThreatRow]) -> bool:
    return any(row.fate_probability.leaked < 1.0 for row in rows)


def _foot(shown: set[str], to_shoot: bool) -> str:
    said = ["times in minutes after the first launch"]
    if "Burnout" in shown:
        said.append("burnout after its own")
    if "Tracked" in shown:
        said.append("tracked: known " + ("well enough to shoot at" if to_shoot else "to 10 km"))
    if "Arrives" in shown:
        said.append("90 % range in brackets")
    return "; ".join(said)


def _cells(columns: list[Column], rows: list[ThreatRow]) -> tuple[list[str], list[list[str]]]:
    return [column[0] for column in columns], [[column[2](row) for column in columns] for row in rows]


def _groups(page: Page, rows: list[ThreatRow]) -> None:
    """How many of each class go where, and when they land."""
    groups: dict[tuple[str, str], list[ThreatRow]] = {}
    for row in rows:
        groups.setdefault((row.threat_class, row.aim), []).append(row)
    cells = []
    for (kind, aim), members in groups.items():
        times = [row.impact_s for row in members if row.impact_s is not None]
        lands = f"{numbers.clock(min(times))}–{numbers.clock(max(times))}" if times else numbers.MISSING
        mean = sum(row.fate_probability.leaked for row in members)
        cells.append([kind, aim, f"{len(members):,}", lands, numbers.significant(mean)])
    page.table(("Class", "Aimed at", "Missiles", "Lands", "Arrive"), cells, (False, False, True, True, True))


def _sensors(page: Page, answer: Answer) -> None:
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


def _files(page: Page, question: Question, answer: Answer) -> None:
    pictures = [name for name in answer.files if name.endswith(".svg")]
    pictures.sort(key=lambda name: not name.endswith("where-they-land.svg"))
    records = sum(name.endswith(".parquet") for name in answer.files)
    page.pair("Pictures", pictures, path=True)
    page.pair("Records", [f"{records} Parquet files in {answer.run_folder}"])
    page.pair("Figures", [f"{_counts(answer)} (opendome show scenario {question.scenario})"])


def _counts(answer: Answer) -> str:
    counts = answer.figures_count
    total = counts.sourced + counts.assumed + counts.no_source
    parts = [f"{counts.sourced} with a source", f"{counts.assumed} assumed"]
    parts += [f"{counts.no_source} without a source"] if counts.no_source else []
    return f"{total} used: {', '.join(parts)}"


def _next(question: Question, answer: Answer) -> list[str]:
    """Commands that ask further; each can be pasted."""
    from shlex import quote

    name = quote(question.scenario)
    row = answer.by_threat[0]
    found = [f"opendome run {name} --set raid.0.count={3 * answer.threats_count}"]
    kind = row.threat_id.rsplit("-", 1)[0]
    start = f"{row.launch.lat_deg:g},{row.launch.lon_deg:g}"
    if not question.library and not question.settings and _is_place(row.aim, question):
        found.append(f"opendome fly {kind} --from {start} --to {quote(row.aim)}")
    found.append("opendome list scenarios")
    return found


def _is_place(text: str, question: Question) -> bool:
    """Whether `opendome fly` knows this place by its name: degrees are rounded, and cities share names."""
    from opendome.errors import InputError
    from opendome.scenario.places import find_place

    try:
        find_place(text, question.open_library())
    except InputError:
        return False
    return True
