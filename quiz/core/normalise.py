"""Finding a quote in a text whose blanks, apostrophes or hyphens are written another way.

Word processors and web pages exchange NBSP for a space, ’ for ', U+2011 for a hyphen, and
strew soft hyphens and zero-width characters. A folded view takes no notice of these, yet every
place in it maps back to the text, so that the law `text[a:b] == quote` can be kept.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from dataclasses import dataclass

_ALIKE = str.maketrans(
    {
        **dict.fromkeys("’‘ʼ´`", "'"),
        **dict.fromkeys("“”„‟", '"'),
        **dict.fromkeys("‐‑", "-"),
    }
)
_RUN = re.compile(r"(?P<unseen>[\u00ad\u200b-\u200d\u2060\ufeff]+)|\s+")


@dataclass(frozen=True, slots=True)
class Folded:
    """A text with blanks run together and look-alikes made one, and the way back.

    `text` is the view. Wherever it is shorter than the original, `here` holds the view's
    offset and `there` the original's, so that a place between two such points is found by
    the distance to the one before.
    """

    text: str
    here: tuple[int, ...]
    there: tuple[int, ...]

    def original(self, start: int, end: int) -> tuple[int, int]:
        """Where `self.text[start:end]` stands in the original text."""
        if end <= start:
            place = self._place(start)
            return place, place
        return self._place(start), self._place(end - 1) + 1

    def _place(self, at: int) -> int:
        index = bisect_right(self.here, at) - 1
        return self.there[index] + at - self.here[index]


def fold(text: str) -> Folded:
    """The folded view of a text. Linear in its length."""
    alike = text.translate(_ALIKE)
    parts, here, there = [], [0], [0]
    length = last = 0
    for match in _RUN.finditer(alike):
        parts.append(alike[last : match.start()])
        length += match.start() - last
        last = match.end()
        if match["unseen"] is None:
            parts.append(" ")
            length += 1
        if match.end() - match.start() != (match["unseen"] is None):
            here.append(length)
            there.append(last)
    parts.append(alike[last:])
    return Folded("".join(parts), tuple(here), tuple(there))


def find_quote(text: str, quote: str, near: int = 0) -> tuple[int, int] | None:
    """Where `quote` stands in `text`, the place closest to `near` if it stands there often.

    A place that has it letter by letter wins; else one that differs in blanks, apostrophes,
    hyphens and unseen characters alone. None where there is no such place.
    """
    if not quote.strip():
        return None
    if text.startswith(quote, near):
        return near, near + len(quote)
    if exact := _nearest(text, quote, near):
        return exact
    view, wanted = fold(text), fold(quote).text.strip()
    places = [view.original(at, at + len(wanted)) for at in _occurrences(view.text, wanted)]
    return min(places, key=lambda place: abs(place[0] - near), default=None)


def _nearest(text: str, quote: str, near: int) -> tuple[int, int] | None:
    before = text.rfind(quote, 0, max(near, 0) + len(quote))
    after = text.find(quote, max(near, 0))
    places = [at for at in (before, after) if at >= 0]
    at = min(places, key=lambda place: abs(place - near), default=-1)
    return (at, at + len(quote)) if at >= 0 else None


def _occurrences(text: str, wanted: str) -> list[int]:
    found, at = [], text.find(wanted)
    while at >= 0:
        found.append(at)
        at = text.find(wanted, at + len(wanted))
    return found
