"""`opendome size --search` from words to numbers."""

from __future__ import annotations

import pytest

from opendome.answers.size import Question, answer
from opendome.answers.size_search import FLOOR_STEP_KM, HIGHEST_ABOVE_KM
from opendome.cli import main
from opendome.errors import InputError
from opendome.physics.decay import lifetime
from opendome.units import DAY_S

ASKED = {"kind": "boost", "latitude_deg": (40.0,), "assurance": 0.9, "missiles": 1, "shots": 2}


def _asked(**more: object) -> Question:
    return Question.model_validate(ASKED | more)


def test_a_search_finds_a_smaller_shell_than_an_inclination_that_was_guessed() -> None:
    guessed = answer(_asked(inclination_deg=(60.0,)))
    found = answer(_asked(search="regions"))
    assert found.search is not None
    assert found.search.best is not None
    assert guessed.constellation_assured_count is not None
    assert found.search.best.satellites_count < 0.6 * guessed.constellation_assured_count
    assert 40.0 <= found.search.best.inclination_deg <= 46.0
    assert found.search.best.enough_worst_probability >= 0.9 - 1e-9
    assert found.search.globe is None


def test_what_was_searched_stands_in_the_answer() -> None:
    found = answer(_asked(search="regions", altitude_km=400.0)).search
    assert found is not None
    assert (found.altitude_low_km, found.altitude_high_km) == (400.0, 400.0 + HIGHEST_ABOVE_KM)
    assert (found.inclination_low_deg, found.inclination_high_deg) == (0.0, 90.0)
    assert found.candidates_count > found.bounded_count + found.never_in_reach_count
    assert len(found.runners_up) == 3


@pytest.mark.parametrize("life_day", [None, 60.0, 3_000.0])
def test_without_an_altitude_orbits_that_fall_too_soon_are_not_searched(life_day: float | None) -> None:
    found = answer(_asked(search="regions", least_life_day=life_day)).search
    assert found is not None
    assert found.best is not None
    least = 365.0 if life_day is None else life_day
    assert found.least_life_day == least
    assert found.ballistic_coefficient_kg_per_m2 == 100.0
    assert lifetime(1e3 * found.altitude_low_km, 100.0, "high") >= least * DAY_S
    assert lifetime(1e3 * (found.altitude_low_km - FLOOR_STEP_KM), 100.0, "high") < least * DAY_S
    assert found.best.altitude_km >= found.altitude_low_km
    assert found.altitude_high_km == found.altitude_low_km + HIGHEST_ABOVE_KM


def test_an_altitude_that_is_given_is_searched_from_and_says_so(capsys: pytest.CaptureFixture[str]) -> None:
    given = answer(_asked(search="regions", altitude_km=300.0)).search
    assert given is not None
    assert (given.altitude_low_km, given.least_life_day) == (300.0, None)
    words = ("size", "boost", "--search", "regions", "--latitude-deg", "40", "--assurance", "0.9")
    assert main(list(words)) == 0
    said = " ".join(capsys.readouterr().out.split())
    assert "altitudes 450 to 750 km by 50 (at the lowest a satellite of 100 kg/m" in said
    assert "lasts 365 days or more" in said


@pytest.mark.parametrize("more", [{}, {"search": "regions", "altitude_km": 400.0}])
def test_a_least_life_is_for_a_search_without_an_altitude(more: dict[str, object]) -> None:
    with pytest.raises(InputError) as error:
        answer(_asked(least_life_day=100.0, **more))
    assert error.value.problems()[0].key == "--least-life-day"


def test_a_search_needs_a_latitude_and_a_chance() -> None:
    for missing in ({"latitude_deg": ()}, {"assurance": None}, {"missiles": 1_000}):
        with pytest.raises(InputError):
            answer(_asked(search="regions", **missing))


def test_a_shell_flown_for_a_day_comes_near_the_count_by_phase() -> None:
    found = answer(_asked(inclination_deg=(60.0,), propagate=True)).propagated
    assert found is not None
    assert found.in_reach_day_mean_count == pytest.approx(found.in_reach_mean_count, rel=0.004)
    assert found.none_day_probability == pytest.approx(found.none_probability, abs=0.02)
    assert found.in_reach_day_fewest_count <= found.in_reach_mean_count
