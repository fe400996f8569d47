"""What would have to be true: goals, and interceptors shared out."""

from __future__ import annotations

import numpy as np
import pytest

from opendome.answers.replay import CHANCES, FLIGHT, PLAYS, REACH, SENSING, stages_of
from opendome.answers.required import goal_of, with_inventory
from opendome.errors import InputError
from opendome.records.case import Case
from opendome.scenario.library import Library
from opendome.scenario.loading import load_scenario
from opendome.scenario.settle import settle


@pytest.fixture(scope="module")
def case() -> Case:
    library = Library()
    return settle(load_scenario("limited-raid", library), library)


def test_a_goal_is_a_chance() -> None:
    assert goal_of(None, None) is None
    assert goal_of("no_leak_probability=0.9", "inventory") == 0.9
    for text in ("no_leak_probability=0", "no_leak_probability=1", "no_leak_probability=x", "leaks=0.5", ""):
        with pytest.raises(InputError):
            goal_of(text, "inventory")


@pytest.mark.parametrize("count", [0, 1, 10, 11, 43, 44, 45, 10_000])
def test_interceptors_are_shared_out_as_they_are(case: Case, count: int) -> None:
    stock = with_inventory(case, count).defence.shooters["inventory"]
    assert stock.sum() == count
    assert abs(stock[0] - count * 40 / 44) < 1.0


def test_where_there_are_none_all_get_the_same(case: Case) -> None:
    empty = with_inventory(case, 0)
    assert with_inventory(empty, 7).defence.shooters["inventory"].tolist() in ([4, 3], [3, 4])


def test_every_figure_touches_a_stage(case: Case) -> None:
    since = stages_of(case)
    assert set(since) == set(range(len(case.figures)))
    first = {path: since[place] for place, path in enumerate(case.figures.path)}
    assert first["library.gbi.kill_probability_given_launch"] == PLAYS
    assert first["doctrine.midcourse.decide_time_s"] == CHANCES
    assert first["library.gbi.burnout_speed_km_per_s"] == REACH
    assert first["library.lrdr.dwell_s"] == SENSING
    assert first["library.notional-solid-icbm.stages.0.burn_time_s"] == FLIGHT
    assert first["library.notional-solid-icbm.launch_reliability_probability"] == PLAYS


def test_a_case_with_other_interceptors_is_another(case: Case) -> None:
    assert not np.array_equal(with_inventory(case, 10).defence.shooters, case.defence.shooters)
    assert case.defence.inventory_count == 44
