"""Tracking: from detections to tracks, without a look at the truth."""

from opendome.tracking.track import KERNELS, track

__all__ = ["KERNELS", "track"]
