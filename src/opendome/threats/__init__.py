"""Threats in flight: from a settled raid to trajectories."""

from opendome.threats.raid import fly

__all__ = ["fly"]
