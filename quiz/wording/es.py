"""Spanish questions without a parse: "¿Cuándo" and the verb, then its subject.

A question in Spanish puts the verb before the subject and needs no agreement, so finding the
one verb is enough. Only preterites are taken for verbs: their forms are seldom anything else.
"""

from __future__ import annotations

import re

from quiz.dates.find import Role
from quiz.wording.text import clean
from quiz.wording.wording import STEM_LIMIT, Wording

_ASKED = {Role.AT: "¿Cuándo", Role.SPAN: "¿De cuándo a cuándo", Role.SINCE: "¿Desde cuándo"}
_IRREGULAR = (
    "fue fueron hizo hicieron tuvo tuvieron dijo dijeron puso pusieron vino vinieron quiso quisieron estuvo estuvieron pudo "
    "pudieron supo supieron trajo trajeron produjo produjeron condujo condujeron dio dieron vio vieron hubo anduvo cupo propuso "
    "propusieron dispuso expuso impuso compuso compusieron obtuvo obtuvieron mantuvo mantuvieron contrajo tradujo redujo introdujo "
    "introdujeron intervino convino previno"
)
_PRETERITE = rf"(?:[a-záéíóúñü]{{2,}}(?:ó|aron|ieron|yeron|jeron)|{'|'.join(_IRREGULAR.split())})"
_VERB = re.compile(
    rf"(?<!\w)(?P<no>no\s+)?(?P<clitic>(?:se|le|les|lo|la|los|las)\s+)?(?P<verb>{_PRETERITE})(?!\w)"
    r"(?P<part>\s+(?:[a-záéíóúñ]+mente\s+)?[a-záéíóúñ]+(?:ad|id)[oa]s?(?!\w)|\s+(?:puest|hech|escrit|abiert|muert|impres|elect|descubiert|vist|dich|rot)[oa]s?(?!\w))?"
)
_RELATIVE = re.compile(
    r"(?i)(?<!\w)(?:que|quien|quienes|cuyo|cuya|donde|cuando|aunque|porque|si|como)(?!\w)"
)
_SUBJECT = re.compile(r"(?:(?:[Ee]l|[Ll]a|[Ll]os|[Ll]as|[Uu]n|[Uu]na|\d[\d.]*)\s+\w|[A-ZÁÉÍÓÚÑ])")
_PREPOSITION = re.compile(
    r"(?i)(?:a|al|en|con|de|del|por|para|sobre|hasta|desde|entre|tras|contra|sin|bajo|ante|gravemente|definitivamente)(?!\w)"
)
# With these a noun phrase after the verb is its subject.
_ARRIVALS = re.compile(
    r"(?:murió|murieron|nació|nacieron|falleció|empezó|empezaron|comenzó|comenzaron|estalló|apareció|aparecieron|llegó|llegaron|terminó|"
    r"terminaron|ocurrió|ocurrieron|surgió|entró|salió|cayó|concluyó|acabó|tuvo lugar|nacieron|sucedió)(?!\w)"
)


def when(text: str, role: Role = Role.AT, topic: str = "") -> Wording | None:
    """The question for a sentence whose date is taken out; None where no wording is sure.

    `topic` is the person that a sentence without a subject tells of, "" where there is none.
    """
    asked = _ASKED.get(role)
    said = clean(text).rstrip(".")
    if asked and (
        now := _PRESENT.match(said)
    ):  # "Se firma el tratado": an entry's historic present
        rest = _rest(said[now.start("what") :])
        return Wording(f"{asked} {now['verb'].lower()} {rest}?", "verb first") if rest else None
    verb = _VERB.search(said)
    if asked is None or verb is None or verb["no"] or _RELATIVE.search(said[: verb.start()]):
        return None
    if (verb["clitic"] or "se ").strip() != "se":
        return None  # "le concedió": to whom?
    before, after = said[: verb.start()].rstrip(), said[verb.end() :].strip()
    if before and (_PREPOSITION.match(before) or _ADVERB.match(before)):
        if not before.endswith(",") or _VERB.search(before):
            return None
        before = ""  # "Tras una denuncia, fue detenido": a leading adjunct
    before = before.strip(" ,")
    group = f"{verb['clitic'] or ''}{verb['verb']}{verb['part'] or ''}"
    led = not after or _PREPOSITION.match(after) is not None
    subject = ""
    if before:
        if not _SUBJECT.match(before) or "," in before or len(before.split()) > 12:
            return None
        if _VERB.search(_lower(before)) or _PRONOUN.match(before):
            return None
        subject = _lower(before) if _article(before) else before
    elif verb["verb"] in ("fue", "fueron") and not verb["part"] and after[:1].isupper():
        return None  # "fue Fernando de los Ríos quien …"
    elif verb["clitic"] and (_has_object(after) or verb["verb"].endswith("ron")):
        subject = ""
    elif led or not (verb["clitic"] or verb["part"] or _ARRIVALS.match(verb["verb"])):
        if not topic:
            return None
        subject = topic
    rest = _rest(after)
    if rest is None:
        return None
    stem = " ".join(f"{asked} {group} {subject} {rest}".split()) + "?"
    while len(stem) > STEM_LIMIT and (joins := list(_JOIN.finditer(stem, 60))):
        stem = stem[: joins[-1].start()] + "?"
    if len(stem) > STEM_LIMIT + 20:
        return None
    return Wording(stem, "verb first", verb=verb["verb"][:5])


_JOIN = re.compile(r"\s(?:y|e|para|por|con|que|donde|quien)\s")  # where a long question may stop
_PRESENT = re.compile(
    r"(?P<verb>Se\s+[a-záéíóúñ]+(?:a|e|an|en))\s+(?P<what>(?:el|la|los|las|un|una|su|sus)\s+\w)"
)
_DETERMINER = re.compile(r"(?<!\w)(\w+)?\s*(?<!\w)(?:el|la|los|las|un|una|su|sus)\s+\w")


def lacks_subject(statement: str) -> bool:
    """Whether a statement begins with its verb and names nobody: "Recibió el premio"."""
    found = _VERB.match(statement[:1].lower() + statement[1:])
    return found is not None and not found["clitic"] and not _ARRIVALS.match(found["verb"])


def stands(statement: str) -> bool:
    """Whether a statement has its verb after what leads it, and no pronoun for somebody unnamed."""
    if _OBJECT.search(statement[:60]):
        return False
    return not _PREPOSITION.match(statement) or _ANY_VERB.search(statement) is not None


_OBJECT = re.compile(rf"(?<!\w)(?:lo|la|le|les|los|las)\s+{_PRETERITE}(?!\w)")
_ANY_VERB = re.compile(
    rf"(?<!\w)(?:{_PRETERITE}|es|son|está|están|era|eran|ha|han|había|habían|será|serán|tiene|tienen|hay|"
    r"[a-záéíóúñ]{2,}(?:aba|aban|ía|ían|ará|erá|irá|arán|erán|irán)|[a-záéíóúñ]{3,}(?:a|e|an|en)(?=\s+(?:el|la|los|las|un|una|su|a|en|al)\s))(?!\w)"
)


def _has_object(after: str) -> bool:
    """Whether a noun phrase that no preposition leads in follows the verb: the subject of "se"."""
    cut = re.search(r"[,;:]", after)
    return (
        any(
            not m[1] or not _PREPOSITION.fullmatch(m[1])
            for m in _DETERMINER.finditer(after[: cut.start()] if cut else after)
        )
        or re.match(r"[A-ZÁÉÍÓÚÑ]", after) is not None
    )


_ADVERB = re.compile(
    r"(?i)(?:allí|aquí|entonces|después|luego|también|ya|más tarde|poco|finalmente|así|además|dos|tres|un año|al|tras|según|durante|mediante|gracias|debido)(?!\w)"
)
_PRONOUN = re.compile(
    r"(?i)(?:su|sus|este|esta|estos|estas|ese|esa|aquel|aquella|él|ella|ellos|ellas|se|le|lo|ambos|otro|otra)(?!\w)"
)


def _article(text: str) -> bool:
    return re.match(r"(?:El|La|Los|Las|Un|Una)\s", text) is not None


def _lower(text: str) -> str:
    return text[:1].lower() + text[1:]


def _rest(after: str) -> str | None:
    """What belongs to the verb: up to the next comma or the next verb; None where that is unclear."""
    cut = re.search(r",(?!\d)|[;:]|\s[–—]\s", after)
    rest = after[: cut.start()] if cut else after
    second = _VERB.search(rest)
    if second:
        joined = re.search(r"\s(?:y|e|pero)\s[^,]*$", rest[: second.start()])
        led = _RELATIVE.search(rest[: second.start()])
        if led is None and joined is None:
            return None
        if joined and (led is None or led.start() > joined.start()):
            rest = rest[: joined.start()]
        elif led:
            rest = rest[: led.start()] if len(rest) > 70 else rest
    return rest.strip(" ,")
