"""A radar follows so many objects at once, and no more."""

from __future__ import annotations

from functools import cache
from typing import Any

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

import watching
from opendome.arrays import Floats, Integers
from opendome.records.sensors import INFRARED, POST, RADAR
from opendome.records.sightings import CHANCE, LOAD, NO_LIMIT
from opendome.sensing import instruments
from opendome.sensing.load import capacity, overload
from watching import Watched, assumed

FIVE = [watching.CHICAGO | {"aim": {"city": "Seattle"}, "count": 5}]
STRONG = {"loss_db": assumed(4), "report_interval_s": assumed(5)}


@cache
def five(most: int | None) -> Watched:
    """Five missiles at one moment before one radar that can follow so many."""
    return watching.watch(["cobra-dane"], FIVE, cobra_dane=STRONG | {"tracks_maximum_count": most})


def spans(watched: Watched) -> dict[int, tuple[float, float]]:
    """By threat, its first and its last detection."""
    found = watched.detections
    return {
        int(threat): (found.time[found.threat == threat].min(), found.time[found.threat == threat].max())
        for threat in set(found.threat)
    }


def most_at_once(ends: list[tuple[float, float]]) -> int:
    """How many spans are open at one moment; one that ends as another begins has made room for it."""
    return max((sum(a <= start < b for a, b in ends) for start, _ in ends), default=0)


def test_two_at_once_and_the_earliest_first() -> None:
    free, bound = five(None), five(2)
    assert most_at_once(list(spans(free).values())) == 5
    assert most_at_once(list(spans(bound).values())) == 2
    first = free.sightings.first_detected[:, 0]
    order = np.argsort(first)
    assert set(spans(bound)) >= set(order[:2].tolist())
    for threat in order[:2]:
        assert spans(bound)[int(threat)] == spans(free)[int(threat)]


def test_who_finds_no_place_is_lost_to_the_load() -> None:
    seen, found = five(1).sightings, five(1).detections
    lost = seen.detections_count[:, 0] == 0
    assert 0 < lost.sum() < 5  # all leave the field at about the same time
    assert np.all(seen.limit[lost, 0] == LOAD)
    assert np.all(seen.limit[~lost, 0] == NO_LIMIT)
    for name in ("first_detected", "last_detected", "reported"):
        assert np.array_equal(np.isnan(getattr(seen, name)[:, 0]), lost)
    assert np.isfinite(seen.first_detectable[:, 0]).all()
    assert not np.isin(found.threat, np.flatnonzero(lost)).any()
    assert not np.isin(five(1).tracks.object, np.flatnonzero(lost)).any()


def test_room_for_all_changes_nothing() -> None:
    for most in (5, 6, 10_000):
        assert watching.sighting_of(five(most), "cobra-dane") == watching.sighting_of(
            five(None), "cobra-dane"
        )


def test_a_lost_one_is_told_to_nobody() -> None:
    """Whoever is cued by an overloaded radar hears only of what that follows, and when."""
    change = {"cobra_dane": STRONG | {"tracks_maximum_count": 1}}
    seen = watching.watch(["cobra-dane", watching.SBX], FIVE, **change).sightings
    taken = seen.detections_count[:, 0] > 0
    assert 0 < taken.sum() < 5
    told = seen.detections_count[:, 1] > 0
    assert told.any()
    assert not np.any(told & ~taken)
    assert np.all(seen.first_detected[told, 1] > seen.reported[told, 0])


@pytest.mark.parametrize(
    ("told", "interval", "dwell", "wanted"),
    [
        (0, 6.0, 0.05, 120), (30, 6.0, 0.05, 30), (500, 6.0, 0.05, 120), (0, 4.0, 0.1, 40),
        (0, 1.0, 0.3, 3), (0, 0.1, 0.3, 1), (7, 0.1, 0.3, 1), (0, 0.3, 0.1, 3),
    ],
)  # fmt: skip
def test_capacity(told: int, interval: float, dwell: float, wanted: int) -> None:
    post, row = np.zeros(1, dtype=POST)[0], np.full(instruments.COLUMNS, np.nan)
    post["tracks_maximum"] = told
    row[instruments.REVISIT], row[instruments.DWELL] = interval, dwell
    assert capacity(post, row) == wanted


def loaded(times: list[list[float]], most: int, kind: int = RADAR) -> tuple[Floats, Floats, Integers, Any]:
    """One sensor, and objects detected at these times, through `overload`."""
    objects = len(times)
    posts = np.zeros(1, dtype=POST)
    posts["kind"], posts["tracks_maximum"] = kind, most
    table = np.full((1, instruments.COLUMNS), np.nan)
    table[0, instruments.REVISIT], table[0, instruments.DWELL] = 10.0, 0.01
    seen, limit = np.full((objects, 1, 7), np.nan), np.zeros((objects, 1), dtype=np.int64)
    rows = []
    for thing, mine in enumerate(times):
        seen[thing, 0, 6] = len(mine)
        if not mine:
            limit[thing, 0] = CHANCE
            continue
        seen[thing, 0, 3:5] = min(mine), max(mine)
        rows += [[0.0, thing, time, *np.arange(11.0)] for time in mine]
    found = np.array(rows).reshape(-1, 14)
    kept = overload(found, seen, limit, posts, table, np.ones(1, dtype=np.bool_))
    return kept, seen, limit, found


def test_one_that_waits_begins_when_a_place_becomes_free() -> None:
    times = [[0, 5, 10], [1, 3, 5], [2, 4, 6, 8], [3, 4], [], [9, 11]]
    kept, seen, limit, _ = loaded([[float(time) for time in mine] for mine in times], most=2)
    by_object = [kept[kept[:, 1] == thing, 2].tolist() for thing in range(6)]
    assert by_object == [[0, 5, 10], [1, 3, 5], [6, 8], [], [], [9, 11]]
    assert limit[:, 0].tolist() == [NO_LIMIT, NO_LIMIT, NO_LIMIT, LOAD, CHANCE, NO_LIMIT]
    assert seen[:, 0, 6].tolist() == [3, 3, 2, 0, 0, 2]
    assert seen[2, 0, 3:5].tolist() == [6, 8]
    assert np.isnan(seen[3, 0, 3:5]).all()


def test_satellites_are_never_full() -> None:
    times = [[0.0, 10.0]] * 5
    kept, _, limit, found = loaded(times, most=2, kind=INFRARED)
    assert kept.tobytes() == found.tobytes()
    assert not limit.any()


@given(
    st.lists(st.lists(st.floats(0.0, 100.0), max_size=6, unique=True), min_size=1, max_size=12),
    st.integers(1, 4),
)
def test_never_more_than_it_can_and_nothing_made_up(times: list[list[float]], most: int) -> None:
    kept, seen, limit, found = loaded([sorted(mine) for mine in times], most)
    assert {row.tobytes() for row in kept} <= {row.tobytes() for row in found}
    mine = [kept[kept[:, 1] == thing, 2] for thing in range(len(times))]
    ends = [(part.min(), part.max()) for part in mine if len(part)]
    assert most_at_once(ends) <= most
    for thing, part in enumerate(mine):
        assert seen[thing, 0, 6] == len(part)
        assert (limit[thing, 0] == LOAD) == (len(times[thing]) > 0 and len(part) == 0)
    # nobody is turned away where there is room
    if sum(len(part) > 0 for part in times) <= most:
        assert len(kept) == len(found)
