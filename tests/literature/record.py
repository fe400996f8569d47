"""What was published against what is computed: one claim a row, and the rows of the Validation page.

`python tests/literature/record.py --write` computes every claim and writes `docs/validation.json`, from which
`python docs/generate.py` makes the page.
"""

from __future__ import annotations

import importlib
import json
import sys
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

HERE = Path(__file__).resolve().parent
PAGE = HERE.parents[1] / "docs" / "validation.json"


@dataclass(frozen=True)
class Claim:
    """A published value, how it is computed here, and how far apart the two may be.

    Attributes:
        source: Who published it.
        quantity: What it is.
        unit: Of both values; "" where they have none.
        published: The value; or the two ends, where a range was published.
        computed: Computes it.
        share: May differ by this share of the published value; measured from the nearer end of a range.
        apart: May differ by this much, in `unit`; instead of `share`.
        why: Why that much.
        gap: Where the computed value is known to lie outside: its ends, in `unit`. A test fails when the
            value leaves them, and also when the claim is met after all.
        cause: Why it is outside.
    """

    source: str
    quantity: str
    unit: str
    published: float | tuple[float, float]
    computed: Callable[[], float]
    why: str
    share: float | None = None
    apart: float | None = None
    gap: tuple[float, float] | None = None
    cause: str = ""

    def __post_init__(self) -> None:
        assert (self.share is None) != (self.apart is None), "a tolerance is a share or a difference"
        assert (self.gap is None) == (self.cause == ""), "a gap has a cause"

    @property
    def ends(self) -> tuple[float, float]:
        """The published range; twice the value where it is one."""
        return self.published if isinstance(self.published, tuple) else (self.published, self.published)

    def allows(self, value: float) -> bool:
        """Whether a value is as published, within the tolerance."""
        low, high = self.ends
        if self.share is not None:
            return low - self.share * abs(low) <= value <= high + self.share * abs(high)
        assert self.apart is not None
        return low - self.apart <= value <= high + self.apart

    def row(self) -> dict[str, Any]:
        """The row of the Validation page."""
        value = float(self.computed())
        low, high = self.ends
        return {
            "source": self.source,
            "quantity": f"{self.quantity}, {self.unit}" if self.unit else self.quantity,
            "published": float(low) if low == high else f"{low:,g} to {high:,g}",
            "computed": float(f"{value:.4g}"),
            "unit": self.unit,
            "tolerance": f"{self.apart:g} {self.unit}".strip()
            if self.share is None
            else f"{100.0 * self.share:g} %",
            "inside": self.allows(value),
            "why": f"{self.why} {self.cause}".strip(),
        }


def check(claim: Claim) -> None:
    """Hold a claim: it is met, or misses where the page says; and the page shows it as it is now."""
    row = claim.row()
    if claim.gap is None:
        wanted = f"{claim.published} {claim.unit} within {row['tolerance']}"
        assert row["inside"], f"{row['computed']} is not {wanted}"
    else:
        assert not row["inside"], f"{row['computed']} meets {claim.published} now: the gap is closed, say so"
        assert claim.gap[0] <= row["computed"] <= claim.gap[1], "the gap is another than the one known"
    shown = page().get((row["source"], row["quantity"]))
    assert shown is not None, "not on the page: python tests/literature/record.py --write"
    assert abs(shown.pop("computed") - row.pop("computed")) <= 2e-3 * max(abs(claim.ends[1]), 1e-9)
    assert shown == row, "the page is stale: python tests/literature/record.py --write"


@cache
def _rows_written() -> str:
    return PAGE.read_text("utf8") if PAGE.exists() else "[]"


def page() -> dict[tuple[str, str], dict[str, Any]]:
    """The rows written, by source and quantity."""
    return {(row["source"], row["quantity"]): row for row in json.loads(_rows_written())}


def claims() -> Iterator[Claim]:
    """Every claim of every file beside this one, in the order of their names."""
    for file in sorted(HERE.glob("test_*.py")):
        yield from getattr(importlib.import_module(f"literature.{file.stem}"), "CLAIMS", ())


def main() -> int:
    """Write the rows, or print them."""
    rows = [claim.row() for claim in claims()]
    text = json.dumps(rows, indent=1, ensure_ascii=False) + "\n"
    if "--write" in sys.argv[1:]:
        PAGE.write_text(text, encoding="utf8", newline="\n")
        print(f"wrote {len(rows)} rows, {sum(row['inside'] for row in rows)} of them met")
    else:
        print(text)
    return 0


if __name__ == "__main__":
    sys.path.insert(0, str(HERE.parent))
    sys.exit(main())
