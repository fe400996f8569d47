"""The part of the Performance page on cost and dates."""

from __future__ import annotations

from typing import Any

from makers.tables import table

HEAD = """
## Counting cost and dates

Sixty elements over 25 fiscal years, each with a range on every figure, {figures:,} in all, with cost growth
that shares a factor; and a schedule of 200 activities that shares it too. Two threads, the shortest of three,
load {load} before. *Processor* is the time that both processors together were busy with it. By
`python benchmarks/programme/costs.py`.

"""


def part(found: dict[str, Any]) -> str:
    """The section of the page."""
    rows = (
        [name, f"{one['wall_s']:.2g}", f"{one['processor_s']:.2g}"] for name, one in found["rows"].items()
    )
    text = HEAD.format(load=found["load_before"], figures=found["figures_count"])
    return text + table(("what", "seconds", "processor, s"), rows)
