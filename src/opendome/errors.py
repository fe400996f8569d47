"""What can go wrong, as one tree.

    OpenDomeError            exit 1  anything OpenDome itself reports
    ├── InputError           exit 2  what was given cannot be used; carries every `Problem` found
    ├── RunError             exit 1  a run could not finish (disk full, folder not ours)
    └── Stopped              exit 130  somebody asked us to stop; whole worlds are left behind

Failures of single elements in a batch (one missile of a thousand) are not errors but values: a `status`
column with a documented code.
"""

from __future__ import annotations

from dataclasses import asdict, dataclass
from typing import Any


@dataclass(frozen=True)
class Problem:
    """One thing that is wrong with what was given, and the way out.

    Attributes:
        kind: A short, stable word for programs: `unknown_key`, `unknown_name`, `out_of_range`, …
        message: What is wrong, one sentence.
        remedy: What to do about it, one sentence; may be empty.
        file: The file as the user named it, or None for the command line.
        line: Line number, from 1.
        column: Column of the caret, from 1.
        length: How many characters the caret covers.
        key: Path of the key, as `raid[0].launch.lat_deg`.
        value: The value given, as text.
        text: The line itself, as it stands in the file.
    """

    kind: str
    message: str
    remedy: str = ""
    file: str | None = None
    line: int | None = None
    column: int | None = None
    length: int = 1
    key: str | None = None
    value: str | None = None
    text: str | None = None

    def as_answer(self) -> dict[str, Any]:
        """The keys that the contract promises for an error."""
        whole = asdict(self)
        return {name: whole[name] for name in ("kind", "message", "file", "line", "key", "value", "remedy")}


class OpenDomeError(Exception):
    """Root of everything OpenDome reports."""

    exit_code = 1
    kind = "error"

    def problems(self) -> list[Problem]:
        """The problems to show; an error that is not about input has one."""
        return [Problem(kind=self.kind, message=str(self))]


class InputError(OpenDomeError):
    """What was given cannot be used. Holds all problems found, not only the first."""

    exit_code = 2
    kind = "input"

    def __init__(self, *found: Problem) -> None:
        if not found:
            raise ValueError("an InputError needs at least one problem")
        self.found = list(found)
        super().__init__("; ".join(problem.message for problem in found))

    def problems(self) -> list[Problem]:
        """All problems, in the order of the file."""
        return self.found


class RunError(OpenDomeError):
    """A run could not finish, and not because of what was given."""

    kind = "run"

    def __init__(self, message: str, remedy: str = "") -> None:
        self.remedy = remedy
        super().__init__(message)

    def problems(self) -> list[Problem]:
        """The one problem, with its way out."""
        return [Problem(kind=self.kind, message=str(self), remedy=self.remedy)]


class Stopped(OpenDomeError):
    """Somebody asked us to stop."""

    exit_code = 130
    kind = "stopped"
