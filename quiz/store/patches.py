"""Entries of a deck's lists taken out of its text and put in, everything else letter by letter."""

from __future__ import annotations

import re
from collections.abc import Iterable
from collections.abc import Sequence as Listed
from typing import Literal

from quiz.core.deck import Conflict, DeckSource
from quiz.core.errors import DeckError
from quiz.core.fact import Fact
from quiz.store.yaml_nodes import Mapping, Node, Scalar, Sequence, read_yaml
from quiz.store.yaml_writer import entry_lines
from quiz.translation import _

Key = Literal["facts", "sources", "conflicts"]
_BLANK = re.compile(r"(?:[ \t]*\r?\n)*")
_DASH = re.compile(r"[ ]*-[ ]+\{?\s*")


def taken_out(text: str, key: Key, numbers: Listed[int]) -> str:
    """The deck's text without these entries (from 0) of a list.

    Raises DeckError where an entry shares its lines with something else.
    """
    if not numbers:
        return text
    found = _list(text, key)
    gone = [(*_lines(text, found.items[n]), "") for n in numbers]
    if len(gone) == len(found.items):
        at = _key(text, key).end + 1  # behind the colon
        gone.append((at, at, " []"))
    return replaced(text, gone)


def replaced(text: str, pieces: Iterable[tuple[int, int, str]]) -> str:
    """`text` with pieces of it (from, to, what shall stand there) put in; none may overlap."""
    parts, at = [], 0
    for start, end, piece in sorted(pieces):
        parts += [text[at:start], piece]
        at = end
    return "".join([*parts, text[at:]])


def put_in(text: str, key: Key, entries: Listed[Fact | DeckSource | Conflict]) -> str:
    """The deck's text with entries behind those of a list, in its own layout.

    Raises DeckError where the list is written in a way that takes no more.
    """
    if not entries:
        return text
    blocks = [entry_lines(entry) for entry in entries]
    root = read_yaml(text)
    found = root.get(key) if isinstance(root, Mapping) else None
    if found is None:  # sources come before facts, as the writer puts them
        at = _key(text, "facts").start
        return f"{text[:at]}{key}:\n{_block(blocks, 2)}{text[at:]}"
    if not isinstance(found, Sequence):
        raise _cannot(found)
    if not found.items:
        before = text[: found.start].rstrip(" ")
        rest = text[found.end :].lstrip("\r\n")
        return f"{before}\n{_block(blocks, 2)}{rest}"
    if found.flow:
        if key != "sources":
            raise _cannot(found)
        inside = text[: found.end - 1].rstrip()
        return inside + "".join(f", {{{_flow(b)}}}" for b in blocks) + text[found.end - 1 :]
    spans = [_lines(text, item) for item in found.items]
    column = len(text[spans[-1][0] :]) - len(text[spans[-1][0] :].lstrip(" "))
    apart = "\n" if key == "facts" and "\n\n" in text[spans[0][0] : spans[-1][1]] else ""
    at = spans[-1][1]
    before = text[:at].rstrip("\n") + "\n"
    rest = text[at:]
    return f"{before}{apart}{_block(blocks, column, apart)}{apart if rest else ''}{rest}"


def _block(blocks: Listed[list[str]], column: int, apart: str = "") -> str:
    whole = ("".join(f"{' ' * column}{line[2:]}\n" if line else "\n" for line in b) for b in blocks)
    return apart.join(whole)


def _flow(lines: list[str]) -> str:
    """Lines of one key each as the inside of braces."""
    return ", ".join(line.strip().removeprefix("- ") for line in lines)


def _key(text: str, key: Key) -> Scalar:
    root = read_yaml(text)
    pairs = root.items if isinstance(root, Mapping) and not root.flow else ()
    found = next((k for k, _ in pairs if k.text == key and text[k.end : k.end + 1] == ":"), None)
    if found is None:
        raise _cannot(root)
    return found


def _list(text: str, key: Key) -> Sequence:
    root = read_yaml(text)
    found = root.get(key) if isinstance(root, Mapping) else None
    if not isinstance(found, Sequence):
        raise _cannot(root)
    return found


def _lines(text: str, node: Node) -> tuple[int, int]:
    """From the line of an entry's dash to behind its last line and the blank ones after it."""
    if not isinstance(node, Mapping):
        raise _cannot(node)
    start = text.rfind("\n", 0, node.start) + 1
    end = _end(node)
    line_end = text.find("\n", end)
    rest = text[end : line_end if line_end >= 0 else len(text)]
    if text[end - 1] == "\n":  # the end of a block of text
        line_end = end - 1
    elif rest.strip() and not rest.lstrip().startswith("#"):
        raise _cannot(node)
    if not _DASH.fullmatch(text, start, node.start):
        raise _cannot(node)
    end = len(text) if line_end < 0 else line_end + 1
    blank = _BLANK.match(text, end)
    return start, blank.end() if blank else end


def _end(node: Node) -> int:
    """The offset behind the last thing that an entry says."""
    match node:
        case Scalar(end=end):
            return end
        case Sequence(end=end, flow=True) | Mapping(end=end, flow=True):
            return end
        case Sequence(items=items):
            return max((_end(item) for item in items), default=0)
        case Mapping(items=pairs):
            return max((max(key.end, _end(value)) for key, value in pairs), default=0)


def _cannot(node: Node) -> DeckError:
    return DeckError(
        _("this list is written in a way that cannot be changed here"),
        where=f"line {node.line}", do=_("edit the file"),
    )  # fmt: skip
