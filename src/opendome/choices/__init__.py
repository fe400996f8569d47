"""How many, where, where first: what is decided before anything flies."""
