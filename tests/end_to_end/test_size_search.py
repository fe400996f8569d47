"""`opendome size --search` from words to numbers."""

from __future__ import annotations

import pytest

from opendome.answers.size import Question, answer
from opendome.answers.size_search import HIGHEST_ABOVE_KM
from opendome.errors import InputError

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
