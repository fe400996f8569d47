"""The two references in C++: built when a compiler is there, called through their one entry."""

from __future__ import annotations

import ctypes
import os
import shutil
import subprocess
from collections.abc import Callable
from pathlib import Path

import numpy as np
from missiles import Flights

from opendome.arrays import Floats
from opendome.physics import atmosphere
from opendome.threats.ballistic import segments as cut

HERE = Path(__file__).parent
PLAIN = ("-std=c++17", "-O3", "-march=native")
BATCHED = (*PLAIN, "-ffast-math")
"""Without it the compiler may not take exponentials and logarithms eight at a time."""

REFERENCES = (
    ("C++, plain", "reference.cpp", PLAIN),
    ("C++, vectorised by hand", "batched.cpp", BATCHED),
)


def compiler() -> str | None:
    """The C++ compiler of this machine; None where there is none."""
    return shutil.which(os.environ.get("CXX", "c++")) or shutil.which("g++") or shutil.which("clang++")


def build(folder: Path, source: str, options: tuple[str, ...]) -> ctypes.CDLL:
    """Build one of the references into a folder, and load it."""
    library = folder / f"{source}.so"
    command = [
        str(compiler()),
        *options,
        "-shared",
        "-fPIC",
        str(HERE / source),
        "-o",
        str(library),
        "-lpthread",
    ]
    subprocess.run(command, check=True)
    return ctypes.CDLL(str(library))


def flown_by(library: ctypes.CDLL, asked: Flights, step: float) -> Callable[[int], Floats]:
    """A function from the number of threads to place and velocity at the end, not turning, (flight, 6)."""
    table = np.ascontiguousarray(
        asked.segments[
            :,
            [
                cut.DURATION,
                cut.MASS,
                cut.FLOW,
                cut.THRUST,
                cut.EXIT_AREA,
                cut.DRAG_AREA,
                cut.BALLISTIC,
                cut.RULE,
                0,
            ],
        ]
    )
    table[:, 8] = np.isfinite(asked.segments[:, cut.DRAG_AREA])
    table = np.nan_to_num(table, nan=1.0)
    high = np.ascontiguousarray(np.stack((atmosphere._HIGH_ALTITUDE, atmosphere._HIGH_LOG_DENSITY), axis=-1))

    def fly(threads: int) -> Floats:
        out = np.zeros((len(asked), 6))
        library.fly_all(
            *map(_at, (asked.earth, table)), ctypes.c_long(len(table)),
            _at(asked.drag), ctypes.c_long(asked.drag.shape[1]),
            *map(_at, (high, asked.site, asked.azimuth, asked.kick)),
            ctypes.c_double(step), ctypes.c_long(len(asked)), ctypes.c_long(threads), _at(out),
        )  # fmt: skip
        return out

    return fly


def _at(array: Floats) -> ctypes.c_void_p:
    assert array.flags.c_contiguous
    return ctypes.c_void_p(array.ctypes.data)
