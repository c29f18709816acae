"""Judging an order of items by how far each is off, and a place among known neighbours.

The measure is Spearman's footrule (Diaconis & Graham 1977, J. R. Stat. Soc. B 39): the sum of
how many places each item is off, over the largest sum that so many items can have.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from quiz.core.answers import Grade, Remark, Verdict
from quiz.core.rating import Rating

HALF = 0.5  # the credit from which an order is half right


@dataclass(frozen=True, slots=True)
class Arranged:
    """A judged order: how far each given item is off, and the credit from 0 to 1.

    `off[n]` is how many places too late (positive) or too early the item given n-th stands.
    """

    verdict: Verdict
    off: tuple[int, ...]
    credit: float


def judge_order(right: Sequence[str], given: Sequence[str]) -> Arranged:
    """Judge `given`, the items of `right` in some order. Items that read alike are alike."""
    free: dict[str, list[int]] = {}
    for place, item in enumerate(right):
        free.setdefault(item, []).append(place)
    off = [0] * len(given)
    wanted: list[int | None] = [None] * len(given)
    for place, item in enumerate(given):  # an item at home first, then its twins
        if place in free.get(item, ()):
            free[item].remove(place)
            wanted[place] = place
    for place, item in enumerate(given):
        if wanted[place] is None and free.get(item):
            off[place] = place - free[item].pop(0)
    most = len(right) ** 2 // 2
    credit = 1 - sum(map(abs, off)) / most if most else 1.0
    grade = Grade.RIGHT if not any(off) else Grade.CLOSE if credit >= HALF - 1e-9 else Grade.WRONG
    rating = {Grade.RIGHT: Rating.GOOD, Grade.CLOSE: Rating.HARD, Grade.WRONG: Rating.AGAIN}[grade]
    remark = Remark.EXACT if grade is Grade.RIGHT else Remark.ORDER
    astray = sum(bool(o) for o in off)
    return Arranged(Verdict(grade, rating, remark, distance=astray), tuple(off), credit)


def judge_place(right: int, given: int) -> Verdict:
    """Judge the gap in which an event was put among its neighbours, both counted from 0.

    The right gap says less than the date, so it proposes Hard, as a coarse date does.
    """
    if right == given:
        return Verdict(Grade.CLOSE, Rating.HARD, Remark.PLACED)
    return Verdict(Grade.WRONG, Rating.AGAIN, Remark.MISPLACED, distance=given - right)
