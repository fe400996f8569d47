"""Sections of the page Performance: how many flights of each class were flown, and glides beside C++."""

from __future__ import annotations

from typing import Any

from makers.tables import table

CLASSES = {
    "ballistic": "aimed ballistic missiles",
    "glide": "aimed gliders",
    "cruise": "cruise missiles",
    "object": "objects that buses let go",
}

MANY = """
## How many can be flown

Flights, none like another, each row in a process of its own: missiles and gliders from places of their own
to places of their own, aimed afresh; cruise missiles over routes with two way-points; stages, buses,
warheads and decoys of missiles that have been flown before. *Processor* is the time of both threads
together, which other work on the machine hardly changes, while *seconds* include waiting for it; the last
column holds the processor's time of one flight against the first row of its class. Nodes lie one after
another, 136 bytes each, so memory grows with them and not with the longest flight: they are held twice
while they are joined. By `python benchmarks/flying/measure.py`.

"""

GLIDES = """
## Glides beside C++

{count:,} glides of the HTV-2 without an aim, on one thread each, over a sphere that does not turn: *even*
ones from 57 km and 6.9 km/s, steered to stay near equilibrium, and *skipping* ones from 80 km and 6 km/s,
all lift all the time. The C++ is `benchmarks/gliding/reference.cpp`: the same equations in the plane of the
flight, with four unknowns, in steps of one length of Runge and Kutta's fourth order, ended on the height at
which the glide ends. OpenDome flies six unknowns over an Earth of any shape, chooses its steps, looks for
events, dives to the ground after that and keeps some {nodes:.0f} nodes a flight. Errors are of the distance
flown to the end of the glide, against the C++ with steps of 0.01 s. By `python
benchmarks/gliding/measure.py`.

"""


def many(rows: list[dict[str, Any]]) -> str:
    """How time and memory grow with the number of flights of each class."""
    head = (
        "class",
        "flights",
        "seconds",
        "processor, s",
        "nodes a flight",
        "nodes, MB",
        "most memory, MB",
        "a flight, times",
    )
    first: dict[str, float] = {}
    cells = []
    for row in rows:
        each = row["processor_s"] / row["count"]
        least = first.setdefault(row["class"], each)
        cells.append(
            [
                CLASSES[row["class"]],
                f"{row['count']:,}",
                f"{row['fly_s']:.3g}",
                f"{row['processor_s']:.3g}",
                f"{row['nodes_count'] / row['count']:.0f}",
                f"{row['nodes_MB']:,.0f}",
                f"{row['memory_MB']:,.0f}",
                f"{each / least:.2g}",
            ]
        )
    return MANY + table(head, cells)


def glides(found: dict[str, Any]) -> str:
    """Glides by the package and by C++, with their errors."""
    rows = found["rows"]
    ours = {row["kind"]: row["seconds"] for row in rows if row["method"] == "OpenDome"}
    cells = (
        [
            f"{row['kind']}, {row['truth_km']:,.0f} km",
            row["method"],
            f"{row['seconds']:.3f}",
            f"{row['seconds'] / ours[row['kind']]:.2g}",
            f"{row['error_m']:,.3g}",
        ]
        for row in rows
    )
    text = GLIDES.format(count=found["count"], nodes=sum(row["nodes_count"] for row in rows) / len(rows))
    text += "\n".join(_equal(rows, kind, ours[kind]) for kind in ours) + "\n"
    return text + table(("glides", "method", "processor, s", "times OpenDome", "error, m"), cells)


def _equal(rows: list[dict[str, Any]], kind: str, ours: float) -> str:
    """What the C++ takes with the longest steps that are no worse than OpenDome."""
    mine = [row for row in rows if row["kind"] == kind]
    error = next(row["error_m"] for row in mine if row["method"] == "OpenDome")
    good = [row for row in mine if row["method"] != "OpenDome" and row["error_m"] <= error]
    if not good:
        return ""
    least = min(good, key=lambda row: row["seconds"])
    share = least["seconds"] / ours
    return (
        f"{kind.capitalize()} glides: {least['method']}, is no less exact than OpenDome "
        f"and takes {share:.2g} of its time.\n"
    )
