"""`opendome size`, from words to numbers and files."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from opendome.answers.size import Question, answer
from opendome.cli import main

PROMISED = {
    "window_s", "reach_km", "in_reach_fraction", "absentee_ratio", "constellation_count",
    "latitude_gain_ratio", "latitude_gain_cap_ratio", "constellation_latitude_count",
    "constellation_assured_count",
}  # fmt: skip


def _json(capsys: pytest.CaptureFixture[str], *words: str) -> dict:
    assert main(["size", *words, "--json", "--quiet"]) == 0
    seen = capsys.readouterr()
    assert seen.err == ""
    return json.loads(seen.out)


def _refused(capsys: pytest.CaptureFixture[str], *words: str) -> dict:
    assert main(["size", *words, "--json"]) == 2
    return json.loads(capsys.readouterr().out)["error"]


def test_keys_of_the_contract_and_the_published_example(capsys: pytest.CaptureFixture[str]) -> None:
    found = _json(capsys, "boost", "--missiles", "5")
    assert set(found) >= PROMISED
    assert found["inputs"]["fly_out_time_s"] == 120.0
    assert found["window_s"] == 120.0
    assert found["reach_km"] == pytest.approx(597.6, abs=0.1)
    assert found["absentee_ratio"] == pytest.approx(499.0, rel=0.005)
    assert found["constellation_count"] == pytest.approx(4_990.0, rel=0.005)
    assert found["constellation_latitude_count"] is None
    assert [row["reach"] for row in found["by_reach"]] == ["straight_flat", "straight_cap", "powered"]
    assert {"aei2025", "aps2003", "cbo2026"} <= set(found["sources"])
    assert "5,000 interceptors" in found["sentence"]


def test_times_make_the_window(capsys: pytest.CaptureFixture[str]) -> None:
    words = (
        "--burn-time-s",
        "180",
        "--detect-s",
        "60",
        "--confirm-s",
        "5",
        "--decide-s",
        "20",
        "--margin-s",
        "10",
    )
    assert _json(capsys, "boost", *words)["window_s"] == 85.0
    late = _json(
        capsys, "midcourse", "--burn-time-s", "180", "--flight-time-s", "1800", "--altitude-km", "1500"
    )
    assert late["window_s"] == 1_620.0
    assert any("decoys" in said for said in late["warnings"])


def test_no_time_is_an_answer(capsys: pytest.CaptureFixture[str]) -> None:
    found = _json(capsys, "boost", "--burn-time-s", "77", "--inclination-deg", "60", "--latitude-deg", "40")
    assert found["window_s"] == -18.0
    assert found["sentence"].startswith("18 s short")
    for key in PROMISED - {"window_s", "latitude_gain_ratio"}:
        assert found[key] is None, key
    assert any("18 s short" in said for said in found["warnings"])
    assert any("longer than 95 s" in said for said in found["what_would_change_it"])
    assert any("less than 12 s, not 30 s" in said for said in found["what_would_change_it"])
    assert main(["size", "boost", "--burn-time-s", "77", "--quiet"]) == 0
    assert "18 s short" in capsys.readouterr().out


def test_latitude_near_the_inclination_is_warned_of(capsys: pytest.CaptureFixture[str]) -> None:
    found = _json(
        capsys, "boost", "--fly-out-time-s", "160", "--inclination-deg", "60", "--latitude-deg", "59",
        "--latitude-deg", "10",
    )  # fmt: skip
    near = found["by_latitude"][0]
    assert near["latitude_gain_ratio"] == pytest.approx(5.15, abs=0.01)
    assert near["latitude_gain_cap_ratio"] == pytest.approx(2.36, abs=0.02)
    assert any("59° N lies within reach" in said for said in found["warnings"])
    assert not any("10° N lies" in said for said in found["warnings"])
    assert found["worst_latitude_deg"] == pytest.approx(10.0)
    assert found["constellation_latitude_count"] == found["by_latitude"][1]["constellation_latitude_count"]


def test_orbit_that_does_not_last(capsys: pytest.CaptureFixture[str]) -> None:
    low, high = (_json(capsys, "boost", "--altitude-km", height)["warnings"] for height in ("180", "500"))
    assert any("nobody holds up falls in about a day" in said for said in low)
    assert not any("nobody holds up" in said for said in high)


def test_upkeep_stands_beside_the_count(capsys: pytest.CaptureFixture[str]) -> None:
    words = ("boost", "--missiles", "10", "--spare-fraction", "0.1", "--design-life-duration-year", "10")
    found = _json(capsys, *words)
    kept = found["upkeep"]
    whole = kept["satellites_count"] + kept["spares_count"]
    assert whole == pytest.approx(found["constellation_in_orbit_count"], abs=2)
    assert kept["built_count"] == 2 * whole
    assert kept["annual_replaced_count"] == pytest.approx(whole / 10.0)
    assert _json(capsys, "boost", "--burn-time-s", "60")["upkeep"] is None


@pytest.mark.parametrize(
    ("words", "key", "said"),
    [
        (("boost", "--inclination-deg", "20", "--latitude-deg", "40"), "--inclination-deg", "40° N"),
        (("boost", "--fly-out-time-s", "90", "--burn-time-s", "180"), "--fly-out-time-s", "also"),
        (("boost", "--flight-time-s", "900"), "--flight-time-s", "before burnout"),
        (("glide",), "--flight-time-s", "glide"),
        (("boost", "--spares-per-plane", "2"), "--spares-per-plane", "planes"),
        (("boost", "--satellite-mass-kg", "200000"), "--satellite-mass-kg", "launch"),
        (("boost", "--split-salvo"), "--split-salvo", "latitudes"),
        (("boost", "--threat", "scud-b"), "--from", "not said"),
        (("boost", "--floor-altitude-km", "80"), "--floor-altitude-km", "missile"),
        (("boost", "--vary", "weather"), "--vary", "cannot be varied"),
        (("boost", "--vary", "delta_v_km_per_s=9:3"), "--vary", "range"),
        (("boost", "--vary", "acceleration_g=0:3"), "--vary", "beyond"),
        (("boost", "--vary", "decide_s"), "--vary", "changes nothing"),
        (("boost", "--latitude-deg", "91"), "--latitude-deg", "at most 90"),
        (("boost", "--missiles", "0"), "--missiles", "at least 1"),
        (("boost", "--altitude-km", "nan"), "--altitude-km", "finite"),
        (("bost",), "KIND", "boost"),
    ],
)
def test_bad_input_names_its_option(
    words: tuple[str, ...], key: str, said: str, capsys: pytest.CaptureFixture[str]
) -> None:
    error = _refused(capsys, *words)
    assert error["key"] == key
    assert said in error["message"]
    assert error["remedy"]


def test_curves_and_drivers(capsys: pytest.CaptureFixture[str]) -> None:
    found = _json(capsys, "boost", "--vary", "missiles=1:5", "--vary", "fly-out-time-s=60:180")
    salvo, time = found["curves"]
    counts = [point["constellation_in_orbit_count"] for point in salvo["points"]]
    assert [point["value"] for point in salvo["points"]] == [1.0, 2.0, 3.0, 4.0, 5.0]
    assert counts[4] == pytest.approx(5.0 * counts[0])
    falling = [point["constellation_in_orbit_count"] for point in time["points"]]
    assert falling == sorted(falling, reverse=True)
    moved = {row["option"]: row for row in found["drivers"]}
    assert moved["fly_out_time_s"]["low"] == 90.0
    assert moved["delta_v_km_per_s"]["constellation_in_orbit_count_at_low"] > counts[0]


def test_files_are_the_same_bytes(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    from PIL import Image

    made = []
    for name in ("a", "b"):
        found = _json(capsys, "boost", "--missiles", "10", "--out", str(tmp_path / name))
        made.append([Path(file) for file in found["files"]])
    assert [file.name for file in made[0]] == [
        "interceptors-in-orbit.svg", "interceptors-in-orbit.png", "what-moves-the-count.svg",
        "what-moves-the-count.png",
    ]  # fmt: skip
    for first, second in zip(*made, strict=True):
        assert first.read_bytes() == second.read_bytes()
    with Image.open(made[0][1]) as picture:
        assert picture.size == (1200, 675)
    svg = made[0][0].read_text(encoding="utf8")
    for said in ("AEI 2025: 4,990 for five", "CBO 2026: 7,800 for ten", "Brilliant Pebbles 1990: 4,600"):
        assert said in svg


def test_no_time_is_drawn_too(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    found = _json(capsys, "boost", "--burn-time-s", "60", "--out", str(tmp_path))
    assert [Path(file).name for file in found["files"]] == [
        "interceptors-in-orbit.svg",
        "interceptors-in-orbit.png",
    ]
    assert "There is no time to fly" in Path(found["files"][0]).read_text(encoding="utf8")


def test_shells_moment_by_moment() -> None:
    asked = Question(
        kind="boost", inclination_deg=(60.0,), latitude_deg=(40.0,), assurance=0.9, propagate=True, missiles=2
    )
    found = answer(asked)
    assert found.assured is not None
    assert found.propagated is not None
    assert found.assured.enough_worst_probability >= 0.9
    assert found.constellation_assured_count == found.assured.satellites_count
    assert found.constellation_latitude_count is not None
    assert found.constellation_propagated_count == pytest.approx(found.constellation_latitude_count, rel=0.01)
    assert found.propagated.in_reach_mean_count == pytest.approx(4.0, rel=0.05)
    assert found.propagated.enough_probability < 0.9
    mixed = answer(asked.model_copy(update={"inclination_deg": (60.0, 50.0)}))
    assert mixed.assured is not None
    assert mixed.propagated is not None
    assert (mixed.assured.shells_count, mixed.propagated.shells_count) == (2, 2)
    assert mixed.constellation_assured_count == mixed.assured.satellites_count
    assert mixed.assured.enough_worst_probability >= 0.9
    assert mixed.propagated.in_reach_mean_count == pytest.approx(4.0, rel=0.05)
    assert mixed.constellation_propagated_count == pytest.approx(mixed.constellation_latitude_count, rel=0.01)


@pytest.mark.parametrize(
    ("change", "said"),
    [
        ({"inclination_deg": (30.0, 40.0, 50.0, 60.0, 70.0)}, "give --inclination-deg fewer times"),
        ({"inclination_deg": (50.0, 60.0), "missiles": 100}, "or a smaller salvo"),
    ],
)
def test_a_mix_too_large_to_count_is_said_with_the_way_out(change: dict, said: str) -> None:
    asked = Question(kind="boost", latitude_deg=(40.0,), assurance=0.9).model_copy(update=change)
    found = answer(asked)
    assert found.constellation_assured_count is None
    assert any(said in one for one in found.warnings)


def test_a_mix_in_words(capsys: pytest.CaptureFixture[str]) -> None:
    words = ("--inclination-deg", "50", "--inclination-deg", "60", "--latitude-deg", "40")
    assert main(["size", "boost", *words, "--assurance", "0.8", "--propagate"]) == 0
    said = " ".join(capsys.readouterr().out.split())
    assert "in two shells, one an inclination, each a Walker delta" in said
    assert "such sets looked at" in said
    assert "Moment by moment, two shells, one an inclination, each a Walker delta" in said


@pytest.mark.xdist_group("flights")
def test_against_a_missile_as_it_flies(capsys: pytest.CaptureFixture[str]) -> None:
    place = (
        "--threat",
        "notional-liquid-icbm",
        "--from",
        "40,127",
        "--to",
        "Chicago",
        "--inclination-deg",
        "60",
    )
    found = _json(capsys, "boost", *place)
    rows = {row["reach"]: row for row in found["by_reach"]}
    assert found["window_s"] == pytest.approx(found["inputs"]["burn_time_s"] - 95.0)
    assert rows["flown"]["compared_ratio"] == pytest.approx(1.0, abs=0.35)
    high = _json(capsys, "boost", *place, "--floor-altitude-km", "150")
    assert high["flown"]["points_count"] < found["flown"]["points_count"]
    assert high["flown"]["in_reach_fraction"] <= found["flown"]["in_reach_fraction"]


def test_varied_options_are_shown_in_words_and_drawn(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    words = ("--burn-time-s", "180", "--vary", "burn_time_s=60:300", "--vary", "works_probability=0.5:1")
    found = _json(capsys, "boost", *words, "--out", str(tmp_path))
    burn, works = found["curves"]
    assert (burn["value"], works["value"]) == (180.0, 1.0)
    drawn = [Path(file) for file in found["files"] if "count-as-options-vary" in file]
    assert [file.suffix for file in drawn] == [".svg", ".png"]
    svg = drawn[0].read_text(encoding="utf8")
    assert "Burn time: none is enough at 60 s" in svg
    assert main(["size", "boost", *words]) == 0
    rows = [line.split() for line in capsys.readouterr().out.splitlines()]
    at = next(place for place, row in enumerate(rows) if row[:3] == ["Burn", "time", "60"])
    assert rows[at][2:] == [part for time in range(60, 301, 40) for part in (str(time), "s")]
    middle = burn["points"][12]
    assert middle["value"] == 180.0
    assert middle["constellation_in_orbit_count"] == pytest.approx(found["constellation_in_orbit_count"])
    assert rows[at + 1][:3] == ["In", "orbit", "none"]
    assert float(rows[at + 1][5].replace(",", "")) == pytest.approx(
        found["constellation_in_orbit_count"], rel=0.05
    )


def test_an_option_for_which_no_number_is_enough_is_drawn_too(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    found = _json(capsys, "boost", "--burn-time-s", "60", "--vary", "decide_s=0:20", "--out", str(tmp_path))
    assert all(point["constellation_in_orbit_count"] is None for point in found["curves"][0]["points"])
    svg = next(Path(file) for file in found["files"] if file.endswith("options-vary.svg"))
    assert "none is enough" in svg.read_text(encoding="utf8")


def _varied(words: str, **asked: float) -> list[float]:
    """Values of the one option that is varied."""
    found = answer(Question.model_validate({"kind": "boost", "vary": (words,), **asked}))
    return [point.value for point in found.curves[0].points]


def test_a_curve_of_whole_numbers_goes_from_end_to_end() -> None:
    values = _varied("missiles=1:5000")
    assert (values[0], values[-1], len(values)) == (1.0, 5_000.0, 25)
    assert all(value == round(value) for value in values)


@pytest.mark.parametrize(
    ("option", "value", "ends"),
    [
        ("fly_out_time_s", 900.0, (870.0, 930.0)),
        ("fly_out_time_s", 20.0, (0.0, 50.0)),
        ("delta_v_km_per_s", 8.0, (4.0, 8.0)),
    ],
)
def test_a_curve_without_a_range_lies_around_what_is_asked(
    option: str, value: float, ends: tuple[float, float]
) -> None:
    values = _varied(option, **{option: value})
    assert (values[0], values[-1]) == ends
    found = answer(Question.model_validate({"kind": "boost", option: value}))
    moved = {row.option: (row.low, row.high) for row in found.drivers}
    assert moved[option] == ends


@pytest.mark.parametrize("kind", ["boost", "midcourse"])
@pytest.mark.parametrize(
    "more",
    [
        ("--altitude-km", "36000", "--delta-v-km-per-s", "0.1"),
        ("--altitude-km", "1000"),
    ],
    ids=["at no time that is shown", "at the time asked"],
)
def test_a_height_out_of_reach_is_drawn_too(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], kind: str, more: tuple[str, ...]
) -> None:
    given = ("--fly-out-time-s", "60", "--intercept-altitude-km", "100", "--out", str(tmp_path))
    found = _json(capsys, kind, *more, *given)
    svg = Path(found["files"][0]).read_text(encoding="utf8")
    assert "Nothing is ever in reach." in svg
    assert "There is no time to fly" not in svg
    assert found["constellation_count"] is None


def test_at_no_seconds_left_nothing_is_short_by_none() -> None:
    found = answer(Question(kind="boost", fly_out_time_s=0.0))
    assert found.what_would_change_it[0] == (
        "Some seconds more, by seeing, confirming and deciding sooner together."
    )


def test_what_an_assured_shell_leaves_out_is_said() -> None:
    """With interceptors that fail more must be in orbit than the assured shell has."""
    asked = Question(kind="boost", inclination_deg=(60.0,), latitude_deg=(40.0,), assurance=0.9)
    assert not any("interceptors that fail" in one for one in answer(asked).warnings)
    for change in ({"works_probability": 0.5}, {"spread_s": 60.0}, {"spare_fraction": 0.1}):
        found = answer(asked.model_copy(update=change))
        assert sum("interceptors that fail" in one for one in found.warnings) == 1


def test_a_straight_way_through_the_earth_is_warned_of() -> None:
    low = Question(kind="midcourse", fly_out_time_s=900.0)
    said = [one for one in answer(low).warnings if "through the Earth" in one]
    assert len(said) == 1
    assert "farther than 4,0" in said[0]
    high = low.model_copy(update={"altitude_km": 1_500.0})
    assert not any("through the Earth" in one for one in answer(high).warnings)


def test_a_powered_flight_that_is_left_out_says_why(capsys: pytest.CaptureFixture[str]) -> None:
    words = ("boost", "--fly-out-time-s", "1000", "--altitude-km", "2000", "--delta-v-km-per-s")
    said = [sum("Powered flight" in one for one in _json(capsys, *words, v)["warnings"]) for v in ("4", "8")]
    assert said == [0, 1]
    assert main(["size", *words, "8"]) == 0
    assert "1 in –" not in capsys.readouterr().out
