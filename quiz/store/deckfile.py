"""Deck files: a YAML file to a `Deck` and back."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path

from quiz.core.deck import Deck
from quiz.core.errors import DeckError, with_advice
from quiz.core.finding import Finding, Level
from quiz.store.atomic import write_whole
from quiz.store.deckfile_schema import DeckReader
from quiz.store.yaml_nodes import Mapping, Node, Scalar, Sequence, read_yaml
from quiz.store.yaml_syntax import Fault
from quiz.store.yaml_writer import dumps
from quiz.translation import _

__all__ = ["Examined", "dumps", "examine", "faults_of", "load", "loads", "read_text", "save"]

MAX_BYTES = 64 * 1024 * 1024
PROSE_KEYS = frozenset(
    ("title", "topic", "event", "term", "means", "cloze", "question", "answer", "note", "quote")
)


def load(path: Path) -> Deck:
    """The deck in a file. Raises DeckError with `path:line` for the first fault."""
    return loads(read_text(path), str(path))


def loads(text: str, path: str = "deck") -> Deck:
    """The deck in `text`; `path` is named in errors and kept as the deck's."""
    deck, found = _read(text, path)
    if found:
        first = found[0]
        raise DeckError(first.what, where=f"{path}:{first.line}", do=first.do)
    assert deck is not None  # noqa: S101 - without faults there is a deck
    return deck


@dataclass(frozen=True, slots=True)
class Examined:
    """A deck file read once: the deck, None where there are faults; warnings of prose cut short."""

    deck: Deck | None
    faults: tuple[Finding, ...] = ()
    cut_short: tuple[Finding, ...] = ()


def examine(path: Path) -> Examined:
    """A deck file with every fault of it by line; without faults `load` takes it."""
    where = str(path)
    try:
        text = read_text(path)
    except DeckError as error:
        message = with_advice(error.what, error.do)
        return Examined(None, (Finding(where, 1, Level.ERROR, "file", message),))
    try:
        root = read_yaml(text)
    except Fault as fault:
        return Examined(None, _findings([fault], where))
    deck, found = _deck(root, where)
    if found:
        return Examined(None, _findings(found, where))
    return Examined(deck, (), tuple(_cut_short(text, root, where)))


def faults_of(text: str, path: str) -> list[Finding]:
    """Every fault of a deck's text by line."""
    return list(_findings(_read(text, path)[1], path))


def _findings(found: Iterable[Fault], path: str) -> tuple[Finding, ...]:
    return tuple(Finding(path, f.line, Level.ERROR, f.rule, f.message) for f in found)


def save(deck: Deck, path: Path) -> None:
    """Write a deck file, whole or not at all. Raises StoreError."""
    write_whole(path, dumps(deck))


def read_text(path: Path) -> str:
    """The text of a deck file. Raises DeckError for what is no readable UTF-8 file."""
    where = str(path)
    try:
        if path.is_dir():
            raise DeckError(
                _("this is a folder, not a deck"), where=where, do=_("name a .yaml file")
            )
        if path.stat().st_size > MAX_BYTES:
            raise DeckError(_("the deck is too large"), where=where, do=_("split it"))
        return path.read_bytes().decode("utf-8-sig")
    except FileNotFoundError:
        raise DeckError(_("there is no such deck"), where=where, do=_("check the path")) from None
    except UnicodeDecodeError:
        raise DeckError(
            _("this is not UTF-8 text"), where=where, do=_("save it as UTF-8")
        ) from None
    except (OSError, ValueError) as error:
        reason = getattr(error, "strerror", None) or str(error)
        raise DeckError(
            _("the deck cannot be read ({reason})").format(reason=reason),
            where=where,
            do=_("check its permissions"),
        ) from None


def _read(text: str, path: str) -> tuple[Deck | None, list[Fault]]:
    try:
        root = read_yaml(text)
    except Fault as fault:
        return None, [fault]
    return _deck(root, path)


def _deck(root: Node, path: str) -> tuple[Deck, list[Fault]]:
    """The deck of a file's node; it is good only where there are no faults."""
    reader = DeckReader(path)
    deck = reader.deck(root)
    return deck, sorted(reader.faults, key=lambda fault: fault.line)


def _cut_short(text: str, root: Node, path: str) -> Iterator[Finding]:
    """Warnings about prose that YAML ends at a ` #`, taking the rest for a comment."""
    for scalar in _prose(root):
        if not scalar.plain or not scalar.text:
            continue
        rest = text[scalar.end : scalar.end + 200].partition("\n")[0]
        if rest.lstrip(" ").startswith("#"):
            message = _("the text ends before ' {rest}'; put it in double quotes").format(
                rest=rest.strip()[:20]
            )
            yield Finding(path, scalar.line, Level.WARNING, "cut-short", message)


def _prose(node: Node) -> Iterator[Scalar]:
    """The texts of a deck that are written for people."""
    match node:
        case Sequence(items=items):
            for item in items:
                yield from _prose(item)
        case Mapping(items=pairs):
            for key, value in pairs:
                if not isinstance(value, Scalar):
                    yield from _prose(value)
                elif key.text in PROSE_KEYS:
                    yield value
        case _:
            pass
