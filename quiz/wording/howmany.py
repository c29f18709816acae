"""How many: a clause's subject or object asked by its number."""

from __future__ import annotations

import re
from collections.abc import Callable

from quiz.core.parse import Parsed, Token
from quiz.lang import language
from quiz.wording import en, fr
from quiz.wording.clause import Clause, clause_of
from quiz.wording.complement import after_comma, top_of
from quiz.wording.gates import stem_faults
from quiz.wording.text import balanced, clean
from quiz.wording.wording import Wording, means_another, phrases

_LIMIT = 150  # characters
_LEAD_LIMIT = 48  # of an adjunct that moves to the end
_VOWEL = re.compile(r"[aeiouyhàâéèêëîïôœùû]", re.IGNORECASE)
_ABOUT = frozenset(
    "about around approximately some nearly almost environ près presque quelque".split()
)
_WHICH = frozenset("the these those both all les ces tous toutes".split())
_HOW_MANY = {"en": "How many ", "fr": "Combien de "}
Parse = Callable[[str], Parsed | None]


def how_many(text: str, span: tuple[int, int], lang: str, parse: Parse) -> Wording | None:
    """The question for a number, None where no natural wording is sure."""
    if lang not in _HOW_MANY:
        return None
    parsed = parse(text)
    if parsed is None or parsed.root is None:
        return None
    noun = _counted(parsed, span)
    if noun is None:
        return None
    joined = noun.index < len(parsed.tokens) and parsed[noun.index + 1].upos == "CCONJ"
    if joined or parsed.child(noun.index, "conj") is not None:
        return None  # "70 countries and organisations": the number counts both
    whole = parsed.subtree(noun.index)
    number = max(t.index for t in parsed.tokens if t.start < span[1] and span[0] < t.end)
    if any(
        parsed[i].feats.get("Poss") == "Yes" or parsed[i].form.lower() in _WHICH
        for i in whole
        if i < number
    ):
        return None  # "its 500 years", "the 100 metres"
    named = [i for i in whole if i > number and not _aside(parsed, i, noun.index)]
    if not named or named != list(range(named[0], named[-1] + 1)) or noun.index not in named:
        return None
    what = clean(parsed.surface(named))
    asked = _HOW_MANY[lang] + what
    if lang == "fr" and _VOWEL.match(what):
        asked = f"Combien d’{what}"
    clause = clause_of(parsed, None)
    if clause is None or clause.form != "main" or clause.verb != parsed.root.index:
        return None
    if any(parsed[i].finite or parsed[i].upos == "VERB" for i in clause.subject):
        return None  # "the crews made 2,476 orbits, took …": a verb lost in the subject
    if noun.index == clause.head:
        stem = _of_subject(clause, asked, whole, named)
    else:
        stem = _of_object(clause, asked, noun, lang)
    if stem is None or len(stem) > _LIMIT or not balanced(stem):
        return None
    if re.search(rf"(?<![\w.,]){re.escape(text[slice(*span)].strip())}(?!\w)", stem):
        return None
    said = stem.removeprefix(_HOW_MANY[lang]).removeprefix("Combien d’")
    return None if stem_faults(said, None, lang) else Wording(stem, "how many")


def _counted(parsed: Parsed, span: tuple[int, int]) -> Token | None:
    """The noun that a number counts, right after it."""
    for token in parsed.tokens:
        if not (token.start < span[1] and span[0] < token.end) or token.kind != "nummod":
            continue
        noun = parsed[token.head] if token.head else None
        if noun is not None and noun.upos == "NOUN" and 0 < noun.index - token.index <= 3:
            counts = len(noun.form) > 3 and noun.form.isalpha() and noun.lemma != "cent"
            return noun if counts else None  # no "km/h", no "per cent"
    return None


def _aside(parsed: Parsed, index: int, noun: int) -> bool:
    """Whether a word belongs to a clause or apposition on the noun."""
    while index != noun and index:
        token = parsed[index]
        if token.head == noun:
            return token.kind in ("acl", "appos", "parataxis", "conj", "punct", "cc", "advcl")
        index = token.head
    return False


def _of_subject(clause: Clause, asked: str, whole: list[int], named: list[int]) -> str | None:
    """The form "How many officers were trained in Jordan?": nothing moves but what leads."""
    parsed = clause.parsed
    if any(parsed[i].kind == "conj" and parsed[i].head == clause.head for i in clause.subject):
        return None  # "12 officers and a doctor"
    lead = parsed.text[: parsed[min(whole)].start].strip(" *_•–—-")
    tail = parsed.text[parsed[max(named)].end :].strip()
    if max(whole) != max(named):
        rest = parsed.text[parsed[max(named)].end : parsed[max(whole)].end]
        if not rest.lstrip().startswith((",", "(")):
            return None
        tail = parsed.text[parsed[max(whole)].end :].strip(" ,")
    tail = _shortened(tail, parsed[clause.verb].form)
    if lead:
        if len(lead) > _LEAD_LIMIT or not lead.endswith(","):
            return None
        lead = " " + lead[:1].lower() + lead[1:].rstrip(" ,")
    return clean(f"{asked} {tail}").rstrip(".") + lead + _mark(asked)


def _mark(asked: str) -> str:
    return " ?" if asked.startswith("Combien") else "?"


def _shortened(tail: str, verb: str) -> str:
    """What follows the subject, up to a comma where it is long; the verb keeps its object."""
    tail = re.split(r"[;:]\s|\s[–—]\s", tail)[0].rstrip(" .")
    least = max(40, tail.find(verb) + len(verb) + 20)
    while len(tail) > 90 and tail.rfind(",") > least:
        tail = tail[: tail.rindex(",")]
    return tail


def _of_object(clause: Clause, asked: str, noun: Token, lang: str) -> str | None:
    """The form "How many officers did NATO train in Jordan?"."""
    if noun.kind != "obj" or noun.head != clause.verb or means_another(clause) or clause.before:
        return None
    kept, _ = phrases(clause, language(lang), ())
    rest = [p for p in kept if noun.index not in p.words]
    if len(rest) != len(kept) - 1:
        return None
    rest = [p for p in rest if p.text.lower() not in _ABOUT]
    if any(after_comma(clause, p.words) and top_of(clause, p.words).kind == "obl" for p in rest):
        return None
    if lang == "en":
        subject = en.subject_of(clause)
        lead = en.lead_of(clause, subject, rest, asked) if subject else None
        return clean(" ".join([lead, *(p.text for p in rest)])) + "?" if lead else None
    return fr.combien(clause, asked, noun, rest)
