"""Markdown's pipe tables: `| 1969 | landing |`, with or without a header."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from quiz.core.document import Block, BlockKind
from quiz.dates.labels import opens_with_date
from quiz.reading.marks import strong_spans

Span = tuple[int, int]


def is_row(line: str) -> bool:
    """Whether a line is a table row by itself: it begins and ends with a pipe."""
    bare = line.strip()
    return len(bare) > 2 and bare[0] == "|" == bare[-1]


def is_rule(line: str) -> bool:
    """Whether a line is the rule below a header: `|---|:--:|`."""
    return "-" in line and "|" in line and not line.strip(" \t|:-")


def rows(text: str, lines: Sequence[Span], lang: str) -> Iterator[Block]:
    """The body rows of a table whose lines are given by their offsets."""
    ruled = len(lines) > 1 and is_rule(text[slice(*lines[1])])
    header: tuple[str, ...] = ()
    for number, (a, b) in enumerate(lines):
        if is_rule(text[a:b]):
            continue
        cells = tuple(_cells(text, a, b))
        if number == 0 and ruled and not any(opens_with_date(text, *c, lang) for c in cells):
            header = tuple(text[x:y].strip("* ") for x, y in cells)
        elif any(x < y for x, y in cells):
            while cells[-1][0] == cells[-1][1]:  # empty cells at the end lie outside the row
                cells = cells[:-1]
            strong = tuple(s for x, y in cells for s in strong_spans(text, x, y))
            yield Block(
                BlockKind.ROW, cells[0][0], cells[-1][1], cells=cells, strong=strong, header=header
            )


def _cells(text: str, start: int, end: int) -> Iterator[Span]:
    """Offsets of a row's cells, without the blanks around them; an escaped pipe parts nothing."""
    start, end = _trimmed(text, start, end)
    if text[start] == "|":
        start += 1
    if end > start and text[end - 1] == "|" and text[end - 2] != "\\":
        end -= 1
    cell = at = start
    while (at := text.find("|", at, end)) >= 0:
        if text[at - 1] != "\\":
            yield _trimmed(text, cell, at)
            cell = at + 1
        at += 1
    yield _trimmed(text, cell, end)


def _trimmed(text: str, a: int, b: int) -> Span:
    while a < b and text[a].isspace():
        a += 1
    while b > a and text[b - 1].isspace():
        b -= 1
    return a, b
