"""Editing one fact in its author's file: the words change, everything else stays."""

from __future__ import annotations

import re
from collections.abc import Iterator
from collections.abc import Mapping as Map
from dataclasses import dataclass, replace
from pathlib import Path

from quiz.core.card import Card
from quiz.core.deck import Deck
from quiz.core.edtf import parse
from quiz.core.errors import DeckError
from quiz.core.fact import Before, Cloze, Event, Fact, Order, Question, Term
from quiz.store import deckfile
from quiz.store.atomic import write_whole
from quiz.store.deckfile_schema import BODY_KEYS
from quiz.store.yaml_nodes import Mapping, Node, Scalar, Sequence, read_yaml
from quiz.store.yaml_writer import quoted
from quiz.translation import _


@dataclass(frozen=True, slots=True)
class Field:
    """A part of a fact that may be edited: its key in the file (`ask/when`), label and text."""

    key: str
    label: str
    text: str
    needed: bool = True


def fields(fact: Fact, card: Card) -> list[Field]:
    """What of a fact can be edited while one of its cards is before the learner."""
    kind = card.id.split("/", 2)[2]
    question = Field(f"ask/{kind}", _("Question"), card.question)
    note = Field("note", _("Note"), fact.note, needed=False)
    match fact.body:
        case Event(event=event, when=when):
            return [
                question,
                Field("event", _("Event"), event),
                Field("when", _("Date"), str(when)),
                note,
            ]
        case Term(term=term, means=means):
            return [
                question,
                Field("term", _("Term"), term),
                Field("means", _("Means"), means),
                note,
            ]
        case Cloze(cloze=cloze):
            return [Field("cloze", _("Cloze"), cloze), note]
        case Question(question=asked, answer=answer):
            return [
                Field("question", _("Question"), asked),
                Field("answer", _("Answer"), answer),
                note,
            ]
        case Order() | Before():
            return [note]


def edit(deck: Deck, fact_id: str, changes: Map[str, str]) -> Deck:
    """Write changed texts, by `Field.key`, into the deck's file, and read it again.

    The file is read afresh, so that what its author has changed meanwhile stays. Raises
    DeckError where the fact is gone, the text is no good (`when: yesterday`) or the place in
    the file cannot be changed alone, and StoreError; then nothing was written.
    """
    path = Path(deck.path)
    text = deckfile.read_text(path)
    before = deckfile.loads(text, deck.path)
    root = read_yaml(text)
    node = _fact_node(root, fact_id)
    if node is None:
        raise DeckError(
            _("the fact '{fact_id}' is no longer in the deck").format(fact_id=fact_id),
            where=deck.path,
            do=_("look at the file"),
        )
    for key, value in changes.items():
        if not value.strip() and key != "note":
            raise DeckError(
                _("this text cannot be empty"), where=key, do=_("write something, or esc")
            )
    pieces = sorted(
        (p for key, value in changes.items() for p in _pieces(node, key, value, text)),
        key=lambda p: p[0],
        reverse=True,
    )
    changed = text
    for start, end, piece in pieces:  # from the end, so that earlier offsets hold
        changed = changed[:start] + piece + changed[end:]
    after = deckfile.loads(changed, deck.path)
    if not _only(before, after, fact_id, changes):
        raise DeckError(
            _("the fact '{fact_id}' is written in a way that cannot be changed here").format(
                fact_id=fact_id
            ),
            where=f"{deck.path}:{node.line}",
            do=_("edit the file"),
        )
    write_whole(path, changed)
    return after


def _only(before: Deck, after: Deck, fact_id: str, changes: Map[str, str]) -> bool:
    """Whether the fact says what it should now, and nothing else has changed."""
    old = {f.id: f for f in before.facts}
    new = {f.id: f for f in after.facts}
    rest = replace(before, facts=()) == replace(after, facts=())
    others = all(old[i] == new.get(i) for i in old if i != fact_id)
    if not rest or not others or list(old) != list(new):
        return False
    was, now = old[fact_id], new[fact_id]
    said = {k: v for k, v in _said(now).items() if v or k in changes}
    kept = {k: v for k, v in _said(was).items() if v}
    wanted = kept | {k: v if k != "when" else str(parse(v)) for k, v in changes.items()}
    bare = replace(was, body=now.body, ask=now.ask, note=now.note)
    return said == wanted and bare == now


def _said(fact: Fact) -> dict[str, str]:
    """A fact's texts by the keys that `edit` takes."""
    said = {"note": fact.note} | {f"ask/{kind}": text for kind, text in fact.ask.items()}
    match fact.body:
        case Event(event=event, when=when):
            return said | {"event": event, "when": str(when)}
        case Term(term=term, means=means):
            return said | {"term": term, "means": means}
        case Cloze(cloze=cloze):
            return said | {"cloze": cloze}
        case Question(question=question, answer=answer):
            return said | {"question": question, "answer": answer}
        case _:
            return said


def _fact_node(root: Node, fact_id: str) -> Mapping | None:
    facts = root.get("facts") if isinstance(root, Mapping) else None
    for node in facts.items if isinstance(facts, Sequence) else ():
        if isinstance(node, Mapping):
            name = node.get("id")
            if isinstance(name, Scalar) and name.text == fact_id:
                return node
    return None


def _pieces(node: Mapping, key: str, value: str, text: str) -> Iterator[tuple[int, int, str]]:
    """What is to stand where, so that `key` says `value`."""
    name, _, kind = key.partition("/")
    found = node.get(name)
    if kind and isinstance(found, Mapping):
        inner = found.get(kind)
        if inner is None:
            yield _added(found, f"{kind}: {quoted(value)}", text)
            return
        found = inner
    if isinstance(found, Scalar):
        block = text[found.start : found.start + 1] in ("|", ">")
        yield found.start, found.end, quoted(value) + ("\n" if block else "")
    elif isinstance(found, Sequence):  # `when: [a..b]`, which YAML takes for a list
        at = next(k.end for k, _ in node.items if k.text == name)
        listed = _LIST.match(text, at)
        if listed:
            yield *listed.span(1), quoted(value)
    elif value or kind:
        pair = f"{name}: {{{kind}: {quoted(value)}}}" if kind else f"{name}: {quoted(value)}"
        yield _added(node, pair, text)


def _added(node: Mapping, pair: str, text: str) -> tuple[int, int, str]:
    """A new pair behind the last text of the mapping's own, or before its first key."""
    texts = [v for k, v in node.items if isinstance(v, Scalar) and k.text in _ANCHORS]
    last = texts[-1] if texts else None
    column = node.start - text.rfind("\n", 0, node.start) - 1
    if last is not None and text[last.start : last.start + 1] not in ("|", ">"):
        if node.flow:
            return last.end, last.end, f", {pair}"
        end = text.find("\n", last.end)
        end = len(text) if end < 0 else end
        return end, end, f"\n{' ' * column}{pair}"
    return node.start, node.start, f"{pair}, " if node.flow else f"{pair}\n{' ' * column}"


_LIST = re.compile(r"\s*:\s*(\[[^\]]*\])")
_ANCHORS = {"id"} | {key for keys in BODY_KEYS.values() for key in keys}
