"""Heat and light: hotter is brighter, no band gives more than there is, and air never cools below itself."""

from __future__ import annotations

import numpy as np
from hypothesis import given
from hypothesis import strategies as st

from opendome.physics.heating import radiating_temperature, recovery_temperature, stagnation_heating
from opendome.physics.radiation import STEFAN_BOLTZMANN, WAVEBANDS, radiance, share_below

temperatures = st.floats(100.0, 6_000.0)


@given(st.sampled_from(tuple(WAVEBANDS)), temperatures, st.floats(1.001, 3.0))
def test_hotter_is_brighter_in_every_band(band: str, temperature: float, more: float) -> None:
    cold, hot = float(radiance(band, temperature)), float(radiance(band, temperature * more))
    assert 0.0 < cold < hot


@given(temperatures)
def test_bands_together_give_less_than_the_whole(temperature: float) -> None:
    together = sum(float(radiance(band, temperature)) for band in WAVEBANDS)
    assert together < STEFAN_BOLTZMANN * temperature**4 / np.pi


@given(st.floats(1e-7, 1e-3), st.floats(1.001, 10.0), temperatures)
def test_a_longer_wavelength_leaves_more_on_its_short_side(
    wavelength: float, more: float, temperature: float
) -> None:
    one, other = share_below(wavelength, temperature), share_below(wavelength * more, temperature)
    assert 0.0 <= one <= other <= 1.0


@given(st.floats(1e-6, 1.0), st.floats(100.0, 8_000.0), st.floats(0.01, 1.0), st.floats(0.1, 1.0))
def test_what_flows_into_a_wall_flows_out(
    density: float, speed: float, radius: float, emissivity: float
) -> None:
    heat = stagnation_heating(np.array(density), np.array(speed), radius)
    wall = radiating_temperature(heat, emissivity)
    assert np.isclose(emissivity * STEFAN_BOLTZMANN * wall**4, heat, rtol=1e-12)
    # twice as fast is eight times the heat, four times the air or a quarter of the radius twice
    assert np.isclose(stagnation_heating(np.array(density), np.array(2.0 * speed), radius), 8.0 * heat)
    assert np.isclose(stagnation_heating(np.array(4.0 * density), np.array(speed), radius), 2.0 * heat)
    assert np.isclose(stagnation_heating(np.array(density), np.array(speed), 0.25 * radius), 2.0 * heat)


@given(st.floats(180.0, 320.0), st.floats(0.0, 2_000.0))
def test_recovery_lies_between_the_air_and_the_air_brought_to_rest(around: float, speed: float) -> None:
    wall = float(recovery_temperature(np.array(around), np.array(speed)))
    assert around <= wall <= around + speed**2 / (2.0 * 1_004.0)
