"""The entries that Python calls: who reaches a missile.

The arrays that device code here hands on, by name; a function says itself what differs.

Arrays:
    form, caps: Of a missile, as `arcs` names the rows (FORM, K), (CAP, K).
    cell: Stretches of a plane, as `arcs` names the columns (CELL,).
    work: Arcs of a missile's points (K, 3).
    sizes: Satellites in all, planes, satellites in a plane, Walker's F (4,).
    circle: Cosine and sine of every step of Walker's units (T, 2).
    table: Stretches of every cell (C, CELL).
    runs: First and last cell of every run of cells from which anything reaches (C, 2).
    nodes: Cosine and sine of each plane's node after the first (P, 2).
"""

from __future__ import annotations

from math import pi

import numpy as np

from opendome.arrays import Floats, Integers
from opendome.choices.constellation.reaching.arcs import CELL, count_moment, fill_table
from opendome.compiled import kernel, ready


@kernel(
    "void(f8[:,:,::1], f8[:,:,::1], i8[::1], i8, f8[:,::1], f8[:,::1], f8[:,::1], f8[::1], f8[::1], i8, i8,"
    " i8, i8[:,::1], i8[:,::1])"
)
def count_reaching(
    forms: Floats,
    caps: Floats,
    sizes: Integers,
    turn_planes: int,
    nodes: Floats,
    circle: Floats,
    moments: Floats,
    turns: Floats,
    alongs: Floats,
    cells: int,
    begin: int,
    end: int,
    counts: Integers,
    found: Integers,
) -> None:
    """Count the satellites that reach missiles `begin` to `end`, without `end`, at every moment of launch.

    Args:
        forms, caps: Of every missile (L, FORM, K), (L, CAP, K).
        sizes: (4,).
        turn_planes: So many steps from plane to plane are a whole turn; twice the planes for a star.
        nodes: Cosine and sine of each plane's node after the first (P, 2).
        circle: (T, 2).
        moments: Cosine and sine of `turns`, cosine and sine of `alongs` (N, 4).
        turns: From the first plane's node to the launch meridian of longitude 0, by moment [rad], (N,).
        alongs: What all satellites have gone along their planes, by moment [rad], (N,).
        cells: Of each missile's table.
        begin, end: Which missiles.
        counts: Receives how many (L, N).
        found: Receives satellites in a row for each moment, if it has columns (N, S); then of one missile.
    """
    scale = sizes[2] / (2.0 * pi)
    work = np.empty((caps.shape[2], 3))
    table = np.empty((cells, CELL))
    runs = np.empty((cells, 2), np.int64)
    turn = np.empty(2)
    for missile in range(begin, end):
        form, cap = forms[missile], caps[missile]
        number = fill_table(form, cap, scale, work, table, runs)
        for moment in range(len(turns)):
            counts[missile, moment] = count_moment(
                form, cap, table, runs, number, sizes, turn_planes, nodes, turns[moment],
                alongs[moment] * scale, moments[moment], turn, circle, found[moment],
            )  # fmt: skip


ready(__name__)
