"""Decks to and from other programs."""
