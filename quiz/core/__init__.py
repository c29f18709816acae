"""Values and laws: dates, facts, cards, memory. No I/O, no clock, no randomness."""
