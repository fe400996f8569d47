"""Programmes as people write them: what is asked for, at which price, and what is wrong with one."""

from __future__ import annotations

from pathlib import Path

import pytest

from flights import library as packaged
from opendome.errors import InputError
from opendome.programme import cost
from opendome.records.programme import FIXED, Programme
from opendome.scenario.library import Library
from opendome.scenario.loading import check_file, load_scenario
from opendome.scenario.settle.programme import settle_other_prices, settle_programme
from opendome.scenario.settle.schedule import settle_schedule

SCENARIO = """\
name: two batteries
raid:
  - {threat: al-husayn, launch: {lat_deg: 29.0, lon_deg: 51.5}, aim: {site: al-udeid}}
architecture:
  sensors:
    - {use: opir-geo}
    - {use: an-tpy-2, site: al-udeid}
    - {use: uewr}
  interceptors:
    - {use: pac-3-mse, site: al-udeid, inventory_count: 48}
    - {use: pac-3-mse, site: al-dhafra, inventory_count: 30}
    - use: cbo-boost-sbi
      constellation:
        interceptors_each_count: 2
        orbit: {kind: walker, satellites_count: 60, planes_count: 6, inclination_deg: 60, altitude_km: 500,
                phasing_count: 1}
"""
COST = """\
kind: cost
name: A price
prices: pac-3-mse
per: PER
price_year: 2020
includes: one of them
source: assumed
unit_million_usd: {value: 4, low: 3, high: 5}
"""


def written(folder: Path, programme: str = "", **costs: str) -> tuple[str, Library]:
    """A scenario with this programme, and a library with these cost entries."""
    own = folder / "own"
    own.mkdir(exist_ok=True)
    for name, text in costs.items():
        (own / f"{name.replace('_', '-')}.yaml").write_text(text, encoding="utf-8")
    file = folder / "two.yaml"
    file.write_text(SCENARIO + programme, encoding="utf-8")
    return str(file), Library((own,)) if costs else packaged()


def settled(file: str, library: Library) -> Programme:
    return settle_programme(load_scenario(file, library), library)


def fixed(programme: Programme, cost_id: str, column: str) -> float:
    return float(programme.elements.fixed[programme.elements.cost.index(cost_id), FIXED.index(column)])


def test_quantities_come_from_the_architecture(tmp_path: Path) -> None:
    chosen = """\
programme:
  prices: {pac-3-mse: [each, battery, ground], cbo-boost-sbi: [shell, round]}
"""
    shell, each = (
        COST.replace("pac-3-mse", "cbo-boost-sbi").replace("PER", per) for per in ("satellite", "interceptor")
    )
    file, library = written(
        tmp_path, chosen, each=COST.replace("PER", "interceptor"), battery=COST.replace("PER", "battery"),
        ground=COST.replace("PER", "site"), shell=shell, round=each,
    )  # fmt: skip
    found = settled(file, library)
    assert fixed(found, "each", "quantity_count") == 78
    assert fixed(found, "battery", "quantity_count") == 2
    assert fixed(found, "ground", "quantity_count") == 2
    assert fixed(found, "shell", "quantity_count") == 60
    assert fixed(found, "round", "quantity_count") == 120
    parts = dict(zip(found.elements.use, found.elements.category, strict=True))
    assert parts["pac-3-mse"] == "terminal"
    assert parts["cbo-boost-sbi"] == "boost"


def test_radars_stand_at_their_own_sites_or_at_one(tmp_path: Path) -> None:
    chosen = "programme:\n  prices: {uewr: radar-price, an-tpy-2: other-price}\n"
    radar, other = (COST.replace("pac-3-mse", use).replace("PER", "radar") for use in ("uewr", "an-tpy-2"))
    file, library = written(tmp_path, chosen, radar_price=radar, other_price=other)
    found = settled(file, library)
    assert fixed(found, "radar-price", "quantity_count") == 5
    assert fixed(found, "other-price", "quantity_count") == 1


def test_what_a_battery_holds_is_not_bought_again(tmp_path: Path) -> None:
    chosen = "programme:\n  prices: {pac-3-mse: [each, battery]}\n"
    battery = COST.replace("PER", "battery") + "included_interceptors_count: 20\n"
    file, library = written(tmp_path, chosen, each=COST.replace("PER", "interceptor"), battery=battery)
    found = settled(file, library)
    bought = cost.point(found).bought_count.sum(axis=1)
    assert bought[found.elements.cost.index("each")] == pytest.approx(78 - 2 * 20)


@pytest.mark.parametrize(
    ("radars", "bought"),
    [
        ("{use: an-tpy-2, site: al-udeid}", 0.0),
        ("{use: an-tpy-2, site: al-dhafra}", 1.0),  # another place's radar is bought by itself
        ("{use: an-tpy-2, site: al-udeid, count: 3}", 2.0),  # a battery holds one
        ("{use: an-tpy-2, at: {lat_deg: 25.2, lon_deg: 51.3}}", 0.0),
    ],
)
def test_the_radar_inside_a_battery_is_not_bought_again(tmp_path: Path, radars: str, bought: float) -> None:
    chosen = "programme:\n  prices: {pac-3-mse: [each, battery], an-tpy-2: radar-price}\n"
    battery = COST.replace("PER", "battery") + "included_equipment: an-tpy-2\n"
    radar = COST.replace("pac-3-mse", "an-tpy-2").replace("PER", "radar")
    file, library = written(
        tmp_path, chosen, each=COST.replace("PER", "interceptor"), battery=battery, radar_price=radar
    )
    one = SCENARIO.replace("{use: an-tpy-2, site: al-udeid}", radars)
    one = one.replace("    - {use: pac-3-mse, site: al-dhafra, inventory_count: 30}\n", "") + chosen
    Path(file).write_text(one, encoding="utf-8")
    found = settled(file, library)
    whole = cost.point(found).bought_count.sum(axis=1)
    assert whole[found.elements.cost.index("radar-price")] == pytest.approx(bought)


def test_a_thing_is_developed_once(tmp_path: Path) -> None:
    twice = "elements: [{cost: gpi-2024, name: One}, {cost: gpi-2024, name: Other}]"
    file, library = written(tmp_path, f"programme:\n  {twice}\n")
    found = settled(file, library)
    point = dict(zip(found.elements.name, cost.point(found).by_element_usd[0], strict=True))
    assert point["One"] > 3e9
    assert point["Other"] == 0.0


def test_a_site_is_one_however_it_is_named(tmp_path: Path) -> None:
    chosen = "programme:\n  prices: {pac-3-mse: ground}\n"
    file, library = written(tmp_path, chosen, ground=COST.replace("PER", "site"))
    same = "{use: pac-3-mse, at: {site: al-udeid}, inventory_count: 30}"
    text = (
        Path(file)
        .read_text(encoding="utf-8")
        .replace("{use: pac-3-mse, site: al-dhafra, inventory_count: 30}", same)
    )
    Path(file).write_text(text, encoding="utf-8")
    assert fixed(settled(file, library), "ground", "quantity_count") == 1


def test_owned_counts_are_of_the_equipment_and_years_of_all_its_prices(tmp_path: Path) -> None:
    chosen = """\
programme:
  start_year: 2026
  prices: {pac-3-mse: [each, battery]}
  elements:
    - {use: pac-3-mse, owned_count: 50, deliver_from_year: 2030, name: Missiles}
    - {use: pac-3-mse, per: battery, owned_count: 1}
"""
    file, library = written(
        tmp_path, chosen, each=COST.replace("PER", "interceptor"), battery=COST.replace("PER", "battery")
    )
    found = settled(file, library)
    assert fixed(found, "each", "owned_count") == 50
    assert fixed(found, "battery", "owned_count") == 1
    assert fixed(found, "each", "deliver_from_year") == fixed(found, "battery", "deliver_from_year") == 4
    assert found.elements.name[found.elements.cost.index("each")] == "Missiles"
    assert found.elements.name[found.elements.cost.index("battery")] == "A price"


def test_prices_of_other_years_are_brought_to_one(tmp_path: Path) -> None:
    file, library = written(
        tmp_path, "programme:\n  prices: {pac-3-mse: each}\n", each=COST.replace("PER", "interceptor")
    )
    assert fixed(settled(file, library), "each", "price_factor") == pytest.approx(1.3074 / 1.0547, rel=1e-9)


def test_without_a_price_it_is_named_and_left_out(tmp_path: Path) -> None:
    bare = SCENARIO.replace("opir-geo", "opir-none")
    sensor = Path(packaged().find("sensors", "opir-geo").file).read_text().replace("name:", "name: Other", 1)
    file, library = written(tmp_path, opir_none=sensor)
    Path(file).write_text(bare, encoding="utf-8")
    assert settled(file, library).unpriced == ("opir-none",)


def test_two_prices_of_one_thing_ask_for_a_choice(tmp_path: Path) -> None:
    sensor = Path(packaged().find("sensors", "opir-geo").file).read_text()
    price = COST.replace("pac-3-mse", "opir-none").replace("PER", "satellite")
    file, library = written(tmp_path, opir_none=sensor, first=price, second=price)
    Path(file).write_text(SCENARIO.replace("opir-geo", "opir-none"), encoding="utf-8")
    with pytest.raises(InputError, match="opir-none has several prices per satellite: first, second"):
        settled(file, library)


def test_other_prices_keep_the_quantities(tmp_path: Path) -> None:
    file, library = written(tmp_path)
    others = settle_other_prices(load_scenario(file, library), library)
    assert "pac-3-mse-aei-2025" in others.elements.cost
    taken = settled(file, library)
    mine = taken.elements.cost[taken.elements.use.index("pac-3-mse")]
    assert fixed(others, "pac-3-mse-aei-2025", "quantity_count") == fixed(taken, mine, "quantity_count")


@pytest.mark.parametrize(
    ("programme", "kind", "said"),
    [
        ("prices: {pac-3-mse: nothing}", "unknown_name", "There is no cost of this name."),
        ("prices: {gbi: gbi-aei-2025}", "not_in_architecture", "uses no equipment of this name"),
        ("prices: {pac-3-mse: gbi-aei-2025}", "wrong_price", "This is the price of gbi"),
        ("elements: [{use: gbi}]", "not_in_architecture", "uses no equipment of this name"),
        ("elements: [{cost: nothing}]", "unknown_name", "There is no cost of this name."),
        ("elements: [{cost: gbi-aei-2025, use: pac-3-mse}]", "element", "An element is one of"),
        (
            "elements: [{use: pac-3-mse, deliver_from_year: 2020}]",
            "year_order",
            "before the programme begins",
        ),
        (
            "elements: [{use: pac-3-mse, develop_from_year: 2030, deliver_from_year: 2029}]",
            "year_order",
            "before what it follows from",
        ),
        (
            "elements: [{use: pac-3-mse, quantity_count: {value: 3, source: assumed}}]",
            "assumed_without_range",
            "needs a range",
        ),
        (
            "elements: [{use: pac-3-mse, quantity_count: {value: 3, source: nobody}}]",
            "unknown_source",
            "no source",
        ),
        (
            "raids: [{from_year: 2030, set: {}}, {from_year: 2029, set: {}}]",
            "year_order",
            "2029 does not come after 2030",
        ),
        ("projects: [glide-phase-interceptors]", "unknown_name", "no project of this name. Did you mean"),
        ("outlays: nobody", "unknown_name", "no budget of this name"),
        ("outlays: golden-dome-2025", "unknown_kind", "outlay_rates is named here; golden-dome-2025 is none"),
        (
            "deflator: omb-gdp-fy2024",
            "unknown_name",
            "no price index of this name. Did you mean omb-gdp-fy202",
        ),
        ("raids: [{from_year: 2030, set: {raid.9.count: 8}}]", "unknown_key", "there is no number 9"),
        ("raids: [{from_year: 2030, set: {raid.0.cuont: 8}}]", "unknown_key", "Did you mean count?"),
        ("raids: [{from_year: 2030, set: {raid.0.count: none}}]", "not_a_number", "A number is expected"),
        ("horizon_year_count: 0", "out_of_range", "between 1 and 60"),
    ],
)
def test_what_is_wrong_is_said_with_its_line(tmp_path: Path, programme: str, kind: str, said: str) -> None:
    file, library = written(tmp_path, f"programme:\n  {programme}\n")
    found = check_file(file, library)
    assert [one.kind for one in found] == [kind]
    assert said in found[0].message
    assert found[0].line == len(SCENARIO.splitlines()) + 2


@pytest.mark.parametrize(
    ("change", "kind", "said"),
    [
        (("price_year: 2020\n", ""), "price_year", "A price says nothing without its year"),
        (("unit_million_usd: {value: 4, low: 3, high: 5}\n", ""), "no_price", "No price stands in this file"),
        (
            ("PER\n", "PER\nlearning: {theory: unit, slope_fraction: 1.2}\n"),
            "out_of_range",
            "A slope is what the price",
        ),
        (("PER\n", "PER\nlearning: {theory: unit}\n"), "learning", "A curve needs its slope_fraction"),
        (("PER\n", "PER\nlaunch_mass_kg: {value: 3, low: 1, high: 5}\n"), "half_price", "belong together"),
        (
            ("PER\n", "PER\nincluded_interceptors_count: 8\n"),
            "included_interceptors",
            "Only the price of a battery",
        ),
        (
            ("PER\n", "PER\nunallocated_million_usd: {value: 3, low: 1, high: 5}\n"),
            "unallocated_price",
            "a total that nobody split",
        ),
        (("prices: pac-3-mse", "prices: pac-3-mse-x"), "unknown_name", "no equipment of this name"),
        (
            ("per: PER", "included_equipment: an-tpy-3\nper: battery"),
            "unknown_name",
            "Did you mean an-tpy-2?",
        ),
        (
            ("per: PER", "included_equipment: an-tpy-2\nper: site"),
            "included_equipment",
            "Only the price of a battery",
        ),
    ],
)
def test_what_is_wrong_with_a_price(tmp_path: Path, change: tuple[str, str], kind: str, said: str) -> None:
    text = COST.replace(*change).replace("PER", "interceptor")
    file = tmp_path / "price.yaml"
    file.write_text(text, encoding="utf-8")
    found = check_file(str(file), packaged())
    assert [one.kind for one in found] == [kind]
    assert said in found[0].message
    assert found[0].line is not None


def test_sites_that_are_there_are_no_interceptors(tmp_path: Path) -> None:
    """The schedule reads what is said per site as sites, whatever stands last."""
    said = """\
programme:
  elements:
    - {use: pac-3-mse, owned_count: 50}
    - {use: pac-3-mse, per: battery, owned_count: 1}
"""
    file, library = written(tmp_path, said)
    schedule = settle_schedule(load_scenario(file, library), library)
    owned = {element.name: element.owned for element in schedule.elements}
    assert owned["pac-3-mse"] == 50.0
