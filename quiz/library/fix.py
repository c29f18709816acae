"""`quiz check --fix`: what can be mended without asking, letter by letter in the author's file."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path

from quiz.core.fact import ID_PATTERN, Telling
from quiz.core.normalise import find_quote
from quiz.library.rules import stands
from quiz.library.shelf import Shelf
from quiz.library.slugs import slug, unique
from quiz.store import deckfile
from quiz.store.atomic import write_whole
from quiz.store.deckfile_schema import BODY_KEYS
from quiz.store.yaml_nodes import Mapping, Node, Scalar, Sequence, read_yaml
from quiz.store.yaml_syntax import Fault
from quiz.store.yaml_writer import quoted
from quiz.translation import _


@dataclass(frozen=True, slots=True)
class _Edit:
    """Text to stand from `start` to `end`, and what that does; `line` is for the report."""

    start: int
    end: int
    text: str
    line: int
    done: str


def fix(path: Path, shelf: Shelf) -> list[str]:
    """Fill in missing ids and find moved quotes again; a line for each thing done.

    Nothing but those words is changed, so comments and layout stay. Raises DeckError for a
    file that cannot be read and StoreError for one that cannot be written.
    """
    done = _apply(path, _ids)
    if deckfile.examine(path).faults:
        return done
    deck = deckfile.load(path)
    texts = {s.id: t for s in deck.sources if (t := shelf.source_text(deck, s.id)) is not None}
    return done + _apply(path, lambda root, _: _quotes(root, texts))


def _apply(path: Path, edits: Callable[[Mapping, str], Iterator[_Edit]]) -> list[str]:
    text = deckfile.read_text(path)
    try:
        root = read_yaml(text)
    except Fault:
        return []
    if not isinstance(root, Mapping):
        return []
    wanted = sorted(edits(root, text), key=lambda edit: edit.start)
    for edit in reversed(wanted):  # from the end, so that earlier offsets hold
        text = text[: edit.start] + edit.text + text[edit.end :]
    if wanted:
        write_whole(path, text)
    return [f"{path}:{edit.line}: {edit.done}" for edit in wanted]


def _facts(root: Mapping) -> list[Mapping]:
    facts = root.get("facts")
    items = facts.items if isinstance(facts, Sequence) else ()
    return [item for item in items if isinstance(item, Mapping)]


def _ids(root: Mapping, text: str) -> Iterator[_Edit]:
    """An id for every fact without one, made of what the fact says."""
    facts = _facts(root)
    lang = _text(root.get("lang")) or "en"
    taken = {_text(fact.get("id")) for fact in facts}
    for fact in facts:
        if isinstance(was := fact.get("was"), Sequence):
            taken |= {_text(item) for item in was.items}
    for fact in facts:
        if fact.get("id") is None:
            said = next((_text(value) for key, value in fact.items if key.text in BODY_KEYS), "")
            name = unique(slug(said, lang), taken)
            assert ID_PATTERN.fullmatch(name)  # noqa: S101 - the slug's promise
            column = fact.start - text.rfind("\n", 0, fact.start) - 1
            key = f"id: {name}, " if fact.flow else f"id: {name}\n{' ' * column}"
            yield _Edit(
                fact.start, fact.start, key, fact.line, _("id '{name}' filled in").format(name=name)
            )


def _quotes(root: Mapping, texts: dict[str, str]) -> Iterator[_Edit]:
    """New offsets for quotes that stand elsewhere, and their letters as they stand there."""
    for fact in _facts(root):
        supports = fact.get("supports")
        told = [fact.get("source"), *(supports.items if isinstance(supports, Sequence) else ())]
        for node in told:
            if isinstance(node, Mapping):
                yield from _requoted(node, texts)


def _requoted(node: Mapping, texts: dict[str, str]) -> Iterator[_Edit]:
    text, quote, at = texts.get(_text(node.get("of"))), node.get("quote"), node.get("at")
    if text is None or not isinstance(quote, Scalar) or not isinstance(at, Sequence):
        return
    numbers = [item for item in at.items if isinstance(item, Scalar)]
    old = (int(numbers[0].text), int(numbers[1].text))
    new = find_quote(text, quote.text, old[0])
    if new is None or stands(Telling(quote=quote.text, at=old), text):
        return
    for number, value in zip(numbers, new, strict=True):
        done = _("offset {text} is now {value}").format(text=number.text, value=value)
        if number.text != str(value):
            yield _Edit(number.start, number.end, str(value), number.line, done)
    if text[slice(*new)] != quote.text:
        done = _("quote put as it stands in the source")
        yield _Edit(quote.start, quote.end, quoted(text[slice(*new)]), quote.line, done)


def _text(node: Node | None) -> str:
    return node.text if isinstance(node, Scalar) else ""
