"""The small library, one a test."""

from __future__ import annotations

from pathlib import Path

import pytest

from opendome.scenario.library import Library
from unit.scenario.small import write_library


@pytest.fixture
def library(tmp_path: Path) -> Library:
    return write_library(tmp_path / "library")
