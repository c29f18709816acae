"""Parts of a sentence that may stand by themselves: after a leading adjunct, after "and"."""

from __future__ import annotations

import re
from collections.abc import Iterator

from quiz.core.parse import Parsed
from quiz.wording.gates import leans, stray
from quiz.wording.text import capital

_COMMA = re.compile(r"[,;]\s+")
_MOST = 4  # leading adjuncts that are tried
_ADJUNCT = ("ADP", "ADV", "SCONJ", "VERB", "ADJ", "NUM")
_AND = re.compile(
    r"(?:et|mais|puis|tandis que|and|but|while|whereas|so|then)\s+(?=\w)", re.IGNORECASE
)


def parts(
    parsed: Parsed, cut: tuple[int, int] | None
) -> Iterator[tuple[int, int, tuple[int, int] | None]]:
    """Offsets of the parts to try, the longest first, and of the date inside each.

    A part after leading adjuncts is dated by what it holds, or by an adjunct that is nothing
    but the date: "In 2014, at the summit, the leaders agreed …". A part after "and" has to
    hold the date itself.
    """
    text = parsed.text
    commas = [m for m in _COMMA.finditer(text) if _outside(text, m.start())][:12]
    opens = len(parsed.tokens) > 2 and (
        parsed[1].upos in _ADJUNCT or (parsed[1].upos == "NOUN" and parsed[2].upos == "ADP")
    )  # "Suite à …", "Following …"; a subject has its determiner
    verbal = opens and parsed[1].upos in ("VERB", "ADJ")
    for number, comma in enumerate(commas):
        inside = cut is not None and cut[0] >= comma.end()
        if (
            opens
            and number < _MOST
            and (cut is None or inside or _led(cut, commas, number, verbal=verbal))
        ):
            yield comma.end(), len(text), _moved(cut, comma.end()) if inside else None
        joined = _AND.match(text, comma.end())
        if joined and cut is not None and cut[1] <= comma.start() and not opens:
            yield 0, comma.start(), cut
        if joined and cut is not None and cut[0] >= joined.end():
            yield joined.end(), len(text), _moved(cut, joined.end())
    if cut is not None:
        for joined in re.finditer(rf"\s(?={_AND.pattern})", text):
            found = _AND.match(text, joined.end())
            if found and cut[0] >= found.end() and _outside(text, joined.start()):
                yield found.end(), len(text), _moved(cut, found.end())


def _led(cut: tuple[int, int], commas: list[re.Match[str]], number: int, *, verbal: bool) -> bool:
    """Whether the date is a leading adjunct by itself, among those up to comma `number`.

    After a participle it is the participle's: "Born in Lyon, on 4 May 1905, she …".
    """
    if verbal:
        number = 0
    starts = [0, *(c.end() for c in commas[:number])]
    ends = [c.start() for c in commas[: number + 1]]
    return any(cut[0] == a and cut[1] == b for a, b in zip(starts, ends, strict=True))


def _moved(cut: tuple[int, int] | None, start: int) -> tuple[int, int] | None:
    return (cut[0] - start, cut[1] - start) if cut is not None else None


def _outside(text: str, at: int) -> bool:
    """Whether a place lies outside brackets and quotation marks."""
    before = text[:at]
    return all(before.count(a) <= before.count(b) for a, b in ("()", "[]", "«»", "“”")) and (
        before.count('"') % 2 == 0
    )


_STOP = re.compile(r";\s+|(?<=[^\W\d_]):\s+")
_ADJUNCT_FIRST = re.compile(
    r"(?i)\W*(?:face|à|au|aux|dans|en|lors|pour|après|avec|malgré|suite|sur|quelques|entre-temps|puis|ensuite|alors|at|in|on|with|after|for|"
    r"despite|under|following|during|by|then|meanwhile|some|a few|two|three|several|\d+|deux|trois|quatre|nine|ten|five|four|six|seven|eight)\b"
)
_ASIDE_LIMIT = 60  # characters of an aside that may go


def segment(text: str, cut: tuple[int, int]) -> tuple[int, int] | None:
    """Offsets of what stands around a date between semicolons or colons, None where that is all."""
    stops = [m for m in _STOP.finditer(text) if _outside(text, m.start())]
    start = max((m.end() for m in stops if m.end() <= cut[0]), default=0)
    end = min((m.start() for m in stops if m.start() >= cut[1]), default=len(text))
    joined = _AND.match(text, start) if start else None
    start = joined.end() if joined else start
    return (start, end) if (start, end) != (0, len(text)) and end - cut[0] > 0 else None


def without_asides(
    text: str, cut: tuple[int, int] | None, lang: str
) -> tuple[str, tuple[int, int] | None]:
    """A sentence without short asides that lean on the text before: ", still in use,"."""
    commas = [m.start() for m in re.finditer(r",\s", text)]
    if commas and commas[0] <= _ASIDE_LIMIT and (cut is None or cut[0] > commas[0]):
        head, rest = text[: commas[0]], text[commas[0] + 2 :]
        if _ADJUNCT_FIRST.match(head) and (leans(head, lang) or stray(head, lang)):
            gone = commas[0] + 2
            return capital(rest), (cut[0] - gone, cut[1] - gone) if cut is not None else None
    ends = [*commas, len(text.rstrip(" ."))]
    for a, b in zip(commas, ends[1:], strict=False):
        inside = cut is not None and a < cut[1] and cut[0] < b
        beside = cut is not None and not text[b : cut[0]].strip(" ,")  # "puis, en mai, …"
        if b - a > _ASIDE_LIMIT or inside or beside or not leans(text[a + 1 : b], lang):
            continue
        last = b == ends[-1]
        gone = b - a if last or text[b] != "," else b + 1 - a
        if re.search(r"(?<!\w)(?:and|et|y|e|und|or|ou)(?!\w)", text[a:b]) or a == 0:
            continue
        shorter = text[:a] + text[a + gone :]
        moved = (cut[0] - gone, cut[1] - gone) if cut is not None and cut[0] >= b else cut
        return shorter, moved
    return text, cut


def predicate(parsed: Parsed, at: int) -> tuple[str, int] | None:
    """The subject with the later predicate that holds offset `at`, and where `at` stands in it.

    "The fair gathers 70 countries and raises 300 million" → "The fair raises 300 million". None
    where the sentence has no second predicate with the same subject before `at`.
    """
    root = parsed.root
    subject = parsed.child(root.index, "nsubj") if root is not None else None
    if root is None or subject is None or not root.finite:
        return None
    for verb in reversed(parsed.tokens):
        if verb.start > at or verb.kind != "conj" or verb.head != root.index or not verb.finite:
            continue
        if parsed.child(verb.index, "nsubj") is not None or verb.index < 2:
            return None
        words = parsed.subtree(subject.index)
        if words[-1] + 1 != root.index or parsed[verb.index - 1].upos != "CCONJ":
            return None
        head = parsed.text[: parsed[words[-1]].end]
        return f"{head} {parsed.text[verb.start :]}", at - verb.start + len(head) + 1
    return None


_END = re.compile(
    r"[,;:]\s+|\s+(?=(?:qui|que|dont|où|lequel|laquelle|which|who|whose|where|afin)\s)|\s[–—]\s"
)
_LEAST, _TRIES = 45, 4  # characters of a beginning that tells something; beginnings tried


def beginnings(text: str) -> Iterator[str]:
    """A sentence cut before its later clauses and phrases, the longest first, as sentences."""
    stops = [m.start() for m in _END.finditer(text) if _outside(text, m.start())]
    long = [s for s in stops if s >= _LEAST]
    for stop in list(reversed(long))[:_TRIES]:
        yield text[:stop] + "."
