"""The part of the Performance page on who of a shell reaches a missile."""

from __future__ import annotations

from typing import Any

from makers.tables import table

HEAD = """
## Who reaches a missile from orbit

Which satellites of a shell of 2,000 reach a missile at any of 40 points of its boost: 160 missiles, each
launched at each of 1,440 moments of a day. The C++ holds every satellite against every missile, first
against one wide cap and then against the points. OpenDome counts satellites on stretches of their planes and
tries those at the ends. Both count the same. The shortest of five times, in turn in one process, load {load}
before.
*Processor* is the time that a processor was busy with it, which others on the machine change less. By
`python benchmarks/shells/measure.py`.

"""

GROWN = """
The same missiles under shells of other sizes, on two threads.

"""


def part(found: dict[str, Any]) -> str:
    """The section of the page."""
    times, busy = found["seconds"], found["processor_s"]
    rows = (
        [
            name,
            f"{value:.3g}",
            f"{busy[name]:.3g}" if name in busy else "",
            f"{value / times['OpenDome, ' + name.split(', ')[1]]:.2g}",
        ]
        for name, value in times.items()
    )
    text = HEAD.format(load=found["load_before"])
    text += table(("method", "seconds", "processor, s", "times OpenDome on as many threads"), rows) + GROWN
    grown = (
        [
            f"{row['satellites_count']:,}",
            f"{row['planes_count']}",
            f"{row['reached_count']:.3g}",
            f"{row['count_s']:.3g}",
            f"{row['reference_s']:.3g}" if "reference_s" in row else "",
        ]
        for row in found["rows"]
    )
    head = ("satellites", "planes", "reach a missile, on average", "OpenDome, s", "C++, s")
    return text + table(head, grown)
