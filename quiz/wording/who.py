"""Who: the bearer of a role, at the time that the sentence tells."""

from __future__ import annotations

import re

from quiz.core.edtf import Date, Edtf, Precision
from quiz.dates.find import find
from quiz.dates.spoken import spoken
from quiz.lang import language
from quiz.wording.gates import leans
from quiz.wording.text import balanced
from quiz.wording.wording import Wording

_LIMIT = 140
_THEN = {
    "fr": ("le {d}", "en {d}", "en {d}"),
    "en": ("on {d}", "in {d}", "in {d}"),
    "es": ("el {d}", "en {d}", "en {d}"),
    "de": ("am {d}", "im {d}", "im Jahr {d}"),
}
# What somebody is for good: "the founder of the bank" at no date.
_MADE = re.compile(
    r"(?i)(?:the\s|l[ea]\s|l['’]|el\s|la\s|der\s|die\s)?(?:co-?)?(?:founder|inventor|fondat(?:eur|rice)|invent(?:eur|rice)|creator|créat(?:eur|rice)|"
    r"author|auteure?|fundador|inventor|autor|gründer|erfinder)\w*\b"
)
_LEVELS = {Precision.DAY: 0, Precision.MONTH: 1, Precision.YEAR: 2}


def who(article: str, role: str, name: str, when: Edtf | None, lang: str) -> Wording | None:
    """The question for the bearer of a role; None where it gives them away.

    Without an article ("ministre de l'Intérieur") the role is asked as what somebody was. Its
    tier is `undated` for an office that has several bearers in time, asked at none.
    """
    bare, role = not article, article + role
    frames = language(lang).frames
    if find(role, lang) or leans(role, lang) or not balanced(role):
        return None
    if any(
        re.search(rf"(?i)(?<!\w){re.escape(w)}(?!\w)", role) for w in name.split() if len(w) > 2
    ):
        return None
    then = "" if _MADE.match(role) else _then(when, lang)
    stem = frames.who.format(r=role)
    if then or bare:
        stem = frames.who_then.format(r=role, d=then).replace("  ", " ").replace(" ?", "?")
        stem = stem.replace("?", " ?") if lang == "fr" else stem
    tier = "who" if then or _MADE.match(role) else "undated"
    return Wording(stem, tier) if len(stem) <= _LIMIT else None


def _then(when: Edtf | None, lang: str) -> str:
    """A date as it is said in a sentence: "on 1 March 2016"; "" for what is no single date."""
    if (
        not isinstance(when, Date)
        or when.precision not in _LEVELS
        or when.mark
        or lang not in _THEN
    ):
        return ""
    return _THEN[lang][_LEVELS[when.precision]].format(d=spoken(when, lang))
