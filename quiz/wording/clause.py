"""The clause that a date belongs to: its verb, its subject, what follows and what leads.

Works on Universal Dependencies, so it serves every language that has a parser.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

from quiz.core.parse import Parsed, Token

_CLAUSAL = {"root", "conj", "parataxis", "ccomp", "advcl", "acl", "csubj", "xcomp"}
_VERBAL = {"aux", "cop", "expl", "compound:prt", "iobj"}
_MARKS = (",", ";", "–", "—", ":")
_CLOSING = {"»": "«", "”": "“", ")": "(", "]": "["}
_ASIDES = {"acl", "advcl", "parataxis", "appos", "conj", "discourse", "dep"}


@dataclass(frozen=True, slots=True)
class Clause:
    """A clause by the indexes of its words; each tuple is in the order of the text.

    `verb` is the predicate, `finite` its first finite word (an auxiliary or the verb).
    `form` is `main`, `participle` ("… launched in 1997", the noun it belongs to being the
    subject) or `relative`. `before` and `after` are the dependents on either side of the
    finite word, one tuple a dependent, without the date, the subject and the asides. `nested` is the phrase
    that the date stands inside, where it does not hang on the verb itself. `broken` tells that
    an aside took with it what a verb needs. `dated` are the words of the date expression.
    """

    parsed: Parsed
    verb: int
    finite: int
    subject: tuple[int, ...]
    head: int
    form: str
    before: tuple[tuple[int, ...], ...]
    after: tuple[tuple[int, ...], ...]
    clitics: tuple[int, ...]
    shared: bool
    date_direct: bool
    nested: tuple[int, ...] = ()
    broken: bool = False
    dated: frozenset[int] = frozenset()


def date_tokens(parsed: Parsed, cut: tuple[int, int] | None) -> frozenset[int]:
    """The words of the date expression at `cut`, offsets into the sentence."""
    if cut is None:
        return frozenset()
    a, b = cut
    return frozenset(t.index for t in parsed.tokens if t.start < b and a < t.end)


def governor(parsed: Parsed, cut: tuple[int, int] | None) -> tuple[Token | None, bool]:
    """The word whose clause the date belongs to, and whether it hangs on it directly.

    The date of a label belongs to the root. A date inside a noun phrase climbs to the verb.
    """
    if cut is None:
        return parsed.root, True
    dated = date_tokens(parsed, cut)
    tops = [parsed[i] for i in dated if parsed[i].head not in dated]
    tops = [t for t in tops if t.upos not in ("PUNCT", "ADP", "DET")] or tops
    if not tops:
        return None, False
    token = parsed[tops[0].head] if tops[0].head else None
    direct = tops[0].kind in ("obl", "advmod", "nmod", "dep", "appos", "nummod", "advcl")
    steps = 0
    while token is not None and not _is_predicate(parsed, token):
        direct = False
        steps += 1
        if token.kind in ("nsubj", "obj", "csubj") or steps > 4:
            return None, False  # "the 2014 summit decided": the date is not the verb's
        token = parsed[token.head] if token.head else None
    return token, direct


def _is_predicate(parsed: Parsed, token: Token) -> bool:
    if token.upos in ("VERB", "AUX"):
        return token.kind in _CLAUSAL
    return parsed.child(token.index, "cop") is not None and token.kind in _CLAUSAL


def clause_of(parsed: Parsed, cut: tuple[int, int] | None) -> Clause | None:
    """The clause that holds the date, None where none can be told apart."""
    verb, direct = governor(parsed, cut)
    if verb is None:
        return None
    # "decided to open and to close": the decision is dated.
    while verb.head and (
        verb.kind == "xcomp" or (verb.kind == "conj" and verb.feats.get("VerbForm") == "Inf")
    ):
        verb = parsed[verb.head]
        direct = False
        if verb.upos not in ("VERB", "AUX") and parsed.child(verb.index, "cop") is None:
            return None
    dated = date_tokens(parsed, cut)
    finite = finite_of(parsed, verb)
    if finite is None:
        return _participle(parsed, verb, dated, direct=direct)
    subject = parsed.child(verb.index, "nsubj", "csubj")
    shared = False
    if subject is None and verb.kind == "conj":
        first = verb
        while first.kind == "conj" and first.head:
            first = parsed[first.head]
        subject, shared = parsed.child(first.index, "nsubj"), True
    form = "main"
    if verb.rel == "acl:relcl":
        form = "relative"
        if subject is None or subject.feats.get("PronType") != "Rel" or not verb.head:
            return None
        return _assemble(
            parsed,
            verb,
            finite,
            _noun_phrase(parsed, verb.head, without=(verb.index,)),
            verb.head,
            form,
            dated,
            skip=(subject.index,),
            direct=direct,
        )
    if subject is None or sum(t.kind == "nsubj" for t in parsed.children(verb.index)) > 1:
        return None
    words = tuple(
        _unnamed(parsed, subject, _trimmed(parsed, parsed.subtree(subject.index, without=dated)))
    )
    return _assemble(
        parsed, verb, finite, words, subject.index, form, dated, shared=shared, direct=direct
    )


_ORDINALS = frozenset(
    "premier première second seconde deuxième troisième quatrième dernier dernière autre un une deux trois "
    "first second third fourth last latter former other one two three former".split()
)


_FIRST_OF = re.compile(
    r"(?i)(?:the|les?|la)\s(?:first|second|third|last|others?|two|three|premiers?|premières?|seconde?|derniers?|dernières?|autres?|deux|trois)"
    r"(?=,|\s(?:of|in|between|from|entre)\b)"
)


def unnamed_one(clause: Clause) -> bool:
    """Whether the subject is "the first" or "the other", of what was told before."""
    head = clause.parsed[clause.head]
    said = clause.parsed.text[clause.parsed[clause.subject[0]].start :]
    return (
        head.form.lower() in _ORDINALS
        or (head.upos == "NUM" and head.form.isalpha())
        or _FIRST_OF.match(said) is not None
    )


def misses_object(clause: Clause) -> bool:
    """Whether a French participle agrees with an object that is not in the clause.

    "(la cathédrale que) les obus avaient ravagée".
    """
    parsed, finite, verb = clause.parsed, clause.parsed[clause.finite], clause.parsed[clause.verb]
    if finite.lemma != "avoir" or finite.index == verb.index:
        return False
    if any(t.form == "été" for t in parsed.children(verb.index)):
        return False  # a passive agrees with its subject
    agreed = verb.form.lower().endswith(("ée", "ées", "és", "ies", "ues", "ises", "ites"))
    return agreed and parsed.child(verb.index, "obj") is None


def _unnamed(parsed: Parsed, head: Token, words: list[int]) -> list[int]:
    """A name without what says who it was then: "Joy then a student at …", "Sun founded in 1982"."""
    if head.upos != "PROPN":
        return words
    for index in words[1:]:
        if parsed[index].form.lower() in _THEN and parsed[index - 1].upos == "PROPN":
            return [i for i in words if i < index]
    for token in parsed.children(head.index):
        first = min(parsed.subtree(token.index))
        if first <= head.index or parsed[first - 1].form in _MARKS:
            continue
        if token.kind == "acl" and parsed.child(head.index, "det") is None:
            return [i for i in words if i < first]
    return words


_THEN = frozenset("alors then entonces damals".split())


def finite_of(parsed: Parsed, verb: Token) -> Token | None:
    """The first finite word of a predicate: an auxiliary, the copula, or the verb itself."""
    helpers = [
        t
        for t in parsed.children(verb.index)
        if t.kind in ("aux", "cop")
        and (t.finite or t.feats.get("VerbForm") is None)
        and (t.index < verb.index or verb.upos not in ("VERB", "AUX"))
    ]
    if helpers:
        return min(helpers, key=lambda t: t.index)
    if verb.finite:
        return verb
    # English "opened" is past tense or participle; with an active subject it is the former.
    active = any(t.rel == "nsubj" for t in parsed.children(verb.index))
    past = verb.upos == "VERB" and verb.form.endswith("ed") and verb.kind != "acl"
    return verb if active and past else None


def _participle(
    parsed: Parsed, verb: Token, dated: frozenset[int], *, direct: bool
) -> Clause | None:
    """The form "Sun, founded in 1982 by …": the noun that the participle belongs to is its subject."""
    if verb.rel != "acl" or verb.feats.get("VerbForm") != "Part" or not verb.head:
        return None
    if verb.feats.get("Tense") == "Pres" or verb.head > verb.index:
        return None
    words = _noun_phrase(parsed, verb.head, without=(verb.index,))
    return _assemble(parsed, verb, verb, words, verb.head, "participle", dated, direct=direct)


def _noun_phrase(parsed: Parsed, head: int, without: tuple[int, ...]) -> tuple[int, ...]:
    """A noun with its determiner and complements, without preposition and clauses."""
    barred = set(without)
    for token in parsed.children(head):
        if token.kind in (
            "case",
            "acl",
            "cc",
            "conj",
            "punct",
            "parataxis",
            "mark",
            "cop",
            "nsubj",
            "advmod",
            "aux",
            "obl",
            "advcl",
        ):
            barred.add(token.index)
        if token.kind == "appos" and token.index > head:
            barred.add(token.index)
    if any(parsed[i].finite for i in parsed.subtree(head, without=barred)):
        return ()
    return tuple(parsed.subtree(head, without=barred))


def _assemble(
    parsed: Parsed,
    verb: Token,
    finite: Token,
    subject: tuple[int, ...],
    head: int,
    form: str,
    dated: frozenset[int],
    *,
    skip: tuple[int, ...] = (),
    shared: bool = False,
    direct: bool,
) -> Clause | None:
    if not subject:
        return None
    taken = set(subject) | dated | set(skip)
    before: list[tuple[int, ...]] = []
    after: list[tuple[int, ...]] = []
    clitics: list[int] = []
    nested: tuple[int, ...] = ()
    second = len(parsed.tokens) + 1  # where a second predicate begins
    broken = False
    for token in parsed.children(verb.index):
        if token.index in taken or token.kind in ("punct", "cc", "nsubj", "csubj"):
            continue
        if token.kind == "expl" or (token.upos == "PRON" and token.index == finite.index - 1):
            if token.index < finite.index:
                clitics.append(token.index)
                continue
        if token.kind in ("aux", "cop") or token.rel == "compound:prt":
            if token.index != finite.index:
                after.append((token.index,))
            continue
        if token.kind == "conj" and token.index > finite.index and finite_of(parsed, token):
            second = min(second, token.index)
        if (
            token.kind == "conj"
            and token.index > finite.index
            and after
            and _noun_list(parsed, token)
        ):
            # "A and B" where the parser hung B on the verb: it goes on the phrase before it.
            if min(parsed.subtree(token.index)) != after[-1][-1] + 1:
                continue
            joined = tuple(_trimmed(parsed, parsed.subtree(token.index, without=dated), lead=True))
            after[-1] = tuple(sorted({*after[-1], *joined}))
            continue
        if token.kind in ("conj", "parataxis", "discourse", "mark", "vocative", "dep"):
            continue
        if token.form.lower() in ("ne", "n'") and token.index < finite.index:
            clitics.append(token.index)
            continue
        whole = parsed.subtree(token.index)
        words = tuple(_closed(parsed, _trimmed(parsed, parsed.subtree(token.index, without=dated))))
        if token.kind in ("det", "case") and finite.index < token.index < verb.index:
            words = (token.index,)  # "was the third of five": the predicate's own article
        lost = set(whole) - set(words) - dated
        broken = broken or any(
            parsed[i].kind in ("obj", "xcomp", "ccomp") and parsed[i].head in words for i in lost
        )
        if any(parsed[i].upos == "VERB" and parsed[i].kind == "conj" for i in lost):
            second = min(second, *lost)
        if not words or token.index > second:
            continue
        if not dated.isdisjoint(whole) and token.index not in dated and not _place(parsed, dated):
            nested = words
        if token.index < finite.index and (
            token.feats.get("PronType") == "Rel" or token.kind in ("obj", "iobj")
        ):
            broken = True  # "which the firm had left": its object stands outside
        (before if token.index < finite.index else after).append(words)
    if finite.index != verb.index and form != "participle":
        after.append((verb.index,))
    after.sort(key=lambda words: words[0])
    return Clause(
        parsed,
        verb.index,
        finite.index,
        subject,
        head,
        form,
        tuple(before),
        tuple(after),
        tuple(sorted(clitics)),
        shared,
        direct,
        nested,
        broken,
        dated,
    )


def _place(parsed: Parsed, dated: frozenset[int]) -> bool:
    """Whether the parser hung the date on a name: "trained in Jordan from April to December"."""
    tops = [parsed[i] for i in dated if parsed[i].head not in dated and parsed[i].head]
    heads = [parsed[t.head] for t in tops if t.upos not in ("ADP", "DET", "PUNCT")]
    names = [h for h in heads if h.form[:1].isupper() and h.kind == "obl"]
    return bool(names) and all(h in names or h.upos == "VERB" for h in heads)


def _closed(parsed: Parsed, words: list[int]) -> list[int]:
    """A phrase with the quotation mark or bracket that closes what it opens."""
    after = words[-1] + 1 if words else 0
    if 0 < after <= len(parsed.tokens) and (mark := _CLOSING.get(parsed[after].form)):
        forms = [parsed[i].form for i in words]
        if forms.count(mark) > forms.count(parsed[after].form):
            return [*words, after]
    return words


def _noun_list(parsed: Parsed, token: Token) -> bool:
    """Whether a conjunct is a noun, not a second predicate, and no comma parts it."""
    if token.upos not in ("NOUN", "PROPN", "NUM", "ADJ") or finite_of(parsed, token) is not None:
        return False
    first = min(parsed.subtree(token.index))
    return parsed[first].upos == "CCONJ" and first > 1 and parsed[first - 1].form not in _MARKS


def _trimmed(parsed: Parsed, words: list[int], *, lead: bool = False) -> list[int]:
    """A phrase without what an aside adds after a comma, nor the comma that a date left."""
    barred: set[int] = set()
    inside = set(words)
    for index in words:
        token = parsed[index]
        if token.kind not in _ASIDES or token.head not in inside:
            continue
        first = min(parsed.subtree(index))
        if first <= token.head or first < 2:
            continue
        comma = parsed[first - 1].form in _MARKS or parsed[first].form in _MARKS
        verbal = token.kind in ("acl", "advcl", "parataxis") or finite_of(parsed, token) is not None
        stray = (  # a second predicate that the parser hung on a noun
            token.kind == "conj"
            and (token.finite or token.upos == "VERB")
            and parsed[token.head].upos in ("NOUN", "PROPN", "PRON", "ADJ")
            and not token.form[:1].isupper()
        )
        dashed = token.kind == "appos" and {parsed[first - 1].form, parsed[first].form} & {"–", "—"}
        if (comma and verbal) or stray or dashed:
            barred.update(i for i in words if i >= first)
    kept = [i for i in words if i not in barred]
    while kept and parsed[kept[-1]].upos == "PUNCT" and parsed[kept[-1]].form in ",;:–—-":
        kept.pop()
    while (
        kept and not lead and (parsed[kept[0]].form in ",;:–—-" or parsed[kept[0]].upos == "CCONJ")
    ):
        kept.pop(0)
    if kept and all(parsed[i].upos in ("ADP", "PUNCT", "DET") for i in kept):
        return []  # only the preposition that the date left behind
    return kept
