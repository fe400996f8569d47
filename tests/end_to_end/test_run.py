"""`opendome run` and its folder; `check`, `list` and `show` beside it."""

from __future__ import annotations

import json
from pathlib import Path

import polars
import pytest

import opendome as od
from lighter import flagship, unwritten
from opendome.answers.run import Question, begin
from opendome.cli import main
from opendome.watch import SILENT

RUN = ("run", "--runs", "40", "--quiet")

PICTURES = (
    "how-big-a-raid", "how-big-a-raid-in-report", "how-many-get-through", "how-well-known",
    "minute-by-minute", "what-moves-the-answer", "what-runs-out", "where-they-land", "why-they-got-through",
)  # fmt: skip

pytestmark = pytest.mark.xdist_group("runs")


@pytest.fixture
def here(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(tmp_path)
    return tmp_path


def _json(capsys: pytest.CaptureFixture[str], *words: str) -> dict:
    assert main([*words, "--json"]) == 0
    return json.loads(capsys.readouterr().out)


def _bytes(folder: Path) -> dict[str, bytes]:
    files = sorted(path for path in folder.rglob("*") if path.is_file() and path.name != "made.json")
    return {path.relative_to(folder).as_posix(): path.read_bytes() for path in files}


def test_the_main_job(monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> None:
    said = flagship().text
    assert said.startswith("Limited raid on the homeland · 4 missiles · 44 interceptors · 40 runs · seed 1\n")
    for word in (
        "such raids nothing gets through.",
        "get through.",
        "Why they got through:",
        "What would change the answer most:",
        "The limit: 11 missiles. Four shots each use up the 44 interceptors",
        "Try next",
        "report.html",
        "/globe.czml",
    ):
        assert word in " ".join(said.split())
    assert all(len(line) <= 96 for line in said.splitlines())
    assert "\x1b" not in said
    monkeypatch.chdir(flagship().here)
    assert main(RUN) == 0  # without a name the flagship is run
    again = capsys.readouterr().out
    assert "already run, shown from disk" in again.splitlines()[0]
    assert again.splitlines()[1:] == said.splitlines()[1:]
    folder = flagship().folder
    assert sorted(_bytes(folder)) == [
        "answer.json", "detections.parquet", "engagements.parquet", "figures.parquet",
        "figures/captions.json",
        *sorted(f"figures/{name}.{kind}" for name in PICTURES for kind in ("png", "svg")),
        "globe.czml", "known.parquet", "manifest.json", "objects.parquet",
        "opportunities.parquet", "outcomes.parquet",
        "raid_sizes.parquet", "reach.parquet", "report.html", "sightings.parquet", "sources.json",
        "tracks.parquet", "trajectories.parquet",
    ]  # fmt: skip


def _plain(page: str) -> str:
    """A page's text with blanks where numbers are glued to their units."""
    return page.replace("\N{NO-BREAK SPACE}", " ")


def test_json_says_the_same_from_disk_and_for_any_number_of_threads(
    here: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setenv("OPENDOME_THREADS", "1")
    first = _json(capsys, *RUN)
    assert _json(capsys, *RUN) == first
    assert first["runs_count"] == 40
    assert first["worlds_count"] == 10
    assert first["threats_count"] == len(first["by_threat"]) == 4
    assert (first["by_asset"][0]["asset"], first["by_asset"][0]["aimed_count"]) == ("Chicago", 1)
    shares = [share["probability"] for share in first["leakers_histogram"]]
    assert sum(shares) == pytest.approx(1.0)
    assert shares[0] == pytest.approx(first["no_leak_probability"]["value"])
    leakers = first["leakers_count"]
    assert leakers["low"] <= leakers["value"] <= leakers["high"] <= 4
    assert sum(number * share for number, share in enumerate(shares)) == pytest.approx(leakers["value"])
    assert sum(row["fraction"]["value"] for row in first["leak_reasons"]) == pytest.approx(1.0)
    limits = first["binding_limits"]
    reasons = {row["reason"]: row["fraction"] for row in first["leak_reasons"]}
    assert [row["reason"] for row in limits] == ["common_mode", "missed"]
    assert all(row["fraction"] == reasons[row["reason"]] for row in limits)
    assert sum(row["leakers_count"]["value"] for row in limits) == pytest.approx(leakers["value"])
    assert first["binding"].startswith("Two limits bind most: of the missiles that get through, ")
    assert first["binding"].count("%") == 2
    assert first["binding"] in _plain(Path(first["run_folder"], "report.html").read_text("utf8"))
    for row in first["by_threat"]:
        assert sum(row["fate_probability"].values()) == pytest.approx(1.0)
        assert row["miss_km"] < 1.0
        assert row["launch_s"] + row["flight_time_s"]["low"] <= row["impact_s"] + 60.0
    assert Path(first["run_folder"], "manifest.json").is_file()
    assert all(Path(file).is_file() for file in first["files"])
    figures = first["figures_count"]
    assert sum(figures.values()) == len(polars.read_parquet(Path(first["run_folder"], "figures.parquet")))
    (one,) = (here / "runs").iterdir()
    assert one.name == flagship().folder.name
    assert _bytes(one) == _bytes(flagship().folder)


def test_the_limits_that_bind_are_printed_unless_nothing_can_shoot(
    here: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["run", "cruise-raid-from-the-sea", "--runs", "10", "--quiet"]) == 0
    said = " ".join(capsys.readouterr().out.split())
    assert "One limit binds most: of the missiles that get through (" in said
    assert "> 99 % do because no interceptor reaches them." in said
    none = ["--set", "architecture.interceptors=[]", "--set", "doctrine={}", "--runs", "10"]
    found = _json(capsys, "run", "cruise-raid-from-the-sea", *none)
    assert (found["binding"], found["binding_limits"]) == ("", [])


def test_another_seed_is_another_run(here: Path) -> None:
    other, _ = begin(Question(runs=40, seed=2), SILENT)
    one = flagship().folder
    assert Path(other.run_folder).name != one.name
    known = json.loads((one / "answer.json").read_text("utf8"))
    assert other.no_leak_probability.value != known["no_leak_probability"]["value"]
    assert [row.leak_probability.value for row in other.by_threat] != [
        row["leak_probability"]["value"] for row in known["by_threat"]
    ]


def test_python_writes_the_same_files(here: Path) -> None:
    run = od.simulate("limited-raid", runs=40, seed=1)
    files = run.report(here / "two")
    (two,) = (here / "two").iterdir()
    assert flagship().folder.name == two.name
    assert _bytes(flagship().folder) == _bytes(two)
    assert all(Path(file).is_file() for file in files)
    assert len(run.outcomes.to_frame()) == 40 * 4
    assert run.flights.to_frame()["threat_id"].n_unique() == 4
    records = ("figures", "reach", "sightings", "detections", "tracks", "opportunities", "engagements")
    assert all(len(getattr(run, name).to_frame()) for name in records)
    met = run.reach.to_frame().filter(polars.col("limit") == "none")
    assert met["flight_time_s"].min() > 0.0
    assert met.null_count().sum_horizontal().item() == 0


def test_a_scenario_made_in_python(here: Path) -> None:
    scenario = od.Scenario.model_validate(
        {
            "name": "Mine",
            "raid": [
                {
                    "threat": "scud-b",
                    "launch": {"lat_deg": 40.0, "lon_deg": 127.0},
                    "aim": [{"lat_deg": 41.0, "lon_deg": 127.0}],
                    "count": 2,
                }
            ],
        }
    )
    run = od.simulate(scenario, runs=20)
    assert run.answer.threats_count == 2
    assert run.answer.sentence.startswith("Nothing can shoot: on average")
    assert "Two missiles from 40.0° N 127.0° E would land at" in run.answer.sentence


def test_a_large_raid_is_grouped(here: Path, capsys: pytest.CaptureFixture[str]) -> None:
    with unwritten():
        assert main([*RUN, "--set", "raid.0.count=60"]) == 0
    said = capsys.readouterr().out
    assert "60 missiles" in said.splitlines()[0]
    assert "… 55 more" in said
    assert "icbm   Los Angeles" in said


def test_where_nothing_can_be_written(here: Path, capsys: pytest.CaptureFixture[str]) -> None:
    Path("runs").write_text("a file in the way", encoding="utf-8")
    assert main(RUN) == 1
    said = capsys.readouterr().err
    assert "is not a folder" in said
    assert "--out DIR" in said


def test_a_bad_file(here: Path, capsys: pytest.CaptureFixture[str]) -> None:
    bad = Path("my-raid.yaml")
    bad.write_text(
        "opendome: 1\nname: Bad\nraid:\n  - threat: notional-solid-icmb\n"
        "    launch: {lat_deg: 400.0, lon_deg: 127.0}\n    aim: {city: Chicago}\nshots_per_look: 2\n",
        encoding="utf-8",
    )
    assert main(["run", "my-raid.yaml"]) == 2
    said = capsys.readouterr()
    assert said.out == ""
    assert said.err.startswith("my-raid.yaml has 3 problems. Nothing was run.\n")
    assert "Did you mean notional-solid-icbm?" in said.err
    assert said.err.rstrip().endswith("Check again without running: opendome check my-raid.yaml")
    assert main(["check", "my-raid.yaml", "--json"]) == 2
    found = json.loads(capsys.readouterr().out)
    assert [problem["line"] for problem in found["problems"]] == [4, 5, 7]
    assert found["errors"] == found["problems"]
    assert not Path("runs").exists()


def test_a_good_file(here: Path, capsys: pytest.CaptureFixture[str]) -> None:
    Path("good.yaml").write_text(
        "name: Good\nraid:\n  - threat: scud-b\n    launch: {lat_deg: 40, lon_deg: 127}\n"
        "    aim: {lat_deg: 41, lon_deg: 127}\n",
        encoding="utf-8",
    )
    assert main(["check", "good.yaml"]) == 0
    assert capsys.readouterr().out == "good.yaml is right.\n"
    assert _json(capsys, "check", "good.yaml")["problems"] == []
    assert main(["run", "good.yaml", "--runs", "20", "--quiet"]) == 0
    assert "Good · 1 missile · 20 runs · seed 1" in capsys.readouterr().out


@pytest.mark.parametrize("kind", ["threat", "threats", "scenarios", "site", "cities", "sources", "schemas"])
def test_lists(kind: str, capsys: pytest.CaptureFixture[str]) -> None:
    found = _json(capsys, "list", kind)
    assert found["items"]
    assert all(set(item) == {"id", "name", "kind"} for item in found["items"])
    assert main(["list", kind]) == 0
    assert found["items"][0]["id"] in capsys.readouterr().out


@pytest.mark.parametrize(
    ("kind", "name"),
    [("threat", "scud-b"), ("scenario", "limited-raid"), ("city", "Chicago"), ("schema", "scenario")],
)
def test_shows(kind: str, name: str, capsys: pytest.CaptureFixture[str]) -> None:
    found = _json(capsys, "show", kind, name)
    assert found["entry"]
    for figure in found["figures"]:
        assert set(figure) == {"path", "value", "low", "high", "unit", "source", "where"}
        assert figure["low"] <= figure["value"] <= figure["high"]
    assert {source["key"] for source in found["bibliography"]} == set(found["sources"])
    assert all(source["text"] for source in found["bibliography"])
    assert main(["show", kind, name]) == 0
    said = capsys.readouterr().out
    assert said.strip()
    if kind == "schema":
        assert json.loads(said) == found["entry"]


@pytest.mark.parametrize(
    ("start", "aim", "offered"),
    [
        ((39.2, 126.6), "{city: Seoul}", "opendome fly scud-b --from 39.2,126.6 --to Seoul"),
        ((39.2, 126.6), "{lat_deg: 37.45, lon_deg: 126.6}", None),
        ((51.0, 0.0), "{city: 'Birmingham, GB'}", None),
    ],
)
def test_what_to_try_next_can_be_pasted(
    here: Path, capsys: pytest.CaptureFixture[str], start: tuple[float, float], aim: str, offered: str | None
) -> None:
    Path("mine.yaml").write_text(
        "opendome: 1\nkind: scenario\nname: Mine\nepoch: 2026-01-01T00:00:00Z\nraid:\n"
        f"  - threat: scud-b\n    launch: {{lat_deg: {start[0]}, lon_deg: {start[1]}}}\n    aim: {aim}\n",
        encoding="utf-8",
    )
    with unwritten():
        assert main(["run", "mine.yaml", "--runs", "10", "--quiet"]) == 0
    told = [line.strip() for line in capsys.readouterr().out.splitlines() if "opendome fly" in line]
    assert told == ([offered] if offered else [])
