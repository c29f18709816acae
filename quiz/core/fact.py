"""Facts: what a deck knows, written once; every card is a view of one."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, field

from quiz.core.edtf import Edtf, Precision

ID_PATTERN = re.compile(r"[a-z0-9][a-z0-9-]*")


@dataclass(frozen=True, slots=True)
class Telling:
    """A place in a source that tells a fact: `document.text[at[0]:at[1]] == quote`.

    `of` is the id of the deck's source. `when` is set where this telling gives a date of
    its own (another telling of the event may be coarser or finer). `page` counts from 1.
    """

    of: str = ""
    quote: str = ""
    at: tuple[int, int] | None = None
    when: Edtf | None = None
    page: int | None = None


@dataclass(frozen=True, slots=True)
class Event:
    """Something that happened: a statement without its date, and the date."""

    event: str
    when: Edtf


@dataclass(frozen=True, slots=True)
class Term:
    """A short form and what it stands for."""

    term: str
    means: str


@dataclass(frozen=True, slots=True)
class Cloze:
    """A statement with numbered deletions, `{{1:hidden words}}`."""

    cloze: str


@dataclass(frozen=True, slots=True)
class Question:
    """A question as its author worded it; `asks` says for what (who, where, howmany…)."""

    question: str
    answer: str
    choices: tuple[str, ...] = ()
    asks: str = ""


@dataclass(frozen=True, slots=True)
class Order:
    """Three to six facts of the deck to be put in order, by id."""

    order: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Before:
    """Two facts of the deck, the earlier to be told from the later, by id."""

    before: tuple[str, str]


Body = Event | Term | Cloze | Question | Order | Before


@dataclass(frozen=True, slots=True)
class Fact:
    """A fact with what any fact may carry (the deck format's keys, by the same names).

    `ask` maps a card kind to its own wording. `precision` limits how finely a date is asked.
    `was` lists earlier ids, so that progress follows a rename. `made` is the digest of what
    the generator wrote; where it no longer agrees, an author has edited the fact.
    `line` is where the fact begins in its deck file, 0 when it has none.
    """

    id: str
    body: Body
    was: tuple[str, ...] = ()
    ask: Mapping[str, str] = field(default_factory=dict)
    accept: tuple[str, ...] = ()
    precision: Precision | None = None
    note: str = ""
    topic: str = ""
    tags: tuple[str, ...] = ()
    source: Telling | None = None
    supports: tuple[Telling, ...] = ()
    made: str = ""
    line: int = field(default=0, compare=False)
