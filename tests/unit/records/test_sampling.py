"""Shapes of doubt, strata, and the table of figures."""

from __future__ import annotations

import numpy as np
import pytest
from scipy import stats

from opendome.records import figures
from opendome.records.sampling import SHAPES, posterior, quantile, strata

SHARES = np.linspace(0.001, 0.999, 999)
LOW, PEAK, HIGH = 2.0, 3.0, 7.0

CUMULATIVE = {
    "uniform": stats.uniform(LOW, HIGH - LOW),
    "log_uniform": stats.loguniform(LOW, HIGH),
    "triangular": stats.triang((PEAK - LOW) / (HIGH - LOW), LOW, HIGH - LOW),
    "pert": stats.beta(1 + 4 * (PEAK - LOW) / 5.0, 1 + 4 * (HIGH - PEAK) / 5.0, LOW, HIGH - LOW),
}


@pytest.mark.parametrize("shape", SHAPES)
def test_shapes_against_scipy(shape: str) -> None:
    drawn = quantile(shape, SHARES, LOW, PEAK, HIGH)
    assert np.abs(CUMULATIVE[shape].cdf(drawn) - SHARES).max() < 1e-9


@pytest.mark.parametrize("value", [LOW, HIGH])
@pytest.mark.parametrize("shape", SHAPES)
def test_peak_at_an_end(shape: str, value: float) -> None:
    drawn = quantile(shape, SHARES, LOW, value, HIGH)
    assert np.all(np.isfinite(drawn))
    assert np.all((drawn >= LOW) & (drawn <= HIGH))
    assert np.all(np.diff(drawn) > 0.0)


def test_strata_of_two_names_are_shuffled_apart() -> None:
    one, other = strata(1, "a", 400), strata(1, "b", 400)
    assert abs(np.corrcoef(one, other)[0, 1]) < 5.0 / np.sqrt(400)
    assert not np.array_equal(one, strata(2, "a", 400))
    assert np.array_equal(one, strata(1, "a", 400))


Row = tuple[str, float, float, float, str, str, str, str]


def _row(path: str, value: float, low: float, high: float, moves_with: str = "") -> Row:
    return (path, value, low, high, "triangular", moves_with, "assumed", "")


def test_draws_are_si_and_between_the_ends() -> None:
    table = figures.of([_row("a.range_km", 5.0, 4.0, 8.0), _row("a.angle_deg", 90.0, 90.0, 90.0)])
    drawn = table.draw(1, 50)
    assert drawn.shape == (50, 2)
    assert np.all((drawn[:, 0] > 4_000.0) & (drawn[:, 0] < 8_000.0))
    assert drawn[:, 1] == pytest.approx(np.full(50, np.pi / 2.0), rel=1e-15)
    assert table.reference() == pytest.approx([5_000.0, np.pi / 2.0], rel=1e-15)


def test_figures_that_move_together() -> None:
    """One share for the group: equal ranges give equal numbers, others the same order."""
    table = figures.of(
        [
            _row("a.payload_mass_kg", 450, 400, 500, "payload"),
            _row("b.mass_kg", 450, 400, 500, "payload"),
            _row("c.mass_kg", 10, 5, 30, "payload"),
            _row("d.mass_kg", 450, 400, 500),
        ]
    )
    drawn = table.draw(1, 40)
    assert np.array_equal(drawn[:, 0], drawn[:, 1])
    assert np.array_equal(np.argsort(drawn[:, 0]), np.argsort(drawn[:, 2]))
    assert not np.array_equal(drawn[:, 0], drawn[:, 3])


def test_stratified_means_are_close() -> None:
    """A mean of stratified draws is far nearer than chance: within a hundredth of the spread of one draw."""
    table = figures.of([_row("a.mass_kg", 3.0, 2.0, 7.0)])
    drawn = table.draw(3, 200)[:, 0]
    assert abs(drawn.mean() - (2.0 + 3.0 + 7.0) / 3.0) < 0.01 * drawn.std()


def test_unknown_shape() -> None:
    with pytest.raises(ValueError, match="unknown shapes"):
        figures.of([("a.mass_kg", 1.0, 0.0, 2.0, "normal", "", "assumed", "")])


def test_what_stands_behind_figures() -> None:
    rows = [
        ("a.mass_kg", 1.0, 1.0, 1.0, "triangular", "", "book", "p. 1"),
        ("b.mass_kg", 1.0, 0.0, 2.0, "triangular", "", "assumed", ""),
        ("c.mass_kg", 1.0, 1.0, 1.0, "triangular", "", "", ""),
        ("d.mass_kg", 1.0, 1.0, 1.0, "triangular", "", "article", ""),
    ]
    table = figures.of(rows)
    assert table.count() == (2, 1, 1)
    assert table.keys() == ["article", "book"]
    assert table.unit == ("kg",) * 4
    assert len(figures.of([])) == 0
    assert figures.of([]).draw(1, 3).shape == (3, 0)


def test_what_a_test_record_leaves_open() -> None:
    """12 of 21 with Jeffreys' prior: mean 0.568, 5 to 95 per cent 0.394 to 0.735."""
    shares = (np.arange(10_000) + 0.5) / 10_000
    drawn = posterior(shares, 12, 21)
    assert drawn.mean() == pytest.approx(12.5 / 22, abs=1e-5)
    assert posterior(np.array([0.05, 0.95]), 12, 21) == pytest.approx([0.394, 0.735], abs=5e-4)
    assert posterior(np.array([0.05]), 16, 16) == pytest.approx([0.889], abs=5e-4)


@pytest.mark.parametrize(("hits", "tests"), [(12, 21), (0, 5), (15, 15), (1, 400), (900, 1_000), (0, 0)])
def test_test_records_against_scipy(hits: int, tests: int) -> None:
    expected = stats.beta(hits + 0.5, tests - hits + 0.5).ppf(SHARES)
    assert posterior(SHARES, hits, tests) == pytest.approx(expected, abs=1e-6)


def test_a_record_belongs_to_its_shape() -> None:
    row = ("a.kill_probability", 0.568, 0.394, 0.735, "jeffreys", "", "assumed", "")
    table = figures.of([row], {0: (12, 21)})
    drawn = table.draw(1, 400)[:, 0]
    assert drawn.mean() == pytest.approx(12.5 / 22, abs=1e-3)
    assert np.percentile(drawn, 5) == pytest.approx(0.394, abs=5e-3)
    with pytest.raises(ValueError, match="jeffreys"):
        figures.of([row])
