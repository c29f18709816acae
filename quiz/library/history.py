"""History: what was answered, when, how well, and how long it took."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from quiz.core.calibration import Bin, Prediction, bins, log_loss, predictions
from quiz.core.card import Card
from quiz.core.deck import Deck
from quiz.core.events import Event, EventKind, Standing, voided
from quiz.core.memory import Phase, Plan
from quiz.core.rating import Rating
from quiz.library.desk import Desk

MATURE_DAYS = 21  # an interval from which a card counts as mature, as in Anki
AHEAD_DAYS = 30
_MS_DAY = 86_400_000
_NEVER_A_DAY = 100_000_000  # a `due` above this is a time in milliseconds, not a day


@dataclass(frozen=True, slots=True)
class Review:
    """One answer. `interval` is in days what the card had waited for, None in a step or when new."""

    card: str
    day: int
    hour: int
    rating: Rating
    took_ms: int
    interval: int | None


@dataclass(frozen=True, slots=True)
class Day:
    """A study day's answers."""

    answers: int
    again: int
    took_ms: int


@dataclass(frozen=True, slots=True)
class Share:
    """How many of some answers were known; `share` is None where there were none."""

    known: int
    asked: int

    @property
    def share(self) -> float | None:
        """From 0 to 1."""
        return self.known / self.asked if self.asked else None


@dataclass(frozen=True, slots=True)
class Retention:
    """True retention: answers to cards that were due after a day or more, by how old they were."""

    young: Share
    mature: Share

    @property
    def all(self) -> Share:
        """Young and mature."""
        return Share(self.young.known + self.mature.known, self.young.asked + self.mature.asked)


@dataclass(frozen=True, slots=True)
class Leech:
    """A card that keeps being forgotten."""

    card: Card
    lapses: int
    suspended: bool


@dataclass(frozen=True, slots=True)
class Calibration:
    """Predicted against actual recall, with the log loss of the model and of the defaults."""

    bins: tuple[Bin, ...]
    answers: int
    loss: float | None
    default_loss: float | None
    fitted: bool


@dataclass(frozen=True, slots=True)
class Counted:
    """How many cards stand where."""

    new: int
    learning: int
    young: int
    mature: int
    suspended: int


@dataclass(frozen=True, slots=True)
class History:
    """All answers to some decks, oldest first, and what is ahead. `today` is a study day."""

    decks: tuple[Deck, ...]
    today: int
    reviews: tuple[Review, ...]
    days: dict[int, Day]
    ahead: tuple[int, ...]
    overdue: int
    leeches: tuple[Leech, ...]
    counted: Counted
    retention_wanted: float

    @property
    def streak(self) -> int:
        """Days in a row with answers up to today, or up to yesterday while today has none."""
        day = self.today if self.today in self.days else self.today - 1
        length = 0
        while day in self.days:
            length, day = length + 1, day - 1
        return length

    def between(self, first: int, last: int) -> list[Review]:
        """The answers from one study day to another, both included."""
        return [r for r in self.reviews if first <= r.day <= last]

    def hours(self, days: int) -> list[Share]:
        """For each hour of the day, how many answers of the last days were known."""
        asked, good = [0] * 24, [0] * 24
        for r in self.between(self.today - days + 1, self.today):
            asked[r.hour] += 1
            good[r.hour] += r.rating is not Rating.AGAIN
        return [Share(g, a) for g, a in zip(good, asked, strict=True)]


def history(desk: Desk, decks: Sequence[Deck]) -> History:
    """Read the history of some decks. Raises StoreError."""
    progress = desk.progress
    today = progress.today()
    reviews = tuple(_reviews(_by_card(progress.events(), decks)))
    standings = {d.id: progress.standings(f"{d.id}/") for d in decks}
    cards = [c for d in decks for c in desk.cards(d)]
    known = [(c, standings[c.deck][c.id]) for c in cards if c.id in standings[c.deck]]
    ahead, overdue = _ahead([s for _, s in known], today)
    leeches = sorted(
        (
            Leech(c, s.memory.lapses, s.suspended)
            for c, s in known
            if s.memory is not None and s.memory.leech
        ),
        key=lambda leech: (-leech.lapses, leech.card.id),
    )
    return History(
        tuple(decks), today, reviews, _days(reviews), ahead, overdue, tuple(leeches),
        _counted([s for _, s in known], len(cards)), desk.settings.desired_retention,
    )  # fmt: skip


def retention(reviews: Iterable[Review]) -> Retention:
    """True retention over some answers; the first of a card on a day counts."""
    young, mature = Counter[bool](), Counter[bool]()
    seen: set[tuple[str, int]] = set()
    for r in reviews:
        if r.interval is None or (r.card, r.day) in seen:
            continue
        seen.add((r.card, r.day))
        (mature if r.interval >= MATURE_DAYS else young)[r.rating is not Rating.AGAIN] += 1
    return Retention(Share(young[True], young.total()), Share(mature[True], mature.total()))


def calibration(desk: Desk, decks: Sequence[Deck]) -> Calibration:
    """How well the memory model predicted the answers so far. Raises StoreError."""
    plan = desk.progress.plan
    default = Plan(plan.retention, None, plan.learning_ms, plan.relearning_ms)
    fitted = plan.parameters is not None
    found: list[Prediction] = []
    plain: list[Prediction] = []
    for events in _by_card(desk.progress.events(), decks).values():
        found += predictions(events, plan)
        if fitted:
            plain += predictions(events, default)
    loss = log_loss(found)
    return Calibration(bins(found), len(found), loss, log_loss(plain) if fitted else loss, fitted)


def _by_card(events: Iterable[Event], decks: Sequence[Deck]) -> dict[str, list[Event]]:
    wanted = {d.id for d in decks}
    found: dict[str, list[Event]] = {}
    for event in events:
        if event.card.partition("/")[0] in wanted:
            found.setdefault(event.card, []).append(event)
    return found


def _reviews(cards: dict[str, list[Event]]) -> list[Review]:
    found = []
    for card, events in cards.items():
        void = voided(events)
        interval: int | None = None
        for e in events:
            if e.name in void:
                continue
            if e.kind is EventKind.RESET:
                interval = None
            elif e.kind is EventKind.REVIEW and e.counts and e.rating is not None:
                hour = (e.at + e.utc_offset * 60_000) % _MS_DAY // 3_600_000
                found.append((e.order, Review(card, e.study_day, hour, e.rating, e.took_ms, interval)))  # fmt: skip
                day = e.due is not None and e.due < _NEVER_A_DAY
                interval = e.due - e.study_day if day and e.due is not None else None
    return [review for _, review in sorted(found, key=lambda pair: pair[0])]


def _days(reviews: Iterable[Review]) -> dict[int, Day]:
    answers, again, took = Counter[int](), Counter[int](), Counter[int]()
    for r in reviews:
        answers[r.day] += 1
        again[r.day] += r.rating is Rating.AGAIN
        took[r.day] += r.took_ms
    return {day: Day(n, again[day], took[day]) for day, n in answers.items()}


def _ahead(standings: Iterable[Standing], today: int) -> tuple[tuple[int, ...], int]:
    """Cards due on each of the days from today; those overdue count today and apart."""
    days = [0] * (AHEAD_DAYS + 1)
    overdue = 0
    for s in standings:
        if s.memory is None or s.suspended:
            continue
        wait = s.memory.due_day - today
        if wait < 0:
            overdue += 1
        if wait <= AHEAD_DAYS:
            days[max(0, wait)] += 1
    return tuple(days), overdue


def _counted(standings: Sequence[Standing], cards: int) -> Counted:
    known = [s.memory for s in standings if s.memory is not None and not s.suspended]
    suspended = sum(s.suspended for s in standings)
    settled = [m for m in known if m.phase is Phase.REVIEW]
    mature = sum(m.due_day - m.last_day >= MATURE_DAYS for m in settled)
    return Counted(
        cards - len(known) - suspended,
        len(known) - len(settled),
        len(settled) - mature,
        mature,
        suspended,
    )
