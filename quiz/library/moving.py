"""Moving facts between the decks of the library: progress, sources and conflicts go with them.

What moves is the fact with all its cards. In its new deck it names what it was called
(`was: [deck/fact]`), so that the progress of every learner follows it, not the mover's alone.
An order goes only together with the facts that it orders, and what an order left behind asks of
stays with it.
"""

from __future__ import annotations

import os
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from quiz.core.deck import Deck, DeckSource
from quiz.core.errors import DeckError, InputError
from quiz.core.fact import Before, Fact, Order, Telling
from quiz.core.lineage import named_before
from quiz.library.desk import Desk
from quiz.library.filing import Filed, file
from quiz.library.slugs import slug, unique
from quiz.store import deckfile
from quiz.store.patches import put_in, taken_out
from quiz.translation import _


@dataclass(frozen=True, slots=True)
class Moved:
    """How many facts went, and how many stayed because an order needs them where they are."""

    facts: int
    stayed: int


def move(desk: Desk, chosen: Mapping[str, Collection[str]], target: Deck | str) -> Moved:
    """Move facts, by deck id and fact id, into a deck, or a new one of this title.

    Raises InputError where nothing can be moved, DeckError where a file cannot be changed
    alone, and StoreError; then nothing has changed.
    """
    decks = desk.decks([])
    home = "" if isinstance(target, str) else target.id
    wanted = {d.id: set(chosen[d.id]) for d in decks if d.id in chosen and d.id != home}
    going = [(d, going_of(d, wanted[d.id])) for d in decks if d.id in wanted]
    count = sum(len(facts) for _deck, facts in going)
    stayed = sum(map(len, wanted.values())) - count
    if not count:
        raise InputError(*_nothing(stayed))
    going = [(deck, facts) for deck, facts in going if facts]
    if isinstance(target, str):
        path, text = _new(desk, target, going[0][0])
    else:
        path = desk.shelf.own(target)
        text = deckfile.read_text(path)
    into = deckfile.loads(text, str(path))
    after: dict[Path, str] = {}
    for deck, facts in going:
        if deck.lang != into.lang:
            raise InputError(
                _("'{title}' is in {lang}, '{title2}' in {lang2}").format(
                    title=deck.title, lang=deck.lang, title2=into.title, lang2=into.lang
                ),
                do=_("move within a language"),
            )
        old = desk.shelf.own(deck)
        left = deckfile.read_text(old)
        text = _arrived(text, path, deckfile.loads(left, str(old)), facts)
        after[old] = _left(left, old, facts)
    # The new home first: where the rest fails, a fact stands twice rather than nowhere.
    file(desk, Filed.MOVE, count, {path: text, **after})
    return Moved(count, stayed)


def going_of(deck: Deck, wanted: Collection[str]) -> tuple[str, ...]:
    """Which of the wanted facts can go without tearing an order from what it orders."""
    parts = {f.id: _parts(f) for f in deck.facts}
    going = {f.id for f in deck.facts if f.id in wanted}
    while True:
        torn = {i for i in going if not set(parts[i]) <= going}
        needed = {p for i, ids in parts.items() if i not in going or i in torn for p in ids}
        staying = torn | needed & going
        if not staying:
            return tuple(f.id for f in deck.facts if f.id in going)
        going -= staying


def _parts(fact: Fact) -> tuple[str, ...]:
    match fact.body:
        case Order(order=ids) | Before(before=ids):
            return ids
        case _:
            return ()


def _nothing(stayed: int) -> tuple[str]:
    if stayed:
        return (_("an order needs these where they are; choose it and all that it orders too"),)
    return (_("these are in that deck already"),)


def _new(desk: Desk, title: str, like: Deck) -> tuple[Path, str]:
    """A deck without facts, of the language of the one that its first facts come from."""
    taken = {e.deck.id for e in desk.shelf.entries() if e.deck}
    taken |= {p.stem for p in desk.shelf.folder.glob("*.y*ml")}
    name = unique(slug(title, like.lang), taken)
    return desk.shelf.folder / f"{name}.yaml", deckfile.dumps(Deck(name, title, like.lang, ()))


def _left(text: str, path: Path, facts: Sequence[str]) -> str:
    """A deck's text without facts that have gone, and without the conflicts about them."""
    deck = deckfile.loads(text, str(path))
    numbers = [n for n, fact in enumerate(deck.facts) if fact.id in facts]
    told = [n for n, conflict in enumerate(deck.conflicts) if conflict.fact in facts]
    without = taken_out(taken_out(text, "facts", numbers), "conflicts", told)
    wanted = replace(
        deck,
        facts=tuple(f for f in deck.facts if f.id not in facts),
        conflicts=tuple(c for c in deck.conflicts if c.fact not in facts),
    )
    return _checked(without, path, wanted)


def _arrived(text: str, path: Path, old: Deck, facts: Sequence[str]) -> str:
    """The target's text with facts of another deck, their sources and conflicts."""
    deck = deckfile.loads(text, str(path))
    taken = {fact.id for fact in deck.facts} | {n for f in deck.facts for n in f.was}
    names = {i: unique(i, taken) for i in facts}
    moving = [fact for fact in old.facts if fact.id in names]
    conflicts = [c for c in old.conflicts if c.fact in names]
    told = [t for c in conflicts for t in c.tellings]
    told += [t for f in moving for t in (f.source, *f.supports) if t is not None]
    sources, added = _sources(deck, old, {t.of for t in told}, path)
    arriving = [_renamed(fact, old, deck, names, sources) for fact in moving]
    brought = [
        replace(c, fact=names[c.fact], tellings=tuple(_told(t, sources) for t in c.tellings))
        for c in conflicts
    ]
    text = put_in(put_in(put_in(text, "facts", arriving), "conflicts", brought), "sources", added)
    wanted = replace(
        deck,
        facts=(*deck.facts, *arriving),
        sources=(*deck.sources, *added),
        conflicts=(*deck.conflicts, *brought),
    )
    return _checked(text, path, wanted)


def _renamed(
    fact: Fact, old: Deck, deck: Deck, names: Mapping[str, str], sources: Mapping[str, str]
) -> Fact:
    """A fact as its new deck has it: it is the author's from now on, so that no rebuild takes it."""
    body = fact.body
    match body:
        case Order(order=ids):
            body = Order(tuple(names[i] for i in ids))
        case Before(before=(one, two)):
            body = Before((names[one], names[two]))
        case _:
            pass
    name = names[fact.id]
    was = tuple(n for n in named_before(old, fact) if n != f"{deck.id}/{name}")
    return replace(
        fact,
        id=name,
        body=body,
        was=was,
        topic=fact.topic or (old.topic if old.topic != deck.topic else ""),
        source=_told(fact.source, sources) if fact.source else None,
        supports=tuple(_told(t, sources) for t in fact.supports),
        made="",
    )


def _told(telling: Telling, sources: Mapping[str, str]) -> Telling:
    return replace(telling, of=sources.get(telling.of, telling.of))


def _sources(
    deck: Deck, old: Deck, used: Collection[str], path: Path
) -> tuple[dict[str, str], list[DeckSource]]:
    """What the sources in use are called in the new deck, and those that are new there."""
    names: dict[str, str] = {}
    added: list[DeckSource] = []
    taken = {source.id for source in deck.sources}
    for source in old.sources:
        if source.id not in used:
            continue
        file = _from(path.parent, Path(old.path).parent, source.file)
        # What the last build found there is the old deck's own affair.
        there = replace(source, id="", file=file, found="")
        same = next((s for s in deck.sources if replace(s, id="", found="") == there), None)
        if same is None:
            same = replace(there, id=unique(source.id, taken))
            added.append(same)
        names[source.id] = same.id
    return names, added


def _from(folder: Path, home: Path, file: str) -> str:
    """A path relative to one folder as it reads from another."""
    if not file or "://" in file:
        return file
    full = (home / file).resolve()
    try:
        return Path(os.path.relpath(full, folder.resolve())).as_posix()
    except ValueError:  # another drive
        return full.as_posix()


def _checked(text: str, path: Path, wanted: Deck) -> str:
    """`text`, where it reads as is wanted; else its file has to be edited by hand."""
    if deckfile.loads(text, str(path)) != wanted:
        raise DeckError(
            _("this deck is written in a way that cannot be changed here"),
            where=str(path), do=_("edit the file"),
        )  # fmt: skip
    return text


def decks_for(decks: Iterable[Deck], langs: Collection[str]) -> list[Deck]:
    """The decks that facts of decks in these languages can go to."""
    return [deck for deck in decks if {deck.lang} == set(langs)]
