"""Sensing: from flights to sightings and detections, tier after tier."""

from opendome.sensing.observe import KERNELS, Seen, crowded, observe

__all__ = ["KERNELS", "Seen", "crowded", "observe"]
