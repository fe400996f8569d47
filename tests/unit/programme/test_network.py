"""Networks: the two passes, slack, the critical path, and what waits for itself."""

from __future__ import annotations

from itertools import pairwise

import numpy as np
import pytest

from opendome.programme import network as passes
from opendome.records.network import loop, network


def test_a_late_start_waits_for_its_date() -> None:
    net = network(["a", "b"], [[], ["a"]], not_before=[0.0, 5.0])
    start, finish = passes.forward(net, np.array([2.0, 1.0]))
    assert start.tolist() == [0.0, 5.0]
    assert finish.tolist() == [2.0, 6.0]
    assert passes.slack(net, np.array([2.0, 1.0]), start, finish).tolist() == [3.0, 0.0]
    assert passes.critical_path(net, np.array([2.0, 1.0])) == (1,)


def test_what_runs_alongside_ends_no_sooner() -> None:
    """Launching begins with the first made, and ends with the last: making holds it up, not launching."""
    net = network(["make", "launch", "stands"], [[], [], ["launch"]], [[], ["make"], []])
    long = np.array([4.0, 1.0, 0.0])
    start, finish = passes.forward(net, long)
    assert finish.tolist() == [4.0, 4.0, 4.0]
    assert passes.slack(net, long, start, finish).tolist() == [0.0, 3.0, 0.0]
    assert passes.critical_path(net, long) == (0, 2)
    slow = np.array([4.0, 9.0, 0.0])
    assert passes.slack(net, slow, *passes.forward(net, slow)).tolist() == [5.0, 0.0, 0.0]


def test_slack_is_what_an_activity_may_take_longer() -> None:
    net = network(["a", "b", "c", "d"], [[], ["a"], ["a"], ["b", "c"]])
    long = np.array([[1.0, 2.0], [5.0, 1.0], [2.0, 2.0], [1.0, 1.0]])
    start, finish = passes.forward(net, long)
    spare = passes.slack(net, long, start, finish)
    assert passes.end(finish).tolist() == [7.0, 5.0]
    for place in range(4):
        for draw in range(2):
            more = long[:, draw].copy()
            more[place] += spare[place, draw]
            assert passes.end(passes.forward(net, more)[1]) == passes.end(finish)[draw]
            more[place] += 0.5
            assert passes.end(passes.forward(net, more)[1]) == passes.end(finish)[draw] + 0.5


def test_a_loop_is_named_with_its_members() -> None:
    waits = {"a": ("c",), "b": ("a",), "c": ("b",), "d": ("c",)}
    around = loop(waits)
    assert around[0] == around[-1] == "a"
    assert set(around) == {"a", "b", "c"}
    for before, after in pairwise(around):
        assert before in waits[after]
    with pytest.raises(ValueError, match="wait for one another"):
        network(list(waits), list(waits.values()))
    assert loop({"a": (), "b": ("a",)}) == []


def test_a_loop_over_ends_is_one() -> None:
    with pytest.raises(ValueError, match="wait for one another"):
        network(["a", "b"], [["b"], []], [[], ["a"]])


def test_names_that_are_not_there_are_refused() -> None:
    with pytest.raises(ValueError, match="no activity is called x"):
        network(["a"], [["x"]])
    with pytest.raises(ValueError, match="one name"):
        network(["a", "a"], [[], []])


def test_pert_by_hand() -> None:
    mean, variance = passes.pert(np.array([5.0]), np.array([8.0]), np.array([17.0]))
    assert (mean[0], variance[0]) == (9.0, 4.0)
    assert passes.pert_chance(5.0, 0.0, 5.0) == 1.0
    assert passes.pert_chance(5.0, 0.0, 4.0) == 0.0
    assert passes.pert_chance(5.0, 4.0, 5.0) == 0.5
