"""Parts of a sentence that may stand by themselves: after a leading adjunct, after "and"."""

from __future__ import annotations

import re
from collections.abc import Iterator

from quiz.core.parse import Parsed

_COMMA = re.compile(r"[,;]\s+")
_MOST = 4  # leading adjuncts that are tried
_ADJUNCT = ("ADP", "ADV", "SCONJ", "VERB", "ADJ", "NUM")
_AND = re.compile(
    r"(?:et|mais|puis|tandis que|and|but|while|whereas|so|then)\s+(?=\w)", re.IGNORECASE
)


def parts(
    parsed: Parsed, cut: tuple[int, int] | None
) -> Iterator[tuple[int, int, tuple[int, int] | None]]:
    """Offsets of the parts to try, the longest first, and of the date inside each.

    A part after leading adjuncts is dated by what it holds, or by an adjunct that is nothing
    but the date: "In 2014, at the summit, the leaders agreed …". A part after "and" has to
    hold the date itself.
    """
    text = parsed.text
    commas = [m for m in _COMMA.finditer(text) if _outside(text, m.start())][:12]
    opens = len(parsed.tokens) > 2 and (
        parsed[1].upos in _ADJUNCT or (parsed[1].upos == "NOUN" and parsed[2].upos == "ADP")
    )  # "Suite à …", "Following …"; a subject has its determiner
    verbal = opens and parsed[1].upos in ("VERB", "ADJ")
    for number, comma in enumerate(commas):
        inside = cut is not None and cut[0] >= comma.end()
        if (
            opens
            and number < _MOST
            and (cut is None or inside or _led(cut, commas, number, verbal=verbal))
        ):
            yield comma.end(), len(text), _moved(cut, comma.end()) if inside else None
        joined = _AND.match(text, comma.end())
        if joined and cut is not None and cut[1] <= comma.start() and not opens:
            yield 0, comma.start(), cut
        if joined and cut is not None and cut[0] >= joined.end():
            yield joined.end(), len(text), _moved(cut, joined.end())
    if cut is not None:
        for joined in re.finditer(rf"\s(?={_AND.pattern})", text):
            found = _AND.match(text, joined.end())
            if found and cut[0] >= found.end() and _outside(text, joined.start()):
                yield found.end(), len(text), _moved(cut, found.end())


def _led(cut: tuple[int, int], commas: list[re.Match[str]], number: int, *, verbal: bool) -> bool:
    """Whether the date is a leading adjunct by itself, among those up to comma `number`.

    After a participle it is the participle's: "Born in Lyon, on 4 May 1905, she …".
    """
    if verbal:
        number = 0
    starts = [0, *(c.end() for c in commas[:number])]
    ends = [c.start() for c in commas[: number + 1]]
    return any(cut[0] == a and cut[1] == b for a, b in zip(starts, ends, strict=True))


def _moved(cut: tuple[int, int] | None, start: int) -> tuple[int, int] | None:
    return (cut[0] - start, cut[1] - start) if cut is not None else None


def _outside(text: str, at: int) -> bool:
    """Whether a place lies outside brackets and quotation marks."""
    before = text[:at]
    return all(before.count(a) <= before.count(b) for a, b in ("()", "[]", "«»", "“”")) and (
        before.count('"') % 2 == 0
    )
