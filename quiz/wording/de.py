"""German questions without a parse: "Wann" takes the place before the verb.

In a German statement the finite verb stands second. After a leading date it is the next word;
otherwise what stands before it moves behind it: where the date was, or, where it is the
subject, right after the verb.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, replace

from quiz.dates.find import Role
from quiz.wording.de_words import (
    ACCUSATIVE,
    ACTION,
    ADVERB,
    AUXILIARY,
    DETERMINERS,
    EVENT,
    FINITE,
    JOINED,
    NOMINATIVE,
    NOT_VERBS,
    PARTICIPLE,
    PREPOSITION,
    PRONOUN,
    SUBORDINATE,
)
from quiz.wording.text import capital, clean
from quiz.wording.topic_name import TopicName
from quiz.wording.wording import STEM_LIMIT, Wording

_ASKED = {Role.AT: "Wann", Role.SPAN: "Von wann bis wann", Role.SINCE: "Seit wann"}
_LONGEST_SUBJECT = 16  # words


@dataclass(frozen=True, slots=True)
class _Clause:
    """A clause without its date: what stands before its verb, the verb, what follows it up to the date, and after."""

    fore: str
    verb: str
    middle: str
    rest: str
    led: bool  # the date stood before the verb


def when(text: str, cut: tuple[int, int], role: Role, topic: TopicName) -> Wording | None:
    """The question for a sentence with a date at `cut`; None where no wording is sure."""
    asked = _ASKED.get(role)
    if asked is None:
        return None
    a, b = segment(text, cut)
    clause = _clause(text[a:b], (cut[0] - a, cut[1] - a))
    if clause is None:
        return None
    if not clause.led and not clause.fore:  # "… und steht seit 1991 unter Schutz"
        shared = _subject_before(text[:a], topic)
        if not shared or (clause.verb.endswith("en") and not _plural(shared)):
            return None
        clause = _Clause(shared, clause.verb, clause.middle, clause.rest, clause.led)
    if a and (pronoun := re.match(r"(?:er|sie|es)(?!\w)", clause.middle or clause.rest)):
        if noun := _antecedent(text[:a], pronoun[0]):
            if clause.led:
                clause = replace(clause, rest=noun + clause.rest[pronoun.end() :])
            else:
                clause = replace(clause, middle=noun + clause.middle[pronoun.end() :])
    order = _ordered(clause, topic)
    rest = _tail(clause.rest, clause.verb)
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


def statement(text: str, topic: TopicName) -> tuple[str, int, int] | None:
    """A sentence with its pronoun subject named, and where the name stands and by how much it is longer.

    None where it tells of somebody unnamed.
    """
    if ADVERB.match(text) and re.match(
        r"(?i)(?:dort|hier|da|dabei|dann|danach|damals|dafür|damit|deshalb|daher)\b", text
    ):
        return None
    found = _pronoun_subject(text)
    if found is not None:
        name = _named(found[0], topic)
        if name is None:
            return None
        if _UNNAMED.search(_first_clause(text[found.end() :])):
            return None
        at = found.start()
        said = text[:at] + name + text[found.end() :]
        return said, at, len(name) - len(found[0])
    return None if _UNNAMED.search(_first_clause(text)) else (text, 0, 0)


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
        name = _named(pronoun[0], topic)
        if name is None:
            return None
        put, end = f"{name} {led['verb']}", led.end() + pronoun.end()
    elif (found := _NOUN_PHRASE.match(rest)) and not re.match(
        r"\s+(?:der|und|sowie|oder|die|das)\s", rest[found.end() :]
    ):
        put, end = f"{found[0]} {led['verb']}", led.end() + found.end()
    else:
        return None
    if cut[0] < end:
        return None
    moved = len(put) - end
    return capital(put + text[end:]), (cut[0] + moved, cut[1] + moved)


def segment(text: str, cut: tuple[int, int]) -> tuple[int, int]:
    """The bounds of the clause that holds a date."""
    a, b = 0, len(text)
    for match in JOINED.finditer(text):
        if match.end() <= cut[0]:
            if has_verb(text[: match.start()]) and has_verb(text[match.end() :]):
                a = match.end()
        elif match.start() >= cut[1]:
            if has_verb(text[a : match.start()]) and has_verb(text[match.end() :]):
                b = match.start()
                break
    if re.search(r",\s+$", text[a : cut[0]]) and (
        after := re.match(r"\s+([a-zäöüß]+)", text[cut[1] :])
    ):
        if FINITE.fullmatch(after[1]):
            a = cut[0]  # "…, drei Jahre danach ging das Unternehmen an Siemens"
    return a, b


def has_verb(text: str) -> re.Match[str] | None:
    """The finite verb of a text, None where it has none."""
    return _verb_at(text)


def _verb_at(text: str) -> re.Match[str] | None:
    """The first word that is a finite verb by its form and its place."""
    before = ""
    for word in re.finditer(r"[^\W_]+(?:-[^\W_]+)*", text):
        said = word[0]
        if (
            FINITE.fullmatch(said)
            and said not in NOT_VERBS
            and before.lower() not in DETERMINERS
            and (ADVERB.fullmatch(before) or not re.match(r"[a-zäöüß]+(?:e|en|er|em|es)$", before))
        ):
            follows = re.match(r"\s+[A-ZÄÖÜ]", text[word.end() :])
            small = re.match(r"[a-zäöüß]+$", before) and not PRONOUN.fullmatch(before)
            if not (small and follows and not ADVERB.fullmatch(before)):
                return word
        before = said
    return None


def _clause(text: str, cut: tuple[int, int]) -> _Clause | None:
    before, after = text[: cut[0]].strip(), text[cut[1] :]
    if not before:
        word = re.match(r"\s+([a-zäöüß]+)(?!\w)", after)
        if word is None or word[1] in NOT_VERBS:
            return None
        return _Clause("", word[1], "", after[word.end() :].strip().rstrip("."), led=True)
    verb = _verb_at(before)
    if verb is None:
        return None
    fore, middle = before[: verb.start()].strip(), before[verb.end() :].strip()
    if re.search(r",", middle) or re.search(r"\s(?:und|oder)$", middle):
        return None  # a clause of its own, or a list, before the date
    if fore and not _sound_fore(fore):
        return None
    return _Clause(fore, verb[0], middle, after.strip().rstrip("."), led=False)


def _sound_fore(fore: str) -> bool:
    """Whether what stands before the verb is one phrase, with an apposition at most."""
    if len(fore.split()) > _LONGEST_SUBJECT or "(" in fore and ")" not in fore:
        return False
    commas = fore.count(",")
    if commas == 0:
        return True
    if SUBORDINATE.match(fore) and re.match(
        r"(?:Als|Nachdem|Weil|Obwohl|Wenn|Während|Bevor|Sobald)\b", fore
    ):
        return fore.endswith(",") and commas == 1
    inner = fore.split(",")[1].strip()
    # An apposition ends with its noun, a relative clause with its verb.
    return (
        commas == 2
        and fore.endswith(",")
        and re.match(r"[A-ZÄÖÜ\d„]", inner.split()[-1]) is not None
    )


@dataclass(frozen=True, slots=True)
class _Order:
    """What stands behind the verb of a question, `subject` "" where it is somewhere in the rest."""

    subject: str
    front: str = ""  # "sich", before the subject
    more: str = ""


_LITTLE = re.compile(
    r"(?<!\w)(?:schon|bereits|erst|noch|erneut|dann|auch|endlich|jedoch|allerdings)(?!\w)\s*"
)
_WHILE = re.compile(r"(?:Als|Nachdem|Weil|Obwohl|Wenn|Bevor|Während|Sobald)\s[^,]*,?$")


def _ordered(clause: _Clause, topic: TopicName) -> _Order | None:
    """The parts of a clause in the order of a question; None where its subject is unsure."""
    fore, middle = clause.fore.strip(" ,"), _LITTLE.sub("", clause.middle).strip()
    if clause.led:
        first = re.match(r"(?:er|sie|es)(?!\w)", clause.rest)
        if first is None:
            return _Order("")
        name = _named(first[0], topic)
        return _Order(name) if name else None
    dropped = ADVERB.match(fore) or _WHILE.match(fore)
    moved = "" if dropped else _small(fore)
    if pronoun := re.match(r"(?:er|sie|es)(?!\w)", middle):
        name = _named(pronoun[0], topic)
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
        subject = _named(fore, topic)
    elif own := re.match(r"(?:Seine?|Ihre?)\s([A-ZÄÖÜ]\w+)$", fore):
        subject = (
            f"{_KIN[own[1]]} {own[1]} von {topic.name}" if own[1] in _KIN and topic.name else None
        )
    else:
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


def _named(pronoun: str, topic: TopicName) -> str | None:
    if not topic.name or (topic.feminine is None and not topic.pronoun):
        return None
    if topic.pronoun:
        return topic.name if pronoun.lower() == topic.pronoun else None
    wanted = "sie" if topic.feminine else "er"
    return topic.name if pronoun.lower() == wanted else None


def _pronoun_subject(text: str) -> re.Match[str] | None:
    """The pronoun that is a sentence's subject: its first word, or right after its verb."""
    if first := re.match(r"(?:Er|Sie|Es)(?!\w)", text):
        return first
    verb = _verb_at(text)
    return re.compile(r"(?<=\s)(?:er|sie|es)(?!\w)").match(text, verb.end() + 1) if verb else None


def _small(text: str) -> str:
    words = r"(?:Der|Die|Das|Ein|Eine|Einen|Einem|Einer|Den|Dem|Des|Mehrere|Viele|Einige|Mehr|Rund|Sein|Seine|Seinen|Ihre?|Ihren|Kein|Keine)\s"
    if re.match(words, text) or PREPOSITION.match(text):
        return text[:1].lower() + text[1:]
    return text


def _owned(stem: str, topic: TopicName) -> bool:
    """Whether "sein" and "ihr" in a stem are somebody's named before."""
    found = re.search(r"(?<!\w)(?:sein|ihr)(?:e[rsmn]?)?(?!\w)", stem)
    if found is None or (topic.name and topic.name in stem[: found.start()]):
        return True
    return re.search(r"\s(?:der|die|das|eine?)?\s?[A-ZÄÖÜ]\w+", stem[4 : found.start()]) is not None


def subject_for(text: str, pronoun: str) -> str:
    """What a pronoun that opens the next sentence means: the only noun of its gender that is a subject here."""
    found = _antecedent(text, pronoun.lower())
    if not found:
        return ""
    article = found.split()[0]
    others = {"der": r"der|den|einen?", "die": r"die|eine", "das": r"das|ein"}[article]
    count = len(re.findall(rf"(?i)(?<!\w)(?:{others})\s+(?:[a-zäöüß]+\s+)*(?-i:[A-ZÄÖÜ])", text))
    return found if count == 1 else ""


def opening_pronoun(text: str) -> str:
    """The pronoun that is a sentence's subject, "" where it has another one."""
    found = _pronoun_subject(text)
    return found[0].lower() if found else ""


def _antecedent(text: str, pronoun: str) -> str:
    """The subject of the clause before, where its article shows that a pronoun means it."""
    verb = _verb_at(text)
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


def _subject_before(text: str, topic: TopicName) -> str:
    """The subject of the clause before, which a verb after "und" shares; "" where it is unsure."""
    said = text.strip(" ,;")
    said = re.sub(r"\s(?:und|aber|doch)$", "", said)
    if pronoun := _pronoun_subject(said):
        return _named(pronoun[0], topic) or ""
    verb = _verb_at(said)
    fore = said[: verb.start()].strip() if verb else ""
    if (
        not fore
        or not _sound_fore(fore)
        or PREPOSITION.match(fore)
        or ADVERB.match(fore)
        or ACCUSATIVE.match(fore)
    ):
        return ""
    if not NOMINATIVE.match(fore) or re.search(r"\d", fore):
        return ""
    return fore


def _plural(subject: str) -> bool:
    """Whether a subject may be plural."""
    return (
        re.match(r"(?i)(?:die|\d|mehrere|viele|einige)\s?", subject) is not None
        or " und " in subject
    )


def _tail(rest: str, verb: str) -> str | None:
    """What follows the date up to the end of its clause; None where a part would be torn off."""
    rest = (
        re.sub(r"^(er|sie|es)(?!\w)\s*", "", rest)
        if re.match(r"(?:er|sie|es)(?!\w)", rest)
        else rest
    )
    cut = re.search(r",|[;:]|\s[–—]\s|\s\((?![A-ZÄÖÜ]{2,}\))", rest)
    found = None
    while cut:
        after = rest[cut.end() :].strip()
        if cut[0] == "," and not (
            _DATE_LED.match(after)
            or SUBORDINATE.match(after)
            or re.match(r"(?:und|aber|doch|sondern|wo|zunächst)\s", after)
            or _apposed(after)
        ):
            if re.match(r"(?:genau|kurz|rund)\s", after):
                found = cut.start()
                break
            return None
        found = cut.start()
        break
    kept = rest if found is None else rest[:found]
    if (
        found is None
        and (joined := re.search(r"\sund\s(?=[a-zäöüß]+(?:te|ten|en|t)\b)", kept))
        and has_verb(kept[joined.end() :])
    ):
        kept = kept[: joined.start()]
        found = joined.start()
    if found is not None:
        last = kept.split()[-1] if kept.split() else ""
        closes = PARTICIPLE.search(rest) or re.search(
            r"\s(?:ab|an|auf|aus|ein|vor|zu|nach|mit|teil|statt|bei|um|her|hin|wieder)$", rest
        )
        if closes and verb in AUXILIARY and not PARTICIPLE.search(last):
            return None
        if (
            closes
            and not PARTICIPLE.search(rest)
            and rest[found:].split()[-1] == rest.split()[-1]
            and not re.match(
                r"[,;:]\s*(?:der|die|das|den|dem|wo|dass|weil|nachdem|um|und)\s", rest[found:]
            )
        ):
            return None
    return kept.strip()


_DATE_LED = re.compile(
    r"(?:(?:[\w-]+\s){1,2}(?:Jahre?|Monate?|Tage?|Wochen?)\s(?:später|danach|darauf)|(?:im|am)\s|\d)"
)


def _apposed(after: str) -> bool:
    """Whether what follows a comma is an apposition that closes the sentence."""
    return (
        re.match(r"(?:der|die|das|ein|eine|einem|einer|den|dem)\s(?:[a-zäöüß]+\s)*[A-ZÄÖÜ]", after)
        is not None
    )


_NOUN_PHRASE = re.compile(
    r"(?:(?:der|die|das|eine?|\d[\d. ]*)\s+)?(?:[a-zäöüß]+(?:e|er|es|en)\s+)*[A-ZÄÖÜ„][\w.&-]*“?"
    r"(?:\s+(?:von\s|&\s)?[A-ZÄÖÜ„][\w.-]*“?|\s+\d+|\s\([A-ZÄÖÜ]+\)|\s&)*(?:\s+des\s+(?:[a-zäöüß]+en\s+)*[A-ZÄÖÜ][\w-]+)?"
)


def _statement(verb: str, order: _Order, rest: str) -> str:
    """The clause as a statement without its date, "" where its subject is not sure."""
    if order.subject:
        return capital(clean(f"{order.subject} {verb} {order.front} {order.more} {rest}"))
    said = clean(f"{order.more} {rest}")
    back = re.match(r"sich\s+", said)
    said = said[back.end() :] if back else said
    found = _NOUN_PHRASE.match(said)
    if found is None or re.match(r"(?:den|dem)\s", said):
        return ""
    if re.match(r"\s+(?:der|und|sowie|oder)\s", said[found.end() :]):
        return ""
    if not said[found.end() :].strip() and len(re.findall(r"[A-ZÄÖÜ]", found[0])) > 1:
        return ""  # "die Reederei Passagiere": subject and object
    return capital(clean(f"{found[0]} {verb} {'sich' if back else ''} {said[found.end() :]}"))
