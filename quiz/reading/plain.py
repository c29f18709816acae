"""Text, Markdown and reStructuredText to blocks; the text itself is never changed.

One reader serves all three: their marks do not clash, and documents mix them.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from quiz.core.document import Block, BlockKind
from quiz.dates.labels import opens_with_date
from quiz.lang import language
from quiz.reading import pipes
from quiz.reading.marks import (
    ATX,
    BULLET,
    beside_the_text,
    blank,
    directive,
    fence,
    ruler,
    strong_spans,
)
from quiz.reading.noise import noise

_LINE = re.compile(r"[^\r\n]*(?:\r\n?|\n|\Z)")
_PAIR = re.compile(r"(?P<term>\S[^:]{0,58}?)[ \t]{2,}:[ \t]+(?P<body>\S.*)")
_YEAR_LINE = re.compile(r"\s*[12]\d{3}\s+[\"“«‘]?\s?[^\W\d_a-zß-ÿ]")
_DATED_END = re.compile(r"(?::|\s[–—-])\s+[^:.!?]{0,30}\d{3,4}\)?$")
_KEYED = re.compile(r"[A-ZÀ-Ý][^:.!?,\d]{1,24}:\s+[^.!?]{0,24}(?<!\d)\d{3,4}(?!\d).{0,50}$")
_LEVELS = {"=": 1, "-": 2}  # of underlined headings; other lines are third
_UNWRAPPED = 130  # nobody wraps lines by hand at more than this
_TITLE_LENGTH, _TITLE_WORDS = 70, 8

Span = tuple[int, int]


def blocks(text: str, lang: str, start: int = 0) -> list[Block]:
    """The blocks of `text[start:]` in order, without their marks and without noise.

    Lines are joined until a blank line or one that begins something of its own: a bullet, an
    entry that opens with a date, a paragraph set off by its indent or by its length.
    """
    reader = _Reader(text, lang, _lines(text, start))
    return list(reader.run())


def _lines(text: str, start: int) -> list[Span]:
    """Offsets of the lines, without their ends."""
    found, at = [], start
    while at < len(text):
        match = _LINE.match(text, at)
        assert match is not None  # noqa: S101 - the pattern matches anywhere
        found.append((at, at + len(match[0].rstrip("\r\n"))))
        at = match.end()
    return found


@dataclass(slots=True)
class _Open:
    """The block being gathered; `indent` is that of its first line, `margin` of its last."""

    kind: BlockKind
    start: int
    end: int
    level: int = 0
    indent: int = 0
    margin: int = 0
    dated: bool = False
    last: Span = (0, 0)


class _Reader:
    """One pass over the lines, gathering those of a block."""

    def __init__(self, text: str, lang: str, lines: list[Span]) -> None:
        self.text, self.lang, self.lines = text, lang, lines
        self.open: _Open | None = None
        self.nesting: list[int] = []  # indents of the bullets around
        words = language(lang)
        # Four lines or more that open with nothing but a year are a list of years.
        self.years = sum(_YEAR_LINE.match(text, a, b) is not None for a, b in lines) >= 4
        self.leading = frozenset(words.function_words) | frozenset(words.dates.at_strong)

    def run(self) -> Iterator[Block]:
        at, hidden = 0, -1
        closing = self._fences()
        while at < len(self.lines):
            a, b = self.lines[at]
            line = self.text[a:b]
            if blank(line):
                yield from self.close()
                at += 1
                continue
            indent = len(line) - len(line.lstrip())
            if hidden >= 0 and indent > hidden:  # below a directive that holds no prose
                at += 1
                continue
            hidden = -1
            if at in closing:
                yield from self.close()
                at = closing[at] + 1
                continue
            if taken := directive(line):
                yield from self.close()
                hidden = indent if taken == "skip" else -1
                at += 1
            elif pipes.is_row(line) or (at + 1 < len(self.lines) and self._headed(line, at + 1)):
                yield from self.close()
                end = self._table_end(at)
                yield from pipes.rows(self.text, self.lines[at:end], self.lang)
                at = end
            elif pairs := self._pairs(at):
                yield from self.close()
                yield from pairs
                at += len(pairs)
            elif self._underlined(line, at):
                yield from self.close()
                level = _LEVELS.get(ruler(self._line(at + 1)), 3)
                yield Block(BlockKind.HEADING, a + indent, a + len(line.rstrip()), level)
                at += 2
            else:
                yield from self._line_of_text(a, line, indent)
                at += 1
        yield from self.close()

    def _line(self, at: int) -> str:
        return self.text[slice(*self.lines[at])] if at < len(self.lines) else ""

    def _fences(self) -> dict[int, int]:
        """For each line that could open a block of code, the line that closes it."""
        found: dict[int, int] = {}
        after: dict[str, int] = {}
        for at in range(len(self.lines) - 1, -1, -1):
            mark = fence(self._line(at))
            if mark in after:
                found[at] = after[mark]
            if mark:
                after[mark] = at
        return found

    def _headed(self, line: str, below: int) -> bool:
        """Whether a line without outer pipes is a table's header, by the rule below it."""
        return "|" in line and pipes.is_rule(self._line(below))

    def _table_end(self, at: int) -> int:
        while at < len(self.lines) and "|" in self._line(at):
            at += 1
        return at

    def _pairs(self, at: int) -> list[Block]:
        """Three or more lines "term   : body" with their colons set apart are definitions."""
        if self.open is not None:
            return []
        found: list[Block] = []
        while match := _PAIR.fullmatch(self._line(at).strip()) if self._line(at) else None:
            a = self.lines[at][0] + self._line(at).index(match["term"])
            term, body = (
                (a + x - match.start("term"), a + y - match.start("term"))
                for x, y in (match.span("term"), match.span("body"))
            )
            found.append(Block(BlockKind.DEFINITION, term[0], body[1], cells=(term, body)))
            at += 1
        return found if len(found) >= 3 else []

    def _underlined(self, line: str, at: int) -> bool:
        below = self._line(at + 1)
        if not ruler(below) or ruler(line) or self.open is not None or len(line) > _UNWRAPPED:
            return False
        return len(below.strip()) >= min(3, len(line.strip()))

    def _line_of_text(self, a: int, line: str, indent: int) -> Iterator[Block]:
        start, end = a + indent, a + len(line.rstrip())
        bare = self.text[start:end]
        if ruler(line) or beside_the_text(line) or noise(line):
            yield from self.close()
            return
        if indent < 4 and (heading := ATX.match(bare)):
            yield from self.close()
            start += heading.start("title")
            end = start + len(heading["title"].rstrip("#").rstrip())
            if end == start:
                return
            yield Block(BlockKind.HEADING, start, end, len(heading["depth"]))
            return
        dated = opens_with_date(self.text, start, end, self.lang) or (
            self.years and _YEAR_LINE.match(self.text, a, end) is not None
        )
        bullet = None if dated and bare[0].isdigit() else BULLET.match(bare)
        if bullet and self._may_open(bullet):
            yield from self.close()
            while self.nesting and self.nesting[-1] >= indent:
                self.nesting.pop()
            self.nesting.append(indent)
            start += bullet.end()
            level = len(self.nesting)
            self.open = _Open(
                BlockKind.BULLET, start, end, level, indent, indent, dated=True, last=(start, end)
            )
        elif self.open is None or self._begins(start, end, indent, dated=dated):
            yield from self.close()
            if not self.nesting or indent <= self.nesting[0]:
                self.nesting = []
            if bare.startswith(">"):
                start += len(bare) - len(bare.lstrip("> \t\u00a0\u202f"))
            if start < end:
                self.open = _Open(
                    BlockKind.PARAGRAPH, start, end, 0, indent, indent, dated, (start, end)
                )
        else:
            self.open.end, self.open.margin, self.open.last = end, indent, (start, end)

    def _may_open(self, bullet: re.Match[str]) -> bool:
        """A wrapped line may begin with "12." or a dash: inside a paragraph that is no bullet."""
        if self.open is None or self.open.kind is BlockKind.BULLET:
            return True
        if bullet["number"]:
            return bullet["number"].strip("(.)") in ("1", "a")
        ended = self.text[self.open.end - 1] in ".:;!?"
        return bullet["mark"] not in "–—" or ended

    def _begins(self, start: int, end: int, indent: int, *, dated: bool) -> bool:
        """Whether a line begins a block rather than going on with the open one."""
        assert self.open is not None  # noqa: S101 - asked only then
        before = self.text[slice(*self.open.last)]
        ended = before[-1] in '.!?:;…»”")'
        line = self.text[start:end]
        if _DATED_END.search(before) and _DATED_END.search(line) and line[:1].isupper():
            return True  # "Birth in Lyon: 4 May 1905" line by line
        if _KEYED.match(before) and _KEYED.match(line):
            return True  # "Born: 4 May 1905, Lyon" line by line
        if len(before) > _UNWRAPPED or end - start > _UNWRAPPED:
            return True
        if dated and (self.open.kind is BlockKind.PARAGRAPH or indent <= self.open.indent):
            # "… on March 16,⏎1975. Engineering tests …" is a wrapped line, not an entry.
            return ended or (self.open.dated and not self._goes_on(before))
        return ended and self.open.kind is BlockKind.PARAGRAPH and indent > self.open.margin + 1

    def _goes_on(self, line: str) -> bool:
        """Whether a line's end calls for more: a comma, a hyphen, "on", "de la"."""
        return line[-1] in ",-–—(/" or line.rsplit(maxsplit=1)[-1].lower() in self.leading

    def close(self) -> Iterator[Block]:
        """Give out the open block, if any."""
        block, self.open = self.open, None
        if block is None:
            return
        start, end, kind, level = block.start, block.end, block.kind, block.level
        strong = strong_spans(self.text, start, end)
        if kind is BlockKind.PARAGRAPH and _title(self.text[start:end], strong, start, end):
            if strong and strong[0][1] - strong[0][0] + 4 >= end - start:
                (start, end), strong = strong[0], ()
            kind, level = BlockKind.HEADING, 2
        yield Block(kind, start, end, level, strong=strong)


def _title(body: str, strong: tuple[Span, ...], start: int, end: int) -> bool:
    """A short line of its own that is no sentence: a heading without a mark."""
    if "\n" in body or "\r" in body or len(body) > _TITLE_LENGTH:
        return False
    if strong and strong[0] == (start + 2, end - 2) and body[-3] not in ".:":
        return not any(c.isdigit() for c in body) or len(body.split()) > 3
    if body[-1] in '.!?;:,)»”"' or len(body.split()) > _TITLE_WORDS or not body[0].isupper():
        return False
    return not any(c.isdigit() for c in body) and re.search(r"[^\W\d_]{2}", body) is not None
