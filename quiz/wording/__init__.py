"""Facts to questions."""
