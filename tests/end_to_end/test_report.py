"""`opendome report`: the page of a kept run again, and what happens to folders that are not right."""

from __future__ import annotations

import json
import shutil
from pathlib import Path

import pytest

from opendome import storage
from opendome.answers.report import OTHER_CODE
from opendome.cli import main
from opendome.errors import RunError
from reported import folder

pytestmark = pytest.mark.xdist_group("browser")


@pytest.fixture
def there(tmp_path: Path) -> Path:
    """A copy of a run folder, to be spoilt."""
    return shutil.copytree(folder("few-runs"), tmp_path / "runs" / folder("few-runs").name)


def _answer(capsys: pytest.CaptureFixture[str], *words: str, status: int = 0) -> dict:
    assert main(["report", *words, "--json"]) == status
    return json.loads(capsys.readouterr().out)


def test_a_lost_page_is_written_again_to_the_byte(there: Path, capsys: pytest.CaptureFixture[str]) -> None:
    before = (there / "report.html").read_bytes()
    (there / "report.html").unlink()
    found = _answer(capsys, str(there))
    assert found["files"] == [(there / "report.html").as_posix()]
    assert (found["changed"], found["warnings"]) == (True, [])
    assert (there / "report.html").read_bytes() == before
    assert _answer(capsys, str(there))["changed"] is False
    assert sorted(path.name for path in there.iterdir() if path.name.startswith(".")) == []


def test_a_page_that_somebody_changed_is_put_right(there: Path, capsys: pytest.CaptureFixture[str]) -> None:
    before = (there / "report.html").read_bytes()
    (there / "report.html").write_text("mine", encoding="utf8")
    assert _answer(capsys, str(there))["changed"] is True
    assert (there / "report.html").read_bytes() == before


def test_elsewhere(there: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["report", str(there), "--out", str(tmp_path / "press")]) == 0
    assert "press/report.html" in capsys.readouterr().out
    assert (tmp_path / "press" / "report.html").read_bytes() == (there / "report.html").read_bytes()


def test_a_run_of_other_code_says_so(there: Path, capsys: pytest.CaptureFixture[str]) -> None:
    manifest = json.loads((there / "manifest.json").read_text("utf8"))
    (there / "manifest.json").write_text(json.dumps(manifest | {"code": "0" * 16}), encoding="utf8")
    assert _answer(capsys, str(there))["warnings"] == [OTHER_CODE]


@pytest.mark.parametrize(
    ("spoil", "kind"),
    [
        (lambda there: (there / "figures" / "where-they-land.svg").unlink(), "not_whole"),
        (lambda there: (there / "figures" / "where-they-land.svg").write_text("<svg"), "not_whole"),
        (lambda there: (there / "figures" / "captions.json").write_text('{"figures": [{}]}'), "not_whole"),
        (lambda there: (there / "answer.json").write_text("{"), "not_whole"),
        (lambda there: (there / "figures.parquet").write_bytes(b"PAR1"), "not_whole"),
        (lambda there: (there / "sources.json").write_text("[]"), "not_whole"),
        (lambda there: (there / "manifest.json").unlink(), "not_ours"),
        (lambda there: shutil.rmtree(there), "no_folder"),
    ],
)
def test_a_folder_that_is_not_right(
    spoil, kind: str, there: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    spoil(there)
    before = {path: path.read_bytes() for path in there.rglob("*") if path.is_file()}
    found = _answer(capsys, str(there), status=2)
    assert found["error"]["kind"] == kind
    assert found["error"]["remedy"]
    assert {path: path.read_bytes() for path in there.rglob("*") if path.is_file()} == before


def test_a_place_that_cannot_be_written_keeps_what_it_has(
    there: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (tmp_path / "file").write_text("mine")
    found = _answer(capsys, str(there), "--out", str(tmp_path / "file"), status=1)
    assert "is not a folder" in found["error"]["message"]
    assert (tmp_path / "file").read_text() == "mine"


def test_half_a_page_never_takes_the_place_of_a_whole_one(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    place = tmp_path / "report.html"
    place.write_text("whole")

    def full(path: Path, text: str) -> None:
        path.write_bytes(text.encode()[:2])
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(storage.folder, "write_text", full)
    with pytest.raises(RunError, match="is full"):
        storage.replace_text(place, "new")
    assert place.read_text() == "whole"
    assert [path.name for path in tmp_path.iterdir()] == ["report.html"]
