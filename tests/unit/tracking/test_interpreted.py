"""The same tracks without Numba: compiling changes no digit."""

from __future__ import annotations

from functools import cache

import numpy as np
import pytest

import watching
from opendome.records.tracks import BURNING, FALLING, NOBODY
from watching import Watched, bytes_of

pytestmark = pytest.mark.xdist_group("interpreted")  # one worker: both answers are worked out once


@cache
def both() -> tuple[Watched, Watched]:
    """A track that infrared satellites start and a radar goes on with, predicted to the ground."""
    sensors = ["opir-heo", {"use": "an-tpy-2", "site": "shariki"}]
    compiled = watching.watch(sensors, an_tpy_2={"report_interval_s": watching.assumed(3)})
    return compiled, watching.interpreted(compiled)


def test_the_track_has_all_that_a_track_can_have() -> None:
    tracks = both()[0].tracks
    assert set(tracks.phase) == {BURNING, FALLING}
    assert {int(sensor) for sensor in tracks.sensor} == {NOBODY, 0, 1, 2}
    heights = np.linalg.norm(tracks.position, axis=1)
    assert heights[-1] < 6.4e6 < 7e6 < heights.max()


def test_tracks() -> None:
    one, other = (bytes_of(watched.tracks) for watched in both())
    assert [name for name in one if one[name] != other[name]] == []
