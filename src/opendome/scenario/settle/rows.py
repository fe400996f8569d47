"""The one table of figures while it is being filled: each figure once, whoever uses it."""

from __future__ import annotations

from dataclasses import dataclass, field

import numpy as np

from opendome.records import case as cases
from opendome.records import figures
from opendome.records.figures import Figures, Row
from opendome.records.sampling import JEFFREYS, posterior
from opendome.scenario.equipment import Equipment
from opendome.scenario.figures import Figure, Path
from opendome.scenario.interceptors import TestRecord

DIGITS = 4
"""Decimals of a probability after a test record."""


@dataclass
class Rows:
    """Figures by path, in the order in which they were first used."""

    rows: list[Row] = field(default_factory=list)
    place: dict[str, int] = field(default_factory=dict)
    records: dict[int, tuple[int, int]] = field(default_factory=dict)

    def of_entry(self, name: str, spec: Equipment, path: Path, figure: Figure | None) -> int:
        """Place of a figure of a library entry in the table, or ABSENT."""
        if figure is None:
            return cases.ABSENT
        return self._add(("library", name, *path), figure, spec.source_of(path, figure))

    def of_scenario(self, path: Path, figure: Figure | None) -> int:
        """Place of a figure that a scenario itself holds, or ABSENT."""
        if figure is None:
            return cases.ABSENT
        return self._add(path, figure, (figure.source, figure.where))

    def of_record(self, name: str, path: Path, record: TestRecord) -> int:
        """Place of a probability that is drawn from a test record."""
        hits, tests = record.hits_count, record.tests_count
        low, high = posterior(np.array([0.05, 0.95]), hits, tests)
        mean = (hits + 0.5) / (tests + 1.0)
        said = f"{hits} of {tests} tests, Jeffreys prior; ends are the 5th and 95th percentile"
        where = f"{said}; {record.where}" if record.where else said
        # as many digits as a reader has use for: the draws come from the record itself
        figure = Figure(
            value=round(mean, DIGITS), low=round(float(low), DIGITS), high=round(float(high), DIGITS)
        )
        place = self._add(("library", name, *path), figure, (record.source, where), JEFFREYS)
        self.records[place] = hits, tests
        return place

    def _add(self, path: Path, figure: Figure, source: tuple[str, str], shape: str = "") -> int:
        text = ".".join(map(str, path))
        if text not in self.place:
            low, high = figure.ends
            self.place[text] = len(self.rows)
            numbers = float(figure.value), float(low), float(high)
            self.rows.append((text, *numbers, shape or figure.shape, figure.moves_with, *source))
        return self.place[text]

    def table(self) -> Figures:
        """The table."""
        return figures.of(self.rows, self.records)
