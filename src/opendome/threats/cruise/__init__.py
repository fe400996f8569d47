"""Cruise missiles and one-way drones: a path fixed to the Earth, flown at a speed that is given."""
