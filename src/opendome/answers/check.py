"""`check`: is a file right?"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from pydantic import Field

from opendome.answers import question as asked
from opendome.contract.envelope import Envelope
from opendome.contract.parts import Part
from opendome.errors import Problem
from opendome.watch import Watch

if TYPE_CHECKING:
    from opendome.scenario.library import Library


class Question(asked.Question):
    """Which files to check."""

    files: tuple[str, ...] = Field(
        min_length=1,
        description="YAML files: scenarios, threats, or any other equipment.",
        json_schema_extra={"position": 0, "metavar": "FILE"},
    )


class ProblemRow(Part):
    """One thing that is wrong."""

    kind: str
    message: str
    file: str | None
    line: int | None
    key: str | None
    value: str | None
    remedy: str


class FileRow(Part):
    """One file checked."""

    file: str
    problems_count: int


class Answer(Envelope):
    """What `check` finds."""

    checked: list[FileRow]
    problems: list[ProblemRow]
    found: list[Any] = Field(exclude=True)

    def document(self, name_nulls: bool = True) -> dict[str, Any]:
        """As every answer; what a problem lacks needs no warning."""
        return super().document(name_nulls and not self.problems)


def answer(question: Question, watch: Watch) -> Answer:
    """Read every file and gather all problems."""
    library = question.open_library()
    from opendome.scenario.loading import check_file

    found: list[Problem] = []
    rows, warnings = [], []
    for done, file in enumerate(question.files):
        watch.step("check", done, len(question.files))
        problems = check_file(file, library, question.settings)
        found.extend(problems)
        if not problems:
            warnings += _warnings(file, library, question.settings)
        rows.append(FileRow(file=file, problems_count=len(problems)))
    return Answer(
        command="check",
        inputs=question.inputs(),
        checked=rows,
        problems=[ProblemRow(**problem.as_answer()) for problem in found],
        found=found,
        sentence=_sentence(rows),
        warnings=warnings,
        sources=[],
    )


def _warnings(file: str, library: Library, settings: tuple[str, ...]) -> list[str]:
    """What is not wrong in a scenario, and yet must be known."""
    from opendome.answers.orbit_warnings import orbit_warnings
    from opendome.scenario.loading import is_scenario, load_scenario
    from opendome.scenario.settle import settle

    if not is_scenario(file, library):
        return []
    scenario = load_scenario(file, library, settings)
    if all(use.constellation is None for use in scenario.architecture.interceptors):
        return []
    return orbit_warnings(settle(scenario, library))


def _sentence(rows: list[FileRow]) -> str:
    from opendome.reports.numbers import count

    wrong = [row for row in rows if row.problems_count]
    if not wrong:
        return f"{rows[0].file} is right." if len(rows) == 1 else f"All {len(rows)} files are right."
    total = sum(row.problems_count for row in wrong)
    if len(rows) == 1:
        return f"{rows[0].file} has {count(total, 'problem')}."
    return (
        f"{len(wrong)} of {len(rows)} files {'has' if len(wrong) == 1 else 'have'} problems, {total} in all."
    )
