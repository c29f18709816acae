"""What is kept: progress in SQLite, decks in YAML."""
