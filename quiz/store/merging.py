"""Merging: the union of two logs. Nothing is ever changed, so order and repetition mean nothing.

An event whose name is taken by another content is kept as a fork beside it. As sets of contents
the logs of all devices become equal, whichever of two forks came first to each.
"""

from __future__ import annotations

import shutil
import sqlite3
import tempfile
from collections.abc import Iterable, Iterator
from contextlib import closing, contextmanager
from dataclasses import dataclass
from pathlib import Path

from quiz.core.errors import StoreError
from quiz.core.events import Event, EventKind
from quiz.core.plausible import fault
from quiz.store import database, soundness
from quiz.store.rows import COLUMNS, EVENT, INSERT, event_of, event_row, logged_row
from quiz.translation import _

_NAME = "e.device = i.device AND e.seq = i.seq"
_SAME = f"({', '.join(f'e.{c}' for c in COLUMNS)}) IS ({', '.join(f'i.{c}' for c in COLUMNS)})"
_REPAIRS = (EventKind.SETTINGS, EventKind.REDATE, EventKind.RELINK)


@dataclass(frozen=True, slots=True)
class Merged:
    """What a merge brought: events that were new here, and forks among them."""

    new: int = 0
    forks: int = 0

    def __add__(self, other: Merged) -> Merged:
        return Merged(self.new + other.new, self.forks + other.forks)


@dataclass(frozen=True, slots=True)
class News:
    """The events that a log does not hold yet."""

    plain: tuple[Event, ...]
    forks: tuple[Event, ...]

    def __bool__(self) -> bool:
        return bool(self.plain or self.forks)

    @property
    def ids(self) -> set[str]:
        """The cards whose standing they bear on."""
        found = {e.card for e in (*self.plain, *self.forks)}
        return found - {""}

    @property
    def repairs(self) -> bool:
        """Whether they bear on other events than their own card's."""
        return any(e.kind in _REPAIRS for e in (*self.plain, *self.forks))


@contextmanager
def staged(db: sqlite3.Connection, events: Iterable[Event]) -> Iterator[None]:
    """Lay events from elsewhere beside the log for a while, to be compared with it."""
    types = ", ".join(COLUMNS)
    db.execute("DROP TABLE IF EXISTS temp.incoming")
    db.execute(f"CREATE TEMP TABLE incoming ({types})")
    marks = ", ".join("?" * len(COLUMNS))
    db.executemany(f"INSERT INTO temp.incoming VALUES ({marks})", map(event_row, events))
    try:
        yield
    finally:
        db.execute("DROP TABLE IF EXISTS temp.incoming")


def news(db: sqlite3.Connection) -> News:
    """What of the staged events a log does not hold; of two of one name the second is a fork."""
    rows = db.execute(
        f"SELECT DISTINCT {', '.join(f'i.{c}' for c in COLUMNS)}, e.device IS NOT NULL "
        f"FROM temp.incoming i LEFT JOIN events e ON {_NAME} "
        f"WHERE e.device IS NULL OR NOT ({_SAME})"
    ).fetchall()
    plain: dict[str, Event] = {}
    forks: list[Event] = []
    for row in rows:
        event = event_of(row[:-1])
        if not row[-1] and event.name not in plain:
            plain[event.name] = event
        elif not db.execute(
            "SELECT 1 FROM forks WHERE device = ? AND seq = ? AND digest = ?",
            (event.device, event.seq, event.digest),
        ).fetchone():
            forks.append(event)
    return News(tuple(plain.values()), tuple(forks))


def insert(db: sqlite3.Connection, told: News) -> None:
    """Write what was not here yet; in a transaction."""
    db.executemany(INSERT, map(logged_row, told.plain))
    db.executemany(
        f"INSERT INTO forks ({EVENT}, digest) VALUES ({', '.join('?' * (len(COLUMNS) + 1))})",
        ((*event_row(e), e.digest) for e in told.forks),
    )


def events_of_database(path: Path, scratch: Path) -> Iterator[Event]:
    """The events of another progress file, read from a copy, forks among them.

    Raises StoreError for a file that is not ours, of a newer version, or half-copied.
    """
    copy = scratch / "other.db"
    try:
        for tail in ("", "-wal"):
            beside = path.with_name(path.name + tail)
            Path(f"{copy}{tail}").unlink(missing_ok=True)
            if tail == "" or beside.exists():
                shutil.copyfile(beside, f"{copy}{tail}")
    except OSError as error:
        raise StoreError(
            _("the file cannot be read ({strerror})").format(strerror=error.strerror),
            where=str(path),
            do=_("check the path"),
        ) from None
    try:
        with closing(sqlite3.connect(copy, isolation_level=None)) as db:
            if database.check(db, path) == 0:
                raise StoreError(
                    _("this progress file is empty"), where=str(path), do=_("nothing was changed")
                )
            soundness.refuse(db)
            tables = {name for (name,) in db.execute("SELECT name FROM sqlite_master")}
            for table in ("events", "forks"):
                if table in tables:
                    for row in db.execute(f"SELECT {EVENT} FROM {table}"):
                        event = event_of(row)
                        if why := fault(event):
                            raise ValueError(f"the event {event.name}: {why}")
                        yield event
    except (sqlite3.Error, ValueError) as error:
        raise StoreError(
            _("the file is damaged or only half copied ({error})").format(error=error),
            where=str(path),
            do=_("copy it again; nothing was changed"),
        ) from None


def is_database(path: Path) -> bool:
    """Whether a file begins as SQLite's do."""
    try:
        with path.open("rb") as file:
            return file.read(16) == b"SQLite format 3\0"
    except OSError:
        return False


def scratch_folder() -> tempfile.TemporaryDirectory[str]:
    """A folder for copies, gone when it is left."""
    return tempfile.TemporaryDirectory(prefix="quiz-merge-")
