"""Labels never meet one another, and stay off lines where there is room."""

from __future__ import annotations

from itertools import combinations

import numpy as np
import pytest

from opendome.reports import style
from opendome.reports.labels import Labels


@pytest.fixture
def labels():
    with style.styled():
        whole = style.figure(500.0)
        axes = style.panel(whole, 24, 24, 900, 440)
        axes.set_xlim(0, 100)
        axes.set_ylim(0, 100)
        yield Labels(axes)


def _boxes(labels: Labels) -> list[tuple[float, float, float, float]]:
    extents = [text.get_window_extent() for text in labels._axes.texts]
    return [(box.x0, box.y0, box.x1, box.y1) for box in extents]


def test_labels_at_one_place_do_not_meet(labels: Labels) -> None:
    written = [labels.place(f"place number {number}", 50, 50, must=False) for number in range(30)]
    assert 5 < sum(written) < 30
    for one, other in combinations(_boxes(labels), 2):
        apart = one[2] <= other[0] or other[2] <= one[0] or one[3] <= other[1] or other[3] <= one[1]
        assert apart


def test_labels_stay_in_the_frame(labels: Labels) -> None:
    for x, y in ((0, 0), (100, 0), (0, 100), (100, 100)):
        labels.place("a long name of a place", x, y)
    frame = labels._axes.get_window_extent()
    for left, bottom, right, top in _boxes(labels):
        assert left >= frame.x0
        assert bottom >= frame.y0
        assert right <= frame.x1
        assert top <= frame.y1


def test_labels_stay_off_lines(labels: Labels) -> None:
    labels.keep_off(np.array([0.0, 100.0]), np.array([50.0, 50.0]))
    assert labels.place("right on the line", 50, 50)
    ((_, bottom, _, top),) = _boxes(labels)
    line = labels._axes.transData.transform((50, 50))[1]
    assert top < line or bottom > line


def test_a_label_in_the_way_is_left_out(labels: Labels) -> None:
    assert labels.centre("first", 50, 50, 8.0, style.TEXT)
    assert not labels.centre("second", 50, 50, 8.0, style.TEXT)


def test_a_label_with_no_free_place_hides_as_little_as_it_can(labels: Labels) -> None:
    for height in np.arange(0.0, 100.5, 2.0):
        labels.keep_off(np.array([0.0, 60.0]), np.array([height, height]))
    assert labels.place("a label among lines", 55, 50)
    (box,) = _boxes(labels)
    lines_end = labels._axes.transData.transform((60.0, 50.0))[0]
    assert box[2] > lines_end  # the side with fewer lines


def test_a_leader_goes_round_another_mark(labels: Labels) -> None:
    transform = labels._axes.transData.transform
    labels.keep_off_box(50, 50)
    labels.keep_off_box(52.5, 50, 6.0)
    assert labels.place("named", 50, 50, first=(1, 0))
    (box,) = _boxes(labels)
    assert not (box[0] > transform((52.5, 50))[0] and box[1] < transform((50, 50))[1] < box[3])
