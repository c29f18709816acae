"""Opening progress so that it lasts: damage is mended, doubtful clocks are told, days backed up."""

from __future__ import annotations

import contextlib
from datetime import UTC, datetime
from pathlib import Path

from quiz.core.errors import DamagedError, StoreError
from quiz.store import backups
from quiz.store.progress import Clock, Progress
from quiz.translation import _

DOUBT_MS = 24 * 3_600_000


def open_progress(path: Path, clock: Clock, turn: int) -> tuple[Progress, tuple[str, ...]]:
    """The progress file and what the user should be told. Raises StoreError.

    A damaged file is replaced by its latest good backup and what can still be read of it; where
    there is neither backup nor anything to read the file stays as it is and the error with it.
    """
    try:
        progress = Progress.open(path, clock, turn=turn)
        notices: tuple[str, ...] = ()
    except DamagedError:
        if not backups.backups(path):
            raise
        progress, mended = backups.recover(path, clock, turn=turn)
        notices = (str(mended),)
    doubt = clock_doubt(progress)
    return progress, (*notices, doubt) if doubt else notices


def clock_doubt(progress: Progress) -> str:
    """One line where the clock is more than a day before the latest answer; else ""."""
    now = progress.now()
    last = progress.latest()
    if last is None or last.at - now.timestamp() * 1000 <= DOUBT_MS:
        return ""
    at = datetime.fromtimestamp(min(last.at / 1000, 253e9), UTC).astimezone(now.tzinfo)
    return _(
        "the clock says {now:%Y-%m-%d %H:%M}, but the last answer is of {at:%Y-%m-%d %H:%M}; "
        "set the clock, or, if it was wrong then, run 'quiz redate'"
    ).format(now=now, at=at)


def keep_daily(progress: Progress) -> None:
    """Make today's backup where there is something to keep; its failure is no reason to fail."""
    with contextlib.suppress(StoreError):
        if progress.latest() is not None:
            backups.back_up(progress, progress.now().date())
