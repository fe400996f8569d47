"""Passes over many draws at once against networkx, draw by draw: the longest way through a graph."""

from __future__ import annotations

import networkx as nx
import numpy as np
import pytest

from opendome.programme import network as passes
from opendome.records.network import network


@pytest.mark.parametrize("seed", range(8))
def test_the_end_is_the_longest_way(seed: int) -> None:
    chance = np.random.default_rng(seed)
    many, draws = int(chance.integers(5, 40)), 6
    names = [f"a{number}" for number in range(many)]
    order = chance.permutation(many)
    after: list[list[str]] = [[] for _ in names]
    beside: list[list[str]] = [[] for _ in names]
    for at in range(1, many):
        for _ in range(int(chance.integers(0, 4))):
            kind = after if chance.random() < 0.75 else beside
            one, other = int(order[at]), names[order[chance.integers(0, at)]]
            if other not in after[one] + beside[one]:
                kind[one].append(other)
    dates = np.where(chance.random(many) < 0.2, chance.uniform(0.0, 10.0, many), 0.0)
    net = network(names, after, beside, dates.tolist())
    long = chance.uniform(0.0, 5.0, (many, draws))
    start, finish = passes.forward(net, long)
    spare = passes.slack(net, long, start, finish)
    for draw in range(draws):
        graph = drawn(names, after, beside, dates, long[:, draw])
        whole = nx.dag_longest_path_length(graph)
        assert passes.end(finish)[draw] == pytest.approx(whole, abs=1e-9)
        path = {names[place] for place in passes.critical_path(net, long[:, draw])}
        critical = {name for name, slack in zip(names, spare[:, draw], strict=True) if slack <= passes.SAME}
        assert path <= critical
        for place, name in enumerate(names):
            # it begins when the longest way to it ends, and its slack is what the longest way leaves it
            longer = drawn(
                names, after, beside, dates, long[:, draw] + np.eye(many)[place] * (spare[place, draw] + 1.0)
            )
            assert nx.dag_longest_path_length(longer) == pytest.approx(whole + 1.0, abs=1e-7)
            before = graph.subgraph(nx.ancestors(graph, (name, "start")) | {(name, "start")})
            assert start[place, draw] == pytest.approx(nx.dag_longest_path_length(before), abs=1e-9)


def drawn(
    names: list[str], after: list[list[str]], beside: list[list[str]], dates: np.ndarray, long: np.ndarray
) -> nx.DiGraph:
    """One event for each start and each end; time stands on the arrows."""
    graph = nx.DiGraph()
    for name, first, along, date, time in zip(names, after, beside, dates, long, strict=True):
        graph.add_edge((name, "start"), (name, "end"), weight=time)
        graph.add_edge("zero", (name, "start"), weight=date)
        graph.add_edges_from((((other, "end"), (name, "start")) for other in first), weight=0.0)
        graph.add_edges_from((((other, "end"), (name, "end")) for other in along), weight=0.0)
    return graph
