"""Dates by draws: shapes that stay what they are, the correlation asked for, the same bytes in any blocks."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import pytest

from dating import made, schedule_of
from opendome.programme import dates, standing
from opendome.programme import network as passes
from opendome.records.network import network
from opendome.records.sampling import SHAPES, quantile
from opendome.records.schedule import Line

PAIR = network(["a", "b"], [[], []])


@pytest.mark.parametrize("shape", SHAPES)
def test_a_shape_is_looked_up_to_a_hundred_thousandth_of_its_width(shape: str) -> None:
    from scipy.special import ndtr

    normal = np.random.default_rng(1).standard_normal(100_000)
    plan = schedule_of(network(["a"], [[]]), [(1.0, 2.0, 7.0)], shape)
    found = dates.shaped(plan.figures, 0, normal.copy())
    exact = quantile(shape, ndtr(normal), 1.0, 2.0, 7.0)
    assert np.abs(found - exact).max() < 2e-5 * 6.0


@pytest.mark.parametrize("shape", SHAPES)
@pytest.mark.parametrize("shared", [0.0, 0.6])
def test_each_figure_keeps_its_own_shape(shape: str, shared: float) -> None:
    plan = schedule_of(PAIR, [(1.0, 2.0, 7.0), (2.0, 2.0, 3.0)], shape, shared)
    drawn = dates.figures(plan, 5, 0, 60_000)
    for place in range(2):
        low, value, high = (float(getattr(plan.figures, key)[place]) for key in ("low", "value", "high"))
        at = np.array([0.05, 0.25, 0.5, 0.75, 0.95])
        np.testing.assert_allclose(
            np.quantile(drawn[place], at), quantile(shape, at, low, value, high), atol=0.015 * (high - low)
        )


@pytest.mark.parametrize("shared", [0.0, 0.3, 0.8])
def test_normal_scores_are_correlated_as_asked(shared: float) -> None:
    """A uniform duration is a share, so its normal score is what was drawn."""
    from scipy.special import ndtri

    plan = schedule_of(PAIR, [(0.0, 0.5, 1.0)] * 2, "uniform", shared)
    scores = ndtri(np.clip(dates.figures(plan, 2, 0, 40_000), 1e-9, 1.0 - 1e-9))
    error = (1.0 - shared**2) / np.sqrt(40_000)
    assert abs(np.corrcoef(scores)[0, 1] - shared) < 5.0 * error + 1e-3


def test_rates_fall_where_durations_rise() -> None:
    plan = made(100.0, (10.0, 20.0, 40.0), (1.0, 2.0, 4.0))
    drawn = dates.figures(plan, 1, 0, 20_000)
    assert np.corrcoef(drawn)[0, 1] < -0.2


def test_blocks_do_not_change_a_draw(monkeypatch: pytest.MonkeyPatch) -> None:
    net = network(["a", "b", "c"], [[], ["a"], ["a"]])
    plan = schedule_of(net, [(1.0, 2.0, 4.0), (1.0, 3.0, 4.0), (2.0, 2.5, 5.0)], shared=0.3,
                       kind=["development", "milestone", "test"])  # fmt: skip
    whole = dates.dates(plan, 3, 5_000)
    monkeypatch.setattr(dates, "BLOCK", 512)
    small = dates.dates(plan, 3, 5_000)
    assert whole.finish.tobytes() == small.finish.tobytes()
    assert whole.starts.tobytes() == small.starts.tobytes()
    np.testing.assert_allclose(whole.sensitivity, small.sensitivity, atol=1e-12)
    assert whole.critical.tolist() == small.critical.tolist()
    more = dates.dates(plan, 3, 8_000)
    assert more.finish[:, :5_000].tobytes() == whole.finish.tobytes()
    assert dates.dates(plan, 4, 5_000).finish.tobytes() != whole.finish.tobytes()


def test_criticality_and_sensitivity_of_two_that_race() -> None:
    """Of two alike activities each holds up the end half of the time."""
    net = network(["a", "b", "end"], [[], [], ["a", "b"]])
    plan = schedule_of(net, [(1.0, 2.0, 4.0), (1.0, 2.0, 4.0), (1.0, 1.0, 1.0)])
    found = dates.dates(plan, 1, 40_000)
    assert found.critical[0] == pytest.approx(0.5, abs=0.0125)
    assert found.critical[0] + found.critical[1] == pytest.approx(1.0)
    assert found.critical[2] == 1.0
    assert found.sensitivity[2] == 0.0
    by_hand = np.corrcoef(dates.figures(plan, 1, 0, 40_000)[0], found.finish[-1])[0, 1]
    assert found.sensitivity[0] == pytest.approx(by_hand, abs=1e-9)


def test_of_one_duration_the_sensitivity_is_whole() -> None:
    found = dates.dates(schedule_of(network(["a"], [[]]), [(1.0, 2.0, 9.0)]), 1, 2_000)
    assert found.sensitivity[0] == pytest.approx(1.0)
    assert found.critical[0] == 1.0


@pytest.mark.parametrize(("ends", "later"), [((1.0, 2.0, 6.0), True), ((1.0, 5.0, 6.0), False)])
def test_a_triangle_leans_further_to_its_longer_side_than_pert(
    ends: tuple[float, float, float], later: bool
) -> None:
    plan = schedule_of(network(["a"], [[]]), [ends], shape="triangular")
    mean = float(dates.dates(plan, 1, 20_000).finish[-1].mean())
    assert mean == pytest.approx(sum(ends) / 3.0, abs=0.03)
    assert (mean > passes.pert_end(plan.network, *dates.by_pert(plan))[0]) == later


def test_pert_of_a_line_is_of_its_figures() -> None:
    plan = made(100.0, (10.0, 20.0, 30.0))
    mean, variance = dates.by_pert(plan)
    assert mean[0] == pytest.approx(5.0)
    assert variance[0] == pytest.approx(((100.0 / 10.0 - 100.0 / 30.0) / 6.0) ** 2)


def test_parts_of_a_line_take_as_long_as_the_whole() -> None:
    whole = dates.at_value(made(100.0, (10.0, 20.0, 40.0), (1.0, 3.0, 5.0)))
    parts = dates.at_value(made(100.0, (10.0, 20.0, 40.0), (1.0, 3.0, 5.0), parts=(0.1, 0.2, 0.7)))
    assert parts[:3].sum() == pytest.approx(whole[0])
    assert parts[0] > 0.1 * whole[0]


def test_what_stands_is_what_was_made_after_the_first_milestone() -> None:
    plan = made(100.0, (20.0, 20.0, 20.0))
    found = standing.standing(plan, dates.dates(plan, 1, 100))[0]
    assert found[:, 0].tolist() == [0.0, 0.0, 0.0, 0.0, *[100.0] * 16]


def test_what_wears_out_is_kept_up_by_the_line() -> None:
    plan = made(100.0, (10.0, 20.0, 40.0), life=4.0, parts=(0.2, 0.8))
    found = dates.dates(plan, 1, 400)
    stands = standing.standing(plan, found)[0]
    assert stands.max() <= 100.0 + 1e-9
    rate, _, _ = dates.pace(plan, 0, found.drawn)
    assert (stands[-1] <= np.minimum(100.0, 4.0 * rate) + 1e-6).all()
    np.testing.assert_allclose(stands[-1], np.minimum(100.0, 4.0 * rate), rtol=0.02)


def test_nothing_is_made_again_before_the_first_stands() -> None:
    """A line that is done early makes nothing good of what cannot stand yet."""
    plan = made(100.0, (20.0, 20.0, 20.0), life=6.0)
    late = replace(plan.network, not_before=np.array([0.0, 9.0]))
    stands = standing.standing(replace(plan, network=late), dates.dates(replace(plan, network=late), 1, 100))[
        0
    ]
    assert stands[:8].max() == 0.0
    assert stands[8].min() > 0.0


def test_a_line_makes_no_more_than_it_can_however_soon_it_is_wanted() -> None:
    plan = made(100.0, (2.0, 2.0, 2.0))  # a rate of 2 a year
    wanted = Line(rate=0, whole=100.0)  # read as: all of them in 2 years
    held = replace(wanted, most=0)
    for line, years in ((wanted, 2.0), (held, 50.0)):
        assert dates.at_value(replace(plan, lines=(line,)))[0] == pytest.approx(years)


def test_slack_of_the_value_is_that_of_the_path() -> None:
    net = network(["a", "b", "c"], [[], [], ["a", "b"]])
    plan = schedule_of(net, [(1.0, 2.0, 3.0), (1.0, 5.0, 6.0), (1.0, 1.0, 1.0)])
    value = dates.at_value(plan)
    spare = passes.slack(net, value, *passes.forward(net, value))
    assert spare.tolist() == [3.0, 0.0, 0.0]
    assert passes.critical_path(net, value) == (1, 2)
