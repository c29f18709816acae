"""Dates written out for people: EDTF to "11 July 2018"."""

from __future__ import annotations

import re

from quiz.core.edtf import Date, Edtf, OneOf, Precision, Span
from quiz.lang import language
from quiz.lang.language import Language

_PARTS = {(1, 3): "early", (10, 12): "late"}


def spoken(value: Edtf, lang: str) -> str:
    """`value` in the words of `lang`: "11 juillet 2018", "fin 2004", "from 2004 to 2011"."""
    words = language(lang)
    if isinstance(value, Date):
        return _date(value, words)
    forms = words.spoken
    if isinstance(value, Span):
        if value.start is None or value.end is None:
            if value.end is not None:
                return forms.until.format(b=_date(value.end, words))
            return forms.since.format(a=_date(value.start, words)) if value.start else ""
        days = value.start.day is not None
        return _pair(value.start, value.end, forms.span_days if days else forms.span, words)
    return _one_of(value, words)


def _one_of(value: OneOf, words: Language) -> str:
    forms, early, late = words.spoken, value.earliest, value.latest
    if early is None or late is None:
        if late is not None:
            return forms.by.format(b=_date(late, words))
        return forms.after.format(a=_date(early, words)) if early else ""
    if part := part_of_year(value):
        return str(getattr(forms, part)).format(a=_year(early, words))
    if decade := decade_of(value):
        return forms.decade.format(y=decade)
    days = early.day is not None and late.day is not None
    return _pair(early, late, forms.between_days if days else forms.between, words)


def part_of_year(value: Edtf) -> str:
    """`early` or `late` for the months that stand for a part of a year, else ""."""
    if not isinstance(value, OneOf) or not value.earliest or not value.latest:
        return ""
    early, late = value.earliest, value.latest
    if early.year != late.year or early.day or late.day or not early.month or not late.month:
        return ""
    if (early.month, late.month) in ((5, 8), (6, 7)):
        return "mid"
    return _PARTS.get((early.month, late.month), "")


def decade_of(value: Edtf) -> int | None:
    """The decade's first year, for a set that spans just that decade."""
    if not isinstance(value, OneOf) or not value.earliest or not value.latest:
        return None
    early, late = value.earliest, value.latest
    whole = early.precision is late.precision is Precision.YEAR
    return early.year if whole and early.year % 10 == 0 and late.year == early.year + 9 else None


def _pair(start: Date, end: Date, form: str, words: Language) -> str:
    """Both ends, the first without what it shares with the second."""
    first = _date(start, words)
    plain = start.precision in (Precision.DAY, Precision.MONTH) and not (start.mark or end.mark)
    if plain and start.precision is end.precision and start.year == end.year:
        first = _date(start, words, year=False)
        if start.day is not None and start.month == end.month:  # "du 8 au 9 octobre"
            day = f"{start.day}{words.dates.day_suffix.get(start.day, '')}"
            first = words.spoken.day.format(d=day, m="", y="").strip().removesuffix(" de")
            first = first.strip().removesuffix(" de")
    text = form.format(a=first, b=_date(end, words))
    return re.sub(r"\bde (?=[aeiouéêh])", "d’", text) if words.code == "fr" else text


def _year(value: Date, words: Language) -> str:
    if value.year <= 0:
        return words.spoken.bc.format(y=1 - value.year)
    return str(value.year)


def _date(value: Date, words: Language, *, year: bool = True) -> str:
    forms = words.spoken
    shown = _year(value, words) if year else ""
    if value.day is not None and value.month is not None:
        day = f"{value.day}{words.dates.day_suffix.get(value.day, '')}"
        text = forms.day.format(d=day, m=words.dates.months[value.month - 1][0], y=shown)
    elif value.month is not None and value.month > 12:
        text = forms.season.format(s=words.dates.seasons[value.month - 21][0], y=shown)
    elif value.month is not None:
        text = forms.month.format(m=words.dates.months[value.month - 1][0], y=shown)
    elif value.blanks:
        form = forms.decade if value.blanks == 1 else forms.century
        text = form.format(y=shown)
    else:
        text = shown
    if not year:  # "5 de junio de " leaves its joint behind
        text = text.strip().removesuffix(" de")
    if value.mark in ("~", "%"):
        text = forms.about.format(a=text)
    return forms.uncertain.format(a=text) if value.mark in ("?", "%") else text
