"""The search for the defence leaves out only what cannot be smaller, and says where it looked."""

from __future__ import annotations

from itertools import product
from math import inf, radians

from opendome.choices.constellation.assured import Need, assured_count, in_reach
from opendome.choices.constellation.search import (
    COARSE,
    FINE,
    Region,
    least_count,
    search,
    search_globe,
)

REACH = 900e3
LOW = (300e3, 300e3)
BAND = (radians(36.0), radians(66.0))


def test_the_best_is_the_smallest_of_the_whole_grid() -> None:
    """Every candidate of the first grid is looked at here: none is smaller than what the search kept."""
    region = Region("one", radians(40.0), 2)
    found = search([region], 0.9, REACH, (300e3, 400e3), BAND, patterns=(False,))
    assert found.best is not None
    sizes = []
    steps = int((BAND[1] - BAND[0]) / COARSE + 0.5)
    for step, altitude in product(range(steps + 1), (300e3, 350e3, 400e3)):
        shell = assured_count(Need(region.latitude, REACH, 2), 0.9, BAND[0] + step * COARSE, altitude)
        if shell is not None:
            sizes.append(shell.shell.satellites)
    assert found.best.found.shell.satellites <= min(sizes)
    assert found.bounded_count > 0, "nothing was left out, so nothing was tried"


def test_every_region_has_its_chance() -> None:
    regions = [Region("north", radians(55.0), 2), Region("south", radians(30.0), 3)]
    found = search(regions, 0.8, REACH, LOW, patterns=(False,))
    assert found.best is not None
    shell = found.best.found.shell
    chances = [in_reach(shell, one.latitude, REACH).worst_chance(one.wanted) for one in regions]
    assert list(found.best.chances) == chances
    assert min(chances) >= 0.8 - 1e-9
    assert found.best.found.worst_chance == min(chances)
    assert shell.inclination + REACH / shell.radius >= radians(55.0)


def test_what_was_searched_is_told() -> None:
    found = search([Region("one", radians(45.0), 1)], 0.9, REACH, (300e3, 420e3), BAND)
    assert found.altitudes == (300e3, 420e3, 50e3)
    assert found.inclinations == (*BAND, COARSE)
    assert found.fine_step == FINE
    assert found.best is not None
    looked_at = found.candidates_count - found.bounded_count - found.passed_by_count
    assert looked_at >= 1 + len(found.runners_up)
    sizes = [one.found.shell.satellites for one in (found.best, *found.runners_up)]
    assert sizes == sorted(sizes)
    keys = {(one.found.shell.inclination, one.found.shell.altitude, one.found.shell.star)
            for one in (found.best, *found.runners_up)}  # fmt: skip
    assert len(keys) == len(sizes)
    # 300, 350, 400 and 420 km; 11 steps of 3 degrees; two patterns
    assert found.candidates_count >= 4 * 11 * 2


def test_no_inclination_passes_so_nothing_is_found() -> None:
    found = search([Region("pole", radians(80.0), 1)], 0.9, REACH, LOW, (0.0, radians(60.0)))
    assert found.best is None
    assert found.runners_up == ()
    assert found.passed_by_count == found.candidates_count


def test_a_mean_alone_bounds_the_count() -> None:
    need = Need(radians(40.0), REACH, 3)
    for inclination in (0.8, 1.0, 1.3):
        found = assured_count(need, 0.9, inclination, 300e3)
        assert found is not None
        assert found.shell.satellites >= least_count([need], 0.9, inclination, 300e3)
    assert least_count([need], 0.9, 0.2, 300e3) == inf


def test_higher_orbits_reach_less_so_the_lowest_is_taken() -> None:
    found = search(
        [Region("one", radians(45.0), 1)], 0.8, lambda altitude: 900e3 - 0.2 * altitude, (350e3, 650e3), BAND
    )
    assert found.best is not None
    assert found.best.found.shell.altitude == 350e3


def test_the_globe_costs_more_than_one_region() -> None:
    region = search([Region("one", radians(40.0), 1)], 0.8, 1_500e3, LOW).best
    globe = search_globe(1, 0.8, 1_500e3, LOW, farthest=radians(60.0)).best
    assert region is not None
    assert globe is not None
    assert globe.found.shell.satellites > 1.5 * region.found.shell.satellites
    assert len(globe.chances) == 7  # from the equator to 60 degrees by ten
