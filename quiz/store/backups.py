"""Copies of the progress file: made every day, rotated, and put back."""

from __future__ import annotations

import contextlib
import os
import shutil
import sqlite3
from collections.abc import Iterator
from contextlib import closing
from datetime import date, datetime
from pathlib import Path

from quiz.core.errors import StoreError
from quiz.store import database, soundness
from quiz.store.progress import Progress
from quiz.translation import _

DAILY, WEEKLY, MONTHLY = 7, 5, 12  # how many of each are kept
_TAILS = ("", "-wal", "-shm")


def folder_of(path: Path) -> Path:
    """Where the backups of a progress file lie."""
    return path.parent / "backups"


def backups(path: Path) -> list[Path]:
    """The daily backups of a progress file, the latest first."""
    return sorted(folder_of(path).glob(f"{path.stem}-????-??-??.db"), reverse=True)


def back_up(progress: Progress, today: date, *, again: bool = False) -> Path | None:
    """Make today's backup where there is none (`again`: even so) and drop those outlived.

    Returns the new file. Raises StoreError.
    """
    target = folder_of(progress.path) / f"{progress.path.stem}-{today.isoformat()}.db"
    if target.exists() and not again:
        return None
    with database.told(target):
        target.parent.mkdir(parents=True, exist_ok=True)
        beside = target.with_suffix(f".{os.getpid()}.new")
        beside.unlink(missing_ok=True)
        try:
            progress.copy_to(beside)
            beside.replace(target)
        finally:
            beside.unlink(missing_ok=True)
        for old in outlived(backups(progress.path)):
            old.unlink(missing_ok=True)
    return target


def outlived(files: list[Path]) -> list[Path]:
    """The backups to drop: all but the latest seven, one a week for five, one a month for twelve."""
    dated = []
    for file in files:
        with contextlib.suppress(ValueError):
            dated.append((date.fromisoformat(file.stem[-10:]), file))
    dated.sort(reverse=True)
    kept = {file for _, file in dated[:DAILY]}
    for form, count in (("%G-%V", WEEKLY), ("%Y-%m", MONTHLY)):
        first: dict[str, Path] = {}
        for day, file in dated:
            first.setdefault(day.strftime(form), file)
        kept |= set(list(first.values())[:count])
    return [file for _, file in dated if file not in kept]


def restore(path: Path, source: Path, now: datetime) -> Path | None:
    """Put a copy in the place of the progress file; what it replaces is kept beside.

    Returns where that is, None where there was none. The restored file takes a new device id
    when it is opened. Raises StoreError and changes nothing where the copy is no good.
    """
    sound(source)
    kept = set_aside(path, "replaced", now) if path.exists() else None
    put(path, source)
    return kept


def sound(source: Path) -> None:
    """Refuse a copy that is no progress file, newer, or damaged. Raises StoreError."""
    if not source.is_file():
        raise StoreError(_("there is no such backup"), where=str(source), do=_("see 'quiz backup --list'"))  # fmt: skip
    with database.told(source), source.open("rb") as file:
        if file.read(16) not in (b"", b"SQLite format 3\0"):
            raise StoreError(
                _("this is no progress file"), where=str(source),
                do=_("exported events are taken in by 'quiz merge'; nothing was changed"),
            )  # fmt: skip
    with database.told(source), closing(_reading(source)) as db:
        if database.check(db, source) == 0:
            raise sqlite3.DatabaseError("it is empty")
        soundness.refuse(db)


def set_aside(path: Path, why: str, now: datetime) -> Path:
    """Move a progress file and its log out of the way, under a name that says when.

    It is locked meanwhile, so that whoever has it open finds out before writing on.
    """
    kept = path.with_name(f"{path.stem}-{why}-{now:%Y-%m-%d-%H%M%S}.db")
    with database.told(path), _locked(path):
        number = 1
        while kept.exists():
            number += 1
            kept = kept.with_name(f"{path.stem}-{why}-{now:%Y-%m-%d-%H%M%S}-{number}.db")
        for tail in _TAILS:
            beside = path.with_name(path.name + tail)
            if beside.exists():
                beside.replace(kept.with_name(kept.name + tail))
    return kept


def keep_before_migration(db: sqlite3.Connection, path: Path) -> None:
    """Copy an older file beside before it is migrated."""
    version = db.execute("PRAGMA user_version").fetchone()[0]
    target = folder_of(path) / f"{path.stem}-version-{version}.db"
    target.parent.mkdir(parents=True, exist_ok=True)
    if not target.exists():
        db.execute("VACUUM INTO ?", (str(target),))
        target.chmod(0o600)


def put(path: Path, source: Path) -> None:
    """Put a copy of a file in a progress file's place, in one step. Raises StoreError."""
    with database.told(path):
        beside = path.with_name(f"{path.name}.{os.getpid()}.new")
        try:
            shutil.copyfile(source, beside)
            beside.chmod(0o600)
            log = source.with_name(f"{source.name}-wal")
            if log.exists():  # it was not closed: its latest answers are there
                shutil.copyfile(log, beside.with_name(f"{beside.name}-wal"))
                with closing(sqlite3.connect(beside)) as db:
                    db.execute("PRAGMA wal_checkpoint(TRUNCATE)")
            with beside.open("rb") as file:
                os.fsync(file.fileno())
            beside.replace(path)
        finally:
            for tail in _TAILS:
                beside.with_name(beside.name + tail).unlink(missing_ok=True)


@contextlib.contextmanager
def _locked(path: Path) -> Iterator[None]:
    """Hold the lock of writers, as far as the file is still one that can be locked."""
    with closing(
        sqlite3.connect(path, timeout=database.WAIT_MS / 1000, isolation_level=None)
    ) as db:
        try:
            db.execute("BEGIN IMMEDIATE")
        except sqlite3.DatabaseError as error:
            if isinstance(error, sqlite3.OperationalError) and "locked" in str(error):
                raise
        yield


def _reading(path: Path) -> sqlite3.Connection:
    return sqlite3.connect(f"{path.resolve().as_uri()}?mode=ro", uri=True, isolation_level=None)
