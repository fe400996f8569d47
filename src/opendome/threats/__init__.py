"""Threats in flight: from a settled raid to trajectories."""

from opendome.threats.ballistic import fly

__all__ = ["fly"]
