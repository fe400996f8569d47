"""Ballistic missiles: stages, a steered climb, free flight, re-entry."""
