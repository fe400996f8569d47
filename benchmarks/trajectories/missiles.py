"""The flights that every method flies: one missile of the library, a thousand ways to launch it."""

from __future__ import annotations

from dataclasses import dataclass, replace

import numpy as np

from opendome.arrays import Floats, Integers
from opendome.physics import earth as figure
from opendome.physics.constants import earth as earth_of
from opendome.records.case import Case, Plays, Table, World
from opendome.scenario.library import Library
from opendome.scenario.loading import load_threat
from opendome.scenario.places import Place
from opendome.scenario.settle import FlightRequest, settle_flight
from opendome.threats.ballistic import segments as cut

MISSILE = "notional-solid-icbm"
SECONDS = 2_000.0
"""How long each missile is flown."""


@dataclass(frozen=True)
class Flights:
    """What all methods are given; SI.

    Attributes:
        earth: As `physics.constants.earth`, (6,).
        segments: (segment, segments.COLUMNS); the fall ends when `SECONDS` are over.
        drag: Mach numbers and coefficients, (2, K).
        site: Places of launch, ECEF [m], (flight, 3).
        azimuth, kick: [rad], (flight,).
    """

    earth: Floats
    segments: Floats
    drag: Floats
    site: Floats
    azimuth: Floats
    kick: Floats

    def __len__(self) -> int:
        return len(self.azimuth)

    def given(self) -> Floats:
        """The launches as kernels take them, (flight, segments.GIVEN)."""
        given = np.zeros((len(self), cut.GIVEN))
        given[:, :6] = self.earth
        given[:, cut.SITE : cut.SITE + 3], given[:, cut.START_SPEED] = self.site, 0.0
        return given

    def spans(self) -> Integers:
        """The one missile's rows and drag points, (1, 3)."""
        return np.array([[0, len(self.segments), self.drag.shape[1]]], dtype=np.int64)


def world_of(case: Case) -> World:
    """Its reference world."""
    return case.reference_world(Plays(1))


def a_case(missile: str = MISSILE) -> Case:
    """One launch of a missile of the library, to be multiplied."""
    library = Library()
    name, spec = load_threat(missile, library)
    return settle_flight(name, spec, FlightRequest(Place("", 40.0, 127.0), Place("", 41.9, -87.6)))


def flights(count: int, seed: int = 1) -> Flights:
    """Launches from anywhere in any direction, at full energy, all still in flight when the time is over."""
    missile = cut.missile(world_of(a_case()), 0)
    segments = missile.segments.copy()
    segments[-1, cut.DURATION] = SECONDS - segments[:-1, cut.DURATION].sum()
    draw = np.random.default_rng(seed)
    latitude, longitude = np.radians(draw.uniform(-60.0, 70.0, count)), draw.uniform(-np.pi, np.pi, count)
    return Flights(
        earth=earth_of(),
        segments=segments,
        drag=np.stack((missile.drag_mach, missile.drag_coefficient)),
        site=figure.ecef_from_geodetic(latitude, longitude, 0.0),
        azimuth=draw.uniform(0.0, 2.0 * np.pi, count),
        kick=np.radians(draw.uniform(*KICKS, count)),
    )


KICKS = (1.0, 7.0)
"""Pitch-overs between which all flights last longer than `SECONDS` [deg]."""


def distinct_launches(count: int, farthest: float = 9_000e3, seed: int = 1) -> World:
    """Launches from anywhere to anywhere in reach, no two alike.

    Args:
        count: How many.
        farthest: No target lies farther away [m]; all are within reach, whatever the Earth's turning takes.
        seed: Of the draw.
    """
    case = a_case()
    draw = np.random.default_rng(seed)
    rows = np.repeat(case.launches[:1], count)
    rows["latitude"], rows["longitude"] = (
        np.radians(draw.uniform(-60, 70, count)),
        draw.uniform(-np.pi, np.pi, count),
    )
    far, azimuth = draw.uniform(0.25, 1.0, count) * farthest / 6_371e3, draw.uniform(0.0, 2.0 * np.pi, count)
    sine = np.sin(rows["latitude"]) * np.cos(far) + np.cos(rows["latitude"]) * np.sin(far) * np.cos(azimuth)
    east = np.sin(azimuth) * np.sin(far) * np.cos(rows["latitude"])
    rows["aim_latitude"] = np.arcsin(sine)
    rows["aim_longitude"] = rows["longitude"] + np.arctan2(
        east, np.cos(far) - np.sin(rows["latitude"]) * sine
    )
    return world_of(_many(case, rows))


def programmed_launches(count: int, seed: int = 1) -> World:
    """Launches that fly a given programme in different directions: nothing is solved."""
    from opendome.records.case import FLY_PROGRAMME

    case = a_case()
    rows = np.repeat(case.launches[:1], count)
    rows["task"], rows["loft"], rows["pitch_rate"] = FLY_PROGRAMME, np.radians(40.0), np.radians(0.6)
    rows["azimuth"] = np.random.default_rng(seed).uniform(0.0, 2.0 * np.pi, count)
    rows["aim_latitude"] = rows["aim_longitude"] = np.nan
    return world_of(_many(case, rows))


def _many(case: Case, rows: Table) -> Case:
    blank = ("",) * len(rows)
    names = tuple(f"launch-{row}" for row in range(len(rows)))
    return replace(case, launches=rows, threat_id=names, launch_name=blank, aim_name=blank)
