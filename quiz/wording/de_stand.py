"""German sentences that stand alone: pronouns replaced by what they surely mean."""

from __future__ import annotations

import re

from quiz.lang import language
from quiz.wording.de_clause import (
    NOUN_PHRASE,
    sound_fore,
    verb_at,
)
from quiz.wording.de_words import (
    ACCUSATIVE,
    ADVERB,
    NOMINATIVE,
    PREPOSITION,
)
from quiz.wording.text import capital
from quiz.wording.topic_name import TopicName


def stated(
    text: str, cut: tuple[int, int] | None, topic: TopicName
) -> tuple[str, tuple[int, int] | None] | None:
    """A sentence with its pronoun subject named, and where `cut` has gone; None where it leans."""
    if _POINTING.match(text):
        return None
    found = _pronoun_subject(text)
    if found is None:
        return None if _UNNAMED.search(_first_clause(text)) else (text, cut)
    name = named(found[0], topic)
    if name is None or _UNNAMED.search(_first_clause(text[found.end() :])):
        return None
    verb = verb_at(text)
    if verb and verb.end() < found.start() and acted_on(verb[0], text[found.end() :]):
        return None
    more = len(name) - len(found[0])
    if cut is not None and cut[0] > found.start():
        cut = cut[0] + more, cut[1] + more
    return text[: found.start()] + name + text[found.end() :], cut


_POINTING = re.compile(
    r"(?i)(?:dort|hier|da|dabei|dann|danach|damals|dafür|damit|deshalb|daher)(?!\w)"
)
_UNNAMED = re.compile(r"(?<!\w)(?:er|sie|es|ihn|ihm|ihnen)(?!\w)")


def _first_clause(text: str) -> str:
    return re.split(r"[,;:]|\sund\s", text)[0]


def uninverted(
    text: str, cut: tuple[int, int], start: int, topic: TopicName
) -> tuple[str, tuple[int, int]] | None:
    """What follows another date that leads a sentence, its subject put before its verb."""
    led = re.compile(r"(?P<verb>[a-zäöüß]+)\s+").match(text, start) if start else None
    if led is None:
        return None
    rest = text[led.end() :]
    if pronoun := re.match(r"(?:er|sie|es)(?!\w)", rest):
        name = named(pronoun[0], topic)
        if name is None or acted_on(led["verb"], rest[pronoun.end() :]):
            return None
        put, end = f"{name} {led['verb']}", led.end() + pronoun.end()
    elif (found := NOUN_PHRASE.match(rest)) and not re.match(
        r"\s+(?:der|und|sowie|oder|die|das)\s", rest[found.end() :]
    ):
        put, end = f"{found[0]} {led['verb']}", led.end() + found.end()
    else:
        return None
    if cut[0] < end:
        return None
    moved = len(put) - end
    return capital(put + text[end:]), (cut[0] + moved, cut[1] + moved)


def named(pronoun: str, topic: TopicName) -> str | None:
    """The name that a pronoun stands for, None where it does not fit."""
    if not topic.name or (topic.feminine is None and not topic.pronoun):
        return None
    if topic.pronoun:
        return topic.name if pronoun.lower() == topic.pronoun else None
    wanted = "sie" if topic.feminine else "er"
    return topic.name if pronoun.lower() == wanted else None


def acted_on(verb: str, after: str) -> bool:
    """Whether a pronoun after a verb may be its object: "ernannte sie die Universität zur Professorin"."""
    other = re.match(r"\s*(?:die|das|der|eine?)\s", after)
    return other is not None and _ACTING.fullmatch(verb) is not None


_ACTING = re.compile(
    r"(?:er|be)?(?:nannte|wählte|rief|förderte|stellte|hob|klärte)n?|machten?|entlie(?:ß|ßen)|schickten?|ehrten?|verhafteten?|verurteilten?|zeichneten?|lud(?:en)?"
)


def _pronoun_subject(text: str) -> re.Match[str] | None:
    """The pronoun that is a sentence's subject: its first word, or right after its verb."""
    if first := re.match(r"(?:Er|Sie|Es)(?!\w)", text):
        return first
    verb = verb_at(text)
    return re.compile(r"(?<=\s)(?:er|sie|es)(?!\w)").match(text, verb.end() + 1) if verb else None


def subject_for(text: str, pronoun: str) -> str:
    """What a pronoun that opens the next sentence means: the only noun of its gender that is a subject here."""
    if pronoun.lower() in ("er", "sie") and (person := _office(text)):
        return person if person.split()[0].endswith("in") is (pronoun.lower() == "sie") else ""
    if pronoun.lower() in ("er", "sie") and (name := _NAME.match(text)):
        return name["name"]
    found = antecedent(text, pronoun.lower())
    if not found:
        return ""
    article = found.split()[0]
    others = {"der": r"der|den|einen?", "die": r"die|eine", "das": r"das|ein"}[article]
    count = len(re.findall(rf"(?i)(?<!\w)(?:{others})\s+(?:[a-zäöüß]+\s+)*(?-i:[A-ZÄÖÜ])", text))
    return found if count == 1 else ""


# "Richard Wagner, der …, leitete": a name of two words is somebody's.
_NAME = re.compile(
    r"(?P<name>(?!(?:Der|Die|Das|Im|In|Am|An|Ein|Eine|Vom|Von|Nach|Seit|Bei)\s)[A-ZÄÖÜ][a-zäöüß]+\s(?:von\s)?[A-ZÄÖÜ][a-zäöüß]+)(?=\s[a-zäöüß]|,\sde[rm]\s)"
)


def _office(text: str) -> str:
    """The holder of an office who is a sentence's subject: "Kaiser Maximilian I."."""
    roles = "|".join(sorted(language("de").roles, key=len, reverse=True))
    found = re.match(
        rf"(?:[Dd]er\s|[Dd]ie\s)?(?P<name>(?:{roles})\s[A-ZÄÖÜ][\w-]+(?:\s(?:von\s|[IVX]+\.|[A-ZÄÖÜ][\w-]+))*)(?=\s[a-zäöüß])",
        text,
    )
    verb = verb_at(text)
    return found["name"] if found and verb and found.end() + 1 == verb.start() else ""


def opening_pronoun(text: str) -> str:
    """The pronoun that is a sentence's subject, "" where it has another one."""
    found = _pronoun_subject(text)
    return found[0].lower() if found else ""


def antecedent(text: str, pronoun: str) -> str:
    """The subject of the clause before, where its article shows that a pronoun means it."""
    verb = verb_at(text)
    if verb is None:
        return ""
    fore = text[: verb.start()].strip()
    said = (
        fore
        if NOMINATIVE.match(fore) and not PREPOSITION.match(fore)
        else text[verb.end() :].strip()
    )
    article = {"er": "der", "sie": "die", "es": "das"}[pronoun]
    found = re.match(
        rf"(?i:{article})\s(?:[a-zäöüß]+e\s)*[A-ZÄÖÜ][\w-]+(?:\s[A-ZÄÖÜ][\w-]+)?(?!\s[A-ZÄÖÜ])",
        said,
    )
    return found[0][:1].lower() + found[0][1:] if found else ""


def subject_before(text: str, topic: TopicName) -> str:
    """The subject of the clause before, which a verb after "und" shares; "" where it is unsure."""
    said = text.strip(" ,;")
    said = re.sub(r"\s(?:und|aber|doch)$", "", said)
    if pronoun := _pronoun_subject(said):
        return named(pronoun[0], topic) or ""
    verb = verb_at(said)
    fore = said[: verb.start()].strip() if verb else ""
    if (
        not fore
        or not sound_fore(fore)
        or PREPOSITION.match(fore)
        or ADVERB.match(fore)
        or ACCUSATIVE.match(fore)
    ):
        return ""
    if not NOMINATIVE.match(fore) or re.search(r"\d", fore):
        return ""
    return fore
