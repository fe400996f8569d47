"""What was published against what is computed: one claim a row, and the rows of the Validation page.

A test file says which part of the story it belongs to (`STAGE`), what it claims (`CLAIMS`), and what was
published but cannot be computed yet (`WAITING`). `python tests/literature/record.py --write` computes every
claim and writes `docs/validation.json`, from which `python docs/generate.py` makes the page.
"""

from __future__ import annotations

import importlib
import json
import sys
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import cache
from math import ceil, log10
from pathlib import Path
from types import ModuleType
from typing import Any

HERE = Path(__file__).resolve().parent
PAGE = HERE.parents[1] / "docs" / "validation.json"

FLIGHT, SENSING, TRACKING = "Flight", "Sensing", "Tracking"
SHOOTING = "Interception and shooting"
PROGRAMME = "Cost, schedule and budget"
STAGES = (FLIGHT, SENSING, TRACKING, SHOOTING, PROGRAMME)

OURS, THEIRS = "OpenDome", "a source"
"""What a row waits for."""

STALE = "the page is stale: python tests/literature/record.py --write"

Row = dict[str, Any]


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

    @property
    def room(self) -> float:
        """How far a value may lie from the published one, in `unit`."""
        if self.share is not None:
            return self.share * max(map(abs, self.ends))
        assert self.apart is not None
        return self.apart

    def allows(self, value: float) -> bool:
        """Whether a value is as published, within the tolerance."""
        low, high = self.ends
        if self.share is not None:
            return low - self.share * abs(low) <= value <= high + self.share * abs(high)
        return low - self.room <= value <= high + self.room

    def _tolerance(self) -> str:
        """In words; of a value in percent, points are no share of it."""
        if self.share is not None:
            return f"{100.0 * self.share:g} %"
        unit = "points" if self.unit == "%" else self.unit
        return f"{self.apart:g} {unit}".strip()

    def row(self) -> Row:
        """The row of the Validation page."""
        value = float(self.computed())
        low, high = self.ends
        return {
            "source": self.source,
            "quantity": _with_unit(self.quantity, self.unit),
            "published": float(low) if low == high else f"{low:,g} to {high:,g}",
            "computed": _rounded(value, self.room),
            "unit": self.unit,
            "tolerance": self._tolerance(),
            "inside": self.allows(value),
            "why": self.why,
            "cause": self.cause,
        }


@dataclass(frozen=True)
class Waiting:
    """Something published that nothing here can be held against yet.

    Attributes:
        source: Who published it.
        quantity: What it is.
        unit: Of it; "" where it has none.
        published: As it was written.
        why: What is missing.
        waits_for: `OURS`, this program, or `THEIRS`, a source.
    """

    source: str
    quantity: str
    unit: str
    published: str
    why: str
    waits_for: str = THEIRS

    def __post_init__(self) -> None:
        assert self.why.strip(), "what waits has a reason"
        assert self.published.strip(), "what waits was published"
        assert self.waits_for in (OURS, THEIRS), "it waits for one or the other"

    def row(self) -> Row:
        """The row of the Validation page."""
        return {
            "source": self.source,
            "quantity": _with_unit(self.quantity, self.unit),
            "published": self.published,
            "computed": None,
            "unit": self.unit,
            "tolerance": None,
            "inside": None,
            "why": self.why,
            "cause": "",
            "waits_for": self.waits_for,
        }


def _with_unit(quantity: str, unit: str) -> str:
    return f"{quantity}, {unit}" if unit else quantity


def _rounded(value: float, room: float) -> float:
    """A value to four digits, or to as many more as a tenth of its tolerance asks for."""
    if room > 0.0 and abs(value) < 0.01 * room:
        return 0.0
    digits = 4 if room <= 0.0 else ceil(log10(abs(value) / room)) + 2
    return float(f"{value:.{min(max(digits, 4), 9)}g}")


def check(claim: Claim) -> None:
    """Hold a claim: it is met, or misses where the page says; and the page shows it as it is now."""
    row = claim.row()
    if claim.gap is None:
        wanted = f"{claim.published} {claim.unit} within {row['tolerance']}"
        assert row["inside"], f"{row['computed']} is not {wanted}"
    else:
        assert not row["inside"], f"{row['computed']} meets {claim.published} now: the gap is closed, say so"
        assert claim.gap[0] <= row["computed"] <= claim.gap[1], "the gap is another than the one known"
    shown = _shown(row)
    apart = abs(shown.pop("computed") - row.pop("computed"))
    assert apart <= max(2e-3 * abs(claim.ends[1]), 0.1 * claim.room, 1e-12)
    assert shown == row, STALE


def check_waiting(waiting: Waiting) -> None:
    """Hold that the page shows what waits as it is said here."""
    assert _shown(waiting.row()) == waiting.row(), STALE


def _shown(row: Row) -> Row:
    """What the page shows of a row, without the stage."""
    shown = page().get((row["source"], row["quantity"]))
    assert shown is not None, "not on the page: python tests/literature/record.py --write"
    return {key: value for key, value in shown.items() if key != "stage"}


@cache
def _rows_written() -> str:
    return PAGE.read_text("utf8") if PAGE.exists() else "[]"


def page() -> dict[tuple[str, str], Row]:
    """The rows written, by source and quantity."""
    return {(row["source"], row["quantity"]): row for row in json.loads(_rows_written())}


def entries() -> Iterator[tuple[str, Claim | Waiting]]:
    """Every claim, and what waits, of every file beside this one: by stage, then by source as first met."""
    files = [importlib.import_module(f"literature.{file.stem}") for file in sorted(HERE.glob("test_*.py"))]
    for stage in STAGES:
        held = [one for file in files if getattr(file, "STAGE", None) == stage for one in _held(file)]
        # two files may hold one source: a sum that is published, and the same as the program counts it
        met = list(dict.fromkeys(one.source for one in held if isinstance(one, Claim)))
        order = {source: place for place, source in enumerate(met)}
        yield from ((stage, one) for one in sorted(held, key=lambda one: _place(one, order)))


def _held(file: ModuleType) -> list[Claim | Waiting]:
    return [*getattr(file, "CLAIMS", ()), *getattr(file, "WAITING", ())]


def _place(one: Claim | Waiting, order: dict[str, int]) -> int:
    """What waits stands last."""
    return order[one.source] if isinstance(one, Claim) else len(order)


def main() -> int:
    """Write the rows, or print them."""
    rows = [{"stage": stage} | entry.row() for stage, entry in entries()]
    text = json.dumps(rows, indent=1, ensure_ascii=False) + "\n"
    if "--write" in sys.argv[1:]:
        PAGE.write_text(text, encoding="utf8", newline="\n")
        states = [row["inside"] for row in rows]
        print(
            f"wrote {len(rows)} rows: {states.count(True)} met, {states.count(False)} not, "
            f"{states.count(None)} wait"
        )
    else:
        print(text)
    return 0


if __name__ == "__main__":
    sys.path.insert(0, str(HERE.parent))
    # the files of claims know this module by its name, and claims of two modules are two things
    from literature import record

    sys.exit(record.main())
