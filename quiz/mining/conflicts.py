"""Statements that cannot all be true: one event with two dates, one quantity with two numbers.

Only what is told in almost the same words counts, and only where the dates or numbers are near
enough for one to be a slip of the other: an event that comes back every year is no conflict.
"""

from __future__ import annotations

import math
import re
from collections import defaultdict
from collections.abc import Sequence

from quiz.core.edtf import Date, Edtf, overlap
from quiz.mining.merge import Bag, bag, likeness, weights

ALIKE = 0.8  # weighted share of common words from which two statements tell the same
LEAST = 3  # content words that both have to share
NEAR = 3.5 * 365.2425  # days; dates further apart are two events


_NAME = re.compile(r"[^\W_]*(?:[A-ZÀ-Ý]|\d)[\w.,]*\w|[A-Z]|\d")


def marks(text: str) -> Bag:
    """The names and figures of a statement, which tell near-twins apart: "Model A", "Voyager 2"."""
    return bag(m[0] for m in _NAME.finditer(text[1:]))


def disputes(
    bags: Sequence[Bag],
    names: Sequence[Bag],
    whens: Sequence[Edtf],
    entries: Sequence[bool],
    verbs: Sequence[str],
) -> list[tuple[int, int]]:
    """Pairs of events that tell the same of different dates, the earlier in the text first.

    `bags` are the content words of each, `names` its `marks`, `entries` whether it stands in a chronology: two
    entries of one chronology are two events.
    """
    found = []
    for i, j in _candidates(bags):
        if entries[i] and entries[j]:
            continue
        if verbs[i] != verbs[j] or not verbs[i]:
            continue
        one, other = set(names[i]), set(names[j])
        if one != other and not (one and other and (one <= other or other <= one)):
            continue
        if _slipped(whens[i], whens[j], named=bool(names[i])):
            found.append((i, j))
    return found


def disagreements(
    bags: Sequence[Bag], names: Sequence[Bag], numbers: Sequence[str]
) -> list[tuple[int, int]]:
    """Pairs of quantities told in the same words, of the same names, with different numbers.

    `bags` are the words around each number, its unit among them, `names` the `marks` of its
    sentence without the number.
    """
    return [
        (i, j)
        for i, j in _candidates(bags)
        if names[i] == names[j] and _bare(numbers[i]) != _bare(numbers[j])
    ]


def _bare(number: str) -> str:
    return re.sub(r"[\s\u00a0\u202f.,']", "", number.lower())


def _candidates(bags: Sequence[Bag]) -> list[tuple[int, int]]:
    """Pairs that share most of their words; only those with a rare word in common are compared."""
    weight = weights(bags)
    once = math.log(1 + len(bags))  # of a word that nobody else has
    by_word: defaultdict[str, list[int]] = defaultdict(list)
    found = []
    for j, own in enumerate(bags):
        rare = sorted(own, key=lambda w: (-weight[w], w))[:LEAST]
        near = {i for word in rare for i in by_word.get(word, ())[-_MOST:]}
        for i in sorted(near):
            if sum(w in own for w in bags[i]) >= LEAST and likeness(bags[i], own, weight) >= ALIKE:
                found.append((i, j))
        for word in own:
            if weight[word] < once:
                by_word[word].append(j)
    return found


_MOST = 20  # earlier statements with a word that are looked at: keeps the work linear


def _slipped(a: Edtf, b: Edtf, *, named: bool) -> bool:
    """Whether two dates differ, but so little that they may be meant for one.

    A slip changes the year, the month or the day, not several of them; of years alone only
    where the event is one of a name.
    """
    if not isinstance(a, Date) or not isinstance(b, Date) or overlap(a, b):
        return False
    if abs(a.bounds.first - b.bounds.first) > NEAR:
        return False
    parts = [(a.year, b.year), (a.month, b.month), (a.day, b.day)]
    differing = sum(x != y for x, y in parts if x is not None and y is not None)
    fine = a.month is not None and b.month is not None
    return differing == 1 and (fine or named)
