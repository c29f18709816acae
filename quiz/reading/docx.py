"""DOCX to extracted text and blocks."""

from __future__ import annotations

import re
import zipfile
from collections.abc import Iterator
from io import BytesIO
from typing import TYPE_CHECKING

from quiz.core.document import Block, BlockKind
from quiz.core.errors import DocumentError
from quiz.reading.extract import Page
from quiz.translation import N_, _

if TYPE_CHECKING:
    from docx.document import Document as Docx
    from docx.oxml.xmlchemy import BaseOxmlElement as Element

MAX_XML = 64 * 1024 * 1024  # bytes of XML when unpacked; a tree takes ten times that
MAX_UNPACKED = 256 * 1024 * 1024  # with pictures
MAX_PARTS = 10_000
_W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
_OTHER = N_("save it as DOCX, PDF, text, Markdown or HTML")
_BROKEN = N_("open it in a word processor and save it again")
# Drawn text stands twice (once for old programs), what was deleted or moved away is not text.
_SKIPPED = frozenset(
    f"{_W}{name}" for name in "del moveFrom drawing pict object footnoteReference rt".split()
) | {"{http://schemas.openxmlformats.org/markup-compatibility/2006}AlternateContent"}
_BREAKS = frozenset(f"{_W}{name}" for name in ("br", "cr"))
_OFF = ("0", "false", "off", "none")
_LIST_STYLE = re.compile(r"list (?:bullet|number)(?: (?P<level>\d))?", re.IGNORECASE)
_HEADING_STYLE = re.compile(r"heading (?P<level>\d)", re.IGNORECASE)
_LAYOUT_LIMIT = 2  # as in html.py: paragraphs that a cell may have


def extract(data: bytes) -> tuple[str, tuple[Block, ...], str]:
    """Text, blocks and title ("" if not said) of a DOCX.

    Raises DocumentError where it is broken, too large or another kind of packed file.
    """
    _measured(data)
    import docx

    try:
        document = docx.Document(BytesIO(data))
        page = _Walk(document).page
        title = " ".join((document.core_properties.title or "").split())
    except ValueError as error:
        if "content type" in str(error):  # a sheet or slides
            raise DocumentError(
                _("this is no DOCX but another Office file"), do=_(_OTHER)
            ) from None
        raise _broken(error) from None
    except Exception as error:  # noqa: BLE001 - a broken file may raise anything
        raise _broken(error) from None
    return "".join(page.parts), tuple(page.blocks), "" if title == "Word Document" else title


def _broken(error: Exception) -> DocumentError:
    if isinstance(error, AttributeError | TypeError | LookupError):
        reason = _("its parts do not fit together")  # the library's own words tell nobody anything
    else:
        reason = " ".join(str(error).split())[:80].rstrip(".") or type(error).__name__
    return DocumentError(_("the DOCX is broken ({reason})").format(reason=reason), do=_(_BROKEN))


def _measured(data: bytes) -> None:
    """Refuse what is no DOCX or would unpack to too much. Raises DocumentError.

    zipfile unpacks no more of a part than the size that is declared, so that is what counts.
    """
    try:
        with zipfile.ZipFile(BytesIO(data)) as packed:
            parts = packed.infolist()
    except (zipfile.BadZipFile, ValueError, NotImplementedError, OSError) as error:
        raise _broken(error) from None
    names = {part.filename for part in parts}
    if "[Content_Types].xml" not in names:
        raise DocumentError(_("this is a packed file (EPUB, ODT or ZIP), no DOCX"), do=_(_OTHER))
    xml = sum(p.file_size for p in parts if p.filename.endswith((".xml", ".rels")))
    if xml > MAX_XML or sum(p.file_size for p in parts) > MAX_UNPACKED or len(parts) > MAX_PARTS:
        raise DocumentError(
            _("the DOCX unpacks to too much"), do=_("split it, or take its pictures out")
        )


class _Styles:
    """What the paragraph and character styles say, with what they inherit."""

    def __init__(self, document: Docx) -> None:
        self._found = {s.style_id: s for s in document.styles if s.style_id}
        self._names = {i: str(s.name or "") for i, s in self._found.items()}

    def chain(self, style: str) -> Iterator[Element]:
        """The style's element and those that it is based on, the nearest first."""
        seen: set[str] = set()
        while style in self._found and style not in seen:
            seen.add(style)
            element = self._found[style].element
            yield element
            style = _value(element, "basedOn")

    def name(self, style: str) -> str:
        """The style's name, whatever the program's language ("" for none)."""
        return self._names.get(style, "")

    def bold(self, style: str) -> bool:
        """Whether the style sets in bold."""
        for element in self.chain(style):
            if (mark := element.find(f"{_W}rPr/{_W}b")) is not None:
                return _on(mark)
        return False


class _Walk:
    """One pass over the body; `page` takes what is found."""

    def __init__(self, document: Docx) -> None:
        self.page = Page()
        self.styles = _Styles(document)
        self._take(document.element.body)
        self.page.flush()

    def _take(self, body: Element) -> None:
        """The blocks below an element, in order; tables of contents are left out."""
        stack = list(reversed(body))
        while stack:
            node = stack.pop()
            if node.tag == f"{_W}p":
                self._paragraph(node)
            elif node.tag == f"{_W}tbl":
                if _layout(node):
                    stack += reversed([c for c in node.iter(f"{_W}tc") if _table(c) is node])
                else:
                    self._rows(node)
            elif node.tag in (f"{_W}tc", f"{_W}sdtContent", f"{_W}ins", f"{_W}moveTo"):
                stack += reversed(node)
            elif node.tag == f"{_W}sdt":
                part = node.find(f"{_W}sdtPr/{_W}docPartObj/{_W}docPartGallery")
                if part is None or part.get(f"{_W}val") != "Table of Contents":
                    stack += reversed(node)

    def _paragraph(self, paragraph: Element) -> None:
        style = _value(paragraph.find(f"{_W}pPr"), "pStyle")
        name = self.styles.name(style).casefold()
        if name.startswith("toc "):
            return
        if level := self._heading(paragraph, style, name):
            self.page.enter(BlockKind.HEADING, level)
        elif level := self._list_level(paragraph, style, name):
            self.page.enter(BlockKind.BULLET, level)
        else:
            self.page.flush()
            level = 0
        self._text(paragraph, bold=not level and self.styles.bold(style))
        if level:
            self.page.leave()
        else:
            self.page.flush()

    def _heading(self, paragraph: Element, style: str, name: str) -> int:
        """A heading's level, 0 for what is none."""
        if name == "title":
            return 1
        if found := _HEADING_STYLE.fullmatch(name):
            return min(int(found["level"]), 6)
        for element in (paragraph, *self.styles.chain(style)):
            outline = _value(element.find(f"{_W}pPr"), "outlineLvl")
            if outline.isdecimal():
                return int(outline) + 1 if int(outline) < 6 else 0
        return 0

    def _list_level(self, paragraph: Element, style: str, name: str) -> int:
        """A list item's nesting, 0 for what is none."""
        for element in (paragraph, *self.styles.chain(style)):
            numbering = element.find(f"{_W}pPr/{_W}numPr")
            if numbering is None:
                continue
            if _value(numbering, "numId") == "0":  # taken out of its style's list
                return 0
            nesting = _value(numbering, "ilvl")
            if nesting.isdecimal() and int(nesting):
                return min(int(nesting), 8) + 1
            break
        else:
            if not _LIST_STYLE.match(name):
                return 0
        found = _LIST_STYLE.fullmatch(name)
        return int(found["level"] or 1) if found else 1

    def _text(self, paragraph: Element, *, bold: bool = False) -> None:
        """Add the text of a paragraph to the block that is open."""
        stack: list[tuple[Element, bool, bool]] = [(paragraph, bold, False)]
        while stack:
            node, heavy, linked = stack.pop()
            tag = node.tag
            if tag in _SKIPPED or not isinstance(tag, str):
                continue
            if tag == f"{_W}t":
                self.page.bold, self.page.linked = int(heavy), int(linked)
                self.page.add(node.text or "")
                self.page.bold = self.page.linked = 0
            elif tag in _BREAKS:
                self.page.line_break()
            elif tag in (f"{_W}tab", f"{_W}ptab"):
                self.page.add(" ")
            elif tag == f"{_W}noBreakHyphen":
                self.page.add("-")
            else:
                if tag == f"{_W}r":
                    said = node.find(f"{_W}rPr")
                    if said is not None and _on(said.find(f"{_W}vanish")):
                        continue
                    heavy = self._bold(said, otherwise=heavy)
                if tag not in (f"{_W}pPr", f"{_W}rPr"):
                    linked = linked or tag == f"{_W}hyperlink"
                    stack += [(child, heavy, linked) for child in reversed(node)]

    def _bold(self, said: Element | None, *, otherwise: bool) -> bool:
        if said is None:
            return otherwise
        mark = said.find(f"{_W}b")
        if mark is not None:
            return _on(mark)
        return self.styles.bold(_value(said, "rStyle")) or otherwise

    def _rows(self, table: Element) -> None:
        page = self.page
        page.flush()
        page.open_table()
        grid = [_cells(row) for row in table.iter(f"{_W}tr") if _table(row) is table]
        for number, (row, cells) in enumerate(grid):
            page.open_row()
            head = row.find(f"{_W}trPr/{_W}tblHeader") is not None or (
                number == 0 and len(grid) > 1 and all(self._all_bold(c) for c in cells.values())
            )
            for column, cell in cells.items():
                if _merged(cell) == "continue":
                    continue
                below = (c.get(column) for _, c in grid[number + 1 :])
                rows = 1
                if _merged(cell) == "restart":
                    while (other := next(below, None)) is not None and (
                        _merged(other) == "continue"
                    ):
                        rows += 1
                page.open_cell(head=head, rows=rows)
                for paragraph in cell.iter(f"{_W}p"):
                    page.add(" ")
                    self._text(paragraph)
            page.close_row()

    def _all_bold(self, cell: Element) -> bool:
        runs = [r for r in cell.iter(f"{_W}r") if r.find(f"{_W}t") is not None]
        return bool(runs) and all(self._bold(r.find(f"{_W}rPr"), otherwise=False) for r in runs)


def _value(element: Element | None, name: str) -> str:
    """The value of a child such as `<w:pStyle w:val="Title"/>`, "" where there is none."""
    child = element.find(f"{_W}{name}") if element is not None else None
    return (child.get(f"{_W}val") or "") if child is not None else ""


def _on(mark: Element | None) -> bool:
    return mark is not None and (mark.get(f"{_W}val") or "true").lower() not in _OFF


def _table(node: Element) -> Element | None:
    """The table that a row or cell belongs to."""
    return next(node.iterancestors(f"{_W}tbl"), None)


def _cells(row: Element) -> tuple[Element, dict[int, Element]]:
    """A row with its cells by the column of the grid that they begin in."""
    skipped = _value(row.find(f"{_W}trPr"), "gridBefore")
    column = int(skipped) if skipped.isdecimal() else 0
    found: dict[int, Element] = {}
    for cell in row.iter(f"{_W}tc"):
        if next(cell.iterancestors(f"{_W}tr")) is not row:
            continue
        found[column] = cell
        spanned = _value(cell.find(f"{_W}tcPr"), "gridSpan")
        column += min(int(spanned), 1000) if spanned.isdecimal() and int(spanned) else 1
    return row, found


def _merged(cell: Element) -> str:
    """How a cell takes part in one that reaches over rows: restart, continue or ""."""
    mark = cell.find(f"{_W}tcPr/{_W}vMerge")
    return "" if mark is None else mark.get(f"{_W}val") or "continue"


def _layout(table: Element) -> bool:
    """Whether a table lays out a page rather than data, as in html.py."""
    if next(table.iterdescendants(f"{_W}tbl"), None) is not None:
        return True
    for cell in table.iter(f"{_W}tc"):
        full = sum(next(p.iter(f"{_W}t"), None) is not None for p in cell.iter(f"{_W}p"))
        if full > _LAYOUT_LIMIT:
            return True
    return False
