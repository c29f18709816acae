"""Dates that belong to a name.

A life, "(30 May 1928 – 29 March 2019)", a work, "*Emma* (1815)", or a numbered text,
"Resolution 1546 of 8 June 2004".
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum

from quiz.core.edtf import Date, Edtf, Span
from quiz.dates.find import Mention, value_of
from quiz.mining.topic import Topic


class Named(StrEnum):
    """What the date in the brackets is to the name before them."""

    BIRTH = "birth"
    DEATH = "death"
    WORK = "work"
    DATED = "dated"


@dataclass(frozen=True, slots=True)
class Bracketed:
    """A date in brackets and the name that it belongs to; `cut` are its offsets."""

    kind: Named
    name: str
    when: Edtf
    cut: tuple[int, int]


_WORKS = re.compile(
    r"(?i)(?<!\w)(?:books?|novels?|films?|movies?|plays?|albums?|songs?|poems?|operas?|paintings?|essays?|collections?|stories|story|"
    r"livres?|romans?|pièces?|recueils?|chansons?|poèmes?|tableaux?|nouvelles?|documentaires?|courts?-métrages?|longs?-métrages?|essais?|"
    r"libros?|novelas?|obras?|películas?|poemarios?|canciones|cuadros?|ensayos?|dramas?|comedias?|tragedias?|"
    r"bücher|buch|romane?|filme?|gedichte?|lieder|stücke?)(?!\w)"
)
_MARKED = re.compile(
    r"(?:[*_]{1,2}(?P<a>[^*_]{2,80})[*_]{1,2}|«\s*(?P<b>[^«»]{2,80}?)\s*»|“(?P<c>[^“”]{2,80})”|\"(?P<d>[^\"]{2,80})\")\s*$"
)
_RUN = re.compile(r"(?:(?<=[a-zà-ÿ,;:)]\s)|^)[A-ZÀ-Ý][^,;:().«»“”\"]{1,70}$")


def lives(text: str, mentions: Sequence[Mention], topic: Topic | None, a: int) -> list[Bracketed]:
    """Birth and death of the person that the document tells of, from a sentence that starts at `a`.

    `mentions` are the dates of the sentence: a span in brackets, or two dates with a dash
    between them, right after the name.
    """
    if topic is None or not topic.human or not mentions:
        return []
    for match in re.finditer(r"\(([^()]{6,140})\)", text[a : mentions[-1].end + 60]):
        start, end = a + match.start(), a + match.end()
        before = text[max(a, start - 80) : start].rstrip(" *_")
        before = re.sub(r"(?:,?\s[A-Z]{2,5})+$", "", before)  # "Alan Turing OBE FRS"
        if not (before.endswith(topic.name.split()[-1]) or topic.name in before[-60:]):
            continue
        inside = [m for m in mentions if start < m.core < end]
        ends: list[Edtf | None] = []
        for mention in inside:
            value = value_of(mention)
            if isinstance(value, Span):
                ends += [value.start, value.end]
            else:
                ends.append(value)
        if len(ends) != 2 or not all(isinstance(e, Date) for e in ends):
            continue
        spots = [(inside[0].start, inside[0].end), (inside[-1].start, inside[-1].end)]
        kinds = (Named.BIRTH, Named.DEATH)
        return [
            Bracketed(kind, topic.name, when, spot)
            for kind, when, spot in zip(kinds, ends, spots, strict=True)
            if when is not None
        ]
    return []


def work(text: str, mention: Mention, a: int) -> Bracketed | None:
    """The work whose year stands in brackets right after its title; None where it is no work.

    A title is set in italics or quotation marks, or follows a word such as "novel".
    """
    value = value_of(mention)
    if not isinstance(value, Date) or value.month is not None or value.blanks:
        return None
    if text[mention.end : mention.end + 1] != ")" or text[: mention.start].rstrip()[-1:] != "(":
        return None
    left = text[a : text.rindex("(", a, mention.start + 1)].rstrip()
    if marked := _MARKED.search(left):
        title = next(g for g in marked.groups() if g)
    else:
        runs = [m.start() for m in re.finditer(r"(?:(?<=[a-zà-ÿ,;:)] )|^)[A-ZÀ-Ý]", left)]
        if not runs or not _WORKS.search(left[max(0, runs[-1] - 120) : runs[-1]]):
            return None
        found = _RUN.search(left[runs[-1] :])
        if found is None:
            return None
        title = found[0]
    title = " ".join(title.split()).strip(" *_")
    if not re.search(r"[^\W\d_]{2}", title) or len(title.split()) > 9:
        return None
    return Bracketed(Named.WORK, title, value, (mention.start, mention.end))


_TEXT = (
    r"[Rr]esolution|[Rr]ésolution|[Rr]esolución|[Dd]ecree|[Dd]écret|[Dd]ecreto|[Dd]irective|[Dd]irectiva|[Rr]egulation|"
    r"[Rr]èglement|[Ll]aw|[Ll]oi|[Ll]ey|[Gg]esetz|[Oo]rder|[Oo]rdonnance|[Vv]erordnung|[Rr]ichtlinie"
)
_NUMBERED = re.compile(
    rf"(?P<name>(?:(?:[Tt]he|[Ll]a|[Ll]e|[Ee]l|[Dd]ie|[Dd]as)\s+|\b[Ll]['’])?(?:[A-Z][\w.-]*\s+){{0,6}}(?:{_TEXT})\s+"
    r"(?:(?:n[°ºo]\.?|No\.?|Nr\.?)\s*)?\d[\w./-]*(?:\s+(?:\([^()]{1,30}\)))?"
    r"(?:\s+(?:of|du|de l['’]|de la|del|des)\s*(?:[A-ZÀ-Ý][\w’'-]*(?:\s+(?:de|of|des|du)(?=\s+[A-ZÀ-Ýa-z]))?\s*){1,6}(?:[a-zà-ÿ]+)?)?)"
    r"\s*,?\s*(?:(?:of|du|dated|del|de|vom|en date du)\s+(?:the\s+)?)?$"
)


def dated_text(text: str, mention: Mention, a: int) -> Bracketed | None:
    """The numbered resolution, law or decree that a date follows: "Resolution 2085 of 20 May"."""
    value = value_of(mention)
    if not isinstance(value, Date) or value.blanks:
        return None
    left = text[a : mention.core]
    found = _NUMBERED.search(left)
    if found is None or not re.search(r"(?:of|du|dated|del|de|vom)\s+(?:the\s+)?$", left):
        return None
    name = " ".join(found["name"].split())
    if len(name) > 110:
        return None
    name = re.sub(r"^[Tt]he\s", "", name)
    if name.split()[0] in ("La", "Le", "El", "Die", "Das"):
        name = name[:1].lower() + name[1:]
    return Bracketed(Named.DATED, name, value, (mention.start, mention.end))
