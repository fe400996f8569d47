"""What became of it: flights in a few numbers, fates, and their doubt."""

from opendome.outcomes.fates import join, join_shots, score
from opendome.outcomes.knowledge import know
from opendome.outcomes.milestones import Milestone, milestones
from opendome.outcomes.motion import Motion, motion

__all__ = ["Milestone", "Motion", "join", "join_shots", "know", "milestones", "motion", "score"]
