"""A digest of the right answer, so that a changed one can be noticed later."""

from __future__ import annotations

import hashlib

from quiz.core.card import Card, Kind


def answer_key(card: Card) -> str:
    """What changes when a card asks for another answer, and not when it is only worded anew.

    A date counts by what it says, not by how it is spoken; case and blanks mean nothing, nor
    does another answer that is accepted as well.
    """
    if card.kind is Kind.WHEN and card.edtf is not None:
        right = f"{card.edtf}\0{card.precision.name if card.precision else ''}"
    else:
        right = "\0".join(" ".join(text.casefold().split()) for text in (card.answer, *card.items))
    return hashlib.blake2b(right.encode("utf-8", "surrogatepass"), digest_size=8).hexdigest()
