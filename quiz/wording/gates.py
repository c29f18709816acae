"""Gates: what no finished stem may have. Each has a name, used by `quiz check` too."""

from __future__ import annotations

import re
from functools import cache

from quiz.core.edtf import Edtf, overlap
from quiz.dates.find import Role, find, value_of
from quiz.lang import language
from quiz.wording.text import balanced

STEM_WARNING, STEM_ERROR = 140, 220
_YEAR = re.compile(r"(?<!\d)[12]\d{3}(?!\d)")
# "on the 13th of the month": a day that some cut left behind.
_DAY_LEFT = re.compile(
    r"(?i)\b(?:of the month|of that month|du mois|de ce mois|del mes|des Monats)\b|\b(?:on|of) the \d{1,2}(?:st|nd|rd|th)\b(?!\s+(?:century|anniversary))|\bthe \d{1,2}(?:st|nd|rd|th)(?=[,.?;]|$)"
)
_SCOPED = re.compile(r"[”»“]\s\(.+\)\s?:")
_CLITIC = re.compile(r"-(?:t-)?(?:ils?|elles?|on)(?!\w)")
_BRACKETED = re.compile(
    r"^[“«„\"]\s*(.*?)\s*[”»“\"]\s*(?:\((?:[^()]|\([^()]*\))*\)\s*)?:", re.DOTALL
)


def inner(stem: str) -> str:
    """The statement inside a frame, or the stem itself."""
    match = _BRACKETED.match(stem)
    return match[1] if match else stem


def stem_faults(stem: str, when: Edtf | None, lang: str, answer: str = "") -> list[str]:
    """Names of the gates that a stem does not pass; an empty list is a pass.

    `date-in-stem`: a date that gives or limits the answer. `leaning`: words that lean on the
    text before. `pronoun`: no subject of its own. `vague`: no name, and too few words to tell
    what is meant. `length`, `unbalanced`, `empty`.
    """
    faults = []
    statement = inner(stem)
    if when is not None and _dates_leak(statement, when, lang):
        faults.append("date-in-stem")
    elif answer and len(answer) > 1 and re.search(rf"(?<!\w){re.escape(answer)}(?!\w)", stem):
        faults.append("answer-in-stem")
    if leans(statement, lang):
        faults.append("leaning")
    if starts_with_pronoun(statement, lang):
        faults.append("pronoun")
    if stray(statement, lang):
        faults.append("leaning")
    if len(stem) > STEM_ERROR:
        faults.append("length")
    if not balanced(stem):
        faults.append("unbalanced")
    if len(re.findall(r"[^\W\d_]{2,}", statement)) < 1:
        faults.append("empty")
    scoped = _SCOPED.search(stem) is not None  # “…” (London): said beside it
    if when is not None and vague(statement, lang, 1 if scoped else 3):
        faults.append("vague")
    return faults


# What points outside the statement, or shows that a cut left something behind.
_STRAY = {
    "fr": re.compile(
        r"(?i)\b(?:ce|cet|cette|ces)\s(?!qu|dont|sont|fut|n['’e])(?=\w)|^\W*c['’]\s?(?:est|était|étaient|fut)\b|^\W*il\sy\sa\b"
        r"|\ben\s(?:sa|leur)\sprésence|\bà\s(?:sa|leur)\s(?:tête|demande|suite|place|mémoire)\b|\ben\s(?:son|leur)\s(?:honneur|nom)\b"
        r"|(?-i:\b(?:[Nn]os|[Nn]ous|[Nn]otre(?![ -]Dame))\b)|\b(?:semblables?|similaires?)\b(?!\s(?:à|aux?)\b)"
        r"|\bà\s(?:son|leur)\stour\b|\bensuite\b"
        r"|\bsuit\W*$|\bsuivent\W*$"
        r"|\bmêmes?\s(?:jour|mois|année|soir|semaine)\b|\[…\]\s(?:précédente?s?|suivante?s?|derni(?:er|ère)|TU|UTC|GMT)\b|(?<!jus)\b(?:qu['’]en|qu['’]au|que|qu['’]à)\s\[…\]"
        r"|\bn(?:e\s|['’])(?:(?!\b(?:pas|plus|jamais|que|qu['’]|aucune?|rien|personne|guère|point|ni|nul|nulle)\b).)*$"
        r"|\bqu['’](?:en|à|au|à partir)\s*[?»]?$"
        r"|^\W*(?:(?:(?:depuis|à\spartir\sde|de)\s)?quand\s(?:à\squand\s)?(?:est-ce\squ['’e]\s?)?)?(?:dont|où|lequel|laquelle)\b"
    ),
    "en": re.compile(
        r"(?i)\b(?:these|those)\s\w|\bthis\s(?=\w)|^\W*it\s(?:was|is)\b.*\bthat\b|^\W*there\s(?:is|was|are|were)\b"
        r"|^\W*when\s(?:was|were|did)\s(?:whose|which|that)\b|\bof both\b|\b(?:have|had|has|were|was)\s\w+\sthere\W*$"
        r"|\bfollow(?:s|ed)\W*$|\bsimilar\s(?!to\b)|(?-i:\b(?:[Oo]ur|[Ww]e|us)\b)"
        r"|\bin\s(?:his|her|its|their)\s(?:honou?r|presence|memory|name|place)\b|\bat\s(?:his|her|its|their)\s(?:request|head)\b"
        r"|\bnot\s\[…\]|\bfollow(?:ed|s)\s\[…\]|\bsame\s(?:day|month|year)\b|\bthe\s(?:day|week|month|year)\s(?:after|before)(?=\W*$)|\[…\]\s(?:onwards?|on|UTC|GMT|UT|TU)\b|\b(?:only\sin|from|by)\s\[…\]"
    ),
    "es": re.compile(
        r"(?i)^[^,;:]*\b(?:por|para|con|de|a|en|sobre|contra)\s(?:él|ella|ellos|ellas)\b|^\W*(?:el|la|los|las)\s\w+(?:\s\d+)?\s(?:lo|la|los|las|les?)\s\w+"
        r"|\b(?:es[ea]|es[oa]s|aquell?[oa]?s?)\s\w+|^\W*¿?(?:cuándo\s)?(?:que|quien|donde|cuyo)\s"
    ),
    "de": re.compile(
        r"(?i)\b(?:jene[rsmn]?|solche[rsmn]?|diese[rsmn]?)\s\w|^[^,;:]*\b(?:darauf|daran|darin|darüber|davon|daraus|dazu|dafür)\b"
        r"|^\W*(?:an|in|mit|bei|von|zu|auf|für|unter|durch|nach|aus|vor)\s(?:ihm|ihr|ihnen|ihn|sie|es)\b"
    ),
}
_LATER = re.compile(
    r"(?i)^\W*(?:\w+|\d+)\s(?:jours?|semaines?|mois|ans?|années?|days?|weeks?|months?|years?)\s(?:plus tard|après|later|afterwards)\b"
)


_CUT_OFF = re.compile(
    r"(?i)\s(?:and|or|of|the|with|by|at\sthe\svery|et|ou|de|du|des|par|avec|l[ae]s?|(?:deux|trois|quatre|cinq|dix)\sfois|y|del?|und|oder)\s?\W*$"
    r"|\bat\sthe\svery(?=\W)|\b(?:by\s\d+|only|seulement)\W*$"
)  # a phrase that lost its end


_DATELINE = re.compile(
    r"(?i)\W*(?:communiqué de presse|press release|comunicado de prensa|pressemitteilung)\b"
)
_DID_BE = re.compile(r"\bdid\s.*\sbe\W*$")  # "there were 8,096 cases" has no such question


def stray(statement: str, lang: str) -> bool:
    """Whether a statement points at something outside, or lost the other half of a pair of words."""
    pattern = _STRAY.get(lang)
    if _CUT_OFF.search(statement.rstrip(" ?…]")):
        return True
    if _DATELINE.match(statement) or (lang == "en" and _DID_BE.search(statement)):
        return True
    return _LATER.match(statement) is not None or (
        pattern is not None and pattern.search(statement) is not None
    )


def _dates_leak(statement: str, when: Edtf, lang: str) -> bool:
    for mention in find(statement, lang):
        if mention.role is Role.OUTSIDE or mention.relative is not None:
            return True
        value = value_of(mention)
        if value is None:
            if not mention.bare:
                return True  # "in April": half of the answer
            continue
        if overlap(value, when):
            return True
    if _DAY_LEFT.search(statement):
        return True
    first, last = when.bounds
    years = {int(y) for y in _YEAR.findall(statement)}
    return any((y - 1) * 365.2425 <= last and first <= y * 365.2425 + 1 for y in years)


def vague(statement: str, lang: str, least: int = 3) -> bool:
    """Whether a statement names nothing: "When did the relationship begin?".

    Without a name or figure it needs at least so many telling words.
    """
    words = language(lang)
    said = re.findall(r"[^\W_]+(?:-[^\W_]+)*", _CLITIC.sub(" ", statement))
    if any(w[:1].isupper() or w[:1].isdigit() for w in said[1:]):
        return False
    small = words.stop_words | words.function_words | words.pronouns
    return sum(len(w) > 3 and w.lower() not in small for w in said[1:]) < least


def leans(statement: str, lang: str) -> bool:
    """Whether a statement leans on what was said before it."""
    low = f" {statement.lower().replace('’', chr(39))} "
    return _leaning(lang).search(low) is not None


@cache
def _leaning(lang: str) -> re.Pattern[str]:
    words = language(lang)
    forms = [re.escape(w.replace("’", "'")) for w in words.leaning if w not in words.articles]
    return re.compile(rf"(?<![\w-])(?:{'|'.join(forms) or '(?!)'})(?![\w-])")


def starts_with_pronoun(statement: str, lang: str) -> bool:
    """Whether the first word is a pronoun or a possessive."""
    match = re.match(r"[\W_]*([^\W\d_]+(?:[-'’][^\W\d_]+)*)", statement)
    if not match:
        return False
    word = match[1].lower().replace("’", "'")
    pronouns = language(lang).pronouns
    return word in pronouns or word.split("'")[-1] in {"il", "elle", "ils", "elles", "on"}
