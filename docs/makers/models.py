"""Model pages: written by hand but for their lists of limits, which reports say too."""

from __future__ import annotations

import re
from pathlib import Path

from opendome.reports import limits

_LIST = re.compile(r"(<!-- limits:[^>]*-->\n\n).*?(\n<!-- end of limits -->)", re.DOTALL)


def pages(docs: Path) -> dict[str, str]:
    """Every model page with the limits of its stage in their place, by its path below the docs."""
    made = {}
    for stage in limits.limits():
        name = f"models/{stage}.md"
        parts = _LIST.split((docs / name).read_text("utf8"))
        if len(parts) != 4:
            raise ValueError(f"{name} has no place for its limits")
        made[name] = "".join((parts[0], parts[1], limits.as_list(stage), *parts[2:]))
    return made
