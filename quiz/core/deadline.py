"""Being ready by a day: which cards to take today so that recall on that day is highest.

Every day the cards are taken whose review gains most expected recall on the last day for the
time that it costs, until the day's minutes are used. A schedule for life does otherwise: it
waits until recall has fallen to the retention wanted, whatever the day of the exam.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass

from quiz.core.fsrs6 import Fsrs

SECONDS, FIRST_SECONDS = 9.0, 25.0  # what a review and a first meeting take, without a record
_NEW_A_DAY = 20


@dataclass(frozen=True, slots=True)
class State:
    """What a plan needs of a card: days are ordinals; `stability` 0 is a card never seen."""

    stability: float = 0.0
    difficulty: float = 0.0
    last_day: int = 0
    due_day: int = 0


@dataclass(frozen=True, slots=True)
class Pace:
    """Seconds that a review and a first meeting with a card take."""

    review: float = SECONDS
    first: float = FIRST_SECONDS


def recall_on(card: State, day: int, model: Fsrs) -> float:
    """The chance of recall on a day; 0 for a card never seen."""
    if not card.stability:
        return 0.0
    return model.recall(card.stability, max(0, day - card.last_day))


def gain(card: State, today: int, last: int, model: Fsrs) -> float:
    """What a review today adds to the expected recall on the last day."""
    left = max(0, last - today)
    if not card.stability:
        return model.recall(answered(card, False, today, model).stability, left)
    chance = recall_on(card, today, model)
    then = chance * model.recall(answered(card, True, today, model).stability, left)
    then += (1 - chance) * model.recall(answered(card, False, today, model).stability, left)
    return then - recall_on(card, last, model)


def answered(card: State, recalled: bool, today: int, model: Fsrs) -> State:
    """The card after a review: Good, or Again and then Good in its step."""
    days = max(0, today - card.last_day)
    if not card.stability:
        stability, difficulty = model.first(3 if recalled else 1)
    else:
        stability, difficulty = model.next(
            card.stability, card.difficulty, days, 3 if recalled else 1
        )
    if not recalled:
        stability, difficulty = model.next(stability, difficulty, 0, 3)
    return State(stability, difficulty, today, today + model.interval(stability, 0.9))


Chooser = Callable[[Mapping[str, State], int], Iterable[str]]
"""The cards of a day, the most wanted first."""


def by_gain(last: int, model: Fsrs, pace: Pace) -> Chooser:
    """The plan's choice of a day."""

    def choose(cards: Mapping[str, State], today: int) -> list[str]:
        worth = []
        for n, (name, card) in enumerate(cards.items()):
            if card.last_day == today and card.stability:
                continue
            seconds = pace.review if card.stability else pace.first
            more = gain(card, today, last, model)
            if more > 0:
                worth.append((-more / seconds, n, name))
        return [name for _, _, name in sorted(worth)]

    return choose


def as_always(cards: Mapping[str, State], today: int) -> list[str]:
    """The choice of the plain schedule: what is due, the longest due first, then twenty new ones."""
    due = sorted((c.due_day, n, i) for n, (i, c) in enumerate(cards.items()) if c.stability and c.due_day <= today)  # fmt: skip
    new = [i for i, c in cards.items() if not c.stability]
    return [*(i for *_, i in due), *new[:_NEW_A_DAY]]


def simulate(
    cards: Mapping[str, State], today: int, last: int, minutes: float, choose: Chooser,
    model: Fsrs, pace: Pace, draw: Callable[[], float],
) -> dict[str, State]:  # fmt: skip
    """A learner who forgets by FSRS, studies so many minutes a day, and stops on the last day.

    `draw` gives numbers from 0 to 1. The day of the deadline itself is not studied on.
    """
    state = dict(cards)
    for day in range(today, last):
        left = minutes * 60
        for name in list(choose(state, day)):
            card = state[name]
            seconds = pace.review if card.stability else pace.first
            if seconds > left:
                break
            recalled = draw() < (recall_on(card, day, model) if card.stability else 0.6)
            left -= seconds if recalled else seconds + pace.review
            state[name] = answered(card, recalled, day, model)
    return state


def expected(cards: Mapping[str, State], last: int, model: Fsrs) -> float:
    """The mean chance of recall on a day, over all cards."""
    return sum(recall_on(c, last, model) for c in cards.values()) / len(cards) if cards else 0.0
