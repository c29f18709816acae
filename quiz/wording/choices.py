"""Choices: wrong answers that are right answers to other cards of the same deck.

Same kind, same precision, nearest in time, never compatible with the key. How many of them lie
before the key is drawn by the card's id, so that the middle one is no better guess than any
other; without enough of them there is no multiple choice.
"""

from __future__ import annotations

import hashlib
from bisect import bisect_left
from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import replace

from quiz.core.card import Card, Kind
from quiz.core.edtf import Date, Edtf, Span, overlap

FEWEST, MOST = 3, 4  # choices with the key among them
_LONGER = 1.8  # how much longer or shorter than the key a choice may be
_NEAR = 12  # neighbours on either side that are looked at


def with_choices(cards: Sequence[Card]) -> tuple[Card, ...]:
    """The cards with choices where their deck has fair ones; an author's own stay."""
    dated: dict[str, list[Card]] = defaultdict(list)
    worded: dict[str, list[Card]] = defaultdict(list)
    for card in cards:
        if card.kind is Kind.WHEN and card.edtf is not None:
            dated[_group(card)].append(card)
        elif card.kind in (Kind.MEANS, Kind.TERM) or card.asks == "who":
            worded[f"{card.deck}/{card.kind}/{card.asks}"].append(card)
    for group in dated.values():
        group.sort(key=lambda c: (_middle(c.edtf), c.id))
    found = []
    for card in cards:
        if card.choices:
            found.append(card)
        elif card.kind is Kind.WHEN and card.edtf is not None:
            found.append(_dated(card, dated[_group(card)]))
        else:
            found.append(_worded(card, worded.get(f"{card.deck}/{card.kind}/{card.asks}", [])))
    return tuple(found)


def shuffled(card: Card, review: int) -> tuple[str, ...]:
    """A card's choices in an order that its id and the review's number give."""
    return tuple(sorted(card.choices, key=lambda c: _draw(f"{card.id}\0{review}\0{c}")))


def _flat(text: str) -> str:
    return " ".join(text.casefold().split())


def _draw(text: str) -> int:
    return int.from_bytes(hashlib.blake2b(text.encode(), digest_size=8).digest())


def _group(card: Card) -> str:
    shape = type(card.edtf).__name__
    return f"{card.deck}/{shape}/{card.precision}/{_marks(card.edtf)}"


def _marks(when: Edtf | None) -> str:
    """What of a date's form shows in its wording: a season, a qualifier, an open end."""
    if isinstance(when, Date):
        return f"{when.mark}{(when.month or 0) > 12}"
    if isinstance(when, Span):
        return f"{when.start is None}{when.end is None}{when.start and when.start.precision}"
    return str(when)[:1] if when is None else f"{when.earliest is None}{when.latest is None}"


def _middle(when: Edtf | None) -> float:
    assert when is not None  # noqa: S101 - only dated cards are grouped
    return (when.bounds.first + when.bounds.last) / 2


def _dated(card: Card, group: Sequence[Card]) -> Card:
    """The key and its neighbours in time, some before and some after it."""
    at = bisect_left([_middle(c.edtf) for c in group], _middle(card.edtf))
    before = _apart(card, reversed(group[max(0, at - _NEAR) : at]))
    after = _apart(card, group[at : at + _NEAR])
    wanted = MOST - 1
    early = _draw(card.id) % (wanted + 1)
    early = max(min(early, len(before)), wanted - len(after))
    chosen = [*before[: max(0, early)], *after[: wanted - max(0, early)]]
    return _with(card, [c.answer for c in chosen])


def _apart(card: Card, others: Iterable[Card]) -> list[Card]:
    """Cards whose dates are compatible neither with the key's nor with one another's."""
    found: list[Card] = []
    told = [card.edtf, *(s.when for s in card.supports)]
    for other in others:
        if other.edtf is None or other.fact == card.fact:
            continue
        if any(t is not None and overlap(t, other.edtf) for t in told):
            continue
        if any(c.edtf is not None and overlap(c.edtf, other.edtf) for c in found):
            continue
        found.append(other)
    return found


def _worded(card: Card, group: Sequence[Card]) -> Card:
    """Other answers of the kind, alike in length, drawn by the card's id."""
    if not group:
        return card
    right = {_flat(a) for a in (card.answer, *card.accept)}
    size = len(card.answer)
    others = {
        c.answer
        for c in group
        if not {_flat(a) for a in (c.answer, *c.accept)} & right
        and size / _LONGER <= len(c.answer) <= size * _LONGER
    }
    drawn = sorted(others, key=lambda a: _draw(f"{card.id}\0{a}"))
    return _with(card, drawn[: MOST - 1])


def _with(card: Card, others: Sequence[str]) -> Card:
    distinct = [o for o in dict.fromkeys(others) if _flat(o) != _flat(card.answer)]
    if len(distinct) + 1 < FEWEST:
        return card
    return replace(card, choices=shuffled(replace(card, choices=(card.answer, *distinct)), 0))
