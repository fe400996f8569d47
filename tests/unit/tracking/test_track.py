"""Tracks: what they may not know, and what must hold of each."""

from __future__ import annotations

from dataclasses import replace
from functools import cache
from typing import Any

import numpy as np
import pytest

import watching
from opendome import tracking
from opendome.compiled import THREADS_SETTING
from opendome.physics.earth import geodetic_from_ecef
from opendome.records.sightings import Detections
from opendome.records.tracks import BURNING, FALLING, NOBODY, PAIRS, Tracks
from opendome.records.trajectories import BURNOUT
from opendome.tracking.following import LONGEST, NEXT_NODE
from opendome.tracking.start import ANY_SPEED
from watching import Watched, bytes_of

AIR_TOP = 6_378_137.0 + 120e3


@cache
def flagship() -> Watched:
    return watching.watch(watching.ALL, watching.FLAGSHIP)


@cache
def satellite() -> Watched:
    """One missile before the geostationary satellites alone."""
    return watching.watch(["opir-geo"])


COLUMNS = ("sensor", "object", "measured", "threat")
INTERVAL, SNR = 10, 11
"""Columns of what is measured."""


def chosen(found: Detections, rows: Any) -> Detections:
    """Some detections, and nothing else."""
    return replace(found, **{name: getattr(found, name)[rows] for name in COLUMNS})


def only(watched: Watched, sensor: str) -> Detections:
    return chosen(watched.detections, watched.detections.sensor == watched.sensor(sensor))


def tracked(watched: Watched, found: Detections) -> Tracks:
    return tracking.track(watched.world, found)


def nodes_of(tracks: Tracks, thing: int) -> dict[str, bytes]:
    """One object's nodes, byte for byte."""
    return {
        name: getattr(tracks, name)[tracks.of(thing)].tobytes()
        for name in ("object", "time", "position", "velocity", "covariance", "sensor", "phase")
    }


def last_times(watched: Watched) -> list[float]:
    found = watched.detections
    return [float(found.time[found.object == thing].max()) for thing in range(len(watched.flights))]


def test_tracks_are_made_of_all_detections() -> None:
    watched = flagship()
    tracks, found = watched.tracks, watched.detections
    assert bytes_of(tracked(watched, found)) == bytes_of(tracks)
    used = tracks.sensor != NOBODY
    for thing in range(4):
        mine = used & (tracks.object == thing)
        assert np.array_equal(tracks.time[mine], found.time[found.object == thing])
        assert np.array_equal(tracks.sensor[mine], found.sensor[found.object == thing])


def test_the_truth_is_not_read() -> None:
    watched = flagship()
    found, whole = watched.detections, bytes_of(watched.tracks)
    random = np.random.default_rng(8)
    for threat in (
        random.permutation(found.threat), np.full_like(found.threat, -1), 3 - found.threat,
        np.full_like(found.threat, 10**12),
    ):  # fmt: skip
        assert bytes_of(tracked(watched, replace(found, threat=threat))) == whole


def test_other_flights_do_not_matter() -> None:
    """The same detections in a world whose missiles are launched elsewhere, at other places."""
    watched = flagship()
    case = watched.world.case
    launches = case.launches.copy()
    launches["latitude"], launches["time"], launches["aim_longitude"] = -0.3, 5e3, 1.0
    elsewhere = watching.reference(replace(case, launches=launches), index=7)
    assert bytes_of(tracking.track(elsewhere, watched.detections)) == bytes_of(watched.tracks)
    assert watching.flown(elsewhere).position.tobytes() != watched.flights.position.tobytes()


def test_signal_to_noise_and_names_do_not_matter() -> None:
    watched = flagship()
    measured = watched.detections.measured.copy()
    measured[:, SNR] = 0.0
    found = replace(watched.detections, measured=measured, sensor_id=("?",) * 18)
    assert bytes_of(tracked(watched, found)) == bytes_of(watched.tracks)


@pytest.mark.parametrize("dropped", [0, 2, 3])
def test_objects_are_independent(dropped: int) -> None:
    watched = flagship()
    found = watched.detections
    less = tracked(watched, chosen(found, found.object != dropped))
    for thing in range(4):
        if thing == dropped:
            assert less.first[thing] == less.first[thing + 1]
        else:
            assert nodes_of(less, thing) == nodes_of(watched.tracks, thing)


def test_no_detections_no_tracks() -> None:
    watched = flagship()
    none = tracked(watched, chosen(watched.detections, slice(0, 0)))
    assert len(none.time) == 0
    assert none.first.tolist() == [0] * 5


def test_nodes_are_in_order_and_not_far_apart() -> None:
    tracks, last = flagship().tracks, last_times(flagship())
    assert np.array_equal(tracks.object, np.repeat(np.arange(4), np.diff(tracks.first)))
    for thing in range(4):
        time = tracks.time[tracks.of(thing)]
        assert len(time) > 100
        assert np.all(np.diff(time) >= 0.0)
        assert np.diff(time).max() <= NEXT_NODE + 1e-9
        assert time[-1] <= last[thing] + LONGEST + 1e-9
        _, _, height = geodetic_from_ecef(tracks.position[tracks.of(thing)])
        assert height[-1] <= 0.0  # it is followed to the ground
        assert height[:-1][time[:-1] > last[thing]].min() > 0.0


def test_covariances_are_positive() -> None:
    """Each correlation matrix, the smallest eigenvalue of which rounding alone may not turn negative."""
    whole = flagship().tracks.whole_covariance()
    sizes = np.sqrt(np.einsum("kii->ki", whole))
    assert np.isfinite(whole).all()
    assert np.all(sizes > 0.0)
    shares = whole / (sizes[:, :, None] * sizes[:, None, :])
    assert np.linalg.eigvalsh(shares).min() > -1e-12
    assert np.abs(shares).max() <= 1.0 + 1e-12


def test_what_is_no_longer_seen_is_known_ever_less() -> None:
    """The place outside the air, and the volume of all that state and velocity may be."""
    tracks, last = flagship().tracks, last_times(flagship())
    checked = 0
    for thing in range(4):
        mine = tracks.of(thing)
        rows = np.flatnonzero(
            (tracks.time[mine] >= last[thing])
            & (np.linalg.norm(tracks.position[mine], axis=1) > AIR_TOP)
            & (tracks.phase[mine] == FALLING)
        )
        error = tracks.position_error[mine][rows]
        _, volume = np.linalg.slogdet(tracks.whole_covariance()[mine][rows])
        checked += max(len(rows) - 1, 0)
        assert np.all(np.diff(error) >= 0.0), thing
        assert np.all(np.diff(volume) > -1e-3), thing
    assert checked > 30


def test_between_two_detections_the_place_is_known_less() -> None:
    tracks = flagship().tracks
    same = (tracks.object[1:] == tracks.object[:-1]) & (tracks.sensor[1:] == NOBODY)
    out = np.linalg.norm(tracks.position, axis=1) > AIR_TOP
    same &= out[1:] & out[:-1]
    grown = np.diff(tracks.position_error)[same]
    assert len(grown) > 50
    assert np.all(grown > 0.0)


def test_one_radar_measurement_starts_where_it_measured() -> None:
    watched = flagship()
    found = only(watched, "cobra-dane")
    row = int(np.flatnonzero(found.object == 1)[0])
    one = chosen(found, slice(row, row + 1))
    tracks = tracked(watched, one)
    assert np.all(tracks.object == 1)
    assert tracks.time[0] == one.time[0]
    assert tracks.sensor[0] == one.sensor[0]
    assert np.all(tracks.sensor[1:] == NOBODY)
    place = one.site[0] + one.range[0] * one.direction[0]
    assert tracks.position[0] == pytest.approx(place, rel=1e-14)
    assert np.all(tracks.velocity[0] == 0.0)
    whole = tracks.whole_covariance()[0]
    along = one.direction[0] @ whole[:3, :3] @ one.direction[0]
    assert np.sqrt(along) == pytest.approx(one.range_error[0], rel=1e-6)
    across = np.trace(whole[:3, :3]) - along
    assert np.sqrt(across / 2.0) == pytest.approx(one.range[0] * one.angle_error[0], rel=1e-9)
    assert whole[3:, 3:] == pytest.approx(ANY_SPEED**2 * np.eye(3))
    assert np.all(whole[:3, 3:] == 0.0)


@pytest.mark.parametrize("revisit", [1.0, 5.0, 30.0])
def test_one_satellite_starts_at_the_height_known_beforehand(revisit: float) -> None:
    """Half a revisit above the clouds, on the line of sight, and upwards."""
    watched = satellite()
    found = only(watched, "opir-geo-6")
    one = chosen(found, slice(0, 1))
    measured = one.measured.copy()
    measured[:, INTERVAL] = revisit
    one = replace(one, measured=measured)
    tracks = tracked(watched, one)
    climb = watched.world.case.climb
    row = climb[int(0.5 * revisit / (climb["time"][1] - climb["time"][0]))]
    latitude, longitude, height = geodetic_from_ecef(tracks.position[0])
    # the ray is met with an ellipsoid grown by the height, which lies up to half a metre off
    assert height == pytest.approx(row["altitude"], abs=1.0)
    way = tracks.position[0] - one.site[0]
    assert way / np.linalg.norm(way) == pytest.approx(one.direction[0], abs=1e-12)
    b, turn = float(latitude), float(longitude)
    up = np.array([np.cos(b) * np.cos(turn), np.cos(b) * np.sin(turn), np.sin(b)])
    assert tracks.velocity[0] == pytest.approx(row["climb"] * up, abs=1e-3)
    assert tracks.phase[0] == BURNING
    deviation = np.sqrt(up @ tracks.whole_covariance()[0, :3, :3] @ up)
    assert deviation > row["altitude_spread"]


def test_detections_draw_a_track_to_the_truth() -> None:
    """Within five sigma in each of six numbers nearly everywhere: no tracker can be that wrong by chance."""
    watched = flagship()
    tracks, flights = watched.tracks, watched.flights
    place, velocity = flights.at(tracks.object, tracks.time)
    used = (tracks.sensor != NOBODY) & np.isfinite(place[:, 0])
    wrong = np.hstack((tracks.position - place, tracks.velocity - velocity))[used]
    sizes = np.sqrt(np.einsum("kii->ki", tracks.whole_covariance()))[used]
    assert np.mean(np.abs(wrong) < 5.0 * sizes) > 0.99
    assert np.median(np.linalg.norm(wrong[:, :3], axis=1)) < 1_000.0


def test_phases_turn_once_the_flame_is_gone() -> None:
    watched = satellite()
    tracks, flights = watched.tracks, watched.flights
    burnout = flights.time[flights.nodes_of(0, BURNOUT)[-1]]
    last = watched.detections.time.max()
    assert np.all(tracks.phase[tracks.time < last] == BURNING)
    assert np.all(tracks.phase[tracks.time > burnout + 2.0 * 5.0 + NEXT_NODE] == FALLING)


def test_numbers_of_a_covariance_come_in_their_order() -> None:
    tracks = flagship().tracks
    whole = tracks.whole_covariance()
    for place, (row, column) in enumerate(PAIRS):
        assert np.array_equal(whole[:, row, column], tracks.covariance[:, place])
        assert np.array_equal(whole[:, column, row], tracks.covariance[:, place])
    assert tracks.position_error == pytest.approx(np.sqrt(np.trace(whole[:, :3, :3], axis1=1, axis2=2)))
    assert tracks.velocity_error == pytest.approx(np.sqrt(np.trace(whole[:, 3:, 3:], axis1=1, axis2=2)))


def test_the_same_bytes_on_any_number_of_threads(monkeypatch: pytest.MonkeyPatch) -> None:
    """Of detections as of tracks: thirty missiles are four chunks."""
    raid = [watching.FLAGSHIP[0] | {"count": 30, "spacing_s": 7}]
    world = watching.reference(watching.case_of(["opir-geo", "cobra-dane", watching.SBX], raid))
    watching.flown(world)
    found = []
    for count in (1, 2, 5):
        monkeypatch.setenv(THREADS_SETTING, str(count))
        watched = watching.watched(world)
        arrays = [getattr(watched.detections, name).tobytes() for name in COLUMNS]
        seen = [watching.sighting_of(watched, name) for name in watched.sightings.sensor_id]
        found.append((arrays, seen, bytes_of(watched.tracks)))
    assert found[0] == found[1] == found[2]
    assert len(set(watched.tracks.object)) == 30
