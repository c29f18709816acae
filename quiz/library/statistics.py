"""Figures on decks: due, known, forecast."""

from __future__ import annotations

from dataclasses import dataclass

from quiz.core.deck import Deck
from quiz.core.memory import Phase, retrievability
from quiz.library.desk import Desk
from quiz.library.study import counts


@dataclass(frozen=True, slots=True)
class DeckStanding:
    """A deck's figures. `retention` is the mean chance of recall now, None before any answer.

    `forecast` counts the cards that fall due on each of the next seven study days.
    """

    deck: str
    title: str
    cards: int
    new: int
    learning: int
    due: int
    retention: float | None
    forecast: tuple[int, ...]


def standing(desk: Desk, deck: Deck) -> DeckStanding:
    """Where the learner stands with a deck."""
    cards = desk.cards(deck)
    today = desk.progress.today()
    now = counts(desk.pool([deck]), desk.progress, desk.settings)
    known = [s.memory for s in desk.progress.standings(f"{deck.id}/").values() if s.memory]
    recall = [retrievability(m, today, desk.progress.plan) for m in known]
    ahead = tuple(
        sum(m.phase is Phase.REVIEW and m.due_at is None and m.due_day == today + n for m in known)
        for n in range(1, 8)
    )
    return DeckStanding(
        deck.id,
        deck.title,
        len(cards),
        now.new,
        now.learning,
        now.due,
        round(sum(recall) / len(recall), 4) if recall else None,
        ahead,
    )
