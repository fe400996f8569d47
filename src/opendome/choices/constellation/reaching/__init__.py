"""Which satellites of a shell reach a missile at any point of its boost, with most of the work left out."""
