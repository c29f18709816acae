"""Number: whether an English subject and its verb agree, and which form of "be" a subject takes.

A subject that does not agree with its verb was cut at the wrong place, or is not the subject.
"""

from __future__ import annotations

from quiz.core.parse import Token
from quiz.wording.clause import Clause

SINGULAR, PLURAL = "Sing", "Plur"
_OF_ONE = frozenset("was is has does".split())
_OF_MANY = frozenset("were are have do".split())
# Singular in form, told of in either number; or quantities that count something else.
_EITHER = frozenset(
    "army audience band board cabinet club committee company council couple court crew crowd "
    "enemy faculty family firm fleet government group jury majority minority ministry number "
    "orchestra pair parliament party people percent police public remainder rest series squad "
    "staff team total trio troop union variety half third quarter most all lot dozen hundred "
    "thousand million billion data media headquarters means species".split()
)


_SAME = frozenset(
    "put set cut hit read let cost split spread quit shut cast bid burst hurt rid bet beat run come become".split()
)


def said_number(finite: Token) -> str | None:
    """The number that a finite verb shows; None where its form tells nothing ("went")."""
    form = finite.form.lower()
    if form in _OF_ONE:
        return SINGULAR
    if form in _OF_MANY:
        return PLURAL
    if finite.feats.get("Tense") != "Pres" or finite.feats.get("VerbForm") != "Fin":
        return None
    if finite.feats.get("Person") not in (None, "3"):
        return None
    if form.endswith("s") and not form.endswith("ss"):
        return SINGULAR
    return None if form in _SAME or form.endswith("ed") else PLURAL  # "Air attack on the ship"


def number_of(clause: Clause) -> str | None:
    """The subject's number, None where it may be either."""
    parsed, head, inside = clause.parsed, clause.parsed[clause.head], set(clause.subject)
    if any(t.kind == "conj" and t.index in inside for t in parsed.children(head.index)):
        return PLURAL
    if any(parsed[i].form == "&" for i in clause.subject):
        return SINGULAR
    det = parsed.child(head.index, "det")
    if head.form[:1].isupper() and det is not None and det.index in inside:
        noun = parsed[det.index + 1]
        if noun.upos == "NOUN" and noun.index != head.index and noun.kind in ("compound", "flat"):
            head = noun  # "the exhibition Treasures of …"
    owned = det is not None or parsed.child(head.index, "nmod:poss") is not None
    if head.upos == "PROPN" and owned and head.form.endswith("s"):
        return None  # "the Beatles", "the Times"
    if head.upos == "PROPN":
        return SINGULAR
    if head.upos != "NOUN" or head.lemma.lower() in _EITHER or head.form.lower() in _EITHER:
        return None
    return head.feats.get("Number")


def disagrees(clause: Clause) -> bool:
    """Whether subject and finite verb differ in number; a list may be part of a name."""
    said, number = said_number(clause.parsed[clause.finite]), number_of(clause)
    if any(clause.parsed[i].upos == "CCONJ" for i in clause.subject):
        head = clause.parsed[clause.head]
        number = PLURAL if head.upos == "NOUN" and head.feats.get("Number") == "Plur" else None
    return None not in (said, number) and said != number


def be(clause: Clause) -> str | None:
    """The form of "be": as the verb shows, or else the subject; None where neither tells."""
    finite = clause.parsed[clause.finite]
    number = said_number(finite) if clause.form != "participle" else None
    number = number or number_of(clause)
    return None if number is None else "was" if number == SINGULAR else "were"
