"""What is said of an answer, in words."""

from __future__ import annotations

from quiz.core.answers import Remark, Verdict
from quiz.core.events import EventKind
from quiz.core.rating import Rating
from quiz.dates.spoken import spoken
from quiz.translation import N_, _, ngettext

RATINGS = {
    Rating.AGAIN: N_("Again"),
    Rating.HARD: N_("Hard"),
    Rating.GOOD: N_("Good"),
    Rating.EASY: N_("Easy"),
}


_REMARKS = {
    Remark.EXACT: N_("right"),
    Remark.COARSE: N_("right as far as it goes; it is known more exactly"),
    Remark.TOO_COARSE: N_("too rough: it is known much more exactly"),
    Remark.ONE_END: N_("one end is right"),
    Remark.TYPO: N_("right, with a slip"),
    Remark.DIFFERENT: N_("not that"),
    Remark.UNREADABLE: N_("this could not be read as a date"),
    Remark.EMPTY: N_("no answer"),
    Remark.PLACED: N_("the right place; its date was not asked"),
    Remark.HELPED: N_("right, with choices to help"),
}


def remark(verdict: Verdict) -> str:
    """One line on a verdict: "right", "8 months too late"."""
    if verdict.remark is Remark.OFF:
        return _distance(verdict.distance)
    count = abs(verdict.distance)
    if verdict.remark is Remark.ORDER:
        return ngettext("{n} is elsewhere", "{n} stand elsewhere", count)
    if verdict.remark is Remark.MISPLACED:
        if verdict.distance > 0:
            return ngettext("{n} place too late", "{n} places too late", count)
        return ngettext("{n} place too early", "{n} places too early", count)
    return _(_REMARKS[verdict.remark])


def understood(verdict: Verdict, lang: str) -> str:
    """The date as it was read, in the card's language; "" where none was."""
    return spoken(verdict.understood, lang) if verdict.understood is not None else ""


def _distance(days: int) -> str:
    if days == 0:
        return _("not that")
    number = abs(days)
    # One of a unit where it is just that, else the unit from one and a half on.
    if number >= 365.25 * 1.5 or abs(number - 365.25) <= 1:
        stretch = ngettext("{n} year", "{n} years", round(number / 365.25))
    elif number >= 30.44 * 1.5 or abs(number - 30.44) <= 2.5:
        stretch = ngettext("{n} month", "{n} months", round(number / 30.44))
    elif number >= 7 * 1.5 or number == 7:
        stretch = ngettext("{n} week", "{n} weeks", round(number / 7))
    else:
        stretch = ngettext("{n} day", "{n} days", number)
    form = _("{stretch} too late") if days > 0 else _("{stretch} too early")
    return form.format(stretch=stretch)


def acts(kind: EventKind, count: int = 1) -> str:
    """What an act did to so many cards: "suspended"."""
    match kind:
        case EventKind.SUSPEND:
            return ngettext("suspended", "suspended", count)
        case EventKind.RESUME:
            return ngettext("resumed", "resumed", count)
        case EventKind.BURY:
            return ngettext("put off until tomorrow", "put off until tomorrow", count)
        case EventKind.FLAG:
            return ngettext(
                "flagged, or the flag taken away", "flagged, or the flag taken away", count
            )
        case EventKind.RESET:
            return ngettext("as new again", "as new again", count)
        case EventKind.REVIEW:
            return ngettext("answered", "answered", count)
        case _:
            return str(kind)


def mark(verdict: Verdict) -> str:
    """A sign that tells the grade without colour."""
    return {"right": "✓", "close": "≈", "wrong": "✗"}[verdict.grade]
