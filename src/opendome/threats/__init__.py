"""Threats in flight: from a settled raid to trajectories, and to those of what missiles let go."""

from opendome.threats.objects import objects
from opendome.threats.raid import fly
from opendome.threats.signatures import shine

__all__ = ["fly", "objects", "shine"]
