"""The date at the head of an entry: "22 juin 2004 : …", "**1991** – …", "1973 AT&T …"."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace

from quiz.dates.find import Mention, find
from quiz.dates.grammar import grammar

_MARKERS = re.compile(r"[\s*_#>|\[(•·▪‣–—-]*")
_SEPARATOR = re.compile(r"(?P<close>[\s*_)\]]*)(?P<mark>[:–—→|.,;-]|\t)?(?P<tail>[\s*_:–—-]*)")
_TIME = re.compile(
    r"\s*(?:,|at|à|um|a las)?\s*\d{1,2}[:h]\d{2}(?::\d{2})?\s*(?:UTC?|GMT|Uhr)?", re.I
)


@dataclass(frozen=True, slots=True)
class Label:
    """A date at `text[start:end]`; what it dates begins at `body`."""

    start: int
    end: int
    body: int
    mention: Mention
    strong: bool  # set off by punctuation or bold, not by a space alone


def label(text: str, start: int, end: int, lang: str) -> Label | None:
    """The date label that opens `text[start:end]`, None where it does not open with a date."""
    opening = _MARKERS.match(text, start, end)
    head = opening.end() if opening else start
    mentions = find(text, lang, start, min(end, head + 80))
    if not mentions or mentions[0].core > head + 14:
        return None
    first = mentions[0]
    if first.relative and (first.count or not re.match(r"\s*[:–—]", text[first.end : end])):
        return None  # only "Same day: …" is the date of an entry
    if first.start > head or text[head : first.core].strip("*_ ") and first.start != head:
        return None
    prefixed = bool(text[head : first.core].strip()) and not first.first.part and not first.last
    first = _with_month(first, mentions[1:], text, end, lang)
    stop = first.end
    if time := _TIME.match(text, stop, end):
        stop = time.end()
    mark = _SEPARATOR.match(text, stop, end)
    body = mark.end() if mark else stop
    closed = (mark["mark"] or "") if mark else ""
    bold = "*" in text[start:head] and mark is not None and "*" in (mark["close"] + mark["tail"])
    strong = bool(closed and closed != ",") or bold or body >= end
    if closed == "-" and mark and not (mark["close"].strip(" ") == "" and mark["close"]):
        strong = bold or text[stop : stop + 1] == " "
    if prefixed and not (closed and closed in ":–—"):
        return None
    if not strong and not _stands_alone(text, stop, body, end, first, closed):
        return None
    return Label(start, stop, body, first, strong)


_GAP = re.compile(r"[\s*_/,]{1,8}")


def _with_month(first: Mention, others: list[Mention], text: str, end: int, lang: str) -> Mention:
    """The form "2001 April -" and "**2001** May:": the year and then its month.

    The month may be a word that is one only here ("May", "mars"), so what parts it from the
    entry has to follow.
    """
    if first.first.month is not None or first.last or first.first.part or first.first.decade:
        return first
    gap = _GAP.match(text, first.end, end)
    after = others[0] if others else None
    if gap and after and after.core == gap.end() and after.first.month and not after.last:
        if after.first.year is not None:
            return first
        joined = replace(after.first, year=first.first.year)
        return replace(after, start=first.start, core=first.core, first=joined)
    word = re.compile(r"[^\W\d_]+\.?").match(text, gap.end(), end) if gap else None
    month = grammar(lang).months.get(word[0].rstrip(".").lower()) if word else None
    if word is None or month is None or not _PARTED.match(text, word.end(), end):
        return first
    return replace(first, end=word.end(), first=replace(first.first, month=month))


_PARTED = re.compile(r"[*_)\]]*\s*(?:[:–—]|-\s)|[*_)\]]+\s|\s*$")


def _stands_alone(text: str, stop: int, body: int, end: int, mention: Mention, closed: str) -> bool:
    """A date that only a space or a comma parts from its entry: "1973 AT&T …"."""
    if not mention.complete or body >= end or body == stop:
        return False
    if mention.first.month is None and not text[stop:body].strip():
        return not text[body].isdigit() and text[body] not in "%€$"
    return closed == "," or text[body].isupper() or text[body] in '«“"'


_CLOSES = re.compile(r"\s*[)\]*_]*\.?\s*")
_OPENS = re.compile(r"\s*(?::|\s[–—-]|[(\[])\s*[*_]*\Z")


def closing_label(text: str, start: int, end: int, lang: str) -> Label | None:
    """The date that closes an entry: "Birth in Lyon: 4 May 1905", "First flight (1903)".

    Its `body` is where what it dates ends. None where the entry does not end so, or where
    what comes before is no single phrase.
    """
    tail = max(start, end - 60)
    mentions = [m for m in find(text, lang, tail, end) if _CLOSES.fullmatch(text, m.end, end)]
    if not mentions or mentions[-1].relative:
        return None
    last = mentions[-1]
    opening = _OPENS.search(text[start : last.start])
    if opening is None or not re.search(r"[^\W\d_]{3}", text[start : start + opening.start()]):
        return None
    if re.search(r"[.!?]\s", text[start : start + opening.start()]):
        return None
    return Label(last.start, end, start + opening.start(), last, strong=True)


def opens_with_date(text: str, start: int, end: int, lang: str) -> bool:
    """Whether a line or cell opens with a date that labels it, so that it is an entry."""
    head = text[start : min(end, start + 24)]
    if not any(c.isdigit() for c in head):
        return False
    found = label(text, start, end, lang)
    return found is not None and (found.strong or found.mention.first.month is not None)
