"""What stands around the keys of every command's answer, and how an answer becomes plain data."""

from __future__ import annotations

import math
from typing import Any, ClassVar

from pydantic import Field

import opendome
from opendome.contract.parts import Part

DIGITS = 9
"""Significant digits of numbers in answers: what holds on every kind of machine."""


class Envelope(Part):
    """What every answer has; the keys of the result stand between `inputs` and `sentence`."""

    FIRST: ClassVar[tuple[str, ...]] = ("opendome", "command", "inputs")
    LAST: ClassVar[tuple[str, ...]] = ("sentence", "warnings", "sources")

    opendome: str = Field(default_factory=lambda: opendome.__version__)
    command: str
    inputs: dict[str, Any]
    sentence: str
    warnings: list[str]
    sources: list[str]

    def left_out(self) -> set[str]:
        """Keys of what was not asked for."""
        return set()

    def document(self, name_nulls: bool = True) -> dict[str, Any]:
        """The answer as plain data, in the contract's order: no NaN, numbers to nine digits.

        Args:
            name_nulls: Add a warning that names every number that does not exist.
        """
        whole = self.model_dump(mode="python", by_alias=True, exclude=self.left_out())
        middle = [key for key in whole if key not in (*self.FIRST, *self.LAST)]
        missing: list[str] = []
        found = {key: _plain(whole[key], key, missing) for key in (*self.FIRST, *middle, *self.LAST)}
        names = sorted({name for name in missing if not name.startswith(("inputs", *self.LAST))})
        if names and name_nulls:
            said = f"Null stands for what does not exist here: {', '.join(names)}."
            found["warnings"] = [*found["warnings"], said]
        return found


def _plain(value: Any, name: str, missing: list[str]) -> Any:
    """Plain data with nine digits; names of what does not exist are gathered in `missing`."""
    if isinstance(value, dict):
        return {str(key): _plain(item, f"{name}.{key}", missing) for key, item in value.items()}
    if isinstance(value, (list, tuple)):
        return [_plain(item, name, missing) for item in value]
    if value is None or (isinstance(value, float) and not math.isfinite(value)):
        missing.append(name)
        return None
    if isinstance(value, float):
        return float(f"{value:.{DIGITS}g}")
    return value
