"""The text being extracted from a format without offsets, and the blocks found in it."""

from __future__ import annotations

import re
from dataclasses import dataclass, field

from quiz.core.document import Block, BlockKind
from quiz.reading.noise import noise

_BLANKS = re.compile(r"[ \t\r\n\f]+")  # NBSP and its like stay
_HEADING_LENGTH = 70

Span = tuple[int, int]


@dataclass(slots=True)
class _Line:
    """Inline text gathered up to the next break, with what of it is bold or linked."""

    text: str = ""
    strong: list[Span] = field(default_factory=list)
    linked: int = 0


@dataclass(slots=True)
class _Cell:
    line: _Line
    head: bool
    rows: int


@dataclass(slots=True)
class Page:
    """Takes blocks as a walk over a page meets them; text is only ever appended.

    `bold`, `linked` and `lists` count the elements of that kind that are open.
    """

    parts: list[str] = field(default_factory=list)
    length: int = 0
    blocks: list[Block] = field(default_factory=list)
    bold: int = 0
    linked: int = 0
    lists: int = 0
    row: list[_Cell] | None = None
    _lines: list[_Line] = field(default_factory=lambda: [_Line()])
    _pieces: list[str] = field(default_factory=list)
    _size: int = 0
    _within: list[tuple[BlockKind, int]] = field(default_factory=list)
    _header: tuple[str, ...] = ()
    _spanning: dict[int, tuple[Span, int]] = field(default_factory=dict)

    def append(self, text: str, gap: str) -> int:
        """Append text after a gap (none at the top); where it starts."""
        if self.length:
            self.parts.append(gap)
            self.length += len(gap)
        start = self.length
        self.parts.append(text)
        self.length += len(text)
        return start

    def add(self, text: str) -> None:
        """Add inline text; blanks run together."""
        text = _BLANKS.sub(" ", text)
        if text.startswith(" ") and (not self._pieces or self._pieces[-1].endswith(" ")):
            text = text[1:]
        if not text:
            return
        line = self._lines[-1]
        span = (self._size, self._size + len(text))
        if self.bold and text.strip():
            if line.strong and line.strong[-1][1] == span[0]:
                span = (line.strong.pop()[0], span[1])
            line.strong.append(span)
        if self.linked:
            line.linked += len(text)
        self._pieces.append(text)
        self._size += len(text)

    def line_break(self) -> None:
        """End the line: what follows is a block of its own, or the same cell's next words."""
        if self.row is not None:
            self.add(" ")
            return
        self._end_line()
        self._lines.append(_Line())

    def _end_line(self) -> None:
        self._lines[-1].text = "".join(self._pieces)
        self._pieces, self._size = [], 0

    def enter(self, kind: BlockKind, level: int) -> None:
        """Open a block of this kind; paragraphs inside it are of its kind too."""
        self.flush()
        self._within.append((kind, level))

    def leave(self) -> None:
        """Close the block that was entered last."""
        self.flush()
        if self._within:
            self._within.pop()

    def flush(self) -> None:
        """Close the run of inline text: each of its lines becomes a block."""
        self._end_line()
        lines, self._lines = self._lines, [_Line()]
        kind, level = self._within[-1] if self._within else (BlockKind.PARAGRAPH, 0)
        for line in lines:
            if words := line.text.strip(" "):
                self._block(kind, level, line, words)

    def _block(self, kind: BlockKind, level: int, line: _Line, words: str) -> None:
        tight = kind in (BlockKind.BULLET, BlockKind.DEFINITION)
        start = self.append(words, "\n" if tight else "\n\n")
        end = self.length
        if noise(words) or _menu_item(kind, line, words):
            return
        lead = len(line.text) - len(line.text.lstrip(" "))
        strong = _placed(line.strong, start - lead, start, end)
        if kind is BlockKind.DEFINITION:
            self._definition(level, start, end, strong)
            return
        if kind is BlockKind.PARAGRAPH and strong == ((start, end),) and _heading_like(words):
            kind, level = BlockKind.HEADING, 3
        self.blocks.append(Block(kind, start, end, level, strong=strong))

    def _definition(self, level: int, start: int, end: int, strong: tuple[Span, ...]) -> None:
        """A term waits for its body; a second body stands under the same term."""
        before = self.blocks[-1] if self.blocks else None
        if level == 1 or before is None or before.kind is not BlockKind.DEFINITION:
            cells: tuple[Span, ...] = ()
        elif before.cells:
            cells = (before.cells[0], (start, end))
        else:
            self.blocks.pop()
            cells, strong = ((before.start, before.end), (start, end)), before.strong + strong
            start = before.start
        self.blocks.append(Block(BlockKind.DEFINITION, start, end, cells=cells, strong=strong))

    def open_table(self) -> None:
        """Forget the last table's header and the cells that reach down."""
        self._header, self._spanning = (), {}

    def open_row(self) -> None:
        """Begin a table row; until it is closed, text belongs to its cells."""
        self.flush()
        self.row = []

    def open_cell(self, *, head: bool, rows: int) -> None:
        """Begin a cell that is `rows` rows high."""
        self._close_cell()
        if self.row is not None:
            self.row.append(_Cell(self._lines[-1], head, rows))

    def _close_cell(self) -> None:
        self._end_line()
        self._lines = [_Line()]

    def close_row(self) -> None:
        """Write the row's cells on one line, parted by tabs, and note the block."""
        self._close_cell()
        cells, self.row = self.row or [], None
        if not any(cell.line.text.strip(" ") for cell in cells):
            return
        spots: list[Span] = []
        strong: list[Span] = []
        for number, cell in enumerate(cells):
            self._reach_down(spots)
            words = cell.line.text.strip(" ")
            start = self.append(words, "\t" if number else "\n")
            lead = len(cell.line.text) - len(cell.line.text.lstrip(" "))
            strong += _placed(cell.line.strong, start - lead, start, self.length)
            if cell.rows > 1:
                self._spanning[len(spots)] = ((start, self.length), cell.rows)
            spots.append((start, self.length))
        self._reach_down(spots)
        self._spanning = {c: (at, n - 1) for c, (at, n) in self._spanning.items() if n > 1}
        texts = tuple(cell.line.text.strip(" ") for cell in cells)
        if len(cells) > 1 and all(cell.head for cell in cells):
            self._header = texts
            return
        end = self.length
        start = end - sum(map(len, texts)) - len(texts) + 1
        self.blocks.append(
            Block(
                BlockKind.ROW, start, end, cells=tuple(spots), strong=tuple(strong),
                header=self._header,
            )
        )  # fmt: skip

    def _reach_down(self, spots: list[Span]) -> None:
        """Take in the cells of rows above that reach into this one ("1969" before six rows)."""
        while len(spots) in self._spanning:
            spots.append(self._spanning[len(spots)][0])


def _menu_item(kind: BlockKind, line: _Line, words: str) -> bool:
    """A short list item that is a link from end to end and tells no date or figure."""
    whole = line.linked >= len(words)
    return (
        kind is BlockKind.BULLET
        and whole
        and len(words) < 60
        and not any(c.isdigit() for c in words)
    )


def _heading_like(words: str) -> bool:
    return len(words) < _HEADING_LENGTH and not words.endswith((".", ":", ";", ","))


def _placed(spans: list[Span], by: int, first: int, last: int) -> tuple[Span, ...]:
    """Spans of a line moved to where the line stands, without blanks at its ends."""
    moved = ((max(a + by, first), min(b + by, last)) for a, b in spans)
    return tuple((a, b) for a, b in moved if a < b)
