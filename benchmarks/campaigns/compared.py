"""Two answers held against one another: words and counts must be equal, numbers as near as they are."""

from __future__ import annotations

from typing import Any

NEVER = ("inputs", "run_folder", "files")
"""Keys that say where files went, and what was typed."""

FLOOR = 1e-6
"""Numbers are held against the larger of themselves and this."""


def apart(one: dict[str, Any], other: dict[str, Any]) -> tuple[float, list[str]]:
    """The largest relative difference of two numbers, and keys whose words, counts or forms differ."""
    changed: list[str] = []
    differences = [0.0]
    for key in sorted({*one, *other} - set(NEVER)):
        _walk(one.get(key), other.get(key), key, changed, differences)
    return max(differences), changed


def _walk(one: Any, other: Any, key: str, changed: list[str], differences: list[float]) -> None:
    if isinstance(one, dict) and isinstance(other, dict):
        for name in sorted({*one, *other}):
            _walk(one.get(name), other.get(name), f"{key}.{name}", changed, differences)
    elif isinstance(one, list) and isinstance(other, list) and len(one) == len(other):
        for place, (left, right) in enumerate(zip(one, other, strict=True)):
            _walk(left, right, f"{key}[{place}]", changed, differences)
    elif isinstance(one, float) and isinstance(other, float):
        differences.append(abs(one - other) / max(abs(one), abs(other), FLOOR))
    elif one != other:
        changed.append(f"{key}: {one!r} and {other!r}"[:160])
