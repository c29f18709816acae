"""Spanish sentences that stand alone: their subject named, what leans on others left out."""

from __future__ import annotations

import re

from quiz.wording.es_clause import (
    COUNTED,
    lower,
    plural,
    singular,
    split,
    subject_before,
    wants_subject,
)
from quiz.wording.es_words import (
    ANY_VERB,
    ARRIVALS,
    CONNECTIVE,
    OBJECT,
    PREPOSITION,
    PRESENT,
    PRETERITE,
    RELATIVE,
    VERB,
)
from quiz.wording.text import capital
from quiz.wording.topic_name import TopicName

Spot = tuple[int, int]


def stated(text: str, cut: Spot | None, topic: TopicName) -> tuple[str, Spot | None] | None:
    """A sentence that stands alone and where `cut` has gone; None where it leans on somebody unnamed."""
    lead = CONNECTIVE.match(text)
    start = lead.end() if lead else 0
    said = text[start:]
    spot = (cut[0] - start, cut[1] - start) if cut else None
    if _TORN.match(said) or (spot is not None and spot[0] < 0):
        return None
    whom = _WHOM.search(said)
    if whom and topic.name and topic.human and (whom["who"] == "la") is bool(topic.feminine):
        edit: _Edit | None = (*whom.span(), f"{whom['verb']} a {topic.name}")
        said, spot = _edited(said, spot, edit)
        return None if OBJECT.search(said) else (capital(said), spot)
    if OBJECT.search(said) and not _names_before_object(said):
        return None
    edit = _subject_put(said, spot, topic)
    if edit is None:
        return None
    said, spot = _edited(said, spot, edit)
    return capital(said), spot


_TORN = re.compile(r"(?i)(?:que|quien|quienes|cuyo|cuya|donde|cuando|y|e|pero)\s")
_Edit = tuple[int, int, str]  # what stands at [a, b) becomes a text
_NOTHING: _Edit = (0, 0, "")


def _edited(said: str, spot: Spot | None, edit: _Edit | None) -> tuple[str, Spot | None]:
    a, b, new = edit or _NOTHING
    if spot is not None and spot[0] >= b:
        more = len(new) - (b - a)
        spot = spot[0] + more, spot[1] + more
    rest = lower(said[b:]) if new and not a else said[b:]
    return said[:a] + new + rest, spot


def _subject_put(said: str, spot: Spot | None, topic: TopicName) -> _Edit | None:
    """What names the subject of a sentence: nothing where it has one, None where it is unsure."""
    verb = VERB.search(said)
    if verb is None or RELATIVE.search(said[: verb.start()]):
        led = spot is not None and spot[0] <= 0
        opening = said[spot[1] :] if spot is not None and led else said
        if ANY_VERB.match(lower(opening.lstrip(" ,"))) is None:
            return _whose(said, topic)
        if not topic.name or led:  # "Dos años más tarde confesaría que …"
            return None
        return 0, 0, f"{topic.name} "
    before, after = said[: verb.start()], said[verb.end() :]
    if spot is not None and spot[0] < verb.start():
        before = before.replace(said[slice(*spot)], " ")
    elif spot is not None and spot[0] >= verb.end():
        after = f"{said[verb.end() : spot[0]]} {said[spot[1] :]}"
    _, subject = split(before)
    if subject or not wants_subject(verb, after, first=not before.strip()):
        return _whose(said, topic)
    if not verb["clitic"] and COUNTED.search(after) and not (topic.name and singular(verb)):
        return _NOTHING  # "De 1904 a 1914 trabajaron en la obra más de 56 000 personas"
    if not topic.name and _BEARER.search(re.split(r"[,;:]", after)[0]):
        return _NOTHING  # "desembarcó en Talcahuano el brigadier Antonio Pareja"
    if not topic.name or not singular(verb):
        return None
    return verb.start(), verb.start(), f"{topic.name} "


_BEARER = re.compile(r"(?<!\ba )\b(?:el|la)\s[a-záéíóúñ]+\s[A-ZÁÉÍÓÚÑ]\w+\s[A-ZÁÉÍÓÚÑ]")


def _whose(said: str, topic: TopicName) -> _Edit:
    """The form "Su obra mayor, …" as "La obra mayor de Santiago, …", where that is sure."""
    found = re.match(
        r"Sus?\s\w+(?:\s\w+)??(?=,|\s(?:en|fue|figura|mide|tiene|está|es|era|se)\s|\s\w+ó\s)", said
    )
    named = possessed(found[0], topic) if found else None
    return (0, found.end(), named) if found and named else _NOTHING


_WHOM = re.compile(rf"(?<!\w)(?P<who>lo|la)\s+(?P<verb>{PRETERITE})(?!\w)")


def opens_with_verb(text: str) -> bool:
    """Whether a sentence opens with its verb and leaves its subject out: "Cerró sus puertas"."""
    verb = ANY_VERB.match(lower(text))
    if verb is None:
        return False
    found = VERB.match(lower(text))
    return found is None or wants_subject(found, text[found.end() :], first=True)


def agrees(subject: str, text: str) -> bool:
    """Whether a sentence's verb, with its participle, may be said of a subject."""
    verb = VERB.match(lower(text))
    if verb is None:
        return not plural(subject)
    part = (verb["part"] or "").strip()
    feminine = re.match(r"(?i)(?:la|las|una)\s", subject) is not None
    masculine = re.match(r"(?i)(?:el|los|un)\s", subject) is not None
    if part.endswith(("a", "as")) and masculine or part.endswith(("o", "os")) and feminine:
        return False
    return plural(subject) != singular(verb)


def subject_of(text: str) -> str:
    """The subject that a sentence names, for the next one that leaves it out; "" where unsure."""
    subject = subject_before(text)
    if subject:
        return subject
    lead = CONNECTIVE.match(text)
    said = text[lead.end() :] if lead else text
    verb = VERB.search(said)
    if verb is None or RELATIVE.search(said[: verb.start()]) or split(said[: verb.start()])[1]:
        return ""
    if (verb["clitic"] or "").strip() != "se" and not ARRIVALS.match(verb["verb"]):
        return ""
    name = re.match(
        r"\s+(?P<name>[A-ZÁÉÍÓÚÑ][\w.-]*(?:\s+(?:(?:de|del|de la|y)\s+)?[A-ZÁÉÍÓÚÑ][\w.-]*)*)",
        said[verb.end() :],
    )
    return name["name"] if name else ""


def without_lead(said: str) -> str:
    """A statement from its main clause on, where an adjunct between commas leads it."""
    verb = _MAIN.search(said)
    if verb is None or not PREPOSITION.match(said) or "," not in said[: verb.start()]:
        return said
    return capital(said[said.rindex(",", 0, verb.start()) + 1 :].strip())


_MAIN = re.compile(rf"(?<!\w)se\s[a-záéíóúñ]+(?:a|e|an|en)(?!\w)|{ANY_VERB.pattern}")


def verb_of(text: str) -> str:
    """The first finite verb of a text, "" where none is known."""
    found = ANY_VERB.search(text)
    return found[0] if found else ""


def has_verb(text: str) -> bool:
    """Whether a text has a finite verb, as far as its forms and places tell."""
    return ANY_VERB.search(text) is not None or PRESENT.match(text) is not None


def _names_before_object(said: str) -> bool:
    """Whether what a pronoun stands for is named before it: "el museo costó …; el rey lo inauguró"."""
    found = OBJECT.search(said)
    before = said[: found.start()] if found else ""
    return re.search(r"[;:]\s", before) is not None or (
        "," in before and not PREPOSITION.match(before)
    )


_KIN = {
    "el": "nombre honor legado nacimiento padre abuelo hermano hijo marido esposo tío sobrino primo maestro cuerpo retrato",
    "la": "efigie memoria figura muerte vida madre abuela hermana hija mujer esposa tía sobrina prima viuda familia obra casa tumba",
    "los": "padres hermanos hijos restos abuelos sobrinos",
    "las": "hermanas hijas cenizas obras",
}


# What somebody does with a thing of their own: "la familia vendió su casa".
_OWNER = re.compile(r"(?:ó|aron|ieron|jeron|hizo|puso|dio)\s(?:[^\W\d_]+\s){0,5}sus?\s")
_OWNED = {noun: article for article, nouns in _KIN.items() for noun in nouns.split()}


def possessed(subject: str, topic: TopicName) -> str | None:
    """The form "Su mujer" as "la mujer de Santiago": None where that is not sure."""
    found = re.fullmatch(
        r"(?i)sus?\s+(?P<noun>\w+)(?P<more>\s\w+)?(?P<name>,\s[^,]+,?|\s[A-Z][\w ]+)?",
        subject.strip(),
    )
    if found is None or not topic.name or found["noun"].lower() not in _OWNED:
        return None
    noun = found["noun"].lower()
    name = (found["name"] or "").rstrip(",")
    if name and not name.startswith(","):
        name = f",{name}"
    return f"{_OWNED[noun]} {noun}{found['more'] or ''} de {topic.name}{name}"


def own(stem: str, topic: TopicName) -> str | None:
    """A stem whose "su" is somebody named in it: "su hijo" as "el hijo de Santiago"."""
    if not re.search(r"(?<!\w)[Ss]us?\s", stem):
        return stem
    if topic.name and topic.name in stem:
        return stem
    found = re.search(r"(?<!\w)sus?\s(?P<noun>\w+)(?=[?,]|\s(?:en|a|y|[A-Z]))", stem)
    if found and topic.name and found["noun"] in _OWNED:
        comma = "," if re.match(r"\s[A-ZÁÉÍÓÚÑ]", stem[found.end() :]) else ""
        named = f"{_OWNED[found['noun']]} {found['noun']} de {topic.name}{comma}"
        said = stem[: found.start()] + named + stem[found.end() :]
        return re.sub(
            r"(?<!\w)(de|a) el(?=\s)",
            lambda m: m[1].replace("e", "") + "el" if m[1] == "de" else "al",
            said,
        )
    if topic.name and topic.human and not _OWNER.search(stem):
        return None  # "El Congreso pidió que se acuñaran monedas con su efigie"
    whose = re.search(r"[A-ZÁÉÍÓÚÑ]\w+", stem[8:])
    its = re.search(r"(?<!\w)[Ss]us?\s", stem)
    return stem if whose and its and whose.start() + 8 < its.start() else None
