"""Shooting: who may shoot at what, who does, and what comes of it."""

from opendome.engagement.engage import engage
from opendome.engagement.opportunities import KERNELS, opportunities

__all__ = ["KERNELS", "engage", "opportunities"]
