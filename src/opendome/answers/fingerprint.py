"""What a case hangs on, as plain data: what a run folder is named after."""

from __future__ import annotations

import hashlib
from dataclasses import fields, is_dataclass
from typing import Any

import numpy as np

from opendome.records.case import Case
from opendome.records.prices import Prices


def of(record: Case | Prices) -> str:
    """A digest of everything a record holds, as places, equipment, figures with ranges and sources."""
    digest = hashlib.blake2b(digest_size=16)
    _feed(record, digest)
    return digest.hexdigest()


def _feed(thing: Any, digest: hashlib.blake2b) -> None:
    if is_dataclass(thing):
        for field in fields(thing):
            digest.update(f"\x1e{field.name}\x1f".encode())
            _feed(getattr(thing, field.name), digest)
    elif isinstance(thing, np.ndarray):
        digest.update(
            f"{thing.dtype.str if thing.dtype.names is None else thing.dtype.descr}{thing.shape}".encode()
        )
        # numbers go in as text of twelve digits, so that the last bit of a conversion is no input
        columns = thing.dtype.names or (None,)
        for name in columns:
            column = thing if name is None else thing[name]
            digest.update(" ".join(f"{number:.12g}" for number in column.ravel().tolist()).encode())
    elif isinstance(thing, tuple):
        for item in thing:
            digest.update(b"\x1d")
            _feed(item, digest)
    else:
        digest.update(repr(thing).encode())
