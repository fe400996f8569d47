"""The same looks without Numba: compiling changes no digit."""

from __future__ import annotations

from functools import cache

import pytest

import watching
from watching import Watched, assumed

pytestmark = pytest.mark.xdist_group("interpreted")  # one worker: both answers are worked out once

LOS_ANGELES = [watching.CHICAGO | {"aim": {"city": "Los Angeles"}}]
SENSORS = [
    "opir-heo",
    {"use": "opir-geo"},
    {"use": "an-tpy-2", "site": "shariki"},
    {"use": "uewr", "site": "beale"},
]


@cache
def both() -> tuple[Watched, Watched]:
    """Satellites that turn and that stand, a radar that is cued, one with two faces; steady echoes, too.

    One of the satellites looks for cold bodies, and what a radar sees has a side.
    """
    sections = [{"bands": "x", "warhead_m2": assumed(0.03), "missile_m2": assumed(1.0)}]
    sections[0] |= {"warhead_side_m2": assumed(0.3), "missile_side_m2": assumed(9.0)}
    finer = {"noise_equivalent_irradiance_w_per_cm2": assumed(1e-19), "revisit_s": assumed(10.0)}
    compiled = watching.watch(
        SENSORS, LOS_ANGELES, an_tpy_2={"swerling": 0}, uewr={"swerling": 3},
        opir_heo={"band": "lwir", "band_from_um": None, "band_to_um": None} | finer,
        notional_solid_icbm={"signature": {"radar_cross_sections": sections}},
    )  # fmt: skip
    return compiled, watching.interpreted(compiled)


def test_somebody_sees_and_somebody_does_not() -> None:
    limits = both()[0].limits()
    assert {limits[name] for name in ("an-tpy-2-shariki", "uewr-beale", "opir-heo-1", "opir-geo-6")} == {
        "none"
    }
    assert limits["opir-geo-3"] == "horizon"


@pytest.mark.parametrize("name", watching.SIGHTING)
def test_sightings(name: str) -> None:
    one, other = (getattr(watched.sightings, name) for watched in both())
    assert one.tobytes() == other.tobytes()


@pytest.mark.parametrize(
    "name",
    [
        "sensor",
        "object",
        "time",
        "site",
        "direction",
        "range",
        "angle_error",
        "range_error",
        "interval",
        "snr",
        "flame",
    ],
)
def test_detections(name: str) -> None:
    one, other = (getattr(watched.detections, name) for watched in both())
    assert len(one) > 100
    assert one.tobytes() == other.tobytes()
