"""Where a date stands in its sentence: whether the story moves to it, or it is told aside.

"In 1902 the company, which had been founded in 1899, bought the mill. Two years later …" goes on
from 1902. What counts from the date before (`quiz.dates.context`) has to know which one that is.
"""

from __future__ import annotations

import re
from enum import StrEnum

from quiz.core.edtf import Edtf
from quiz.dates.find import Mention, Role, find


class Standing(StrEnum):
    """How a date bears on what follows.

    The story is at a MAIN date from now on. An ASIDE leaves it where it was, a GLANCE back or
    ahead comes back to there at the sentence's end. After an UNSURE date nothing can be counted
    until the next full one.
    """

    MAIN = "main"
    ASIDE = "aside"
    GLANCE = "glance"
    UNSURE = "unsure"


# A relative clause that is still open where the date stands: no comma closes it.
_RELATIVE = {
    "en": re.compile(r"(?i)(?:,\s|\b)(?:which|who|whom|whose|where)\s[^,;:]*\Z"),
    "fr": re.compile(
        r"(?i)(?:,\s|\b)(?:qui|que|qu['’]|dont|où|auxquel\w*|l[ea]squel\w*|laquelle|lequel)\s?[^,;:]*\Z"
    ),
    "es": re.compile(r"(?i),\s(?:que|quien|quienes|donde|cuy[oa]s?)\s[^,;:]*\Z"),
    "de": re.compile(r"(?i),\s(?:der|die|das|dem|den|dessen|deren|wo)\s[^,;:]*\Z"),
}
# A participle after a comma: ", founded in 1887,".
_PARTICIPLE = {
    "en": re.compile(
        r"\w,\s(?:\w+ly\s|first\s|then\s|already\s)?(?!indeed)(?:[a-z]{2,}ed|built|begun|held|made|sold|bought|born|won|lost|led|drawn|written|laid|cut|set|known|taken|given|sunk|found)\b[^,;:]*\Z"
    ),
    "fr": re.compile(
        r"\w,\s(?:[a-zà-ÿ]+ment\s|déjà\s|alors\s)?(?:[a-zà-ÿ]{2,}ée?s?|(?:constru|détru|condu|produ)ite?s?|(?:dé)?couverte?s?|ouverte?s?|offerte?s?|"
        r"(?:élu|vendu|rendu|perdu|reçu|conçu|tenu|obtenu|conclu|issu|parvenu|devenu|venu)e?s?|(?:com|re|sur)?prise?s?|(?:sou|ad|per|pro|re)?mise?s?|"
        r"(?:sorti|parti|réuni|établi|bâti|fini|choisi)e?s?|morte?s?|faite?s?)\s[^,;:]*\Z"
    ),
    "es": re.compile(r"\w,\s[a-zà-ÿ]{2,}(?:ad|id)[oa]s?\b[^,;:]*\Z"),
}
_PAST_OF_PAST = {
    "en": re.compile(
        r"(?i)\bhad\s(?:\w+ly\s|already\s|just\s|first\s|not\s|never\s)?(?:been\s)?\w+"
    ),
    "fr": re.compile(
        r"(?i)\b(?:avai(?:t|ent)|étai(?:t|ent))\s(?:\w+ment\s|déjà\s|pas\s|été\s)*\w+(?:é|i|u|is|it|us|ert)(?:e?s?)\b"
    ),
    "es": re.compile(r"(?i)\bhabía[n]?\s(?:sido\s)?\w+[oa]s?\b"),
    "de": re.compile(r"(?i)\b(?:hatten?|waren?)\b[^,;.]*\b(?:ge\w+t|ge\w+en|worden)\b"),
}
# "would be finished", "devait être retrouvée", and the future in a story told in the present.
_AHEAD = {
    "en": re.compile(
        r"(?i)\b(?:would|will)\s(?:not\s|never\s|later\s|finally\s)?[a-z]+|\bw(?:as|ere)\sto\s(?:be|\w+)\b"
    ),
    "fr": re.compile(
        r"(?i)\bdev(?:ait|aient)\s\w+(?:er|ir|re|oir)\b|\b(?:ser|aur)(?:a|ont|ait|aient)\b|\b[^\W\d_]{3,}(?:er|ir|dr|tr|vr)(?:a|ont|ait|aient)\b"
    ),
    # Not "disentería", "secretaría".
    "es": re.compile(
        r"(?i)\b(?:ser(?:á|ía)n?|\w{2,}(?:ar|er|ir|dr)án?|(?!secret|comis|not)\w{2,}(?:ar|ir|dr)ían?|\w+(?:ecer|olver|erder|ender|ocer)ían?)\b"
    ),
    "de": re.compile(r"(?i)\b(?:würden?|sollten?)\b"),
}
# What happened leads the sentence, and the sentence tells of its time.
_HAPPENING = re.compile(
    r"(?i)\W*(?:in|at|during|lors|pendant|durant|aux?|en|durante|bei|im|in)\s(?:\w+\s){0,2}?\w*(?:elections?|élections?|elecciones|wahl(?:en)?|crisis|crise|krise|epidemic|"
    r"épidémie|epidemia|epidemie|war|guerre|guerra|krieg|campaign|campagne|campaña|congress|congrès|congreso|kongress|exhibition|exposition|exposición|weltausstellung|"
    r"earthquake|séisme|terremoto|erdbeben|fire|incendie|incendio|brand|flood|inondation|inundación|strike|grève|huelga|streik|games|jeux|juegos|battle|bataille|batalla|schlacht)\s*"
)
_OF = re.compile(r"(?i)(?:of|de|d['’]|du|del|des|vom|von)\s?(?:the\s|el\s|l['’])?\Z")
_NONE = re.compile(r"(?!)")


def standing(
    text: str, a: int, b: int, mention: Mention, value: Edtf, last: Edtf | None, lang: str
) -> Standing:
    """How the date of `mention` in the sentence `text[a:b]` bears on what follows.

    `value` is its date and `last` the one that the story stood at.
    """
    before = text[a : mention.start]
    older = last is not None and value.bounds.first < last.bounds.first
    if mention.count < 0 and mention.relative is not None:
        return Standing.ASIDE  # "the day before": told back
    if before.count("(") > before.count(")") or before.count("[") > before.count("]"):
        return Standing.ASIDE
    if mention.role is Role.SINCE and older:
        return Standing.ASIDE
    if _relative(before, lang):
        # "…, from where she sailed on 26 October": a date without a year goes on with the story.
        return Standing.MAIN if not mention.complete and not older else Standing.ASIDE
    if _attributive(before, mention, text):
        return Standing.ASIDE if older or last is None else Standing.UNSURE
    if _PARTICIPLE.get(lang, _NONE).search(before):
        return Standing.ASIDE if older else Standing.UNSURE if mention.complete else Standing.MAIN
    leads = not re.search(r"\w", before)
    if older and looks_back(text, a, b, lang):
        return Standing.GLANCE
    if not older and not leads and _ahead(text, a, b, lang):
        return Standing.GLANCE
    ahead = last is not None and _years(last, value) >= _LEAP
    if ahead and (";" in before or any(True for _ in find(text, lang, a, mention.start))):
        return Standing.UNSURE  # "…; eight years later the court ruled": told ahead of its time
    return Standing.MAIN


_LEAP = 4  # years ahead, late in a sentence, from which a story may well come back


def _years(last: Edtf, value: Edtf) -> float:
    return (value.bounds.first - last.bounds.last) / 365.2425


def looks_back(text: str, a: int, b: int, lang: str) -> bool:
    """Whether a sentence tells of what was before: "had been widened"."""
    return _PAST_OF_PAST.get(lang, _NONE).search(text, a, b) is not None


def _ahead(text: str, a: int, b: int, lang: str) -> bool:
    """Whether a sentence tells of what came after: "would be finished"."""
    return _AHEAD.get(lang, _NONE).search(text, a, b) is not None


def _relative(before: str, lang: str) -> bool:
    return _RELATIVE.get(lang, _NONE).search(before) is not None


def _attributive(before: str, mention: Mention, text: str) -> bool:
    """Whether a date belongs to a noun: "the treaty of 1963", "la loi du 23 décembre 1975"."""
    if not re.search(r"[^\W\d_]\s*\Z", before) or mention.role is not Role.AT:
        return False
    if _HAPPENING.fullmatch(before):
        return False  # "In the elections of 1931 she …"
    return _OF.fullmatch(text, mention.start, mention.core) is not None
