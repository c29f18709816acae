"""Cards as JSON, by the contract that other programs rely on."""

from __future__ import annotations

from typing import Any

from quiz.core.card import Card
from quiz.core.fact import Telling


def card_json(card: Card) -> dict[str, Any]:
    """One card as plain data; `edtf` is None unless the date is asked or given."""
    source = card.source or Telling()
    return {
        "id": card.id,
        "fact": card.fact,
        "kind": str(card.kind),
        "question": card.question,
        "answer": card.answer,
        "accept": list(card.accept),
        "choices": list(card.choices),
        "edtf": str(card.edtf) if card.edtf is not None else None,
        "precision": card.precision.name.lower() if card.precision is not None else None,
        "topic": card.topic,
        "of": source.of,
        "quote": source.quote,
        "at": list(source.at) if source.at else None,
        "supports": [
            {
                "edtf": str(t.when) if t.when is not None else None,
                "quote": t.quote,
                "at": list(t.at) if t.at else None,
                "of": t.of,
            }
            for t in card.supports
        ],
        "tags": list(card.tags),
    }
