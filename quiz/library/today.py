"""Today and the days to come: what waits, how long it takes, the streak, what is weakest."""

from __future__ import annotations

import statistics
from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from quiz.core.events import Event, Standing
from quiz.core.memory import Phase, retrievability
from quiz.library.desk import Desk, Shown

DAYS = 14
_USUAL_SECONDS = 12.0  # an answer, before anything is known of the learner
_FEWEST = 5  # answers from which a learner's own time is taken
_LATEST = 200  # answers that tell it
_LONGEST = 120.0  # seconds; more was a pause
_NEW_TIMES = 2.0  # a new card is answered twice on its day: learning steps
_WEAK_FEWEST = 3  # studied cards from which a topic can be weak
_WEAKEST = 3


@dataclass(frozen=True, slots=True)
class Weak:
    """A topic that is known badly: the mean chance of recall of its studied cards."""

    topic: str
    deck: str
    recall: float
    cards: int


@dataclass(frozen=True, slots=True)
class DeckToday:
    """A deck as home shows it; `recall` is the mean chance of recall of what was studied."""

    shown: Shown
    recall: float | None


@dataclass(frozen=True, slots=True)
class Today:
    """What home shows. `forecast` counts the cards due today and on the days after.

    `seconds` is what an answer takes, from the learner's latest answers. `streak` counts study
    days in a row up to today, or to yesterday where nothing was studied today.
    """

    decks: tuple[DeckToday, ...]
    due: int
    new: int
    seconds: float
    streak: int
    studied_today: bool
    studied_ever: bool
    forecast: tuple[int, ...]
    weakest: tuple[Weak, ...]

    @property
    def total(self) -> int:
        """All that can be studied today."""
        return self.due + self.new

    @property
    def minutes(self) -> float:
        """What today's cards cost."""
        return minutes(self.due, self.new, self.seconds)


def minutes(due: int, new: int, seconds: float) -> float:
    """Minutes for so many due and new cards at so many seconds an answer."""
    return (due + new * _NEW_TIMES) * seconds / 60


def today(desk: Desk) -> Today:
    """Look at every deck and at progress. Raises StoreError."""
    shown = desk.overview()
    if not any(item.entry.deck for item in shown):  # then nothing is to be created
        decks = tuple(DeckToday(item, None) for item in shown)
        return Today(
            decks,
            0,
            0,
            _USUAL_SECONDS,
            0,
            studied_today=False,
            studied_ever=False,
            forecast=(0,) * DAYS,
            weakest=(),
        )
    plan, day = desk.progress.plan, desk.progress.today()
    found = []
    forecast = [0] * DAYS
    topics: dict[tuple[str, str], list[float]] = defaultdict(list)
    for item in shown:
        deck = item.entry.deck
        if deck is None:
            found.append(DeckToday(item, None))
            continue
        standings = desk.progress.standings(f"{deck.id}/")
        recalls = []
        for card in desk.cards(deck):
            memory = standings.get(card.id, Standing()).memory
            if memory is None:
                continue
            recall = retrievability(memory, day, plan)
            recalls.append(recall)
            if card.topic:
                topics[card.topic, deck.title].append(recall)
        found.append(DeckToday(item, statistics.fmean(recalls) if recalls else None))
        _add(forecast, standings, day)
    studied = desk.progress.days()
    counted = [s.counts for s in shown if s.counts]
    due = sum(c.due + c.learning for c in counted)
    new = min(sum(c.new for c in counted), _new_left(desk, shown))
    forecast[0] = due + new
    return Today(
        tuple(found), due, new, seconds_an_answer(desk.progress.recent(_LATEST)),
        streak(studied, day), bool(studied) and studied[0] == day, bool(studied),
        tuple(forecast), _weakest(topics),
    )  # fmt: skip


def _new_left(desk: Desk, shown: Sequence[Shown]) -> int:
    """How many new cards a session over all decks gives: the limit is for them together."""
    day, begun = desk.progress.today(), 0
    for item in shown:
        if item.entry.deck is not None:
            standings = desk.progress.standings(f"{item.entry.deck.id}/").values()
            begun += sum(s.memory is not None and s.memory.first_day == day for s in standings)
    return max(0, desk.settings.new_per_day - begun)


def seconds_an_answer(events: Sequence[Event]) -> float:
    """The median of what answers took, a plain guess while there are few."""
    took = [e.took_ms / 1000 for e in events if 0 < e.took_ms <= _LONGEST * 1000]
    return statistics.median(took) if len(took) >= _FEWEST else _USUAL_SECONDS


def streak(days: Sequence[int], day: int) -> int:
    """Study days in a row, counted back from `day`, or from the day before it."""
    known = set(days)
    at = day if day in known else day - 1
    count = 0
    while at - count in known:
        count += 1
    return count


def _add(forecast: list[int], standings: Mapping[str, Standing], day: int) -> None:
    for standing in standings.values():
        memory = standing.memory
        if memory is None or standing.suspended or memory.phase is not Phase.REVIEW:
            continue
        ahead = memory.due_day - day
        if 0 < ahead < DAYS:
            forecast[ahead] += 1


def _weakest(topics: Mapping[tuple[str, str], Sequence[float]]) -> tuple[Weak, ...]:
    found = [
        Weak(topic, deck, statistics.fmean(recalls), len(recalls))
        for (topic, deck), recalls in topics.items()
        if len(recalls) >= _WEAK_FEWEST
    ]
    return tuple(sorted(found, key=lambda w: w.recall)[:_WEAKEST])
