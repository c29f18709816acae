"""Lists: what is cut in the middle of one says something else.

"A coalition formed of the empire" is none.
"""

from __future__ import annotations

from collections.abc import Sequence

from quiz.core.parse import Parsed, Token


def list_cut(parsed: Parsed, words: Sequence[int]) -> bool:
    """Whether a phrase ends inside a list of names: "by Khosla, Bechtolsheim", and more follow."""
    if not words or words[-1] + 2 > len(parsed.tokens):
        return False
    after, further = parsed[words[-1] + 1], parsed[words[-1] + 2]
    if after.form != ",":
        return False
    if _listed_further(parsed, words, further):
        return True
    if further.upos != "PROPN":
        return False
    return any(
        parsed[i].form == "," and parsed[i - 1].upos == parsed[i + 1].upos == "PROPN"
        for i in words[1:-1]
    )


def _listed_further(parsed: Parsed, words: Sequence[int], further: Token) -> bool:
    """Whether a list goes on after a phrase: "formed of the one(, of the other and of a third)"."""
    openers = [parsed[i] for i in reversed(words[-7:]) if parsed[i].upos in ("ADP", "DET")][:2]
    alike = (
        t.upos == further.upos and (t.upos == "DET" or t.form.lower() == further.form.lower())
        for t in openers
    )
    if not any(alike):
        return False
    for token in parsed.tokens[further.index : further.index + 25]:
        if token.form in (";", ":", "(", ")", ".") or token.finite:
            return False
        if token.form.lower() in ("et", "and", "ou", "or"):
            return True
    return False


def of_list(parsed: Parsed, token: Token) -> bool:
    """Whether a conjunct is one of a list of three or more: without its end the list is another."""
    return len([t for t in parsed.children(token.head) if t.kind == "conj"]) > 1
