"""How honest a memory model is: log loss, RMSE(bins), AUC and calibration of its predictions.

The measures are those of https://github.com/open-spaced-repetition/srs-benchmark.
"""

from __future__ import annotations

import math
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from quiz.core.fsrs6 import Fsrs

EPSILON = 0.0001  # a prediction is never surer than this, or one surprise would outweigh all else
Review = tuple[int, int]
"""A rating (1 to 4) and the study day on which it was given."""


@dataclass(frozen=True, slots=True)
class Prediction:
    """What a model said of a review a day or more after the last, and what happened.

    `days` since the last review, `reviews` and `lapses` before it tell like ones apart.
    """

    chance: float
    recalled: bool
    days: int
    reviews: int
    lapses: int


def predictions(history: Iterable[Review], model: Fsrs) -> Iterator[Prediction]:
    """What a model said before each review of one card that came a day or more after the last."""
    stability = difficulty = 0.0
    last = lapses = 0
    for reviews, (rating, day) in enumerate(history):
        if not reviews:
            stability, difficulty = model.first(rating)
        else:
            days = max(0, day - last)
            if days:
                chance = model.recall(stability, days)
                yield Prediction(chance, rating > 1, days, reviews, lapses)
                lapses += rating == 1
            stability, difficulty = model.next(stability, difficulty, days, rating)
        last = max(day, last) if reviews else day


def log_loss(told: Sequence[Prediction]) -> float:
    """The mean surprise in nats; 0 is perfect, a coin gives 0.693. NaN without reviews."""
    if not told:
        return math.nan
    total = 0.0
    for p in told:
        chance = min(max(p.chance, EPSILON), 1 - EPSILON)
        total -= math.log(chance if p.recalled else 1 - chance)
    return total / len(told)


def rmse_bins(told: Sequence[Prediction]) -> float:
    """How far off the model is for like reviews, as a root mean square; 0 is perfect.

    Reviews are alike by days since the last, by their number and by lapses, in steps that widen
    as in the benchmark.
    """
    bins: dict[tuple[float, ...], list[Prediction]] = defaultdict(list)
    for p in told:
        bins[_bin(p)].append(p)
    if not told:
        return math.nan
    total = 0.0
    for alike in bins.values():
        said = sum(p.chance for p in alike) / len(alike)
        was = sum(p.recalled for p in alike) / len(alike)
        total += len(alike) * (said - was) ** 2
    return math.sqrt(total / len(told))


def _bin(p: Prediction) -> tuple[float, ...]:
    days = round(2.48 * 3.62 ** math.floor(math.log(p.days) / math.log(3.62)), 2)
    reviews = round(1.99 * 1.89 ** math.floor(math.log(p.reviews + 1) / math.log(1.89)), 0)
    lapses = round(1.65 * 1.73 ** math.floor(math.log(p.lapses) / math.log(1.73)), 0) if p.lapses else 0  # fmt: skip
    return days, reviews, lapses


def auc(told: Sequence[Prediction]) -> float:
    """The chance that a recalled review was given a higher chance than a forgotten one."""
    ranked = sorted(told, key=lambda p: p.chance)
    ranks = at = 0.0
    while at < len(ranked):
        end = int(at)
        while end < len(ranked) and ranked[end].chance == ranked[int(at)].chance:
            end += 1
        mean = (at + 1 + end) / 2
        ranks += mean * sum(p.recalled for p in ranked[int(at) : end])
        at = end
    right = sum(p.recalled for p in told)
    wrong = len(told) - right
    return (ranks - right * (right + 1) / 2) / (right * wrong) if right and wrong else math.nan


@dataclass(frozen=True, slots=True)
class Bin:
    """Reviews whose predicted chance lay between `low` and `high`: the means said and seen."""

    low: float
    high: float
    number: int
    predicted: float
    actual: float


def calibration(told: Iterable[Prediction], bins: int = 10) -> list[Bin]:
    """What was predicted beside what came, in equal steps of the chance; empty bins left out."""
    found: dict[int, list[Prediction]] = defaultdict(list)
    for p in told:
        found[min(bins - 1, int(p.chance * bins))].append(p)
    return [
        Bin(
            n / bins, (n + 1) / bins, len(part),
            sum(p.chance for p in part) / len(part), sum(p.recalled for p in part) / len(part),
        )
        for n, part in sorted(found.items())
    ]  # fmt: skip
