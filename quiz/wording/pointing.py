"""Pronouns and possessives that point outside a statement: nothing in it could be meant.

Agreement in number, and in gender where a language has it, is necessary for an antecedent
(Lappin and Leass, 1994); where no noun before the pronoun agrees, it means something untold.
"""

from __future__ import annotations

from collections.abc import Iterable

from quiz.core.parse import Parsed, Token
from quiz.lang import language

_SUBJECTS = ("nsubj", "csubj", "expl")
_OBJECTS = ("obj", "iobj", "obl")
_NOUNS = ("NOUN", "PROPN", "NUM")
_PLURAL = frozenset("they them their theirs ils elles les leur leurs eux".split())
_SINGULAR = frozenset("he him his she her hers it its il elle le la l' lui son sa ses y en".split())
_GENDERED = {"il": "Masc", "elle": "Fem", "ils": "Masc", "elles": "Fem", "le": "Masc", "la": "Fem"}
_SURELY = frozenset("they them he him she".split())  # pronouns, whatever the tagger says
_HUMAN = frozenset("he him his she her hers himself herself".split())  # mean nobody but a person
_POSSESSIVES = frozenset("his her its their son sa ses leur leurs".split())


def points_outside(parsed: Parsed, words: Iterable[int] | None = None) -> bool:
    """Whether one of the kept `words` (all, if None) is a pronoun without an antecedent among them."""
    kept = sorted({t.index for t in parsed.tokens} if words is None else set(words))
    inside = set(kept)
    return any(_outside(parsed, parsed[i], inside) for i in kept)


def _outside(parsed: Parsed, token: Token, inside: set[int]) -> bool:
    form = token.form.lower().replace("’", "'")
    if form not in _PLURAL and form not in _SINGULAR:
        return False
    possessive = form in _POSSESSIVES and token.kind in ("det", "nmod")
    if not possessive and not _personal(token, form):
        return False
    own = _told_of(parsed, token) if possessive else _own_subject(parsed, token)
    number = "" if possessive and form in ("son", "sa", "ses", "its") else form
    return not any(
        _agrees(parsed, parsed[i], number, form)
        for i in sorted(inside)
        if i < token.index and i not in own
    )


def _personal(token: Token, form: str) -> bool:
    """Whether a word is a personal pronoun for somebody or something, not an expletive or article."""
    if (token.upos != "PRON" and form not in _SURELY) or token.feats.get("Reflex") == "Yes":
        return False
    if (
        token.kind in ("expl", "det")
        or token.rel == "expl:subj"
        or token.feats.get("PronType") == "Rel"
    ):
        return False
    if form == "en":
        return True
    if form in ("y", "it", "il") and token.kind not in (*_OBJECTS, "nsubj"):
        return False
    return token.kind in (*_SUBJECTS, *_OBJECTS, "nmod", "conj")


def _own_subject(parsed: Parsed, token: Token) -> set[int]:
    """The words that an object pronoun cannot mean: the subject of its own verb."""
    if token.kind in _SUBJECTS or not token.head:
        return set()
    subject, verb = parsed.child(token.head, "nsubj", "csubj"), parsed[token.head]
    found = set(parsed.subtree(subject.index)) if subject is not None else set()
    if verb.kind in ("ccomp", "advcl", "xcomp") and verb.head:
        if subject is None or subject.upos == "PRON":  # "they said that they would not ratify it"
            outer = parsed.child(verb.head, "nsubj", "csubj")
            found |= set(parsed.subtree(outer.index)) if outer is not None else set()
    return found


def _told_of(parsed: Parsed, token: Token) -> set[int]:
    """The words that a possessive in a predicate cannot mean: "Juliette becomes his mistress"."""
    noun = parsed[token.head] if token.head else None
    if noun is None or not (noun.kind == "xcomp" or parsed.child(noun.index, "cop") is not None):
        return set()
    of = noun.index if noun.kind != "xcomp" else noun.head
    subject = parsed.child(of, "nsubj") if of else None
    return set(parsed.subtree(subject.index)) if subject is not None else set()


def _agrees(parsed: Parsed, noun: Token, number: str, form: str) -> bool:
    if noun.upos not in _NOUNS or noun.feats.get("NumType") == "Ord":
        return False
    if form in _HUMAN and not _may_be_person(parsed, noun):
        return False
    if noun.upos == "NUM" and noun.form.isdigit() and len(noun.form) == 4:
        return False  # a year
    joined = parsed.child(noun.index, "conj") is not None or noun.kind == "conj"
    said = noun.feats.get("Number")
    if number in _PLURAL and not joined and said == "Sing" and noun.upos == "NOUN":
        return False
    if (
        number in _SINGULAR
        and said == "Plur"
        and noun.upos == "NOUN"
        and form not in ("y", "en", "lui")
    ):
        return False
    if form in ("they", "them") and noun.upos == "PROPN" and said == "Sing" and not joined:
        full = noun.kind == "flat" or parsed.child(noun.index, "flat") is not None
        if full and parsed.child(noun.index, "det") is None:
            return False  # "Amadeo Giannini": somebody's full name
    gender, told = noun.feats.get("Gender"), _GENDERED.get(form)
    return not (told and gender and noun.upos == "NOUN" and told != gender)


def _may_be_person(parsed: Parsed, noun: Token) -> bool:
    """Whether an English noun is a name without article or names a person by office or kin."""
    english = language("en")
    if noun.lemma.lower() in english.kin or noun.form.lower() in english.roles:
        return True
    return noun.upos == "PROPN" and parsed.child(noun.index, "det") is None
