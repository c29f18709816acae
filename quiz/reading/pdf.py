"""PDF to extracted text and blocks; a form feed stands where a page begins."""

from __future__ import annotations

import logging
import math
import re
from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass, replace
from io import BytesIO
from itertools import pairwise
from statistics import median
from typing import TYPE_CHECKING, Any

from quiz.core.document import Block, BlockKind
from quiz.core.errors import DocumentError
from quiz.reading.hyphens import Joiner
from quiz.reading.language import guess
from quiz.reading.plain import blocks
from quiz.reading.running import Line, without_running
from quiz.translation import N_, _

if TYPE_CHECKING:
    from pypdf import PdfReader

MAX_PAGES = 5_000
MAX_TEXT = 64 * 1024 * 1024  # characters
MAX_OPERATORS = 10_000_000  # of all pages: what draws this much is no text to read
_OCR = N_("run OCR on it first")
_FOLD = 120  # plain.py takes a longer line for a paragraph; ours may be longer and wrapped
_WIDER = 1.3  # of the usual distance between lines: a gap that parts paragraphs
_INDENT = 0.8  # of the size of type: the indent of a first line
_LARGER = 1.12  # of the text's size: type that headings are set in
_SHORT_LINE = 0.7  # of the usual length: a line that ends its paragraph, if it ends a sentence
_HEADING_LENGTH = 160
_GARBLED = 0.2  # share of characters that stand for no letter
_ENDS = re.compile(r"[.!?:;…»”\")]$")
_BULLETS = str.maketrans(dict.fromkeys("\uf0b7\uf0a7\uf0fc\uf0d8\uf076\u2023\u25aa", "•"))
_LIGATURES = str.maketrans(
    {"ﬀ": "ff", "ﬁ": "fi", "ﬂ": "fl", "ﬃ": "ffi", "ﬄ": "ffl", "ﬅ": "st", "ﬆ": "st", "\0": ""}
)
_LEADERS = re.compile(r"(?:\s?[.…]){4,}\s*[\divxlc]*$")  # of a table of contents
_BLANKS = re.compile(r"[ \t\r\f\v\x1c-\x1f\x85\u2028\u2029]+")


def extract(data: bytes) -> tuple[str, tuple[Block, ...], str, str, tuple[str, ...]]:
    """Text, blocks, title, language code and warnings of a PDF.

    Raises DocumentError where it is broken, locked, too large or holds no text.
    """
    reader = _opened(data)
    lines, warnings = _lines(reader)
    if not lines:
        raise DocumentError(_("it holds pictures of pages, no text"), do=_(_OCR))
    if _garbled(lines):
        raise DocumentError(_("its letters cannot be told, only their shapes"), do=_(_OCR))
    lines = without_running(lines)
    sample = "\n".join(line.text for line in lines[:2000])
    lang, sure = guess(sample)
    text, found = _composed(lines, lang)
    title, said = _said(reader)
    return text, tuple(found), title, lang if sure else said, warnings


def _opened(data: bytes) -> PdfReader:
    from pypdf import PdfReader
    from pypdf.errors import DependencyError

    logging.getLogger("pypdf").setLevel(logging.CRITICAL + 1)  # it tells stderr what it mends
    try:
        reader = PdfReader(BytesIO(data))
        locked = reader.is_encrypted and not reader.decrypt("")
    except DependencyError:
        raise DocumentError(
            _("the PDF is encrypted with AES, which needs the package 'cryptography'"),
            do=_("install that, or save a copy that is not encrypted"),
        ) from None
    except Exception as error:  # noqa: BLE001 - a broken file may raise anything
        raise _broken(error) from None
    if locked:
        raise DocumentError(_("the PDF is locked with a password"), do=_("save a copy without one"))
    return reader


def _broken(error: Exception) -> DocumentError:
    from pypdf.errors import LimitReachedError

    if isinstance(error, LimitReachedError):
        return DocumentError(_("the PDF holds too much"), do=_("split it into parts"))
    reason = " ".join(str(error).split())[:80].rstrip(".") or type(error).__name__
    return DocumentError(
        _("the PDF is broken ({reason})").format(reason=reason), do=_("save or download it again")
    )


class _TooMuch(Exception):  # noqa: N818 - not an error: the reading stops
    """A bound of the whole document is passed."""


class _Typed:
    """Gathers the lines of pages from pypdf's visits."""

    def __init__(self) -> None:
        self.lines: list[Line] = []
        self.page = 0
        self.operators = self.characters = 0
        self._text: list[str] = []
        self._sizes: Counter[tuple[float, bool]] = Counter()
        self._at: tuple[float, float] | None = None

    def operator(self, *_: Any) -> None:  # noqa: ANN401 - pypdf's own types are none
        """Count an operator of a page. Raises _TooMuch."""
        self.operators += 1
        if self.operators > MAX_OPERATORS:
            raise _TooMuch

    def text(self, text: str, cm: list[float], tm: list[float], font: Any, size: float) -> None:  # noqa: ANN401
        """Take a piece of text that begins at `tm`, in the space that `cm` gives."""
        self.characters += len(text)
        if self.characters > MAX_TEXT:
            raise _TooMuch
        for number, piece in enumerate(text.split("\n")):
            if number:
                self.end_line()
            if not piece.strip():
                self._text.append(piece)
                continue
            if self._at is None:
                x, y = float(tm[4]), float(tm[5])
                self._at = (x * cm[0] + y * cm[2] + cm[4], x * cm[1] + y * cm[3] + cm[5])
            height = abs(size) * _scale(tm) * _scale(cm)
            name = str(font.get("/BaseFont", "")) if font else ""
            bold = "bold" in name.lower() or "black" in name.lower()
            self._sizes[round(height, 1), bold] += len(piece)
            self._text.append(piece)

    def end_line(self) -> None:
        """Close the line that is open."""
        text = "".join(self._text).translate(_LIGATURES).translate(_BULLETS)
        text = _BLANKS.sub(" ", text).strip(" ")
        if text and self._at is not None and not _LEADERS.search(text):
            (size, _), _ = self._sizes.most_common(1)[0]
            bold = all(heavy for _, heavy in self._sizes)
            self.lines.append(Line(text, self.page, *self._at, size or 1.0, bold))
        self._text, self._sizes, self._at = [], Counter(), None


def _scale(matrix: list[float]) -> float:
    return math.sqrt(abs(matrix[0] * matrix[3] - matrix[1] * matrix[2]))


def _lines(reader: PdfReader) -> tuple[list[Line], tuple[str, ...]]:
    """The lines of all pages in the order of the file, and what could not be read."""
    try:
        count = len(reader.pages)
    except Exception as error:  # noqa: BLE001 - see _opened
        raise _broken(error) from None
    if count > MAX_PAGES:
        raise DocumentError(
            _("the PDF has {count} pages").format(count=count),
            do=_("split it into parts of at most {MAX_PAGES}").format(MAX_PAGES=MAX_PAGES),
        )
    typed = _Typed()
    failed: list[int] = []
    reason: Exception | None = None
    for number in range(count):
        typed.page = number
        try:
            reader.pages[number].extract_text(
                visitor_operand_before=typed.operator, visitor_text=typed.text
            )
        except _TooMuch:
            raise DocumentError(_("the PDF holds too much"), do=_("split it into parts")) from None
        except Exception as error:  # noqa: BLE001 - one page must not cost the others
            failed.append(number + 1)
            reason = error
        typed.end_line()
        # pypdf takes what is raised inside a form for a fault of the form.
        if typed.operators > MAX_OPERATORS or typed.characters > MAX_TEXT:
            raise DocumentError(_("the PDF holds too much"), do=_("split it into parts"))
    if reason is not None and not typed.lines:
        raise _broken(reason)
    return typed.lines, tuple(_remarks(count, typed.lines, failed))


def _remarks(count: int, lines: list[Line], failed: list[int]) -> Iterable[str]:
    bare = count - len({line.page for line in lines}) - len(failed)
    if failed:
        yield f"{len(failed)} of {count} pages could not be read, page {failed[0]} first"
    if bare * 2 > count:
        yield _("{bare} of {count} pages hold no text; if they are pictures, {ocr}").format(
            bare=bare, count=count, ocr=_(_OCR)
        )


def _garbled(lines: list[Line]) -> bool:
    sample = "".join(line.text for line in lines[:500])
    strange = sum(c == "\ufffd" or "\ue000" <= c <= "\uf8ff" or c < " " for c in sample)
    return strange > _GARBLED * len(sample)


def _said(reader: PdfReader) -> tuple[str, str]:
    """The title and the language that the file gives itself, "" where it does not."""
    try:
        title = (reader.metadata.title or "") if reader.metadata else ""
        lang = str(reader.root_object.get("/Lang") or "")
    except Exception:  # noqa: BLE001 - nothing hangs on it
        return "", ""
    title = " ".join(re.sub(r"^Microsoft \w+ - ", "", title).split())
    return title if title.isprintable() else "", lang.lower()


@dataclass(slots=True)
class _Paragraph:
    lines: list[Line]
    level: int = 0  # of a heading


def _composed(lines: list[Line], lang: str) -> tuple[str, list[Block]]:
    """The text of the lines, and its blocks.

    The text is first laid out in lines, which `plain.blocks` reads as it reads any wrapped
    text; then the breaks inside a block become blanks, so that no offset moves.
    """
    joiner = Joiner((line.text for line in lines), lang)
    parts: list[str] = []
    length = page = 0
    headings: list[tuple[int, int, int]] = []
    feeds: list[int] = []  # offsets of breaks inside a paragraph at which a page begins

    def add(text: str) -> None:
        nonlocal length
        parts.append(text)
        length += len(text)

    for paragraph in _paragraphs(lines):
        pieces = joiner.joined([(line.text, line.page) for line in paragraph.lines])
        pages = pieces[0][1] - page
        if pages:
            add("\n" * bool(length) + "\f" * pages + "\n")
        elif length:
            add("\n\n")
        start = length
        page = pieces[0][1]
        for number, (text, at) in enumerate(pieces):
            if number:
                if at != page:
                    feeds.append(length)
                page = at
                add("\n")
            add(_folded(text))
        page = paragraph.lines[-1].page
        if paragraph.level:
            headings.append((start, length, paragraph.level))
    text = "".join(parts)
    found = _with_headings(blocks(text, lang), headings)
    return _unwrapped(text, found, feeds), found


def _paragraphs(lines: list[Line]) -> list[_Paragraph]:
    sizes: Counter[float] = Counter()
    for line in lines:
        sizes[line.size] += len(line.text)
    body = sizes.most_common(1)[0][0]
    steps = [
        (a.y - b.y) / b.size
        for a, b in pairwise(lines)
        if a.page == b.page and a.size == b.size and 0.5 * b.size < a.y - b.y < 3 * b.size
    ]
    step = median(steps) if steps else 1.2
    usual = median(len(line.text) for line in lines if line.size == body)
    found: list[_Paragraph] = []
    for line in lines:
        if found and not _parted(found[-1].lines[-1], line, step, usual):
            found[-1].lines.append(line)
        else:
            found.append(_Paragraph([line]))
    _level(found, body)
    return found


def _parted(a: Line, b: Line, step: float, usual: float) -> bool:
    """Whether a paragraph ends between two lines that follow each other."""
    if not a.size / _LARGER <= b.size <= a.size * _LARGER or a.bold != b.bold:
        return True
    ended = _ENDS.search(a.text) is not None
    if a.page != b.page or b.y > a.y + 0.5 * a.size:  # another page or column
        return ended or b.page > a.page + 1 or b.text.startswith("•")
    if a.y - b.y > _WIDER * step * b.size:
        return True
    if not ended:
        return False
    capital = not b.text[:1].islower()
    return capital and (
        _INDENT * b.size < b.x - a.x < 8 * b.size or len(a.text) < _SHORT_LINE * usual
    )


def _level(paragraphs: list[_Paragraph], body: float) -> None:
    """Mark the headings: set larger than the text, or bold where the text is not."""
    bold_text = sum(line.bold for p in paragraphs for line in p.lines) * 2 > sum(
        len(p.lines) for p in paragraphs
    )

    def heading(paragraph: _Paragraph) -> bool:
        text = " ".join(line.text for line in paragraph.lines)
        if len(text) > _HEADING_LENGTH or not any(c.isalnum() for c in text):
            return False
        larger = paragraph.lines[0].size > body * _LARGER
        bold = paragraph.lines[0].bold and not bold_text and paragraph.lines[0].size >= body
        return larger or (bold and text[-1] not in ".:;,")

    chosen = [p for p in paragraphs if heading(p)]
    sizes = sorted({p.lines[0].size for p in chosen}, reverse=True)
    for paragraph in chosen:
        paragraph.level = min(1 + sizes.index(paragraph.lines[0].size), 6)


def _folded(text: str) -> str:
    """A long line with some blanks made breaks where no block can begin."""
    if len(text) <= _FOLD:
        return text
    out, start = [], 0
    while len(text) - start > _FOLD:
        cut = start
        for found in re.finditer(r"(?<=[^\W\d]) (?=[a-zß-ÿ]{2})", text[start : start + _FOLD]):
            cut = start + found.start()
        if cut <= start:
            break
        out.append(text[start:cut])
        start = cut + 1
    return "\n".join([*out, text[start:]])


def _with_headings(found: list[Block], headings: list[tuple[int, int, int]]) -> list[Block]:
    """The blocks, those that were set as headings being headings."""
    out: list[Block] = []
    spans = iter(headings)
    span = next(spans, None)
    for block in found:
        while span and span[1] <= block.start:
            span = next(spans, None)
        if span and span[0] <= block.start and block.end <= span[1]:
            start = span[0] if block.kind is BlockKind.BULLET else block.start
            if out and out[-1].kind is BlockKind.HEADING and out[-1].start >= span[0]:
                out[-1] = replace(out[-1], end=block.end)  # one heading on several lines
                continue
            out.append(Block(BlockKind.HEADING, start, block.end, span[2]))
        else:
            out.append(block)
    return out


def _unwrapped(text: str, found: list[Block], feeds: list[int]) -> str:
    """The text with the breaks inside blocks made blanks, or a form feed at a page's start."""
    out, at = [], 0
    for block in found:
        out += [text[at : block.start], text[block.start : block.end].replace("\n", " ")]
        at = block.end
    text = "".join([*out, text[at:]])
    out, at = [], 0
    for feed in feeds:
        out += [text[at:feed], "\f"]
        at = feed + 1
    return "".join([*out, text[at:]])
