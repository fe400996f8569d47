"""What stands in a year as a scenario: whole interceptors at a site, satellites not up, sensors or none."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import pytest

from opendome.choices import fielding
from opendome.records.case import ABSENT
from opendome.records.schedule import Element


def element(listed: str, what: str, *held: float) -> Element:
    whole = sum(held)
    return Element(
        what, what, whole, 0.0, whole, ABSENT, ABSENT, listed, tuple(enumerate(held)), "a-path", "said"
    )


GROUND = element("interceptors", "interceptor", 40.0, 4.0)
SENSOR = element("sensors", "radar", 1.0)
BATTERIES = {"interceptors": [{"use": "gbi", "site": "a", "inventory_count": 40},
                              {"use": "gbi", "site": "b", "inventory_count": 4}]}  # fmt: skip


def stocks(units: float) -> list[int]:
    made = fielding.stood({"architecture": BATTERIES}, [GROUND], (units,))
    return [item["inventory_count"] for item in made["architecture"]["interceptors"]]


def test_interceptors_are_whole_and_shared_over_their_sites() -> None:
    assert stocks(44.0) == [40, 4]
    assert stocks(22.0) == [20, 2]
    assert stocks(11.0) == [10, 1]
    assert stocks(5.0) == [5]  # a site without any is none
    assert stocks(0.0) == []
    for units in range(45):
        assert sum(stocks(float(units))) == units


def test_what_is_flown_is_rounded() -> None:
    shell = element("interceptors", "satellite", 1_000.0)
    standing = np.array([21.7, 0.9, 512.0])
    assert fielding.rounded([GROUND, element("sensors", "satellite", 4.0), shell], standing) == (
        21.0,
        0.0,
        500.0,
    )
    assert fielding.rounded([SENSOR], np.array([0.4])) == (0.0,)
    assert fielding.rounded([SENSOR], np.array([1.0])) == (1.0,)


@pytest.mark.parametrize(
    ("listed", "what"),
    [
        ("interceptors", "interceptor"),
        ("interceptors", "satellite"),
        ("sensors", "radar"),
        ("sensors", "satellite"),
    ],
)
def test_where_none_is_to_be_in_service_none_flies(listed: str, what: str) -> None:
    none = replace(element(listed, what, 4.0), quantity=0.0, to_make=0.0)
    [flown] = fielding.rounded([none], np.array([0.0]))
    assert flown == 0.0
    made = fielding.stood({"architecture": {listed: [{"use": "it", "inventory_count": 4}]}}, [none], (flown,))
    assert made["architecture"][listed] == []


@pytest.mark.parametrize("out", [0.1, {"value": 0.1, "low": 0.0, "high": 0.2, "source": "assumed"}])
def test_satellites_that_are_not_up_are_out_of_service(out: object) -> None:
    item = {
        "use": "sbi",
        "constellation": {"orbit": {"satellites_count": 100}, "out_of_service_fraction": out},
    }
    shell = element("interceptors", "satellite", 100.0)
    made = fielding.stood({"architecture": {"interceptors": [item]}}, [shell], (50.0,))
    shown = made["architecture"]["interceptors"][0]["constellation"]["out_of_service_fraction"]
    if isinstance(shown, dict):
        assert shown["value"] == pytest.approx(0.55)
        assert (shown["low"], shown["high"]) == pytest.approx((0.5, 0.6))
        assert shown["source"] == "assumed"
    else:
        assert shown == pytest.approx(0.55)
    whole = fielding.stood({"architecture": {"interceptors": [item]}}, [shell], (100.0,))
    assert whole["architecture"]["interceptors"] == [item]
    assert fielding.stood({"architecture": {"interceptors": [item]}}, [shell], (0.0,))["architecture"] == {
        "interceptors": [], "sensors": [],
    }  # fmt: skip


def test_a_sensor_stands_or_does_not() -> None:
    sensors = {"sensors": [{"use": "lrdr"}, {"use": "sbx"}]}
    made = fielding.stood({"architecture": sensors}, [SENSOR], (0.0,))
    assert made["architecture"]["sensors"] == [{"use": "sbx"}]
    assert (
        fielding.stood({"architecture": sensors}, [SENSOR], (1.0,))["architecture"]["sensors"]
        == sensors["sensors"]
    )


def test_what_is_not_listed_changes_nothing() -> None:
    other = Element("software", "other", 1.0, 0.0, 1.0, ABSENT, ABSENT, "", (), "a-path", "said")
    made = fielding.stood({"name": "x", "architecture": BATTERIES}, [other], (0.0,))
    assert made["architecture"]["interceptors"] == BATTERIES["interceptors"]
