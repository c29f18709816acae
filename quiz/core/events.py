"""Progress as events: nothing is ever changed or deleted, everything else is a replay."""

from __future__ import annotations

import hashlib
import json
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from enum import StrEnum
from typing import NamedTuple

from quiz.core.memory import DAY_MS, Loads, Memory, Phase, Plan, after, is_day
from quiz.core.rating import Rating


class EventKind(StrEnum):
    """What an event says; `redate` and `relink` are repairs."""

    REVIEW = "review"
    UNDO = "undo"
    SUSPEND = "suspend"
    RESUME = "resume"
    BURY = "bury"
    FLAG = "flag"
    RESET = "reset"
    RELINK = "relink"
    REDATE = "redate"
    SETTINGS = "settings"


UNDOABLE = (
    EventKind.REVIEW,
    EventKind.SUSPEND,
    EventKind.RESUME,
    EventKind.BURY,
    EventKind.FLAG,
    EventKind.RESET,
)


@dataclass(frozen=True, slots=True)
class Event:
    """One line of the log. `at` is in milliseconds of the epoch, `utc_offset` in minutes.

    (`device`, `seq`) names it. `due` is what was promised to the learner, never recomputed;
    `counts` is False for cram and exam. `target` is (device, seq) of the event that an undo
    voids, as `device:seq`; its `data` is then that event's digest, which tells it from a fork.
    A relink has the card's earlier id in `data`. A redate moves the events of the device in
    `target` as its `data` says (`Shift`). `answer_key` is a digest of the right answer then.
    """

    device: str
    seq: int
    at: int
    utc_offset: int
    study_day: int
    kind: EventKind
    card: str = ""
    rating: Rating | None = None
    answer: str = ""
    verdict: str = ""
    answer_key: str = ""
    took_ms: int = 0
    due: int | None = None
    counts: bool = True
    target: str = ""
    data: str = ""

    @property
    def name(self) -> str:
        """How an undo names this event."""
        return f"{self.device}:{self.seq}"

    @property
    def order(self) -> tuple[int, str, int]:
        """The order of replay, the same on every device."""
        return self.at, self.device, self.seq

    @property
    def digest(self) -> str:
        """What tells this event from another of the same name."""
        said = json.dumps(
            [getattr(self, n) for n in self.__slots__], ensure_ascii=False, separators=(",", ":")
        )
        return hashlib.blake2b(said.encode("utf-8", "surrogatepass"), digest_size=8).hexdigest()


@dataclass(frozen=True, slots=True)
class Shift:
    """A repair of dates: the events of `device` from `first` to `last` happened `by_ms` later.

    `turn` is the hour at which study days began.
    """

    device: str
    first: int
    last: int
    by_ms: int
    turn: int = 4

    @property
    def data(self) -> str:
        """What a redate event says."""
        return json.dumps({"from": self.first, "to": self.last, "by_ms": self.by_ms, "turn": self.turn})  # fmt: skip


def shift_of(event: Event) -> Shift | None:
    """What a redate event asks for; None where it says nothing that can be read."""
    try:
        said = json.loads(event.data)
        numbers = [int(said[key]) for key in ("from", "to", "by_ms", "turn")]
    except (ValueError, KeyError, TypeError):
        return None
    if abs(numbers[2]) > _FURTHEST or not 0 <= numbers[3] < 24:
        return None
    return Shift(event.target, *numbers)


def shifted(event: Event, shifts: Sequence[Shift]) -> Event:
    """The event as it was to be dated. Shifts add up, so their order means nothing."""
    by = 0
    turn = 4
    for shift in shifts:
        if shift.device == event.device and shift.first <= event.seq <= shift.last:
            by += shift.by_ms
            turn = shift.turn
    if not by:
        return event
    local = event.at + event.utc_offset * 60_000 - turn * 3_600_000
    days = (local + by) // DAY_MS - local // DAY_MS
    if local // DAY_MS + _EPOCH != event.study_day:
        days = 0  # its time was held up by a later one; its day is that of a clock set right
    due = event.due
    if due is not None:
        due += days if is_day(due, event.study_day) else by
    at, day = event.at + by, event.study_day + days
    if not (0 <= at <= LATEST_MS and 1 <= day <= LAST_DAY):
        return event  # repairs that add up to nonsense are none
    return replace(event, at=at, study_day=day, due=due)


@dataclass(frozen=True, slots=True)
class Standing:
    """All that the log says of one card. `answer_key` is of the answer last asked for."""

    memory: Memory | None = None
    suspended: bool = False
    flagged: bool = False
    buried_day: int = 0
    seen_day: int = 0
    answer_key: str = ""


LATEST_MS = 253_402_300_799_999  # the end of year 9999, the last that dates can name
LAST_DAY = 3_612_000  # so that an interval of a century still ends in year 9999
_FURTHEST = 400 * 366 * DAY_MS  # that a repair moves anything
_EPOCH = 719_163  # 1 January 1970 as an ordinal


class Stage(StrEnum):
    """How well a card was known when it was asked; cram and exams stand apart."""

    LEARNING = "learning"
    YOUNG = "young"
    MATURE = "mature"
    CRAM = "cram"


class Hour(NamedTuple):
    """Where a review is counted in the statistics: its study day, local hour and deck."""

    day: int
    deck: str
    hour: int
    stage: Stage


@dataclass(frozen=True, slots=True)
class Replayed:
    """What the events of a card come to: where it stands, and its reviews counted.

    `reviews` counts them by hour and rating; `took` adds up their milliseconds.
    """

    standing: Standing
    reviews: Counter[tuple[Hour, int]]
    took: Counter[Hour]


def voided(events: Iterable[Event]) -> set[str]:
    """The names of the events that some undo voids. An undo is never itself voided."""
    return {e.target for e in events if e.kind is EventKind.UNDO}


def standing_events(events: Iterable[Event]) -> list[Event]:
    """The events that no undo voids, in the order of replay, undos left out."""
    told = list(events)
    void: dict[str, set[str]] = {}
    for event in told:
        if event.kind is EventKind.UNDO:
            void.setdefault(event.target, set()).add(event.data)
    kept = [
        e
        for e in told
        if e.kind is not EventKind.UNDO
        and ((names := void.get(e.name)) is None or not ("" in names or e.digest in names))
    ]
    kept.sort(key=lambda e: e.order)
    return kept


def advance(
    old: Standing, event: Event, plan: Plan, card: str = "", loads: Loads | None = None
) -> Standing:
    """The standing of a card after one more event that nothing voids."""
    memory, suspended, flagged = old.memory, old.suspended, old.flagged
    buried, seen, key = old.buried_day, old.seen_day, old.answer_key
    match event.kind:
        case EventKind.REVIEW if event.rating is not None and event.counts:
            seen = max(seen, event.study_day)
            key = event.answer_key
            memory = after(
                memory, event.rating, event.at, event.study_day, card or event.card, plan,
                due=event.due, loads=loads,
            )  # fmt: skip
        case EventKind.SUSPEND:
            suspended = True
        case EventKind.RESUME:
            suspended = False
        case EventKind.BURY:
            buried = event.study_day
        case EventKind.FLAG:
            flagged = not flagged
        case EventKind.RESET:
            memory = None
        case _:
            return old
    return Standing(memory, suspended, flagged, buried, seen, key)


def replay(events: Iterable[Event], plan: Plan, card: str = "") -> Standing:
    """The standing of one card after its events, given in any order, undos among them.

    `card` is what it is called now, where that is not what the events call it.
    """
    standing = Standing()
    for event in standing_events(events):
        standing = advance(standing, event, plan, card)
    return standing


def stage_of(memory: Memory | None, event: Event) -> Stage:
    """How well the card of a review was known before it."""
    if not event.counts:
        return Stage.CRAM
    if memory is None or memory.phase is not Phase.REVIEW or event.study_day <= memory.last_day:
        return Stage.LEARNING
    return Stage.MATURE if memory.mature else Stage.YOUNG


def hour_of(memory: Memory | None, event: Event, card: str) -> Hour:
    """Where a review counts."""
    hour = (event.at + event.utc_offset * 60_000) // 3_600_000 % 24
    return Hour(event.study_day, card.partition("/")[0], hour, stage_of(memory, event))


def counted(events: Iterable[Event], plan: Plan, card: str) -> Replayed:
    """As `replay`, with the card's reviews counted for the statistics."""
    standing = Standing()
    reviews: Counter[tuple[Hour, int]] = Counter()
    took: Counter[Hour] = Counter()
    for event in standing_events(events):
        if event.kind is EventKind.REVIEW and event.rating is not None:
            hour = hour_of(standing.memory, event, card)
            reviews[hour, event.rating.value] += 1
            took[hour] += event.took_ms
        standing = advance(standing, event, plan, card)
    return Replayed(standing, reviews, took)
