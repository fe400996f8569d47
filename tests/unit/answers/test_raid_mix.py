"""Raids of other sizes have the scenario's own mix, and each is a part of the next larger one."""

from __future__ import annotations

from collections import Counter
from functools import cache
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from opendome.answers.raid_mix import Mix, mix_of, part_of, sizes_of, top_of
from opendome.scenario.document import Scenario
from opendome.scenario.library import Library
from opendome.scenario.settle import settle

PLACE = {"lat_deg": 40.0, "lon_deg": 127.0}


def _scenario(counts: tuple[int, ...], name: str | None = None) -> Scenario:
    """One entry a count, all of one missile; the aims of each are taken in turn."""
    items: list[dict[str, Any]] = [
        {"threat": "scud-b", "launch": PLACE, "aim": [{"lat_deg": 41.0 + item, "lon_deg": 127.0},
         {"lat_deg": 41.0 + item, "lon_deg": 128.0}], "count": count, "spacing_s": 10.0,
         **({"name": f"{name}-{item}"} if name else {})}
        for item, count in enumerate(counts)
    ]  # fmt: skip
    return Scenario.model_validate({"name": "Mix", "raid": items})


@cache
def _library() -> Library:
    return Library()


def _mix(counts: tuple[int, ...], most: int, name: str | None = None) -> tuple[Mix, Any]:
    scenario = _scenario(counts, name)
    own = settle(scenario, _library())
    return mix_of(scenario, _library(), own, most), own


@settings(max_examples=15)
@given(st.lists(st.integers(1, 6), min_size=1, max_size=4), st.integers(0, 30))
def test_the_own_size_is_the_own_raid(counts: list[int], more: int) -> None:
    mix, own = _mix(tuple(counts), sum(counts) + more)
    part = part_of(mix.case, mix.members(sum(counts)))
    assert part.threat_id == own.threat_id
    assert part.aim_name == own.aim_name
    assert part.launches.tobytes() == own.launches.tobytes()
    assert part.figures.path == own.figures.path
    assert len(set(mix.case.threat_id)) == sum(counts) + more


@settings(max_examples=15)
@given(st.lists(st.integers(1, 6), min_size=1, max_size=4), st.integers(0, 30))
def test_every_size_keeps_the_proportions(counts: list[int], more: int) -> None:
    """A share is never off by more than the method of Webster can leave it: less than one missile, or two."""
    whole = sum(counts)
    mix, _ = _mix(tuple(counts), whole + more, "wave")
    before: set[int] = set()
    for size in range(1, whole + more + 1):
        members = mix.members(size)
        assert list(members) == sorted(set(members.tolist()))
        assert before < set(members.tolist())
        before = set(members.tolist())
        found = Counter(mix.case.threat_id[one].rsplit("-", 1)[0] for one in members)
        for item, count in enumerate(counts):
            assert abs(found[f"wave-{item}"] - size * count / whole) < 2.0


def test_one_entry_grows_as_the_option_would_let_it() -> None:
    mix, _ = _mix((3,), 7)
    asked = settle(_scenario((7,)), _library())
    assert mix.case.threat_id == asked.threat_id
    assert mix.case.launches.tobytes() == asked.launches.tobytes()
    assert list(mix.order) == list(range(7))
    assert list(mix.same) == [0, 1, 2, 1, 0, 1, 0]


def test_who_flies_like_nobody_of_the_own_raid_is_known() -> None:
    mix, _ = _mix((1,), 4)
    assert list(mix.same) == [0, -1, 0, -1]


@pytest.mark.parametrize(
    ("own", "limit", "top"),
    [(4, 11, 28), (14, 11, 28), (1, 1, 4), (1, 0, 4), (12, 24, 60), (100, 11, 120), (12, 400, 500),
     (5_000, 11, 5_000), (999, 11, 1_500), (30, 4_000, 60)],
)  # fmt: skip
def test_how_far_the_range_goes(own: int, limit: int, top: int) -> None:
    assert top_of(own, limit) == top


@given(st.integers(1, 3_000), st.integers(0, 900), st.integers(0, 3_000))
def test_sizes_hold_what_is_marked_and_stay_few(own: int, limit: int, free: int) -> None:
    top = top_of(own, limit)
    sizes = sizes_of(own, limit, top, min(free, top))
    assert sizes == sorted(set(sizes))
    assert sizes[0] == 1
    assert sizes[-1] == top
    assert own in sizes
    assert limit in sizes or limit > top or limit == 0
    assert len(sizes) <= 50
    costly = [size for size in sizes if size > free]
    assert len(costly) <= 10
    if top <= 40 <= free:
        assert sizes == list(range(1, top + 1))
