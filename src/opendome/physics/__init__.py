"""The world: the Earth, its pull, its air, its turning, and how to step through time."""
