"""Records as tables."""

from __future__ import annotations

import numpy as np

from opendome.records import figures
from opendome.records.frames import figures_frame, outcomes_frame, trajectories_frame
from opendome.records.outcomes import FAILED_BY_ITSELF, LEAKED, MISSED_TARGET, Fought, Outcomes
from unit.outcomes.small import arcs, times


def test_one_row_a_node() -> None:
    flights = arcs(("a-1", "b-1"), (0.0, 10.0))
    table = trajectories_frame(flights)
    assert len(table) == 14
    assert table["threat_id"].to_list() == ["a-1"] * 7 + ["b-1"] * 7
    assert np.array_equal(table["time_s"].to_numpy()[7:], times() + 10.0)
    assert table["event"][0] == "launch"
    assert table["event"][-1] == "impact"
    assert table["position_ecef_y_m"][3] == flights.position[3, 1]
    assert table["status"].unique().to_list() == ["ok"]


def test_some_flights_in_another_order() -> None:
    flights = arcs(("a-1", "b-1", "c-1"), (0.0, 10.0, 20.0)).only(np.array([2, 0]))
    table = trajectories_frame(flights)
    assert table["threat_id"].to_list() == ["c-1"] * 7 + ["a-1"] * 7
    assert np.array_equal(table["time_s"].to_numpy(), np.concatenate((times() + 20.0, times())))
    assert table["node"].to_list() == [*range(7), *range(7)]


def test_figures_keep_their_own_units() -> None:
    table = figures_frame(
        figures.of([("library.a.burn_time_s", 60.0, 50.0, 70.0, "triangular", "", "assumed", "a guess")])
    )
    assert table.row(0, named=True) == {
        "path": "library.a.burn_time_s",
        "value": 60.0,
        "low": 50.0,
        "high": 70.0,
        "unit": "s",
        "shape": "triangular",
        "moves_with": "",
        "source": "assumed",
        "where": "a guess",
    }
    assert len(figures_frame(figures.of([]))) == 0


def test_one_row_a_play_and_threat() -> None:
    nothing = np.zeros((1, 2))
    fought = Fought(
        reason=np.array([[7, 0], [0, 6]], dtype=np.int8), no_leak=nothing[0], leakers=nothing[0],
        used=np.zeros((2, 0)), by_layer=np.zeros((2, 4, 3)), luck=nothing, decided=np.zeros((1, 2, 10)),
        histogram=np.zeros((1, 3)), by_threat=np.zeros((1, 2, 5)), last_launch=nothing, margin=nothing,
    )  # fmt: skip
    outcomes = Outcomes(
        threat_id=("a-1", "a-2"),
        world=np.array([1, 1]),
        play=np.array([1, 51]),
        fate=np.array([[LEAKED, FAILED_BY_ITSELF], [MISSED_TARGET, LEAKED]], dtype=np.int8),
        chance=np.zeros((1, 2, 7)),
        flight_time=nothing,
        apogee=nothing,
        impact_latitude=nothing,
        impact_longitude=nothing,
        miss=nothing,
        known=None,
        fought=fought,
    )
    table = outcomes_frame(outcomes)
    assert table["fate"].to_list() == ["leaked", "failed_by_itself", "missed_target", "leaked"]
    assert table["decided_by"].to_list() == ["missed", "stopped", "stopped", "channel_busy"]
    assert table["play"].to_list() == [1, 1, 51, 51]
    assert table["threat_id"].to_list() == ["a-1", "a-2", "a-1", "a-2"]
