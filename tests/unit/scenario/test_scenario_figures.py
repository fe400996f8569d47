"""A figure: a bare number or a mapping, its range, its bounds."""

from __future__ import annotations

from typing import Any

import pytest
from pydantic import TypeAdapter, ValidationError

from opendome.scenario.figures import Figure, Positive, Share, Spec

POSITIVE: TypeAdapter[Figure] = TypeAdapter(Positive)


class Holder(Spec):
    mass_kg: Positive
    share_fraction: Share | None = None


def kind_of(adapter: TypeAdapter[Figure], given: Any) -> str:
    with pytest.raises(ValidationError) as caught:
        adapter.validate_python(given)
    return caught.value.errors()[0]["type"]


@pytest.mark.parametrize("number", [1, 1198, 0.1, 1e-12, 6.02e23])
def test_bare_numbers_stay_bare(number: float) -> None:
    written = Holder.model_validate({"mass_kg": number}).as_written()
    assert written == {"mass_kg": number}
    assert type(written["mass_kg"]) is type(number)


def test_a_mapping_stays_a_mapping() -> None:
    given = {"mass_kg": {"value": 3, "low": 2, "high": 4.5, "source": "book", "where": "p. 1"}}
    spec = Holder.model_validate(given)
    assert spec.as_written() == given
    assert Holder.model_validate(spec.as_written()) == spec


def test_validating_twice_changes_nothing() -> None:
    once = Holder.model_validate({"mass_kg": {"value": 3, "low": 2, "high": 4}})
    assert Holder.model_validate(once).as_written() == once.as_written()
    assert Holder.model_validate({"mass_kg": once.mass_kg}) == once


@pytest.mark.parametrize(
    ("given", "kind"),
    [
        (True, "not_a_number"),
        ("5", "not_a_number"),
        (None, "not_a_number"),
        ([5], "not_a_number"),
        (float("nan"), "not_finite"),
        (float("inf"), "not_finite"),
        (0, "out_of_range"),
        ({"value": 1, "low": -1, "high": 2}, "out_of_range"),
        ({"value": 1, "low": 0, "high": 2}, "out_of_range"),
        ({"value": 1, "low": 1}, "half_range"),
        ({"value": 1, "low": 2, "high": 3}, "range_order"),
        ({"value": 1, "low": 3, "high": 2}, "range_order"),
        ({"value": 1, "high": float("nan"), "low": 1}, "not_finite"),
        ({"low": 1, "high": 2}, "missing"),
        ({"value": 1, "unit": "kg"}, "extra_forbidden"),
        ({"value": 1, "shape": "normal"}, "literal_error"),
    ],
)
def test_what_is_refused(given: Any, kind: str) -> None:
    assert kind_of(POSITIVE, given) == kind


def test_log_uniform_needs_a_low_end_above_zero() -> None:
    anything: TypeAdapter[Figure] = TypeAdapter(Figure)
    assert kind_of(anything, {"value": 1, "low": 0, "high": 2, "shape": "log_uniform"}) == "log_range"
    assert anything.validate_python({"value": 1, "low": 0.1, "high": 2, "shape": "log_uniform"}).ends == (
        0.1,
        2,
    )


def test_ends_of_a_figure_without_a_range() -> None:
    assert Figure(value=5).ends == (5, 5)
