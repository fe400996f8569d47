"""What a report says around a picture: question, finding, how to read it, what it is drawn from."""

from __future__ import annotations

from dataclasses import asdict, dataclass
from typing import Any

Cell = str | float | int | None
"""One cell of a table; None is what does not exist."""


@dataclass(frozen=True)
class Data:
    """The numbers that a picture is drawn from.

    Attributes:
        columns: Headings, each with its unit in square brackets where it has one.
        rows: One cell a column.
    """

    columns: tuple[str, ...]
    rows: tuple[tuple[Cell, ...], ...]


@dataclass(frozen=True)
class Plate:
    """One picture of a report.

    Attributes:
        name: Stem of its files in the folder `figures`.
        question: Its heading.
        finding: One sentence with its number, made from the results.
        reading: How to read it, and which doubt it shows.
        drawn_by: The three numbers or so that draw the picture, for those who cannot see it.
        head: How many pixels heading and caption take at the top of the picture file; a report that says both
            itself leaves them out.
        used: Paths of figures that it hangs on most; a path may end in `.*` and stand for all below it.
        data: The table under it.
    """

    name: str
    question: str
    finding: str
    reading: str
    drawn_by: str
    head: float
    used: tuple[str, ...]
    data: Data

    @property
    def alternative(self) -> str:
        """What stands for the picture where it cannot be seen."""
        return f"{self.question} {self.finding} {self.drawn_by}".strip()


def as_data(plates: list[Plate]) -> dict[str, Any]:
    """Plates as plain data, for JSON."""
    return {"figures": [asdict(plate) for plate in plates]}


def from_data(document: dict[str, Any]) -> list[Plate]:
    """Plates from what `as_data` made.

    Raises:
        KeyError, TypeError: It is something else.
    """
    found = []
    for one in document["figures"]:
        rows = tuple(tuple(row) for row in one["data"]["rows"])
        table = Data(tuple(one["data"]["columns"]), rows)
        found.append(Plate(**{**one, "used": tuple(one["used"]), "data": table}))
    return found
