"""Dates of a network: forward and backward pass, slack, the critical path, and PERT.

Times are years after the start of the programme. Arrays hold one row an activity, and any further axes are
draws: a row lies in memory as it is worked on, so a pass costs a few steps over memory an activity.

Source: Kelley and Walker, Critical-path planning and scheduling (1959); Malcolm, Roseboom, Clark and Fazar,
Application of a technique for research and development program evaluation, Operations Research 7 (1959).
"""

from __future__ import annotations

from itertools import pairwise
from math import erf, sqrt

import numpy as np

from opendome.arrays import Floats
from opendome.records.network import Network

SAME = 1e-9
"""Times nearer to one another are the same [year]: a third of a tenth of a second."""


def forward(network: Network, durations: Floats) -> tuple[Floats, Floats]:
    """Earliest start and finish of every activity.

    Args:
        network: What waits for what.
        durations: [year] (A, ...).

    Returns:
        Start and finish [year], each (A, ...).
    """
    start, finish = np.empty_like(durations), np.empty_like(durations)
    for place in network.order:
        begin = start[place, ...]
        begin[...] = network.not_before[place]
        for before in network.after[place]:
            np.maximum(begin, finish[before], out=begin)
        end = finish[place, ...]
        np.add(begin, durations[place], out=end)
        for beside in network.ends_after[place]:
            np.maximum(end, finish[beside], out=end)
    return start, finish


def end(finish: Floats) -> Floats:
    """When the last activity ends (...), from the finish of all of them (A, ...) [year]."""
    return np.asarray(finish.max(axis=0))


def slack(network: Network, durations: Floats, start: Floats, finish: Floats) -> Floats:
    """How much longer each activity may take without moving the end.

    An activity that has done its part and waits for another to end has slack, though its end may have none.

    Args:
        network: What waits for what.
        durations: [year] (A, ...).
        start, finish: Earliest ones, from `forward` (A, ...).

    Returns:
        [year] (A, ...).
    """
    latest = np.empty_like(durations)  # finish
    latest[...] = end(finish)
    spare = np.empty_like(durations)
    for place in reversed(network.order):
        np.subtract(latest[place], durations[place], out=spare[place, ...])
        for before in network.after[place]:
            np.minimum(latest[before], spare[place], out=latest[before, ...])
        for beside in network.ends_after[place]:
            np.minimum(latest[beside], latest[place], out=latest[beside, ...])
    return np.asarray(spare - start)


def critical_path(network: Network, durations: Floats) -> tuple[int, ...]:
    """The activities that hold up the end, from first to last.

    Every activity is an arrow from its start to its end, and every wait an arrow of no length; the longest
    way through is found by networkx. Of ways of one length the one of more steps, so that milestones are
    on it.

    Args:
        network: What waits for what.
        durations: [year] (A,).
    """
    import networkx as nx

    graph: nx.DiGraph[tuple[int, int]] = nx.DiGraph()
    for place in network.order:
        graph.add_edge((place, 0), (place, 1), weight=float(durations[place]) + SAME)
        graph.add_edges_from((((one, 1), (place, 0)) for one in network.after[place]), weight=SAME)
        graph.add_edges_from((((one, 1), (place, 1)) for one in network.ends_after[place]), weight=SAME)
        if network.not_before[place] > 0.0:
            graph.add_edge((-1, 1), (place, 0), weight=float(network.not_before[place]))
    way = nx.dag_longest_path(graph)
    whole = set(pairwise(way))
    return tuple(one for one, side in way if side == 0 and ((one, 0), (one, 1)) in whole)


def pert(low: Floats, likely: Floats, high: Floats) -> tuple[Floats, Floats]:
    """Mean and variance of durations by PERT's rule.

    Args:
        low, likely, high: The least, the likeliest and the most [year] (A,).

    Returns:
        Mean [year] and variance [year squared], each (A,).
    """
    return (low + 4.0 * likely + high) / 6.0, ((high - low) / 6.0) ** 2


def pert_end(network: Network, mean: Floats, variance: Floats) -> tuple[float, float]:
    """PERT's date of the end and its variance: of the one path that is critical at the means.

    The date is early: another path may turn out longer, and PERT does not look at it. The mean of durations
    that are drawn from PERT's own shape is never below it. A triangle leans further to its longer side: its
    mean lies later where durations are likelier to run over, and earlier where they are not.

    Args:
        network: What waits for what.
        mean: Of durations [year] (A,).
        variance: Of durations [year squared] (A,).

    Returns:
        Date [year] and variance [year squared].
    """
    _, finish = forward(network, mean)
    return float(end(finish)), float(variance[list(critical_path(network, mean))].sum())


def pert_chance(date: float, variance: float, by: float) -> float:
    """Chance that a path of normal length ends by a date; of no variance, 0 or 1."""
    if variance <= 0.0:
        return float(date <= by)
    return 0.5 * (1.0 + erf((by - date) / sqrt(2.0 * variance)))
