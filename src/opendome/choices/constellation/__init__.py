"""How many interceptors in orbit, in which shells, and what they reach."""
