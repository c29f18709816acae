"""Cards: one question each, with its answer and where it comes from."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from quiz.core.edtf import Edtf, Precision
from quiz.core.fact import Telling


class Kind(StrEnum):
    """What a card asks; the last part but one of its id."""

    WHEN = "when"
    WHAT = "what"
    MEANS = "means"
    TERM = "term"
    CLOZE = "cloze"
    ASK = "ask"
    ORDER = "order"
    BEFORE = "before"


@dataclass(frozen=True, slots=True)
class Card:
    """A card as a learner meets it.

    `id` is `deck/fact/kind` (a cloze adds `/n`) and never depends on wording. `edtf` is the
    date asked or given, None where the card has none; `precision` is what a date must be
    answered to. `items` are the statements of an order or before card, in the right order.
    """

    id: str
    deck: str
    fact: str
    kind: Kind
    question: str
    answer: str
    lang: str
    accept: tuple[str, ...] = ()
    choices: tuple[str, ...] = ()
    items: tuple[str, ...] = ()
    asks: str = ""
    edtf: Edtf | None = None
    precision: Precision | None = None
    topic: str = ""
    note: str = ""
    source: Telling | None = None
    supports: tuple[Telling, ...] = ()
    tags: tuple[str, ...] = ()
