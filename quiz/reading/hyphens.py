"""Words parted at line ends: which hyphen is the typesetter's and which the word's own."""

from __future__ import annotations

import re
from collections.abc import Iterable
from functools import cached_property

from quiz.lang.dictionary import is_known

_HYPHENS = "-\u2010\u2011"
_SOFT = "\xad"
_PARTED = re.compile(r"(?P<head>[^\W_]+)[-\u2010\u2011\xad]$")
_WORD = re.compile(r"[^\W\d_]+(?:[-\u2010\u2011][^\W\d_]+)*")
_TAIL = re.compile(r"[^\W\d_]+")


class Joiner:
    """Joins the lines of a paragraph; knows the words of the whole document."""

    def __init__(self, texts: Iterable[str], lang: str) -> None:
        """Take the document's lines, and its language for the dictionary."""
        self._texts, self._lang = list(texts), lang

    @cached_property
    def _words(self) -> frozenset[str]:
        found: set[str] = set()
        for text in self._texts:
            # The parted halves at either end are no witnesses.
            whole = text[: -len(text.rsplit(maxsplit=1)[-1])] if text[-1:] in _HYPHENS else text
            found.update(m[0].casefold().replace("\u2010", "-") for m in _WORD.finditer(whole))
        return frozenset(found)

    def joined(self, lines: list[tuple[str, int]]) -> list[tuple[str, int]]:
        """The lines (each with its page) with parted words whole on the line they begin on."""
        out: list[tuple[str, int]] = []
        for line, page in lines:
            text = line
            if out and (head := _PARTED.search(out[-1][0])) and line[:1].isalnum():
                word, _, rest = line.partition(" ")
                before = out[-1][0]
                if self._soft(before, head["head"], word):
                    before = before[:-1]
                out[-1] = (before + word, out[-1][1])
                text = rest.lstrip(" ")
            if text:
                out.append((text, page))
        return [(text.replace(_SOFT, ""), page) for text, page in out]

    def _soft(self, line: str, head: str, word: str) -> bool:
        """Whether the hyphen at the line's end parts one word: `infor-`, `mation`."""
        if line[-1] == _SOFT:
            return True
        found = _TAIL.match(word)
        if found is None or not found[0][0].islower() or not head.isalpha():
            return False  # "1990-1995", "Franco-British", "F-16"
        if head.isupper() or line[: -len(head) - 1][-1:] in tuple(_HYPHENS):
            return False  # "NATO-led", "mother-in-" before "law"
        tail = found[0]
        whole = f"{head}{tail}".casefold()
        if whole in self._words:
            return True
        if f"{head}-{tail}".casefold() in self._words:
            return False
        if is_known(whole, self._lang) or is_known(head + tail, self._lang):
            return True
        # Neither is known: two words of the language make a compound, other halves a word.
        return not all(
            half.casefold() in self._words or is_known(half, self._lang) for half in (head, tail)
        )
