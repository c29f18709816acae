"""FSRS-6 on study days: what a rating does to a card's memory and when it is due.

py-fsrs floors elapsed time to 24-hour days in UTC; people sleep in other places. So it is fed
study days, as midnights of a calendar of its own, and its fuzz stays off; ours is seeded by
the card and its repetition, so that the same answers give the same dates everywhere.
Formulas: https://github.com/open-spaced-repetition/fsrs4anki/wiki/The-Algorithm (FSRS-6).
"""

from __future__ import annotations

import hashlib
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from enum import IntEnum
from functools import cache
from typing import TYPE_CHECKING

from quiz.core.rating import Rating

if TYPE_CHECKING:
    from fsrs import Scheduler

MINUTE_MS = 60_000
LEECH_LAPSES = 8
# (days from, factor): how far an interval may move, as in Anki and py-fsrs.
_FUZZ = ((2.5, 7.0, 0.15), (7.0, 20.0, 0.1), (20.0, float("inf"), 0.05))


class Phase(IntEnum):
    """Where a card stands; the numbers are those of FSRS."""

    LEARNING = 1
    REVIEW = 2
    RELEARNING = 3


@dataclass(frozen=True, slots=True)
class Plan:
    """What scheduling depends on besides the answers; recorded as a settings event."""

    retention: float = 0.9
    parameters: tuple[float, ...] | None = None
    learning_ms: tuple[int, ...] = (MINUTE_MS, 10 * MINUTE_MS)
    relearning_ms: tuple[int, ...] = (10 * MINUTE_MS,)


@dataclass(frozen=True, slots=True)
class Memory:
    """A card's memory. Days are ordinals (`date.toordinal`), times milliseconds of the epoch.

    `due_at` is set while a step of less than a day runs; otherwise the card is due on
    `due_day`. `first_day` is the day it was new.
    """

    stability: float
    difficulty: float
    phase: Phase
    step: int | None
    first_day: int
    last_day: int
    last_at: int
    due_day: int
    due_at: int | None
    reps: int
    lapses: int

    @property
    def leech(self) -> bool:
        """Whether the card keeps being forgotten."""
        return self.lapses >= LEECH_LAPSES


def study_day(moment: datetime, turn: int) -> int:
    """The study day of a local time, as an ordinal; it begins at `turn` o'clock."""
    return (moment - timedelta(hours=turn)).date().toordinal()


@cache
def _scheduler(plan: Plan) -> Scheduler:
    from fsrs import Scheduler  # imported late: the home screen shows counts without it

    def steps(times: tuple[int, ...]) -> tuple[timedelta, ...]:
        return tuple(timedelta(milliseconds=t) for t in times)

    more = {} if plan.parameters is None else {"parameters": plan.parameters}
    return Scheduler(
        desired_retention=plan.retention,
        learning_steps=steps(plan.learning_ms),
        relearning_steps=steps(plan.relearning_ms),
        enable_fuzzing=False,
        **more,  # type: ignore[arg-type]
    )


def _midnight(day: int) -> datetime:
    return datetime.combine(date.fromordinal(day), datetime.min.time(), UTC)


def after(
    before: Memory | None, rating: Rating, at: int, day: int, card: str, plan: Plan
) -> Memory:
    """The memory of `card` after a rating at `at` on study day `day`.

    A step of less than a day counts from the clock, an interval from the study day.
    """
    from fsrs import Card, State
    from fsrs import Rating as FsrsRating

    now = _midnight(max(day, before.last_day) if before else day)
    old = (
        Card(card_id=1, due=now)
        if before is None
        else Card(
            card_id=1,
            state=State(before.phase.value),
            step=before.step,
            stability=before.stability,
            difficulty=before.difficulty,
            due=now,
            last_review=_midnight(before.last_day),
        )
    )
    new, _ = _scheduler(plan).review_card(old, FsrsRating(rating.value), now)
    interval = new.due - now
    reps = (before.reps if before else 0) + 1
    short = interval < timedelta(days=1)
    days = 0 if short else fuzzed(interval.days, card, reps)
    lapsed = before is not None and before.phase is Phase.REVIEW and rating is Rating.AGAIN
    return Memory(
        stability=float(new.stability or 0.0),
        difficulty=float(new.difficulty or 0.0),
        phase=Phase(new.state.value),
        step=new.step,
        first_day=before.first_day if before else day,
        last_day=now.date().toordinal(),
        last_at=at,
        due_day=now.date().toordinal() + days,
        due_at=at + int(interval.total_seconds() * 1000) if short else None,
        reps=reps,
        lapses=(before.lapses if before else 0) + lapsed,
    )


def fuzzed(days: int, card: str, reps: int) -> int:
    """An interval moved a little, always alike for one card and repetition.

    Cards learnt together would otherwise come back together for ever. A longer interval never
    comes out shorter, so that Good is never before Hard.
    """
    if days < 3:
        return days
    spread = 1.0 + sum(f * max(min(days, end) - start, 0.0) for start, end, f in _FUZZ)
    low, high = max(2, round(days - spread)), round(days + spread)
    digest = hashlib.blake2b(f"{card}\0{reps}".encode(), digest_size=8).digest()
    return low + (int.from_bytes(digest) * (high - low + 1) >> 64)


def retrievability(memory: Memory, day: int, plan: Plan) -> float:
    """The chance of recall on a study day, between 0 and 1."""
    decay = -(plan.parameters[20] if plan.parameters else 0.1542)
    factor = 0.9 ** (1 / decay) - 1
    elapsed = max(0, day - memory.last_day)
    return float((1 + factor * elapsed / max(memory.stability, 0.001)) ** decay)
