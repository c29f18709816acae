"""Judging what a learner typed for a card."""

from __future__ import annotations

from quiz.core.answers import Verdict, judge
from quiz.core.card import Card, Kind
from quiz.core.edtf import Date
from quiz.dates.typed import read_typed
from quiz.wording.cards import asked_date

TYPED_LIMIT = 60


def judged(card: Card, text: str, interface: str = "en") -> Verdict:
    """The verdict on `text`; dates are read in the card's language, then the interface's."""
    asked = None
    if card.kind is Kind.WHEN and card.edtf is not None:
        asked = asked_date(card.edtf, card.precision if isinstance(card.edtf, Date) else None)
    return judge(card, text, lambda t: read_typed(t, [card.lang, interface]), asked)


def to_be_typed(card: Card, mode: str) -> bool:
    """Whether a card wants a typed answer: long ones are only revealed."""
    if mode == "reveal" or card.kind in (Kind.WHAT, Kind.MEANS, Kind.ORDER, Kind.BEFORE):
        return False
    return len(card.answer) <= TYPED_LIMIT
