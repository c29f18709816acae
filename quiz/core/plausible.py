"""What an event can say: a log merged from elsewhere may hold anything, and is kept for ever."""

from __future__ import annotations

from quiz.core.events import LAST_DAY, LATEST_MS, Event, EventKind

_MOST = 2**40  # events of one device, or milliseconds of one answer


def fault(event: Event) -> str:
    """Why an event cannot be one, "" where it can: numbers out of all reason, parts missing."""
    if not event.device or not 1 <= event.seq <= _MOST:
        return "device or number is missing"
    if not 0 <= event.at <= LATEST_MS or not 1 <= event.study_day <= LAST_DAY:
        return "its date is out of all reason"
    if abs(event.utc_offset) > 24 * 60 or not 0 <= event.took_ms <= _MOST:
        return "a number is out of all reason"
    if event.due is not None and not 0 <= event.due <= LATEST_MS:
        return "its due date is out of all reason"
    if event.kind is EventKind.REVIEW and (event.rating is None or not event.card):
        return "a review without a card or a rating"
    return ""
