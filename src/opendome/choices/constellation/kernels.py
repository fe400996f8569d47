"""The entries that Python calls: chances by phase.

The arrays that device code here hands on, by name; a function says itself what differs.

Arrays:
    arcs: Of the planes in view of a place, as `phases` names the columns (P, ARC).
    ends: Begins and ends of arcs as shares of a spacing, each sorted (2, P).
    needs: As `phases` names the columns (N, NEED).
"""

from __future__ import annotations

import numpy as np

from opendome.arrays import Floats, Integers
from opendome.choices.constellation.phases import ARC, arcs_over, chance_of, holds, laid
from opendome.compiled import kernel, ready


@kernel("void(f8[::1], f8, b1, i8, i8, i8, f8[:,::1])")
def fill_chances(
    need: Floats, inclination: float, star: bool, planes: int, slots: int, phasing: int, at_least: Floats
) -> None:
    """Fill the chance of at least so many in reach, by where the place lies between planes.

    Args:
        need: Latitude and reach; what is wanted is not read (NEED,).
        inclination: [rad].
        star: Nodes spread over half a turn.
        planes, slots, phasing: Planes, satellites in each, Walker's F.
        at_least: Receives chances, by place between planes and number of satellites (S, K).
    """
    arcs, ends = np.empty((planes, ARC)), np.empty((2, planes))
    samples = at_least.shape[0]
    for at in range(samples):
        count = arcs_over(need, inclination, star, planes, (at + 0.5) / samples, arcs)
        always, number, wrapped = laid(arcs, count, slots, phasing / planes, ends)
        for least in range(at_least.shape[1]):
            at_least[at, least] = chance_of(ends, always, number, wrapped, least)


@kernel("i8(f8[:,::1], f8, b1, i8[::1], i8, i8[::1], i8, f8, b1, i8, i8[::1])")
def find_smallest(
    needs: Floats,
    inclination: float,
    star: bool,
    plane_counts: Integers,
    longest: int,
    phasings: Integers,
    samples: int,
    chance: float,
    worst: bool,
    least: int,
    best: Integers,
) -> int:
    """The smallest shell that gives every need its chance: every count of satellites in a plane is tried.

    Args:
        needs: (N, NEED).
        inclination: [rad].
        star: Nodes spread over half a turn.
        plane_counts: Numbers of planes that are tried (P,).
        longest: Satellites in a plane, in times the number of planes, at most.
        phasings: Shares of the number of planes that F is, in thousandths (F,).
        samples: Places between planes that are looked at.
        chance: Asked for.
        worst: At the worst place between planes; otherwise on average over them.
        least: Smaller shells are not tried.
        best: One more than the largest shell to try, and zeros; receives satellites, planes, phasing (3,).

    Returns:
        How many shells were tried.
    """
    tried = 0
    number = needs.shape[0]
    first = np.zeros(number, np.int64)
    counts = np.zeros((number, samples), np.int64)
    for planes in plane_counts:
        arcs, ends = np.empty((number, samples, planes, ARC)), np.empty((2, planes))
        for need in range(number):
            first[need] = 0
            for at in range(samples):
                share = (at + 0.5) / samples
                counts[need, at] = arcs_over(needs[need], inclination, star, planes, share, arcs[need, at])
        slots = max((least + planes - 1) // planes, (planes + longest - 1) // longest)
        while slots <= longest * planes and slots * planes < best[0]:
            before = -1
            for part in phasings:
                phasing = part * planes // 1000
                if phasing == before:
                    continue
                before = phasing
                tried += 1
                if holds(arcs, counts, needs, slots, phasing / planes, chance, worst, ends, first):
                    best[0], best[1], best[2] = slots * planes, planes, phasing
                    break
            slots += 1
    return tried


ready(__name__)
