"""Which device writes a progress file: an id that no copy shares.

Two files that went on under one id would give two answers one name. So a file remembers where
it lies, and takes a new id where it finds itself elsewhere: it was copied or restored.
"""

from __future__ import annotations

import secrets
import sqlite3
from pathlib import Path

from quiz.core.errors import StoreError
from quiz.translation import _


def new() -> str:
    """An id that no other device has."""
    return secrets.token_hex(8)


def device(db: sqlite3.Connection) -> str:
    """The id under which events are written now."""
    return _meta(db, "device")


def rename(db: sqlite3.Connection) -> None:
    """Go on under a new id; in a transaction."""
    db.execute("UPDATE meta SET value = ? WHERE key = 'device'", (new(),))


def at_home(db: sqlite3.Connection, path: Path) -> bool:
    """Whether the file lies where it was last used."""
    return _meta(db, "home") == _home(path)


def settle(db: sqlite3.Connection, path: Path) -> None:
    """Remember where the file lies; under a new id where it came from elsewhere. In a transaction."""
    if _meta(db, "home") not in ("", _home(path)):
        rename(db)
    db.execute("INSERT OR REPLACE INTO meta VALUES ('home', ?)", (_home(path),))


def still_there(path: Path, inode: int) -> None:
    """Refuse to write into a file in whose place another was put. Raises StoreError.

    Asked while the file is locked, and files are only replaced under their lock.
    """
    try:
        found = path.stat().st_ino
    except OSError:
        found = -1
    if found != inode:
        raise StoreError(
            _("another file was put in the place of your progress meanwhile (restored or mended)"),
            where=str(path),
            do=_("close quiz and open it again; what was just given was not kept, all before was"),
        )


def checked_on(db: sqlite3.Connection) -> int:
    """The study day on which the file was last looked at for damage; 0 where it never was."""
    day = _meta(db, "checked")
    return int(day) if day.isdecimal() else 0


def check_off(db: sqlite3.Connection, day: int) -> None:
    """Remember the day on which the file was found sound; in a transaction."""
    db.execute("INSERT OR REPLACE INTO meta VALUES ('checked', ?)", (str(day),))


def _home(path: Path) -> str:
    return f"{path.stat().st_ino} {path.resolve()}"


def _meta(db: sqlite3.Connection, key: str) -> str:
    row = db.execute("SELECT value FROM meta WHERE key = ?", (key,)).fetchone()
    return str(row[0]) if row else ""
