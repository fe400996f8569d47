"""What must hold of sensors and tracks, whatever looks at whatever."""

from __future__ import annotations

from functools import cache
from typing import Any

import numpy as np
from hypothesis import given, settings
from hypothesis import strategies as st

import watching
from opendome.arrays import Floats
from opendome.records.case import World
from watching import FLAGSHIP, Watched

SATELLITES = ("opir-geo", "opir-heo")
RADARS = ("uewr", "an-tpy-2", "cobra-dane", "lrdr")
EDGE = 0.02
"""Edges of windows are bisected to this [s]."""


@st.composite
def extras(draw: st.DrawFn) -> dict[str, Any]:
    """One more sensor, with a name of its own."""
    use = draw(st.sampled_from((*SATELLITES, *RADARS, "sbx")))
    if use in SATELLITES:
        return {"use": use, "name": "extra"}
    place = {"lat_deg": draw(st.floats(20.0, 70.0)), "lon_deg": draw(st.floats(120.0, 290.0))}
    return {"use": use, "name": "extra", "at": place}


bases = st.lists(st.sampled_from(watching.ALL), unique_by=str, min_size=1, max_size=6)
numbers = st.integers(0, 1_000)


def with_and_without(
    base: list[Any], extra: dict[str, Any], place: int, index: int
) -> tuple[Watched, Watched]:
    """A world of these sensors, and one more among them."""
    place %= len(base) + 1
    more = [*base[:place], extra, *base[place:]]
    found = [watching.reference(watching.case_of(sensors, FLAGSHIP), index) for sensors in (base, more)]
    return watching.watched(found[0]), watching.watched(found[1])


@given(bases, extras(), numbers, numbers)
def test_one_more_sensor_changes_nothing_that_others_see_by_themselves(
    base: list[Any], extra: dict[str, Any], place: int, index: int
) -> None:
    less, more = with_and_without(base, extra, place, index)
    tiers = dict(zip(more.world.case.sensors.id, more.world.case.sensors.tier, strict=True))
    for name, tier in zip(less.world.case.sensors.id, less.world.case.sensors.tier, strict=True):
        if tier == tiers[name] == 0:
            assert watching.sighting_of(more, name) == watching.sighting_of(less, name), name


@given(bases, extras(), numbers, numbers)
def test_one_more_sensor_never_loses_an_object(
    base: list[Any], extra: dict[str, Any], place: int, index: int
) -> None:
    less, more = with_and_without(base, extra, place, index)
    assert set(less.tracks.object) <= set(more.tracks.object)


@cache
def world_of(use: str) -> World:
    return watching.reference(watching.case_of([use], FLAGSHIP))


def _or_never(times: Floats) -> Floats:
    return np.nan_to_num(times, nan=np.inf)


@given(st.sampled_from(RADARS), st.floats(0.01, 100.0), st.floats(1.0, 100.0))
def test_more_power_is_never_later(use: str, power: float, more: float) -> None:
    path = f"library.{use}.average_power_kw"
    weak = watching.scaled(world_of(use), path, power)
    one, other = (watching.watched(world).sightings for world in (weak, watching.scaled(weak, path, more)))
    assert np.all(_or_never(other.first_detectable) <= _or_never(one.first_detectable) + EDGE)
    assert np.allclose(one.first_view, other.first_view, rtol=0.0, atol=EDGE, equal_nan=True)


@given(st.sampled_from(SATELLITES), st.floats(1e-4, 10.0), st.floats(1.0, 100.0))
def test_a_brighter_flame_is_never_weaker_or_later(use: str, bright: float, more: float) -> None:
    missile = watching.CHICAGO["threat"]
    paths = [path for path in world_of(use).case.figures.path if path.startswith(f"library.{missile}.")]
    path = next(path for path in paths if path.endswith("plume_intensity_w_per_sr"))
    dim = watching.scaled(world_of(use), path, bright)
    one, other = (watching.watched(world).sightings for world in (dim, watching.scaled(dim, path, more)))
    assert np.all(other.best_snr >= one.best_snr)
    assert np.all(_or_never(other.first_detectable) <= _or_never(one.first_detectable))
    # chances draw from the same places, so that no look that saw the dim one misses the bright one
    assert np.all(_or_never(other.first_detected) <= _or_never(one.first_detected))
    assert np.all(other.detections_count >= one.detections_count)


@settings(max_examples=10)
@given(st.integers(1, 40_000))
def test_radars_see_the_same_raid_later_just_so(later: int) -> None:
    """All that is geometry waits as long as the missiles do; what falls to a search need not."""
    raid = [FLAGSHIP[0] | {"start_s": later}]
    now, then = (
        watching.watch(["uewr", {"use": "an-tpy-2", "site": "shariki"}, "lrdr"], given).sightings
        for given in (FLAGSHIP, raid)
    )
    for name in ("first_view", "last_view", "first_detectable"):
        one, other = getattr(now, name), getattr(then, name)
        assert np.array_equal(np.isnan(one), np.isnan(other)), name
        assert np.nanmax(np.abs(other - one - later)) < 0.05, name


@given(st.lists(st.sampled_from(watching.ALL), unique_by=str, min_size=1), st.integers(1, 3), numbers)
def test_company_changes_nothing(sensors: list[Any], count: int, index: int) -> None:
    """What is seen and known of a missile is the same whether others fly or not, while radars have room."""
    raids = ([FLAGSHIP[0] | {"count": count}], FLAGSHIP)
    few, all_of_them = (
        watching.watched(watching.reference(watching.case_of(sensors, raid), index)) for raid in raids
    )
    for name in watching.SIGHTING:
        whole = getattr(all_of_them.sightings, name)[:count]
        assert getattr(few.sightings, name).tobytes() == whole.tobytes(), name
    nodes = all_of_them.tracks.first[count]
    for name in ("object", "time", "position", "velocity", "covariance", "sensor", "phase"):
        assert getattr(few.tracks, name).tobytes() == getattr(all_of_them.tracks, name)[:nodes].tobytes(), (
            name
        )


@given(bases, numbers)
def test_times_are_in_order_and_reasons_are_given(base: list[Any], index: int) -> None:
    seen = watching.watched(watching.reference(watching.case_of(base, FLAGSHIP), index)).sightings
    saw = seen.detections_count > 0
    for earlier, later in (
        ("first_view", "first_detectable"), ("first_detectable", "first_detected"),
        ("first_detected", "last_detected"),
    ):  # fmt: skip
        assert np.all(getattr(seen, later)[saw] >= getattr(seen, earlier)[saw])
    assert np.array_equal(saw, seen.limit == 0)
    assert np.array_equal(saw, np.isfinite(seen.reported))
