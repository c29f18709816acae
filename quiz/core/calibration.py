"""Whether the memory model says the truth: predicted recall against what was recalled.

Log loss and calibration bins are those of the FSRS benchmark
(https://github.com/open-spaced-repetition/srs-benchmark): only the first answer to a card on
a later study day counts, since an answer within the day says nothing of forgetting.
"""

from __future__ import annotations

import math
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from quiz.core.events import Event, EventKind, voided
from quiz.core.memory import Memory, Plan, after, retrievability
from quiz.core.rating import Rating

EDGES = (0.0, 0.5, 0.6, 0.7, 0.8, 0.85, 0.9, 0.95, 1.0)
_SURE = 1e-4  # a prediction is never surer than this, so that the loss stays finite


@dataclass(frozen=True, slots=True)
class Prediction:
    """What the model said before an answer (a chance between 0 and 1), and whether it was known."""

    recall: float
    recalled: bool


@dataclass(frozen=True, slots=True)
class Bin:
    """The predictions from `low` to `high`: how many, their mean, and the share recalled."""

    low: float
    high: float
    count: int
    predicted: float
    actual: float


def predictions(events: Iterable[Event], plan: Plan) -> list[Prediction]:
    """What `plan` predicts before each answer to one card, given all of the card's events."""
    told = list(events)
    void = voided(told)
    memory: Memory | None = None
    found = []
    for event in sorted(told, key=lambda e: e.order):
        if event.name in void:
            continue
        if event.kind is EventKind.RESET:
            memory = None
        elif event.kind is EventKind.REVIEW and event.counts and event.rating is not None:
            if memory is not None and event.study_day > memory.last_day:
                recall = retrievability(memory, event.study_day, plan)
                found.append(Prediction(recall, event.rating is not Rating.AGAIN))
            memory = after(memory, event.rating, event.at, event.study_day, event.card, plan)
    return found


def log_loss(found: Sequence[Prediction]) -> float | None:
    """The mean of -ln(chance given to what happened); lower is better, None without answers."""
    if not found:
        return None
    total = 0.0
    for one in found:
        recall = min(1 - _SURE, max(_SURE, one.recall))
        total -= math.log(recall if one.recalled else 1 - recall)
    return total / len(found)


def bins(found: Iterable[Prediction], edges: Sequence[float] = EDGES) -> tuple[Bin, ...]:
    """Predictions sorted into the stretches between `edges`; empty stretches are left out."""
    sorted_in: list[list[Prediction]] = [[] for _ in edges[1:]]
    for one in found:
        place = sum(one.recall >= edge for edge in edges[1:-1])
        sorted_in[place].append(one)
    return tuple(
        Bin(
            low,
            high,
            len(part),
            sum(p.recall for p in part) / len(part),
            sum(p.recalled for p in part) / len(part),
        )
        for low, high, part in zip(edges, edges[1:], sorted_in, strict=False)
        if part
    )
