"""What hot bodies radiate, how hot the air makes them, and when a point of light is seen."""

from __future__ import annotations

from math import pi, sqrt

import numpy as np
import pytest

from literature.record import SENSING, Claim, Waiting, check
from opendome.physics.atmosphere import air
from opendome.physics.heating import radiating_temperature, stagnation_heating
from opendome.physics.radiation import STEFAN_BOLTZMANN, WAVEBANDS, radiance
from opendome.records.case import SIGNATURE_FIELDS, numbers_of
from opendome.scenario.gliders import DEFAULT_EMISSIVITY, DEFAULT_NOSE, DEFAULT_SKIN
from opendome.scenario.signatures import DEFAULT_PLUME, DEFAULT_SKIN_RATIO, DEFAULT_TEMPERATURE
from opendome.sensing import instruments, looks
from opendome.threats.signatures import skin_temperature

STAGE = SENSING

PLANCK = "Planck's law with CODATA 2018, integrated independently"
POINT = "Point source, worked out by hand: 100 W/sr, 2,000 km, 1e-15 W/cm2"
TRACY = "Tracy and Wright 2020, HTV-2, nose of 0.034 m, emissivity 0.85"
THRUSTY = "Thrusty, Sutton and Graves with a cold wall, HTV-2"
GRIFFIN = "Griffin, as told by the Congressional Research Service"
FOUR = "Five digits were written."

# temperature [K]: radiance in each band [W/(m2 sr)], and its share of the whole
_TABLE = {
    300.0: ((0.0074316, 0.00005), (1.866, 0.01276), (38.50, 0.26334)),
    800.0: ((294.96, 0.03990), (2_518.1, 0.34061), (1_007.0, 0.13621)),
    1_000.0: ((1_061.0, 0.05879), (6_506.7, 0.36050), (1_602.8, 0.08880)),
    2_000.0: ((14_717.0, 0.05096), (50_933.0, 0.17637), (5_042.9, 0.01746)),
}
_NAMES = {"swir": "2.69 to 2.95 µm", "mwir": "3 to 5 µm", "lwir": "8 to 12 µm"}


def nose() -> float:
    """Stagnation temperature of the glider at 6 km/s and 49.7 km [K]."""
    density, _, _ = air(49.7e3)
    heat = stagnation_heating(np.array(density), np.array(6e3), DEFAULT_NOSE.value)
    return float(radiating_temperature(heat, DEFAULT_EMISSIVITY.value))


def glider(band: str, speed: float, altitude: float) -> float:
    """Infrared intensity of a glider of which only the library's assumptions are known [W/sr]."""
    given = np.zeros(1, dtype=numbers_of(SIGNATURE_FIELDS))
    given["temperature"], given["emissivity"] = DEFAULT_TEMPERATURE.value, DEFAULT_EMISSIVITY.value
    given["nose_radius"], given["skin_temperature"] = DEFAULT_NOSE.value, DEFAULT_SKIN_RATIO.value
    skin = skin_temperature(given, np.array([altitude]), np.array([speed]))
    return float((DEFAULT_EMISSIVITY.value * DEFAULT_SKIN.value * radiance(band, skin))[0])


def dimmer(missile: str) -> float:
    """How many times dimmer than a flame a glider at 6 km/s is, in the band of early warning."""
    return DEFAULT_PLUME[missile].value / glider("swir", 6e3, 49.7e3)


def seen_at(away: float, intensity: float = 100.0, noise: float = 1e-15 * 1e4) -> float:
    """Signal to noise of a point of light over a satellite's nadir."""
    row = np.full(instruments.COLUMNS, np.nan)
    row[instruments.NOISE], row[instruments.CONE], row[instruments.CLOUDS] = noise, -2.0, 0.0
    row[instruments.ASKED] = 1.0
    earth = np.array([0.0, 0.0, 6_371e3, 0.0, 0.0, 0.0])
    site = np.array([7_371e3 + away, 0.0, 0.0])
    return looks.infrared_look(row, site, 7_371e3, 0.0, 0.0, intensity, earth)[1]


CLAIMS = [
    *(
        Claim(PLANCK, f"radiance at {temperature:,.0f} K, {_NAMES[band]}", "W/(m2 sr)", value,
              lambda b=band, t=temperature: float(radiance(b, t)), FOUR, share=2e-4 if value > 1e3 else 5e-5)
        for temperature, row in _TABLE.items()
        for band, (value, _) in zip(WAVEBANDS, row, strict=True)
    ),
    *(
        Claim(PLANCK, f"share of all radiance at {temperature:,.0f} K, {_NAMES[band]}", "", share,
              lambda b=band, t=temperature: float(radiance(b, t)) * pi / (STEFAN_BOLTZMANN * t**4),
              "Half of the last digit.", apart=5e-6)
        for temperature, row in _TABLE.items()
        for band, (_, share) in zip(WAVEBANDS, row, strict=True)
    ),
    Claim(POINT, "signal to noise", "", 2.5, lambda: seen_at(2_000e3), "Exact.", apart=1e-9),
    Claim(POINT, "range at which four times the intensity is seen as well", "times", 2.0,
          lambda: sqrt(seen_at(1_000e3, 400.0) / seen_at(2_000e3, 400.0)), "Exact.", apart=1e-9),
    Claim(TRACY, "temperature of the nose at 6 km/s and 49.7 km", "K", (3_200.0, 1.08 * 3_200.0), nose,
          "Sutton and Graves take a cold wall, which draws more heat: up to 8 % more.", apart=0.0),
    Claim(THRUSTY, "temperature of the nose at 6 km/s and 49.7 km", "K", 3_408.0, nose,
          "Its constant and its air were not read: heat goes with the fourth power, so 1 % is 4 % of it.",
          share=0.01),
    Claim(GRIFFIN, "how much dimmer gliders are than usual targets: at 6 km/s, 49.7 km, against an ICBM",
          "times", (10.0, 20.0), lambda: dimmer("icbm"),
          "Inside. Skin and flame are assumed, each with a range of some ten times between its ends.",
          apart=0.0),
]  # fmt: skip

WAITING = [
    Waiting("Candler and Leyva 2022", "heat over a generic glider, by computational fluid dynamics", "",
            "not read", "It criticises the law of flat plates by which Tracy and Wright spread heat. "
            "Here the skin has one share of the nose's temperature, 0.4 to 0.65."),
    Waiting("APS study of directed energy weapons 1987", "infrared intensity of an ICBM's flame", "W/sr",
            "10⁵ to 10⁶, recalled", "Not found in any text that could be read."),
]  # fmt: skip


@pytest.mark.parametrize("claim", CLAIMS, ids=lambda claim: claim.quantity)
def test_published(claim: Claim) -> None:
    check(claim)
