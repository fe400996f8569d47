"""`opendome run` in words."""

from __future__ import annotations

from opendome.answers.run import Question
from opendome.cli import run_tables
from opendome.cli.options import kept
from opendome.cli.page import Page
from opendome.contract.run import Answer
from opendome.reports import missiles, numbers


def show(question: Question, answer: Answer) -> None:
    """Print the answer."""
    page = Page()
    page.line(_title(question, answer))
    page.line()
    page.lead(answer.sentence, r"((fewer|more) than )?\d+ of 100|all [\d,]+")
    page.line()
    if answer.binding:
        page.text([answer.binding])
        page.line()
    if len(answer.by_layer) > 1:
        run_tables.layers(page, answer)
        page.line()
    run_tables.missiles(page, answer)
    page.line()
    if answer.why:
        page.text(answer.why)
        page.line()
    if answer.by_sensor:
        run_tables.sensors(page, answer)
        page.line()
    if answer.warnings:
        page.notes(answer.warnings)
        page.line()
    _files(page, question, answer)
    page.line()
    page.pair("Try next", _next(question, answer))


def _title(question: Question, answer: Answer) -> str:
    missiles = numbers.missiles(answer.threats_count)
    count = answer.interceptors_count
    if count:
        missiles += f" · {count:,} interceptor" + ("s" if count != 1 else "")
    runs = f"{answer.runs_count:,} run" + ("s" if answer.runs_count != 1 else "")
    again = " · already run, shown from disk" if answer.already_run else ""
    return f"{answer.scenario_name} · {missiles} · {runs} · seed {question.seed}{again}"


def _files(page: Page, question: Question, answer: Answer) -> None:
    records = sum(name.endswith(".parquet") for name in answer.files)
    page.pair(
        "Pictures",
        [f"{answer.run_folder}/report.html"],
        path=True,
        beside="one file, opens without a network",
    )
    globe = [name for name in answer.files if name.endswith(".czml")]
    page.pair("Globe", globe, path=True, beside="for any Cesium viewer")
    page.pair("Records", [f"{records} Parquet files beside it"])
    page.pair("Figures", [f"{_counts(answer)} (opendome show scenario {question.scenario})"])


def _counts(answer: Answer) -> str:
    counts = answer.figures_count
    total = counts.sourced + counts.assumed + counts.no_source
    parts = [f"{counts.sourced} with a source", f"{counts.assumed} assumed"]
    parts += [f"{counts.no_source} without a source"] if counts.no_source else []
    return f"{total} used: {', '.join(parts)}"


SOUGHT = "--require no_leak_probability=0.9 --solve kill_probability"


def _next(question: Question, answer: Answer) -> list[str]:
    """Commands that ask further; each can be pasted."""
    from shlex import quote

    name = quote(question.scenario)
    row = answer.by_threat[0]
    worst = missiles.worst(answer.by_threat, 1)[0].threat_id
    count = "raid.0.count"
    found = [
        f"opendome explain {quote(answer.run_folder)} {quote(worst)}",
        f"opendome run {name}{kept(question, count)} --set {count}={_next_count(answer)}",
    ]
    if answer.interceptors_count and question.require is None:
        found.append(f"opendome run {name}{kept(question)} {SOUGHT}")
    kind = row.threat_id.rsplit("-", 1)[0]
    start = f"{row.launch.lat_deg:g},{row.launch.lon_deg:g}"
    if not question.library and not question.settings and _is_place(row.aim, question):
        found.append(f"opendome fly {kind} --from {start} --to {quote(row.aim)}")
    return found


def _next_count(answer: Answer) -> int:
    """The raid one above the limit where that is larger, otherwise one three times as large."""
    above = answer.raid_limit_count + 1
    return above if above > answer.threats_count else 3 * answer.threats_count


def _is_place(text: str, question: Question) -> bool:
    """Whether `opendome fly` knows this place by its name: degrees are rounded, and cities share names."""
    from opendome.errors import InputError
    from opendome.scenario.places import find_place

    try:
        find_place(text, question.open_library())
    except InputError:
        return False
    return True
