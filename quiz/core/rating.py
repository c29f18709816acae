"""The four ratings of an answer, as Anki and FSRS number them."""

from enum import IntEnum


class Rating(IntEnum):
    """How well an answer was known; the key that gives it is its number."""

    AGAIN = 1
    HARD = 2
    GOOD = 3
    EASY = 4
