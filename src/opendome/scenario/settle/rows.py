"""The one table of figures while it is being filled: each figure once, whoever uses it."""

from __future__ import annotations

from dataclasses import dataclass, field

from opendome.records import case as cases
from opendome.records import figures
from opendome.records.figures import Figures
from opendome.scenario.equipment import Equipment
from opendome.scenario.figures import Figure, Path

Row = tuple[str, float, float, float, str, str, str, str]


@dataclass
class Rows:
    """Figures by path, in the order in which they were first used."""

    rows: list[Row] = field(default_factory=list)
    place: dict[str, int] = field(default_factory=dict)

    def of_entry(self, name: str, spec: Equipment, path: Path, figure: Figure | None) -> int:
        """Place of a figure of a library entry in the table, or ABSENT."""
        if figure is None:
            return cases.ABSENT
        text = ".".join(("library", name, *map(str, path)))
        if text not in self.place:
            low, high = figure.ends
            source, where = spec.source_of(path, figure)
            self.place[text] = len(self.rows)
            numbers = float(figure.value), float(low), float(high)
            self.rows.append((text, *numbers, figure.shape, figure.moves_with, source, where))
        return self.place[text]

    def table(self) -> Figures:
        """The table."""
        return figures.of(self.rows)
