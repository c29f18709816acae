"""Which device writes a progress file: an id that no copy shares.

Two files that went on under one id would give two answers one name. So a file remembers where
it lies, and takes a new id where it finds itself elsewhere: it was copied or restored.
"""

from __future__ import annotations

import secrets
import sqlite3
from pathlib import Path


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


def _home(path: Path) -> str:
    return f"{path.stat().st_ino} {path.resolve()}"


def _meta(db: sqlite3.Connection, key: str) -> str:
    row = db.execute("SELECT value FROM meta WHERE key = ?", (key,)).fetchone()
    return str(row[0]) if row else ""
