"""What holds for any schedule: no mean before PERT, nothing sooner by more work or later by more rate."""

from __future__ import annotations

import numpy as np
from hypothesis import given
from hypothesis import strategies as st

from dating import Ends, schedule_of
from opendome.programme import dates, ramps
from opendome.programme import network as passes
from opendome.records.network import Network, network

DRAWS = 4_096


@st.composite
def networks(draw: st.DrawFn) -> Network:
    """Some activities, each after some that come before it."""
    many = draw(st.integers(2, 9))
    names = [f"a{number}" for number in range(many)]
    after = [
        draw(st.lists(st.sampled_from(names[:place]), unique=True, max_size=3)) if place else []
        for place in range(many)
    ]
    beside = [
        draw(st.lists(st.sampled_from(names[:place]), unique=True, max_size=1)) if place else []
        for place in range(many)
    ]
    return network(names, after, beside)


@st.composite
def ends(draw: st.DrawFn) -> Ends:
    """Low, value and high of a duration."""
    low = draw(st.floats(0.0, 5.0))
    width = draw(st.floats(0.1, 10.0))
    return low, low + width * draw(st.floats(0.0, 1.0)), low + width


def times(many: int) -> st.SearchStrategy[list[float]]:
    return st.lists(st.floats(0.0, 20.0), min_size=many, max_size=many)


@given(st.data(), networks(), st.sampled_from([0.0, 0.4]))
def test_the_mean_of_draws_is_never_before_pert(data: st.DataObject, net: Network, shared: float) -> None:
    """The longest of several is on average no shorter than the longest of the averages."""
    given_ends = [data.draw(ends()) for _ in net.name]
    plan = schedule_of(net, given_ends, "pert", shared)
    found = dates.dates(plan, 1, DRAWS).finish[-1]
    pert, _ = passes.pert_end(net, *dates.by_pert(plan))
    error = found.std() / np.sqrt(DRAWS)
    assert found.mean() >= pert - 5.0 * error - 1e-3


@given(st.data(), networks())
def test_longer_work_never_ends_sooner(data: st.DataObject, net: Network) -> None:
    long = np.array(data.draw(times(len(net))))
    more = long + np.array(data.draw(times(len(net))))
    start, finish = passes.forward(net, long)
    later_start, later_finish = passes.forward(net, more)
    assert (later_start >= start).all()
    assert (later_finish >= finish).all()


@given(st.data(), networks())
def test_nothing_begins_before_what_it_waits_for(data: st.DataObject, net: Network) -> None:
    long = np.array(data.draw(times(len(net))))
    start, finish = passes.forward(net, long)
    for place in range(len(net)):
        assert all(start[place] >= finish[before] for before in net.after[place])
        assert all(finish[place] >= finish[beside] for beside in net.ends_after[place])
    spare = passes.slack(net, long, start, finish)
    assert (spare >= -1e-9).all()
    assert (spare <= passes.SAME).any(), "something holds up the end"


@given(
    st.floats(0.01, 1e5), st.floats(0.1, 1e4), st.floats(1.0, 5.0), st.floats(0.0, 20.0),
    st.floats(0.0, 10.0), st.booleans(),
)  # fmt: skip
def test_more_rate_never_delivers_later(
    quantity: float, rate: float, more: float, ramp: float, longer: float, learns: bool
) -> None:
    one, high, up = (np.array([value]) for value in (rate, rate * more, ramp))
    time = ramps.time_to_deliver(np.array([quantity]), one, up, learns)
    assert ramps.time_to_deliver(np.array([quantity]), high, up, learns) <= time * (1.0 + 1e-12) + 1e-12
    assert (
        ramps.time_to_deliver(np.array([quantity]), one, up + longer, learns) >= time * (1.0 - 1e-12) - 1e-12
    )
    np.testing.assert_allclose(ramps.delivered(time, one, up, learns), quantity, rtol=1e-7)


@given(st.floats(1.0, 1e4), st.floats(0.5, 1e4), st.floats(0.0, 10.0), st.booleans())
def test_deliveries_of_years_add_up_to_what_was_asked(
    quantity: float, rate: float, ramp: float, learns: bool
) -> None:
    one, up = np.array([rate]), np.array([ramp])
    years = int(np.ceil(ramps.time_to_deliver(np.array([quantity]), one, up, learns)[0])) + 1
    reached = np.minimum(ramps.delivered(np.arange(years + 1.0)[:, None], one, up, learns), quantity)
    each = ramps.by_year(reached)
    assert (each >= 0.0).all()
    np.testing.assert_allclose(each.sum(), quantity, rtol=1e-12)


@given(
    st.lists(st.floats(0.0, 100.0), min_size=3, max_size=12), st.floats(0.0, 50.0), st.floats(1.0, 500.0),
    st.floats(1.0, 9.0), st.floats(0.0, 0.3), st.floats(0.0, 8.0),
)  # fmt: skip
def test_stock_is_never_more_than_asked_and_longer_life_never_less(
    made: list[float], more: float, quantity: float, life: float, lost: float, longer: float
) -> None:
    first = np.minimum(np.array(made), quantity / len(made))[:, None]
    capacity = first + more
    short, lasting = (
        ramps.in_service(first, capacity, quantity, np.array([each]), np.array([lost]))
        for each in (life, life + longer)
    )
    assert (short <= quantity * (1.0 + 1e-12)).all()
    assert (short >= 0.0).all()
    assert (lasting >= short - 1e-9 * quantity).all()
