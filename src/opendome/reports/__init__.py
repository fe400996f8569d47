"""What a reader sees: numbers as people write them, sentences, and pictures."""
