"""Cards that may be earlier ones in another dress: proposed by likeness, decided by people."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from quiz.core.card import Card
from quiz.core.deck import Deck
from quiz.core.finding import Finding, Level
from quiz.library.queueing import wording
from quiz.store.progress import Progress
from quiz.translation import _

LIKENESS = 75.0  # of 100; below it two wordings say different things


@dataclass(frozen=True, slots=True)
class Proposal:
    """A card with a history that its deck no longer yields, and the new card most like it.

    `text` is how the old card was last worded, `worded` the new one.
    """

    old: str
    card: str
    likeness: float
    text: str = ""
    worded: str = ""


def proposals(progress: Progress, deck: Deck, cards: Sequence[Card]) -> list[Proposal]:
    """Which of a deck's new cards may be its sleeping ones, the most alike first, each once."""
    from rapidfuzz.fuzz import token_sort_ratio

    asleep = progress.asleep(deck.id)
    if not asleep:
        return []
    fresh = [c for c in cards if progress.memory(c.id) is None]
    found = []
    for old, text in asleep.items():
        tail = old.split("/", 2)[2:]
        for card in fresh:
            if card.id.split("/", 2)[2:] == tail:
                likeness = token_sort_ratio(text, wording(card))
                if likeness >= LIKENESS:
                    found.append(Proposal(old, card.id, round(likeness, 1), text, wording(card)))
    found.sort(key=lambda p: (-p.likeness, p.old, p.card))
    used: set[str] = set()
    kept = []
    for proposal in found:
        if not used & {proposal.old, proposal.card}:
            used |= {proposal.old, proposal.card}
            kept.append(proposal)
    return kept


def findings(path: Path) -> list[Finding]:
    """The proposals for a deck file as findings. Raises StoreError."""
    from quiz.library.desk import Desk

    desk = Desk()
    try:
        deck = desk.shelf.find(str(path))
        cards = desk.cards(deck)
        lines = {fact.id: fact.line for fact in deck.facts}
        found = []
        for p in proposals(desk.progress, deck, cards):
            fact, old = p.card.split("/")[1], p.old.split("/")[1]
            said = _(
                "{fact}: the same card as the earlier '{old}'? then write 'was: [{old}]', "
                "or for yourself alone: quiz relink {from_card} {to_card}"
            ).format(fact=fact, old=old, from_card=p.old, to_card=p.card)
            found.append(Finding(str(path), lines.get(fact, 1), Level.WARNING, "same-card?", said))
        return found
    finally:
        desk.close()
