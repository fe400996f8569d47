"""What the models leave out, stage by stage, and which way it would move the answer.

Model pages and reports say these very sentences; `docs/generate.py` puts them into the pages. They stand in
`limits.json`, with the effect that each would have were it in the model: `more` would get through, `fewer`,
`either` may be, or it would `hardly` change the answer.
"""

from __future__ import annotations

import json
from collections.abc import Collection
from functools import cache
from pathlib import Path

EFFECTS = {
    "more": "In the model, it would let more through",
    "fewer": "In the model, it would let fewer through",
    "either": "In the model, it could move the answer either way",
}
"""Headings for those that a reader of a report must know."""


@cache
def limits() -> dict[str, list[dict[str, str]]]:
    """Every limit by the stage whose model page says it, in the order of the story: `says` and `effect`."""
    text = (Path(__file__).parent / "limits.json").read_text(encoding="utf-8")
    found: dict[str, list[dict[str, str]]] = json.loads(text)
    return found


def told(stages: Collection[str]) -> list[tuple[str, list[str]]]:
    """Limits of these stages by effect: a heading, and its sentences without the marks of Markdown."""
    found = []
    for effect, heading in EFFECTS.items():
        texts = [
            limit["says"].replace("*", "").replace("`", "")
            for stage, mine in limits().items()
            if stage in stages
            for limit in mine
            if limit["effect"] == effect
        ]
        if texts:
            found.append((heading, texts))
    return found


def as_list(stage: str) -> str:
    """The limits of one stage as a list in Markdown."""
    return "".join(f"- {limit['says']}\n" for limit in limits()[stage])
