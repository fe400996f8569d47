"""How many interceptors in orbit, on which orbits."""
