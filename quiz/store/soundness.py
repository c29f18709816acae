"""Whether a progress file still says what was written.

SQLite notices a broken structure, not a bit that flips within a value. So every event carries a
checksum. Reading them all takes 2.4 µs an event: at each opening the newest are read, once a day
SQLite's own check runs and a part of the log is read, another each day, and `quiz verify` reads
all of it.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator

from quiz.store.rows import EVENT, checksum, digest_of

NEWEST = 100  # events of each device that are read at every opening
PART = 50_000  # events that are read once a day; most learners have no more in years


_DEVICES = (  # a DISTINCT would read the whole log
    "WITH RECURSIVE d(device) AS (SELECT min(device) FROM events UNION ALL "
    "SELECT (SELECT min(device) FROM events e WHERE e.device > d.device) FROM d "
    "WHERE d.device IS NOT NULL) SELECT device FROM d WHERE device IS NOT NULL"
)


def glance(db: sqlite3.Connection) -> None:
    """Read the newest events of every device. Raises sqlite3.DatabaseError."""
    for (device,) in db.execute(_DEVICES).fetchall():
        _refuse(_garbled(db, "WHERE device = ? ORDER BY seq DESC LIMIT ?", (device, NEWEST)))


def look(db: sqlite3.Connection, day: int) -> None:
    """Check the structure, and the part of the log whose day it is. Raises sqlite3.DatabaseError."""
    for said in structure(db, 1):
        raise sqlite3.DatabaseError(said)
    number = db.execute("SELECT count(*) FROM events").fetchone()[0]
    part = day % max(1, -(-number // PART))
    _refuse(_garbled(db, "ORDER BY device, seq LIMIT ? OFFSET ?", (PART, part * PART)))


def refuse(db: sqlite3.Connection) -> None:
    """Check all of a file that is to be taken over. Raises sqlite3.DatabaseError."""
    for said in structure(db, 1):
        raise sqlite3.DatabaseError(said)
    _refuse(garbled(db))


def structure(db: sqlite3.Connection, most: int, *, indexes: bool = False) -> list[str]:
    """What SQLite finds wrong; with `indexes` also where they say other than their tables."""
    pragma = "integrity_check" if indexes else "quick_check"
    said = [str(row[0]) for row in db.execute(f"PRAGMA {pragma}({most})")]
    return [] if said == ["ok"] else said


def garbled(db: sqlite3.Connection) -> Iterator[str]:
    """The names of all events that are not what was written; nothing of files before checksums."""
    columns = {row[1] for row in db.execute("PRAGMA table_info(events)")}
    if "crc" in columns:
        yield from _garbled(db, "ORDER BY device, seq")
        for *row, digest in db.execute(f"SELECT {EVENT}, digest FROM forks"):
            if digest_of(tuple(row)) != digest:
                yield f"{row[0]}:{row[1]}"


def _garbled(db: sqlite3.Connection, where: str, values: tuple[object, ...] = ()) -> Iterator[str]:
    for *row, crc in db.execute(f"SELECT {EVENT}, crc FROM events {where}", values):
        if checksum(row) != crc:
            yield f"{row[0]}:{row[1]}"


def _refuse(names: Iterator[str]) -> None:
    for name in names:
        raise sqlite3.DatabaseError(f"the event {name} is not what was written")
