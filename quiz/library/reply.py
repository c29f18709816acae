"""What is shown once an answer is given: the verdict's reasons, and the event's neighbours."""

from __future__ import annotations

from quiz.core.answers import Grade, Remark, Verdict
from quiz.core.card import Card, Kind
from quiz.core.diff import Aligned, aligned, date_parts
from quiz.core.edtf import Date
from quiz.library.neighbours import Row, Timeline, compared
from quiz.translation import _, pgettext


def typed_diff(card: Card, typed: str, verdict: Verdict | None) -> Aligned | None:
    """A typed text beside the right answer nearest to it; None for dates and right answers."""
    if verdict is None or card.kind is Kind.WHEN or verdict.remark is Remark.EXACT:
        return None
    found = [a for right in (card.answer, *card.accept) if (a := aligned(typed.strip(), right))]
    return min(found, key=lambda a: sum(a.differs), default=None)


def parts_of(card: Card, verdict: Verdict | None) -> tuple[tuple[str, bool], ...]:
    """Which parts of a wrong date are right: year, month, day."""
    if verdict is None or verdict.remark is not Remark.OFF:
        return ()
    if not isinstance(card.edtf, Date) or not isinstance(verdict.understood, Date):
        return ()
    asked = card.edtf if card.precision is None else card.edtf.coarser(card.precision)
    parts = date_parts(asked, verdict.understood)
    if not any(fine for _part, fine in parts):
        return ()
    names = {"year": _("year"), "month": _("month"), "day": _("day")}
    return tuple((names[part], fine) for part, fine in parts)


def neighbours_of(card: Card, verdict: Verdict | None, timeline: Timeline | None) -> list[Row]:
    """The event among its neighbours: after a wrong date with the one given, and once placed."""
    if verdict is None or timeline is None:
        return []
    if verdict.remark in (Remark.PLACED, Remark.MISPLACED):
        found = timeline.around(card.fact, 2)
        if found is None:
            return []
        earlier, event, later = found
        return [
            Row("▸" if e is event else " ", e.date, e.statement) for e in (*earlier, event, *later)
        ]
    if verdict.grade is not Grade.WRONG:
        return []
    if card.kind is not Kind.WHEN or verdict.understood is None:
        return []
    return compared(timeline, card.fact, verdict.understood, card.lang)


def typed_and_right() -> tuple[str, str]:
    """What stands before a typed text and the right one, alike in length."""
    names = pgettext("an answer", "typed"), pgettext("an answer", "right")
    width = max(len(name) for name in names)
    return names[0].ljust(width), names[1].ljust(width)
