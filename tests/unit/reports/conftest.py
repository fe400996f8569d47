"""Pictures that tests draw, after a look at their text."""

from __future__ import annotations

from typing import Any

import pytest

from opendome.reports import style
from unit.reports.pictured import nothing_meets


@pytest.fixture
def wholes(monkeypatch: pytest.MonkeyPatch) -> list[Any]:
    """Every figure that is saved, after a look at its text."""
    kept: list[Any] = []
    save = style.save

    def keep(whole: Any, *rest: Any) -> None:
        kept.append(whole)
        save(whole, *rest)
        nothing_meets(whole)

    monkeypatch.setattr(style, "save", keep)
    return kept
