"""`size` against a missile of the library: its flight, and which satellites reach it before burnout."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from opendome.answers.question import wrong_options

if TYPE_CHECKING:
    from opendome.answers.size import Question
    from opendome.arrays import Floats
    from opendome.choices.constellation.sizing import Asked
    from opendome.watch import Watch

POINTS = 60
"""Places of the missile that are looked at."""


@dataclass(frozen=True)
class Boosted:
    """A missile until its engines stop.

    Attributes:
        points: Its places in axes that do not turn, those of the Earth at launch [m] (K, 3).
        altitude: Above the ellipsoid [m] (K,).
        times: After launch [s], evenly spread to burnout (K,).
        burn: From launch to burnout [s].
        latitude_deg: Of the launch.
    """

    points: Floats
    altitude: Floats
    times: Floats
    burn: float
    latitude_deg: float


@dataclass(frozen=True)
class Found:
    """Shares of satellites that reach it.

    Attributes:
        even: Of those spread evenly.
        inclined: Of those on the orbits asked, in equal shares; None where no inclination was asked.
        points: How many places count.
    """

    even: float
    inclined: float | None
    points: int


def check(question: Question) -> None:
    """Refuse options that do not go with a missile.

    Raises:
        InputError: They do not.
    """
    if question.threat is None:
        if question.from_place is not None or question.to_place is not None:
            raise wrong_options("A place is given, but no missile.", "Give --threat ID as well.", "--threat")
        if question.floor_altitude_km is not None:
            raise wrong_options(
                "A lowest height of the meeting needs a missile that climbs through it.",
                "Give --threat ID --from PLACE --to PLACE as well.",
                "--floor-altitude-km",
            )
        return
    if question.kind != "boost":
        raise wrong_options(
            "A missile as it flies is met in boost only.", "Give boost, or leave --threat out.", "--threat"
        )
    if question.from_place is None or question.to_place is None:
        raise wrong_options(
            "Where the missile flies is not said.",
            "As in: opendome size boost --threat notional-solid-icbm --from 40,127 --to Chicago",
            "--from" if question.from_place is None else "--to",
        )
    if question.burn_time_s is not None:
        raise wrong_options(
            "The missile itself says how long it burns.",
            "Leave --burn-time-s out, or --threat.",
            "--burn-time-s",
        )


def boosted(question: Question, watch: Watch) -> Boosted:
    """The missile as it flies.

    Raises:
        InputError: It or a place is not known, or it has no engines that stop.
    """
    import numpy as np

    from opendome import threats
    from opendome.physics.constants import ROTATION_RATE
    from opendome.records import trajectories as flown
    from opendome.records.case import EarthModel, Plays
    from opendome.scenario.loading import load_threat
    from opendome.scenario.places import find_place
    from opendome.scenario.settle import FlightRequest, settle_flight

    library = question.open_library()
    name, spec = load_threat(question.threat or "", library, question.settings)
    start = find_place(question.from_place or "", library)
    request = FlightRequest(
        from_place=start, to_place=find_place(question.to_place or "", library), azimuth_deg=None,
        maximum_range=False, apogee_km=None, loft_deg=None, pitch_rate_deg_per_s=None, way_points=(),
    )  # fmt: skip
    case = settle_flight(name, spec, request, EarthModel())
    flights = threats.fly(case.reference_world(Plays(1, question.seed)), watch)
    ends = flights.nodes_of(0, flown.BURNOUT)
    if not len(ends):
        raise wrong_options(
            f"{name} has no burnout: it is no rocket, or does not leave the ground.",
            "Give a ballistic missile: opendome list threats",
            "--threat",
        )
    launch = float(case.launches["time"][0])
    burn = float(flights.time[ends[-1]]) - launch
    times = burn * (np.arange(POINTS) + 1.0) / POINTS
    place, _ = flights.at(np.zeros(POINTS, dtype=np.int64), times + launch)
    turn = ROTATION_RATE * times
    fixed = np.stack(
        (
            np.cos(turn) * place[:, 0] - np.sin(turn) * place[:, 1],
            np.sin(turn) * place[:, 0] + np.cos(turn) * place[:, 1],
            place[:, 2],
        ),
        axis=-1,
    )
    altitude = np.interp(times + launch, flights.time, flights.altitude)
    return Boosted(fixed, altitude, times, burn, start.lat_deg)


def with_flight(question: Question, missile: Boosted) -> Question:
    """The question with what the flight says: its burn time, and its latitude where none was asked."""
    found = {} if question.fly_out_time_s is not None else {"burn_time_s": missile.burn}
    places = question.latitude_deg or (missile.latitude_deg,)
    return question.model_copy(update={**found, "latitude_deg": places})


def reached(question: Question, layer: Asked, missile: Boosted) -> Found:
    """Which satellites reach the missile before burnout, above the lowest height asked.

    Args:
        question: With what the flight says.
        layer: The same in SI.
        missile: As it flies.
    """
    import numpy as np

    from opendome.choices.constellation import flown
    from opendome.interception import window

    end = missile.burn - question.margin_s
    start = end - layer.time
    floor = (question.floor_altitude_km or 0.0) * 1e3
    some = (missile.times > start) & (missile.times <= end + 1e-9) & (missile.altitude >= floor)
    if not some.any():
        return Found(0.0, 0.0 if layer.inclinations else None, 0)
    points, times = missile.points[some], missile.times[some]
    fly = [window.straight(layer.speed, layer.acceleration, float(time) - start) for time in times]
    distances = np.array(fly)
    shares = [
        flown.share_of_inclined(points, times, distances, layer.orbit, one) for one in layer.inclinations
    ]
    return Found(
        flown.share_of_even(points, times, distances, layer.orbit),
        sum(shares) / len(shares) if shares else None,
        int(some.sum()),
    )
