"""Writing what was built; a second build keeps every edit of the author's."""

from __future__ import annotations

import hashlib
import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from pathlib import Path

from quiz.core.deck import Deck, DeckSource
from quiz.core.fact import Before, Event, Fact, Order, Term
from quiz.library.build import Built, made
from quiz.library.shelf import Shelf
from quiz.store import deckfile
from quiz.wording.cards import cards_of

_NAMED = 4  # ids that one line of changes names


@dataclass(frozen=True, slots=True)
class Written:
    """A deck as it was written, where, and what changed against the file before."""

    deck: Deck
    path: Path
    cards: int
    changes: tuple[str, ...]


def write(built: Built, output: Path | None, shelf: Shelf, source: Path | None = None) -> Written:
    """Write a built deck to `output`, or into the library; an older deck there is merged.

    The deck names its `source` where that lies beside the deck or below it, as it was read.
    Otherwise the text is kept beside the deck: it is what the offsets of quotes refer to. Raises DeckError where the older deck cannot be
    read: it is its author's work and is not written over.
    """
    deck = built.deck
    changes: tuple[str, ...] = ()
    path = output or shelf.folder / f"{deck.id}.yaml"
    if path.exists():
        deck, changes = merged(deckfile.load(path), deck)
    names = {s.id for s in built.deck.sources}
    digests = found(built.deck.facts)
    deck = replace(
        deck,
        sources=tuple(replace(s, found=digests) if s.id in names else s for s in deck.sources),
    )
    texts = {}
    beside = "" if built.document.extracted else _beside(path, source)
    if beside:
        built_from = {s.id for s in built.deck.sources}
        named = [replace(s, file=beside) if s.id in built_from else s for s in deck.sources]
        deck = replace(deck, sources=tuple(named))
    else:
        texts = {s.id: built.document.text for s in built.deck.sources}
    path = shelf.save(deck, texts, output)
    return Written(deck, path, len(cards_of(deck)), changes)


def _beside(deck: Path, source: Path | None) -> str:
    """How a deck names its source: by the path from its own folder, "" where it lies elsewhere."""
    if source is None or not source.is_file():
        return ""
    try:
        return source.resolve().relative_to(deck.resolve().parent).as_posix()
    except ValueError:
        return ""


def merged(old: Deck, new: Deck) -> tuple[Deck, tuple[str, ...]]:
    """The old deck brought up to date, and what changed, one line each.

    A fact whose digest still agrees is as the generator wrote it and takes its new form, under
    its old id. Any other is the author's and stays letter by letter, as do the deck's own
    words and its order. What the document no longer tells goes, unless the author edited it;
    what the author took out stays out (see `_taken_out`).
    """
    fresh = {fact.id: fact for fact in new.facts}
    twins = {_heart(fact): fact for fact in new.facts}
    kept: list[Fact] = []
    used: set[str] = set()
    updated, removed, edited = [], [], []
    for fact in old.facts:
        names = (fact.id, *fact.was)
        known = (twins.get(_heart(fact)), *(fresh.get(name) for name in names))
        match = next((m for m in known if m is not None and m.id not in used), None)
        if match is not None:
            used.add(match.id)
        if by_author(fact):
            kept.append(fact)
            edited.append(fact.id)
        elif match is None:
            removed.append(fact.id)
        else:
            kept.append(_renewed(fact, match))
            if kept[-1] != fact:
                updated.append(fact.id)
    dropped = (*old.dropped, *_taken_out(old, new, used))
    barred = {*used, *dropped, *(fact.id for fact in kept)}
    added = [fact for fact in new.facts if fact.id not in barred]
    changes = list(_told(added, updated, removed, edited, dropped))
    deck = replace(
        old,
        facts=_whole([*kept, *added]),
        sources=_sources(old, new),
        conflicts=new.conflicts,
        dropped=dropped,
    )
    return deck, tuple(changes or ["nothing changed"])


def _taken_out(old: Deck, new: Deck, used: set[str]) -> list[str]:
    """Facts that the author has deleted from the file since the last build.

    They are those that the last build found. Where the deck does not tell that (it is older):
    of an unchanged document, a fact that is missing although a lesser one is there can only
    have been deleted; one that is missing at the end may have been left out by `--limit`.
    """
    last_time = {d for source in old.sources for d in re.findall("....", source.found)}
    if last_time:
        barred = used | set(old.dropped)
        return [f.id for f in new.facts if f.id not in barred and _digest(f) in last_time]
    if {s.sha256 for s in new.sources}.isdisjoint(s.sha256 for s in old.sources if s.sha256):
        return []
    last = max((i for i, fact in enumerate(new.facts) if fact.id in used), default=0)
    known = used | set(old.dropped)
    return [fact.id for fact in new.facts[:last] if fact.id not in known]


def by_author(fact: Fact) -> bool:
    """Whether a fact was written or edited by hand, by its digest."""
    return not fact.made or fact.made != made(fact)


def _renewed(old: Fact, new: Fact) -> Fact:
    """The new form of a fact under the id that learners' progress hangs on."""
    fact = replace(new, id=old.id, was=old.was, line=0)
    return replace(fact, made=made(fact))


def _heart(fact: Fact) -> tuple[str, ...]:
    """What makes facts of two builds the same although their wording and ids may differ."""
    match fact.body:
        case Event(when=when) if fact.source is not None and fact.source.quote:
            return ("event", str(when), fact.source.quote)
        case Term(term=term):
            return ("term", term)
        case _:
            return ("id", fact.id)


def _digest(fact: Fact) -> str:
    return hashlib.blake2b(repr(_heart(fact)).encode(), digest_size=2).hexdigest()


def found(facts: Iterable[Fact]) -> str:
    """The digests of facts that a build found, for `DeckSource.found`."""
    return "".join(_digest(fact) for fact in facts)


def _whole(facts: list[Fact]) -> tuple[Fact, ...]:
    """The facts, less those that put in order what is no longer there."""
    known = {fact.id for fact in facts}

    def stands(fact: Fact) -> bool:
        match fact.body:
            case Order(order=ids) | Before(before=ids):
                return by_author(fact) or known.issuperset(ids)
            case _:
                return True

    return tuple(fact for fact in facts if stands(fact))


def _sources(old: Deck, new: Deck) -> tuple[DeckSource, ...]:
    """The new sources, and the author's own."""
    named = {source.id for source in new.sources}
    return (*new.sources, *(source for source in old.sources if source.id not in named))


def _told(
    added: list[Fact],
    updated: list[str],
    removed: list[str],
    edited: list[str],
    dropped: tuple[str, ...],
) -> Iterator[str]:
    if added:
        yield f"{len(added)} new: {_some([fact.id for fact in added])}"
    if updated:
        yield f"{len(updated)} brought up to date: {_some(updated)}"
    if removed:
        yield f"{len(removed)} no longer in the source, removed: {_some(removed)}"
    if edited:
        yield f"{len(edited)} of the author's, kept as they are: {_some(edited)}"
    if dropped:
        yield f"{len(dropped)} dropped by the author, left out: {_some(list(dropped))}"


def _some(ids: list[str]) -> str:
    return ", ".join(ids[:_NAMED]) + (" …" if len(ids) > _NAMED else "")
