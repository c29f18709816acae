"""A document to a deck: read, mine, parse, word, check, in that order."""

from __future__ import annotations

import hashlib
import re
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, replace
from datetime import date
from pathlib import Path

from quiz.core.deck import Conflict, Deck, DeckSource
from quiz.core.document import Document
from quiz.core.errors import DocumentError
from quiz.core.fact import Event, Fact, Question, Telling, Term
from quiz.library.events import events
from quiz.library.figures import figures
from quiz.library.orders import orders
from quiz.library.persons import persons
from quiz.library.prose import Prose
from quiz.library.slugs import slug, unique
from quiz.library.unasked import Reason
from quiz.library.unasked import note as unasked_note
from quiz.mining.acronyms import abbreviations
from quiz.mining.statements import statements
from quiz.mining.topic import topic_of
from quiz.reading import read
from quiz.store.yaml_writer import fact_text
from quiz.translation import N_, _

MOST = 20_000  # dated statements that are asked: years of learning, and half a minute of parsing


@dataclass(frozen=True, slots=True)
class Progressed:
    """How far a build is: `stage` is reading, mining, parsing or wording."""

    stage: str
    done: int
    total: int


@dataclass(frozen=True, slots=True)
class Built:
    """A deck with the document it came from; `notes` are for the author, one line each."""

    deck: Deck
    document: Document
    notes: tuple[str, ...]


Report = Callable[[Progressed], None]


def build(
    source: Path | str,
    *,
    lang: str | None = None,
    limit: int | None = None,
    quotes: bool = True,
    report: Report | None = None,
    today: date | None = None,
) -> Built:
    """Build a deck from a document; `limit` keeps the best facts, `quotes` the source sentences.

    `today` is noted where the document is fetched from the web.
    Raises DocumentError where the document cannot be read or holds nothing to ask.
    """
    tell = report or (lambda _: None)
    tell(Progressed("reading", 0, 1))
    document = read(source, lang=lang, today=today)
    return build_document(document, limit=limit, quotes=quotes, report=tell)


def build_document(
    document: Document, *, limit: int | None = None, quotes: bool = True, report: Report
) -> Built:
    """Build a deck from a document already read."""
    notes = list(document.warnings)
    report(Progressed("mining", 0, 1))
    found = _found(document, report)
    notes += found.notes
    facts, conflicts = found.facts, found.conflicts
    notes += _disputed(conflicts)
    facts += orders(facts, document.lang)
    if limit is not None:
        facts = facts[:limit]
    if not facts:
        raise DocumentError(
            _("no fair question could be worded from its dated statements"),
            where=document.name,
            do=_("give a document with dated events, or write the deck by hand"),
        )
    if unasked := unasked_note(found.unasked):
        notes.append(unasked)
    if not quotes:
        facts = [_quoteless(f) for f in facts]
    digest = (
        hashlib.sha256(document.text.encode()).hexdigest()
        if document.extracted
        else document.sha256
    )
    ids = {f.id for f in facts}
    deck = Deck(
        id=f"{slug(document.title or document.name, document.lang, words=5, limit=40)}-{digest[:4]}",
        title=document.title or document.name,
        lang=document.lang,
        topic=found.scope,
        facts=tuple(replace(f, made=made(f)) for f in facts),
        conflicts=tuple(c for c in conflicts if c.fact in ids),
        sources=(
            DeckSource(
                "s1", document.name, digest, document.title, document.url, document.retrieved
            ),
        ),
    )
    return Built(deck, document, tuple(notes))


@dataclass(frozen=True, slots=True)
class _Found:
    """The facts of a document by worth, what it says twice, and the statements without a question."""

    facts: list[Fact]
    conflicts: tuple[Conflict, ...]
    unasked: Mapping[Reason, int]
    notes: tuple[str, ...]
    scope: str


def _found(document: Document, report: Report) -> _Found:
    """What a document tells. What only this step needs is let go with it: the deck takes its room."""
    topic = topic_of(document)
    told = statements(document, topic, MOST)
    notes = []
    if len(told) >= MOST:
        document, far = _up_to(document, told[-1].at[1])
        notes.append(
            _(
                "it tells more than a deck can hold: asked are the first {n:,} dated statements, "
                "{far} % of the text; build the rest as documents of their own"
            ).format(n=len(told), far=far)
        )
    terms = _terms(document)
    if not told and not terms:
        raise DocumentError(
            _("no date and no acronym was found in it"),
            where=document.name,
            do=_("give a document with dated events, or write the deck by hand"),
        )
    taken: set[str] = set()
    prose = Prose(document, topic)
    total = len(told)
    dated = events(
        prose, told, _meanings(terms), taken, lambda i: report(Progressed("parsing", i, total))
    )
    report(Progressed("wording", 0, 1))
    people = persons(prose, told)
    del told
    counted, clashing = figures(prose, MOST)
    named = {id(f): _named(f, taken) for f in (*terms, *counted, *people)}
    conflicts = (*dated.conflicts, *_clashes(clashing, named))
    facts = _ranked([*dated.facts, *named.values()])
    return _Found(facts, conflicts, dated.unasked, tuple(notes), prose.about)


def _up_to(document: Document, end: int) -> tuple[Document, int]:
    """The document as if its blocks ended at an offset, and the share of its text before that in per cent."""
    kept = tuple(b for b in document.blocks if b.start < end)
    whole = document.blocks[-1].end
    return replace(document, blocks=kept), 100 * end // whole


def made(fact: Fact) -> str:
    """The digest of what the generator wrote, by which an author's edit is told from it."""
    bare = replace(fact, made="", line=0, was=())
    return hashlib.blake2b(fact_text(bare).encode(), digest_size=6).hexdigest()


def _clashes(pairs: list[tuple[Fact, Fact]], named: dict[int, Fact]) -> list[Conflict]:
    """Conflicts of numbers: the fact that is asked, and both sentences."""
    found = []
    for kept, other in pairs:
        fact = named.get(id(kept))
        tellings = tuple(f.source for f in (kept, other) if f.source is not None)
        if fact is not None and len(tellings) == 2:
            found.append(Conflict(fact.id, tellings, about=N_("number")))
    return found


def _disputed(conflicts: Iterable[Conflict]) -> list[str]:
    """A note for each conflict, with both quotes."""
    return [
        _(
            "the document says two things about one {about}; asked is “{quote}”, not “{quote2}”"
        ).format(about=_(conflict.about), quote=first.quote, quote2=second.quote)
        for conflict in conflicts
        for first, second in [conflict.tellings[:2]]
    ]


def _meanings(terms: list[Fact]) -> dict[str, str]:
    return {t.body.term: t.body.means for t in terms if isinstance(t.body, Term)}


def _terms(document: Document) -> list[Fact]:
    found = []
    for short in abbreviations(document):
        a, b = short.quote
        found.append(
            Fact(
                id=slug(short.short, document.lang),
                body=Term(short.short, short.long),
                accept=short.also,
                source=Telling("s1", document.text[a:b], (a, b)),
                tags=("acronym",),
            )
        )
    return found


def _named(fact: Fact, taken: set[str]) -> Fact:
    return replace(fact, id=unique(fact.id, taken))


def _ranked(facts: list[Fact]) -> list[Fact]:
    """By worth, the most important first; as in the text where they are worth the same.

    What is told more than once counts most, then what stands in the chronology, and what can be
    asked as a person would; names and a full date add a little.
    """

    def worth(fact: Fact) -> float:
        score = 2.0 * min(len(fact.supports), 3)
        score += 2.0 * ("chronology" in fact.tags)
        score += bool(fact.ask)
        match fact.body:
            case Event(event=event, when=when):
                score += 0.5 * bool(_NAME_INSIDE.search(event))
                score += 0.5 * (when.bounds.last - when.bounds.first < _A_DAY)
                score += 0.25 * any(c.isdigit() for c in event)
            case Question():
                score += 1.0  # a person in office, or a number that was sure enough to be asked
            case _:
                pass
        return -score

    return sorted(facts, key=worth)


_NAME_INSIDE = re.compile(r"\s\W?[A-ZÀ-Ý]")
_A_DAY = 2  # days from the first to the last bound of a date known to the day


def _quoteless(fact: Fact) -> Fact:
    def bare(telling: Telling) -> Telling:
        return replace(telling, quote="")

    source = bare(fact.source) if fact.source else None
    return replace(fact, source=source, supports=tuple(bare(t) for t in fact.supports))
