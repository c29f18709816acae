"""Earlier ids of cards: a rename is written in the deck, and progress follows it.

A fact's `was` and a deck's `was` list earlier ids; of a fact that came from another deck that is
`deck/fact`. A learner may relink a card for themselves.
Both are followed in chains.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping

from quiz.core.card import Card
from quiz.core.deck import Deck
from quiz.core.fact import Fact


def earlier_ids(deck: Deck, cards: Iterable[Card], held: Collection[str] = ()) -> dict[str, str]:
    """The earlier ids of a deck's cards, each with its id of today.

    An id that the deck still yields is no earlier one, nor one of a fact that another deck still
    holds (`held`, as `deck/fact`). Where two facts name one id, the first
    in the deck has it.
    """
    facts = {fact.id: fact for fact in deck.facts}
    listed = list(cards)
    today = {card.id for card in listed}
    found: dict[str, str] = {}
    renamed = bool(deck.was) or any(fact.was for fact in deck.facts)
    if not renamed:
        return found
    for card in listed:
        fact = facts.get(card.fact)
        was = fact.was if fact is not None else ()
        names = (card.fact, *(name for name in was if name not in held))
        tail = card.id.removeprefix(f"{deck.id}/{card.fact}/")
        for home in (deck.id, *deck.was):
            for name in names:
                old = f"{name}/{tail}" if "/" in name else f"{home}/{name}/{tail}"
                if old not in today:
                    found.setdefault(old, card.id)
    return found


def named_before(deck: Deck, fact: Fact) -> tuple[str, ...]:
    """All that a fact of a deck is or was called, as another deck names it: `deck/fact`."""
    bare = [n for n in (fact.id, *fact.was) if "/" not in n]
    whole = [n for n in fact.was if "/" in n]
    return tuple(dict.fromkeys([f"{h}/{n}" for h in (deck.id, *deck.was) for n in bare] + whole))


def resolved(told: Mapping[str, str]) -> dict[str, str]:
    """Each old id with the last of its chain. Ids that turn in a circle lead nowhere."""
    found: dict[str, str] = {}
    for old in told:
        seen = {old}
        at = told[old]
        while at in told and at not in seen:
            seen.add(at)
            at = told[at]
        if at not in seen:
            found[old] = at
    return found
