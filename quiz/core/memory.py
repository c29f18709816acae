"""A card's memory on study days: what a rating does to it and when the card is due.

FSRS counts whole days; people sleep in other places than UTC. So elapsed time is counted in
study days (local days that turn at 04:00), steps of less than a day by the clock. Intervals are
moved a little by a fuzz seeded by the card and its repetition, so that the same answers give the
same dates everywhere; among the days of the fuzz one with less to do is taken (`Loads`).
The steps follow py-fsrs, which follows Anki.
"""

from __future__ import annotations

import hashlib
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import IntEnum

from quiz.core.fsrs6 import fsrs
from quiz.core.rating import Rating

MINUTE_MS = 60_000
DAY_MS = 24 * 60 * MINUTE_MS
LEECH_LAPSES = 8
MATURE_DAYS = 21  # an interval from which a card counts as mature, as in Anki
_AROUND = 10  # days on either side among which the load is balanced
_EASY_DAY = 0.1  # how much less likely an easy day is chosen
# (days from, factor): how far an interval may move, as in Anki and py-fsrs.
_FUZZ = ((2.5, 7.0, 0.15), (7.0, 20.0, 0.1), (20.0, float("inf"), 0.05))


class Phase(IntEnum):
    """Where a card stands; the numbers are those of FSRS."""

    LEARNING = 1
    REVIEW = 2
    RELEARNING = 3


PHASES = {phase.value: phase for phase in Phase}


@dataclass(frozen=True, slots=True)
class Plan:
    """What scheduling depends on besides the answers; recorded as a settings event.

    `easy_days` are weekdays (0 is Monday) on which little shall fall due; `deadlines` are decks
    to be known by a study day, with the minutes a day to be spent on them.
    """

    retention: float = 0.9
    parameters: tuple[float, ...] | None = None
    learning_ms: tuple[int, ...] = (MINUTE_MS, 10 * MINUTE_MS)
    relearning_ms: tuple[int, ...] = (10 * MINUTE_MS,)
    easy_days: tuple[int, ...] = ()
    deadlines: tuple[tuple[str, int, float], ...] = ()


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

    @property
    def mature(self) -> bool:
        """Whether it was last given three weeks or more."""
        return self.phase is Phase.REVIEW and self.due_day - self.last_day >= MATURE_DAYS

    @property
    def due(self) -> int:
        """What is promised: a moment while a step runs, else a study day."""
        return self.due_day if self.due_at is None else self.due_at


Loads = Mapping[int, int]
"""How many cards fall due on each study day."""


def study_day(moment: datetime, turn: int) -> int:
    """The study day of a local time, as an ordinal; it begins at `turn` o'clock."""
    return (moment - timedelta(hours=turn)).date().toordinal()


def is_day(due: int, day: int) -> bool:
    """Whether a promise made on `day` names a study day; else it is a moment.

    Both are whole numbers in one column. No promise reaches further than a century and its
    fuzz, and no moment is as small: `Progress` never writes a time of 1970's first hours.
    """
    return day <= due <= day + 40_000


def after(
    before: Memory | None,
    rating: Rating,
    at: int,
    day: int,
    card: str,
    plan: Plan,
    *,
    due: int | None = None,
    loads: Loads | None = None,
) -> Memory:
    """The memory of `card` after a rating at `at` on study day `day`.

    A step of less than a day counts from the clock, an interval from the study day. `due` is
    what was promised when the rating was given, for a replay; without it the day is chosen
    within the fuzz, by `loads` where they are known, else by the seed alone.
    """
    if before is None:
        phase, step, reps, lapses, first_day, today = Phase.LEARNING, 0, 1, 0, day, day
        stability, difficulty = fsrs(plan.parameters).first(rating)
    else:
        today = max(day, before.last_day)
        phase, step = before.phase, before.step or 0
        reps, first_day = before.reps + 1, before.first_day
        lapses = before.lapses + (phase is Phase.REVIEW and rating is Rating.AGAIN)
        stability, difficulty = fsrs(plan.parameters).next(
            before.stability, before.difficulty, today - before.last_day, rating
        )
    phase, next_step, wait = _step(phase, step, rating, plan)
    if due is not None:
        short = not is_day(due, today)
        due_at, due_day = (due, today) if short else (None, due)
    elif wait is not None and wait < DAY_MS:
        due_at, due_day = at + wait, today
    else:
        due_at = None
        if wait is not None:
            due_day = today + wait // DAY_MS
        else:
            due_day = today + _days(before, rating, today, stability, card, reps, plan, loads)
    return Memory(
        stability, difficulty, phase, next_step, first_day, today, at, due_day, due_at, reps,
        lapses,
    )  # fmt: skip


def _step(
    phase: Phase, step: int, rating: Rating, plan: Plan
) -> tuple[Phase, int | None, int | None]:
    """Phase and step that follow, and the wait in milliseconds; None where FSRS gives it."""
    if phase is Phase.REVIEW:
        if rating is Rating.AGAIN and plan.relearning_ms:
            return Phase.RELEARNING, 0, plan.relearning_ms[0]
        return Phase.REVIEW, None, None
    steps = plan.learning_ms if phase is Phase.LEARNING else plan.relearning_ms
    if not steps or (step >= len(steps) and rating is not Rating.AGAIN) or rating is Rating.EASY:
        return Phase.REVIEW, None, None
    if rating is Rating.AGAIN:
        return phase, 0, steps[0]
    if rating is Rating.HARD:
        if step > 0:
            return phase, step, steps[step]
        return phase, 0, int(steps[0] * 1.5 if len(steps) == 1 else (steps[0] + steps[1]) / 2)
    if step + 1 == len(steps):
        return Phase.REVIEW, None, None
    return phase, step + 1, steps[step + 1]


def _days(
    before: Memory | None, rating: Rating, today: int, stability: float, card: str, reps: int,
    plan: Plan, loads: Loads | None,
) -> int:  # fmt: skip
    """The interval of a rating, never shorter than that of a lower one."""
    model = fsrs(plan.parameters)
    found = placed(model.interval(stability, plan.retention), card, reps, today, plan, loads)
    if loads is None or before is None or before.phase is not Phase.REVIEW:
        return found  # the seed alone keeps the order of ratings
    for lower in range(Rating.HARD, rating):
        other, _ = model.next(before.stability, before.difficulty, today - before.last_day, lower)
        days = model.interval(other, plan.retention)
        found = max(found, placed(days, card, reps, today, plan, loads))
    return found


def placed(
    days: int, card: str, reps: int, today: int, plan: Plan, loads: Loads | None
) -> int:  # fmt: skip
    """An interval moved within its fuzz to a day with less to do, always alike for like loads.

    Days are drawn by weight, as in Anki: the emptier and the nearer, the likelier; an easy day
    hardly ever.
    """
    if loads is None:
        return fuzzed(days, card, reps)
    low, high = fuzz_range(days)
    if low == high:
        return days
    drawn = fuzzed(days, card, reps)  # of a long range the days around the one that is drawn
    low, high = max(low, drawn - _AROUND), min(high, drawn + _AROUND)
    weights = []
    for n in range(low, high + 1):
        weight = (1 + loads.get(today + n, 0)) ** -2.15 * n**-0.5
        if (today + n - 1) % 7 in plan.easy_days:  # 1 January of year 1 was a Monday
            weight *= _EASY_DAY
        weights.append(weight)
    left = _drawn(card, reps) / 2**64 * sum(weights)
    for n, weight in zip(range(low, high + 1), weights, strict=True):
        left -= weight
        if left < 0:
            return n
    return high


def fuzz_range(days: int) -> tuple[int, int]:
    """The shortest and the longest that an interval of so many days may become."""
    if days < 3:
        return days, days
    spread = 1.0
    for start, end, factor in _FUZZ:
        if days > start:
            spread += factor * (min(days, end) - start)
    return max(2, round(days - spread)), round(days + spread)


def fuzzed(days: int, card: str, reps: int) -> int:
    """An interval moved a little, always alike for one card and repetition.

    Cards learnt together would otherwise come back together for ever. A longer interval never
    comes out shorter, so that Good is never before Hard.
    """
    low, high = fuzz_range(days)
    return low + (_drawn(card, reps) * (high - low + 1) >> 64)


def _drawn(card: str, reps: int) -> int:
    """A number below 2**64 that a card and its repetition always draw."""
    return int.from_bytes(hashlib.blake2b(f"{card}\0{reps}".encode(), digest_size=8).digest())


def retrievability(memory: Memory, day: int, plan: Plan) -> float:
    """The chance of recall on a study day, between 0 and 1."""
    elapsed = max(0, day - memory.last_day)
    return fsrs(plan.parameters).recall(max(memory.stability, 0.001), elapsed)
