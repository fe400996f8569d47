"""What shines along a flight: the flame, the cold body, and the skin that air heats."""

from __future__ import annotations

from functools import cache

import numpy as np
import pytest

import watching
from opendome.physics.atmosphere import HEAT_RATIO, air, air_along
from opendome.physics.heating import recovery_temperature
from opendome.physics.radiation import radiance
from opendome.records.case import SIGNATURE_FIELDS, numbers_of
from opendome.records.trajectories import BOOST, Trajectories
from opendome.scenario.signatures import (
    DEFAULT_AREA,
    DEFAULT_EMISSIVITY,
    DEFAULT_PLUME,
    DEFAULT_RATIO,
    DEFAULT_TEMPERATURE,
)
from opendome.threats.signatures import skin_temperature


@cache
def flown(*bands: str) -> Trajectories:
    """The flagship's first missile, looked for in these bands by one satellite each."""
    uses = ["opir-geo", "opir-heo", "tracking-layer"][: len(bands)]
    changes = {use.replace("-", "_"): {"band": band} for use, band in zip(uses, bands, strict=True)}
    for change in changes.values():
        change |= {"band_from_um": None, "band_to_um": None}
    return watching.flown(watching.reference(watching.case_of(uses, **changes))).only(np.array([0]))


def test_only_bands_that_somebody_looks_in_are_worked_out() -> None:
    assert flown("lwir", "swir").infrared_band == ("swir", "lwir")
    assert flown("mwir").infrared_band == ("mwir",)
    nobody = watching.flown(watching.reference(watching.case_of(["uewr"])))
    assert nobody.infrared_band == ()
    assert nobody.intensity.shape == (len(nobody.nodes), 0)


def test_a_flame_has_its_share_in_each_band() -> None:
    flights = flown("swir", "mwir", "lwir")
    plume = DEFAULT_PLUME["icbm"].value
    burns = flights.phase == BOOST
    assert burns.sum() > 5
    for place, share in enumerate((1.0, DEFAULT_RATIO["mwir"].value, DEFAULT_RATIO["lwir"].value)):
        assert flights.intensity[burns, place] == pytest.approx(plume * share, rel=1e-12)


def test_early_warning_sees_nothing_of_a_ballistic_missile_but_its_flame() -> None:
    flights = flown("swir", "lwir")
    later = flights.phase != BOOST
    assert not flights.intensity[later, 0].any()
    assert (flights.intensity[later, 1] > 0.0).all()


def test_a_body_in_space_is_grey_and_as_warm_as_assumed() -> None:
    flights = flown("mwir", "lwir")
    high = flights.altitude > 500e3
    assert high.sum() > 5
    size = DEFAULT_AREA["warhead"].value * DEFAULT_EMISSIVITY.value
    for place, band in enumerate(("mwir", "lwir")):
        wanted = size * float(radiance(band, DEFAULT_TEMPERATURE.value))
        assert flights.intensity[high, place] == pytest.approx(wanted, rel=1e-9)


def test_what_re_enters_glows() -> None:
    flights = flown("mwir", "lwir")
    high = flights.altitude > 500e3
    falls = (flights.time > flights.time[high].max()) & (flights.altitude < 40e3)
    hottest = flights.intensity[falls].max(axis=0) / flights.intensity[high].max(axis=0)
    assert hottest[0] > 1_000.0  # the middle band tells hot from cold better than the long one
    assert 10.0 < hottest[1] < hottest[0]


def skins(count: int, **given: float) -> np.ndarray[tuple[int], np.dtype[np.void]]:
    table = np.zeros(count, dtype=numbers_of(SIGNATURE_FIELDS))
    for name, value in given.items():
        table[name] = value
    return table


def test_skin_of_a_glider_takes_a_share_of_the_nose() -> None:
    heights, speeds = np.array([49.7e3, 49.7e3, 400e3]), np.array([6e3, 6e3, 6e3])
    table = skins(3, emissivity=0.85, nose_radius=0.034, skin_temperature=0.5, temperature=300.0)
    table["skin_temperature"][1] = 0.4
    found = skin_temperature(table, heights, speeds)
    assert found[0] == pytest.approx(0.5 * 3428.6, abs=0.1)
    assert found[1] == pytest.approx(0.4 * 3428.6, abs=0.1)
    assert found[2] == pytest.approx(300.0)  # where there is next to no air it is as warm as by itself


def test_skin_of_a_cruise_missile_recovers() -> None:
    """At Mach 0.8 near the ground some 34 K above the air; at Mach 3 and 20 km hundreds."""
    heights, speeds = np.array([100.0, 20e3]), np.array([272.0, 885.0])
    table = skins(2, emissivity=0.85, nose_radius=np.nan, skin_temperature=1.0, temperature=np.nan)
    found = skin_temperature(table, heights, speeds)
    _, around = air_along(heights)
    assert found == pytest.approx(recovery_temperature(around, speeds), rel=1e-12)
    mach = speeds / [air(height)[2] for height in heights]
    assert found / around == pytest.approx(1.0 + 0.8921 * 0.5 * (HEAT_RATIO - 1.0) * mach**2, rel=1e-3)


def test_arrays_of_air_are_the_same_air() -> None:
    heights = np.array([-500.0, 0.0, 5e3, 11e3, 25e3, 49e3, 60e3, 85.9e3, 86e3, 101e3, 333e3, 2e6])
    density, temperature = air_along(heights)
    for height, ours, warm in zip(heights, density, temperature, strict=True):
        wanted, _, sound = air(height)
        assert ours == pytest.approx(wanted, rel=1e-12)
        assert warm == pytest.approx(sound**2 / (HEAT_RATIO * 287.0529), rel=1e-6)
