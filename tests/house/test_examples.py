"""What the examples and the walk-throughs show is what the language takes."""

from __future__ import annotations

import json
import re
from pathlib import Path

import nbclient
import nbformat
import pytest

from house.tree import ROOT, files, named
from lighter import undrawn
from opendome.cli import main
from opendome.scenario.library import Library
from opendome.scenario.loading import load_scenario, load_threat

EQUIPMENT = ROOT / "examples" / "equipment"
NOTEBOOK = ROOT / "examples" / "a-raid-in-a-notebook.ipynb"
ENTRIES = [path for path in files() if EQUIPMENT in path.parents]
SCENARIOS = [path for path in files() if path.parent == ROOT / "examples" and path.suffix == ".yaml"]


@pytest.mark.parametrize("path", SCENARIOS, ids=named)
def test_every_scenario_loads(path) -> None:
    assert load_scenario(str(path), Library((EQUIPMENT,))).raid


@pytest.mark.xdist_group("runs")
@pytest.mark.parametrize("path", SCENARIOS, ids=named)
def test_every_scenario_runs(path, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    with undrawn():  # drawn is what the pages show
        own = ["--library", str(EQUIPMENT)]
        words = ["run", str(path), *own, "--runs", "1", "--quiet", "--json", "--out", str(tmp_path)]
        assert main(words) == 0
    assert json.loads(capsys.readouterr().out)["by_threat"]


@pytest.mark.parametrize("path", ENTRIES, ids=named)
def test_every_entry_loads(path) -> None:
    assert Library((EQUIPMENT,)).entry(path.parent.name, path.stem).name


def test_a_missile_in_a_file_of_its_own_loads() -> None:
    name, threat = load_threat(str(EQUIPMENT / "threats" / "my-missile.yaml"), Library())
    assert name == "my-missile"
    assert threat.stages


def test_the_walk_through_shows_the_example() -> None:
    shown = (ROOT / "CONTRIBUTING.md").read_text(encoding="utf8")
    block = re.search(r"```yaml\n(opendome: 1\nkind: radar\n.*?)```", shown, flags=re.DOTALL)
    assert block
    assert block[1] == (EQUIPMENT / "sensors" / "notional-x-band.yaml").read_text(encoding="utf8")


@pytest.mark.xdist_group("runs")
def test_the_notebook_runs_from_top_to_bottom(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """In a kernel of its own, as a reader's would."""
    monkeypatch.setenv("JUPYTER_PLATFORM_DIRS", "1")
    monkeypatch.setenv("IPYTHONDIR", str(tmp_path / "ipython"))
    notebook = nbformat.read(NOTEBOOK, as_version=4)
    assert not any(cell.get("outputs") for cell in notebook.cells), "the notebook is kept without results"
    nbclient.NotebookClient(notebook, timeout=300, resources={"metadata": {"path": str(tmp_path)}}).execute()
    said = "".join(
        output.get("text", "") + output.get("data", {}).get("text/plain", "")
        for cell in notebook.cells
        if cell.cell_type == "code"
        for output in cell.outputs
    )
    for word in ("such raids nothing gets through.", "New York", "opir-geo", "fort-greely", "report.html"):
        assert word in said
    assert list(tmp_path.glob("out/*/report.html"))
