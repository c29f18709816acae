"""Decks to YAML: stable, readable, one key a line, prose in double quotes."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from quiz.core.deck import FORMAT, Conflict, Deck, DeckSource
from quiz.core.fact import Before, Cloze, Event, Fact, Order, Question, Telling, Term

_PLAIN = re.compile(r"[A-Za-z0-9_./][A-Za-z0-9_./~-]*")
# Words that other YAML readers take for something else than text.
_TAKEN = re.compile(r"y|n|yes|no|on|off|true|false|null|~|\.nan|\.inf", re.IGNORECASE)
_ESCAPES = {"\\": "\\\\", '"': '\\"', "\n": "\\n", "\r": "\\r", "\t": "\\t", "\0": "\\0"}


def dumps(deck: Deck) -> str:
    """A deck as the text of its file; `loads` gives the same deck back."""
    return "\n".join(_deck(deck)) + "\n"


def fact_text(fact: Fact) -> str:
    """One fact as it stands in a deck file."""
    return "\n".join(_fact(fact))


def entry_lines(entry: Fact | DeckSource | Conflict) -> list[str]:
    """An entry of one of a deck's lists as it stands in a deck file, its dash two columns in."""
    match entry:
        case Fact():
            return list(_fact(entry))
        case DeckSource():
            return list(_source(entry))
        case Conflict():
            return list(_conflict(entry))


def tag_list(tags: Iterable[str]) -> str:
    """Tags as they stand behind `tags:`."""
    return "[" + ", ".join(quoted(t) for t in tags) + "]"


def quoted(text: str) -> str:
    """A double-quoted YAML scalar; anything unprintable is escaped."""
    out = []
    for c in text:
        if c in _ESCAPES:
            out.append(_ESCAPES[c])
        elif c.isprintable() or c in "\u00a0\u202f":
            out.append(c)
        else:
            code = ord(c)
            out.append(
                f"\\x{code:02x}"
                if code < 0x100
                else f"\\u{code:04x}"
                if code < 0x10000
                else f"\\U{code:08x}"
            )
    return '"' + "".join(out) + '"'


def _word(text: str) -> str:
    """An id, path, digest or date: plain where YAML takes it as it is."""
    return text if _PLAIN.fullmatch(text) and not _TAKEN.fullmatch(text) else quoted(text)


def _words(texts: Iterable[str]) -> str:
    return "[" + ", ".join(_word(t) for t in texts) + "]"


def _deck(deck: Deck) -> Iterator[str]:
    yield f"quiz: {FORMAT}"
    yield f"deck: {_word(deck.id)}"
    yield f"title: {quoted(deck.title)}"
    yield f"lang: {_word(deck.lang)}"
    if deck.topic:
        yield f"topic: {quoted(deck.topic)}"
    if deck.was:
        yield f"was: {_words(deck.was)}"
    if deck.lint:
        rules = (f"{_word(rule)}: {_word(level)}" for rule, level in deck.lint.items())
        yield f"lint: {{{', '.join(rules)}}}"
    if deck.dropped:
        yield f"dropped: {_words(deck.dropped)}"
    if deck.sources:
        yield "sources:"
        for source in deck.sources:
            yield from _source(source)
    if deck.conflicts:
        yield "conflicts:"
        for conflict in deck.conflicts:
            yield from _conflict(conflict)
    yield "facts:" if deck.facts else "facts: []"
    for number, fact in enumerate(deck.facts):
        if number:
            yield ""
        yield from _fact(fact)


def _source(source: DeckSource) -> Iterator[str]:
    yield f"  - id: {_word(source.id)}"
    for key, text in (("file", source.file), ("sha256", source.sha256)):
        if text:
            yield f"    {key}: {_word(text)}"
    if source.title:
        yield f"    title: {quoted(source.title)}"
    for key, text in (("url", source.url), ("retrieved", source.retrieved)):
        if text:
            yield f"    {key}: {_word(text)}"
    if source.found:
        yield f"    found: {quoted(source.found)}"


def _conflict(conflict: Conflict) -> Iterator[str]:
    yield f"  - fact: {_word(conflict.fact)}"
    if conflict.about:
        yield f"    about: {quoted(conflict.about)}"
    yield "    tellings:"
    for telling in conflict.tellings:
        yield f"      - {_telling(telling)}"


def _fact(fact: Fact) -> Iterator[str]:
    yield f"  - id: {_word(fact.id)}"
    if fact.was:
        yield f"    was: {_words(fact.was)}"
    yield from (f"    {line}" for line in _body(fact))
    if fact.ask:
        yield "    ask:"
        for kind, text in fact.ask.items():
            yield f"      {_word(kind)}: {quoted(text)}"
    if fact.accept:
        yield "    accept: [" + ", ".join(quoted(a) for a in fact.accept) + "]"
    if fact.precision is not None:
        yield f"    precision: {fact.precision.name.lower()}"
    if fact.note:
        yield f"    note: {quoted(fact.note)}"
    if fact.topic:
        yield f"    topic: {quoted(fact.topic)}"
    if fact.tags:
        yield f"    tags: {tag_list(fact.tags)}"
    if fact.source is not None:
        yield f"    source: {_telling(fact.source)}"
    if fact.supports:
        yield "    supports:"
        for telling in fact.supports:
            yield f"      - {_telling(telling)}"
    if fact.made:
        yield f"    made: {_word(fact.made)}"


def _body(fact: Fact) -> Iterator[str]:
    match fact.body:
        case Event(event=text, when=when):
            yield f"event: {quoted(text)}"
            yield f"when: {_word(str(when))}"
        case Term(term=term, means=means):
            yield f"term: {quoted(term)}"
            yield f"means: {quoted(means)}"
        case Cloze(cloze=text):
            yield f"cloze: {quoted(text)}"
        case Question(question=question, answer=answer, choices=choices, asks=asks):
            yield f"question: {quoted(question)}"
            yield f"answer: {quoted(answer)}"
            if choices:
                yield "choices: [" + ", ".join(quoted(c) for c in choices) + "]"
            if asks:
                yield f"asks: {_word(asks)}"
        case Order(order=ids):
            yield f"order: {_words(ids)}"
        case Before(before=pair):
            yield f"before: {_words(pair)}"


def _telling(telling: Telling) -> str:
    parts = []
    if telling.of:
        parts.append(f"of: {_word(telling.of)}")
    if telling.when is not None:
        parts.append(f"when: {_word(str(telling.when))}")
    if telling.quote:
        parts.append(f"quote: {quoted(telling.quote)}")
    if telling.at is not None:
        parts.append(f"at: [{telling.at[0]}, {telling.at[1]}]")
    if telling.page is not None:
        parts.append(f"page: {telling.page}")
    return "{" + ", ".join(parts) + "}"
