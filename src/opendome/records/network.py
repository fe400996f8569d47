"""What waits for what: the activities of a programme as a graph without loops."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

from opendome.arrays import Floats

if TYPE_CHECKING:
    import networkx as nx


@dataclass(frozen=True)
class Network:
    """Activities and what each of them waits for, as places in the tuple of names.

    Attributes:
        name: One name an activity (A,).
        after: Activities that must have ended before it begins.
        ends_after: Activities that it may run alongside, but that must have ended before it ends.
        not_before: Time before which it does not begin [year after the start of the programme] (A,).
        order: Places in such an order that nobody comes before what it waits for.
    """

    name: tuple[str, ...]
    after: tuple[tuple[int, ...], ...]
    ends_after: tuple[tuple[int, ...], ...]
    not_before: Floats
    order: tuple[int, ...]

    def __len__(self) -> int:
        return len(self.name)


def network(
    name: Sequence[str],
    after: Sequence[Sequence[str]],
    ends_after: Sequence[Sequence[str]] | None = None,
    not_before: Sequence[float] | None = None,
) -> Network:
    """The network of activities that say by name what they wait for.

    Args:
        name: One name an activity, none twice.
        after: Names of what must have ended before each begins.
        ends_after: Names of what must have ended before each ends.
        not_before: Earliest start of each [year]; absent: 0.

    Raises:
        ValueError: A name is not known, or activities wait for one another.
    """
    import networkx as nx

    place = {one: number for number, one in enumerate(name)}
    if len(place) < len(name):
        raise ValueError("two activities have one name")
    beside = ends_after or [()] * len(name)
    unknown = sorted({one for many in (*after, *beside) for one in many} - set(place))
    if unknown:
        raise ValueError(f"no activity is called {unknown[0]}")
    waits = {one: (*first, *last) for one, first, last in zip(name, after, beside, strict=True)}
    around = loop(waits)
    if around:
        raise ValueError(f"activities wait for one another: {' → '.join(around)}")
    # ties by place, so that the order depends on nothing but the file
    order = nx.lexicographical_topological_sort(_graph(waits), key=place.__getitem__)
    return Network(
        name=tuple(name),
        after=tuple(tuple(place[one] for one in many) for many in after),
        ends_after=tuple(tuple(place[one] for one in many) for many in beside),
        not_before=np.zeros(len(name)) if not_before is None else np.array(not_before, dtype=np.float64),
        order=tuple(place[one] for one in order),
    )


def loop(waits: Mapping[str, Sequence[str]]) -> list[str]:
    """Activities that wait for one another, each before one that waits for it; none where there are none.

    Args:
        waits: For each activity the names of what it waits for; names that are no activity are left out.
    """
    import networkx as nx

    try:
        edges = nx.find_cycle(_graph(waits))
    except nx.NetworkXNoCycle:
        return []
    members = [one for one, _ in edges]
    first = members.index(min(members))
    return [*members[first:], *members[: first + 1]]


def _graph(waits: Mapping[str, Sequence[str]]) -> nx.DiGraph[str]:
    """An arrow from each activity to those that wait for it."""
    import networkx as nx

    graph: nx.DiGraph[str] = nx.DiGraph()
    graph.add_nodes_from(waits)
    graph.add_edges_from((before, one) for one, many in waits.items() for before in many if before in waits)
    return graph
