"""Editing one fact in its author's file: the words change, everything else stays."""

from __future__ import annotations

import re
from collections.abc import Iterator
from collections.abc import Mapping as Map
from dataclasses import dataclass, replace

from quiz.core.card import Card
from quiz.core.deck import Deck
from quiz.core.edtf import parse
from quiz.core.errors import DeckError
from quiz.core.fact import Before, Cloze, Event, Fact, Order, Question, Term
from quiz.library.desk import Desk
from quiz.library.filing import Filed, file
from quiz.store import deckfile
from quiz.store.deckfile_schema import BODY_KEYS
from quiz.store.patches import replaced
from quiz.store.yaml_nodes import Mapping, Node, Scalar, Sequence, read_yaml
from quiz.store.yaml_writer import quoted, tag_list
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


def edit(desk: Desk, deck: Deck, fact_id: str, changes: Map[str, str]) -> Deck:
    """Write changed texts, by `Field.key`, into the deck's file, and read it again.

    The file is read afresh, so that what its author has changed meanwhile stays; a sample deck
    is copied into the library first. Raises DeckError where the fact is gone, the text is no
    good (`when: yesterday`) or the place in the file cannot be changed alone, and StoreError;
    then nothing was written.
    """
    path = desk.shelf.own(deck)
    text = edited(deckfile.read_text(path), str(path), fact_id, changes)
    file(desk, Filed.EDIT, 1, {path: text})
    return deckfile.loads(text, str(path))


def edited(text: str, path: str, fact_id: str, changes: Map[str, str]) -> str:
    """A deck's text with changed texts of one fact. Raises DeckError."""
    before = deckfile.loads(text, path)
    node = _fact_node(read_yaml(text), fact_id)
    if node is None:
        raise DeckError(
            _("the fact '{fact_id}' is no longer in the deck").format(fact_id=fact_id),
            where=path,
            do=_("look at the file"),
        )
    for key, value in changes.items():
        if not value.strip() and key != "note":
            raise DeckError(
                _("this text cannot be empty"), where=key, do=_("write something, or esc")
            )
    changed = replaced(
        text, (p for key, value in changes.items() for p in _pieces(node, key, value, text))
    )
    if not _only(before, deckfile.loads(changed, path), fact_id, changes):
        raise DeckError(
            _("the fact '{fact_id}' is written in a way that cannot be changed here").format(
                fact_id=fact_id
            ),
            where=f"{path}:{node.line}",
            do=_("edit the file"),
        )
    return changed


def retagged(text: str, path: str, tags: Map[str, tuple[str, ...]]) -> str:
    """A deck's text with other tags of some facts, by their ids. Raises DeckError."""
    deck = deckfile.loads(text, path)
    pieces = []
    for fact_id, node in _fact_nodes(read_yaml(text)):
        if fact_id not in tags:
            continue
        listed = tag_list(tags[fact_id])
        found = node.get("tags")
        if isinstance(found, Sequence) and found.flow:
            pieces.append((found.start, found.end, listed))
        elif found is None:
            pieces.append(_added(node, f"tags: {listed}", text))
    changed = replaced(text, pieces)
    facts = tuple(replace(f, tags=tags.get(f.id, f.tags)) for f in deck.facts)
    if deckfile.loads(changed, path) != replace(deck, facts=facts):
        raise DeckError(
            _("the tags are written in a way that cannot be changed here"),
            where=path, do=_("edit the file"),
        )  # fmt: skip
    return changed


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
    return next((node for name, node in _fact_nodes(root) if name == fact_id), None)


def _fact_nodes(root: Node) -> Iterator[tuple[str, Mapping]]:
    facts = root.get("facts") if isinstance(root, Mapping) else None
    for node in facts.items if isinstance(facts, Sequence) else ():
        if isinstance(node, Mapping):
            name = node.get("id")
            if isinstance(name, Scalar):
                yield name.text, node


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
