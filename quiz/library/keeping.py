"""Opening progress so that it lasts: damage is mended, doubtful clocks are told, days backed up."""

from __future__ import annotations

import contextlib
from datetime import UTC, datetime
from pathlib import Path

from quiz.core.errors import DamagedError, StoreError
from quiz.store import backups
from quiz.store.mending import find_again, mend
from quiz.store.progress import Clock, Progress
from quiz.translation import _

DOUBT_MS = 24 * 3_600_000


def open_progress(path: Path, clock: Clock, turn: int) -> tuple[Progress, tuple[str, ...]]:
    """The progress file and what the user should be told. Raises StoreError.

    A damaged file is replaced by its latest good backup and what can still be read of it; where
    there is no backup the file stays as it is and the error with it. One that is gone is
    restored as well.
    """
    notices: tuple[str, ...] = ()
    try:
        if again := find_again(path, clock, turn=turn):
            progress, said = again
            notices = (said,)
        else:
            progress = _checked(path, clock, turn)
    except DamagedError as error:
        progress, said = mended(path, clock, turn, error)
        notices = (said,)
    doubt = clock_doubt(progress)
    return progress, (*notices, doubt) if doubt else notices


def mended(path: Path, clock: Clock, turn: int, error: DamagedError) -> tuple[Progress, str]:
    """The progress file mended after an error, and what was done. Raises it without a backup."""
    if not backups.backups(path):
        raise DamagedError(
            error.what,
            where=error.where,
            do=_(
                "there is no backup; move it away, or give 'quiz restore' a copy; nothing was changed"
            ),
        ) from None
    progress, told = mend(path, clock, turn=turn)
    return progress, str(told)


def _checked(path: Path, clock: Clock, turn: int) -> Progress:
    """Open a file and, once a day, look for damage. Raises StoreError."""
    progress = Progress.open(path, clock, turn=turn)
    try:
        progress.check_daily()
    except BaseException:
        progress.close()
        raise
    return progress


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
    """Make today's backup where there is something to keep; its failure is no reason to fail.

    A file that cannot be read whole is looked at, and mended, when it is opened next.
    """
    with contextlib.suppress(StoreError):
        if progress.latest() is not None:
            backups.back_up(progress, progress.now().date())
