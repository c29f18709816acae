"""Choices: wrong answers that are right answers to other cards of the same deck.

Same kind, same precision, nearest in time, never compatible with the key. How many of them lie
before the key is drawn by the card's id, so that the middle one is no better guess than any
other; without enough of them there is no multiple choice.
"""

from __future__ import annotations

import hashlib
from bisect import bisect_left, bisect_right
from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import replace
from functools import lru_cache

from quiz.core.card import Card, Kind
from quiz.core.edtf import Bounds, Date, Edtf, Span

FEWEST, MOST = 3, 4  # choices with the key among them
_LONGER = 1.8  # how much longer or shorter than the key a choice may be
_NEAR = 12  # neighbours on either side that are looked at
_MANY = 400  # answers that are looked at: keeps the work linear in a deck of thousands of terms


def with_choices(cards: Sequence[Card]) -> tuple[Card, ...]:
    """The cards with choices where their deck has fair ones; an author's own stay."""
    forms: dict[str, list[Card]] = defaultdict(list)
    kinds: dict[str, list[Card]] = defaultdict(list)
    for card in cards:
        if card.kind is Kind.WHEN and card.edtf is not None:
            forms[_group(card)].append(card)
        elif card.kind in (Kind.MEANS, Kind.TERM) or card.asks == "who":
            kinds[f"{card.deck}/{card.kind}/{card.asks}"].append(card)
    dated = {form: _Timeline(group) for form, group in forms.items()}
    worded = {kind: _Answers(group) for kind, group in kinds.items()}
    found = []
    for card in cards:
        if card.choices:
            found.append(card)
        elif card.kind is Kind.WHEN and card.edtf is not None:
            found.append(_dated(card, dated[_group(card)]))
        else:
            found.append(_worded(card, worded.get(f"{card.deck}/{card.kind}/{card.asks}")))
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


class _Timeline:
    """Dated cards of one form in the order of time, with their bounds: these are asked again and again."""

    def __init__(self, cards: Sequence[Card]) -> None:
        dated = [(_bounds(c.edtf), c) for c in cards if c.edtf is not None]
        dated.sort(key=lambda d: (sum(d[0]), d[1].id))
        self.dated = dated
        self.middles = [sum(bounds) for bounds, _ in dated]  # twice the middle

    def near(self, card: Card) -> tuple[Iterable[_Dated], Iterable[_Dated]]:
        """The neighbours before the card's date and from it on, the nearest first."""
        assert card.edtf is not None  # noqa: S101 - only dated cards are grouped
        at = bisect_left(self.middles, sum(_bounds(card.edtf)))
        return reversed(self.dated[max(0, at - _NEAR) : at]), self.dated[at : at + _NEAR]


_Dated = tuple[Bounds, Card]


@lru_cache(maxsize=8192)
def _bounds(when: Edtf) -> Bounds:
    return when.bounds


def _dated(card: Card, group: _Timeline) -> Card:
    """The key and its neighbours in time, some before and some after it."""
    earlier, later = group.near(card)
    before, after = _apart(card, earlier), _apart(card, later)
    wanted = MOST - 1
    early = _draw(card.id) % (wanted + 1)
    early = max(min(early, len(before)), wanted - len(after))
    chosen = [*before[: max(0, early)], *after[: wanted - max(0, early)]]
    return _with(card, [c.answer for c in chosen])


def _apart(card: Card, others: Iterable[_Dated]) -> list[Card]:
    """Cards whose dates are compatible neither with the key's nor with one another's.

    No more than can be chosen.
    """
    found: list[Card] = []
    told = [_bounds(w) for w in (card.edtf, *(s.when for s in card.supports)) if w is not None]
    for (first, last), other in others:
        if other.fact == card.fact:
            continue
        if any(a <= last and first <= b for a, b in told):
            continue
        told.append(Bounds(first, last))
        found.append(other)
        if len(found) == MOST:
            break
    return found


class _Answers:
    """Cards of one kind in the order of their answers' lengths, with what each takes for right."""

    def __init__(self, cards: Iterable[Card]) -> None:
        self.told = sorted(
            ((c.answer, frozenset(map(_flat, (c.answer, *c.accept)))) for c in cards),
            key=lambda told: len(told[0]),
        )

    def alike(self, card: Card) -> Sequence[tuple[str, frozenset[str]]]:
        """Those alike in length to the card's own; of very many a stretch that its id draws."""
        size = len(card.answer)
        first = bisect_left(self.told, size / _LONGER, key=lambda told: len(told[0]))
        last = bisect_right(self.told, size * _LONGER, key=lambda told: len(told[0]))
        if last - first > _MANY:
            first += _draw(card.id) % (last - first - _MANY + 1)
            last = first + _MANY
        return self.told[first:last]


def _worded(card: Card, group: _Answers | None) -> Card:
    """Other answers of the kind, alike in length, drawn by the card's id."""
    if group is None:
        return card
    right = {_flat(a) for a in (card.answer, *card.accept)}
    others = {answer for answer, taken in group.alike(card) if not taken & right}
    drawn = sorted(others, key=lambda a: _draw(f"{card.id}\0{a}"))
    return _with(card, drawn[: MOST - 1])


def _with(card: Card, others: Sequence[str]) -> Card:
    distinct = [o for o in dict.fromkeys(others) if _flat(o) != _flat(card.answer)]
    if len(distinct) + 1 < FEWEST:
        return card
    return replace(card, choices=shuffled(replace(card, choices=(card.answer, *distinct)), 0))
