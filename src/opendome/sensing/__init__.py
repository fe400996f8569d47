"""Sensing: from flights to sightings and detections, tier after tier."""

from opendome.sensing.load import crowded
from opendome.sensing.objects import observe_objects
from opendome.sensing.observe import KERNELS, Seen, followed_at_once, observe

__all__ = ["KERNELS", "Seen", "crowded", "followed_at_once", "observe", "observe_objects"]
