"""The command that makes a kept run again says what was changed, and never another scenario."""

from __future__ import annotations

from typing import Any

import pytest

from opendome import storage
from opendome.answers.again import command_of, settings_of
from opendome.scenario.library import Library
from opendome.scenario.loading import load_scenario


def _manifest(*settings: str) -> dict[str, Any]:
    written = load_scenario("limited-raid", Library(), settings).as_written()
    return {"scenario": "limited-raid", "description": storage.plain(written), "runs": 40, "seed": 1}


@pytest.mark.parametrize("settings", [[], ["raid.0.count=12"], ['name="Twelve"', "raid.0.spacing_s=5"]])
def test_what_was_set_is_said(settings: list[str]) -> None:
    found = settings_of(_manifest(*settings))
    assert found is not None
    assert sorted(found) == sorted(settings)


def test_the_command_holds_them() -> None:
    manifest = _manifest("raid.0.count=12")
    said = command_of(manifest, settings_of(manifest) or ())
    assert said == "opendome run limited-raid --runs 40 --seed 1 --set raid.0.count=12"


def test_what_no_setting_makes_is_not_said() -> None:
    """A scenario without a part of the library's, or of another name."""
    manifest = _manifest()
    shorter = {key: value for key, value in manifest["description"].items() if key != "doctrine"}
    assert settings_of(manifest | {"description": shorter}) is None
    assert settings_of(manifest | {"scenario": "my-raid"}) is None
