"""What a whole document is about, in the few words that may stand before a question."""

from __future__ import annotations

import re
from collections import Counter

from quiz.core.document import Document
from quiz.dates.grammar import grammar
from quiz.lang import language
from quiz.mining.topic import Topic

_LIMIT = 50  # characters
_PART = re.compile(r"\s?[:,(|]\s|\s[–—-]\s")
# "The history of IBM", "Chronologie du canal de Suez": of the title only what is told of.
_GENRE = re.compile(
    r"(?i)(?:(?:a|an|the|une?|l[ea]s?|el|los|las|eine?|die|der|das)\s|l['’])?(?:(?:short|brief|petite|brève|breve|kurze|key|important|grandes?|principales?)\s){0,2}"
    r"(?:history|story|chronology|timeline|dates|milestones|histoire|chronologie|dates(?:\sclés?)?|historia|cronología|geschichte|chronik|chronologie)\s"
    r"(?:(?P<du>du\s)|(?P<des>des\s)|(?:of|in|de|der|von)\s|d['’]|del\s)(?P<rest>.{3,})"
)
# A title's dates would answer the question: "2002–2004 SARS outbreak".
_DATED = re.compile(r"(?:^|\s)\(?[12]\d{3}(?:\s?[–—/-]\s?(?:[12]\d)?\d{2})?\)?(?=\s|$)")
_EMPTY = frozenset(
    "mission project program programme company organisation organization description key dates figures facts introduction overview about home log notes diary journal history timeline chronology story summary background présentation aperçu accueil histoire "
    "chronologie repères sommaire résumé contexte clés chiffres introducción resumen historia cronología einleitung überblick geschichte".split()
)
# A title that only says where it stands ("Our story", "Mission overview").
_POINTING = re.compile(r"(?i)\b(?:our|your|my|this|notre|nos|votre|cette?|ces|nuestra?|unsere?)\b")


def scope_of(document: Document, topic: Topic | None) -> str:
    """The topic's name where the title has it, else the title without its genre; "" if it says nothing."""
    title = " ".join(document.title.replace("*", "").replace("_", " ").split())
    first = _DATED.sub("", (_PART.split(title) or [""])[0]).strip(" .#,")
    if topic is not None and (topic.words & _words(first) or not tells(first)):
        return _plain(topic.name)
    if _words(document.title) == _words(re.sub(r"(?:\.[a-z]{2})?\.\w+$", "", document.name)):
        return ""  # only the file's name
    if found := _GENRE.fullmatch(first):
        first = found["rest"]
    short = re.search(r"\(([A-Z][A-Za-z]{1,9})\)", title)
    if len(first) > _LIMIT and short is not None:
        return short[1]
    if not tells(first):
        return _most_named(document)
    if len(first) > _LIMIT:
        return ""
    if first.isupper() and len(first) > 5:
        written = re.compile(re.escape(first), re.IGNORECASE).findall(document.text)
        mixed = [w for w in written if not w.isupper()]
        first = (
            mixed[0] if mixed else first.title() if document.lang == "en" else first.capitalize()
        )
    return _plain(first)


_OFTEN, _AHEAD = 5, 1.5  # mentions of a name that a text is about, and of it beside the next


def _most_named(document: Document) -> str:
    """The name that a text without a telling title comes back to most; "" where none stands out."""
    small = language(document.lang).function_words | language(document.lang).stop_words
    counts = Counter(
        m[0]
        for m in re.finditer(r"(?<=[^\W\d_A-ZÀ-Ý] )[A-ZÀ-Ý][\w’-]{2,}", document.text)
        if m[0].lower() not in small and m[0].lower() not in grammar(document.lang).months
    ).most_common(2)
    if not counts or counts[0][1] < _OFTEN or counts[0][0] not in document.text[:800]:
        return ""
    ahead = len(counts) < 2 or counts[0][1] >= _AHEAD * counts[1][1]
    return counts[0][0] if ahead else ""


def _plain(name: str) -> str:
    """A name as it stands alone, without the article that a sentence would give it."""
    name = re.sub(r"^(?:[Tt]he|la|le|les|el|los|las)\s(?=\w)|^l['’](?=\w)", "", name)
    return name[:1].upper() + name[1:]


def _words(text: str) -> frozenset[str]:
    return frozenset(w for w in re.findall(r"[^\W_]+", text.lower()) if len(w) > 2)


def tells(title: str) -> bool:
    """Whether a title says what the document is about."""
    telling = {w for w in _words(title) if w not in _EMPTY and not w.isdigit()}
    return (
        bool(telling)
        and _POINTING.search(title) is None
        and not re.fullmatch(r"\S+\.\w{2,4}", title)
    )
