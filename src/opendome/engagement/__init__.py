"""Shooting: who may shoot at what, who does, and what comes of it."""

from opendome.engagement.engage import engage
from opendome.engagement.opportunities import KERNELS, chance_to_hit, opportunities

__all__ = ["KERNELS", "chance_to_hit", "engage", "opportunities"]
