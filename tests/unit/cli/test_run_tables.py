"""Tables of a run on the screen."""

from __future__ import annotations

import pytest

from opendome.cli import run_tables
from opendome.contract.parts import Band
from opendome.contract.shots import LayerRow


@pytest.mark.parametrize(
    ("counts", "cells"),
    [
        ((3.2, 12.8, 2.91), ("3.2", "13", "2.9")),
        ((0.5, 1.0, 0.0), ("0.50", "1.0", "none")),
        ((0.0, 0.0, 0.0), ("none", "–", "–")),
    ],
)
def test_a_layer_that_never_shoots_says_so(
    counts: tuple[float, float, float], cells: tuple[str, str, str]
) -> None:
    row = LayerRow(
        layer="terminal", engaged_count=counts[0], shots_count=counts[1], intercepted_count=counts[2],
        shots_per_look_count=2, looks_maximum_count=1, reserve_count=0,
        intercepted_fraction=Band(value=0.0, low=0.0, high=0.0),
    )  # fmt: skip
    assert run_tables._shot(row) == cells
