"""A deck: facts about one subject, with the sources that they come from."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from quiz.core.fact import Fact, Telling

FORMAT = 1


@dataclass(frozen=True, slots=True)
class DeckSource:
    """A document that a deck was made from; `file` is relative to the deck's folder.

    `url` is where it was fetched from, `retrieved` on which day (ISO). `found` holds a digest
    (four hex digits) of each fact that the last build found, so that one that an author took
    out can be told from one that is new.
    """

    id: str
    file: str = ""
    sha256: str = ""
    title: str = ""
    url: str = ""
    retrieved: str = ""
    found: str = ""


@dataclass(frozen=True, slots=True)
class Conflict:
    """Statements of one source that cannot all be true; `fact` is the one carded."""

    fact: str
    tellings: tuple[Telling, ...]
    about: str = ""


@dataclass(frozen=True, slots=True)
class Deck:
    """A deck as its file says it; see the deck format in docs/deck-format.md.

    `dropped` lists ids of generated facts that the author does not want back.
    `lint` maps a rule's name to what the author wants of it (`off`, `warning`, `error`).
    """

    id: str
    title: str
    lang: str
    facts: tuple[Fact, ...]
    topic: str = ""
    was: tuple[str, ...] = ()
    sources: tuple[DeckSource, ...] = ()
    conflicts: tuple[Conflict, ...] = ()
    dropped: tuple[str, ...] = ()
    lint: Mapping[str, str] = field(default_factory=dict)
    path: str = field(default="", compare=False)
