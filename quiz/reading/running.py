"""Headers, footers and page numbers: lines that run through the pages of a document."""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from statistics import median

_DEPTH = 3  # lines from a page's edge
_SHARE = 0.4  # of the pages: what stands on left pages only is there too
_LONGEST = 150
_NUMBER = re.compile(r"\d{1,5}")
_ROMAN = re.compile(r"[ivxlc]{1,7}", re.IGNORECASE)
_ROMAN_VALUES = {"i": 1, "v": 5, "x": 10, "l": 50, "c": 100}
_PAGE_NUMBER = re.compile(
    r"\W*(?:page|p\.|seite|página|s\.)?\W*\d{1,5}(?:\W{1,3}|\s+(?:of|sur|von|de|/)\s+\d{1,5}\W*)?"
    r"(?:/\s*\d{1,5}\W*)?",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True)
class Line:
    """A line as it is set: its left end in points, the size of most of it, its page from 0."""

    text: str
    page: int
    x: float
    y: float
    size: float
    bold: bool


def without_running(lines: list[Line]) -> list[Line]:
    """The lines without those that stand at the edge of most pages.

    A line runs when it is the same on them, or the same but for one number that grows by one
    from page to page. On fewer than three pages only a bare page number is taken for one.
    Lines in larger type than the text's are never taken: slides may count years.
    """
    pages: dict[int, list[int]] = defaultdict(list)
    for number, line in enumerate(lines):
        pages[line.page].append(number)
    usual = median(line.size for line in lines)
    seen: Counter[str] = Counter()
    keys: dict[int, set[str]] = {}
    outermost: set[int] = set()
    for page, numbers in pages.items():
        # A page of few lines is no frame around nothing: its middle stays.
        by_height = sorted(numbers, key=lambda n: -lines[n].y)
        depth = min(_DEPTH, max(1, len(by_height) // 2)) if len(by_height) > 1 else 0
        outermost |= {by_height[0], by_height[-1]}
        edges = {*by_height[:depth], *by_height[len(by_height) - depth :]} if depth else set()
        on_page: set[str] = set()
        for number in edges:
            line = lines[number]
            if len(line.text) <= _LONGEST and line.size <= usual * 1.15:
                keys[number] = set(_keys(line.text, page + 1))
                on_page |= keys[number]
        seen.update(on_page)
    count = len(pages)
    if count < 3:
        gone = {
            n
            for n, found in keys.items()
            if _PAGE_NUMBER.fullmatch(lines[n].text)
            and any(seen[k] == count and _first_page(k) for k in found)
        }
    else:
        enough = max(2 if count == 3 else 3, _SHARE * count)
        gone = {n for n, found in keys.items() if any(seen[k] >= enough for k in found)}
        gone |= set(_numbered(lines, keys, outermost, gone, enough))
    return [line for n, line in enumerate(lines) if n not in gone] or lines


def _numbered(
    lines: list[Line], known: Iterable[int], outermost: set[int], gone: set[int], enough: float
) -> Iterator[int]:
    """Lines at the very edge with the page's number, whatever else they say ("Chapter 2   17").

    How far the numbers are from the pages' own count is what most edges agree on.
    """
    said = {n: _distances(lines[n]) for n in known}
    tally = Counter({(d, lines[n].page) for n, found in said.items() for d in found})
    pages = Counter(distance for distance, _ in tally)
    if not pages or pages.most_common(1)[0][1] < enough:
        return
    distance = pages.most_common(1)[0][0]
    told = {lines[n].page for n in gone if distance in said[n]}
    for number, found in said.items():
        if number in outermost and distance in found and lines[number].page not in told:
            yield number


def _distances(line: Line) -> set[int]:
    """How far a number that begins or ends a line is from the page's own count."""
    words = line.text.split()
    ends = {w for w in (words[0], words[-1]) if _NUMBER.fullmatch(w)}
    return {int(w) - line.page - 1 for w in ends}


def _first_page(key: str) -> bool:
    """Whether the number that grows is the page's own, from 1."""
    return "\0+0" in key


def _keys(text: str, page: int) -> Iterator[str]:
    """What a line says, as it is and with each number told by its distance from the page's."""
    bare = " ".join(text.split()).casefold()
    if not bare.isdecimal():
        yield bare
    for found in _NUMBER.finditer(bare):
        yield f"{bare[: found.start()]}\0{int(found[0]) - page:+d}{bare[found.end() :]}"
    if _ROMAN.fullmatch(bare):
        yield f"\0roman{_roman(bare) - page:+d}"


def _roman(text: str) -> int:
    values = [_ROMAN_VALUES[c] for c in text.lower()]
    return sum(-a if a < b else a for a, b in zip(values, [*values[1:], 0], strict=True))
