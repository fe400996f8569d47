"""Worlds of a run that is not finished: whole or not there, and never anything that can run."""

from __future__ import annotations

import os
import pickle
import time
from dataclasses import fields, is_dataclass
from pathlib import Path
from typing import Any

import numpy as np
import pytest

from opendome.errors import RunError
from opendome.records.case import Plays
from opendome.scenario.library import Library
from opendome.scenario.loading import load_scenario
from opendome.scenario.settle import settle
from opendome.simulate import simulate
from opendome.storage import KeptWorld, Unfinished
from opendome.storage.leftovers import OLD_S

pytestmark = pytest.mark.xdist_group("runs")


@pytest.fixture(scope="module")
def worlds() -> list[KeptWorld]:
    library = Library(())
    case = settle(load_scenario("two-shot-salvo", library, ()), library)
    runs = list(simulate(case, Plays(4, 1)))[1:]
    return [KeptWorld(one.outcome, one.shots, one.chances) for one in runs]


def _same(one: Any, other: Any) -> None:
    assert type(one) is type(other)
    if is_dataclass(one):
        for field in fields(one):
            _same(getattr(one, field.name), getattr(other, field.name))
    elif isinstance(one, np.ndarray):
        assert one.dtype == other.dtype
        np.testing.assert_array_equal(one, other)
    else:
        assert one == other


def test_what_is_kept_comes_back_bit_for_bit(tmp_path: Path, worlds: list[KeptWorld]) -> None:
    kept = Unfinished(tmp_path / "x")
    for world in worlds:
        kept.add(world)
    kept.flush()
    again = Unfinished(tmp_path / "x")
    assert sorted(again.worlds) == [1, 2, 3, 4]
    for world in worlds:
        _same(again.worlds[world.outcome.world], world)


def test_what_is_none_stays_none(tmp_path: Path, worlds: list[KeptWorld]) -> None:
    kept = Unfinished(tmp_path / "x")
    kept.add(KeptWorld(worlds[0].outcome, worlds[0].shots, None))
    kept.flush()
    (back,) = Unfinished(tmp_path / "x").worlds.values()
    assert back.chances is None


def test_discarding_leaves_nothing(tmp_path: Path, worlds: list[KeptWorld]) -> None:
    kept = Unfinished.beside(tmp_path / "raid-1234", "1234abcd")
    kept.add(worlds[0])
    kept.flush()
    assert [place.name for place in tmp_path.iterdir()] == [".raid-1234-1234abcd.unfinished"]
    kept.discard()
    assert list(tmp_path.iterdir()) == []


def test_a_file_that_is_cut_or_foreign_counts_for_nothing(tmp_path: Path, worlds: list[KeptWorld]) -> None:
    kept = Unfinished(tmp_path / "x")
    for world in worlds:
        kept.add(world)
        kept.flush()
    files = sorted((tmp_path / "x").glob("*.npz"))
    files[0].write_bytes(files[0].read_bytes()[:-200])
    files[1].write_bytes(b"")
    files[2].write_bytes(pickle.dumps({"a": 1}))
    (tmp_path / "x" / "0000009-0000009.part").write_bytes(b"half")
    assert sorted(Unfinished(tmp_path / "x").worlds) == [4]


def test_nothing_that_runs_is_read(tmp_path: Path) -> None:
    (tmp_path / "x").mkdir()
    trap = np.array([Trap(tmp_path / "sprung")], dtype=object)
    for place, name in enumerate(("table", "body", "1.outcome.world")):
        _npz(tmp_path / "x" / f"{place:07d}-{place:07d}.npz", **{name: trap})
    assert Unfinished(tmp_path / "x").worlds == {}
    assert not (tmp_path / "sprung").exists()


def _npz(file: Path, **arrays: Any) -> None:
    empty = {"table": np.frombuffer(b"[]", dtype=np.uint8), "body": np.zeros(0, dtype=np.uint8)}
    np.savez(file, **(empty | arrays))


@pytest.mark.parametrize(
    "table",
    [
        '[["1.outcome.world", "<i8", []]]',
        '[["1.outcome.world", "<i8", [-1]]]',
        '[["1.outcome.world", "<i8", [1000000000000000000000]]]',
        '[["1.outcome.world", "|O", [1]]]',
        '[[1, "<i8", [1]]]',
        '[["1.outcome.world", "<i8"]]',
        '[["1.outcome.world", "never heard of", [1]]]',
        '{"1": 2}',
        "7",
        "[",
    ],
)
def test_a_table_that_is_not_that_of_its_bytes_counts_for_nothing(tmp_path: Path, table: str) -> None:
    (tmp_path / "x").mkdir()
    file = tmp_path / "x" / "0000001-0000001.npz"
    _npz(file, table=np.frombuffer(table.encode(), dtype=np.uint8), body=np.zeros(12, dtype=np.uint8))
    assert Unfinished(tmp_path / "x").worlds == {}


class Trap:
    """Unpickled, it leaves a file."""

    def __init__(self, place: Path) -> None:
        self.place = place

    def __reduce__(self) -> tuple[Any, tuple[Any, ...]]:
        return Path.touch, (self.place,)


def test_what_nobody_goes_on_with_is_cleared_away(tmp_path: Path, worlds: list[KeptWorld]) -> None:
    """Of the same name and a month old; never what is being written, of another name, or this run's own."""
    code, other = "a" * 32, "b" * 32
    month_ago = time.time() - OLD_S - 60.0
    old = {
        name: tmp_path / f".{name}-{code}.unfinished" for name in ("raid-1234", "raid-beef-1234", "raid-12")
    }
    own, fresh = (tmp_path / f".raid-5678-{digest}.unfinished" for digest in (other, code))
    for folder in (*old.values(), own, fresh):
        kept = Unfinished(folder)
        kept.add(worlds[0])
        kept.flush()
        if folder != fresh:
            os.utime(folder, (month_ago, month_ago))
    again = Unfinished.beside(tmp_path / "raid-5678", other)
    assert list(again.worlds) == [1]
    left = {folder.name for folder in tmp_path.iterdir()}
    assert left == {old["raid-beef-1234"].name, own.name, fresh.name}


def test_in_memory_alone_nothing_is_written(tmp_path: Path, worlds: list[KeptWorld]) -> None:
    kept = Unfinished(None)
    kept.add(worlds[0])
    kept.flush()
    kept.discard()
    assert list(kept.worlds) == [1]


def test_a_place_that_cannot_be_written_is_said(tmp_path: Path, worlds: list[KeptWorld]) -> None:
    (tmp_path / "file").write_text("mine")
    kept = Unfinished(tmp_path / "file" / "x")
    kept.add(worlds[0])
    with pytest.raises(RunError, match="is not a folder"):
        kept.flush()
    assert (tmp_path / "file").read_text() == "mine"


def test_a_message_names_the_run_and_not_what_is_hidden(tmp_path: Path, worlds: list[KeptWorld]) -> None:
    kept = Unfinished.beside(tmp_path / "my-raid-0123", "0123abcd")
    kept.add(worlds[0])
    assert kept.folder is not None
    kept.folder.write_text("a file where the folder should be")
    with pytest.raises(RunError) as caught:
        kept.flush()
    assert "unfinished" not in str(caught.value)
