"""The flagship raid as its sensors see it: what open studies expect, and whether the tracker is right.

The windows are those of a simple model: horizons, burn times and published fields of regard give them to
about a minute.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache

import numpy as np
import pytest

from literature.record import TRACKING, Claim, check
from opendome import threats
from opendome.outcomes import know
from opendome.records.case import Case, Plays, World
from opendome.records.outcomes import Known
from opendome.records.sensors import INFRARED
from opendome.records.sightings import Detections, Sightings
from opendome.records.tracks import Tracks
from opendome.records.trajectories import BURNOUT, Trajectories
from opendome.scenario.document import Scenario
from opendome.scenario.library import Library
from opendome.scenario.loading import load_scenario
from opendome.scenario.settle import settle
from opendome.simulate import follow

STAGE = TRACKING

SPACE = ("opir-geo", "opir-heo")
FENCE = ("uewr",)
DRAWS = 200


@cache
def library() -> Library:
    return Library()


@cache
def raid(*systems: str, count: int = 4) -> Case:
    """The flagship with these entries of its architecture; all of them where none is named."""
    written = load_scenario("limited-raid", library()).as_written()
    written["raid"][0]["count"] = count
    if systems:
        kept = [use for use in written["architecture"]["sensors"] if use["use"] in systems]
        written["architecture"]["sensors"] = kept
    return settle(Scenario.model_validate(written), library())


@dataclass(frozen=True)
class Watched:
    flights: Trajectories
    sightings: Sightings
    detections: Detections
    tracks: Tracks
    known: Known


@cache
def watched(*systems: str) -> Watched:
    """The reference world of the flagship with these entries."""
    world = raid(*systems).reference_world(Plays(1))
    flights = threats.fly(world)
    seen, tracks = follow(world, flights)
    return Watched(
        flights, seen.sightings, seen.detections, tracks, know(world, flights, seen.sightings, tracks)
    )


def test_the_boost_is_seen_after_the_clouds_and_reported_soon() -> None:
    known = watched().known
    assert np.all((known.first_detected > 30.0) & (known.first_detected < 60.0))
    assert np.all((known.first_reported > 55.0) & (known.first_reported < 90.0))


def test_satellites_see_nothing_after_burnout() -> None:
    found = watched()
    case = raid()
    infrared = case.sensors.posts["kind"] == INFRARED
    for threat in range(len(found.flights)):
        burnout = found.flights.time[found.flights.nodes_of(threat, BURNOUT)[-1]]
        last = found.sightings.last_detected[threat, infrared]
        assert np.nanmax(last) <= burnout + 5.0


def first_radar(*systems: str) -> np.ndarray:
    """First detection by any radar after each launch [s]."""
    case, found = raid(*systems), watched(*systems)
    radars = case.sensors.posts["kind"] != INFRARED
    return np.nanmin(found.sightings.first_detected[:, radars], axis=1) - case.launches["time"]


def test_without_a_forward_radar_cobra_dane_is_the_first() -> None:
    first = first_radar(*SPACE, *FENCE, "cobra-dane", "lrdr", "sbx")
    assert np.all((first > 340.0) & (first < 420.0 + 60.0))


def test_without_cobra_dane_and_forward_radars_the_first_is_at_clear() -> None:
    first = first_radar(*SPACE, *FENCE, "lrdr")
    assert np.all((first > 595.0 - 60.0) & (first < 685.0 + 60.0))


def test_a_track_good_enough_comes_with_the_first_radar_in_midcourse() -> None:
    early = watched(*SPACE, *FENCE, "cobra-dane", "lrdr", "sbx").known.first_tracked
    late = watched(*SPACE, *FENCE, "lrdr").known.first_tracked
    assert 360.0 - 60.0 < np.nanmean(early) < 480.0 + 60.0
    assert 620.0 - 60.0 < np.nanmean(late) < 750.0 + 60.0
    assert np.nanmin(late) > np.nanmax(early)


def test_satellites_alone_never_fix_a_missile_well_enough() -> None:
    assert np.isnan(watched(*SPACE).known.first_tracked).all()


def only(*longitudes_deg: float) -> Case:
    """One missile of the flagship under satellites over these longitudes, and nothing else."""
    written = load_scenario("limited-raid", library()).as_written()
    written["raid"][0]["count"] = 1
    written["architecture"]["sensors"] = [{"use": "opir-geo"}]
    orbits = [{"kind": "geo", "longitude_deg": longitude} for longitude in longitudes_deg]
    written["library"] = {"opir-geo": {"orbit": orbits}}
    return settle(Scenario.model_validate(written), library())


def along(case: Case, time: float) -> float:
    """One sigma of the place along the first satellite's line of sight at a time [m]."""
    world = case.reference_world(Plays(1))
    seen, tracks = follow(world, threats.fly(world))
    node = int(np.searchsorted(tracks.time, time)) - 1
    line = tracks.position[node] - seen.detections.site[0]
    line /= np.linalg.norm(line)
    return float(np.sqrt(line @ tracks.whole_covariance()[node][:3, :3] @ line))


@pytest.mark.parametrize("longitude_deg", [60.0, 80.0, 140.0, 180.0])
def test_one_satellite_does_not_know_how_far(longitude_deg: float) -> None:
    assert along(only(longitude_deg), 90.0) > 5_000.0


@pytest.mark.parametrize("pair", [(80.0, 140.0), (100.0, 140.0), (140.0, 180.0), (127.0, 190.0)])
def test_two_satellites_know(pair: tuple[float, float]) -> None:
    assert along(only(*pair), 90.0) < 5_000.0


TIMES = (90, 300, 500, 800, 1000, 1200, 1600)


@cache
def consistency() -> dict[int, float]:
    """Mean normalised squared error of the flagship's first missile, by time after launch [s].

    The figures stay at their values and the flight is one; what differs between the draws is the noise.
    """
    case = raid(count=1)
    reference = case.reference_world(Plays(1))
    flights = threats.fly(reference)
    found: dict[int, list[float]] = {time: [] for time in TIMES}
    for draw in range(1, DRAWS + 1):
        world = World(case, draw, 1, np.zeros(0, dtype=np.int64), reference.numbers)
        _, tracks = follow(world, flights)
        nodes = np.searchsorted(tracks.time, TIMES) - 1
        for time, error in zip(TIMES, squared_errors(flights, tracks, nodes), strict=True):
            found[time].append(error)
    return {time: float(np.mean(errors)) for time, errors in found.items()}


def squared_errors(flights: Trajectories, tracks: Tracks, nodes: np.ndarray) -> np.ndarray:
    """Squared errors of place and velocity at nodes of the one track, over their covariance."""
    times = tracks.time[nodes]
    place, velocity = flights.at(np.zeros(len(nodes), dtype=np.int64), times)
    wrong = np.concatenate((place - tracks.position[nodes], velocity - tracks.velocity[nodes]), axis=1)
    doubt = tracks.whole_covariance()[nodes]
    # place and velocity differ by orders of magnitude: solved in units of their own sigma
    sigma = np.sqrt(np.einsum("kii->ki", doubt))
    scaled, shape = wrong / sigma, doubt / sigma[:, :, None] / sigma[:, None, :]
    return np.einsum("ki,ki->k", scaled, np.linalg.solve(shape, scaled[..., None])[..., 0])


BOUNDS = (5.53, 6.49)
"""95 % of the mean of 200 draws of a chi-square with six degrees of freedom."""

_BURNING = (
    "Process noise has to hold for every missile of the library, and this one's thrust is near the mean: "
    "the tracker is less sure than it could be."
)
_NO_LOOK = (
    "Burnout is known to within a look; doubt about the thrust until then makes the tracker less sure than "
    "it could be."
)
_STILL = (
    "The process noise of free fall stands for gravity beyond J2, which the true flight does not have: the "
    "tracker is less sure than it could be."
)
_GAPS: dict[int, tuple[tuple[float, float], str]] = {
    90: ((3.0, 5.5), _BURNING),
    300: ((1.0, 4.0), _NO_LOOK),
    500: ((3.5, 5.5), _NO_LOOK),
    1600: ((3.5, 5.5), _STILL),
}

CLAIMS = [
    Claim(
        source="Bar-Shalom, Li and Kirubarajan 2001, consistency",
        quantity=f"mean squared error over covariance, flagship, {time} s after launch, {DRAWS} draws",
        unit="",
        published=BOUNDS,
        computed=lambda time=time: consistency()[time],
        apart=0.005,
        why="The bounds are rounded to two decimals.",
        gap=_GAPS[time][0] if time in _GAPS else None,
        cause=_GAPS[time][1] if time in _GAPS else "",
    )
    for time in TIMES
]


@pytest.mark.parametrize("claim", CLAIMS, ids=lambda claim: claim.quantity)
@pytest.mark.xdist_group("consistency")
def test_the_tracker_is_as_sure_as_it_is_right(claim: Claim) -> None:
    check(claim)
