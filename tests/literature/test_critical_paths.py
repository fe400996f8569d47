"""Critical paths and PERT as textbooks print them."""

from __future__ import annotations

import numpy as np
import pytest

from literature.record import PROGRAMME, Claim, check
from opendome.arrays import Floats
from opendome.programme import network as passes
from opendome.records.network import Network, network

STAGE = PROGRAMME

Arrows = dict[str, float]


def by_nodes(arrows: Arrows) -> tuple[Network, Floats]:
    """Activities named by the events they lie between, as textbooks draw them, and their durations."""
    names = list(arrows)
    ends = [name.split("-") for name in names]
    after = [
        [other for other, (_, last) in zip(names, ends, strict=True) if last == first] for first, _ in ends
    ]
    return network(names, after), np.array(list(arrows.values()))


SMALL: Arrows = {"1-2": 7, "1-3": 10, "2-4": 6, "3-4": 5, "3-5": 4, "4-5": 3, "5-6": 2}
LARGE: Arrows = {"1-2": 8, "1-3": 10, "1-4": 9, "2-5": 6, "2-6": 4, "3-5": 5, "4-5": 0, "4-7": 7, "5-7": 12,
                 "5-8": 15, "6-9": 18, "7-8": 4, "8-9": 7}  # fmt: skip
SLACK_SMALL = {"1-2": 2, "1-3": 0, "2-4": 2, "3-4": 0, "3-5": 4, "4-5": 0, "5-6": 0}
SLACK_LARGE = {"1-2": 1, "1-3": 0, "1-4": 6, "2-5": 1, "2-6": 8, "3-5": 0, "4-5": 6, "4-7": 11, "5-7": 0,
               "5-8": 1, "6-9": 8, "7-8": 0, "8-9": 0}  # fmt: skip

PERT = {"1-2": (5, 8, 17), "1-3": (7, 10, 13), "2-3": (3, 5, 7), "2-4": (1, 3, 5), "3-4": (4, 6, 8),
        "3-5": (3, 3, 3), "4-5": (3, 4, 5)}  # fmt: skip
"""Three estimates of each activity. That 1, 3, 5 and 7 are critical was read; between which events the others
lie is the one network of five events in which they are."""


def end_of(arrows: Arrows) -> float:
    net, long = by_nodes(arrows)
    return float(passes.end(passes.forward(net, long)[1]))


def slack_of(arrows: Arrows) -> dict[str, float]:
    net, long = by_nodes(arrows)
    spare = passes.slack(net, long, *passes.forward(net, long))
    return dict(zip(net.name, spare.tolist(), strict=True))


def pert() -> tuple[float, float]:
    net, _ = by_nodes(dict.fromkeys(PERT, 0.0))
    return passes.pert_end(net, *passes.pert(*np.array(list(PERT.values()), dtype=float).T))


BOOK = "Taylor, Introduction to Management Science, chapter 8"
"""Read in a copy of the solutions, and in a page of the book."""
WHOLE = "A whole number."

CLAIMS = [
    Claim(BOOK, "end of a network of seven activities", "", 20.0, lambda: end_of(SMALL), WHOLE,
          apart=1e-9),
    Claim(BOOK, "end of a network of thirteen activities", "", 38.0, lambda: end_of(LARGE), WHOLE,
          apart=1e-9),
    Claim(BOOK, "slack of activity 4-7 of those thirteen", "", 11.0, lambda: slack_of(LARGE)["4-7"], WHOLE,
          apart=1e-9),
    Claim(BOOK, "PERT: expected end, critical activities 1, 3, 5 and 7", "", 24.0, lambda: pert()[0],
          WHOLE, apart=1e-9),
    Claim(BOOK, "PERT: variance of the end", "", 5.0, lambda: pert()[1], WHOLE, apart=1e-9),
    Claim(BOOK, "PERT: chance to end within 28 units of time", "", 0.9633,
          lambda: passes.pert_chance(*pert(), 28.0), "Read from a table at z = 1.79; z is 1.7889.",
          apart=2e-4),
]  # fmt: skip


@pytest.mark.parametrize("claim", CLAIMS, ids=lambda claim: claim.quantity)
def test_as_published(claim: Claim) -> None:
    check(claim)


@pytest.mark.parametrize(("arrows", "published"), [(SMALL, SLACK_SMALL), (LARGE, SLACK_LARGE)])
def test_every_slack_as_published(arrows: Arrows, published: dict[str, float]) -> None:
    assert slack_of(arrows) == published
    net, long = by_nodes(arrows)
    path = [net.name[place] for place in passes.critical_path(net, long)]
    assert path == [name for name, spare in published.items() if spare == 0]


def test_the_path_of_pert_is_the_one_published() -> None:
    net, _ = by_nodes(dict.fromkeys(PERT, 0.0))
    mean, _ = passes.pert(*np.array(list(PERT.values()), dtype=float).T)
    assert mean.tolist() == [9.0, 10.0, 5.0, 3.0, 6.0, 3.0, 4.0]
    assert [place + 1 for place in passes.critical_path(net, mean)] == [1, 3, 5, 7]
    assert passes.pert_chance(*pert(), 28.0) == pytest.approx(0.96318, abs=1e-5)
