"""What the interceptors fired cost over the missiles launched, from a file to the answer."""

from __future__ import annotations

import json
from pathlib import Path

import numpy as np
import pytest

import opendome as od
from opendome.answers.run import Question, begin
from opendome.cli import main
from opendome.outcomes.exchange import exchange
from opendome.watch import SILENT

RAID = """\
opendome: 1
name: A raid with prices
raid:
  - {threat: al-husayn, launch: {lat_deg: 29.0, lon_deg: 51.5}, aim: {site: al-udeid}, count: 3}
architecture:
  sensors: [{use: opir-geo}, {use: an-tpy-2, site: al-udeid, azimuth_from_deg: 310, azimuth_to_deg: 70}]
  interceptors: [{use: thaad, site: al-udeid, inventory_count: 12}]
"""


@pytest.fixture
def raid(tmp_path: Path) -> Path:
    """A raid of three Scuds against a battery."""
    file = tmp_path / "raid.yaml"
    file.write_text(RAID, encoding="utf8")
    return file


def _found(raid: Path, out: Path, library: tuple[str, ...] = (), settings: tuple[str, ...] = ()) -> dict:
    """The answer, as `--json` prints it, before its folder is written."""
    asked = Question(scenario=str(raid), runs=40, out=str(out), library=library, settings=settings)
    return begin(asked, SILENT)[0].document()


def test_the_ratio_is_money_fired_over_money_launched(raid: Path) -> None:
    """World by world, from the records and the prices alone."""
    run = od.simulate(str(raid), runs=40)
    prices = run.prices
    drawn = prices.figures.draw(1, run.plays.worlds_count) * prices.factor[None, :]
    assert prices.cost == ("al-husayn-price", "thaad-flat")
    fired = run.outcomes.fought.used.sum(axis=1)
    world = run.outcomes.world - run.outcomes.world[0]
    by_play = fired * drawn[world, 1] / (3.0 * drawn[world, 0])
    by_world = [by_play[world == one].mean() for one in range(run.plays.worlds_count)]
    found = run.answer.cost_exchange_ratio
    assert found.value == pytest.approx(np.mean(by_world), rel=1e-8)
    assert found.low is not None
    assert found.high is not None
    assert 0.0 < found.low < found.value < found.high
    assert exchange(run.case, run.plays, prices, run.outcomes).value == pytest.approx(found.value, rel=1e-8)


def test_a_price_that_is_known_moves_with_its_year_and_its_choice(raid: Path, tmp_path: Path) -> None:
    fixed = "library.al-husayn-price.unit_million_usd=1", "library.thaad-flat.unit_million_usd=10"
    found = _found(raid, tmp_path, settings=fixed)
    missile, interceptor = found["prices"]
    assert missile["side"] == "missile"
    assert interceptor["side"] == "interceptor"
    # 2022's million is dearer in dollars of 2026
    assert missile["unit_usd"] == missile["unit_low_usd"] == missile["unit_high_usd"] > 1e6
    ratio = interceptor["unit_usd"] / missile["unit_usd"]
    assert found["cost_exchange_ratio"]["value"] == pytest.approx(
        found["interceptors_used_count"]["value"] * ratio / 3.0, rel=1e-6
    )
    told = next(said for said in found["why"] if "cost" in said)
    assert "al-husayn $1.1 million" in told
    assert "thaad" in told
    assert "mbn-2016-missiles" not in found["sources"]
    # another price is another run, in another folder
    other = _found(raid, tmp_path)
    assert other["run_folder"] != found["run_folder"]
    assert other["no_leak_probability"] == found["no_leak_probability"]


def test_without_a_price_there_is_no_ratio_and_the_answer_says_so(raid: Path, tmp_path: Path) -> None:
    own = tmp_path / "equipment" / "threats"
    own.mkdir(parents=True)
    known = Path(od.__file__).parent / "library" / "threats" / "al-husayn.yaml"
    (own / "my-missile.yaml").write_text(known.read_text("utf8"), encoding="utf8")
    raid.write_text(RAID.replace("threat: al-husayn", "threat: my-missile"), encoding="utf8")
    library = (str(tmp_path / "equipment"),)
    found = _found(raid, tmp_path, library)
    assert found["cost_exchange_ratio"]["value"] is None
    assert any("Null stands" in said and "cost_exchange_ratio" in said for said in found["warnings"])
    assert any("my-missile" in said and "per: missile" in said for said in found["warnings"])
    costs = tmp_path / "equipment" / "costs"
    costs.mkdir()
    (costs / "mine.yaml").write_text(
        "opendome: 1\nkind: cost\nname: Mine\nprices: my-missile\nper: missile\nprice_year: 2026\n"
        "includes: one missile\nunit_million_usd: {value: 2, low: 1, high: 3, source: assumed}\n",
        encoding="utf8",
    )
    priced = _found(raid, tmp_path, library)
    assert priced["cost_exchange_ratio"]["value"] > 0.0
    # of two prices none is taken until one is chosen
    (costs / "other.yaml").write_text((costs / "mine.yaml").read_text("utf8"), encoding="utf8")
    torn = _found(raid, tmp_path, library)
    assert torn["cost_exchange_ratio"]["value"] is None
    assert any("programme.prices names one" in said for said in torn["warnings"])
    chosen = _found(raid, tmp_path, library, ("programme.prices.my-missile=other",))
    assert chosen["prices"][0]["cost"] == "other"
    assert chosen["cost_exchange_ratio"]["value"] > 0.0


@pytest.mark.parametrize(
    ("change", "message"),
    [
        ("prices: thaad", "thaad is one of the interceptors"),
        ("prices: al-husain", "Did you mean al-husayn?"),
        ("", "A price per missile says of which threat."),
    ],
)
def test_a_price_of_no_missile_is_refused_with_its_line(
    change: str, message: str, capsys: pytest.CaptureFixture[str], tmp_path: Path
) -> None:
    file = tmp_path / "mine.yaml"
    file.write_text(
        f"opendome: 1\nkind: cost\nname: Mine\n{change}\nper: missile\nprice_year: 2026\n"
        "includes: one missile\nunit_million_usd: {value: 2, low: 1, high: 3, source: assumed}\n",
        encoding="utf8",
    )
    assert main(["check", str(file), "--json"]) == 2
    (problem,) = json.loads(capsys.readouterr().out)["problems"]
    assert message in problem["message"]
    assert problem["line"] == (4 if change else 5)
    assert problem["remedy"]
