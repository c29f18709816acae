"""What a sentence needs to stand alone in a language without a parser, and that language's rules."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass

from quiz.dates.find import Role, find
from quiz.wording import de, de_stand, es, es_stand
from quiz.wording.de_clause import has_verb as german_verb
from quiz.wording.de_clause import segment as german_segment
from quiz.wording.de_words import NOMINATIVE
from quiz.wording.edges import LEADING, SEPARATING
from quiz.wording.es_clause import segment as spanish_segment
from quiz.wording.es_words import SUBJECT
from quiz.wording.topic_name import NOBODY, TopicName
from quiz.wording.wording import Wording

Spot = tuple[int, int]


@dataclass(frozen=True, slots=True)
class Rules:
    """How a language is worded without a parser.

    `when` and `nominal` ask; `segment` finds the clause that holds a date; `stated` gives a
    sentence with its subject named and where its date has gone; `turned` puts the subject
    before the verb in what follows another date.
    """

    when: Callable[[str, Spot, Role, TopicName], Wording | None]
    nominal: Callable[[str], Wording | None]
    segment: Callable[[str, Spot], Spot]
    stated: Callable[[str, Spot | None, TopicName], tuple[str, Spot | None] | None]
    turned: Callable[[str, Spot, int, TopicName], tuple[str, Spot] | None]
    has_verb: Callable[[str], bool]
    subject: re.Pattern[str]


def _unturned(text: str, cut: Spot, start: int, topic: TopicName) -> None:
    """A language whose verb may stand first."""


RULES: Mapping[str, Rules] = {
    "es": Rules(
        es.when,
        es.nominal,
        spanish_segment,
        es_stand.stated,
        _unturned,
        es_stand.has_verb,
        SUBJECT,
    ),
    "de": Rules(
        de.when,
        de.nominal,
        german_segment,
        de_stand.stated,
        de_stand.uninverted,
        german_verb,
        NOMINATIVE,
    ),
}


def told_of(text: str, before: Sequence[str], lang: str) -> TopicName:
    """What a sentence tells of, by the subject of the one before it: NOBODY where that is unsure.

    Only for a sentence that opens with a verb or a pronoun.
    """
    if not before:
        return NOBODY
    if lang == "es":
        first = next(iter(find(text, lang, 0, min(len(text), 60))), None)
        led = first is not None and LEADING.fullmatch(text, 0, first.start) is not None
        opening = text[first.end :].lstrip(" ,") if first is not None and led else text
        name = es_stand.subject_of(before[-1]) if es_stand.opens_with_verb(opening) else ""
        return TopicName(name, human=False) if name and es_stand.agrees(name, opening) else NOBODY
    if lang == "de" and (pronoun := de_stand.opening_pronoun(text)):
        name = de_stand.subject_for(before[-1], pronoun)
        return TopicName(name, pronoun=pronoun, human=False) if name else NOBODY
    return NOBODY


def may_mean(text: str, lang: str, topic: TopicName) -> bool:
    """Whether a sentence's pronoun, where it opens with one, may mean a person."""
    pronoun = de_stand.opening_pronoun(text) if lang == "de" else ""
    return not pronoun or topic.feminine is None or de_stand.named(pronoun, topic) is not None


def named(
    text: str, spots: Sequence[Spot], lang: str, topic: TopicName
) -> tuple[str, list[Spot]] | None:
    """A sentence that stands alone and where `spots` of it have gone; None where it leans."""
    found = ""
    moved: list[Spot] = []
    for spot in spots:
        stated = RULES[lang].stated(text, spot, topic)
        if stated is None or stated[1] is None:
            return None
        found = stated[0]
        moved.append(stated[1])
    return found, moved


def clause_alone(text: str, spot: Spot, lang: str, topic: TopicName) -> tuple[str, Spot] | None:
    """The clause of a sentence that holds `spot`, and where that has gone; None where it leans."""
    a, b = RULES[lang].segment(text, spot)
    if (a, b) == (0, len(text)):
        return None
    stated = RULES[lang].stated(text[a:b], (spot[0] - a, spot[1] - a), topic)
    if stated is None or stated[1] is None:
        return None
    opens = RULES[lang].subject.match(stated[0]) is not None
    return (stated[0], stated[1]) if opens and RULES[lang].has_verb(stated[0]) else None


def relative_lead(text: str, lang: str) -> int | None:
    """Where a sentence begins after "Al año siguiente", which says nothing by itself.

    None where it cannot be left out: a German verb stands second.
    """
    first = next(iter(find(text, lang, 0, min(len(text), 60))), None)
    if first is None or first.relative is None or not LEADING.fullmatch(text, 0, first.start):
        return 0
    gap = SEPARATING.match(text, first.end)
    return None if lang == "de" else gap.end() if gap else 0
