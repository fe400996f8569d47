"""Threats in flight: from a settled raid to trajectories."""

from opendome.threats.raid import fly
from opendome.threats.signatures import shine

__all__ = ["fly", "shine"]
