"""How long programmes took, and what is in service today: data of the library that dates are shown beside."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

from opendome.scenario.files import read_document

FILE = Path(__file__).parent.parent / "library" / "studies" / "schedules.yaml"


@dataclass(frozen=True)
class Reference:
    """A programme that was done, or how late it was; one of the two durations is given.

    Attributes:
        id: Short name.
        name: What it was, in words.
        source: A key of the bibliography.
        where: Its place in the source.
        whole_duration_year: From its start to its first capability, or as `where` says.
        late_duration_year: After its plan.
    """

    id: str
    name: str
    source: str
    where: str
    whole_duration_year: float | None = None
    late_duration_year: float | None = None


@dataclass(frozen=True)
class InService:
    """Equipment that is in service today.

    Attributes:
        use: Id of the equipment.
        source, where: Who says so.
        count: How many; None: as many as an architecture lists.
    """

    use: str
    source: str
    where: str
    count: int | None = None


@cache
def references() -> dict[str, Reference]:
    """Every programme of the library's list, by its id."""
    return {one["id"]: Reference(**one) for one in _data()["references"]}


@cache
def in_service() -> dict[str, InService]:
    """Equipment of the library that is in service today, by its id."""
    return {one["use"]: InService(**one) for one in _data()["in_service"]}


def _data() -> Any:
    return read_document(FILE, "library/studies/schedules.yaml").data
