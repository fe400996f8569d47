"""The climb profile in the library is that of the library's missiles, and is read as written."""

from __future__ import annotations

import numpy as np
import pytest

import climb
from opendome.scenario.settle.climb import FILE, climb_profile


@pytest.mark.xdist_group("climb")
def test_flying_the_library_again_gives_the_profile() -> None:
    head = FILE.read_text(encoding="utf8")
    assert head.startswith(climb.HEAD)
    written = np.loadtxt(FILE, delimiter=",", skiprows=head.count("#") + 1)
    flown = np.array(climb.profile())
    assert flown.shape == written.shape, "python tests/climb.py"
    np.testing.assert_allclose(written, flown, rtol=1e-3, atol=1e-6, err_msg="python tests/climb.py")


def test_it_starts_at_the_clouds_and_rises() -> None:
    table = climb_profile()
    assert table["altitude"][0] == pytest.approx(climb.CLOUDS_KM * 1e3, rel=1e-3)
    assert np.all(np.diff(table["time"]) == climb.EVERY_S)
    assert np.all(table["thrust"] > 10.0)
    assert np.all(table["thrust_spread"] > 0.0)
    assert table["altitude"][-1] > 100e3


def test_numbers_are_si() -> None:
    line = FILE.read_text(encoding="utf8").splitlines()[5].split(",")
    row = climb_profile()[1]
    assert float(line[0]) == row["time"]
    assert float(line[1]) * 1e3 == pytest.approx(row["altitude"])
    assert float(line[7]) == row["thrust"]
