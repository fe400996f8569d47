"""`by_sensor` of `run`: what is said of one system of sensors."""

from __future__ import annotations

from opendome.contract.parts import Maybe, Part


class MemberRow(Part):
    """One satellite or radar."""

    sensor: str
    threats_seen_count: int
    limit: str


class SensorRow(Part):
    """One system of sensors: all satellites of an entry, or one radar."""

    sensor: str
    name: str
    kind: str
    threats_seen_count: int
    first_detected_s: Maybe
    gain_s: Maybe
    tracks_lost_count: int
    compared_count: int
    limit: str
    why: str
    members: list[MemberRow]
