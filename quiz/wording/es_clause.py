"""A Spanish sentence taken apart without a parser: the clause that holds a date, and its parts."""

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
    JOINED,
    LATER_VERB,
    PARTICIPLE,
    PREPOSITION,
    PRONOUN,
    RELATIVE,
    SINCE_VERB,
    SUBJECT,
    VERB,
)

LONGEST_SUBJECT = 14  # words


@dataclass(frozen=True, slots=True)
class Clause:
    """A clause without its date: what leads it, its subject, its verb, and what follows."""

    lead: str
    subject: str
    verb: re.Match[str]
    rest: str
    first: bool  # the verb opens the sentence


def of_noun(text: str, cut: tuple[int, int]) -> bool:
    """Whether the date is a noun's: "la ley de 1905"."""
    return re.match(r"(?i)del?\s", text[cut[0] :]) is not None and bool(text[: cut[0]].strip())


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


def clause_of(text: str, cut: tuple[int, int], role: Role) -> Clause | None:
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
        elif after.startswith(",") or re.match(r"(?:en )?que\s", after):
            rest = between  # what follows is an aside: "el día en que cumplía setenta años"
        else:
            rest = f"{between} {after.lstrip(' ,')}"
    if RELATIVE.search(head) or ANY_VERB.search(head):
        return None
    lead, subject = split(head)
    cut_rest = rest_of(rest)
    if cut_rest is None:
        return None
    return Clause(lead, subject, verb, cut_rest, first)


def split(head: str) -> tuple[str, str]:
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


COUNTED = re.compile(r"\s(?:más de|menos de|unos|unas|cerca de|casi)\s+\S+\s|^\s\d")


def singular(verb: re.Match[str]) -> bool:
    """Whether a verb is in the singular."""
    return not verb["verb"].endswith("n")


def wants_subject(verb: re.Match[str], after: str, *, first: bool) -> bool:
    """Whether a verb without a subject before it leaves one out: none follows it either."""
    if verb["clitic"] and verb["clitic"].strip() == "se":
        return not has_object(after)
    if verb["part"] and verb["verb"] in ("fue", "fueron"):
        return not re.match(rf"\s*{ARTICLE}", after)
    if ARRIVALS.match(verb["verb"]):
        if re.match(r"\s*sus?\s", after):
            return True  # "Cerró sus instalaciones"
        return (
            not has_object(after)
            or first
            and re.match(r"(?i)empez|comenz|termin|acab|conclu", verb["verb"]) is not None
        )
    return True


def subject_before(text: str) -> str:
    """The subject of a sentence's first clause, for a verb that shares it."""
    lead = CONNECTIVE.match(text)
    said = text[lead.end() :] if lead else text
    verb = ANY_VERB.search(said)
    if verb is None:
        return ""
    head = said[: verb.start()]
    if RELATIVE.search(head):
        return ""
    _, subject = split(head)
    subject = re.sub(r"(?i)(?:^|,?\s+)(?:se|le|lo|la|les|los|las|no)$", "", subject)
    if subject.count(",") in (1, 2):
        subject = subject.split(",")[0]
    if (
        not SUBJECT.match(subject)
        or "," in subject
        or PRONOUN.match(subject)
        or len(subject.split()) > LONGEST_SUBJECT
    ):
        return ""
    if re.search(r"\d", subject):
        return ""
    return lower(subject) if re.match(ARTICLE, subject) else subject


def plural(subject: str) -> bool:
    """Whether a subject is in the plural."""
    return re.match(
        r"(?i)(?:los|las|unos|unas|dos|tres|varios|ambos|\d+)\s", subject
    ) is not None or bool(
        re.search(r"\s(?:y|e)\s(?:el|la|los|las|[A-Z])", subject)
        and not re.match(r"[A-ZÁÉÍÓÚ]\w+ \w+ y [A-Z]\w+$", subject)
        and len(subject.split()) > 4
    )


def has_object(after: str) -> bool:
    """Whether a noun phrase that no preposition leads in follows the verb: the subject of "se"."""
    cut = re.search(r"[,;:]|\sque\s|\s(?:para|a|de|por|sin)\s\w+(?:ar|er|ir)(?!\w)", after)
    said = after[: cut.start()] if cut else after
    return (
        any(not m[1] or not PREPOSITION.fullmatch(m[1]) for m in DETERMINER.finditer(said))
        or re.match(r"\s*[A-ZÁÉÍÓÚÑ\d]", after) is not None
    )


def lower(text: str) -> str:
    """Text with its first letter in lower case."""
    return text[:1].lower() + text[1:]


_AND_PRESENT = re.compile(
    r"\s(?:y|e)\s+[a-záéíóú]+(?:e|a|en|an)\s+(?:\d|(?:el|la|los|las|un|una|su|sus)\s)"
)


def rest_of(after: str) -> str | None:
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
