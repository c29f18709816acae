"""What a verb needs, and what stands beside it set off by commas."""

from __future__ import annotations

from quiz.core.parse import Parsed, Token
from quiz.wording.clause import Clause


def complement(parsed: Parsed, token: Token) -> bool:
    """Whether a dependent is something that its verb needs, also where the parser is unsure."""
    if token.kind in _NEEDED and token.upos != "PROPN":
        return True
    active = not any(t.kind == "obj" or t.rel == "aux:pass" for t in parsed.children(token.head))
    if active and bare_noun(parsed, token) and parsed.child(token.index, "det") is not None:
        return True  # "have attended, in Jordan, a course": whatever the parser calls it
    mark = parsed.child(token.index, "mark")
    infinitive = token.feats.get("VerbForm") == "Inf"
    return token.kind == "obj" or (
        infinitive
        and mark is not None
        and mark.form.lower() in ("de", "d'", "à", "to")
        and mark.index in (token.index - 1, token.index - 2)
        and not any(
            c.form.lower() in ("afin", "order", "fin") for c in parsed.children(token.index)
        )
    )


def top_of(clause: Clause, words: tuple[int, ...]) -> Token:
    """The word by which a phrase hangs on the verb."""
    inside = set(words)
    parsed = clause.parsed
    return next((parsed[i] for i in words if parsed[i].head not in inside), parsed[words[0]])


def after_comma(clause: Clause, words: tuple[int, ...]) -> bool:
    """Whether a phrase is set off by a comma or dash before it; a date's own commas do not."""
    parsed, first = clause.parsed, words[0]
    if first < 2 or parsed[first - 1].form not in ",;–—-:(":
        return False
    if parsed[first - 1].form == "," and first - 2 in clause.dated:
        opened = min(clause.dated) - 1  # "gives birth, on 12 May, to a son"
        return opened < 1 or parsed[opened].form != ","
    return True


_NEEDED = ("obj", "iobj", "xcomp", "ccomp")


_INSERTION_LIMIT = 45  # characters of what stands between commas before the object


def insertion(clause: Clause) -> range:
    """The words of a long insertion: "agree, on the very day of …, to help"."""
    parsed = clause.parsed
    first = max(clause.verb, clause.finite) + 1
    if first >= len(parsed.tokens) or parsed[first].form != ",":
        return range(0)
    for phrase in clause.after:
        top = top_of(clause, phrase)
        if phrase[0] > first + 1 and complement(parsed, top) and parsed[phrase[0] - 1].form == ",":
            size = parsed[phrase[0] - 1].start - parsed[first].end
            return range(first + 1, phrase[0]) if size > _INSERTION_LIMIT else range(0)
    return range(0)


def bare_noun(parsed: Parsed, token: Token) -> bool:
    """A noun with nothing that leads it in, whatever the parser calls it, is an object."""
    return (
        token.kind == "obl"
        and token.upos in ("NOUN", "PROPN")
        and parsed.child(token.index, "case", "mark") is None
    )
