"""The passage of a source around a quote: its paragraph, and no more than can be read."""

from __future__ import annotations

import re
from dataclasses import dataclass

_BREAK = re.compile(r"\n[ \t]*\n|\f")
_HEADING = re.compile(r"^#{1,6}[ \t]+(.+?)[ \t#]*$", re.MULTILINE)
REACH = 450  # characters on either side; a paragraph of a page is cut at a word


@dataclass(frozen=True, slots=True)
class Passage:
    """A quote with what stands before and after it in its paragraph, and the heading above."""

    before: str
    quote: str
    after: str
    heading: str = ""


def passage(text: str, at: tuple[int, int]) -> Passage | None:
    """The passage around `text[at[0]:at[1]]`; None where the offsets lie outside the text."""
    start, end = at
    if not 0 <= start < end <= len(text):
        return None
    low = max(0, start - REACH)
    breaks = [m.end() for m in _BREAK.finditer(text, low, start)]
    first = breaks[-1] if breaks else low
    if not breaks and low:
        first = text.find(" ", low, start) + 1 or low
    high = min(len(text), end + REACH)
    found = _BREAK.search(text, end, high)
    last = found.start() if found else high
    if not found and high < len(text):
        last = max(text.rfind(" ", end, high), end)
    above = [m[1] for m in _HEADING.finditer(text, 0, start)]
    before = ("… " if not breaks and low else "") + text[first:start].lstrip("\n")
    after = text[end:last].rstrip() + (" …" if not found and high < len(text) else "")
    return Passage(before, text[start:end], after, above[-1] if above else "")
