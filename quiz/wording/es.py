"""Spanish questions without a parse: "¿Cuándo" and the verb, then its subject.

A question in Spanish puts the verb before the subject and needs no agreement, so finding the
one verb is enough. Only preterites are taken for verbs: their forms are seldom anything else.
"""

from __future__ import annotations

import re

from quiz.dates.find import Role
from quiz.wording.es_clause import (
    COUNTED,
    LONGEST_SUBJECT,
    Clause,
    clause_of,
    has_object,
    lower,
    of_noun,
    plural,
    segment,
    singular,
    subject_before,
    wants_subject,
)
from quiz.wording.es_stand import own, possessed
from quiz.wording.es_words import (
    ANY_VERB,
    ARTICLE,
    FEMININE_NOUN,
    NOT_ALONE,
    NOUN,
    PARTICIPLE,
    PREPOSITION,
    PRONOUN,
    RELATIVE,
    SUBJECT,
)
from quiz.wording.text import capital, clean
from quiz.wording.topic_name import TopicName
from quiz.wording.wording import STEM_LIMIT, Wording

_ASKED = {Role.AT: "¿Cuándo", Role.SPAN: "¿De cuándo a cuándo", Role.SINCE: "¿Desde cuándo"}


def when(text: str, cut: tuple[int, int], role: Role, topic: TopicName) -> Wording | None:
    """The question for a sentence with a date at `cut`; None where no wording is sure."""
    asked = _ASKED.get(role)
    if asked is None or of_noun(text, cut):
        return None
    if role is Role.SPAN and text[: cut[0]].rstrip().endswith("("):
        return None  # "para instalarse en Madrid (1918-1928)": what lasted so long?
    if role is Role.AT and (found := _participle(text, cut)):
        return found
    a, b = segment(text, cut)
    clause = clause_of(text[a:b], (cut[0] - a, cut[1] - a), role)
    if clause is None:
        return None
    shared = "" if a == 0 else subject_before(text[:a])
    return _worded(clause, asked, topic, shared, inner=a > 0)


def nominal(text: str) -> Wording | None:
    """The question for an entry that is a noun of action: "Inauguración del centro"."""
    said = re.split(r";\s|\.\s", clean(text))[0].rstrip(".")
    found = NOUN.match(said)
    if found is None or ANY_VERB.search(said) or RELATIVE.search(said):
        return None
    rest = re.split(r",\s(?!\d)", said)[0]
    article = "la" if FEMININE_NOUN.match(found["noun"]) else "el"
    stem = f"¿Cuándo tuvo lugar {article} {rest[:1].lower()}{rest[1:]}?"
    return Wording(stem, "nominal") if len(stem) <= STEM_LIMIT else None


def _participle(text: str, cut: tuple[int, int]) -> Wording | None:
    """The question for what was done to a noun: "La estación de Berga, cerrada en 1966".

    Also of a name inside a sentence: "donde se levantó Armero, fundada en 1895 y …".
    """
    found = _HEADED.match(text[: cut[0]]) or _NAMED_BEFORE.search(text[: cut[0]])
    if found is None or ANY_VERB.search(found["noun"]) or PREPOSITION.match(found["noun"]):
        return None
    if ANY_VERB.search(found["how"]):
        return None
    if found["noun"].endswith("a") and found["part"].endswith(("o", "os")):
        return None  # "el rey de España, coronado en 1906"
    noun = lower(found["noun"]) if re.match(ARTICLE, found["noun"]) else found["noun"]
    was = "fueron" if found["part"].endswith("s") else "fue"
    how = found["how"]
    if not how and (after := _HOW.match(text, cut[1])):
        how = after[0]
    stem = clean(f"¿Cuándo {was} {found['part']} {noun} {how}") + "?"
    said = capital(clean(f"{noun} {was} {found['part']} {how}"))
    return Wording(stem, "participle", statement=said, verb=found["part"][:5])


_DONE = rf",\s+(?:{PARTICIPLE}\s[^,;:]{{1,70}}\sy\s)?(?P<part>{PARTICIPLE})\s+(?P<how>[^,;:\d]{{0,50}})$"
_NAME = r"[A-ZÁÉÍÓÚÑ]\w+(?:\s(?:(?:del?|la|los)\s)?[A-ZÁÉÍÓÚÑ]\w+)*"
_HEADED = re.compile(rf"(?P<noun>{ARTICLE}[^,;:()]{{3,70}}|{_NAME}){_DONE}")
_NAMED_BEFORE = re.compile(rf"(?<!\w)(?<!\bde )(?<!\bdel )(?P<noun>{_NAME}){_DONE}")
_HOW = re.compile(r"\s(?:con|en honor|por|como|para)\s[^,;:.]{3,60}?(?=[,;:.]|\sy\s|$)")


def _worded(
    clause: Clause, asked: str, topic: TopicName, shared: str, *, inner: bool
) -> Wording | None:
    """The question for a clause; `shared` is the subject of the clause before an `inner` one."""
    verb, rest = clause.verb, clause.rest
    subject = _named(clause.subject, topic)
    if verb["no"] or verb["verb"].startswith("hab") or subject is None:
        return None
    if not subject and verb["verb"] in ("fue", "fueron") and not verb["part"]:
        if rest[:1].isupper():
            return None  # "fue Fernando de los Ríos quien …"
    clitic = (verb["clitic"] or "").strip()
    if not subject and wants_subject(verb, f" {rest}", first=clause.first):
        if clitic not in ("", "se"):
            if singular(verb):
                return None  # "le dedicó un libro": two people left out
        elif clitic or not COUNTED.search(f" {rest}") or (topic.name and singular(verb)):
            subject = shared if inner and shared else topic.name
            if not subject or plural(subject) == singular(verb):
                return None
    if NOT_ALONE.match(verb["verb"]) and not verb["part"]:
        if not rest or (_WITH_OBJECT.match(verb["verb"]) and not _takes(rest)):
            return None  # "obtuvo por oposición": what?
    said = f"{verb['verb'].lower()}{verb['part'] or ''}"
    whom = ""
    if clitic not in ("", "se") and (clitic in ("lo", "la") or not rest.startswith("a ")):
        if inner or subject == topic.name or not _means(clitic, topic):
            return None
        clitic, whom = "le" if clitic == "le" else "", f"a {topic.name}"
    stem = _fitted(clean(f"{asked} {clitic} {said} {subject} {whom} {rest}"))
    owned = own(stem, topic) if stem else None
    if owned is None:
        return None
    statement = capital(clean(f"{subject} {clitic} {said} {whom} {rest}"))
    return Wording(
        owned, "verb first", statement=own(statement, topic) or statement, verb=verb["verb"][:5]
    )


def _named(subject: str, topic: TopicName) -> str | None:
    """A subject as it stands after its verb; None where it is no noun phrase or leans on another."""
    if not subject:
        return ""
    phrase = SUBJECT.match(subject) and len(subject.split()) <= LONGEST_SUBJECT
    if not phrase or subject.count(",") > 2 or PRONOUN.match(subject):
        named = possessed(subject, topic)
        if named is None:
            return None
        subject = named
    if "," in subject and re.search(r"[12]\d{3}", subject.split(",")[1]):
        subject = subject.split(",")[0]  # "Iñaki Azkuna, alcalde desde 1999,"
    if re.match(ARTICLE, subject):
        subject = lower(subject)
    return subject + "," if subject.count(",") == 1 else subject


_WITH_OBJECT = re.compile(
    r"(?i)(?:tuvo|hizo|dio|puso|dijo|obtuvo|recibió|ganó|publicó|realizó|consiguió|logró|presentó|firmó|obtuvieron|hicieron)(?!\w)"
)


def _takes(rest: str) -> bool:
    """Whether what follows a verb holds an object: a noun that no preposition leads in."""
    return not PREPOSITION.match(rest) or has_object(f" {rest}")


def _means(clitic: str, topic: TopicName) -> bool:
    """Whether "le", "lo" or "la" may mean the person that the document tells of."""
    if not topic.human or not topic.name or clitic.endswith("s"):
        return False
    return clitic == "le" or (clitic == "la") == bool(topic.feminine)


def _fitted(said: str) -> str | None:
    """The question with its marks, shortened at a joint where it is too long."""
    stem = said + "?"
    while len(stem) > STEM_LIMIT and (joins := list(_JOIN.finditer(stem, 60))):
        stem = stem[: joins[-1].start()] + "?"
    return re.sub(r"[\s,]+(?=\?$)", "", stem) if len(stem) <= STEM_LIMIT + 20 else None


_JOIN = re.compile(r"\s(?:y|e|para|por|con|que|donde|quien)\s")  # where a long question may stop
