"""Dating anew what was answered under a wrong clock."""

from __future__ import annotations

from datetime import timedelta

from quiz.core.errors import InputError
from quiz.core.events import EventKind, Shift
from quiz.library.keeping import DOUBT_MS
from quiz.store.progress import Progress
from quiz.translation import _


def redate(
    progress: Progress, by: timedelta | None = None, last: int | None = None
) -> Shift | None:
    """Record a repair of this device's dates; None where there is nothing to repair.

    `by` and `last` say how far the latest events are moved, and how many. Without `by`, the
    events more than a day in the future are moved so that the latest is of now.
    """
    own = [
        e for e in progress.events()
        if e.device == progress.device and e.kind is not EventKind.REDATE
    ]  # fmt: skip
    now = int(progress.now().timestamp() * 1000)
    if last is not None:
        own = own[-last:]
    elif by is None:
        own = [e for e in own if e.at > now + DOUBT_MS]
    if not own:
        return None
    moved = int(by.total_seconds() * 1000) if by is not None else now - own[-1].at
    earliest, latest = own[0].at + moved, own[-1].at + moved
    if earliest < 0 or latest > 4_102_444_800_000 * 2 or abs(moved) > 400 * 366 * DOUBT_MS:
        raise InputError(_("the answers would lie outside of all reason"), do=_("give fewer days"))
    first, until = min(e.seq for e in own), max(e.seq for e in own)
    shift = Shift(progress.device, first, until, moved, progress.turn)
    progress.redate(shift)
    return shift
