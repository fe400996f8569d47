"""Upkeep: what adds up, what is told, and what has no answer."""

from __future__ import annotations

from dataclasses import replace
from math import inf

import pytest

from opendome.choices.constellation.upkeep import BALLISTIC_COEFFICIENT, Asked, Given, lowest_lasting, upkeep
from opendome.contract import upkeep as keys
from opendome.physics import decay
from opendome.reports import upkeep_words
from opendome.units import DAY_S, YEAR_S

CBO = Asked(7_800, 400e3)


@pytest.mark.parametrize(
    ("horizon", "life", "sets"), [(20, 5, 4), (20, 10, 2), (20, 20, 1), (20, 25, 1), (20, 6, 4), (10, 5, 2)]
)
def test_bought_again_whenever_a_life_is_over(horizon: float, life: float, sets: int) -> None:
    kept = upkeep(replace(CBO, horizon=horizon * YEAR_S, design_life=life * YEAR_S))
    assert (kept.sets, kept.built) == (sets, sets * 7_800)
    # what is replaced over the horizon, year for year, is what is bought but for the last life
    assert kept.replaced_rate * life * YEAR_S == pytest.approx(7_800)


def test_a_year_of_launches_carries_a_year_of_mass() -> None:
    """Thirty satellites a launch: no launch carries a part of one."""
    kept = upkeep(replace(CBO, satellite_mass=3_300.0, launcher_mass=101_000.0))
    assert kept.first_launches == 260
    assert kept.launch_rate * 30 * 3_300.0 == pytest.approx(kept.mass_rate)
    assert kept.whole_mass == 4 * kept.first_mass == 4 * 7_800 * 3_300.0


def test_spares_are_bought_like_the_others() -> None:
    kept = upkeep(replace(CBO, spare_fraction=0.05))
    assert kept.spares == 390
    assert kept.built == 4 * 8_190


@pytest.mark.parametrize(
    "wrong", [{"design_life": 0.0}, {"satellite_mass": -1.0}, {"launcher_mass": 1_000.0}]
)
def test_what_has_no_answer(wrong: dict[str, float]) -> None:
    with pytest.raises(ValueError, match=r"positive|launch"):
        upkeep(replace(CBO, **wrong))


def test_ends_lie_around_the_value() -> None:
    for altitude in (150e3, 300e3, 500e3, 1_500e3):
        for ends in (upkeep(Asked(1, altitude)).orbit_life, upkeep(Asked(1, altitude)).holding):
            assert ends.low < ends.value < ends.high


def test_an_orbit_that_falls_within_a_month_says_in_how_many_days() -> None:
    said = upkeep_words.orbit_warning(upkeep(Asked(100, 300e3)))
    assert said is not None
    assert said.startswith(
        "At 300 km a satellite that nobody holds up falls in about 46 days: in 13 days with"
    )
    assert "m/s a year" in said
    assert upkeep_words.orbit_warning(upkeep(Asked(100, 500e3))) is None
    no_orbit = upkeep_words.orbit_warning(upkeep(Asked(100, 120e3)))
    assert no_orbit is not None
    assert no_orbit.startswith("There is no orbit at 120 km")


def test_what_is_bought_is_said() -> None:
    assert upkeep_words.sentence(upkeep(CBO)) == (
        "Over 20 years 7,800 satellites are bought four times, because each lasts 5 years: 31,200 are built."
    )
    once = upkeep(replace(CBO, design_life=20 * YEAR_S))
    assert upkeep_words.sentence(once) == "Over 20 years 7,800 satellites are built, once."


def test_keys_are_in_their_units() -> None:
    found = keys.Upkeep.of(upkeep(replace(CBO, satellite_mass=2_000.0)))
    assert found.annual_replaced_count == pytest.approx(1_560)
    assert found.annual_mass_to_orbit_kg == pytest.approx(1_560 * 2_000)
    assert found.orbit_life_day.value == pytest.approx(
        decay.lifetime(400e3, BALLISTIC_COEFFICIENT.value) / DAY_S
    )
    named = {one.figure: one for one in found.figures}
    assert "satellite_mass_kg" not in named  # it was given
    assert (named["design_life_duration_year"].value, named["horizon_duration_year"].high) == (5.0, 30.0)
    # thousands of years are no number of days
    assert keys.Upkeep.of(upkeep(Asked(10, 2_000e3))).orbit_life_day.value is None


def test_a_figure_of_ones_own_is_taken() -> None:
    own = Given(20.0, 10.0, 30.0, "assumed", "A light satellite.")
    light = upkeep(replace(CBO, ballistic_coefficient=own))
    assert light.orbit_life.value == pytest.approx(0.2 * upkeep(CBO).orbit_life.value)
    assert "ballistic_coefficient_kg_per_m2" not in {name for name, _, _ in light.asked.given()}


def test_air_has_a_foot_and_a_top() -> None:
    assert decay.lifetime(90e3, 100.0) == 0.0
    assert decay.lifetime(1_600e3, 100.0) == inf
    assert decay.density(1_600e3) == 0.0
    with pytest.raises(ValueError, match="begins"):
        decay.density(90e3)


@pytest.mark.parametrize("days", [1.0, 365.0, 3_650.0])
def test_the_lowest_orbit_that_lasts(days: float) -> None:
    low = lowest_lasting(days * DAY_S)
    assert decay.lifetime(low, BALLISTIC_COEFFICIENT.value, "high") >= days * DAY_S
    assert decay.lifetime(low - 2.0, BALLISTIC_COEFFICIENT.value, "high") < days * DAY_S
    assert lowest_lasting(days * DAY_S, 200.0) < low


def test_a_launcher_is_filled_to_the_last_satellite() -> None:
    """26 times 1,602.7 is 41,670.2; in binary digits a trifle more."""
    found = upkeep(Asked(26, 500e3, satellite_mass=1_602.7, launcher_mass=41_670.2))
    assert found.first_launches == 1
