"""Which clause a date stands in, by what lies between: a parser often hangs it on the first verb.

A date that does not lead its sentence belongs to the nearest clause before it (the preference for
late closure: Frazier and Fodor, 1978). Where another finite clause stands between a verb and the
date, it is not sure that the date is that verb's.
"""

from __future__ import annotations

import re

from quiz.core.parse import Parsed, Token
from quiz.dates.find import find
from quiz.wording.clause import Clause

_BETWEEN = ("conj", "advcl", "parataxis", "ccomp")


def far(clause: Clause, cut: tuple[int, int]) -> bool:
    """Whether another clause stands between a clause's verb and the date after it."""
    parsed = clause.parsed
    last = max(clause.verb, clause.finite)
    if parsed[last].start > cut[0]:
        return False
    for token in parsed.tokens:
        if token.index <= last or token.start >= cut[0]:
            continue
        if token.finite and _predicate(parsed, token).index not in (clause.verb, clause.finite):
            if not _closed(parsed, token, cut):
                return True
    return False


def _predicate(parsed: Parsed, token: Token) -> Token:
    helper = token.kind in ("aux", "cop") and token.head
    return parsed[token.head] if helper else token


def _closed(parsed: Parsed, token: Token, cut: tuple[int, int]) -> bool:
    """Whether a comma right before the date closes a relative clause: "…, which fell, in 1912"."""
    predicate = _predicate(parsed, token)
    if predicate.kind != "acl":
        return predicate.kind not in _BETWEEN
    return parsed.text[: cut[0]].rstrip().endswith(",")


def beyond(parsed: Parsed | None, cut: tuple[int, int], stem: str, lang: str) -> bool:
    """Whether a stem says what stands after another date that follows its verb."""
    if parsed is None or parsed.root is None:
        return False
    text = parsed.text
    for mention in find(text, lang):
        if mention.start < cut[1] or mention.start < parsed.root.end:
            continue
        before = set(re.findall(r"[^\W\d_]{4,}", text[: mention.start].lower()))
        after = set(re.findall(r"[^\W\d_]{4,}", text[mention.end :].lower())) - before
        return bool(after & set(re.findall(r"[^\W\d_]{4,}", stem.lower())))
    return False


def loses_rest(clause: Clause, cut: tuple[int, int], stem: str) -> bool:
    """Whether a stem lost the object that stands after the date: "forms, since 2021, a harbour"."""
    parsed = clause.parsed
    after = [t for t in parsed.tokens if t.start >= cut[1] and t.upos != "PUNCT"]
    if not after or after[0].upos != "DET" or parsed[clause.verb].start > cut[0]:
        return False
    noun = parsed[after[0].head] if after[0].head else None
    if noun is None or noun.upos not in ("NOUN", "PROPN") or noun.index < after[0].index:
        return False
    if noun.kind in ("nsubj", "obl") or noun.form in stem:
        return False
    return not any(t.kind == "obj" and t.form in stem for t in parsed.children(clause.verb))
