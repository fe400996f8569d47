"""`opendome cost`, from words to numbers."""

from __future__ import annotations

import json
import re
from pathlib import Path

import pytest

from opendome.cli import main

PROMISED = {
    "price_year", "horizon_year_count", "total_usd", "total_then_year_usd", "total_10_year_usd",
    "acquisition_usd",
    "operations_usd", "unallocated_usd", "complete", "by_element", "by_year", "by_appropriation",
    "confidence_curve", "joint_confidence", "drivers",
}  # fmt: skip
FEW = ("--draws", "500")


def _json(capsys: pytest.CaptureFixture[str], *words: str) -> dict:
    assert main(["cost", *words, "--json", "--quiet"]) == 0
    seen = capsys.readouterr()
    assert seen.err == ""
    return json.loads(seen.out)


def _refused(capsys: pytest.CaptureFixture[str], *words: str) -> dict:
    assert main(["cost", *words, "--json"]) == 2
    return json.loads(capsys.readouterr().out)["error"]


def test_keys_of_the_contract_and_the_bill_of_2026(capsys: pytest.CaptureFixture[str]) -> None:
    found = _json(capsys, "cbo-2026", *FEW)
    assert set(found) >= PROMISED
    assert found["point_usd"] == pytest.approx(1.191e12, rel=1e-9)
    assert found["unallocated_usd"] == pytest.approx(4.48e11, rel=1e-9)
    assert found["complete"] is True
    assert len(found["by_year"]) == found["horizon_year_count"] == 20
    assert re.match(r"This programme costs \$1\.2\d trillion \(2026 dollars, 20 years\)", found["sentence"])
    assert "cbo2026" in found["sources"]


def test_parts_add_up(capsys: pytest.CaptureFixture[str]) -> None:
    found = _json(capsys, "programme-of-record", *FEW)
    total = found["total_usd"]["value"]
    for rows in ("by_element", "by_category", "by_kind"):
        assert sum(row["total_usd"]["value"] for row in found[rows]) == pytest.approx(total, rel=1e-8)
    constant = sum(row["budget_authority_constant_usd"]["value"] for row in found["by_year"])
    assert constant == pytest.approx(total, rel=1e-8)
    then = sum(row["budget_authority_usd"]["value"] for row in found["by_year"])
    assert then == pytest.approx(found["total_then_year_usd"]["value"], rel=1e-8)
    sides = found["acquisition_usd"]["value"] + found["operations_usd"]["value"] + found["unallocated_usd"]
    assert sides == pytest.approx(total, rel=1e-8)


def test_the_same_seed_gives_the_same_answer(capsys: pytest.CaptureFixture[str]) -> None:
    first, second, other = (
        _json(capsys, "programme-of-record", *FEW, "--seed", seed) for seed in ("1", "1", "2")
    )
    assert first == second
    assert first["total_usd"] != other["total_usd"]


def test_one_changed_figure_moves_the_total(capsys: pytest.CaptureFixture[str]) -> None:
    before = _json(capsys, "cbo-2026", *FEW)["point_usd"]
    after = _json(capsys, "cbo-2026", *FEW, "--set", "library.cbo-sbi-2026.life_duration_year=10")[
        "point_usd"
    ]
    assert before - after == pytest.approx(2 * 7_800 * 22e6)


def test_confidence_rises_and_joint_confidence_trades_time_for_money(
    capsys: pytest.CaptureFixture[str],
) -> None:
    found = _json(capsys, "programme-of-record", *FEW)
    totals = [point["total_usd"] for point in found["confidence_curve"]]
    assert totals == sorted(totals)
    pairs = found["joint_confidence"]
    assert [pair["date"] for pair in pairs] == sorted(pair["date"] for pair in pairs)
    sums = [pair["total_usd"] for pair in pairs]
    assert sums == sorted(sums, reverse=True)
    # both kept in 70 of 100 draws asks for no less than the budget alone, up to one draw of 500
    assert sums[-1] >= found["total_p70_usd"] * 0.999


def test_a_delay_moves_money_to_later_years(capsys: pytest.CaptureFixture[str]) -> None:
    def middle(found: dict) -> float:
        sums = [row["budget_authority_constant_usd"]["value"] for row in found["by_year"]]
        return sum(year * money for year, money in enumerate(sums)) / sum(sums)

    assert middle(_json(capsys, "programme-of-record", *FEW, "--late-duration-year", "3")) > middle(
        _json(capsys, "programme-of-record", *FEW)
    )


def test_a_scenario_without_a_programme_costs_what_it_can(capsys: pytest.CaptureFixture[str]) -> None:
    found = _json(capsys, "regional-two-batteries", *FEW)
    assert found["total_usd"]["value"] > 0.0
    assert any("has no programme" in said for said in found["warnings"])


def test_what_nobody_prices_makes_it_incomplete(capsys: pytest.CaptureFixture[str]) -> None:
    found = _json(capsys, "programme-of-record", *FEW)
    assert found["complete"] is False
    assert "cobra-dane" in found["unpriced"]
    assert any(said.startswith("Incomplete") for said in found["warnings"])


def test_two_side_by_side(capsys: pytest.CaptureFixture[str]) -> None:
    found = _json(capsys, "programme-of-record", "cbo-2026", "--compare", *FEW)
    assert [row["scenario"] for row in found["compared"]] == ["programme-of-record", "cbo-2026"]


def test_several_without_a_comparison_are_refused(capsys: pytest.CaptureFixture[str]) -> None:
    assert "--compare" in _refused(capsys, "programme-of-record", "cbo-2026")["message"]
    assert "two scenarios" in _refused(capsys, "cbo-2026", "--compare")["message"]


def test_an_unknown_scenario_and_an_unknown_index(capsys: pytest.CaptureFixture[str]) -> None:
    assert "no scenario of this name" in _refused(capsys, "cbo-2027")["message"]
    wrong = _refused(capsys, "cbo-2026", "--set", "programme.deflator=omb")
    assert "no price index of this name" in wrong["message"]


def test_words(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["cost", "cbo-2026", *FEW, "--quiet"]) == 0
    shown = capsys.readouterr().out
    for part in (
        "Interceptors in orbit",
        "31,200",
        "in dollars of each year",
        "Enough in",
        "What moves it",
        "Try next",
    ):
        assert part in shown


def test_appropriations_add_up_to_the_cent(capsys: pytest.CaptureFixture[str]) -> None:
    found = _json(capsys, "programme-of-record", *FEW)
    rows = found["by_appropriation"]
    assert {row["appropriation"] for row in rows} == {"rdte", "procurement", "operations"}
    cents = [round(100 * row["total_usd"]) for row in rows]
    # numbers of an answer have nine digits
    assert sum(cents) == pytest.approx(100 * found["total_usd"]["value"], rel=1e-8)
    for row in rows:
        assert sum(row["by_year"]) == pytest.approx(row["total_then_year_usd"], rel=1e-8)


def test_outlays_are_a_gap_until_a_table_is_given(capsys: pytest.CaptureFixture[str]) -> None:
    without = _json(capsys, "programme-of-record", *FEW)
    assert all(row["outlay_usd"] is None for row in without["by_year"])
    assert any("Outlays are a gap" in said for said in without["warnings"])
    given = ("--library", "examples/equipment", "--set", "programme.outlays=my-outlay-rates")
    found = _json(capsys, "programme-of-record", *FEW, *given)
    paid = [row["outlay_usd"]["value"] for row in found["by_year"]]
    assert all(money > 0.0 for money in paid)
    assert paid[0] < found["by_year"][0]["budget_authority_usd"]["value"]


def test_a_ceiling_says_what_slips(capsys: pytest.CaptureFixture[str]) -> None:
    found = _json(capsys, "cbo-2026", *FEW, "--set", "programme.ceilings=golden-dome-2025")
    years = {row["year"]: row for row in found["published"]}
    assert years[2027]["published_usd"] == 17.5e9
    assert years[2027]["difference_usd"] > 0.0
    late = {row["name"]: row for row in found["slipped"]}
    assert late["Interceptors in orbit"]["never_usd"] > 0.0
    wrong = _refused(capsys, "cbo-2026", "--set", "programme.ceilings=nobody")
    assert "no budget of this name" in wrong["message"]


def test_a_bridge_adds_up_and_hatches_what_nobody_published(capsys: pytest.CaptureFixture[str]) -> None:
    found = _json(capsys, "announced-2025", "cbo-2026", "--compare", *FEW)
    steps = found["bridge"]
    assert 175e9 + sum(step["change_usd"] for step in steps) == pytest.approx(1.191e12, rel=1e-8)
    assert [step["published"] for step in steps] == [False, True]
    assert found["compared"][0]["common_usd"] is None  # nobody said in which dollars it was announced
    two = _json(capsys, "programme-of-record", "cbo-2026", "--compare", *FEW)
    start = two["compared"][0]["point_usd"] + sum(step["change_usd"] for step in two["bridge"])
    assert start == pytest.approx(two["compared"][1]["point_usd"], rel=1e-8)
    assert two["compared"][1]["common_per_year_usd"] == pytest.approx(
        two["compared"][1]["total_usd"]["value"] / 20, rel=1e-8
    )


def test_a_bridge_exchanges_one_layer_in_orbit_for_another(capsys: pytest.CaptureFixture[str]) -> None:
    found = _json(capsys, "cbo-2026", "aei-2025-boost-basic", "--compare", *FEW)
    steps = {row["kind"]: row["change_usd"] for row in found["bridge"]}
    assert set(steps) == {
        "elements",
        "orbit_quantity",
        "unit_price",
        "launch_price",
        "development",
        "operations",
    }
    billion = {kind: usd / 1e9 for kind, usd in steps.items()}
    assert billion["elements"] == pytest.approx(-448.0, abs=1e-6)
    assert billion["orbit_quantity"] == pytest.approx(-4 * (7_800 - 4_990) * 0.022, rel=1e-9)
    assert billion["unit_price"] == pytest.approx(-4 * 4_990 * (0.022 - 0.01194), rel=1e-9)
    assert billion["launch_price"] == pytest.approx(4 * 4_990 * 1_900 * 780 * 1e-9, rel=1e-9)
    assert billion["development"] == pytest.approx(-36.6, rel=1e-9)
    assert billion["operations"] == pytest.approx(-11.0, rel=1e-9)


def test_what_costs_nothing_is_one_step(capsys: pytest.CaptureFixture[str]) -> None:
    found = _json(capsys, "cbo-2026", "programme-of-record", "--compare", *FEW)
    still = [row["step"] for row in found["bridge"] if row["change_usd"] == 0.0]
    assert still == ["With what costs Today's programme of record nothing"]
    assert found["bridge"][-1]["total_usd"] == pytest.approx(found["compared"][1]["point_usd"], abs=0.02)
    assert main(["cost", "cbo-2026", "cbo-2026", "--compare", *FEW, "--quiet"]) == 0
    assert "Nothing lies between" in capsys.readouterr().out


def test_a_figure_of_many_elements_is_not_told_as_that_of_one(
    capsys: pytest.CaptureFixture[str], tmp_path: Path
) -> None:
    many = ", ".join(f"{{cost: thaad-fy2027-request, name: Lot {number}}}" for number in range(20))
    own = ("--set", f"programme.elements=[{many}]", "--set", "programme.ceilings=golden-dome-2025")
    found = _json(capsys, "cbo-2026", *FEW, *own)
    [price] = [row["what"] for row in found["drivers"] if "thaad-fy2027" in row["figure"]]
    assert price == "Price of one: 20 elements at the price thaad-fy2027-request"
    assert main(["cost", "cbo-2026", *FEW, *own, "--quiet"]) == 0
    shown = capsys.readouterr().out
    assert "more elements in the JSON" in shown[shown.index("Under the ceiling") :]


def test_a_price_from_before_the_index_is_spoken_of(
    capsys: pytest.CaptureFixture[str], tmp_path: Path
) -> None:
    (tmp_path / "old-thing.yaml").write_text(
        "kind: cost\nname: Old thing\nper: programme\nprice_year: 1960\nincludes: all\ncategory: other\n"
        "source: assumed\nunit_million_usd: {value: 5, low: 4, high: 6}\n",
        encoding="utf-8",
    )
    own = ("--library", str(tmp_path), "--set", "programme.elements.1.cost=old-thing")
    found = _json(capsys, "cbo-2026", *FEW, *own)
    [said] = [one for one in found["warnings"] if "does not reach back" in one]
    assert "dollars of 1960: its first step is carried back" in said
    assert not any("reach back" in one for one in _json(capsys, "cbo-2026", *FEW)["warnings"])


def test_years_without_a_ceiling_are_told_where_they_lie(
    capsys: pytest.CaptureFixture[str], tmp_path: Path
) -> None:
    (tmp_path / "some-years.yaml").write_text(
        "kind: budget\nname: Some years\nceilings:\n- {fiscal_year: 2030, authority_million_usd: 0}\n"
        "- {fiscal_year: 2046, authority_million_usd: 100000}\n",
        encoding="utf-8",
    )
    own = ("--library", str(tmp_path), "--set", "programme.ceilings=some-years")
    found = _json(capsys, "cbo-2026", *FEW, *own)
    assert any(
        "has no ceiling for FY 2027, 2028, 2029, 2031, 2032, 2033 …" in one for one in found["warnings"]
    )
    assert not any("in later years" in one for one in found["warnings"])
    assert main(["cost", "cbo-2026", *FEW, *own, "--quiet"]) == 0
    shown = capsys.readouterr().out
    assert "What was published" not in shown
    assert f"opendome schedule cbo-2026 --library {tmp_path}" in " ".join(shown.split())


def test_published_totals_alone_cost_nothing(capsys: pytest.CaptureFixture[str]) -> None:
    assert (
        "one of both must be a scenario"
        in _refused(capsys, "announced-2025", "announced-2026", "--compare")["message"]
    )


def test_joint_research_is_told_with_its_shares(capsys: pytest.CaptureFixture[str]) -> None:
    rows = {row["id"]: row for row in _json(capsys, "programme-of-record", *FEW)["projects"]}
    glide = rows["glide-phase-interceptor"]
    assert {one["name"] for one in glide["partners"]} == {"Japan", "United States"}
    assert sum(one["cost_usd"] for one in glide["partners"]) == pytest.approx(glide["cost_usd"], rel=1e-5)
    assert glide["gain_probability"] is None
    assert glide["why"]
    assert main(["cost", "programme-of-record", *FEW, "--quiet"]) == 0
    shown = capsys.readouterr().out
    assert "Japan 33 %, United States 67 %  2024–2035" in shown
    assert "2018–2018" not in shown


def test_pictures_and_tables_are_the_same_bytes_twice(
    capsys: pytest.CaptureFixture[str], tmp_path: Path
) -> None:
    words = ("cbo-2026", *FEW, "--set", "programme.ceilings=golden-dome-2025", "--out")
    first, second = (
        {
            Path(name).name: Path(name).read_bytes()
            for name in _json(capsys, *words, str(tmp_path / one))["files"]
        }
        for one in ("a", "b")
    )
    assert first == second
    assert {"cost.xlsx", "by-year.csv", "how-much-is-enough.svg", "what-each-year-needs.png"} <= set(first)
    head = first["by-year.csv"].decode().splitlines()
    assert any("dollars of each year" in line for line in head[:5])


@pytest.mark.parametrize(("key", "value"), [("life_duration_year", "1e-9"), ("lead_duration_year", "1e12")])
def test_what_would_be_counted_for_ever_is_refused(
    key: str, value: str, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["cost", "cbo-2026", "--set", f"library.cbo-sbi-2026.{key}={value}"]) == 2
    assert "This lies between" in capsys.readouterr().err


def test_what_is_not_delivered_within_the_years_is_told(capsys: pytest.CaptureFixture[str]) -> None:
    late = _json(capsys, "cbo-2026", *FEW, "--late-duration-year", "18")
    assert any(
        "Interceptors in orbit" in said and "Not all is delivered" in said for said in late["warnings"]
    )
    assert not any("Not all is delivered" in said for said in _json(capsys, "cbo-2026", *FEW)["warnings"])


def test_what_none_is_delivered_of_within_the_years_is_told(capsys: pytest.CaptureFixture[str]) -> None:
    """In its first year nothing is delivered yet: that is told, too."""
    one_year = ("--set", "programme={horizon_year_count: 1}")
    short = _json(capsys, "regional-two-batteries", *FEW, *one_year)
    (said,) = (one for one in short["warnings"] if "Not all is delivered" in one)
    assert "THAAD battery of six launchers 0 of" in said


def test_what_moves_the_cost_is_late_too(capsys: pytest.CaptureFixture[str]) -> None:
    """Twenty years late nothing of the first set is bought within twenty years, at whatever price."""
    late = _json(capsys, "cbo-2026", *FEW, "--late-duration-year", "20")
    prices = [row for row in late["drivers"] if row["figure"].endswith("cbo-sbi-2026.unit_million_usd")]
    assert all(row["low_total_usd"] == row["high_total_usd"] for row in prices)


def test_the_sentence_tells_its_amounts_apart(capsys: pytest.CaptureFixture[str]) -> None:
    sentence = _json(capsys, "cbo-2026", *FEW)["sentence"]
    amounts = re.findall(r"\$[\d.,]+ \w+", sentence)
    assert len(set(amounts)) == len(amounts) == 3


def test_what_is_committed_keeps_its_plan_and_what_passes_the_ceiling_is_told(
    capsys: pytest.CaptureFixture[str], tmp_path: Path
) -> None:
    (tmp_path / "budgets").mkdir()
    lines = "\n".join(
        f"  - {{fiscal_year: {year}, authority_million_usd: 30000}}" for year in range(2027, 2047)
    )
    (tmp_path / "budgets" / "thirty.yaml").write_text(
        f"opendome: 1\nkind: budget\nname: Thirty billion a year\nceilings:\n{lines}\n",
        encoding="utf8",
    )
    words = ("cbo-2026", *FEW, "--library", str(tmp_path), "--set", "programme.ceilings=thirty")
    free = {row["name"]: row for row in _json(capsys, *words)["slipped"]}
    found = _json(capsys, *words, "--set", "programme.elements.0.committed=true")
    held = {row["name"]: row for row in found["slipped"]}
    first, other = "Interceptors in orbit", "other-layers-unsplit"
    assert free[first]["delayed_fraction"] > 0.1
    assert held[first]["delayed_fraction"] == held[first]["never_usd"] == 0.0
    assert held[other]["never_usd"] >= free[other]["never_usd"]
    (over,) = (said for said in found["warnings"] if said.startswith("What is committed"))
    assert "FY 2027" in over
