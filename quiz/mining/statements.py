"""Dated statements: each sentence, entry, row or definition that says when something was."""

from __future__ import annotations

from collections.abc import Iterator

from quiz.core.document import Block, BlockKind, Document
from quiz.core.edtf import Span
from quiz.dates.context import Context
from quiz.dates.find import Role, find
from quiz.dates.labels import label
from quiz.mining.entries import in_block
from quiz.mining.rows import in_row
from quiz.mining.statement import Section, Statement
from quiz.mining.topic import Topic


def statements(
    document: Document, topic: Topic | None = None, most: int | None = None
) -> list[Statement]:
    """The dated statements of a document in its order: all, or those of its first blocks that hold `most`.

    Linear in the length of the text.
    """
    found: list[Statement] = []
    context, section = Context(), Section(about=topic)
    bare = _bare_labels(document)
    before = None
    for block in document.blocks:
        if most is not None and len(found) >= most:
            break
        if before is BlockKind.ROW and block.kind is not BlockKind.ROW:
            context.lose()  # prose after a table does not go on from its last row
        before = block.kind
        if block.kind is BlockKind.HEADING:
            found += _heading(document, block, context, section)
        elif block.cells:
            found += in_row(document, block, context, section)
        else:
            found += in_block(document, block, block.start, context, section, bare=bare)
        if block.kind is not BlockKind.HEADING and section.begun is None:
            section.begun = block.start
    return found


def _bare_labels(document: Document) -> bool:
    """Whether the document has a list of entries that only a space parts from their date."""
    count = 0
    for block in document.blocks:
        if block.kind in (BlockKind.PARAGRAPH, BlockKind.BULLET):
            found = label(document.text, block.start, block.end, document.lang)
            count += found is not None and not found.strong
    return count >= 3


def _heading(
    document: Document, block: Block, context: Context, section: Section
) -> Iterator[Statement]:
    text = document.text[block.start : block.end].strip()
    section.heading, section.begun, section.opened = (block.start, block.end), None, None
    found = label(document.text, block.start, block.end, document.lang)
    if section.when is None or block.level <= section.level:
        section.when = None
    section.above = tuple(t for t in section.above if t[0] < block.level)
    section.topic = section.above[-1][1] if section.above else ""
    if found is None:
        section.name(text, block.level)
        return
    value = context.resolve(found.mention, within=section.when, label=True)
    if value is None:
        return
    context.advance(value)
    rest = document.text[found.body : block.end].strip(" *_:–—-")
    if rest and find(document.text, document.lang, found.body, block.end):
        section.name(text, block.level)  # "1960s and 1970s"
        return
    year = value.bounds.last - value.bounds.first < 400
    section.when, section.level, section.start = value if year else None, block.level, block.start
    if rest:
        section.name(rest, block.level)
        if isinstance(value, Span):
            return  # "1949–1959: the foundation" names a chapter
        yield Statement(
            value,
            (block.start, block.end),
            (found.body, block.end),
            None,
            Role.AT,
            entry=True,
            order=0,
            topic="",
            nominal=True,
        )
