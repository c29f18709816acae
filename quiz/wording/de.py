"""German questions without a parse: "Wann" takes the place before the verb.

In a German statement the finite verb stands second. After a leading date it is the next word;
otherwise what stands before it moves behind it: where the date was, or, where it is the
subject, right after the verb.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, replace

from quiz.dates.find import Role
from quiz.wording.de_clause import (
    NOUN_PHRASE,
    Clause,
    clause_of,
    plural,
    segment,
    small,
    tail,
    without_relative,
)
from quiz.wording.de_stand import acted_on, antecedent, named, subject_before
from quiz.wording.de_words import (
    ACCUSATIVE,
    ACTION,
    ADVERB,
    EVENT,
    NOMINATIVE,
    PREPOSITION,
    PRONOUN,
)
from quiz.wording.text import capital, clean
from quiz.wording.topic_name import TopicName
from quiz.wording.wording import STEM_LIMIT, Wording

_ASKED = {Role.AT: "Wann", Role.SPAN: "Von wann bis wann", Role.SINCE: "Seit wann"}


def when(text: str, cut: tuple[int, int], role: Role, topic: TopicName) -> Wording | None:
    """The question for a sentence with a date at `cut`; None where no wording is sure."""
    asked = _ASKED.get(role)
    if asked is None:
        return None
    text, cut = without_relative(text, cut)
    a, b = segment(text, cut)
    clause = clause_of(text[a:b], (cut[0] - a, cut[1] - a))
    if clause is None:
        return None
    if not clause.led and not clause.fore:  # "… und steht seit 1991 unter Schutz"
        shared = subject_before(text[:a], topic)
        if not shared or (clause.verb.endswith("en") and not plural(shared)):
            return None
        clause = Clause(shared, clause.verb, clause.middle, clause.rest, clause.led)
    if a and (pronoun := re.match(r"(?:er|sie|es)(?!\w)", clause.middle or clause.rest)):
        if noun := antecedent(text[:a], pronoun[0]):
            if clause.led:
                clause = replace(clause, rest=noun + clause.rest[pronoun.end() :])
            else:
                clause = replace(clause, middle=noun + clause.middle[pronoun.end() :])
    order = _ordered(clause, topic)
    rest = tail(_AGAIN.sub("", clause.rest), clause.verb)
    if order is None or rest is None:
        return None
    stem = clean(f"{asked} {clause.verb} {order.front} {order.subject} {order.more} {rest}") + "?"
    if PRONOUN.search(stem) or len(stem.split()) < 4 or len(stem) > STEM_LIMIT + 20:
        return None
    if not _owned(stem, topic):
        return None
    return Wording(
        stem, "verb first", statement=_statement(clause.verb, order, rest), verb=clause.verb[:5]
    )


def nominal(text: str) -> Wording | None:
    """The question for an entry that is a noun of action: "Einweihung der Gedenkstätte"."""
    said = clean(text).rstrip(".")
    if re.search(r"\.\s|[;:]", said):
        return None
    rest = re.split(r",\s|\s–\s", said)[0]
    if found := ACTION.match(rest):
        stem = f"Wann erfolgte die {rest}?"
    elif found := EVENT.match(rest):
        neuter = found["noun"].lower().endswith(("fest", "ende"))
        stem = f"Wann war {'das' if neuter else 'der'} {rest}?"
    else:
        return None
    return Wording(stem, "nominal") if len(stem) <= STEM_LIMIT else None


@dataclass(frozen=True, slots=True)
class _Order:
    """What stands behind the verb of a question, `subject` "" where it is somewhere in the rest."""

    subject: str
    front: str = ""  # "sich", before the subject
    more: str = ""


_LITTLE = re.compile(
    r"(?<!\w)(?:hier|dort|schon|bereits|erst|noch|erneut|dann|auch|endlich|jedoch|allerdings)(?!\w)\s*"
)


# "Amerikanische Truppen besetzten": in the plural no name.
_ADJECTIVE = re.compile(r"[A-ZÄÖÜ][a-zäöüß]+(?:ische|liche|ige|ete|ene)\s[A-ZÄÖÜ][\w-]+$")
_AGAIN = re.compile(r"(?<=\s)(?:erneut|wieder|hier|dort)\s+(?=\w+(?:en|t)$)")
_WHILE = re.compile(r"(?:Als|Nachdem|Weil|Obwohl|Wenn|Bevor|Während|Sobald)\s[^,]*,?$")


def _ordered(clause: Clause, topic: TopicName) -> _Order | None:
    """The parts of a clause in the order of a question; None where its subject is unsure."""
    fore, middle = clause.fore.strip(" ,"), _LITTLE.sub("", clause.middle).strip()
    if clause.led:
        first = re.match(r"(?:er|sie|es)(?!\w)", clause.rest)
        if first is None:
            return _Order("")
        name = named(first[0], topic)
        if name is None or acted_on(clause.verb, clause.rest[first.end() :]):
            return None
        back = re.match(r"\s+sich(?!\w)", clause.rest[first.end() :])
        return _Order(name, "sich" if back else "")
    dropped = ADVERB.match(fore) or _WHILE.match(fore)
    moved = "" if dropped else small(fore)
    if pronoun := re.match(r"(?:er|sie|es)(?!\w)", middle):
        name = named(pronoun[0], topic)
        if acted_on(clause.verb, f"{middle[pronoun.end() :]} {clause.rest}"):
            return None
        return _Order(name, more=f"{middle[pronoun.end() :]} {moved}") if name else None
    if dropped:
        return _Order("", more=middle)
    if PREPOSITION.match(fore):
        if re.search(r"(?<!\w)(?:diese[rsmn]?|sein\w*|ihr\w*)(?!\w)", fore):
            return None
        return _Order("", more=f"{middle} {moved}")
    if ACCUSATIVE.match(fore):
        return _Order("", more=f"{middle} {moved}") if NOMINATIVE.match(middle) else None
    if re.fullmatch(r"Er|Sie|Es", fore):
        subject = named(fore, topic)
    elif own := re.match(r"(?:Seine?|Ihre?)\s([A-ZÄÖÜ]\w+)$", fore):
        subject = (
            f"{_KIN[own[1]]} {own[1]} von {topic.name}" if own[1] in _KIN and topic.name else None
        )
    else:
        if "," in moved and re.search(r"[12]\d{3}", moved.split(",")[1]):
            moved = moved.split(",")[0]  # "Carl Goerdeler, Oberbürgermeister seit 1930,"
        if clause.verb.endswith("en") and _ADJECTIVE.match(moved):
            moved = moved[:1].lower() + moved[1:]
        subject = moved + "," * ("," in moved) if NOMINATIVE.match(fore) else None
    if subject is None:
        return None
    if whom := re.match(r"(?:ihm|ihn|ihr)(?!\w)", middle):
        if not topic.name or bool(topic.feminine) != (whom[0] == "ihr"):
            return None
        return _Order(subject, more=f"{topic.name} {middle[whom.end() :]}")
    if re.match(r"(?:der|die|das|eine?)\s+\w+$", middle) and re.match(
        r"(?:die|das|eine?)\s", subject
    ):
        return None  # "Das Dach deckte die Firma ein": who covers what?
    back = re.match(r"sich(?!\w)\s*", middle)
    return _Order(subject, "sich" if back else "", middle[back.end() :] if back else middle)


_KIN = {
    **dict.fromkeys(
        ("Vater", "Bruder", "Sohn", "Großvater", "Onkel", "Mann", "Ehemann", "Neffe"), "der"
    ),
    **dict.fromkeys(
        (
            "Mutter",
            "Schwester",
            "Tochter",
            "Großmutter",
            "Frau",
            "Ehefrau",
            "Witwe",
            "Familie",
            "Tante",
        ),
        "die",
    ),
    **dict.fromkeys(("Eltern", "Brüder", "Söhne", "Töchter", "Kinder"), "die"),
}


def _owned(stem: str, topic: TopicName) -> bool:
    """Whether "sein" and "ihr" in a stem are somebody's named before."""
    found = re.search(r"(?<!\w)(?:sein|ihr)(?:e[rsmn]?)?(?!\w)", stem)
    if found is None or (topic.name and topic.name in stem[: found.start()]):
        return True
    return re.search(r"\s(?:der|die|das|eine?)?\s?[A-ZÄÖÜ]\w+", stem[4 : found.start()]) is not None


def _statement(verb: str, order: _Order, rest: str) -> str:
    """The clause as a statement without its date, "" where its subject is not sure."""
    if order.subject:
        return capital(clean(f"{order.subject} {verb} {order.front} {order.more} {rest}"))
    said = clean(f"{order.more} {rest}")
    back = re.match(r"sich\s+", said)
    said = said[back.end() :] if back else said
    found = NOUN_PHRASE.match(said)
    if found is None or re.match(r"(?:den|dem)\s", said):
        return ""
    if re.match(r"\s+(?:der|und|sowie|oder)\s", said[found.end() :]):
        return ""
    if not said[found.end() :].strip() and len(re.findall(r"[A-ZÄÖÜ]", found[0])) > 1:
        return ""  # "die Reederei Passagiere": subject and object
    return capital(clean(f"{found[0]} {verb} {'sich' if back else ''} {said[found.end() :]}"))
