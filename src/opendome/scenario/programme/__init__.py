"""The language of programmes: what things cost, what is bought when, and under which ceiling."""
