"""A study session: what app and plain mode do, in terms of cards and answers."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from datetime import datetime, timedelta

from quiz.core.answer_key import answer_key
from quiz.core.card import Card
from quiz.core.events import Event, EventKind, Standing
from quiz.core.memory import after
from quiz.core.rating import Rating
from quiz.core.session import Queue, after_answer, queue, upcoming
from quiz.library.pool import Cards, Pool
from quiz.library.queueing import todays, todays_by_deck
from quiz.store.progress import Progress
from quiz.store.settings import Settings
from quiz.translation import _, counts_as, decimal, ngettext

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
    """What a session came to. `tomorrow` counts the cards due on the next study day.

    `begun` counts the cards seen for the first time, `lapsed` the questions of those not known,
    each once. `left` are all that are left today, whatever bounds the session; `learning` are those whose steps still run.
    """

    answered: int
    again: int
    hard: int
    good: int
    easy: int
    seconds: float
    left: int
    tomorrow: int
    undone: int
    begun: int = 0
    learning: int = 0
    lapsed: tuple[str, ...] = ()


def counts(cards: Cards, progress: Progress, settings: Settings) -> Counts:
    """What some cards, usually one deck's, offer today."""
    today, _ = todays(cards, progress, progress.today(), settings.new_per_day)
    return _counted(today)


def counts_by_deck(pool: Pool, progress: Progress, settings: Settings) -> dict[str, Counts]:
    """What each deck offers today."""
    found = todays_by_deck(pool, progress, progress.today(), settings.new_per_day)
    return {deck: _counted(today) for deck, today in found.items()}


def _counted(today: Queue) -> Counts:
    return Counts(len(today.new), len(today.learning), len(today.due))


class Study:
    """A running session over some cards. Every answer is on disk when `answer` returns."""

    def __init__(
        self,
        cards: Cards,
        progress: Progress,
        settings: Settings,
        *,
        limit: int | None = None,
        minutes: float | None = None,
        cram: bool = False,
    ) -> None:
        """Start a session; `limit` bounds the answers, `minutes` the time on the clock.

        `cram` leaves the schedule alone.
        """
        self.cards = Pool.of(cards)
        self.progress, self.settings, self.limit, self.cram = progress, settings, limit, cram
        self.current: Card | None = None
        self.waiting_until: datetime | None = None
        self.undone: Event | None = None
        """The event that the latest `undo` took back."""
        self._until = progress.now() + timedelta(minutes=minutes) if minutes else None
        self._day = progress.today()
        self._begun: set[str] = set()
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

    @property
    def time_left(self) -> timedelta | None:
        """What is left of a session bounded by minutes, never below zero; None without a bound."""
        if self._until is None:
            return None
        return max(timedelta(), self._until - self.progress.now())

    @property
    def bounded(self) -> bool:
        """Whether the session ends before what is due does."""
        return self.limit is not None or self._until is not None

    def standing(self, card: Card) -> Standing:
        """What is known of a card's memory."""
        return self._standings.get(card.id, Standing())

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
        if self.standing(card).memory is None:
            self._begun.add(card.id)
        self._ratings[rating] += 1
        self._took += max(0, took_ms)
        self._history.append((card.id, rating))
        self._take_note(card)
        self._next()

    def undo(self) -> Card | None:
        """Take back the latest answer, bury or suspend, of an earlier session too.

        Its card is current again; None where there is nothing to undo or it is of a card
        that is not part of this session.
        """
        last = self.undone = self.progress.undo()
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
        if self._standings.get(last.card, Standing()).memory is None:
            self._begun.discard(last.card)
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
        later, _ = todays(self.cards, self.progress, tomorrow, 0)
        return Summary(
            answered=self.answered,
            again=self._ratings[Rating.AGAIN], hard=self._ratings[Rating.HARD],
            good=self._ratings[Rating.GOOD], easy=self._ratings[Rating.EASY],
            seconds=self._took / 1000,
            left=len(self._queue.learning) + len(self._queue.due) + len(self._queue.new),
            tomorrow=len(later.due) + len(later.learning), undone=self._undone,
            begun=len(self._begun), learning=len(self._queue.learning), lapsed=self._lapsed(),
        )  # fmt: skip

    def renew(self, cards: Cards) -> None:
        """Go on with these cards: their decks were edited. The current one stays if it is there."""
        current = self.current
        self.cards = Pool.of(cards)
        self._load()
        if current is not None and current.id in self.cards:
            self.current = self.cards[current.id]
        else:
            self._next()

    def _lapsed(self) -> tuple[str, ...]:
        """The questions of the cards rated Again, in the order in which they first were."""
        ids = dict.fromkeys(c for c, rating in self._history if rating is Rating.AGAIN)
        return tuple(self.cards[i].question for i in ids if i in self.cards)

    def _take_note(self, card: Card) -> None:
        """Bring the queue up to date after one answer, without looking at every card again."""
        queued = (self._queue.learning, self._queue.due, self._queue.new)
        known = any(ids[:1] == (card.id,) for ids in queued) or any(
            card.id in ids for ids in queued
        )
        elsewhere = self.progress.changed()
        if self.cram or not known or elsewhere or self.progress.today() != self._day:
            self._load()
            return
        found = self.progress.standings(card.id).get(card.id)
        if found is not None:
            self._standings[card.id] = found
        self._queue = after_answer(self._queue, self._standings, card.id)

    def _mark(self, kind: EventKind) -> None:
        if self.current is None:
            return
        self.progress.append(kind, self.current.id)
        self._load()
        self._next()

    def _load(self) -> None:
        self._day = self.progress.today()
        if not self.cram:
            self._queue, self._standings = todays(
                self.cards, self.progress, self._day, self.settings.new_per_day
            )
            return
        self._standings = {}
        for deck in self.cards.decks:
            self._standings |= self.progress.standings(f"{deck}/")
        self._queue = queue(
            tuple(self.cards.values()), self._standings, self._day, new_per_day=0, cram=True,
            done={card for card, _ in self._history},
        )  # fmt: skip

    def _next(self) -> None:
        self.current, self.waiting_until = None, None
        if self.limit is not None and self.answered >= self.limit:
            return
        if self.time_left == timedelta():
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


def spoken_interval(interval: timedelta) -> str:
    """An interval in short: "10 min", "4 d", "2.1 mo", "1.5 y"."""
    minutes = interval.total_seconds() / 60
    if minutes < 60:
        return f"{max(1, round(minutes))} min"
    if minutes < 24 * 60:
        return f"{minutes / 60:.0f} h"
    days = interval.days
    if days < 45:
        return ngettext("{n} d", "{n} d", days)
    if days < 365:
        return _("{number} mo").format(number=decimal(days / 30.44))
    years = days / 365.25
    return ngettext("{number} y", "{number} y", counts_as(years)).format(number=decimal(years))
