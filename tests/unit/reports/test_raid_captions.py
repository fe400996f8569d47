"""Sentences about raids of other sizes say what the curve says, and no more."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from opendome.reports import raid_captions
from opendome.reports.raid_captions import Kind, Rule, Site
from unit.reports.curves import bent, curve

GBI, THAAD = Kind("GBI", (0.57, 0.39, 0.73)), Kind("THAAD", (0.97, 0.88, 1.0))
SURE = Kind("SM", (0.5, 0.5, 0.5))
AS_GBI, AS_THAAD = "57 of 100 (39–73)", "97 of 100 (88–100)"
TENTH = "missiles, about one in ten gets through"
FURTHER = "further one is stopped"
SITES = [Site("Fort Greely", 40, True), Site("Vandenberg", 4, True)]


def _said(limit: int, leakers: list[float], flies: float = 1.0) -> str:
    found = curve(np.arange(1, len(leakers) + 1), np.array(leakers), flies)
    return raid_captions.sentence(raid_captions.how_big(raid_captions.bend(found, limit)))


@pytest.mark.parametrize(
    ("found", "limit", "said"),
    [
        (bent(28, 11, 0.1, 1.0), 11, f"Up to 11 {TENTH}; from the twelfth on, no {FURTHER}."),
        (bent(28, 11, 0.1, 0.95), 11, f"Up to 11 {TENTH}; from the twelfth on, hardly any {FURTHER}."),
        (bent(28, 11, 0.1, 0.6), 11, f"Up to 11 {TENTH}; of those beyond, about six in ten do."),
        (bent(28, 11, 0.1, 0.1), 11, f"Up to 28 {TENTH}."),
        (bent(28, 40, 0.3, 0.3), 40, "Up to 28 missiles, about three in ten get through."),
        (bent(4, 1, 0.2, 1.0), 1,
         f"A single missile gets through in about one in five raids; from the second on, no {FURTHER}."),
        (bent(4, 1, 0.5, 0.8), 1,
         "A single missile gets through in about half of all raids; of those beyond, about eight in ten do."),
        (bent(12, 0, 0.0, 1.0), 0, "None of the missiles is stopped, however few come."),
        (bent(12, 0, 0.0, 0.97), 0, "Hardly any of the missiles is stopped, however few come."),
        (bent(60, 48, 0.0002, 0.05), 48,
         "Up to 48 missiles, fewer than one in 1,000 gets through; of those beyond, about one in 20 does."),
    ],
)  # fmt: skip
def test_how_big_a_raid(found: object, limit: int, said: str) -> None:
    clauses = raid_captions.how_big(raid_captions.bend(found, limit))  # type: ignore[arg-type]
    assert raid_captions.sentence(clauses) == said


def test_a_share_that_grows_is_told_at_its_largest() -> None:
    assert _said(8, [0.01, 0.02, 0.04, 0.08, 0.15, 0.25, 0.4, 0.8]) == (
        "Up to 8 missiles, no more than about one in ten gets through."
    )


def test_a_soft_bend_is_told_where_it_ends() -> None:
    rises = np.concatenate((np.full(11, 0.1), np.linspace(0.2, 0.92, 7), np.full(10, 1.0)))
    assert _said(11, list(np.cumsum(rises))).endswith("from the 18th on, hardly any further one is stopped.")


def test_what_fails_by_itself_is_no_leak_of_the_defence() -> None:
    rises = np.concatenate((np.full(11, 0.08), np.full(17, 0.8)))
    said = _said(11, list(np.cumsum(rises)), flies=0.8)
    assert said.endswith("from the twelfth on, no further one is stopped.")


@given(st.lists(st.floats(0.0, 1.0), min_size=4, max_size=30), st.integers(0, 40), st.floats(0.5, 1.0))
def test_every_curve_can_be_told(rises: list[float], limit: int, flies: float) -> None:
    leakers = np.cumsum(rises) * flies
    found = curve(np.arange(1, len(rises) + 1), leakers, flies)
    bend = raid_captions.bend(found, limit)
    assert 1 <= bend.first <= bend.top
    assert bend.hopeless == 0 or 1 <= bend.hopeless <= bend.top
    if bend.hopeless:
        beyond = leakers[-1] - np.interp(bend.hopeless - 1, [0, *found.missiles], [0.0, *leakers])
        assert beyond >= raid_captions.HOPELESS * flies * (bend.top - bend.hopeless + 1) - 1e-9
    said = raid_captions.sentence(raid_captions.how_big(bend))
    assert said[0].isupper()
    assert said.count(".") == 1
    assert not any(word in said for word in ("one in zero", "one in one", "zero in ten", " nan"))


def test_the_reading_says_what_is_dotted_and_on_what_the_band_stands() -> None:
    found = bent(28, 11, 0.1, 1.0)
    assert raid_captions.how_big_read(found).endswith("Dotted: if nobody shot.")
    some = curve(np.arange(1, 9), np.full(8, 0.1), 0.8)
    assert "(20 of 100 do not come to their aim by themselves)" in raid_captions.how_big_read(some)
    fewer = replace(found, flown_count=10, crowded=found.missiles >= 20)
    read = raid_captions.how_big_read(fewer)
    assert "(50 draws; of flights and tracks 10)" in read
    assert "From 20 missiles on, some radar may have more to follow than it can." in read


@pytest.mark.parametrize(
    ("rules", "said"),
    [
        ([Rule("midcourse", 4, 1, (GBI,))], f"Four shots each; one shot hits in {AS_GBI}"),
        ([Rule("terminal", 1, 2, (THAAD,))],
         f"One shot each, once more after a look; one shot hits in {AS_THAAD}"),
        ([Rule("terminal", 2, 4, (GBI,))],
         f"Two shots each, up to three times more after a look; one shot hits in {AS_GBI}"),
        ([Rule("midcourse", 4, 1, (GBI,)), Rule("terminal", 2, 1, (THAAD,))],
         "Midcourse: four shots each, terminal: two shots each; one shot hits: "
         f"GBI in {AS_GBI} and THAAD in {AS_THAAD}"),
        ([Rule("midcourse", 4, 1, (GBI, THAAD, SURE, Kind("X", (0.6, 0.6, 0.6))))],
         f"Four shots each; one shot hits: GBI in {AS_GBI} and THAAD in {AS_THAAD}, two more kinds"),
        ([Rule("midcourse", 4, 1, (SURE,))], "Four shots each; one shot hits in 50 of 100"),
    ],
)  # fmt: skip
def test_the_doctrine_in_words(rules: list[Rule], said: str) -> None:
    assert raid_captions.doctrine(rules) == said


@pytest.mark.parametrize(("count", "said"), [(3867.2, "3,867"), (20.0, "20"), (2.04, "2.0"), (0.31, "0.31")])
def test_of_many_that_are_left_each_is_told(count: float, said: str) -> None:
    """Of thousands in orbit a few are gone: two figures would hide them."""
    assert raid_captions.left_of(count) == said


def test_which_site_is_empty_first() -> None:
    found = bent(28, 11, 0.1, 1.0)
    at_13, at_20 = (found.missiles >= size for size in (13, 20))
    both = replace(found, empty=np.column_stack((at_13, at_13)).astype(float))
    assert raid_captions.runs_out(both, SITES) == (
        "From 13 missiles on, Fort Greely and Vandenberg are empty after most raids."
    )
    one = replace(found, empty=np.column_stack((at_20, at_13)).astype(float))
    assert raid_captions.runs_out(one, SITES) == (
        "From 13 missiles on, Vandenberg is empty after most raids; Fort Greely from 20 on."
    )
    keeps = replace(found, empty=np.column_stack((at_20, 0.0 * at_13)))
    assert raid_captions.runs_out(keeps, SITES) == (
        "From 20 missiles on, Fort Greely is empty after most raids; Vandenberg keeps 2.0 of 4 after 28."
    )
    none = replace(found, empty=np.zeros((28, 2)))
    assert raid_captions.runs_out(none, SITES) == (
        "No site runs out in raids of up to 28 missiles; Fort Greely keeps 20 of 40."
    )


def test_between_two_sizes_the_share_rises_evenly() -> None:
    found = curve(np.array([10, 20]), np.array([1.0, 2.0]), 1.0)
    found = replace(found, empty=np.array([[0.0, 0.0], [0.8, 0.3]]))
    assert raid_captions.first_empty(found) == [17, 0]
    assert not raid_captions.in_steps(found)
    assert "Lines are means at 2 sizes" in raid_captions.runs_out_read(found, SITES)


def test_who_is_out_of_reach_is_said() -> None:
    found = bent(28, 11, 0.1, 1.0)
    far = [SITES[0], Site("Vandenberg", 4, False)]
    assert raid_captions.runs_out_read(found, far).endswith(
        "Vandenberg is out of reach of every missile of this raid and keeps its 4."
    )
    assert "out of reach" not in raid_captions.runs_out_read(found, SITES)


def test_names_of_sites_are_as_short_as_can_be() -> None:
    assert raid_captions.site_names(["GBI, Fort Greely", "GBI, Vandenberg"]) == ["Fort Greely", "Vandenberg"]
    assert raid_captions.site_names(["THAAD, Al Udeid", "Patriot, Al Udeid"]) == ["THAAD", "Patriot"]
    mixed = ["THAAD, Al Udeid", "Patriot, Al Udeid", "Patriot, Al Dhafra"]
    assert raid_captions.site_names(mixed) == mixed
