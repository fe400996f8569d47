"""OpenDome: open analysis of layered missile defence."""
