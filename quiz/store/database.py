"""The SQLite file under progress: opening, versions, one writer at a time, and what failures mean."""

from __future__ import annotations

import contextlib
import errno
import os
import sqlite3
import time
from collections.abc import Callable, Iterator
from importlib.resources import files
from pathlib import Path

from quiz.core.errors import DamagedError, StoreError
from quiz.store import identity
from quiz.store.rows import COLUMNS, EVENT, checksum
from quiz.translation import N_, _

SCHEMA = 3
WAIT_MS = 20_000  # how long a writer waits for another
CHECKPOINT_PAGES = 4000  # the log is folded in after 16 MB, so that it seldom holds an answer up
_CACHE_SINCE = 2  # the version from which the cache is as it is now
_CACHE = ("standing", "tally", "roster", "wording", "alias", "enrolled")


def connect(path: Path) -> sqlite3.Connection:
    """Open or create the file, of the owner's alone. Raises what SQLite and the system raise."""
    if not path.exists():
        path.parent.mkdir(parents=True, exist_ok=True)
        os.close(os.open(path, os.O_CREAT | os.O_RDWR, 0o600))
    # The app opens it in a worker and uses it from its own thread, never both at once.
    return sqlite3.connect(
        path, timeout=WAIT_MS / 1000, isolation_level=None, check_same_thread=False
    )


def prepare(db: sqlite3.Connection, path: Path) -> bool:
    """Check the version and set the file up; whether its cache has to be made anew.

    The tables are made by whoever comes first. An older file is migrated; the caller has kept
    a copy. Raises StoreError for a newer one and for another program's, which stay as they are.
    """
    version = check(db, path)
    log_ahead(db)
    db.execute("PRAGMA synchronous = FULL")
    db.execute(f"PRAGMA wal_autocheckpoint = {CHECKPOINT_PAGES}")
    db.execute("PRAGMA cache_size = -16000")
    if version == SCHEMA:
        if not db.execute("SELECT 1 FROM meta WHERE key = 'device'").fetchone():
            raise sqlite3.DatabaseError("the device id is missing")
        return False
    with writing(db):
        version = int(db.execute("PRAGMA user_version").fetchone()[0])
        if version == 0:
            run_script(db, "schema.sql")
            run_script(db, "cache.sql")
            db.execute("INSERT INTO meta VALUES ('device', ?)", (identity.new(),))
        for step in range(version or SCHEMA, SCHEMA):
            MIGRATIONS[step](db)
        db.execute(f"PRAGMA user_version = {SCHEMA}")
    return 0 < version < _CACHE_SINCE


def check(db: sqlite3.Connection, path: Path) -> int:
    """The version of a file that is ours or empty. Raises StoreError for any other."""
    db.execute("BEGIN")  # one look at both, while another process may be making the tables
    version = int(db.execute("PRAGMA user_version").fetchone()[0])
    tables = {name for (name,) in db.execute("SELECT name FROM sqlite_master")}
    db.execute("COMMIT")
    if version > SCHEMA:
        raise StoreError(
            _(
                "this progress file is of a newer version ({version}; this program knows {SCHEMA})"
            ).format(version=version, SCHEMA=SCHEMA),
            where=str(path),
            do=_("update quiz; nothing was changed"),
        )
    ours = tables & {"events", "meta", *_CACHE}
    if tables and version and ours and not {"events", "meta"} <= tables:
        raise sqlite3.DatabaseError("a table is gone")
    if tables and (version == 0 or not ours):
        raise StoreError(
            _("this is another program's database"),
            where=str(path),
            do=_("move it away; nothing was changed"),
        )
    return version


def _forks_and_rosters(db: sqlite3.Connection) -> None:
    """Version 1 to 2: forks are kept, and the cache knows decks and days."""
    for index in ("events_by_card", "events_by_day", "events_settings"):
        db.execute(f"DROP INDEX IF EXISTS {index}")
    for name in _CACHE:
        db.execute(f"DROP TABLE IF EXISTS {name}")
    run_script(db, "schema.sql", only=("INDEX", "TABLE forks"))
    run_script(db, "cache.sql")


def _checksums(db: sqlite3.Connection) -> None:
    """Version 2 to 3: every event carries a checksum."""
    db.execute("ALTER TABLE events ADD COLUMN crc INTEGER NOT NULL DEFAULT 0")
    db.create_function("event_crc", len(COLUMNS), lambda *row: checksum(row), deterministic=True)
    db.execute(f"UPDATE events SET crc = event_crc({EVENT})")


MIGRATIONS: dict[int, Callable[[sqlite3.Connection], None]] = {
    1: _forks_and_rosters,
    2: _checksums,
}
"""By the version that they start from; each runs in the one transaction of `prepare`."""


def run_script(db: sqlite3.Connection, name: str, only: tuple[str, ...] = ()) -> None:
    """Run the statements of a file of this package, all or those that create what is named."""
    for statement in files("quiz.store").joinpath(name).read_text("utf-8").split(";\n"):
        said = statement.partition("CREATE ")[2]
        if said and (not only or said.startswith(only)):
            db.execute(f"CREATE {said}")


def log_ahead(db: sqlite3.Connection) -> None:
    """Turn write-ahead logging on; SQLite waits for nobody here, so we do."""
    until = time.monotonic() + WAIT_MS / 1000
    while True:
        try:
            db.execute("PRAGMA journal_mode = WAL")
        except sqlite3.OperationalError as error:
            if "locked" not in str(error) or time.monotonic() > until:
                raise
            time.sleep(0.01)
        else:
            return


@contextlib.contextmanager
def writing(db: sqlite3.Connection) -> Iterator[None]:
    """A transaction of the one writer: all of it is on disk when it ends, or nothing."""
    db.execute("BEGIN IMMEDIATE")
    try:
        yield
    except BaseException:
        with contextlib.suppress(sqlite3.Error):
            db.execute("ROLLBACK")
        raise
    db.execute("COMMIT")


@contextlib.contextmanager
def told(path: Path) -> Iterator[None]:
    """Turn what SQLite and the system say into one line for the user."""
    try:
        yield
    except sqlite3.OperationalError as error:
        raise _operational(error, path) from None
    except (sqlite3.DatabaseError, ValueError) as error:
        raise _damaged(error, path) from None
    except OSError as error:
        full = error.errno == errno.ENOSPC
        raise StoreError(
            _("the disk is full")
            if full
            else _("progress cannot be kept here ({strerror})").format(strerror=error.strerror),
            where=str(path),
            do=_("free some space; answers so far are safe")
            if full
            else _("check the folder's permissions, or set QUIZ_HOME to another"),
        ) from None


def _damaged(error: Exception, path: Path) -> DamagedError:
    return DamagedError(
        _("the progress file is damaged ({error})").format(error=error),
        where=str(path),
        do=_("start quiz again to have it mended from its backup, or 'quiz restore' a copy"),
    )


_MEANINGS = (
    (("full",), N_("the disk is full"), N_("free some space; answers so far are safe")),
    (
        ("locked", "busy"),
        N_("another program holds the progress file"),
        N_("close it and try again; nothing was lost"),
    ),
    (
        ("readonly", "read-only", "unable to open"),
        N_("progress cannot be kept here (read-only)"),
        N_("check the folder's permissions, or set QUIZ_HOME to another"),
    ),
    (
        ("disk i/o",),
        N_("the disk did not take it (I/O error)"),
        N_("check the disk and the space on it; answers so far are safe"),
    ),
)


_BROKEN = ("could not decode", "no such", "malformed", "no column", "file format")


def _operational(error: sqlite3.OperationalError, path: Path) -> StoreError:
    said = str(error).lower()
    if any(word in said for word in _BROKEN):
        return _damaged(error, path)
    for words, what, do in _MEANINGS:
        if any(word in said for word in words):
            return StoreError(_(what), where=str(path), do=_(do))
    return StoreError(
        _("the progress file cannot be used ({error})").format(error=error),
        where=str(path),
        do=_("move it away or restore a copy; nothing was changed"),
    )
