"""Units convert once, in settling: whatever is nested, read again or settled again keeps its numbers."""

from __future__ import annotations

import numpy as np
import pytest

from opendome.scenario.document import Scenario
from opendome.scenario.library import Library
from opendome.scenario.loading import load_scenario
from opendome.scenario.settle import settle

LIBRARY = Library()


@pytest.mark.parametrize("name", LIBRARY.ids("scenarios"))
def test_settling_twice_gives_the_same_numbers(name: str) -> None:
    scenario = load_scenario(name, LIBRARY)
    written = scenario.as_written()
    first = settle(scenario, LIBRARY)
    second = settle(Scenario.model_validate(written), LIBRARY)
    assert scenario.as_written() == written
    assert second.figures.path == first.figures.path
    np.testing.assert_array_equal(second.figures.reference(), first.figures.reference())
    assert second.launches.tobytes() == first.launches.tobytes()  # NaN where a task has no place


@pytest.mark.parametrize("kind", ["threats", "sensors", "interceptors", "sites"])
def test_reading_an_entry_again_keeps_its_numbers(kind: str) -> None:
    for name in LIBRARY.ids(kind):
        entry = LIBRARY.entry(kind, name)
        again = type(entry).model_validate(entry.as_written())
        assert type(entry).model_validate(again).as_written() == entry.as_written()
