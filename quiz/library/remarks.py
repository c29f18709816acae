"""What is said of an answer, in words."""

from __future__ import annotations

from quiz.core.answers import Remark, Verdict
from quiz.core.rating import Rating
from quiz.dates.spoken import spoken

RATINGS = {Rating.AGAIN: "Again", Rating.HARD: "Hard", Rating.GOOD: "Good", Rating.EASY: "Easy"}

_REMARKS = {
    Remark.EXACT: "right",
    Remark.COARSE: "right as far as it goes; it is known more exactly",
    Remark.TOO_COARSE: "too rough: it is known much more exactly",
    Remark.ONE_END: "one end is right",
    Remark.TYPO: "right, with a slip",
    Remark.DIFFERENT: "not that",
    Remark.UNREADABLE: "this could not be read as a date",
    Remark.EMPTY: "no answer",
    Remark.PLACED: "the right place; its date was not asked",
    Remark.HELPED: "right, with choices to help",
}


def remark(verdict: Verdict) -> str:
    """One line on a verdict: "right", "8 months too late"."""
    if verdict.remark is Remark.OFF:
        return _distance(verdict.distance)
    count = abs(verdict.distance)
    if verdict.remark is Remark.ORDER:
        return "1 is elsewhere" if count == 1 else f"{count} stand elsewhere"
    if verdict.remark is Remark.MISPLACED:
        places = "place" if count == 1 else "places"
        return f"{count} {places} too {'late' if verdict.distance > 0 else 'early'}"
    return _REMARKS[verdict.remark]


def understood(verdict: Verdict, lang: str) -> str:
    """The date as it was read, in the card's language; "" where none was."""
    return spoken(verdict.understood, lang) if verdict.understood is not None else ""


def _distance(days: int) -> str:
    if days == 0:
        return "not that"
    number = abs(days)
    for size, slack, unit in ((365.25, 1, "year"), (30.44, 2.5, "month"), (7, 0, "week"), (1, 0, "day")):  # fmt: skip
        # One of a unit where it is just that, else the unit from one and a half on.
        if number >= size * 1.5 or abs(number - size) <= slack or unit == "day":
            count = round(number / size)
            return (
                f"{count} {unit}{'s' if count != 1 else ''} too {'late' if days > 0 else 'early'}"
            )
    return ""


def mark(verdict: Verdict) -> str:
    """A sign that tells the grade without colour."""
    return {"right": "✓", "close": "≈", "wrong": "✗"}[verdict.grade]
