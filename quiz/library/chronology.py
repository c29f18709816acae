"""Chronology: the dated facts of decks in lanes, each with how well it is known."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from quiz.core.card import Card
from quiz.core.deck import Deck
from quiz.core.edtf import Edtf, sort_key
from quiz.core.events import Standing
from quiz.core.fact import Event
from quiz.core.known import Known, known, together
from quiz.core.memory import retrievability
from quiz.dates.spoken import spoken
from quiz.library.desk import Desk

_BLANK = Standing()


@dataclass(frozen=True, slots=True)
class Dated:
    """An event on the timeline. `date` is spoken in the deck's language.

    `recall` is the chance of recalling its cards now, None before any answer.
    """

    fact: str
    statement: str
    when: Edtf
    date: str
    cards: tuple[Card, ...]
    recall: float | None
    suspended: bool

    @property
    def known(self) -> Known:
        """The recall in four steps."""
        return known(self.recall)


@dataclass(frozen=True, slots=True)
class Lane:
    """The events of one deck, in the order of time."""

    deck: Deck
    events: tuple[Dated, ...]


def lanes(desk: Desk, decks: Sequence[Deck]) -> list[Lane]:
    """A lane for each deck that has dated events. Raises StoreError."""
    found = []
    for deck in decks:
        if events := _events(desk, deck):
            found.append(Lane(deck, events))
    return found


def _events(desk: Desk, deck: Deck) -> tuple[Dated, ...]:
    progress = desk.progress
    today, standings = progress.today(), progress.standings(f"{deck.id}/")
    asked: dict[str, list[Card]] = {}
    for card in desk.cards(deck):
        asked.setdefault(card.fact, []).append(card)
    found = []
    for fact in deck.facts:
        if not isinstance(fact.body, Event):
            continue
        cards = tuple(asked.get(fact.id, ()))
        stand = [standings.get(c.id, _BLANK) for c in cards]
        recalls = [
            retrievability(s.memory, today, progress.plan) if s.memory else None for s in stand
        ]
        found.append(
            Dated(
                fact.id,
                fact.body.event,
                fact.body.when,
                spoken(fact.body.when, deck.lang),
                cards,
                together(recalls),
                bool(stand) and all(s.suspended for s in stand),
            )
        )
    return tuple(sorted(found, key=lambda e: sort_key(e.when)))
