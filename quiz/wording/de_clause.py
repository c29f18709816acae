"""A German sentence taken apart without a parser: the clause that holds a date, and its parts."""

from __future__ import annotations

import re
from dataclasses import dataclass

from quiz.wording.de_words import (
    ADVERB,
    AUXILIARY,
    DETERMINERS,
    FINITE,
    JOINED,
    NOT_VERBS,
    PARTICIPLE,
    PREPOSITION,
    PRONOUN,
    SUBORDINATE,
)

LONGEST_SUBJECT = 16  # words


@dataclass(frozen=True, slots=True)
class Clause:
    """A clause without its date: what stands before its verb, the verb, what follows it up to the date, and after."""

    fore: str
    verb: str
    middle: str
    rest: str
    led: bool  # the date stood before the verb


_AFTER_NOUN = re.compile(
    r"^(?P<noun>[A-ZÄÖÜ][^,;:]{2,60})(?P<clause>,\s(?:der|die|das|den|dem|dessen|deren)\s[^,;:]{2,90}\s[a-zäöüß]{2,},)\s(?=[a-zäöüß])"
)


def without_relative(text: str, cut: tuple[int, int]) -> tuple[str, tuple[int, int]]:
    """A sentence without the relative clause on its subject, where the date stands outside that."""
    found = _AFTER_NOUN.match(text)
    if found is None or cut[0] < found.end("clause"):
        return text, cut
    gone = found.end("clause") - found.start("clause")
    return text[: found.start("clause")] + text[found.end("clause") :], (
        cut[0] - gone,
        cut[1] - gone,
    )


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


def has_verb(text: str) -> bool:
    """Whether a text has a finite verb."""
    return verb_at(text) is not None


_SUBORDINATED = re.compile(r"(?:Als|Nachdem|Weil|Obwohl|Wenn|Während|Bevor|Sobald|Da)\s[^,]+,\s")


def verb_at(text: str, start: int = 0) -> re.Match[str] | None:
    """The first word from `start` that is a finite verb by its form and its place."""
    before = ""
    for word in re.compile(r"[^\W_]+(?:-[^\W_]+)*").finditer(text, start):
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


def clause_of(text: str, cut: tuple[int, int]) -> Clause | None:
    """The clause taken apart, None where its verb is not sure or the date may be another clause's."""
    before, after = text[: cut[0]].strip(), text[cut[1] :]
    if not before:
        word = re.match(r"\s+([a-zäöüß]+)(?!\w)", after)
        if word is None or word[1] in NOT_VERBS:
            return None
        return Clause("", word[1], "", after[word.end() :].strip().rstrip("."), led=True)
    led = _SUBORDINATED.match(before)
    verb = verb_at(before, led.end() if led else 0)
    if verb is None:
        return None
    fore, middle = before[: verb.start()].strip(), before[verb.end() :].strip()
    if re.search(r",", middle) or re.search(r"\s(?:und|oder)$", middle):
        return None  # a clause of its own, or a list, before the date
    if fore and not sound_fore(fore):
        return None
    return Clause(fore, verb[0], middle, after.strip().rstrip("."), led=False)


def sound_fore(fore: str) -> bool:
    """Whether what stands before the verb is one phrase, with an apposition at most."""
    if len(fore.split()) > LONGEST_SUBJECT or "(" in fore and ")" not in fore:
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


def small(text: str) -> str:
    """A phrase as it stands inside a sentence."""
    words = r"(?:Der|Die|Das|Ein|Eine|Einen|Einem|Einer|Den|Dem|Des|Mehrere|Viele|Einige|Mehr|Rund|Sein|Seine|Seinen|Ihre?|Ihren|Kein|Keine)\s"
    if re.match(words, text) or PREPOSITION.match(text):
        return text[:1].lower() + text[1:]
    return text


def plural(subject: str) -> bool:
    """Whether a subject may be plural."""
    return (
        re.match(r"(?i)(?:die|\d|mehrere|viele|einige)\s?", subject) is not None
        or " und " in subject
    )


def tail(rest: str, verb: str) -> str | None:
    """What follows the date up to the end of its clause; None where a part would be torn off."""
    rest = re.sub(r"^(?:er|sie|es)(?!\w)\s*(?:sich(?!\w)\s*)?", "", rest)
    cut = _BREAK.search(rest)
    while cut and cut[0] == "," and _CONTENT.match(rest, cut.end()):
        cut = _BREAK.search(rest, cut.end())  # "kündigte an, dass …": said by the verb
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


_BREAK = re.compile(r",|[;:]|\s[–—]\s|\s\((?![A-ZÄÖÜ]{2,}\))")
_CONTENT = re.compile(r"\s(?:dass|ob|wie|warum|wer|was)\s")
_DATE_LED = re.compile(
    r"(?:(?:[\w-]+\s){1,2}(?:Jahre?|Monate?|Tage?|Wochen?)\s(?:später|danach|darauf)|(?:im|am)\s|\d)"
)


def _apposed(after: str) -> bool:
    """Whether what follows a comma is an apposition that closes the sentence."""
    return (
        re.match(r"(?:der|die|das|ein|eine|einem|einer|den|dem)\s(?:[a-zäöüß]+\s)*[A-ZÄÖÜ]", after)
        is not None
    )


NOUN_PHRASE = re.compile(
    r"(?:(?:der|die|das|eine?|\d[\d. ]*)\s+)?(?:[a-zäöüß]+(?:e|er|es|en)\s+)*[A-ZÄÖÜ„][\w.&-]*“?"
    r"(?:\s+(?:von\s|&\s)?[A-ZÄÖÜ„][\w.-]*“?|\s+\d+|\s\([A-ZÄÖÜ]+\)|\s&)*(?:\s+des\s+(?:[a-zäöüß]+en\s+)*[A-ZÄÖÜ][\w-]+)?"
)
