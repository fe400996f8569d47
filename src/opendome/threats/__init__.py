"""Threats in flight: from a settled raid to trajectories, also of what missiles let go and leave behind."""

from opendome.threats.objects import objects, remains
from opendome.threats.raid import fly
from opendome.threats.signatures import shine

__all__ = ["fly", "objects", "remains", "shine"]
