"""Deadlines: a deck to be known by a day, what that asks for daily, and what it gains."""

from __future__ import annotations

import random
from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import date
from functools import partial

from quiz.core.card import Card
from quiz.core.deadline import Pace, State, as_always, by_gain, expected, recall_on, simulate
from quiz.core.errors import InputError
from quiz.core.fsrs6 import fsrs
from quiz.core.memory import Memory
from quiz.core.session import Queue, fact_of
from quiz.library.pool import Pool
from quiz.store.progress import Progress
from quiz.translation import _

MINUTES = 20.0  # a day, where the learner names no number
_FURTHEST = 3 * 366  # days
_RUNS = 3


@dataclass(frozen=True, slots=True)
class Forecast:
    """What a plan comes to: mean recall on the day without study, as always, and by the plan.

    `quota` is how many cards a day the minutes allow now; `given_up` are the cards that the
    plan leaves least likely to be known, the least likely first.
    """

    deck: str
    day: date
    days: int
    minutes: float
    cards: int
    idle: float
    plain: float
    planned: float
    quota: int
    given_up: tuple[str, ...]


def state_of(memory: Memory | None) -> State:
    """What a plan needs of a memory."""
    if memory is None:
        return State()
    return State(memory.stability, memory.difficulty, memory.last_day, memory.due_day)


def forecast(
    progress: Progress, deck: str, cards: Iterable[Card], day: date, minutes: float | None
) -> Forecast:
    """Simulate both schedules for the same minutes. Raises InputError for an impossible day."""
    today, last = progress.today(), day.toordinal()
    if last <= today:
        raise InputError(_("{day} is not in the future").format(day=day), do=_("give a later day"))
    if last - today > _FURTHEST:
        raise InputError(
            _("{day} is more than three years away").format(day=day), do=_("give an earlier day")
        )
    known = progress.standings(f"{deck}/")
    states = {
        c.id: state_of(s.memory if s else None)
        for c in cards
        if not ((s := known.get(c.id)) and s.suspended)
    }
    if not states:
        raise InputError(
            _("the deck '{deck}' has no cards to plan for").format(deck=deck),
            do=_("add facts to it"),
        )
    model, pace, minutes = fsrs(progress.plan.parameters), Pace(), minutes or MINUTES
    run = partial(simulate, states, today, last, minutes, model=model, pace=pace)
    plans = [run(choose=by_gain(last, model, pace), draw=random.Random(n).random) for n in range(_RUNS)]  # noqa: S311 # fmt: skip
    plains = [run(choose=as_always, draw=random.Random(n).random) for n in range(_RUNS)]  # noqa: S311 # fmt: skip
    left = {i: sum(recall_on(p[i], last, model) for p in plans) / _RUNS for i in states}
    chosen = _within(by_gain(last, model, pace)(states, today), states, minutes, pace)
    return Forecast(
        deck, day, last - today, minutes, len(states),
        idle=round(expected(states, last, model), 4),
        plain=round(sum(expected(p, last, model) for p in plains) / _RUNS, 4),
        planned=round(sum(expected(p, last, model) for p in plans) / _RUNS, 4),
        quota=len(chosen),
        given_up=tuple(i for i in sorted(left, key=lambda i: (left[i], i)) if left[i] < 0.5),
    )  # fmt: skip


def follow(progress: Progress, deck: str, day: date | None, minutes: float | None = None) -> None:
    """Study the deck by a plan from now on; without a day, as always again. Recorded."""
    kept = tuple(d for d in progress.plan.deadlines if d[0] != deck)
    if day is not None:
        kept = (*kept, (deck, day.toordinal(), float(minutes or MINUTES)))
    progress.adopt(replace(progress.plan, deadlines=kept))


def planned(progress: Progress, cards: Pool, today: Queue, day: int) -> Queue:
    """The queue of a day with the decks under a plan studied by it; others as they were.

    The minutes are those of the whole day: what was done of the deck today is taken off.
    """
    for deck, last, minutes in progress.plan.deadlines:
        mine = list(cards.decks.get(deck, ()))
        if not mine or last <= day:
            continue
        known = progress.standings(f"{deck}/")
        taken = {fact_of(i) for i, s in known.items() if s.seen_day == day}
        spent = sum(s.memory is not None and s.memory.last_day == day for s in known.values())
        model, pace = fsrs(progress.plan.parameters), Pace()
        states = {}
        for i in mine:
            standing = known.get(i)
            if standing is None:
                states[i] = State()
            elif not standing.suspended and standing.buried_day != day and (standing.memory is None or standing.memory.due_at is None):  # fmt: skip
                states[i] = state_of(standing.memory)
        left = minutes - spent * pace.review / 60
        picked = []
        for i in _within(by_gain(last, model, pace)(states, day), states, left, pace):
            if fact_of(i) not in taken:
                taken.add(fact_of(i))
                picked.append(i)
        other = set(mine)
        due = [i for i in today.due if i not in other] + [i for i in picked if states[i].stability]
        new = [i for i in today.new if i not in other] + [i for i in picked if not states[i].stability]  # fmt: skip
        today = Queue(today.learning, tuple(due), tuple(new))
    return today


def _within(
    cards: Iterable[str], states: dict[str, State], minutes: float, pace: Pace
) -> list[str]:
    """The first cards that so many minutes allow."""
    left, found = minutes * 60, []
    for i in cards:
        left -= pace.review if states[i].stability else pace.first
        if left < 0:
            break
        found.append(i)
    return found
