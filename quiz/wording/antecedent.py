"""What a pronoun subject means: the subject of the sentence before, where that is sure.

Subjects that follow each other in a paragraph mostly mean the same (the preference for the
subject in centring theory: Grosz, Joshi and Weinstein, 1995). It is taken only where number and
gender agree and nothing else in the sentence before could be meant.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence

from quiz.core.parse import Parsed, Token
from quiz.dates.find import find
from quiz.wording.clause import Clause, clause_of
from quiz.wording.text import balanced, clean
from quiz.wording.wording import may_be_lowered

Parse = Callable[[str], Parsed | None]
_LIMIT = 70  # characters of a name that is worth repeating
_BACK = 3  # sentences in which the same pronoun may lead back to its name

# Pronoun: (number, gender or "", human only)
_PRONOUNS: dict[str, dict[str, tuple[str, str, bool]]] = {
    "en": {
        "he": ("Sing", "", True),
        "she": ("Sing", "", True),
        "it": ("Sing", "", False),
        "they": ("Plur", "", False),
    },
    "fr": {
        "il": ("Sing", "Masc", False),
        "elle": ("Sing", "Fem", False),
        "ils": ("Plur", "Masc", False),
        "elles": ("Plur", "Fem", False),
    },
}
_OWN = re.compile(
    r"(?i)(?:his|her|its|their|this|that|these|those|another|other|some|many|several|most|both|an?|"
    r"son|sa|ses|leurs?|ce|cet|cette|ces|une?|des|plusieurs|certaine?s|quelques|autres?|beaucoup|d['’])(?!\w)"
)
_PARTS = ("flat", "compound", "amod", "nmod", "det", "case", "nummod", "conj", "cc", "punct")


def antecedent(pronoun: str, lang: str, before: Sequence[str], parse: Parse) -> str | None:
    """The name that a subject pronoun stands for, as it stands inside a sentence.

    `before` are the sentences before it in its paragraph, nearest last. None where it is not
    sure, or where there is no parser for the language.
    """
    wanted = _PRONOUNS.get(lang, {}).get(pronoun.lower())
    if wanted is None:
        return None
    for sentence in list(reversed(before))[:_BACK]:
        parsed = parse(_undated(sentence, lang))
        clause = clause_of(parsed, None) if parsed else None
        if parsed is None or clause is None or clause.form != "main" or clause.shared:
            return None
        if parsed.root is None or parsed.root.index != clause.verb:
            return None
        head = parsed[clause.head]
        if head.upos == "PRON":
            if head.form.lower() != pronoun.lower() or _rivals(clause, wanted, lang):
                return None
            continue  # the same pronoun: on to what it meant
        return _name(clause, wanted, lang)
    return None


def _undated(sentence: str, lang: str) -> str:
    """A sentence without the label and the date that it opens with."""
    said = re.sub(r"^\s*(?:[•*–-]\s+)?(?:\*\*[^*]{1,60}\*\*\s*)?", "", sentence)
    first = next(iter(find(said, lang, 0, min(len(said), 80))), None)
    if first is not None and first.start == 0:
        said = said[first.end :].lstrip(" ,")
    return said


def _name(clause: Clause, wanted: tuple[str, str, bool], lang: str) -> str | None:
    parsed, head = clause.parsed, clause.parsed[clause.head]
    number, gender, human = wanted
    if head.upos not in ("NOUN", "PROPN") or _number(clause) != number:
        return None
    text = clean(parsed.surface(clause.subject))
    if head.upos == "PROPN":
        text = text.partition(",")[0]  # without the apposition
    if _OWN.match(text) or len(text) > _LIMIT or not balanced(text) or re.search(r"[,;:\d]", text):
        return None
    if any(parsed[i].finite for i in clause.subject):
        return None
    determined = parsed.child(head.index, "det") is not None
    person = head.upos == "PROPN" and not determined
    if number == "Sing":
        if human and not person:
            return None
        if lang == "en" and not human and not (determined or text.isupper()):
            return None  # "it" is no person, and only "the …" or a short form is surely none
        if lang == "fr" and not person and head.feats.get("Gender") != gender:
            return None
        if lang == "fr" and person and head.feats.get("Gender", gender) != gender:
            return None
    elif not determined and head.upos == "NOUN":
        return None  # "soldiers": which?
    elif gender == "Fem" and head.feats.get("Gender") != "Fem":
        return None
    if _rivals(clause, wanted, lang):
        return None
    lowered = may_be_lowered(parsed, clause.subject[0])
    return text[:1].lower() + text[1:] if lowered else text


def _number(clause: Clause) -> str | None:
    parsed, head = clause.parsed, clause.parsed[clause.head]
    inside = set(clause.subject)
    joined = any(t.kind == "conj" and t.index in inside for t in parsed.children(head.index))
    if joined:
        return "Plur"
    return head.feats.get("Number") or parsed[clause.finite].feats.get("Number")


def _rivals(clause: Clause, wanted: tuple[str, str, bool], lang: str) -> bool:
    """Whether an object or agent of the clause could be meant as well."""
    number, gender, human = wanted
    parsed = clause.parsed
    return any(
        _rival(parsed, token, number, gender, human=human, lang=lang)
        for token in parsed.tokens
        if token.index not in clause.subject
    )


def _rival(
    parsed: Parsed, token: Token, number: str, gender: str, *, human: bool, lang: str
) -> bool:
    if token.upos not in ("NOUN", "PROPN") or token.index <= 1:
        return False
    if token.kind not in ("obj", "iobj", "nsubj", "ccomp", "xcomp") and token.rel not in (
        "obl:agent",
        "obl:arg",
    ):
        return False
    if token.feats.get("Number", number) != number:
        return False
    if human:
        return token.upos == "PROPN" and parsed.child(token.index, "det") is None
    if lang == "fr" and token.upos == "NOUN" and token.feats.get("Gender", gender) != gender:
        return False
    # The subject is preferred to a plain object for a plural, not for "it".
    return number == "Sing" or token.kind == "nsubj"
