"""Gliders: statuses, boosters, way-points, what is refused."""

from __future__ import annotations

from typing import Any

import numpy as np
import pytest
from pydantic import ValidationError

import flights
from gliding import STILL, changed, entry, release, straight
from opendome import threats
from opendome.errors import InputError
from opendome.records import trajectories as flown
from opendome.records.case import Plays
from opendome.scenario.places import Place


def events_of(one: flights.Flight) -> list[int]:
    return [int(code) for code in one.numbers("event") if code != flown.NODE]


def test_parts_of_a_flight_come_in_order() -> None:
    one = straight(entry("htv-2"))
    assert events_of(one) == [
        flown.RELEASE, flown.CROSS_100_KM_DOWN, flown.PULL_UP_END, flown.GLIDE_START, flown.GLIDE_END,
        flown.IMPACT,
    ]  # fmt: skip
    assert one.status == "ok"


def test_a_booster_brings_it_up_to_the_height_asked() -> None:
    one = flights.fly("avangard-class", (51.0, 60.0), (57.0, 161.0))
    assert one.status == "ok"
    assert float(one.numbers("altitude").max()) == pytest.approx(110e3, abs=100.0)
    assert flown.BURNOUT in events_of(one)
    assert one.numbers("phase")[0] == flown.BOOST
    assert float(one.all.miss[0]) < 5_000.0


def test_a_booster_that_cannot_rise_so_high_or_stay_so_low_says_so() -> None:
    booster = entry("df-17-class").booster
    assert booster is not None
    high = changed("df-17-class", booster=booster.as_written() | {"apogee_km": 2_000})
    low = changed("df-17-class", booster=booster.as_written() | {"apogee_km": 2})
    assert flights.fly(high, (40.0, 100.0), azimuth_deg=270.0, maximum_range=True).status == "apogee_too_high"
    assert flights.fly(low, (40.0, 100.0), azimuth_deg=270.0, maximum_range=True).status in (
        "apogee_too_low", "falls_back",
    )  # fmt: skip


def test_an_aircraft_lets_it_go_at_its_height_and_speed() -> None:
    one = flights.fly("kinzhal-class", (54.0, 20.0), azimuth_deg=200.0, maximum_range=True)
    assert float(one.numbers("altitude")[0]) == pytest.approx(16e3, abs=1.0)
    assert float(np.linalg.norm(one.numbers("velocity")[0])) == pytest.approx(650.0, abs=0.1)
    assert one.status == "ok"


@pytest.mark.parametrize("height_km", [40.0, 60.0])
def test_too_little_lift_is_no_glide(height_km: float) -> None:
    spec = changed("htv-2", release=release(2.0, height_km, -40.0), lift_to_drag_ratio=0.06)
    assert straight(spec).status == "no_glide"


def test_places_out_of_reach_and_too_near() -> None:
    assert flights.fly("htv-2", (0.0, 0.0), (0.0, 90.0), model=STILL).status == "out_of_reach"
    assert flights.fly("htv-2", (0.0, 0.0), (0.0, 2.0), model=STILL).status == "too_near"


def test_way_points_are_flown_over_or_missed() -> None:
    over = flights.fly("htv-2", (0.0, 0.0), (0.0, 38.0), model=STILL, way_points=(Place("", 1.0, 20.0),))
    assert over.status == "ok"
    assert flown.WAY_POINT in events_of(over)
    behind = flights.fly("htv-2", (0.0, 0.0), (0.0, 38.0), model=STILL, way_points=(Place("", 30.0, 35.0),))
    assert behind.status in ("way_point_missed", "out_of_reach")
    assert flights.fly(
        "htv-2", (0.0, 0.0), (0.0, 20.0), model=STILL,
        way_points=(Place("", 0.0, 15.0), Place("", 0.0, 5.0)),
    ).status == "way_point_missed"  # fmt: skip


def test_one_raid_may_mix_kinds_and_threads() -> None:
    case = flights.case_of("df-17-class", (40.0, 100.0), (41.0, 85.0))
    world = case.reference_world(Plays(1))
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("OPENDOME_THREADS", "1")
        one = threats.fly(world)
        patch.setenv("OPENDOME_THREADS", "2")
        two = threats.fly(world)
    assert one.position.tobytes() == two.position.tobytes()


@pytest.mark.parametrize(
    "keys",
    [
        {"lift_to_drag_ratio": 60},
        {"release": release(6.0, -5.0, -5.0)},
        {"release": release(60.0, 100.0, -5.0)},
        {"release": release(6.0, 100.0, -90.0)},
        {"glide_end": {}},
        {"glide_end": {"altitude_km": 30, "speed_km_per_s": 2}},
        {"release": None},
        {"bank_maximum_deg": 95},
        {"mass_kg": -1},
    ],
)
def test_nonsense_is_refused(keys: dict[str, Any]) -> None:
    with pytest.raises(ValidationError):
        changed("htv-2", **keys)


@pytest.mark.parametrize("option", ["apogee_km", "energy", "loft_deg"])
def test_fly_refuses_what_belongs_to_ballistic_missiles(option: str) -> None:
    from opendome.answers.fly_options import check_kind

    class Asked:
        to_place, via, azimuth_deg, maximum_range, pitch_rate_deg_per_s = "x", (), None, False, None
        apogee_km = loft_deg = energy = None

    asked = Asked()
    setattr(asked, option, 1)
    with pytest.raises(InputError, match="ballistic"):
        check_kind(asked, "glide")
    asked.via = ("y",)  # type: ignore[assignment]
    with pytest.raises(InputError, match="turns nowhere"):
        check_kind(asked, "ballistic")
