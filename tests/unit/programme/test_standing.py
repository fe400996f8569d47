"""When deliveries begin and end and the first stands, from the activities that bring them."""

from __future__ import annotations

import numpy as np
import pytest

import dating
from opendome.programme.dates import dates
from opendome.programme.standing import deliveries
from opendome.records.network import network


def test_a_line_delivers_from_its_start_to_its_last_unit() -> None:
    one = dating.made(10.0, (2.0, 2.0, 2.0), parts=(0.25, 0.75))
    begin, end, stands = deliveries(one, dates(one, 1, 100))
    assert begin.shape == end.shape == stands.shape == (1, 100)
    assert begin == pytest.approx(0.0)
    assert end == pytest.approx(5.0)
    assert stands == pytest.approx(5.0)  # its milestone is behind the last one made


def test_what_makes_nothing_delivers_nothing() -> None:
    one = dating.schedule_of(network(["a", "b"], [[], ["a"]]), [(1.0, 2.0, 3.0), (0.5, 0.5, 0.5)])
    drawn = dates(one, 1, 100)
    begin, end, stands = deliveries(one, drawn)
    assert np.isnan(begin).all()
    assert np.isnan(end).all()
    assert stands[0] == pytest.approx(drawn.finish[-1])
