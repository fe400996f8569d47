"""Worlds of a run that is not finished yet, so that the same call goes on where it was interrupted.

They lie beside the place of the run's folder, a file for each batch of worlds, each written beside and
renamed: whatever moment a run ends at, what is there is whole. Arrays only, nothing that can run.
"""

from __future__ import annotations

import json
import math
import shutil
import time
import zipfile
from dataclasses import dataclass, fields, is_dataclass
from io import BytesIO
from pathlib import Path
from types import NoneType
from typing import Any, TypeVar, get_args, get_type_hints

import numpy as np
from numpy.typing import NDArray

from opendome.records.engagements import Engagements
from opendome.records.opportunities import Opportunities
from opendome.records.outcomes import WorldOutcome
from opendome.storage.folder import reported
from opendome.storage.leftovers import clear_away, clear_old, run_of, unfinished

EVERY_S = 1.0
"""Worlds are written at the latest so long after they were finished [s]."""

Thing = TypeVar("Thing")
Arrays = dict[str, NDArray[Any]]


@dataclass(frozen=True)
class KeptWorld:
    """What a run needs of a counted world; opportunities are None where there are too many to keep."""

    outcome: WorldOutcome
    shots: Engagements
    chances: Opportunities | None


def forget(folder: Path, digest: str) -> None:
    """The run's folder stands whole: nothing that an earlier call left beside it is needed."""
    shutil.rmtree(unfinished(folder, digest), ignore_errors=True)
    clear_away(folder)


class Unfinished:
    """The worlds of one run, by number; those of an earlier call are there from the start."""

    def __init__(self, folder: Path | None) -> None:
        """Read what an earlier call left.

        Args:
            folder: Where they lie; None keeps them in memory alone.
        """
        self.folder = folder
        self.worlds: dict[int, KeptWorld] = {}
        self._waiting: list[int] = []
        self._since = time.monotonic()
        for file in sorted(folder.glob("*.npz")) if folder is not None and folder.is_dir() else ():
            self.worlds |= _read(file)

    @classmethod
    def beside(cls, folder: Path, digest: str) -> Unfinished:
        """Those of the run whose folder will stand there; old ones of the same name are cleared away."""
        own = unfinished(folder, digest)
        clear_old(folder, own)
        return cls(own)

    def add(self, world: KeptWorld) -> None:
        """Keep one more world; it is on the disk a second later.

        Raises:
            RunError: The disk is full or may not be written.
        """
        self.worlds[world.outcome.world] = world
        self._waiting.append(world.outcome.world)
        if time.monotonic() - self._since > EVERY_S:
            self.flush()

    def flush(self) -> None:
        """Write what waits.

        Raises:
            RunError: The disk is full or may not be written.
        """
        if self.folder is not None and self._waiting:
            try:
                self._write(self.folder)
            except OSError as trouble:
                raise reported(trouble, run_of(self.folder)) from trouble
            self._waiting = []
        self._since = time.monotonic()

    def discard(self) -> None:
        """The run's folder stands: they are not needed any more."""
        if self.folder is not None:
            shutil.rmtree(self.folder, ignore_errors=True)

    def _write(self, folder: Path) -> None:
        whole: Arrays = {}
        for number in self._waiting:
            _pack(self.worlds[number], f"{number}", whole)
        folder.mkdir(parents=True, exist_ok=True)
        place = folder / f"{self._waiting[0]:07d}-{self._waiting[-1]:07d}.npz"
        beside = place.with_suffix(".part")
        beside.write_bytes(_in_one(whole))
        beside.replace(place)


def _in_one(whole: Arrays) -> bytes:
    """A table's arrays end to end, with what they are called and how they are read.

    An archive with an entry for each takes ten times as long as its bytes: a batch of worlds has hundreds.
    """
    table = [[name, array.dtype.str, array.shape] for name, array in whole.items()]
    held = BytesIO()
    np.savez(
        held,
        allow_pickle=False,
        table=np.frombuffer(json.dumps(table).encode(), dtype=np.uint8),
        body=np.frombuffer(b"".join(array.tobytes() for array in whole.values()), dtype=np.uint8),
    )
    return held.getvalue()


def _apart(table: list[tuple[str, str, list[int]]], body: bytes) -> Arrays:
    """The arrays again, each in memory of its own.

    Raises:
        ValueError: Table and bytes do not belong together, or something is no plain array.
    """
    whole, begin = {}, 0
    for name, kind, shape in table:
        dtype, count = np.dtype(kind), math.prod(shape)
        whole[str(name)] = np.frombuffer(body, dtype, count, begin).reshape(shape).copy()
        begin += count * dtype.itemsize
    if begin != len(body):
        raise ValueError(f"{len(body)} bytes for arrays of {begin}")
    return whole


def _read(file: Path) -> dict[int, KeptWorld]:
    """The worlds of one file; none where it cannot be read, and they are run again."""
    try:
        with file.open("rb") as opened, np.load(opened, allow_pickle=False) as held:
            whole = _apart(json.loads(held["table"].tobytes()), held["body"].tobytes())
        numbers = sorted({int(name.split(".", 1)[0]) for name in whole})
        return {number: _unpack(KeptWorld, whole, f"{number}") for number in numbers}
    except (OSError, ValueError, KeyError, TypeError, EOFError, OverflowError, zipfile.BadZipFile):
        return {}


def _pack(thing: Any, name: str, into: Arrays) -> None:
    """Put a record's arrays, numbers and names into one flat table."""
    for field in fields(thing):
        value, place = getattr(thing, field.name), f"{name}.{field.name}"
        if is_dataclass(value):
            _pack(value, place, into)
        elif value is not None:
            into[place] = np.asarray(value)


def _unpack(kind: type[Thing], whole: Arrays, name: str) -> Thing:
    """Make the record again; what may be None and is not there is None.

    Raises:
        KeyError: Something is missing.
    """
    made: dict[str, Any] = {}
    for part, hint in get_type_hints(kind).items():
        place = f"{name}.{part}"
        parts = [one for one in get_args(hint) if one is not NoneType]
        may_miss = NoneType in get_args(hint)
        inner = parts[0] if may_miss else hint
        if isinstance(inner, type) and is_dataclass(inner):
            there = any(key.startswith(f"{place}.") for key in whole)
            made[part] = None if may_miss and not there else _unpack(inner, whole, place)
        elif inner is int:
            made[part] = int(whole[place])
        elif inner == tuple[str, ...]:
            made[part] = tuple(str(one) for one in whole[place])
        else:
            made[part] = whole[place]
    return kind(**made)
