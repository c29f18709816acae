"""Copies of the progress file."""
from __future__ import annotations
import sqlite3
from pathlib import Path
def keep_before_migration(db: sqlite3.Connection, path: Path) -> None:
    """stub"""
