"""Sentences whose subject is a pronoun or a bare "the operation", given their subject's name.

Only what surely means the document's topic is replaced. Everything else stays as it is, and
the gates then keep such a sentence from being asked.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from quiz.lang import language

_HE = {"en": ("he",), "fr": ("il",), "de": ("er",)}
_SHE = {"en": ("she",), "fr": ("elle",), "de": ("sie",)}
_IT = {"en": ("it",), "fr": ("il", "elle")}
# "It was decided that": nobody is meant.
_IMPERSONAL = re.compile(
    r"(?i)(?:it\s+(?:was|is|has been|became|took|seemed|turned)\s+(?:\w+ed|\w+en|said|found|a|an|the|not|in|only|clear|possible|about|nearly|almost)\b|"
    r"il\s+(?:y\s+a|y\s+eut|s['’]agit|faut|fallut|fallait|fut|est|était|devient|a\s+été)\s*(?:décidé|convenu|prévu|question|temps|possible|annoncé)?\b(?=\s+(?:de|d['’]|que|qu['’]|$)))"
)
_LIVING = re.compile(
    r"\s(?:meurt|mourut|est mort|naît|naquit|épous\w+|se mari\w+|démissionn\w+|disparaît|étudi\w+|dies|died|was born|married|marries|resign\w+|studied|studies)\b"
)
_ARTICLES = {
    "en": r"the\s+",
    "fr": r"(?:l[ea]\s+|l['’])",
    "es": r"(?:el|la)\s+",
    "de": r"(?:der|die|das)\s+",
}
_OPENING = re.compile(r"[\s*_•–—-]*")
_LEAD_LIMIT = 60


@dataclass(frozen=True, slots=True)
class Named:
    """A sentence with its subject named, its date expression moved along with it."""

    text: str
    cut: tuple[int, int] | None


def name_subject(
    text: str,
    cut: tuple[int, int] | None,
    lang: str,
    topic: str,
    *,
    human: bool,
    feminine: bool | None,
    before: Sequence[str],
    kinds: frozenset[str] = frozenset(),
) -> Named | None:
    """The sentence with `topic` for its pronoun subject; None where that is not sure.

    `before` are the sentences before it in its paragraph, nearest last; `kinds` the nouns that
    a thing goes by.
    """
    start = _subject_at(text, cut)
    word = re.compile(r"[^\W\d_]+").match(text, start)
    if word is None:
        return None
    low = word[0].lower()
    end = word.end()
    if low in _pronouns(lang, human=human, feminine=feminine):
        if not human and _LIVING.match(text, end):
            return None  # what dies or is born is somebody
        if _IMPERSONAL.match(text, start) or not _means_topic(
            before, lang, topic, human=human, feminine=feminine, kinds=kinds
        ):
            return None
    elif not human and (noun := _common_noun(text, start, lang, topic)):
        end = noun
    elif human and (noun := _person_noun(text, start, lang, kinds, feminine=feminine)):
        if not _means_topic(before, lang, topic, human=True, feminine=feminine, kinds=kinds):
            return None
        end = noun
    else:
        return None
    return put_name(text, cut, (start, end), topic)


def subject_pronoun(text: str, cut: tuple[int, int] | None, lang: str) -> tuple[int, int] | None:
    """Where a sentence's subject is a personal pronoun that means somebody, None elsewhere."""
    start = _subject_at(text, cut)
    word = re.compile(r"[^\W\d_]+").match(text, start)
    if word is None or word[0].lower() not in _PERSONAL.get(lang, ()):
        return None
    return None if _IMPERSONAL.match(text, start) else word.span()


def put_name(text: str, cut: tuple[int, int] | None, at: tuple[int, int], name: str) -> Named:
    """The sentence with a name where the pronoun `at` stood."""
    start, end = at
    opening = _OPENING.match(text)
    if start <= (opening.end() if opening else 0):
        name = _capital(name)
    if cut is not None and cut[0] >= end:
        moved = len(name) - (end - start)
        cut = cut[0] + moved, cut[1] + moved
    return Named(text[:start] + name + text[end:], cut)


_PERSONAL = {"en": ("he", "she", "it", "they"), "fr": ("il", "elle", "ils", "elles")}


def _capital(name: str) -> str:
    return name[:1].upper() + name[1:]


def _subject_at(text: str, cut: tuple[int, int] | None) -> int:
    """Where the subject begins: at the head, after a leading date, or after a short adjunct."""
    opening = _OPENING.match(text)
    start = opening.end() if opening else 0
    if cut is not None and cut[0] <= start:
        gap = re.compile(r"[\s,]*").match(text, cut[1])
        return gap.end() if gap else cut[1]
    return start


def _pronouns(lang: str, *, human: bool, feminine: bool | None) -> tuple[str, ...]:
    if not human:
        return _IT.get(lang, ())
    he, she = _HE.get(lang, ()), _SHE.get(lang, ())
    return (*he, *she) if feminine is None else she if feminine else he


def _means_topic(
    before: Sequence[str],
    lang: str,
    topic: str,
    *,
    human: bool,
    feminine: bool | None,
    kinds: frozenset[str],
) -> bool:
    """Whether the paragraph so far leaves no other subject that the pronoun could mean.

    A person's biography keeps to its person until a sentence begins with another name. A
    thing has to be the subject of the sentence before, by name or by pronoun.
    """
    small = language(lang).function_words | language(lang).stop_words
    own = frozenset(re.findall(r"[^\W_]+", topic.lower())) - small
    pronouns = _pronouns(lang, human=human, feminine=feminine)
    for sentence in reversed(before):
        words = re.findall(r"[^\W\d_]+", sentence)[:12]
        if not words:
            continue
        first = words[0].lower()
        if first in pronouns:
            continue
        opening = [w for w in words[:4] if w[:1].isupper()]
        if human and words[0].lower() in _KIN_OF.get(lang, ()) and len(words) > 1:
            return False  # "His father …": the pronoun means him
        named = any(w.lower() in own for w in words[:4])
        if not human:  # "Christian Huygens" is not "Cassini-Huygens"
            named = named and _bare(topic) in " ".join(sentence.split())[:90].lower()
        if named or any(w in kinds for w in words[1:2]):
            return True
        if not human:
            return False
        if any(w.lower() in pronouns for w in words):
            return True
        if opening and opening[0].lower() not in small and words[0] == opening[0]:
            # Another name may be the subject; most other names in a woman's life are men's.
            return bool(feminine) and lang in ("en", "fr")
    return human


# What a biography calls its person: by age, with the gender that it tells ("" for either).
_YOUNG = {
    "en": {"young man": "m", "boy": "m", "young woman": "f", "girl": "f", "young girl": "f"},
    "fr": {"jeune homme": "m", "garçon": "m", "jeune fille": "f", "jeune femme": "f", "enfant": ""},
}


_KIN_OF = {"en": ("his", "her"), "fr": ("son", "sa")}


def _bare(topic: str) -> str:
    """A topic's name in lower case, without its article."""
    return re.sub(r"^(?:the|l[ae]s?|el)\s|^l['’]", "", topic.lower())


def _person_noun(
    text: str, start: int, lang: str, kinds: frozenset[str], *, feminine: bool | None
) -> int | None:
    """The end of "the young man" or "the composer", where that is what the topic is."""
    young = _YOUNG.get(lang, {})
    names = [
        n for n, sex in young.items() if not sex or feminine is None or (sex == "f") == feminine
    ]
    nouns = "|".join(re.escape(n) for n in sorted([*names, *kinds], key=len, reverse=True))
    if not nouns:
        return None
    found = re.compile(
        rf"(?i){_ARTICLES.get(lang, '(?!)')}(?:{nouns})(?=\s+(?P<next>[^\W_]+))"
    ).match(text, start)
    if found is None or found["next"][0].isupper():
        return None
    small = language(lang).function_words
    return None if found["next"].lower() in small - _VERBAL else found.end()


def _common_noun(text: str, start: int, lang: str, topic: str) -> int | None:
    """The end of "the operation" where the topic is "Operation Serval"; None where it is not."""
    found = re.compile(rf"(?i){_ARTICLES.get(lang, '(?!)')}(?P<noun>[^\W\d_]{{4,}})(?=\s)").match(
        text, start
    )
    if found is None or not found["noun"][0].islower():
        return None
    named = {w.lower() for w in re.findall(r"[^\W\d_]+", topic)}
    if found["noun"].lower() not in named:
        return None
    after = re.compile(r"\s+([^\W_]+|.)").match(text, found.end())
    small = language(lang).function_words
    if after is None or after[1].lower() in small and after[1].lower() not in _VERBAL:
        return None  # "the operation of the valve"
    return found.end()


_VERBAL = frozenset("was is were had has did est a fut était fue es ha war ist hat".split())
