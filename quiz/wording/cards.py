"""Facts to cards: every way of asking a fact, in its own words or in its language's frame."""

from __future__ import annotations

import hashlib
import re
from collections.abc import Iterator
from dataclasses import dataclass

from quiz.core.card import Card, Kind
from quiz.core.deck import Deck
from quiz.core.edtf import Date, Edtf, OneOf, Precision, Span
from quiz.core.fact import Before, Cloze, Event, Fact, Order, Question, Term
from quiz.dates.spoken import decade_of, part_of_year, spoken
from quiz.lang import language

_DELETION = re.compile(r"\{\{(\d+):(.*?)\}\}", re.DOTALL)


def cards_of(deck: Deck) -> tuple[Card, ...]:
    """The cards that a deck yields, in the order of its facts."""
    index = {fact.id: fact for fact in deck.facts}
    found: list[Card] = []
    for fact in deck.facts:
        found += (_card(deck, fact, view) for view in _views(fact, deck.lang, index))
    return tuple(found)


@dataclass(frozen=True, slots=True)
class _View:
    kind: Kind
    question: str
    answer: str
    number: str = ""
    edtf: Edtf | None = None
    precision: Precision | None = None
    choices: tuple[str, ...] = ()
    items: tuple[str, ...] = ()
    asks: str = ""


def _card(deck: Deck, fact: Fact, view: _View) -> Card:
    tail = f"/{view.number}" if view.number else ""
    return Card(
        id=f"{deck.id}/{fact.id}/{view.kind}{tail}",
        deck=deck.id,
        fact=fact.id,
        kind=view.kind,
        question=fact.ask.get(f"{view.kind}{tail}", view.question),
        answer=view.answer,
        lang=deck.lang,
        accept=fact.accept,
        choices=view.choices,
        items=view.items,
        asks=view.asks,
        edtf=view.edtf,
        precision=view.precision,
        topic=fact.topic or deck.topic,
        note=fact.note,
        source=fact.source,
        supports=fact.supports,
        tags=fact.tags,
    )


def _views(fact: Fact, lang: str, index: dict[str, Fact]) -> Iterator[_View]:
    words = language(lang)
    match fact.body:
        case Event(event=statement, when=when):
            asked = asked_date(when, fact.precision)
            frame = words.frames.when[frame_name(asked)]
            yield _View(
                Kind.WHEN,
                framed(frame, statement),
                spoken(asked, lang),
                edtf=when,
                precision=asked.precision,
            )
            if "what" in fact.ask:  # only where the date singles the event out
                yield _View(Kind.WHAT, fact.ask["what"], statement, edtf=when)
        case Term(term=term, means=means):
            yield _View(Kind.MEANS, framed(words.frames.means, term), means)
            yield _View(Kind.TERM, framed(words.frames.term, means), term)
        case Cloze(cloze=text):
            for number, hidden in _DELETION.findall(text):
                yield _View(Kind.CLOZE, _cut(text, number, words.frames.gap), hidden, number)
        case Question(question=question, answer=answer, choices=choices, asks=asks):
            yield _View(Kind.ASK, question, answer, choices=choices, asks=asks)
        case Order(order=ids):
            items = tuple(_statement(index[i]) for i in ids if i in index)
            listed = _listed(words.frames.order, items)
            yield _View(Kind.ORDER, listed, " → ".join(items), items=items)
        case Before(before=pair):
            items = tuple(_statement(index[i]) for i in pair if i in index)
            listed = _listed(words.frames.before, items)
            yield _View(Kind.BEFORE, listed, items[0] if items else "", items=items)


def _listed(form: str, items: tuple[str, ...]) -> str:
    """A question over several statements, each on a line, in an order that tells nothing."""
    drawn = sorted(items, key=lambda i: hashlib.blake2b(i.encode(), digest_size=8).digest())
    return "\n".join([form, *(f"– {item}" for item in drawn)])


def framed(form: str, statement: str) -> str:
    """A frame's text around a statement, whose own quotation marks step down a level."""
    if "„" in form:
        statement = re.sub(r"[«„]\s*", "‚", statement)
        statement = re.sub(r"\s*[»“”]", "‘", statement)
    elif "«" in form:
        statement = re.sub(r"[«„]\s*", "“", statement)
        statement = re.sub(r"\s*»", "”", statement)
    elif "“" in form:
        statement = re.sub(r'"([^"]*)"', r"‘\1’", statement).replace("“", "‘").replace("”", "’")
    return form.format(s=statement, t=statement)


def _cut(text: str, number: str, gap: str) -> str:
    return _DELETION.sub(lambda m: gap if m[1] == number else m[2], text)


def _statement(fact: Fact) -> str:
    match fact.body:
        case Event(event=statement):
            return statement
        case Term(term=term, means=means):
            return f"{term}: {means}"
        case Question(question=question):
            return question
        case Cloze(cloze=text):
            return _DELETION.sub(lambda m: m[2], text)
        case _:
            return fact.id


def asked_date(when: Edtf, precision: Precision | None) -> Edtf:
    """The date that is asked: no finer than the fact's own `precision` allows."""
    if precision is None:
        return when
    if isinstance(when, Date):
        return when.coarser(precision)
    ends = [end and end.coarser(precision) for end in _ends(when)]
    return type(when)(*ends)


def _ends(when: Span | OneOf) -> tuple[Date | None, Date | None]:
    return (when.start, when.end) if isinstance(when, Span) else (when.earliest, when.latest)


def frame_name(when: Edtf) -> str:
    """Which of a language's frames and hints asks for this date."""
    if isinstance(when, Span):
        return "span" if when.start and when.end else ("since" if when.start else "by")
    if isinstance(when, OneOf):
        if decade_of(when):
            return "decade"
        return "by" if when.earliest is None else "oneof"
    return when.precision.name.lower()


def hint(card: Card) -> str:
    """What is said beside a date question about the precision expected, else ""."""
    if card.kind is not Kind.WHEN or card.edtf is None:
        return ""
    hints = language(card.lang).frames.hint
    asked = asked_date(card.edtf, card.precision if isinstance(card.edtf, Date) else None)
    if isinstance(asked, Span) and asked.start and asked.end:
        return hints.get(f"span-{asked.precision.name.lower()}", hints["span"])
    if part_of_year(asked):
        return hints["part"]
    name = frame_name(asked)
    return hints.get(name) or hints[asked.precision.name.lower()]
