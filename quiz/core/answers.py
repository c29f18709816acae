"""Judging typed answers: dates by their bounds, text with its accents folded, numbers."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable
from dataclasses import dataclass
from enum import StrEnum

from quiz.core.card import Card, Kind
from quiz.core.edtf import Date, Edtf, OneOf, Precision, Span, overlap, within
from quiz.core.rating import Rating


class Grade(StrEnum):
    """What an answer is worth."""

    RIGHT = "right"
    CLOSE = "close"
    WRONG = "wrong"


class Remark(StrEnum):
    """What can be said of an answer; the words are the interface's."""

    EXACT = "exact"
    COARSE = "coarse"  # right as far as it goes, one level coarser than asked
    TOO_COARSE = "too-coarse"
    ONE_END = "one-end"  # one end of a span
    OFF = "off"  # wrong, by `distance` days
    TYPO = "typo"
    DIFFERENT = "different"
    UNREADABLE = "unreadable"
    EMPTY = "empty"
    ORDER = "order"  # partly in order; `distance` items stand elsewhere
    PLACED = "placed"  # between the right neighbours, without its date
    MISPLACED = "misplaced"  # `distance` neighbours too late
    HELPED = "helped"  # chosen among choices that were asked for


@dataclass(frozen=True, slots=True)
class Verdict:
    """A judgement and the rating that it proposes; the learner may always press another.

    `understood` is the date as read from what was typed. `distance` is in days, positive when
    the answer was too late.
    """

    grade: Grade
    rating: Rating
    remark: Remark
    understood: Edtf | None = None
    distance: int = 0


_RIGHT = {Grade.RIGHT: Rating.GOOD, Grade.CLOSE: Rating.HARD, Grade.WRONG: Rating.AGAIN}


def judge(
    card: Card, typed: str, read_date: Callable[[str], Edtf | None], asked: Edtf | None
) -> Verdict:
    """Judge what was typed for a card.

    `read_date` reads a typed date, `asked` is the date at the precision asked (None where the
    card asks for no date).
    """
    if not typed.strip():
        return _verdict(Grade.WRONG, Remark.EMPTY)
    if card.kind is Kind.WHEN and asked is not None:
        if folded(typed) in {folded(right) for right in (card.answer, *card.accept)}:
            return _verdict(Grade.RIGHT, Remark.EXACT, asked)
        given = read_date(typed)
        if given is None:
            return _verdict(Grade.WRONG, Remark.UNREADABLE)
        return judge_date(asked, given)
    return judge_text([card.answer, *card.accept], typed)


def _verdict(grade: Grade, remark: Remark, given: Edtf | None = None, distance: int = 0) -> Verdict:
    return Verdict(grade, _RIGHT[grade], remark, given, distance)


def judge_date(asked: Edtf, given: Edtf) -> Verdict:
    """Compare two dates by their bounds, at the precision asked."""
    if asked.bounds == given.bounds:
        return _verdict(Grade.RIGHT, Remark.EXACT, given)
    if isinstance(asked, Span):
        return _span(asked, given)
    if isinstance(given, Span) and given.start and given.end:
        return _verdict(Grade.WRONG, Remark.OFF, given, _distance(asked, given))
    fuzzy = isinstance(asked, OneOf) or asked.precision is Precision.SEASON or _about(asked)
    if isinstance(given, Span):  # "since 2004" for an event of 2004
        given = given.start or given.end or asked
    if isinstance(given, OneOf) and given.earliest is None and given.latest:
        given = given.latest
    if asked.bounds == given.bounds:
        return _verdict(Grade.RIGHT, Remark.EXACT, given)
    if fuzzy and within(given, asked):
        return _verdict(Grade.RIGHT, Remark.EXACT, given)
    if (
        _about(asked)
        and isinstance(asked, Date)
        and isinstance(given, Date)
        and abs(given.year - asked.year) <= 1
    ):
        return _verdict(Grade.RIGHT, Remark.EXACT, given)
    if within(asked, given):
        coarser = _levels(asked, given)
        if coarser <= 1:
            return _verdict(Grade.CLOSE, Remark.COARSE, given)
        return _verdict(Grade.WRONG, Remark.TOO_COARSE, given)
    if within(given, asked):  # finer than asked: the day of a month that is right
        return _verdict(Grade.RIGHT, Remark.EXACT, given)
    if fuzzy and overlap(asked, given):
        return _verdict(Grade.CLOSE, Remark.COARSE, given)
    return _verdict(Grade.WRONG, Remark.OFF, given, _distance(asked, given))


def _about(value: Edtf) -> bool:
    return isinstance(value, Date) and value.mark in ("~", "%")


# Day, month, year, decade, century: what "one level coarser" counts. A season or part of a
# year stands between month and year, so a year for it is one level.
_LEVEL = {
    Precision.DAY: 0,
    Precision.MONTH: 1,
    Precision.SEASON: 1,
    Precision.YEAR: 2,
    Precision.DECADE: 3,
    Precision.CENTURY: 4,
}


def _levels(asked: Edtf, given: Edtf) -> int:
    length = given.bounds.last - given.bounds.first
    level = _LEVEL[given.precision]
    if isinstance(given, OneOf):
        level = 3 if length > 400 else 2
    return max(1, level - _LEVEL[asked.precision])


def _span(asked: Span, given: Edtf) -> Verdict:
    """A span needs both ends; one end is half the answer."""
    if isinstance(given, Span):
        ends = [(asked.start, given.start), (asked.end, given.end)]
        right = sum(a is not None and g is not None and _end_matches(a, g) for a, g in ends)
        needed = sum(a is not None for a, _ in ends)
        if right == needed:
            return _verdict(Grade.RIGHT, Remark.EXACT, given)
        if right:
            return _verdict(Grade.CLOSE, Remark.ONE_END, given)
        return _verdict(Grade.WRONG, Remark.OFF, given, _distance(asked, given))
    if isinstance(given, Date):
        ends_of = [e for e in (asked.start, asked.end) if e is not None]
        if any(_end_matches(end, given) for end in ends_of):
            if len(ends_of) == 1:
                return _verdict(Grade.RIGHT, Remark.EXACT, given)
            return _verdict(Grade.CLOSE, Remark.ONE_END, given)
    return _verdict(Grade.WRONG, Remark.OFF, given, _distance(asked, given))


def _end_matches(asked: Date, given: Date) -> bool:
    return asked.bounds == given.bounds or within(given, asked)


def _distance(asked: Edtf, given: Edtf) -> int:
    """Days from the right date to the one given, 0 where they overlap.

    Between two months it is from beginning to beginning (from April to July three months, not
    the two that lie between them), and between two years likewise; else from edge to edge.
    """
    apart = given.bounds.first > asked.bounds.last or given.bounds.last < asked.bounds.first
    if apart and type(asked) is type(given) is Date and asked.precision is given.precision:
        return given.bounds.first - asked.bounds.first
    if given.bounds.first > asked.bounds.last:
        return given.bounds.first - asked.bounds.last
    if given.bounds.last < asked.bounds.first:
        return given.bounds.last - asked.bounds.first
    return 0


_ARTICLE = re.compile(
    r"^(?:the|an?|le|la|les|l'|une?|des|der|die|das|eine?|el|los|las|una?)\s+|^l'"
)
_NUMBER = re.compile(r"(?:(?<!\w)[-+])?\d+(?:[.,]\d+)?")  # "COVID-19" is not below zero
_GROUPED = re.compile(r"(?<=\d)[ .,'’\u00a0\u202f](?=\d{3}(?!\d))")


def folded(text: str) -> str:
    """Text without case, accents, punctuation and a leading article."""
    text = unicodedata.normalize(
        "NFKD", text.replace("’", "'").replace("œ", "oe").replace("ß", "ss")
    )
    text = "".join(c for c in text if not unicodedata.combining(c)).casefold()
    text = _ARTICLE.sub("", " ".join(text.split()))
    return " ".join(re.findall(r"[^\W_]+", text))


def numbers(text: str) -> list[float]:
    """The numbers in a text, thousands grouped in whatever way."""
    plain = _GROUPED.sub("", text.replace("−", "-"))
    return [float(n.replace(",", ".")) for n in _NUMBER.findall(plain)]


def judge_text(right: list[str], typed: str) -> Verdict:
    """Compare with every right answer; a typo is pointed out and still proposes Good."""
    given, said = folded(typed) or typed.strip(), numbers(typed)
    wanted = [folded(r) or r.strip() for r in right if r]
    # Folding makes 15 of 1.5 and 5 of -5, and a wrong figure is no slip: numbers have to agree.
    alike = [folded(r) or r.strip() for r in right if r and numbers(r) == said]
    if given in alike or given.replace(" ", "") in {w.replace(" ", "") for w in alike}:
        return _verdict(Grade.RIGHT, Remark.EXACT)
    for answer in right:
        known = numbers(answer)
        figure = known and re.match(r"(?:[^\W\d]+\W+){0,3}[-+−]?\d", answer)
        if figure and said and said == known[: len(said)] and _agrees(typed, answer):
            return _verdict(Grade.RIGHT, Remark.EXACT)
    if said and not alike:
        return _verdict(Grade.WRONG, Remark.DIFFERENT)
    if given and _typo(given, alike):
        return _verdict(Grade.RIGHT, Remark.TYPO)
    if given and any(_part(given, w) for w in wanted):
        return _verdict(Grade.CLOSE, Remark.COARSE)
    return _verdict(Grade.WRONG, Remark.DIFFERENT)


def _agrees(typed: str, answer: str) -> bool:
    """Whether a typed figure is of the same thing: "Soyuz 11" is not "Apollo 11"."""
    before = [set(folded(re.split(r"\d", text, maxsplit=1)[0]).split()) for text in (typed, answer)]
    return not before[1] or before[0] <= before[1]


def _typo(given: str, wanted: list[str]) -> bool:
    """One slip in a word of five letters or more, one more for every ten after."""
    from rapidfuzz.distance import OSA  # imported late: reveal mode never needs it

    return any(
        len(w) >= 5 and OSA.distance(given, w, score_cutoff=1 + len(w) // 15) <= 1 + len(w) // 15
        for w in wanted
    )


def _part(given: str, wanted: str) -> bool:
    """Most of the content words of a long answer."""
    words, said = set(wanted.split()), set(given.split())
    long = {w for w in words if len(w) > 3}
    return len(long) >= 3 and len(long & said) / len(long) >= 0.7 and not said - words
