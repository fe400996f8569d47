"""The flat table of figures: every published or assumed number that a case hangs on.

One table feeds the draws, the tornado, the assumptions of a report, the sources and `show`.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from functools import cached_property
from typing import TYPE_CHECKING

import numpy as np

from opendome import units
from opendome.arrays import Floats
from opendome.records.sampling import JEFFREYS, SHAPES, posterior, quantile, strata

if TYPE_CHECKING:
    import polars


@dataclass(frozen=True)
class Figures:
    """All figures of a case. Every tuple has one entry a figure; order is the order of settling.

    Attributes:
        path: Where the figure stands, as `library.scud-b.stages.0.dry_mass_kg`; unique.
        value, low, high: As written, in the unit that the path ends in. A figure without a range has
            `low == value == high`. Of a test record: mean, 5th and 95th percentile of its posterior.
        shape: How it is drawn between its ends: one of `sampling.SHAPES`, or `jeffreys`.
        moves_with: Name of a group whose members are drawn together, or "".
        source: Bibliography key, `assumed`, or "" where the user gave none.
        where: Page, table or equation in the source, or "".
    """

    path: tuple[str, ...]
    value: Floats
    low: Floats
    high: Floats
    shape: tuple[str, ...]
    moves_with: tuple[str, ...]
    source: tuple[str, ...]
    where: tuple[str, ...]
    record: Mapping[int, tuple[int, int]] = field(default_factory=dict)
    """Hits and tests of those figures whose shape is `jeffreys`, by their place."""
    factor: Floats = field(init=False, repr=False)
    """What turns the written number into SI, from the ending of the path."""

    def __post_init__(self) -> None:
        unknown = set(self.shape) - {*SHAPES, JEFFREYS}
        if unknown:
            raise ValueError(f"unknown shapes: {sorted(unknown)}")
        if {place for place, shape in enumerate(self.shape) if shape == JEFFREYS} != set(self.record):
            raise ValueError("a figure has a test record if, and only if, its shape is jeffreys")
        factors = [units.si_factor(path.rsplit(".", 1)[-1]) for path in self.path]
        object.__setattr__(self, "factor", np.array(factors, dtype=np.float64))

    def __len__(self) -> int:
        return len(self.path)

    @cached_property
    def unit(self) -> tuple[str, ...]:
        """The ending of each path: its unit, or a dimensionless ending, or ""."""
        return tuple(units.ending_of(path.rsplit(".", 1)[-1]) or "" for path in self.path)

    def reference(self) -> Floats:
        """Every figure at its value, SI, shape (figure,): what world 0 holds."""
        return self.value * self.factor

    def draw(self, seed: int, worlds_count: int) -> Floats:
        """Draws of all figures for the counted worlds, stratified (Latin hypercube).

        A figure's draw depends on the seed, its own path and its own range, on nothing else: adding a
        figure changes no other figure's draws.

        Args:
            seed: The run's seed.
            worlds_count: How many worlds are drawn (the reference world is not among them).

        Returns:
            Draws in SI, shape (world, figure).
        """
        drawn = np.empty((worlds_count, len(self)), dtype=np.float64)
        for column, path in enumerate(self.path):
            if self.low[column] == self.high[column]:
                drawn[:, column] = self.value[column]
                continue
            share = strata(seed, self.moves_with[column] or path, worlds_count)
            ends = self.low[column], self.value[column], self.high[column]
            if column in self.record:
                drawn[:, column] = posterior(share, *self.record[column])
            else:
                drawn[:, column] = quantile(self.shape[column], share, *ends)
        return drawn * self.factor

    def count(self) -> tuple[int, int, int]:
        """How many figures have a source, are assumed, and were given without one."""
        assumed = sum(source == "assumed" for source in self.source)
        bare = sum(source == "" for source in self.source)
        return len(self) - assumed - bare, assumed, bare

    def to_frame(self) -> polars.DataFrame:
        """One row a figure."""
        from opendome.records.frames import figures_frame

        return figures_frame(self)

    def keys(self) -> list[str]:
        """Bibliography keys used, sorted."""
        return sorted(set(self.source) - {"", "assumed"})


Row = tuple[str, float, float, float, str, str, str, str]
"""One figure: path, value, low, high, shape, moves_with, source, where."""


def of(
    rows: Sequence[Row],
    record: Mapping[int, tuple[int, int]] | None = None,
) -> Figures:
    """The table of these rows: path, value, low, high, shape, moves_with, source, where.

    Args:
        rows: One a figure.
        record: Hits and tests of figures drawn from a test record, by row.
    """
    return Figures(
        path=tuple(row[0] for row in rows),
        value=np.array([row[1] for row in rows], dtype=np.float64),
        low=np.array([row[2] for row in rows], dtype=np.float64),
        high=np.array([row[3] for row in rows], dtype=np.float64),
        shape=tuple(row[4] for row in rows),
        moves_with=tuple(row[5] for row in rows),
        source=tuple(row[6] for row in rows),
        where=tuple(row[7] for row in rows),
        record=record or {},
    )


def joined(first: Figures, second: Figures) -> Figures:
    """Two tables as one: places of the first stay, those of the second follow."""
    shift = len(first)
    return Figures(
        path=(*first.path, *second.path),
        value=np.concatenate((first.value, second.value)),
        low=np.concatenate((first.low, second.low)),
        high=np.concatenate((first.high, second.high)),
        shape=(*first.shape, *second.shape),
        moves_with=(*first.moves_with, *second.moves_with),
        source=(*first.source, *second.source),
        where=(*first.where, *second.where),
        record={**first.record, **{shift + place: found for place, found in second.record.items()}},
    )
