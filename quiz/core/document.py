"""A document as read: its text, unchanged, and the blocks found in it.

Every offset in this program counts code points of `Document.text`; the law is
`text[a:b] == quote` for each quote that a deck holds.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from enum import StrEnum


class BlockKind(StrEnum):
    """What a stretch of a document is."""

    HEADING = "heading"
    PARAGRAPH = "paragraph"
    BULLET = "bullet"
    ROW = "row"
    DEFINITION = "definition"


@dataclass(frozen=True, slots=True)
class Block:
    """One block: `text[start:end]`, without its marker (`#`, `-`, `|`).

    `level` is a heading's depth (1 is the title) or a bullet's nesting (1 is the outermost).
    `cells` are the offsets of a table row's cells, or of a definition's term and body.
    `strong` are the offsets of stretches set in bold, for labels.
    `header` holds a table's header row cells as text, on each body row.
    """

    kind: BlockKind
    start: int
    end: int
    level: int = 0
    cells: tuple[tuple[int, int], ...] = ()
    strong: tuple[tuple[int, int], ...] = ()
    header: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Document:
    """A document ready for mining.

    `text` is the decoded file for text and Markdown, the extracted text for other formats
    (`extracted` is then True and the deck keeps a copy of it). `sha256` is of the bytes that
    `text` came from. `lang` is a two-letter code, `name` the file's name as shown to people.
    In text extracted from a PDF a form feed stands where a page begins, the first
    excepted: see `page_at`. `url` is where it was fetched from, `retrieved` on which day (ISO).
    """

    text: str
    lang: str
    name: str
    sha256: str
    title: str = ""
    blocks: tuple[Block, ...] = ()
    extracted: bool = False
    warnings: tuple[str, ...] = field(default=())
    url: str = ""
    retrieved: str = ""


def page_at(text: str, at: int) -> int | None:
    """The page, from 1, on which an offset lies; None for a text without pages.

    A break inside a paragraph may come a word late: a word that two pages share is on the first.
    """
    return text.count("\f", 0, at) + 1 if "\f" in text else None
