"""When deliveries begin and end, from the activities that bring them."""

from __future__ import annotations

import numpy as np
import pytest

import dating
from opendome.programme.dates import dates
from opendome.programme.standing import deliveries
from opendome.records.network import network


def test_a_line_delivers_from_its_start_to_its_last_unit() -> None:
    begin, end = deliveries(one := dating.made(10.0, (2.0, 2.0, 2.0), parts=(0.25, 0.75)), dates(one, 1, 100))
    assert begin.shape == end.shape == (1, 100)
    assert begin == pytest.approx(0.0)
    assert end == pytest.approx(5.0)


def test_what_makes_nothing_delivers_nothing() -> None:
    begin, end = deliveries(
        one := dating.schedule_of(network(["a"], [[]]), [(1.0, 2.0, 3.0)]), dates(one, 1, 100)
    )
    assert np.isnan(begin).all()
    assert np.isnan(end).all()
