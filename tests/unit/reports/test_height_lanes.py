"""The lanes of heights: every name inside the picture, no height over the axis or another lane."""

from __future__ import annotations

from math import inf
from typing import Any

import numpy as np
import pytest

from opendome.reports import height_lanes, style
from opendome.reports.courses import Course
from opendome.reports.height_lanes import HeightLane
from unit.reports.pictured import nothing_meets


def _lane(name: str, start: float, lasts: float, altitude: Any) -> HeightLane:
    share = np.linspace(0.0, 1.0, 600)
    height = np.array([altitude(one) for one in share])
    flight = Course(share * lasts, np.zeros((600, 3)), height, np.ones(600), 0.05 * lasts)
    return HeightLane(name, start, flight, start + lasts, inf, "1:18:26")


def _level(height: float) -> Any:
    return lambda share: height * min(1.0, 100.0 * share, 100.0 * (1.0 - share))


def _arc(height: float) -> Any:
    return lambda share: 4.0 * height * share * (1.0 - share)


LOW = _lane("Naval Station Norfolk", 0.0, 4700.0, _level(0.06))
NARROW = _lane("Chicago", 4000.0, 500.0, _arc(242.0))
FLAT = _lane("Chicago", 3900.0, 500.0, _arc(67.0))
WIDE = _lane("Chicago", 0.0, 4000.0, _arc(1200.0))
FIRST = _lane("Chicago", 0.0, 300.0, _arc(1200.0))


@pytest.mark.parametrize(
    "shown", [[LOW], [LOW, LOW], [FLAT, NARROW, LOW], [WIDE, LOW], [FIRST, LOW]], ids=range(5)
)
def test_heights_stand_inside_their_lanes(shown: list[HeightLane]) -> None:
    with style.styled():
        whole = style.figure(300.0)
        height_lanes.draw(whole, 80.0, shown, len(shown), None)
        nothing_meets(whole)
        (axes,) = whole.axes
        wanted = {"60 m", "242 km", "67 km", "1,200 km"}
        found = [text for text in axes.texts if text.get_text() in wanted]
        assert len(found) == len(shown)
        for place, text in enumerate(found):
            box = text.get_window_extent().transformed(axes.transData.inverted())
            floor = len(shown) - 1.0 - place
            assert floor <= box.y0 < box.y1 <= floor + 1.0


def test_who_flies_level_has_the_height_in_the_middle() -> None:
    with style.styled():
        whole = style.figure(300.0)
        height_lanes.draw(whole, 80.0, [LOW], 1, None)
        (text,) = [text for text in whole.axes[0].texts if text.get_text() == "60 m"]
    assert text.get_position()[0] == pytest.approx(0.5 * 4700.0 / 60.0, rel=0.02)
