"""Spanish questions without a parse: "¿Cuándo" and the verb, then its subject.

A question in Spanish puts the verb before the subject and needs no agreement, so finding the
one verb is enough. Only preterites are taken for verbs: their forms are seldom anything else.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

from quiz.dates.find import Role, find
from quiz.wording.es_words import (
    ADJUNCT,
    ADVERB,
    ANY_VERB,
    ARRIVALS,
    ARTICLE,
    CONNECTIVE,
    DETERMINER,
    FEMININE_NOUN,
    JOINED,
    LATER_VERB,
    NOT_ALONE,
    NOUN,
    OBJECT,
    PARTICIPLE,
    PREPOSITION,
    PRESENT,
    PRETERITE,
    PRONOUN,
    RELATIVE,
    SINCE_VERB,
    SUBJECT,
    VERB,
)
from quiz.wording.text import capital, clean
from quiz.wording.topic_name import TopicName
from quiz.wording.wording import STEM_LIMIT, Wording

_ASKED = {Role.AT: "¿Cuándo", Role.SPAN: "¿De cuándo a cuándo", Role.SINCE: "¿Desde cuándo"}
_LONGEST_SUBJECT = 14  # words


@dataclass(frozen=True, slots=True)
class _Clause:
    """A clause without its date: what leads it, its subject, its verb, and what follows."""

    lead: str
    subject: str
    verb: re.Match[str]
    rest: str
    first: bool  # the verb opens the sentence


def when(text: str, cut: tuple[int, int], role: Role, topic: TopicName) -> Wording | None:
    """The question for a sentence with a date at `cut`; None where no wording is sure."""
    asked = _ASKED.get(role)
    if asked is None or _of_noun(text, cut):
        return None
    if role is Role.SPAN and text[: cut[0]].rstrip().endswith("("):
        return None  # "para instalarse en Madrid (1918-1928)": what lasted so long?
    if role is Role.AT and (found := _participle(text, cut)):
        return found
    a, b = segment(text, cut)
    clause = _clause(text[a:b], (cut[0] - a, cut[1] - a), role)
    if clause is None:
        return None
    shared = "" if a == 0 else _subject_before(text[:a])
    return _worded(clause, asked, role, topic, shared, inner=a > 0)


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


def statement(text: str, cut: tuple[int, int] | None, topic: TopicName) -> tuple[str, int] | None:
    """A sentence that stands alone, its subject named where it had none.

    Gives the text from its first telling word on and how far what follows has moved; None where
    it leans on somebody unnamed.
    """
    lead = CONNECTIVE.match(text)
    start = lead.end() if lead else 0
    said, moved = text[start:], -start
    if re.match(r"(?i)(?:que|quien|quienes|cuyo|cuya|donde|cuando|y|e|pero)\s", said):
        return None
    if (
        (whom := _WHOM.search(said))
        and topic.name
        and topic.human
        and (whom["who"] == "la") is bool(topic.feminine)
    ):
        put = f"{whom['verb']} a {topic.name}"
        if cut is None or cut[0] - start >= whom.end():
            moved += len(put) - len(whom[0])
        elif cut[0] - start > whom.start():
            return None
        said = said[: whom.start()] + put + said[whom.end() :]
        return (capital(said), moved) if not OBJECT.search(said) else None
    if OBJECT.search(said) and not _names_before_object(said):
        return None
    verb = VERB.search(said)
    if verb is None or RELATIVE.search(said[: verb.start()]):
        opening = said[cut[1] - start :] if cut is not None and cut[0] <= start else said
        led = ANY_VERB.match(_lower(opening.lstrip(" ,")))  # "Dos años más tarde confesaría que …"
        if led is None:
            own = re.match(
                r"(?P<its>Sus?\s\w+(?:\s\w+)??)(?=,|\s(?:en|fue|figura|mide|tiene|está|es|era|se)\s)",
                said,
            )
            put = _possessed(own["its"], topic) if own else None
            if own and put and (cut is None or cut[0] - start >= own.end()):
                return capital(put + said[own.end() :]), moved + len(put) - own.end()
            return capital(said), moved
        if not topic.name or opening is not said:
            return None
        return (capital(f"{topic.name} {_lower(said)}"), moved + len(topic.name) + 1)
    before = said[: verb.start()]
    if cut is not None and 0 <= cut[0] - start < verb.start():
        before = before.replace(text[cut[0] : cut[1]], " ")
    _, subject = _split(before)
    after = said[verb.end() :]
    if cut is not None and cut[0] - start >= verb.end():
        after = f"{said[verb.end() : cut[0] - start]} {said[cut[1] - start :]}"
    if subject or not _wants_subject(verb, after, first=not before.strip()):
        own = (
            re.match(r"Sus?\s\w+(?:\s\w+)??(?=,|\s)", said)
            if subject == before.strip(" ,")
            else None
        )
        put = _possessed(subject.split(",")[0], topic) if own else None
        if own and put and (cut is None or cut[0] - start >= verb.start()):
            end = len(subject.split(",")[0])
            return capital(put + said[end:]), moved + len(put) - end
        return capital(said), moved
    if not verb["clitic"] and _COUNTED.search(after) and not (topic.name and _singular(verb)):
        return capital(said), moved
    if not topic.name or not _singular(verb):
        return None
    at = verb.start()
    rest = said[at:] if at else said[:1].lower() + said[1:]
    put = f"{said[:at]}{topic.name} "
    if cut is None or cut[0] - start >= at:
        moved += len(topic.name) + 1
    return capital(put + rest), moved


_WHOM = re.compile(rf"(?<!\w)(?P<who>lo|la)\s+(?P<verb>{PRETERITE})(?!\w)")


def opens_with_verb(text: str) -> bool:
    """Whether a sentence opens with its verb and leaves its subject out: "Cerró sus puertas"."""
    verb = ANY_VERB.match(_lower(text))
    if verb is None:
        return False
    found = VERB.match(_lower(text))
    return found is None or _wants_subject(found, text[found.end() :], first=True)


def subject_of(text: str) -> str:
    """The subject that a sentence names, for the next one that leaves it out; "" where unsure."""
    subject = _subject_before(text)
    if subject:
        return subject
    lead = CONNECTIVE.match(text)
    said = text[lead.end() :] if lead else text
    verb = VERB.search(said)
    if verb is None or RELATIVE.search(said[: verb.start()]) or _split(said[: verb.start()])[1]:
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


def _of_noun(text: str, cut: tuple[int, int]) -> bool:
    """Whether the date is a noun's: "la ley de 1905"."""
    return re.match(r"(?i)del?\s", text[cut[0] :]) is not None and bool(text[: cut[0]].strip())


def _participle(text: str, cut: tuple[int, int]) -> Wording | None:
    """The form "La estación de Chamberí, cerrada el 22 de mayo": when was it closed?"."""
    found = re.match(
        rf"(?P<noun>{ARTICLE}[^,;:()]{{3,70}}|[A-ZÁÉÍÓÚÑ]\w+(?:\s(?:del?|la|los|[A-ZÁÉÍÓÚÑ]\w+))*),\s+(?P<part>{PARTICIPLE})\s+(?P<how>[^,;:]{{0,50}})$",
        text[: cut[0]].rstrip() + " "
        if text[: cut[0]].rstrip().endswith(("do", "da", "dos", "das"))
        else text[: cut[0]],
    )
    if found is None or ANY_VERB.search(found["noun"]) or PREPOSITION.match(found["noun"]):
        return None
    noun = _lower(found["noun"]) if re.match(ARTICLE, found["noun"]) else found["noun"]
    was = "fueron" if found["part"].endswith("s") else "fue"
    stem = clean(f"¿Cuándo {was} {found['part']} {noun} {found['how']}") + "?"
    said = capital(clean(f"{noun} {was} {found['part']} {found['how']}"))
    return Wording(stem, "participle", statement=said, verb=found["part"][:5])


def segment(text: str, cut: tuple[int, int]) -> tuple[int, int]:
    """The bounds of the clause that holds a date, in a sentence of several."""
    a, b = 0, len(text)
    joints = [
        m.span()
        for m in JOINED.finditer(text)
        if text[m.start()] == ";"
        or (ANY_VERB.search(text[: m.start()]) and ANY_VERB.search(text[m.end() :]))
    ]
    mentions = list(find(text, "es"))
    for mention in mentions:  # "…, en 1921 se publicó …", "… y en 1938 dedicó …"
        led = _LED.search(text[: mention.start])
        verb = re.compile(rf"[\s,]*(?:no\s+)?(?:(?:se|le|les|lo|la)\s+)?{VERB.pattern}").match(
            text, mention.end
        )
        if led and verb and ANY_VERB.search(text[: led.start()]):
            joints.append((led.start(), mention.start))
    for start, end in sorted(joints):
        if end <= cut[0]:
            a = end
        elif start >= cut[1]:
            b = min(b, start)
            break
    following = next((m for m in mentions if m.start >= cut[1]), None)
    if following is not None and (
        joined := re.search(r"\s(?:y|e)\s(?!.*\s(?:y|e)\s)", text[cut[1] : following.start])
    ):
        b = min(b, cut[1] + joined.start())  # "a California en 1946 y a México en 1948"
    if (led := _LED.search(text[: cut[0]])) and ANY_VERB.search(text[: led.start()]):
        if led[0].strip(" ,") and VERB.search(text[cut[1] : b]):
            a = cut[0]
    lead = CONNECTIVE.match(text, a)
    return (lead.end() if lead and lead.end() <= cut[0] else a), b


_LED = re.compile(r"(?:,\s+(?:y\s+|e\s+|pero\s+)?|\s+(?:y|e)\s+)$")


def _clause(text: str, cut: tuple[int, int], role: Role) -> _Clause | None:
    """The clause taken apart, None where the date may belong to something else in it."""
    before, after = text[: cut[0]].rstrip(" ("), text[cut[1] :].lstrip(" )")
    first = False
    pattern = SINCE_VERB if role is Role.SINCE else VERB
    verb = pattern.search(before)
    if verb is None:  # the date leads, or stands between the subject and its verb
        lead = before.strip(" ,")
        if "," in lead and after.startswith(","):
            return None  # "Ana Ruiz, presidenta desde 1977, buscó …": the date is the apposition's
        if lead and ADJUNCT.match(lead) and before.rstrip().endswith(","):
            before = ""  # "Tras una denuncia, el 16 de agosto fue detenido"
        elif lead and ADJUNCT.match(lead):
            return None  # "Tras la guerra de Cuba, en 1898": the date may be the adjunct's
        after = after.lstrip(" ,")
        text = f"{before.rstrip(' ,')} {after}".strip()
        verb = pattern.search(text)
        if verb is None:
            return None
        head, rest = text[: verb.start()], text[verb.end() :]
    else:
        first = not before[: verb.start()].strip()
        head, between = before[: verb.start()], before[verb.end() :]
        if ANY_VERB.search(between) or RELATIVE.search(between):
            return None
        if re.search(rf"\s{PARTICIPLE}$", between) or re.search(r"\sdel?$", between):
            return None
        if before.endswith(",") and after.startswith(","):
            rest = f"{between.rstrip(' ,')} {after.lstrip(' ,')}"
        elif (after.startswith(",") and between.strip()) or re.match(r"(?:en )?que\s", after):
            rest = between  # what follows is an aside: "el día en que cumplía setenta años"
        else:
            rest = f"{between} {after.lstrip(' ,')}"
    if RELATIVE.search(head) or ANY_VERB.search(head):
        return None
    lead, subject = _split(head)
    cut_rest = _rest(rest)
    if cut_rest is None:
        return None
    return _Clause(lead, subject, verb, cut_rest, first)


def _split(head: str) -> tuple[str, str]:
    """What leads a clause and its subject, from what stands before the verb."""
    said = head.strip()
    if not said:
        return "", ""
    if not (PREPOSITION.match(said) or ADVERB.match(said)):
        if said.endswith(",") and said.count(",") % 2:
            return said.strip(" ,"), ""
        return "", said.strip(" ,")
    if "," in said:
        lead, _, subject = said.rpartition(",")
        if said.count(",") >= 3 and not subject.strip():  # "En Roma, el papa, enfermo,"
            return said, ""
        return lead.strip(), subject.strip()
    for found in SUBJECT.finditer(said):
        word = re.search(r"(\S+)\s+$", said[: found.start()])
        if (
            word
            and not re.fullmatch(PREPOSITION.pattern, word[1])
            and word[1].lower() not in ("y", "e", "o")
        ):
            if found[0][:1].islower() or not word[1][:1].isupper():
                return said[: found.start()].strip(), said[found.start() :]
    return said, ""


_COUNTED = re.compile(r"\s(?:más de|menos de|unos|unas|cerca de|casi)\s+\S+\s|^\s\d")


def _singular(verb: re.Match[str]) -> bool:
    return not verb["verb"].endswith("n")


def _wants_subject(verb: re.Match[str], after: str, *, first: bool) -> bool:
    """Whether a verb without a subject before it leaves one out: none follows it either."""
    if verb["clitic"] and verb["clitic"].strip() == "se":
        return not _has_object(after)
    if verb["part"] and verb["verb"] in ("fue", "fueron"):
        return not re.match(rf"\s*{ARTICLE}", after)
    if ARRIVALS.match(verb["verb"]):
        if re.match(r"\s*sus?\s", after):
            return True  # "Cerró sus instalaciones"
        return (
            not _has_object(after)
            or first
            and re.match(r"empez|comenz|termin|acab|conclu", verb["verb"]) is not None
        )
    return True


def _worded(
    clause: _Clause, asked: str, role: Role, topic: TopicName, shared: str, *, inner: bool
) -> Wording | None:
    verb, rest = clause.verb, clause.rest
    subject = clause.subject
    if subject and (
        not SUBJECT.match(subject)
        or len(subject.split()) > _LONGEST_SUBJECT
        or subject.count(",") not in (0, 1, 2)
    ):
        if (own := _possessed(subject, topic)) is None:
            return None
        subject = own
    if subject and PRONOUN.match(subject):
        if (own := _possessed(subject, topic)) is None:
            return None
        subject = own
    if subject.count(",") in (1, 2) and re.search(r"[12]\d{3}", subject.split(",")[1]):
        subject = subject.split(",")[0]  # "Iñaki Azkuna, alcalde desde 1999,"
    if subject and re.match(ARTICLE, subject):
        subject = _lower(subject)
    if subject.count(",") == 1:
        subject += ","
    if (
        verb["no"]
        or verb["verb"].startswith("hab")
        or (
            not subject
            and verb["verb"] in ("fue", "fueron")
            and not verb["part"]
            and rest[:1].isupper()
        )
    ):
        return None
    clitic = (verb["clitic"] or "").strip()
    named = subject
    if not subject and _wants_subject(verb, f" {rest}", first=clause.first):
        if not clitic and _COUNTED.search(f" {rest}") and not (topic.name and _singular(verb)):
            pass  # "trabajaron en la obra más de 56 000 personas"
        elif clitic in ("", "se"):
            named = subject = shared if inner and shared else topic.name
            if not subject or (not _plural(subject) and not _singular(verb)):
                return None
            if _plural(subject) and _singular(verb):
                return None
        elif _singular(verb):
            return None  # "le dedicó un libro": two people left out
    group, whom = f"{verb['verb'].lower()}{verb['part'] or ''}", ""
    if clitic == "se":
        group = f"se {group}"
    elif clitic and (clitic in ("lo", "la") or not rest.startswith("a ")):
        if (
            not topic.human
            or not topic.name
            or clitic.endswith("s")
            or inner
            or topic.name == subject
        ):
            return None
        if (clitic == "la") != bool(topic.feminine) and clitic != "le":
            return None
        group, whom = (f"le {group}" if clitic == "le" else group), f"a {topic.name}"
    elif clitic:
        group = f"{clitic} {group}"
    if not rest and NOT_ALONE.match(verb["verb"]):
        return None
    stem = " ".join(f"{asked} {group} {subject} {whom} {rest}".split()) + "?"
    while len(stem) > STEM_LIMIT and (joins := list(_JOIN.finditer(stem, 60))):
        stem = stem[: joins[-1].start()] + "?"
    stem = re.sub(r"[\s,]+(?=\?$)", "", stem)
    if len(stem) > STEM_LIMIT + 20:
        return None
    if (owned := _own(stem, topic)) is None:
        return None
    lead_in = f"{named} " if named else ""
    aff = f"{clitic} " if clitic == "se" or clitic and not whom else "le " if clitic == "le" else ""
    said = capital(clean(f"{lead_in}{aff}{verb['verb'].lower()}{verb['part'] or ''} {whom} {rest}"))
    return Wording(owned, "verb first", statement=_own(said, topic) or said, verb=verb["verb"][:5])


_JOIN = re.compile(r"\s(?:y|e|para|por|con|que|donde|quien)\s")  # where a long question may stop
_KIN = {
    "el": "padre abuelo hermano hijo marido esposo tío sobrino primo maestro cuerpo retrato",
    "la": "madre abuela hermana hija mujer esposa tía sobrina prima viuda familia obra casa tumba",
    "los": "padres hermanos hijos restos abuelos sobrinos",
    "las": "hermanas hijas cenizas obras",
}
_OWNED = {noun: article for article, nouns in _KIN.items() for noun in nouns.split()}


def _possessed(subject: str, topic: TopicName) -> str | None:
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


def _own(stem: str, topic: TopicName) -> str | None:
    """A stem whose "su" is somebody named in it: "su hijo" as "el hijo de Santiago"."""
    if not re.search(r"(?<!\w)[Ss]us?\s", stem):
        return stem
    if topic.name and topic.name in stem:
        return stem
    found = re.search(r"(?<!\w)sus?\s(?P<noun>\w+)(?=[?,]|\s(?:en|a|y|[A-Z]))", stem)
    if found and topic.name and found["noun"] in _OWNED:
        comma = "," if re.match(r"\s[A-ZÁÉÍÓÚÑ]", stem[found.end() :]) else ""
        named = f"{_OWNED[found['noun']]} {found['noun']} de {topic.name}{comma}"
        return stem[: found.start()] + named + stem[found.end() :]
    named = re.search(r"[A-ZÁÉÍÓÚÑ]\w+", stem[8:])
    return (
        stem if named and named.start() + 8 < re.search(r"(?<!\w)[Ss]us?\s", stem).start() else None
    )  # type: ignore[union-attr]


def _subject_before(text: str) -> str:
    """The subject of a sentence's first clause, for a verb that shares it."""
    lead = CONNECTIVE.match(text)
    said = text[lead.end() :] if lead else text
    verb = ANY_VERB.search(said)
    if verb is None:
        return ""
    head = said[: verb.start()]
    if RELATIVE.search(head):
        return ""
    _, subject = _split(head)
    subject = re.sub(r",?\s+(?:se|le|lo|la|les|los|las|no)$", "", subject)
    if subject.count(",") in (1, 2):
        subject = subject.split(",")[0]
    if (
        not SUBJECT.match(subject)
        or "," in subject
        or PRONOUN.match(subject)
        or len(subject.split()) > _LONGEST_SUBJECT
    ):
        return ""
    if re.search(r"\d", subject):
        return ""
    return _lower(subject) if re.match(ARTICLE, subject) else subject


def _plural(subject: str) -> bool:
    return re.match(
        r"(?i)(?:los|las|unos|unas|dos|tres|varios|ambos|\d+)\s", subject
    ) is not None or bool(
        re.search(r"\s(?:y|e)\s(?:el|la|los|las|[A-Z])", subject)
        and not re.match(r"[A-ZÁÉÍÓÚ]\w+ \w+ y [A-Z]\w+$", subject)
        and len(subject.split()) > 4
    )


def _has_object(after: str) -> bool:
    """Whether a noun phrase that no preposition leads in follows the verb: the subject of "se"."""
    cut = re.search(r"[,;:]|\sque\s|\s(?:para|a|de|por|sin)\s\w+(?:ar|er|ir)(?!\w)", after)
    said = after[: cut.start()] if cut else after
    return (
        any(not m[1] or not PREPOSITION.fullmatch(m[1]) for m in DETERMINER.finditer(said))
        or re.match(r"\s*[A-ZÁÉÍÓÚÑ\d]", after) is not None
    )


def _lower(text: str) -> str:
    return text[:1].lower() + text[1:]


_AND_PRESENT = re.compile(
    r"\s(?:y|e)\s+[a-záéíóú]+(?:e|a|en|an)\s+(?:\d|(?:el|la|los|las|un|una|su|sus)\s)"
)


def _rest(after: str) -> str | None:
    """What belongs to the verb: up to the next comma or the next verb; None where that is unclear."""
    cut = re.search(r",(?!\d)|[;:]|\s[–—]\s|\s\(", after)
    rest = after[: cut.start()] if cut and after[: cut.start()].strip() else after
    if cut and cut[0].strip() == "(" and re.match(r"\s\([A-ZÁÉÍÓÚ]{2,}\)", after[cut.start() :]):
        rest = re.split(r",(?!\d)|[;:]", after)[0]
    if second := _AND_PRESENT.search(rest):
        rest = rest[: second.start()]
    second = LATER_VERB.search(rest)
    if second:
        joined = re.search(r"\s(?:y|e|pero)\s[^,]*$", rest[: second.start()])
        led = RELATIVE.search(rest[: second.start()])
        if led is None and joined is None:
            return None
        if joined and (led is None or led.start() > joined.start()):
            rest = rest[: joined.start()]
        elif led and re.match(r"(?i)(?:cuando|aunque|porque|si|mientras)", led[0]):
            rest = rest[: led.start()]
    rest = re.sub(r"\s(?:en|de|a|con|por|para|hasta|y|e|el|la)$", "", rest.strip(" ,"))
    return rest.strip(" ,.")
