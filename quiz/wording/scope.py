"""The subject of a document said before a question that names nothing.

"Panama Canal: when did the company suspend payments?" A question stands alone in an exam; what
"the company" is must be told, as an examiner would by a heading.
"""

from __future__ import annotations

import re

from quiz.core.edtf import Edtf
from quiz.lang import language
from quiz.wording.gates import STEM_ERROR, inner, stem_faults

_MARK = {"fr": " : "}
_ORDINAL = {
    "en": r"(?:(?:young|first|second|third|new|old|last|final|main|two|three|four|whole|next)\s)?",
    "fr": r"(?:(?:jeunes?|premières?|premiers?|seconde?s?|nouve(?:au|l|lle)|ancienn?e?|dernière?|dernier|deux|trois)\s)?",
}
# A noun with the definite article and nothing that tells which, as subject or at the end:
# "When did the company …", "… l'accord ?".
_SUBJECT = {
    "en": re.compile(
        rf"^(?:When|By what date|Since when|From when to when|How many [\w\s]{{1,40}}?)\s(?:did|was|were|had|has|have)\s(?:the\s{_ORDINAL['en']}|(?:a|an)\s)(?P<noun>[a-z][\w-]{{2,}})"
        r"(?!\s(?:of|to|for|that|which|who|whose|where|between|against|with|named|called|known)\b|\s?[-’']|\s[A-Z\d“\"])"
    ),
    "fr": re.compile(
        rf"^(?:Quand|Depuis quand|À partir de quand|De quand à quand|De quand date|Quand a eu lieu)\s(?:est-ce\squ(?:e\s|['’]))?(?:l[ae]s?\s|l['’]|une?\s){_ORDINAL['fr']}(?P<noun>[a-zà-ÿ][\w-]{{2,}})"
        r"(?=\s(?:est|a|ont|sont|fut|furent|eut|eurent|se|s['’]|ne|n['’]|y)\b|\s\S+-(?:t-)?(?:ils?|elles?)\b|\s\?)"
    ),
}
_LAST = {
    "en": re.compile(rf"(?<!\bof\s)\bthe\s{_ORDINAL['en']}(?P<noun>[a-z][\w-]{{2,}})\?$"),
    "fr": re.compile(
        rf"(?<!\bde\s)(?:\b(?:l[ae]s?|aux?)\s|\bl['’]){_ORDINAL['fr']}(?P<noun>[a-zà-ÿ][\w-]{{2,}})\s\?$"
    ),
}
# A second clause has its own things, which the first one tells.
_LATER = {
    "en": re.compile(r"\s(?:after|before|when|while|that|which|who|to|until|because|as)\s"),
    "fr": re.compile(r"\s(?:après|avant|quand|lorsque|pendant|qui|que|pour|afin|jusqu)\b"),
}
# Whose? "Quand la presse se déchaîne-t-elle contre sa liaison … ?"
_OWNED = {
    "en": re.compile(r"\s(?:his|her)\s"),
    "fr": re.compile(r"\b(?:contre|pour|avec|sur|dans|de|à)\s(?:son|sa|ses)\s"),
}
_BEGUN = {
    "en": re.compile(
        rf"The\s{_ORDINAL['en']}(?P<noun>[a-z][\w-]{{2,}})\s(?:was|were|is|are|had|has|[a-z]+(?:ed|s))\b"
    ),
    "fr": re.compile(
        rf"(?:L[ae]s?\s|L['’]){_ORDINAL['fr']}(?P<noun>[a-zà-ÿ][\w-]{{2,}})\s(?:est|a|ont|sont|fut|furent|eut|se|s['’]|ne|n['’])"
    ),
}
# An entry that is a noun phrase says nobody who did it: "Ouverture d'une usine à Turin".
_NOMINAL = re.compile(
    r"[A-ZÀ-Ý][a-zà-ÿ-]+\s(?:of|de|du|des|à|au|aux|in|on|par|by|to|at)\s|[A-ZÀ-Ý][a-zà-ÿ-]+\s(?:d|l)['’]"
)
_ENTRY = re.compile(r"(?:Quand a eu lieu|De quand date)\s")
_CLOSED = re.compile(r"[”»](?=\s?:[^”»]*$)")
# What everybody knows without being told.
_KNOWN = frozenset(
    "world war sun moon earth country state time day year month public first people king queen emperor president government parliament senate army police press republic empire "
    "monde guerre soleil lune terre pays état jour année mois public peuple roi reine empereur président gouvernement parlement sénat armée police presse république empire ministre".split()
)


def scoped(stem: str, scope: str, when: Edtf | None, lang: str) -> str:
    """The question with `scope` before it, where it names nothing itself; else as it is."""
    if not scope or lang not in _SUBJECT or _says(stem, scope, lang):
        return stem
    statement = inner(stem)
    if statement != stem:
        end = _CLOSED.search(stem)
        alone = _nameless(statement) or _BEGUN[lang].match(statement) or _NOMINAL.match(statement)
        if end is None or not alone:
            return stem
        told = f"{stem[: end.start() + 1]} ({scope}){stem[end.start() + 1 :]}"
    elif _nameless(stem) or _ENTRY.match(stem) or _points(stem, lang) or _OWNED[lang].search(stem):
        told = before(stem, scope, lang)
    else:
        return stem
    if len(told) > STEM_ERROR or set(stem_faults(told, when, lang)) - set(
        stem_faults(stem, when, lang)
    ):
        return stem
    return told


def before(said: str, scope: str, lang: str) -> str:
    """A question or sentence with the scope before it."""
    return f"{scope}{_MARK.get(lang, ': ')}{said[:1].lower()}{said[1:]}"


def scoped_cloze(said: str, scope: str, lang: str) -> str:
    """A sentence with a deletion, with the scope before it where it names nothing."""
    shown = re.sub(r"\{\{\d+:.*?\}\}", "…", said)
    opens = re.match(r"[\W_]*([^\W\d_]+)", said)
    if not scope or lang not in _SUBJECT or _says(said, scope, lang) or not _nameless(shown):
        return said
    small = opens is not None and opens[1].lower() in language(lang).function_words
    return before(said, scope, lang) if small else f"{scope}{_MARK.get(lang, ': ')}{said}"


def _says(stem: str, scope: str, lang: str) -> bool:
    """Whether the stem has a telling word of the scope."""
    words = language(lang)
    small = words.stop_words | words.function_words
    told = {w for w in re.findall(r"[^\W_]+", scope.lower()) if len(w) > 2 and w not in small}
    said = set(re.findall(r"[^\W_]+", stem.lower()))
    return bool(told & said) or any(
        len(t) > 3 and s.startswith(t) for t in told for s in said
    )  # "Iraqi" says Iraq


def _nameless(stem: str) -> bool:
    return not any(w[:1].isupper() for w in re.findall(r"[^\W_]+", stem)[1:])


def _points(stem: str, lang: str) -> bool:
    """Whether a noun with a definite article leaves open which is meant."""
    last = None if _LATER[lang].search(stem) else _LAST[lang].search(stem)
    found = (_SUBJECT[lang].search(stem), last)
    return any(m is not None and m["noun"].lower() not in _KNOWN for m in found)
