"""Schedules to try dates on: activities with durations between ends, in any network."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np

from opendome.records import figures
from opendome.records.case import ABSENT
from opendome.records.network import Network, network
from opendome.records.schedule import Element, Line, Schedule

Ends = tuple[float, float, float]


def schedule_of(
    net: Network,
    ends: Sequence[Ends],
    shape: str = "pert",
    shared: float = 0.0,
    kind: Sequence[str] | None = None,
    horizon: int = 20,
) -> Schedule:
    """A schedule of one element whose activities take times between ends (low, value, high)."""
    many = len(net)
    rows = [(f"of.{name}.duration_year", value, low, high, shape, "", "assumed", "")
            for name, (low, value, high) in zip(net.name, ends, strict=True)]  # fmt: skip
    none = np.full(many, ABSENT, dtype=np.int64)
    return Schedule(
        network=net,
        label=net.name,
        kind=tuple(kind or ["development"] * many),
        element=np.zeros(many, dtype=np.int64),
        duration=np.arange(many),
        line=none,
        begins=np.zeros(many),
        ends=np.zeros(many),
        readiness=np.zeros((many, 2), dtype=np.int64),
        promised=np.zeros(many, dtype=np.int64),
        elements=(Element("thing", "radar", 1.0, 0.0, 1.0, ABSENT, ABSENT, "", (), "a-path", "said"),),
        lines=(),
        figures=figures.of(rows),
        slow=np.ones(many),
        shared=shared,
        start_year=2027,
        horizon=horizon,
    )


def made(
    quantity: float,
    rate: Ends,
    ramp: Ends = (0.0, 0.0, 0.0),
    life: float | None = None,
    parts: Sequence[float] = (1.0,),
    horizon: int = 20,
) -> Schedule:
    """Parts of one element that are made one after another from the start, and a milestone at the end."""
    names = [f"thing/make-{number}" for number in range(len(parts))]
    after = [[names[number - 1]] if number else [] for number in range(len(parts))]
    net = network([*names, "thing/full"], [*after, [names[-1]]])
    written = {"produced_per_year_count": rate, "ramp_duration_year": ramp}
    if life is not None:
        written["life_duration_year"] = (life, life, life)
    rows = [(f"of.thing.{key}", value, low, high, "triangular", "", "assumed", "")
            for key, (low, value, high) in written.items()]  # fmt: skip
    many = len(parts) + 1
    reached = quantity * np.concatenate(([0.0], np.cumsum(parts)))
    return Schedule(
        network=net,
        label=net.name,
        kind=(*["production"] * len(parts), "milestone"),
        element=np.zeros(many, dtype=np.int64),
        duration=np.full(many, ABSENT, dtype=np.int64),
        line=np.array([*[0] * len(parts), ABSENT]),
        begins=np.array([*reached[:-1], 0.0]),
        ends=np.array([*reached[1:], 0.0]),
        readiness=np.zeros((many, 2), dtype=np.int64),
        promised=np.zeros(many, dtype=np.int64),
        elements=(
            Element("thing", "satellite", quantity, 0.0, quantity, ABSENT if life is None else 2, ABSENT,
                    "interceptors", ((0, quantity),), "a-path", "said"),
        ),
        lines=(Line(0, ramp=1),),
        figures=figures.of(rows),
        slow=np.array([-1.0, 1.0, 1.0][: len(rows)]),
        shared=0.3,
        start_year=2027,
        horizon=horizon,
    )  # fmt: skip
