"""A later predicate with the subject that it shares: "was founded in 1909 and completed in 1914"."""

from __future__ import annotations

from quiz.core.parse import Parsed, Token

_GAP = 3  # words that may stand between "and" and its verb


def later_predicate(parsed: Parsed, cut: tuple[int, int]) -> tuple[str, tuple[int, int]] | None:
    """The later predicate that holds the date at `cut` as a sentence, and the date's place in it.

    "The station was founded in 1909 and completed in 1914." gives "The station was completed in
    1914.". None where the date is not that of a predicate after "and" that lacks its own subject.
    """
    root = parsed.root
    subject = parsed.child(root.index, "nsubj") if root is not None else None
    if root is None or subject is None or root.upos not in ("VERB", "AUX"):
        return None
    verb = _verb(parsed, root, cut)
    if verb is None:
        return None
    helpers = [t for t in parsed.children(root.index) if t.kind == "aux" and t.index < root.index]
    own = [t for t in parsed.children(verb.index) if t.kind == "aux" and t.index < verb.index]
    if verb.feats.get("VerbForm") == "Inf":
        return None
    words = parsed.subtree(subject.index)
    first = min([helpers[0].index if helpers else root.index])
    if words[-1] >= first or any(parsed[i].upos == "VERB" and parsed[i].finite for i in words):
        return None
    head = parsed.text[parsed[words[0]].start : parsed[words[-1]].end].rstrip(" ,")
    finite = verb.finite or bool(own) or not helpers
    if not finite:
        head += " " + " ".join(t.form for t in helpers)
    elif not (verb.finite or own):
        return None
    start = min([verb.start, *(t.start for t in own)])
    text = f"{head} {parsed.text[start:]}"
    moved = len(head) + 1 - start
    return text, (cut[0] + moved, cut[1] + moved)


def _verb(parsed: Parsed, root: Token, cut: tuple[int, int]) -> Token | None:
    """The verb after "and" that the date follows, with nothing but its own words between."""
    for token in reversed(parsed.tokens):
        if token.start >= cut[0]:
            continue
        if token.upos == "VERB" and token.kind in ("conj", "ccomp", "advcl", "acl", "xcomp"):
            if token.kind != "conj" or token.head != root.index:
                return None
            if parsed.child(token.index, "nsubj", "csubj", "expl") is not None:
                return None
            before = [t for t in parsed.tokens if token.index - _GAP <= t.index < token.index]
            return token if any(t.upos == "CCONJ" for t in before) else None
        if token.index == root.index:
            return None
    return None
