"""A study session: what app and plain mode do, in terms of cards and answers."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

from quiz.core.answer_key import answer_key
from quiz.core.card import Card
from quiz.core.events import EventKind, Standing
from quiz.core.memory import after
from quiz.core.rating import Rating
from quiz.core.session import Queue, queue, upcoming
from quiz.library.queueing import todays
from quiz.store.progress import Progress
from quiz.store.settings import Settings

__all__ = [
    "Counts",
    "Outcome",
    "Study",
    "Summary",
    "Tally",
    "answer_key",
    "counts",
    "spoken_interval",
]


@dataclass(frozen=True, slots=True)
class Counts:
    """What a deck offers today, limits and siblings taken into account."""

    new: int
    learning: int
    due: int

    @property
    def total(self) -> int:
        """All that can be studied now."""
        return self.new + self.learning + self.due


@dataclass(frozen=True, slots=True)
class Tally:
    """How far a session is; `total` is what was done and what is left."""

    done: int
    new: int
    learning: int
    due: int

    @property
    def left(self) -> int:
        """Cards still to come."""
        return self.new + self.learning + self.due

    @property
    def total(self) -> int:
        """Done and left."""
        return self.done + self.left


@dataclass(frozen=True, slots=True)
class Outcome:
    """What a rating would lead to; `spoken` is the interval in short ("10 min", "4 d")."""

    rating: Rating
    interval: timedelta
    spoken: str


@dataclass(frozen=True, slots=True)
class Summary:
    """What a session came to. `tomorrow` counts the cards due on the next study day."""

    answered: int
    again: int
    hard: int
    good: int
    easy: int
    seconds: float
    left: int
    tomorrow: int
    undone: int


def counts(cards: Sequence[Card], progress: Progress, settings: Settings) -> Counts:
    """What some cards, usually one deck's, offer today."""
    today, _ = todays(cards, progress, progress.today(), settings.new_per_day)
    return Counts(len(today.new), len(today.learning), len(today.due))


class Study:
    """A running session over some cards. Every answer is on disk when `answer` returns."""

    def __init__(
        self,
        cards: Sequence[Card],
        progress: Progress,
        settings: Settings,
        *,
        limit: int | None = None,
        cram: bool = False,
    ) -> None:
        """Start a session; `limit` bounds the cards shown, `cram` leaves the schedule alone."""
        self.cards = {c.id: c for c in cards}
        self.progress, self.settings, self.limit, self.cram = progress, settings, limit, cram
        self.current: Card | None = None
        self.waiting_until: datetime | None = None
        self._ratings: Counter[Rating] = Counter()
        self._history: list[tuple[str, Rating | None]] = []
        self._took = 0
        self._undone = 0
        self._queue = Queue((), (), ())
        self._standings: dict[str, Standing] = {}
        progress.use(settings.plan)
        self._load()
        self._next()

    @property
    def tally(self) -> Tally:
        """How far the session is."""
        new, learning, due = len(self._queue.new), len(self._queue.learning), len(self._queue.due)
        done = self.answered
        if self.limit is not None:
            room = max(0, self.limit - done)
            learning = min(learning, room)
            due = min(due, room - learning)
            new = min(new, room - learning - due)
        return Tally(done, new, learning, due)

    @property
    def answered(self) -> int:
        """Answers given and not taken back."""
        return sum(self._ratings.values())

    def outcomes(self) -> dict[Rating, Outcome]:
        """What each rating of the current card would lead to."""
        card = self.current
        if card is None or self.cram:
            return {}
        now = self.progress.now()
        at, day = int(now.timestamp() * 1000), self.progress.today()
        before = self._standings.get(card.id, Standing()).memory
        found = {}
        for rating in Rating:
            memory = after(
                before, rating, at, day, card.id, self.progress.plan, loads=self.progress.loads
            )
            interval = (
                timedelta(milliseconds=memory.due_at - at)
                if memory.due_at is not None
                else timedelta(days=memory.due_day - day)
            )
            found[rating] = Outcome(rating, interval, spoken_interval(interval))
        return found

    def answer(
        self, rating: Rating, *, typed: str = "", verdict: str = "", took_ms: int = 0
    ) -> None:
        """Commit an answer to the current card and move on. Raises StoreError; then nothing moved."""
        card = self.current
        if card is None:
            return
        self.progress.append(
            EventKind.REVIEW, card.id, rating=rating, answer=typed, verdict=verdict,
            answer_key=answer_key(card), took_ms=max(0, took_ms), counts=not self.cram,
        )  # fmt: skip
        self._ratings[rating] += 1
        self._took += max(0, took_ms)
        self._history.append((card.id, rating))
        self._load()
        self._next()

    def undo(self) -> Card | None:
        """Take back the latest answer, bury or suspend, of an earlier session too.

        Its card is current again; None where there is nothing to undo or it is of a card
        that is not part of this session.
        """
        last = self.progress.undo()
        if last is None:
            return None
        if (
            last.rating is not None
            and self._history
            and self._history[-1] == (last.card, last.rating)
        ):
            self._history.pop()
            self._ratings[last.rating] -= 1
            self._took -= last.took_ms
        self._undone += 1
        self._load()
        card = self.cards.get(last.card)
        if card is None:
            self._next()
            return None
        self.current, self.waiting_until = card, None
        return card

    def bury(self) -> None:
        """Put the current card off until tomorrow."""
        self._mark(EventKind.BURY)

    def suspend(self) -> None:
        """Take the current card out of study until it is resumed."""
        self._mark(EventKind.SUSPEND)

    def flag(self) -> bool:
        """Flag the current card, or take its flag away; whether it is flagged now."""
        if self.current is None:
            return False
        self.progress.append(EventKind.FLAG, self.current.id)
        self._load()
        return self._standings.get(self.current.id, Standing()).flagged

    def refresh(self) -> bool:
        """Look again, where another process wrote or a step ended; whether the card changed."""
        before = self.current
        if self.progress.changed():
            known = self._standings.get(before.id) if before else None
            self._load()
            if before is not None and self._standings.get(before.id) != known:
                self.current = None  # answered elsewhere: not to be asked again
        if self.current is None:
            self._next()
        return self.current is not before

    def summary(self) -> Summary:
        """What the session came to."""
        tomorrow = self.progress.today() + 1
        later, _ = todays(tuple(self.cards.values()), self.progress, tomorrow, 0)
        return Summary(
            answered=self.answered,
            again=self._ratings[Rating.AGAIN], hard=self._ratings[Rating.HARD],
            good=self._ratings[Rating.GOOD], easy=self._ratings[Rating.EASY],
            seconds=self._took / 1000, left=self.tally.left,
            tomorrow=len(later.due) + len(later.learning), undone=self._undone,
        )  # fmt: skip

    def _mark(self, kind: EventKind) -> None:
        if self.current is None:
            return
        self.progress.append(kind, self.current.id)
        self._load()
        self._next()

    def _load(self) -> None:
        cards = tuple(self.cards.values())
        day = self.progress.today()
        if not self.cram:
            self._queue, self._standings = todays(
                cards, self.progress, day, self.settings.new_per_day
            )
            return
        self._standings = _standings(cards, self.progress)
        self._queue = queue(
            cards, self._standings, day, new_per_day=0, cram=True,
            done={card for card, _ in self._history},
        )  # fmt: skip

    def _next(self) -> None:
        self.current, self.waiting_until = None, None
        if self.limit is not None and self.answered >= self.limit:
            return
        now = self.progress.now()
        found, wait = upcoming(
            self._queue, self._standings, int(now.timestamp() * 1000), self.answered
        )
        self.current = self.cards[found] if found else None
        if found:
            self._standings.get(found)  # read now, so that a change elsewhere can be told
        if wait is not None:
            self.waiting_until = datetime.fromtimestamp(wait / 1000, tz=now.tzinfo)


def _standings(cards: Iterable[Card], progress: Progress) -> dict[str, Standing]:
    found: dict[str, Standing] = {}
    for deck in sorted({c.deck for c in cards}):
        found |= progress.standings(f"{deck}/")
    return found


def spoken_interval(interval: timedelta) -> str:
    """An interval in short: "10 min", "4 d", "2.1 mo", "1.5 y"."""
    minutes = interval.total_seconds() / 60
    if minutes < 60:
        return f"{max(1, round(minutes))} min"
    if minutes < 24 * 60:
        return f"{minutes / 60:.0f} h"
    days = interval.days
    if days < 45:
        return f"{days} d"
    return f"{days / 30.44:.1f} mo" if days < 365 else f"{days / 365.25:.1f} y"
