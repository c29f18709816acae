"""Dates as people type them: "11/07/2018", "jul 18", "fin 2004", "2004-2011"."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace
from functools import cache
from itertools import chain
from unicodedata import combining, normalize

from quiz.core.edtf import Date, Edtf, OneOf, Span, parse
from quiz.core.errors import DateError
from quiz.dates.find import Mention, Role, build, find
from quiz.lang import language

_NUMERIC = re.compile(r"(\d{1,4})\s*[./\s-]\s*(\d{1,2})(?:\s*[./\s-]\s*(\d{1,4}))?")
_TWO_YEARS = re.compile(r"(\d{4})\s*(?:[-–—/]|\.\.|to|à|a|bis|au|until)\s*(\d{4})", re.I)
_SHORT_YEAR = re.compile(r"(?<![\d./-])(['’]?)(\d{2})\s*$")


def read_typed(text: str, languages: Sequence[str], *, day_first: bool = True) -> Edtf | None:
    """The date that someone typed, None where it cannot be read as one.

    `languages` are tried in order (the card's, then the interface's). Numeric dates are read
    day first unless `day_first` is False. EDTF itself is taken too.
    """
    text = " ".join(text.replace("\u202f", " ").replace("\u00a0", " ").split()).strip(" ,;!?")
    text = text if re.search(r"(?i)(?:c|chr)\.$", text) else text.strip(".")
    if not text or len(text) > 80:
        return None
    if not re.search(r"[^\W\d_]{2}", text) and (found := _numeric(text, day_first=day_first)):
        return found
    for code in dict.fromkeys([*languages, "en"]):
        if found := _worded(text, code):
            return found
    try:
        return parse(text)
    except DateError:
        return None


def _numeric(text: str, *, day_first: bool) -> Edtf | None:
    """Figures only."""
    try:
        if re.fullmatch(r"\d{1,4}", text):
            return Date(int(text)) if len(text) > 2 else None
        if years := _TWO_YEARS.fullmatch(text):
            return Span(Date(int(years[1])), Date(int(years[2])))
        if short := re.fullmatch(r"(\d{1,2})\s*[./-]\s*(\d{4})", text):
            return Date(int(short[2]), int(short[1]))
        match = _NUMERIC.fullmatch(text)
        if match is None:
            return None
        a, b, c = match[1], match[2], match[3]
        if c is None:
            return Date(int(a), int(b)) if len(a) == 4 else None
        if len(a) == 4:
            return Date(int(a), int(b), int(c))
        straight = (day_first and int(b) <= 12) or int(a) > 12
        day, month = (int(a), int(b)) if straight else (int(b), int(a))
        return Date(_full_year(c), month, day)
    except DateError:
        return None


def _full_year(text: str) -> int:
    """A year of two digits is the nearest past-leaning one: 00–49 this century, else the last."""
    year = int(text)
    if len(text) > 2:
        return year
    return 2000 + year if year < 50 else 1900 + year


def _worded(text: str, code: str) -> Edtf | None:
    """A date with words, in one language."""
    words = language(code).dates
    rest = _capitalised(_accented(text, code), code)
    about = re.match(
        r"(?i)(?:~|\b(?:"
        + "|".join(re.escape(w) for w in sorted(words.about, key=len, reverse=True))
        + r")\s+)",
        rest,
    )
    if about:
        rest = rest[about.end() :].strip()
    mentions = [m for m in find(rest, code) if m.relative is None]
    short = _SHORT_YEAR.search(rest)
    if len(mentions) == 1 and not mentions[0].complete and short:
        full = rest[: short.start()] + str(_full_year(short[2]))
        mentions = [m for m in find(full, code) if m.relative is None]
        rest = full
    if len(mentions) == 2 and mentions[1].complete and mentions[0].end < mentions[1].core:
        return _pair(mentions[0], mentions[1])
    if len(mentions) != 1 or not _covers(mentions[0], rest):
        return None
    found = _value(mentions[0])
    if about and isinstance(found, Date):
        return replace(found, mark="~")
    return found


@cache
def _accents(code: str) -> dict[str, str]:
    """Words of dates by the way in which they are typed without accents: "ete", "otono"."""
    words = language(code).dates
    lists = (*words.months, *words.seasons, words.early, words.mid, words.late)
    roles = (words.at_strong, words.at_weak, words.since, words.until, words.by, words.about)
    told = " ".join([*chain.from_iterable((*lists, *roles)), words.decade_re]).lower()
    forms = set(re.findall(r"[^\W\d_]+", told))
    plain: dict[str, str] = {}
    for form in sorted(forms):
        spelt = form.translate({ord("ä"): "ae", ord("ö"): "oe", ord("ü"): "ue"})
        bare = "".join(c for c in normalize("NFD", form) if not combining(c))
        plain |= {typed: form for typed in (spelt, bare) if typed not in forms}
    return plain


def _accented(text: str, code: str) -> str:
    """The accents that nobody types where the keyboard hides them."""
    known = _accents(code)
    return re.sub(r"[^\W\d_]+", lambda m: known.get(m[0].lower(), m[0]), text)


def _capitalised(text: str, code: str) -> str:
    """Months with a capital, which some languages need and nobody types."""
    words = language(code).dates
    if not words.capital_months:
        return text
    forms = {f.lower() for month in words.months for f in month}
    return re.sub(
        r"[^\W\d_]+", lambda m: m[0].capitalize() if m[0].lower() in forms else m[0], text
    )


def _covers(mention: Mention, text: str) -> bool:
    """Whether little but the date was typed."""
    rest = text[: mention.start] + text[mention.end :]
    return len(re.findall(r"\w", rest)) <= 3


def _value(mention: Mention) -> Edtf | None:
    if not mention.complete:
        return None
    value = build(mention, 0)
    if isinstance(value, Date) and mention.role is Role.BY:
        return OneOf(None, value)
    if isinstance(value, Date) and mention.role is Role.SINCE:
        return Span(value, None)
    if isinstance(value, Date) and mention.role is Role.UNTIL:
        return Span(None, value)
    return value


def _pair(a: Mention, b: Mention) -> Edtf | None:
    """Two dates typed one after the other: a span."""
    last = _value(b)
    if not isinstance(last, Date):
        return None
    first = build(a, last.year)
    try:
        return Span(first, last) if isinstance(first, Date) else None
    except DateError:
        return None
