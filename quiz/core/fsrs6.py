"""FSRS-6 as arithmetic: stability and difficulty from ratings and days, and what recall they give.

The formulas are those of https://github.com/open-spaced-repetition/fsrs4anki/wiki/The-Algorithm,
in the order of operations of py-fsrs, so that both give the same numbers to the last bit (a
test holds it). py-fsrs itself makes cards and datetimes for every review: 24 µs against 3, which
a replay of a million reviews feels.
"""

from __future__ import annotations

import math
from dataclasses import dataclass, field
from functools import lru_cache

DEFAULTS = (
    0.212, 1.2931, 2.3065, 8.2956, 6.4133, 0.8334, 3.0194, 0.001, 1.8722, 0.1666, 0.796,
    1.4835, 0.0614, 0.2629, 1.6483, 0.6014, 1.8729, 0.5425, 0.0912, 0.0658, 0.1542,
)  # fmt: skip
LOWER = (
    0.001, 0.001, 0.001, 0.001, 1.0, 0.001, 0.001, 0.001, 0.0, 0.0, 0.001,
    0.001, 0.001, 0.001, 0.0, 0.0, 1.0, 0.0, 0.0, 0.0, 0.1,
)  # fmt: skip
UPPER = (
    100.0, 100.0, 100.0, 100.0, 10.0, 4.0, 4.0, 0.75, 4.5, 0.8, 3.5,
    5.0, 0.25, 0.9, 4.0, 1.0, 6.0, 2.0, 2.0, 0.8, 0.8,
)  # fmt: skip
STABILITY_MIN = 0.001
MAX_DAYS = 36_500
AGAIN, HARD, EASY = 1, 2, 4


def sound(parameters: tuple[float, ...]) -> bool:
    """Whether these are 21 finite numbers within the bounds of FSRS-6."""
    return len(parameters) == len(DEFAULTS) and all(
        low <= value <= high for low, value, high in zip(LOWER, parameters, UPPER, strict=True)
    )


@dataclass(frozen=True, slots=True)
class Fsrs:
    """The model under one set of 21 parameters; stabilities and intervals are in days."""

    w: tuple[float, ...]
    decay: float = field(init=False)
    factor: float = field(init=False)
    _revert: float = field(init=False)
    _grow: float = field(init=False)
    _short: float = field(init=False)

    def __post_init__(self) -> None:
        w = self.w
        put = object.__setattr__
        put(self, "decay", -w[20])
        put(self, "factor", 0.9 ** (1 / -w[20]) - 1)
        put(self, "_revert", w[7] * (w[4] - (math.e ** (w[5] * (EASY - 1))) + 1))
        put(self, "_grow", math.e ** w[8])
        put(self, "_short", math.e ** (w[17] * w[18]))

    def recall(self, stability: float, days: int) -> float:
        """The chance of recall some whole days after a review, between 0 and 1."""
        return float((1 + self.factor * days / stability) ** self.decay)

    def interval(self, stability: float, retention: float) -> int:
        """The whole days after which recall has fallen to `retention`, from 1 to a century."""
        days: int = round((stability / self.factor) * ((retention ** (1 / self.decay)) - 1))
        return min(max(days, 1), MAX_DAYS)

    def first(self, rating: int) -> tuple[float, float]:
        """Stability and difficulty after the first rating of a card."""
        difficulty = self.w[4] - (math.e ** (self.w[5] * (rating - 1))) + 1
        return max(self.w[rating - 1], STABILITY_MIN), min(max(difficulty, 1.0), 10.0)

    def next(
        self, stability: float, difficulty: float, days: int, rating: int
    ) -> tuple[float, float]:
        """Stability and difficulty after a rating, `days` after the one before; 0 is the same day."""
        w = self.w
        if days < 1:
            grown = (math.e ** (w[17] * (rating - 3 + w[18]))) * (stability ** -w[19])
            then = stability * (max(grown, 1.0) if rating > AGAIN else grown)
        elif rating == AGAIN:
            recalled = self.recall(stability, days)
            then = min(
                w[11]
                * (difficulty ** -w[12])
                * (((stability + 1) ** (w[13])) - 1)
                * (math.e ** ((1 - recalled) * w[14])),
                stability / self._short,
            )
        else:
            recalled = self.recall(stability, days)
            then = stability * (
                1
                + self._grow
                * (11 - difficulty)
                * (stability ** -w[9])
                * ((math.e ** ((1 - recalled) * w[10])) - 1)
                * (w[15] if rating == HARD else 1)
                * (w[16] if rating == EASY else 1)
            )
        harder = difficulty + (10.0 - difficulty) * -(w[6] * (rating - 3)) / 9.0
        harder = self._revert + (1 - w[7]) * harder
        return max(then, STABILITY_MIN), min(max(harder, 1.0), 10.0)


@lru_cache(maxsize=64)
def fsrs(parameters: tuple[float, ...] | None = None) -> Fsrs:
    """The model under these parameters, the defaults where there are none."""
    return Fsrs(parameters or DEFAULTS)
