"""The globe's packets against czml3, which knows every key of CZML and takes no other."""

from __future__ import annotations

import copy
from typing import Any

import numpy as np
import pytest

import watching
from opendome.reports import globe
from opendome.reports.raid_shown import ARRIVES, STOPPED, RaidShown, Shot
from opendome.scenario.library import Library
from opendome.scenario.loading import load_scenario
from opendome.scenario.settle import settle

czml3 = pytest.importorskip("czml3", reason="czml3 is not installed")


@pytest.mark.parametrize("name", ["limited-raid", "regional-two-batteries"])
def test_every_packet_is_czml(name: str) -> None:
    library = Library()
    case = settle(load_scenario(name, library), library)
    seen = watching.watched(watching.reference(case))
    count = len(case.threat_id)
    shots = [
        Shot(0, 0, int(case.defence.layer[0]), 60.0, 260.0, hits, False, False) for hits in (False, True)
    ]
    raid = RaidShown(
        shots=tuple(shots),
        fate=np.array([STOPPED, *[ARRIVES] * (count - 1)]),
        until=np.array([260.0, *[np.inf] * (count - 1)]),
        reason=np.zeros(count, dtype=np.int64),
        last_chance=np.full(count, np.nan),
    )
    packets = globe.packets(seen.world, seen.flights, seen.sightings, raid, "They fly.", "20 runs")
    assert any(packet["id"].startswith("shot/") and "path" in packet for packet in packets)
    for packet in packets:
        known = czml3.Packet(**_spelt_out(packet))
        _has_all(packet, known.model_dump(mode="json", exclude_none=True), packet["id"])


def _spelt_out(packet: dict[str, Any]) -> dict[str, Any]:
    """Its own type where czml3 takes a plain list for moments."""
    from czml3.types import DistanceDisplayConditionValue

    packet = copy.deepcopy(packet)
    if "label" in packet:
        limit = packet["label"]["distanceDisplayCondition"]
        limit["distanceDisplayCondition"] = DistanceDisplayConditionValue(
            values=limit["distanceDisplayCondition"]
        )
    return packet


def _has_all(ours: Any, theirs: Any, where: str) -> None:
    """Nothing that we wrote got lost on the way."""
    if isinstance(ours, dict):
        assert set(ours) <= set(theirs), where
        for key in ours:
            _has_all(ours[key], theirs[key], f"{where}.{key}")
