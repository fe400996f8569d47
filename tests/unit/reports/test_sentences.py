"""The words of answers."""

from __future__ import annotations

from dataclasses import replace

from opendome.reports import sentences

FLIGHT = sentences.Flight(
    start="40.0° N 127.0° E",
    aim="Chicago",
    azimuth_deg=16.5,
    range_km=10_259.0,
    time_s=2130.0,
    apogee_km=1391.0,
    status="ok",
    shortfall_km=None,
)
RAID = sentences.Raid(
    starts=["40.0° N 127.0° E"],
    aims=["Chicago", "Seattle"],
    launched=4,
    landing_s=(1500.0, 2160.0),
    fails=0.48,
    astray=0,
)


def test_a_flight_to_a_place() -> None:
    said = "From 40.0° N 127.0° E to Chicago: 10,260 km in 35 min 30 s, up to 1,391 km."
    assert sentences.flight(FLIGHT) == said


def test_a_flight_in_a_direction() -> None:
    assert "towards 16.5° (north): 10,260 km" in sentences.flight(replace(FLIGHT, aim=""))


def test_a_flight_that_does_not_do_what_was_asked() -> None:
    short = sentences.flight(replace(FLIGHT, status="out_of_reach", shortfall_km=930.0))
    assert "out of reach" in short
    assert "930 km short" in short
    assert "does not come down" in sentences.flight(replace(FLIGHT, status="never_lands", time_s=None))
    assert "falls back after 12 s" in sentences.flight(replace(FLIGHT, status="falls_back", time_s=12.0))


def test_a_raid() -> None:
    assert sentences.raid(RAID) == (
        "Four missiles from 40.0° N 127.0° E would land at Chicago and Seattle 25 to 36 minutes after the "
        "first launch. On average 0.48 of 4 fail by themselves."
    )


def test_a_raid_that_never_fails() -> None:
    assert "fail" not in sentences.raid(replace(RAID, fails=False))


def test_a_raid_out_of_reach() -> None:
    some = sentences.raid(replace(RAID, astray=1, fails=False))
    assert "One of them does not reach the aim." in some
    none = sentences.raid(replace(RAID, astray=4))
    assert none.endswith("None of them reaches its aim.")


def test_many_places_are_counted() -> None:
    assert "at five places" in sentences.raid(replace(RAID, aims=list("abcde")))


def test_what_is_seen_and_known() -> None:
    one = sentences.Watched(4, 39.0, 1.0, (351.0, 209.0, 568.0), 1.0)
    assert sentences.watched(one) == (
        "On average a missile is first seen 39 s after its launch, and known well enough to shoot at after "
        "5 min 51 s (3 min 29 s to 9 min 28 s)."
    )
    alone = sentences.Watched(1, 39.0, 0.9, (351.0, 351.0, 351.0), 0.5, to_shoot=False)
    assert sentences.watched(alone) == (
        "It is first seen 39 s after its launch (in 90 of 100 cases), and known to 10 km after 5 min 51 s, "
        "in 50 of 100 cases."
    )
    nothing = (float("nan"),) * 3
    assert sentences.watched(sentences.Watched(2, float("nan"), 0.0, nothing, 0.0)) == (
        "No sensor of the scenario sees any of them."
    )
    assert sentences.watched(sentences.Watched(2, 40.0, 1.0, nothing, 0.0)).endswith(
        "and never known well enough to shoot at."
    )
