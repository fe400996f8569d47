"""The page, and the answers that it asks for: the same as those of the command line, over the loopback."""
