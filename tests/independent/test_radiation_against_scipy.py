"""Planck's law in bands, against SciPy's quadrature of it."""

from __future__ import annotations

import numpy as np
import pytest
from scipy import constants
from scipy.integrate import quad

from opendome.physics.radiation import SECOND_RADIATION, WAVEBANDS, radiance, share_below

TEMPERATURES = (60.0, 200.0, 300.0, 1_000.0, 1_900.0, 5_000.0, 20_000.0)


def planck(wavelength: float, temperature: float) -> float:
    """Spectral radiance [W/(m3 sr)]."""
    h, c, k = 6.62607015e-34, 299_792_458.0, 1.380649e-23
    return float(2.0 * h * c * c / wavelength**5 / np.expm1(h * c / (wavelength * k * temperature)))


@pytest.mark.parametrize("temperature", TEMPERATURES)
@pytest.mark.parametrize("band", WAVEBANDS)
def test_radiance_in_a_band(band: str, temperature: float) -> None:
    wanted, _ = quad(planck, *WAVEBANDS[band], args=(temperature,), epsabs=0.0, epsrel=1e-12)
    assert float(radiance(band, temperature)) == pytest.approx(wanted, rel=1e-7)


@pytest.mark.parametrize("x", [0.001, 0.3, 0.999_999, 1.000_001, 1.5, 5.0, 20.0])
def test_the_share_on_one_side_is_the_integral(x: float) -> None:
    """The two series meet at x = 1, and each is exact on its side."""
    found = float(share_below(SECOND_RADIATION / x, 1.0))
    if x > 1.0:
        tail, _ = quad(lambda t: t**3 / np.expm1(t), x, x + 60.0, epsabs=0.0, epsrel=1e-13, limit=200)
        assert found == pytest.approx(15.0 / np.pi**4 * tail, rel=1e-11)
    else:
        head, _ = quad(lambda t: t**3 / np.expm1(t), 0.0, x, epsabs=0.0, epsrel=1e-13)
        assert 1.0 - found == pytest.approx(15.0 / np.pi**4 * head, rel=1e-6, abs=1e-15)


def test_the_second_constant_is_scipys() -> None:
    found = constants.physical_constants["second radiation constant"]
    assert pytest.approx(found[0], rel=1e-9) == SECOND_RADIATION
