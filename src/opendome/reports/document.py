"""`report.html`: one file that reads from top to bottom, works offline, has no script, and prints well."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from functools import cache
from typing import TYPE_CHECKING, Any

from opendome.records.defence import IN_ORBIT
from opendome.reports import fallen_parts, findings, limits, missiles, numbers, sensors_told, style
from opendome.reports.assumptions import Assumption, assumptions, used
from opendome.reports.inline import inline
from opendome.reports.plates import Cell, Plate

if TYPE_CHECKING:
    from jinja2 import Environment

    from opendome.contract.run import Answer

MOST_ROWS = 60
"""A table has so many rows a missile; larger raids are grouped."""

WORST = 20
"""Of those the missiles that get through most are listed."""

PARTS = (
    ("answer", "The answer", ("how-many-get-through", "how-big-a-raid-in-report")),
    ("raid", "The raid", ("where-they-land", "minute-by-minute")),
    ("why", "Why", ("what-each-layer-stopped", "why-they-got-through", "how-well-known")),
    ("sure", "How sure", ("what-runs-out", "what-moves-the-answer")),
    ("assumptions", "Assumptions", ()),
    ("sources", "Sources, and how to cite", ()),
)
"""Anchor, title and pictures of each part; the order of the pictures is that of their numbers."""


@dataclass(frozen=True)
class Kept:
    """What a run folder holds, as a report needs it.

    Attributes:
        answer: The answer.
        plates: Of the pictures.
        pictures: The SVG of each, by its name.
        figures: Rows of `figures.parquet`.
        bibliography: A line to print for each source, by its key.
        epoch: When the scenario is set.
        digest: Of all inputs.
        scenario: As it was run.
        reproduce: The command that runs it again.
        own: Name of the scenario's own file; "" where the library has it.
        remains: Rows of `remains.parquet`; none where nobody shoots at missiles on their way up.
    """

    answer: Answer
    plates: Sequence[Plate]
    pictures: Mapping[str, str]
    figures: Sequence[Mapping[str, Any]]
    bibliography: Mapping[str, str]
    epoch: str
    digest: str
    scenario: Mapping[str, Any]
    reproduce: str
    own: str
    remains: Sequence[Mapping[str, Any]] = ()


@dataclass(frozen=True)
class Number:
    """One of the three numbers at the top."""

    what: str
    value: str
    range: str


@dataclass(frozen=True)
class Figure:
    """One picture in its place."""

    number: int
    plate: Plate
    svg: str
    rows: list[list[str]]
    right: list[bool]
    used: list[Assumption]


@dataclass(frozen=True)
class Table:
    """A table with a title; `right` says which columns stand to the right."""

    title: str
    columns: Sequence[str]
    rows: Sequence[Sequence[str]]
    right: Sequence[bool]
    note: str = ""


@dataclass
class Part:
    """One part of the report."""

    anchor: str
    title: str
    figures: list[Figure] = field(default_factory=list)
    sentences: list[str] = field(default_factory=list)
    tables: list[Table] = field(default_factory=list)
    left_out: list[tuple[str, list[str]]] = field(default_factory=list)


def compose(kept: Kept) -> str:
    """The page.

    Args:
        kept: What the run folder holds.

    Raises:
        ValueError: A picture is not one of ours.
    """
    answer = kept.answer
    cited = [key for key in answer.sources if key in kept.bibliography]
    rows = assumptions(kept.figures, answer.drivers, cited)
    shown = f"{answer.runs_count:,} run" + ("s" if answer.runs_count != 1 else "")
    content = {
        "answer": answer,
        "size": size(answer),
        "three": three(answer),
        "epoch": date(kept.epoch),
        "seed": kept.answer.inputs["seed"],
        "runs": shown,
        "reproduce": kept.reproduce,
        "own": kept.own,
        "parts": parts(kept, rows),
        "assumptions": rows,
        "counted": findings.figures_counted(answer.figures_count),
        "sources": [{"key": key, "line": kept.bibliography[key]} for key in cited],
        "digest": kept.digest[:8],
        "scenario": json.dumps(kept.scenario, ensure_ascii=False, indent=1),
        "foot": f"{answer.scenario_name} · {kept.digest[:8]} · OpenDome {answer.opendome}",
    }
    pages = _pages()
    css = pages.get_template("report.css").render(fonts=style.font_faces(), foot=content["foot"])
    return pages.get_template("report.html").render(css=css, **content) + "\n"


def size(answer: Answer) -> str:
    """How large the raid is, and what stands against it."""
    said = numbers.missiles(answer.threats_count)
    count = answer.interceptors_count
    return f"{said} · {count:,} interceptor{'' if count == 1 else 's'}" if count else said


def three(answer: Answer) -> list[Number]:
    """The three numbers at the top, each with what is not known in brackets."""
    chance, through = answer.no_leak_probability, answer.leakers_count
    ends = [numbers.hundredths(end) for end in (chance.low or 0.0, chance.high or 0.0)]
    mean, band = numbers.banded(through.value or 0.0, through.low or 0.0, through.high or 0.0)
    found = [
        Number(
            "nothing gets through",
            numbers.of_100(chance.value or 0.0),
            f"({ends[0]}–{ends[1]})" if ends[0] != ends[1] else "",
        ),
        Number("get through on average", f"{mean} of {answer.threats_count:,}", _bracketed(band)),
    ]
    if answer.interceptors_count:
        fired = answer.interceptors_used_count
        mean, band = numbers.banded(fired.value or 0.0, fired.low or 0.0, fired.high or 0.0)
        used_up = f"{mean} of {answer.interceptors_count:,}"
        found.append(Number("interceptors used", used_up, _bracketed(band)))
    return found


def _bracketed(band: str) -> str:
    low, high = band.split("–")
    return f"({band})" if low != high else ""


def date(epoch: str) -> str:
    """A day in prose: `1 January 2026`."""
    day = datetime.fromisoformat(epoch)
    return f"{day.day} {day:%B} {day.year}"


def parts(kept: Kept, rows: Sequence[Assumption]) -> list[Part]:
    """Every part with its pictures, numbered through, its sentences and tables."""
    plates = {plate.name: plate for plate in kept.plates}
    number = 0
    made = []
    for anchor, title, names in PARTS:
        part = Part(anchor, title)
        for name in names:
            if name in plates:
                number += 1
                part.figures.append(_figure(number, plates[name], kept.pictures[name], rows))
        made.append(part)
    by_anchor = {part.anchor: part for part in made}
    answer = kept.answer
    by_anchor["answer"].sentences = [*([answer.binding] if answer.binding else []), *answer.warnings]
    by_anchor["raid"].sentences = [said for said in (answer.landing, answer.watching) if said]
    by_anchor["raid"].tables = _missiles(answer)
    if kept.remains:
        first = min(row.launch_s for row in answer.by_threat)
        ids = [row.threat_id for row in answer.by_threat]
        parts_of = fallen_parts.table(kept.remains[:MOST_ROWS], ids, first)
        by_anchor["raid"].tables.append(Table("Where parts come down", *parts_of))
    by_anchor["why"].sentences = [*answer.why, *_ask_further(answer)]
    if answer.by_sensor:
        by_anchor["why"].tables = [Table("What each sensor buys", *sensors_told.table(answer))]
    by_anchor["sure"].left_out = limits.told(_stages(answer))
    return made


def _figure(number: int, plate: Plate, svg: str, rows: Sequence[Assumption]) -> Figure:
    cells = [[_cell(cell) for cell in row] for row in plate.data.rows]
    right = [
        all(isinstance(row[place], (int, float)) or row[place] is None for row in plate.data.rows)
        for place in range(len(plate.data.columns))
    ]
    drawn = inline(svg, f"f{number}", plate.alternative, plate.head)
    return Figure(number, plate, drawn, cells, right, used(rows, plate.used))


def _cell(cell: Cell) -> str:
    if cell is None:
        return numbers.MISSING
    return f"{cell:,.4g}" if isinstance(cell, float) else f"{cell:,}" if isinstance(cell, int) else cell


def _missiles(answer: Answer) -> list[Table]:
    """A row a missile; of a large raid groups, and those that get through most."""
    rows = missiles.since_first(answer.by_threat)
    shown = missiles.columns(answer)
    note = missiles.foot(shown, bool(answer.fire_control.interceptor)) + "."
    right = [column[1] for column in shown]
    made = []
    title = "Every missile"
    if len(rows) > MOST_ROWS:
        groups = Table("By class and aim", missiles.GROUP_HEAD, missiles.groups(rows), missiles.GROUP_RIGHT)
        made, rows = [groups], missiles.worst(rows, WORST)
        title = f"The {WORST} that get through most"
    return [*made, Table(title, *missiles.cells(shown, rows), right, note[:1].upper() + note[1:])]


def _ask_further(answer: Answer) -> list[str]:
    """Which command tells one missile's story."""
    worst = missiles.worst(answer.by_threat, 1)[0]
    return [f"Why did one get through, or not? Ask: opendome explain FOLDER {worst.threat_id}"]


FLOWN_AS = {
    "glide": {"hgv", "aeroballistic"},
    "cruise": {"lacm", "supersonic_cruise", "hypersonic_cruise", "drone"},
}
"""Model pages of what is not ballistic, with the classes that fly so."""


def _stages(answer: Answer) -> list[str]:
    """Stages that this run went through."""
    classes = {row.threat_class for row in answer.by_threat}
    found = ["flight"]
    found += [stage for stage, those in FLOWN_AS.items() if classes & those]
    found += ["sensing", "tracking"] if answer.sensors_count else []
    found += ["interception"] if answer.interceptors_count else []
    found += ["orbit"] if any(row.site == IN_ORBIT for row in answer.by_site) else []
    return found + (["engagement"] if answer.interceptors_count else [])


@cache
def _pages() -> Environment:
    from jinja2 import Environment, PackageLoader

    pages = Environment(
        loader=PackageLoader("opendome.reports", "pages"),
        autoescape=lambda name: name is not None and name.endswith(".html"),
        trim_blocks=True,
        keep_trailing_newline=False,
    )
    pages.filters |= {"css": css_text, "glued": numbers.glued}
    return pages


def css_text(text: str) -> str:
    """A text as a string of CSS that ends neither its quotes nor the style sheet."""
    return '"' + "".join(one if one.isalnum() or one in " ·.,-" else f"\\{ord(one):x} " for one in text) + '"'
