"""HTML to extracted text and blocks. The parser gives no offsets, hence the extraction."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace
from typing import TYPE_CHECKING

from selectolax.lexbor import LexborHTMLParser

from quiz.core.document import Block, BlockKind
from quiz.core.errors import DocumentError
from quiz.reading.extract import Page
from quiz.reading.language import guess
from quiz.reading.noise import note_mark
from quiz.reading.plain import blocks
from quiz.translation import _

if TYPE_CHECKING:
    from selectolax.lexbor import LexborNode

_SKIPPED = frozenset(
    "script style noscript template svg nav footer aside form button head select iframe object"
    " math canvas audio video map rt rp dialog".split()
)
_SKIPPED_ROLES = frozenset("navigation banner contentinfo search menu menubar dialog".split())
_SKIPPED_CLASSES = frozenset(
    "navbox toc reference references reflist mw-editsection breadcrumb breadcrumbs navbar menu"
    " cookie-banner noprint sr-only visually-hidden".split()
)
_HEADINGS = {f"h{level}": level for level in range(1, 7)}
_CONTAINERS = frozenset(
    "p div section article main header ul ol dl table tbody thead tfoot blockquote body html"
    " center address details summary figure figcaption hr caption li dt dd tr td th fieldset"
    " legend hgroup menu".split()
)
_LAYOUT = frozenset("table ul ol dl p h1 h2 h3 h4 h5 h6 section article".split())
# HTML's rules make a parser look up the stack of open elements for each block that it opens, so
# that time grows with the square of the depth: no page that people read comes near this one.
_MAX_DEPTH = 5_000
_BLOCK_TAGS = re.compile(
    r"<(/?)(?:address|article|aside|blockquote|center|details|div|dl|fieldset|figure|footer|form"
    r"|header|main|nav|ol|pre|section|table|ul)\b",
    re.IGNORECASE,
)
_LAYOUT_LIMIT = 2  # paragraphs that a cell may have before it is no cell but a column of a page


def extract(source: str) -> tuple[str, tuple[Block, ...], str, str]:
    """Text, blocks, title and language code ("" if not said) of an HTML page.

    The tree is walked without recursion, so no nesting is too deep, and each node once.
    """
    if _depth(source) > _MAX_DEPTH:
        raise DocumentError(
            _("the page is nested too deeply"), do=_("save it as text and try that")
        )
    tree = LexborHTMLParser(source)
    title = tree.css_first("title")
    root = tree.css_first("html")
    said = (root.attributes.get("lang") or root.attributes.get("xml:lang") or "") if root else ""
    page = Page()
    if root is not None:
        for event, node in _walk(root):
            _take(page, event, node)
    page.flush()
    text = "".join(page.parts)
    named = " ".join(title.text().split()) if title else ""
    return text, tuple(page.blocks), named, said.lower()


def _depth(source: str) -> int:
    """How deep blocks are nested at most, closed or not."""
    depth = deepest = 0
    for tag in _BLOCK_TAGS.finditer(source):
        depth = max(depth - 1, 0) if tag[1] else depth + 1
        deepest = max(deepest, depth)
    return deepest


def _walk(root: LexborNode) -> Iterator[tuple[str, LexborNode]]:
    """The nodes that are read, each opened and, but for texts, closed again."""
    stack = [(root, False)]
    while stack:
        node, leaving = stack.pop()
        if leaving:
            yield "close", node
            continue
        tag = node.tag or ""
        if tag == "-text":
            yield "text", node
        elif tag == "pre":
            yield "pre", node
        elif tag[:1].isalpha() and not _skipped(node, tag):
            yield "open", node
            stack.append((node, True))
            stack += [(child, False) for child in reversed(list(_children(node)))]


def _children(node: LexborNode) -> Iterator[LexborNode]:
    child = node.child
    while child is not None:
        yield child
        child = child.next


def _skipped(node: LexborNode, tag: str) -> bool:
    if tag in _SKIPPED:
        return True
    said = node.attributes
    if "hidden" in said or (said.get("role") or "").lower() in _SKIPPED_ROLES:
        return True
    if re.search(r"display\s*:\s*none", said.get("style") or ""):
        return True
    if not _SKIPPED_CLASSES.isdisjoint((said.get("class") or "").lower().split()):
        return True
    # "1er" and "m2" are raised too: only a link or brackets make a footnote's marker.
    if tag != "sup":
        return False
    marker = node.text(deep=True)
    return note_mark(marker) and ("[" in marker or node.css_first("a") is not None)


def _take(page: Page, event: str, node: LexborNode) -> None:
    """One step of the walk: open or close a block, or add to the one that is open."""
    tag = node.tag or ""
    if event == "text":
        page.add(node.text_content or "")
    elif event == "pre":
        _preformatted(page, node)
    elif event == "open":
        _open(page, node, tag)
    else:
        _close(page, tag)


def _open(page: Page, node: LexborNode, tag: str) -> None:
    if tag == "br":
        page.line_break()
    elif tag in ("b", "strong"):
        page.bold += 1
    elif tag == "a":
        page.linked += 1
    elif tag == "tr" and page.row is None and not _layout(node):
        page.open_row()
    elif tag in ("td", "th") and page.row is not None:
        page.open_cell(head=tag == "th", rows=_rows(node))
    elif page.row is not None:
        if tag in _CONTAINERS:
            page.add(" ")
    elif tag in _HEADINGS:
        page.enter(BlockKind.HEADING, _HEADINGS[tag])
    elif tag == "li":
        page.enter(BlockKind.BULLET, max(page.lists, 1))
    elif tag in ("dt", "dd"):
        page.enter(BlockKind.DEFINITION, 1 if tag == "dt" else 2)
    elif tag in _CONTAINERS:
        page.flush()
        if tag == "table":
            page.open_table()
        elif tag in ("ul", "ol"):
            page.lists += 1


def _close(page: Page, tag: str) -> None:
    if tag in ("b", "strong"):
        page.bold -= 1
    elif tag == "a":
        page.linked -= 1
    elif tag == "tr" and page.row is not None:
        page.close_row()
    elif page.row is not None:
        return
    elif tag in _HEADINGS or tag in ("li", "dt", "dd"):
        page.leave()
    elif tag in _CONTAINERS:
        page.flush()
        if tag in ("ul", "ol"):
            page.lists -= 1


def _rows(cell: LexborNode) -> int:
    spanned = cell.attributes.get("rowspan") or "1"
    return min(int(spanned), 1000) if spanned.isdecimal() else 1


def _layout(row: LexborNode) -> bool:
    """Whether a row's cells hold pieces of a page, as of old, rather than data."""
    paragraphs = 0
    stack = list(_children(row))
    while stack:
        node = stack.pop()
        tag = node.tag or ""
        if tag == "p":
            paragraphs += 1
        elif tag in _LAYOUT:
            return True
        if paragraphs > _LAYOUT_LIMIT:
            return True
        stack += _children(node)
    return False


def _preformatted(page: Page, node: LexborNode) -> None:
    """A <pre> with prose is a plain text of its own; one with code is left out."""
    page.flush()
    if node.css_first("code, samp, kbd") is not None:
        return
    text = node.text(deep=True)
    start = page.append(text, "\n\n")
    for block in blocks(text, guess(text)[0]):
        page.blocks.append(_moved(block, start))


def _moved(block: Block, by: int) -> Block:
    def shift(spans: tuple[tuple[int, int], ...]) -> tuple[tuple[int, int], ...]:
        return tuple((a + by, b + by) for a, b in spans)

    return replace(
        block,
        start=block.start + by,
        end=block.end + by,
        cells=shift(block.cells),
        strong=shift(block.strong),
    )
