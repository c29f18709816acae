"""Where sentences begin and end."""

from __future__ import annotations

import re
from functools import cache

from quiz.lang import language

# A full stop ends a sentence when what follows could begin one.
_END = re.compile(
    r"[.!?…]+[\"”»’')\]*_]*(?:\[\d+\])*(?P<gap>\s+)(?=[\"“«‘(\[*_–—-]*\s?[^\W_])|(?P<semi>;)(?=\s*$)"
)


_INITIALISM = re.compile(r"(?:[A-Z]\.)+[A-Z]")


@cache
def _abbreviation(lang: str) -> re.Pattern[str]:
    """What a full stop does not end: "M.", "U.S.", "J. R. R.", "no.", "5." before a month."""
    words = language(lang)
    known = "|".join(re.escape(a) for a in sorted(words.abbreviations, key=len, reverse=True))
    months = "|".join(re.escape(f) for forms in words.dates.months for f in forms)
    ordinal = rf"\d{{1,2}}\.\s+(?:{months})" if lang == "de" else r"(?!)"
    return re.compile(rf"(?:(?<!\w)(?:{known}|[A-ZÀ-Ý])\.\s+|{ordinal})", re.I)


_LANGUAGE = re.compile(r"\b(?:in|en)\s[A-Z]$")  # "rewritten in C. Thompson and Ritchie …"


def sentences(text: str, start: int, end: int, lang: str) -> list[tuple[int, int]]:
    """Offsets of the sentences of `text[start:end]`, without surrounding white space."""
    found = []
    begin = start
    shortened = _abbreviation(lang)
    for match in _END.finditer(text, start, end):
        gap = match.start("gap")
        if gap < 0:
            continue
        word = _word_before(text, begin, match.start())
        follows = text[match.end() : match.end() + 12].lstrip('"“«‘([*_–—- \u00a0')
        stop = text[match.start()]
        if stop in ".…" and follows[:1].islower():
            continue
        if stop == "." and word in ("c", "v"):
            continue  # "Lawless c. Irlande", "Brown v. Board"
        if (
            stop == "."
            and match.group().strip() == "."
            and shortened.match(word + text[match.start() : match.end() + 12])
            and not _ends_anyway(word)
            and not _LANGUAGE.search(text[max(begin, match.start() - 6) : match.start()])
        ):
            continue
        if stop == "." and _INITIALISM.fullmatch(word):
            first = re.match(r"\w+", follows)
            if not first or first[0].lower() not in language(lang).function_words:
                continue  # "the S.S. Katherine Johnson"
        if lang == "de" and stop == "." and word.isdigit() and len(word) <= 2:
            continue
        found.append((begin, gap))
        begin = match.end("gap")
    found.append((begin, end))
    return [trimmed for a, b in found if (trimmed := _trim(text, a, b))]


def _word_before(text: str, begin: int, dot: int) -> str:
    at = dot
    while at > begin and (text[at - 1].isalnum() or text[at - 1] in ".-"):
        at -= 1
    return text[at:dot]


def _ends_anyway(word: str) -> bool:
    """Abbreviations that often close a sentence, when something like a sentence follows."""
    return word.lower() in {"etc", "inc", "ltd", "co", "corp", "j.-c", "j.c", "b.c", "a.d", "chr"}


def _trim(text: str, a: int, b: int) -> tuple[int, int] | None:
    while a < b and text[a].isspace():
        a += 1
    while b > a and text[b - 1].isspace():
        b -= 1
    return (a, b) if a < b else None
