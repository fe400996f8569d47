"""What to choose: how many, where, where first, with whom, by when."""
