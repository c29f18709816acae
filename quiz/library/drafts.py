"""A built deck before it is saved: its cards by kind, doubts first, and changes to its facts."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace

from quiz.core.card import Card, Kind
from quiz.core.deck import Conflict, Deck
from quiz.core.edtf import parse
from quiz.core.errors import InputError
from quiz.core.fact import Cloze, Event, Fact, Question, Term
from quiz.translation import N_, _
from quiz.wording.cards import cards_of

_GROUPS = (
    (N_("Dates"), (Kind.WHEN, Kind.WHAT)),
    (N_("Questions"), (Kind.ASK, Kind.CLOZE)),
    (N_("Terms"), (Kind.MEANS, Kind.TERM)),
    (N_("Order"), (Kind.ORDER, Kind.BEFORE)),
)


@dataclass(frozen=True, slots=True)
class Draft:
    """A card of a deck that is looked through; `doubt` says why it wants a look, else ""."""

    card: Card
    group: str
    doubt: str


def drafts(deck: Deck) -> list[Draft]:
    """The cards by kind; in each kind those in doubt first, else in the deck's order."""
    facts = {f.id: f for f in deck.facts}
    told = {c.fact for c in deck.conflicts}
    found: list[Draft] = []
    cards = cards_of(deck)
    for group, kinds in _GROUPS:
        own = [Draft(c, group, _doubt(c, facts[c.fact], told)) for c in cards if c.kind in kinds]
        found += sorted(own, key=lambda d: not d.doubt)
    return found


def _doubt(card: Card, fact: Fact, told: set[str]) -> str:
    if card.fact in told:
        return _("the source contradicts itself")
    if card.kind is Kind.WHEN and "when" not in fact.ask:
        return _("framed: no natural question was sure")
    return ""


def conflict_of(deck: Deck, fact: str) -> Conflict | None:
    """What in the source contradicts a fact."""
    return next((c for c in deck.conflicts if c.fact == fact), None)


def changed(deck: Deck, fact_id: str, changes: Mapping[str, str]) -> Deck:
    """The deck with new texts in one fact, by the keys of `quiz.library.edit.Field`.

    Raises InputError for an empty text and DateError for what is no date.
    """
    for key, text in changes.items():
        if not text.strip() and key != "note":
            raise InputError(
                _("this text cannot be empty"), where=key, do=_("write something, or esc")
            )
    facts = tuple(_changed(f, changes) if f.id == fact_id else f for f in deck.facts)
    return replace(deck, facts=facts)


def _changed(fact: Fact, changes: Mapping[str, str]) -> Fact:
    ask = {**fact.ask, **{k[4:]: v for k, v in changes.items() if k.startswith("ask/")}}
    fact = replace(fact, ask=ask, note=changes.get("note", fact.note))
    new = {k: v for k, v in changes.items() if k != "note" and not k.startswith("ask/")}
    match fact.body:
        case Event() as body:
            if "when" in new:
                body = replace(body, when=parse(new.pop("when")))
            return replace(fact, body=replace(body, **new))  # type: ignore[arg-type]
        case Term() | Cloze() | Question() as body:
            return replace(fact, body=replace(body, **new))  # type: ignore[arg-type]
        case _:
            return fact


def reworded(deck: Deck, card: Card, natural: str | None) -> Deck:
    """The deck with the card asked in its language's frame, or in `natural` words again."""
    kind = card.id.split("/", 2)[2]

    def other(fact: Fact) -> Fact:
        ask = {k: v for k, v in fact.ask.items() if k != kind}
        return replace(fact, ask=ask if natural is None else {**ask, kind: natural})

    return replace(deck, facts=tuple(other(f) if f.id == card.fact else f for f in deck.facts))
