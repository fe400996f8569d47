"""Tables of `opendome run`: missiles, layers, sensors."""

from __future__ import annotations

from opendome.cli.page import Page
from opendome.cli.wrapping import wrap
from opendome.contract.run import Answer
from opendome.contract.shots import LayerRow
from opendome.reports import missiles as shown
from opendome.reports import numbers, sensors_told

MOST_ROWS = 12
WORST = 5

DROPPED = ("Burnout", "Range", "Highest", "Launched", "Lands", "Shots", "Seen")
"""Columns that give way where the screen is narrow, in this order."""


def missiles(page: Page, answer: Answer) -> None:
    """One row a missile; a large raid by class and aim, with those that get through most."""
    rows = shown.since_first(answer.by_threat)
    many = len(rows) > MOST_ROWS
    if many:
        page.table(shown.GROUP_HEAD, shown.groups(answer.by_threat), shown.GROUP_RIGHT)
        page.line()
        rows = shown.worst(rows, WORST)
        page.line(f"  The {numbers.word(WORST)} that get through most:")
    columns = shown.columns(answer)
    for name in DROPPED:
        if page.fits(*shown.cells(columns, rows)):
            break
        columns = [column for column in columns if column[0] != name]
    page.table(*shown.cells(columns, rows), [column[1] for column in columns])
    if many:
        page.line(f"  … {len(answer.by_threat) - WORST:,} more in the report")
    to_shoot = bool(answer.fire_control.interceptor)
    for part in wrap(shown.foot(columns, to_shoot), page.width - 4):
        page.line("  " + part)


def layers(page: Page, answer: Answer) -> None:
    """What each layer shot at and stopped, on average of one raid."""
    cells = [[row.layer, *_shot(row)] for row in answer.by_layer]
    page.table(("Layer", "Shot at", "Shots", "Stopped"), cells, (False, True, True, True))


def _shot(row: LayerRow) -> tuple[str, str, str]:
    """At how many missiles a layer shoots, how often, and how many it stops; "none" where it never does."""
    if not row.shots_count:
        return "none", numbers.MISSING, numbers.MISSING
    stopped = numbers.significant(row.intercepted_count) if row.intercepted_count else "none"
    return numbers.significant(row.engaged_count), numbers.significant(row.shots_count), stopped


def sensors(page: Page, answer: Answer) -> None:
    """What each system of sensors saw, and what is lost without it."""
    columns, cells, right = sensors_told.table(answer)
    cells = cells[:MOST_ROWS]
    rest = 2 + sum(2 + max(len(row[place]) for row in cells) for place in (1, 2, 3))
    cells = [[_clipped(row[0], page.width - rest), *row[1:]] for row in cells]
    page.table(columns, cells, right)
    if len(answer.by_sensor) > MOST_ROWS:
        page.line(f"  … {len(answer.by_sensor) - MOST_ROWS:,} more in the report")


def _clipped(name: str, most: int) -> str:
    return name if len(name) <= most else name[: max(most - 1, 8)] + "…"
