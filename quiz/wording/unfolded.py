"""Dated clauses inside a sentence, unfolded to sentences of their own.

"…, and in 1963 the company moved", "Salk, who had moved to Pittsburgh in 1947, believed …" and
"… the foundation, established in 1938 and …" each tell an event with its date; what stands around
them misleads a parser and a reader.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator

from quiz.core.parse import Parsed, Token
from quiz.lang import language
from quiz.wording.clause import clause_of
from quiz.wording.restated import been
from quiz.wording.text import balanced, capital

Parse = Callable[[str], Parsed | None]
Told = tuple[str, tuple[int, int]]  # a sentence and where its date stands

_LIMIT = 90  # characters of a name that is said again
_AND = re.compile(
    r"(?:[,;]\s+(?:and|but|while|whereas|et|mais|puis|tandis\sque|alors\sque)|;|\s(?:and|et))\s+\Z"
)


def unfolded(text: str, cut: tuple[int, int], lang: str, parse: Parse) -> Iterator[Told]:
    """Sentences that hold the date at `cut` and nothing of the clauses around it."""
    if lang not in ("en", "fr"):
        return
    yield from _own_clause(text, cut, parse)
    parsed = parse(text)
    if parsed is not None:
        yield from _relative(parsed, cut)
        yield from _participle(parsed, cut, lang)


def leads_clause(text: str, cut: tuple[int, int]) -> bool:
    """Whether a date stands right after what joins two clauses: "…, and in 1963 …"."""
    return _AND.search(text[: cut[0]]) is not None


def _own_clause(text: str, cut: tuple[int, int], parse: Parse) -> Iterator[Told]:
    """The clause that a date leads after "and"."""
    if not leads_clause(text, cut):
        return
    end = text.find(";", cut[1])
    said = text[cut[0] : end if end > 0 else len(text)].rstrip(" .") + "."
    size = cut[1] - cut[0]
    rest = capital(said[size:].lstrip(" ,"))
    parsed = parse(rest)
    clause = clause_of(parsed, None) if parsed else None
    if parsed is None or clause is None or clause.form != "main" or clause.shared:
        return
    if clause.subject[0] == 1 and parsed.root is not None and parsed.root.index == clause.verb:
        yield capital(said), (0, size)


def _relative(parsed: Parsed, cut: tuple[int, int]) -> Iterator[Told]:
    """The relative clause that holds a date, with what it tells of for its subject."""
    clause = clause_of(parsed, cut)
    if clause is None or clause.form != "relative":
        return
    pronoun = parsed.child(clause.verb, "nsubj")
    if pronoun is None or pronoun.index + 1 > len(parsed.tokens) or pronoun.end > cut[0]:
        return
    if pronoun.feats.get("PronType") != "Rel" or not _beside(parsed, clause.subject, pronoun.index):
        return
    start = parsed[pronoun.index + 1].start
    end = _end(parsed, cut)
    told = parsed.text[start:end]
    if (
        not start <= cut[0] < end
        or not balanced(told)
        or any(
            t.finite and t.kind in ("conj", "parataxis") and start <= t.start < end
            for t in parsed.tokens
        )
    ):
        return
    yield from _sentence(_name(parsed, clause.subject), told, start, cut)


def _participle(parsed: Parsed, cut: tuple[int, int], lang: str) -> Iterator[Told]:
    """The participle right before a date: "the foundation, established in 1938 and …"."""
    before = [t for t in parsed.tokens if t.end <= cut[0]]
    if len(before) < 3:
        return
    verb, comma = before[-1], before[-2]
    if verb.feats.get("VerbForm") != "Part" or verb.feats.get("Tense") == "Pres":
        return
    if comma.form != "," or verb.kind not in ("acl", "conj", "advcl", "appos", "amod", "root"):
        return
    head, words = _phrase(parsed, before[-3])
    if head is None or not _single(parsed, words):
        return
    if _person(parsed, head, lang) or (lang == "fr" and not _agrees(verb, head)):
        return  # "her husband, met in 1958": by whom?
    told = f"{been(verb.form.lower(), head, lang)} {parsed.text[verb.start : _end(parsed, cut)]}"
    moved = len(told) - (_end(parsed, cut) - verb.start)
    yield from _sentence(_name(parsed, words), told, verb.start - moved, cut)


def _person(parsed: Parsed, head: Token, lang: str) -> bool:
    if head.upos == "NOUN":
        return head.form.lower() in language(lang).roles
    return parsed.child(head.index, "det") is None


def _phrase(parsed: Parsed, last: Token) -> tuple[Token | None, tuple[int, ...]]:
    """The noun phrase that ends with a word, and its head."""
    head: Token | None = None
    token = last
    while True:
        words = parsed.subtree(token.index)
        own = [i for i in words if i <= last.index]
        if token.upos in ("NOUN", "PROPN") and own == list(range(own[0], last.index + 1)):
            head = token
        if not token.head or parsed[token.head].upos not in ("NOUN", "PROPN"):
            break
        token = parsed[token.head]
    if head is None:
        return None, ()
    words = [i for i in parsed.subtree(head.index) if i <= last.index]
    while words and parsed[words[0]].upos in ("ADP", "CCONJ", "PUNCT"):
        words.pop(0)
    return head, tuple(words)


def _single(parsed: Parsed, words: tuple[int, ...]) -> bool:
    """Whether a phrase names one thing: "the roof of the church" has two that could be meant."""
    if not words:
        return False
    named = parsed[words[0]].upos == "DET" or parsed[words[0]].upos == "PROPN"
    nouns = [i for i in words if parsed[i].upos == "NOUN"]
    verbal = any(parsed[i].finite or parsed[i].form in ",;:" for i in words)
    indefinite = parsed[words[0]].form.lower() in _INDEFINITE
    return named and len(nouns) <= 1 and not verbal and not indefinite


_INDEFINITE = frozenset(
    "a an some un une des its his her their son sa ses leur leurs ce cet cette".split()
)


def _beside(parsed: Parsed, subject: tuple[int, ...], pronoun: int) -> bool:
    between = [parsed[i].form for i in range(subject[-1] + 1, pronoun)]
    return between in ([], [","]) and _single(parsed, subject)


def _agrees(verb: Token, head: Token) -> bool:
    gender, number = head.feats.get("Gender"), head.feats.get("Number")
    told = verb.feats.get("Gender"), verb.feats.get("Number")
    return (gender is None or told[0] in (None, gender)) and (
        number is None or told[1] in (None, number)
    )


def _name(parsed: Parsed, words: tuple[int, ...]) -> str:
    return parsed.text[parsed[words[0]].start : parsed[words[-1]].end]


_CLOSES = re.compile(r"\s*(?:[,;:(]|\.\s*$|\s(?:and|et|but|mais)\s|[–—])")


def _end(parsed: Parsed, cut: tuple[int, int]) -> int:
    """Where a clause ends that holds a date: at a mark or "and" after it."""
    found = _CLOSES.search(parsed.text, cut[1])
    return found.start() if found else len(parsed.text.rstrip(" ."))


def _sentence(name: str, told: str, start: int, cut: tuple[int, int]) -> Iterator[Told]:
    """The sentence of a name and what is told of it; `start` is where `told` stood."""
    if len(name) > _LIMIT or not balanced(name):
        return
    moved = len(name) + 1 - start
    yield f"{capital(name)} {told}.", (cut[0] + moved, cut[1] + moved)
